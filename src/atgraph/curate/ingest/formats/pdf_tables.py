"""Columns and tables of a page, by lines that are drawn and by what they leave empty."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise

from atgraph.curate.ingest.formats.pdf_rules import LABEL, NEAR, holds_rows, underlines
from atgraph.curate.ingest.formats.pdf_segments import (
    BEGINS,
    OPEN,
    TIME,
    Box,
    Row,
    Rule,
    Segment,
    find_rows,
    join_row,
    part_row,
    space_between,
)
from atgraph.curate.ingest.formats.pdf_tags import TaggedCell
from atgraph.curate.ingest.given_names import is_given_name

APART = 0.6  # of the size of letters, above the first row
WIDER = 0.4  # of the size of letters: more is left empty between rows than between lines
CENTRED_ASIDE = 15  # points from the middle of columns that a cell spans
CENTRED = 0.3  # of the size of letters: so far a time may stand from the middle of its row


# --- tagged tables: the document says which text is in which cell ---


def find_tagged(segments: Sequence[Segment]) -> list[dict[TaggedCell, list[Segment]]]:
    """Return the tables of a page that the tags of the document tell of, if they have columns."""
    tables: dict[int, dict[TaggedCell, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for segment in sorted(segments, key=lambda s: -s.middle):
        if segment.cell:
            tables[segment.cell.table][segment.cell].append(segment)
    several = [table for table in tables.values() if len({cell.before for cell in table}) > 1]
    return [table for table in several if not any(_beside(table, one) for one in several)]


def _beside(table: dict[TaggedCell, list[Segment]], other: dict[TaggedCell, list[Segment]]) -> bool:
    """Whether another table stands at the same height: beside one, or in a cell of it."""
    own, its = ([s for cell in one.values() for s in cell] for one in (table, other))
    low, high = min(s.bottom for s in own), max(s.top for s in own)
    return table is not other and any(low < s.middle < high for s in its)


def find_starts(table: Mapping[TaggedCell, Sequence[Segment]]) -> list[float]:
    """Return where the columns of a tagged table begin, if one row has a cell in each.

    Other rows need not: cells that are empty may have no tag, and one above may span the row.
    """
    starts: dict[int, float] = {}
    for cell, pieces in table.items():
        left = min(piece.left for piece in pieces)
        starts[cell.before] = min(left, starts.get(cell.before, left))
    return sorted(starts.values())


def find_column(cell: TaggedCell, pieces: Sequence[Segment], starts: Sequence[float]) -> int:
    """Return in which column a cell begins: that where its text does.

    One that spans some may stand in their middle: then it is where the tags count it, or nearly.
    """
    left, right = min(s.left for s in pieces), max(s.right for s in pieces)
    if cell.columns == 1:
        return max(0, bisect_right(starts, left + NEAR) - 1)
    ends = [*starts[1:], max(right, starts[-1])]

    def off(column: int) -> tuple[float, int]:
        end = ends[min(column + cell.columns, len(starts)) - 1]
        aside = min(abs(starts[column] - left), abs(starts[column] + end - left - right) / 2)
        return aside // CENTRED_ASIDE, abs(column - cell.before)

    return min(range(max(1, len(starts) - cell.columns + 1)), key=off)


def join_cells(segments: Sequence[Segment]) -> list[Segment]:
    """Return what stands in cells that nearly touch as one, where these are read as no table."""
    found: list[Segment] = []
    for row in find_rows(segments):
        kept: list[Segment] = []
        for segment in row:
            last = kept[-1] if kept else segment
            near = 0 < segment.left - last.right < 0.95 * segment.size
            if near and segment.cell and last.cell and segment.cell[0] == last.cell[0]:
                kept[-1] = join_row([last, segment])
            else:
                kept.append(segment)
        found += kept
    return found


# --- ruled tables: lines are drawn around their cells ---


def find_ruled(
    segments: Sequence[Segment], rules: Sequence[Rule]
) -> Iterator[dict[Box, list[Segment]]]:
    """Yield the tables of a page from above: what stands in each box between drawn lines."""
    level = [r for r in rules if not (r.is_upright or underlines(r, segments))]
    upright = [r for r in rules if r.is_upright]
    boxes: dict[Box, list[Segment]] = defaultdict(list)
    for segment in sorted(segments, key=lambda s: -s.middle):
        if box := _box_around(segment, level, upright):
            known = (b for b in boxes if all(abs(x - y) < NEAR for x, y in zip(box, b)))
            boxes[next(known, box)].append(segment)
    table: dict[Box, list[Segment]] = {}
    for box in [*sorted(boxes, key=lambda b: -b[3]), None]:
        if table and (box is None or box[3] < min(b[1] for b in table) - NEAR):
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


# --- columns: empty strips that rows below each other share ---


def iter_bands(rows: Sequence[Row]) -> Iterator[tuple[Sequence[Row], list[float]]]:
    """Yield rows that follow each other and have the same empty strips between columns."""
    at = 0
    while at < len(rows):
        wide = next((n for n in range(at, len(rows)) if len(rows[n]) > 1), len(rows))
        below = range(wide + 1, min(wide + 2, len(rows)))
        wide = next((n for n in below if _has_first(rows[n], rows[wide])), wide)
        first = _first_in_columns(rows, wide, at)
        if first > at:
            yield rows[at:first], []
        if first < len(rows):
            end, gutters = _extent(rows, wide)
            yield rows[first:end], gutters
            first = end
        at = first


def _has_first(row: Row, above: Row) -> bool:
    """Whether a row has one column more than its heads: above the times may stand nothing."""
    return len(row) == len(above) + 1 and row[0].right < above[0].left


def _first_in_columns(rows: Sequence[Row], at: int, least: int) -> int:
    """Return the first of the single pieces above a row that stand in one of its columns."""
    _, gutters = _extent(rows, at) if at < len(rows) else (at, [])
    first = at
    while gutters and first > least:
        above, below = rows[first - 1], rows[first]
        in_column = not any(s.left < g + 2 and s.right > g - 2 for s in above for g in gutters)
        near = above[0].bottom - below[0].top < 1.6 * max(above[0].size, below[0].size)
        near = near or len(above) > 1
        if not in_column or not near or above[0].size > rows[at][0].size * 1.15:
            break
        first -= 1
    return first


def _extent(rows: Sequence[Row], at: int) -> tuple[int, list[float]]:
    """Return the end of the rows that share empty strips with one, and the strips' middles.

    What is empty behind the first row is one more: others may have a column there.
    """
    strips = [(a.right, b.left) for a, b in pairwise(rows[at]) if b.left - a.right > 0.9 * a.size]
    if not strips:
        return at + 1, []
    strips.append((rows[at][-1].right, math.inf))
    end = at + 1
    while end < len(rows):
        above, row = rows[end - 1][0], rows[end]
        narrowed = _narrow(strips, row)
        over_all = len(narrowed) < len(strips) and len(row) == 1 and end - at > 1
        over_all = over_all or _heads(rows, end, rows[at], strips[0][0])
        if narrowed[0][1] == math.inf or over_all or above.bottom - row[0].top > 4.5 * row[0].size:
            break
        strips, end = narrowed, end + 1
    return end, [(a + b) / 2 for a, b in strips[:-1]] if end - at > 1 else []


def _heads(rows: Sequence[Row], at: int, first: Row, column: float) -> bool:
    """Whether a row is no part of columns, but a heading for what follows: nothing is beside it."""
    heading = rows[at][0]
    beside = (s for row in rows[max(0, at - 1) : at + 2] for s in row if s is not heading)
    if heading.left > column or heading.size <= first[0].size * 1.2:
        return False
    return not any(s.top > heading.bottom and s.bottom < heading.top for s in beside)


def _narrow(strips: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Return what a row leaves free of empty strips: of each the wider side of a piece in it.

    A piece in the middle of one is in a column of its own: both sides are left.
    """
    size, kept = row[0].size, list(strips)
    for piece in row:
        sides: list[tuple[float, float]] = []
        for start, end in kept:
            before, behind = (start, min(end, piece.left)), (max(start, piece.right), end)
            if end <= piece.left or piece.right <= start:
                sides.append((start, end))
            elif min(b - a for a, b in (before, behind)) > 0.9 * size:
                sides += [before, behind]
            else:
                sides.append(max(before, behind, key=lambda side: side[1] - side[0]))
        kept = [side for side in sides if side[1] - side[0] > 0.6 * size]
    return kept


