"""The event as a whole: who is named before its sessions, who organises it, days and titles."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from atgraph.curate.ingest.announced import find_announced
from atgraph.curate.ingest.calendar import Calendar, is_short
from atgraph.curate.ingest.draft_records import (
    DraftCover,
    DraftIgnored,
    DraftOrganizer,
    DraftParticipant,
    DraftRecords,
    DraftSession,
    DraftStatement,
    unique_organizers,
)
from atgraph.curate.ingest.labels import read_part, short
from atgraph.curate.ingest.line_names import name_alone
from atgraph.curate.ingest.lines import PAGE, Extract, Line, Stretch, sentences_in
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.profile_titles import find_titles, place_profiles
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segment_kinds import QUOTES
from atgraph.curate.ingest.segments import Segments
from atgraph.curate.ingest.sessions import SessionReader
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.timed_lines import leads_up_to
from atgraph.curate.ingest.told_people import find_told
from atgraph.curate.ingest.told_sessions import tells_of_event
from atgraph.curate.ingest.word_lists import with_forms
from atgraph.data.dates import find_dates

OF_SESSION = re.compile(r"[*\s]*(?:(?:this )?(?:side event|session|panel)|workshop)\b", re.I)
FEWEST_OF_SERIES = 2  # days of a series
TIME_OF_SERIES = "the time stands in a sentence about all sessions; see whether it is of each"
BARE_COUNT = re.compile(r"\d{1,2}\s+(?=[^\W\d_])")
FEWEST_COUNTED = 3
FIRST = 3  # lines of a document of which one may name the whole
THIS_SESSION = r"(?<!\w)(?:{tells_what})\s(?:{sessions}|{told_events})(?!\w)"
NO_CARDS = ("committees", "mentions")  # who is listed below those, or remembered, does not speak
BESIDE_DAY = re.compile(r",?\s*(?:\(?\w+\)?\s+){0,2}")  # “on 12 May at 10:00”
CLOCK_REVIEW = "the time is read from a sentence; see whether it is that of the whole"
CARD_REVIEW = "no role stands above or beside the name; see whether this person takes part"
NO_TITLE_REVIEW = "no title of the whole is printed; write one"
COVER_REVIEW = "these people are named on the cover, not in a session; say where they belong"


def read_front(segments: Segments, records: DraftRecords, reader: SessionReader) -> DraftSession:
    """Read people and organisers whom the cover and a list of speakers name, as of one session."""
    own = DraftSession(records.cover.title, list(records.cover.quotes))
    undated = (s for s in segments.cover if not (s.dates and is_short(s)))
    known, notes = records.cover.quotes, ("front matter", PAGE)
    lines = [s for s in undated if s.span not in known and s.raw.note not in notes and not s.venue]
    below = next((n for n, s in enumerate(lines) if s.is_contents_head), len(lines))
    # what holds above “Programme” holds no more below it
    speak_in = find_titles(profiles := [*lines, *segments.speakers], records.sessions)
    for piece in (lines[:below], lines[below:], segments.speakers):
        reader.state.start()
        reader.read(own, [s for s in piece if not (s.is_contents_head or s.place in speak_in)])
    place_profiles(own, profiles, speak_in)
    kept = [p for p in own.participants if p.person.honorific or (p.labelled and not p.review)]
    with_them = {p.quotes[0] for p in kept if p.person.posts}  # “A (Body) talks to Dr. B (Body)”
    posted = [p for p in own.participants if p.person.posts or p.person.honorific]
    kept = [p for p in own.participants if p in kept or (p in posted and p.quotes[0] in with_them)]
    _take_only_time(own, segments)
    announced = find_announced(segments.cover) if not segments.blocks else None
    counted = [s for s in segments.cover if s.session_count and s.raw.level]
    if not announced and len(counted) == 1 and not counted[0].title_is_generic:
        announced = counted[0], counted[0].title  # one of a series: “Session 4. The Title”
    if announced:
        own.title, own.quotes = announced[1], [announced[0].span, *own.quotes[1:]]
    if not segments.blocks:  # those of a list, also where a time tells of a session
        told = {line.span for line in lines if line.tells}
        items = {line.span for line in lines if line.raw.item}
        over = {a.span for a, b in pairwise(lines) if _heads_life(a, b)}
        posted = [p for p in own.participants if p in posted or p.quotes[0] in over]
        posted = [p for p in posted if not told.issuperset(p.quotes)]
        labelled = any(p.labelled and not p.review for p in own.participants)
        where = records.cover.place.quotes if records.cover.place else ()
        beside = _below_labelled(own.participants, lines) if labelled else []
        listed = [p for p in posted if own.start or p in beside or not items.isdisjoint(p.quotes)]
        listed = listed if len(listed) > 1 else _on_cards(posted, segments.cover, labelled, where)
        named = (p for p in own.participants if p in listed or (p.labelled and not p.review))
        kept = list(named) if len(listed) > 1 else kept
    kept = [] if segments.has_items else kept  # above the items stands who was there
    left = {quote for p in own.participants if p not in kept for quote in p.quotes}
    own.prose += [line.raw for line in lines if line.span in left]
    authors = own.title and segments.cover[0].people.habits.authors if segments.cover else ()
    own.participants = [p for p in kept if p.person.name.casefold() not in authors]
    for line in (line for line in segments.cover if line.is_contents_head):
        reader.state.ignore(line, "heads the agenda")
    return own


def _below_labelled(parts: Sequence[DraftParticipant], lines: Lines) -> list[DraftParticipant]:
    """Return those with a role word before them, and who is named right below, line by line."""
    found, below = list[DraftParticipant](), False
    for line in lines:
        here = [p for p in parts if any(_is_within(line.raw, quote) for quote in p.quotes)]
        sure = [p for p in here if not p.review]
        below = bool(here) and (below or any(p.labelled for p in sure))
        found += sure if below else []
    return found


def _is_within(line: Line, quote: Stretch) -> bool:
    return quote[0] <= line.start and line.end <= quote[1]


def _on_cards(
    posted: list[DraftParticipant], lines: Lines, labelled: bool, where: Collection[Stretch]
) -> list[DraftParticipant]:
    """Return people who are named one below the other with hardly a line between, for review.

    A line must say of what, or the one above them ``where`` and when: authors, boards and those who
    sign a letter are listed so too. Where others are ``labelled``, a line between may head those
    who do not take part. Below names that are headings stands what they did.
    """
    quotes = {quote for part in posted for quote in part.quotes}
    first, last = min(quotes, default=(0, 0)), max(quotes, default=(0, 0))
    others = [s for s in lines if not any(_is_within(s.raw, quote) for quote in quotes)]
    between = (line for line in others if first < line.span < last and line.raw.note != PAGE)
    headed = any(_is_within(s.raw, quote) and s.raw.level for s in lines for quote in quotes)
    own = (s.people.kinds.is_post(s.text) or (headed and s.tells) for s in between)
    inside = sum(not is_own for is_own in own)
    most = 0 if labelled else len(posted) // 2
    *front, above = [None, *(s for s in others if s.span < first)]
    dated = above is not None and above.span in where and _has_day(above)  # and not “Trustees”
    signed = any(s is not None and s.tells for s in front)  # a letter, dated at its end
    said = any(map(_says_event, others)) or (dated and not signed)
    if len(posted) < FEWEST_COUNTED or inside > most or not said:
        return []
    heads = [line for line in others if not line.tells]
    if any(line.words[kind].any_of(line.text) for line in heads for kind in NO_CARDS):
        return []
    for part in posted:
        part.review = part.review or CARD_REVIEW
    return posted


def _heads_life(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a heading is a name, and below it stands what that person did."""
    told = below.tells or below.is_sentence
    return line.raw.level > 0 and told and name_alone(line) is not None


