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


def _iter_bands(rows: Sequence[Row]) -> Iterator[tuple[Sequence[Row], list[float]]]:
    """Yield rows that follow each other and have the same empty strips between columns."""
    at = 0
    while at < len(rows):
        if len(rows[at]) < 2:
            end = next((n for n in range(at, len(rows)) if len(rows[n]) > 1), len(rows))
            first = _first_in_columns(rows, end, at)
            if first > at:
                yield rows[at:first], []
            at = first
            if first == end:
                continue
        end, gutters = _extent(rows, at)
        yield rows[at:end], gutters
        at = end


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
        if not narrowed or over_all or above.bottom - row[0].top > 4.5 * row[0].size:
            break
        strips, end = narrowed, end + 1
    while strips and end - 1 > at and _heads(rows[end - 1], rows[at], strips[0][0]):
        end -= 1
    return end, [(a + b) / 2 for a, b in strips] if end - at > 1 else []


def _heads(row: Row, first: Row, column: float) -> bool:
    """Whether a row is no part of columns, but a heading for what follows."""
    return len(row) == 1 and row[0].left < column and row[0].size > first[0].size * 1.2


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
        parts: list[Row] = [[] for _ in columns]
        for segment in row:
            parts[sum(segment.left >= gutter for gutter in gutters)].append(segment)
        for column, part in zip(columns, parts):
            if part:
                column.append(part)
    return [column for column in columns if column]


# --- tables: rows known by what stands in the first column ---


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
    """Write a table whose rows are known by what stands in the first column."""
    limits = [*_limits(columns), float("-inf")]
    cells: list[Cell] = []
    for number, (upper, lower) in enumerate(pairwise([float("inf"), *limits])):
        for place, column in enumerate(columns):
            part = [row for row in column if lower < row[0].middle <= upper]
            if part:
                first = len(collector.lines)
                lines = list(map(join_row, part))
                if place == 0 and all(len(line.text) < 24 for line in lines):
                    _write_entries(part, collector)
                else:
                    edge = max(s.right for row in column for s in row)
                    write_paragraphs(lines, collector, body, edge)
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
    if level >= 0.6 * len(entries):
        return [entry[0].top + 1 for entry in entries[1:]]
    return list(_centred(entries, others))


def _centred(entries: Sequence[Sequence[Segment]], others: Sequence[Segment]) -> Iterator[float]:
    """Yield the ends of rows whose times stand in the middle, as much above them as below."""
    at = 0
    for above, below in pairwise(entries):
        if at < len(others):
            target = above[0].top + above[-1].bottom - others[at].top
            at += (
                min(range(len(others) - at), key=lambda n: abs(others[at + n].bottom - target)) + 1
            )
        within = 0 < at < len(others)
        yield (others[at - 1].bottom + others[at].top) / 2 if within else below[0].top + 1


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
