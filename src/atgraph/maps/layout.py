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
GAP = 40.0
"""Pixels left free between parts that no tie joins."""
ASPECT = 1.65
"""How much wider than high a map is, as screens are."""
FILLED = (0.6, 0.8, 1.0, 1.2, 1.5)
"""The share of the area that things and their names fill, before overlaps are taken out; what begins dense may end tighter."""
MOST_TRIED, LONGER = 150, 1.08
"""Up to so many things, each share is tried, and the tightest taken of which lines are hardly longer than with the first."""
MOST_EXACT = 400
"""Up to so many things, the layout that keeps the distances of the graph (Kamada and Kawai) is quick."""
UNIT, REPELLED, CHARGE = 60.0, 200, 0.003
"""Pixels for a step of the graph; how often, and how strongly, things repel one another."""
MOST_ROUNDS, FEW_ROUNDS = 80, 40
"""In which overlaps are taken out; the second for more than MOST_EXACT things."""
PUSH = 0.4
"""How far each of two is pushed, of what they overlap by."""
STEPS = 150
"""Of the layout for more things (Fruchterman and Reingold); with igraph's 500 it looks the same and takes three times as long."""
MOST_SPREAD = 2000
"""Above so many things, names are hidden at the opening zoom anyway, and overlaps stay."""
AHEAD = ((1, -1), (1, 0), (1, 1), (0, 1))
"""The cells of a grid that touch one, each pair of cells once."""


@dataclass(slots=True)
class Room:
    """The room that a thing and its name take, in pixels at a zoom of 1, and its centre."""

    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


def place(
    sizes: Sequence[tuple[float, float]], pairs: Iterable[Pair], tight: bool = True
) -> list[Place]:
    """Return a place for each thing.

    Args:
        sizes: the width and height that each needs.
        pairs: which of them are tied.
        tight: try several ways, and take the one that fits the smallest screen.
    """
    graph = igraph.Graph(len(sizes), sorted(set(pairs)))
    rooms = [Room(width, height) for width, height in sizes]
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    for part in parts:
        _draw(
            graph.induced_subgraph(part),
            [rooms[n] for n in part],
            FILLED if tight and len(part) <= MOST_TRIED else FILLED[:1],
        )
    _pack([[rooms[n] for n in part] for part in parts])
    return [(round(room.x), round(room.y)) for room in rooms]


def place_groups(
    sizes: Sequence[tuple[float, float]], pairs: Iterable[Pair], groups: Sequence[Sequence[int]]
) -> list[Place]:
    """Return a place for each thing, those of a group together and no group in the room of another.

    Args:
        sizes: the width and height that each thing needs.
        pairs: which of them are tied.
        groups: the numbers of the things of each group; each thing is in one.
    """
    group_of = {number: place for place, members in enumerate(groups) for number in members}
    within: dict[int, list[Pair]] = {}
    between: list[Pair] = []
    for one, other in sorted(set(pairs)):
        if group_of[one] == group_of[other]:
            within.setdefault(group_of[one], []).append((one, other))
        else:
            between.append((group_of[one], group_of[other]))
    inner = [
        _place_within([sizes[n] for n in members], members, within.get(number, []))
        for number, members in enumerate(groups)
    ]
    extents = [
        (
            max(x for x, _ in places) - min(x for x, _ in places),
            max(y for _, y in places) - min(y for _, y in places),
        )
        for places in inner
    ]
    centres = place(
        [(width + 4 * GAP, height + 4 * GAP) for width, height in extents],
        [(min(pair), max(pair)) for pair in between],
    )
    found: list[Place] = [(0, 0)] * len(sizes)
    for members, places, (cx, cy) in zip(groups, inner, centres, strict=True):
        mx, my = (round((min(values) + max(values)) / 2) for values in zip(*places, strict=True))
        for number, (x, y) in zip(members, places, strict=True):
            found[number] = (x - mx + cx, y - my + cy)
    return found


def _place_within(
    sizes: Sequence[tuple[float, float]], members: Sequence[int], pairs: Iterable[Pair]
) -> list[Place]:
    """Place the members of a group, given by their numbers."""
    own = {number: place for place, number in enumerate(members)}
    return place(sizes, [(own[one], own[other]) for one, other in pairs], tight=False)


def _draw(graph: igraph.Graph, rooms: Sequence[Room], shares: Sequence[float]) -> None:
    """Lay out what hangs together."""
    exact, few = (graph.vcount() <= most for most in (MOST_EXACT, MOST_SPREAD))
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        layout = (
            _exact(graph) if exact else graph.layout_fruchterman_reingold(niter=STEPS, grid=not few)
        )
    finally:
        igraph.set_random_number_generator(random)
    _move(rooms, layout)
    _turn(rooms)
    drawn = [(r.x, r.y) for r in rooms]
    rounds = MOST_ROUNDS if exact else FEW_ROUNDS if few else 0
    pairs = graph.get_edgelist()
    tried = [_spread(rooms, pairs, drawn, filled, rounds) for filled in shares]
    longest = tried[0].lines * LONGER
    _move(
        rooms,
        min((one for one in tried if one.lines <= longest), key=lambda one: one.screen).places,
    )


