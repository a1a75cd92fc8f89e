"""Tables of a page: rows told by what stands in the first column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from atgraph.curate.ingest.formats.pdf_paragraphs import write_paragraphs
from atgraph.curate.ingest.formats.pdf_segments import Row, Segment, join_row
from atgraph.curate.ingest.lines import Cell, Collector

TIME = re.compile(r"(?<!\d)\d{1,2}\s?[.:hч]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.I)
BEGINS = re.compile(r"\(?\d{1,2}\s?(?:[.:hч]\s?\d{2}|h\b|[ap]\.?m\b)", re.I)
OPEN = re.compile(r"(?:[-–—]|\bto|\bbis|\bà|\ba|\bдо)\s*$")
LABEL = re.compile(r"[^.!?]{2,30}:$")


def is_table(columns: Sequence[Sequence[Row]]) -> bool:
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


def write_table(columns: Sequence[Sequence[Row]], collector: Collector, body: float) -> None:
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
