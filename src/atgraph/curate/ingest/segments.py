"""Lines are walked over, and each goes to the cover, to a session's head or body, or aside."""

from __future__ import annotations

from atgraph.curate.ingest.blocks import MOST_TITLE, Block, Segments
from atgraph.curate.ingest.calendar import find_dated_sentence
from atgraph.curate.ingest.headings import Headings
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.roles import is_plural

SPEAKERS, BACKGROUND = "speakers", "background"


def find_segments(lines: Lines) -> Segments:
    """Return the parts of a document."""
    segmenter = _Segmenter(lines)
    for at, line in enumerate(lines):
        segmenter.take(at, line)
    return segmenter.found


class _Segmenter:
    """Walks over the lines and opens a block where a session begins."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.found = Segments()
        self.headings = Headings(lines, self.found)
        self.days: list[RecognizedLine] = []
        self.section = ""
        self.section_level = 0
        sentence = find_dated_sentence(lines)
        self.letter = sentence.place if sentence else 0  # above it a date is that of the letter

    def take(self, at: int, line: RecognizedLine) -> None:
        """Put one line where it belongs."""
        found, block = self.found, self.found.current
        untitled = block is not None and block.is_open and not block.titles
        if line.raw.note in ("front matter", PAGE) or (line.place < self.letter and line.dates):
            found.cover.append(line)
        elif (line.has_time and self._is_of_whole(at, line)) or (
            line.has_day and not line.has_time
        ):
            self._day(line)
        elif line.has_time and not self._is_inside(line):
            self.section = ""
            self._clock(at, line)
        elif (
            line.section
            and (line.heading >= 1 or line.text.endswith(","))
            and not (line.section == BACKGROUND and untitled)
        ):
            self.section, self.section_level = line.section, line.raw.level
            found.aside.append((line, line.section))
        elif self._lists_speakers(at, line):
            self.section, self.section_level = SPEAKERS, line.raw.level
            found.speakers.append(line)
        elif not self.section or self._leaves_section(line):
            self.section = ""
            self._line(at, line)
        elif self.section == SPEAKERS:
            found.speakers.append(line)
        elif self.section == BACKGROUND and line.is_sentence:
            (block.body if block is not None else found.cover).append(line)
        else:
            found.aside.append((line, self.section))

    def _lists_speakers(self, at: int, line: RecognizedLine) -> bool:
        """Whether a heading such as “Speakers” stands beside that of the agenda: it is of all."""
        role, level = line.role, line.raw.level
        if (
            not level
            or role is None
            or role.scheme != PARTS
            or not role.alone
            or not is_plural(role, line.words)
        ):
            return False
        agenda = any(s.is_contents_head and s.raw.level == level for s in self.lines[:at])
        return agenda and sum(block.time is not None for block in self.found.blocks) > 1

    def _leaves_section(self, line: RecognizedLine) -> bool:
        role, level = line.role, line.raw.level
        if line.is_contents_head or line.is_session_head:
            return True
        if self.section != BACKGROUND:
            return 0 < level < self.section_level + (self.section == SPEAKERS)
        has_role = role is not None and (role.marked or role.alone) and line.size < 60
        return has_role or (0 < level <= (self.section_level or 9) and not line.section)

    def _is_of_whole(self, at: int, line: RecognizedLine) -> bool:
        """Whether date and time are those of the event, within which others follow."""
        time, blocks = line.times[0], self.found.blocks
        before = line.text[: time.at].strip(" :–—-").casefold()
        labelled = not blocks and before in line.words["time_labels"].exact
        if not (time.end and (labelled or not line.title)) or (
            not line.dates and any(b.time for b in blocks)
        ):
            return False
        following = [s.times[0] for s in self.lines[at + 1 : at + 60] if s.has_time]
        if len(following) < 2:
            return False
        first, second = following[:2]
        within = sum(time.start <= other.start <= time.end for other in following[:3])
        begins = first.start == time.start and second.start < time.end
        return (
            (bool(line.dates) or labelled or begins)
            and within > 1
            and (first.start, first.end) != (time.start, time.end)
        )

    def _is_inside(self, line: RecognizedLine) -> bool:
        """Whether a time is that of a talk within the session that is open."""
        block, time = self.found.current, line.times[0]
        if block is None or block.time is None or block.is_break:
            return False
        whole = block.time
        if not whole.end or not block.title or not line.title or line.is_break:
            return False
        return (
            (time.start, time.end) != (whole.start, whole.end)
            and whole.start <= time.start < whole.end
            and (time.end or time.start) <= whole.end
        )

    def _clock(self, at: int, line: RecognizedLine) -> None:
        """Open a block at a time, or give the open one its time."""
        block = self.found.current
        waits = block is not None and block.is_open and block.time is None
        below = waits and not line.title and self.headings.has_title_below(at)
        if block and block.titles and below:
            self._take_back(block)
            block = Block(days=list(self.days))
            self._open(block)
        if block and waits and (block.titles or block.days) and not line.title:
            block.clock.append(line)
            block.time = line.times[0]
            if line.dates:
                self.days = block.days = [line]
            self._add_place(block, line)
            return
        if (
            block
            and waits
            and block.titles
            and line.title
            and not any(t.raw.level or t.is_session_head for t in block.titles)
        ):
            self._take_back(block)
        inherited = self._goes_back(line)
        fresh = Block(days=list(self.days), clock=[line], time=line.times[0], inherited=inherited)
        if line.has_day and line.dates:
            self.days = fresh.days = [line]
        fresh.titles = [line] if line.title else self._title_above(at)
        self._add_place(fresh, line)
        self._open(fresh)

    def _goes_back(self, line: RecognizedLine) -> bool:
        """Whether a time comes before others of the day that was named last: it may be another."""
        return any(
            b.days == self.days and b.time and b.time.start > line.times[0].start
            for b in self.found.blocks
        )

    def _add_place(self, block: Block, line: RecognizedLine) -> None:
        if any(line.room_and_language):
            block.rooms.append(line)

    def _open(self, block: Block) -> None:
        self.found.blocks.append(block)
        self.found.current = block

    def _take_back(self, block: Block) -> None:
        """Take a block back that was opened by something that was no title."""
        blocks = self.found.blocks
        if blocks and blocks[-1] is block:
            blocks.pop()
            self.found.aside += [(t, "logo") for t in block.titles]
            self.found.current = blocks[-1] if blocks else None

    def _title_above(self, at: int) -> list[RecognizedLine]:
        """Return the title that stands above a time, where it is not below."""
        headings, cover = self.headings, self.found.cover
        below, above = headings.beside(at, 1), headings.beside(at, -1)
        held = self.found.current.body if self.found.current is not None else cover
        if above is None or held[-1:] != [above] or not headings.may_be_title(above, act=True):
            return []
        if held is cover:
            if not headings.several and self.lines[at].dates:
                return []
            others = (s for s in held if s is not above)
            if headings.several and not any(map(headings.may_be_title, others)):
                return []  # it is the title of the whole
        if below is not None and not headings.title_first and headings.titles_alone(below):
            return []  # it stands below
        titles = [held.pop()]
        while (
            held
            and len(titles) < MOST_TITLE
            and not titles[0].raw.gap
            and headings.may_be_title(held[-1])
            and not titles[0].is_session_head
            and held[-1].raw.level == titles[0].raw.level
            and held[-1].raw.all_strong == titles[0].raw.all_strong
        ):
            titles.insert(0, held.pop())
        return titles

    def _day(self, line: RecognizedLine) -> None:
        """Note the day of what follows."""
        block = self.found.current
        if block is None and line.dates and not line.dates[0].is_day:
            self.found.cover.append(line)
            return
        counted = [d for d in self.days if d.day_number and not d.dates]
        self.days = [*(counted if line.dates and not line.day_number else []), line]
        if block is None:
            self.found.cover.append(line)
        elif block.is_open and block.titles and not block.clock:
            block.days = list(self.days)
        elif not block.is_open or block.time:
            self._open(Block(days=list(self.days)))

    def _line(self, at: int, line: RecognizedLine) -> None:
        """Put a line that is no time and no day."""
        block, headings = self.found.current, self.headings
        if block is None:
            if headings.begins_session(at, line):
                self._open(Block(titles=[line], days=list(self.days)))
            else:
                self.found.cover.append(line)
        elif line.is_room and not line.has_marked_role and (block.is_open or not block.rooms):
            block.rooms.append(line)
        elif block.is_open and self._titles(block, line):
            block.titles.append(line)
        elif headings.begins_session(at, line):
            self._open(self._build_below(block, line))
        else:
            block.body.append(line)

    def _titles(self, block: Block, line: RecognizedLine) -> bool:
        """Whether a line is the title of the block that is open, or goes on with it."""
        if block.titles:
            return self.headings.continues(block, line)
        return (
            self.headings.may_be_title(line)
            and line.title.casefold() not in line.words["venue_labels"].exact
            and not self.headings.is_of_cover(block, line)
        )

    def _build_below(self, above: Block, line: RecognizedLine) -> Block:
        """Return the block of a heading without a time.

        It is that of the session above, where it is one of several within it.
        """
        fresh = Block(titles=[line], days=list(self.days))
        room, _ = line.room_and_language
        if room and room not in line.title:
            fresh.rooms.append(line)
        deeper = any(0 < s.raw.level < line.raw.level for s in above.clock)
        parallel = bool(above.titles) and line.words["parallel"].any_of(above.titles[0].text)
        alone = (line.is_session_head or parallel) and not any(
            s.is_person or s.has_marked_role for s in above.body
        )
        within = above.within and (line.is_session_head or line.heading >= 2)
        if above.time and (deeper or alone or within):
            fresh.clock, fresh.time, fresh.within = list(above.clock), above.time, True
        return fresh
