"""The one reading of ties, for networks and for maps, by what their classes declare.

Any engine answers the queries: each is a union of scans, one a property, and each row says of which
property it is, as fast as a query for each. What only some questions need is read when asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from atgraph.errors import QueryError
from atgraph.graph.graph import Graph, number, text
from atgraph.rdf.namespaces import ATG, ATGV

DECLARED, PARTICIPATION, CO_PRESENCE = "declared", "participation", "co-presence"
MENTION, SHARED_PERSON, SHARED_THEME = "mention", "shared person", "shared theme"
KINDS = (DECLARED, CO_PRESENCE, MENTION, SHARED_PERSON, SHARED_THEME)
"""What links two actors, from what outranks to what is outranked."""
DERIVED = "derived"
"""The kind of what no text states and a query of a map concludes."""
KIND = ATGV + "tie-kind_"
Sets = Mapping[str, Iterable[str]]
DAYS = ("atg:earliestDate", "atg:latestDate", "atg:holdsFrom", "atg:holdsUntil")
CLASSES = """
SELECT ?class ?label ?source ?target ?kind ?projection ?above WHERE {
  ?class atg:edgeSource ?source ; atg:edgeTarget ?target ; atg:edgeKind ?kind ; rdfs:label ?label .
  OPTIONAL { ?class atg:projectionKind ?projection }
  OPTIONAL { ?class rdfs:subClassOf ?above }
}
"""


@dataclass(frozen=True)
class TieClass:
    """How a class of ties declares its edge; ``depth`` is how many declared classes are above it.

    Attributes:
        source, target: the properties that lead to its two ends.
        kind: what a tie is to its two ends: declared, participation, mention.
        projection: what two sources that share a target are to each other: declared, co-presence,
            none.
    """

    iri: str
    label: str
    source: str
    target: str
    kind: str
    projection: str
    depth: int = 0

    @property
    def is_mutual(self) -> bool:
        """Whether its ends are one property, so that all of them are tied to each other."""
        return self.source == self.target


def read_classes(kg: Graph) -> dict[str, TieClass]:
    """Return IRI → each class of ties that declares an edge, sorted: no code names one."""
    found: dict[str, TieClass] = {}
    above: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(CLASSES):
        iri, label, source, target = (text(row, n) for n in ("class", "label", "source", "target"))
        kind, projection = (text(row, n).removeprefix(KIND) for n in ("kind", "projection"))
        above[iri].add(text(row, "above"))
        found[iri] = TieClass(iri, label, source, target, kind, projection or "none")
    above = {iri: found.keys() & its for iri, its in above.items()}
    return {iri: replace(found[iri], depth=len(all_above(iri, above))) for iri in sorted(found)}


def all_above(thing: str, above: Sets) -> set[str]:
    """Return all that stands above a thing, itself not."""
    return set().union(*layers_above(thing, above))


def layers_above(thing: str, above: Sets) -> Iterator[set[str]]:
    """Yield what stands right above a thing, then what stands above that, each thing once."""
    front, seen = {thing}, {thing}
    while front := {higher for lower in front for higher in above.get(lower, ())} - seen:
        seen |= front
        yield front


def rank_of(kind: str) -> int:
    """Return where a kind of tie stands among all, from what outranks to what is outranked."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


BODY, UNIT, PRINTED = "body", "unit", "printed"
LEVELS = {BODY: "rolled up", UNIT: "by unit", PRINTED: "as printed"}
"""Level → how organisations stand at it, in words."""


