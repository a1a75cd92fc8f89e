"""Where things stand on a map: the same graph gives the same places."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence

import igraph

from atgraph.maps.content import Content

SEED = 19
ROOM = (112.0, 64.0)
"""The room that a thing and its name take, across and down, in pixels at a zoom of 1."""
GAP = 90.0
"""What is left free between parts that no tie joins."""
ASPECT = 1.45
"""How much wider than high a map is, as screens are."""
MOST_EXACT = 400
"""Up to this many things the layout that keeps the distances of the graph (Kamada and Kawai) is fast enough."""
ROUNDS = 60


class Point:
    """A place that can be moved."""

    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


def place(content: Content) -> tuple[tuple[int, int], ...]:
    """Return the place of each node, in the order of the nodes."""
    graph = igraph.Graph(len(content.nodes), sorted({link.ends for link in content.links}))
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    drawn = [_draw(graph.induced_subgraph(part)) for part in parts]
    _pack(drawn)
    points = {node: point for part, points in zip(parts, drawn, strict=True) for node, point in zip(part, points, strict=True)}
    return tuple((round(points[node].x), round(points[node].y)) for node in range(len(content.nodes)))


def _draw(graph: igraph.Graph) -> list[Point]:
    """Lay out one connected part, with room around each thing."""
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        exact = graph.vcount() <= MOST_EXACT
        layout = graph.layout_kamada_kawai(seed=graph.layout_circle()) if exact else graph.layout_fruchterman_reingold()
    finally:
        igraph.set_random_number_generator(random)
    points = [Point(x, y) for x, y in layout]
    _turn(points)
    _scale(points)
    for _ in range(ROUNDS):
        if not _part_overlaps(points):
            break
    return points


def _turn(points: Sequence[Point]) -> None:
    """Move the centre to 0, 0 and turn the longest direction across."""
    cx, cy = (sum(axis) / len(points) for axis in ([p.x for p in points], [p.y for p in points]))
    for p in points:
        p.x, p.y = p.x - cx, p.y - cy
    angle = math.atan2(2 * sum(p.x * p.y for p in points), sum(p.x * p.x - p.y * p.y for p in points)) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    for p in points:
        p.x, p.y = p.x * cos + p.y * sin, p.y * cos - p.x * sin


def _scale(points: Sequence[Point]) -> None:
    """Give the part the area that its things need, in the shape of a screen."""
    width, height = (max(axis) - min(axis) or 1.0 for axis in ([p.x for p in points], [p.y for p in points]))
    area = len(points) * ROOM[0] * ROOM[1]
    high = math.sqrt(area / ASPECT)
    for p in points:
        p.x, p.y = p.x * high * ASPECT / width, p.y * high / height


def _part_overlaps(points: Sequence[Point]) -> bool:
    """Push apart whatever stands in the room of another; return whether anything did."""
    moved = False
    for a, b in _near(points):
        across, down = ROOM[0] - abs(a.x - b.x), ROOM[1] - abs(a.y - b.y)
        if across <= 0 or down <= 0:
            continue
        moved = True
        if across / ROOM[0] < down / ROOM[1]:
            push = math.copysign(across / 4, b.x - a.x)
            a.x, b.x = a.x - push, b.x + push
        else:
            push = math.copysign(down / 4, b.y - a.y)
            a.y, b.y = a.y - push, b.y + push
    return moved


def _near(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the pairs that may stand in each other's room."""
    order = sorted(points, key=lambda p: p.x)
    for number, a in enumerate(order):
        for b in order[number + 1 :]:
            if b.x - a.x >= ROOM[0] * 2:
                break
            yield a, b


def _pack(parts: Iterable[Sequence[Point]]) -> None:
    """Set the parts beside one another, the largest first, in rows as wide as the largest."""
    left = top = height = limit = 0.0
    for points in parts:
        x0, y0 = min(p.x for p in points), min(p.y for p in points)
        width, high = max(p.x for p in points) - x0, max(p.y for p in points) - y0
        limit = limit or width * 1.1
        if left and left + width > limit:
            left, top, height = 0.0, top + height + GAP, 0.0
        for p in points:
            p.x, p.y = p.x - x0 + left, p.y - y0 + top
        left, height = left + width + GAP, max(height, high)
