"""What the graph says of each actor, for typical traits and for exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph


def read_attributes(kg: Graph) -> dict[str, dict[str, list[str]]]:
    """Return actor → attribute → values, as queries/network/actors.rq gives them."""
    from atgraph.network.queries import rows_of

    found: dict[str, dict[str, list[str]]] = {}
    for row in rows_of(kg, "actors"):
        values = found.setdefault(row["actor"], {}).setdefault(row["attribute"], [])
        values.append(row["value"])
    return found
