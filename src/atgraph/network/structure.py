"""What a network is like as a whole, where it would fall apart, and who stands between others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.network.measures import MEASURES, Compact, compact
from atgraph.network.network import Network
from atgraph.network.ranking import RankedActor, Ranking, Stated, rank


@dataclass(frozen=True)
class Shape:
    """A network in numbers; None where a number would mean nothing.

    ``components`` are the sizes of the parts, largest first; ``diameter`` (steps) and ``distance``
    (mean steps) those of the part that is larger than every other; ``clustering`` is the share of
    pairs with a contact in common who are tied themselves (Newman, Watts and Strogatz 2002);
    ``core`` the largest core number (Seidman 1983).
    """

    actors: int
    edges: int
    density: float | None
    components: tuple[int, ...]
    diameter: int | None
    distance: float | None
    clustering: float | None
    core: int | None


def shape(network: Compact) -> Shape:
    """Return a network in numbers."""
    graph, inside = network.graph, network.largest()
    count, edges = graph.vcount(), graph.ecount()
    part = graph.induced_subgraph(inside)
    # How many pairs of the largest part are one step apart, two steps, and so on.
    steps_apart = part.path_length_hist(directed=False).bins() if len(inside) > 1 else ()
    lengths = [int(pairs) for _, _, pairs in steps_apart]
    clustering = graph.transitivity_undirected() if edges else math.nan
    distance = sum(steps * pairs for steps, pairs in enumerate(lengths, 1))
    return Shape(
        actors=count,
        edges=edges,
        density=2 * edges / (count * (count - 1)) if count > 1 else None,
        components=tuple(sorted(map(len, graph.connected_components()), reverse=True)),
        diameter=len(lengths) or None,
        distance=distance / sum(lengths) if lengths else None,
        clustering=None if math.isnan(clustering) else clustering,
        core=max(graph.coreness()) if edges else None,
    )


@dataclass(frozen=True)
class CutPoint:
    """An actor without whom its component falls into parts (Hopcroft and Tarjan 1973)."""

    actor: str
    sizes: tuple[int, ...]

    def lost(self) -> int:
        """Return how many actors stand outside the largest part when it is gone."""
        return sum(self.sizes[1:])


@dataclass(frozen=True)
class Bridge:
    """A tie without which its component falls in two; how many are on each side (Tarjan 1974)."""

    ends: tuple[str, str]
    sizes: tuple[int, int]


@dataclass(frozen=True)
class Joints:
    """Where a network would fall apart: those that cut off most first."""

    cut_points: tuple[CutPoint, ...]
    bridges: tuple[Bridge, ...]


def joints(network: Compact) -> Joints:
    """Return the articulation points and the bridges, read from the tree of blocks."""
    blocks, cuts = network.graph.biconnected_components(return_articulation_points=True)
    blocks = [sorted(block) for block in blocks if len(block) > 1]
    behind = _sizes_behind(network, blocks, set(cuts))
    parts: dict[int, list[int]] = {}
    for (cut, _), size in behind.items():
        parts.setdefault(cut, []).append(size)
    names = network.names
    points = [CutPoint(names[n], tuple(sorted(its, reverse=True))) for n, its in parts.items()]
    whole = {n: len(part) for part in network.graph.connected_components() for n in part}
    bridges = []
    for number, block in enumerate(blocks):
        if len(block) == 2:
            source, target = block
            # An end that is no articulation point hangs there alone.
            here = behind.get((target, number), whole[source] - 1)
            bridges.append(Bridge((names[source], names[target]), (here, whole[source] - here)))
    return Joints(
        tuple(sorted(points, key=lambda cut: (-cut.lost(), cut.actor))),
        tuple(sorted(bridges, key=lambda bridge: (-min(bridge.sizes), bridge.ends))),
    )


def _sizes_behind(
    network: Compact, blocks: list[list[int]], cuts: set[int]
) -> dict[tuple[int, int], int]:
    """Return (articulation point, block at it) → how many actors are on that block's side."""
    import igraph  # slow

    number = {cut: len(blocks) + place for place, cut in enumerate(sorted(cuts))}
    pairs = [(block, number[n]) for block, its in enumerate(blocks) for n in its if n in cuts]
    tree = igraph.Graph(n=len(blocks) + len(cuts), edges=pairs)
    below = [sum(n not in cuts for n in members) for members in blocks] + [1] * len(cuts)
    above, total = [-1] * len(below), [0] * len(below)
    for component in tree.connected_components():
        order, _, parents = tree.bfs(component[0])
        for node in reversed(order[1:]):
            above[node] = parents[node]
            below[parents[node]] += below[node]
        for node in component:
            total[node] = below[order[0]]
    cut_of = {place: cut for cut, place in number.items()}
    return {
        (cut_of[cut], block): below[block] if above[block] == cut else total[cut] - below[cut]
        for block, cut in pairs
    }


