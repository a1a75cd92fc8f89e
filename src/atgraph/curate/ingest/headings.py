"""Which lines can head a session, judged by what a line is and what stands beside it."""

from __future__ import annotations

from atgraph.curate.ingest.blocks import MOST_TITLE, Block, Segments
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.reading_order import WENT_ON
from atgraph.curate.ingest.recognition import Lines, RecognizedLine

NEAR = 400  # lines within which a heading is compared with others
GOES_ON = (":", "–", "-")


class Headings:
    """Judges the headings of a document by its lines, and by the parts that were found so far."""

    def __init__(self, lines: Lines, found: Segments) -> None:
        self.lines, self.found = lines, found
        self.several = sum(line.has_time for line in lines) > 1
        self.title_first = self._vote()

    def _vote(self) -> bool:
        """Whether titles stand before their times in this document, by how close they stand."""
        before = after = 0.0
        for at, line in enumerate(self.lines):
            if not line.has_time or line.title:
                continue
            above, below = self.beside(at, -1), self.beside(at, 1)
            if above is not None and self.may_be_title(above, act=True):
                before += 1 + (not line.raw.gap) + bool(above.raw.level)
            if below is not None and self.may_be_title(below, act=True):
                after += 1 + (not below.raw.gap) + bool(below.raw.level)
        return before > after

    def beside(self, at: int, step: int) -> RecognizedLine | None:
        """Return the next line above or below that is no day and no room."""
        near = at + step
        while 0 <= near < len(self.lines):
            line = self.lines[near]
            if not ((line.has_day and not line.has_time) or line.is_room):
                return line
            near += step
        return None

    def may_be_title(self, line: RecognizedLine, act: bool = False) -> bool:
        """Whether a line can be the title of a session.

        With ``act`` it may also be a role word for what is done, such as “Opening”.
        """
        role = line.role
        if (
            line.heading < 0.5
            or line.has_time
            or line.has_day
            or line.is_room
            or line.is_contents_head
            or line.section
        ):
            return False
        if role and (role.marked or (role.alone and not line.raw.level and role.scheme == PARTS)):
            is_act = role.scheme == PARTS and line.words["acts"].any_of(role.form)
            fits = act or self._lacks_title()
            if not (is_act and fits and self._heads_no_name(line)):
                return False
        return not (
            line.organizes
            or (role and role.scheme != PARTS and not role.alone)
            or line.people.is_unnamed(line.text)
            or self._is_below_name(line)
            or line.is_person
        )

    def _is_below_name(self, line: RecognizedLine) -> bool:
        """Whether a line is the title or body of a name on the line above."""
        kinds, place = line.people.kinds, line.place
        if line.raw.gap or not place or not kinds.is_post_or_body(line.text):
            return False
        two = place > 1 and not self.lines[place - 1].raw.gap
        for above in self.lines[place - 1 - two : place]:
            name = line.people.names.read(above.text)
            sure = name and (name.honorific or name.score >= 2) and not above.has_time
            if name and sure and name.end >= len(above.text) - 1:
                return True
        return False

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

    def has_title_below(self, at: int) -> bool:
        """Whether the title stands below a time, in a document that has them there."""
        below = self.beside(at, 1)
        apart = at > 0 and (self.lines[at - 1].has_day or self.lines[at].raw.gap)
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
        heads = line.raw.level or line.is_session_head
        whole = not self.several and not heads and any(s.dates for s in block.clock)
        return whole and any(self.may_be_title(s) and s.size > 2 for s in self.found.cover)

    def continues(self, block: Block, line: RecognizedLine) -> bool:
        """Whether a heading goes on over another line."""
        last = block.titles[-1]
        text = last.text.rstrip()
        if (
            len(block.titles) >= MOST_TITLE
            or not self.may_be_title(line)
            or line.is_session_head
            or last.is_break
            or (line.raw.gap and not last.title_is_generic and not text.endswith(GOES_ON))
        ):
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
        if line.is_session_head and any(
            s.session_word == line.session_word and s.text != line.text for s in below
        ):
            return True
        above = (s for s in self.found.cover[:NEAR] if self.may_be_title(s) and s.text != line.text)
        return any(not level or 0 < s.raw.level <= level for s in above)

    def begins_session(self, at: int, line: RecognizedLine) -> bool:
        """Whether a heading opens a session although no time stands at it."""
        block = self.found.current
        if (
            not self.may_be_title(line)
            or line.is_break
            or (block is None and any(s.text == line.text for s in self.found.cover[:NEAR]))
        ):
            return False
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if following is not None:
            if line.heads_bodies and not (following.has_time or following.is_person):
                return False  # bodies stand below “Partners”
            if following.raw.note == WENT_ON and block is not None and block.time:
                return False  # a talk whose speaker stands on the same line
        if block is None and self.several and not self._is_second(line):
            return False  # it is the title of the whole
        if line.is_session_head and line.heading >= 1.5:
            return True
        has_role = line.role and line.role.scheme == PARTS and line.role.alone
        if block is not None and block.time and not self.several and has_role:
            return False  # a part of the one event that the document tells of
        return line.heading >= 2.2 and self._heads_next(at, line)

    def _heads_next(self, at: int, line: RecognizedLine) -> bool:
        """Whether the lines just below a heading are those of a session."""
        block = self.found.current
        for other in self.lines[at + 1 : at + 5]:
            if other.has_time:  # the one time of a document may stand with its date
                whole = block is None and not self.several and bool(other.dates)
                return not other.title and not whole
            if other.has_day and block is not None:
                return True
            role = other.role
            if role and role.scheme == PARTS and (role.marked or role.alone or other.is_person):
                return block is not None or (other.raw.level == 0 and line.raw.level > 1)
            if block is not None and other.is_person:
                return True
        return False
