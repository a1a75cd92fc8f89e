"""Grids of two lists of the vocabulary, each cell with what fills it: an empty cell is the finding.

A grid is a file of queries/network/grids/: adding one is adding a file. A file with the parameters
rows and columns makes a grid of any two lists of themes in the graph, so that a new list needs
neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

from atgraph.errors import QueryError
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, read_question
from atgraph.network.choice import Selection
from atgraph.network.queries import answer
from atgraph.text import did_you_mean

EVENT = "event"
LISTS = """
SELECT DISTINCT ?list ?label WHERE {
  ?theme a atg:Theme ; skos:inScheme ?list . ?list rdfs:label ?label
} ORDER BY ?list
"""


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
        return [cell for cell in product(self.rows, self.columns) if cell not in self.cells]

    @property
    def size(self) -> int:
        """How many cells there are, of rows and columns that fill one at least."""
        return len(self.rows) * len(self.columns)

    def by_events_alone(self, cell: tuple[str, str]) -> bool:
        """Whether nothing but events fills a cell; an event speaks of many things."""
        return all(filling.kind == EVENT for filling in self.cells[cell])


@dataclass(frozen=True)
class GridQuestion:
    """A grid before it is filled: its query, and what the parameters of that stand for."""

    title: str
    question: Question
    lists: Mapping[str, str] = field(default_factory=dict)
    is_default: bool = True


def known_grids(kg: Graph) -> dict[str, GridQuestion]:
    """Return the grids by name: one for each file, or of its parameters for each two lists."""
    lists = {text(row, "list"): text(row, "label") for row in kg.select(LISTS)}
    found: dict[str, GridQuestion] = {}
    for path in (resource_folder("queries") / "network" / "grids").glob("*.rq"):
        question = read_question(path)
        if not question.parameters:
            found[path.stem] = GridQuestion(question.summary, question)
        for rows, columns in permutations(lists, 2) if question.parameters else ():
            one, other = (iri.replace("#", "/").rpartition("/")[2] for iri in (rows, columns))
            title = f"{question.summary} Rows: {lists[rows]}; columns: {lists[columns]}."
            parameters = {"rows": rows, "columns": columns}
            is_default = one == question.defaults.get("rows")
            found[f"{one}-by-{other}"] = GridQuestion(title, question, parameters, is_default)
    return dict(sorted(found.items()))


def read_grids(kg: Graph, selection: Selection, names: Collection[str] = ()) -> tuple[Grid, ...]:
    """Return grids, filled by the ties that count.

    Grids are named whole, or by the beginnings of their names; by default those of files without
    parameters, and of lists those whose rows the file names.
    """
    known = known_grids(kg)
    wanted = [name for typed in names for name in _find(typed, known)]
    wanted = wanted or [name for name, grid in known.items() if grid.is_default]
    counted = frozenset(tie.iri for tie in selection.ties)
    return tuple(_read(kg, name, known[name], counted) for name in dict.fromkeys(wanted))


def _find(typed: str, known: Collection[str]) -> list[str]:
    """Return the grids whose names begin with what was typed."""
    if typed in known:
        return [typed]
    if found := [name for name in known if typed and name.startswith(typed)]:
        return found
    hint = did_you_mean(typed, known)
    there = f"{hint} There" if hint else "there"
    raise QueryError(f"there is no grid {typed!r}; {there} are {', '.join(known)}")


def _read(kg: Graph, name: str, grid: GridQuestion, counted: frozenset[str]) -> Grid:
    lines = answer(kg, grid.question, grid.lists)
    found: dict[tuple[str, str], dict[tuple[str, str, str], set[str]]] = {}
    for line in lines:
        statements = {line["statement"], line.get("statement2", "")} - {""}
        if line["row"] and line["column"] and statements <= counted:
            filled = found.setdefault((line["row"], line["column"]), {})
            what = line["of"], line.get("at", ""), line["kind"]
            filled.setdefault(what, set()).update(statements)
    cells = {
        cell: tuple(sorted(Filling(*what, tuple(sorted(its))) for what, its in filled.items()))
        for cell, filled in sorted(found.items())
    }
    shown = {row for row, _ in cells}, {column for _, column in cells}
    every = {line["row"] for line in lines}, {line["column"] for line in lines}
    rows, columns = (tuple(sorted(filled)) for filled in shown)
    without, unfilled = (tuple(sorted(a - b - {""})) for a, b in zip(every, shown))
    return Grid(name, grid.title, rows, columns, cells, (without, unfilled))
