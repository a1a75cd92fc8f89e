"""Where things stand on a map: the same graph gives the same places."""

from __future__ import annotations

import math
import random
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atgraph.network.measures import by_chance

if TYPE_CHECKING:
    import igraph

Pair = tuple[int, int]
Place = tuple[int, int]
Size = tuple[float, float]
Frame = tuple[float, float, float, float]

SEED = 19
LINE_LENGTH, MOST_LINES = 24, 3  # of a name on the map
GAP = 40.0  # pixels left free between parts that no tie joins
ASPECT = 1.65  # how much wider than high a map is, as screens are
# The share of the area that things and their names fill, before overlaps are taken out. Up to so
# many things, each is tried, as what begins dense may end tighter; taken is the tightest of which
# lines are hardly longer than with the first.
FILLED, MOST_TRIED, LONGER = (0.6, 0.8, 1.0, 1.2, 1.5), 150, 1.08
MOST_EXACT = 400  # up to so many things, the layout by distances (Kamada and Kawai) is quick
# Pixels for a step of the graph; how often, and how strongly, things repel one another.
UNIT, REPELLED, CHARGE = 60.0, 200, 0.003
MOST_ROUNDS, FEW_ROUNDS = 80, 40  # to take overlaps out; few for more than MOST_EXACT things
PUSH = 0.4  # how far each of two is pushed, of what they overlap by
STEPS = 150  # for more things (Fruchterman and Reingold); igraph's 500 look the same
MOST_SPREAD = 2000  # above so many, names are hidden at the opening zoom, and overlaps stay
AHEAD = ((1, -1), (1, 0), (1, 1), (0, 1))  # the cells of a grid that touch one, each pair once


@dataclass(slots=True)
class Room:
    """The room that a thing and its name take, in pixels at a zoom of 1, and its centre."""

    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


def place(sizes: Sequence[Size], pairs: Iterable[Pair], tight: bool = True) -> list[Place]:
    """Return a place for each thing, by the width and height it needs and the pairs that are tied.

    If ``tight``, try several ways, and take the one that fits the smallest screen.
    """
    import igraph  # slow

    graph = igraph.Graph(len(sizes), sorted(set(pairs)))
    rooms = [Room(width, height) for width, height in sizes]
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    in_parts = [[rooms[n] for n in part] for part in parts]
    for part, inside in zip(parts, in_parts, strict=True):
        shares = FILLED if tight and len(part) <= MOST_TRIED else FILLED[:1]
        _draw(graph.induced_subgraph(part), inside, shares)
    _pack(in_parts)
    return [(round(room.x), round(room.y)) for room in rooms]


def place_groups(
    sizes: Sequence[Size], pairs: Iterable[Pair], groups: Sequence[Sequence[int]]
) -> list[Place]:
    """Return a place for each thing, with each group in a room of its own."""
    at = {n: (group, i) for group, members in enumerate(groups) for i, n in enumerate(members)}
    within: list[list[Pair]] = [[] for _ in groups]
    between = set[Pair]()
    for (one, first), (other, second) in ((at[a], at[b]) for a, b in sorted(set(pairs))):
        if one == other:
            within[one].append((first, second))
        else:
            between.add((min(one, other), max(one, other)))
    needed = [[sizes[n] for n in members] for members in groups]
    inner = [place(own, ties, tight=False) for own, ties in zip(needed, within, strict=True)]
    spans = [[(min(v), max(v)) for v in zip(*places, strict=True)] for places in inner]
    rooms = [(right - left + 4 * GAP, low - high + 4 * GAP) for (left, right), (high, low) in spans]
    found: list[Place] = [(0, 0)] * len(sizes)
    placed = zip(groups, inner, spans, place(rooms, between), strict=True)
    for members, places, span, (cx, cy) in placed:
        mx, my = (round(sum(ends) / 2) for ends in span)
        for number, (x, y) in zip(members, places, strict=True):
            found[number] = (x - mx + cx, y - my + cy)
    return found


