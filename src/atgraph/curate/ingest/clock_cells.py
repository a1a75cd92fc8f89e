"""Cells of a table that hold times alone: their ends, and the same times in other zones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.lines import Cell
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.word_lists import town_zones

Said = Callable[[Cell], Sequence[RecognizedLine]]  # the lines of a cell


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


def in_one_zone(cell: Cell, said: Sequence[RecognizedLine]) -> Cell:
    """Return a cell with the first of its times, where each is that of another town."""
    towns = [line.rest.casefold() for line in said if line.has_time and line.rest.istitle()]
    known = any(town in town_zones() for town in towns) and 1 < len(towns) == len(said)
    return replace(cell, lines=cell.lines[:1]) if known else cell


def find_ends(
    cells: Sequence[Cell], recognize: Said
) -> list[tuple[Cell, RecognizedLine, RecognizedLine]]:
    """Return cells with a start and its end below it, at which most of the next begin."""
    said = [(cell, recognize(cell)) for cell in cells if len(cell.lines) == 2]
    pairs = [(cell, lines[0], lines[1]) for cell, lines in said if all(map(_is_time, lines))]
    goes_on = [a.times[0].start == b.times[0].start for (_, _, a), (_, b, _) in pairwise(pairs)]
    return pairs if sum(goes_on) * 2 > len(goes_on) else []


def _is_time(line: RecognizedLine) -> bool:
    return line.has_time and not line.title
