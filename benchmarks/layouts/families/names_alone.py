"""The title, the time below it, and names alone, one a line or all on one."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, join, lines, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "pdf", "txt", "docx")
PRINTS = ALL - {"roles", "posts", "bodies", "rooms"}


def render(edition: Edition) -> Html:
    """Print three paragraphs a session."""
    one_line = edition.turn(False, True)

    def block(slot: Session) -> Html:
        if slot.pause:
            return join((p(b(edition.pause(slot))), p(edition.time(slot))))
        names = [edition.named(one) + edition.status(one) for one in slot.people]
        said = ", ".join(names) if one_line else lines(*names)
        return join((p(b(slot.title)), p(edition.time(slot)), p(said)))

    return join((cover(edition), by_day(edition, block)))