def _draw(graph: igraph.Graph, rooms: Sequence[Room], shares: Sequence[float]) -> None:
    exact, few = (graph.vcount() <= most for most in (MOST_EXACT, MOST_SPREAD))
    with by_chance(random.Random(SEED)):
        if exact:  # by distances in the graph, then repelled: a quarter fewer lines cross
            circle = graph.layout_circle()
            start = [(UNIT * x, UNIT * y) for x, y in graph.layout_kamada_kawai(seed=circle)]
            layout = graph.layout_graphopt(seed=start, niter=REPELLED, node_charge=CHARGE)
        else:
            layout = graph.layout_fruchterman_reingold(niter=STEPS, grid=not few)
    _move(rooms, layout)
    _turn(rooms)
    drawn = [(r.x, r.y) for r in rooms]
    rounds = MOST_ROUNDS if exact else FEW_ROUNDS if few else 0
    pairs = graph.get_edgelist()
    # How high a screen is needed, how long lines are on it as a share, and the places.
    tried: list[tuple[float, float, list[Size]]] = []
    for filled in shares:
        _move(rooms, drawn)
        _spread(rooms, filled, rounds)
        width, height, *_ = _frame(rooms)
        screen = max(width / ASPECT, height)
        length = sum(math.hypot(rooms[a].x - rooms[b].x, rooms[a].y - rooms[b].y) for a, b in pairs)
        tried.append((screen, length / screen / (len(pairs) or 1), [(r.x, r.y) for r in rooms]))
    longest = tried[0][1] * LONGER
    short = [(screen, places) for screen, lines, places in tried if lines <= longest]
    _, places = min(short, key=lambda one: one[0])
    _move(rooms, places)


def _move(rooms: Sequence[Room], places: Iterable[Size]) -> None:
    for room, (x, y) in zip(rooms, places, strict=True):
        room.x, room.y = x, y


def _turn(rooms: Sequence[Room]) -> None:
    """Move the centre to 0, 0 and turn the longest direction across."""
    cx, cy = sum(r.x for r in rooms) / len(rooms), sum(r.y for r in rooms) / len(rooms)
    for r in rooms:
        r.x, r.y = r.x - cx, r.y - cy
    mixed, apart = sum(r.x * r.y for r in rooms), sum(r.x * r.x - r.y * r.y for r in rooms)
    angle = math.atan2(2 * mixed, apart) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    for r in rooms:
        r.x, r.y = r.x * cos + r.y * sin, r.y * cos - r.x * sin


def _spread(rooms: Sequence[Room], filled: float, rounds: int) -> None:
    """Give the things the area that they need, in the shape of a screen; take overlaps out."""
    xs, ys = [r.x for r in rooms], [r.y for r in rooms]
    high = math.sqrt(sum(r.width * r.height for r in rooms) / filled / ASPECT)
    across = high * ASPECT / (max(xs) - min(xs) or 1)
    down = high / (max(ys) - min(ys) or 1)
    for r in rooms:
        r.x, r.y = r.x * across, r.y * down
    while rounds and _part_overlaps(rooms):
        rounds -= 1


def _part_overlaps(rooms: Sequence[Room]) -> bool:
    """Push apart what stands in the room of another; return whether anything did."""
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
    """Yield the pairs that may overlap: those of one cell of a grid, or of two that touch."""
    wide, high = max(r.width for r in rooms), max(r.height for r in rooms)
    cells: dict[Pair, list[Room]] = {}
    for room in rooms:
        cells.setdefault((int(room.x // wide), int(room.y // high)), []).append(room)
    for (column, row), here in cells.items():
        beside = [b for across, down in AHEAD for b in cells.get((column + across, row + down), ())]
        for number, a in enumerate(here):
            for b in (*here[number + 1 :], *beside):
                yield (a, b) if a.x <= b.x else (b, a)


def _frame(rooms: Sequence[Room]) -> Frame:
    """Return width, height, left and top of all rooms with their names."""
    left, top = min(r.x - r.width / 2 for r in rooms), min(r.y - r.height / 2 for r in rooms)
    right, low = max(r.x + r.width / 2 for r in rooms), max(r.y + r.height / 2 for r in rooms)
    return right - left, low - top, left, top


def _pack(parts: Sequence[Sequence[Room]]) -> None:
    """Set the parts in rows, the largest first, as wide as fits a screen best."""
    if not parts:
        return
    frames = [_frame(rooms) for rooms in parts]
    widths = {width for width, *_ in frames}
    tried = [_rows(frames, w) for w in sorted(widths | {n * max(widths) for n in (1.5, 2, 3)})]
    corners, *_ = min(tried, key=lambda found: max(found[1] / ASPECT, found[2]))
    for rooms, (_, _, x, y), (left, top) in zip(parts, frames, corners, strict=True):
        for r in rooms:
            r.x, r.y = r.x - x + left, r.y - y + top


def _rows(frames: Sequence[Frame], limit: float) -> tuple[list[Size], float, float]:
    """Return the corner of each part in rows of a width, and how wide and high all are."""
    corners: list[Size] = []
    left = top = high = wide = 0.0
    for width, height, *_ in frames:
        if left and left + width > limit:
            left, top, high = 0.0, top + high + GAP, 0.0
        corners.append((left, top))
        high, wide, left = max(high, height), max(wide, left + width), left + width + GAP
    return corners, wide, top + high


def wrap(text: str) -> str:
    """Break a name into short lines, cut where there would be too many."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return "\n".join(textwrap.wrap(clean, LINE_LENGTH, max_lines=MOST_LINES, placeholder=" …"))
