"""Blocks become sessions; a contents list and the pages of the sessions become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.draft_records import (
    DraftIgnored,
    DraftListing,
    DraftOrganizer,
    DraftSession,
    Person,
)
from atgraph.curate.ingest.labels import PARTS, meaning
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.person_names import is_given_name
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segments import Block, join_titles
from atgraph.curate.ingest.session_lines import SessionReader
from atgraph.curate.ingest.word_lists import every

SAME, NEARLY = 90, 75
CHAIR = re.compile(r"\s*[(\[](?P<role>[^():]{3,25}):\s*(?P<who>[^()]+)[)\]]")
SPEAKER = re.compile(r"\s*\((?P<who>[^()]{6,})\)$")


def read_session(block: Block, reader: SessionReader, calendar: Calendar) -> DraftSession:
    """Read a block into a session."""
    titles = list(block.titles)
    if len(titles) > 1 and titles[0].title_is_generic:
        generic = titles.pop(0)
        reader.state.ignored.append(DraftIgnored((generic.span,), "says which session it is"))
    meeting = DraftSession(join_titles(titles), _quotes(block, titles))
    meeting.date, meeting.inherited = calendar.day_of(block.days), block.inherited
    if block.time:
        meeting.start, meeting.end = block.time.start, block.time.end
    meeting.room, meeting.language = _room_and_language(block)
    meeting.level = titles[0].raw.level if titles else 0
    meeting.listings = [_listing(block, meeting)]
    reader.state.start()
    if titles:
        _TitleReader(meeting, titles, reader).read()
    reader.read(meeting, block.body)
    return meeting


def _quotes(block: Block, titles: Lines) -> list[Stretch]:
    quotes = [(titles[0].raw.start, titles[-1].raw.end)] if titles else []
    quotes += [line.span for line in [*block.days[-1:], *block.clock, *block.rooms]]
    return list(dict.fromkeys(quotes))


def _room_and_language(block: Block) -> tuple[str, str]:
    """Return the room and the language, as the first line that prints each has them."""
    room = language = ""
    for line in block.rooms:
        printed = line.room_and_language
        room, language = room or _printed_room(line, printed[0]), language or printed[1]
    return room, language


def _printed_room(line: RecognizedLine, room: str) -> str:
    """Return the room as it stands on the line; its first piece where the line interrupts it."""
    if not room or room in line.text:
        return room
    pieces = room.split(", ")
    first, last = line.text.find(pieces[0]), line.text.find(pieces[-1])
    whole = line.text[first : last + len(pieces[-1])] if 0 <= first < last else ""
    return whole if whole and len(whole) < len(room) + 6 else pieces[0]


def _listing(block: Block, meeting: DraftSession) -> DraftListing:
    """Return what the place of a block prints of its session."""
    day = block.days[-1] if block.days and not block.inherited else None
    dates = day.dates[:1] if day else []
    clock = next((line for line in block.clock if line.times), None)
    date = day.text[dates[0].at : dates[0].to].strip() if day and dates else ""
    time = clock.text[clock.times[0].at : clock.times[0].to].strip() if clock else ""
    return DraftListing(meeting.title, date, time, meeting.room, list(meeting.quotes))


class _TitleReader:
    """Lets a title that is a role hold for the names below it, and reads people whom it names."""

    def __init__(self, meeting: DraftSession, titles: Lines, reader: SessionReader) -> None:
        self.meeting, self.reader, self.state = meeting, reader, reader.state
        self.line, self.is_one = titles[0], len(titles) == 1
        self.people = self.line.people

    def read(self) -> None:
        """Read the title."""
        self._read_chair()
        if self.is_one and self._read_bracket():
            return
        line, text = self.line, self.meeting.title
        raw = replace(line.raw, text=text, strong=())
        title = RecognizedLine(raw, line.words, self.people, line.place)
        role = title.role
        if role is not None and role.scheme == PARTS:
            rest = text[role.end :].strip()
            people = self.people.read_all(rest, (), 1.0) if rest and self.is_one else []
            if any(p.is_sure(2.5) for p in people):
                begins = not role.marked and text[: len(role.form)].casefold() == role.form
                head = text[: len(role.form) if begins else role.end].strip(" :–—-|")
                self.meeting.title = _without_by(head)
                self.state.set_role(title, role)
                self._add(people)
                self.state.start(role.concept, line.span)
                return
            if role.alone or role.marked:
                self.state.start(role.concept, line.span)
                return
            if not people and line.words["acts"].any_of(role.form):
                # “Closing remarks and vote of thanks”
                self.state.start(role.concept, line.span)
        if self.is_one and not self._read_organizers(text):
            self._read_people(text)
        if found := self._role_in(text):
            self.state.start(found, line.span)

    def _role_in(self, text: str) -> str:
        """Return the role of participants that a text is."""
        found = meaning(text, self.line.words)
        return found[0] if found and found[1] == PARTS else ""

    def _add(self, people: Sequence[Person]) -> None:
        for person in people:
            self.reader.people.add(self.meeting, self.line, person, [self.line.span])

    def _read_chair(self) -> None:
        """Read “Talk (chair: Name, title)”, and leave the title without it."""
        found = CHAIR.search(self.meeting.title)
        role = self._role_in(found["role"]) if found else ""
        people = self.people.read_all(found["who"], (), 1.5) if found and role else []
        if found and people:
            title = self.meeting.title
            self.meeting.title = (title[: found.start()] + title[found.end() :]).strip()
            self.state.start(role, self.line.span)
            self._add(people)
            self.state.start()

    def _read_bracket(self) -> bool:
        """Read “Talk (Name, title)”, and leave the title without it."""
        found = SPEAKER.search(self.meeting.title)
        if not found or found.start() < 3 or ":" in found["who"]:
            return False
        title = self.meeting.title[: found.start()]
        role = self._role_in(title)
        people = self.people.read_all(found["who"], (), 1.0 if role else 0.5)
        sure = (p.honorific or (not p.only_name and self._is_person(p)) for p in people)
        if not people or not all(sure):
            return False
        self.meeting.title = title
        if role:
            self.state.start(role, self.line.span)
        self._add(people)
        return True

    def _is_person(self, person: Person) -> bool:
        """Whether a given name or a post says that a person is meant, and no body with its town."""
        return is_given_name(person.name.split()[0]) or any(
            self.people.kinds.is_post(post.title) for post in person.posts
        )

    def _read_organizers(self, text: str) -> bool:
        """Read “Talk (organised by the Body)”, and leave the title without it."""
        found = self.reader.phrases.find(text)
        at = self.reader.phrases.where(text)
        head = text[:at].strip(" (–—-,:;|")
        if not found or at <= 0 or len(head.split()) < 2:
            return False
        self.meeting.title = head
        self.meeting.organizers += [
            DraftOrganizer(name, concept, [self.line.span]) for name, concept in found
        ]
        return True

    def _read_people(self, text: str) -> None:
        """Read “Talk – Name, Title, Body” and a line that names only people."""
        titled = self.people.titled
        for mark in (" – ", " — ", " - ", " | ", ": "):
            head, found, rest = text.partition(mark)
            people = self.people.read_all(rest, ()) if found and len(head) >= 2 else []
            if not people and found and rest.strip().casefold() in titled:
                people = self._name_alone(rest.strip())
            if (
                people
                and all(p.is_sure() or p.name.casefold() in titled for p in people)
                and not self.people.kinds.is_post(head)
                and not self.people.names.read(head)
            ):
                self.meeting.title = head.strip()
                self._add(people)
                return
        people = self.people.read_all(text, ())
        if all(p.is_sure() for p in people):
            self._add(people)

    def _name_alone(self, text: str) -> list[Person]:
        name = self.people.names.read_whole(text)
        return [Person(name.text, name.honorific, score=3, only_name=True)] if name else []


def _without_by(title: str) -> str:
    """Take the last word away where it only leads to a name: “Closing by”."""
    first, _, last = title.rpartition(" ")
    return first if first and last.casefold() in every("by").exact else title


def merge_listed(meetings: Sequence[DraftSession]) -> list[DraftSession]:
    """Join each entry of a contents list with the session that it announces."""
    kept: list[DraftSession] = []
    taken: set[int] = set()
    for number, meeting in enumerate(meetings):
        is_bare = not (meeting.participants or meeting.organizers or meeting.prose)
        later = range(number + 1, len(meetings)) if is_bare else ()
        same = (n for n in later if n not in taken and _are_same(meeting, meetings[n]))
        if (match := next(same, None)) is not None:
            taken.add(match)
            _merge(meeting, meetings[match])
        else:
            kept.append(meeting)
    return kept


def _are_same(listed: DraftSession, full: DraftSession) -> bool:
    from rapidfuzz import fuzz  # slow to import, and few documents need it

    first, second = _plain(listed.title), _plain(full.title)
    if not first or not second:
        return False
    alike = fuzz.ratio(first, second)
    if alike < SAME and min(len(first), len(second)) > 25:
        alike = max(alike, fuzz.partial_ratio(first, second) - 2)
    when = bool(listed.start) and listed.start == full.start
    day = listed.date == full.date or not listed.date or not full.date
    long = len(first.split()) >= 4
    if alike >= SAME:
        return long or (day and (when or not full.start or not listed.start))
    return alike >= NEARLY and when and day and long


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^\s*(?:\w+\s+)?\d+\s*[:.–-]", "", title)).casefold().strip()


def _merge(listed: DraftSession, full: DraftSession) -> None:
    own = full.listings
    full.listings = [*listed.listings, *own]
    full.start, full.end = full.start or listed.start, full.end or listed.end
    full.date = listed.date if listed.date and (full.inherited or not full.date) else full.date
    full.room, full.language = full.room or listed.room, full.language or listed.language
    if not any(p.time for p in own) or not full.listings[-1].room:
        full.quotes = list(dict.fromkeys([*full.quotes, *listed.quotes]))
    times = {re.sub(r"\D+", "", p.time) for p in full.listings if p.time}
    rooms = {_plain(p.room) for p in full.listings if p.room}
    for what, differs in (
        ("times", len(times) > 1),
        ("dates", listed.date and full.date and listed.date != full.date),
        ("rooms", len(rooms) > 1),
    ):
        if differs:
            full.reviews.append(f"the places that list it print different {what}")