def _has_day(line: RecognizedLine) -> bool:
    return is_short(line) and any(date.is_day for date in line.dates)


def _says_event(line: RecognizedLine) -> bool:
    told = with_forms(THIS_SESSION, line.words, re.I).search(line.text)
    return told is not None or tells_of_event(line.text, line.words) or bool(line.told_times)


def _take_only_time(own: DraftSession, segments: Segments) -> None:
    """Give a session the time that prose prints, where none stands apart."""
    told = {
        (t.start, t.end): line
        for line in segments.cover
        for t in line.told_times
        if line.told_times[1:] or not _is_deadline(line, t.at)
    }
    if segments.is_minutes and len(told) == 2 and not any(end for _, end in told):
        (start, _), (end, _) = sorted(told)  # “The sitting opened at 9:00”, “… rose at 10:15”
        told = {(start, end): told[start, ""]}
    # of several, the first that a sentence on the event tells beside the day
    told = told if len(told) == 1 else dict(_told_beside_day(segments.cover))
    if told and not any(block.time for block in segments.blocks):
        (own.start, own.end), line = next(iter(told.items()))
        own.quotes.append(line.span)
        own.reviews += [CLOCK_REVIEW] if line.is_sentence or not line.dates else []


def _is_deadline(line: RecognizedLine, at: int) -> bool:
    """Whether a time stands behind a day up to which one may do what: “open until 3 May, 17:00”."""
    days = [day for day in find_dates(line.text[:at], line.words.languages) if day.is_day]
    return bool(days) and leads_up_to(line.text[: days[-1].at])


