"""Pictures of the classes: what something is, where it begins (left) and leads (right)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from .lines import THINGS, Line
from .material import Material

WIDTH, SIDE, MIDDLE = 1040, 156, 176
ROW, BOX, GAP, INSET, TOP = 54, 34, 14, 12, 30
LETTER = 6.7  # of the names of properties, in 11 px


@dataclass
class Box:
    """A class as drawn; a class above others holds their boxes."""

    iri: str
    label: str
    x: float
    width: float
    y: float = 0
    height: float = BOX
    inner: list[Box] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Where lines meet it: the middle of its own line of text."""
        return self.y + BOX / 2

    def all(self) -> list[Box]:
        """Return the box and those inside."""
        return [self, *(box for inner in self.inner for box in inner.all())]


@dataclass(frozen=True)
class Curve:
    """A line between a box and the middle, with what it belongs to."""

    path: str
    line: Line
    arrow: bool


@dataclass(frozen=True)
class Picture:
    """What the template draws."""

    height: float
    boxes: tuple[Box, ...]
    middles: tuple[tuple[Line, float], ...]
    curves: tuple[Curve, ...]
    columns: tuple[str, str, str]
    width: float = WIDTH
    middle_x: float = (WIDTH - MIDDLE) / 2
    middle_width: float = MIDDLE


def draw(
    material: Material, lines: Sequence[Line], columns: tuple[str, str, str], order: Sequence[str]
) -> Picture:
    """Place boxes and curves.

    Args:
        material: for labels and the classes above.
        lines: what stands in the middle.
        columns: the headings.
        order: all class IRIs, in the order in which boxes with equal claims stand.
    """
    rank = {iri: n for n, iri in enumerate([*order, THINGS])}
    lines = sorted(
        lines,
        key=lambda line: (
            mean(rank[s] for s in line.sources),
            mean(rank[t] for t in line.targets),
            line.name,
        ),
    )
    left = _column(material, lines, "sources", 0, rank)
    right = _column(material, lines, "targets", WIDTH - SIDE, rank)
    height = max(len(lines) * ROW, _height(left), _height(right)) + TOP
    for column in (left, right):
        _spread(column, height)
    step = (height - TOP) / len(lines)
    middles = tuple((line, TOP + step * (n + 0.5)) for n, line in enumerate(lines))
    boxes = tuple(box for column in (left, right) for outer in column for box in outer.all())
    curves = [*_curves(left, middles, True), *_curves(right, middles, False)]
    return Picture(height + 8, boxes, middles, tuple(curves), columns)


def _column(
    material: Material, lines: Sequence[Line], side: str, x: float, rank: dict[str, int]
) -> list[Box]:
    """Return the boxes of one side by their lines, each in its class above if that is there."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for iri in getattr(line, side):
            places.setdefault(iri, []).append(number)
    boxes = {
        iri: Box(iri, THINGS if iri == THINGS else material.label(iri), x, SIDE) for iri in places
    }
    weights = {iri: [*found] for iri, found in places.items()}
    outer = []
    for iri, box in boxes.items():
        if holder := next((c for c in material.above(iri) if c != iri and c in boxes), None):
            boxes[holder].inner.append(box)
            weights[holder] += weights[iri]
        else:
            outer.append(box)
    for box in boxes.values():
        box.inner.sort(key=lambda b: (mean(places[b.iri]), rank[b.iri]))
    for box in outer:
        _size(box)
    return sorted(outer, key=lambda b: (mean(weights[b.iri]), rank[b.iri]))


def _size(box: Box) -> None:
    """Make a box large enough for those inside, and move these to the right."""
    for inner in box.inner:
        inner.x, inner.width = box.x + INSET, box.width - 2 * INSET
        _size(inner)
    if box.inner:
        box.height = BOX + sum(inner.height + 8 for inner in box.inner) + 4


def _height(column: list[Box]) -> float:
    return sum(box.height + GAP for box in column)


def _spread(column: list[Box], height: float) -> None:
    """Set the boxes of a column apart, over the whole height."""
    space = (height - TOP - sum(box.height for box in column)) / len(column)
    y = TOP + space / 2
    for box in column:
        _move(box, y)
        y += box.height + space


def _move(box: Box, y: float) -> None:
    box.y = y
    below = y + BOX
    for inner in box.inner:
        _move(inner, below)
        below += inner.height + 8


def _curves(
    column: list[Box], middles: tuple[tuple[Line, float], ...], is_left: bool
) -> Iterable[Curve]:
    """Yield the lines of one side: level under the name of the property, then bent."""
    boxes = {box.iri: box for outer in column for box in outer.all()}
    sign = -1 if is_left else 1
    edge = WIDTH / 2 + sign * MIDDLE / 2
    for line, y in middles:
        level = edge + sign * (len(line.source_name if is_left else line.target_name) * LETTER + 14)
        for box in (boxes[iri] for iri in (line.sources if is_left else line.targets)):
            x = box.x + box.width if is_left else box.x
            bend, there = (level + x) / 2, f"{x:.1f} {box.middle:.1f}"
            if is_left:
                path = (
                    f"M{there}C{bend:.1f} {box.middle:.1f} {bend:.1f} {y:.1f} {level:.1f}"
                    f" {y:.1f}H{edge:.1f}"
                )
            else:
                path = (
                    f"M{edge:.1f} {y:.1f}H{level:.1f}C{bend:.1f} {y:.1f} {bend:.1f}"
                    f" {box.middle:.1f} {there}"
                )
            yield Curve(path, line, not is_left or not line.is_tie)
