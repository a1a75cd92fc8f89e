"""Lines become blocks: the cover, and what each session is headed by and holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from atgraph.ingest.labels import PARTS
from atgraph.ingest.lines import PAGE
from atgraph.ingest.recognise import Seen
from atgraph.ingest.splitting import WENT_ON
from atgraph.ingest.times import TimeRange

MOST_TITLE = 4
NEAR = 400  # lines within which a heading is compared with others


@dataclass
class Block:
    """A session as it stands: its head in pieces, and the lines below."""

    titles: list[Seen] = field(default_factory=list)
    days: list[Seen] = field(default_factory=list)
    clock: list[Seen] = field(default_factory=list)
    time: TimeRange | None = None
    rooms: list[Seen] = field(default_factory=list)
    body: list[Seen] = field(default_factory=list)
    inherited: bool = False
    within: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still being headed."""
        return not self.body

    @property
    def title(self) -> str:
        """The title as printed, generic words of a first line left to their own."""
        return join_titles(self.titles)

    @property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like."""
        return bool(self.titles) and self.titles[0].is_break

    @property
    def head(self) -> list[Seen]:
        """The lines of its head."""
        return [*self.days, *self.clock, *self.titles, *self.rooms]


def join_titles(titles: Sequence[Seen]) -> str:
    """Return the title that lines of a head make."""
    return " ".join(t.title for t in titles if t.title)


@dataclass
class Segments:
    """The parts of a document."""

    cover: list[Seen] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    aside: list[tuple[Seen, str]] = field(default_factory=list)


class Segmenter:
    """Walks over the lines and opens a block where a session begins."""

    def __init__(self, lines: Sequence[Seen]) -> None:
        self.lines = lines
        self.found = Segments()
        self.current: Block | None = None
        self.days: list[Seen] = []
        self.section = ""
        self.section_level = 0
        self.several = sum(seen.has_time for seen in lines) > 1
        self.title_first = self._vote()

    def run(self) -> Segments:
        """Return the parts."""
        for at, seen in enumerate(self.lines):
            self.take(at, seen)
        return self.found

    # --- titles before or after the time ---

    def _vote(self) -> bool:
        """Whether titles stand before their times in this document, by how close they stand to them."""
        before = after = 0.0
        for at, seen in enumerate(self.lines):
            if not seen.has_time or seen.title:
                continue
            above, below = self._beside(at, -1), self._beside(at, 1)
            if above is not None and self.may_be_title(above, act=True):
                before += 1 + (not seen.line.gap) + bool(above.line.level)
            if below is not None and self.may_be_title(below, act=True):
                after += 1 + (not below.line.gap) + bool(below.line.level)
        return before > after

    def _beside(self, at: int, step: int) -> Seen | None:
        near = at + step
        while 0 <= near < len(self.lines):
            seen = self.lines[near]
            if not ((seen.has_day and not seen.has_time) or seen.is_room):
                return seen
            near += step
        return None

    def may_be_title(self, seen: Seen, act: bool = False) -> bool:
        """Whether a line can be the title of a session; with ``act`` also a role word for what is done, such as “Opening”."""
        if seen.heading < 0.5 or seen.has_time or seen.has_day or seen.is_room or seen.is_contents_head or seen.section:
            return False
        act = act or self._is_act(seen)
        if seen.role and seen.role.scheme == PARTS and (seen.role.marked or (seen.role.alone and not seen.line.level)):
            if not (act and seen.words["acts"].any_of(seen.role.form) and self._heads_no_name(seen)):
                return False
        elif seen.role and seen.role.marked:
            return False
        if seen.organizes or (seen.role and seen.role.scheme != PARTS and not seen.role.alone):
            return False
        if seen.people.is_unnamed(seen.text) or self._is_beside(seen):
            return False
        return not is_person(seen)

    def _is_beside(self, seen: Seen) -> bool:
        """Whether a line is the title or body of a name on the line above."""
        reads = seen.people.beside
        if seen.line.gap or not seen.place or not (reads.is_post(seen.text) or reads.is_body(seen.text)):
            return False
        for above in (self.lines[seen.place - 1], *([self.lines[seen.place - 2]] if seen.place > 1 and not self.lines[seen.place - 1].line.gap else [])):
            name = seen.people.names.read(above.text)
            if name and name.end >= len(above.text) - 1 and (name.honorific or name.score >= 2) and not above.has_time:
                return True
        return False

    @staticmethod
    def _heads_no_name(seen: Seen) -> bool:
        """Whether nobody is named behind the role word."""
        rest = seen.text[seen.role.end :].strip() if seen.role else ""
        if not rest:
            return not seen.text.rstrip().endswith(":")
        return not seen.people.is_unnamed(rest) and not seen.people.read_all(rest, (), 1.0)

    def _is_act(self, seen: Seen) -> bool:
        """Whether a role word names what is done, as “Opening” does, and stands where a title is missing."""
        block = self.current
        wanted = block is not None and block.is_open and not block.titles and bool(block.clock)
        return wanted and seen.role is not None and seen.words["acts"].any_of(seen.role.form)

    # --- the walk ---

    def take(self, at: int, seen: Seen) -> None:
        """Put one line where it belongs."""
        if seen.line.note in ("front matter", PAGE):
            self.found.cover.append(seen)
        elif seen.has_time and self._is_of_whole(at, seen):
            self.day(seen)
        elif seen.has_time and not self._is_inside(seen):
            self.section = ""
            self.clock(at, seen)
        elif seen.has_day and not seen.has_time:
            self.day(seen)
        elif (
            seen.section
            and (seen.heading >= 1 or seen.text.endswith(","))
            and not (seen.section == "background" and self.current is not None and self.current.is_open and not self.current.titles)
        ):
            self.section, self.section_level = seen.section, seen.line.level
            self.found.aside.append((seen, seen.section))
        elif self.section and not self._leaves_section(at, seen):
            if self.section == "background" and seen.is_sentence:
                (self.current.body if self.current is not None else self.found.cover).append(seen)
            else:
                self.found.aside.append((seen, self.section))
        else:
            self.section = ""
            self.line(at, seen)

    def _leaves_section(self, at: int, seen: Seen) -> bool:
        if seen.is_contents_head or seen.is_session_head:
            return True
        if self.section == "background":
            marked = seen.role is not None and (seen.role.marked or seen.role.alone) and seen.size < 60
            return marked or (bool(seen.line.level) and seen.line.level <= (self.section_level or 9) and not seen.section)
        return bool(seen.line.level) and seen.line.level < self.section_level

    def _is_of_whole(self, at: int, seen: Seen) -> bool:
        """Whether date and time are those of the event, within which others follow."""
        time = seen.times[0]
        labelled = not self.found.blocks and seen.text[: time.at].strip(" :–—-").casefold() in seen.words["time_labels"].exact
        if not (time.end and (labelled or not seen.title)) or (not seen.dates and any(b.time for b in self.found.blocks)):
            return False
        following = [s.times[0] for s in self.lines[at + 1 : at + 60] if s.has_time]
        within = sum(time.start <= other.start <= time.end for other in following[:3])
        begins = bool(seen.dates) or labelled or (len(following) > 1 and following[0].start == time.start and following[1].start < time.end)
        return begins and len(following) > 1 and within > 1 and (following[0].start, following[0].end) != (time.start, time.end)

    def _is_inside(self, seen: Seen) -> bool:
        """Whether a time is that of a talk within the session that is open."""
        block, time = self.current, seen.times[0]
        if block is None or block.time is None or not block.time.end or not block.title or block.is_break or not seen.title:
            return False
        if not (time.end or time.start) or (time.start, time.end) == (block.time.start, block.time.end):
            return False
        within = block.time.start <= time.start and (time.end or time.start) <= block.time.end and (bool(time.end) or time.start < block.time.end)
        return within and not seen.is_break and time.start < block.time.end

    def clock(self, at: int, seen: Seen) -> None:
        """Open a block at a time, or give the open one its time."""
        block = self.current
        if block is not None and block.is_open and block.time is None and block.titles and not seen.title and self._title_below(at):
            self._degrade(block)
            block = Block(days=list(self.days))
            self._open(block)
        if block is not None and block.is_open and block.time is None and (block.titles or block.days) and not seen.title:
            block.clock.append(seen)
            block.time = seen.times[0]
            if seen.dates:
                self.days = block.days = [seen]
            self._places(block, seen)
            return
        if (
            block is not None
            and block.is_open
            and block.time is None
            and block.titles
            and seen.title
            and not any(t.line.level or t.is_session_head for t in block.titles)
        ):
            self._degrade(block)
        fresh = Block(days=list(self.days), clock=[seen], time=seen.times[0], inherited=self._goes_back(seen))
        if seen.has_day and seen.dates:
            self.days = fresh.days = [seen]
        if seen.title:
            fresh.titles = [seen]
        else:
            fresh.titles = self._title_above(at)
        self._places(fresh, seen)
        self._open(fresh)

    def _goes_back(self, seen: Seen) -> bool:
        """Whether a time comes before others of the day that was named last, so that it may be of another day."""
        return any(b.days == self.days and b.time and b.time.start > seen.times[0].start for b in self.found.blocks)

    def _places(self, block: Block, seen: Seen) -> None:
        if any(seen.places):
            block.rooms.append(seen)

    def _open(self, block: Block) -> None:
        self.found.blocks.append(block)
        self.current = block

    def _degrade(self, block: Block) -> None:
        """Take a block back that was opened by something that was no title."""
        if self.found.blocks and self.found.blocks[-1] is block:
            self.found.blocks.pop()
            self.found.aside += [(t, "logo") for t in block.titles]
            self.current = self.found.blocks[-1] if self.found.blocks else None

    def _title_above(self, at: int) -> list[Seen]:
        """Return the title that stands above a time, where it is not below."""
        below = self._beside(at, 1)
        after = below is not None and self.may_be_title(below, act=True) and not self._titles_next(below.place)
        above = self._beside(at, -1)
        held = self.current.body if self.current is not None else self.found.cover
        if above is None or not held or held[-1] is not above or not self.may_be_title(above, act=True):
            return []
        if held is self.found.cover and not self.several and self.lines[at].dates:
            return []
        if held is self.found.cover and self.several and not any(self.may_be_title(s) and s is not above for s in held):
            return []  # it is the title of the whole
        if after and not self.title_first:
            return []
        titles = [held.pop()]
        while (
            held
            and len(titles) < MOST_TITLE
            and titles[0].line.gap is False
            and self.may_be_title(held[-1])
            and not titles[0].is_session_head
            and self._alike(held[-1], titles[0])
        ):
            titles.insert(0, held.pop())
        return titles

    @staticmethod
    def _alike(first: Seen, second: Seen) -> bool:
        return first.line.level == second.line.level and first.line.all_strong == second.line.all_strong

    def _title_below(self, at: int) -> bool:
        """Whether the title stands below a time, in a document that has them there."""
        below = self._beside(at, 1)
        apart = at > 0 and (self.lines[at - 1].has_day or self.lines[at].line.gap)
        return (
            (apart or not self.title_first)
            and below is not None
            and self.may_be_title(below, act=True)
            and not self._titles_next(below.place)
            and below.heading >= 1
        )

    def _titles_next(self, place: int) -> bool:
        """Whether a heading is that of the time below it."""
        near = place + 1
        while near < len(self.lines) and (
            (self.lines[near].is_room and not self.lines[near].has_time) or (self.may_be_title(self.lines[near]) and near < place + 2)
        ):
            near += 1
        if near >= len(self.lines) or not self.lines[near].has_time or self.lines[near].title:
            return False
        return self.title_first or not self.lines[near].line.gap

    def day(self, seen: Seen) -> None:
        """Note the day of what follows."""
        several = seen.dates and not seen.dates[0].is_day
        block = self.current
        if several and block is None:
            self.found.cover.append(seen)
            return
        self.days = [*[d for d in self.days if d.day_number and not d.dates and seen.dates and not seen.day_number], seen]
        if block is not None and block.is_open and block.titles and not block.clock:
            block.days = list(self.days)
        elif block is not None:
            self.current = Block(days=list(self.days)) if not block.is_open or block.time else block
            if self.current is not block:
                self.found.blocks.append(self.current)
        else:
            self.found.cover.append(seen)

    def line(self, at: int, seen: Seen) -> None:
        """Put a line that is no time and no day."""
        block = self.current
        if block is None:
            if self._begins_session(at, seen):
                self._open(Block(titles=[seen], days=list(self.days)))
            else:
                self.found.cover.append(seen)
        elif seen.is_room and (block.is_open or not block.rooms) and not (seen.role and seen.role.marked):
            block.rooms.append(seen)
        elif (block.is_open and not block.titles and self.may_be_title(seen) and not self._is_table_head(seen) and not self._is_of_cover(block, seen)) or (
            block.is_open and block.titles and self._continues(block, seen)
        ):
            block.titles.append(seen)
        elif self._begins_session(at, seen):
            self._open(self._below(block, seen))
        else:
            block.body.append(seen)

    def _is_of_cover(self, block: Block, seen: Seen) -> bool:
        """Whether the one time of a document stands with its date, so that its title is that of the whole and stands above."""
        whole = not self.several and any(s.dates for s in block.clock) and not (seen.line.level or seen.is_session_head)
        return whole and any(self.may_be_title(s) and s.size > 2 for s in self.found.cover)

    def _below(self, above: Block, seen: Seen) -> Block:
        """Return the block of a heading without a time: that of the session above, where it is one of several within it."""
        fresh = Block(titles=[seen], days=list(self.days))
        if seen.places[0] and seen.places[0] not in seen.title:
            fresh.rooms.append(seen)
        deeper = bool(seen.line.level) and any(0 < s.line.level < seen.line.level for s in above.clock)
        parallel = bool(above.titles) and seen.words["parallel"].any_of(above.titles[0].text)
        alone = (seen.is_session_head or parallel) and not any(is_person(s) or (s.role and s.role.marked) for s in above.body)
        if above.time and (deeper or alone or (above.within and (seen.is_session_head or seen.heading >= 2))):
            fresh.clock, fresh.time, fresh.within = list(above.clock), above.time, True
        return fresh

    @staticmethod
    def _is_table_head(seen: Seen) -> bool:
        return seen.title.casefold() in seen.words["venue_labels"].exact

    def _continues(self, block: Block, seen: Seen) -> bool:
        """Whether a heading goes on over another line."""
        last = block.titles[-1]
        if len(block.titles) >= MOST_TITLE or not self.may_be_title(seen) or seen.is_session_head or last.is_break:
            return False
        if seen.line.gap and not last.title_is_generic and not last.text.rstrip().endswith((":", "–", "-")):
            return False
        if last.text.rstrip().endswith((":", "–", "-", ",")) or seen.text[:1].islower() or last.title_is_generic:
            return True
        if seen.line.level or last.line.level:
            return seen.line.level == last.line.level
        return seen.line.all_strong and last.line.all_strong and not last.has_time

    def _is_second(self, seen: Seen) -> bool:
        """Whether a heading stands below another of its size or larger, which is the title of the whole."""
        if seen.line.level and any(s.line.level == seen.line.level and self.may_be_title(s) for s in self.lines[seen.place + 1 : seen.place + NEAR]):
            return True
        if seen.is_session_head and any(s.session_word == seen.session_word and s.text != seen.text for s in self.lines[seen.place + 1 :]):
            return True
        above = [s for s in self.found.cover[:NEAR] if self.may_be_title(s) and s.text != seen.text]
        return any((s.line.level and (not seen.line.level or s.line.level <= seen.line.level)) or not seen.line.level for s in above)

    def _begins_session(self, at: int, seen: Seen) -> bool:
        """Whether a heading opens a session although no time stands at it."""
        if not self.may_be_title(seen) or seen.is_break or (self.current is None and any(s.text == seen.text for s in self.found.cover[:NEAR])):
            return False
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if following is not None and following.line.note == WENT_ON and self.current is not None and self.current.time:
            return False  # a talk whose speaker stands on the same line
        if self.current is None and self.several and not self._is_second(seen):
            return False  # it is the title of the whole
        if seen.is_session_head and seen.heading >= 1.5:
            return True
        block = self.current
        if block is not None and block.time and not self.several and seen.role and seen.role.scheme == PARTS and seen.role.alone:
            return False  # a part of the one event that the document tells of
        if seen.heading < 2.2:
            return False
        near = self.lines[at + 1 : at + 5]
        for other in near:
            if other.has_time:
                return not other.title
            if other.has_day and self.current is not None:
                return True
            if other.role and other.role.scheme == PARTS and (other.role.marked or other.role.alone or is_person(other)):
                return self.current is not None or bool(other.line.level == 0 and seen.line.level > 1)
            if is_person(other) and self.current is not None:
                return True
        return False


def is_person(seen: Seen) -> bool:
    """Whether a line names somebody with a title or a body, or with an honorific."""
    if seen.is_sentence or seen.size > 60:
        return False
    people = seen.__dict__.get("_people")
    if people is None:
        people = seen.__dict__["_people"] = seen.people.read_all(seen.text, seen.line.strong)
    return bool(people) and (not people[0].only_name or bool(people[0].honorific) or people[0].score >= 2.5)
