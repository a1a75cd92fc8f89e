"""A network in the files of the tools that analysts use."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from atgraph.ask.evidence import evidence_of
from atgraph.export.network.csv_files import archive, spreadsheet, tables
from atgraph.export.network.flat import Flat, flatten, flatten_things
from atgraph.export.network.graphml import gexf, graphml
from atgraph.export.network.json_files import cytoscape, kumu
from atgraph.graph.graph import Graph
from atgraph.network.choice import Chosen, choose
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.network import Network, draw_network
from atgraph.network.queries import read_attributes

__all__ = [
    "ENDINGS", "WRITERS", "Flat", "draw_to_hand_on", "export_network", "flatten", "tables",
]  # fmt: skip

WRITERS: Mapping[str, Callable[[Flat], bytes]] = {
    "graphml": graphml, "gexf": gexf, "csv": archive, "cytoscape": cytoscape, "kumu": kumu,
    "xlsx": spreadsheet,
}  # fmt: skip
ENDINGS = {
    ".graphml": "graphml", ".gexf": "gexf", ".zip": "csv", ".csv": "csv", ".cyjs": "cytoscape",
    ".json": "kumu", ".xlsx": "xlsx",
}  # fmt: skip


def draw_to_hand_on(whole: Graph, actors: str, chosen: Chosen) -> tuple[Graph, Network]:
    """Return what is published of a graph, and its network, with who is left out of it counted.

    Who is listed on request is left out unless the choice says otherwise. It raises what `choose`
    raises.
    """
    kg = whole if chosen.get("on_request") else whole.published()
    network = draw_network(kg, actors=actors, **chosen)
    if kg is not whole:
        hidden = choose(whole, chosen, actors).left_out.on_request
        network = replace(network, left_out=replace(network.left_out, on_request=hidden))
    return kg, network


def export_network(
    kg: Graph,
    network: Network | DrawnNetwork,
    measures: Mapping[str, Mapping[str, object]] | None = None,
) -> Flat:
    """Return a network as flat records, with measures and attributes of actors, and the words."""
    known, counted = read_attributes(kg), measures or {}
    if isinstance(network, DrawnNetwork):
        return flatten_things(network, known)
    every = (link for _, _, links in network.graph.edges(data="links") for link in links)
    quotes = evidence_of(kg, {tie for link in every for tie in link.statements})
    attributes = {a: {**known.get(a, {}), **counted.get(a, {})} for a in network.graph}
    return flatten(network, attributes, quotes)
