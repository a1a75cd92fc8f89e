"""What can be counted of each actor of a network, computed by igraph; each value is the one that networkx gives.

A measure that has no meaning for an actor (the constraint of somebody without ties, the eigenvector
centrality outside the largest component) is None, never a number that looks like one.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = dict[str, float | None]


@dataclass(frozen=True)
class Compact:
    """A network as igraph reads it: ``names`` are the nodes in order, ``weights`` how strong each edge is.

    ``lengths`` are what a path adds up: 1 a step, or 1/weight where strong ties are to count as
    short (Newman 2001).
    """

    names: tuple[str, ...]
    graph: Any = field(repr=False)
    weights: tuple[float, ...] = field(repr=False)
    lengths: tuple[float, ...] | None = field(default=None, repr=False)

    def spread(self, values: Iterable[float | None]) -> Values:
        """Return name → value, where not a number is None."""
        return {
            n: None if v is None or math.isnan(v) else float(v) for n, v in zip(self.names, values)
        }

    def largest(self) -> list[int]:
        """Return the nodes of the component that is larger than every other, or nothing where there is none."""
        sizes = sorted(self.graph.connected_components(), key=len, reverse=True)
        alone = len(sizes) == 1 or (len(sizes) > 1 and len(sizes[0]) > len(sizes[1]))
        return list(sizes[0]) if alone else []


def compact(graph: Any, weighted: bool = False) -> Compact:
    """Return a networkx graph as igraph reads it, its nodes and edges sorted.

    Args:
        graph: an undirected networkx graph; an edge without ``weight`` has 1.
        weighted: let a strong tie count as a short step in paths.
    """
    names = tuple(sorted(graph))
    number = {name: place for place, name in enumerate(names)}
    edges = {
        (min(number[a], number[b]), max(number[a], number[b])): float(w)
        for a, b, w in graph.edges(data="weight", default=1.0)
    }
    return of_edges(names, sorted(edges), [edges[pair] for pair in sorted(edges)], weighted)


def of_edges(
    names: Sequence[str],
    edges: Sequence[tuple[int, int]],
    weights: Sequence[float],
    weighted: bool = False,
) -> Compact:
    """Return a network of numbered nodes; the weights are above 0."""
    import igraph

    lengths = tuple(1 / w for w in weights) if weighted else None
    return Compact(tuple(names), igraph.Graph(n=len(names), edges=edges), tuple(weights), lengths)


@dataclass(frozen=True)
class Measure:
    """A measure of each actor: what it is called, what it says here, where it was published, how it is computed.

    ``least_first``: the actor with the smallest value stands first. ``whole``: values are whole
    numbers.
    """

    name: str
    meaning: str
    source: str
    compute: Callable[[Compact], Values] = field(repr=False)
    least_first: bool = False
    whole: bool = False


def degree(network: Compact) -> Values:
    """Return with how many others each actor is tied (Freeman 1978)."""
    return network.spread(network.graph.degree())


def weighted_degree(network: Compact) -> Values:
    """Return the sum of the weights of each actor's ties (Barrat et al. 2004: strength)."""
    return network.spread(network.graph.strength(weights=list(network.weights)))


def betweenness(network: Compact) -> Values:
    """Return the share of all pairs of others, 0 to 1, whose shortest chain runs through each actor (Freeman 1977).

    Where a pair has several shortest chains, each counts its part. Pairs without a chain count as
    not joined.
    """
    count = len(network.names)
    pairs = (count - 1) * (count - 2) / 2 if count > 2 else 1
    return network.spread(
        v / pairs for v in network.graph.betweenness(weights=network.lengths, directed=False)
    )


def closeness(network: Compact) -> Values:
    """Return how near each actor is to all others, 0 to 1 (Freeman 1978).

    In a network of several components it is Wasserman and Faust's form (1994, p. 201, as in
    networkx): the mean nearness to those in reach, times the share of all others that are in reach.
    """
    others = max(len(network.names) - 1, 1)
    reach = [0] * len(network.names)
    for part in network.graph.connected_components():
        for node in part:
            reach[node] = len(part) - 1
    near = network.graph.closeness(weights=network.lengths, normalized=True)
    return network.spread(v * r / others if r else 0.0 for v, r in zip(near, reach))


