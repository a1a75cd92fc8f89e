"""Titles in bold with time and room behind them; the role stands last on each line."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, i, join, p
from layouts.parts import by_day, cover

GROUP = "held out"
FORMATS = ("docx", "md", "txt", "html")


def render(edition: Edition) -> Html:
    """Print a line a person, name and post first."""

    def line(one: Person) -> Html:
        return join((edition.line(one), " – ", i(edition.role(one.role))))

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.pause(slot)}, {edition.time(slot)}")
        when = ", ".join(filter(None, (edition.time(slot), slot.room)))
        title = p(b(edition.heading(slot)), f", {when}")
        return join((title, *(p(line(one)) for one in slot.people)), "\n")

    return join((cover(edition), by_day(edition, block)))


def settle(edition: Edition) -> Edition:
    """Let commas stand behind names: the dash is the role's."""
    return edition.but(behind=", ")
