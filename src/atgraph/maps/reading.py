"""Reads what a map shows: the ties of `atgraph.network.ties`, and what the map file asks beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from atgraph.errors import MapError, QueryError
from atgraph.graph.graph import Graph, Row, text
from atgraph.maps.content import DERIVED, Content, MapLink, MapTie, Node, Words
from atgraph.maps.files import MapFile
from atgraph.network.ties import Levels, Tie, Ties, check_kinds, read_ties, read_values
from atgraph.network.ties.ties import EVENT

Sets = Mapping[str, Iterable[str]]

PROPERTIES = (
    "rdfs:label",
    "skos:altLabel",
    "atg:acronym",
    "atg:countryCode",
    "atg:isUnitOf",
    "atg:statedTitle",
    "atg:hasStatus",
)
CONFIRMED = "status_confirmed"
NODES = "SELECT ?node ?class { VALUES ?class { %s } ?node a ?class }"
PAIRS = """
SELECT DISTINCT ?tie ?source ?target WHERE {
  ?class atg:edgeSource ?from ; atg:edgeTarget ?to .
  ?tie a ?class ; ?from ?source ; ?to ?target .
  %s
}
"""
WORDS = """
SELECT ?tie ?text ?file ?line ?start WHERE {
  ?tie a atg:Tie ; atg:hasEvidence ?passage .
  ?passage atg:exactText ?text ; atg:startLine ?line ; atg:startOffset ?start .
  ?passage atg:isPassageOf/atg:file ?file .
}
"""
PAGES = "SELECT ?tie ?page { ?tie a atg:Tie ; atg:hasEvidence/atg:isReferenceTo ?page }"


class Facts:
    """What maps read of a graph, once for all of them and only when it is asked for."""

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
    def evidence(self) -> dict[str, tuple[Words, ...]]:
        """Tie → what it rests on: printed words in the order of the text, then pages."""
        words: dict[str, dict[Words, tuple[str, int]]] = defaultdict(dict)
        for row in self.kg.select(WORDS):
            file, start = text(row, "file"), int(text(row, "start"))
            said = Words(f"{file}:{text(row, 'line')}", text(row, "text"))
            words[text(row, "tie")][said] = (file, start)
        pages: dict[str, set[Words]] = defaultdict(set)
        for row in self.kg.select(PAGES):
            page = text(row, "page")
            pages[text(row, "tie")].add(Words(f"read elsewhere: {self.labels.get(page, page)}"))
        return {
            tie: (*sorted(words[tie], key=words[tie].__getitem__), *sorted(pages[tie]))
            for tie in words.keys() | pages.keys()
        }

    def name_of(self, iri: str) -> str:
        """Return the label of a thing; without one the end of its IRI."""
        return self.labels.get(iri) or local_name(iri)

    def topmost(self, thing: str) -> set[str]:
        """Return the highest bodies that a thing is a unit of, or itself."""
        above = self.values["atg:isUnitOf"]
        return {one for one in (thing, *_all_above(thing, above)) if not above.get(one)}


class Pair(NamedTuple):
    """One pair of ends of a tie, or of what a query concludes of one; the units rolled up to it."""

    source: str
    target: str
    tie: str
    how: str = ""
    through: tuple[str, ...] = ()


def read_content(
    kg: Graph, map_file: MapFile, rolled: bool = False, facts: Facts | None = None
) -> Content:
    """Ask the graph for what a map shows.

    Args:
        kg: the graph.
        map_file: the map.
        rolled: let units stand as the bodies above them; a tie within one body is left out.
        facts: what was read of the graph for another map.

    Raises:
        MapError: a query of the map fails, or leaves a column empty that it must fill; the map
            names a class or a kind of tie that is not there.
    """
    return _Reader(facts or Facts(kg), map_file).content(rolled)


class _Reader:
    def __init__(self, facts: Facts, map_file: MapFile) -> None:
        self.facts, self.map_file = facts, map_file

    def content(self, rolled: bool) -> Content:
        self.check_classes()
        pairs = [
            pair
            for pair in (*self.pairs(), *self.concluded())
            if pair.source in self.kinds and pair.target in self.kinds
        ]
        tied = {end for pair in pairs for end in pair[:2]}
        if rolled:
            pairs = list(roll_up(pairs, self.above, self.kinds))
        nodes = self.nodes({end for pair in pairs for end in pair[:2]})
        numbers = {node.iri: number for number, node in enumerate(nodes)}
        return Content(
            nodes,
            tuple(_links(self.ties(pairs, numbers))),
            self.facts.labels,
            len(self.kinds) - len(tied),
            {} if rolled else parents_of(numbers, self.above),
        )

    def wrong(self, message: str) -> MapError:
        return MapError(message, self.map_file.path)

    def check_classes(self) -> None:
        """Refuse a class that the graph neither describes nor has things of: it is a slip."""
        known = {*self.facts.labels, *self.kinds.values()}
        if unknown := [iri for iri in self.map_file.nodes if iri not in known] if known else []:
            raise self.wrong(
                f"nodes: there is no class {', '.join(unknown)}; correct it, or define it in"
                " ontology/atgraph.ttl"
            )

    def ask(self, query: str, *columns: str) -> Iterator[Row]:
        """Yield the rows of a query of the map file, each with these columns."""
        try:
            for row in self.facts.kg.select(query):
                if missing := [column for column in columns if row.get(column) is None]:
                    raise self.wrong(
                        f"a query gives a row without ?{missing[0]}; fill it in each row"
                    )
                yield row
        except QueryError as exc:
            raise self.wrong(f"a query fails: {exc}; correct it") from exc

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of each thing of the map's classes, the first of the list if it has several."""
        order, found = self.map_file.nodes, dict[str, str]()
        for row in self.facts.kg.select(NODES % " ".join(f"<{iri}>" for iri in order)):
            node, kind = text(row, "node"), text(row, "class")
            found[node] = min(kind, found.get(node, kind), key=order.index)
        return found

    @cached_property
    def above(self) -> Sets:
        """What stands right above each thing."""
        if not self.map_file.parents:
            return self.facts.values["atg:isUnitOf"]
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.ask(self.map_file.parents, "node", "parent"):
            found[text(row, "node")].append(text(row, "parent"))
        return found

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of ends of the ties that the map file says it shows."""
        if not self.map_file.shows_ties:
            return
        classes = self.facts.ties.classes.values()
        wanted = self.map_file.ties
        try:
            check_kinds(wanted, sorted({of.kind for of in classes}))
        except QueryError as exc:
            raise self.wrong(f"ties: {exc}") from exc
        where = self.map_file.where
        kept = {
            (text(row, "tie"), text(row, "source"), text(row, "target"))
            for row in (self.ask(PAIRS % where) if where else ())
        }
        for tie in self.facts.ties.all:
            if wanted and tie.of.kind not in wanted:
                continue
            ends = (
                combinations(tie.ends, 2) if tie.of.is_mutual else product(tie.sources, tie.targets)
            )
            for source, target in ends:
                if source != target and (not where or (tie.iri, source, target) in kept):
                    yield Pair(source, target, tie.iri)

    def concluded(self) -> Iterator[Pair]:
        """Yield what the query of the map file gives."""
        for row in (
            self.ask(self.map_file.query, "source", "target", "tie") if self.map_file.query else ()
        ):
            source, target, tie, how = (text(row, c) for c in ("source", "target", "tie", "how"))
            if not how and tie not in self.facts.by_iri:
                raise self.wrong(
                    f"a query gives ?tie {tie}, of no class that declares its ends; give ?how with"
                    " what the query concludes"
                )
            yield Pair(source, target, tie, how)

    def nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        """Return things in the order of their classes and names."""
        values, details = self.facts.values, self.details()
        acronyms = values["atg:acronym"]
        nodes = (
            Node(
                iri,
                self.kinds[iri],
                self.facts.name_of(iri),
                tuple(sorted(set(acronyms.get(iri, ())), key=lambda a: (len(a), a))),
                _sorted({*values["skos:altLabel"].get(iri, ())} - {*acronyms.get(iri, ())}),
                tuple(sorted(details.get(iri, ()))),
                _sorted(values["atg:countryCode"].get(iri, ())),
            )
            for iri in iris
        )
        order = self.map_file.nodes.index
        return tuple(sorted(nodes, key=lambda n: (order(n.class_iri), n.label.casefold(), n.iri)))

    def details(self) -> Mapping[str, set[tuple[str, str]]]:
        found: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
        query = self.map_file.details
        for row in self.ask(query, "node", "name", "value") if query else ():
            found[text(row, "node")].add((text(row, "name"), text(row, "value")))
        return found

    def ties(
        self, pairs: Iterable[Pair], numbers: Mapping[str, int]
    ) -> Iterator[tuple[str, MapTie]]:
        """Yield each tie with its kind: one for each pair of its ends, or of what is concluded.

        What is derived is one for each pair of ends and words that say how, and has the evidence of
        all ties that it rests on.
        """
        facts, groups = self.facts, dict[tuple[str, ...], list[Pair]]()
        for pair in pairs:
            own = (pair.source, pair.target, pair.how or pair.tie)
            groups.setdefault(own, []).append(pair)
        rests_on = {pair.tie for group in groups.values() for pair in group}
        known = [facts.by_iri[iri] for iri in sorted(rests_on & facts.by_iri.keys())]
        details, values = facts.ties.details(known), facts.values
        for group in groups.values():
            ends, how, bases = group[0][:2], group[0].how, _sorted(pair.tie for pair in group)
            of = None if how else facts.by_iri[bases[0]].of
            said = [details[base] for base in bases if base in details]
            stated = {place for one in said for place in one.stated_in}
            events = _sorted(e for e in {*ends, *stated} if facts.ties.kinds.get(e) == EVENT)
            titles, statuses = (
                [] if how else values[name].get(bases[0], [])
                for name in ("atg:statedTitle", "atg:hasStatus")
            )
            tie = MapTie(
                numbers[ends[0]],
                numbers[ends[1]],
                of.label if of else how,
                bases,
                is_mutual=of is None or of.is_mutual,
                is_derived=of is None,
                roles=() if how else _sorted(said[0].roles),
                titles=_sorted(titles),
                statuses=_sorted(
                    facts.labels.get(iri, iri) for iri in statuses if not iri.endswith(CONFIRMED)
                ),
                evidence=tuple(
                    dict.fromkeys(w for base in bases for w in facts.evidence.get(base, ()))
                ),
                events=events,
                themes=facts.ties.themes_of(ends, events),
                through=_sorted(facts.name_of(iri) for pair in group for iri in pair.through),
            )
            yield of.kind if of else DERIVED, tie


def _links(ties: Iterable[tuple[str, MapTie]]) -> Iterator[MapLink]:
    """Yield one line for all ties of one kind between two things."""
    lines: dict[tuple[int, int, str], list[MapTie]] = defaultdict(list)
    for kind, tie in ties:
        lines[min(tie.source, tie.target), max(tie.source, tie.target), kind].append(tie)
    for (one, other, kind), group in sorted(lines.items()):
        order = sorted(group, key=lambda t: (t.what, t.roles, t.titles, t.rests_on))
        yield MapLink((one, other), kind, tuple(order))


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*values}))


def local_name(iri: str) -> str:
    """Return the end of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2] or iri


