"""Where letters stand on a page says which lines, columns and tables they make."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from atgraph.curate.ingest.formats.plain import LINKING
from atgraph.curate.ingest.lines import Cell, Collector
from atgraph.curate.ingest.person_names import is_given_name

TIME = re.compile(r"(?<!\d)\d{1,2}\s?[.:hч]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.I)
BEGINS = re.compile(r"\(?\d{1,2}\s?(?:[.:hч]\s?\d{2}|h\b|[ap]\.?m\b)", re.I)
OPEN = re.compile(r"(?:[-–—]|\bto|\bbis|\bà|\ba|\bдо)\s*$")
LABEL = re.compile(r"[^.!?]{2,30}:$")
NEW = re.compile(
    r"[•▪●○■◦‣·▶➢✓–—-]\s|\(?\d{1,2}[.)]\s|\d{1,2}[.:h]\d{2}|[^\W\d_][\w’'/ -]{2,30}:(?:\s|$)"
)
ITEM = re.compile(
    r"(?:[^\W\d_][\w.]{0,5}\.? )?(?:[^\W\d_a-z][\w’'-]+|[A-Z]\.|[a-z]{2,3}(?= ))"
    r" (?:(?:[^\W\d_a-z][\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){0,3}"
    r"[^\W\d_a-z][\w’'-]+(?:,| \(| –| \|)"
)
TITLED = re.compile(
    r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?|[^\W\d_a-z]\w{0,5}\.) "
    r"(?=[^\W\d_a-z])"
)

LISTED = re.compile(r"\S+(?: [^\s,(–—|]+){1,4}(?:,| [(–—|-])")

LONG = 8  # lines of a column, from which on it is one of running text
FULL = 30  # points from the end of the longest line, within which a line is full
NEAR = 4  # points between which lines of a table are one

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
    """Letters side by side: their box in points, from below, their size, and if they are bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

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

    def reach(self, right: float, bottom: float, top: float) -> None:
        """Make its box as large as one more letter needs."""
        self.right, self.top = max(self.right, right), max(self.top, top)
        self.bottom = min(self.bottom, bottom)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


Row = list[Segment]


def _rows(segments: Sequence[Segment]) -> list[Row]:
    """Return what stands at one height, from the top."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        first = rows[-1][0] if rows else segment
        if rows and abs(first.middle - segment.middle) <= 0.5 * min(first.size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _join_row(row: Row) -> Segment:
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=" ".join(s.text.strip() for s in row),
        right=row[-1].right,
        bottom=min(s.bottom for s in row),
        top=max(s.top for s in row),
        bold=all(s.bold for s in row),
    )


def _write_paragraphs(
    lines: Sequence[Segment], collector: Collector, body: float, edge: float = 0.0
) -> None:
    """Write lines, those joined that were wrapped; ``body`` is the size of most letters.

    At ``edge`` lines end; where it is further than any of them, small letters alone go on.
    """
    longest, opened = max(line.right for line in lines), lines[0]
    for above, line in zip([None, *lines], lines):
        end = longest if line.text[:1].islower() else edge or longest
        if above and _goes_on(above, line, end, opened):
            _join_hyphenated(collector, line)
        elif above:
            collector.end_line(level=_level(above, body))
            collector.end_line(gap=above.bottom - line.top > 0.9 * line.size)
            opened = line
        collector.write(line.text, line.bold)
        collector.write(" ")
    collector.end_line(level=_level(lines[-1], body))


def write_columns(columns: Sequence[Sequence[Segment]], collector: Collector, body: float) -> None:
    """Write columns one after another; of two long ones a paragraph may go on in the second."""
    first, *others = columns
    if len(others) == 1 and _runs_over(first, others[0][0]):
        _write_paragraphs([*first, *_moved(first, others[0])], collector, body)
    else:
        lefts = [min(line.left for line in column) for column in columns]
        width = max((b - a - 2.5 * body for a, b in pairwise(lefts)), default=0.0)
        for left, column in zip(lefts, columns):
            edge = max(left + width, *(line.right for line in column))
            _write_paragraphs(column, collector, body, edge)
            collector.end_line(gap=True)
    collector.end_line(gap=True)


def _runs_over(column: Sequence[Segment], first: Segment) -> bool:
    """Whether the last line of a column is full, and the first of the next looks like its end."""
    last = column[-1]
    ends = last.text.rstrip().endswith((".", "!", "?", ")"))
    if len(column) < LONG or last.bold or first.bold or ends or ITEM.match(first.text):
        return False
    return _goes_on(last, first, max(line.right for line in column), None)


def _moved(column: Sequence[Segment], following: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the lines of the second column as if they stood below the first."""
    aside = min(s.left for s in column) - min(s.left for s in following)
    down = column[-1].bottom - 0.4 * column[-1].size - max(s.top for s in following)
    for s in following:
        box = (s.left + aside, s.right + aside, s.bottom + down, s.top + down)
        yield Segment(s.text, *box, s.size, s.bold)