@dataclass(frozen=True)
class Levels:
    """Maps each organisation to the bodies that it stands as.

    A body that is asked about (``own``) is not rolled up: it stands with everything within it, and
    others are rolled up to the topmost body that does not hold it.

    ``above``: organisation → all above it, itself not. Accreditation is no part of it.
    """

    above: Mapping[str, frozenset[str]]
    level: str
    own: tuple[str, ...] = ()
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def bodies(self, organization: str) -> tuple[str, ...]:
        """Return the bodies that an organisation stands as, sorted: of a unit of several, all."""
        if self.level != BODY:
            return (organization,)
        if organization not in self._known:
            self._known[organization] = self._rolled(organization)
        return self._known[organization]

    def _rolled(self, organization: str) -> tuple[str, ...]:
        chain = {organization, *self._above(organization)}
        if own := {o for o in self.own if o in chain}:
            return tuple(sorted(own.difference(*map(self._above, own))))
        held = set(self.own).union(*map(self._above, self.own))
        open_ = chain - held or {organization}
        return tuple(sorted(o for o in open_ if not self._above(o) & open_)) or (organization,)

    def _above(self, organization: str) -> frozenset[str]:
        return self.above.get(organization, frozenset())

    def smallest(self, organizations: Iterable[str]) -> list[str]:
        """Return the organisations of one line; save as printed, none that holds another."""
        said = dict.fromkeys(organizations)
        held = set().union(*map(self._above, said)) if self.level != PRINTED else set[str]()
        return [o for o in said if o not in held]

    def are_one_body(self, one: str, other: str) -> bool:
        """Whether one of the two holds the other, or both stand as the same body at this level."""
        if one == other or one in self._above(other) or other in self._above(one):
            return True
        return self.level == BODY and not set(self.bodies(one)).isdisjoint(self.bodies(other))


THINGS = tuple(ATG + name for name in ("Person", "Organization", "Event", "Theme"))
PERSON, ORGANIZATION, EVENT, THEME = THINGS
CONFIRMED = ATGV + "status_confirmed"
MANY = 500  # things more than these are not listed in a query, but all read

Pairs = dict[str, list[str]]

LEAVES = """
SELECT ?key ?value WHERE {
  %s ?key a ?value . ?value atg:pluralName ?plural .
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?value }
}
"""
PAGES = """?key atg:hasEvidence ?value . ?value a atg:Reference .
  FILTER NOT EXISTS { ?key atg:hasEvidence ?words . ?words a atg:Passage }"""
THEMES = "?assignment atg:isAssignedTo ?key ; atg:assignsTheme ?value"


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """One tie, of its smallest class.

    `targets` are its `sources` where the class is mutual, and `ends` are both, each once.
    """

    iri: str
    of: TieClass
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    ends: tuple[str, ...]
    is_confirmed: bool


class Details(NamedTuple):
    """What a tie says beside its ends: its roles, by label, where it is stated, and its days."""

    roles: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


