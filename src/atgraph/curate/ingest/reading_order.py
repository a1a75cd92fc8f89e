"""The order in which lines are read: tables cell by cell, lines that say several things apart."""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter

from atgraph.curate.ingest.labels import (
    OF_ONE,
    PARTS,
    any_form,
    known_forms,
    leads_to_name,
    read_role,
)
from atgraph.curate.ingest.lines import COLUMN, HEADED, Cell, Extract, Line, sentences_in
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.word_lists import DocumentWords, with_forms

LONGEST = 5000  # letters of a line that is cut
SHORT = 60  # letters of a cell with a time
WENT_ON = "went on"
BETWEEN = " –—|·•;"
# what may part a title from who speaks, beside a role word
BEHIND_TITLE = r"[.?!]?\s+[–—|/·-]\s+|[:.?!]\s+|,\s+|\s+(?:{with})\s+|\s+\((?=.+\)$)|(?<=[”\"»“])\s"
BRACKET, DASHES = "(", ("–", "-", "—", "|")
ENDED = re.compile(r"\w{3}[)”“»]?\.\s*$")  # not by “e. V.”
BEHIND_NAMES = re.compile(r":\s+|\s[–—|]\s+|(?<=\))\s+(?=[^\W\d_a-zß-ÿ]|[«“„\"])")
RUN_ON, FEWEST = "run on", 2  # a head and what is below it in one line; such lines in a record
LONGEST_ROOM = 30  # letters of a room before a title
HEAD_ENDS = re.compile(r"(?:\d{1,2}[.)]\s+)?[^.:–—]{3,80}?(?:[.:]\s|\s[–—]\s)")
SPEAKS, LISTED, SURE = 0.5, 1.5, 2.0  # speaks for names beforehand; where others are parted so

Recognizer = Callable[[Line], RecognizedLine]


def order_lines(extract: Extract, recognize: Recognizer) -> list[Line]:
    """Return lines in reading order; heads of rows and columns come again before their cells."""
    order: list[Line] = []
    inside = {number: table for table in extract.tables for cell in table for number in cell.lines}
    done: set[int] = set()
    for number, line in enumerate(extract.lines):
        table = inside.get(number)
        if table is None:
            order.append(line)
        elif id(table) not in done:
            done.add(id(table))
            order += _Table(table, extract.lines, recognize).read()
    return order


