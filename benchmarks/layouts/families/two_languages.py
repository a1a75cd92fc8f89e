"""Two languages: both titles in a cell, on two lines, or parted by a stroke."""

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, i, join, lines, p, row, table
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "md", "pdf")


def suits(programme: Programme) -> bool:
    """Say whether titles are known in a second language."""
    return programme.second is not None


def render(edition: Edition) -> Html:
    """Print a table a day, or blocks."""

    def both(slot: Session) -> Part:
        if slot.pause:
            return edition.pause(slot)
        return edition.turn(
            lines(b(slot.title), i(slot.second)),
            b(f"{slot.title} / {slot.second}"),
            lines(b(slot.title), b(slot.second)),
        )

    def entry(slot: Session) -> Html:
        said = lines(*(f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people))
        if edition.number % 2:
            return join((p(edition.time(slot)), p(both(slot)), p(slot.room), p(said)))
        return row(edition.time(slot), both(slot), said, slot.room)

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        entries = [*map(entry, edition.programme.of(day))]
        parts.append(h2(edition.day_head(day)))
        parts += entries if edition.number % 2 else [table(entries)]
    return join(parts, "\n")
