"""Grids of two lists of the vocabulary, each cell with what fills it: an empty cell is the finding.

A grid is a file of queries/network/grids/: adding one is adding a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atgraph import resources
from atgraph.errors import QueryError
from atgraph.network.queries import grid_names, rows_of
from atgraph.questions import read_question

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph
    from atgraph.network.selection import Selection

EVENT = "event"


@dataclass(frozen=True, order=True)
class Filling:
    """One thing that fills a cell.

    Attributes:
        of: what it is, by its label.
        at: the label of the thing in which it has a part; empty where it is that thing itself.
        kind: the class of that thing, in words.
        statements: the IRIs of the ties that say so, sorted.
    """

    of: str
    at: str
    kind: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Rows, columns and what fills their cells.

    Attributes:
        name: the stem of its file; title: the question that it answers.
        rows, columns: the labels of those that fill a cell at least, sorted.
        cells: (row, column) → what fills it, sorted; no cell is empty here.
        nowhere: the rows and the columns of the vocabulary without any cell that is filled.
    """

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Filling, ...]] = field(repr=False)
    nowhere: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def empty(self) -> list[tuple[str, str]]:
        """The empty cells of rows and columns that fill others, sorted."""
        return [(row, column) for row in self.rows for column in self.columns if (row, column) not in self.cells]

    @property
    def size(self) -> int:
        """How many cells there are, of rows and columns that fill one at least."""
        return len(self.rows) * len(self.columns)

    def by_events_alone(self, cell: tuple[str, str]) -> bool:
        """Whether nothing but events fills a cell: an event speaks of many things, which need not belong together."""
        return all(filling.kind == EVENT for filling in self.cells[cell])


def read_grids(kg: KnowledgeGraph, selection: Selection, names: Collection[str] = ()) -> tuple[Grid, ...]:
    """Return grids, filled by the ties that count.

    Args:
        kg: the graph.
        selection: the ties that count.
        names: which grids, by their names or the beginnings of these; by default all.

    Raises:
        QueryError: there is no such grid, or its file is not understood.
    """
    wanted = [name for typed in names for name in _find(typed)] if names else grid_names()
    counted = frozenset(tie.iri for tie in selection.ties)
    return tuple(_read(kg, name, counted) for name in dict.fromkeys(wanted))


def _find(typed: str) -> list[str]:
    """Return the grids whose names begin with what was typed."""
    known = grid_names()
    if found := [name for name in known if name == typed] or [name for name in known if typed and name.startswith(typed)]:
        return found
    near = difflib.get_close_matches(typed, known, 1, 0.4)
    raise QueryError(f"there is no grid {typed!r}; {f'did you mean {near[0]}? ' if near else ''}There are {', '.join(known)}")


def _read(kg: KnowledgeGraph, name: str, counted: frozenset[str]) -> Grid:
    title = read_question(resources.folder("queries") / "network" / "grids" / f"{name}.rq").summary
    rows, columns = set[str](), set[str]()
    found: dict[tuple[str, str], dict[tuple[str, str, str], set[str]]] = {}
    for line in rows_of(kg, f"grids/{name}"):
        rows.add(line["row"])
        columns.add(line["column"])
        statements = {line["statement"], line.get("statement2", "")} - {""}
        if line["row"] and line["column"] and statements <= counted:
            filled = found.setdefault((line["row"], line["column"]), {})
            filled.setdefault((line["of"], line.get("at", ""), line["kind"]), set()).update(statements)
    cells = {cell: tuple(sorted(_fillings(filled))) for cell, filled in sorted(found.items())}
    kept = tuple(tuple(sorted({cell[place] for cell in cells})) for place in (0, 1))
    nowhere = tuple(tuple(sorted(all_ - {"", *some})) for all_, some in zip((rows, columns), kept))
    return Grid(name, title, kept[0], kept[1], cells, (nowhere[0], nowhere[1]))


def _fillings(filled: dict[tuple[str, str, str], set[str]]) -> Iterator[Filling]:
    return (Filling(of, at, kind, tuple(sorted(statements))) for (of, at, kind), statements in filled.items())
