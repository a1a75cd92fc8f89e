"""The queries of queries/network/, which the network's commands read beside the ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atgraph import resources
from atgraph.knowledge import text
from atgraph.questions import read_question

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph


def grid_names() -> tuple[str, ...]:
    """Return the names of the grids, the stems of the files of queries/network/grids/."""
    return tuple(sorted(path.stem for path in (resources.folder("queries") / "network" / "grids").glob("*.rq")))


def rows_of(kg: KnowledgeGraph, name: str) -> list[dict[str, str]]:
    """Return the rows of a query as text, empty where a cell is not bound.

    Raises:
        UnreadableError: the file is missing.
        QueryError: it is not understood.
    """
    path = resources.folder("queries") / "network" / f"{name}.rq"
    columns, rows = kg.table(read_question(path).text, path)
    return [{column: text(row, column) for column in columns} for row in rows]
