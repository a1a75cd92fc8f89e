"""Cells of a table that hold times alone: their ends, and the same times in other zones."""

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from atgraph.curate.ingest.lines import Cell
from atgraph.curate.ingest.recognition import RecognizedLine, Said
from atgraph.curate.ingest.word_lists import town_zones

MINUTES = re.compile(r"\d{1,3}")
_Clock = tuple[Cell, RecognizedLine]  # a cell and a time in it


def other_zones(cells: Sequence[Cell], recognize: Said) -> set[int]:
    """Return the columns of times alone beside the same times in another zone."""
    times: dict[int, list[RecognizedLine]] = {}
    for column in {cell.column for cell in cells}:
        said = [recognize(cell) for cell in cells if cell.column == column and cell.row]
        held = [lines[0] for lines in said if lines]
        if max(map(len, said), default=0) == 1 < len(held) and all(map(_is_time, held)):
            times[column] = held
    heads = [recognize(c) for c in cells if c.row == 0 and c.column in times]
    in_town = any(line.text.casefold() in town_zones() for lines in heads for line in lines)
    ranges = {n for n, held in times.items() if in_town or all(s.times[0].end for s in held)}
    return {column for column in ranges if column - 1 in ranges}


def lengths(cells: Sequence[Cell], recognize: Said) -> set[int]:
    """Return the columns of numbers alone beside times: so many minutes each lasts."""
    clocks = {(cell.row, cell.column) for cell in cells if any(map(_is_time, recognize(cell)))}
    held: dict[int, list[bool]] = {}
    for cell in (cell for cell in cells if cell.row and cell.lines):
        beside = (cell.row, cell.column - 1) in clocks
        counts = all(MINUTES.fullmatch(line.text) for line in recognize(cell))
        held.setdefault(cell.column, []).append(beside and counts)
    return {column for column, found in held.items() if len(found) > 1 and all(found)}


def in_one_zone(cell: Cell, said: Sequence[RecognizedLine]) -> Cell:
    """Return a cell with the first of its times, where each is that of another town."""
    towns = [line.rest.casefold() for line in said if line.has_time and line.rest.istitle()]
    known = any(town in town_zones() for town in towns) and 1 < len(towns) == len(said)
    return replace(cell, lines=cell.lines[:1]) if known else cell


def find_ends(cells: Sequence[Cell], recognize: Said) -> list[tuple[_Clock, _Clock]]:
    """Return starts with their ends, below them or beside them in rows that hold more."""
    said = [(cell, recognize(cell)) for cell in cells if cell.lines]
    below = [(cell, lines) for cell, lines in said if len(lines) == 2]
    rows = [[*row] for _, row in groupby(said, lambda one: one[0].row)]
    times = [[one for one in row if len(one[1]) == 1 and _is_time(*one[1])] for row in rows]
    beside = [two for two, row in zip(times, rows) if len(two) == 2 < len(row)]
    in_cells = [((cell, first), (cell, last)) for cell, (first, last) in below]
    in_rows = [((a, first), (b, last)) for (a, (first,)), (b, (last,)) in beside]
    return [*_going_on(in_cells, operator.eq), *_going_on(in_rows, operator.le)]


def _going_on(
    pairs: Iterable[tuple[_Clock, _Clock]], follows: Callable[[str, str], bool]
) -> list[tuple[_Clock, _Clock]]:
    """Return pairs of times alone, if most of them end before the next begin, not as they start.

    “15:00 | 09:00” is one time in two zones, and “09:00 | 08:45” says when doors open.
    """
    found = [(a, b) for a, b in pairs if _is_time(a[1]) and _is_time(b[1])]
    clocks = [(a[1].times[0].start, b[1].times[0].start) for a, b in found]
    goes_on = [a < b and follows(b, then) for (a, b), (then, _) in pairwise(clocks)]
    return found if sum(goes_on) * 2 > len(goes_on) else []


def _is_time(line: RecognizedLine) -> bool:
    return line.has_time and not line.title
