"""What is drafted: records with the stretches of the text that they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atgraph.curate.ingest.lines import Line, Stretch
from atgraph.curate.ingest.persons import Person


@dataclass
class Part:
    """Who takes part in a session."""

    person: Person
    role: str
    quotes: list[Stretch]
    status: str = ""
    review: str = ""


@dataclass
class Organizer:
    """Who brings a session about."""

    name: str
    role: str
    quotes: list[Stretch]
    status: str = ""
    review: str = ""


@dataclass
class Place:
    """What one place in the document prints of an event."""

    title: str = ""
    date: str = ""
    time: str = ""
    room: str = ""
    quotes: list[Stretch] = field(default_factory=list)


@dataclass
class Meeting:
    """A session."""

    title: str
    quotes: list[Stretch]
    date: dt.date | None = None
    start: str = ""
    end: str = ""
    room: str = ""
    language: str = ""
    places: list[Place] = field(default_factory=list)
    organizers: list[Organizer] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    identifier: str = ""
    inherited: bool = False
    level: int = 0


@dataclass(frozen=True)
class Declared:
    """A statement that the text makes, with the keys of its kind."""

    values: Mapping[str, Any]
    quotes: tuple[Stretch, ...]
    session: str = ""
    review: str = ""


@dataclass(frozen=True)
class Left:
    """A stretch without a record: the reason, and whether somebody must look at it."""

    quotes: tuple[Stretch, ...]
    reason: str
    review: str = ""


@dataclass
class Cover:
    """What a document says of its event as a whole."""

    title: str = ""
    subtitle: str = ""
    quotes: list[Stretch] = field(default_factory=list)
    edition: int = 0
    series: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    places: list[Place] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    of_page: bool = False
    level: int = 0


@dataclass
class Records:
    """All that was drafted of a document."""

    cover: Cover = field(default_factory=Cover)
    meetings: list[Meeting] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
