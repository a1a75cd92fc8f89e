"""Tables that a line of dashes parts into columns, as pandoc writes them into Markdown and text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.formats.typed_tables import unwrap_cell
from atgraph.curate.ingest.lines import Cell, Collector, Extract

RULE = re.compile(r" *-{2,}(?: +-{2,})+ *")
SOLID = re.compile(r" *-{3,} *")
WHITE = re.compile(r"\s*")
DASHES = re.compile(r"-+")
TALLEST = 12  # lines of the head of a table

Row = list[list[str]]  # the lines of each cell


class Table(NamedTuple):
    """A table: the first of its lines, the one behind it, what heads it, and its rows."""

    start: int
    end: int
    head: Row | None
    rows: list[Row]


def find_tables(lines: Sequence[str]) -> Iterator[Table]:
    """Yield the tables of a text that has a line of dashes for each, one below another."""
    behind = 0
    for at, line in enumerate(lines):
        if at >= behind and RULE.fullmatch(line) and (table := _read_table(lines, at, behind)):
            behind = table.end
            yield table


def _read_table(lines: Sequence[str], at: int, behind: int) -> Table | None:
    """Read the table with this line of dashes: its rows are parted by white lines, or are lines."""
    start = at
    while start > max(behind, at - TALLEST) and lines[start - 1].strip():
        start -= 1
        if SOLID.fullmatch(lines[start]):
            break
    framed = SOLID.fullmatch(lines[start]) is not None
    start = start if framed else max(start, at - 1)
    head = lines[start + framed : at]
    ends = SOLID if framed else WHITE if head else RULE
    end = next((n for n in range(at + 1, len(lines)) if ends.fullmatch(lines[n])), len(lines))
    inside = lines[at + 1 : end]
    if not any(map(str.strip, inside)) or (end == len(lines) and ends is not WHITE):
        return None
    parted = framed or not all(map(str.strip, inside))
    groups = [[*group] for said, group in groupby(inside, lambda line: bool(line.strip())) if said]
    groups = groups if parted else [[line] for line in inside]
    columns = [found.start() for found in DASHES.finditer(lines[at])]
    rows = [_cells(group, columns) for group in groups]
    return Table(start, end + (ends is not WHITE), _cells(head, columns) if head else None, rows)


def _cells(lines: Sequence[str], columns: Sequence[int]) -> Row:
    edges = [*zip(columns, [*columns[1:], None])]
    cells = [[line[left:right].strip() for line in lines] for left, right in edges]
    return [[text for text in cell if text] for cell in cells]


def read_dashed_tables(text: str) -> Extract | None:
    """Read a text with such tables; None if there is none."""
    lines, behind, collector = text.split("\n"), 0, Collector()
    for table in find_tables(lines):
        collector.lines += plain.read("\n".join(lines[behind : table.start])).lines
        collector.end_line(gap=True)
        collector.tables.append([*_write(collector, table)])
        behind = table.end
    collector.lines += plain.read("\n".join(lines[behind:])).lines
    return collector.extract() if behind else None


def _write(collector: Collector, table: Table) -> Iterator[Cell]:
    rows = [table.head, *table.rows] if table.head else table.rows
    for number, row in enumerate(rows):
        for column, said in enumerate(row):
            first = len(collector.lines)
            width = max(len(text) for row in rows for text in said or [""])
            for part in unwrap_cell(said, width) if said else ():
                collector.write(part)
                collector.end_line()
            lines = tuple(range(first, len(collector.lines)))
            yield Cell(number, column, 1, 1, lines)
        collector.end_line(gap=True)


def as_html(text: str) -> str:
    """Return Markdown in which such tables are tables of HTML, with Markdown in their cells."""
    lines, behind, parts = text.split("\n"), 0, list[str]()
    for table in find_tables(lines):
        parts += lines[behind : table.start]
        heads = [("th", table.head)] if table.head else []
        rows = [*heads, *(("td", row) for row in table.rows)]
        written = (
            "".join(f"<{tag}>\n\n{_join(cell)}\n\n</{tag}>\n" for cell in row) for tag, row in rows
        )
        parts += ["", "<table>", *(f"<tr>\n{cells}</tr>" for cells in written), "</table>", ""]
        behind = table.end
    return "\n".join([*parts, *lines[behind:]]) if parts else text


def _join(cell: Sequence[str]) -> str:
    """Return the lines of a cell as one, but for those that a backslash ends."""
    return " ".join(cell).replace("\\ ", "\\\n").removesuffix("\\")
