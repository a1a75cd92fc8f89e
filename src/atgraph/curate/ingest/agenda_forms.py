"""Forms: the same labels again and again, “Topic: …”, “Time: …”, on lines or in cells.

A label stands before its value on a line, alone above it, or in a cell of its own. Of each item the
title comes first then, as a heading, and time and place below it, wherever they are printed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from atgraph.curate.ingest.form_labels import (
    ALONE,
    BODY,
    COUNTED,
    DATE,
    END,
    LONGEST,
    OTHER,
    REACHED,
    ROOM,
    TASK,
    TIME,
    TITLE,
    WHO,
    WORDS,
    kind_of,
)
from atgraph.curate.ingest.lines import FIELD, Line
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import Recognizer
from atgraph.curate.ingest.word_lists import DocumentWords

BEFORE_VALUE = re.compile(rf"(?P<count>{COUNTED})?{WORDS}\s*(?::|\s[–—])(?:\s+|$)")
NUMBER = re.compile(r"\W*\d{1,3}\W*")
COUNTS = re.compile(  # “Item 3”, “3.”, “Sesión n.º 3”, “Session no. 3”
    r"(?:[^\W\d_]+(?:[’'][^\W\d_]+)?\.? ){0,6}(?:№ ?|n[.º°o]{1,2} ?)?\d{1,3}\W*"
)
LEVEL, FEWEST = 3, 2  # of a title; items of a form
NEAR = 4  # lines between two fields of an item
ORDER = [DATE, TITLE, TIME, ROOM]  # in which an item is read
ON_LINE, NUMBERED, ABOVE, CELL, BOLD = "on the line", "numbered", "above", "in a cell", "in bold"
HEADED = (NUMBERED, CELL, BOLD)  # ways in which fields may stand below a title without a label

Key = tuple[str, str]


@dataclass(frozen=True)
class _Field:
    """A label, how it stands, and the line without it."""

    label: str
    kind: str
    way: str
    line: Line
    at: int = 0  # where its value begins on the line

    @property
    def key(self) -> Key:
        return self.label, self.way

    @property
    def value(self) -> Line | None:
        text = self.line.text[self.at :]
        return replace(self.line, text=text, start=self.line.end - len(text)) if text else None


@dataclass
class _Piece:
    """A field with the lines of its value, or a line of no field."""

    own: _Field | None
    lines: list[Line] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.own.label if self.own else ""

    @property
    def kind(self) -> str:
        return self.own.kind if self.own else ""


def read_forms(lines: Sequence[Line], recognize: Recognizer) -> list[Line]:
    """Return lines, those of a form in the order of other programmes, a title as a heading."""
    if not lines:
        return []
    words = recognize(lines[0]).words
    may_be = [_field(*both, words) for both in zip(lines, [*lines[1:], None])]
    counts = Counter(one.key for one in may_be if one)
    titles = Counter(one.key for one in may_be if one and one.kind == TITLE)
    title = next((key for key, count in titles.most_common(1) if count >= FEWEST), None)
    title = title or _named_by_kind(may_be, counts, words)
    ways = _ways_below(may_be, counts) if title is None else (title[1],)
    if not ways:
        return list(lines)
    own = _choose(may_be, title, ways, counts)
    pieces = [*_pieces(lines, own, recognize)]
    if title is None and not _find_titles(pieces):
        return list(lines)
    naming, told = _naming(pieces, recognize), _telling(pieces, recognize)
    for piece in pieces:
        if piece.own and piece.label in naming | told:
            piece.own = replace(piece.own, kind=WHO if piece.label in naming else OTHER)
    return [*_in_order(pieces, recognize)]


def _field(line: Line, below: Line | None, words: DocumentWords) -> _Field | None:
    """Return what a line may be: a label and its value, or a label alone."""
    text = line.text
    if line.note == FIELD:
        label = text.casefold().strip(" .:")
        return _told(label, CELL, line, len(text), below, words)
    end = next((b for a, b in line.strong if a == 0 and b < len(text)), 0)
    if end and len(text[:end].split()) <= LONGEST and ":" not in text[: end + 1]:
        label = text[:end].casefold().strip(" .")
        rest = len(text) - len(text[end:].lstrip(" –—"))
        return _told(label, BOLD, line, rest, below, words)
    found = BEFORE_VALUE.match(text) or ALONE.match(text)
    if found is None or len(found["label"].split()) > LONGEST:
        return None
    label = found["label"].casefold().strip(" .")
    way = ABOVE if found.end() == len(text) else NUMBERED if found["count"] else ON_LINE
    return _told(label, way, line, found.end(), below, words)


def _told(
    label: str, way: str, line: Line, at: int, below: Line | None, words: DocumentWords
) -> _Field:
    """Return a field; the number of an item is no title, whatever its label says."""
    one = _Field(label, kind_of(label, words), way, line, at)
    value = one.value or below
    counts = one.kind == TITLE and value is not None and NUMBER.fullmatch(value.text)
    return replace(one, kind=OTHER) if counts else one


def _named_by_kind(
    may_be: Sequence[_Field | None], counts: Counter[Key], words: DocumentWords
) -> Key | None:
    """Return what stands for titles where no label says so: “Session: …”, as often as a time."""
    times = Counter(one.key for one in may_be if one and one.kind == TIME)
    often = {count for count in times.values() if count >= FEWEST}
    kinds = words["sessions"].exact
    named = (key for key, n in counts.items() if n in often and key[0] in kinds)
    # what stands alone may head the column of a table of each day
    return next((key for key in named if key not in times and key[1] != ABOVE), None)


def _ways_below(fields: Sequence[_Field | None], counts: Counter[Key]) -> tuple[str, ...]:
    """Return how fields of which the title is none stand below titles, if they do."""
    found = Counter(one.kind for one in fields if one and one.way in HEADED)
    is_headed = sum(found[kind] >= FEWEST for kind in (TIME, ROOM, WHO)) > 1
    ways: tuple[str, ...] = HEADED if is_headed else ()
    alone = Counter(one.kind for one in fields if one and one.way == ABOVE)
    if not is_headed and all(alone[kind] >= FEWEST for kind in (TIME, WHO, TASK)):
        ways = (ABOVE,)
    again = [one if one and counts[one.key] >= FEWEST else None for one in fields]
    return (*ways, ON_LINE) if _end_with_times(again) else ways


def _end_with_times(fields: Sequence[_Field | None]) -> bool:
    """Whether rows of fields on lines end with when: what it is of stands above, not below."""
    rows = [[one.kind for one in row if one] for is_row, row in groupby(fields, bool) if is_row]
    timed = [row for row in rows if TIME in row and WHO in row]
    return len(timed) >= FEWEST and all(row.index(WHO) < row.index(TIME) for row in timed)


def _choose(
    may_be: Sequence[_Field | None],
    title: Key | None,
    ways: tuple[str, ...],
    counts: Counter[Key],
) -> dict[int, _Field]:
    """Return the fields by their lines: of labels that stand again and again, as the title's."""
    least = max(FEWEST, counts[title] // 2) if title else FEWEST
    on_lines = (ON_LINE, NUMBERED, ABOVE)
    ways = on_lines if title and title[1] in on_lines else ways
    chosen: dict[int, _Field] = {}
    for number, one in enumerate(may_be):
        if one is None:
            continue
        unsure = one.kind in (OTHER, TASK)
        if unsure and one.way == ABOVE and (one.line.level == 1 or one.line.note):
            continue  # the title of the page, which stands in its head too
        above = chosen.get(number - 1)
        if unsure and one.way == ABOVE and above is not None and above.value is None:
            continue  # the value of that
        enough = one.way in ways and counts[one.key] >= (least if unsure else FEWEST)
        is_title = one.kind == TITLE and title is not None
        if one.key == title:
            chosen[number] = replace(one, kind=TITLE)
        elif enough and not is_title:
            chosen[number] = one
    return chosen


def _pieces(
    lines: Sequence[Line], own: dict[int, _Field], recognize: Recognizer
) -> Iterator[_Piece]:
    """Yield the fields with the lines below that are theirs, and what stands between."""
    held: _Piece | None = None
    for number, line in enumerate(lines):
        if held and number not in own and not _ends(held, line, recognize):
            held.lines.append(line)
            continue
        if held:
            yield held
        held = None
        if number in own:
            value = own[number].value
            held = _Piece(own[number], [value] if value else [])
        else:
            yield _Piece(None, [line])
    if held:
        yield held


def _ends(held: _Piece, line: Line, recognize: Recognizer) -> bool:
    """Whether a line does not belong to the field above it."""
    if not held.lines or held.own is None:
        return held.own is None
    if held.own.way == CELL:
        return not line.column
    if held.kind not in (TITLE, WHO):
        return True
    if held.own.value and (line.gap or line.all_strong or line.text[0].isdigit()):
        return True
    return bool(line.level or COUNTS.fullmatch(line.text) or recognize(line).has_day)


def _find_titles(pieces: Sequence[_Piece]) -> bool:
    """Take for a title the line above each row of fields; return whether there are any.

    Where labels stand above their values, each must be counted or set as a heading: “Item 3”, and
    below it “Fair Pay”.
    """
    found: list[_Piece] = []
    for before, above, first, second in zip([None, *pieces], pieces, pieces[1:], pieces[2:]):
        if above.own or not (first.own and second.own):
            continue
        line = above.lines[0]
        counted = before is not None and not before.own and COUNTS.fullmatch(before.lines[0].text)
        if first.own.way != ABOVE or counted or line.level or line.all_strong:
            found.append(above)
    alone = Counter(one.label for one in pieces if one.own and one.own.way == ABOVE)
    timed = [alone[one.label] for one in pieces if one.kind == TIME]
    if len(found) < max(timed, default=0):
        return False
    for above in found:
        above.own = _Field("", TITLE, ON_LINE, above.lines[0])
    return bool(found)


def _naming(pieces: Sequence[_Piece], recognize: Recognizer) -> set[str]:
    """Return the labels behind which people stand, though their words do not say so."""
    own = any(piece.kind == WHO for piece in pieces)
    naming = _naming_of(OTHER, pieces, recognize)
    return naming if naming or own else _naming_of(TASK, pieces, recognize)


def _naming_of(kind: str, pieces: Sequence[_Piece], recognize: Recognizer) -> set[str]:
    fields, named = Counter[str](), Counter[str]()
    for piece in pieces:
        if piece.kind == kind:
            said = [recognize(line) for line in piece.lines]
            read = (s.people.read_all(s.text, (), LISTED) for s in said if not s.tells)
            known = (any(map(s.people.is_known, people)) for s, people in zip(said, read))
            fields[piece.label] += 1
            named[piece.label] += any(known)
    return {label for label, count in named.items() if count * 2 > fields[label]}


def _telling(pieces: Sequence[_Piece], recognize: Recognizer) -> set[str]:
    """Return the labels of who spoke behind which sentences stand: “Conclusions: …”."""
    fields, told = Counter[str](), Counter[str]()
    for piece in pieces:
        if piece.kind == WHO:
            fields[piece.label] += 1
            told[piece.label] += any(recognize(line).is_sentence for line in piece.lines)
    return {label for label, count in told.items() if count * 2 > fields[label]}


def _before_title(pieces: Sequence[_Piece]) -> set[str]:
    """Return the labels that stand before the title of their item, by all items together."""
    places = [n for n, piece in enumerate(pieces) if piece.kind == TITLE]
    last = {piece.label for piece in pieces[places[-1] + 1 :] if piece.own}
    between = [[p.label for p in pieces[a + 1 : b] if p.own] for a, b in pairwise(places)]
    before: set[str] = set()
    for piece in reversed(pieces[: places[0]]):
        if piece.own is None or piece.label in last:
            break
        ends = [row for row in between if piece.label in row[-len(before) - 1 :]]
        if len(ends) * 2 < len(between):
            break
        before.add(piece.label)
    return before


def _in_order(pieces: Sequence[_Piece], recognize: Recognizer) -> Iterator[Line]:
    """Yield the lines, each item with its title first, and then where it has time and place."""
    before = _before_title(pieces) if any(piece.kind == TITLE for piece in pieces) else set()
    item: list[_Piece] = []
    for number, piece in enumerate(pieces):
        titled = any(one.kind == TITLE for one in item)
        inside = titled and piece.own is None and _is_within(number, pieces, before, recognize)
        ends = titled and (piece.kind == TITLE or piece.label in before)
        if ends or (piece.own is None and not inside):
            yield from _item(item, recognize)
            item = []
        below = pieces[number + 1].own if number + 1 < len(pieces) else None
        if piece.own or inside:
            item.append(piece)
        elif not (below and COUNTS.fullmatch(piece.lines[0].text)):
            yield from piece.lines
    yield from _item(item, recognize)


def _is_within(
    number: int, pieces: Sequence[_Piece], before: set[str], recognize: Recognizer
) -> bool:
    """Whether a line of no field stands between two of one item."""
    line = pieces[number].lines[0]
    if line.level or COUNTS.fullmatch(line.text) or recognize(line).has_day:
        return False
    below = next((piece for piece in pieces[number : number + NEAR] if piece.own), None)
    return below is not None and below.kind != TITLE and below.label not in before


def _item(pieces: Sequence[_Piece], recognize: Recognizer) -> Iterator[Line]:
    """Yield the lines of an item: its day, its title, time and place, and the others."""
    places = {kind: place for place, kind in enumerate(ORDER)}
    pieces = _with_end(pieces)
    if any(piece.kind == TITLE for piece in pieces):
        pieces = sorted(pieces, key=lambda piece: places.get(piece.kind, len(ORDER)))
    behind: list[Line] = []
    for above, piece in zip([None, *pieces], pieces):
        if piece.kind == BODY and not (above and above.kind == WHO):
            continue  # “Organisation: …” says who somebody is below a name alone
        if piece.kind == TITLE and piece.lines:
            first, *below = piece.lines
            while below and below[0].text[:1].islower():  # its second line
                more = below.pop(0)
                first = replace(first, text=f"{first.text} {more.text}", end=more.end)
            heading, *parts = _split_title(first, recognize)
            yield replace(heading, level=LEVEL, gap=True, strong=(), column=0)
            behind = [*parts, *(replace(line, gap=False) for line in below)]
        else:
            lines = [*_lines(piece, recognize)]
            if piece.kind not in (DATE, TIME, END, ROOM):
                lines, behind = [*behind, *lines], []
            yield from lines
    yield from behind


def _with_end(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """Join when an item begins and when it ends: “Start: 9:00”, “End: 10:00”."""
    start, end = (next((p for p in pieces if p.kind == k and p.lines), None) for k in (TIME, END))
    if start is None or end is None:
        return pieces
    (first, *_), (last, *_) = start.lines, end.lines
    both = replace(first, text=f"{first.text} – {last.text}", end=max(first.end, last.end))
    start.lines[0] = replace(both, start=min(first.start, last.start))
    return [piece for piece in pieces if piece is not end]


def _split_title(line: Line, recognize: Recognizer) -> list[Line]:
    """Return a title, and what behind semicolons is a time or a room: “Fair Pay; 9:30; Room A”."""
    head, *parts = line.text.split("; ")
    behind: list[str] = []
    for part in reversed(parts):
        said = recognize(replace(line, text=part))
        if not (said.has_time or said.is_room):
            break
        behind.insert(0, part)
    if not behind:
        return [line]
    head = "; ".join([head, *parts[: len(parts) - len(behind)]])
    plain = replace(line, gap=False, level=0, strong=(), column=0)
    return [replace(line, text=head), *(replace(plain, text=part) for part in behind)]


def _lines(piece: _Piece, recognize: Recognizer) -> Iterator[Line]:
    """Yield the lines of a field, as they would stand without a form."""
    own = piece.own
    plain = [replace(s, gap=False, strong=(), level=0, column=0, note="") for s in piece.lines]
    if own is None:
        yield from piece.lines
        return
    if any(NUMBER.fullmatch(line.text) for line in plain[:1]):
        return
    words = recognize(own.line).words
    start = own.line.text.casefold().find(own.label)
    label = replace(own.line, text=own.line.text[start:], gap=False, strong=(), column=0, note="")
    if own.kind == ROOM:
        under = min(words["venue_labels"].exact)
        yield from (replace(line, under=under) for line in plain)
    elif own.kind == WHO and own.way in (ON_LINE, NUMBERED) and kind_of(own.label, words) == WHO:
        yield from [label, *plain[1:]]
    elif own.kind == WHO and kind_of(own.label, words) == WHO:
        yield replace(label, text=f"{label.text[: len(own.label)]}:")
        yield from plain
    elif own.kind in (WHO, BODY) or any(
        _is_when(s, recognize) for s in plain[: own.kind in (TIME, END, DATE)]
    ):
        yield from plain
    else:
        none = own.kind in (TASK, REACHED)
        yield from (line for line in plain if recognize(line).tells and not none)


def _is_when(line: Line, recognize: Recognizer) -> bool:
    said = recognize(line)
    return said.has_time or bool(said.dates)
