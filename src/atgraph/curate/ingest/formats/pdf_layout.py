"""Where letters stand on a page says which lines, columns and tables they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from atgraph.curate.ingest.formats.pdf_lines import (
    Row,
    Segment,
    iter_rows,
    join_row,
    write_columns,
    write_paragraphs,
)
from atgraph.curate.ingest.lines import Cell, Collector

TIME = re.compile(r"(?<!\d)\d{1,2}\s?[.:hч]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.I)
BEGINS = re.compile(r"\(?\d{1,2}\s?(?:[.:hч]\s?\d{2}|h\b|[ap]\.?m\b)", re.I)
OPEN = re.compile(r"(?:[-–—]|\bto|\bbis|\bà|\ba|\bдо)\s*$")
LABEL = re.compile(r"[^.!?]{2,30}:$")


def lay_page(segments: Sequence[Segment], body: float, collector: Collector) -> None:
    """Write what stands on a page in the order in which it is read."""
    for band, gutters in _iter_bands(list(iter_rows(segments))):
        columns = _split_columns(band, gutters)
        if not gutters:
            write_paragraphs([join_row(row) for row in band], collector, body)
        elif _is_table(columns):
            _write_table(columns, collector, body)
        else:
            write_columns([list(map(join_row, column)) for column in columns], collector, body)


# --- columns: empty strips that rows below each other share ---


def _iter_bands(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[float]]]:
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
    while (
        gutters
        and first > backward
        and _free(rows[first - 1], strips)
        and _near(rows[first - 1], rows[first])
    ):
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
        end - 1 > at
        and len(rows[end - 1]) == 1
        and rows[end - 1][0].left < strips[0][0]
        and rows[end - 1][0].size > rows[at][0].size * 1.2
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
                start, end = (
                    (start, segment.left)
                    if segment.left - start > end - segment.right
                    else (segment.right, end)
                )
        if end - start > 0.6 * row[0].size:
            kept.append((start, end))
    return kept


def _free(row: Row, strips: Sequence[tuple[float, float]]) -> bool:
    return bool(strips) and not any(s.left < b and s.right > a for s in row for a, b in strips)


def _split_columns(band: Sequence[Row], gutters: Sequence[float]) -> list[list[Row]]:
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


# --- tables: rows told by what stands in the first column ---


def _is_table(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether what stands side by side belongs together: the first column holds times or labels."""
    if len(columns) < 2:
        return False
    first = [join_row(row).text for row in columns[0]]
    marked = sum(bool(TIME.search(text) or LABEL.search(text)) for text in first)
    other = max(
        sum(bool(TIME.search(join_row(row).text)) for row in column) for column in columns[1:]
    )
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
                if place == 0 and all(len(join_row(row).text) < 24 for row in part):
                    _write_entries(part, collector)
                else:
                    write_paragraphs(
                        [join_row(row) for row in part],
                        collector,
                        body,
                        max(s.right for r in column for s in r),
                    )
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
        yield (
            (others[end].bottom + others[end + 1].top) / 2
            if end + 1 < len(others)
            else below[0].top + 1
        )
        at = end + 1


def _entries(column: Sequence[Row]) -> Iterator[list[Segment]]:
    """Yield what stands in the first column, a time over two lines as one."""
    entry: list[Segment] = []
    for line in map(join_row, column):
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
