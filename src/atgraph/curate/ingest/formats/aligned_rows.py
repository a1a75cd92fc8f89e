"""Rows of a text whose cells were wrapped: each row comes on a line, its cells parted by tabs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from atgraph.curate.ingest.formats.pdf_wraps import NEW, begins_with_rank, is_new_item
from atgraph.curate.ingest.formats.plain import CLOCK, LINKING
from atgraph.curate.ingest.labels import known_forms
from atgraph.curate.ingest.word_lists import every, known_languages

FIELD = re.compile(r"\S+(?: \S+)*")
LABELLED = "  "  # between a label and what stands beside it
APART = 2  # spaces between fields, at least
HANGING = 4  # letters by which what was wrapped may be set in
DEEP = 8  # letters before what stands in a column, where the row has nothing in front of it
FEWEST = 3  # rows in which a field begins at the same place
FEW = 2  # fields that were wrapped
ROOM = 4  # words of a room
MOST = 40  # lines of a cell of which each goes on
NARROWEST = 60  # letters of a row that was wrapped at the edge of a page


class TypedField(NamedTuple):
    """What stands in a row, and below it; how many letters fit up to the next field or the edge."""

    start: int
    lines: list[str]
    width: int = 0


Row = dict[int, TypedField]


def unwrap_rows(text: str) -> str:
    """Return a text in which a row of cells that were wrapped is a line, parted by tabs."""
    printed = text.split("\n")
    found = [[*fields(row)] for row in printed]
    starts = Counter(f.start for row in found for f in row if f is not row[0] or f.start >= DEEP)
    columns = {start for start, count in starts.items() if count >= FEWEST}
    ends = (f.start + len(f.lines[0]) for row in found for f in row if f.start in columns)
    if (edge := max(ends, default=0)) < NARROWEST:
        return text
    rows = [{f.start: f if f.width else f._replace(width=edge - f.start) for f in r} for r in found]
    count = sum(_awaits_more(above, below) for above, below in pairwise(rows))
    beside = any(_goes_on_beside(above, below) for above, below in pairwise(rows))
    is_wrapped = count >= FEW or beside
    return "\n".join(_unwrapped(printed, rows, {0, *columns})) if is_wrapped else text


def fields(row: str) -> Iterator[TypedField]:
    """Yield what two spaces or more part in a row, unless they stand between sentences."""
    found = [] if "\t" in row else [*FIELD.finditer(row)]
    if any(b.start() - a.end() == APART and a[0].endswith(".") for a, b in pairwise(found)):
        yield TypedField(found[0].start(), [row.strip()])
        return
    for one, following in zip(found, [*found[1:], None]):
        width = following.start() - APART - one.start() if following else 0
        yield TypedField(one.start(), [one[0]], width)


def _awaits_more(above: Row, below: Row) -> bool:
    """Whether a field was wrapped, as a comma or the small words around the break say."""
    for start in above.keys() & below.keys():
        last, text = above[start].lines[0], below[start].lines[0]
        if is_cut(last, text) and goes_on(above[start], text):
            return True
    return False


def _goes_on_beside(above: Row, below: Row) -> bool:
    """Whether a title below a time goes on in small letters beside what is new.

    As in “10:30  Workshop: Mapping the  Facilitators:”, and below “pathway  Ms. Ada Bek, judge”.
    """
    if len(above) <= len(below) or len(below) < FEW or not below.keys() <= above.keys():
        return False
    clock, title = (above[start].lines[0] for start in sorted(above)[:2])
    first = below[min(below)]
    is_below = min(below) == sorted(above)[1] and CLOCK.match(clock) is not None
    return is_below and not title.endswith(":") and first.lines[0][:1].islower()


def is_cut(last: str, following: str) -> bool:
    """Whether the end of a line, or how the next one begins, shows that it goes on there."""
    small = following[:1].islower() or LINKING.search(last) is not None
    return small or last.endswith((",", "-", " –"))


def _unwrapped(printed: Sequence[str], rows: Sequence[Row], columns: Set[int]) -> Iterator[str]:
    held: Row = {}
    for line, row in zip(printed, rows):
        below = _set_out(row, held)
        if held and below and all(s in held and goes_on(held[s], t) for s, t in below.items()):
            for start, text in below.items():
                held[start].lines.append(text)
            continue
        if _goes_on_beside(held, row):
            first, *others = sorted(row)
            held[first].lines.append(row[first].lines[0])
            yield from _line(held)
            yield from (" " * start + row[start].lines[0] for start in others)
            held = {}
            continue
        yield from _line(held)
        aligned = row.keys() <= columns and (len(row) > 1 or min(row, default=0) > 0)
        held = row if aligned else {}
        if not aligned:
            yield line
    yield from _line(held)


def _set_out(row: Row, held: Row) -> dict[int, str]:
    """Return the texts of a row by their places, one that is set in at that of what is above."""
    texts = {start: field.lines[0] for start, field in row.items()}
    if len(texts) == 1 and (inner := next(iter(texts))) not in held:
        over = [start for start in held if 0 < inner - start <= HANGING]
        return {over[-1]: texts[inner]} if over else texts
    return texts


def goes_on(cell: TypedField, text: str, slack: int = 0) -> bool:
    """Whether a text is what did not fit into a cell, and nothing new.

    What would have made a line ``slack`` letters shorter than the widest did not fit either.
    """
    last, (first, _, others) = cell.lines[-1], text.partition(" ")
    if CLOCK.search(cell.lines[0]):
        return text[:1].islower() or last.endswith(("-", "–"))
    fits = len(last) + 1 + len(first) <= cell.width - slack
    if len(text) > cell.width or fits or len(cell.lines) > MOST:
        return False
    is_role = first.strip(":").casefold() in known_forms(known_languages())
    if is_role and not others[:1].islower():
        return False
    if is_cut(last, text) or text[:1] == "(":
        return True
    is_room = every("rooms").any_in(text.casefold().split()) and len(text.split()) <= ROOM
    is_new = NEW.match(text) is not None or begins_with_rank(text) or is_role or is_room
    ended = last.endswith(":") or is_new
    return not ended and not is_new_item(" ".join(cell.lines), text)


def _line(row: Row) -> Iterator[str]:
    if row:
        first, label, *others = min(row), *(joined(field.lines) for field in row.values())
        between = LABELLED if label.endswith(":") else "\t"
        yield " " * first + between.join([label, *["\t".join(others)] * bool(others)])


def joined(lines: Sequence[str]) -> str:
    """Return the text of a cell; a hyphen at the end of a line belongs to its word."""
    whole = lines[0]
    for line in lines[1:]:
        whole += line if whole.endswith("-") and whole[-2:-1].isalpha() else f" {line}"
    return whole
