"""The graphs that introductions and random walks run along: actors, and what they meet in.

`Walks` measures nearness. A walk starts at the actor, steps along ties (the heavier the likelier),
and now and then begins anew; near is what it comes by often. That is personalised PageRank (L.
Page, S. Brin, R. Motwani, T. Winograd, The PageRank Citation Ranking, Stanford InfoLab 1999-66; T.
H. Haveliwala, Topic-Sensitive PageRank, WWW 2002). That it finds missing ties was measured by D.
Liben-Nowell and J. Kleinberg, The Link-Prediction Problem for Social Networks, JASIST 58(7),
1019-1031, 2007, who also add up both directions where they differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, product
from math import inf
from typing import TYPE_CHECKING, TypeVar

from atgraph.errors import QueryError
from atgraph.network.meetings import Pair, stands_for
from atgraph.network.ties import (
    CO_PRESENCE,
    DECLARED,
    MENTION,
    ORGANIZATION,
    PARTICIPATION,
    PERSON,
    SHARED_PERSON,
    SHARED_THEME,
    THEME,
    Levels,
    Tie,
    Ties,
)

if TYPE_CHECKING:
    import igraph

T = TypeVar("T")
PEOPLE, ORGANIZATIONS, ANY = "people", "organizations", "any"
THROUGH = (ANY, PEOPLE, ORGANIZATIONS)
NO_STEPS = (SHARED_PERSON, SHARED_THEME)  # what two have in common, read off the steps themselves


def _chosen(
    read: Ties, counted: Iterable[Tie], kinds: Collection[str]
) -> tuple[list[Tie], Counter[str]]:
    """Return the ties of some kinds, and thing that is no actor → how many of them lead to it."""
    known = {*kinds, PARTICIPATION} if CO_PRESENCE in kinds else {*kinds} - {PARTICIPATION}
    chosen = [tie for tie in counted if tie.of.kind in known]
    return chosen, Counter(e for tie in chosen for e in tie.ends if not read.is_actor(e))


def check_steps(kinds: Iterable[str]) -> None:
    """Refuse kinds of tie along which nobody is introduced."""
    if none := [kind for kind in kinds if kind in NO_STEPS]:
        why = "which only says what two have in common; choose declared, co-presence or mention"
        raise QueryError(f"nobody is introduced by a {none[0]}, {why}")


@dataclass
class Steps:
    """Which two things are one step apart, by which ties.

    A declared tie costs 1, a part in an event 2 - 1/n where n take part (so two people in one room
    are near, two in a crowd are not), a mention 4. So a declared tie comes before organising
    together (2), that before a speaker at the event that one organises (3), and that before being
    at one event (4).

    Attributes:
        ends: who are to be introduced; they stand for themselves and are never left out.
        through: who may stand between them: people, organizations or any; things in which actors
            meet always may.
        cap: a path does not run through a thing that more actors than this have in common.
        ties: pair, sorted → the ties between the two; costs: pair → the lowest of them.
    """

    read: Ties
    counted: tuple[Tie, ...]
    ends: Pair
    through: str
    kinds: tuple[str, ...]
    levels: Levels
    cap: int
    ties: dict[Pair, dict[Tie, None]] = field(default_factory=dict)
    costs: dict[Pair, float] = field(default_factory=dict)
    over_cap: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        chosen, size = _chosen(self.read, self.counted, self.kinds)
        kinds = self.read.kinds
        self.over_cap = {e for e, n in size.items() if n > self.cap and kinds.get(e) != THEME}
        for tie in (tie for tie in chosen if any(map(self.read.is_actor, tie.ends))):
            cost = {DECLARED: 1.0, MENTION: 4.0}.get(tie.of.kind, 2.0)
            if tie.of.kind == PARTICIPATION:
                cost -= 1 / (max(size[end] for end in tie.ends) or 1)
            sides = (self.stand(tie, ends) for ends in (tie.sources, tie.targets))
            for (one, _), (other, _) in product(*sides):
                if one != other:
                    pair = (one, other) if one < other else (other, one)
                    self.ties.setdefault(pair, {})[tie] = None
                    self.costs[pair] = min(cost, self.costs.get(pair, inf))
        self.costs = dict(sorted(self.costs.items()))  # so that of equal paths the same comes first

    def shortest(self, one: str, other: str, count: int) -> list[list[str]]:
        """Return the cheapest paths from one thing to another, each the things it leads through.

        They have no loop: Yen's algorithm, as igraph has it (J. Y. Yen, Finding the K shortest
        loopless paths in a network, Management Science 17, 712-716, 1971).
        """
        if other not in self._numbers or other not in self.distances(one):
            return []
        source, target = self._numbers[one], self._numbers[other]
        names, costs = list(self._numbers), list(self.costs.values())
        paths = self._graph.get_k_shortest_paths(source, target, count, costs, mode="all")
        return [[names[node] for node in path] for path in paths]

    def distances(self, end: str) -> dict[str, int]:
        """Return everything that steps lead to from an actor, with the number of steps."""
        if end not in self._numbers:
            return {end: 0}
        (steps,) = self._graph.distances(self._numbers[end])
        return {name: int(n) for name, n in zip(self._numbers, steps) if n < inf}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {end: n for n, end in enumerate(sorted({*chain(*self.costs)}))}

    @cached_property
    def _graph(self) -> igraph.GraphBase:
        import igraph  # slow; GraphBase is Graph without what imports numpy

        edges = [(self._numbers[a], self._numbers[b]) for a, b in self.costs]
        return igraph.GraphBase(len(self._numbers), edges)

    def stand(self, tie: Tie, ends: Iterable[str]) -> Iterator[Pair]:
        """Yield the places that some ends of a tie stand as, each with what it stands for."""
        for end in ends:
            kind = self.read.kinds.get(end)
            if kind == ORGANIZATION:
                bodies = self.levels.bodies(end)
                yield from ((b, end) for b in bodies if self.through != PEOPLE or b in self.ends)
            elif kind == PERSON:
                if self.through != ORGANIZATIONS or end in self.ends:
                    yield end, end
                if self.through == ORGANIZATIONS:
                    yield from stands_for(self.read, self.levels, tie)
            elif kind != THEME and end not in self.over_cap:
                yield end, end


# The reciprocals of what a step costs in `Steps`, in a crowd.
WEIGHTS = {DECLARED: 1.0, PARTICIPATION: 1 / 2, MENTION: 1 / 4}

DAMPING = 0.85  # the share of steps that lead on, as PageRank has it; the rest begins anew


def both_ways(pairs: Mapping[Pair, T]) -> dict[str, dict[str, T]]:
    """Return each end of pairs → the other → what the pair has."""
    found: dict[str, dict[str, T]] = defaultdict(dict)
    for (one, other), value in pairs.items():
        found[one][other] = found[other][one] = value
    return found


@dataclass
class TypedGraph:
    """Actors, events, other things and themes; a person stands also for the bodies it acts for.

    What more ties than ``cap`` lead to is left out. ``ties``: pair, sorted → those between the two.
    """

    read: Ties
    counted: tuple[Tie, ...]
    kinds: tuple[str, ...]
    levels: Levels
    cap: int
    ties: dict[Pair, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    over_cap: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        chosen, size = _chosen(self.read, self.counted, self.kinds)
        self.over_cap = {thing for thing, count in size.items() if count > self.cap}
        for tie in chosen:
            for one, other in self._steps(tie):
                if one != other:
                    self.ties[(one, other) if one < other else (other, one)].append(tie)

    def _steps(self, tie: Tie) -> Iterable[Pair]:
        """Return the steps that a tie makes, each once."""
        sources = list(self._stand(tie, tie.sources))
        if tie.of.is_mutual:
            return dict.fromkeys(combinations(sources, 2)) if len(sources) <= self.cap else ()
        return dict.fromkeys(product(sources, self._stand(tie, tie.targets)))

    def _stand(self, tie: Tie, ends: Iterable[str]) -> Iterator[str]:
        for end in ends:
            kind = self.read.kinds.get(end)
            if kind == ORGANIZATION:
                yield from self.levels.bodies(end)
            elif end not in self.over_cap:
                yield end
                if kind == PERSON:
                    yield from (body for body, _ in stands_for(self.read, self.levels, tie))

    def weights(self) -> dict[Pair, float]:
        """Return pair → the sum over the classes of the ties between, each counted once."""
        return {
            pair: sum(WEIGHTS.get(of.kind, 0.5) for of in dict.fromkeys(tie.of for tie in ties))
            for pair, ties in sorted(self.ties.items())
        }


@dataclass(frozen=True)
class Walks:
    """Random walks on an undirected graph; ``weights`` is what a step weighs."""

    weights: Mapping[Pair, float]

    @cached_property
    def _graph(self) -> igraph.Graph:
        import igraph  # slow

        steps = ((*pair, weight) for pair, weight in self.weights.items())
        return igraph.Graph.TupleList(steps, weights=True)

    def nearness(self, start: str) -> dict[str, float]:
        """Return thing → how near it is; what cannot be reached is left out.

        It is the share of a walk from `start` spent there, and that of a walk from there spent at
        `start`, added: on an undirected graph the two are as the strengths of the ends.
        """
        names = self._graph.vs["name"]
        if start not in names:
            return {}
        shares = self._graph.personalized_pagerank(
            directed=False, damping=DAMPING, reset_vertices=start, weights="weight"
        )
        strengths = self._graph.strength(weights="weight")
        own = strengths[names.index(start)]
        return {
            name: share * (1 + own / strength)
            for name, share, strength in zip(names, shares, strengths)
            if share > 0 and name != start
        }