def split_columns(band: Sequence[Row], gutters: Sequence[float]) -> list[list[Row]]:
    """Return the rows of each column between empty strips."""
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        for place, part in groupby(row, lambda s: sum(s.left >= gutter for gutter in gutters)):
            columns[place].append(list(part))
    return list(filter(None, columns))


# --- tables: rows known by what stands in the first column ---


def is_table(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether the first of columns heads rows, by times or labels, or alone has names of people."""
    texts = [[join_row(row).text for row in column] for column in columns]
    first, *others = texts
    marked = sum(bool(TIME.search(text) or LABEL.search(text)) for text in first)
    times = max((sum(map(bool, map(TIME.search, column))) for column in others), default=marked)
    if marked >= max(1, len(first) * 0.3) and sum(map(len, first)) < 24 * len(first):
        return times < marked
    named, *rest = (sum(is_given_name(text.split()[0]) for text in column) for column in texts)
    return named > 2 and named > 0.3 * len(first) and sum(rest) < 0.3 * named


def align(columns: Sequence[Sequence[Row]]) -> dict[Box, list[Segment]]:
    """Return what stands in the cells of a table without lines around them."""
    pieces = [s for column in columns for row in column for s in row]
    entries = _entries(columns[0])
    first, *others = (entry[0] for entry in entries)
    above = min((s.bottom for s in pieces if s.bottom > first.top), default=first.top)
    apart = [first] if above - first.top > APART * first.size else []  # heads of the columns
    heads = [entry.top + 1 for entry in (*apart, *others)]
    heads = _centred([*chain.from_iterable(columns[1:])], entries) or heads
    if not any(TIME.search(join_row(entry).text) for entry in entries):
        heads = _set_apart(columns[0], pieces) or heads
    limits = [max(s.top for s in pieces), *heads, min(s.bottom for s in pieces)]
    boxes: dict[Box, list[Segment]] = {}
    for upper, lower in pairwise(limits):
        for place, column in enumerate(columns):
            part = [row for row in column if lower < row[0].middle <= upper]
            left, right = min(r[0].left for r in column), max(r[-1].right for r in column)
            if place == 0 and all(len(join_row(row).text) < 24 for row in part):
                part = _entries(part)  # each on one line
            if part:
                parted = (part_row(row) if place else [join_row(row)] for row in part)
                boxes[left, lower, right + NEAR, upper] = [s for row in parted for s in row]
    return boxes


def _set_apart(column: Sequence[Row], pieces: Sequence[Segment]) -> list[float]:
    """Return where rows of a table begin below the first, where more is left empty above each.

    Nothing where a line that is set apart has nothing in the first column, or several rows stand
    together.
    """
    lines, first = find_rows(pieces), {id(s) for row in column for s in row}
    spaces = [space_between(above[0], line[0]) for above, line in pairwise(lines)]
    usual = min(spaces, default=0.0)
    below = zip(lines[1:], spaces)
    begun = [line for line, space in below if space > usual + WIDER * line[0].size]
    heads = [max(s.top for s in line) + 1 for line in begun]
    limits = pairwise([math.inf, *heads, -math.inf])
    groups = ([s for row in column for s in row if b < s.middle < a] for a, b in limits)
    if not all(id(line[0]) in first for line in begun) or any(map(holds_rows, groups)):
        return []
    return heads


def _centred(rows: Sequence[Row], entries: Sequence[Sequence[Segment]]) -> list[float]:
    """Return where rows of a table end whose first cell stands in the middle of its height.

    Nothing where lines are not centred to their times, or where each time has a line beside it, and
    as much is left empty above these.
    """
    lines = find_rows([s for row in rows for s in row])
    middles = [(entry[0].top + entry[-1].bottom) / 2 for entry in entries]
    beside, cuts = CENTRED * entries[0][0].size, list[int]()
    for middle in middles:
        at = cuts[-1] if cuts else 0
        top = max((s.top for s in lines[at]), default=0.0) if at < len(lines) else middle
        ends = range(at + 1, len(lines) + 1)
        offs = {n: abs((top + _bottom(lines[n - 1])) / 2 - middle) for n in ends}
        end = min(offs, key=offs.__getitem__, default=0)
        if not end or offs[end] > beside:
            return []
        cuts.append(end)
    tops = [sum(row[0].middle > e[0].top + 1 for row in lines) for e in entries[1:]]
    is_beside = all(any(abs(row[0].middle - m) < beside for row in lines) for m in middles)
    if cuts.pop() < len(lines) or (is_beside and _empty(lines, cuts) <= _empty(lines, tops) + 1):
        return []
    return [_bottom(lines[cut - 1]) for cut in cuts]


def _bottom(row: Row) -> float:
    return min(s.bottom for s in row)


def _empty(rows: Sequence[Row], cuts: Iterable[int]) -> float:
    """Return how much is left empty above some rows."""
    inside = (cut for cut in cuts if 0 < cut < len(rows))
    return sum(_bottom(rows[cut - 1]) - max(s.top for s in rows[cut]) for cut in inside)


def _entries(column: Sequence[Row]) -> list[list[Segment]]:
    """Return what stands in the first column, a time over two lines as one."""
    entries: list[list[Segment]] = []
    for line in map(join_row, column):
        above = entries[-1][-1] if entries else None
        text, space = line.text.strip(), above.bottom - line.top if above else 0.0
        if above and TIME.search(above.text):
            space = space_between(above, line)  # small letters below: “am”
        near = space < 0.9 * line.size
        begins = BEGINS.match(text) or is_given_name(text.split()[0])
        if above and near and (OPEN.search(above.text) or not begins):
            entries[-1].append(line)
        else:
            entries.append([line])
    return _with_ends(entries)


def _with_ends(entries: list[list[Segment]]) -> list[list[Segment]]:
    """Join a time with that below it at which it ends, and the next begins: “9:00”, “9:30”."""
    texts = [join_row(entry).text.strip() for entry in entries]
    at = next((n for n, text in enumerate(texts) if BEGINS.match(text)), 0)
    ends, starts = texts[at + 1 : -1 : 2], texts[at + 2 :: 2]
    if not ends or ends != starts or len(entries[at:]) % 2:
        return entries
    pairs = zip(entries[at::2], entries[at + 1 :: 2])
    return [*entries[:at], *([*start, *end] for start, end in pairs)]
