"""How near everything is to one actor, for suggesting whom it has no tie with yet.

A walk starts at the actor, steps along ties (the heavier the likelier), and now and then begins
anew; near is what it comes by often. That is personalised PageRank (L. Page, S. Brin, R. Motwani,
T. Winograd, The PageRank Citation Ranking, Stanford InfoLab 1999-66; T. H. Haveliwala,
Topic-Sensitive PageRank, WWW 2002), also called random walk with restart (H. Tong, C. Faloutsos,
J.-Y. Pan, Fast Random Walk with Restart, ICDM 2006). That it finds missing ties was measured by D.
Liben-Nowell and J. Kleinberg, The Link-Prediction Problem for Social Networks, JASIST 58(7),
1019-1031, 2007, who also add up both directions where they differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from atgraph.network.meetings import Pair, stands_for
from atgraph.network.steps import made_kind
from atgraph.network.ties.classes import DECLARED, MENTION, PARTICIPATION
from atgraph.network.ties.levels import Levels
from atgraph.network.ties.ties import ORGANIZATION, PERSON, Tie, Ties

if TYPE_CHECKING:
    import igraph

# The reciprocals of what a step costs in `Steps`, in a crowd.
WEIGHTS = {DECLARED: 1.0, PARTICIPATION: 1 / 2, MENTION: 1 / 4}
OTHER = 1 / 2  # of a kind of tie that is new to this program
DAMPING = 0.85  # the share of steps that lead on, as PageRank has it; the rest begins anew


@dataclass
class TypedGraph:
    """Actors, events, other things and themes, over whatever ties lead to them.

    A person stands also for the bodies in whose capacity it acts.

    Attributes:
        counted: the ties that count.
        kinds: the kinds of tie that count, as in `Choice`.
        cap: what more ties than this lead to is left out.
        ties: pair, sorted → the ties between the two.
        over_cap: what was left out.
    """

    read: Ties
    counted: tuple[Tie, ...]
    kinds: tuple[str, ...]
    levels: Levels
    cap: int
    ties: dict[Pair, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    over_cap: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        chosen = [tie for tie in self.counted if made_kind(tie) in self.kinds]
        size = Counter(end for tie in chosen for end in tie.ends if not self.read.is_actor(end))
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
            pair: sum(WEIGHTS.get(of.kind, OTHER) for of in dict.fromkeys(tie.of for tie in ties))
            for pair, ties in sorted(self.ties.items())
        }

    def beside(self) -> Mapping[str, Mapping[str, list[Tie]]]:
        """Return each thing → what is one step away → the ties between."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for (one, other), ties in sorted(self.ties.items()):
            found[one][other] = found[other][one] = ties
        return found


@dataclass(frozen=True)
class Walks:
    """Random walks on an undirected graph; ``weights`` is what a step weighs."""

    weights: Mapping[Pair, float]

    @cached_property
    def strength(self) -> Mapping[str, float]:
        """Thing → the sum of the weights of its steps."""
        found: dict[str, float] = defaultdict(float)
        for pair, weight in self.weights.items():
            for end in pair:
                found[end] += weight
        return {name: found[name] for name in sorted(found)}

    @cached_property
    def _graph(self) -> tuple[dict[str, int], igraph.Graph]:
        """Thing → its number, and the graph of these."""
        import igraph  # slow

        number = {name: place for place, name in enumerate(self.strength)}
        edges = [(number[one], number[other]) for one, other in self.weights]
        weights = {"weight": list(self.weights.values())}
        return number, igraph.Graph(len(number), edges, edge_attrs=weights)

    def nearness(self, start: str, damping: float = DAMPING) -> dict[str, float]:
        """Return thing → how near it is; what cannot be reached is left out.

        Near is the share of a walk from `start` that is spent there, and the share of a walk from
        there that is spent at `start`, added. The second follows from the first: on an undirected
        graph the two are to each other as the strengths of the ends.
        """
        if start not in self.strength:
            return {}
        number, graph = self._graph
        shares = graph.personalized_pagerank(
            directed=False, damping=damping, reset_vertices=number[start], weights="weight"
        )
        own = self.strength[start]
        return {
            name: share * (1 + own / self.strength[name])
            for name, share in zip(number, shares)
            if share > 0 and name != start
        }
