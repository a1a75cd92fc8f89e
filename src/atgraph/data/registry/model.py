"""Who is who: identities with their names, hierarchy and identifiers, and decisions about them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from atgraph.data.names import key as compared
from atgraph.data.registry.grounds import Fact, Ground, Page, Source
from atgraph.data.removed import Removed
from atgraph.data.transcript import Address, Day, Entry, Name, Slug, written
from atgraph.data.yaml_lines import Record
from atgraph.rdf.namespaces import ATG
from atgraph.rdf.ontology import Ontology
from atgraph.text import clip, find_nearest, fold

ON_REQUEST = "on-request"
ID = written(
    r"[a-z]+(?:-[a-z]+)*_[a-z0-9]+(?:-[a-z0-9]+)*",
    "the kind and a name in small letters, as in organization_unodc",
)
ISO_3166 = written("(?:[A-Z]{2})?", "its two letters of ISO 3166, as in AT for Austria")
OWNER = written(r"(?:[a-z-]+_[a-z0-9-]+)?", "the id of whose it is, or leave the key out")
LISTING = written(f"(?:{ON_REQUEST})?", f"{ON_REQUEST}, or leave the key out")
PERSON = ATG + "Person"
NONE = "none"
REMOVED = "removed"  # `is_not: removed`: another person than one who was removed
LINKS = ("within", "units", "based_on", "about")
LISTS = ("acronyms", *LINKS, "identifiers", "pages", "programmes")
Id = Annotated[str, ID]


class Relation(Fact):
    """Another identity, and what says so."""

    is_: Id = Field(alias="is")


class WebPage(Fact):
    """An address of or about the identity, and what says so."""

    url: Address


class Identity(Fact):
    """One person, organisation or other thing."""

    id: Id
    label: Name
    names: tuple[Name, ...] = ()
    acronyms: tuple[Name, ...] = ()
    type: str = ""
    country: Annotated[str, ISO_3166] = ""
    source: Source = Ground()
    within: tuple[Relation, ...] = ()
    units: tuple[Relation, ...] = ()
    based_on: tuple[Relation, ...] = ()
    about: tuple[Relation, ...] = ()
    identifiers: tuple[WebPage, ...] = ()
    pages: tuple[WebPage, ...] = ()
    programmes: tuple[Slug, ...] = ()
    listing: Annotated[str, LISTING] = ""
    described: bool = False
    of: Annotated[str, OWNER] = ""

    def links(self) -> tuple[Relation, ...]:
        """Return every fact that names another identity."""
        return (*self.within, *self.units, *self.based_on, *self.about)

    def grounds(self) -> list[Ground]:
        """Return what each of its facts rests on."""
        return [f.source for f in (self, *self.links(), *self.identifiers, *self.pages)]

    def all_names(self) -> tuple[str, ...]:
        """Return label, names and acronyms, each once."""
        return tuple(dict.fromkeys(map(fold, (self.label, *self.names, *self.acronyms))))


class Decision(Entry):
    """What a person decided: which identity a printed name or another identity is, or a date."""

    programme: Slug = ""
    session: str = ""
    name: str = ""
    about: str = ""
    id: str = ""
    is_: str = Field(default="", alias="is")
    is_not: str = ""
    unsure: str = ""
    reason: Name
    date: Day

    @property
    def key(self) -> str:
        """The key that holds what was decided, or nothing."""
        return next((key for key, value in self.outcomes().items() if value), "")

    @property
    def other(self) -> str:
        """The identity that it is, is not, or may be."""
        return self.is_ or self.is_not or self.unsure

    def outcomes(self) -> dict[str, str]:
        """Return the keys that can hold what was decided, and what they hold."""
        return {"is": self.is_, "is_not": self.is_not, "unsure": self.unsure}

    @property
    def subject(self) -> str:
        """What it is about: an identity, or a printed name at one place, in words."""
        place = f" in {self.session}" if self.session else ""
        return self.id or f"{clip(self.name)}{place} of {self.programme}"

    def in_words(self) -> str:
        """Return it as a sentence, with the line it stands on."""
        verb = {"is": "is", "is_not": "is not", "unsure": "may be"}[self.key]
        where = f"decisions.yml:{self.at}" if self.at else "asked for now"
        return f"{self.subject} {verb} {self.other} ({where})"

    def place(self) -> tuple[str, str, str]:
        """Return programme, session and printed name that it is about."""
        return self.programme, self.session, fold(self.name)


Chain = tuple[Decision, ...]


@dataclass(frozen=True)
class Registry:
    """All identities by id, each with the class that its file stands for.

    It is not whole where a record could not be understood; a name not found is no news then.
    """

    identities: dict[str, Identity]
    classes: dict[str, str]
    decisions: tuple[Decision, ...] = ()
    facts: tuple[Record, ...] = ()
    pages: dict[str, Page] = field(default_factory=dict)  # address → the page
    unread: set[str] = field(default_factory=set)  # addresses of pages with something wrong
    folder: Path = Path()
    texts: dict[str, str] = field(default_factory=dict, repr=False)  # name of file → what it says
    records: dict[str, Sequence[Entry]] = field(
        default_factory=dict, repr=False
    )  # … → what was read
    files: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    same: dict[str, str] = field(default_factory=dict)  # id → the id that a decision says it is
    retired: frozenset[str] = frozenset()  # ids of those who were taken out, never given again
    removed: Removed = field(default_factory=Removed.none, repr=False)
    _nearest: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Printed name → ids that hold it."""
        index: dict[str, list[str]] = {}
        for identity in self.identities.values():
            for name in identity.all_names():
                index.setdefault(name, []).append(identity.id)
        return index

    @cached_property
    def parents(self) -> dict[str, list[Relation]]:
        """Id → the facts of what is directly above it, whichever of the two records says so."""
        above = {i.id: list(i.within) for i in self.identities.values()}
        for parent in self.identities.values():
            for unit in parent.units:
                above.setdefault(unit.is_, []).append(unit.model_copy(update={"is_": parent.id}))
        return above

    @cached_property
    def decided(self) -> dict[tuple[str, str, str], Decision]:
        """(programme, session, printed name or title) → decision what it is."""
        return {d.place(): d for d in self.decisions if d.name and d.is_}

    @cached_property
    def judged(self) -> dict[tuple[str, str, str], dict[str, Decision]]:
        """(programme, session, name) → identity → decision that it is not this one, or may be."""
        judged: dict[tuple[str, str, str], dict[str, Decision]] = {}
        for decision in (d for d in self.decisions if d.name and not d.is_):
            judged.setdefault(decision.place(), {})[self.known_as(decision.other)] = decision
        return judged

    @cached_property
    def dated(self) -> dict[tuple[str, str], Decision]:
        """(programme, session) → decision about its date; the whole programme has no session."""
        return {(d.programme, d.session): d for d in self.decisions if d.about == "date"}

    def decision(self, programme: str, session: str, name: str) -> Decision | None:
        """Return what was decided about a printed name at one place."""
        return self.decided.get((programme, session, fold(name)))

    def known_as(self, identity: str) -> str:
        """Return the id under which an identity stands, after those that a decision made one."""
        return self.same.get(identity, identity)

    def is_of(self, identity: str, names: Iterable[str]) -> bool:
        """Whether an identity is of somebody who holds one of the names."""
        owner = self.identities.get(self.known_as(self.identities[identity].of))
        return owner is not None and not set(map(fold, names)).isdisjoint(owner.all_names())

    def rules_out(self, programme: str, session: str, name: str, identity: str) -> bool:
        """Whether a person decided that a printed name at one place is not this identity."""
        decision = self.judged.get((programme, session, fold(name)), {}).get(identity)
        return decision is not None and bool(decision.is_not)

    def removed_names(self, names: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those names, each in a programme, that are of somebody who was removed.

        A decision may say of a name in a programme that it is another person.
        """
        others = {(d.programme, compared(d.name)) for d in self.decisions if d.is_not == REMOVED}
        asked = [(where, name) for where, name in names if (where, compared(name)) not in others]
        found = self.removed.named_again(name for _, name in asked)
        return {place for place in asked if place[1] in found}

    def candidates(
        self, name: str, programme: str, kinds: Iterable[str], ontology: Ontology
    ) -> list[str]:
        """Return the ids of the wanted classes that hold a printed name in a programme.

        A person's holds nowhere else; another's everywhere, unless its record lists programmes.
        """
        wanted, found = set(kinds), []
        for identity in self.names.get(fold(name), ()):
            listed, kind = self.identities[identity].programmes, self.classes[identity]
            here = programme in listed or not (listed or kind == PERSON)
            if here and not wanted.isdisjoint(ontology.supers(kind)):
                found.append(identity)
        return found

    def nearest(self, name: str) -> list[str]:
        """Return up to three names that a slip may mean; none after a hundred: a file is lost."""
        mistyped = fold(name)
        if mistyped not in self._nearest and len(self._nearest) < 100:
            self._nearest[mistyped] = find_nearest(mistyped, self.names)
        return self._nearest.get(mistyped, [])

    @cached_property
    def circled(self) -> set[str]:
        """The identities that decisions make one another, so that none is left."""
        is_ = {d.id: d.is_ for d in self.decisions if d.id and d.is_}
        return is_.keys() - _roots(is_).keys()

    def join_doubles(self) -> Registry:
        """Return the registry in which identities that decisions make one are one record.

        It is that of the identity that the others are, with what they held.
        """
        held, is_ = self.identities, {d.id: d.is_ for d in self.decisions if d.id and d.is_}
        same = {one: root for one, root in _roots(is_).items() if one in held and root in held}
        if not same:
            return self
        kept = {i: identity for i, identity in held.items() if i not in same}
        for one, root in same.items():
            kept[root] = _joined(kept[root], held[one])
        identities = {i: _pointing(identity, same) for i, identity in kept.items()}
        return replace(self, identities=identities, same=same)


# --- what decisions say together ---


def contradictions(decisions: Iterable[Decision]) -> Iterator[Chain]:
    """Yield each chain of decisions that make two the same, and one that says they are not."""
    asked = list(decisions)
    joined = _neighbours(d for d in asked if d.is_ and d.is_ != NONE and not d.about)
    for decision in (d for d in asked if d.is_not):
        chain = _chain(joined, decision.subject, decision.is_not)
        if chain is not None:
            yield (*chain, decision)
    # One name at one place would be two identities, which no decision makes one.
    same = _neighbours(d for d in asked if d.id and d.is_)
    first: dict[str, Decision] = {}
    for decision in (d for d in asked if d.name and d.is_):
        before = first.setdefault(decision.subject, decision)
        if before.is_ != decision.is_ and _chain(same, before.is_, decision.is_) is None:
            yield before, decision


def _neighbours(decisions: Iterable[Decision]) -> dict[str, list[tuple[str, Decision]]]:
    beside = defaultdict[str, list[tuple[str, Decision]]](list)
    for decision in decisions:
        beside[decision.subject].append((decision.is_, decision))
        beside[decision.is_].append((decision.subject, decision))
    return beside


def _chain(joined: dict[str, list[tuple[str, Decision]]], start: str, end: str) -> Chain | None:
    """Return the shortest chain of decisions by which two are the same, or None."""
    ways: dict[str, Chain] = {start: ()}
    front = deque([start])
    while front and end not in ways:
        here = front.popleft()
        for there, decision in joined.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], decision)
                front.append(there)
    return ways.get(end)


def _roots(is_: dict[str, str]) -> dict[str, str]:
    """Return id → the last of its chain; those of a circle are left out."""
    roots = {}
    for one in sorted(is_):
        passed, at = {one}, is_[one]
        while at in is_ and at not in passed:
            passed.add(at)
            at = is_[at]
        if at not in passed:
            roots[one] = at
    return roots


def _joined(root: Identity, double: Identity) -> Identity:
    held: dict[str, object] = {
        key: tuple(dict.fromkeys((*getattr(root, key), *getattr(double, key)))) for key in LISTS
    }
    held |= {key: getattr(root, key) or getattr(double, key) for key in ("listing", "country")}
    held["names"] = (*root.names, double.label, *double.names)
    return root.model_copy(update=held)


def _pointing(identity: Identity, same: dict[str, str]) -> Identity:
    """Return an identity whose facts lead to those that are left, and not to itself."""
    links: dict[str, object] = {}
    for key in LINKS:
        facts: Iterable[Relation] = getattr(identity, key)
        led = (fact.model_copy(update={"is_": same.get(fact.is_, fact.is_)}) for fact in facts)
        links[key] = tuple(fact for fact in led if fact.is_ != identity.id)
    return identity.model_copy(update=links)
