"""Where letters stand on a page says which lines, columns and tables they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from atgraph.ingest.formats.plain import LINKING
from atgraph.ingest.lines import Cell, Collector

TIME = re.compile(r"(?<!\d)\d{1,2}\s?[.:hч]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.I)
NEW = re.compile(r"[•▪●○■◦‣·▶➢✓–—-]\s|\(?\d{1,2}[.)]\s|\d{1,2}[.:h]\d{2}|[^\W\d_][\w’'/ -]{2,30}:(?:\s|$)")
ITEM = re.compile(
    r"(?:[^\W\d_][\w.]{0,5}\.? )?(?:[^\W\d_a-z][\w’'-]+|[A-Z]\.|[a-z]{2,3}(?= ))"
    r" (?:(?:[^\W\d_a-z][\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){0,3}[^\W\d_a-z][\w’'-]+(?:,| \(| –| \|)"
)
TITLED = re.compile(r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?|[^\W\d_a-z]\w{0,5}\.) (?=[^\W\d_a-z])")
BEGINS = re.compile(r"\(?\d{1,2}\s?(?:[.:hч]\s?\d{2}|h\b|[ap]\.?m\b)", re.I)
OPEN = re.compile(r"(?:[-–—]|\bto|\bbis|\bà|\ba|\bдо)\s*$")
LABEL = re.compile(r"[^.!?]{2,30}:$")


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
        self.right, self.bottom, self.top = max(self.right, right), min(self.bottom, bottom), max(self.top, top)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


Row = list[Segment]


def lay_page(segments: Sequence[Segment], body: float, collector: Collector) -> None:
    """Write what stands on a page in the order in which it is read."""
    rows = list(_rows(segments))
    for band, gutters in _bands(rows):
        if not gutters:
            _write_paragraphs([_joined(row) for row in band], collector, body)
            continue
        columns = _split(band, gutters)
        if _is_table(columns):
            _write_table(columns, collector, body)
        else:
            for column in columns:
                _write_paragraphs(list(map(_joined, column)), collector, body)
                collector.end_line(gap=True)


def _rows(segments: Sequence[Segment]) -> Iterator[Row]:
    """Yield what stands at one height, from the top."""
    row: Row = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        if row and abs(row[0].middle - segment.middle) > 0.5 * min(row[0].size, segment.size):
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda s: s.left)


def _bands(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[float]]]:
    """Yield rows that follow each other and have the same empty strips between columns."""
    at = 0
    while at < len(rows):
        if len(rows[at]) < 2:
            end = at + 1
            while end < len(rows) and len(rows[end]) < 2:
                end += 1
            following = end
            first, gutters = (at, []) if end >= len(rows) else _reach(rows, end, backward=at)
            if gutters and first < end:
                if first > at:
                    yield list(rows[at:first]), []
                at, following = first, first
            else:
                yield list(rows[at:end]), []
                at = following
                continue
        end, gutters = _extent(rows, at)
        yield list(rows[at:end]), gutters if end - at > 1 else []
        at = end


def _reach(rows: Sequence[Row], at: int, backward: int) -> tuple[int, list[float]]:
    """Return the first of the single pieces above a row that stand in one of its columns."""
    end, gutters = _extent(rows, at)
    first = at
    strips = [(g - 2, g + 2) for g in gutters]
    while gutters and first > backward and _free(rows[first - 1], strips) and _near(rows[first - 1], rows[first]):
        if rows[first - 1][0].size > rows[at][0].size * 1.15:
            break
        first -= 1
    return first, gutters if end - at > 1 else []


def _near(above: Row, below: Row) -> bool:
    return above[0].bottom - below[0].top < 1.6 * max(above[0].size, below[0].size)


def _extent(rows: Sequence[Row], at: int) -> tuple[int, list[float]]:
    strips = _gaps(rows[at])
    end, both = at + 1, len(rows[at]) > 1
    while end < len(rows) and strips:
        narrowed = _narrow(strips, rows[end])
        if not narrowed or (len(narrowed) < len(strips) and len(rows[end]) == 1 and end - at > 1):
            break  # a line over the whole width
        if rows[end - 1][0].bottom - rows[end][0].top > 4.5 * rows[end][0].size:
            break
        strips, end = narrowed, end + 1
        both = both or len(rows[end - 1]) > 1
    while (
        end - 1 > at and len(rows[end - 1]) == 1 and rows[end - 1][0].left < strips[0][0] and rows[end - 1][0].size > rows[at][0].size * 1.2
        if strips
        else False
    ):
        end -= 1
    return end, [(a + b) / 2 for a, b in strips]


def _gaps(row: Row) -> list[tuple[float, float]]:
    return [(a.right, b.left) for a, b in pairwise(row) if b.left - a.right > 0.9 * a.size]


def _narrow(strips: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    kept = []
    for strip in strips:
        start, end = strip
        for segment in row:
            if segment.right <= start or segment.left >= end:
                continue
            if segment.left <= start and segment.right >= end:
                start = end
            elif segment.left <= start:
                start = segment.right
            elif segment.right >= end:
                end = segment.left
            else:
                start, end = (start, segment.left) if segment.left - start > end - segment.right else (segment.right, end)
        if end - start > 0.6 * row[0].size:
            kept.append((start, end))
    return kept


def _free(row: Row, strips: Sequence[tuple[float, float]]) -> bool:
    return bool(strips) and not any(s.left < b and s.right > a for s in row for a, b in strips)


def _split(band: Sequence[Row], gutters: Sequence[float]) -> list[list[Row]]:
    """Return the rows of each column."""
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        parts: list[Row] = [[] for _ in columns]
        for segment in row:
            parts[sum(segment.left >= gutter for gutter in gutters)].append(segment)
        for column, part in zip(columns, parts):
            if part:
                column.append(part)
    return [column for column in columns if column]


def _is_table(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether what stands side by side belongs together: the first column holds times or labels."""
    if len(columns) < 2:
        return False
    first = [_joined(row).text for row in columns[0]]
    marked = sum(bool(TIME.search(text) or LABEL.search(text)) for text in first)
    other = max(sum(bool(TIME.search(_joined(row).text)) for row in column) for column in columns[1:])
    short = sum(len(text) for text in first) / len(first) < 24
    return marked >= max(1, len(first) * 0.3) and short and other < marked