class _Table:
    """Reads the cells of a table."""

    def __init__(self, cells: Sequence[Cell], lines: Sequence[Line], recognize: Recognizer) -> None:
        self.cells, self.lines, self.recognize = cells, lines, recognize
        self.halls: dict[int, Cell] = {}  # column → the cell that names its room
        self.described: set[int] = set()  # columns headed “Speakers” or “Room”: a row is a session

    def read(self) -> Iterator[Line]:
        """Yield its lines in the order of reading."""
        heads = [c for c in self.cells if c.row == 0 and not self._has_time(c)]
        days = sum(any(line.has_day for line in self._recognized(c)) for c in heads)
        halls = {c.column: c for c in heads if [s.is_room for s in self._recognized(c)] == [True]}
        named = self._column_heads()
        self._note_columns(named)
        self._note(named, COLUMN, most=4)
        if days >= 2:
            return self._by_column()
        clocks = {c.column: c for c in self.cells if c.row == 0 and self._is_clock(c)}
        if len(clocks) >= 2 and 0 not in clocks:
            return self._below_times(clocks)
        self.halls = halls if len(halls) >= 2 else {}
        single = [c for c in named if len(c.lines) == 1 and c.columns == 1]
        roles = {c.column: c for c in single if is_role_alone(*self._recognized(c))}
        rooms = (c.column for c in single if _heads_rooms(*self._recognized(c)))
        self.described = {*roles, *rooms}
        return self._by_row_with_roles(roles)

    def _by_row_with_roles(self, roles: dict[int, Cell]) -> Iterator[Line]:
        """Yield row by row, each cell that a role heads behind the others and below its role."""

        def has_role(cell: Cell) -> bool:
            return cell.column in roles and cell.columns == 1

        below = [c for c in self.cells if has_role(c) and c.row > roles[c.column].row and c.lines]
        self._note(below, HEADED)
        headed = {self.lines[c.lines[0]].start: roles[c.column] for c in below}
        # the title comes before who speaks
        self.cells = sorted(self.cells, key=lambda c: (c.row, has_role(c)))
        for line in self._by_row():
            if line.start in headed:
                yield from self._text(headed[line.start])
            yield line

    def _recognized(self, cell: Cell) -> list[RecognizedLine]:
        return [self.recognize(self.lines[n]) for n in cell.lines]

    def _has_time(self, cell: Cell) -> bool:
        return any(line.has_time for line in self._recognized(cell))

    def _is_clock(self, cell: Cell) -> bool:
        return sum(len(self.lines[n].text) for n in cell.lines) < SHORT and self._has_time(cell)

    def _says_role(self, cell: Cell) -> bool:
        return any(map(is_role_alone, self._recognized(cell)[:1]))

    def _is_in_hall(self, cell: Cell) -> bool:
        return cell.column in self.halls

    def _holds_session(self, cell: Cell) -> bool:
        """Whether a cell holds a title and below it who speaks."""
        first, *below = self._recognized(cell)
        heads = not (first.is_person or first.has_marked_role or is_role_alone(first))
        return heads and any(line.is_person for line in below)

    def _text(self, *cells: Cell) -> Iterator[Line]:
        """Yield the lines of cells that belong together: white space stands before the first."""
        for place, cell in enumerate(filter(lambda cell: cell.lines, cells)):
            first, *others = (self.lines[n] for n in cell.lines)
            yield from (replace(first, gap=not place), *others)

    def _column_heads(self) -> Sequence[Cell]:
        """Return the first row whose first cell says “Time”; it heads the columns."""
        for _, row in groupby(self.cells, attrgetter("row")):
            own = list(row)
            labels = ((s.text.strip(" .:").casefold(), s.words) for s in self._recognized(own[0]))
            if any(label in words["time_labels"].exact for label, words in labels):
                return own
        return []

    def _note(self, cells: Iterable[Cell], note: str, most: int = LONGEST) -> None:
        """Note of lines of cells what they are, of those of at most so many words."""
        lines = list(self.lines)
        for number in (n for c in cells for n in c.lines if len(lines[n].text.split()) <= most):
            lines[number] = replace(lines[number], note=note)
        self.lines = lines

    def _note_columns(self, named: Sequence[Cell]) -> None:
        """Note of each line its column and what heads it."""
        heads = {c.column: " ".join(self.lines[n].text for n in c.lines) for c in named}
        lines = list(self.lines)
        for cell in self.cells:
            for n in cell.lines:
                head = "" if cell in named else heads.get(cell.column, "")
                lines[n] = replace(lines[n], column=cell.column + 1, under=head)
        self.lines = lines

    def _by_row(self) -> Iterator[Line]:
        """Yield the time of a row first, then each cell; in parallel halls both before each."""
        reached = 0
        for row in sorted({c.row for c in self.cells}):
            if row < reached:
                continue
            if found := self._parallel(row):
                reached = row + found[0].rows
                yield from self._side_by_side(*found)
                continue
            own = [c for c in self.cells if c.row == row]
            spanning = [c for c in self.cells if c.row < row < c.row + c.rows and c.lines]
            held = [c for c in spanning if self._has_time(c)]
            # the row goes on with the session above
            titled = len(held) < len(spanning) or any(map(self._says_role, own))
            times = [*filter(self._is_clock, own)] or ([] if titled else held)
            rest = [c for c in own if c not in times and c.lines]
            parallel = any(
                sum(map(side, rest)) > 1 for side in (self._is_in_hall, self._holds_session)
            )
            groups = [[c for c in times if c in own or rest]] if not parallel else []
            for cell in rest:
                if parallel:
                    groups.append([*times])
                if cell.column in self.halls and cell.columns == 1:
                    groups[-1].append(self.halls[cell.column])
                groups[-1].append(cell)
            for group in groups:
                yield from self._text(*group)

    def _side_by_side(self, time: Cell, columns: Sequence[int]) -> Iterator[Line]:
        """Yield the sessions of several rows column by column, each below the time and its hall."""
        for column in columns:
            own = (c for c in self.cells if c.column == column)
            held = [c for c in own if time.row <= c.row < time.row + time.rows]
            hall = [self.halls[column]] if column in self.halls else []
            yield from self._text(time, *hall, *sorted(held, key=attrgetter("row")))

    def _parallel(self, row: int) -> tuple[Cell, list[int]] | None:
        """Return the time that holds for several rows, and the columns that run side by side."""
        own = (c for c in self.cells if c.row == row and c.rows > 1)
        time = next(filter(self._is_clock, own), None)
        others = [c for c in self.cells if c.row == row and c is not time and c.lines]
        if time is None or any(c.rows == time.rows for c in others if c.column not in self.halls):
            return None  # the title spans them as well: a row for each who speaks
        rows = range(row, row + time.rows)
        if any(self._says_role(c) for c in self.cells if c.row in rows):
            return None  # a row for each role
        held = Counter(c.column for c in self.cells if c.row in rows and c is not time and c.lines)
        if self.described & set(held):
            return None
        several = sum(count > 1 for count in held.values())
        halls = sum(column in self.halls for column in held)
        return (time, sorted(held)) if several > 1 or halls > 1 else None

    def _below_times(self, clocks: Mapping[int, Cell]) -> Iterator[Line]:
        """Yield row by row what stands first in it, as its day, then each cell below its time."""
        for cell in sorted((c for c in self.cells if c.row), key=attrgetter("row", "column")):
            time = clocks.get(cell.column)
            yield from self._text(*([time] if time and cell.lines else []), cell)

    def _by_column(self) -> Iterator[Line]:
        """Yield column by column: the day, then for each row its time and its cell."""
        first = [c for c in self.cells if c.column == 0]
        dated = any(line.has_day for cell in first[:1] for line in self._recognized(cell))
        clocks = [] if dated else [*filter(self._is_clock, first)]
        times = {row: c for c in clocks for row in range(c.row, c.row + c.rows)}
        for column in sorted({c.column for c in self.cells} - ({0} if times else set())):
            own = [c for c in self.cells if c.column <= column < c.column + c.columns]
            for cell in sorted(own, key=attrgetter("row")):
                spans = cell.row == 0 and cell.column < column  # a head that was read before
                time = times.get(cell.row)
                if time is not cell and not spans:
                    yield from self._text(*([time] if time and cell.lines else []), cell)
        if times:
            yield from self._text(*(c for c in self.cells if c.row == 0 and c.column == 0))