def _told_beside_day(lines: Lines) -> Iterator[tuple[tuple[str, str], RecognizedLine]]:
    """Yield the times that sentences on the event print right behind a day, not a deadline."""
    for line in lines:
        days = [date for date in line.dates if date.is_day] if line.tells else []
        for start, end in sentences_in(line.text, 0, len(line.text)) if days else ():
            said = line.text[start:end]
            until = any(
                line.words[kind].any_of(said) for kind in ("dated", "registers", "deadlines")
            )
            if until or not tells_of_event(said, line.words):
                continue
            for time in (t for t in line.told_times if start <= t.at < end):
                between = (line.text[d.to : time.at] for d in days if start <= d.to <= time.at)
                if any(map(BESIDE_DAY.fullmatch, between)):
                    yield (time.start, time.end), line


def place_front(
    own: DraftSession,
    whole: Sequence[DraftOrganizer],
    records: DraftRecords,
    extract: Extract,
    people: PeopleReader,
    calendar: Calendar,
    background: Collection[Stretch] = (),
) -> Sequence[Line]:
    """Give what the front names to the one session or to the event; return its prose.

    ``whole`` are organisers of the event by lines between the sessions; sentences of its
    ``background`` quote others than those who speak.
    """
    sessions = records.sessions
    own.date = calendar.day_of([])
    only = (sessions or [own])[0] if len(sessions) < 2 else None
    if only is not None and not people.habits.has_speeches:  # what is said names others
        prose = [*own.prose, *(only.prose if only is not own else [])]
        held = [*only.participants, *own.participants]
        told = find_told(only, held, prose, extract.text, people, background)
        bodies = {organizer.name for organizer in (*own.organizers, *only.organizers, *whole)}
        only.participants += [part for part in told if part.person.name not in bodies]
    if not sessions and own.participants:
        sessions.append(own)
        return ()
    if len(sessions) == 1 and own.start and not sessions[0].start:
        sessions[0].start, sessions[0].end = own.start, own.end
        sessions[0].quotes += own.quotes[-1:]
        sessions[0].reviews.append(CLOCK_REVIEW)
    if len(sessions) == 1 and not sessions[0].title and own.title != records.cover.title:
        sessions[0].title, sessions[0].quotes = own.title, [own.quotes[0], *sessions[0].quotes]
    named = {p.person.name.casefold() for m in sessions for p in m.participants}
    fresh = [p for p in own.participants if p.person.name.casefold() not in named]
    if len(sessions) == 1:
        sessions[0].participants = [*fresh, *sessions[0].participants]
        sessions[0].organizers = [*own.organizers, *sessions[0].organizers, *whole]
        return own.prose
    of_whole = _take_organizers(records, extract)
    for organizer in unique_organizers([*own.organizers, *whole, *of_whole]):
        name, role, quotes = organizer.name, short(organizer.role), tuple(organizer.quotes)
        values = {"tie": "organizing", "organizer": name, "role": role}
        records.statements.append(DraftStatement(values, quotes, review=organizer.review))
    if fresh:
        own.participants, own.organizers = fresh, []
        own.reviews.append(COVER_REVIEW)
        sessions.insert(0, own)
    again = (part for part in own.participants if part not in fresh)
    records.ignored += (DraftIgnored(tuple(p.quotes), "named again in a session") for p in again)
    return own.prose


def _take_organizers(records: DraftRecords, extract: Extract) -> list[DraftOrganizer]:
    """Take organisers who stand once, below the last session, for those of the whole event."""
    meetings = records.sessions
    if len(meetings) < 2 or any(m.organizers for m in meetings[:-1]):
        return []
    last = meetings[-1]
    after = max((end for part in last.participants for _, end in part.quotes), default=0)
    cells = (cell for table in extract.tables for cell in table)
    inside = {extract.lines[n].span for cell in cells for n in cell.lines}

    def is_of_whole(organizer: DraftOrganizer) -> bool:
        start, end = organizer.quotes[0]
        of_session = OF_SESSION.match(extract.text[start:end])
        return start >= after and (start, end) not in inside and not of_session

    moved = list(filter(is_of_whole, last.organizers))
    last.organizers = [o for o in last.organizers if o not in moved]
    return moved


def settle(records: DraftRecords, calendar: Calendar, lines: Lines) -> None:
    """Give the event its title and days, and each session a title and a day."""
    _settle_titles(records, lines)
    cover, sessions = records.cover, records.sessions
    if days := sorted(filter(None, (cover.start, cover.end, *(m.date for m in sessions)))):
        cover.start, cover.end = days[0], days[-1]
    else:
        cover.start, cover.end, review = _bounds_of_year(calendar, lines)
        cover.reviews.append(review)
    if calendar.doubt:
        cover.reviews.append(f"the dates: {calendar.doubt}; see which is right")
    _share_time(sessions, lines)
    for meeting in sessions if days else ():
        if meeting.start and not meeting.date and cover.start != cover.end:
            meeting.date = cover.start
            meeting.reviews.append("no day is printed at this session; see on which it is")


