"""The identities of a published graph, matched with names that somebody has elsewhere.

The names are compared as those of a document are (`held_names.py`). A body may be meant by its
name alone. A person never is for sure: something else that is printed must be the same too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from atgraph.ask.lookup import things
from atgraph.ask.property_values import TITLE, PropertyValues, read_above
from atgraph.ask.things import Thing
from atgraph.curate.reconcile.held_names import LISTED, Above, HeldNames
from atgraph.curate.reconcile.matching import BODY, OF_NAME, SURE, WITHIN
from atgraph.data.names import key
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, prefixes

PERSON = f"{ATG}Person"
SAME = "the same name"
AGAINST = 0.2  # what is taken off for a property of which another value is stated
# The properties that tell one person from another of the same name.
OF_PEOPLE = {
    TITLE,
    prefixes()["schema"] + "sameAs",
    *(f"{ATG}{p}" for p in ("isAffiliatedWith", "isMemberOf", "participatesIn")),
}
NAMES = {prefixes()["rdfs"] + "label", prefixes()["skos"] + "altLabel", f"{ATG}acronym"}
ACRONYMS = "SELECT ?thing ?acronym WHERE { ?thing atg:acronym ?acronym }"
MOST_WITHOUT_NAME = 1_000  # things that have a value, among which are looked


@dataclass(frozen=True)
class Given:
    """A property and what somebody gives for it, as keys of which one must agree."""

    values: PropertyValues
    wanted: frozenset[str]


@dataclass(frozen=True)
class Match:
    """An identity that may be meant.

    Attributes:
        thing: the identity.
        score: how much speaks for it, from 0 to 1.
        reason: how its name is like the one that was given.
        name: how far the names agree, from 0 to 1.
        is_named: whether it has the name as a whole.
        evidence: property → whether it has a value that was given; one of which nothing is stated
            is not there.
        is_sure: whether nobody need look.
    """

    thing: Thing
    score: float
    reason: str
    name: float = 0.0
    is_named: bool = False
    evidence: Mapping[str, bool] = field(default_factory=dict)
    is_sure: bool = False

    @property
    def is_told(self) -> bool:
        """Whether something besides the name tells it from others of that name."""
        agreeing = {iri for iri, agrees in self.evidence.items() if agrees} - NAMES
        return not agreeing.isdisjoint(OF_PEOPLE) if self.is_person else bool(agreeing)

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.thing.class_iri == PERSON


class PublishedNames:
    """The names of a graph's things, made ready to be compared with thousands of others.

    Attributes:
        things: address → thing; ``names`` has its names.
        above: thing → what it is within.
    """

    def __init__(self, kg: Graph) -> None:
        self.things = {thing.iri: thing for thing in things(kg)}
        self.names = {iri: thing.names for iri, thing in self.things.items()}
        self.above = read_above(kg)
        self._named_above: dict[str, list[Above]] = {}
        self._held = HeldNames()
        short: dict[str, list[str]] = defaultdict(list)
        for row in kg.select(ACRONYMS):
            short[text(row, "thing")].append(text(row, "acronym"))
        for iri, thing in self.things.items():
            person = thing.class_iri == PERSON
            self._held.add(iri, thing.names, short.get(iri, ()), is_person=person)

    def identified(self, name: str) -> Thing | None:
        """Return the thing whose address, prefixed name or id is written."""
        prefix, _, local = name.partition(":")
        written = (name, ATGD + name, ATGV + name, prefixes().get(prefix, "?") + local)
        return next((self.things[iri] for iri in written if iri in self.things), None)

    def matches(
        self,
        name: str,
        kinds: Collection[str] = (),
        given: Sequence[Given] = (),
        most: int = 10,
    ) -> list[Match]:
        """Return which identities may be meant, the likeliest first.

        Args:
            name: what somebody calls it, or its id; empty where only properties are given.
            kinds: the classes that it may be of; any, where there is none.
            given: what else is known of it.
            most: how many are returned.
        """
        if thing := self.identified(name.strip()):
            return [Match(thing, 1.0, "its id", 1.0, True, is_sure=True)]
        found = []
        for iri, (score, reason) in self._alike(name, kinds, given).items():
            thing = self.things[iri]
            if not kinds or thing.class_iri in kinds:
                found.append(_scored(thing, score, reason, given))
        sure = _sure(found)
        found = [replace(m, score=1.0, is_sure=True) if m is sure else m for m in found]
        return sorted(found, key=lambda m: (-m.score, m.thing.label, m.thing.iri))[:most]

    def _alike(
        self, name: str, kinds: Collection[str], given: Sequence[Given]
    ) -> dict[str, tuple[float, str]]:
        """Return who may be meant → how far the names agree, and how."""
        if not key(name):
            return {} if name.strip() else dict.fromkeys(_having(given), (0.0, "its properties"))
        best: dict[str, tuple[float, str]] = {}
        for iri, score, reason in self._by_name(name, kinds):
            if score > best.get(iri, (0.0, ""))[0]:
                best[iri] = score, reason
        return best

    def _by_name(self, name: str, kinds: Collection[str]) -> Iterator[tuple[str, float, str]]:
        for _, _, iri in self._held.keys.get(key(name), ()):
            yield iri, 1.0, SAME
        if not kinds or PERSON in kinds:
            for iri, likeness in self._held.people_like(name):
                if likeness.score and self.things[iri].class_iri == PERSON:
                    yield iri, likeness.score, likeness.reason
        if not kinds or {*kinds} != {PERSON}:
            yield from self._held.bodies_like(name, LISTED, self._above)

    def _above(self, iri: str) -> list[Above]:
        """Return what a thing is within: its shortest name, and the keys of all its names."""
        if iri not in self._named_above:
            names = [
                self.names[one] for one in sorted(self.above.get(iri, ())) if one in self.names
            ]
            self._named_above[iri] = [(min(n, key=len), set(map(key, n))) for n in names]
        return self._named_above[iri]


def _scored(thing: Thing, name: float, reason: str, given: Sequence[Given]) -> Match:
    """Return an identity with its score: the name, and what the properties add or take off."""
    evidence: dict[str, bool] = {}
    for one in given:
        if (agrees := one.values.agrees(thing.iri, one.wanted)) is not None:
            evidence[one.values.iri] = agrees
    of_name, for_each = (OF_NAME, BODY) if thing.class_iri == PERSON else (1.0, WITHIN)
    if not name:
        of_name, for_each = 0.0, SURE / max(1, len(given))
    agreeing = sum(evidence.values())
    score = of_name * name + for_each * agreeing - AGAINST * (len(evidence) - agreeing)
    return Match(thing, max(0.0, min(score, SURE)), reason, name, reason == SAME, evidence)


def _sure(found: Sequence[Match]) -> Match | None:
    """Return the one that is meant without doubt, if there is one.

    It has the name as a whole, nothing that is stated contradicts what was given, and no other has
    the name too, or something else tells it from them. A person must be told by something else.
    """
    named = [m for m in found if m.is_named and all(m.evidence.values())]
    told = [m for m in named if m.is_told] or named
    one = told[0] if len(told) == 1 else None
    return one if one and (one.is_told or not one.is_person) else None


def _having(given: Sequence[Given]) -> list[str]:
    """Return the things that have a value of each property that is given."""
    found: set[str] | None = None
    for one in given:
        having = {iri for wanted in one.wanted for iri in one.values.having.get(wanted, ())}
        found = having if found is None else found & having
    return sorted(found or ())[:MOST_WITHOUT_NAME]
