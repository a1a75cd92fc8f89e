"""The event as a whole: who the cover names, who organises it, its days and its sessions' days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.blocks import Segments
from atgraph.curate.ingest.calendar import Calendar, is_short, take_time
from atgraph.curate.ingest.draft_records import (
    DraftIgnored,
    DraftOrganizer,
    DraftParticipant,
    DraftRecords,
    DraftSession,
    DraftStatement,
    unique_organizers,
)
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import PAGE, Extract, Line, sentences_in
from atgraph.curate.ingest.person_reader import PersonReader
from atgraph.curate.ingest.prose import find_speakers
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.session_lines import SessionReader
from atgraph.curate.ingest.words import words_of

OF_SESSION = re.compile(
    r"[*\s]*(?:side event|session|panel|workshop|this (?:session|panel|side event))\b", re.I
)
SPEAKER_REVIEW = "named in a sentence; see whether this person takes part, and as what"
COVER_REVIEW = "these people are named on the cover, not in a session; say where they belong"


def read_front(segments: Segments, records: DraftRecords, reader: SessionReader) -> DraftSession:
    """Read people and organisers whom the cover and a list of speakers name, as of one session."""
    own = DraftSession(records.cover.title, list(records.cover.quotes))
    lines = [
        s
        for s in segments.cover
        if s.span not in records.cover.quotes
        and not (s.dates and is_short(s))
        and s.raw.note not in ("front matter", PAGE)
    ]
    below = next((n for n, s in enumerate(lines) if s.is_contents_head), len(lines))
    # what holds above “Programme” holds no more below it
    for piece in (lines[:below], lines[below:], segments.speakers):
        reader.state.start()
        reader.read(own, [s for s in piece if not s.is_contents_head])
    own.participants = [p for p in own.participants if not p.review or p.person.honorific]
    for line in segments.cover:
        if line.is_contents_head:
            reader.state.ignore(line, "heads the agenda")
    return own


def place_front(
    own: DraftSession,
    whole: Sequence[DraftOrganizer],
    records: DraftRecords,
    extract: Extract,
    people: PersonReader,
    calendar: Calendar,
) -> Sequence[Line]:
    """Give what the front names to the one session or to the event; return its prose.

    Args:
        own: what the front names.
        whole: who organises the event by lines between the sessions.
        records: all that was drafted.
        extract: the document.
        people: reads people.
        calendar: the days of the event.
    """
    sessions = records.sessions
    own.date = calendar.day_of([])
    only = (sessions or [own])[0] if len(sessions) < 2 else None
    if only is not None and not only.participants and not own.participants:
        prose = [*own.prose, *(only.prose if only is not own else [])]
        _add_speakers(only, prose, extract.text, people)
    if not sessions and own.participants:
        if calendar.sentence is not None:
            take_time(own, calendar.sentence, extract.text)
        sessions.append(own)
        return ()
    named = {p.person.name.casefold() for m in sessions for p in m.participants}
    fresh = [p for p in own.participants if p.person.name.casefold() not in named]
    if len(sessions) == 1:
        sessions[0].participants = [*fresh, *sessions[0].participants]
        sessions[0].organizers = [*own.organizers, *sessions[0].organizers, *whole]
        return own.prose
    of_whole = _take_organizers(records, extract)
    for organizer in unique_organizers([*own.organizers, *whole, *of_whole]):
        role = organizer.role.removeprefix("role_")
        values = {"tie": "organizing", "organizer": organizer.name, "role": role}
        records.statements.append(
            DraftStatement(values, tuple(organizer.quotes), review=organizer.review)
        )
    if fresh:
        own.participants, own.organizers = fresh, []
        own.reviews.append(COVER_REVIEW)
        sessions.insert(0, own)
    for part in own.participants:
        if part not in fresh:
            _lend(part, records)
            records.ignored.append(DraftIgnored(tuple(part.quotes), "named again in a session"))
    return own.prose


def _lend(part: DraftParticipant, records: DraftRecords) -> None:
    """Give what a list of speakers prints beside a name to those in sessions with it alone."""
    person = part.person
    for other in (p for m in records.sessions for p in m.participants):
        if (
            other.person.name.casefold() == person.name.casefold()
            and not other.person.posts
            and person.posts
        ):
            other.person = replace(
                other.person,
                posts=person.posts,
                country=person.country,
                honorific=other.person.honorific or person.honorific,
                only_name=False,
            )
            other.quotes = [*other.quotes, *part.quotes]


def _add_speakers(
    meeting: DraftSession, prose: Sequence[Line], text: str, people: PersonReader
) -> None:
    """Add people whom sentences name as speakers, where nothing else names any."""
    for line in prose:
        for start, end in sentences_in(text, *line.span):
            sentence = " ".join(text[start:end].replace("*", "").split())
            for person in find_speakers(sentence, people):
                role, known = short(person.role), meeting.participants
                if not any(p.person.name == person.name and p.role == role for p in known):
                    known.append(
                        DraftParticipant(person, role, [(start, end)], review=SPEAKER_REVIEW)
                    )


def _take_organizers(records: DraftRecords, extract: Extract) -> list[DraftOrganizer]:
    """Take organisers who stand once, below the last session, for those of the whole event."""
    meetings = records.sessions
    having = [m for m in meetings if m.organizers]
    if len(meetings) < 2 or not having or having != [meetings[-1]]:
        return []
    last = having[0]
    after = max((end for part in last.participants for _, end in part.quotes), default=0)
    inside = {
        extract.lines[n].span for table in extract.tables for cell in table for n in cell.lines
    }
    moved = [
        o
        for o in last.organizers
        if o.quotes[0][0] >= after
        and o.quotes[0] not in inside
        and not OF_SESSION.match(extract.text[slice(*o.quotes[0])])
    ]
    last.organizers = [o for o in last.organizers if o not in moved]
    return moved


def settle(
    records: DraftRecords,
    calendar: Calendar,
    lines: Sequence[RecognizedLine],
    loose: Sequence[RecognizedLine],
) -> None:
    """Give the event its title and days, and each session a title and a day.

    Args:
        records: all that was drafted.
        calendar: the days of the event.
        lines: the document in the order of reading.
        loose: lines that carry no record.
    """
    _settle_titles(records, loose)
    cover, sessions = records.cover, records.sessions
    days = sorted({m.date for m in sessions if m.date})
    start, end = cover.start, cover.end
    if days:
        start, end = min(days[0], start or days[0]), max(days[-1], end or days[-1])
        if calendar.doubt and cover.start and (days[0] - cover.start).days > 200:
            start = days[0]
    if start is None:
        start, end, review = _bounds_of_year(calendar, lines)
        cover.reviews.append(review)
    cover.start, cover.end = start, end or start
    if calendar.doubt:
        cover.reviews.append(f"the dates: {calendar.doubt}; see which is right")
    for meeting in sessions:
        if meeting.start and not meeting.date and cover.start != cover.end:
            meeting.date = cover.start
            meeting.reviews.append("no day is printed at this session; see on which it is")


def _settle_titles(records: DraftRecords, loose: Sequence[RecognizedLine]) -> None:
    cover, sessions = records.cover, records.sessions
    single = len(sessions) == 1
    heads_whole = single and sessions[0].level == 1 and not cover.level
    if heads_whole:
        cover.subtitle = ""
    if sessions and (not cover.title or heads_whole or (single and cover.of_page)):
        named = next(filter(_names_event, loose), None) if not cover.title else None
        cover.title, cover.quotes = (
            (named.title, [named.span]) if named else (sessions[0].title, list(sessions[0].quotes))
        )
    for meeting in sessions:
        if meeting.title:
            continue
        listed = meeting.listings and not single
        meeting.title = meeting.listings[0].time if listed else cover.title
        quotes = [*meeting.quotes, *(cover.quotes[:1] if single else [])]
        meeting.quotes = list(dict.fromkeys(quotes))
        if not single:
            meeting.reviews.append("no title is printed for this session; write one")


def _names_event(line: RecognizedLine) -> bool:
    """Whether a line below the sessions is the title of the event."""
    events = line.words["events"]
    return bool(line.dates) and 2 < line.size < 25 and any(w in events for w in words_of(line.text))


def _bounds_of_year(
    calendar: Calendar, lines: Sequence[RecognizedLine]
) -> tuple[dt.date, dt.date, str]:
    """Return the month or the year that is printed where no day is, and what is to be reviewed."""
    for date in (date for line in lines if line.size <= 18 for date in line.dates):
        if not date.day and (found := date.bounds(calendar.year)):
            return *found, "only a month is printed; write the days"
    if year := calendar.year:
        reason = "only a year is printed; write the days"
        return dt.date(year, 1, 1), dt.date(year, 12, 31), reason
    reason = "no date is printed: the first day of the year 1 stands for it; write the days"
    return dt.date(1, 1, 1), dt.date(1, 1, 1), reason
