"""Reads a drawn network: the ties of `atgraph.network.ties`, and what its view asks beside."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from atgraph.ask.evidence import Quoted, all_evidence
from atgraph.errors import MapError, QueryError
from atgraph.graph.graph import Graph, text
from atgraph.network.choice import check_kinds
from atgraph.network.drawn import SESSION, DrawnLink, DrawnNetwork, DrawnTie, Node
from atgraph.network.ties import (
    BODY,
    CONFIRMED,
    DERIVED,
    EVENT,
    Levels,
    Sets,
    Tie,
    Ties,
    all_above,
    layers_above,
    local_name,
    read_ties,
    read_values,
)
from atgraph.network.view import View

Numbers = Mapping[str, int]

PROPERTIES = (
    "rdfs:label", "skos:altLabel", "atg:acronym", "atg:countryCode", "atg:isUnitOf",
    "atg:statedTitle", "atg:hasStatus", "atg:isPartOfEvent",
)  # fmt: skip
NODES = "SELECT ?node ?class { VALUES ?class { %s } ?node a ?class }"
PAIRS = """
SELECT DISTINCT ?tie ?source ?target WHERE {
  ?class atg:edgeSource ?from ; atg:edgeTarget ?to .
  ?tie a ?class ; ?from ?source ; ?to ?target .
  %s
}
"""


class Facts:
    """What drawn networks read of a graph, once for all of them and only when it is asked for."""

    def __init__(self, kg: Graph) -> None:
        self.kg = kg

    @cached_property
    def ties(self) -> Ties:
        """All ties."""
        return read_ties(self.kg)

    @cached_property
    def by_iri(self) -> dict[str, Tie]:
        """IRI → tie."""
        return {tie.iri: tie for tie in self.ties.all}

    @cached_property
    def values(self) -> dict[str, dict[str, list[str]]]:
        """Property → what has it → its values."""
        return dict(zip(PROPERTIES, read_values(self.kg, *PROPERTIES), strict=True))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Thing → its label."""
        return {iri: min(labels) for iri, labels in self.values["rdfs:label"].items()}

    @cached_property
    def evidence(self) -> dict[str, tuple[Quoted, ...]]:
        """Tie or event → what it rests on."""
        return all_evidence(self.kg)

    @cached_property
    def programmes(self) -> dict[str, str]:
        """Event → the one that it is part of and that is part of none, itself or the first."""
        wholes = self.values["atg:isPartOfEvent"]
        events = (iri for iri, kind in self.ties.kinds.items() if kind == EVENT)
        tops = ((e, (a for a in all_above(e, wholes) if not wholes.get(a))) for e in events)
        return {event: min(top, default=event) for event, top in tops}

    @cached_property
    def years(self) -> dict[str, str]:
        """Event → the year of its first day, to that of its last; of a part, those of the whole."""
        days = ((event, self.ties.days.get(top, ())) for event, top in self.programmes.items())
        return {event: "–".join(dict.fromkeys(d[:4] for d in its if d)) for event, its in days}

    def name_of(self, iri: str) -> str:
        """Return the label of a thing; without one the end of its IRI."""
        return self.labels.get(iri) or local_name(iri)


class Pair(NamedTuple):
    """One pair of ends of a tie, or of what a query concludes of one; the units rolled up to it."""

    source: str
    target: str
    tie: str
    how: str = ""
    through: tuple[str, ...] = ()


def read_drawn(
    kg: Graph, view: View, rolled: bool = False, facts: Facts | None = None
) -> DrawnNetwork:
    """Read what a view shows; ``facts`` are what was read of the graph for another.

    If ``rolled``, units stand as the bodies above them, and ties within one body are left out. It
    raises a MapError for a query that fails or an empty column, a class or kind that is not there.
    """
    facts = facts or Facts(kg)
    reader = _Reader(facts, view)
    reader.check_classes()
    concluded, shown = [*reader.concluded()], reader.kinds
    if not shown:
        return DrawnNetwork((), (), facts.labels)
    pairs = [*reader.pairs(), *concluded]
    pairs = [pair for pair in pairs if pair.source in shown and pair.target in shown]
    tied = {end for pair in pairs for end in pair[:2]}
    if rolled:
        pairs = list(roll_up(pairs, reader.above, shown))
    nodes = reader.nodes({end for pair in pairs for end in pair[:2]})
    numbers = {node.iri: number for number, node in enumerate(nodes)}
    above_events = facts.values["atg:isPartOfEvent"]
    higher = set[str]().union(*(all_above(iri, above_events) for iri in numbers))
    return DrawnNetwork(
        nodes,
        tuple(_links(reader.ties(pairs, numbers))),
        facts.labels,
        len(shown) - len(tied),
        {} if rolled else parents_of(numbers, reader.above),
        wholes=reader.nodes((higher & shown.keys()) - numbers.keys()),
        programmes=facts.programmes,
        years=facts.years,
    )


