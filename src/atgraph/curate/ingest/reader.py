"""A document is read: lines are recognised, sessions found, and all that it says drafted."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby, takewhile, zip_longest
from operator import attrgetter

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.agenda_forms import read_forms
from atgraph.curate.ingest.agenda_items import raise_items
from atgraph.curate.ingest.below_names import LONGEST_NAME
from atgraph.curate.ingest.body_heads import find_body_heads, head_roles
from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.cards import beside_names, heads_first
from atgraph.curate.ingest.cover import read_cover
from atgraph.curate.ingest.described_events import raise_clocks
from atgraph.curate.ingest.dotted_posts import with_commas
from atgraph.curate.ingest.draft_checks import Verification, account
from atgraph.curate.ingest.draft_records import DraftIgnored, DraftRecords, DraftSession
from atgraph.curate.ingest.event import place_front, read_front, settle
from atgraph.curate.ingest.headed_lines import lower_names, raise_titles
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.learning import learn, learn_bodies, learn_people
from atgraph.curate.ingest.line_labels import Label
from atgraph.curate.ingest.lines import BEHIND_DAY, Extract, Line, cut_contact_data, sentences_in
from atgraph.curate.ingest.listed_sessions import merge_listed
from atgraph.curate.ingest.mentioned import find_authors
from atgraph.curate.ingest.menus import without_menus
from atgraph.curate.ingest.name_lists import read_lists
from atgraph.curate.ingest.named_in_full import complete_people, leave_out_list
from atgraph.curate.ingest.organizers import Organizations, OrganizerPhrases
from atgraph.curate.ingest.parted_lines import (
    split_days,
    split_heads,
    split_items,
    split_line,
    split_rooms,
)
from atgraph.curate.ingest.parted_titles import split_talks, split_titles
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.profile_pages import lower_bodies, turn_profiles
from atgraph.curate.ingest.programme_lines import measures
from atgraph.curate.ingest.prose import read_prose
from atgraph.curate.ingest.reading_order import order_lines
from atgraph.curate.ingest.recognition import Lines, RecognizedLine, Recognizer
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.review_marks import doubt_people, doubt_sessions
from atgraph.curate.ingest.run_on_slots import split_slots
from atgraph.curate.ingest.second_titles import note_second
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.segments import LOGO, Block, Segments, explain, find_segments
from atgraph.curate.ingest.session_titles import name_slots
from atgraph.curate.ingest.sessions import SessionReader, read_session
from atgraph.curate.ingest.speeches import find_holders, find_speeches, read_speech
from atgraph.curate.ingest.subjects import read_subject
from atgraph.curate.ingest.times import begins_with_plain_time
from atgraph.curate.ingest.told_lives import lend_lives, split_lives
from atgraph.curate.ingest.told_parts import part_told
from atgraph.curate.ingest.told_sessions import TOLD, split_told
from atgraph.curate.ingest.told_speakers import find_named
from atgraph.curate.ingest.towns import settle_places
from atgraph.curate.ingest.turned_names import print_turned, turn_names
from atgraph.curate.ingest.word_lists import DocumentWords, detect, with_forms

SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-ZА-Я][^\W\d_]{2,}")
LONGEST_TOLD = 2000  # letters of a paragraph that says who spoke
BEGINS_LED = r"(?:{leads_to_time})(?:\s(?:{leads_to_time}))*\s\d{1,2}\s?[.,:hч]\s?\d\d"
BREAK = "a break, a meal or the like"
SPLITS = (
    *(split_lives, part_told, split_told, raise_items, split_heads),
    *(split_items, split_rooms, split_days, split_talks, split_titles),
)


def read_records(extract: Extract) -> tuple[DraftRecords, DocumentWords]:
    """Draft the records of a document."""
    text, words = extract.text, detect(extract.text)
    extract = cut_contact_data(extract)
    kinds = SegmentKinds(words)
    affiliations = AffiliationReader(kinds)
    small = frozenset(w.casefold() for w in SMALL.findall(text) if w[0].islower())
    people = PeopleReader(NameReader(words, small), affiliations)
    organizations = Organizations(affiliations)
    reader = SessionReader(OrganizerPhrases(organizations), text)

    lines = _recognize(extract, words, people)
    segments = find_segments(lines)
    head = [*segments.cover, *(s for b in segments.blocks[:1] for s in b.days)]
    calendar = Calendar.of(head, lines)
    learn_people(lines, people)
    found = _Sessions(segments, reader, calendar)
    found.read(people)
    people.habits.is_told = True
    cover = read_cover(segments.cover, calendar, kinds)
    records = DraftRecords(cover, merge_listed(found.sessions))
    own = read_front(segments, records, reader)
    whole, quoting = found.whole.organizers, segments.aside_told
    prose = place_front(own, whole, records, extract, people, calendar, quoting)
    lives = lend_lives(records.sessions, lines, text)
    leave_out_list(records.sessions)
    complete_people(records.sessions, [*reader.state.everyone, *lives])
    print_turned(records.sessions, text, people.habits.turned)
    settle(records, calendar, lines)
    settle_places(records)
    told = set(records.cover.quotes)
    records.ignored += (one for one in reader.state.ignored if not told.issuperset(one.quotes))
    records.ignored += [DraftIgnored((line.span,), reason) for line, reason in segments.aside]
    records.statements += read_prose(records, organizations, text, prose)
    Verification(text).check(records)
    doubt_sessions(records.sessions, kinds)
    doubt_people(records.sessions, text, kinds, people.habits.titled)
    account(records, extract, reader.state.loose, people, prose)
    records.explained = explain(lines, segments, text)
    return records, words


def _recognize(
    extract: Extract, words: DocumentWords, people: PeopleReader
) -> list[RecognizedLine]:
    def recognize(line: Line, place: int = 0) -> RecognizedLine:
        return RecognizedLine(line, words, people, place)

    order = order_lines(extract, cache(recognize))
    order = [part for line in order for part in split_slots(line, words, extract.text)]
    learn_bodies([*map(recognize, order)], people.affiliations)
    once = cache(recognize)  # nothing more is learnt meanwhile
    order = read_forms(order, once)
    order = [*beside_names([*heads_first(order, once)], once)]
    order = without_menus(order, once)
    order = [line for line in order if not once(line).offers]
    said = [a for a, b in zip_longest(order, order[1:]) if a.text and not _are_initials(a, b)]
    _learn_habits(order, said, people)
    order = [
        part
        for line in said
        for part in (
            (line,)
            if people.habits.has_speeches and read_speech(line.text, people)
            else split_line(line, words, extract.text)
        )
    ]
    lines = [recognize(line, place) for place, line in enumerate(order)]
    parted = zip(lines, (s.raw if s.speech else with_commas(s) for s in lines))
    lines = [line if raw is line.raw else recognize(raw, line.place) for line, raw in parted]
    lines = _reorder(lines, [*turn_names(lines)], recognize)
    learn(lines, people)
    turned = turn_profiles(lines)
    if len(turned) != len(lines):
        return [recognize(line, place) for place, line in enumerate(turned)]
    first, *others = SPLITS
    lines = [recognize(s, n) for n, s in enumerate(first(lines, extract.text))]
    for split in others:
        lines = _reorder(lines, [*split(lines, extract.text)], recognize)
    for turn in (raise_clocks, note_second, raise_titles, lower_names):
        lines = _reorder(lines, [*turn(lines)], recognize)
    people.habits.body_heads = heads = set(find_body_heads(lines))
    people.habits.heads_roles = head_roles(lines, heads)
    turned = lower_bodies(lines) if not people.habits.body_heads else [s.raw for s in lines]
    if turned != [line.raw for line in lines]:
        return _reorder(lines, turned, recognize)
    return lines


def _learn_habits(order: Sequence[Line], said: Sequence[Line], people: PeopleReader) -> None:
    """Learn how times, rows and speeches are printed from all lines, and from those of words."""
    habits = people.habits
    plain = [line.text for line in order if begins_with_plain_time(line.text)]
    years = sum(text.startswith(("19", "20")) for text in plain)
    habits.plain_times = len(plain) > MOST_ALIKE and years * 2 < len(plain)
    led = with_forms(BEGINS_LED, people.words, re.I)
    rows = (line.text for line in order if not line.text.rstrip().endswith("."))
    habits.leads_rows = sum(led.match(text) is not None for text in rows) > 1
    texts = [line.text for line in said]
    habits.has_speeches = find_speeches(texts, people) > 0
    habits.holders = dict(find_holders(said, people)) if habits.has_speeches else {}
    habits.authors = set(find_authors(texts, people))


def _reorder(lines: Lines, order: Sequence[Line], recognize: Recognizer) -> list[RecognizedLine]:
    """Return lines in an order; what is known of those that stay as they are is not asked anew."""
    known, found = {line.raw: line for line in lines}, list[RecognizedLine]()
    for place, raw in enumerate(order):
        line = known.pop(raw, None) or recognize(raw)
        line.place = place
        found.append(line)
    return found


def _are_initials(line: Line, below: Line | None) -> bool:
    """Whether a line has only the first letters of a name below it, in place of a picture."""
    words = below.text.split() if below is not None and line.text.isupper() else []
    first, last = line.text[:1], line.text[-1:]
    short = len(line.text) in (2, 3) and 1 < len(words) <= LONGEST_NAME
    return short and words[0].startswith(first) and words[-1].startswith(last)


class _Sessions:
    """Reads blocks into sessions, and gives back the lines of those that are none."""

    def __init__(self, segments: Segments, reader: SessionReader, calendar: Calendar) -> None:
        self.segments, self.reader, self.calendar = segments, reader, calendar
        self.sessions: list[DraftSession] = []
        self.whole = DraftSession("", [])  # what holds for the event, as its organisers

    def read(self, names: PeopleReader) -> None:
        """Read all blocks; in a record ``names`` are also those that only a verb stands beside."""
        blocks, state = self.segments.blocks, self.reader.state
        name_slots(blocks)
        timed = any(b.time for b in blocks)
        bodies = [*(b.body for b in blocks), self.segments.speakers]
        items = groupby(() if blocks else self.segments.cover, attrgetter("raw.item"))
        self.reader.people.lists = read_lists([*bodies, *([*run] for item, run in items if item)])
        people, segments = self.reader.people, self.segments
        names.habits.thanks_present = segments.is_minutes
        told = any(line.raw.note == TOLD for block in blocks for line in block.titles)
        segments.is_record = told or _is_record(bodies, segments.counts and not timed)
        people.gives_floor = names.habits.is_told = segments.has_items
        counts = self.segments.counts and not timed
        people.tells = tells = counts or segments.is_record or names.habits.has_speeches
        for block, below in zip(blocks, [*blocks[1:], None]):
            if below is not None and _heads_parallel(block, below):
                for line in block.titles:
                    state.ignore(line, "heads sessions that run side by side")
                state.loose += [*block.clock, *block.rooms]
            elif block.is_break and not _holds_people(block, tells):
                self._pass_over(block)
            else:
                session = read_session(block, self.reader, self.calendar)
                only = block.time is not None and sum(b.time is not None for b in blocks) == 1
                only = only and bool(block.titles or session.participants or len(blocks) == 1)
                heads_bodies = any(line.heads_bodies for line in block.titles)
                item = segments.has_items and block.counts and block.body and not heads_bodies
                if only or item or _is_session(block, session, bool(self.sessions) or not timed):
                    self.sessions.append(session)
                else:
                    self._take_back(block, session)

    def _pass_over(self, block: Block) -> None:
        """Leave a break out; who organises the whole may stand below it."""
        for line in [*block.clock, *block.titles, *block.rooms]:
            self.reader.state.ignore(line, BREAK)
        below = DraftSession("", [])
        self.reader.state.start()
        self.reader.read(below, block.body)
        self.whole.organizers += below.organizers
        if self.sessions:
            self.sessions[-1].prose += below.prose

    def _take_back(self, block: Block, session: DraftSession) -> None:
        """Give the lines of a heading that heads nothing to what stands before it."""
        cover, state = self.segments.cover, self.reader.state
        state.loose += [*block.rooms, *block.clock]
        if self.sessions:
            for line in block.titles:
                state.ignore(line, f"{LOGO}, a caption or the head of a part")
            self.sessions[-1].prose += session.prose
            self.sessions[-1].organizers += session.organizers
        else:
            self.whole.organizers += session.organizers
            cover += [*block.titles, *(s for s in block.body if s.raw in session.prose)]


def _is_record(bodies: Sequence[Lines], counts: bool) -> bool:
    """Whether sentences say who spoke and hardly any lines do; fewer where items are counted."""
    bodies = [body for body in bodies if body]
    told = [sum(map(_told, filter(_tells, body))) for body in bodies]
    named = sum(line.is_person and not line.tells for body in bodies for line in body)
    if sum(map(_is_biography, bodies)) * 2 > len(bodies):
        return False
    counts = counts and sum(s.tells_who_spoke for body in bodies for s in body) >= MOST_ALIKE
    enough = sum(map(bool, told)) * 2 >= len(bodies) + (not counts)
    return sum(told) > max(MOST_ALIKE - counts, named) and enough


def _is_biography(body: Lines) -> bool:
    """Whether a line of its own names somebody without a role: its sentences say who that is."""
    named = (line for line in body if line.is_person or line.label == Label.PERSON)
    return any(line.role is None and not line.tells for line in named)


def _tells(line: RecognizedLine) -> bool:
    told = line.tells and len(line.text) < LONGEST_TOLD
    subject = told and read_subject(line.text, line.people) is not None
    return subject or (told and any(find_named(line.text, line.people, briefly=True)))


def _told(line: RecognizedLine) -> int:
    """Return how many sentences of a line name somebody, but one at least."""
    pieces = (line.text[slice(*piece)] for piece in sentences_in(line.text, 0, len(line.text)))
    return max(1, sum(any(find_named(piece, line.people, briefly=True)) for piece in pieces))


def _holds_people(block: Block, tells: bool) -> bool:
    """Whether somebody is named below the head of a block, above who pays for the whole."""
    own = takewhile(lambda line: not line.heads_bodies, block.body)
    return any(_names_somebody(line, tells) for line in own)


def _names_somebody(line: RecognizedLine, tells: bool) -> bool:
    role = line.role
    return (
        line.is_person
        or (tells and _tells(line))
        or (line.label == Label.PERSON and not _is_nobody(line))
        or (role is not None and role.scheme == PARTS and not role.alone)
    )


def _is_nobody(line: RecognizedLine) -> bool:
    """Whether a line beside a break names a post, a body or “all”: who registers others."""
    return line.people.is_unnamed(line.text) or line.people.kinds.is_post_or_body(line.text)


def _heads_parallel(block: Block, below: Block) -> bool:
    """Whether a block only says that those below it run side by side."""
    if block.body or not block.titles or not below.within or block.time != below.time:
        return False
    first, counted = block.titles[0], any(line.session_word for line in below.titles)
    return first.words["parallel"].any_of(block.title) and not (first.session_word and counted)


def _is_session(block: Block, session: DraftSession, may_be_bare: bool) -> bool:
    """Whether a block is a session; ``may_be_bare`` allows a title and organisers alone."""
    named = bool(block.titles or session.participants)
    if block.time and not named and any(line.dates for line in block.clock):
        return False  # day and time of the whole
    if block.time:
        return bool(session.title or session.participants or session.organizers or block.body)
    # “Speaker: N. N.”, in a series
    roles = [line.role.scheme for line in block.body if line.role]
    awaits = PARTS in roles or any(line.people.is_unnamed(line.text) for line in block.body)
    first = block.titles[:1]
    headed = any(s.session_word or (awaits and s.raw.note == BEHIND_DAY) for s in first)
    headed = headed or any(s.is_agenda_item for s in first)
    lasts = may_be_bare and any(map(measures, block.titles))  # “1. Minutes (5 min)”
    bare = session.title and (headed or lasts or (session.organizers and may_be_bare))
    return bool(session.participants or bare)
