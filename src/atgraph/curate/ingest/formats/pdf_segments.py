"""Letters side by side on a page, lines that are drawn, and what stands at one height."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from atgraph.curate.ingest.formats.pdf_tags import TaggedCell
from atgraph.curate.ingest.lines import BULLETS

TIME = re.compile(r"(?<!\d)\d{1,2}\s?[.:hч]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.I)
BEGINS = re.compile(r"\(?\d{1,2}\s?(?:[.:hч]\s?\d{2}|h\b|[ap]\.?m\b)", re.I)
OPEN = re.compile(r"(?:[-–—]|\bto|\bbis|\bà|\ba|\bдо)\s*$")

ITEM_SIGN = "• "
SIGNS = frozenset(BULLETS)
FIRST_SIGNS = SIGNS | frozenset("·o–—-")  # not between cells; “o” is Word's, of a list in a list

INKED = 0.94  # of the size of letters, from the top of “d” to the foot of “g”
WIDE = 2.5  # of the size of letters: so much is left empty between columns
SPREAD, ALIKE = 1.5, 0.4  # of that: the most between words, and by how much such spaces differ
WIDEST, SAME = 6.0, 0.25  # the same where spaces are written: few long words fill a line
BEHIND = 4.0  # of the size of letters: between a bullet and what stands behind it, at most
MANY = 3  # gaps that are the same: no row of a table has them
FEWEST = 2  # lines that begin or end at the edge of a text
EDGE = 2.0  # points by which letters stand out at the edge of a text

Box = tuple[float, float, float, float]  # left, bottom, right and top in points, from below


class Rule(NamedTuple):
    """A straight line that is drawn, level or upright."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_upright(self) -> bool:
        """Whether it stands between columns."""
        return self.right - self.left < self.top - self.bottom


