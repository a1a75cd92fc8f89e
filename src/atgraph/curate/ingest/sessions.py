"""Blocks become sessions."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import dropwhile

from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.draft_records import DraftIgnored, DraftListing, DraftSession
from atgraph.curate.ingest.labels import (
    ABSENT,
    ORGANIZING,
    Role,
    is_mark,
    is_of_one,
    is_plural,
    leads_to_name,
    short,
    take_status,
)
from atgraph.curate.ingest.line_labels import Label
from atgraph.curate.ingest.line_names import heads_no_name, is_role_alone, name_alone
from atgraph.curate.ingest.lines import (
    COLUMN,
    HEADED,
    HEADS_NAMES,
    LIFE,
    REACHED,
    SECOND,
    WENT_ON,
    Stretch,
    plain,
    sentences_in,
)
from atgraph.curate.ingest.mentioned import is_of_author
from atgraph.curate.ingest.name_lists import NAME
from atgraph.curate.ingest.organizer_lines import OrganizerLines
from atgraph.curate.ingest.organizers import OrganizerPhrases
from atgraph.curate.ingest.people_lines import PeopleLines
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segments import Block
from atgraph.curate.ingest.session_state import LEADS, SessionState
from atgraph.curate.ingest.session_titles import read_title, settle_titles
from atgraph.curate.ingest.speeches import Speech, held_at
from atgraph.curate.ingest.text_lines import CONTACT
from atgraph.curate.ingest.told_leads import SPEAKER, find_leads, find_openings
from atgraph.curate.ingest.told_speakers import find_called, find_named, find_speakers
from atgraph.curate.ingest.towns import find_place
from atgraph.curate.ingest.word_lists import every
from atgraph.text import clip

ACT = re.compile(r"(?:[tsc]ion|ción|zione|ung|ing|ение|ння)$")  # “moderation”, “Leitung”
COUNTED = re.compile(r":\s*\d+$")  # “Present: 14”


class SessionReader:
    """Reads the lines of one session after another, and keeps what carries no record."""

    def __init__(self, phrases: OrganizerPhrases, text: str) -> None:
        self.state = SessionState(text)
        self.organizations = phrases.organizations
        self.people = PeopleLines(self.state, self.organizations)
        self.organizers = OrganizerLines(self.state, phrases)

    def read(self, meeting: DraftSession, lines: Iterable[RecognizedLine]) -> None:
        """Read the lines of a session into it."""
        self.state.lines = held = [*lines]
        self.state.roles_behind = self._are_roles_behind(held)
        for self.state.number, line in enumerate(held):
            self._line(meeting, line)
        self._leave_out_absent(meeting)

    def _leave_out_absent(self, meeting: DraftSession) -> None:
        """Leave out who is said to be absent; of several on a line nobody knows who that is."""
        beside = Counter(part.quotes[0] for part in meeting.participants)
        for part in (p for p in meeting.participants if p.person.status == ABSENT):
            if beside[part.quotes[0]] == 1:
                self.state.ignored.append(DraftIgnored((part.quotes[0],), "says who was absent"))
            else:
                part.person = replace(part.person, status="")
        meeting.participants[:] = [p for p in meeting.participants if p.person.status != ABSENT]

    def _are_roles_behind(self, lines: Lines) -> bool:
        """Whether a role alone stands below each name, and none above the first, as a kind does."""
        roles = [_is_role_of_above(*two) for two in zip(lines, [*lines[1:], None])]
        names = [s.is_person or self.people.listed(s) == NAME for s in lines]
        if any(name and s.has_marked_role for name, s in zip(names, lines)):
            return False
        held = [(role, s.raw.item) for role, name, s in zip(roles, names, lines) if role or name]
        told = [role for role, _ in dropwhile(all, held)]
        behind = [s for role, s in zip(roles, lines) if role]
        if len(told) == 2 and any(s.role and is_plural(s.role, s.words) for s in behind):
            return False  # below one name alone: “Talks”
        return len(told) > 1 and not told[0] and told[-1] and sum(told) * 2 == len(told)

    def _line(self, meeting: DraftSession, line: RecognizedLine) -> None:
        state, before = self.state, self.state.added
        if state.headed and line.raw.note not in (COLUMN, HEADED, WENT_ON):
            state.reset_role()
            state.mode = ""
        self._begin_part(line)
        if line.label == Label.TALK or line.raw.note == COLUMN:
            state.open = None  # “Trainers: A, B” above a table whose columns have heads
        goes_on = state.headed and line.raw.note in (HEADED, WENT_ON)
        state.headed = goes_on or line.raw.note == COLUMN
        beside = not (line.raw.gap or line.raw.item)
        if line.heads_people:
            state.open, state.of_body = None, line  # it holds for the people that follow
        elif meeting.participants and beside and is_mark(line.text, line.words):
            part = meeting.participants[-1]
            part.person = replace(part.person, status=take_status(line.text, line.words)[1])
            part.quotes.append(line.span)
        elif said := self._names_nobody(line):
            state.ignore(line, said)
        elif line.role and meeting.participants and self._is_of_last(line, line.role):
            part = meeting.participants[-1]
            part.role, part.labelled = short(line.role.concept), True
            part.quotes.append(line.span)
        elif self.people.take_listed(meeting, line):
            state.listed = line.raw.item
        elif line.speech is not None:
            self._take_speech(meeting, line, line.speech)
        elif (
            self._takes_role(meeting, line)
            or self.organizers.take_phrase(meeting, line)
            or self.organizers.take_invitation(meeting, line)
            or (state.mode == "organizers" and self.organizers.take_body(meeting, line))
        ):
            return
        else:
            named = self.people.read(meeting, line)
            state.listed = line.raw.item and (state.added > before or (named and state.listed))
            if not named:
                self._other(meeting, line)

    def _begin_part(self, line: RecognizedLine) -> None:
        """End what stood above a talk, or a kind of session above people: “Panel discussion”."""
        is_kind = line.raw.gap and line.role is None and line.words["sessions"].labels(line.text)
        state, below = self.state, self.state.below if is_kind else None
        begins = below is not None and (below.is_person or name_alone(below) is not None)
        if begins or line.label == Label.TALK:
            state.reset_role()
            state.set_so = ()
        if begins and not state.role:
            state.role, state.mode = SPEAKER, "people"

    def _take_speech(self, meeting: DraftSession, line: RecognizedLine, speech: Speech) -> None:
        """Read who speaks by the label of a speech, and to whom the chair gives the floor."""
        state, text, person = self.state, self.state.text, speech.person
        state.reset_role()
        state.open = None
        meeting.prose.append(line.raw)
        concept = speech.role.concept if speech.role else SPEAKER
        holder = held_at(line.people.habits.holders.get(concept, ()), line.raw.start)
        quotes = [line.span] if person or not holder else [line.span, holder[1]]
        person = person or (holder[0] if holder else None)
        if person is not None:
            self.people.add(meeting, line, replace(person, role=concept), quotes)
        for start, end in sentences_in(text, *line.span) if speech.role else ():
            for other in find_called(plain(text[start:end]), line.people):
                self.people.add(meeting, line, other, [(start, end)])
        state.open = None

    def _names_nobody(self, line: RecognizedLine) -> str:
        """Return why a line names nobody who takes part; nothing where it may."""
        _, comma, last = line.text.rpartition(", ")  # “Community advocate, to be announced”
        known = line.is_person or line.role is not None
        awaited = bool(comma) and not known and line.people.is_unnamed(last)
        if awaited or line.people.is_unnamed(line.text):
            self.state.open = None
            return "nobody is named yet"
        if line.is_break:
            return "a break, a meal or the like"
        named = known or line.label == Label.PERSON or name_alone(line) is not None
        if line.raw.note == HEADS_NAMES and not (named or _names_known(line)):
            self.state.open = None
            return "the title of a talk"
        if line.label == Label.NOISE and CONTACT.search(line.text) and not line.is_sentence:
            return "an address, a link or a number of the document"
        if line.raw.note in (SECOND, REACHED, LIFE):
            return line.raw.note
        if line.words["title_labels"].labels(line.text.partition(": ")[0]) and self.state.everyone:
            return "the title of a talk"
        if self.people.tells and is_of_author(line.text, line.people):
            return "says who wrote the document"
        if line.text.strip(" ()[]*.").casefold() in line.words["remote"].exact:
            return "says that somebody takes part from afar"
        return "says who was absent, or has a task" if self._is_left_out(line) else ""

    def _is_left_out(self, line: RecognizedLine) -> bool:
        """Whether a line says who was absent or has a task, alone or as the head of others."""
        state, (label, _, listed) = self.state, line.text.partition(":")
        first, absent = label.split(maxsplit=1)[:1], line.words["absent"].exact
        said = label.casefold()
        task = said in line.habits.tasks
        task = task or (self.people.tells and said in line.words["tasks"].exact)
        if not task and absent.isdisjoint(map(str.casefold, (said, *first))):
            goes_on = state.mode == ABSENT and (line.raw.item or line.raw.column > 1)
            state.mode = state.mode if goes_on or state.mode != ABSENT else ""
            return goes_on
        state.reset_role()
        state.open, state.mode = None, state.mode if listed.strip() else ABSENT
        return True

    def _takes_role(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read a line that begins with a role word; False where it does not after all."""
        role = line.role
        if role is None or (line.is_sentence and not role.marked):
            return False
        of_body = line.people.kinds.of.match(line.text, len(role.form))
        on_card = is_role_alone(line) and not _is_role_of_above(line, self.state.below)
        if self.state.alone == 1 and (of_body or (on_card and not role.marked)):
            return False  # below a name: “President of the Body”; “President”, and below it a body
        rest = line.text[role.end :].strip()
        if role.scheme == ORGANIZING:
            return self.organizers.take_role(meeting, line, role, rest)
        state = self.state
        if COUNTED.search(line.text):
            state.ignore(line, "says how many there were")
            return True
        bare, status = take_status(rest, line.words)
        awaited = role.alone and line.bare != line.text  # “Chair: (tbc)”
        if awaited or (rest and (not bare or line.people.is_unnamed(bare))):
            if not is_of_one(role, line.words):
                state.set_role(line, role)
            state.ignore(line, "nobody is named yet")
            return True
        if role.alone:
            if not role.marked and line.size > 5:
                return False
            if not state.is_led_on(line):
                state.set_role(line, role)
            state.loose.append(line)
            return True
        below = state.below
        if role.marked and heads_no_name(line) and below is not None and below.is_person:
            state.set_role(line, role)  # “Keynote: The Title”, and below it who gives it
            state.loose.append(line)
            return True
        return self._people_in_role(meeting, line, role, rest, status)

    def _is_of_last(self, line: RecognizedLine, role: Role) -> bool:
        """Whether a role alone is that of who is named above, as all are, or a post is below it."""
        state, below = self.state, self.state.below
        inside = below is not None and below.raw.item and line.raw.indent > below.raw.indent
        nested = inside and not (line.raw.item or line.raw.gap or role.marked)  # below name, body
        if not is_role_alone(line) or state.roles_behind or nested:
            return is_role_alone(line)
        if self._ends_card(line, role):
            return True
        if below is None or below.is_person or role.marked or state.alone != 1:
            return False
        return line.people.kinds.is_post(below.text) and is_of_one(role, line.words)

    def _ends_card(self, line: RecognizedLine, role: Role) -> bool:
        """Whether a role stands below name and body, as the last that is said of somebody."""
        state, below = self.state, self.state.below
        above = state.lines[state.number - 1] if state.number else None
        posts = state.everyone[-1].person.posts if state.everyone else ()
        led = any(s.has_marked_role for s in state.lines[: state.number])
        if above is None or line.raw.gap > above.raw.gap or state.mode == "people" or led:
            return False  # roles stand above those who have them
        if role.marked or role.form in every("also_posts").exact:
            return False
        ends = below is None or below.has_time or below.raw.gap > line.raw.gap
        if below is not None and below.raw.level > line.raw.level:
            ends = True  # the next name, set as a heading
        return ends and is_of_one(role, line.words) and any(p.organization for p in posts)

    def _people_in_role(
        self, meeting: DraftSession, line: RecognizedLine, role: Role, rest: str, status: str
    ) -> bool:
        state, (rest, _) = self.state, line.part_room(rest)  # “Chair: A (Body) · Room 2”
        shift = len(line.text) - len(line.text[role.end :].lstrip())
        strong = [(a - shift, b - shift) for a, b in line.raw.strong if b > shift and a >= shift]
        found = line.people.read_all(rest, strong, 1.5 if role.marked else 1.0)
        told = next(iter(find_leads(line.text)), None)  # “Speakers included: A and B”
        if told and not told.start() and " " in told[0].strip(" :"):
            led = [p for p in find_speakers(line.text, line.people) if p.role == role.concept]
            found = max(found, led, key=len)
        named = () if found else find_named(rest, line.people)
        bare = (replace(person, role="") for person in named)
        found = found or [p for p in bare if line.people.is_known(p, beside=False)]
        sure = found and (role.marked or any(p.is_sure(3) for p in found))
        bodies = self.organizations.split_bodies(rest) if role.marked and not sure else []
        if not sure:
            found = [line.people.as_participant(name, status) for name in bodies]
        is_post = sure and not role.marked and line.people.kinds.is_post(role.form)
        if not found or (is_post and not found[0].begins(rest)):
            return False  # “голова правління, ГО «Обрій» – Ада Бек”
        state.set_role(line, role)
        leads = role.concept in LEADS and not ACT.search(role.form)  # “Moderation: A; B; C”
        of_first = leads and is_of_one(role, line.words) and rest.count(";") >= len(found) - 1 > 1
        for number, person in enumerate(found):
            if number and of_first:
                state.reset_role()  # “Moderator: Ada Bek (Terra); Tom Reed, judge; Una Lund, MP”
            self.people.add(meeting, line, person, [line.span])
        self.people.mark_unread(meeting, line, found)
        items = line.raw.item and state.below is not None and state.below.raw.item
        one = leads_to_name(role.form) or (items and line.words["acts"].any_of(role.form))
        one = (one and not role.marked) or is_of_one(role, line.words)
        one = one or (leads and len(found) > 1 and not state.goes_on(line))
        if sure and one:  # “Opening remarks by A”
            state.reset_role()
        return True

    def _other(self, meeting: DraftSession, line: RecognizedLine) -> None:
        state, open_end = self.state, f"{line.text} "  # “The evening is moderated by”, and below A
        led = [role for at, role in find_openings(open_end, line.people) if at == len(open_end)]
        if led:
            state.start(led[0], line.span)
        elif line.is_sentence or (line.size > 14 and not line.raw.level):
            meeting.prose.append(line.raw)
        else:
            state.end_role(line)
            state.loose.append(line)


