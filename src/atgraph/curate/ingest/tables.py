"""The order in which the cells of a table are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from atgraph.curate.ingest.lines import COLUMN, HEADED, Cell, Extract, Line

Says = Callable[[Line], bool]


def reading_order(
    extract: Extract, is_time: Says, is_day: Says, is_room: Says, is_head: Says, is_role: Says
) -> list[Line]:
    """Return the lines in the order of reading; heads of rows and columns come again before what they say something of.

    Args:
        extract: the document.
        is_time: whether a line gives the time of a session.
        is_day: whether it names a day.
        is_room: whether it names a room.
        is_head: whether it heads a column of times.
        is_role: whether it is a role word alone, as “Moderator” at the head of a column.
    """
    order: list[Line] = []
    inside = {number: table for table in extract.tables for cell in table for number in cell.lines}
    done: set[int] = set()
    for number, line in enumerate(extract.lines):
        table = inside.get(number)
        if table is None:
            order.append(line)
        elif id(table) not in done:
            done.add(id(table))
            order += _read_table(table, extract.lines, is_time, is_day, is_room, is_head, is_role)
    return order


def _read_table(
    cells: Sequence[Cell],
    lines: Sequence[Line],
    is_time: Says,
    is_day: Says,
    is_room: Says,
    is_head: Says,
    is_role: Says,
) -> Iterator[Line]:
    def says(cell: Cell, what: Says) -> bool:
        return any(what(lines[n]) for n in cell.lines)

    heads = [c for c in cells if c.row == 0]
    named = _column_heads(cells, lines, is_head)
    lines = _mark_heads(named, lines)
    if sum(says(c, is_day) and not says(c, is_time) for c in heads) >= 2:
        yield from _by_column(cells, lines, is_time)
        return
    halls = {
        c.column: c
        for c in heads
        if says(c, is_room) and not says(c, is_time) and len(c.lines) == 1
    }
    roles = {
        c.column: c for c in named if len(c.lines) == 1 and c.columns == 1 and says(c, is_role)
    }
    below = [
        c
        for c in cells
        if c.column in roles and c.columns == 1 and c.row > roles[c.column].row and c.lines
    ]
    own = {n for c in below for n in c.lines}
    lines = [replace(line, note=HEADED) if n in own else line for n, line in enumerate(lines)]
    headed = {lines[c.lines[0]].start: roles[c.column] for c in below}
    for line in _by_row(
        _roles_last(cells, roles), lines, is_time, halls if len(halls) >= 2 else {}
    ):
        yield from _text(headed[line.start], lines) if line.start in headed else ()
        yield line


def _roles_last(cells: Sequence[Cell], roles: dict[int, Cell]) -> Sequence[Cell]:
    """Return the cells with those that a role heads behind the others of their row: the title comes before who speaks."""
    return (
        sorted(cells, key=lambda c: (c.row, c.column in roles and c.columns == 1))
        if roles
        else cells
    )


def _column_heads(cells: Sequence[Cell], lines: Sequence[Line], is_head: Says) -> Sequence[Cell]:
    """Return the row that heads the columns: the first whose first cell says “Time”; none where there is none."""
    for row in sorted({c.row for c in cells}):
        own = [c for c in cells if c.row == row]
        if any(is_head(lines[n]) for n in own[0].lines):
            return own
    return []


def _mark_heads(heads: Sequence[Cell], lines: Sequence[Line]) -> Sequence[Line]:
    """Note of short lines that they head a column."""
    own = {n for c in heads for n in c.lines if len(lines[n].text.split()) <= 4}
    return [replace(line, note=COLUMN) if n in own else line for n, line in enumerate(lines)]


def _text(cell: Cell, lines: Sequence[Line]) -> Iterator[Line]:
    return (lines[n] for n in cell.lines)


def _by_row(
    cells: Sequence[Cell], lines: Sequence[Line], is_time: Says, halls: dict[int, Cell]
) -> Iterator[Line]:
    """Yield row by row: the time first, then each cell; in parallel halls the time and the hall before each."""
    done: set[int] = set()
    for row in sorted({c.row for c in cells}):
        own = [c for c in cells if c.row == row]
        if row in done:
            continue
        if group := _parallel(cells, lines, row, is_time, halls):
            time, columns = group
            done.update(range(time.row, time.row + time.rows))
            for column in columns:
                yield from _text(time, lines)
                if column in halls:
                    yield from _text(halls[column], lines)
                for cell in sorted(
                    (
                        c
                        for c in cells
                        if c.column == column and time.row <= c.row < time.row + time.rows
                    ),
                    key=lambda c: c.row,
                ):
                    yield from _text(cell, lines)
            continue
        held = [
            c
            for c in cells
            if c.row < row < c.row + c.rows and any(is_time(lines[n]) for n in c.lines)
        ]
        times = [
            c for c in own if any(is_time(lines[n]) for n in c.lines) and _is_short(c, lines)
        ] or held
        rest = [c for c in own if c not in times and c.lines]
        if row == 0 and halls and not times:
            yield from (line for c in own for line in _text(c, lines))
            continue
        parallel = halls and len([c for c in rest if c.column in halls]) > 1
        if not parallel:
            yield from (line for c in times if c in own or rest for line in _text(c, lines))
        for cell in rest:
            if parallel:
                yield from (line for c in times for line in _text(c, lines))
            if cell.column in halls and cell.columns == 1:
                yield from _text(halls[cell.column], lines)
            yield from _text(cell, lines)


def _parallel(
    cells: Sequence[Cell], lines: Sequence[Line], row: int, is_time: Says, halls: dict[int, Cell]
) -> tuple[Cell, list[int]] | None:
    """Return the time that holds for several rows, and the columns of the sessions that run side by side in them."""
    time = next(
        (
            c
            for c in cells
            if c.row == row
            and c.rows > 1
            and any(is_time(lines[n]) for n in c.lines)
            and _is_short(c, lines)
        ),
        None,
    )
    if time is None:
        return None
    held = [
        c for c in cells if time.row <= c.row < time.row + time.rows and c is not time and c.lines
    ]
    columns = sorted({c.column for c in held})
    several = [column for column in columns if sum(c.column == column for c in held) > 1]
    return (
        (time, columns)
        if len(several) > 1 or (halls and len([c for c in columns if c in halls]) > 1)
        else None
    )


def _is_short(cell: Cell, lines: Sequence[Line]) -> bool:
    return sum(len(lines[n].text) for n in cell.lines) < 60


def _by_column(cells: Sequence[Cell], lines: Sequence[Line], is_time: Says) -> Iterator[Line]:
    """Yield column by column: the day, then for each row its time and its cell."""
    times = {
        r: c
        for c in cells
        if any(is_time(lines[n]) for n in c.lines) and _is_short(c, lines) and c.column == 0
        for r in range(c.row, c.row + c.rows)
    }
    columns = sorted({c.column for c in cells} - ({0} if times else set()))
    for column in columns:
        for cell in sorted(
            (c for c in cells if c.column <= column < c.column + c.columns), key=lambda c: c.row
        ):
            if cell.row in times and times[cell.row] is cell:
                continue
            if cell.column < column and cell.columns > 1 and cell.row == 0:
                continue
            if cell.row in times and cell.lines:
                yield from _text(times[cell.row], lines)
            yield from _text(cell, lines)
    if times:
        yield from (line for c in cells if c.row == 0 and c.column == 0 for line in _text(c, lines))
