"""Links actors: by the ties between them, and by the things in which several meet.

A class of ties says what two of its sources that share a target are to each other
(atg:projectionKind). Two classes that meet in one thing make no link: who brings an event about is
not for that reason present at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING, Unpack

from atgraph.network.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.meetings import Meeting, Meetings, Pair, Stand, Standing
from atgraph.network.ties import (
    BODY,
    DECLARED,
    EVENT,
    PARTICIPATION,
    Levels,
    Tie,
    Ties,
    rank_of,
)

if TYPE_CHECKING:
    import networkx

    from atgraph.graph.graph import Graph

Parts = Mapping[str, Mapping[str, frozenset[Tie]]]


@dataclass(frozen=True, order=True)
class Link:
    """One reason why two actors are linked.

    Attributes:
        kind: declared, co-presence, mention, shared person or shared theme.
        how: the label of the class of the tie; after “shared” where the two meet in a third thing.
        statements: the IRIs of its ties, sorted; `ask.evidence.evidence_of` opens their words.
        via: the IRI of the thing in which the two meet; empty where one tie connects them.
        role: the labels of the roles that the ties say, each once, sorted, with a comma between.
        first, last: the earliest and the latest day, as ISO dates; empty where none is known.
        source: the IRI of the actor that the tie runs from; empty where that cannot be said.
        ends: the role apart, of the one whose IRI comes first and of the other: what each does
            where the two meet; of a tie with a direction the source's, of a mutual one of both.
    """

    kind: str
    how: str
    statements: tuple[str, ...]
    via: str = ""
    role: str = ""
    first: str = ""
    last: str = ""
    source: str = ""
    ends: tuple[str, str] = ("", "")


def strength(link: Link) -> tuple[int, Link]:
    """Return what links are sorted by, what outranks first."""
    return rank_of(link.kind), link


@dataclass
class Projection:
    """The reasons why the actors of a choice are linked.

    Attributes:
        around: where given, only links of this actor are looked for.
        reasons: pair of actors, sorted → the ties between them, and the things in which they meet.
        actors: everybody who is linked, or has a part in something that could have linked them.
    """

    read: Ties
    ties: tuple[Tie, ...]
    choice: Choice
    levels: Levels
    around: str = ""
    reasons: dict[Pair, list[Tie | Meeting]] = field(default_factory=lambda: defaultdict(list))
    actors: set[str] = field(default_factory=set)
    over_cap: set[str] = field(default_factory=set)
    inside: int = 0

    def __post_init__(self) -> None:
        self.stand = Standing(self.read, self.levels, self.choice.actors)
        for tie in self.ties:
            if tie.of.kind in self.choice.ties:
                self._link_directly(tie)
        for meeting in Meetings(self.read, self.ties, self.choice, self.stand):
            self.actors.update(meeting.parts)
            if meeting.size > self.choice.cap:
                self.over_cap.add(meeting.via)
            else:
                self._link_through(meeting)

    def _link_directly(self, tie: Tie) -> None:
        sources, targets = list(self.stand(tie, tie.sources)), list(self.stand(tie, tie.targets))
        if tie.of.is_mutual and len(sources) > self.choice.cap:
            self.over_cap.add(tie.iri)
            return
        pairs = combinations(sources, 2) if tie.of.is_mutual else product(sources, targets)
        for (one, unit), (other, its) in pairs:
            if unit == its or (self.around and self.around not in (one, other)):
                continue  # a unit of two bodies is no tie between the two
            if self.levels.level == BODY and self.levels.are_one_body(unit, its):
                self.inside += 1
            else:
                self.actors.update((one, other))
                self._add(one, other, tie)

    def _link_through(self, meeting: Meeting) -> None:
        """Link those who meet; what would link a body to itself, or to its own, is counted."""
        units, around = meeting.units, self.around
        pairs: Iterable[Pair] = combinations(meeting.parts, 2)
        if around:
            others = (actor for actor in meeting.parts if actor != around)
            pairs = ((around, other) for other in others) if around in meeting.parts else ()
        for actor in meeting.parts:
            if around in ("", actor):
                self.inside += len(units[actor]) * (len(units[actor]) - 1) // 2
        for one, other in pairs:
            no_guest = meeting.guests is not None and meeting.guests.isdisjoint((one, other))
            if no_guest or len(units[one] | units[other]) == 1:
                continue
            if self.levels.are_one_body(one, other):
                self.inside += 1
            else:
                self._add(one, other, meeting)

    def _add(self, one: str, other: str, reason: Tie | Meeting) -> None:
        reasons = self.reasons[(one, other) if one < other else (other, one)]
        if reason not in reasons[-1:]:
            reasons.append(reason)

    def links(self) -> Iterator[tuple[Pair, list[tuple[Link, float]]]]:
        """Yield each pair with its links, sorted, each with what it weighs, as `Network` says."""
        every = ((pair, reason) for pair, reasons in self.reasons.items() for reason in reasons)
        self.read.details({tie for pair, reason in every for tie in _brought(reason, pair)})
        for pair in sorted(self.reasons):
            yield pair, sorted(self._links(pair))

    def _links(self, pair: Pair) -> Iterator[tuple[Link, float]]:
        read, reasons = self.read, self.reasons[pair]
        for meeting in (reason for reason in reasons if isinstance(reason, Meeting)):
            ties, via = _brought(meeting, pair), meeting.via
            said = read.roles(ties), *(read.days.get(via) or read.span(ties))
            ends = read.roles(meeting.parts[pair[0]]), read.roles(meeting.parts[pair[1]])
            link = Link(meeting.kind, meeting.how, _iris(ties), via, *said, ends=ends)
            yield link, 1 / (len(meeting.parts) - 1)
        between = [reason for reason in reasons if isinstance(reason, Tie)]
        yield from ((link, 1.0) for link in direct_links(read, between, pair, self.stand))


def direct_links(read: Ties, ties: Iterable[Tie], pair: Pair, stand: Stand) -> Iterator[Link]:
    """Yield the links that ties between two make: those of one class and role are one."""
    groups: dict[tuple[str, str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        sources = {actor for actor, _ in stand(tie, tie.sources)}
        source = "" if tie.of.is_mutual else next(end for end in pair if end in sources)
        groups[tie.of.kind, tie.of.label, read.roles([tie]), source].append(tie)
    for (kind, how, role, source), same in groups.items():
        ends = (role if source in ("", pair[0]) else "", role if source in ("", pair[1]) else "")
        yield Link(kind, how, _iris(same), "", role, *read.span(same), source, ends)


def _brought(reason: Tie | Meeting, pair: Pair) -> set[Tie]:
    """Return the ties that a reason rests on: itself, or what brings the two to a meeting."""
    return {reason} if isinstance(reason, Tie) else reason.parts[pair[0]] | reason.parts[pair[1]]


def _iris(ties: Iterable[Tie]) -> tuple[str, ...]:
    return tuple(sorted(tie.iri for tie in ties))


def parts_in_events(selection: Selection, *choices: Choice) -> Parts:
    """Return event → actor, as any choice has it → the ties by which it has a part there."""
    read = selection.read
    standings = [Standing(read, Levels(read.above, c.level), c.actors) for c in choices]
    found: dict[str, dict[str, set[Tie]]] = defaultdict(lambda: defaultdict(set))
    for tie in (tie for tie in selection.ties if tie.of.kind in (DECLARED, PARTICIPATION)):
        for event in read.ends_of(tie, EVENT):
            ends = [end for end in tie.ends if end != event]
            for stand in standings:
                for actor, _ in stand(tie, ends):
                    found[event][actor].add(tie)
    return {
        event: {actor: frozenset(ties) for actor, ties in sorted(found[event].items())}
        for event in sorted(found)
    }


@dataclass(frozen=True)
class Network:
    """Actors and their links.

    Attributes:
        graph: undirected and simple, nodes and edges sorted. A node is an actor's IRI, with
            `label`, `kind` (person or organization) and `on_request`. An edge has `links` (the
            reasons, sorted), `kinds` (of its links, sorted) and `weight`: a sum in which a tie
            between the two counts 1, however often it is stated, and a thing in which n actors meet
            counts 1/(n-1) (M. E. J. Newman, Scientific collaboration networks II, Phys. Rev. E 64,
            016132, 2001), whatever its kind.
        labels: IRI → label, of the actors and of the things in which they meet.
    """

    graph: networkx.Graph
    choice: Choice
    left_out: LeftOut
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Drawn:
    """Ties that count, and what is drawn by them once it is asked for."""

    selection: Selection

    @property
    def read(self) -> Ties:
        """All ties, with what is said of their ends."""
        return self.selection.read

    @property
    def choice(self) -> Choice:
        """What the network is drawn by."""
        return self.selection.choice

    @cached_property
    def network(self) -> Network:
        """The network."""
        return draw_selection(self.selection)

    @cached_property
    def levels(self) -> Levels:
        """What organisations stand as."""
        return Levels(self.read.above, self.choice.level)


def draw_network(kg: Graph, *, actors: str = Choice.actors, **chosen: Unpack[Chosen]) -> Network:
    """Return the network of the actors of a graph; it raises what `choose` raises."""
    return draw_selection(choose(kg, chosen, actors))


def draw_selection(selection: Selection) -> Network:
    """Return the network of the actors at the ends of ties that were chosen already."""
    import networkx  # slow

    read, choice = selection.read, selection.choice
    levels = Levels(read.above, choice.level)
    projection = Projection(read, selection.ties, choice, levels)
    graph = networkx.Graph()
    names, kinds = read.labels(projection.actors), read.kind_names(projection.actors)
    for iri in sorted(projection.actors):
        graph.add_node(iri, label=names[iri], kind=kinds[iri], on_request=iri in selection.listed)
    things = set[str]()
    for (one, other), weighed in projection.links():
        links, weights = zip(*weighed)
        things.update(link.via for link in links)
        kinds_of_links = tuple(sorted({link.kind for link in links}))
        graph.add_edge(one, other, links=links, kinds=kinds_of_links, weight=sum(weights))
    labels = read.labels([*graph, *things])
    left_out = what_is_left_out(selection, projection.over_cap, projection.inside)
    return Network(graph, choice, left_out, labels)


def what_is_left_out(selection: Selection, over_cap: Iterable[str], inside: int = 0) -> LeftOut:
    """Return all that is not in an answer, with the labels of what is over the cap."""
    labels = selection.read.labels(over_cap)
    return replace(selection.left_out, over_cap=tuple(sorted(labels.values())), inside=inside)
