"""What is drawn: the nodes and edges of a pyvis network, placed and styled."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network

from atgraph.maps.content import Content, Link, Node
from atgraph.maps.style import Style

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
}
BEND = 0.16
"""How far the second and third line between the same two things bend away from the first."""
LINE_LENGTH = 24
MOST_LINES = 3


def build_network(content: Content, places: Sequence[tuple[int, int]], style: Style) -> Network:
    """Build the network of a map: physics off, each node at its place, titles as text."""
    network = Network()
    network.options = OPTIONS
    for number, (node, degree, (x, y)) in enumerate(zip(content.nodes, content.degrees(), places, strict=True)):
        look = style.node(node.class_iri)
        size = round(look.size + 2.2 * math.sqrt(degree), 1)
        network.add_node(number, label=wrap(node.short), shape=look.shape, color=look.colour.light, size=size, x=x, y=y, title=_node_title(node, content, degree))
    # Network.add_edge looks through all edges each time: 6.8 s for 15,000 of them.
    drawn: Counter[tuple[int, int]] = Counter()
    for number, link in enumerate(content.links):
        network.edges.append(Edge(*link.ends, **_edge(number, link, drawn[link.ends], content, style)).options)
        drawn[link.ends] += 1
    return network


def wrap(text: str) -> str:
    """Break a name into short lines, cut where there would be too many."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return "\n".join(textwrap.wrap(clean, LINE_LENGTH, max_lines=MOST_LINES, placeholder=" …"))


def _node_title(node: Node, content: Content, degree: int) -> str:
    kind = content.labels.get(node.class_iri, "")
    return f"{node.label}\n{kind}, {count(degree, 'tie')}"


def _edge(number: int, link: Link, before: int, content: Content, style: Style) -> dict[str, Any]:
    look = style.link(link.kind)
    ends = " – ".join(content.nodes[end].short for end in link.ends)
    classes = ", ".join(dict.fromkeys(content.classes[tie.class_iri].label for tie in link.ties))
    edge = {"id": number, "title": f"{ends}\n{classes}", "width": look.width + 0.6 * (len(link.ties) - 1) ** 0.5}
    if look.dashes:
        edge["dashes"] = list(look.dashes)
    if before:
        edge["smooth"] = {"enabled": True, "type": "curvedCW" if before % 2 else "curvedCCW", "roundness": BEND * ((before + 1) // 2)}
    return edge


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
