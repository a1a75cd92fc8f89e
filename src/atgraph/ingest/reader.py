"""A document is read: its lines are recognised, its sessions found, and all that it says drafted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from atgraph.ingest.accounting import sentences_in
from atgraph.ingest.affiliations import Affiliations
from atgraph.ingest.blocks import Block, Segments
from atgraph.ingest.body import Reader
from atgraph.ingest.calendar import Calendar
from atgraph.ingest.carried import span
from atgraph.ingest.covers import read_cover
from atgraph.ingest.doubts import doubt_people
from atgraph.ingest.headings import is_person
from atgraph.ingest.labels import PARTS, short
from atgraph.ingest.lines import PAGE, Extract, Line, Stretch
from atgraph.ingest.meetings import merge_listed, read_meeting
from atgraph.ingest.names import Names
from atgraph.ingest.organizations import Organizations
from atgraph.ingest.organizing import Organizing
from atgraph.ingest.people import People
from atgraph.ingest.prose import read_prose
from atgraph.ingest.recognise import Seen
from atgraph.ingest.records import Declared, Left, Meeting, Organizer, Part, Records
from atgraph.ingest.segmenting import Segmenter
from atgraph.ingest.splitting import split_line
from atgraph.ingest.tables import reading_order
from atgraph.ingest.told import REVIEW, people_told
from atgraph.ingest.verbatim import Verbatim
from atgraph.ingest.words import Words, detect, words_of
from atgraph.ingest.writing import unique

SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-ZА-Я][^\W\d_]{2,}")


def read_records(extract: Extract) -> tuple[Records, Words]:
    """Draft the records of a document."""
    words = detect(extract.text)
    return _Work(extract, words).run(), words


class _Work:
    def __init__(self, extract: Extract, words: Words) -> None:
        self.extract, self.words = extract, words
        names = Names(words, frozenset(w.casefold() for w in SMALL.findall(extract.text) if w[0].islower()))
        self.reads = Affiliations(words)
        self.people = People(words, names, self.reads)
        organizations = Organizations(self.reads)
        self.reader = Reader(organizations, Organizing(words, organizations), self.people, extract.text)
        self.records = Records()
        self.whole: list[Organizer] = []
        self.told_names = self.reader.told_names
        self.front_prose: list[Line] = []

    def run(self) -> Records:
        """Read it all."""
        lines = self.in_order()
        segments = Segmenter(lines).run()
        calendar = Calendar.of([*segments.cover, *(s for b in segments.blocks[:1] for s in b.days)], lines)
        self.learn_names(lines)
        meetings = self.read_blocks(segments, calendar)
        records = self.records
        records.cover = read_cover(segments.cover, calendar, self.reads)
        records.meetings = merge_listed(meetings)
        self.read_front(segments, calendar)
        self.settle(calendar)
        doubt_people(records.meetings, self.extract.text, self.reads, self.told_names)
        records.left += self.reader.left
        for seen, section in segments.aside:
            self.leave(seen, {"logo": "stands between sessions and belongs to none: a logo or a caption"}.get(section, section))
        records.declared += read_prose(records, self.reader, self.extract.text, self.words, self.front_prose)
        Verbatim(self.extract.text).check(records)
        self.account()
        return records

    def in_order(self) -> list[Seen]:
        """Return the lines as they are read, those of tables in their order."""

        def seen(line: Line) -> Seen:
            return Seen(line, self.words, self.people)

        order = reading_order(
            self.extract, lambda line: seen(line).has_time, lambda line: seen(line).has_day, lambda line: seen(line).is_room, self.is_time_head
        )
        order = [part for line in order for part in split_line(line, self.words, self.extract.text)]
        for line in order:
            if (told := seen(line)).is_room:
                self.people.rooms.update(part for part, what in told.told if what == "room")
        return [Seen(line, self.words, self.people, place) for place, line in enumerate(order)]

    def learn_names(self, lines: Sequence[Seen]) -> None:
        """Note who is named with a title and a body anywhere: elsewhere the name may stand alone."""
        for seen in lines:
            if is_person(seen):
                sure = [p for p in seen.__dict__["_people"] if p.kind == "person" and p.posts and (p.honorific or p.score >= 3)]
                self.told_names.update(p.name.casefold() for p in sure)

    def is_time_head(self, line: Line) -> bool:
        return line.text.strip(" .:").casefold() in self.words["time_labels"].exact

    def read_blocks(self, segments: Segments, calendar: Calendar) -> list[Meeting]:
        meetings: list[Meeting] = []
        for number, block in enumerate(segments.blocks):
            if self.heads_parallel(segments.blocks[number : number + 2]):
                for seen in block.titles:
                    self.reader.ignore(seen, "heads sessions that run side by side")
                self.reader.loose += [*block.clock, *block.rooms]
                continue
            if block.is_break and not any(s.role and s.role.scheme == PARTS and not s.role.alone for s in block.body):
                self.pass_over(block, meetings)
                continue
            meeting = read_meeting(block, self.reader, calendar)
            before = not meetings and not block.time and not meeting.parts and not any(s.is_session_head for s in block.titles[:1])
            if self.is_session(block, meeting) and not (before and any(b.time for b in segments.blocks)):
                meetings.append(meeting)
            else:
                self.take_back(block, meeting, meetings, segments)
        return meetings

    def heads_parallel(self, blocks: Sequence[Block]) -> bool:
        """Whether a block only says that those below it run side by side."""
        if len(blocks) < 2 or blocks[0].body or not blocks[0].titles or not blocks[1].within:
            return False
        return blocks[0].time == blocks[1].time and self.words["parallel"].any_of(blocks[0].title) and not blocks[0].titles[0].is_session_head

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
        return bool(meeting.parts) or bool(meeting.organizers and meeting.title) or bool(block.titles and block.titles[0].is_session_head and meeting.title)

    def take_back(self, block: Block, meeting: Meeting, meetings: list[Meeting], segments: Segments) -> None:
        """Give the lines of a heading that heads nothing to what stands before it."""
        for seen in block.titles:
            if meetings:
                self.reader.ignore(seen, "stands between sessions and belongs to none: a logo, a caption or the head of a part")
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

    def read_front(self, segments: Segments, calendar: Calendar) -> None:
        """Read people and organisers whom the cover names; a document of one event has them there."""
        records = self.records
        own = Meeting(records.cover.title, list(records.cover.quotes))
        titles = set(records.cover.quotes)
        self.reader.start()
        lines = [s for s in segments.cover if span(s.line) not in titles and not (s.dates and not s.is_sentence) and not s.is_contents_head]
        self.reader.read(own, [s for s in lines if s.line.note not in ("front matter", PAGE)])
        own.parts = [p for p in own.parts if not p.review or p.person.honorific]
        for seen in segments.cover:
            if seen.is_contents_head:
                self.reader.ignore(seen, "heads the agenda")
        own.date = calendar.day_of([])
        only = records.meetings[0] if len(records.meetings) == 1 else own if not records.meetings else None
        if only is not None and not only.parts and not own.parts:
            self.told(only, [*own.prose, *(only.prose if only is not own else [])])
        if not records.meetings and own.parts:
            records.meetings.append(own)
            return
        named = {p.person.name.casefold() for m in records.meetings for p in m.parts}
        if len(records.meetings) == 1:
            only = records.meetings[0]
            only.parts = [*[p for p in own.parts if p.person.name.casefold() not in named], *only.parts]
            only.organizers = [*own.organizers, *only.organizers, *self.whole]
        else:
            for organizer in unique([*own.organizers, *self.whole, *self.of_whole()]):
                values = {"tie": "organizing", "organizer": organizer.name, "role": organizer.role.removeprefix("role_")}
                records.declared.append(Declared(values, tuple(organizer.quotes), review=organizer.review))
            fresh = [p for p in own.parts if p.person.name.casefold() not in named]
            if fresh:
                own.parts = fresh
                own.organizers = []
                own.reviews.append("these people are named on the cover, not in a session; say where they belong")
                records.meetings.insert(0, own)
            for part in own.parts:
                if part not in fresh:
                    self.lend(part)
                    records.left.append(Left(tuple(part.quotes), "named again in a session"))
        self.front_prose = own.prose

    def lend(self, part: Part) -> None:
        """Give what a list of speakers prints beside a name to those in the sessions who are named by it alone."""
        for other in (p for m in self.records.meetings for p in m.parts):
            if other.person.name.casefold() == part.person.name.casefold() and not other.person.posts and part.person.posts:
                honorific = other.person.honorific or part.person.honorific
                other.person = replace(other.person, posts=part.person.posts, country=part.person.country, honorific=honorific, only_name=False)
                other.quotes = [*other.quotes, *part.quotes]

    def told(self, meeting: Meeting, prose: Sequence[Line]) -> None:
        """Read people whom sentences name as speakers, where nothing else names any."""
        for line in prose:
            for start, end in sentences_in(self.extract.text, line.start, line.end):
                sentence = " ".join(self.extract.text[start:end].replace("*", "").split())
                for person in people_told(sentence, self.people):
                    if any(p.person.name == person.name and p.role == short(person.role) for p in meeting.parts):
                        continue
                    meeting.parts.append(Part(person, short(person.role), [(start, end)], review=REVIEW))

    def of_whole(self) -> list[Organizer]:
        """Take organisers who stand once, below the last session, for those of the whole event."""
        meetings = self.records.meetings
        having = [m for m in meetings if m.organizers]
        if len(meetings) < 2 or not having or having != [meetings[-1]]:
            return []
        last = having[0]
        after = max((end for part in last.parts for _, end in part.quotes), default=0)
        held = [self.extract.lines[n] for table in self.extract.tables for cell in table for n in cell.lines]
        inside = {(line.start, line.end) for line in held}
        moved = [o for o in last.organizers if o.quotes[0][0] >= after and not self.of_session(o) and o.quotes[0] not in inside]
        last.organizers = [o for o in last.organizers if o not in moved]
        return moved

    def of_session(self, organizer: Organizer) -> bool:
        """Whether the phrase itself speaks of a session."""
        start, end = organizer.quotes[0]
        return re.match(r"[*\s]*(?:side event|session|panel|workshop|this (?:session|panel|side event))\b", self.extract.text[start:end], re.I) is not None

    def settle(self, calendar: Calendar) -> None:
        """Give the event its days, and each session a title and an id."""
        cover, meetings = self.records.cover, self.records.meetings
        cover.subtitle = "" if len(meetings) == 1 and meetings[0].level == 1 and not cover.level else cover.subtitle
        if meetings and (not cover.title or (len(meetings) == 1 and (cover.of_page or (meetings[0].level == 1 and not cover.level)))):
            told = next((s for s in self.reader.loose if self.names_event(s)), None) if not cover.title else None
            cover.title, cover.quotes = (told.title, [span(told.line)]) if told else (meetings[0].title, list(meetings[0].quotes))
        for meeting in meetings:
            if not meeting.title:
                meeting.title = cover.title if len(meetings) == 1 else meeting.places[0].time if meeting.places else cover.title
                meeting.quotes = list(dict.fromkeys([*meeting.quotes, *(cover.quotes[:1] if len(meetings) == 1 else [])]))
                if len(meetings) > 1:
                    meeting.reviews.append("no title is printed for this session; write one")
        days = sorted({m.date for m in meetings if m.date})
        start, end = cover.start, cover.end
        if days:
            start, end = min([days[0], *([start] if start else [])]), max([days[-1], *([end] if end else [])])
            if calendar.doubt and cover.start and (days[0] - cover.start).days > 200:
                start = days[0]
        if start is None:
            start, end = self.bounds_of_year(calendar)
        cover.start, cover.end = start, end or start
        if calendar.doubt:
            cover.reviews.append(f"the dates: {calendar.doubt}; see which is right")
        for meeting in meetings:
            if meeting.start and not meeting.date and cover.start != cover.end:
                meeting.date = cover.start
                meeting.reviews.append("no day is printed at this session; see on which it is")

    def names_event(self, seen: Seen) -> bool:
        """Whether a line below the sessions is the title of the event."""
        return bool(seen.dates) and 2 < seen.size < 25 and any(w in self.words["events"] for w in words_of(seen.text))

    def bounds_of_year(self, calendar: Calendar) -> tuple[dt.date, dt.date]:
        cover = self.records.cover
        for seen in (s for s in self.in_order() if s.size <= 18):
            for date in seen.dates:
                if not date.day and (found := date.bounds(calendar.year)):
                    cover.reviews.append("only a month is printed; write the days")
                    return found
        if calendar.year:
            cover.reviews.append("only a year is printed; write the days")
            return dt.date(calendar.year, 1, 1), dt.date(calendar.year, 12, 31)
        cover.reviews.append("no date is printed: the first day of the year 1 stands for it; write the days")
        return dt.date(1, 1, 1), dt.date(1, 1, 1)

    # --- what is left ---

    def leave(self, seen: Seen, reason: str, review: str = "") -> None:
        self.records.left.append(Left((span(seen.line),), reason, review))

    def account(self) -> None:
        """Say of every line that is in no record why, or that it was not understood."""
        from atgraph.ingest.left import account

        account(self.records, self.extract, self.reader, self.words, self.front_prose)


def stretches(records: Records, themes: bool = True) -> Iterable[Stretch]:
    """Yield what records rest on; without ``themes``, what a theme that is only proposed rests on is left out."""
    cover = records.cover
    yield from cover.quotes
    for place in cover.places:
        yield from place.quotes
    for meeting in records.meetings:
        yield from meeting.quotes
        for quotes in [held.quotes for held in meeting.places] + [held.quotes for held in meeting.organizers] + [held.quotes for held in meeting.parts]:
            yield from quotes
    for declared in records.declared:
        if themes or declared.values.get("tie") != "theme" or not declared.review:
            yield from declared.quotes


def left_stretches(left: Sequence[Left]) -> Iterable[Stretch]:
    """Yield what is left without a record."""
    for entry in left:
        yield from entry.quotes


__all__ = ["PARTS", "left_stretches", "read_records", "stretches"]
