"""The last look at what was drafted: no value that its quotes do not print; doubts about people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import (
    DraftCover,
    DraftListing,
    DraftParticipant,
    DraftRecords,
    DraftSession,
    PrintedPost,
)
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.person_names import INITIAL, is_given_name
from atgraph.curate.ingest.roles import is_plural, read_role
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.data.dates import read_printed
from atgraph.text import stands_in

OWN_WORDS = frozenset(("tie", "role", "theme"))  # keys whose values are words of the vocabularies
LINE_AS_TITLE = "the title is the line as printed; see what of it is the title"


def doubt_people(
    sessions: Iterable[DraftSession], text: str, kinds: SegmentKinds, titled: set[str]
) -> None:
    """Mark for review who may be no person.

    ``titled`` are names, in small letters, with an honorific or titles somewhere in the document.
    """
    for meeting in sessions:
        people = [part for part in meeting.participants if part.person.kind == "person"]
        weak = [part for part in people if _is_weak(part, kinds, titled)]
        for part in [p for p in people if not p.review]:
            said = _unknown_body(part, kinds)
            if said and _stands_below(part, text):
                part.review = (
                    f"“{said}” stands below the name where a title or body is expected; "
                    "perhaps no person, but two bodies"
                )
            elif said and _stands_behind_plural(part, text, kinds):
                part.review = (
                    f"“{said}” stands where a body is expected, behind a word for several; "
                    "perhaps a second person"
                )
            elif part in weak and not _is_of_list(part, people, weak):
                part.review = (
                    f"nothing but its place speaks for “{part.person.name}”; "
                    "perhaps no person, but a body"
                )


def _is_weak(part: DraftParticipant, kinds: SegmentKinds, titled: set[str]) -> bool:
    """Whether neither an honorific, nor a given name, nor a title speaks for a person."""
    person = part.person
    titles = (post.title for post in person.posts if post.title)
    return not (
        person.honorific
        or person.name.casefold() in titled
        # a title is a post that is known, or begins in small letters, as no body does
        or any(kinds.is_post(title) or title[0].islower() for title in titles)
        or any(is_given_name(word) or INITIAL.match(word) for word in person.name.split())
    )


def _is_of_list(
    part: DraftParticipant, people: Sequence[DraftParticipant], weak: Sequence[DraftParticipant]
) -> bool:
    """Whether it is in a list of entries alike, more than half of which are surely people."""
    near = [p for p in people if p is not part and set(p.quotes) & set(part.quotes)]
    like = [other for other in near if _shape(other) == _shape(part)]
    return sum(other not in weak for other in like) * 2 > len(like) + 1


def _shape(part: DraftParticipant) -> tuple[bool, bool]:
    posts = part.person.posts
    return any(post.title for post in posts), any(post.organization for post in posts)


def _unknown_body(part: DraftParticipant, kinds: SegmentKinds) -> str:
    """Return what was taken for the body of a person, without a title or a word of a body."""
    posts = part.person.posts
    if len(posts) != 1 or posts[0].title or not part.quotes or kinds.is_body(posts[0].organization):
        return ""
    return posts[0].organization


def _stands_below(part: DraftParticipant, text: str) -> bool:
    """Whether a name without an honorific stands on a line of its own, above what is beside it."""
    alone = rf"(?:^|[^\w,]){re.escape(part.person.name)}[*_ ]*\n"
    printed = text[slice(*part.quotes[0])]
    return not part.person.honorific and re.search(alone, printed) is not None


def _stands_behind_plural(part: DraftParticipant, text: str, kinds: SegmentKinds) -> bool:
    """Whether it is “Speakers: Name, X”, where X may as well be a name."""
    words = part.person.posts[0].organization.split()
    label, _, rest = text[slice(*part.quotes[0])].partition(part.person.name)
    label = label.strip(" *_•-")
    role = read_role(label, kinds.words) if label.endswith(":") else None
    return (
        rest.strip(" *_,.") == part.person.posts[0].organization
        and 1 < len(words) < 5
        and all(word[:1].isupper() for word in words)
        and role is not None
        and is_plural(role, kinds.words)
    )


class Verification:
    """Takes away from records what does not stand in their quotes as words of their own."""

    def __init__(self, text: str) -> None:
        self.text = text

    def check(self, records: DraftRecords) -> None:
        """Look at every record."""
        self._check_cover(records.cover)
        for meeting in records.sessions:
            self._check_session(meeting)
        records.statements = [
            statement
            for statement in records.statements
            if all(
                self._prints(printed, statement.quotes)
                for key, value in statement.values.items()
                if key not in OWN_WORDS
                for printed in (value if isinstance(value, list) else [value])
            )
        ]

    def _prints(self, value: str, quotes: Iterable[Stretch]) -> bool:
        return any(stands_in(value, self.text[start:end]) for start, end in quotes)

    def _printed(self, value: str, quotes: Iterable[Stretch]) -> str:
        """Return a value that the quotes print; nothing otherwise."""
        return value if value and self._prints(value, quotes) else ""

    def _first(self, quotes: Sequence[Stretch]) -> str:
        first = self.text[slice(*quotes[0])] if quotes else ""
        return " ".join(first.replace("*", "").split())[:300]

    def _check_cover(self, cover: DraftCover) -> None:
        quotes = cover.quotes
        cover.title = self._printed(cover.title, quotes) or self._first(quotes)
        cover.subtitle = self._printed(cover.subtitle, quotes)
        cover.series = self._printed(cover.series, quotes)
        cover.listings = list(map(self._check_listing, cover.listings))

    def _check_session(self, meeting: DraftSession) -> None:
        if not meeting.quotes:
            held = [part.quotes for part in meeting.participants]
            held += [organizer.quotes for organizer in meeting.organizers]
            meeting.quotes = held[0][:1] if held else [(0, min(300, len(self.text)))]
        quotes = meeting.quotes
        if not self._printed(meeting.title, quotes):
            meeting.title = self._first(quotes)
            meeting.reviews.append(LINE_AS_TITLE)
        meeting.room = self._printed(meeting.room, quotes)
        meeting.language = self._printed(meeting.language, quotes)
        meeting.listings = list(map(self._check_listing, meeting.listings))
        meeting.organizers = [o for o in meeting.organizers if self._prints(o.name, o.quotes)]
        parts = meeting.participants
        meeting.participants = [p for p in parts if self._prints(p.person.name, p.quotes)]
        for part in meeting.participants:
            self._check_participant(part)

    def _check_listing(self, listing: DraftListing) -> DraftListing:
        title, date, time, room = (
            self._printed(value, listing.quotes)
            for value in (listing.title, listing.date, listing.time, listing.room)
        )
        date = date if _exists(date) else ""
        return replace(listing, title=title, date=date, time=time, room=room)

    def _check_participant(self, part: DraftParticipant) -> None:
        person, quotes = part.person, part.quotes
        posts = [
            PrintedPost(self._printed(p.title, quotes), self._printed(p.organization, quotes))
            for p in person.posts
        ]
        part.person = replace(
            person,
            posts=tuple(post for post in posts if post.title or post.organization),
            honorific=self._printed(person.honorific, quotes),
            country=self._printed(person.country, quotes),
        )


def _exists(printed: str) -> bool:
    """Whether a printed date can be: it does not end before it starts."""
    try:
        read_printed(printed)
    except ValueError:
        return False
    return True
