"""A timetable with a column a day: what stands side by side is on other days."""

from itertools import zip_longest

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, i, join, p, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "pdf")


def suits(programme: Programme) -> bool:
    """Say whether there are several days."""
    return len(programme.days) > 1


def render(edition: Edition) -> Html:
    """Print one table, the days as its heads."""

    def cell(slot: Session | None) -> Html:
        if slot is None:
            return tag("td")
        if slot.pause:
            return tag("td", p(edition.time(slot)), p(edition.pause(slot)))
        parts: list[Part] = [p(edition.time(slot)), p(b(edition.heading(slot))), p(i(slot.room))]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.line, people)
            parts += [p(f"{role}: {first}"), *map(p, others)]
        return tag("td", *parts)

    programme = edition.programme
    heads = row(*(tag("th", edition.day(day)) for day in programme.days))
    columns = zip_longest(*map(programme.of, programme.days))
    rows = (row(*map(cell, slots)) for slots in columns)
    return join((cover(edition), table([heads, *rows])), "\n")
