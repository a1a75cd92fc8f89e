"""The queries of queries/network/, which the network's commands read beside the ties."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, read_question
from atgraph.graph.sparql import bind


def rows_of(kg: Graph, name: str) -> list[dict[str, str]]:
    """Return the rows of a query as text, empty where a cell is not bound."""
    return answer(kg, read_question(resource_folder("queries") / "network" / f"{name}.rq"), {})


def answer(kg: Graph, question: Question, values: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of a query as text, each of its parameters bound to an IRI."""
    bound = {p.variable: NamedNode(values[p.name]) for p in question.parameters}
    columns, rows = kg.table(bind(question.text, bound), question.path)
    return [{column: text(row, column) for column in columns} for row in rows]


def read_attributes(kg: Graph) -> dict[str, dict[str, list[str]]]:
    """Return actor → attribute → values, as queries/network/actors.rq gives them."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows_of(kg, "actors"):
        found.setdefault(row["actor"], {}).setdefault(row["attribute"], []).append(row["value"])
    return found