def is_role_alone(line: RecognizedLine) -> bool:
    """Whether it is a role word alone, as “Moderator” at the head of a column."""
    return line.role is not None and line.role.alone and line.role.scheme == PARTS


def _heads_rooms(line: RecognizedLine) -> bool:
    """Whether it is “Room” or the like, at the head of a column."""
    return line.text.strip(" .:").casefold() in line.words["venue_labels"].exact


@functools.cache
def _cuts(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return where a role word follows something else: “… Moderator: …”, “… | chaired by …”."""
    forms, phrases, by = (
        any_form(form for form in known_forms(languages) if re.search(kind, form))
        for kind in ("", " ", r" by\Z")
    )
    before = r"(?P<before>[.;)»”]\s+|\s[–—|·•]\s+|\s{2,})"
    form = rf"(?P<form>(?:[^\W\d_]+\s)?(?:{forms})(?:\(s\)|s|[·*]\w{{1,5}})?)"
    marked = rf"{before}{form}\s?:\s"
    dashed = rf"(?P<before>;\s+|\s\|\s+){form}\s[–—]\s"
    phrase = rf"(?P<before>\s[|·•]\s+|\s[–—]\s+(?=(?:{by})\s))(?P<form>{phrases})(?!\w)"
    # “9:00 Panel 1: The Title Chair: …”
    behind = (
        r"^\d{1,2}[.:hч]\d\d.{15,}?(?P<before>[^\W\d_]\s)(?=(?-i:[^\W\d_a-zß-ÿа-яіїєґ]))"
        rf"(?P<form>{forms})\s?:\s"
    )
    return tuple(re.compile(one, re.I) for one in (marked, dashed, phrase, behind))


def _is_time(text: str, words: DocumentWords) -> bool:
    """Whether a text is a time and nothing else."""
    for time in reversed(list(find_times(text, words))):
        text = text[: time.at] + text[time.to :]
    return not any(map(str.isalpha, text))


def split_line(line: Line, words: DocumentWords, text: str) -> Iterator[Line]:
    """Yield the parts of a line that holds several role words, each with its place in the text."""
    patterns = _cuts(words.languages) if 12 < len(line.text) < LONGEST else ()
    found = (f for pattern in patterns for f in pattern.finditer(line.text))
    cuts = {f.start("form") for f in found if not _is_time(line.text[: f.start("before")], words)}
    if patterns and not cuts and (role := read_role(line.text, words)) and not role.alone:
        # “Es sprechen A; B und C. Die Diskussion moderiert D.”
        pieces = (
            (line.text[role.end : at], line.text[at:])
            for at, _ in sentences_in(line.text, 0, len(line.text))
        )
        cuts = {
            len(line.text) - len(last)
            for first, last in pieces
            if (role.marked or ";" in first)
            and ENDED.search(first)
            and min(len(first.split()), len(last.split())) > FEWEST
        }
    return cut_line(line, sorted(cuts), text)


def cut_line(line: Line, cuts: Sequence[int], text: str, note: str = WENT_ON) -> Iterator[Line]:
    """Yield the parts of a line between some places, those behind the first with a note."""
    if not cuts:
        yield line
        return
    reached = line.start
    for start, end in pairwise([0, *cuts, len(line.text)]):
        piece = line.text[start:end].strip(BETWEEN if note else BETWEEN + ".,:")
        piece = piece.removesuffix("(").rstrip()
        piece = piece.removesuffix(")") if piece.count(")") > piece.count("(") else piece
        if not piece:
            continue
        at = text.find(piece, reached, line.end)
        first, last = (at, at + len(piece)) if at >= 0 else line.span
        reached = last if at >= 0 else reached
        held = [(a, b) for a, b in line.strong if a < end and b > start]
        strong = tuple((max(a, start) - start, min(b, end) - start) for a, b in held)
        own = replace(line, text=piece, start=first, end=last, strong=strong)
        level = line.level if note or not start else 0
        yield replace(own, gap=False, level=level, note=note) if start else own


def split_heads(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that begin with the head of an item: “**Fees.** Ms. A said …”.

    Several must, and go on with a sentence that says who spoke.
    """
    cuts = {line.place: cut for line in lines if (cut := _head_ends(line))}
    for line in lines:
        if len(cuts) < FEWEST or line.place not in cuts:
            yield line.raw
            continue
        head, *rest = cut_line(line.raw, [cuts[line.place]], text, RUN_ON)
        yield replace(head, text=head.text.rstrip(" .:"))
        yield from (replace(line, number=0) for line in rest)


def _head_ends(line: RecognizedLine) -> int:
    """Return where the head of an item ends within a line: what is bold, or has a number."""
    if not line.tells or line.raw.all_strong or line.role:
        return 0
    bold = [end for start, end in line.raw.strong[:1] if start == 0]
    counts = line.raw.number or line.text[:1].isdigit()
    numbered = HEAD_ENDS.match(line.text) if counts else None
    opened = line.opens[2] if line.opens and line.people.quotes_titles else 0
    at = opened or (bold[0] if bold else numbered.end() if numbered else 0)
    head, rest = line.text[:at].strip(" .:"), line.text[at:].lstrip(BETWEEN + ".:")
    name, last = line.people.names.read(head), head.rsplit(" ", maxsplit=1)[-1].casefold()
    is_name = name is not None and (name.honorific or name.score >= SURE)
    is_head = at > 0 and not is_name and last not in line.words["honorifics"].exact
    return len(line.text) - len(rest) if is_head and line.people.says_who_spoke(rest) else 0


def split_titles(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that give a title and behind a mark, or before it, who speaks.

    A mark that parts several lines parts the others too, where less speaks for the names.
    """
    titles = [line for above, line in zip([None, *lines], lines) if _may_be_title(line, above)]
    firsts = (next(_title_ends(line, SPEAKS), (0, "")) for line in titles)
    marks = Counter(mark for _, mark in firsts if mark)
    common = {mark for mark, count in marks.items() if count > max(1, marks.total() / 3)}
    timed = [line for line in titles if line.has_time and line.title and not line.is_break]
    marked = [mark for line in timed for _, mark in _title_ends(line, LISTED)]
    common |= {BRACKET} if marked.count(BRACKET) * 2 > len(timed) else set()
    cuts: dict[int, int] = {}
    for line in titles:
        listed = (at for at, mark in _title_ends(line, LISTED) if mark in common)
        sure = (at for at, _ in _title_ends(line, SPEAKS))
        if (cut := next(listed, 0) or next(sure, 0)) > 0:
            cuts[line.place] = cut
    before = {line.place: found for line in timed if (found := _names_end(line))}
    turned = sum(is_title for _, is_title in before.values()) * 2 > len(timed)
    for line in lines:
        if turned and line.place in before:
            cut, _ = before[line.place]
            time, names, *title = cut_line(line.raw, [line.times[0].to, cut], text, "")
            yield from (time, *title, names)
        else:
            yield from cut_line(line.raw, [*filter(None, [cuts.get(line.place)])], text, "")


def split_rooms(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, of those that begin with a room the title first: “Room A: Fair Work”.

    Several must.
    """
    found = {line.place: cut[0] for line in lines if (cut := _room_ends(line))}
    for line in lines:
        if len(found) < FEWEST or line.place not in found:
            yield line.raw
            continue
        room, *titles = cut_line(line.raw, [found[line.place]], text, "")
        for title in titles:
            yield replace(title, gap=line.raw.gap, level=line.raw.level)
        yield replace(room, gap=False, level=0)


def _room_ends(line: RecognizedLine) -> list[int]:
    """Return where a room ends that stands before a title and a colon."""
    head, colon, title = line.text.partition(": ")
    is_room = colon and not line.has_time and len(head) < LONGEST_ROOM and line.is_place(head)
    return [len(head) + 2] if is_room and title and not line.is_place(title) else []


def _may_be_title(line: RecognizedLine, above: RecognizedLine | None) -> bool:
    below_time = above is not None and above.has_time and not (above.title or line.tells)
    may_be = line.raw.level or line.session_word or line.has_time or below_time
    return bool(may_be) and len(line.text) < LONGEST


def _names_end(line: RecognizedLine) -> tuple[int, bool] | None:
    """Return where behind a time names of people end, and whether what follows must be a title."""
    people, first = line.people, line.times[0].to
    for found in BEHIND_NAMES.finditer(line.text, first):
        names, title = line.text[first : found.start()].strip(BETWEEN), line.text[found.end() :]
        named, other = people.read_all(names, (), SPEAKS), people.names.read(title)
        begins = named and names.startswith(named[0].honorific or named[0].name)
        is_other = people.kinds.is_post_or_body(title) or (other and other.score >= SURE)
        known = sum(map(people.is_known, named or ()))
        if begins and known * 2 >= len(named):
            return found.end(), not is_other
    return None


def _leads(form: str, role: str) -> bool:
    """Whether a role word of several words leads to who has it: “chaired by”."""
    return " " in form and leads_to_name(form) and OF_ONE.fullmatch(role) is not None


def _title_ends(line: RecognizedLine, expected: float) -> Iterator[tuple[int, str]]:
    """Yield where a title may end and names of people follow to the end of a line, and the mark."""
    people, first = line.people, line.times[0].to if line.has_time else 0
    names, honorifics = people.names, line.words["honorifics"].exact
    name = names.read(line.text[first:].lstrip(" –—-:|,"))
    led = any_form(
        f for f, (role, _) in known_forms(line.words.languages).items() if _leads(f, role)
    )
    behind = rf"{BEHIND_TITLE}|,?\s+(?:{led})\s+"
    marks = with_forms(behind, line.words, re.I).finditer(line.text, first)
    for found in marks if not name or name.score < SURE else ():
        head, mark = line.text[first : found.start()].strip(BETWEEN + ",:"), found[0].strip(" .?!")
        rest = line.text[found.end() :].removesuffix(")" if mark == BRACKET else "").lstrip("–- ")
        role = read_role(rest, line.words)
        if role and role.scheme == PARTS and not role.alone and mark in DASHES:
            rest = rest[role.end :]  # “Workshop 1 – moderates A”
        words = head.split()
        if len(head) < 3 or people.kinds.is_post(" ".join(words[:2])):
            continue
        if words[-1].casefold() in honorifics or head.count("(") != head.count(")"):
            continue
        named = people.read_all(rest, (), expected)
        begins = named and rest.lstrip().startswith(named[0].honorific or named[0].name)
        enough = len(named) if expected < LISTED else (len(named) + 1) // 2
        enough = 0 if expected == LISTED and mark == BRACKET and len(named) > 1 else enough
        if begins and sum(map(people.is_known, named)) >= enough:
            is_word = mark[-1:].isalpha()  # “with”, which is no part of the title
            yield found.start() if is_word else found.end(), mark or found[0].strip()
