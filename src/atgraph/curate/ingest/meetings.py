"""Blocks become sessions; a contents list and the pages of the sessions become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.blocks import Block, join_titles
from atgraph.curate.ingest.body import Reader
from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.carried import span
from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Left, Meeting, Organizer, Place
from atgraph.curate.ingest.roles import BY, meaning

SAME, NEARLY = 90, 75


def read_meeting(block: Block, reader: Reader, calendar: Calendar) -> Meeting:
    """Read a block into a session."""
    titles = list(block.titles)
    if len(titles) > 1 and titles[0].title_is_generic:
        generic, titles = titles[0], titles[1:]
        reader.left.append(Left((span(generic.line),), "says which session it is"))
    meeting = Meeting(join_titles(titles), _quotes(block, titles))
    meeting.date, meeting.inherited = calendar.day_of(block.days), block.inherited
    if block.time:
        meeting.start, meeting.end = block.time.start, block.time.end
    meeting.room, meeting.language = _places(block)
    meeting.level = titles[0].line.level if titles else 0
    meeting.places = [_place(block, meeting, titles)]
    _read_title(meeting, titles, reader)
    reader.read(meeting, block.body)
    return meeting


def _quotes(block: Block, titles: Sequence[Seen]) -> list[Stretch]:
    quotes = [(titles[0].line.start, titles[-1].line.end)] if titles else []
    quotes += [span(seen.line) for seen in [*block.days[-1:], *block.clock, *block.rooms]]
    return list(dict.fromkeys(quotes))


def _places(block: Block) -> tuple[str, str]:
    """Return the room and the language, as the first line that prints each has them."""
    room = language = ""
    for seen in block.rooms:
        if room and language:
            break
        printed = seen.places
        room, language = room or _stretch(seen, printed[0]), language or printed[1]
    return room, language


def _stretch(seen: Seen, room: str) -> str:
    """Return the room as it stands on the line, commas and all; its first piece where the line interrupts it."""
    if not room or room in seen.text:
        return room
    pieces = room.split(", ")
    first, last = seen.text.find(pieces[0]), seen.text.find(pieces[-1])
    whole = seen.text[first : last + len(pieces[-1])] if 0 <= first < last else ""
    return whole if whole and len(whole) < len(room) + 6 else pieces[0]


def _place(block: Block, meeting: Meeting, titles: Sequence[Seen]) -> Place:
    day = block.days[-1] if block.days else None
    date = day.dates[0] if day is not None and day.dates else None
    time = next((seen for seen in block.clock if seen.times), None)
    shown = time.text[time.times[0].at : time.times[0].to].strip() if time is not None else ""
    printed = (
        day.text[date.at : date.to].strip()
        if day is not None and date and not block.inherited
        else ""
    )
    return Place(join_titles(titles), printed, shown, meeting.room, list(meeting.quotes))


def _read_title(meeting: Meeting, titles: Sequence[Seen], reader: Reader) -> None:
    """Let a title that is a role hold for the names below it, and read people whom the title names."""
    reader.start()
    if not titles:
        return
    first = titles[0]
    _chair_in_title(meeting, first, reader)
    if len(titles) == 1 and _bracket_in_title(meeting, first, reader):
        return
    text = meeting.title
    title = Seen(replace(first.line, text=text, strong=()), first.words, first.people, first.place)
    role = title.role
    if role is not None and role.scheme == PARTS:
        rest = text[role.end :].strip()
        people = first.people.read_all(rest, (), 1.0) if rest and len(titles) == 1 else []
        if people and any(not p.only_name or p.honorific or p.score >= 2.5 for p in people):
            begins = not role.marked and text[: len(role.form)].casefold() == role.form
            meeting.title = _without_by(
                text[: len(role.form) if begins else role.end].strip(" :–—-|")
            )
            reader.set_role(title, role)
            for person in people:
                reader.add(meeting, first, person, [span(first.line)])
            reader.start(role.concept, span(first.line))
            return
        if role.alone or role.marked:
            reader.start(role.concept, span(first.line))
            return
        if not people and first.words["acts"].any_of(role.form):
            reader.start(role.concept, span(first.line))  # “Closing remarks and vote of thanks”
    if len(titles) == 1 and not _organizers_in_title(meeting, first, text, reader):
        _people_in_title(meeting, first, text, reader)
    if (found := meaning(text, first.words)) and found[1] == PARTS:
        reader.start(found[0], span(first.line))


def _without_by(title: str) -> str:
    """Take the last word away where it only leads to a name: “Closing by”."""
    first, _, last = title.rpartition(" ")
    return first if first and last.casefold() in BY else title


def _chair_in_title(meeting: Meeting, seen: Seen, reader: Reader) -> None:
    """Read “Talk (chair: Name, title)”, and leave the title without it."""
    found = re.search(r"\s*[(\[](?P<role>[^():]{3,25}):\s*(?P<who>[^()]+)[)\]]", meeting.title)
    said = meaning(found["role"], seen.words) if found else None
    people = (
        seen.people.read_all(found["who"], (), 1.5) if found and said and said[1] == PARTS else []
    )
    if found and said and people:
        meeting.title = (meeting.title[: found.start()] + meeting.title[found.end() :]).strip()
        reader.start(said[0], span(seen.line))
        for person in people:
            reader.add(meeting, seen, person, [span(seen.line)])
        reader.start()


def _bracket_in_title(meeting: Meeting, seen: Seen, reader: Reader) -> bool:
    """Read “Talk (Name, title)”, and leave the title without it."""
    found = re.search(r"\s*\((?P<who>[^()]{6,})\)$", meeting.title)
    if not found or found.start() < 3 or ":" in found["who"]:
        return False
    role = meaning(meeting.title[: found.start()], seen.words)
    people = seen.people.read_all(found["who"], (), 1.0 if role and role[1] == PARTS else 0.5)
    if not people or not all(
        p.honorific or (not p.only_name and _is_told(p, reader)) for p in people
    ):
        return False
    meeting.title = meeting.title[: found.start()]
    if role and role[1] == PARTS:
        reader.start(role[0], span(seen.line))
    for person in people:
        reader.add(meeting, seen, person, [span(seen.line)])
    return True


def _is_told(person: Person, reader: Reader) -> bool:
    """Whether a given name or a post says that somebody is meant, and no body with its town."""
    return is_given(person.name.split()[0]) or any(
        reader.organizations.read.is_post(post.title) for post in person.posts
    )


def _organizers_in_title(meeting: Meeting, seen: Seen, text: str, reader: Reader) -> bool:
    """Read “Talk (organised by the Body)”, and leave the title without it."""
    found = reader.organizing.find(text)
    at = reader.organizing.where(text)
    head = text[:at].strip(" (–—-,:;|")
    if not found or at <= 0 or len(head.split()) < 2:
        return False
    meeting.title = head
    meeting.organizers += [Organizer(name, concept, [span(seen.line)]) for name, concept in found]
    return True


def _people_in_title(meeting: Meeting, seen: Seen, text: str, reader: Reader) -> None:
    """Read “Talk – Name, Title, Body” and a line that names only people."""
    for mark in (" – ", " — ", " - ", " | ", ": "):
        head, found, rest = text.partition(mark)
        people = seen.people.read_all(rest, ()) if found and len(head) >= 2 else []
        if (
            not people
            and found
            and rest.strip().casefold() in reader.told_names
            and (name := first_name(seen, rest))
        ):
            people = [name]
        known = all(
            not p.only_name or p.honorific or p.name.casefold() in reader.told_names for p in people
        )
        if (
            people
            and known
            and not reader.organizations.read.is_post(head)
            and not seen.people.names.read(head)
        ):
            meeting.title = head.strip()
            for person in people:
                reader.add(meeting, seen, person, [span(seen.line)])
            return
    people = seen.people.read_all(text, ())
    if people and all(not p.only_name or p.honorific for p in people):
        for person in people:
            reader.add(meeting, seen, person, [span(seen.line)])


def first_name(seen: Seen, text: str) -> Person | None:
    """Return who is named by a name alone."""
    name = seen.people.names.read(text.strip())
    return (
        Person(name.text, name.honorific, score=3, only_name=True)
        if name and name.end == len(text.strip())
        else None
    )


def merge_listed(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Join each entry of a contents list with the session that it announces."""
    kept: list[Meeting] = []
    taken: set[int] = set()
    for number, meeting in enumerate(meetings):
        if _is_bare(meeting):
            match = next(
                (
                    n
                    for n in range(number + 1, len(meetings))
                    if n not in taken and _same(meeting, meetings[n])
                ),
                None,
            )
            if match is not None:
                taken.add(match)
                _merge(meeting, meetings[match])
                continue
        kept.append(meeting)
    return kept


