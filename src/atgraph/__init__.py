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

    Args:
        store: the store's folder; without it the default one.
        endpoint: the address of a SPARQL server that keeps the graph, instead of a store.
        timeout: the seconds that a query of the server may take.

    Raises:
        StoreError: nothing was built there yet, or the folder cannot be read.
        EndpointError: the address is not one of a server, or holds a password.
    """
    from atgraph.api import KnowledgeGraph

    return KnowledgeGraph.open(store, endpoint=endpoint, timeout=timeout)