def _level(line: Segment, body: float) -> int:
    return 1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0


def _is_new_item(first: str, following: str) -> bool:
    """Whether the next of a list of people begins, as “Name Name, …”, or prose after the list."""
    titled, named = bool(TITLED.match(following)), bool(ITEM.match(following))
    if TITLED.match(first) and (titled or named or not ITEM.match(first)):
        return titled  # where all begin with “Ms.”, what does not is a title that went on
    if not (ITEM.match(first) or _lists_name(first)):
        return False
    words = following.split()
    small = sum(word[:1].islower() for word in words) > 0.6 * len(words)
    begins = not following[:1].islower() and "," not in " ".join(words[:3])
    return named or _lists_name(following) or (len(words) > 7 and small and begins)


def _lists_name(text: str) -> bool:
    """Whether a line begins with a given name, and a few words on something else begins."""
    return bool(LISTED.match(text)) and is_given_name(text.split(maxsplit=1)[0])


def _goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    ended, small = above.text.rstrip(), line.text[:1].islower()
    apart = above.bottom - line.top > 0.75 * line.size
    if OPEN.search(ended) and TIME.search(ended) and BEGINS.match(line.text):
        return True
    if abs(above.size - line.size) > 0.8 or apart or NEW.match(line.text):
        return False
    linked = above.bold == line.bold and LINKING.search(ended) is not None
    if ended.endswith((":", ";")) or (
        opened and not linked and _is_new_item(opened.text, line.text)
    ):
        return False
    if linked or (above.bold == line.bold and ended.endswith(",")):
        return True
    if above.bold != line.bold and not small:
        return False
    letter = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split(" ")[0]) * letter
    middles = (above.left + above.right) / 2 - (line.left + line.right) / 2
    centred = abs(middles) < 4 and abs(above.left - line.left) > 8
    if centred and above.bold and line.bold and above.size == line.size:
        return True
    room = edge - above.right + (max(0.0, above.left - line.left) if centred else 0)
    return room < first + letter or (small and room < 4 * first)


