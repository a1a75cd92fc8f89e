"""Sessions at one time side by side, and a row each for title, room, and every role."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, join, lines, p, row, table, tag
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("docx", "html", "pdf")
WIDTH = 3


def suits(programme: Programme) -> bool:
    """Say whether there are sessions at one time."""
    return any(slot.track for slot in programme.slots)


def render(edition: Edition) -> Html:
    """Print those at one time in a table amid blocks, all in one table, or a day turned round."""
    style = edition.number % 3
    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        slots = edition.programme.of(day)
        parts.append(h2(edition.day_head(day)))
        if style == 2:
            sessions = [slot for slot in slots if not slot.pause]
            cut = [sessions[n : n + WIDTH] for n in range(0, len(sessions), WIDTH)]
            parts += [table(_turned(edition, some, edition.words["time"])) for some in cut]
            continue
        times = [list(found) for _, found in groupby(slots, edition.time)]
        if style == 1:
            widest = 1 + max(map(len, times))
            parts.append(table(x for found in times for x in _slot(edition, found, widest)))
        else:
            parts += [x for found in times for x in _block(edition, found)]
    return join(parts, "\n")


def _people(edition: Edition, slot: Session) -> list[str]:
    return [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]


def _block(edition: Edition, found: Sequence[Session]) -> Iterable[Part]:
    """Return paragraphs of one session, or the time and a table without labels of several."""
    (slot, *others), time = found, edition.time(found[0])
    if slot.pause:
        return [p(f"{time} {edition.pause(slot)}")]
    if not others:
        head = p(b(f"{time} {edition.heading(slot)}"))
        return [head, p(slot.room), *map(p, _people(edition, slot))]
    people = [[*map(p, _people(edition, one))] for one in found]
    cells = [*([b(one.kind), b(one.title), one.room] for one in found)]
    wide = 2 if edition.format == "pdf" else 1  # two columns alone would not be of one width
    rows = [row(*(tag("td", one[n], colspan=wide) for one in cells)) for n in range(3)]
    rows.append(row(*(tag("td", *some, colspan=wide) for some in people)))
    return [p(b(time)), table(rows)]


def _slot(edition: Edition, found: Sequence[Session], widest: int) -> list[Html]:
    """Return the rows of a time in a table of all: what is alone spans its columns."""
    (slot, *others), time = found, edition.time(found[0])
    if slot.pause:
        return [row(time, tag("td", edition.pause(slot), colspan=widest - 1))]
    if not others:
        head = p(lines(b(edition.heading(slot)), slot.room))
        said = [head, *map(p, _people(edition, slot))]
        return [row(time, tag("td", *said, colspan=widest - 1))]
    titles = (b(edition.heading(one)) for one in found)
    people = (tag("td", *map(p, _people(edition, one))) for one in found)
    rooms = row(*(one.room for one in found))
    return [row(tag("td", time, rowspan=3), *titles), rooms, row(*people)]


def _turned(edition: Edition, found: Sequence[Session], time: str) -> list[Html]:
    """Return rows of kinds, times, titles and rooms, and one for each role that somebody has."""
    words = edition.words
    roles = dict.fromkeys(one.role for slot in found for one in slot.people)
    rows = [row("", *(slot.kind for slot in found), head=True)]
    rows.append(row(b(words["title"]), *(b(slot.title) for slot in found)))
    rows.append(row(b(time), *map(edition.time, found)))
    rows.append(row(b(words["room"]), *(slot.room for slot in found)))
    for role in roles:
        those = [[edition.line(x) for x in slot.people if x.role == role] for slot in found]
        several = any(len(some) > 1 for some in those)
        cells = (tag("td", *map(p, some)) if some else "–" for some in those)
        rows.append(row(b(edition.role(role, several)), *cells))
    return rows
