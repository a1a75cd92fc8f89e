"""Where letters stand on a page says which lines, columns and tables they make."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, pairwise

from atgraph.curate.ingest.formats import pdf_wraps
from atgraph.curate.ingest.formats.pdf_rules import NEAR, cluster, imagine_lines
from atgraph.curate.ingest.formats.pdf_segments import (
    BEGINS,
    Box,
    Rule,
    Segment,
    find_rows,
    join_justified,
    join_row,
    part_row,
    space_between,
)
from atgraph.curate.ingest.formats.pdf_tables import (
    align,
    find_column,
    find_ruled,
    find_starts,
    find_tagged,
    is_table,
    iter_bands,
    join_cells,
    split_columns,
)
from atgraph.curate.ingest.formats.pdf_tags import TaggedCell
from atgraph.curate.ingest.lines import Cell, Collector
from atgraph.curate.ingest.word_lists import every, known_languages
from atgraph.data.dates import find_dates

LONG = 8  # lines of a column, from which on it is one of running text
MOST_OPENED = 400  # letters of a paragraph by which it is known what it lists
WIDER = 0.4  # of the size of letters: more is left empty so far below a paragraph than within
NARROW = 0.4  # of the width of a page: lines that are all shorter were not wrapped
PADDED = 11  # points that are left empty between columns
FULL = 30  # points from the end of the longest line, within which a line is full


def _write_paragraphs(
    lines: Sequence[Segment],
    collector: Collector,
    body: float,
    edge: float = 0.0,
    alone: Set[str] | None = None,
) -> Segment:
    """Write lines, those joined that were wrapped; ``body`` is the size of most letters.

    At ``edge`` lines end; where it is further than any of them, small letters alone go on.
    What is ``alone`` in cells was not wrapped. It gives the last paragraph, as one line.
    """
    longest, opened = max(line.right for line in lines), lines[0]
    usual: float | None = None  # what is left empty within the paragraph
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None]):
        end = longest if line.text[:1].islower() else edge or longest
        apart = (
            above and alone is not None and pdf_wraps.stands_apart(above, opened, line.text, alone)
        )
        beside = above and line.left > above.right and line.top > above.bottom
        space = space_between(above, line) if above else 0.0
        apart = apart or (usual is not None and space > usual + WIDER * line.size)
        apart = apart or (below is not None and pdf_wraps.begins_label(line.text, below.text))
        if above and not (apart or beside) and pdf_wraps.goes_on(above, line, end, opened):
            usual = space
            _join_hyphenated(collector, line)
            if len(opened.text) < MOST_OPENED:
                opened = replace(opened, text=f"{opened.text} {line.text}")
        elif above:
            collector.end_line(level=_level(above, body), indent=round(opened.left))
            collector.end_line(gap=space > 0.9 * line.size)
            opened, usual = line, None
        collector.write(line.text[: line.head or None], line.bold)
        if line.head:
            collector.write(line.text[line.head :])
        collector.write(" ")
    collector.end_line(level=_level(lines[-1], body), indent=round(opened.left))
    return replace(lines[-1], text=opened.text)


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
    if len(column) < LONG or last.bold or first.bold or ends or pdf_wraps.ITEM.match(first.text):
        return False
    return pdf_wraps.goes_on(last, first, max(line.right for line in column), None)


def _moved(column: Sequence[Segment], following: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the lines of the second column as if they stood below the first."""
    aside = min(s.left for s in column) - min(s.left for s in following)
    down = column[-1].bottom - 0.4 * column[-1].size - max(s.top for s in following)
    for s in following:
        box = (s.left + aside, s.right + aside, s.bottom + down, s.top + down)
        yield Segment(s.text, *box, s.size, s.bold, s.head)


def _level(line: Segment, body: float) -> int:
    return 1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0


