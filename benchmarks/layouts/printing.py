"""Walk the families, print programmes in them, and say what a reader should find."""

from __future__ import annotations

import importlib
import pkgutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from layouts import families
from layouts.edition import Edition
from layouts.facts import Person, Programme, Session, read_programmes, read_words
from layouts.parts import amid_noise, hidden_name
from layouts.writers import WRITERS

ALL = frozenset(("dates", "starts", "ends", "rooms", "roles", "posts", "bodies", "organizers"))
# besides, `hosts`, who brings a single session about, and `figures` of what is claimed
EACH = 6  # programmes that a family prints
STATUSES = {"tbc": "to-be-confirmed", "invited": "invited"}


@dataclass(frozen=True)
class Layout:
    """A document, the facts of which it prints, and its transcript as it should be."""

    family: str
    programme: str
    format: str
    group: str
    document: bytes = field(repr=False)
    prints: frozenset[str]
    expected: Mapping[str, Any] = field(repr=False)
    private: tuple[str, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.family}--{self.programme}.{self.format}"


def read_families() -> list[tuple[str, ModuleType]]:
    """Return the families by name: each is a module."""
    names = sorted(found.name for found in pkgutil.iter_modules(families.__path__))
    return [
        (name.replace("_", "-"), importlib.import_module(f"{families.__name__}.{name}"))
        for name in names
    ]


def print_layouts(family: str = "", layout: str = "", group: str = "") -> Iterator[Layout]:
    """Print each programme of each family, of one, of a group, or those whose names begin so."""
    programmes, words = read_programmes(), read_words()
    begins = layout.partition(".")[0]
    for name, module in read_families():
        if family in ("", name) and group in ("", module.GROUP):
            for edition in _editions(name, module, programmes, words):
                if edition.name.startswith(begins):
                    yield print_layout(name, module, edition)


def _editions(
    name: str, module: ModuleType, programmes: Sequence[Programme], words: Mapping[str, Any]
) -> Iterator[Edition]:
    """Yield some programmes in turns, so that each is printed in as many families and formats."""
    suits = getattr(module, "suits", lambda _: True)
    fitting = [programme for programme in programmes if suits(programme)]
    first = zlib.crc32(name.encode())
    for number in range(min(EACH, len(fitting))):
        programme = fitting[(first + number) % len(fitting)]
        format = module.FORMATS[(first + number) % len(module.FORMATS)]
        yield Edition.draw(
            f"{name}--{programme.id}", programme, words[programme.language], format, number
        )


def print_layout(name: str, module: ModuleType, edition: Edition) -> Layout:
    """Print a programme in a family: it gives the document, or the HTML that is written as one."""
    edition = getattr(module, "settle", lambda one: one)(edition)
    printed = module.render(edition)
    programme, unseen = edition.programme, ""
    if isinstance(printed, str):
        noisy = amid_noise(edition, printed)
        unseen = hidden_name(edition, noisy)
        printed = WRITERS[edition.format](noisy, programme.language)
    prints, sessions = getattr(module, "PRINTS", ALL), programme.sessions
    if module.GROUP == "nobody":
        prints, sessions = frozenset(), ()
    expected = expect(edition, prints, sessions)
    contact, address = programme.event["contact"], programme.event["address"]
    private = tuple(filter(None, (*contact.values(), address, unseen)))
    kind = (name, programme.id, edition.format, module.GROUP)
    return Layout(*kind, printed, prints, expected, private)


def expect(edition: Edition, prints: frozenset[str], sessions: Iterable[Session]) -> dict[str, Any]:
    """Return the transcript that is right, in the form of programme.yml; a list is a choice."""
    programme = edition.programme
    ties = [
        {"tie": "organizing", "organizer": one["name"], "role": one["role"]}
        for one in programme.organizers
        if "organizers" in prints
    ]
    figures = [
        {"claim": claim["text"], "value": value}
        for claim in programme.claims
        for value in claim["values"]
        if "figures" in prints
    ]
    return {
        "title": [programme.event["title"], programme.event["theme"]],
        "start": str(programme.days[0]),
        "end": str(programme.days[-1]),
        "where": edition.where(),
        "context": [{"place": programme.event["city"]}],
        "sessions": [_session(edition, session, prints) for session in sessions],
        "statements": [*ties, *figures],
    }


def _session(edition: Edition, session: Session, prints: frozenset[str]) -> dict[str, Any]:
    titles = [session.title, edition.heading(session)]
    if session.second:
        titles += [session.second, f"{session.title} / {session.second}"]
    printed = {
        "date": ("dates", str(session.day)),
        "start": ("starts", session.start),
        "end": ("ends", session.end),
        "room": ("rooms", session.room),
    }
    return {
        "id": session.key,
        "title": list(dict.fromkeys(titles)),
        **{key: value for key, (what, value) in printed.items() if what in prints and value},
        "organizers": list(session.hosts) if "hosts" in prints else [],
        "participants": [_person(edition, person, prints) for person in session.people],
    }


def _person(edition: Edition, person: Person, prints: frozenset[str]) -> dict[str, Any]:
    names = [person.name, edition.bare(person)]
    if person.letters:
        names += [f"{name}{mark} {person.letters}" for name in names for mark in (",", "")]
    posts: list[dict[str, str | list[str]]] = []
    if "posts" in prints and person.post:
        both = f"{person.post}, {person.unit}".removesuffix(", ")
        posts.append({"title": list(dict.fromkeys((person.post, both)))})
    if "bodies" in prints:
        posts += [{"organization": body} for body in (person.unit, person.body) if body]
    return {
        "name": list(dict.fromkeys(names)),
        "role": person.role if "roles" in prints else "",
        "status": STATUSES.get(person.status, ""),
        "affiliations": posts,
    }
