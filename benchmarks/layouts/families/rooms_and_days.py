"""A matrix of rooms: times at the left, or a row or a column a day with all that is in a room."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, i, join, p, row, table, tag
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("html", "docx", "pdf", "md")


def suits(programme: Programme) -> bool:
    """Say whether there is more than one room."""
    return len(_rooms(programme.sessions)) > 1


def _rooms(slots: Sequence[Session]) -> list[str]:
    return list(dict.fromkeys(slot.room for slot in slots if slot.room))


def render(edition: Edition) -> Html:
    """Print a table a day with rooms as heads, or one table of days and rooms."""
    programme, words = edition.programme, edition.words
    days = programme.days

    def said(slot: Session, clock: bool) -> list[Part]:
        parts: list[Part] = [p(b(edition.heading(slot)))]
        if clock:
            parts.insert(0, p(edition.time(slot)))
        if edition.number % 2:
            return [*parts, *(p(f"{edition.role(x.role)}: {edition.line(x)}") for x in slot.people)]
        for role, found in edition.by_role(slot):
            parts += [p(i(role)), *(p(edition.line(one)) for one in found)]
        return parts

    def wide(text: str, width: int) -> list[Part]:
        if edition.format == "md":
            return [text, *[""] * (width - 1)]
        return [tag("td", text, colspan=width)]

    def at(found: Sequence[Session], room: str, clock: bool) -> Html:
        here = [part for slot in found if slot.room == room for part in said(slot, clock)]
        return tag("td", *here)

    def head(day: dt.date) -> str:
        return edition.day_head(day) or edition.day(day)

    if edition.number % 3 == 0:
        parts: list[Part] = [cover(edition)]
        for day in days:
            rooms = _rooms(programme.of(day))
            rows = [row(words["time"], *rooms, head=True)]
            for time, those in groupby(programme.of(day), edition.time):
                slots = list(those)
                if slots[0].pause:
                    rows.append(row(time, *wide(edition.pause(slots[0]), len(rooms))))
                else:
                    rows.append(row(time, *(at(slots, room, False) for room in rooms)))
            parts += [h2(edition.day_head(day)), table(rows)]
        return join(parts, "\n")
    rooms = _rooms(programme.sessions)
    own = {day: [slot for slot in programme.of(day) if not slot.pause] for day in days}
    if edition.number % 3 == 1:
        rows = [row(words["day"], *rooms, head=True)]
        rows += [row(b(head(day)), *(at(own[day], room, True) for room in rooms)) for day in days]
    else:
        rows = [row(words["room"], *map(head, days), head=True)]
        rows += [row(b(room), *(at(own[day], room, True) for day in days)) for room in rooms]
    return join((cover(edition), table(rows)), "\n")
