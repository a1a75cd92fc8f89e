"""Grids of two lists of the vocabulary, each cell with what fills it: an empty cell is the finding.

A grid is a file of queries/network/grids/: adding one is adding a file. A file with the parameters
rows and columns makes a grid of any two lists of themes in the graph, so that a new list needs
neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING

from atgraph.errors import QueryError
from atgraph.files import resource_folder
from atgraph.graph.graph import text
from atgraph.graph.query_files import Question, read_question
from atgraph.network.queries import answer
from atgraph.text import did_you_mean

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph
    from atgraph.network.ties.choice import Selection

EVENT = "event"
LISTS = "SELECT DISTINCT ?list ?label WHERE { ?theme a atg:Theme ; skos:inScheme ?list . ?list rdfs:label ?label } ORDER BY ?list"


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
        name: the stem of its file, or of two lists; title: the question that it answers.
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
        return [
            (row, column)
            for row in self.rows
            for column in self.columns
            if (row, column) not in self.cells
        ]

    @property
    def size(self) -> int:
        """How many cells there are, of rows and columns that fill one at least."""
        return len(self.rows) * len(self.columns)

    def by_events_alone(self, cell: tuple[str, str]) -> bool:
        """Whether nothing but events fills a cell: an event speaks of many things, which need not belong together."""
        return all(filling.kind == EVENT for filling in self.cells[cell])


@dataclass(frozen=True)
class Asked:
    """A grid before it is filled: its question, what its parameters stand for, and whether it is shown where none is asked for."""

    title: str
    question: Question
    lists: Mapping[str, str] = field(default_factory=dict)
    is_default: bool = True


def known_grids(kg: Graph) -> dict[str, Asked]:
    """Return the grids by name, sorted: one for each file, or for each two lists of themes where the file has parameters."""
    lists = {text(row, "list"): text(row, "label") for row in kg.select(LISTS)}
    found: dict[str, Asked] = {}
    for path in (resource_folder("queries") / "network" / "grids").glob("*.rq"):
        question = read_question(path)
        if not question.parameters:
            found[path.stem] = Asked(question.summary, question)
        for rows, columns in permutations(lists, 2) if question.parameters else ():
            one, other = (iri.replace("#", "/").rpartition("/")[2] for iri in (rows, columns))
            title = f"{question.summary} Rows: {lists[rows]}; columns: {lists[columns]}."
            found[f"{one}-by-{other}"] = Asked(
                title,
                question,
                {"rows": rows, "columns": columns},
                one == question.defaults.get("rows"),
            )
    return dict(sorted(found.items()))


def read_grids(kg: Graph, selection: Selection, names: Collection[str] = ()) -> tuple[Grid, ...]:
    """Return grids, filled by the ties that count.

    Args:
        kg: the graph.
        selection: the ties that count.
        names: which grids, by their names or the beginnings of these; by default those of files
            without parameters, and of lists those
            whose rows the file names.

    Raises:
        QueryError: there is no such grid, or its file is not understood.
    """
    known = known_grids(kg)
    wanted = (
        [name for typed in names for name in _find(typed, known)]
        if names
        else [name for name, grid in known.items() if grid.is_default]
    )
    counted = frozenset(tie.iri for tie in selection.ties)
    return tuple(_read(kg, name, known[name], counted) for name in dict.fromkeys(wanted))


def _find(typed: str, known: Collection[str]) -> list[str]:
    """Return the grids whose names begin with what was typed."""
    if found := [name for name in known if name == typed] or [
        name for name in known if typed and name.startswith(typed)
    ]:
        return found
    hint = did_you_mean(typed, known)
    raise QueryError(
        f"there is no grid {typed!r}; {f'{hint} There' if hint else 'there'} are {', '.join(known)}"
    )


def _read(kg: Graph, name: str, grid: Asked, counted: frozenset[str]) -> Grid:
    rows, columns = set[str](), set[str]()
    found: dict[tuple[str, str], dict[tuple[str, str, str], set[str]]] = {}
    for line in answer(kg, grid.question, grid.lists):
        rows.add(line["row"])
        columns.add(line["column"])
        statements = {line["statement"], line.get("statement2", "")} - {""}
        if line["row"] and line["column"] and statements <= counted:
            filled = found.setdefault((line["row"], line["column"]), {})
            filled.setdefault((line["of"], line.get("at", ""), line["kind"]), set()).update(
                statements
            )
    return _grid(name, grid.title, found, rows, columns)


def _grid(
    name: str,
    title: str,
    found: Mapping[tuple[str, str], dict[tuple[str, str, str], set[str]]],
    rows: set[str],
    columns: set[str],
) -> Grid:
    cells = {cell: tuple(sorted(_fillings(filled))) for cell, filled in sorted(found.items())}
    kept = tuple(tuple(sorted({cell[place] for cell in cells})) for place in (0, 1))
    nowhere = tuple(tuple(sorted(all_ - {"", *some})) for all_, some in zip((rows, columns), kept))
    return Grid(name, title, kept[0], kept[1], cells, (nowhere[0], nowhere[1]))


def _fillings(filled: dict[tuple[str, str, str], set[str]]) -> Iterator[Filling]:
    return (
        Filling(of, at, kind, tuple(sorted(statements)))
        for (of, at, kind), statements in filled.items()
    )