def join_events(content: DrawnNetwork, facts: Facts) -> DrawnNetwork:
    """Join each event by a line to the one that it is part of, which is added and shown.

    It rests on the printed words of the part, and a part can be folded into the whole.
    """
    above = facts.values["atg:isPartOfEvent"]
    shown = {node.iri for node in content.nodes if node.class_iri == EVENT}
    shown = shown.union(*(all_above(event, above) for event in shown))
    pairs = sorted((part, whole) for part in shown for whole in above.get(part, ()))
    if not pairs:
        return content
    added = [node for node in content.wholes if node.iri in shown]
    order = list(dict.fromkeys(node.class_iri for node in content.nodes))
    joined = content.numbered(_in_order([*content.nodes, *added], order), content.links)
    numbers = {node.iri: number for number, node in enumerate(joined.nodes)}
    lines = (
        DrawnTie(
            numbers[part],
            numbers[whole],
            "part of",
            (part, whole),
            evidence=facts.evidence.get(part, ()),
            events=(part, whole),
            programmes=(facts.programmes[part],),
        )
        for part, whole in pairs
    )
    links = (*joined.links, *_links((SESSION, line) for line in lines))
    return replace(
        joined,
        links=tuple(sorted(links, key=lambda link: (link.ends, link.kind))),
        unconnected=max(0, content.unconnected - len(added)),
        parents={**joined.parents, **parents_of({i: numbers[i] for i in sorted(shown)}, above)},
    )