def _exact(graph: igraph.Graph) -> list[tuple[float, float]]:
    """Lay out by the distances of the graph, then let things repel one another: a quarter fewer lines cross."""
    start = [(UNIT * x, UNIT * y) for x, y in graph.layout_kamada_kawai(seed=graph.layout_circle())]
    return [
        (x, y) for x, y in graph.layout_graphopt(seed=start, niter=REPELLED, node_charge=CHARGE)
    ]


@dataclass(frozen=True)
class Spread:
    """Places without overlaps: how high a screen has to be for them, and how long lines are on it, as a share of its height."""

    places: list[tuple[float, float]]
    screen: float
    lines: float


def _spread(
    rooms: Sequence[Room],
    pairs: Sequence[Pair],
    drawn: Iterable[tuple[float, float]],
    filled: float,
    rounds: int,
) -> Spread:
    """Give the things of a drawing so much room, and take overlaps out."""
    _move(rooms, drawn)
    _scale(rooms, filled)
    while rounds and _part_overlaps(rooms):
        rounds -= 1
    width, height, _, _ = _frame(rooms)
    screen = max(width / ASPECT, height)
    length = sum(math.hypot(rooms[a].x - rooms[b].x, rooms[a].y - rooms[b].y) for a, b in pairs)
    return Spread([(r.x, r.y) for r in rooms], screen, length / screen / (len(pairs) or 1))


def _move(rooms: Sequence[Room], places: Iterable[tuple[float, float]]) -> None:
    for room, (x, y) in zip(rooms, places, strict=True):
        room.x, room.y = x, y


def _turn(rooms: Sequence[Room]) -> None:
    """Move the centre to 0, 0 and turn the longest direction across."""
    cx, cy = sum(r.x for r in rooms) / len(rooms), sum(r.y for r in rooms) / len(rooms)
    for r in rooms:
        r.x, r.y = r.x - cx, r.y - cy
    angle = (
        math.atan2(2 * sum(r.x * r.y for r in rooms), sum(r.x * r.x - r.y * r.y for r in rooms)) / 2
    )
    cos, sin = math.cos(angle), math.sin(angle)
    for r in rooms:
        r.x, r.y = r.x * cos + r.y * sin, r.y * cos - r.x * sin


def _scale(rooms: Sequence[Room], filled: float) -> None:
    """Give the things the area that they need, in the shape of a screen."""
    left, top, right, bottom = _bounds(rooms)
    high = math.sqrt(sum(r.width * r.height for r in rooms) / filled / ASPECT)
    for r in rooms:
        r.x *= high * ASPECT / (right - left or 1)
        r.y *= high / (bottom - top or 1)


def _bounds(rooms: Sequence[Room]) -> tuple[float, float, float, float]:
    return (
        min(r.x for r in rooms),
        min(r.y for r in rooms),
        max(r.x for r in rooms),
        max(r.y for r in rooms),
    )


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
            push = math.copysign(across * PUSH, b.x - a.x)
            a.x, b.x = a.x - push, b.x + push
        else:
            push = math.copysign(down * PUSH, b.y - a.y)
            a.y, b.y = a.y - push, b.y + push
    return moved


def _near(rooms: Sequence[Room]) -> Iterator[tuple[Room, Room]]:
    """Yield the pairs that may stand in each other's room: those of one cell of a grid, or of two that touch."""
    wide, high = max(r.width for r in rooms), max(r.height for r in rooms)
    cells: dict[Pair, list[Room]] = {}
    for room in rooms:
        cells.setdefault((int(room.x // wide), int(room.y // high)), []).append(room)
    for (column, row), here in cells.items():
        beside = [
            other for step in AHEAD for other in cells.get((column + step[0], row + step[1]), ())
        ]
        for number, a in enumerate(here):
            for b in (*here[number + 1 :], *beside):
                yield (a, b) if a.x <= b.x else (b, a)


def _pack(parts: Sequence[Sequence[Room]]) -> None:
    """Set the parts beside one another in rows, the largest first; of several widths of a row, the one that fits a screen best."""
    frames = [_frame(rooms) for rooms in parts]
    widths = (
        sorted(
            {width for width, _, _, _ in frames}
            | {step * max(width for width, *_ in frames) for step in (1.5, 2, 3)}
        )
        if frames
        else []
    )
    rows = min(
        (_rows(frames, width) for width in widths),
        key=lambda found: max(found[1] / ASPECT, found[2]),
        default=((), 0.0, 0.0),
    )
    for rooms, (_, _, x0, y0), (left, top) in zip(parts, frames, rows[0], strict=True):
        for r in rooms:
            r.x, r.y = r.x - x0 + left, r.y - y0 + top


def _frame(rooms: Sequence[Room]) -> tuple[float, float, float, float]:
    """Return width, height, left and top of all rooms with their names."""
    left, top = min(r.x - r.width / 2 for r in rooms), min(r.y - r.height / 2 for r in rooms)
    return (
        max(r.x + r.width / 2 for r in rooms) - left,
        max(r.y + r.height / 2 for r in rooms) - top,
        left,
        top,
    )


def _rows(
    frames: Sequence[tuple[float, float, float, float]], limit: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return the corner of each part in rows of a width, and how wide and high all are."""
    corners: list[tuple[float, float]] = []
    left = top = high = wide = 0.0
    for width, height, _, _ in frames:
        if left and left + width > limit:
            left, top, high = 0.0, top + high + GAP, 0.0
        corners.append((left, top))
        high, wide, left = max(high, height), max(wide, left + width), left + width + GAP
    return corners, wide, top + high
