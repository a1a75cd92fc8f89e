"""Documents of one event become one draft: sessions meet, people are joined, listings are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import (
    DraftIgnored,
    DraftListing,
    DraftOrganizer,
    DraftParticipant,
    DraftRecords,
    DraftSession,
    DraftStatement,
    PrintedPost,
)
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import Extract, Line, Stretch
from atgraph.curate.ingest.listed_sessions import are_same, merge_sessions
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.review_marks import UNTITLED
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.told_lives import find_lives
from atgraph.curate.ingest.word_lists import detect
from atgraph.text import fold

LONGEST = 200  # letters of a line that prints a person with title and body
PROFILES = "tells of people who take part; they are in the sessions of another document"
ABOUT = "the title of a document about the same event"
NOBODY_HERE = "a person whom no session names; see whether one takes part"


def join_records(parts: Sequence[tuple[DraftRecords, Extract]]) -> DraftRecords:
    """Join what was drafted of documents into the first; their texts stand one behind another."""
    (whole, extract), *others = parts
    begun = len(extract.text)
    for records, extract in others:
        is_agenda = any(meeting.start for meeting in records.sessions)
        profiles = _read_profiles(whole, extract)
        if profiles.participants and not is_agenda:
            records.sessions.append(profiles)
        _move(records, begun)
        _join(whole, records)
        begun += len(extract.text)
    for part in whole.parts if others else ():
        if isinstance(part, DraftParticipant) and any(post.title for post in part.person.posts):
            part.review = "" if part.review == UNTITLED else part.review
    recorded = {quote for part in whole.parts for quote in part.quotes}
    rest = (tuple(q for q in one.quotes if q not in recorded) for one in whole.ignored)
    whole.ignored = [replace(one, quotes=q) for one, q in zip(whole.ignored, rest) if q]
    return whole


def _read_profiles(whole: DraftRecords, extract: Extract) -> DraftSession:
    """Return who takes part in sessions, with what a document of profiles prints beside them."""
    words = detect(extract.text)
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    named = {_name(part) for session in whole.sessions for part in session.participants}
    found = DraftSession("", [])
    for line, below in pairwise([*extract.lines, Line("")]):
        alone = _key(line.text) in named and not _key(line.text) <= _key(below.text)
        text = f"{line.text}, {below.text}" if alone else line.text
        if below.text.endswith((".", "!", "?")) if alone else len(text) > LONGEST:
            continue
        quotes = [line.span, below.span] if alone else [line.span]
        parts = (DraftParticipant(p, "speaker", quotes) for p in people.read_all(text, (), 1.0))
        found.participants += (part for part in parts if _name(part) in named)
    lives = find_lives(extract.lines, extract.text, people)  # “Ada Bek is a judge.”
    found.participants += (part for part in lives if _name(part) in named)
    return found


def _move(records: DraftRecords, by: int) -> None:
    """Let all quotes stand so many letters further on."""

    def moved(quotes: Iterable[Stretch]) -> list[Stretch]:
        return [(start + by, end + by) for start, end in quotes]

    seen = set[int]()
    listings = (listing for whole in records.wholes for listing in whole.listings)
    for one in (*records.wholes, *records.towns, *listings, *records.parts):
        if id(one) not in seen:
            seen.add(id(one))
            one.quotes = moved(one.quotes)
    records.statements = [replace(s, quotes=tuple(moved(s.quotes))) for s in records.statements]
    records.ignored = [replace(i, quotes=tuple(moved(i.quotes))) for i in records.ignored]


def _join(whole: DraftRecords, other: DraftRecords) -> None:
    cover, own = whole.cover, other.cover
    if own.start:
        cover.listings += own.listings or [DraftListing(own.title, quotes=own.quotes)]
    else:
        whole.ignored.append(DraftIgnored(tuple(own.quotes), ABOUT))
    if cover.start is None and own.start is not None:
        cover.start, cover.end, cover.quotes = own.start, own.end, [*cover.quotes, *own.quotes]
    cover.place = cover.place or own.place
    known = list(whole.sessions)
    now: dict[int, DraftSession] = {}
    for meeting in other.sessions:
        if match := next((m for m in known if _is_same(m, meeting)), None):
            known.remove(match)
            now[id(meeting)] = _merge(match, meeting)
        elif not meeting.start and _tells_of_people(whole, meeting):
            now[id(meeting)] = whole.sessions[0]
            other.statements += map(_stated, meeting.organizers)
        else:
            whole.sessions.append(meeting)
    whole.sessions.sort(key=lambda m: (str(m.date or ""), m.start) if m.start else ("~", ""))
    for said in other.statements:
        session = now.get(id(said.session), said.session)
        same = (s for s in whole.statements if (s.values, s.session) == (said.values, session))
        if twin := next(same, None):
            both = replace(twin, quotes=(*twin.quotes, *said.quotes))
            whole.statements[whole.statements.index(twin)] = both
        else:
            whole.statements.append(replace(said, session=session))
    whole.ignored += other.ignored


def _stated(organizer: DraftOrganizer) -> DraftStatement:
    """Return who organises one session as who organises the event."""
    values = {"tie": "organizing", "organizer": organizer.name, "role": short(organizer.role)}
    return DraftStatement(values, tuple(organizer.quotes), review=organizer.review)


def _is_same(one: DraftSession, other: DraftSession) -> bool:
    """Whether two are one: by title and time, or with the same people at one time or title."""
    if are_same(one, other):
        return True
    named, there = ({_name(p) for p in meeting.participants} for meeting in (one, other))
    titled = fold(one.title).casefold() == fold(other.title).casefold()
    when = one.date in (other.date, None) and (one.start == other.start or titled)
    return when and 2 * len(named & there) > min(len(named), len(there)) > 0


def _name(part: DraftParticipant) -> frozenset[str]:
    return _key(part.person.name)


def _key(name: str) -> frozenset[str]:
    return frozenset(fold(name).casefold().replace(",", "").split())


def _merge(match: DraftSession, other: DraftSession) -> DraftSession:
    """Join a session with what another document prints of it; both listings are kept."""
    own, quotes = match.listings or [_listed(match)], [*match.quotes, *other.quotes]
    other.listings = other.listings or [_listed(other)]
    match.listings = own
    merge_sessions(other, match)
    match.listings, match.quotes = [*own, *other.listings], list(dict.fromkeys(quotes))
    match.organizers += other.organizers
    for part in other.participants:
        if twin := next((p for p in match.participants if _name(p) == _name(part)), None):
            _enrich(twin, part)
        else:
            match.participants.append(part)
    return match


def _listed(meeting: DraftSession) -> DraftListing:
    return DraftListing(meeting.title, room=meeting.room, quotes=meeting.quotes)


def _enrich(part: DraftParticipant, other: DraftParticipant) -> None:
    """Give a person what another document says of the same one, with its quotes."""
    one, two = part.person, other.person
    part.person = replace(
        one,
        honorific=one.honorific or two.honorific,
        country=one.country or two.country,
        status=one.status or two.status,
        posts=_join_posts(one.posts, two.posts),
    )
    part.quotes = list(dict.fromkeys([*part.quotes, *other.quotes]))
    if (part.review and not other.review) or part.role == "speaker":
        part.role, part.review = other.role, other.review


def _join_posts(
    posts: Sequence[PrintedPost], others: Sequence[PrintedPost]
) -> tuple[PrintedPost, ...]:
    """Return posts, a title and a body that are printed apart as one; others only at new bodies."""
    titled = {fold(p.organization).casefold(): p for p in others if p.title and p.organization}
    bodies = {fold(post.organization).casefold() for post in posts} - {""}
    kept = [
        titled.get(fold(p.organization).casefold(), p) if not p.title else p
        for p in posts
        if p.organization or p.title not in {other.title for other in others if other.organization}
    ]
    new = (p for p in others if fold(p.organization).casefold() not in bodies and p not in kept)
    return (*kept, *new)


def _tells_of_people(whole: DraftRecords, meeting: DraftSession) -> bool:
    """Give people of the sessions what a document says that is about them; whether it is."""
    held = [part for session in whole.sessions for part in session.participants]
    named = {_name(part) for part in held}
    known = [part for part in meeting.participants if _name(part) in named]
    if not known or 2 * len(known) < len(meeting.participants):
        return False
    for part in held:
        for other in (p for p in known if _name(p) == _name(part)):
            role, review = part.role, part.review
            _enrich(part, other)
            part.role, part.review = role, review
    rest = [p for p in meeting.participants if p not in known]
    whole.ignored += [DraftIgnored(tuple(p.quotes), NOBODY_HERE, NOBODY_HERE) for p in rest]
    whole.ignored.append(DraftIgnored(tuple(meeting.quotes), PROFILES))
    return True
