"""Lines are walked over, and each goes to the cover, to the head or body of a session, or aside."""

from __future__ import annotations

from atgraph.curate.ingest.blocks import MOST_TITLE, Block, Segments
from atgraph.curate.ingest.headings import Headings, is_person
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.roles import is_plural

SPEAKERS = "speakers"


class Segmenter(Headings):
    """Walks over the lines and opens a block where a session begins."""

    def run(self) -> Segments:
        """Return the parts."""
        for at, seen in enumerate(self.lines):
            self.take(at, seen)
        return self.found

    def take(self, at: int, seen: Seen) -> None:
        """Put one line where it belongs."""
        if seen.line.note in ("front matter", PAGE) or (seen.place < self.letter and seen.dates):
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
            and not (
                seen.section == "background"
                and self.current is not None
                and self.current.is_open
                and not self.current.titles
            )
        ):
            self.section, self.section_level = seen.section, seen.line.level
            self.found.aside.append((seen, seen.section))
        elif self._lists_speakers(at, seen):
            self.section, self.section_level = SPEAKERS, seen.line.level
            self.found.listed.append(seen)
        elif self.section and not self._leaves_section(at, seen):
            if self.section == SPEAKERS:
                self.found.listed.append(seen)
            elif self.section == "background" and seen.is_sentence:
                (self.current.body if self.current is not None else self.found.cover).append(seen)
            else:
                self.found.aside.append((seen, self.section))
        else:
            self.section = ""
            self.line(at, seen)

    def _lists_speakers(self, at: int, seen: Seen) -> bool:
        """Whether a heading such as “Speakers” stands beside that of the agenda, so that it is of the whole event."""
        if (
            not seen.line.level
            or seen.role is None
            or seen.role.scheme != PARTS
            or not seen.role.alone
            or not is_plural(seen.role, seen.words)
        ):
            return False
        agenda = any(
            other.is_contents_head and other.line.level == seen.line.level
            for other in self.lines[:at]
        )
        return agenda and sum(block.time is not None for block in self.found.blocks) > 1

    def _leaves_section(self, at: int, seen: Seen) -> bool:
        if seen.is_contents_head or seen.is_session_head:
            return True
        if self.section == "background":
            marked = (
                seen.role is not None and (seen.role.marked or seen.role.alone) and seen.size < 60
            )
            return marked or (
                bool(seen.line.level)
                and seen.line.level <= (self.section_level or 9)
                and not seen.section
            )
        return bool(seen.line.level) and seen.line.level < self.section_level + (
            self.section == SPEAKERS
        )

    def _is_of_whole(self, at: int, seen: Seen) -> bool:
        """Whether date and time are those of the event, within which others follow."""
        time = seen.times[0]
        labelled = (
            not self.found.blocks
            and seen.text[: time.at].strip(" :–—-").casefold() in seen.words["time_labels"].exact
        )
        if not (time.end and (labelled or not seen.title)) or (
            not seen.dates and any(b.time for b in self.found.blocks)
        ):
            return False
        following = [s.times[0] for s in self.lines[at + 1 : at + 60] if s.has_time]
        within = sum(time.start <= other.start <= time.end for other in following[:3])
        begins = (
            bool(seen.dates)
            or labelled
            or (
                len(following) > 1
                and following[0].start == time.start
                and following[1].start < time.end
            )
        )
        return (
            begins
            and len(following) > 1
            and within > 1
            and (following[0].start, following[0].end) != (time.start, time.end)
        )

    def _is_inside(self, seen: Seen) -> bool:
        """Whether a time is that of a talk within the session that is open."""
        block, time = self.current, seen.times[0]
        if (
            block is None
            or block.time is None
            or not block.time.end
            or not block.title
            or block.is_break
            or not seen.title
        ):
            return False
        if not (time.end or time.start) or (time.start, time.end) == (
            block.time.start,
            block.time.end,
        ):
            return False
        within = (
            block.time.start <= time.start
            and (time.end or time.start) <= block.time.end
            and (bool(time.end) or time.start < block.time.end)
        )
        return within and not seen.is_break and time.start < block.time.end

    def clock(self, at: int, seen: Seen) -> None:
        """Open a block at a time, or give the open one its time."""
        block = self.current
        if (
            block is not None
            and block.is_open
            and block.time is None
            and block.titles
            and not seen.title
            and self._title_below(at)
        ):
            self._degrade(block)
            block = Block(days=list(self.days))
            self._open(block)
        if (
            block is not None
            and block.is_open
            and block.time is None
            and (block.titles or block.days)
            and not seen.title
        ):
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
        fresh = Block(
            days=list(self.days), clock=[seen], time=seen.times[0], inherited=self._goes_back(seen)
        )
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
        return any(
            b.days == self.days and b.time and b.time.start > seen.times[0].start
            for b in self.found.blocks
        )

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
        after = (
            below is not None
            and self.may_be_title(below, act=True)
            and not self._titles_next(below.place)
        )
        above = self._beside(at, -1)
        held = self.current.body if self.current is not None else self.found.cover
        if (
            above is None
            or not held
            or held[-1] is not above
            or not self.may_be_title(above, act=True)
        ):
            return []
        if held is self.found.cover and not self.several and self.lines[at].dates:
            return []
        if (
            held is self.found.cover
            and self.several
            and not any(self.may_be_title(s) and s is not above for s in held)
        ):
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
        return (
            first.line.level == second.line.level
            and first.line.all_strong == second.line.all_strong
        )

    def day(self, seen: Seen) -> None:
        """Note the day of what follows."""
        several = seen.dates and not seen.dates[0].is_day
        block = self.current
        if several and block is None:
            self.found.cover.append(seen)
            return
        self.days = [
            *[
                d
                for d in self.days
                if d.day_number and not d.dates and seen.dates and not seen.day_number
            ],
            seen,
        ]
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
        elif (
            seen.is_room
            and (block.is_open or not block.rooms)
            and not (seen.role and seen.role.marked)
        ):
            block.rooms.append(seen)
        elif (
            block.is_open
            and not block.titles
            and self.may_be_title(seen)
            and not self._is_table_head(seen)
            and not self._is_of_cover(block, seen)
        ) or (block.is_open and block.titles and self._continues(block, seen)):
            block.titles.append(seen)
        elif self._begins_session(at, seen):
            self._open(self._below(block, seen))
        else:
            block.body.append(seen)

    def _below(self, above: Block, seen: Seen) -> Block:
        """Return the block of a heading without a time: that of the session above, where it is one of several within it."""
        fresh = Block(titles=[seen], days=list(self.days))
        if seen.places[0] and seen.places[0] not in seen.title:
            fresh.rooms.append(seen)
        deeper = bool(seen.line.level) and any(
            0 < s.line.level < seen.line.level for s in above.clock
        )
        parallel = bool(above.titles) and seen.words["parallel"].any_of(above.titles[0].text)
        alone = (seen.is_session_head or parallel) and not any(
            is_person(s) or (s.role and s.role.marked) for s in above.body
        )
        if above.time and (
            deeper or alone or (above.within and (seen.is_session_head or seen.heading >= 2))
        ):
            fresh.clock, fresh.time, fresh.within = list(above.clock), above.time, True
        return fresh
