"""A table in which one time spans the rows of all sessions that are then."""

from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, lines, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "pdf")


def render(edition: Edition) -> Html:
    """Print a table a day: time, room, title, people."""

    def cells(slot: Session) -> tuple[Part, ...]:
        if slot.pause:
            return ("", edition.pause(slot), "")
        said = (f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people)
        return (slot.room, b(edition.heading(slot)), lines(*said))

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        rows: list[Html] = []
        for time, found in groupby(edition.programme.of(day), edition.time):
            first, *others = map(cells, found)
            rows.append(row(tag("td", time, rowspan=1 + len(others)), *first))
            rows += [row(*one) for one in others]
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