def _write_table(columns: Sequence[Sequence[Row]], collector: Collector, body: float) -> None:
    """Write a table whose rows are told by what stands in the first column."""
    limits = [*_limits(columns), float("-inf")]
    cells: list[Cell] = []
    for number, (upper, lower) in enumerate(pairwise([float("inf"), *limits])):
        for place, column in enumerate(columns):
            part = [row for row in column if lower < row[0].middle <= upper]
            if part:
                first = len(collector.lines)
                if place == 0 and all(len(_joined(row).text) < 24 for row in part):
                    _write_entries(part, collector)
                else:
                    _write_paragraphs([_joined(row) for row in part], collector, body, max(s.right for r in column for s in r))
                cells.append(Cell(number, place, 1, 1, tuple(range(first, len(collector.lines)))))
        collector.end_line(gap=True)
    collector.tables.append(cells)


def _write_entries(part: Sequence[Row], collector: Collector) -> None:
    """Write what stands in a narrow first column, each entry on one line."""
    for entry in _entries(part):
        for line in entry:
            collector.write(line.text, line.bold)
            collector.write(" ")
        collector.end_line()


def _limits(columns: Sequence[Sequence[Row]]) -> list[float]:
    """Return the heights at which one row of a table ends and the next begins."""
    entries = list(_entries(columns[0]))
    others = sorted((row[0] for column in columns[1:] for row in column), key=lambda s: -s.top)
    level = sum(any(abs(entry[0].top - other.top) < 2.5 for other in others) for entry in entries)
    top = level >= 0.6 * len(entries)
    if top:
        return [entry[0].top + 1 for entry in entries[1:]]
    return list(_centred(entries, others))


