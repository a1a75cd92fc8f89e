"""Tables as programs copy them from pages: times begin their rows, whose cells were wrapped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.formats.aligned_rows import DEEP, FEW, FEWEST, TypedField, fields, is_cut
from atgraph.curate.ingest.formats.running_lines import NEXT_PAGE
from atgraph.curate.ingest.formats.typed_tables import unwrap_cell
from atgraph.curate.ingest.lines import Cell, Collector, Extract

BEGINS = re.compile(rf"(?:[^\W\d_]{{1,6}}\.?\s)?(?:{plain.CLOCK.pattern})", re.I)  # “ore 9:30”
WORD = re.compile(r"\S+")
OFF = 2  # letters by which what stands in a column may begin elsewhere
NEAR = 6  # letters between places that are one column, if nothing begins at both on one line
SLACK = 5  # part of the width of a cell by which its lines differ, as letters are wide or narrow

Columns = Sequence[Sequence[int]]  # the places where what stands in each begins


class _Row(NamedTuple):
    """Lines of a text: those of a row of a table, by their columns, or one that is in none."""

    printed: str
    lines: list[dict[int, str]]
    columns: int = 0  # that the table has

    @property
    def is_long(self) -> bool:
        """Whether several cells were wrapped side by side."""
        return sum(len(line.keys() - {0}) > 1 for line in self.lines[:2]) > 1

    @property
    def cut(self) -> set[int]:
        """The columns in which a comma or a small word at a break says that a line goes on."""
        return {
            column
            for above, below in pairwise(self.lines)
            for column in above.keys() & below.keys() - {0}
            if is_cut(above[column], below[column])
        }


def read_timed_rows(text: str) -> Extract | None:
    """Read a text with tables whose rows times begin; None if no cells were wrapped in it."""
    rows = list[_Row]()
    for page in text.split(NEXT_PAGE):
        for row in _rows(page.strip("\n").split("\n")):
            goes_on = rows and row.columns and rows[-1].columns == row.columns
            if goes_on and 0 not in row.lines[0]:
                rows[-1].lines.extend(row.lines)
            else:
                rows.append(row)
    long = [row for row in rows if row.is_long]
    cut = sum(bool(row.cut) for row in long)
    if cut < FEW or cut * 2 < len(long):
        return None
    collector = Collector()
    for columns, group in groupby(rows, key=lambda row: row.columns):
        if columns:
            collector.end_line(gap=True)
            collector.tables.append([*_write_table(collector, [*group], columns)])
        else:
            collector.lines += plain.read("\n".join(row.printed for row in group)).lines
    return collector.extract()


def _rows(page: Sequence[str]) -> Iterator[_Row]:
    """Yield the rows of a page, and its other lines."""
    found = [[*fields(line)] for line in page]
    inside = [*_find_inside(found)]
    columns = _find_columns([line for line, is_in in zip(found, inside) if is_in])
    held: list[Sequence[TypedField]] = []
    for printed, line, is_in, follows in zip(page, found, inside, [*inside[1:], False]):
        is_head = follows and len(line) > 1 and _fits(line, columns)
        is_of_table = len(columns) >= FEWEST and (is_in or is_head)
        goes_on = line and (line[0].start >= DEEP or _awaits_time(held))
        if held and not (is_of_table and goes_on) and (printed.strip() or not follows):
            yield _Row("", [*_place(held, columns)], len(columns))
            held = []
        if is_of_table:
            held.append(line)
        elif not held:
            yield _Row(printed, [])
    if held:
        yield _Row("", [*_place(held, columns)], len(columns))


def _awaits_time(held: Sequence[Sequence[TypedField]]) -> bool:
    first = held[-1][0].lines[0] if held and held[-1][0].start < DEEP else ""
    return plain.AWAITS_TIME.search(first) is not None


def _find_inside(found: Sequence[Sequence[TypedField]]) -> Iterator[bool]:
    """Yield for each line whether it is of a table: a time begins it, or what is above it."""
    inside = True  # a row may go on from the page above
    for line in found:
        if line and line[0].start < DEEP:
            inside = BEGINS.match(line[0].lines[0]) is not None
        yield inside and bool(line)


def _find_columns(lines: Sequence[Sequence[TypedField]]) -> Columns:
    """Return where columns begin: where something does in several lines, or in a whole row."""
    places = [{field.start for field in line if field.start >= DEEP} for line in lines]
    counts = Counter(start for starts in places for start in starts)
    whole = {start for line, starts in zip(lines, places) if len(line) > FEW for start in starts}
    columns = [[0]]
    for start in sorted(start for start in counts if counts[start] >= FEW or start in whole):
        last = columns[-1][-1]
        beside = any({last, start} <= starts for starts in places)
        if last and (start - last <= OFF or (start - last <= NEAR and not beside)):
            columns[-1].append(start)
        else:
            columns.append([start])
    return columns


def _fits(line: Sequence[TypedField], columns: Columns) -> bool:
    return all(field.start - columns[_column(field.start, columns)][-1] <= OFF for field in line)


def _column(start: int, columns: Columns) -> int:
    return max(n for n, places in enumerate(columns) if places[0] <= start + OFF)


def _place(row: Sequence[Sequence[TypedField]], columns: Columns) -> Iterator[dict[int, str]]:
    """Yield what stands in each column; cells side by side may have one space between them.

    Then something begins in that column on the next line or the one above, or behind it on this.
    """
    begun = [{_column(field.start, columns) for field in line} for line in row]
    around = zip([set[int](), *begun], [*begun[1:], set[int]()])
    for line, own, (above, below) in zip(row, begun, around):
        placed = dict[int, str]()
        for field in line:
            parts, column = [field.lines[0]], _column(field.start, columns)
            for following in sorted(
                {*above, *below, *range(column, max(own))} - {*range(column + 1)}
            ):
                start = field.start + len(field.lines[0]) - len(parts[-1])
                if at := _find_cut(parts[-1], [place - start for place in columns[following]]):
                    _add(placed, column, parts[-1][: at - 1])
                    parts, column = [*parts, parts[-1][at:]], following
            _add(placed, column, parts[-1])
        yield placed


def _find_cut(text: str, places: Sequence[int]) -> int:
    """Return where a word begins nearest to one of some places, but two letters at most from it."""
    starts = [found.start() for found in WORD.finditer(text)][1:]
    near = [(min(abs(start - place) for place in places), start) for start in starts]
    off, start = min(near, default=(OFF + 1, 0))
    return start if off <= OFF else 0


def _add(placed: dict[int, str], column: int, text: str) -> None:
    placed[column] = f"{placed[column]} {text}" if column in placed else text


def _write_table(collector: Collector, rows: Sequence[_Row], columns: int) -> Iterator[Cell]:
    """Write the rows of a table; one of which cells begin anew on later lines has several."""
    full = [row.lines for row in rows if len(set[int]().union(*row.lines)) > FEW]
    several = [line for lines in full for line in lines]
    widths = [max((len(line.get(n, "")) for line in several), default=0) for n in range(columns)]
    wrapped = set[int]().union(*(row.cut for row in rows))
    top = 0
    for row in rows:
        cells, below = _cells(row)
        for (first, column), said in sorted(cells.items()):
            ends = [at for at, beside in cells if beside == column and at > first]
            numbers, width = len(collector.lines), widths[column]
            parts = unwrap_cell(said, width, width // SLACK) if column in wrapped else said
            for part in parts:
                collector.write(part)
                collector.end_line()
            lines = tuple(range(numbers, len(collector.lines)))
            yield Cell(top + first, column, min(ends, default=below) - first, 1, lines)
        collector.end_line(gap=True)
        top += below


def _cells(row: _Row) -> tuple[dict[tuple[int, int], list[str]], int]:
    """Return what stands in the cells of a row, by their rows and columns, and how many it has."""
    cells, last = dict[tuple[int, int], list[str]](), dict[int, list[str]]()
    number, above = 0, set[int]()
    for line in row.lines:
        again = [n for n in line.keys() & last.keys() - above if not is_cut(last[n][-1], line[n])]
        number += bool(again)
        for column, text in line.items():
            if column not in last or (again and column >= min(again)):
                last[column] = cells[number, column] = []
            last[column].append(text)
        above = set(line)
    return cells, number + 1
