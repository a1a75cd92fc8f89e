"""Lines are walked over, and each goes to the cover, to a session's head or body, or aside."""

from dataclasses import dataclass, field
from itertools import product

from atgraph.curate.ingest.calendar import find_dated_sentence
from atgraph.curate.ingest.labels import PARTS, is_plural
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.reading_order import WENT_ON
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.times import TimeRange

MOST_TITLE = 4
LOGO = "stands between sessions and belongs to none: a logo"


@dataclass
class Block:
    """A session as it stands: its head in pieces, and the lines below."""

    titles: list[RecognizedLine] = field(default_factory=list)
    days: list[RecognizedLine] = field(default_factory=list)
    clock: list[RecognizedLine] = field(default_factory=list)
    time: TimeRange | None = None
    rooms: list[RecognizedLine] = field(default_factory=list)
    body: list[RecognizedLine] = field(default_factory=list)
    inherited: bool = False
    within: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still being headed."""
        return not self.body

    @property
    def title(self) -> str:
        """The title as printed."""
        return " ".join(line.title for line in self.titles if line.title)

    @property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like."""
        return bool(self.titles) and self.titles[0].is_break


@dataclass
class Segments:
    """The parts of a document as far as it has been read, the last of its blocks open."""

    cover: list[RecognizedLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    aside: list[tuple[RecognizedLine, str]] = field(default_factory=list)  # and why
    speakers: list[RecognizedLine] = field(default_factory=list)  # a list after the agenda

    @property
    def current(self) -> Block | None:
        """The block that is open."""
        return self.blocks[-1] if self.blocks else None


NEAR = 400  # lines within which a heading is compared with others
GOES_ON = (":", "–", "-")


class _Headings:
    """Judges the headings of a document by its lines, and by the parts that were found so far."""

    def __init__(self, lines: Lines, found: Segments) -> None:
        self.lines, self.found = lines, found
        self.several = sum(line.has_time for line in lines) > 1
        self.title_first = self._vote()

    def _vote(self) -> bool:
        """Whether titles stand before their times in this document, by how close they stand."""
        votes = {-1: 0, 1: 0}  # above and below a time
        times = [line for line in self.lines if line.has_time and not line.title]
        for line, step in product(times, votes):
            near = self.beside(line, step)
            if near is not None and self.may_be_title(near, act=True):
                lower = line if step < 0 else near
                votes[step] += 1 + (not lower.raw.gap) + bool(near.raw.level)
        return votes[-1] > votes[1]

    def beside(self, line: RecognizedLine, step: int) -> RecognizedLine | None:
        """Return the next line above or below that is no day and no room."""
        end = len(self.lines) if step > 0 else -1
        near = (self.lines[n] for n in range(line.place + step, end, step))
        return next((s for s in near if not (s.is_room or (s.has_day and not s.has_time))), None)

    def may_be_title(self, line: RecognizedLine, act: bool = False) -> bool:
        """Whether a line can head a session; with ``act`` also by a role word for what is done."""
        role = line.role
        if line.heading < 0.5 or line.has_time or line.has_day or line.is_room:
            return False
        if line.is_contents_head or line.section:
            return False
        if role and (role.marked or (role.alone and not line.raw.level and role.scheme == PARTS)):
            is_act = role.scheme == PARTS and line.words["acts"].any_of(role.form)
            fits = act or self._lacks_title()
            if not (is_act and fits and self._heads_no_name(line)):
                return False
        if line.organizes or (role and role.scheme != PARTS and not role.alone):
            return False
        named = line.people.is_unnamed(line.text) or self._is_below_name(line)
        return not named and not line.is_person

    def _is_below_name(self, line: RecognizedLine) -> bool:
        """Whether a line is the title or body of a name on the line above."""
        kinds, place = line.people.kinds, line.place
        if line.raw.gap or not place or not kinds.is_post_or_body(line.text):
            return False
        two = place > 1 and not self.lines[place - 1].raw.gap
        above = [s for s in self.lines[place - 1 - two : place] if not s.has_time]
        names = ((line.people.names.read(s.text), len(s.text) - 1) for s in above)
        return any(n and (n.honorific or n.score >= 2) and n.end >= end for n, end in names)

    @staticmethod
    def _heads_no_name(line: RecognizedLine) -> bool:
        """Whether nobody is named behind the role word."""
        rest = line.text[line.role.end :].strip() if line.role else ""
        if not rest:
            return not line.text.rstrip().endswith(":")
        return not line.people.is_unnamed(rest) and not line.people.read_all(rest, (), 1.0)

    def _lacks_title(self) -> bool:
        block = self.found.current
        return block is not None and block.is_open and not block.titles and bool(block.clock)

    def has_title_below(self, line: RecognizedLine) -> bool:
        """Whether the title stands below a time, in a document that has them there."""
        below = self.beside(line, 1)
        apart = line.place > 0 and (self.lines[line.place - 1].has_day or line.raw.gap)
        if below is None or below.heading < 1 or not (apart or not self.title_first):
            return False
        return self.titles_alone(below)

    def titles_alone(self, line: RecognizedLine) -> bool:
        """Whether a line is a title, and not that of the time below it."""
        return self.may_be_title(line, act=True) and not self._titles_next(line.place)

    def _titles_next(self, place: int) -> bool:
        """Whether a heading is that of the time below it."""
        lines, near = self.lines, place + 1
        while near < len(lines) and (
            (lines[near].is_room and not lines[near].has_time)
            or (self.may_be_title(lines[near]) and near < place + 2)
        ):
            near += 1
        if near >= len(lines) or not lines[near].has_time or lines[near].title:
            return False
        return self.title_first or not lines[near].raw.gap

    def is_of_cover(self, block: Block, line: RecognizedLine) -> bool:
        """Whether the one time of a document stands with its date, and its title stands above."""
        heads = line.raw.level or line.session_word
        whole = not self.several and not heads and any(s.dates for s in block.clock)
        return whole and any(self.may_be_title(s) and s.size > 2 for s in self.found.cover)

    def continues(self, block: Block, line: RecognizedLine) -> bool:
        """Whether a heading goes on over another line."""
        last = block.titles[-1]
        text = last.text.rstrip()
        if len(block.titles) >= MOST_TITLE or last.is_break:
            return False
        if not self.may_be_title(line) or line.session_word:
            return False
        if line.raw.gap and not last.title_is_generic and not text.endswith(GOES_ON):
            return False
        if text.endswith((*GOES_ON, ",")) or line.text[:1].islower() or last.title_is_generic:
            return True
        if line.raw.level or last.raw.level:
            return line.raw.level == last.raw.level
        return line.raw.all_strong and last.raw.all_strong and not last.has_time

    def _is_second(self, line: RecognizedLine) -> bool:
        """Whether a heading stands below another of its size, which is the title of the whole."""
        level, below = line.raw.level, self.lines[line.place + 1 :]
        if level and any(s.raw.level == level and self.may_be_title(s) for s in below[: NEAR - 1]):
            return True
        word = line.session_word
        if word and any(s.session_word == word and s.text != line.text for s in below):
            return True
        above = (s for s in self.found.cover[:NEAR] if self.may_be_title(s) and s.text != line.text)
        return any(not level or 0 < s.raw.level <= level for s in above)

    def begins_session(self, line: RecognizedLine) -> bool:
        """Whether a heading opens a session although no time stands at it."""
        block = self.found.current
        if not self.may_be_title(line) or line.is_break:
            return False
        if block is None and any(s.text == line.text for s in self.found.cover[:NEAR]):
            return False
        for following in self.lines[line.place + 1 : line.place + 2]:
            if line.heads_bodies and not (following.has_time or following.is_person):
                return False  # bodies stand below “Partners”
            if following.raw.note == WENT_ON and block is not None and block.time:
                return False  # a talk whose speaker stands on the same line
        if block is None and self.several and not self._is_second(line):
            return False  # it is the title of the whole
        if line.session_word and line.heading >= 1.5:
            return True
        has_role = line.role and line.role.scheme == PARTS and line.role.alone
        if block is not None and block.time and not self.several and has_role:
            return False  # a part of the one event that the document tells of
        return line.heading >= 2.2 and self._heads_next(line)

    def _heads_next(self, line: RecognizedLine) -> bool:
        """Whether the lines just below a heading are those of a session."""
        block = self.found.current
        for other in self.lines[line.place + 1 : line.place + 5]:
            if other.has_time:  # the one time of a document may stand with its date
                whole = block is None and not self.several and bool(other.dates)
                return not other.title and not whole
            role = other.role
            if role and role.scheme == PARTS and (role.marked or role.alone or other.is_person):
                return block is not None or (other.raw.level == 0 and line.raw.level > 1)
            if block is not None and (other.has_day or other.is_person):
                return True
        return False


SPEAKERS, BACKGROUND = "speakers", "background"


def find_segments(lines: Lines) -> Segments:
    """Return the parts of a document."""
    segmenter = _Segmenter(lines)
    for line in lines:
        segmenter.take(line)
    return segmenter.found


class _Segmenter:
    """Walks over the lines and opens a block where a session begins."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.found = Segments()
        self.headings = _Headings(lines, self.found)
        self.days: list[RecognizedLine] = []
        self.section = ""
        self.section_level = 0
        sentence = find_dated_sentence(lines)
        self.letter = sentence.place if sentence else 0  # above it a date is that of the letter

    def take(self, line: RecognizedLine) -> None:
        """Put one line where it belongs."""
        found, block = self.found, self.found.current
        untitled = block is not None and block.is_open and not block.titles
        if line.raw.note in ("front matter", PAGE) or (line.place < self.letter and line.dates):
            found.cover.append(line)
        elif self._is_of_whole(line) if line.has_time else line.has_day:
            self._day(line)
        elif line.has_time and not self._is_inside(line):
            self.section = ""
            self._clock(line)
        elif (
            line.section
            and (line.heading >= 1 or line.text.endswith(","))
            and not (line.section == BACKGROUND and untitled)
        ):
            self.section, self.section_level = line.section, line.raw.level
            found.aside.append((line, line.section))
        elif self._lists_speakers(line):
            self.section, self.section_level = SPEAKERS, line.raw.level
            found.speakers.append(line)
        elif not self.section or self._leaves_section(line):
            self.section = ""
            self._line(line)
        elif self.section == SPEAKERS:
            found.speakers.append(line)
        elif self.section == BACKGROUND and line.is_sentence:
            (block.body if block is not None else found.cover).append(line)
        else:
            found.aside.append((line, self.section))

    def _lists_speakers(self, line: RecognizedLine) -> bool:
        """Whether a heading such as “Speakers” stands beside that of the agenda: it is of all."""
        role, level = line.role, line.raw.level
        if not level or role is None or role.scheme != PARTS or not role.alone:
            return False
        agenda = any(s.is_contents_head and s.raw.level == level for s in self.lines[: line.place])
        several = sum(block.time is not None for block in self.found.blocks) > 1
        return agenda and several and is_plural(role, line.words)

    def _leaves_section(self, line: RecognizedLine) -> bool:
        role, level = line.role, line.raw.level
        if line.is_contents_head or line.session_word:
            return True
        if self.section != BACKGROUND:
            return 0 < level < self.section_level + (self.section == SPEAKERS)
        has_role = role is not None and (role.marked or role.alone) and line.size < 60
        return has_role or (0 < level <= (self.section_level or 9) and not line.section)

    def _is_of_whole(self, line: RecognizedLine) -> bool:
        """Whether date and time are those of the event, within which others follow."""
        time, blocks = line.times[0], self.found.blocks
        before = line.text[: time.at].strip(" :–—-").casefold()
        labelled = not blocks and before in line.words["time_labels"].exact
        is_later = not line.dates and any(b.time for b in blocks)
        if is_later or not (time.end and (labelled or not line.title)):
            return False
        following = [
            s.times[0] for s in self.lines[line.place + 1 : line.place + 60] if s.has_time
        ][:3]
        within = sum(time.start <= other.start <= time.end for other in following)
        if within < 2:
            return False
        first, second, *_ = following
        begins = first.start == time.start and second.start < time.end
        same = (first.start, first.end) == (time.start, time.end)
        return (bool(line.dates) or labelled or begins) and not same

    def _is_inside(self, line: RecognizedLine) -> bool:
        """Whether a time is that of a talk within the session that is open."""
        block, time = self.found.current, line.times[0]
        whole = block.time if block is not None and block.title and not block.is_break else None
        if whole is None or not whole.end or not line.title or line.is_break:
            return False
        within = whole.start <= time.start < whole.end and (time.end or time.start) <= whole.end
        return within and (time.start, time.end) != (whole.start, whole.end)

    def _clock(self, line: RecognizedLine) -> None:
        """Open a block at a time, or give the open one its time."""
        block, blocks, time = self.found.current, self.found.blocks, line.times[0]
        waits = block is not None and block.is_open and block.time is None and not line.title
        if block and waits and block.titles and self.headings.has_title_below(line):
            # what opened it was no title
            self.found.aside += [(t, f"{LOGO} or a caption") for t in block.titles]
            block = blocks[-1] = Block(days=list(self.days))
        waits = waits and block is not None and bool(block.titles or block.days)
        if block is None or not waits:
            # a time before others of the day that was named last: it may be of another
            held = (b.time.start for b in blocks if b.time and b.days == self.days)
            inherited = any(start > time.start for start in held)
            titles = [line] if line.title else self._title_above(line)
            block = Block(titles, list(self.days), inherited=inherited)
            blocks.append(block)
        block.clock.append(line)
        block.time = time
        if line.dates and (line.has_day or waits):
            self.days = block.days = [line]
        if any(line.room_and_language):
            block.rooms.append(line)

    def _title_above(self, line: RecognizedLine) -> list[RecognizedLine]:
        """Return the title that stands above a time, where it is not below."""
        headings, cover = self.headings, self.found.cover
        below, above = headings.beside(line, 1), headings.beside(line, -1)
        held = self.found.current.body if self.found.current is not None else cover
        if above is None or held[-1:] != [above] or not headings.may_be_title(above, act=True):
            return []
        if held is cover:
            others = any(map(headings.may_be_title, held[:-1]))
            if (headings.several and not others) or (not headings.several and line.dates):
                return []  # it is the title of the whole
        if below is not None and not headings.title_first and headings.titles_alone(below):
            return []  # it stands below
        return [held.pop()]

    def _day(self, line: RecognizedLine) -> None:
        block = self.found.current
        if block is None:
            self.found.cover.append(line)
            if line.dates and not line.dates[0].is_day:
                return  # the days of the whole
        counted = [d for d in self.days if d.day_number and not d.dates]
        self.days = [*(counted if line.dates and not line.day_number else []), line]
        if block is not None and block.is_open and block.titles and not block.clock:
            block.days = list(self.days)
        elif block is not None and (block.body or block.time):
            self.found.blocks.append(Block(days=list(self.days)))

    def _line(self, line: RecognizedLine) -> None:
        block, headings = self.found.current, self.headings
        if block is None:
            if headings.begins_session(line):
                self.found.blocks.append(Block([line], list(self.days)))
            else:
                self.found.cover.append(line)
        elif line.is_room and not line.has_marked_role and (block.is_open or not block.rooms):
            block.rooms.append(line)
        elif block.is_open and self._titles(block, line):
            block.titles.append(line)
        elif headings.begins_session(line):
            self.found.blocks.append(self._build_below(block, line))
        else:
            block.body.append(line)

    def _titles(self, block: Block, line: RecognizedLine) -> bool:
        headings = self.headings
        if block.titles:
            return headings.continues(block, line)
        is_venue = line.title.casefold() in line.words["venue_labels"].exact
        return headings.may_be_title(line) and not (is_venue or headings.is_of_cover(block, line))

    def _build_below(self, above: Block, line: RecognizedLine) -> Block:
        """Return the block of a heading without a time, or with that of the session around it."""
        fresh = Block([line], list(self.days))
        deeper = any(0 < s.raw.level < line.raw.level for s in above.clock)
        parallel = bool(above.titles) and line.words["parallel"].any_of(above.titles[0].text)
        named = any(s.is_person or s.has_marked_role for s in above.body)
        alone = (line.session_word or parallel) and not named
        within = above.within and (line.session_word or line.heading >= 2)
        if above.time and (deeper or alone or within):
            fresh.clock, fresh.time, fresh.within = list(above.clock), above.time, True
        return fresh