def _join_hyphenated(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    pieces.pop()  # the space
    text, strong, slanted = pieces[-1]
    text = text.rstrip()
    cut = collector.hyphenates and line.text[:1].islower()
    if every("and").exact.intersection(line.text.split(maxsplit=1)[:1]):
        collector.write(" ")  # “Kinder-” “und Jugendhilfe”
    elif text.endswith("-") and cut and text[-2:-1].isalpha():
        pieces[-1] = (text[:-1], strong, slanted)
    elif text.endswith("-") and text[-2:-1].isalpha():
        pieces[-1] = (text, strong, slanted)
    else:
        collector.write(" ")


def _runs_on(paragraph: Segment, line: Segment, edge: float) -> bool:
    """Whether a line at the top of a page goes on with the paragraph that ended the page above."""
    if line.bottom < paragraph.top or len(paragraph.text) < pdf_wraps.LONGEST_LABEL:
        return False  # on the same page
    ended = paragraph.text.rstrip().endswith((".", "!", "?", ":", ";"))
    down = paragraph.bottom - 0.4 * line.size - line.top
    below = replace(line, bottom=line.bottom + down, top=line.top + down, foot=None)
    dates = (date for date in find_dates(line.text, known_languages()) if date.at == 0)
    behind = (line.text[date.to :].lstrip(" ,·|–-") for date in dates)
    is_day = any(not rest or BEGINS.match(rest) for rest in behind)
    is_text = not (paragraph.bold or line.bold or is_day)
    return is_text and not ended and pdf_wraps.goes_on(paragraph, below, edge, paragraph)


@dataclass
class Layout:
    """Writes what stands on pages in the order in which it is read."""

    collector: Collector
    body: float  # the size of most letters
    above: tuple[list[float], list[Cell]] = field(default=([], []))  # a table that may go on
    left: Segment | None = None  # the paragraph with which a page ends
    # one that tags say goes on: its first row, where its columns begin, and its cells
    tables: dict[int, tuple[int, list[float], list[Cell]]] = field(default_factory=dict)
    edges: tuple[float, float] = (math.inf, 0.0)  # where lines of all pages begin and end

    def page(self, segments: Sequence[Segment], rules: Sequence[Rule]) -> None:
        """Write a page: its ruled tables, and what stands above and below them."""
        self.edges = (
            min([self.edges[0], *(s.left for s in segments)]),
            max([self.edges[1], *(s.right for s in segments)]),
        )
        tables: list[tuple[float, list[Segment], Callable[[], None]]] = []
        for tagged in find_tagged(segments):
            held = [*chain.from_iterable(tagged.values())]
            tables.append((max(s.top for s in held), held, partial(self.tagged, tagged)))
        inside = {id(s) for _, held, _ in tables for s in held}
        loose = join_cells([s for s in segments if id(s) not in inside])
        rest = sorted(
            [*chain.from_iterable(h for _, h, _ in tables), *loose], key=lambda s: -s.middle
        )
        for boxes in find_ruled(loose, [*rules, *imagine_lines(loose, rules)]):
            if self._has_columns(boxes):
                held = [*chain.from_iterable(boxes.values())]
                tables.append((max(box[3] for box in boxes), held, partial(self.table, boxes)))
        for top, held, write in sorted(tables, key=lambda table: -table[0]):
            inside = set(map(id, held))
            self.flow([s for s in rest if s.middle > top and id(s) not in inside])
            rest = [s for s in rest if s.middle <= top and id(s) not in inside]
            write()
        self.flow(rest)

    def flow(self, segments: Sequence[Segment]) -> None:
        """Write what stands in no ruled table."""
        collector, body = self.collector, self.body
        left, right = self.edges
        for band, gutters in iter_bands(join_justified(find_rows(segments))):
            columns = split_columns(band, gutters)
            if gutters and is_table(columns):
                self.table(align(columns))
                continue
            self.above, paragraph, self.left = ([], []), self.left, None
            if not gutters:
                lines = list(map(join_row, band))
                longest = max(line.right for line in lines)
                full = sum(line.right > longest - FULL for line in lines) > 1
                full = full and longest - left > NARROW * (right - left)  # no names one a line
                edge = longest if full else right
                if paragraph and _runs_on(paragraph, lines[0], edge):
                    collector.reopen()
                    _join_hyphenated(collector, lines[0])
                self.left = _write_paragraphs(lines, collector, body, edge)
            else:
                joined = [list(map(join_row, column)) for column in columns]
                write_columns(joined, collector, body)

    def _has_columns(self, boxes: dict[Box, list[Segment]]) -> bool:
        lefts = cluster(box[0] for box in boxes)
        return len(lefts) > 1 or self._goes_on(lefts)

    def _goes_on(self, lefts: Sequence[float]) -> bool:
        """Whether a table has columns of that above, perhaps not all: the others have ended."""
        known, _ = self.above
        return bool(known) and all(any(abs(a - b) < NEAR for b in known) for a in lefts)

    def table(self, boxes: dict[Box, list[Segment]]) -> None:
        """Write a table cell by cell; one that goes on from the page above stays one."""
        lefts, tops = cluster(box[0] for box in boxes), cluster(-box[3] for box in boxes)
        known, cells = self.above
        if self._goes_on(lefts):
            lefts = known
        else:
            cells = self._new_table()
        below = max((cell.row + cell.rows for cell in cells), default=0)
        written_in = {b: [s for row in find_rows(boxes[b]) for s in part_row(row)] for b in boxes}
        alone = pdf_wraps.stand_alone(written_in.values())
        for box in sorted(boxes, key=lambda b: (bisect_right(tops, NEAR - b[3]), b[0])):
            row, column = bisect_right(tops, NEAR - box[3]), bisect_right(lefts, box[0] + NEAR)
            rows = bisect_right(tops, -box[1] - NEAR) - row + 1
            columns = bisect_right(lefts, box[2] - NEAR) - column + 1
            written = self._write_cell(written_in[box], box[2] - NEAR, alone)
            cells.append(Cell(below + row - 1, column - 1, rows, columns, written))
        self.above, self.left = (lefts, cells), None

    def tagged(self, table: dict[TaggedCell, list[Segment]]) -> None:
        """Write a table of which tags say where its cells are; it may go on from the page above."""
        number, first = min(table)[:2]
        known = self.tables.get(number)
        first, starts, cells = known or (first, find_starts(table), self._new_table())
        self.tables, self.above, self.left = {number: (first, starts, cells)}, ([], []), None
        lines = {at: [s for row in find_rows(table[at]) for s in part_row(row)] for at in table}
        alone = pdf_wraps.stand_alone(lines.values())
        for cell, written in sorted(lines.items()):
            column = find_column(cell, written, starts)
            beyond = starts[column + cell.columns :] or [self.edges[1] + PADDED]
            numbers = self._write_cell(written, beyond[0] - PADDED, alone)
            cells.append(Cell(cell.row - first, column, cell.rows or 1, cell.columns, numbers))

    def _new_table(self) -> list[Cell]:
        self.collector.end_line(gap=True)
        self.collector.tables.append([])
        return self.collector.tables[-1]

    def _write_cell(
        self, lines: Sequence[Segment], edge: float, alone: Set[str]
    ) -> tuple[int, ...]:
        """Write what stands in a cell, and return the numbers of its lines."""
        first = len(self.collector.lines)
        told = any(line.text.endswith(".") for line in lines)
        _write_paragraphs(lines, self.collector, self.body, edge, None if told else alone)
        self.collector.end_line(gap=True)
        return tuple(range(first, len(self.collector.lines)))
