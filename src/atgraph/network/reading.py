"""Reads ties from the graph by what their classes declare, in a few queries that every engine answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from atgraph.errors import QueryError
from atgraph.namespaces import ATG, ATGV

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph, Row

PERSON, ORGANIZATION, EVENT, THEME = (ATG + name for name in ("Person", "Organization", "Event", "Theme"))
CONFIRMED = ATGV + "status_confirmed"

CLASSES = """
SELECT ?class ?label ?source ?target ?kind ?projection ?above WHERE {
  ?class atg:edgeSource ?source ; atg:edgeTarget ?target ; atg:edgeKind ?kind ; rdfs:label ?label .
  OPTIONAL { ?class atg:projectionKind ?projection }
  OPTIONAL { ?class rdfs:subClassOf ?above }
}
"""
TIES = """
SELECT ?class ?tie ?source ?target ?status ?role ?in ?first ?last WHERE {
  { SELECT ?class ?tie ?source ?target WHERE { %s } }
  OPTIONAL { ?tie atg:hasStatus ?status }
  OPTIONAL { ?tie atg:hasRole ?role }
  OPTIONAL { ?tie atg:isStatedIn ?in }
  OPTIONAL { ?tie atg:earliestDate ?first }
  OPTIONAL { ?tie atg:latestDate ?last }
}
"""
ENDS = "{ ?tie a <%(iri)s> ; <%(source)s> ?source ; <%(target)s> ?target . BIND (<%(iri)s> AS ?class) }"
MEMBERS = "{ ?tie a <%(iri)s> ; <%(source)s> ?source . BIND (?source AS ?target) BIND (<%(iri)s> AS ?class) }"
CAPACITIES = "SELECT ?tie ?capacity WHERE { ?tie atg:isInCapacityOf ?capacity }"
THINGS = "SELECT ?thing ?class ?label WHERE { VALUES ?class { %s } ?thing a ?class ; rdfs:label ?label }"
DAYS = "SELECT ?event ?first ?last WHERE { ?event a atg:Event ; atg:earliestDate ?first . OPTIONAL { ?event atg:latestDate ?last } }"
ABOVE = "SELECT ?unit ?above WHERE { ?unit a ?class ; atg:isWithin ?above . FILTER (?class = atg:Organization && ?unit != ?above) }"
LABELS = "SELECT ?thing ?label WHERE { VALUES ?thing { %s } ?thing rdfs:label ?label }"


@dataclass(frozen=True)
class TieClass:
    """How a class of ties declares its edge.

    Attributes:
        kind: what a tie is to its two ends: declared, participation, mention.
        projection: what two sources that share a target are to each other: declared, co-presence, none.
    """

    iri: str
    label: str
    source: str
    target: str
    kind: str
    projection: str
    supers: frozenset[str] = frozenset()

    @property
    def is_mutual(self) -> bool:
        """Whether its ends are one property, so that all of them are tied to each other."""
        return self.source == self.target


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """One tie, of its smallest class; `targets` are its `sources` where the class is mutual."""

    iri: str
    of: TieClass
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    is_confirmed: bool
    roles: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    first: str = ""
    last: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """Both ends, each once."""
        return tuple(dict.fromkeys((*self.sources, *self.targets)))


@dataclass(frozen=True)
class Ties:
    """The ties of a graph, and what is said of the things at their ends.

    Attributes:
        ties: sorted by IRI.
        kinds: IRI → its class, of people, organisations, events and themes.
        labels: IRI → label, of the same.
        days: event → its first and last day.
        above: organisation → all above it.
        stands_for: tie → the organisations that its person stands for in it.
    """

    ties: tuple[Tie, ...]
    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    days: Mapping[str, tuple[str, str]]
    above: Mapping[str, frozenset[str]]
    stands_for: Mapping[str, tuple[str, ...]]

    def is_actor(self, iri: str) -> bool:
        """Whether a thing is a person or an organisation."""
        return self.kinds.get(iri) in (PERSON, ORGANIZATION)

    def only(self, ties: Iterable[Tie]) -> Ties:
        """Return the same with other ties."""
        return replace(self, ties=tuple(ties))

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody at an end of a tie."""
        return frozenset(end for tie in self.ties for end in tie.ends if self.kinds.get(end) == PERSON)

    def days_of(self, tie: Tie) -> tuple[str, str]:
        """Return the first and last day of a tie: its own, else those of the event at its end, else of the event that states it."""
        if tie.first or tie.last:
            return tie.first or tie.last, tie.last or tie.first
        return next((self.days[thing] for thing in (*tie.ends, *tie.stated_in) if thing in self.days), ("", ""))