def eigenvector(network: Compact) -> Values:
    """Return how well tied each actor is to the well tied, weights counted (Bonacich 1972), of length 1 in sum of squares.

    It compares actors of one component only: those outside the largest have none, and nobody has
    one where no component is the largest or it has no tie.
    """
    inside = network.largest()
    if len(inside) < 2:
        return network.spread([None] * len(network.names))
    place = {node: number for number, node in enumerate(inside)}
    edges = {
        (place[a], place[b]): w
        for (a, b), w in zip(network.graph.get_edgelist(), network.weights)
        if a in place
    }
    part = of_edges([network.names[node] for node in inside], list(edges), list(edges.values()))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # says of far-off actors of a connected graph that they are near 0, which is so
        found = part.graph.eigenvector_centrality(weights=list(part.weights))
    length = math.sqrt(sum(v * v for v in found))
    rounded = {
        name: max(round(v / length, 12), 0.0) for name, v in zip(part.names, found)
    }  # what follows differs from run to run
    return network.spread(rounded.get(name) for name in network.names)


def reach(network: Compact) -> Values:
    """Return how many others each actor reaches in two steps or fewer (Borgatti, Everett and Johnson 2013, ch. 10)."""
    return network.spread(size - 1 for size in network.graph.neighborhood_size(order=2))


def constraint(network: Compact) -> Values:
    """Return how far each actor's contacts are tied to each other, weights counted (Burt 1992, ch. 2); None without ties."""
    return network.spread(network.graph.constraint(weights=list(network.weights)))


def core(network: Compact) -> Values:
    """Return the largest k for which each actor is in a group all of whom have k ties within it (Seidman 1983)."""
    return network.spread(network.graph.coreness())


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "degree",
            "With how many others an actor is tied: whom it could speak to without being introduced.",
            "Freeman 1978",
            degree,
            whole=True,
        ),
        Measure(
            "weighted-degree",
            "How much ties an actor to others, all its ties counted.",
            "Barrat et al. 2004",
            weighted_degree,
        ),
        Measure(
            "betweenness",
            "The share of all pairs of others whose shortest chain of introductions runs through an actor: who could introduce, and who is missed when gone.",
            "Freeman 1977; Brandes 2001",
            betweenness,
        ),
        Measure(
            "closeness",
            "How short the chains of introductions are from an actor to all others, who is out of reach counted as such (Wasserman and Faust's form).",
            "Freeman 1978; Wasserman and Faust 1994",
            closeness,
        ),
        Measure(
            "eigenvector",
            "How well tied an actor is to those who are well tied themselves; only within the largest component.",
            "Bonacich 1972",
            eigenvector,
        ),
        Measure(
            "reach",
            "How many others an actor reaches directly or through one introduction.",
            "Borgatti, Everett and Johnson 2013",
            reach,
            whole=True,
        ),
        Measure(
            "constraint",
            "How far an actor's contacts know each other anyway; the less, the more it could bring together those who do not.",
            "Burt 1992",
            constraint,
            least_first=True,
        ),
        Measure(
            "core",
            "How tightly knit the group is that an actor belongs to: everybody in it has at least so many ties within it.",
            "Seidman 1983",
            core,
            whole=True,
        ),
    )
}


def find_measure(name: str) -> Measure:
    """Return a measure by its name.

    Raises:
        QueryError: there is none; the nearest is named.
    """
    from atgraph.errors import QueryError
    from atgraph.text import did_you_mean

    if name in MEASURES:
        return MEASURES[name]
    hint = did_you_mean(name, MEASURES, f"choose from {', '.join(MEASURES)}")
    raise QueryError(f"there is no measure {name!r}; {hint}")


@dataclass(frozen=True, order=True)
class Rank:
    """The ranks that those who are equal share: ``first`` to ``last``, from 1."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}=" if self.last > self.first else str(self.first)

    def span(self) -> str:
        """Return it as an interval of ranks."""
        return f"{self.first}–{self.last}" if self.last > self.first else str(self.first)


def ranked(values: Values, least_first: bool = False) -> dict[str, Rank]:
    """Return the rank of each actor, in order of rank and then of name.

    Who has no value comes after all who have one. Values that differ by rounding only (1e-9) are equal.
    """
    ordered = sorted(values, key=lambda name: (_key(values[name], least_first), name))
    groups: list[list[str]] = []
    for name in ordered:
        if groups and _equal(values[groups[-1][0]], values[name]):
            groups[-1].append(name)
        else:
            groups.append([name])
    found: dict[str, Rank] = {}
    for group in groups:
        place = Rank(len(found) + 1, len(found) + len(group))
        found.update(dict.fromkeys(sorted(group), place))
    return found


def _key(value: float | None, least_first: bool) -> tuple[bool, float]:
    return (value is None, 0.0 if value is None else value if least_first else -value)


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
