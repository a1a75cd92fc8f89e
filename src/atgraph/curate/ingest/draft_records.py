"""What is drafted: records with the stretches of the text that they rest on."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from atgraph.curate.ingest.lines import Line, Stretch
from atgraph.curate.ingest.word_lists import every


@dataclass(frozen=True)
class PrintedPost:
    """A title, a body, or both, as printed."""

    title: str = ""
    organization: str = ""


def hold_posts(posts: Iterable[PrintedPost]) -> tuple[list[PrintedPost], list[tuple[str, str]]]:
    """Return posts at the innermost body that a line names, and which body it prints around which.

    “Chief, Police Unit, Ministry” is held at the unit; so is “Chief of the Police Unit, Ministry”.
    """
    held, around = list[PrintedPost](), list[tuple[str, str]]()
    for post in posts:
        last = held[-1] if held else PrintedPost()
        unit, body, title = post.organization, last.organization, last.title
        apart = all(map(every("universities").any_of, (unit, body)))  # one is not within another
        if post.title or apart or not (title or body):
            held.append(post)
        elif not body:
            held[-1] = PrintedPost(title, unit)
        elif unit not in title:
            around.append((body, unit))
        elif body not in title:  # it is the unit whose chief the title names
            held[-1] = PrintedPost(title, unit)
            around.append((unit, body))
    return held, around


@dataclass(frozen=True)
class Person:
    """One who takes part, as a line prints it: a person, or a body that does."""

    name: str
    honorific: str = ""
    kind: str = "person"
    role: str = ""
    status: str = ""
    country: str = ""
    posts: tuple[PrintedPost, ...] = ()
    score: float = 0.0
    only_name: bool = False

    def begins(self, text: str) -> bool:
        """Whether a text begins with the person, by an honorific or the name."""
        return text.lstrip().startswith(self.honorific or self.name)

    def is_sure(self, least: float = math.inf) -> bool:
        """Whether an honorific, what stands beside the name, or its score speaks for a person."""
        return not self.only_name or bool(self.honorific) or self.score >= least


def share_details(people: list[Person]) -> list[Person]:
    """Give those of several who are only named what the last has for all: a body, “Chairs”."""
    *others, last = people
    titles = (p.title.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0] for p in last.posts)
    if not all(not title or title.endswith("s") for title in titles):
        return people
    return [
        replace(p, posts=last.posts, country=last.country, only_name=False) if p.only_name else p
        for p in others
    ] + [last]


@dataclass
class DraftParticipant:
    """Who takes part in a session."""

    person: Person
    role: str
    quotes: list[Stretch]
    review: str = ""
    labelled: bool = True  # a role is printed
    several: bool = False  # its label speaks of more than one: “Moderators”

    def is_again(self, person: Person, role: str) -> bool:
        """Whether somebody is named again in this part, perhaps in short: “Sister Ada”."""
        first = self.person.name.split(maxsplit=1)[0]
        return self.role == role and person.name in (self.person.name, first)


@dataclass
class DraftOrganizer:
    """Who brings a session about."""

    name: str
    role: str
    quotes: list[Stretch]
    status: str = ""
    review: str = ""


@dataclass
class DraftListing:
    """What one place in the document prints of an event."""

    title: str = ""
    date: str = ""
    time: str = ""
    room: str = ""
    quotes: list[Stretch] = field(default_factory=list)


@dataclass
class DraftPlace:
    """The town where an event is, and its time zone where that is known; the venue in it."""

    name: str  # empty where only a venue is printed
    timezone: str
    venue: str
    quotes: list[Stretch]
    review: str = ""


@dataclass
class DraftSession:
    """A session."""

    title: str
    quotes: list[Stretch]
    date: dt.date | None = None
    start: str = ""
    end: str = ""
    place: DraftPlace | None = None
    room: str = ""
    language: str = ""
    listings: list[DraftListing] = field(default_factory=list)
    organizers: list[DraftOrganizer] = field(default_factory=list)
    participants: list[DraftParticipant] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    identifier: str = ""
    inherited: bool = False
    level: int = 0


@dataclass(frozen=True)
class DraftStatement:
    """A statement that the text makes, with the keys of its kind."""

    values: Mapping[str, Any]
    quotes: tuple[Stretch, ...]
    session: DraftSession | None = None
    review: str = ""

    @property
    def is_proposed_theme(self) -> bool:
        """Whether it is a theme that was only proposed from a word."""
        return self.values.get("tie") == "theme" and bool(self.review)


@dataclass(frozen=True)
class DraftIgnored:
    """A stretch without a record: the reason, and whether a person must look at it."""

    quotes: tuple[Stretch, ...]
    reason: str
    review: str = ""


@dataclass
class DraftCover:
    """What a document says of its event as a whole."""

    title: str = ""
    subtitle: str = ""
    quotes: list[Stretch] = field(default_factory=list)
    edition: int = 0
    series: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    place: DraftPlace | None = None
    listings: list[DraftListing] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    of_page: bool = False
    level: int = 0


@dataclass
class DraftRecords:
    """All that was drafted of a document."""

    cover: DraftCover = field(default_factory=DraftCover)
    sessions: list[DraftSession] = field(default_factory=list)
    statements: list[DraftStatement] = field(default_factory=list)
    ignored: list[DraftIgnored] = field(default_factory=list)
    explained: Sequence[str] = ()  # a row for each line: what it was taken for

    @property
    def wholes(self) -> Sequence[DraftCover | DraftSession]:
        """The event and its sessions."""
        return [self.cover, *self.sessions]

    @property
    def towns(self) -> Sequence[DraftPlace]:
        """Where the event and its sessions are, as far as a town is printed."""
        return [whole.place for whole in self.wholes if whole.place is not None]

    @property
    def parts(self) -> Sequence[DraftOrganizer | DraftParticipant]:
        """Who organises the sessions and who takes part in them."""
        parts: list[DraftOrganizer | DraftParticipant] = []
        for meeting in self.sessions:
            parts += [*meeting.organizers, *meeting.participants]
        return parts


def unique_organizers(organizers: Iterable[DraftOrganizer]) -> list[DraftOrganizer]:
    """Return organisers, each named once in a role."""
    return list({(o.name, o.role): o for o in reversed(list(organizers))}.values())[::-1]
