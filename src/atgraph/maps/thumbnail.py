"""A small picture of a map, for the index of maps: an SVG element made from the places that were computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import Any

from pyvis.network import Network

from atgraph.maps.content import Content
from atgraph.maps.reading import local_name
from atgraph.maps.style import Style

WIDTH, HEIGHT, EDGE = 320, 220, 12
MOST = 3000
"""Of so many things and lines at most; of more, every so-manyth."""
SHAPES = {
    "dot": "M{0} {1}m-{2} 0a{2} {2} 0 1 0 {3} 0a{2} {2} 0 1 0 -{3} 0z",
    "square": "M{0} {1}m-{2} -{2}h{3}v{3}h-{3}z",
    "diamond": "M{0} {1}m0 -{2}l{2} {2} -{2} {2} -{2} -{2}z",
    "triangle": "M{0} {1}m0 -{2}l{2} {3}h-{3}z",
    "triangleDown": "M{0} {1}m0 {2}l{2} -{3}h-{3}z",
    "hexagon": "M{0} {1}m-{2} 0l{4} -{2}h{2}l{4} {2} -{4} {2}h-{2}z",
    "star": "M{0} {1}m0 -{2}l{4} {2} {2} {4} -{2} {4} -{4} {2} -{4} -{2} -{2} -{4} {2} -{4}z",
}


def thumbnail(network: Network, content: Content, style: Style) -> str:
    """Return the picture: lines in one path, and the things of each class in one, its colour a variable of the page."""
    places = _fit([(node["x"], node["y"]) for node in network.nodes])
    lines = _some([link.ends for link in content.links])
    shapes: dict[str, list[str]] = defaultdict(list)
    for number in _some(range(len(places))):
        shapes[content.nodes[number].class_iri].append(
            _shape(
                style.node(content.nodes[number].class_iri).shape,
                places[number],
                network.nodes[number]["size"],
            )
        )
    drawn = "".join("M{} {}L{} {}".format(*places[one], *places[other]) for one, other in lines)
    paths = [f'<path class="line" d="{drawn}"/>'] if drawn else []
    paths += [
        f'<path style="fill: var(--{variable(iri)})" d="{"".join(d)}"/>'
        for iri, d in shapes.items()
    ]
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(paths)}</svg>'


def variable(class_iri: str) -> str:
    """Return the variable of the page that holds the colour of a class."""
    return escape(
        f"look-{''.join(c if c.isascii() and c.isalnum() else '-' for c in local_name(class_iri))}"
    )


def _shape(name: str, place: tuple[float, float], size: float) -> str:
    radius = round(1.4 + size / 9, 1)
    return SHAPES.get(name, SHAPES["dot"]).format(
        *place, radius, round(2 * radius, 1), round(radius / 2, 1)
    )


def _some(items: Sequence[Any]) -> list[Any]:
    return list(items[:: -(-len(items) // MOST) or 1])


def _fit(places: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return places within the picture, as large as they fit."""
    if not places:
        return []
    xs, ys = zip(*places, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 2 * EDGE) / (width or 1), (HEIGHT - 2 * EDGE) / (height or 1), 1)
    left, top = (
        (WIDTH - width * scale) / 2 - min(xs) * scale,
        (HEIGHT - height * scale) / 2 - min(ys) * scale,
    )
    return [(round(left + x * scale, 1), round(top + y * scale, 1)) for x, y in places]
