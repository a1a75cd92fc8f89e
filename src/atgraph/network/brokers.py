"""Who stands between others: brokers, cut points, and single links that hold parts together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.network.measures import MEASURES, compact
from atgraph.network.network import Network
from atgraph.network.ranking import RankedActor, Ranking, rank
from atgraph.network.robustness import Stated
from atgraph.network.structure import joints, parts_without, sides_of

BY = "betweenness"


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
    """Return who stands between others.

    Args:
        network: the network.
        stated: in which event each tie is stated.
        runs: how often the events are drawn anew; see `rank`.
        seed: of the draws.
        weighted: let a strong tie count as a short step in paths.
        top: how many ranks and bridges; 0 for all.

    Raises:
        NotFoundError: nobody is linked to anybody.
    """
    ranking = rank(network, BY, stated, runs=runs, seed=seed, weighted=weighted)
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