def _centred(entries: Sequence[Sequence[Segment]], others: Sequence[Segment]) -> Iterator[float]:
    """Yield the ends of rows whose times stand in the middle: as much of a row stands above its time as below."""
    at = 0
    for above, below in pairwise(entries):
        middle = (above[0].top + above[-1].bottom) / 2
        if at >= len(others):
            yield below[0].top + 1
            continue
        target = 2 * middle - others[at].top
        end = min(range(at, len(others)), key=lambda n: abs(others[n].bottom - target))
        yield (others[end].bottom + others[end + 1].top) / 2 if end + 1 < len(others) else below[0].top + 1
        at = end + 1


def _entries(column: Sequence[Row]) -> Iterator[list[Segment]]:
    """Yield what stands in the first column, a time over two lines as one."""
    entry: list[Segment] = []
    for line in map(_joined, column):
        near = entry and entry[-1].bottom - line.top < 0.9 * line.size
        open_ = entry and OPEN.search(entry[-1].text)
        if near and (open_ or not BEGINS.match(line.text.strip())):
            entry.append(line)
            continue
        if entry:
            yield entry
        entry = [line]
    if entry:
        yield entry


def _joined(row: Row) -> Segment:
    first = row[0]
    if len(row) == 1:
        return first
    text = " ".join(s.text.strip() for s in row)
    return Segment(text, first.left, row[-1].right, min(s.bottom for s in row), max(s.top for s in row), first.size, all(s.bold for s in row))


def _write_paragraphs(lines: Sequence[Segment], collector: Collector, body: float, edge: float = 0.0) -> None:
    """Write lines, those joined that were wrapped."""
    if not lines:
        return
    edge = edge or max(line.right for line in lines)
    opened = lines[0]
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is not None and not _goes_on(above, line, edge, opened):
            _end(above, collector, body)
            collector.end_line(gap=above.bottom - line.top > 0.9 * line.size)
            opened = line
        elif above is not None:
            _hyphen(collector, line)
        collector.write(line.text, line.bold)
        collector.write(" ")
    _end(lines[-1], collector, body)


def _end(line: Segment, collector: Collector, body: float) -> None:
    collector.end_line(level=1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0, item=False)


def _new_item(first: str, following: str) -> bool:
    """Whether the next line of a list of people begins, or prose after one: “Name Name, …” stands below “Name Name, …”."""
    if TITLED.match(first) and TITLED.match(following):
        return True
    if not ITEM.match(first):
        return False
    words = following.split()
    prose = len(words) > 7 and not following[:1].islower() and sum(w[:1].islower() for w in words) > 0.6 * len(words) and "," not in " ".join(words[:3])
    if bool(TITLED.match(first)) and not TITLED.match(following) and ITEM.match(following):
        return False  # the others of the list begin with “Ms.”, so this is a title that went on
    return bool(ITEM.match(following)) or prose


def _goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None = None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    if abs(above.size - line.size) > 0.8 or above.bottom - line.top > 0.75 * line.size or NEW.match(line.text):
        return False
    if above.text.rstrip().endswith((":", ";")) or (opened is not None and _new_item(opened.text, line.text)):
        return False
    if above.bold != line.bold and not line.text[:1].islower():
        return False
    if above.bold == line.bold and (LINKING.search(above.text.rstrip()) or above.text.rstrip().endswith(",")):
        return True
    letter = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split(" ")[0]) * letter
    centred = abs((above.left + above.right) / 2 - (line.left + line.right) / 2) < 4 and abs(above.left - line.left) > 8
    room = edge - above.right + (above.left - min(above.left, line.left) if centred else 0)
    if centred and above.bold and line.bold and above.size == line.size:
        return True
    return room < first + letter or (line.text[:1].islower() and room < 4 * first)


def _hyphen(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces and pieces[-1][0].rstrip().endswith("-") and line.text[:1].islower() and pieces[-1][0].rstrip()[-2:-1].isalpha():
        pieces[-1] = (pieces[-1][0].rstrip()[:-1], pieces[-1][1])
    elif pieces:
        collector.write(" ")
