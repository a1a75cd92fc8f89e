"""A table in which the day spans all its rows, and a room those of the sessions in it."""

from collections.abc import Sequence
from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, i, join, lines, p, row, table, tag
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("html", "docx")


def render(edition: Edition) -> Html:
    """Print one table for all days: with a cell of people, a row each, or chairs apart."""
    programme, words = edition.programme, edition.words
    style = edition.number % 3

    def said(one: Person) -> str:
        return f"{edition.role(one.role)}: {edition.line(one)}"

    def high(slot: Session) -> int:
        return max(1, len(slot.people)) if style == 1 else 1

    def what(slot: Session) -> list[list[Part]]:
        """Return the cells of title and people, of each row of a session."""
        if slot.pause:
            return [[tag("td", edition.pause(slot), colspan=2)]]
        title = b(edition.heading(slot))
        if style == 1:  # a row each
            first, *others = slot.people
            head = tag("td", title, rowspan=high(slot))
            return [[head, said(first)], *([said(one)] for one in others)]
        if style == 2:  # roles in italics above their people
            roles = edition.by_role(slot)
            told = [x for role, found in roles for x in (i(role), *map(edition.line, found))]
            return [[title, lines(*told)]]
        return [[title, tag("td", *(p(said(one)) for one in slot.people))]]

    def rows(slots: Sequence[Session]) -> list[list[Part]]:
        """Return the rows of a day without the cell of the day."""
        found: list[list[Part]] = []
        for room, those in groupby(slots, lambda slot: slot.room):
            here = list(those)
            span = tag("td", room, rowspan=sum(map(high, here)))
            for number, slot in enumerate(here):
                first, *others = what(slot)
                clock = tag("td", edition.time(slot), rowspan=high(slot))
                found.append([clock, *first, *([] if number else [span])])
                found += others
        return found

    heads = (words["day"], words["time"], words["title"], words["people"], words["room"])
    parts: list[Part] = [row(*heads, head=True)]
    for day in programme.days:
        first, *others = rows(programme.of(day))
        date = edition.day(day) if edition.heads_days else edition.day_head(day) or edition.days()
        parts.append(row(tag("td", b(date), rowspan=1 + len(others)), *first))
        parts += [row(*one) for one in others]
    return join((cover(edition), table(parts)), "\n")