@dataclass
class Segment:
    """Letters side by side: the box of their ink in points, from below, their size, and if bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    head: int = 0  # how many letters are bold, where only the first are; 0 where all are alike
    foot: float | None = None  # how deep letters of the font may reach
    ends: bool | None = None  # whether the last word is bold, where that is known
    word: float = 0.0  # the width of the first word; 0 for the only one, or letters set apart
    spaced: bool = False  # whether a space is written between it and what is printed before
    cell: TaggedCell | None = None
    begins: int | None = None  # the paragraph of its first letter, by the tags
    paragraph: int | None = None  # and of its last
    runs: tuple[int | None, int | None] = (None, None)  # of text, of its first letter and its last

    def takes(
        self, left: float, bottom: float, top: float, size: float, rules: Sequence[Rule]
    ) -> bool:
        """Whether a letter at that place goes on with it; no line is drawn between them."""
        overlap = min(self.top, top) - max(self.bottom, bottom)
        near = overlap > -0.35 * size and abs(self.size - size) < 0.45 * max(size, self.size)
        if not near or not -0.6 * size < left - self.right < 0.95 * size:
            return False
        return left - self.right < 0.2 * size or not any(
            self.right - 1 < rule.left < left + 1 and rule.bottom < self.middle < rule.top
            for rule in rules
            if rule.is_upright
        )

    def reach(self, right: float, bottom: float, top: float, foot: float | None = None) -> None:
        """Make its box as large as one more letter needs; a first “fi” may be of another font."""
        self.foot = self.foot if foot is None or self.foot is None else min(self.foot, foot)
        self.right, self.top = max(self.right, right), max(self.top, top)
        self.bottom = min(self.bottom, bottom)

    @property
    def ends_bold(self) -> bool:
        """Whether its last letters are bold."""
        return self.bold and not self.head if self.ends is None else self.ends

    @property
    def letter(self) -> float:
        """The width of a letter, as most are."""
        return (self.right - self.left) / max(1, len(self.text))

    @property
    def first(self) -> float:
        """The width of its first word."""
        return self.word or len(self.text.split(" ")[0]) * self.letter

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def is_within(ink: Box, page: Box) -> bool:
    """Whether the middle of a letter is on the page: what is cut off nobody sees."""
    x, y = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
    return page[0] <= x <= page[2] and page[1] <= y <= page[3]


def space_between(above: Segment, line: Segment) -> float:
    """Return how much is left empty between two lines, as if both had high and deep letters."""
    if above.foot is None or line.foot is None:
        return above.bottom - line.top
    return above.foot - line.foot - INKED * line.size


Row = list[Segment]


def find_rows(segments: Sequence[Segment]) -> list[Row]:
    """Return what stands at one height, from the top."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        first = rows[-1][0] if rows else segment
        if rows and abs(first.middle - segment.middle) <= 0.5 * min(first.size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def join_bullets(segments: Sequence[Segment]) -> list[Segment]:
    """Return what stands behind a bullet with it, however far that is set apart."""
    joined = set[int]()
    for row in find_rows(segments):
        for sign, item in pairwise(row):
            is_bullet = sign.text in (FIRST_SIGNS if sign is row[0] else SIGNS)
            if is_bullet and item.left - sign.right < BEHIND * item.size:
                joined.add(id(sign))
                item.word, item.head = item.first, item.head and item.head + len(ITEM_SIGN)
                item.text = f"{ITEM_SIGN}{item.text}"
    return [segment for segment in segments if id(segment) not in joined]


def join_justified(rows: Sequence[Row]) -> list[Row]:
    """Return rows, each one piece that was spread from edge to edge, by spaces that are alike."""
    whole, every = _edges([row for row in rows if len(row) == 1]), _edges(rows)
    found: list[Row] = []
    for above, row, below in zip([[], *rows], rows, [*rows[1:], []]):
        gaps = [(b.left - a.right) / a.size for a, b in pairwise(row)] or [SPREAD]
        most, differ = max(gaps), max(gaps) - min(gaps)
        beside = [piece.left for piece in (*above[1:], *below[1:])]
        alone = all(abs(at - piece.left) > EDGE for at in beside for piece in row[1:])
        spaced = [piece.spaced for piece in row[1:]]
        many = len(gaps) >= MANY and most < WIDE and _reaches(row, every)[1]
        many = many and (alone or any(spaced))
        alone = alone and not any(BEGINS.match(piece.text) for piece in row)
        narrow = most < SPREAD and differ < ALIKE and all(_reaches(row, whole))
        ends = _reaches(row, every if len(gaps) > 1 else whole)[1]  # one gap is like any
        written = most < WIDEST and all(spaced) and ends and _reaches(row, every)[0]
        words = many or (alone and written)
        found.append([join_row(row)] if (words and differ < SAME) or (alone and narrow) else row)
    return found


def _edges(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Return where several rows begin, and where several end, in points."""
    lefts = Counter(round(row[0].left) for row in rows)
    rights = Counter(round(row[-1].right) for row in rows)
    found = ([at for at, n in counts.items() if n >= FEWEST] for counts in (lefts, rights))
    return next(found), next(found)


def _reaches(row: Row, edges: tuple[list[int], list[int]]) -> tuple[bool, bool]:
    """Whether a row begins where others do, and whether it ends there."""
    lefts, rights = (
        any(abs(at - edge) < EDGE for edge in known)
        for at, known in zip((row[0].left, row[-1].right), edges)
    )
    return lefts, rights


def part_row(row: Row) -> list[Segment]:
    """Return what stands at one height in a cell: apart where much is left empty between."""
    parts: list[Row] = []
    for segment in row:
        if parts and segment.left - parts[-1][-1].right < WIDE * segment.size:
            parts[-1].append(segment)
        else:
            parts.append([segment])
    return [*map(join_row, parts)]


def join_row(row: Row) -> Segment:
    """Return what stands at one height as one."""
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=" ".join(s.text.strip() for s in row),
        right=row[-1].right,
        bottom=min(s.bottom for s in row),
        top=max(s.top for s in row),
        bold=all(s.bold and not s.head for s in row),
        head=0,
        ends=row[-1].ends_bold,
        word=row[0].first,
        paragraph=row[-1].paragraph,
        runs=(row[0].runs[0], row[-1].runs[1]),
    )
