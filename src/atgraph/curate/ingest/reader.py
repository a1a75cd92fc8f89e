"""A document is read: its lines are recognised, its sessions found, and all that it says drafted."""

from __future__ import annotations

from collections.abc import Sequence

from atgraph.curate.ingest.blocks import Block, Segments
from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.carried import span
from atgraph.curate.ingest.covers import read_cover
from atgraph.curate.ingest.doubts import doubt_people
from atgraph.curate.ingest.fronts import Fronts
from atgraph.curate.ingest.headings import is_person
from atgraph.curate.ingest.known_bodies import part_known
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.left import account
from atgraph.curate.ingest.lines import Extract
from atgraph.curate.ingest.meetings import merge_listed, read_meeting
from atgraph.curate.ingest.prose import read_prose
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Left, Meeting, Records
from atgraph.curate.ingest.segmenting import Segmenter
from atgraph.curate.ingest.settling import Settling
from atgraph.curate.ingest.verbatim import Verbatim
from atgraph.curate.ingest.words import Words, detect


def read_records(extract: Extract) -> tuple[Records, Words]:
    """Draft the records of a document."""
    words = detect(extract.text)
    return _Work(extract, words).run(), words


class _Work(Fronts, Settling):
    def run(self) -> Records:
        """Read it all."""
        lines = self.in_order()
        segments = Segmenter(lines).run()
        calendar = Calendar.of(
            [*segments.cover, *(s for b in segments.blocks[:1] for s in b.days)], lines
        )
        self.learn_names(lines)
        meetings = self.read_blocks(segments, calendar)
        records = self.records
        records.cover = read_cover(segments.cover, calendar, self.reads)
        records.meetings = merge_listed(meetings)
        self.read_front(segments, calendar)
        part_known(records, self.reads)
        self.settle(calendar)
        doubt_people(records.meetings, self.extract.text, self.reads, self.told_names)
        records.left += self.reader.left
        for seen, section in segments.aside:
            self.leave(
                seen,
                {"logo": "stands between sessions and belongs to none: a logo or a caption"}.get(
                    section, section
                ),
            )
        records.declared += read_prose(
            records, self.reader, self.extract.text, self.words, self.front_prose
        )
        Verbatim(self.extract.text).check(records)
        account(records, self.extract, self.reader, self.words, self.front_prose)
        return records

    def learn_names(self, lines: Sequence[Seen]) -> None:
        """Note who is named with a title and a body anywhere: elsewhere the name may stand alone."""
        for seen in lines:
            if is_person(seen):
                sure = [
                    p
                    for p in seen.__dict__["_people"]
                    if p.kind == "person" and p.posts and (p.honorific or p.score >= 3)
                ]
                self.told_names.update(p.name.casefold() for p in sure)

    def read_blocks(self, segments: Segments, calendar: Calendar) -> list[Meeting]:
        meetings: list[Meeting] = []
        for number, block in enumerate(segments.blocks):
            if self.heads_parallel(segments.blocks[number : number + 2]):
                for seen in block.titles:
                    self.reader.ignore(seen, "heads sessions that run side by side")
                self.reader.loose += [*block.clock, *block.rooms]
                continue
            if block.is_break and not any(
                s.role and s.role.scheme == PARTS and not s.role.alone for s in block.body
            ):
                self.pass_over(block, meetings)
                continue
            meeting = read_meeting(block, self.reader, calendar)
            before = (
                not meetings
                and not block.time
                and not meeting.parts
                and not any(s.is_session_head for s in block.titles[:1])
            )
            if self.is_session(block, meeting) and not (
                before and any(b.time for b in segments.blocks)
            ):
                meetings.append(meeting)
            else:
                self.take_back(block, meeting, meetings, segments)
        return meetings

    def heads_parallel(self, blocks: Sequence[Block]) -> bool:
        """Whether a block only says that those below it run side by side."""
        if len(blocks) < 2 or blocks[0].body or not blocks[0].titles or not blocks[1].within:
            return False
        return (
            blocks[0].time == blocks[1].time
            and self.words["parallel"].any_of(blocks[0].title)
            and not blocks[0].titles[0].is_session_head
        )

    def pass_over(self, block: Block, meetings: list[Meeting]) -> None:
        """Leave a break out; who organises the whole may stand below it."""
        for seen in [*block.clock, *block.titles, *block.rooms]:
            self.reader.ignore(seen, "a break, a meal or the like")
        below = Meeting("", [])
        self.reader.start()
        self.reader.read(below, block.body)
        self.whole += below.organizers
        if meetings:
            meetings[-1].prose += below.prose

    def is_session(self, block: Block, meeting: Meeting) -> bool:
        """Whether a block is a session and not only a heading."""
        if block.time:
            return bool(meeting.title or meeting.parts or meeting.organizers or block.body)
        return (
            bool(meeting.parts)
            or bool(meeting.organizers and meeting.title)
            or bool(block.titles and block.titles[0].is_session_head and meeting.title)
        )

    def take_back(
        self, block: Block, meeting: Meeting, meetings: list[Meeting], segments: Segments
    ) -> None:
        """Give the lines of a heading that heads nothing to what stands before it."""
        for seen in block.titles:
            if meetings:
                self.reader.ignore(
                    seen,
                    "stands between sessions and belongs to none: a logo, a caption or the head of a part",
                )
            else:
                segments.cover.append(seen)
        for seen in [*block.rooms, *block.clock]:
            self.reader.loose.append(seen)
        if meetings:
            meetings[-1].prose += meeting.prose
            meetings[-1].organizers += meeting.organizers
        else:
            self.whole += meeting.organizers
            segments.cover += [s for s in block.body if s.line in meeting.prose]

    def leave(self, seen: Seen, reason: str, review: str = "") -> None:
        self.records.left.append(Left((span(seen.line),), reason, review))
