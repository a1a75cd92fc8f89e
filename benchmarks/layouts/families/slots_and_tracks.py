"""A grid of slots and tracks: times at the left or across, what is for all over all tracks."""

from collections.abc import Sequence
from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, join, lines, p, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "pdf", "docx")
NOON = "13:00"


def suits(programme: Programme) -> bool:
    """Say whether there are tracks."""
    return any(slot.track for slot in programme.slots)


def render(edition: Edition) -> Html:
    """Print tracks as columns, tracks as rows, or one table with numbered slots for all days."""
    programme, head = edition.programme, edition.day_head
    if edition.number % 3 == 2:
        return join((cover(edition), table(_numbered(edition))), "\n")
    parts: list[Part] = [cover(edition)]
    for day in programme.days:
        slots = programme.of(day)
        parts.append(h2(head(day)))
        if edition.number % 3 == 1:  # halves of a day, as a page is not wider
            halves = ([s for s in slots if (s.start < NOON) is early] for early in (True, False))
            parts += [_turned(edition, half) for half in halves if half]
        else:
            times = groupby(slots, edition.time)
            rows = (row(time, *_across(edition, list(found))) for time, found in times)
            parts.append(table([row(edition.words["time"], *_heads(edition), head=True), *rows]))
    return join(parts, "\n")


def _tracks(edition: Edition) -> list[str]:
    return sorted({slot.track for slot in edition.programme.slots} - {""})


def _heads(edition: Edition) -> list[str]:
    return [f"{edition.words['track']} {track}" for track in _tracks(edition)]


def _cell(edition: Edition, slot: Session, **size: int) -> Html:
    """Return what is on in a slot, the room with its label where its name does not say it."""
    if slot.pause:
        return tag("td", p(edition.pause(slot)), **size)
    label = edition.words["room"]
    is_labelled = slot.room and label.casefold() not in slot.room.casefold()
    room = f"{label}: {slot.room}" if is_labelled else slot.room
    parts: list[Part] = [p(b(edition.heading(slot))), p(room)]
    if edition.number % 2:
        parts += [p(f"{edition.role(one.role)}: {edition.line(one)}") for one in slot.people]
    else:
        roles = edition.by_role(slot)
        parts += [p(lines(f"{role}:", *map(edition.line, found))) for role, found in roles]
    return tag("td", *parts, **size)


def _across(edition: Edition, found: Sequence[Session]) -> list[Html]:
    """Return the cells of a time: one over all tracks, or one a track."""
    tracks, by_track = _tracks(edition), {slot.track: slot for slot in found}
    if "" in by_track:
        return [_cell(edition, found[0], colspan=len(tracks))]
    return [_cell(edition, by_track[one]) if one in by_track else tag("td") for one in tracks]


def _turned(edition: Edition, slots: Sequence[Session]) -> Html:
    """Return a table with a column a time, and a row a track if there are any then."""
    tracks, heads = _tracks(edition), _heads(edition)
    times = [list(found) for _, found in groupby(slots, edition.time)]
    clocks = [edition.time(found[0]) for found in times]
    if not any(slot.track for slot in slots):
        return table([row(*clocks, head=True), row(*(_cell(edition, slot) for slot in slots))])
    rows: list[Part] = [row("", *clocks, head=True)]
    for number, track in enumerate(tracks):
        cells: list[Part] = [b(heads[number])]
        for found in times:
            by_track = {slot.track: slot for slot in found}
            if track in by_track:
                cells.append(_cell(edition, by_track[track]))
            elif number == 0:
                cells.append(_cell(edition, found[0], rowspan=len(tracks)))
        rows.append(row(*cells))
    return table(rows)


def _numbered(edition: Edition) -> list[Html]:
    """Return the rows of one table for all days, each day over the whole width."""
    programme, heads, slot = edition.programme, _heads(edition), edition.words["slot"]
    rows, number = [row(slot, *heads, head=True)], 0
    for day in programme.days:
        if head := edition.day_head(day):
            rows.append(row(tag("td", b(head), colspan=len(heads) + 1)))
        for time, those in groupby(programme.of(day), edition.time):
            found = list(those)
            number += not found[0].pause
            clock = time if found[0].pause else lines(f"{slot} {number}", time)
            rows.append(row(clock, *_across(edition, found)))
    return rows
