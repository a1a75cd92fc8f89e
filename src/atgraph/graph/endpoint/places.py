"""Where a server takes graphs and updates, told from the address at which it answers queries and from what it calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """The addresses for the Graph Store Protocol and for SPARQL Update; empty where a server has none."""

    graph_store: str
    update: str


# (what the server calls itself, the end of its query address, the graph store, the updates), the
# first that fits.
LAYOUTS = (
    (r"Virtuoso", r"/sparql(-auth)?/?", "/sparql-graph-crud-auth", "/sparql-auth"),
    (r"Oxigraph", r"/(query|sparql)", "/store", "/update"),
    (r".*Fuseki", r"/(query|sparql)", "/data", "/update"),
    (
        r"",
        r"(?<=/repositories/)(?P<name>[^/]+)",
        "{name}/rdf-graphs/service",
        "{name}/statements",
    ),  # RDF4J and GraphDB
    (r"", r"/query", "/data", "/update"),
)


def find_places(url: str, server: str) -> Places:
    """Return where a server most likely takes graphs and updates; without a known layout, updates where it takes queries.

    Args:
        url: the address for queries.
        server: its `Server` header.
    """
    address, mark, parameters = url.partition("?")
    for name, end, graph_store, update in LAYOUTS:
        match = re.search(f"{end}$", address)
        if re.match(name, server) and match:
            base = address[: match.start()]
            return Places(
                *(
                    base + part.format(**match.groupdict()) + mark + parameters
                    for part in (graph_store, update)
                )
            )
    return Places("", url)
