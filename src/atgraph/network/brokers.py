"""Who stands between others: brokers, those without whom a part is cut off, and single links that hold parts together."""

from __future__ import annotations

from dataclasses import dataclass, field

from atgraph.network.measures import MEASURES, Compact, Values, compact
from atgraph.network.network import Network
from atgraph.network.ranking import RankedActor, Ranking, rank
from atgraph.network.robustness import Stated
from atgraph.network.structure import Bridge, CutPoint, joints, parts_without, sides_of

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
    """A single link that holds two parts together: its ends, who is on the side of each, and the kinds of tie it rests on."""

    ends: tuple[str, str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Brokers:
    """Those who stand between others, by betweenness; the bridges, those that hold most together first.

    ``cut_points`` and ``bridge_count`` are how many there are in all.
    """

    ranking: Ranking
    brokers: tuple[Broker, ...]
    bridges: tuple[NamedBridge, ...]
    cut_points: int = field(default=0)
    bridge_count: int = field(default=0)


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
    points = {cut.actor: cut for cut in found.cut_points}
    rows = [row for row in ranking.rows if row.value and (not top or row.place.first <= top)]
    return Brokers(
        ranking,
        tuple(_broker(network, counted, row, constraints, points) for row in rows),
        tuple(_bridge(network, counted, bridge) for bridge in found.bridges[: top or None]),
        len(found.cut_points),
        len(found.bridges),
    )


def _broker(
    network: Network,
    counted: Compact,
    row: RankedActor,
    constraints: Values,
    points: dict[str, CutPoint],
) -> Broker:
    parts = parts_without(counted, row.actor) if row.actor in points else []
    return Broker(row, constraints[row.actor], tuple(_names(network, part) for part in parts))


def _bridge(network: Network, counted: Compact, bridge: Bridge) -> NamedBridge:
    here, there = (
        _ordered(network, end, side) for end, side in zip(bridge.ends, sides_of(counted, bridge))
    )
    one, other = (network.graph.nodes[end]["label"] for end in bridge.ends)
    return NamedBridge((one, other), (here, there), network.graph.edges[bridge.ends]["kinds"])


def _ordered(network: Network, end: str, side: list[str]) -> tuple[str, ...]:
    """Return the names on one side, the end of the bridge first."""
    return _names(network, [end, *(actor for actor in side if actor != end)])


def _names(network: Network, actors: list[str]) -> tuple[str, ...]:
    return tuple(network.graph.nodes[actor]["label"] for actor in actors)
