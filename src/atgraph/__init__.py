"""A knowledge graph of those who fight human trafficking, each tie with the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from atgraph.api import KnowledgeGraph

__version__ = "0.1.0"


def open(
    store: str | PathLike[str] | None = None,
    *,
    endpoint: str | None = None,
    timeout: float | None = None,
) -> KnowledgeGraph:
    """Open the published graph for reading.

    ``store`` is the store's folder, by default the usual one; ``endpoint`` the address of a SPARQL
    server that keeps the graph instead. All else is as in `KnowledgeGraph.open`.
    """
    from atgraph.api import KnowledgeGraph

    return KnowledgeGraph.open(store, endpoint=endpoint, timeout=timeout)
