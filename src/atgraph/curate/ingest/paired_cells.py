"""Cells with several names beside cells with as many bodies: the n-th goes with the n-th."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from atgraph.curate.ingest.line_names import name_alone
from atgraph.curate.ingest.lines import Cell, Line
from atgraph.curate.ingest.recognition import RecognizedLine, Said

MARKS = tuple(re.compile(rf"[^{mark}\s][^{mark}]*(?<!\s)") for mark in ";/,")  # pieces between


def pair_cells(cells: Sequence[Cell], lines: list[Line], said: Said) -> list[Cell]:
    """Return cells in which each body stands behind its name; parts of lines are added to these."""
    ordered = sorted(cells, key=attrgetter("row", "column"))
    moved: dict[Cell, Cell] = {}
    for _, row in groupby(ordered, attrgetter("row")):
        own = [*row]
        parted = _part_lists(own, lines, said)
        several = [cell for cell in (parted.get(c, c) for c in own) if len(cell.lines) > 1]
        names = [cell for cell in several if _are_all_names(said(cell))]
        bodies = [cell for cell in several if _are_bodies(said(cell))]
        if len(names) != 1 or len(bodies) != 1 or len(names[0].lines) != len(bodies[0].lines):
            continue
        pairs = zip(names[0].lines, bodies[0].lines)
        together = replace(names[0], lines=tuple(n for pair in pairs for n in pair))
        new = {names[0]: together, bodies[0]: replace(bodies[0], lines=())}
        moved |= {
            cell: new[parted.get(cell, cell)] for cell in own if parted.get(cell, cell) in new
        }
    return [moved.get(cell, cell) for cell in cells]


def _part_lists(row: Sequence[Cell], lines: list[Line], said: Said) -> dict[Cell, Cell]:
    """Return the two cells of a row that list names and as many bodies on a line, with a line each.

    “A; B” beside “X; Y”, and so for other marks between them.
    """
    single = {cell: lines[cell.lines[0]] for cell in row if len(cell.lines) == 1}
    whole = {c: line for c, line in single.items() if line.end - line.start == len(line.text)}
    for mark in MARKS:
        pieces = {cell: [*mark.finditer(line.text)] for cell, line in whole.items()}
        counts = Counter(len(found) for found in pieces.values() if len(found) > 1)
        for count in (n for n, cells in counts.items() if cells == 2):
            told = {c: _part(c, pieces[c], lines) for c in whole if len(pieces[c]) == count}
            sides = {(_are_all_names(said(c)), _are_bodies(said(c))) for c in told.values()}
            if sides == {(True, False), (False, True)}:
                return told
    return {}


def _part(cell: Cell, pieces: Iterable[re.Match[str]], lines: list[Line]) -> Cell:
    """Return a cell with a line for each piece of the one that it has."""
    line, first = lines[cell.lines[0]], len(lines)
    for piece in pieces:
        start, end = line.start + piece.start(), line.start + piece.end()
        lines.append(replace(line, text=piece[0], start=start, end=end, strong=()))
    return replace(cell, lines=tuple(range(first, len(lines))))


def _are_all_names(said: Sequence[RecognizedLine]) -> bool:
    """Whether each line of a cell names somebody, without a body."""
    people = [line.named_people[:1] if line.is_person else [] for line in said]
    held = any(post.organization for one in people for p in one for post in p.posts)
    return not held and all(one or name_alone(s) for one, s in zip(people, said))


def _are_bodies(said: Sequence[RecognizedLine]) -> bool:
    """Whether most lines of a cell are bodies or posts, and none begins with a person."""
    known = sum(line.people.kinds.is_post_or_body(line.text) for line in said)
    return known * 2 > len(said) and not any(s.is_person or s.role for s in said)
