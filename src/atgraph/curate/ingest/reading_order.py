"""The order in which lines are read: those of tables cell by cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from atgraph.curate.ingest.clock_cells import find_ends, in_one_zone, lengths, other_zones
from atgraph.curate.ingest.column_heads import ColumnHeads
from atgraph.curate.ingest.form_tables import find_typed, read_form_table
from atgraph.curate.ingest.line_names import is_role_alone, name_alone
from atgraph.curate.ingest.lines import COLUMN, HEADED, REACHED, Cell, Extract, Line
from atgraph.curate.ingest.paired_cells import pair_cells
from atgraph.curate.ingest.person_columns import PersonColumns
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import RecognizedLine, Recognizer
from atgraph.curate.ingest.word_lists import every

LONGEST = 5000  # words of a line that is noted of
SHORT = 60  # letters of a cell with a time
LEVEL = 3  # of headings
ROOM = re.compile(r"[A-Z]{1,3}[ .-]?\d{1,3}")


def order_lines(extract: Extract, recognize: Recognizer) -> list[Line]:
    """Return lines in reading order; heads of rows and columns come again before their cells."""
    order: list[Line] = []
    words = recognize(extract.lines[0]).words if extract.lines else None
    extract = find_typed(extract, words) if words else extract
    inside = {number: table for table in extract.tables for cell in table for number in cell.lines}
    done: set[int] = set()
    for number, line in enumerate(extract.lines):
        table = inside.get(number)
        if table is None:
            order.append(line)
        elif id(table) not in done:
            done.add(id(table))
            form = read_form_table(table, extract.lines, recognize(line).words)
            order += form or _Table(table, extract.lines, recognize).read()
    return order


@dataclass(frozen=True)
class _Block:
    """Rows whose columns are a session each; labels are cells that head a row, by its number."""

    rows: Sequence[int]
    columns: Sequence[Sequence[Cell]]
    labels: Mapping[int, Cell]


def _heads_contacts(line: RecognizedLine) -> bool:
    """Whether it is “Contact” or the like, at the head of a column: “For information, contact”."""
    labels = map(str.strip, re.split(r"\s?[/(&]|, ", line.text.strip(" .:*").casefold()))
    return any(label in every("contacts").exact for label in labels) and line.role is None


class _Table:
    """Reads the cells of a table."""

    def __init__(self, cells: Sequence[Cell], lines: Sequence[Line], recognize: Recognizer) -> None:
        self.cells, self.lines, self.recognize = cells, [*lines], recognize
        self.halls: dict[int, Cell] = {}  # column → the cell that names its room
        self.above: dict[int, Cell] = {}  # row → the time alone above it
        self.described: set[int] = set()  # columns headed “Speakers” or “Room”: a row is a session

    def read(self) -> Iterator[Line]:
        """Yield its lines in the order of reading, but for times in another zone and lengths."""
        beside = other_zones(self.cells, self._recognized) | lengths(self.cells, self._recognized)
        kept = (c for c in self.cells if c.column not in beside)
        self.cells = [in_one_zone(c, self._recognized(c)) for c in kept]
        self._join_ends()
        heads = [c for c in self.cells if c.row == 0 and not self._has_time(c)]
        said = [[line for line in self._recognized(c) if line.has_day] for c in heads]
        numbered = sum(any(line.day_number for line in lines) for lines in said)
        days = max(numbered, sum(map(bool, said)) - numbered)  # “Day 1 | 23 September” is one
        halls = {c.column: c for c in heads if [s.is_room for s in self._recognized(c)] == [True]}
        found = ColumnHeads(self.cells, self._recognized, self.lines)
        named = found.cells
        self._note_columns(named)
        self._note([*named, *found.repeated()], most=4, note=COLUMN)
        self._note(found.titles(), level=LEVEL)
        if not named and (above := self._clocks_above()):
            self.above = above
            self._note_rooms()
        self.cells = pair_cells(self.cells, self.lines, self._recognized)
        if days >= 2:
            return self._by_column()
        clocks = {c.column: c for c in self.cells if c.row == 0 and self._is_clock(c)}
        if len(clocks) >= 2 and (0 not in clocks or self._has_times_alone(clocks)):
            block = self._abreast(1)
            if block is not None and block.labels:
                return self._in_columns(block, clocks)
            return self._below_times(clocks)
        self.halls = halls if len(halls) >= 2 else {}
        single = [c for c in named if len(c.lines) == 1 and c.columns == 1]
        told = [(c, self._recognized(c)[0]) for c in single]
        roles = {c.column: c for c, line in told if line.role is not None and line.role.alone}
        roles = {n: c for n, c in roles.items() if not self._is_label(c, "body_labels")}
        rooms = (c.column for c in single if self._is_label(c, "venue_labels"))
        self.described = {*roles, *rooms}
        top = (c for c in self.cells if c.row == 0 and c.column)
        first = [c for c in top if len(c.lines) == c.columns == 1]
        reached = {c.column for c in single or first if _heads_contacts(*self._recognized(c))}
        self._note((c for c in self.cells if c.row and c.column in reached), note=REACHED)
        for head in (c for c in first if self._is_label(c, "body_labels")):
            below = (c for c in self.cells if c.row and c.column == head.column)
            self._note(below, under=self._words(head))
        return self._by_row_with_roles(roles, named, reached)

    def _join_ends(self) -> None:
        """Make one line of a start and its end below it in a cell, or beside it in another."""
        for (cell, first), (other, last) in find_ends(self.cells, self._recognized):
            text = f"{first.text} – {last.text}"
            self.lines[cell.lines[0]] = replace(first.raw, text=text, end=last.raw.end)
            dashes = (
                c for c in self.cells if c.row == cell.row and self._words(c) in ("–", "-", "—")
            )
            gone = {id(c) for c in dashes if cell.column < c.column < other.column}
            gone |= {id(other)} - {id(cell)}
            kept = (c for c in self.cells if id(c) not in gone)
            self.cells = [replace(c, lines=c.lines[:1]) if c is cell else c for c in kept]

    def _begins_with_people(self, cell: Cell) -> bool:
        """Whether a cell has only who takes part, perhaps behind a role word: “Chair: Ada Bek”."""
        said = self._recognized(cell)
        role = said[0].role if said and said[0].has_marked_role else None
        if role is None:
            return bool(said) and self._begins_with_name(cell)
        first = said[0]
        beside = first.text[role.end :].strip(" :")
        named = first.people.read_all(beside, (), LISTED)  # not “Keynote: The Title”
        return not beside or (bool(named) and named[0].begins(beside))

    def _begins_with_name(self, cell: Cell) -> bool:
        """Whether who speaks is the first thing that a cell says."""
        first, *_ = self._recognized(cell)
        begins = first.is_person and first.named_people[0].begins(first.text)
        return begins or name_alone(first) is not None

    def _is_titled_among_people(self, cell: Cell) -> bool:
        """Whether what happens stands where others have who speaks: “9:00 | Lunch |”."""
        beside = [c for c in self.cells if c.row == cell.row and c.lines and c is not cell]
        alone = len(beside) == 1 and self._is_clock(beside[0])
        return alone and not self._begins_with_people(cell)

    def _clocks_above(self) -> dict[int, Cell]:
        """Return the time that stands alone above rows of a title and who speaks, by their row."""
        found: dict[int, Cell] = {}
        clock: Cell | None = None
        titled = False  # by what stands alone in the row above
        for row, cells in groupby((c for c in self.cells if c.lines), attrgetter("row")):
            *own, last = cells
            if not own:
                clock = last if self._is_clock(last) and not titled else None
                titled = not self._is_clock(last)
            elif clock and self._begins_with_people(last) and not all(map(self._names, own)):
                found[row] = clock
        several = max(Counter(cell.row for cell in found.values()).values(), default=0) > 1
        return found if several else {}

    def _note_rooms(self) -> None:
        """Note that a column is of rooms, where it has no head and nothing but “V1” or “W 12”."""
        held = [c for c in self.cells if c.lines and c.column == 0 and not self._is_clock(c)]
        if len(held) > 2 and all(ROOM.fullmatch(self._words(c)) for c in held):
            (first, *_) = self._recognized(held[0])
            self._note(held, under=min(first.words["venue_labels"].exact))

    def _is_profile(self, row: Sequence[Cell]) -> bool:
        """Whether a row is somebody, and last the sessions of that person, each with its time."""
        held = [cell for cell in row if cell.lines]
        said = self._recognized(held[-1]) if len(held) > 1 else []
        timed = [line for line in said if line.has_time and line.title]
        return bool(timed) and len(timed) == len(said) and self._begins_with_name(held[0])

    def _has_times_alone(self, clocks: Mapping[int, Cell]) -> bool:
        """Whether times are all that stands in the first row, and none stands below it."""
        held = [c for c in self.cells if c.lines]
        heads = all(c in clocks.values() for c in held if c.row == 0)
        return heads and not any(self._is_clock(c) for c in held if c.row)

    def _by_row_with_roles(
        self, roles: dict[int, Cell], named: Sequence[Cell], reached: set[int]
    ) -> Iterator[Line]:
        """Yield row by row, what a role heads below it, and last how somebody is ``reached``."""
        people = PersonColumns(self.cells, named, roles, self._recognized)
        told = people.rows_with_roles()
        below = [
            c
            for c in self.cells
            if c.columns == 1 and c.column in roles and c.row > roles[c.column].row and c.lines
        ]
        below = [c for c in below if not self._is_titled_among_people(c)]
        self._note(below, note=HEADED)
        headed = {self.lines[c.lines[0]].start: roles[c.column] for c in below if c.row not in told}
        self.cells = sorted(people.arranged(), key=lambda c: (c.row, c.column in reached))
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

    def _names(self, cell: Cell) -> bool:
        said = self._recognized(cell)
        return any(s.is_person or (s.has_marked_role and not s.session_word) for s in said)

    def _holds_session(self, cell: Cell) -> bool:
        """Whether a cell holds a title and below it who speaks."""
        first, *below = self._recognized(cell)
        heads = not (first.is_person or first.has_marked_role or is_role_alone(first))
        return heads and any(line.is_person or line.has_marked_role for line in below)

    def _says_only_number(self, cell: Cell) -> bool:
        """Whether all that a cell says is which session it is: “Session III”."""
        first, *more = self._recognized(cell)
        return bool(first.session_count and first.title_is_generic) and not more

    def _text(self, *cells: Cell) -> Iterator[Line]:
        """Yield the lines of cells that belong together: white space stands before the first."""
        for place, cell in enumerate(filter(lambda cell: cell.lines, cells)):
            first, *others = (self.lines[n] for n in cell.lines)
            yield from (replace(first, gap=not place), *others)

    def _words(self, cell: Cell) -> str:
        return " ".join(self.lines[n].text for n in cell.lines)

    def _is_label(self, cell: Cell, kind: str) -> bool:
        """Whether a cell says only what a column or a row is of: “Room”, “Organisation”."""
        return any(line.words[kind].labels(line.text) for line in self._recognized(cell))

    def _note(self, cells: Iterable[Cell], most: int = LONGEST, **told: Any) -> None:
        """Note of lines of cells, of those of at most so many words, what they are."""
        for n in (n for cell in cells for n in cell.lines):
            if len(self.lines[n].text.split()) <= most:
                self.lines[n] = replace(self.lines[n], **told)

    def _note_columns(self, named: Sequence[Cell]) -> None:
        """Note of each line its column and what heads it."""
        heads = {c.column: self._words(c) for c in named}
        for cell in self.cells:
            head = "" if cell in named else heads.get(cell.column, "")
            self._note([cell], column=cell.column + 1, under=head)

    def _by_row(self) -> Iterator[Line]:
        """Yield the time of a row first, then each cell; in parallel halls both before each."""
        reached, clocks_above = 0, {cell.row for cell in self.above.values()}
        for row in sorted({c.row for c in self.cells}):
            if row < reached:
                continue
            if found := self._parallel(row):
                reached = row + found[0].rows
                yield from self._side_by_side(*found)
                continue
            if block := self._abreast(row):
                reached = block.rows[-1] + 1
                yield from self._in_columns(block, {})
                continue
            own = [c for c in self.cells if c.row == row]
            if row in clocks_above:
                continue  # it comes again before each row below it
            spanning = [c for c in self.cells if c.row < row < c.row + c.rows and c.lines]
            held = [c for c in spanning if self._has_time(c)]
            # the row goes on with the session above
            titled = len(held) < len(spanning) or any(map(self._says_role, own))
            titled = titled or (len(own) == 1 and self._begins_with_people(own[0]))
            clocks = [] if self._is_profile(own) else [*filter(self._is_clock, own)]
            times = clocks or ([] if titled else held)
            times = times or [c for c in [self.above.get(row)] if c]
            rest = [c for c in own if c not in times and c.lines]
            in_halls = (c.column in self.halls for c in rest)
            numbered = all(map(self._says_only_number, rest))  # not “Module 1 | Session 1 | Debt”
            sides = (map(self._holds_session, rest), rest if numbered else (), in_halls)
            parallel = any(sum(map(bool, side)) > 1 for side in sides)
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
        below = [c for c in self.cells if c.row in rows and c is not time and c.lines]
        held = Counter(c.column for c in below)
        named = Counter(c.column for c in below if self._names(c))
        if self.described & set(held):
            return None
        if named and named.keys() < held.keys() and all(2 * named[c] > held[c] for c in named):
            return None  # a row is a session: one column names people, another does not
        several = sum(count > 1 for count in held.values())
        halls = sum(column in self.halls for column in held)
        return (time, sorted(held)) if several > 1 or halls > 1 else None

    def _abreast(self, row: int) -> _Block | None:
        """Return the rows from one on whose columns are a session each, below a row of times."""
        rows: list[list[Cell]] = []
        for _, found in groupby((c for c in self.cells if c.row >= row), attrgetter("row")):
            own = [cell for cell in found if cell.lines]
            if not (len(own) > 1 or (rows and own)):
                break
            timed = [c for c in own if self._has_time(c)]
            clocks = all(map(self._is_clock, timed)) and timed == own[-len(timed) :]
            if any(c.rows > 1 or c.columns > 1 for c in own) or (timed and not (clocks and rows)):
                break
            rows.append(own)
        held = {c for c in self.cells if c.row < row < c.row + c.rows and self._is_clock(c)}
        if len(rows) < 2 or held or any(self._is_label(c, "body_labels") for c in rows[0]):
            return None
        heads = [own[0] for own in rows if own[0].column == 0]
        labels = {c.row: c for c in heads if len(c.lines) == 1}
        said = [self._recognized(cell)[0] for cell in labels.values()]
        roles = sum(map(is_role_alone, said))
        rooms = sum(self._is_label(cell, "venue_labels") for cell in labels.values())
        if not roles or roles + rooms < max(2, len(rows) / 2):
            labels = {}
        columns: dict[int, list[Cell]] = {}
        for cell in (cell for own in rows for cell in own if cell is not labels.get(cell.row)):
            columns.setdefault(cell.column, []).append(cell)
        if any(all(map(self._begins_with_name, cells)) for cells in columns.values()):
            return None  # a row for each who speaks
        named = {column: [*map(self._names, cells)] for column, cells in columns.items()}
        titled = [column for column, (first, *more) in named.items() if any(more) and not first]
        if len(titled) < 2:
            return None
        return _Block([own[0].row for own in rows], [columns[c] for c in sorted(columns)], labels)

    def _in_columns(self, block: _Block, clocks: Mapping[int, Cell]) -> Iterator[Line]:
        """Yield column by column, each below its time and with what heads its rows."""
        for row, label in block.labels.items():
            (said,) = self._recognized(label)
            own = [cell for cells in block.columns for cell in cells if cell.row == row]
            if is_role_alone(said):
                self._note([label], note=COLUMN)
                self._note(own, note=HEADED)
            elif self._is_label(label, "venue_labels"):
                self._note(own, under=said.text)
        self._note((cells[0] for cells in block.columns), note="")  # no head of a column
        roles = {row: c for row, c in block.labels.items() if self._says_role(c)}
        for cells in block.columns:
            time = clocks.get(cells[0].column)
            held = [one for c in cells for one in (roles.get(c.row), c) if one is not None]
            yield from self._text(*([time] if time else []), *held)

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
