"""Forms: the same labels again and again, “Topic: …”, “Time: …”, on lines or in cells.

A label stands before its value on a line, alone above it, or in a cell of its own. Of each item the
title comes first then, as a heading, and time and place below it, wherever they are printed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from atgraph.curate.ingest import form_fields
from atgraph.curate.ingest.form_labels import Kind, kind_of
from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.person_signs import LISTED, SURE
from atgraph.curate.ingest.recognition import RecognizedLine, Recognizer

COUNTS = re.compile(  # “Item 3”, “3.”, “Sesión n.º 3”, “Session no. 3”, “Panel 3 of 5”
    r"(?:[^\W\d_]+(?:[’'][^\W\d_]+)?\.? ){0,6}(?:№ ?|n[.º°o]{1,2} ?)?\d{1,3}"
    r"(?: [^\W\d_]{1,3} \d{1,3})?\W*"
)
LEVEL = 3  # of a title
NEAR = 4  # lines between two fields of an item
ORDER = [Kind.DATE, Kind.TITLE, Kind.TIME, Kind.ROOM]  # in which an item is read


@dataclass
class _Piece:
    """A field with the lines of its value, or a line of no field."""

    own: form_fields.FormField | None
    lines: list[Line] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.own.label if self.own else ""

    @property
    def kind(self) -> str:
        return self.own.kind if self.own else ""


_Pieces = Sequence[_Piece]


def read_forms(lines: Sequence[Line], recognize: Recognizer) -> list[Line]:
    """Return lines, those of a form in the order of other programmes, a title as a heading."""
    if not lines:
        return []
    words = recognize(lines[0]).words
    may_be = [form_fields.read_field(*both, words) for both in zip(lines, [*lines[1:], None])]
    counts = Counter(one.key for one in may_be if one)
    titles = Counter(one.key for one in may_be if one and one.kind == Kind.TITLE)
    title = next((key for key, count in titles.most_common(1) if count >= form_fields.FEWEST), None)
    title = title or form_fields.named_by_kind(may_be, counts, words)
    ways = form_fields.ways_below(may_be, counts, lines) if title is None else (title[1],)
    if not ways:
        return list(lines)
    own = form_fields.choose(may_be, title, ways, counts)
    pieces = [*_pieces(lines, own, recognize)]
    if _are_topics(pieces, recognize) if title else not _find_titles(pieces):
        return list(lines)
    # sentences stand behind labels of who spoke: “Conclusions: …”
    telling = _most(pieces, [Kind.WHO], lambda p: any(recognize(s).is_sentence for s in p.lines))
    kinds = dict.fromkeys(telling, Kind.OTHER)
    kinds |= dict.fromkeys(_timing(pieces, recognize), Kind.TIME)
    kinds |= dict.fromkeys(_naming(pieces, recognize), Kind.WHO)
    for piece in pieces:
        if piece.own and piece.label in kinds:
            piece.own = replace(piece.own, kind=kinds[piece.label])
    return [*_in_order(pieces, recognize)]


def _pieces(
    lines: Sequence[Line], own: dict[int, form_fields.FormField], recognize: Recognizer
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
    if held.own.way == form_fields.CELL:
        return not line.column
    if held.kind not in (Kind.TITLE, Kind.WHO):
        return True
    if held.own.value and (line.gap or line.all_strong or line.text[0].isdigit()):
        return True
    return bool(line.level or COUNTS.fullmatch(line.text) or recognize(line).has_day)


def _are_topics(pieces: _Pieces, recognize: Recognizer) -> bool:
    """Whether titles stand below who speaks on them: “Ada Bek, judge”, and below it “Topic: …”."""
    above = [one for one, below in pairwise(pieces) if below.kind == Kind.TITLE]
    held = [one for one in above if one.kind in ("", Kind.TITLE) and len(one.lines) > bool(one.own)]
    ends = [recognize(one.lines[-1]) for one in held]
    named = sum(_begins_with_name(s) if s.has_time else s.is_person for s in ends)
    return named * 2 > sum(piece.kind == Kind.TITLE for piece in pieces)


def _begins_with_name(line: RecognizedLine) -> bool:
    """Whether somebody stands beside a time: “9:00 Ada Bek (Terra)”."""
    name = line.people.names.read(line.title)
    return name is not None and name.start == 0 and name.score >= SURE


def _find_titles(pieces: _Pieces) -> bool:
    """Take for titles the lines above rows of fields; return whether there are any."""
    found: list[_Piece] = []
    for before, above, first, second in zip([None, *pieces], pieces, pieces[1:], pieces[2:]):
        if above.own or not (first.own and second.own):
            continue
        line = above.lines[0]
        counted = before is not None and not before.own and COUNTS.fullmatch(before.lines[0].text)
        if first.own.way != form_fields.ABOVE or counted or line.level or line.all_strong:
            found.append(above)
    alone = Counter(one.label for one in pieces if one.own and one.own.way == form_fields.ABOVE)
    timed = [alone[one.label] for one in pieces if one.kind == Kind.TIME]
    if len(found) < max(timed, default=0):
        return False
    for above in found:
        above.own = form_fields.FormField("", Kind.TITLE, form_fields.ON_LINE, above.lines[0])
    return bool(found)


def _naming(pieces: _Pieces, recognize: Recognizer) -> set[str]:
    """Return the labels behind which people stand, though their words do not say so."""

    def names(piece: _Piece) -> bool:
        said = [line for line in map(recognize, piece.lines) if not line.tells]
        read = (line.people.read_all(line.text, (), LISTED) for line in said)
        return any(any(map(s.people.is_known, people)) for s, people in zip(said, read))

    own = any(piece.kind == Kind.WHO for piece in pieces)
    naming = _most(pieces, [Kind.OTHER], names)
    return naming if naming or own else _most(pieces, [Kind.TASK], names)


def _most(pieces: _Pieces, kinds: Sequence[str], holds: Callable[[_Piece], bool]) -> set[str]:
    """Return the labels of some kinds of which that holds in most fields."""
    fields, held = Counter[str](), Counter[str]()
    for piece in (piece for piece in pieces if piece.kind in kinds):
        fields[piece.label] += 1
        held[piece.label] += holds(piece)
    return {label for label, count in held.items() if count * 2 > fields[label]}


def _timing(pieces: _Pieces, recognize: Recognizer) -> set[str]:
    """Return the labels behind which times stand, where none says so: “Tag und Stunde: …”."""
    if any(piece.kind == Kind.TIME for piece in pieces):
        return set()

    def times(piece: _Piece) -> bool:
        return any(s.has_time and not s.is_sentence for s in map(recognize, piece.lines[:1]))

    return _most(pieces, [Kind.OTHER, Kind.DATE], times)


def _before_title(pieces: _Pieces) -> set[str]:
    """Return the labels that stand before the title of their item, by all items together."""
    places = [n for n, piece in enumerate(pieces) if piece.kind == Kind.TITLE]
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


def _in_order(pieces: _Pieces, recognize: Recognizer) -> Iterator[Line]:
    """Yield the lines, each item with its title first, and then where it has time and place."""
    before = _before_title(pieces) if any(piece.kind == Kind.TITLE for piece in pieces) else set()
    item: list[_Piece] = []
    for number, piece in enumerate(pieces):
        titled = any(one.kind == Kind.TITLE for one in item)
        inside = titled and piece.own is None and _is_within(number, pieces, before, recognize)
        said = any(one.kind == Kind.WHO for one in item)
        inside = inside and not (said and _is_when(piece.lines[0], recognize))
        ends = titled and (piece.kind == Kind.TITLE or piece.label in before)
        if ends or (piece.own is None and not inside):
            yield from _item(item, recognize)
            item = []
        below = pieces[number + 1].own if number + 1 < len(pieces) else None
        if piece.own or inside:
            item.append(piece)
        elif not (below and COUNTS.fullmatch(piece.lines[0].text)):
            yield from piece.lines
    yield from _item(item, recognize)


def _is_within(number: int, pieces: _Pieces, before: set[str], recognize: Recognizer) -> bool:
    """Whether a line of no field stands between two of one item."""
    line = pieces[number].lines[0]
    if line.level or COUNTS.fullmatch(line.text) or recognize(line).has_day:
        return False
    below = next((piece for piece in pieces[number : number + NEAR] if piece.own), None)
    return below is not None and below.kind != Kind.TITLE and below.label not in before


def _item(pieces: _Pieces, recognize: Recognizer) -> Iterator[Line]:
    """Yield the lines of an item: its day, its title, time and place, and the others."""
    places = {kind: place for place, kind in enumerate(ORDER)}
    pieces = _with_end(pieces)
    if any(piece.kind == Kind.TITLE for piece in pieces):
        pieces = sorted(pieces, key=lambda piece: places.get(piece.kind, len(ORDER)))
    behind: list[Line] = []
    named = False
    for piece in pieces:
        if piece.kind == Kind.BODY and not named:
            continue  # “Organisation: …” says who somebody is below a name alone
        named = piece.kind in (Kind.WHO, Kind.BODY)
        if piece.kind == Kind.TITLE and piece.lines:
            first, *below = piece.lines
            while below and below[0].text[:1].islower():  # its second line
                more = below.pop(0)
                first = replace(first, text=f"{first.text} {more.text}", end=more.end)
            heading, *parts = _split_title(first, recognize)
            yield replace(heading, level=LEVEL, gap=True, strong=(), column=0)
            behind = [*parts, *(replace(line, gap=False) for line in below)]
        else:
            lines = [*_lines(piece, recognize)]
            if piece.kind not in (Kind.DATE, Kind.TIME, Kind.END, Kind.ROOM):
                lines, behind = [*behind, *lines], []
            yield from lines
    yield from behind


def _with_end(pieces: _Pieces) -> _Pieces:
    """Join when an item begins and when it ends: “Start: 9:00”, “End: 10:00”."""
    start, end = (
        next((p for p in pieces if p.kind == k and p.lines), None) for k in (Kind.TIME, Kind.END)
    )
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
    if any(form_fields.NUMBER.fullmatch(line.text) for line in plain[:1]):
        return
    words = recognize(own.line).words
    start = own.line.text.casefold().find(own.label)
    label = replace(own.line, text=own.line.text[start:], gap=False, strong=(), column=0, note="")
    if own.kind == Kind.ROOM:
        under = min(words["venue_labels"].exact)
        yield from (replace(line, under=under) for line in plain)
    elif (
        own.kind == Kind.WHO
        and own.way in (form_fields.ON_LINE, form_fields.NUMBERED)
        and kind_of(own.label, words) == Kind.WHO
    ):
        yield from [label, *plain[1:]]
    elif own.kind == Kind.WHO and kind_of(own.label, words) == Kind.WHO:
        yield replace(label, text=f"{label.text[: len(own.label)]}:")
        yield from plain
    elif own.kind in (Kind.WHO, Kind.BODY) or any(
        _is_when(s, recognize) for s in plain[: own.kind in (Kind.TIME, Kind.END, Kind.DATE)]
    ):
        yield from plain
    else:
        none = own.kind in (Kind.TASK, Kind.REACHED)
        yield from (line for line in plain if recognize(line).tells and not none)


def _is_when(line: Line, recognize: Recognizer) -> bool:
    said = recognize(line)
    return said.has_time or bool(said.dates)