def roll_up(pairs: Iterable[Pair], above: Sets, shown: Container[str]) -> Iterator[Pair]:
    """Yield pairs whose ends are the topmost bodies shown, without those within one body."""
    pairs = list(pairs)
    ends = {end for pair in pairs for end in pair[:2]}
    wholes = {
        iri: frozenset(a for a in _all_above(iri, above) if a in shown) - {iri}
        for iri in ends.union(*(_all_above(end, above) for end in ends))
    }
    levels = Levels(wholes, "body")
    for pair in pairs:
        sources, targets = levels.bodies(pair.source), levels.bodies(pair.target)
        if {*sources} & {*targets}:
            continue
        for source, target in product(sources, targets):
            bodies = zip(pair[:2], (source, target), strict=True)
            through = tuple(end for end, body in bodies if end != body)
            yield Pair(source, target, pair.tie, pair.how, through)


def parents_of(numbers: Mapping[str, int], above: Sets) -> dict[int, int]:
    """Return the number of the thing that each folds into, if one is shown above; never a ring."""
    found: dict[int, int] = {}
    for iri, number in numbers.items():
        parent = numbers.get(_nearest_above(iri, above, numbers))
        at = parent
        while at is not None and at != number:
            at = found.get(at)
        if parent is not None and at is None:
            found[number] = parent
    return found


def _nearest_above(thing: str, above: Sets, shown: Container[str]) -> str:
    """Return the nearest thing above that is shown, the first by IRI of several, or nothing."""
    front, seen = {thing}, {thing}
    while front:
        front = {higher for lower in front for higher in above.get(lower, ())} - seen
        seen |= front
        if found := sorted(parent for parent in front if parent in shown):
            return found[0]
    return ""


def _all_above(thing: str, above: Sets) -> set[str]:
    found: set[str] = set()
    front = {thing}
    while front:
        front = {higher for lower in front for higher in above.get(lower, ())} - found
        found |= front
    return found
