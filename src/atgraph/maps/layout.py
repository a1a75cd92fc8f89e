"""Where things stand on a map: the same graph gives the same places."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import igraph

Pair = tuple[int, int]
Place = tuple[int, int]

SEED = 19
GAP = 90.0
"""Pixels left free between parts that no tie joins."""
ASPECT = 1.35
"""How much wider than high a map is, as screens are."""
FILLED = 0.6
"""The share of the area that things and their names fill, before overlaps are taken out."""
MOST_EXACT = 400
"""Up to so many things, the layout that keeps the distances of the graph (Kamada and Kawai) is quick."""
MOST_ROUNDS = 80
MOST_SPREAD = 2000
"""Above so many things, names are hidden at the opening zoom anyway, and overlaps stay."""


@dataclass(slots=True)
class Room:
    """The room that a thing and its name take, in pixels at a zoom of 1, and its centre."""

    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


def place(sizes: Sequence[tuple[float, float]], pairs: Iterable[Pair]) -> list[Place]:
    """Return a place for each thing, given the width and height it needs and which of them are tied."""
    graph = igraph.Graph(len(sizes), sorted(set(pairs)))
    rooms = [Room(width, height) for width, height in sizes]
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    for part in parts:
        _draw(graph.induced_subgraph(part), [rooms[n] for n in part])
    _pack([[rooms[n] for n in part] for part in parts])
    return [(round(room.x), round(room.y)) for room in rooms]


def _draw(graph: igraph.Graph, rooms: Sequence[Room]) -> None:
    """Lay out what hangs together."""
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        exact = graph.vcount() <= MOST_EXACT
        layout = graph.layout_kamada_kawai(seed=graph.layout_circle()) if exact else graph.layout_fruchterman_reingold()
    finally:
        igraph.set_random_number_generator(random)
    for room, (x, y) in zip(rooms, layout, strict=True):
        room.x, room.y = x, y
    _turn(rooms)
    _scale(rooms)
    rounds = MOST_ROUNDS if len(rooms) <= MOST_SPREAD else 0
    while rounds and _part_overlaps(rooms):
        rounds -= 1


def _turn(rooms: Sequence[Room]) -> None:
    """Move the centre to 0, 0 and turn the longest direction across."""
    cx, cy = sum(r.x for r in rooms) / len(rooms), sum(r.y for r in rooms) / len(rooms)
    for r in rooms:
        r.x, r.y = r.x - cx, r.y - cy
    angle = math.atan2(2 * sum(r.x * r.y for r in rooms), sum(r.x * r.x - r.y * r.y for r in rooms)) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    for r in rooms:
        r.x, r.y = r.x * cos + r.y * sin, r.y * cos - r.x * sin


def _scale(rooms: Sequence[Room]) -> None:
    """Give the things the area that they need, in the shape of a screen."""
    left, top, right, bottom = _bounds(rooms)
    high = math.sqrt(sum(r.width * r.height for r in rooms) / FILLED / ASPECT)
    for r in rooms:
        r.x *= high * ASPECT / (right - left or 1)
        r.y *= high / (bottom - top or 1)


def _bounds(rooms: Sequence[Room]) -> tuple[float, float, float, float]:
    return min(r.x for r in rooms), min(r.y for r in rooms), max(r.x for r in rooms), max(r.y for r in rooms)


def _part_overlaps(rooms: Sequence[Room]) -> bool:
    """Push apart whatever stands in the room of another; return whether anything did."""
    moved = False
    for a, b in _near(rooms):
        across = (a.width + b.width) / 2 - abs(a.x - b.x)
        down = (a.height + b.height) / 2 - abs(a.y - b.y)
        if across <= 1 or down <= 1:
            continue
        moved = True
        if across / (a.width + b.width) < down / (a.height + b.height):
            push = math.copysign(across / 4, b.x - a.x)
            a.x, b.x = a.x - push, b.x + push
        else:
            push = math.copysign(down / 4, b.y - a.y)
            a.y, b.y = a.y - push, b.y + push
    return moved


def _near(rooms: Sequence[Room]) -> Iterator[tuple[Room, Room]]:
    """Yield the pairs that may stand in each other's room."""
    order = sorted(rooms, key=lambda r: r.x)
    widest = max(r.width for r in rooms)
    for number, a in enumerate(order):
        reach = a.x + (a.width + widest) / 2
        for b in order[number + 1 :]:
            if b.x >= reach:
                break
            if abs(a.y - b.y) < (a.height + b.height) / 2:
                yield a, b


def _pack(parts: Iterable[Sequence[Room]]) -> None:
    """Set the parts beside one another, the largest first, in rows as wide as the largest."""
    left = top = height = limit = 0.0
    for rooms in parts:
        x0, y0, x1, y1 = _bounds(rooms)
        limit = limit or (x1 - x0) * 1.1
        if left and left + x1 - x0 > limit:
            left, top, height = 0.0, top + height + GAP, 0.0
        for r in rooms:
            r.x, r.y = r.x - x0 + left, r.y - y0 + top
        left, height = left + x1 - x0 + GAP, max(height, y1 - y0)