def read_classes(kg: KnowledgeGraph) -> dict[str, TieClass]:
    """Return IRI → each class of ties that declares an edge, sorted."""
    supers: dict[str, set[str]] = defaultdict(set)
    rows = {}
    for row in kg.select(CLASSES):
        iri = row["class"].value  # type: ignore[union-attr]
        rows[iri] = row
        supers[iri].add(_value(row, "above"))
    return {iri: _tie_class(rows[iri], _closure(iri, supers)) for iri in sorted(rows)}


def _tie_class(row: Row, supers: frozenset[str]) -> TieClass:
    iri, label, source, target = (_value(row, name) for name in ("class", "label", "source", "target"))
    return TieClass(iri, label, source, target, _kind(_value(row, "kind")), _kind(_value(row, "projection")) or "none", supers)


def _kind(iri: str) -> str:
    return iri.removeprefix(ATGV + "tie-kind_")


def _closure(iri: str, supers: Mapping[str, Collection[str]]) -> frozenset[str]:
    found, front = set[str](), [iri]
    while front:
        front = [above for one in front for above in supers.get(one, ()) if above not in found]
        found.update(front)
    return frozenset(found)


def read_ties(kg: KnowledgeGraph) -> Ties:
    """Read all ties of a graph whose classes declare an edge.

    Raises:
        QueryError: no class does, so this is no graph of this program.
    """
    classes = read_classes(kg)
    if not classes:
        raise QueryError("the graph declares no class of ties (atg:edgeSource, atg:edgeTarget, atg:edgeKind); build it anew")
    ties = tuple(_ties(kg, classes))
    kinds, labels = _things(kg)
    days = {_value(r, "event"): (_value(r, "first"), _value(r, "last") or _value(r, "first")) for r in kg.select(DAYS)}
    return Ties(ties, kinds, labels, days, _above(kg), _stands_for(kg, ties, kinds))


def _ties(kg: KnowledgeGraph, classes: Mapping[str, TieClass]) -> Iterator[Tie]:
    """Yield each tie once, of its smallest class, sorted."""
    branches = ((MEMBERS if c.is_mutual else ENDS) % {"iri": c.iri, "source": c.source, "target": c.target} for c in classes.values())
    said: dict[str, dict[str, dict[str, None]]] = {}
    for row in kg.select(TIES % " UNION ".join(branches)):
        tie = said.setdefault(row["tie"].value, {})  # type: ignore[union-attr]
        for name, term in row.items():
            tie.setdefault(name, {})[term.value] = None  # type: ignore[union-attr]
    roles = _labels(kg, {role for tie in said.values() for role in tie.get("role", ())})
    nothing: dict[str, None] = {}
    for iri in sorted(said):
        tie = said[iri]
        of = max((classes[c] for c in tie["class"]), key=lambda c: (len(c.supers), c.iri))
        yield Tie(
            iri,
            of,
            tuple(sorted(tie["source"])),
            tuple(sorted(tie["target"])),
            CONFIRMED in tie.get("status", nothing),
            tuple(sorted(roles.get(r, r) for r in tie.get("role", nothing))),
            tuple(sorted(tie.get("in", nothing))),
            min(tie.get("first", nothing), default=""),
            max(tie.get("last", nothing), default=""),
        )


def _things(kg: KnowledgeGraph) -> tuple[dict[str, str], dict[str, str]]:
    kinds, labels = dict[str, str](), dict[str, str]()
    for row in kg.select(THINGS % " ".join(f"<{c}>" for c in (PERSON, ORGANIZATION, EVENT, THEME))):
        thing = _value(row, "thing")
        kinds[thing], labels[thing] = _value(row, "class"), _value(row, "label")
    return kinds, labels


def _above(kg: KnowledgeGraph) -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(ABOVE):
        above[_value(row, "unit")].add(_value(row, "above"))
    return {unit: frozenset(bodies) for unit, bodies in above.items()}


def _stands_for(kg: KnowledgeGraph, ties: Iterable[Tie], kinds: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return tie → organisations at the ends of the ties in whose capacity it is."""
    confirmed = {tie.iri: tie for tie in ties if tie.is_confirmed}
    found: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(CAPACITIES):
        if capacity := confirmed.get(_value(row, "capacity")):
            found[_value(row, "tie")].update(end for end in capacity.ends if kinds.get(end) == ORGANIZATION)
    return {tie: tuple(sorted(bodies)) for tie, bodies in found.items()}


def _labels(kg: KnowledgeGraph, iris: Collection[str]) -> dict[str, str]:
    rows = kg.select(LABELS % " ".join(f"<{iri}>" for iri in sorted(iris))) if iris else ()
    return {_value(row, "thing"): _value(row, "label") for row in rows}


def _value(row: Row, name: str) -> str:
    return str(getattr(row.get(name), "value", ""))