def _join_hyphenated(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    pieces.pop()  # the space
    text, strong = pieces[-1]
    text = text.rstrip()
    if text.endswith("-") and line.text[:1].islower() and text[-2:-1].isalpha():
        pieces[-1] = (text[:-1], strong)
    else:
        collector.write(" ")


@dataclass
class Layout:
    """Writes what stands on pages in the order in which it is read."""

    collector: Collector
    body: float  # the size of most letters
    above: tuple[list[float], list[Cell]] = field(default=([], []))  # a table that may go on

    def page(self, segments: Sequence[Segment], rules: Sequence[Rule]) -> None:
        """Write a page: its ruled tables, and what stands above and below them."""
        rest = sorted(segments, key=lambda s: -s.middle)
        for table in _ruled(segments, rules):
            held = {id(s) for cell in table.values() for s in cell}
            top = max(top for *_, top in table)
            self.flow([s for s in rest if s.middle > top and id(s) not in held])
            rest = [s for s in rest if s.middle <= top and id(s) not in held]
            self.table(table)
        self.flow(rest)

    def flow(self, segments: Sequence[Segment]) -> None:
        """Write what stands in no ruled table."""
        collector, body = self.collector, self.body
        right = max((s.right for s in segments), default=0.0)
        for band, gutters in _iter_bands(_rows(segments)):
            columns = _split_columns(band, gutters)
            if gutters and _is_table(columns):
                self.table(_aligned(columns))
                continue
            self.above = [], []
            if not gutters:
                lines = list(map(_join_row, band))
                longest = max(line.right for line in lines)
                full = sum(line.right > longest - FULL for line in lines) > 1
                _write_paragraphs(lines, collector, body, longest if full else right)
            else:
                joined = [list(map(_join_row, column)) for column in columns]
                write_columns(joined, collector, body)

    def table(self, boxes: dict[Box, list[Segment]]) -> None:
        """Write a table cell by cell; one that goes on from the page above stays one."""
        lefts, tops = _clusters(box[0] for box in boxes), _clusters(-box[3] for box in boxes)
        known, cells = self.above
        goes_on = len(known) == len(lefts) and all(abs(a - b) < NEAR for a, b in zip(known, lefts))
        if not goes_on:
            cells = []
            self.collector.end_line(gap=True)
            self.collector.tables.append(cells)
        below = max((cell.row + cell.rows for cell in cells), default=0)
        for box in sorted(boxes, key=lambda b: (bisect_right(tops, NEAR - b[3]), b[0])):
            row, column = bisect_right(tops, NEAR - box[3]), bisect_right(lefts, box[0] + NEAR)
            rows = bisect_right(tops, -box[1] - NEAR) - row + 1
            columns = bisect_right(lefts, box[2] - NEAR) - column + 1
            first = len(self.collector.lines)
            lines = [_join_row(row) for row in _rows(boxes[box])]
            _write_paragraphs(lines, self.collector, self.body, box[2] - NEAR)
            self.collector.end_line(gap=True)
            written = tuple(range(first, len(self.collector.lines)))
            cells.append(Cell(below + row - 1, column - 1, rows, columns, written))
        self.above = lefts, cells


# --- ruled tables: lines are drawn around their cells ---


def _ruled(
    segments: Sequence[Segment], rules: Sequence[Rule]
) -> Iterator[dict[Box, list[Segment]]]:
    """Yield the tables of a page from above: what stands in each box between drawn lines."""
    level = [r for r in rules if not r.is_upright]
    upright = [r for r in rules if r.is_upright]
    boxes: dict[Box, list[Segment]] = defaultdict(list)
    for segment in sorted(segments, key=lambda s: -s.middle):
        if box := _box_around(segment, level, upright):
            known = (b for b in boxes if all(abs(x - y) < NEAR for x, y in zip(box, b)))
            boxes[next(known, box)].append(segment)
    table: dict[Box, list[Segment]] = {}
    for box in [*sorted(boxes, key=lambda b: -b[3]), None]:
        if table and (box is None or box[3] < min(b[1] for b in table) - NEAR):
            if len(_clusters(b[0] for b in table)) > 1:
                yield table
            table = {}
        if box:
            table[box] = boxes[box]


def _box_around(segment: Segment, level: Sequence[Rule], upright: Sequence[Rule]) -> Box | None:
    """Return the box between the lines nearest to a segment; sides may be open."""
    x, y = (segment.left + segment.right) / 2, segment.middle
    across = [r for r in level if r.left - NEAR < x < r.right + NEAR]
    beside = [r for r in upright if r.bottom - NEAR < y < r.top + NEAR]
    above = min((r for r in across if r.bottom > y), key=lambda r: r.bottom, default=None)
    below = max((r for r in across if r.bottom < y), key=lambda r: r.bottom, default=None)
    if above is None or below is None or not beside:
        return None
    left = max((r.left for r in beside if r.left < x), default=above.left)
    right = min((r.left for r in beside if r.left > x), default=above.right)
    return left, below.bottom, right, above.bottom


def _clusters(values: Iterable[float]) -> list[float]:
    """Return values in their order, of those near each other the first."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= NEAR:
            found.append(value)
    return found


# --- columns: empty strips that rows below each other share ---


def _iter_bands(rows: Sequence[Row]) -> Iterator[tuple[Sequence[Row], list[float]]]:
    """Yield rows that follow each other and have the same empty strips between columns."""
    at = 0
    while at < len(rows):
        wide = next((n for n in range(at, len(rows)) if len(rows[n]) > 1), len(rows))
        first = _first_in_columns(rows, wide, at)
        if first > at:
            yield rows[at:first], []
        if first < len(rows):
            end, gutters = _extent(rows, wide)
            yield rows[first:end], gutters
            first = end
        at = first


def _first_in_columns(rows: Sequence[Row], at: int, least: int) -> int:
    """Return the first of the single pieces above a row that stand in one of its columns."""
    _, gutters = _extent(rows, at) if at < len(rows) else (at, [])
    first = at
    while gutters and first > least:
        above, below = rows[first - 1], rows[first]
        in_column = not any(s.left < g + 2 and s.right > g - 2 for s in above for g in gutters)
        near = above[0].bottom - below[0].top < 1.6 * max(above[0].size, below[0].size)
        if not in_column or not near or above[0].size > rows[at][0].size * 1.15:
            break
        first -= 1
    return first


def _extent(rows: Sequence[Row], at: int) -> tuple[int, list[float]]:
    """Return the end of the rows that share empty strips with one, and the strips' middles."""
    strips = [(a.right, b.left) for a, b in pairwise(rows[at]) if b.left - a.right > 0.9 * a.size]
    end = at + 1
    while end < len(rows) and strips:
        above, row = rows[end - 1][0], rows[end]
        narrowed = _narrow(strips, row)
        over_all = len(narrowed) < len(strips) and len(row) == 1 and end - at > 1
        over_all = over_all or _heads(rows, end, rows[at], strips[0][0])
        if not narrowed or over_all or above.bottom - row[0].top > 4.5 * row[0].size:
            break
        strips, end = narrowed, end + 1
    return end, [(a + b) / 2 for a, b in strips] if end - at > 1 else []


def _heads(rows: Sequence[Row], at: int, first: Row, column: float) -> bool:
    """Whether a row is no part of columns, but a heading for what follows: nothing is beside it."""
    heading = rows[at][0]
    beside = (s for row in rows[max(0, at - 1) : at + 2] for s in row if s is not heading)
    if heading.left > column or heading.size <= first[0].size * 1.2:
        return False
    return not any(s.top > heading.bottom and s.bottom < heading.top for s in beside)


def _narrow(strips: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Return what a row leaves free of empty strips: of each the wider side of a piece in it."""
    kept = []
    for strip in strips:
        start, end = strip
        for piece in row:
            if start < piece.right and piece.left < end:
                left = piece.left - start > end - piece.right
                start, end = (start, piece.left) if left else (piece.right, end)
        if end - start > 0.6 * row[0].size:
            kept.append((start, end))
    return kept


def _split_columns(band: Sequence[Row], gutters: Sequence[float]) -> list[list[Row]]:
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        for place, part in groupby(row, lambda s: sum(s.left >= gutter for gutter in gutters)):
            columns[place].append(list(part))
    return list(filter(None, columns))


# --- tables: rows known by what stands in the first column ---


def _is_table(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether what stands side by side belongs together: the first column holds what heads rows.

    That is times, labels, or alone of all the columns the names of people.
    """
    texts = [[_join_row(row).text for row in column] for column in columns]
    first, *others = texts
    marked = sum(bool(TIME.search(text) or LABEL.search(text)) for text in first)
    times = max((sum(map(bool, map(TIME.search, column))) for column in others), default=marked)
    if marked >= max(1, len(first) * 0.3) and sum(map(len, first)) < 24 * len(first):
        return times < marked
    named, *rest = (sum(is_given_name(text.split()[0]) for text in column) for column in texts)
    return named > 2 and named > 0.3 * len(first) and sum(rest) < 0.3 * named


def _aligned(columns: Sequence[Sequence[Row]]) -> dict[Box, list[Segment]]:
    """Return what stands in the cells of a table without lines around them."""
    pieces = [s for column in columns for row in column for s in row]
    heads = [entry[0].top + 1 for entry in _entries(columns[0])[1:]]
    limits = [max(s.top for s in pieces), *heads, min(s.bottom for s in pieces)]
    boxes: dict[Box, list[Segment]] = {}
    for upper, lower in pairwise(limits):
        for place, column in enumerate(columns):
            part = [row for row in column if lower < row[0].middle <= upper]
            left, right = min(r[0].left for r in column), max(r[-1].right for r in column)
            if place == 0 and all(len(_join_row(row).text) < 24 for row in part):
                part = _entries(part)  # each on one line
            if part:
                boxes[left, lower, right + NEAR, upper] = list(map(_join_row, part))
    return boxes


def _entries(column: Sequence[Row]) -> list[list[Segment]]:
    """Return what stands in the first column, a time over two lines as one."""
    entries: list[list[Segment]] = []
    for line in map(_join_row, column):
        above = entries[-1][-1] if entries else None
        near = above and above.bottom - line.top < 0.9 * line.size
        text = line.text.strip()
        begins = BEGINS.match(text) or is_given_name(text.split()[0])
        if above and near and (OPEN.search(above.text) or not begins):
            entries[-1].append(line)
        else:
            entries.append([line])
    return entries
