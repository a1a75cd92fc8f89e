"""Letters of a page that stand side by side, and what stands at one height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass
class Segment:
    """Letters side by side: their box in points, from below, their size and whether they are bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    def takes(self, left: float, bottom: float, top: float, size: float) -> bool:
        """Whether a letter at that place goes on with it."""
        overlap = min(self.top, top) - max(self.bottom, bottom)
        near = overlap > -0.35 * size and abs(self.size - size) < 0.45 * max(size, self.size)
        return near and -0.6 * size < left - self.right < 0.95 * size

    def add(self, character: str, right: float, bottom: float, top: float) -> None:
        """Add a letter."""
        self.text += character
        self.right, self.bottom, self.top = (
            max(self.right, right),
            min(self.bottom, bottom),
            max(self.top, top),
        )

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


Row = list[Segment]


def iter_rows(segments: Sequence[Segment]) -> Iterator[Row]:
    """Yield what stands at one height, from the top."""
    row: Row = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        if row and abs(row[0].middle - segment.middle) > 0.5 * min(row[0].size, segment.size):
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda s: s.left)


def join_row(row: Row) -> Segment:
    """Return what stands at one height as one."""
    first = row[0]
    if len(row) == 1:
        return first
    text = " ".join(s.text.strip() for s in row)
    return Segment(
        text,
        first.left,
        row[-1].right,
        min(s.bottom for s in row),
        max(s.top for s in row),
        first.size,
        all(s.bold for s in row),
    )
