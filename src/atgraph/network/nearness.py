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

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from atgraph.network.projection import Pair

if TYPE_CHECKING:
    import igraph

DAMPING = 0.85  # the share of steps that lead on, as PageRank has it; the rest begins anew


@dataclass(frozen=True)
class Walks:
    """Random walks on an undirected graph.

    Attributes:
        weights: pair, sorted → what the step between the two weighs.
    """

    weights: Mapping[Pair, float]

    @cached_property
    def names(self) -> Sequence[str]:
        """All things, sorted."""
        return sorted({end for pair in self.weights for end in pair})

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Thing → its place among them."""
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def strength(self) -> Mapping[str, float]:
        """Thing → the sum of the weights of its steps."""
        found: dict[str, float] = defaultdict(float)
        for pair, weight in self.weights.items():
            for end in pair:
                found[end] += weight
        return found

    @cached_property
    def graph(self) -> igraph.Graph:
        """The graph, its vertices in the order of the names."""
        import igraph

        edges = [(self.numbers[one], self.numbers[other]) for one, other in self.weights]
        return igraph.Graph(
            len(self.names), edges, edge_attrs={"weight": list(self.weights.values())}
        )

    def nearness(self, start: str, damping: float = DAMPING) -> dict[str, float]:
        """Return thing → how near it is; what cannot be reached is left out.

        Near is the share of a walk from `start` that is spent there, and the share of a walk from
        there that is spent at `start`, added. The second follows from the first: on an undirected
        graph the two are to each other as the strengths of the ends.
        """
        if start not in self.numbers:
            return {}
        shares = self.graph.personalized_pagerank(
            directed=False, damping=damping, reset_vertices=self.numbers[start], weights="weight"
        )
        own = self.strength[start]
        return {
            name: share * (1 + own / self.strength[name])
            for name, share in zip(self.names, shares)
            if share > 0 and name != start
        }
