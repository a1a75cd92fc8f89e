"""What is drawn: the nodes and edges of a pyvis network, placed and styled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network

from atgraph.maps.content import Content, MapLink, wrap
from atgraph.maps.groups import MapGroup
from atgraph.maps.layout import place, place_groups
from atgraph.maps.style import Style

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 120,
        "keyboard": False,
        "selectConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
}
BEND = 0.16
"""How far the second and third line between the same two things bend away from the first."""
ARROW = 0.4
LETTER, LINE, AIR = 6.2, 14.0, 8.0
"""Pixels for a letter across, a line of a name down, and around both."""
STRONG, BOLD = 18.0, 1.3
"""Above this size a name is bold; how much more room it is given then, for it is the last to give way."""


def build_network(
    content: Content, style: Style, growing: bool = True, groups: Sequence[MapGroup] = ()
) -> Network:
    """Build the network of a map: physics off, each node at its place, titles as text.

    Args:
        content: what the map shows.
        style: how it looks.
        growing: whether a thing is the larger, the more ties it has.
        groups: those whose members stand together, if it has any.
    """
    network = Network()
    network.options = OPTIONS
    for number, (node, degree) in enumerate(zip(content.nodes, content.degrees(), strict=True)):
        look = style.node(node.class_iri)
        size = round(look.size + 2.2 * math.sqrt(degree if growing else 4), 1)
        title = f"{node.label}\n{content.labels.get(node.class_iri, '')}, {count(degree, 'tie')}"
        network.add_node(
            number,
            label=wrap(node.short),
            shape=look.shape,
            color=look.colour.light,
            size=size,
            title=title,
        )
    # Network.add_edge looks through all edges each time: 6.8 s for 15,000 of them.
    drawn: Counter[tuple[int, int]] = Counter()
    for number, link in enumerate(content.links):
        network.edges.append(
            Edge(*link.ends, **_edge(number, link, drawn[link.ends], content, style)).options
        )
        drawn[link.ends] += 1
    sizes = [_room(node["label"], node["size"]) for node in network.nodes]
    places = (
        place_groups(sizes, drawn, [group.members for group in groups])
        if groups
        else place(sizes, drawn)
    )
    for node, (x, y), (_, height) in zip(network.nodes, places, sizes, strict=True):
        node.update(
            x=x, y=round(y - (height - 2 * node["size"] - AIR) / 2)
        )  # the shape stands above its name, not in the middle of both
    return network


def _room(label: str, size: float) -> tuple[float, float]:
    """Return the width and height that a shape takes with its name below, about."""
    lines, grown = label.split("\n"), BOLD if size > STRONG else 1.0
    return max(
        2 * size, grown * LETTER * max(map(len, lines))
    ) + AIR, 2 * size + grown * LINE * len(lines) + AIR


def _edge(
    number: int, link: MapLink, before: int, content: Content, style: Style
) -> dict[str, Any]:
    look = style.link(link.kind)
    ends = " – ".join(content.nodes[end].short for end in link.ends)
    classes = ", ".join(dict.fromkeys(tie.what for tie in link.ties))
    edge = {
        "id": number,
        "title": f"{ends}\n{classes}",
        "width": look.width + 0.6 * (len(link.ties) - 1) ** 0.5,
    }
    if arrows := _arrows(link, content):
        edge["arrows"] = {end: {"enabled": True, "scaleFactor": ARROW} for end in arrows}
    if look.dashes:
        edge["dashes"] = list(look.dashes)
    if before:
        edge["smooth"] = {
            "enabled": True,
            "type": "curvedCW" if before % 2 else "curvedCCW",
            "roundness": BEND * ((before + 1) // 2),
        }
    return edge


def _arrows(link: MapLink, content: Content) -> list[str]:
    """Return the ends that get an arrow: only between things of one class, where the way a tie runs cannot be guessed."""
    if len({content.nodes[end].class_iri for end in link.ends}) > 1:
        return []
    targets = {tie.target for tie in link.ties if not tie.is_mutual}
    return [name for name, end in zip(("from", "to"), link.ends, strict=True) if end in targets]


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
