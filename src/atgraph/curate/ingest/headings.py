"""Which lines can head a session, told from what a line is and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from atgraph.curate.ingest.blocks import MOST_TITLE, Block, Segments
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.letters import dated_sentence
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.splitting import WENT_ON

NEAR = 400  # lines within which a heading is compared with others


class Headings:
    """Judges the headings of a document while its lines are walked over."""

    def __init__(self, lines: Sequence[Seen]) -> None:
        self.lines = lines
        self.found = Segments()
        self.current: Block | None = None
        self.days: list[Seen] = []
        self.section = ""
        self.section_level = 0
        self.several = sum(seen.has_time for seen in lines) > 1
        self.title_first = self._vote()
        told = dated_sentence(lines)
        self.letter = told.place if told is not None else 0  # above it a date is that of the letter

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
        if (
            seen.heading < 0.5
            or seen.has_time
            or seen.has_day
            or seen.is_room
            or seen.is_contents_head
            or seen.section
        ):
            return False
        act = act or self._is_act(seen)
        if (
            seen.role
            and seen.role.scheme == PARTS
            and (seen.role.marked or (seen.role.alone and not seen.line.level))
        ):
            if not (
                act and seen.words["acts"].any_of(seen.role.form) and self._heads_no_name(seen)
            ):
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
        if (
            seen.line.gap
            or not seen.place
            or not (reads.is_post(seen.text) or reads.is_body(seen.text))
        ):
            return False
        for above in (
            self.lines[seen.place - 1],
            *(
                [self.lines[seen.place - 2]]
                if seen.place > 1 and not self.lines[seen.place - 1].line.gap
                else []
            ),
        ):
            name = seen.people.names.read(above.text)
            if (
                name
                and name.end >= len(above.text) - 1
                and (name.honorific or name.score >= 2)
                and not above.has_time
            ):
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
            (self.lines[near].is_room and not self.lines[near].has_time)
            or (self.may_be_title(self.lines[near]) and near < place + 2)
        ):
            near += 1
        if near >= len(self.lines) or not self.lines[near].has_time or self.lines[near].title:
            return False
        return self.title_first or not self.lines[near].line.gap

    def _is_of_cover(self, block: Block, seen: Seen) -> bool:
        """Whether the one time of a document stands with its date, so that its title is that of the whole and stands above."""
        whole = (
            not self.several
            and any(s.dates for s in block.clock)
            and not (seen.line.level or seen.is_session_head)
        )
        return whole and any(self.may_be_title(s) and s.size > 2 for s in self.found.cover)

    @staticmethod
    def _is_table_head(seen: Seen) -> bool:
        return seen.title.casefold() in seen.words["venue_labels"].exact

    def _continues(self, block: Block, seen: Seen) -> bool:
        """Whether a heading goes on over another line."""
        last = block.titles[-1]
        if (
            len(block.titles) >= MOST_TITLE
            or not self.may_be_title(seen)
            or seen.is_session_head
            or last.is_break
        ):
            return False
        if (
            seen.line.gap
            and not last.title_is_generic
            and not last.text.rstrip().endswith((":", "–", "-"))
        ):
            return False
        if (
            last.text.rstrip().endswith((":", "–", "-", ","))
            or seen.text[:1].islower()
            or last.title_is_generic
        ):
            return True
        if seen.line.level or last.line.level:
            return seen.line.level == last.line.level
        return seen.line.all_strong and last.line.all_strong and not last.has_time

    def _is_second(self, seen: Seen) -> bool:
        """Whether a heading stands below another of its size or larger, which is the title of the whole."""
        if seen.line.level and any(
            s.line.level == seen.line.level and self.may_be_title(s)
            for s in self.lines[seen.place + 1 : seen.place + NEAR]
        ):
            return True
        if seen.is_session_head and any(
            s.session_word == seen.session_word and s.text != seen.text
            for s in self.lines[seen.place + 1 :]
        ):
            return True
        above = [s for s in self.found.cover[:NEAR] if self.may_be_title(s) and s.text != seen.text]
        return any(
            (s.line.level and (not seen.line.level or s.line.level <= seen.line.level))
            or not seen.line.level
            for s in above
        )

    def _begins_session(self, at: int, seen: Seen) -> bool:
        """Whether a heading opens a session although no time stands at it."""
        if (
            not self.may_be_title(seen)
            or seen.is_break
            or (self.current is None and any(s.text == seen.text for s in self.found.cover[:NEAR]))
        ):
            return False
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if (
            seen.heads_bodies
            and following is not None
            and not (following.has_time or is_person(following))
        ):
            return False  # bodies stand below “Partners”
        if (
            following is not None
            and following.line.note == WENT_ON
            and self.current is not None
            and self.current.time
        ):
            return False  # a talk whose speaker stands on the same line
        if self.current is None and self.several and not self._is_second(seen):
            return False  # it is the title of the whole
        if seen.is_session_head and seen.heading >= 1.5:
            return True
        block = self.current
        if (
            block is not None
            and block.time
            and not self.several
            and seen.role
            and seen.role.scheme == PARTS
            and seen.role.alone
        ):
            return False  # a part of the one event that the document tells of
        if seen.heading < 2.2:
            return False
        near = self.lines[at + 1 : at + 5]
        for other in near:
            if other.has_time:
                whole = (
                    self.current is None and not self.several and bool(other.dates)
                )  # the one time stands with its date
                return not other.title and not whole
            if other.has_day and self.current is not None:
                return True
            if (
                other.role
                and other.role.scheme == PARTS
                and (other.role.marked or other.role.alone or is_person(other))
            ):
                return self.current is not None or bool(
                    other.line.level == 0 and seen.line.level > 1
                )
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
    return bool(people) and (
        not people[0].only_name or bool(people[0].honorific) or people[0].score >= 2.5
    )
