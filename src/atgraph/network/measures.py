"""What can be counted of each actor of a network, computed by igraph, with the values of networkx.

A measure that has no meaning for an actor (the constraint of somebody without ties, the eigenvector
centrality outside the largest component) is None, never a number that looks like one.
"""

import math
import random
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from atgraph.errors import QueryError
from atgraph.text import did_you_mean

Values = dict[str, float | None]
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def by_chance(chance: random.Random) -> Iterator[None]:
    """Let igraph draw from a generator; it knows one in the process, so others wait meanwhile."""
    import igraph  # slow

    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(chance)
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


@dataclass(frozen=True)
class Compact:
    """A network as an igraph with the ``weight`` of each edge; ``names`` are the nodes in order.

    ``lengths`` are what a path adds up: None for 1 a step, or 1/weight of each edge where strong
    ties are to count as short (Newman 2001).
    """

    names: tuple[str, ...]
    graph: Any = field(repr=False)
    lengths: tuple[float, ...] | None = field(default=None, repr=False)

    def spread(self, values: Iterable[float | None]) -> Values:
        """Return name → value, where not a number is None."""
        pairs = zip(self.names, values, strict=True)
        return {n: None if v is None or math.isnan(v) else float(v) for n, v in pairs}

    def largest(self) -> list[int]:
        """Return the nodes of the component that is larger than every other, if there is one."""
        parts = sorted(self.graph.connected_components(), key=len, reverse=True)
        if not parts or (len(parts) > 1 and len(parts[0]) == len(parts[1])):
            return []
        return list(parts[0])


def compact(graph: Any, weighted: bool = False) -> Compact:
    """Return an undirected networkx graph as igraph reads it, its nodes and edges sorted.

    ``weighted`` lets a strong tie count as a short step in paths; an edge without a weight has 1.
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
    import igraph  # slow

    graph = igraph.Graph(len(names), edges, edge_attrs={"weight": weights})
    return Compact(tuple(names), graph, tuple(1 / w for w in weights) if weighted else None)


@dataclass(frozen=True)
class Measure:
    """A measure of each actor: what it says here, where it was published, if values are whole.

    ``least_first``: the actor with the smallest value stands first.
    """

    name: str
    meaning: str
    source: str
    compute: Callable[[Compact], Values] = field(repr=False)
    least_first: bool = False
    whole: bool = False


def _betweenness(network: Compact) -> Values:
    """Count each of several shortest chains in part, no chain as not joined (Freeman 1977)."""
    count = len(network.names)
    pairs = (count - 1) * (count - 2) / 2 if count > 2 else 1
    found = network.graph.betweenness(weights=network.lengths, directed=False)
    return network.spread(value / pairs for value in found)


def _closeness(network: Compact) -> Values:
    """Return the mean nearness to those in reach, times the share of all others that are in reach.

    Freeman 1978, in Wasserman and Faust's form (1994, p. 201, as in networkx); from 0 to 1.
    """
    others = max(len(network.names) - 1, 1)
    reach = {n: len(part) - 1 for part in network.graph.connected_components() for n in part}
    near = network.graph.closeness(weights=network.lengths, normalized=True)
    return network.spread(v * reach[n] / others if reach[n] else 0.0 for n, v in enumerate(near))


def _eigenvector(network: Compact) -> Values:
    """Return how well tied each actor is to the well tied, of length 1 in sum of squares.

    Weights are counted (Bonacich 1972). It compares actors of one component only: those outside the
    largest have none, and nobody has one where no component is the largest or it has no tie.
    """
    inside = network.largest()
    if len(inside) < 2:
        return dict.fromkeys(network.names)
    place = {node: number for number, node in enumerate(inside)}
    edges = zip(network.graph.get_edgelist(), network.graph.es["weight"])
    within = {(place[a], place[b]): weight for (a, b), weight in edges if a in place}
    part = of_edges([network.names[n] for n in inside], list(within), list(within.values())).graph
    with by_chance(random.Random(0)), warnings.catch_warnings():  # where it begins is drawn
        # It says of far-off actors of a connected graph that they are near 0, which is so.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = part.eigenvector_centrality(weights="weight")
    length = math.sqrt(sum(value * value for value in found))
    # What follows twelve digits differs from machine to machine.
    rounded = {n: max(round(v / length, 12), 0.0) for n, v in zip(inside, found)}
    return network.spread(rounded.get(n) for n in range(len(network.names)))


_ALL = (
    Measure(
        "degree",
        "With how many others an actor is tied: whom it could speak to without being introduced.",
        "Freeman 1978",
        lambda network: network.spread(network.graph.degree()),
        whole=True,
    ),
    Measure(
        "weighted-degree",
        "How much ties an actor to others, all its ties counted.",
        "Barrat et al. 2004",
        lambda network: network.spread(network.graph.strength(weights="weight")),
    ),
    Measure(
        "betweenness",
        "The share of all pairs of others whose shortest chain of introductions runs through an"
        " actor: who could introduce, and who is missed when gone.",
        "Freeman 1977; Brandes 2001",
        _betweenness,
    ),
    Measure(
        "closeness",
        "How short the chains of introductions are from an actor to all others, who is out of reach"
        " counted as such (Wasserman and Faust's form).",
        "Freeman 1978; Wasserman and Faust 1994",
        _closeness,
    ),
    Measure(
        "eigenvector",
        "How well tied an actor is to those who are well tied themselves; only within the largest"
        " component.",
        "Bonacich 1972",
        _eigenvector,
    ),
    Measure(
        "reach",
        "How many others an actor reaches directly or through one introduction.",
        "Borgatti, Everett and Johnson 2013",
        lambda network: network.spread(n - 1 for n in network.graph.neighborhood_size(order=2)),
        whole=True,
    ),
    Measure(
        "constraint",
        "How far an actor's contacts know each other anyway; the less, the more it could bring"
        " together those who do not.",
        "Burt 1992",
        lambda network: network.spread(network.graph.constraint(weights="weight")),
        least_first=True,
    ),
    Measure(
        "core",
        "How tightly knit the group is that an actor belongs to: everybody in it has at least so"
        " many ties within it.",
        "Seidman 1983",
        lambda network: network.spread(network.graph.coreness()),
        whole=True,
    ),
)
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}


def find_measure(name: str) -> Measure:
    """Return a measure by its name; a `QueryError` names the nearest where there is none."""
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

    Who has no value comes after all who have one. Values that differ by rounding only are equal.
    """

    def order(name: str) -> tuple[bool, float, str]:
        value = values[name]
        return value is None, (value or 0.0) * (1 if least_first else -1), name

    groups: list[list[str]] = []
    for name in sorted(values, key=order):
        if not groups or not _equal(values[groups[-1][0]], values[name]):
            groups.append([])
        groups[-1].append(name)
    found: dict[str, Rank] = {}
    for group in groups:
        place = Rank(len(found) + 1, len(found) + len(group))
        found.update(dict.fromkeys(sorted(group), place))
    return found


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