DOUBT = 2.5  # the margin below which what may be no line of a head is for review
HEAD_DOUBT = "{} may be another thing ({}); see whether a session begins here with this title"


def read_session(block: Block, reader: SessionReader, calendar: Calendar) -> DraftSession:
    """Read a block into a session."""
    block, kinds = settle_titles(block)
    held = [line for line in kinds if line.room_in_title]  # “Workshop 1 (Room 101)”, above a title
    for line in (line for line in kinds if line not in held):
        reader.state.ignore(line, "says which session it is")
    titles = block.titles
    meeting = DraftSession(block.title, _quotes(block))
    days = block.days or [line for line in titles if line.dates]  # “Module 1 (3 June 2031): …”
    meeting.date, meeting.inherited = calendar.day_of(days), block.inherited
    if block.time:
        meeting.start, meeting.end = block.time.start, block.time.end
    meeting.room, meeting.language = _room_and_language(block, held)
    meeting.quotes += [line.span for line in held]
    where = [*block.days[-1:], *block.clock, *block.rooms]
    apart = [*(line for line in where if line.venue or not line.title), *block.body[:1]]
    place = find_place(apart, calendar.dated) or find_place(where, calendar.dated, sure=True)
    meeting.place = place if place is not None and place.name else None
    if place is not None and not meeting.room and place.venue:
        meeting.room = place.venue
        meeting.quotes += place.quotes
    meeting.level = titles[0].raw.level if titles else 0
    meeting.listings = [_listing(block, meeting)]
    if meeting.place is not None:  # “Where: Room 4, Town Hall, Leeds”
        meeting.room = meeting.room.removesuffix(f", {meeting.place.name}")
    near = min(block.unsure, key=lambda line: line.margin, default=None)
    if near is not None and near.margin < DOUBT:
        meeting.reviews.append(HEAD_DOUBT.format(clip(near.text), near.runner_up))
    reader.state.start()
    if titles:
        read_title(meeting, block, reader.people)
    reader.read(meeting, block.body)
    return meeting


