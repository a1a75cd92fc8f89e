"""Programmes as facts: what is true of an event, however it is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from atgraph.data.yaml_lines import QuickLoader

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Person:
    """One who takes part in a session; ``letters`` stand behind the name, a ``place`` last."""

    name: str
    role: str
    honorific: str = ""
    letters: str = ""
    post: str = ""
    unit: str = ""
    body: str = ""
    status: str = ""
    topic: str = ""
    place: str = ""


@dataclass(frozen=True)
class Session:
    """A session, or a pause that is one of the words' breaks and has no people."""

    day: dt.date
    start: str
    end: str
    key: str = ""
    pause: str = ""
    title: str = ""
    kind: str = ""
    room: str = ""
    blurb: str = ""
    track: str = ""
    meal: bool = False
    second: str = ""
    hosts: tuple[Mapping[str, str], ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Programme:
    """An event with all its sessions and pauses in the order of time."""

    id: str
    language: str
    event: Mapping[str, Any]
    slots: tuple[Session, ...]
    organizers: tuple[Mapping[str, str], ...] = ()
    sponsors: tuple[str, ...] = ()
    committee: tuple[Mapping[str, str], ...] = ()
    news: tuple[str, ...] = ()
    claims: tuple[Mapping[str, Any], ...] = ()
    blurb: str = ""
    second: Mapping[str, str] | None = None

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Return the sessions alone."""
        return tuple(slot for slot in self.slots if not slot.pause)

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Return the days in their order."""
        return tuple(sorted({slot.day for slot in self.slots}))

    def of(self, day: dt.date) -> tuple[Session, ...]:
        """Return what is on a day."""
        return tuple(slot for slot in self.slots if slot.day == day)


def _session(values: dict[str, Any]) -> Session:
    start, _, end = values.pop("time").partition("-")
    people = tuple(Person(**person) for person in values.pop("people", ()))
    pause, hosts = values.pop("break", ""), tuple(values.pop("hosts", ()))
    return Session(start=start, end=end, people=people, pause=pause, hosts=hosts, **values)


def read_programme(path: Path) -> Programme:
    """Read the facts of a programme; a field that is none is a TypeError."""
    values = _load(path)
    slots = tuple(map(_session, values.pop("sessions")))
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Programme(**{**values, **lists}, slots=slots)


@cache
def read_programmes() -> tuple[Programme, ...]:
    """Read all programmes in the order of their ids."""
    return tuple(read_programme(path) for path in sorted((HERE / "programmes").glob("*.yml")))


@cache
def read_words() -> Mapping[str, Any]:
    """Read what a printer says in each language, words and sentences."""
    files = [_load(HERE / name) for name in ("words.yml", "prose.yml", "prose_held_out.yml")]
    return {
        language: {key: said for file in files for key, said in file[language].items()}
        for language in files[0]
    }


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=QuickLoader)
