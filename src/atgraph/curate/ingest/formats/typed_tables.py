"""Tables that were typed with spaces: white lines part their rows, and their cells were wrapped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.formats.aligned_rows import (
    DEEP,
    FEW,
    TypedField,
    fields,
    goes_on,
    is_cut,
    joined,
)
from atgraph.curate.ingest.lines import Cell, Collector, Extract


class _Row(NamedTuple):
    """Lines of a text between white ones, and what stands on each."""

    printed: str
    lines: Sequence[Sequence[TypedField]]

    @property
    def starts(self) -> set[int]:
        """Where something begins."""
        return {field.start for line in self.lines for field in line}

    @property
    def is_head(self) -> bool:
        """Whether it is one line that nothing parts."""
        return len(self.lines) == 1 and len(self.lines[0]) == 1

    @property
    def is_cut(self) -> bool:
        """Whether a cell goes on over two lines, as a comma or a small word at the break says."""
        for above, below in pairwise(self.lines):
            last = {field.start: field.lines[0] for field in above}
            if any(is_cut(last.get(f.start, "."), f.lines[0]) for f in below):
                return True
        return False

    def is_of_cells(self, columns: set[int]) -> bool:
        """Whether all cells begin on the first line in a column, and go on without a hole."""
        if not all(self.lines):
            return False  # tabs part what stands there
        first = self.lines[0]
        leads = first[0].lines[0]
        if not any(map(str.isalnum, leads)) or leads.endswith(":"):
            return False  # “•  Ada Bek”, “Date:  5 May”
        times = sum(plain.CLOCK.match(line[0].lines[0]) is not None for line in self.lines)
        full = first[0].start < DEEP and all(len(line) == len(first) > 1 for line in self.lines)
        if times > 1 or (full and len(self.lines) > 1):
            return False  # each line is a row
        last = {field.start: -1 for field in first}
        for number, line in enumerate(self.lines):
            for field in line:
                if last.get(field.start) != number - 1:
                    return False
                last[field.start] = number
        return self.starts <= columns and (len(first) > 1 or min(self.starts) >= DEEP)


def read_typed_tables(text: str) -> Extract | None:
    """Read a text with tables; None if there is none of which cells were wrapped."""
    rows = [*_rows(text)]
    lines = [line for row in rows for line in row.lines]
    starts = Counter(f.start for line in lines for f in line if f is not line[0] or f.start >= DEEP)
    columns = {0} | {start for start, count in starts.items() if count > 1}
    inside = [row.is_of_cells(columns) for row in rows]
    long = [r for r, is_in in zip(rows, inside) if is_in and len(r.lines[0]) > 1 < len(r.lines)]
    cut = sum(row.is_cut for row in long)
    goes_deeper = (
        a and not b and min(row.starts, default=0) >= DEEP
        for (a, b), row in zip(pairwise(inside), rows[1:])
    )
    if cut < FEW or cut * 2 < len(long) or any(goes_deeper):
        return None
    between = zip([False, *inside], rows, [*inside[1:], False])
    inside = [is_in or (a and b and row.is_head) for is_in, (a, row, b) in zip(inside, between)]
    collector = Collector()
    for is_table, group in groupby(zip(inside, rows), key=itemgetter(0)):
        (_write_table if is_table else _write_lines)(collector, [row for _, row in group])
    return collector.extract()


def _rows(text: str) -> Iterator[_Row]:
    for is_row, lines in groupby(text.split("\n"), key=lambda line: bool(line.strip())):
        if is_row:
            printed = [*lines]
            yield _Row("\n".join(printed), [[*fields(line)] for line in printed])


def _write_lines(collector: Collector, rows: Sequence[_Row]) -> None:
    collector.lines += plain.read("\n\n".join(row.printed for row in rows)).lines


def _write_table(collector: Collector, rows: Sequence[_Row]) -> None:
    starts = sorted(set().union(*(row.starts for row in rows)))
    several = [row for row in rows if len(row.lines[0]) > 1]
    widths = dict.fromkeys(starts, 0)
    for field in (f for row in several for line in row.lines for f in line):
        widths[field.start] = max(widths[field.start], len(field.lines[0]))
    cells = list[Cell]()
    for number, row in enumerate(rows):
        for field in row.lines[0]:
            width, first = widths[field.start], len(collector.lines)
            said = [f.lines[0] for line in row.lines for f in line if f.start == field.start]
            for part in unwrap_cell(said, width):
                collector.write(part)
                collector.end_line()
            is_wide = len(row.lines[0]) == 1 and len(said[0]) > width  # the head of what is below
            columns = len(starts) if is_wide else 1
            lines = tuple(range(first, len(collector.lines)))
            cells.append(Cell(number, starts.index(field.start), 1, columns, lines))
        collector.end_line(gap=True)
    collector.tables.append(cells)


def unwrap_cell(said: Sequence[str], width: int, slack: int = 0) -> Iterator[str]:
    """Yield what stands in a cell, line by line as it was before it was wrapped."""
    held = TypedField(0, [said[0]], width)
    for text in said[1:]:
        if goes_on(held, text, slack):
            held.lines.append(text)
        else:
            yield joined(held.lines)
            held = TypedField(0, [text], width)
    yield joined(held.lines)