def _is_bare(meeting: Meeting) -> bool:
    return not meeting.parts and not meeting.organizers and not meeting.prose


def _same(listed: Meeting, full: Meeting) -> bool:
    from rapidfuzz import fuzz

    first, second = _plain(listed.title), _plain(full.title)
    if not first or not second:
        return False
    alike = fuzz.ratio(first, second)
    if alike < SAME and min(len(first), len(second)) > 25:
        alike = max(alike, fuzz.partial_ratio(first, second) - 2)
    when = bool(listed.start) and listed.start == full.start
    day = listed.date == full.date or not listed.date or not full.date
    long = len(first.split()) >= 4
    return (alike >= SAME and (long or (day and (when or not full.start or not listed.start)))) or (
        alike >= NEARLY and when and day and long
    )


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^\s*(?:\w+\s+)?\d+\s*[:.–-]", "", title)).casefold().strip()


def _merge(listed: Meeting, full: Meeting) -> None:
    full.places = [*listed.places, *full.places]
    full.start, full.end = full.start or listed.start, full.end or listed.end
    full.date = listed.date if listed.date and (full.inherited or not full.date) else full.date
    full.room, full.language = full.room or listed.room, full.language or listed.language
    if not any(p.time for p in full.places[len(listed.places) :]) or not full.places[-1].room:
        full.quotes = list(dict.fromkeys([*full.quotes, *listed.quotes]))
    times = {(p.time and _clock(p.time)) for p in full.places if p.time}
    if len(times) > 1:
        full.reviews.append("the places that list it print different times")
    if listed.date and full.date and listed.date != full.date:
        full.reviews.append("the places that list it print different dates")
    if len({_plain(p.room) for p in full.places if p.room}) > 1:
        full.reviews.append("the places that list it print different rooms")


def _clock(printed: str) -> str:
    return re.sub(r"\D+", "", printed)
