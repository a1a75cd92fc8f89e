"""Lines that are drawn on a page, and those to imagine between columns that have none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise

from atgraph.curate.ingest.formats.pdf_segments import (
    OPEN,
    TIME,
    Row,
    Rule,
    Segment,
    find_rows,
    join_row,
)
from atgraph.curate.ingest.given_names import is_given_name

LABEL = re.compile(r"[^.!?]{2,30}:$")
LONGEST_TIME = 24  # letters of a time with what stands around it: “ab 9:00 Uhr”
NEAR = 4  # points between which lines of a table are one
LINES = 3  # below rows: fewer are above and below heads, and below the last row
BESIDE = 1.2  # of the size of letters, between lines and text of a row without a line around it
SPANNING = 8  # rows, of which one may have a cell over several columns


def imagine_lines(segments: Sequence[Segment], rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the lines between columns that a table has not which has one below each row.

    They stand where those between rows are cut, or where all rows leave something empty.
    """
    found = _lines_alike(rules, segments)
    for (left, right), drawn in found.items():
        heights = cluster(piece.bottom for piece in drawn)[::-1]
        parts = [r for part in found.values() for r in part if left - NEAR < r.left < right]
        several = len(cluster(piece.bottom for piece in parts)) >= LINES and len(heights) > 1
        wider = any(a < left + NEAR and right < b + NEAR and b - a > right - left for a, b in found)
        if wider or not several or any(r.is_upright and left < r.left < right for r in rules):
            continue
        inside = [s for s in segments if left - NEAR < s.left and s.right < right + NEAR]
        cuts = cluster(piece.right for piece in parts if piece.right < right - NEAR)
        known = [[s for s in inside if low < s.middle < high] for high, low in pairwise(heights)]
        edges = [left, *(cuts or _gutters([row for row in known if row])), right]
        top, bottom = _ends(find_rows(inside), heights, edges)
        rows = [
            (high, low, [s for s in inside if low < s.middle < high])
            for high, low in pairwise([top, *heights, bottom])
        ]
        firsts = (_parted(row, edges[1], parts) for row in rows)
        if len(edges) > 2 and not any(map(holds_rows, chain.from_iterable(firsts))):
            yield from (Rule(left, height, right, height) for height in (top, bottom))
            for high, low, row in rows:
                free = (
                    x for x in edges if not any(s.left < x - 1 and x + 1 < s.right for s in row)
                )
                yield from (Rule(x, low, x, high) for x in free)


def _parted(
    row: tuple[float, float, list[Segment]], end: float, parts: Sequence[Rule]
) -> Iterator[list[Segment]]:
    """Yield what stands in the first column between two lines, and those drawn in it alone."""
    high, low, inside = row
    lines = [r.bottom for r in parts if low < r.bottom < high and r.left < end - NEAR]
    for top, bottom in pairwise([high, *sorted(lines, reverse=True), low]):
        yield [s for s in inside if bottom < s.middle < top and s.left < end]


def holds_rows(column: Sequence[Segment]) -> bool:
    """Whether several rows begin in the first column of what seems one: times, labels or names."""
    lines = [join_row(row).text for row in find_rows(column)]
    begun = (
        line
        for above, line in zip(["", *lines], lines)
        if not OPEN.search(above) and _begins_row(line)
    )
    return len([*begun]) > 1


def _begins_row(text: str) -> bool:
    first, *others = text.split() or [""]
    timed = TIME.search(text) is not None and len(text) < LONGEST_TIME
    named = bool(others) and is_given_name(first) and all(w[:1].isupper() for w in others)
    return timed or named or LABEL.match(text) is not None


def _ends(
    rows: Sequence[Row], heights: Sequence[float], edges: Sequence[float]
) -> tuple[float, float]:
    """Return how far a table reaches above its first line, the heads, and below its last one.

    A row goes on on the next page, without a line.
    """
    top, bottom = heights[0], heights[-1]
    above = (row for row in rows[::-1] if row[0].middle > heights[0])
    for row in above:
        if row[0].bottom - top > BESIDE * row[0].size or _crosses(row, edges):
            break
        top = max(s.top for s in row) + 1
    for row in rows:
        if row[0].middle < heights[-1]:
            if bottom - row[0].top > BESIDE * row[0].size or _crosses(row, edges):
                break
            bottom = min(s.bottom for s in row) - 1
    return top, bottom


def _crosses(row: Row, edges: Sequence[float]) -> bool:
    return any(s.left < x < s.right for s in row for x in edges[1:-1])


def _lines_alike(
    rules: Sequence[Rule], segments: Sequence[Segment]
) -> dict[tuple[int, int], list[Rule]]:
    """Return level lines by where they begin and end, the pieces of which each is drawn."""
    level = [r for r in rules if not (r.is_upright or underlines(r, segments))]
    found: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for _, pieces in groupby(sorted(level, key=lambda r: (r.bottom, r.left)), lambda r: r.bottom):
        line = [*pieces]
        ends = [at for at, (a, b) in enumerate(pairwise(line), 1) if b.left - a.right > NEAR]
        for start, end in pairwise([0, *ends, len(line)]):
            left, right = line[start].left, max(piece.right for piece in line[start:end])
            near = (key for key in found if abs(key[0] - left) + abs(key[1] - right) < NEAR)
            found[next(near, (round(left), round(right)))] += line[start:end]
    return found


def _gutters(rows: Sequence[Sequence[Segment]]) -> list[float]:
    """Return the middles of what all rows leave empty, but a few: these have cells that span it."""
    edges = sorted({edge for row in rows for s in row for edge in (s.left, s.right)})
    size = min((s.size for row in rows for s in row), default=0.0)
    found = list[float]()
    for a, b in pairwise(edges):
        covering = sum(any(s.left < b and a < s.right for s in row) for row in rows)
        if covering <= len(rows) // SPANNING and b - a > 0.6 * size:
            found.append((a + b) / 2)
    return found


def underlines(rule: Rule, segments: Sequence[Segment]) -> bool:
    """Whether a level line is drawn below words and no further: it is no border of a cell."""
    return any(
        s.left - 1 < rule.left
        and rule.right < s.right + 1
        and s.bottom - s.size / 3 < rule.bottom < s.middle
        for s in segments
    )


def cluster(values: Iterable[float]) -> list[float]:
    """Return values in their order, of those near each other the first."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= NEAR:
            found.append(value)
    return found
