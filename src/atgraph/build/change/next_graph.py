"""The graph after a change: a copy of the one before, to which comes what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from atgraph.build.again import Turn
from atgraph.build.change.apart import Joined, stays, telling_again
from atgraph.build.change.memory import Memory
from atgraph.build.change.stated_words import StatedWords, worded
from atgraph.build.derive import DERIVED, derive_again, derive_of
from atgraph.build.interrupts import held_interrupts
from atgraph.build.on_request import Telling
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph
from atgraph.graph.store import PUBLISHED
from atgraph.rdf.namespaces import ON_REQUEST_DERIVED, RDF, XSD, graph
from atgraph.rdf.ontology import Ontology

DATASET = graph("dataset")
REGISTRY = graph("registry")
AS_WRITTEN = {NamedNode(XSD + "string"), NamedNode(RDF + "langString")}


@dataclass
class Before:
    """The graph that was published last: all of it, and what is published of it."""

    whole: Graph
    published: Graph

    @classmethod
    def open(cls, folder: Path) -> Before:
        """Open a finished graph of a store."""
        own = folder / PUBLISHED
        paths = (folder, own if own.is_dir() else folder)
        return cls(*(Graph(EmbeddedEngine(Store.read_only(str(path)), path)) for path in paths))

    @cached_property
    def derived_apart(self) -> set[Quad]:
        """What rules derive only from what is said of people who are listed on request."""
        quads = self.whole.store.quads_for_pattern(None, None, None, ON_REQUEST_DERIVED)
        return {Quad(q.subject, q.predicate, q.object, DERIVED) for q in quads}


@dataclass(frozen=True)
class PublishedPart:
    """A store without what is said in it of people who are listed on request."""

    store: Store
    apart: Collection[Quad]

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:
        """Yield the quads of a pattern, as a store does."""
        return (quad for quad in self.store.quads_for_pattern(*pattern) if quad not in self.apart)


@dataclass
class NextGraph:
    """A graph that is being made of the one before.

    Attributes:
        store: a copy of what was published, in which it is made.
        came, went: what people wrote now and before alone.
        telling: what is said of people who are listed on request.
        published_came, published_went: the same of all that is published.
        apart: what is not published, in the graphs that say it.
    """

    before: Before
    store: Store
    ontology: Ontology
    came: set[Quad] = field(default_factory=set)
    went: set[Quad] = field(default_factory=set)
    telling: Telling = field(default_factory=Telling)
    published_came: set[Quad] = field(default_factory=set)
    published_went: set[Quad] = field(default_factory=set)
    apart: set[Quad] = field(default_factory=set)

    @property
    def now(self) -> Graph:
        """The graph as it is now, to ask; another where graphs come or go."""
        return Graph(EmbeddedEngine(self.store, being_made=True))

    def say(
        self,
        memory: Memory,
        graphs: Mapping[NamedNode, Iterable[Quad]],
        parts: Mapping[NamedNode, Iterable[Quad]],
    ) -> None:
        """Let some graphs say other quads, save what ``memory`` keeps apart.

        They say them in place of all that they said, or of ``parts`` of it.
        """
        for name, quads in graphs.items():
            now, before = as_stored(quads), self.before.published.store
            known = {q for q in now if q in before} if before.contains_named_graph(name) else set()
            apart = {quad for quad in memory.apart if quad.graph_name == name}
            self.came |= now - known - apart
            if name in parts:
                was = as_stored(parts[name]) - now
                self.went |= {quad for quad in was if quad in before or quad in apart}
            else:
                self.went |= (apart - now) | gone_from(before, name, known)
        remove(self.store, self.went - memory.apart)
        self.store.extend(self.came)

    def keep_apart(self, people: frozenset[NamedNode], memory: Memory) -> None:
        """Tell what is said of people who are listed on request, and leave it out."""
        known = Telling(
            frozenset(memory.apart),
            names=frozenset(memory.names),
            titles=frozenset(memory.titles),
        )
        same = [person.value for person in sorted(people, key=str)] == memory.listed
        if same and stays(people, known, self.store, self.came, self.went):
            self.telling = known
        else:
            self.telling = self._telling_again(people, known, memory)
        old, new = memory.apart, self.telling.said
        self.published_came = (self.came - new) | (old - self.went - new)
        self.published_went = (self.went - old) | (new - old - self.came)

    def _telling_again(
        self, people: frozenset[NamedNode], known: Telling, memory: Memory
    ) -> Telling:
        left, beside = known.said - self.went, Store()
        beside.extend(left)  # the store on the disk takes ten times as long
        published, joined = self.before.published.store, Joined(self.store, beside)
        words = StatedWords(published, worded_in((), memory, self.ontology), memory.words)
        found = telling_again(people, known, joined, self.came, words)
        self.store.extend(left - found.said)
        remove(self.store, found.said - left)
        return found

    def derive(self) -> None:
        """Derive anew what the change touches: of what is published, and of all."""
        with held_interrupts():
            self._derive()

    def _derive(self) -> None:
        came, went = self.published_came, self.published_went
        turn = Turn(self.before.published, self.now, came, went)
        new, gone = derive_again(turn, self.ontology)
        derived = self.before.published.store
        new, gone = {q for q in new if q not in derived}, {q for q in gone if q in derived}
        remove(self.store, gone)
        self.store.extend(new)
        self.published_came |= new
        self.published_went |= gone
        said = self.telling.said
        if not said:
            return
        self.store.extend(said)
        apart = {q for q in self._derived_of_all() if q not in self.store}
        self.store.extend(apart)
        self.apart = {*said, *apart}

    def _derived_of_all(self) -> set[Quad]:
        """Return what is derived of all, alone or not: it rests on what is not published.

        It is derived anew of that, or of the change where that is less.
        """
        said, whole, now = self.telling.said, self.before.whole, self.now
        if len(said) < len(self.came) + len(self.went):
            return derive_of(Turn(whole, now, said, ()), self.ontology)
        new, gone = derive_again(Turn(whole, now, self.came, self.went), self.ontology)
        rested = {q for q in self.published_went if q.graph_name == DERIVED}
        return (self.before.derived_apart | rested | new) - gone

    @property
    def delta(self) -> set[Quad]:
        """The quads that came or went, also among what is not published."""
        came, went = self.changes
        return came | went

    @cached_property
    def changes(self) -> tuple[set[Quad], set[Quad]]:
        """The quads that came and those that went, also among what is not published.

        It is asked when all is derived.
        """
        old, new = self.before.derived_apart, {q for q in self.apart if q.graph_name == DERIVED}
        came = {q for q in self.published_came if q.graph_name == DERIVED} | new
        went = {q for q in self.published_went if q.graph_name == DERIVED} | old
        return self.came | (came - went), self.went | (went - came)

    def take_out_apart(self) -> None:
        """Leave in the store what is published."""
        remove(self.store, self.apart)

    def describe(self, description: Iterable[Quad]) -> None:
        """Let this be the description of what is published, for that of the graph before."""
        said = self.before.published.store.quads_for_pattern(None, None, None, DATASET)
        old, new = {*said}, {*description}
        remove(self.store, old - new)
        self.store.extend(new - old)


def worded_in(quads: Iterable[Quad], memory: Memory, ontology: Ontology) -> set[NamedNode]:
    """Return the properties whose values may be words: of some quads, and of the graph before."""
    used = {quad.predicate for quad in quads}
    return {*worded(used | {NamedNode(iri) for iri in memory.counts.properties}, ontology)}


def as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """Return quads as a store gives them back: numbers in their shortest form."""
    found, typed = set[Quad](), Store()
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and value.datatype not in AS_WRITTEN:
            typed.add(quad)
        else:
            found.add(quad)
    return found | {*typed}


def gone_from(store: Store, name: NamedNode, known: Collection[Quad]) -> set[Quad]:
    """Return the quads of a graph of a store without those that are known to be in it.

    Of a property of which all are known none is read: that takes six times as long as to look up.
    What is said of nothing that is known is read first, which mostly is all.
    """
    if not known:
        return {*store.quads_for_pattern(None, None, None, name)}
    there = Counter(quad.predicate for quad in known)
    query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} GROUP BY ?p"
    numbers = {row["p"]: int(row["n"].value) for row in _rows(store, query)}
    if all(number == there[said] for said, number in numbers.items()):
        return set()
    subjects = {quad.subject for quad in known}
    query = f"SELECT DISTINCT ?s WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
    others = [row["s"] for row in _rows(store, query) if row["s"] not in subjects]
    gone = {q for other in others for q in store.quads_for_pattern(other, None, None, name)}
    there.update(quad.predicate for quad in gone)
    some = [said for said, number in numbers.items() if number > there[said]]
    read = (store.quads_for_pattern(None, said, None, name) for said in some)
    return gone | {quad for quads in read for quad in quads if quad not in known}


def _rows(store: Store, query: str) -> QuerySolutions:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions), "the query selects"
    return rows


def remove(store: Store, quads: Iterable[Quad]) -> None:
    """Take quads out of a store."""
    for quad in quads:
        store.remove(quad)
