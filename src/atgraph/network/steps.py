"""The graph that introductions run along: actors, what they meet in, and what a step costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, product
from math import inf
from typing import TYPE_CHECKING

from atgraph.errors import QueryError
from atgraph.network.meetings import Pair, stands_for
from atgraph.network.ties.classes import (
    CO_PRESENCE,
    DECLARED,
    MENTION,
    PARTICIPATION,
    SHARED_PERSON,
    SHARED_THEME,
)
from atgraph.network.ties.levels import Levels
from atgraph.network.ties.ties import ORGANIZATION, PERSON, THEME, Tie, Ties

if TYPE_CHECKING:
    import igraph

PEOPLE, ORGANIZATIONS, ANY = "people", "organizations", "any"
THROUGH = (ANY, PEOPLE, ORGANIZATIONS)
NO_STEPS = (SHARED_PERSON, SHARED_THEME)  # what two have in common, read off the steps themselves
OTHER = 2.0  # of a kind of tie that is new to this program


def made_kind(tie: Tie) -> str:
    """Return the kind of a tie as people choose it: a part in an event makes co-presence."""
    return CO_PRESENCE if tie.of.kind == PARTICIPATION else tie.of.kind


def check_steps(kinds: Iterable[str]) -> None:
    """Refuse kinds of tie along which nobody is introduced.

    Raises:
        QueryError: one that only says what two actors have in common.
    """
    if none := [kind for kind in kinds if kind in NO_STEPS]:
        raise QueryError(
            f"no step leads over a {none[0]}, which only says what two have in common; choose"
            " declared, co-presence or mention"
        )


@dataclass
class Steps:
    """Which two things are one step apart, by which ties.

    A declared tie costs 1, a part in an event 2 - 1/n where n take part (so two people in one room
    are near, two in a crowd are not), a mention 4. So a declared tie comes before organising
    together (2), that before a speaker at the event that one organises (3), and that before being
    at one event (4).

    Attributes:
        ends: the two actors that are to be introduced; they stand for themselves and are never left
            out.
        through: who may stand between them: people, organizations or any; things in which actors
            meet always may.
        kinds: the kinds of tie that count, as in `Choice`.
        cap: a thing that more actors have in common than this is no stepping stone.
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
        kinds = self.read.kinds
        chosen = [tie for tie in self.counted if made_kind(tie) in self.kinds]
        size = Counter(end for tie in chosen for end in tie.ends if not self.read.is_actor(end))
        self.over_cap = {
            end for end, count in size.items() if count > self.cap and kinds.get(end) != THEME
        }
        for tie in (tie for tie in chosen if any(map(self.read.is_actor, tie.ends))):
            cost = self._cost(tie, size)
            sources, targets = (
                [place for place, _ in self.stand(tie, ends)] for ends in (tie.sources, tie.targets)
            )
            for one, other in product(sources, targets):
                if one != other:
                    pair = (one, other) if one < other else (other, one)
                    self.ties.setdefault(pair, {})[tie] = None
                    self.costs[pair] = min(cost, self.costs.get(pair, inf))
        self.costs = dict(sorted(self.costs.items()))  # so that of equal paths the same comes first

    def shortest(self, one: str, other: str, count: int) -> list[list[str]]:
        """Return the cheapest paths from one thing to another, each the things it leads through.

        The k shortest paths without a loop are found by Yen's algorithm (J. Y. Yen, Finding the K
        shortest loopless paths in a network, Management Science 17, 712-716, 1971), as igraph has
        it.
        """
        number, graph = self._numbers, self._graph
        if not {one, other} <= number.keys():
            return []
        source, target = number[one], number[other]
        if target not in graph.subcomponent(source):
            return []
        names, costs = list(number), list(self.costs.values())
        paths = graph.get_k_shortest_paths(source, target, count, costs, mode="all")
        return [[names[node] for node in path] for path in paths]

    def way(self, one: str, other: str) -> list[tuple[str, list[Tie]]]:
        """Return each stop of the cheapest path, with the ties of the step to it."""
        paths = self.shortest(one, other, 1)
        return [
            (stop, list(self.ties[min(last, stop), max(last, stop)]))
            for path in paths
            for last, stop in pairwise(path)
        ]

    def distances(self, end: str) -> dict[str, int]:
        """Return everything that steps lead to from an actor, with the number of steps."""
        if end not in self._numbers:
            return {end: 0}
        (steps,) = self._graph.distances(self._numbers[end])
        return {name: int(n) for name, n in zip(self._numbers, steps) if n < inf}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Thing → its place among all, sorted."""
        names = sorted({end for pair in self.costs for end in pair})
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def _graph(self) -> igraph.GraphBase:
        """The graph, its edges in the order of the costs."""
        import igraph  # slow; GraphBase is Graph without what imports numpy

        edges = [(self._numbers[a], self._numbers[b]) for a, b in self.costs]
        return igraph.GraphBase(len(self._numbers), edges)

    def _cost(self, tie: Tie, size: Counter[str]) -> float:
        if tie.of.kind == PARTICIPATION:
            return 2 - 1 / (max(size[end] for end in tie.ends) or 1)
        return {DECLARED: 1.0, MENTION: 4.0}.get(tie.of.kind, OTHER)

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