class _Reader:
    """Reads for one view."""

    def __init__(self, facts: Facts, view: View) -> None:
        self.facts, self.view = facts, view

    def wrong(self, message: str) -> MapError:
        return MapError(message, self.view.path)

    def check_classes(self) -> None:
        """Refuse a class that the graph neither describes nor has things of: it is a slip."""
        known = {*self.facts.labels, *self.kinds.values()}
        if unknown := [iri for iri in self.view.nodes if iri not in known] if known else []:
            why = f"nodes: there is no class {', '.join(unknown)}"
            raise self.wrong(f"{why}; correct it, or define it in ontology/atgraph.ttl")

    def ask(self, query: str, *columns: str) -> Iterator[list[str]]:
        """Yield these columns of the rows of a query of the view; how may be empty."""
        try:
            for row in self.facts.kg.select(query) if query else ():
                values = [text(row, column) for column in columns]
                if missing := [c for c in columns if c != "how" and row.get(c) is None]:
                    why = f"a query gives a row without ?{missing[0]}"
                    raise self.wrong(f"{why}; fill it in each row")
                yield values
        except QueryError as exc:
            raise self.wrong(f"a query fails: {exc}; correct it") from exc

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of each thing that is shown, the first of the view's if it has several."""
        order, found = self.view.nodes, dict[str, str]()
        for row in self.facts.kg.select(NODES % " ".join(f"<{iri}>" for iri in order)):
            node, kind = text(row, "node"), text(row, "class")
            found[node] = min(kind, found.get(node, kind), key=order.index)
        return found

    @cached_property
    def above(self) -> Sets:
        if not self.view.parents:
            return self.facts.values["atg:isUnitOf"]
        found: dict[str, list[str]] = defaultdict(list)
        for node, parent in self.ask(self.view.parents, "node", "parent"):
            found[node].append(parent)
        return found

    def pairs(self) -> Iterator[Pair]:
        if not self.view.shows_ties:
            return
        read, wanted, where = self.facts.ties, self.view.ties, self.view.where
        try:
            check_kinds(wanted, sorted({of.kind for of in read.classes.values()}))
        except QueryError as exc:
            raise self.wrong(f"ties: {exc}") from exc
        narrowed = PAIRS % where if where else ""
        kept = {Pair(s, t, tie) for s, t, tie in self.ask(narrowed, "source", "target", "tie")}
        for tie in (tie for tie in read.all if not wanted or tie.of.kind in wanted):
            mutual = tie.of.is_mutual
            for ends in combinations(tie.ends, 2) if mutual else product(tie.sources, tie.targets):
                pair = Pair(*ends, tie.iri)
                if pair.source != pair.target and (not where or pair in kept):
                    yield pair

    def concluded(self) -> Iterator[Pair]:
        columns = ("source", "target", "tie", "how")
        for source, target, tie, how in self.ask(self.view.query, *columns):
            if not how and tie not in self.facts.by_iri:
                why = f"a query gives ?tie {tie}, of no class that declares its ends"
                raise self.wrong(f"{why}; give ?how with what the query concludes")
            yield Pair(source, target, tie, how)

    def nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        names, acronyms, countries = (
            self.facts.values[name] for name in ("skos:altLabel", "atg:acronym", "atg:countryCode")
        )
        nodes = (
            Node(
                iri,
                self.kinds[iri],
                self.facts.name_of(iri),
                tuple(sorted({*acronyms.get(iri, ())}, key=lambda a: (len(a), a))),
                _sorted({*names.get(iri, ())} - {*acronyms.get(iri, ())}),
                tuple(sorted(self.details.get(iri, ()))),
                _sorted(countries.get(iri, ())),
                self.facts.ties.days.get(iri, ("", "")),
            )
            for iri in iris
        )
        return _in_order(nodes, self.view.nodes)

    @cached_property
    def details(self) -> Mapping[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for iri, name, value in self.ask(self.view.details, "node", "name", "value"):
            found[iri].add((name, value))
        return found

    def ties(self, pairs: Iterable[Pair], numbers: Numbers) -> Iterator[tuple[str, DrawnTie]]:
        """Yield each tie with its kind, one for each pair of its ends.

        What is concluded is one for each pair and words that say how, with all evidence for it.
        """
        facts, groups = self.facts, defaultdict[tuple[str, ...], list[Pair]](list)
        for pair in pairs:
            groups[pair.source, pair.target, pair.how or pair.tie].append(pair)
        rests_on = {pair.tie for group in groups.values() for pair in group}
        details = facts.ties.details([facts.by_iri[iri] for iri in rests_on & facts.by_iri.keys()])
        titles, statuses = (facts.values[name] for name in ("atg:statedTitle", "atg:hasStatus"))
        for (source, target, _), group in groups.items():
            how, bases = group[0].how, _sorted(pair.tie for pair in group)
            of, own = (None, "") if how else (facts.by_iri[bases[0]].of, bases[0])
            stated = {at for base in bases if base in details for at in details[base].stated_in}
            kinds = facts.ties.kinds
            events = _sorted(i for i in {source, target, *stated} if kinds.get(i) == EVENT)
            words = (w for base in bases for w in facts.evidence.get(base, ()))
            yield (
                of.kind if of else DERIVED,
                DrawnTie(
                    numbers[source],
                    numbers[target],
                    of.label if of else how,
                    bases,
                    is_mutual=of is None or of.is_mutual,
                    is_derived=of is None,
                    roles=_sorted(details[own].roles if own else ()),
                    titles=_sorted(titles.get(own, ())),
                    statuses=_sorted(
                        facts.labels.get(s, s) for s in statuses.get(own, ()) if s != CONFIRMED
                    ),
                    evidence=tuple(dict.fromkeys(words)),
                    events=events,
                    themes=facts.ties.themes_of((source, target), events),
                    programmes=_sorted(facts.programmes[event] for event in events),
                    through=_sorted(facts.name_of(iri) for pair in group for iri in pair.through),
                    days=details[own][2:] if own else ("", ""),
                ),
            )


def _in_order(nodes: Iterable[Node], classes: Sequence[str]) -> tuple[Node, ...]:
    """Return things by their class, in the order of these, and by label."""
    order = classes.index
    return tuple(sorted(nodes, key=lambda n: (order(n.class_iri), n.label.casefold(), n.iri)))


def _links(ties: Iterable[tuple[str, DrawnTie]]) -> Iterator[DrawnLink]:
    """Yield one line for all ties of one kind between two things."""
    lines: dict[tuple[int, int, str], list[DrawnTie]] = defaultdict(list)
    for kind, tie in ties:
        lines[min(tie.source, tie.target), max(tie.source, tie.target), kind].append(tie)
    for (one, other, kind), group in sorted(lines.items()):
        order = sorted(group, key=lambda t: (t.what, t.roles, t.titles, t.rests_on))
        yield DrawnLink((one, other), kind, tuple(order))


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*values}))


def roll_up(pairs: Iterable[Pair], above: Sets, shown: Container[str]) -> Iterator[Pair]:
    """Yield pairs whose ends are the topmost bodies shown, without those within one body."""
    pairs = list(pairs)
    ends = {end for pair in pairs for end in pair[:2]}
    things = ends.union(*(all_above(end, above) for end in ends))
    wholes = {i: frozenset(a for a in all_above(i, above) if a in shown) for i in things}
    levels = Levels(wholes, BODY)
    for pair in pairs:
        sources, targets = levels.bodies(pair.source), levels.bodies(pair.target)
        if {*sources}.isdisjoint(targets):
            for bodies in product(sources, targets):
                through = [end for end, body in zip(pair[:2], bodies, strict=True) if end != body]
                yield Pair(*bodies, pair.tie, pair.how, tuple(through))


def parents_of(numbers: Numbers, above: Sets) -> dict[int, int]:
    """Return the number of the thing that each folds into, if one is shown above; never a ring.

    It is the nearest that is shown, the first by IRI of several.
    """
    found: dict[int, int] = {}
    for iri, number in numbers.items():
        nearest = (layer & numbers.keys() for layer in layers_above(iri, above))
        parent = next((numbers[min(shown)] for shown in nearest if shown), None)
        at = parent
        while at is not None and at != number:
            at = found.get(at)
        if parent is not None and at is None:
            found[number] = parent
    return found
