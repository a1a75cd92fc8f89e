"""A session a line: time, title, and behind a dash the names, each with its body in brackets."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, join, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("txt", "html", "docx", "md")
PRINTS = ALL - {"roles", "posts", "rooms"}


def render(edition: Edition) -> Html:
    """Print one line a session."""

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(b(edition.time(slot)), f" {edition.pause(slot)}")
        said = (edition.named(one) + edition.beside(one, edition.body(one)) for one in slot.people)
        return p(b(edition.time(slot)), f" “{slot.title}” – ", ", ".join(said))

    return join((cover(edition), by_day(edition, block)), "\n")


def settle(edition: Edition) -> Edition:
    """Let bodies stand in brackets."""
    return edition.but(behind=" (")
