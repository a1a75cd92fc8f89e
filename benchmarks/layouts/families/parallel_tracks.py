"""A grid: sessions at one time stand side by side, plenary ones over all columns."""

from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, i, join, p, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "pdf")


def suits(programme: Programme) -> bool:
    """Say whether there is anything parallel."""
    return any(slot.track for slot in programme.slots)


def render(edition: Edition) -> Html:
    """Print a table a day, with as many columns as sessions stand side by side."""

    def cell(slot: Session, width: int) -> Html:
        if slot.pause:
            return tag("td", p(edition.pause(slot)), colspan=width)
        parts: list[Part] = [p(b(edition.heading(slot))), p(i(slot.room))]
        for role, people in edition.by_role(slot):
            parts += [p(f"{role}:"), *(p(edition.line(one)) for one in people)]
        return tag("td", *parts, colspan=width)

    parts = [cover(edition)]
    for day in edition.programme.days:
        slots = [list(found) for _, found in groupby(edition.programme.of(day), edition.time)]
        widest = max(map(len, slots))
        rows = (
            row(edition.time(found[0]), *(cell(slot, widest // len(found)) for slot in found))
            for found in slots
        )
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