def parts_without(network: Compact, actor: str) -> list[list[str]]:
    """Return the parts into which a component falls without an actor, largest first."""
    node = network.names.index(actor)
    rest = network.graph.copy()
    rest.delete_edges(network.graph.incident(node))
    parts = (rest.subcomponent(neighbour) for neighbour in network.graph.neighbors(node))
    named = {tuple(sorted(network.names[n] for n in part)) for part in parts}
    return [list(part) for part in sorted(named, key=lambda part: (-len(part), part))]


def sides_of(network: Compact, bridge: Bridge) -> list[list[str]]:
    """Return who is on the side of each end of a bridge, sorted."""
    source, target = (network.names.index(end) for end in bridge.ends)
    rest = network.graph.copy()
    rest.delete_edges([(source, target)])
    return [sorted(network.names[n] for n in rest.subcomponent(end)) for end in (source, target)]


@dataclass(frozen=True)
class Broker:
    """An actor that stands between others.

    ``constraint`` is Burt's (None without ties), ``parts`` what its component falls into when it is
    gone, largest first: the names of each, or nothing where it stays whole.
    """

    row: RankedActor
    constraint: float | None
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class NamedBridge:
    """A single link that holds two parts together; ``sides`` are who is on the side of each end."""

    ends: tuple[str, str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Brokers:
    """Those who stand between others, by betweenness; the bridges, the weightiest first.

    ``cut_points`` and ``bridge_count`` are how many there are in all.
    """

    ranking: Ranking
    brokers: tuple[Broker, ...]
    bridges: tuple[NamedBridge, ...]
    cut_points: int = 0
    bridge_count: int = 0


def find_brokers(
    network: Network,
    stated: Stated,
    *,
    runs: int | None = None,
    seed: int = 0,
    weighted: bool = False,
    top: int = 10,
) -> Brokers:
    """Return who stands between others: the first ``top`` ranks and bridges, or all for 0.

    The other arguments are those of `rank`, and what it raises.
    """
    ranking = rank(network, "betweenness", stated, runs=runs, seed=seed, weighted=weighted)
    counted = compact(network.graph)
    constraints = MEASURES["constraint"].compute(counted)
    found = joints(counted)
    points = {cut.actor for cut in found.cut_points}

    def names(actors: Iterable[str]) -> tuple[str, ...]:
        return tuple(network.graph.nodes[actor]["label"] for actor in actors)

    brokers = []
    for row in ranking.rows:
        if row.value and (not top or row.place.first <= top):
            parts = parts_without(counted, row.actor) if row.actor in points else []
            brokers.append(Broker(row, constraints[row.actor], tuple(map(names, parts))))
    bridges = []
    for bridge in found.bridges[: top or None]:
        here, there = (
            names([end, *(actor for actor in side if actor != end)])
            for end, side in zip(bridge.ends, sides_of(counted, bridge))
        )
        kinds = network.graph.edges[bridge.ends]["kinds"]
        bridges.append(NamedBridge((here[0], there[0]), (here, there), kinds))
    counts = len(found.cut_points), len(found.bridges)
    return Brokers(ranking, tuple(brokers), tuple(bridges), *counts)
