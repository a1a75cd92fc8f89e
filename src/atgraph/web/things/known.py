"""What is read once of a graph for the pages of its things: its ties, by what is at their ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.ask.evidence import select_of
from atgraph.data.names import bare
from atgraph.graph.graph import Row, text
from atgraph.network.choice import Chosen, LeftOut, Selection, choice_of
from atgraph.network.ties import BODY, Tie, Ties, read_ties


@dataclass(frozen=True)
class End:
    """A thing that a line names: `kind` is the name of its class, in lower case."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True)
class Known:
    """The ties of a graph, each with the names and kinds of its ends.

    Attributes:
        at: thing → the ties with it at an end, sorted by IRI.
        speaking: organisation → the ties of people in its capacity.
        within: organisation or event → all within it, itself too.
        by_iri: the IRI of a tie → the tie.
    """

    read: Ties
    at: Mapping[str, tuple[Tie, ...]]
    speaking: Mapping[str, tuple[Tie, ...]]
    within: Mapping[str, frozenset[str]]
    by_iri: Mapping[str, Tie]
    kinds: Mapping[str, str]

    def end(self, iri: str) -> End:
        """Return a thing with its name and kind."""
        return End(iri, self.read.labels([iri])[iri], self.kinds.get(iri, ""))

    def first_day(self, thing: str) -> str:
        """Return the first day of an event as an ISO date; empty where it has none."""
        return self.read.days.get(thing, ("", ""))[0]

    def ties(self, things: Iterable[str], *classes: str) -> list[Tie]:
        """Return the ties at some things, each once, in order; of some classes where given."""
        found = {tie.iri: tie for thing in things for tie in self.at.get(thing, ())}
        return [found[i] for i in sorted(found) if not classes or record(found[i]) in classes]

    def ends(self, iris: Iterable[str]) -> tuple[End, ...]:
        """Return things with their names and kinds, by name."""
        found = map(self.end, iris)
        return tuple(sorted(found, key=lambda end: (bare(end.label), end.iri)))

    def spoken(self, organizations: Iterable[str]) -> list[Tie]:
        """Return the ties of people in the capacity of some organisations, each once."""
        found = {tie.iri: tie for body in organizations for tie in self.speaking.get(body, ())}
        return [found[iri] for iri in sorted(found)]

    def own(self, thing: str) -> frozenset[str]:
        """Return a thing and all that is within it."""
        return self.within.get(thing, frozenset()) | {thing}

    def near(self, things: Iterable[str]) -> Selection:
        """Return the confirmed ties of some bodies, and those that meet them in a third thing.

        They are all that links the bodies to others by declared ties and by being in one room.
        """
        own = [*self.ties(things), *self.spoken(things)]
        shared = (
            other
            for tie in own
            if tie.of.projection != "none"
            for target in tie.targets
            for other in self.at.get(target, ())
            if other.of is tie.of
        )
        ties = {tie.iri: tie for tie in (*own, *shared) if tie.is_confirmed}
        chosen: Chosen = {"level": BODY}
        choice = choice_of(chosen, "organizations", BODY)
        kept = tuple(ties[iri] for iri in sorted(ties))
        return Selection(self.read, kept, frozenset(), frozenset(), choice, LeftOut())


def read_known(kg: KnowledgeGraph) -> Known:
    """Read the ties of a graph."""
    read = read_ties(kg)
    at: dict[str, list[Tie]] = defaultdict(list)
    speaking: dict[str, list[Tie]] = defaultdict(list)
    within: dict[str, set[str]] = defaultdict(set)
    for tie in read.all:
        for end in tie.ends:
            at[end].append(tie)
        for body in read.stands_for.get(tie.iri, ()):
            speaking[body].append(tie)
    for wholes in (read.above, read.parts):
        for part, above in wholes.items():
            for whole in above:
                within[whole].add(part)
    read.labels(at)
    return Known(
        read,
        {thing: tuple(ties) for thing, ties in at.items()},
        {body: tuple(ties) for body, ties in speaking.items()},
        {whole: frozenset(parts) for whole, parts in within.items()},
        {tie.iri: tie for tie in read.all},
        read.kind_names(at),
    )


def record(tie: Tie) -> str:
    """Return the local name of the class of a tie."""
    return tie.of.iri.rpartition("#")[2]


ABOUT = """
SELECT DISTINCT ?statement ?thing ?label WHERE {
  VALUES ?statement { %s }
  { ?statement atg:connects|atg:isNamingOf|atg:isListingOf ?thing }
  UNION { ?statement a atg:Event . BIND (?statement AS ?thing) }
  ?thing rdfs:label ?label .
}
"""


@dataclass(frozen=True)
class Contradictions:
    """Where the sources contradict themselves: the answer, and the rows about each thing."""

    answer: Answer
    rows: Mapping[str, tuple[Row, ...]]


def read_contradictions(kg: KnowledgeGraph) -> Contradictions:
    """Return what the question contradictions answers, by the thing that a row is about."""
    answer = kg.ask("contradictions")
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)
    stated = {iri for row in answer.rows for iri in answer.statements(row)}
    for row in select_of(kg, ABOUT, stated):
        named[text(row, "statement")].add((text(row, "label"), text(row, "thing")))
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in answer.rows:
        about = {pair for iri in answer.statements(row) for pair in named[iri]}
        for label, thing in sorted(about):
            if label == text(row, "about"):
                rows[thing].append(row)
    return Contradictions(answer, {thing: tuple(found) for thing, found in rows.items()})
