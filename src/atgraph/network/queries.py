"""The queries of queries/network/, which the network's commands read beside the ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from atgraph import resources
from atgraph.knowledge import text
from atgraph.questions import Question, read_question
from atgraph.sparql import bind

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph


def rows_of(kg: KnowledgeGraph, name: str) -> list[dict[str, str]]:
    """Return the rows of a query as text, empty where a cell is not bound.

    Raises:
        UnreadableError: the file is missing.
        QueryError: it is not understood.
    """
    return answer(kg, read_question(resources.folder("queries") / "network" / f"{name}.rq"), {})


def answer(kg: KnowledgeGraph, question: Question, values: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of a query as text, each of its parameters bound to an IRI.

    Raises:
        QueryError: it is not understood.
    """
    bound = {parameter.variable: NamedNode(values[parameter.name]) for parameter in question.parameters}
    columns, rows = kg.table(bind(question.text, bound), question.path)
    return [{column: text(row, column) for column in columns} for row in rows]