def _names_known(line: RecognizedLine) -> bool:
    """Whether a line names people whose names are known to be such."""
    return any(map(line.people.is_known, line.people.read_all(line.text)))


def _is_role_of_above(line: RecognizedLine, below: RecognizedLine | None) -> bool:
    """Whether a role alone may be that of the name above: no post on a card, its body below."""
    is_body = below is not None and below.people.kinds.is_body(below.text) and not below.is_person
    return is_role_alone(line) and not line.has_marked_role and not is_body


def _quotes(block: Block) -> list[Stretch]:
    titles = block.titles
    quotes = [(titles[0].raw.start, titles[-1].raw.end)] if titles else []
    rooms = block.rooms or filter(None, [block.hall])
    quotes += [line.span for line in [*block.days[-1:], *block.clock, *rooms]]
    return list(dict.fromkeys(quotes))


def _room_and_language(block: Block, kinds: Lines) -> tuple[str, str]:
    """Return the first of each; of a room that its line interrupts, the first piece."""
    room = language = ""
    for line in block.rooms or filter(None, [block.hall]):
        if line.words["venue_labels"].labels(line.text):
            continue
        where, spoken = line.room_and_language
        printed = where if where in line.text else where.split(", ", maxsplit=1)[0]
        if line.label == Label.ROOM and not (printed or spoken):
            printed = line.shown  # where others have their room
        room, language = room or printed, language or spoken
    behind = (line.room_in_title for line in (*block.titles, *kinds))
    return room or next(filter(None, behind), ""), language


def _listing(block: Block, meeting: DraftSession) -> DraftListing:
    days = () if block.inherited else block.days[-1:]
    dates = [line.text[d.at : d.to].strip() for line in days for d in line.dates]
    times = [line.text[t.at : t.to].strip() for line in block.clock for t in line.times]
    date, time = (next(iter(printed), "") for printed in (dates, times))
    return DraftListing(meeting.title, date, time, meeting.room, list(meeting.quotes))