@dataclass
class Ties:
    """The ties of a graph, and what is said of the things at their ends.

    Attributes:
        all: the ties, sorted by IRI.
        kinds: IRI → class, of people, organisations, events and themes.
        above: organisation → all above it, itself not.
        parts: event → itself and all that it is part of.
        stands_for: tie → the organisations at the ends of the ties in whose capacity its person
            takes part.
    """

    kg: Graph
    classes: Mapping[str, TieClass]
    all: tuple[Tie, ...]
    kinds: Mapping[str, str]
    above: Mapping[str, frozenset[str]]
    parts: Mapping[str, frozenset[str]]
    stands_for: Mapping[str, tuple[str, ...]]
    _details: dict[str, Details] = field(default_factory=dict, repr=False)
    _labels: dict[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody at an end of a tie."""
        return frozenset(e for tie in self.all for e in tie.ends if self.kinds.get(e) == PERSON)

    @cached_property
    def days(self) -> Mapping[str, tuple[str, str]]:
        """Thing that has days (an event, a tie) → its first and last, empty at an open end.

        Of a tie that says both when it holds and when it happened, when it holds.
        """
        first, last, begin, end = read_values(self.kg, *DAYS)
        found = {thing: (min(days), max(last.get(thing, days))) for thing, days in first.items()}
        for thing in {**begin, **end}:
            found[thing] = min(begin.get(thing, ("",))), max(end.get(thing, ("",)))
        return found

    @cached_property
    def read_elsewhere(self) -> frozenset[str]:
        """The ties that were read on pages only."""
        (found,) = _scan(self.kg, PAGES)
        return frozenset(found)

    @cached_property
    def _themes(self) -> Mapping[str, list[str]]:
        (found,) = _scan(self.kg, THEMES)
        return found

    def is_actor(self, iri: str) -> bool:
        """Whether a thing is a person or an organisation."""
        return self.kinds.get(iri) in (PERSON, ORGANIZATION)

    def ends_of(self, tie: Tie, kind: str) -> list[str]:
        """Return the ends of a tie that are of a class."""
        return [end for end in tie.ends if self.kinds.get(end) == kind]

    def themes_of(self, ends: Iterable[str], events: Iterable[str]) -> tuple[str, ...]:
        """Return the themes that a tie has to do with: at its end, else of its ends and events."""
        own = {end for end in ends if self.kinds.get(end) == THEME}
        of = (theme for thing in (*ends, *events) for theme in self._themes.get(thing, ()))
        return tuple(sorted(own or {*of}))

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return IRI → label, or the end of its IRI where it has none."""
        wanted = sorted({*iris} - {""})
        if new := [iri for iri in wanted if iri not in self._labels]:
            (found,) = read_values(self.kg, "rdfs:label", of=new)
            self._labels.update((iri, min(labels)) for iri, labels in found.items())
        return {iri: self._labels.setdefault(iri, local_name(iri)) for iri in wanted}

    def details(self, ties: Collection[Tie]) -> Mapping[str, Details]:
        """Return tie → what it says, for these ties at least."""
        wanted = {tie.iri: tie for tie in ties if tie.iri not in self._details}
        of = list(wanted)
        roles, places = read_values(self.kg, "atg:hasRole/rdfs:label", "atg:isStatedIn", of=of)
        for iri, tie in wanted.items():
            said, stated_in = (tuple(sorted(found.get(iri, ()))) for found in (roles, places))
            # When it holds or happened, or the event at its end does: not when it is stated.
            dated = (iri,) if tie.of.kind == MENTION else (iri, *self.ends_of(tie, EVENT))
            days = next((self.days[thing] for thing in dated if thing in self.days), ("", ""))
            self._details[iri] = Details(said, stated_in, *days)
        return self._details

    def roles(self, ties: Iterable[Tie]) -> str:
        """Return the labels of the roles of ties whose details were read, in one line."""
        return ", ".join(sorted({role for tie in ties for role in self._details[tie.iri].roles}))

    def span(self, ties: Iterable[Tie]) -> tuple[str, str]:
        """Return the first and last day of ties whose details were read; empty: not known."""
        said = [self._details[tie.iri] for tie in ties]
        first = min((d.first for d in said if d.first), default="")
        return first, max((d.last for d in said), default="")

    def kind_names(self, iris: Iterable[str]) -> dict[str, str]:
        """Return IRI → the local name of its class, in lower case; empty where it has none."""
        wanted, found = list(iris), dict[str, str]()
        if others := [iri for iri in wanted if iri not in self.kinds]:
            for row in self.kg.select(LEAVES % _listed(others)):
                key, value = text(row, "key"), text(row, "value")
                found[key] = min(value, found.get(key, value))
        kinds = ((iri, self.kinds.get(iri) or found.get(iri, "")) for iri in wanted)
        return {iri: kind.removeprefix(ATG).lower() for iri, kind in kinds}


def local_name(iri: str) -> str:
    """Return the end of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2] or iri


def read_ties(kg: Graph, without: Collection[str] = ()) -> Ties:
    """Read the ties of a graph whose classes declare an edge, without some kinds."""
    classes = read_classes(kg)
    if not classes:
        missing = "no class of ties (atg:edgeSource, atg:edgeTarget, atg:edgeKind)"
        raise QueryError(f"the graph declares {missing}; build it anew")
    wanted = [c for c in classes.values() if c.kind not in without]
    times = Counter(end for c in wanted for end in {c.source, c.target})
    alike = [c.iri for c in wanted if max(times[c.source], times[c.target]) > 1]
    listed = " ".join(f"<{iri}>" for iri in (*THINGS, *alike))
    members, statuses, capacities, within, *values = _scan(
        kg,
        f"VALUES ?value {{ {listed} }} ?key a ?value",
        *(f"?key {p} ?value" for p in ("atg:hasStatus", "atg:isInCapacityOf", "atg:isWithin")),
        *(f"?key <{end}> ?value" for end in times),
    )
    of_class: dict[str, set[str]] = defaultdict(set)
    for thing, types in members.items():
        for type_ in types:
            of_class[type_].add(thing)
    kinds = {thing: kind for kind in THINGS for thing in sorted(of_class[kind])}
    open_ = {tie for tie, found in statuses.items() if {*found} - {CONFIRMED}}
    ends = dict(zip(times, values, strict=True))
    found = _ties(wanted, ends, open_, {iri: of_class[iri] for iri in alike})
    ties = tuple(sorted(found, key=lambda tie: tie.iri))
    wholes = {key: frozenset(above) - {key} for key, above in within.items()}
    return Ties(
        kg,
        classes,
        ties,
        kinds,
        {key: above for key, above in wholes.items() if key in of_class[ORGANIZATION] and above},
        {key: above | {key} for key, above in wholes.items() if key in of_class[EVENT] and above},
        _stands_for(ties, capacities, kinds),
    )


def _ties(
    classes: Iterable[TieClass],
    ends: Mapping[str, Pairs],
    unconfirmed: Collection[str],
    members: Mapping[str, set[str]],
) -> Iterator[Tie]:
    """Yield each tie once, of its smallest class.

    Its class was read, as `members`, only where two classes have an end in common.
    """
    seen = set[str]()
    for of in sorted(classes, key=lambda c: (-c.depth, c.iri)):
        sources, targets = ends[of.source], ends[of.target]
        ties = (sources.keys() & targets.keys()) - seen
        if of.iri in members:
            ties &= members[of.iri]
        seen |= ties
        for iri in ties:
            one, other = tuple(sorted(sources[iri])), tuple(sorted(targets[iri]))
            both = one if of.is_mutual else tuple(dict.fromkeys(one + other))
            yield Tie(iri, of, one, other, both, iri not in unconfirmed)


def _stands_for(
    ties: Iterable[Tie], capacities: Pairs, kinds: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    confirmed = {tie.iri: tie.ends for tie in ties if tie.is_confirmed}
    found = {
        tie: {e for c in based_on for e in confirmed.get(c, ()) if kinds.get(e) == ORGANIZATION}
        for tie, based_on in capacities.items()
    }
    return {tie: tuple(sorted(bodies)) for tie, bodies in found.items()}


def read_values(
    kg: Graph, *properties: str, of: Collection[str] | None = None
) -> list[dict[str, list[str]]]:
    """Return for each property what has it → its values, of everything or of some, in one query."""
    if of is not None and not of:
        return [{} for _ in properties]
    return _scan(kg, *(f"{_listed(of or ())} ?key {p} ?value" for p in properties))


def _scan(kg: Graph, *patterns: str) -> list[Pairs]:
    """Return for each pattern of ?key and ?value the values of each key."""
    found: list[Pairs] = [defaultdict(list) for _ in patterns]
    parts = (f"{{ {pattern} BIND ({number} AS ?part) }}" for number, pattern in enumerate(patterns))
    for row in kg.select(f"SELECT ?part ?key ?value WHERE {{ {' UNION '.join(parts)} }}"):
        found[number(row, "part")][text(row, "key")].append(text(row, "value"))
    return [dict(values) for values in found]


def _listed(iris: Collection[str]) -> str:
    """Return the clause that keeps ?key to some things; empty where they are none or too many."""
    return f"VALUES ?key {{ {' '.join(f'<{i}>' for i in iris)} }}" if 0 < len(iris) <= MANY else ""