def _share_time(sessions: Sequence[DraftSession], lines: Lines) -> None:
    """Give each session of a series the one time above all, or told below: “Mondays, 6–7 pm”."""
    days = {meeting.date for meeting in sessions if meeting.date}
    if len(days) < max(FEWEST_OF_SERIES, len(sessions)) or any(m.start for m in sessions):
        return
    first = min(quote for meeting in sessions for quote in meeting.quotes)
    told = (s for s in lines if s.times and s.text.endswith((".", "!")))
    timed = [s for s in lines if s.times and s.span < first] or [*told]
    if len(timed) != 1 or timed[0].dates or len(timed[0].times) > 1:
        return
    (line,) = timed
    for meeting in sessions:
        meeting.start, meeting.end = line.times[0].start, line.times[0].end
        meeting.quotes.append(line.span)
        if line.span > first or (line.tells and not meeting.end):
            meeting.reviews.append(TIME_OF_SERIES)


def _without_counts(sessions: Sequence[DraftSession]) -> None:
    """Take away the numbers with which all titles count from one: “1 Safe Ports”, “2 The Law”."""
    counts = [BARE_COUNT.match(meeting.title) for meeting in sessions]
    told = [int(count[0]) for count in counts if count]
    if len(told) < FEWEST_COUNTED or told != [*range(1, len(sessions) + 1)]:
        return
    for meeting, count in zip(sessions, filter(None, counts)):
        meeting.title = meeting.title[count.end() :]


def _settle_titles(records: DraftRecords, lines: Lines) -> None:
    cover, sessions = records.cover, records.sessions
    _without_counts(sessions)
    single = len(sessions) == 1
    if single and cover.title and not cover.of_page and _is_part(sessions[0], lines):
        sessions[0].title = ""
    if single and not cover.title and not sessions[0].title:
        _take_head(cover, lines)
    if not cover.title and len(sessions) > 1:
        heads = (s for s in lines[:FIRST] if s.is_contents_head and " " in s.text)
        if head := next(heads, None):  # “Side events programme”
            cover.title, cover.quotes = head.text, [head.span]
        cover.reviews.append(NO_TITLE_REVIEW)
    if sessions and (not cover.title or (single and cover.of_page)):
        cover.title, cover.quotes = sessions[0].title, list(sessions[0].quotes)
    for meeting in (m for m in sessions if not m.title):
        if single:
            meeting.title = cover.title
            meeting.quotes = list(dict.fromkeys([*meeting.quotes, *cover.quotes[:1]]))
        elif told := _told_title(meeting):
            (meeting.title, quote) = told
            meeting.quotes.append(quote)
            meeting.reviews.append("the title is read from a sentence; see whether it is one")
        else:
            meeting.title = meeting.listings[0].time if meeting.listings else cover.title
            meeting.reviews.append("no title is printed for this session; write one")


def _is_part(meeting: DraftSession, lines: Lines) -> bool:
    """Whether a title is what one does in it, where others do more: “With opening remarks by A”."""
    words = lines[0].words if lines else None
    said = with_forms(r"^(?:{with})\s", flags=re.I).sub("", meeting.title)
    role = read_part(said, words, anywhere=False) if words else None
    return role is not None and any(p.role != short(role.concept) for p in meeting.participants)


def _take_head(cover: DraftCover, lines: Lines) -> None:
    """Take the first line for the title where nothing else is one, as it says what, not when."""
    head = next(iter(lines), None)
    if head and not (head.tells or head.dates or head.times):
        cover.title, cover.quotes = head.text.strip(" ,:"), [head.span]


def _told_title(meeting: DraftSession) -> tuple[str, Stretch] | None:
    """Return what alone stands in quotation marks in the prose of a session: “will discuss “A””."""
    said = [
        (f[0].strip(QUOTES + ",."), s.span) for s in meeting.prose for f in QUOTED.finditer(s.text)
    ]
    return said[0] if len(said) == 1 and " " in said[0][0] and meeting.participants else None


def _bounds_of_year(calendar: Calendar, lines: Lines) -> tuple[dt.date, dt.date, str]:
    """Return the month or the year that is printed where no day is, and what is to be reviewed."""
    for date in (date for line in lines if line.size <= 18 for date in line.dates):
        if not date.day and (found := date.bounds(calendar.year)):
            return *found, "only a month is printed; write the days"
    first = dt.date(calendar.year or 1, 1, 1)
    if calendar.year:
        return first, first.replace(month=12, day=31), "only a year is printed; write the days"
    reason = "no date is printed: the first day of the year 1 stands for it; write the days"
    return first, first, reason
