"""Who is who: identities with their names, hierarchy and outside identifiers, and decisions about them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter
from pydantic import ValidationError as PydanticError

from atgraph.documents import fold
from atgraph.errors import Finding, SourceError
from atgraph.namespaces import ATG
from atgraph.ontology import Ontology
from atgraph.programme import Day, Entry, Name, Slug, explain
from atgraph.records import Record, Rows, read_yaml

Id = Annotated[str, Field(pattern=r"^[a-z]+(?:-[a-z]+)*_[a-z0-9]+(?:-[a-z0-9]+)*$")]
PERSON = ATG + "Person"
E = TypeVar("E", bound=Entry)
Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]


class Fact(Entry):
    """Another identity, and the page on which the fact was read."""

    is_: Id = Field(alias="is")
    source: Name
    read: Day | None = None


class Page(Entry):
    """An address of or about the identity, and the page on which it was read."""

    url: Address
    source: Name
    read: Day | None = None


class Identity(Entry):
    """One person, organisation or other thing."""

    id: Id
    label: Name
    names: tuple[Name, ...] = ()
    acronyms: tuple[Name, ...] = ()
    type: str = ""
    country: Annotated[str, Field(pattern=r"^(?:[A-Z]{2})?$")] = ""
    source: str = ""
    read: Day | None = None
    within: tuple[Fact, ...] = ()
    units: tuple[Fact, ...] = ()
    identifiers: tuple[Page, ...] = ()
    pages: tuple[Page, ...] = ()
    programmes: tuple[Slug, ...] = ()
    listing: Annotated[str, Field(pattern=r"^(?:on-request)?$")] = ""
    described: bool = False

    def all_names(self) -> tuple[str, ...]:
        """Return label, names and acronyms, each once."""
        return tuple(dict.fromkeys(map(fold, (self.label, *self.names, *self.acronyms))))


class Decision(Entry):
    """What a person decided about one printed name, or about a contradiction."""

    programme: Slug
    session: str = ""
    name: str = ""
    about: str = ""
    is_: Name = Field(alias="is")
    reason: Name
    date: Day


@dataclass(frozen=True)
class Registry:
    """All identities by id, each with the class that its file stands for."""

    identities: dict[str, Identity]
    classes: dict[str, str]
    decisions: tuple[Decision, ...] = ()
    facts: tuple[Record, ...] = ()
    folder: Path = Path()
    files: dict[str, str] = field(default_factory=dict)

    def path_of(self, identity: str) -> str:
        """Return the file in which an identity stands."""
        return self.files[identity]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Printed name → ids that hold it."""
        index: dict[str, list[str]] = {}
        for identity in self.identities.values():
            for name in identity.all_names():
                index.setdefault(name, []).append(identity.id)
        return index

    @cached_property
    def decided(self) -> dict[tuple[str, str, str], Decision]:
        """(programme, session, printed name or title) → decision."""
        return {(d.programme, d.session, fold(d.name)): d for d in self.decisions if d.name}

    def decision(self, programme: str, session: str, name: str) -> Decision | None:
        """Return what was decided about a printed name at one place."""
        return self.decided.get((programme, session, fold(name)))

    def candidates(self, name: str, programme: str, kinds: Iterable[str], ontology: Ontology) -> list[str]:
        """Return the ids that hold a printed name, of the wanted classes; people only in programmes they list."""
        return [i for i in self.names.get(fold(name), ()) if self._fits(i, programme, set(kinds), ontology)]

    def _fits(self, identity: str, programme: str, kinds: set[str], ontology: Ontology) -> bool:
        if self.classes[identity] == PERSON and programme not in self.identities[identity].programmes:
            return False
        return not kinds.isdisjoint(ontology.supers(self.classes[identity]))

    def nearest(self, name: str) -> list[str]:
        """Return up to three names that a mistyped one may have meant."""
        return difflib.get_close_matches(fold(name), list(self.names), 3, 0.7)


def read_registry(folder: Path, ontology: Ontology) -> tuple[Registry, list[Finding]]:
    """Read every file of the registry.

    Returns:
        the registry, and what is wrong in it.

    Raises:
        UnreadableError: a file is not UTF-8 or not YAML.
    """
    findings: list[Finding] = []
    identities: dict[str, Identity] = {}
    classes: dict[str, str] = {}
    files: dict[str, str] = {}
    decisions: list[Decision] = []
    facts: list[Record] = []
    for path in sorted(folder.glob("*.yml")):
        if path.stem == "decisions":
            decisions += _read_rows(path, Decision, findings)
        elif path.stem == "facts":
            facts += _read_facts(path, findings)
        elif path.stem not in ontology.plurals:
            known = ", ".join(sorted(ontology.plurals))
            findings.append(Finding(str(path), 0, f"no class is called {path.stem!r}; name the file by one of: {known}, decisions, facts"))
        else:
            for identity in _read_rows(path, Identity, findings):
                if identity.id in identities:
                    taken = f"{files[identity.id]}:{identities[identity.id].at}"
                    findings.append(Finding(str(path), identity.at, f"the id {identity.id!r} is taken, in {taken}; give each its own"))
                identities[identity.id], classes[identity.id], files[identity.id] = identity, ontology.plurals[path.stem], str(path)
    registry = Registry(identities, classes, tuple(decisions), tuple(facts), folder, files)
    return registry, [*findings, *_check(registry)]


def _read_rows(path: Path, kind: type[E], findings: list[Finding]) -> list[E]:
    rows = _rows(path, findings)
    try:
        return TypeAdapter(list[kind]).validate_python(rows)  # type: ignore[valid-type]
    except PydanticError as exc:
        findings += explain(path, rows, exc)
        return []


def _read_facts(path: Path, findings: list[Finding]) -> list[Record]:
    rows = _rows(path, findings)
    findings += [Finding(str(path), getattr(r, "line", 0), "is not a mapping; write {tie: …, source: …}") for r in rows if not isinstance(r, Record)]
    return [row for row in rows if isinstance(row, Record)]


def _rows(path: Path, findings: list[Finding]) -> Rows:
    try:
        data: Any = read_yaml(path)
    except SourceError as exc:
        findings += exc.findings
        return Rows()
    if data is None or isinstance(data, Rows):
        return data or Rows()
    findings.append(Finding(str(path), 1, "is not a list; begin each record with `- id:`"))
    return Rows()


def _check(registry: Registry) -> Iterator[Finding]:
    """Yield ids that lead nowhere, hierarchies that run in a circle and people without a programme."""
    for identity in registry.identities.values():
        path = registry.path_of(identity.id)
        for fact in (*identity.within, *identity.units):
            if fact.is_ not in registry.identities:
                yield Finding(path, fact.at, f"there is no {fact.is_!r} in the registry; add it or correct the id")
        if _above(registry, identity.id) is None:
            yield Finding(path, identity.at, f"{identity.id!r} is within itself; cut the circle of `within`")
    for decision in registry.decisions:
        if decision.about != "date" and decision.is_ != "none" and decision.is_ not in registry.identities:
            path = str(registry.folder / "decisions.yml")
            yield Finding(path, decision.at, f"there is no {decision.is_!r} in the registry; add it, or decide for an id or `none`")


def _above(registry: Registry, identity: str) -> set[str] | None:
    """Return all bodies above an identity, or None where they run in a circle."""
    found: set[str] = set()
    front = [f.is_ for f in registry.identities[identity].within]
    while front:
        above = front.pop()
        if above == identity:
            return None
        if above not in found and above in registry.identities:
            found.add(above)
            front += [f.is_ for f in registry.identities[above].within]
    return found
