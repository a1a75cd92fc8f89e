"""A last look: no value leaves that its quotes do not print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.posts import Post
from atgraph.curate.ingest.records import Cover, Declared, Meeting, Part, Place, Records
from atgraph.data.dates import read_printed

OWN_WORDS = frozenset(("tie", "role", "theme"))  # keys whose values are words of the vocabularies


class Verbatim:
    """Takes away from records what does not stand in their quotes as words of their own."""

    def __init__(self, text: str) -> None:
        self.text = text

    def prints(self, value: str, quotes: Iterable[Stretch]) -> bool:
        """Whether one of the quotes prints a value."""
        from atgraph.text import stands_in

        return any(stands_in(value, self.text[start:end]) for start, end in quotes)

    def check(self, records: Records) -> None:
        """Look at every record."""
        self.cover(records.cover)
        for meeting in records.meetings:
            self.meeting(meeting)
        records.declared = [
            d for d in records.declared if all(self.prints(value, d.quotes) for value in stated(d))
        ]

    def cover(self, cover: Cover) -> None:
        """Look at the title and what else the cover prints."""
        if not cover.title or not self.prints(cover.title, cover.quotes):
            cover.title = self.first(cover.quotes)
        cover.subtitle = cover.subtitle if self.prints(cover.subtitle, cover.quotes) else ""
        cover.series = cover.series if self.prints(cover.series, cover.quotes) else ""
        cover.places = [self.place(place) for place in cover.places]

    def meeting(self, meeting: Meeting) -> None:
        """Look at a session and all in it."""
        if not meeting.quotes:
            held = [part.quotes for part in meeting.parts] + [
                organizer.quotes for organizer in meeting.organizers
            ]
            meeting.quotes = held[0][:1] if held else [(0, min(300, len(self.text)))]
        if not meeting.title or not self.prints(meeting.title, meeting.quotes):
            meeting.title = self.first(meeting.quotes)
            meeting.reviews.append("the title is the line as printed; see what of it is the title")
        meeting.room = meeting.room if self.prints(meeting.room, meeting.quotes) else ""
        meeting.language = meeting.language if self.prints(meeting.language, meeting.quotes) else ""
        meeting.places = [self.place(place) for place in meeting.places]
        meeting.organizers = [o for o in meeting.organizers if self.prints(o.name, o.quotes)]
        meeting.parts = [
            self.part(part) for part in meeting.parts if self.prints(part.person.name, part.quotes)
        ]

    def first(self, quotes: Sequence[Stretch]) -> str:
        """Return what the first quote prints."""
        return (
            " ".join(self.text[slice(*quotes[0])].replace("*", "").split())[:300] if quotes else ""
        )

    def place(self, place: Place) -> Place:
        """Look at what one place prints."""
        title, date, time, room = (
            self.held(value, place.quotes)
            for value in (place.title, place.date, place.time, place.room)
        )
        return replace(place, title=title, date=date if exists(date) else "", time=time, room=room)

    def held(self, value: str, quotes: Iterable[Stretch]) -> str:
        """Return a value that the quotes print; nothing otherwise."""
        return value if value and self.prints(value, quotes) else ""

    def part(self, part: Part) -> Part:
        """Look at honorific, country and posts."""
        person: Person = part.person
        posts = [
            Post(self.held(p.title, part.quotes), self.held(p.organization, part.quotes))
            for p in person.posts
        ]
        kept = tuple(post for post in posts if post.title or post.organization)
        part.person = replace(
            person,
            posts=kept,
            honorific=self.held(person.honorific, part.quotes),
            country=self.held(person.country, part.quotes),
        )
        return part


def exists(printed: str) -> bool:
    """Whether a printed date can be: none that ends before it starts."""
    try:
        read_printed(printed)
    except ValueError:
        return False
    return True


def stated(declared: Declared) -> Iterator[str]:
    """Yield the printed values of a statement."""
    for key, value in declared.values.items():
        if key not in OWN_WORDS:
            values: Any = value if isinstance(value, list) else [value]
            yield from values
