"""What is drawn: nodes and edges, placed and styled, as a pyvis network and as a small picture."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from atgraph.maps.groups import MapGroup
from atgraph.maps.layout import place, place_groups, wrap
from atgraph.maps.map_files import Style
from atgraph.network.drawn import DrawnLink, DrawnNetwork, Node
from atgraph.network.ties import local_name

if TYPE_CHECKING:
    from pyvis.network import Network

Mode = Literal["light", "dark"]

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "tooltipDelay": 120, "keyboard": False, "selectConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
}  # fmt: skip
BEND = 0.16  # how far a second and third line between the same two bend away from the first
ARROW = 0.4
LETTER, LINE, AIR = 6.2, 14.0, 8.0  # pixels for a letter across, a line down, and around both
STRONG, BOLD = 18.0, 1.3  # above this size names are bold; how much more room they are given then
WIDTH, HEIGHT, EDGE = 320, 220, 12  # of the small picture, and of its margin
MOST = 3000  # things or lines, up to which the small picture shows all; of more, every so-manyth
SHAPES = {
    "dot": "M{0} {1}m-{2} 0a{2} {2} 0 1 0 {3} 0a{2} {2} 0 1 0 -{3} 0z",
    "square": "M{0} {1}m-{2} -{2}h{3}v{3}h-{3}z",
    "diamond": "M{0} {1}m0 -{2}l{2} {2} -{2} {2} -{2} -{2}z",
    "triangle": "M{0} {1}m0 -{2}l{2} {3}h-{3}z",
    "triangleDown": "M{0} {1}m0 {2}l{2} -{3}h-{3}z",
    "hexagon": "M{0} {1}m-{2} 0l{4} -{2}h{2}l{4} {2} -{4} {2}h-{2}z",
    "star": "M{0} {1}m0 -{2}l{4} {2} {2} {4} -{2} {4} -{4} {2} -{4} -{2} -{2} -{4} {2} -{4}z",
}


def build_network(
    content: DrawnNetwork, style: Style, growing: bool = True, groups: Sequence[MapGroup] = ()
) -> Network:
    """Build the network of a map: physics off, each node at its place, titles as text.

    If ``growing``, a thing is the larger, the more ties it has; members of a group stand together.
    """
    from pyvis.edge import Edge  # slow
    from pyvis.network import Network

    network = Network()
    network.options = OPTIONS
    for number, (node, degree) in enumerate(zip(content.nodes, content.degrees(), strict=True)):
        look, kind = style.node(node.class_iri), content.labels.get(node.class_iri, "")
        told = f"{kind}, {degree:,} {'tie' if degree == 1 else 'ties'}"
        network.add_node(
            number,
            label=wrap(_name(node, content)),
            shape=look.shape,
            color=look.colour.light,
            size=round(look.size + 2.2 * math.sqrt(degree if growing else 4), 1),
            title=f"{content.full_name(node.iri, node.label)}\n{told}",
        )
    # Network.add_edge looks through all edges each time: 6.8 s for 15,000 of them.
    drawn: Counter[tuple[int, int]] = Counter()
    for number, link in enumerate(content.links):
        edge = _edge(number, link, drawn[link.ends], content, style)
        network.edges.append(Edge(*link.ends, **edge).options)
        drawn[link.ends] += 1
    sizes = [_room(node["label"], node["size"]) for node in network.nodes]
    parts = [group.members for group in groups]
    places = place_groups(sizes, drawn, parts) if parts else place(sizes, drawn)
    for node, (x, y), (_, height) in zip(network.nodes, places, sizes, strict=True):
        # The shape stands above its name, not in the middle of both.
        node.update(x=x, y=round(y - (height - 2 * node["size"] - AIR) / 2))
    return network


def _name(node: Node, content: DrawnNetwork) -> str:
    """Return the shortest name of a thing; of a programme with its years first, never cut away."""
    years = content.years.get(node.iri, "") if content.programmes.get(node.iri) == node.iri else ""
    return node.short if years in node.short else f"{years}: {node.short}"


def _room(label: str, size: float) -> tuple[float, float]:
    """Return the width and height that a shape takes with its name below, about."""
    lines, grown = label.split("\n"), BOLD if size > STRONG else 1.0
    width = max(2 * size, grown * LETTER * max(map(len, lines))) + AIR
    return width, 2 * size + grown * LINE * len(lines) + AIR


def _edge(
    number: int, link: DrawnLink, before: int, of: DrawnNetwork, style: Style
) -> dict[str, Any]:
    look = style.link(link.kind)
    ends = " – ".join(of.nodes[end].short for end in link.ends)
    title = f"{ends}\n{', '.join(dict.fromkeys(tie.what for tie in link.ties))}"
    width = look.width + 0.6 * (len(link.ties) - 1) ** 0.5
    edge: dict[str, Any] = {"id": number, "title": title, "width": width}
    # Between things of two classes an arrow would say nothing.
    one_class = len({of.nodes[end].class_iri for end in link.ends}) == 1
    targets = {tie.target for tie in link.ties if one_class and not tie.is_mutual}
    if arrows := [name for name, end in zip(("from", "to"), link.ends) if end in targets]:
        edge["arrows"] = {end: {"enabled": True, "scaleFactor": ARROW} for end in arrows}
    if look.dashes:
        edge["dashes"] = list(look.dashes)
    if before:
        way, bend = "curvedCW" if before % 2 else "curvedCCW", BEND * ((before + 1) // 2)
        edge["smooth"] = {"enabled": True, "type": way, "roundness": bend}
    return edge


def thumbnail(network: Network, content: DrawnNetwork, style: Style) -> str:
    """Return a small picture as SVG; the colour of each class is a variable of the page."""
    line, shapes = _paths(network, content, style)
    paths = [f'<path class="line" d="{line}"/>'] if line else []
    paths += [f'<path style="fill: var(--{variable(iri)})" d="{d}"/>' for iri, d in shapes.items()]
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(paths)}</svg>'


def picture(network: Network, content: DrawnNetwork, style: Style, mode: Mode) -> str:
    """Return the small picture as a file of its own, in the colours of a light or a dark page."""
    line, shapes = _paths(network, content, style)
    ink = getattr(style.page.line, mode)
    paths = [f'<path fill="none" stroke="{ink}" stroke-width=".7" opacity=".7" d="{line}"/>']
    for iri, d in shapes.items():
        paths.append(f'<path fill="{getattr(style.node(iri).colour, mode)}" d="{d}"/>')
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(paths)}</svg>'


def _paths(network: Network, content: DrawnNetwork, style: Style) -> tuple[str, dict[str, str]]:
    """Return the path of all lines, and class → that of its shapes."""
    places = _fit([(node["x"], node["y"]) for node in network.nodes])
    shapes: dict[str, list[str]] = defaultdict(list)
    for number in _some(range(len(places))):
        class_iri = content.nodes[number].class_iri
        path = SHAPES.get(style.node(class_iri).shape, SHAPES["dot"])
        size = round(1.4 + network.nodes[number]["size"] / 9, 1)
        sizes = (size, round(2 * size, 1), round(size / 2, 1))
        shapes[class_iri].append(path.format(*places[number], *sizes))
    lines = _some([(*places[link.ends[0]], *places[link.ends[1]]) for link in content.links])
    drawn = "".join("M{} {}L{} {}".format(*line) for line in lines)
    return drawn, {iri: "".join(parts) for iri, parts in shapes.items()}


def variable(class_iri: str) -> str:
    """Return the variable of the page that holds the colour of a class."""
    plain = (c if c.isascii() and c.isalnum() else "-" for c in local_name(class_iri))
    return escape(f"look-{''.join(plain)}")


def _some(items: Sequence[Any]) -> Sequence[Any]:
    return items[:: -(-len(items) // MOST) or 1]


def _fit(places: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return places within the small picture, as large as they fit."""
    xs, ys = zip(*places or [(0, 0)], strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 2 * EDGE) / (width or 1), (HEIGHT - 2 * EDGE) / (height or 1), 1)
    left = (WIDTH - width * scale) / 2 - min(xs) * scale
    top = (HEIGHT - height * scale) / 2 - min(ys) * scale
    return [(round(left + x * scale, 1), round(top + y * scale, 1)) for x, y in places]
