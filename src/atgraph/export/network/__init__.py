"""A network in the files of the tools that analysts use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from atgraph.export.network.flat import Flat, flatten
from atgraph.export.network.json_files import cytoscape, kumu
from atgraph.export.network.tables import archive, tables
from atgraph.export.network.xml import gexf, graphml
from atgraph.network.queries import read_attributes

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph
    from atgraph.network.network import Network

__all__ = ["ENDINGS", "WRITERS", "Flat", "export_network", "flatten", "tables"]

WRITERS: Mapping[str, Callable[[Flat], bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "csv": archive,
    "cytoscape": cytoscape,
    "kumu": kumu,
}
ENDINGS = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".zip": "csv",
    ".csv": "csv",
    ".cyjs": "cytoscape",
    ".json": "kumu",
}


def export_network(
    kg: Graph, network: Network, measures: Mapping[str, Mapping[str, object]] | None = None
) -> Flat:
    """Return a network as flat records, with what the graph tells of its actors and the words its links rest on.

    Args:
        kg: the graph that the network was drawn from.
        network: the network.
        measures: actor → what was counted of it, by name.
    """
    from atgraph.ask.evidence import evidence_of

    statements = {
        tie
        for _, _, links in network.graph.edges(data="links")
        for link in links
        for tie in link.statements
    }
    attributes = {
        actor: {**told, **(measures or {}).get(actor, {})}
        for actor, told in {**{a: {} for a in network.graph}, **read_attributes(kg)}.items()
    }
    return flatten(network, attributes, evidence_of(kg, statements))
