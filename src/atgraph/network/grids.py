"""Grids: two lists of the vocabulary, and what fills each cell.

Each is a file of queries/network/grids/. A file with the parameters rows and columns makes a grid
of any two lists of themes in the graph.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

from atgraph.errors import QueryError
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, read_question
from atgraph.network.choice import Selection
from atgraph.network.meetings import Pair
from atgraph.network.queries import answer
from atgraph.network.ties import MENTION, ORGANIZATION, THEME, local_name
from atgraph.text import did_you_mean

LISTS = """
SELECT DISTINCT ?list ?label WHERE {
  ?theme a atg:Theme ; skos:inScheme ?list . ?list rdfs:label ?label
} ORDER BY ?list
"""


@dataclass(frozen=True, order=True)
class Filling:
    """One thing that fills a cell, and that in which it has a part, if any, by their labels.

    ``kind`` is the class of the latter, else its own, in words.
    """

    of: str
    at: str
    kind: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.of}, {self.kind} “{self.at}”" if self.at else f"{self.of} ({self.kind})"


@dataclass(frozen=True)
class Grid:
    """Rows and columns that fill a cell at least, and what fills their cells, all sorted.

    No cell is empty in ``cells``; ``nowhere`` has the rows and the columns without a filled cell.
    """

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Filling, ...]] = field(repr=False)
    nowhere: tuple[tuple[str, ...], ...] = ((), ())

    @property
    def empty(self) -> list[tuple[str, str]]:
        """The empty cells of rows and columns that fill others, sorted."""
        return [cell for cell in product(self.rows, self.columns) if cell not in self.cells]

    def by_events_alone(self, cell: tuple[str, str]) -> bool:
        """Whether nothing but events fills a cell; an event speaks of many things."""
        return all(filling.kind == "event" for filling in self.cells[cell])

    def head(self) -> Iterator[str]:
        """Yield what is said of the grid as a whole."""
        yield f"{self.name}: {self.title}"
        alone = sum(map(self.by_events_alone, self.cells))
        filled = f"{alone} of the {len(self.cells)} others are filled by events alone"
        empty = f"{len(self.empty)} of {len(self.rows) * len(self.columns)} cells are empty"
        yield f"  {empty}; {filled}." if self.cells else "  No cell is filled."
        for what, nowhere in zip(("Rows", "Columns"), self.nowhere):
            if nowhere:
                yield f"  {what} without any: {', '.join(nowhere)}"


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
            one, other = map(local_name, (rows, columns))
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
    found: dict[Pair, dict[tuple[str, str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        statements = {line["statement"], line.get("statement2", "")} - {""}
        if line["row"] and line["column"] and statements <= counted:
            what = line["of"], line.get("at", ""), line["kind"]
            found[line["row"], line["column"]][what] |= statements
    cells = {
        cell: tuple(sorted(Filling(*what, tuple(sorted(its))) for what, its in filled.items()))
        for cell, filled in sorted(found.items())
    }
    rows, columns = (tuple(sorted({cell[side] for cell in cells})) for side in (0, 1))
    nowhere = tuple(
        tuple(sorted({line[side] for line in lines} - {*filled, ""}))
        for side, filled in (("row", rows), ("column", columns))
    )
    return Grid(name, grid.title, rows, columns, cells, nowhere)


def concerned(grid: Grid, selection: Selection) -> dict[Pair, frozenset[str]]:
    """Return empty cell → the organisations that fill other cells of its row and column.

    Those of a filling are at the ends of its ties, else at those of the thing that it is of.
    """
    read, ties = selection.read, {tie.iri: tie for tie in selection.ties}
    own: dict[str, set[str]] = {}
    within: dict[str, set[str]] = defaultdict(set)
    for iri, tie in ties.items():
        own[iri] = {*read.ends_of(tie, ORGANIZATION), *read.stands_for.get(iri, ())}
        for end in tie.ends if tie.of.kind != MENTION else ():
            within[end] |= own[iri]
    rows: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for (row, column), filled in grid.cells.items():
        for statements in (filling.statements for filling in filled):
            ends = (end for iri in statements for end in ties[iri].ends)
            parts = (within[end] for end in ends if read.kinds.get(end) != THEME)
            mine = set[str]().union(*(own[iri] for iri in statements)) or set[str]().union(*parts)
            rows[row] |= mine
            columns[column] |= mine
    return {(row, column): frozenset(rows[row] | columns[column]) for row, column in grid.empty}
