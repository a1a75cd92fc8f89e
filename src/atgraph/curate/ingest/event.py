"""The event as a whole: its cover, who is named there, who organises it, its days and titles."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from atgraph.curate.ingest.calendar import Calendar, is_short
from atgraph.curate.ingest.draft_records import (
    DraftCover,
    DraftIgnored,
    DraftListing,
    DraftOrganizer,
    DraftRecords,
    DraftSession,
    DraftStatement,
    unique_organizers,
)
from atgraph.curate.ingest.formats.plain import SUBJECT
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.line_names import heads_no_name
from atgraph.curate.ingest.lines import PAGE, Extract, Line, Stretch
from atgraph.curate.ingest.organizers import INVITES_BELOW
from atgraph.curate.ingest.people_lines import CONTACT
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.placed_lines import LABELLED
from atgraph.curate.ingest.profile_titles import find_titles, place_profiles
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segment_kinds import QUOTES, SegmentKinds
from atgraph.curate.ingest.segments import Segments
from atgraph.curate.ingest.sessions import SessionReader
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.told_people import find_told
from atgraph.curate.ingest.told_sessions import find_announced, says_event
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.towns import find_place
from atgraph.curate.ingest.word_lists import every, with_forms

FIRST = 200  # lines among which the title is looked for
OPENS = 1.0  # what speaks for the first line of all
HEADS = 1.0  # and for the only heading of the highest level
INVITED = 2.0  # and for that below “cordially invite you to the side event”
MOST_OF_KIND = 4  # words of a kind of event
MOST_OF_CLOCK = 6  # of a line with a time
FEW, BELOW = 2, 2  # words of what may be a kind alone; lines from it to the title
EDITION = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|º|ª|°|-?й|-?я|-?а|e|ème|er|\.)\s+(?P<series>\S.*)", re.I
)
MARGIN = re.compile(r"^\W*(?:a\s+)?side[- ]event\b", re.I)
CONTEXT = re.compile(r"(?:the\s+)?\w+\s+(?:session|meeting|conference)\s+of\s+the\b", re.I)
PARTED = re.compile(r"\s[|·•/–]\s")
FRONT = re.compile(r"[\"']?title[\"']?:\s*[\"']?(?P<title>.+?)[\"']?$", re.I)
OF_SESSION = re.compile(r"[*\s]*(?:(?:this )?(?:side event|session|panel)|workshop)\b", re.I)


def _has_phrase(kind: str, text: str) -> bool:
    return with_forms(rf"\b(?:{{{kind}}})\b", flags=re.I).search(text) is not None


def read_cover(lines: Lines, calendar: Calendar, kinds: SegmentKinds) -> DraftCover:
    """Read what stands before the first session."""
    cover = DraftCover()
    # where and when a letter was written says nothing of the event
    above = calendar.sentence.place if calendar.sentence is not None else 0
    said = [line for line in lines if line.place >= above]
    leads = {s.span for s, below in pairwise(lines) if s.text.endswith(":") and below.raw.item}
    held = [line for line in lines[:FIRST] if line.span not in leads]
    below = {
        s.place for head, s in pairwise(lines) if head.is_contents_head and QUOTED.search(s.text)
    }
    candidates = [s for s in held if s.place in below or _may_be_title(s)]
    highest = (s.place for s in candidates if s.raw.level == 1 and s.size > FEW)
    reach = next(highest, FIRST) + BELOW  # a heading far below the highest is that of a part
    candidates = [line for line in candidates if line.place <= reach]
    inviting = next((s.place for s in held if INVITES_BELOW.search(s.text)), -1)
    invited = [line for line in candidates if line.place > inviting]
    candidates = invited or candidates
    noted = [s for s in lines if s.raw.note == "front matter"]
    front = ((title.match(s.text), s.span) for title in (FRONT, SUBJECT) for s in noted)
    named, span = next(((found["title"], span) for found, span in front if found), ("", (0, 0)))
    topics = [(topic, s.span) for s in held if (topic := _topic(s))]
    named, span = topics[0] if len(topics) == 1 and not named else (named, span)
    if named and not any(s.raw.level == 1 for s in candidates):
        cover.title, cover.quotes = named, [span]
    elif candidates:
        weights = [_weight(s, kinds) - 0.3 * min(10, n) for n, s in enumerate(candidates)]
        opens = candidates[0].size > FEW and not any(map(_may_head, lines[: candidates[0].place]))
        opens = opens and not _is_letterhead(candidates[0], kinds)
        heads = [n for n, s in enumerate(candidates) if s.raw.level == 1 and s.size > FEW]
        for n in heads if len(heads) == 1 else ():
            weights[n] += HEADS
        weights[0] += OPENS * opens + INVITED * bool(invited and inviting >= 0)
        title = candidates[weights.index(max(weights))]
        cover.place = find_place(said, calendar.dated, title=title)
        _take_title(cover, title, candidates, kinds)
    elif page := next((s for s in lines if s.raw.note == PAGE), None):
        cover.title, cover.quotes, cover.of_page = page.text, [page.span], True
    cover.place = cover.place or find_place(said, calendar.dated, sure=True)
    if edition := EDITION.match(cover.title):
        cover.edition, cover.series = int(edition["number"]), edition["series"]
    _take_days_and_venue(cover, said, calendar)
    return cover


def _take_title(
    cover: DraftCover, first: RecognizedLine, candidates: Lines, kinds: SegmentKinds
) -> None:
    """Give the cover its title, with what stands below as its second half or its subtitle."""
    cover.level = first.raw.level
    cover.title, cover.quotes = _title_of(first), [first.span]
    below = next((s for s in candidates if 0 < s.place - first.place <= 2), None)
    if (
        not below
        or below.dates
        or below.has_day
        or (below.role is not None and below.role.alone)
        or "|" in below.text
        or kinds.is_body(below.text.split(",", maxsplit=1)[0])
    ):
        return
    says_where = cover.place is not None and below.span in cover.place.quotes
    says_where = says_where or any(what == "room" for _, what in below.pieces)
    if says_where or any(find_named(below.text, below.people)) or below.text.endswith(":"):
        return
    if first.title.rstrip().endswith((":", "–")) or 0 < first.raw.level == below.raw.level:
        cover.title = f"{_title_of(first)} {_title_of(below)}"
        cover.quotes = [(first.raw.start, below.raw.end)]
    else:
        cover.subtitle = _title_of(below)
        cover.quotes.append(below.span)


def _topic(line: RecognizedLine) -> str:
    """Return what a line names as the title: “Topic: Fair Work at Sea”."""
    found = LABELLED.match(line.text)
    known = found and found["label"].casefold() in line.words["title_labels"].exact
    return found["rest"].strip(QUOTES) if found and known else ""


def _may_head(line: RecognizedLine) -> bool:
    """Whether a line is more than a date, a time or what is known of the document."""
    return not (line.dates or line.has_time or line.raw.note)


def _title_of(line: RecognizedLine) -> str:
    text = line.shown.strip(" *")
    return line.title if line.dates and len(line.title.split()) > 2 else text


def _is_menu(line: RecognizedLine) -> bool:
    """Whether a line is what links of a page say, side by side: “Home | About us | Contact”."""
    said = [piece.strip().casefold() for piece in PARTED.split(line.text)]
    heads = (line.words[kind].exact for kind in ("contacts", "background", "news", "commands"))
    several = len(said) >= FEW + 1 and all(len(one.split()) <= FEW + 1 for one in said)
    return several and any(not known.isdisjoint(said) for known in heads)


def _may_be_title(line: RecognizedLine) -> bool:
    if line.heads_bodies or line.raw.note or line.has_time:  # “Sponsors”, above their names
        return False
    if (
        _is_menu(line)
        or line.is_contents_head
        or line.section
        or CONTACT.search(line.text)
        or line.is_break
    ):
        return False
    if line.text.casefold().strip(" .:!") in line.words["press_releases"].exact:
        return False
    if line.dates and len(line.title.split()) < 4:
        return False
    if line.tells and not line.raw.level and any(find_speakers(line.text, line.people)):
        return False  # “Moderated by Ada Bek, editor of C.”
    if line.times and line.size <= MOST_OF_CLOCK:
        return False  # “Séance de 9 heures 30”
    ends_in_room = len(line.pieces) > 1 and line.pieces[-1][1] == "room"
    role, is_room = line.role, (line.is_room or ends_in_room) and not line.raw.level
    is_role = role is not None and (role.marked or not role.alone) and line.raw.level != 1
    is_role = is_role and not (line.raw.level and heads_no_name(line))
    kind, colon, _ = line.text.partition(": ")  # “Panel discussion: The Title”
    says_kind = colon and not line.is_person and line.words["sessions"].any_of(kind)
    asks = line.text.rstrip(QUOTES).endswith("?") and (line.place == 0 or line.raw.level == 1)
    return (
        (line.heading > 0.2 or asks)
        and any(map(str.isalpha, line.text))
        and not (is_role and not says_kind)
        and not is_room
    )


def _weight(line: RecognizedLine, kinds: SegmentKinds) -> float:
    """Return how much speaks for the title of the whole, wherever it stands."""
    text, size = line.text, line.size
    event = says_event(line.text)
    margin = MARGIN.match(text) and _has_phrase("margins_of", text)
    quoted = text[:1] in QUOTES and text.rstrip(" .")[-1:] in QUOTES and size > 2
    score = float(max(0, 4 - line.raw.level)) if line.raw.level else 0.0
    shouted, edition = text.isupper() and size > 2, bool(EDITION.match(text))
    score += 1.0 * line.raw.all_strong + 0.5 * shouted + 1.2 * event + 1.0 * edition
    score += 2.0 * quoted + 0.8 * (size >= 3) + 0.4 * (size >= 5)
    score -= 2.0 * bool(line.dates and line.dates[0].at == 0) + 1.5 * bool(CONTEXT.match(text))
    score -= 2.0 * bool(margin or _has_phrase("margins", text))
    score -= 1.5 * (size > 5 and text.endswith("."))
    *small, last = text[1:].split() or [""]
    is_kind = last.casefold() in every("event_nouns").exact and " ".join([*small, last]).islower()
    is_kind = is_kind or text.casefold().strip(" .:") in line.words["sessions"].exact
    score -= 4.0 * (1 < size <= MOST_OF_KIND and is_kind)  # “High-level side event”, “Round table”
    score -= 1.5 * (1 + event) * (size == 1) + 0.8 * (size == 2 and event)
    return score - 1.2 * _is_letterhead(line, kinds)


def _is_letterhead(line: RecognizedLine, kinds: SegmentKinds) -> bool:
    """Whether a line names a body and no event."""
    shouts = line.text.isupper() and line.size > FEW
    quotes = any(sign in line.text for sign in '“"«„')  # a title, or the name of a series
    return not (says_event(line.text) or quotes) and (
        line.words["organizations"].any_of(line.text) if shouts else kinds.is_body(line.text)
    )


def _take_days_and_venue(cover: DraftCover, lines: Lines, calendar: Calendar) -> None:
    if calendar.bounds:
        cover.start, cover.end = calendar.bounds
    short = filter(is_short, lines)
    dated = [(line, date) for line in short for date in line.dates if date.day]
    for line, date in dated[:1] if cover.title else ():
        printed, quotes = line.text[date.at : date.to], [cover.quotes[0], line.span]
        cover.listings.append(DraftListing(cover.title, printed, quotes=quotes))
    if cover.place is not None and cover.place.venue and cover.title:
        cover.listings = cover.listings or [DraftListing(cover.title, quotes=cover.quotes[:1])]
        cover.listings[0].room = cover.place.venue
        cover.listings[0].quotes += cover.place.quotes


CLOCK_REVIEW = "the time is read from a sentence; see whether it is that of the whole"
COVER_REVIEW = "these people are named on the cover, not in a session; say where they belong"


def read_front(segments: Segments, records: DraftRecords, reader: SessionReader) -> DraftSession:
    """Read people and organisers whom the cover and a list of speakers name, as of one session."""
    own = DraftSession(records.cover.title, list(records.cover.quotes))
    undated = (s for s in segments.cover if not (s.dates and is_short(s)))
    known, notes = records.cover.quotes, ("front matter", PAGE)
    lines = [s for s in undated if s.span not in known and s.raw.note not in notes]
    below = next((n for n, s in enumerate(lines) if s.is_contents_head), len(lines))
    # what holds above “Programme” holds no more below it
    speak_in = find_titles(profiles := [*lines, *segments.speakers], records.sessions)
    for piece in (lines[:below], lines[below:], segments.speakers):
        reader.state.start()
        reader.read(own, [s for s in piece if not (s.is_contents_head or s.place in speak_in)])
    place_profiles(own, profiles, speak_in)
    kept = [p for p in own.participants if p.person.honorific or (p.labelled and not p.review)]
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
        posted = [p for p in own.participants if p.person.posts and p.quotes[0] not in told]
        listed = [p for p in posted if own.start or p.quotes[0] in items]
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


def _take_only_time(own: DraftSession, segments: Segments) -> None:
    """Give a session the one time that prose prints, where none stands apart."""
    told = {(t.start, t.end): line for line in segments.cover for t in line.told_times}
    if segments.is_minutes and len(told) == 2 and not any(end for _, end in told):
        (start, _), (end, _) = sorted(told)  # “The sitting opened at 9:00”, “… rose at 10:15”
        told = {(start, end): told[start, ""]}
    if len(told) == 1 and not any(block.time for block in segments.blocks):
        (((own.start, own.end), line),) = told.items()
        own.quotes.append(line.span)
        own.reviews += [CLOCK_REVIEW] if line.is_sentence or not line.dates else []


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
        only.participants += find_told(only, held, prose, extract.text, people, background)
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
    for part in again:
        records.ignored.append(DraftIgnored(tuple(part.quotes), "named again in a session"))
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
    _settle_titles(records)
    cover, sessions = records.cover, records.sessions
    if days := sorted(filter(None, (cover.start, cover.end, *(m.date for m in sessions)))):
        cover.start, cover.end = days[0], days[-1]
    else:
        cover.start, cover.end, review = _bounds_of_year(calendar, lines)
        cover.reviews.append(review)
    if calendar.doubt:
        cover.reviews.append(f"the dates: {calendar.doubt}; see which is right")
    for meeting in sessions if days else ():
        if meeting.start and not meeting.date and cover.start != cover.end:
            meeting.date = cover.start
            meeting.reviews.append("no day is printed at this session; see on which it is")


def _settle_titles(records: DraftRecords) -> None:
    cover, sessions = records.cover, records.sessions
    single = len(sessions) == 1
    heads_whole = single and sessions[0].level == 1 and not cover.level
    if heads_whole:
        cover.subtitle = ""
    if sessions and (not cover.title or heads_whole or (single and cover.of_page)):
        cover.title, cover.quotes = sessions[0].title, list(sessions[0].quotes)
    for meeting in (m for m in sessions if not m.title):
        if single:
            meeting.title = cover.title
            meeting.quotes = list(dict.fromkeys([*meeting.quotes, *cover.quotes[:1]]))
        else:
            meeting.title = meeting.listings[0].time if meeting.listings else cover.title
            meeting.reviews.append("no title is printed for this session; write one")


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
