"""Reads ties from the graph by what their classes declare, in a few queries that every engine answers.

Each query scans one property: on a million triples that takes a tenth of the time of one query with
an OPTIONAL for each. What only some questions need is read when it is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from atgraph.errors import QueryError
from atgraph.network.classes import TieClass, read_classes, value_of
from atgraph.rdf.namespaces import ATG

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

PERSON, ORGANIZATION, EVENT, THEME = (
    ATG + name for name in ("Person", "Organization", "Event", "Theme")
)
MANY = 500  # things more than these are not listed in a query, but all read

PAIRS = "SELECT ?key ?value WHERE {{ {values} ?key {property} ?value {filter} }}"
OPEN = "FILTER (?value != atgv:status_confirmed)"
LEAVES = "SELECT ?class WHERE { ?class atg:pluralName ?plural . FILTER NOT EXISTS { ?below rdfs:subClassOf ?class } }"
WITHIN = "SELECT ?key ?value WHERE {{ ?key a ?class ; atg:isWithin ?value . FILTER (?class = atg:{0} && ?key != ?value) }}"


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """One tie, of its smallest class; `targets` are its `sources` where the class is mutual, and `ends` are both, each once."""

    iri: str
    of: TieClass
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    ends: tuple[str, ...]
    is_confirmed: bool


class Details(NamedTuple):
    """What a tie says beside its ends: the labels of its roles, where it is stated, and its days, empty where none is known."""

    roles: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


@dataclass
class Ties:
    """The ties of a graph, and what is said of the things at their ends."""

    kg: Graph
    classes: Mapping[str, TieClass]
    all: tuple[Tie, ...]
    _details: dict[str, Details] = field(default_factory=dict, repr=False)
    _labels: dict[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """IRI → class, of people, organisations, events and themes."""
        classes = (PERSON, ORGANIZATION, EVENT, THEME)
        return {thing: kind for kind in classes for thing in _subjects(self.kg, kind)}

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody at an end of a tie."""
        return frozenset(
            end for tie in self.all for end in tie.ends if self.kinds.get(end) == PERSON
        )

    @cached_property
    def days(self) -> Mapping[str, tuple[str, str]]:
        """Thing that has days (an event, a tie) → its first and last."""
        first, last = mapping(self.kg, "atg:earliestDate"), mapping(self.kg, "atg:latestDate")
        return {thing: (min(days), max(last.get(thing, days))) for thing, days in first.items()}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """Organisation → all above it, itself not."""
        return self._within("Organization")

    @cached_property
    def parts(self) -> Mapping[str, frozenset[str]]:
        """Event → itself and all that it is part of."""
        return {
            event: frozenset({event, *wholes}) for event, wholes in self._within("Event").items()
        }

    def _within(self, name: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.kg.select(WITHIN.format(name)):
            found[value_of(row, "key")].add(value_of(row, "value"))
        return {key: frozenset(above) for key, above in found.items()}

    @cached_property
    def stands_for(self) -> Mapping[str, tuple[str, ...]]:
        """Tie → the organisations at the ends of the ties in whose capacity its person takes part."""
        confirmed = {tie.iri: tie for tie in self.all if tie.is_confirmed}
        found: dict[str, set[str]] = defaultdict(set)
        for tie, capacities in mapping(self.kg, "atg:isInCapacityOf").items():
            ends = (end for c in capacities if c in confirmed for end in confirmed[c].ends)
            found[tie].update(end for end in ends if self.kinds.get(end) == ORGANIZATION)
        return {tie: tuple(sorted(bodies)) for tie, bodies in found.items()}

    def is_actor(self, iri: str) -> bool:
        """Whether a thing is a person or an organisation."""
        return self.kinds.get(iri) in (PERSON, ORGANIZATION)

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return IRI → label, or the end of its IRI where it has none."""
        wanted = sorted({*iris} - {""})
        self._labels.update(
            (iri, min(label))
            for iri, label in mapping(
                self.kg, "rdfs:label", [i for i in wanted if i not in self._labels]
            ).items()
        )
        return {
            iri: self._labels.setdefault(iri, iri.replace("#", "/").rpartition("/")[2])
            for iri in wanted
        }

    def details(self, ties: Collection[Tie]) -> Mapping[str, Details]:
        """Return tie → what it says, for these ties at least."""
        wanted = [tie for tie in ties if tie.iri not in self._details]
        if wanted:
            roles, places = (
                mapping(self.kg, p, [tie.iri for tie in wanted])
                for p in ("atg:hasRole", "atg:isStatedIn")
            )
            labels = self.labels({role for named in roles.values() for role in named})
            for tie in wanted:
                stated_in = tuple(sorted(places.get(tie.iri, ())))
                said = tuple(sorted(labels[role] for role in roles.get(tie.iri, ())))
                self._details[tie.iri] = Details(said, stated_in, *self._days_of(tie, stated_in))
        return self._details

    def roles(self, ties: Iterable[Tie]) -> str:
        """Return the labels of the roles of ties whose details were read, each once, with a comma between."""
        return ", ".join(sorted({role for tie in ties for role in self._details[tie.iri].roles}))

    def span(self, ties: Iterable[Tie]) -> tuple[str, str]:
        """Return the first and last day of ties whose details were read, empty where none is known."""
        said = [self._details[tie.iri] for tie in ties]
        return min((d.first for d in said if d.first), default=""), max(
            (d.last for d in said), default=""
        )

    def kind_names(self, iris: Iterable[str]) -> dict[str, str]:
        """Return IRI → the local name of its class, in lower case; empty where it has none of its own."""
        wanted = list(iris)
        types = mapping(self.kg, "a", [iri for iri in wanted if iri not in self.kinds])
        leaves = {value_of(row, "class") for row in self.kg.select(LEAVES)} if types else set()
        found = {
            iri: min((t for t in kinds if t in leaves), default="") for iri, kinds in types.items()
        }
        return {
            iri: (self.kinds.get(iri) or found.get(iri, "")).removeprefix(ATG).lower()
            for iri in wanted
        }

    def _days_of(self, tie: Tie, stated_in: Iterable[str]) -> tuple[str, str]:
        """Return the days of a tie: its own, else those of the event at its end, else of the event that states it."""
        return next(
            (self.days[thing] for thing in (tie.iri, *tie.ends, *stated_in) if thing in self.days),
            ("", ""),
        )


def read_ties(kg: Graph, without: Collection[str] = ()) -> Ties:
    """Read the ties of a graph whose classes declare an edge, sorted by IRI.

    Args:
        kg: the graph.
        without: kinds of tie that are not read.

    Raises:
        QueryError: no class does, so this is no graph of this program.
    """
    classes = read_classes(kg)
    if not classes:
        raise QueryError(
            "the graph declares no class of ties (atg:edgeSource, atg:edgeTarget, atg:edgeKind); build it anew"
        )
    wanted = [c for c in classes.values() if c.kind not in without]
    return Ties(kg, classes, tuple(sorted(_ties(kg, wanted), key=lambda tie: tie.iri)))


def _ties(kg: Graph, classes: Iterable[TieClass]) -> Iterator[Tie]:
    """Yield each tie once, of its smallest class. Its class is looked up only where two classes have an end in common."""
    unconfirmed = mapping(kg, "atg:hasStatus", filter_=OPEN)
    ends = {
        p: mapping(kg, f"<{p}>")
        for p in dict.fromkeys(end for c in classes for end in (c.source, c.target))
    }
    times = Counter(end for c in classes for end in {c.source, c.target})
    seen = set[str]()
    for of in sorted(classes, key=lambda c: (-c.depth, c.iri)):
        sources, targets = ends[of.source], ends[of.target]
        ties = sources.keys() & targets.keys() - seen
        if max(times[of.source], times[of.target]) > 1:
            ties &= set(_subjects(kg, of.iri))
        seen |= ties
        for iri in ties:
            one, other = tuple(sorted(sources[iri])), tuple(sorted(targets[iri]))
            both = one if of.is_mutual else tuple(dict.fromkeys(one + other))
            yield Tie(iri, of, one, other, both, iri not in unconfirmed)


def _subjects(kg: Graph, class_iri: str) -> Iterator[str]:
    return (
        value_of(row, "thing")
        for row in kg.select(f"SELECT ?thing WHERE {{ ?thing a <{class_iri}> }}")
    )


def mapping(
    kg: Graph, property_: str, subjects: Collection[str] | None = None, filter_: str = ""
) -> dict[str, list[str]]:
    """Return subject → values of a property, of all that have it or of some."""
    if subjects is not None and not subjects:
        return {}
    values = (
        f"VALUES ?key {{ {' '.join(f'<{iri}>' for iri in subjects)} }}"
        if subjects and len(subjects) <= MANY
        else ""
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in kg.select(PAIRS.format(values=values, property=property_, filter=filter_)):
        found[row["key"].value].append(row["value"].value)  # type: ignore[union-attr]
    return found
