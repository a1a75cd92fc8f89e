"""The front of a document: people and organisers whom the cover names, and those of the whole event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.accounting import sentences_in
from atgraph.curate.ingest.blocks import Segments
from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.carried import span
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.letters import SHORT, tell_time
from atgraph.curate.ingest.lines import PAGE, Line
from atgraph.curate.ingest.records import Declared, Left, Meeting, Organizer, Part
from atgraph.curate.ingest.told import REVIEW, people_told
from atgraph.curate.ingest.work import Work
from atgraph.curate.ingest.writing import unique


class Fronts(Work):
    """Reads what stands before the sessions, or below the last."""

    def read_front(self, segments: Segments, calendar: Calendar) -> None:
        """Read people and organisers whom the cover names; a document of one event has them there."""
        records = self.records
        own = Meeting(records.cover.title, list(records.cover.quotes))
        titles = set(records.cover.quotes)
        lines = [
            s
            for s in segments.cover
            if span(s.line) not in titles
            and not (s.dates and not s.is_sentence and s.size <= SHORT)
        ]
        below = next((n for n, s in enumerate(lines) if s.is_contents_head), len(lines))
        for piece in (
            lines[:below],
            lines[below:],
        ):  # what holds above “Programme” holds no more below it
            self.reader.start()
            self.reader.read(
                own,
                [
                    s
                    for s in piece
                    if s.line.note not in ("front matter", PAGE) and not s.is_contents_head
                ],
            )
        self.reader.start()
        self.reader.read(own, segments.listed)
        own.parts = [p for p in own.parts if not p.review or p.person.honorific]
        for seen in segments.cover:
            if seen.is_contents_head:
                self.reader.ignore(seen, "heads the agenda")
        own.date = calendar.day_of([])
        only = (
            records.meetings[0]
            if len(records.meetings) == 1
            else own
            if not records.meetings
            else None
        )
        if only is not None and not only.parts and not own.parts:
            self.told(only, [*own.prose, *(only.prose if only is not own else [])])
        if not records.meetings and own.parts:
            if calendar.told is not None:
                tell_time(own, calendar.told, self.extract.text)
            records.meetings.append(own)
            return
        named = {p.person.name.casefold() for m in records.meetings for p in m.parts}
        if len(records.meetings) == 1:
            only = records.meetings[0]
            only.parts = [
                *[p for p in own.parts if p.person.name.casefold() not in named],
                *only.parts,
            ]
            only.organizers = [*own.organizers, *only.organizers, *self.whole]
        else:
            for organizer in unique([*own.organizers, *self.whole, *self.of_whole()]):
                values = {
                    "tie": "organizing",
                    "organizer": organizer.name,
                    "role": organizer.role.removeprefix("role_"),
                }
                records.declared.append(
                    Declared(values, tuple(organizer.quotes), review=organizer.review)
                )
            fresh = [p for p in own.parts if p.person.name.casefold() not in named]
            if fresh:
                own.parts = fresh
                own.organizers = []
                own.reviews.append(
                    "these people are named on the cover, not in a session; say where they belong"
                )
                records.meetings.insert(0, own)
            for part in own.parts:
                if part not in fresh:
                    self.lend(part)
                    records.left.append(Left(tuple(part.quotes), "named again in a session"))
        self.front_prose = own.prose

    def lend(self, part: Part) -> None:
        """Give what a list of speakers prints beside a name to those in the sessions who are named by it alone."""
        for other in (p for m in self.records.meetings for p in m.parts):
            if (
                other.person.name.casefold() == part.person.name.casefold()
                and not other.person.posts
                and part.person.posts
            ):
                honorific = other.person.honorific or part.person.honorific
                other.person = replace(
                    other.person,
                    posts=part.person.posts,
                    country=part.person.country,
                    honorific=honorific,
                    only_name=False,
                )
                other.quotes = [*other.quotes, *part.quotes]

    def told(self, meeting: Meeting, prose: Sequence[Line]) -> None:
        """Read people whom sentences name as speakers, where nothing else names any."""
        for line in prose:
            for start, end in sentences_in(self.extract.text, line.start, line.end):
                sentence = " ".join(self.extract.text[start:end].replace("*", "").split())
                for person in people_told(sentence, self.people):
                    if any(
                        p.person.name == person.name and p.role == short(person.role)
                        for p in meeting.parts
                    ):
                        continue
                    meeting.parts.append(
                        Part(person, short(person.role), [(start, end)], review=REVIEW)
                    )

    def of_whole(self) -> list[Organizer]:
        """Take organisers who stand once, below the last session, for those of the whole event."""
        meetings = self.records.meetings
        having = [m for m in meetings if m.organizers]
        if len(meetings) < 2 or not having or having != [meetings[-1]]:
            return []
        last = having[0]
        after = max((end for part in last.parts for _, end in part.quotes), default=0)
        held = [
            self.extract.lines[n]
            for table in self.extract.tables
            for cell in table
            for n in cell.lines
        ]
        inside = {(line.start, line.end) for line in held}
        moved = [
            o
            for o in last.organizers
            if o.quotes[0][0] >= after and not self.of_session(o) and o.quotes[0] not in inside
        ]
        last.organizers = [o for o in last.organizers if o not in moved]
        return moved

    def of_session(self, organizer: Organizer) -> bool:
        """Whether the phrase itself speaks of a session."""
        start, end = organizer.quotes[0]
        return (
            re.match(
                r"[*\s]*(?:side event|session|panel|workshop|this (?:session|panel|side event))\b",
                self.extract.text[start:end],
                re.I,
            )
            is not None
        )
