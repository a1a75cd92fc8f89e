"""Columns of a page: empty strips that rows below each other share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atgraph.curate.ingest.formats.pdf_segments import Row


def iter_bands(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[float]]]:
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


def split_columns(band: Sequence[Row], gutters: Sequence[float]) -> list[list[Row]]:
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
