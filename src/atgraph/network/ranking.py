"""Actors ranked by a measure, with what speaks against taking the ranks for more than they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from atgraph.errors import NotFoundError
from atgraph.network.measures import Measure, Rank, find_measure, ranked
from atgraph.network.network import Network
from atgraph.network.phrases import some
from atgraph.network.robustness import RUNS, SHARE, Doubt, Effect, EventNetwork, Stated, doubt
from atgraph.network.ties.classes import CO_PRESENCE

HEAD = 5  # how many at the top the warnings look at
# actors × links × networks measured, beyond which nothing is resampled unasked: about half a minute
EFFORT = 500_000_000


@dataclass(frozen=True)
class RankedActor:
    """An actor in a ranking.

    ``links`` is with how many others it is tied, ``co_presence`` with how many of them by
    co-presence alone; ``left_out`` and ``resampled`` are the ranks it has when the events are
    others, where that was tried.
    """

    actor: str
    label: str
    kind: str
    place: Rank
    value: float | None
    links: int
    co_presence: int
    left_out: Rank | None
    resampled: Rank | None


@dataclass(frozen=True)
class Ranking:
    """All actors of a network by rank, the measure, and how far the ranks can be trusted.

    ``doubt`` is None where nothing was tried.
    """

    measure: Measure
    rows: tuple[RankedActor, ...] = field(repr=False)
    doubt: Doubt | None
    warnings: tuple[str, ...]


def rank(
    network: Network,
    by: str,
    stated: Stated,
    *,
    runs: int | None = None,
    seed: int = 0,
    weighted: bool = False,
    head: int = HEAD,
) -> Ranking:
    """Rank the actors of a network.

    Args:
        network: the network.
        by: the name of a measure, of `MEASURES`.
        stated: in which event each tie is stated.
        runs: how often the events are drawn anew; None draws 200 times where that takes no more
            than about half a minute.
        seed: of the draws.
        weighted: let a strong tie count as a short step in paths.
        head: how many at the top the warnings look at.

    Raises:
        QueryError: there is no such measure.
        NotFoundError: there is nothing to rank.
    """
    measure = find_measure(by)
    check_links(network)
    events = EventNetwork.of(network.graph, stated, weighted)
    values = measure.compute(events.whole())
    ranks = ranked(values, measure.least_first)
    found = _doubt(events, measure, ranks, head, runs, seed)
    spread = found if found and found.events > 1 else None  # of one event nothing can be left out
    rows = []
    for actor, place in ranks.items():
        node = network.graph.nodes[actor]
        kinds = [kinds for _, _, kinds in network.graph.edges(actor, data="kinds")]
        rows.append(
            RankedActor(
                actor=actor,
                label=node["label"],
                kind=node["kind"],
                place=place,
                value=values[actor],
                links=len(kinds),
                co_presence=sum(map(alone, kinds)),
                left_out=spread.left_out.get(actor) if spread else None,
                resampled=spread.resampled.get(actor) if spread else None,
            )
        )
    return Ranking(
        measure, tuple(rows), found, tuple(_warnings(network, stated, found, rows, head))
    )


def check_links(network: Network) -> None:
    """Refuse to count where there is nothing to count.

    Raises:
        NotFoundError: there is no actor, or nobody is linked to anybody.
    """
    if network.graph.number_of_edges():
        return
    count = network.graph.number_of_nodes()
    known = {0: "there is no actor", 1: "there is one actor and no link"}
    who = known.get(count, f"none of the {count} actors is linked to another")
    raise NotFoundError(
        f"{who} in this network, so there is nothing to count; choose other ties, actors or days"
        f" ({network.choice})"
    )


def alone(kinds: tuple[str, ...]) -> bool:
    """Return whether a link rests on co-presence alone."""
    return set(kinds) == {CO_PRESENCE}


def explain(ranking: Ranking) -> str:
    """Return in one sentence what the intervals are; empty where there are none."""
    found = ranking.doubt
    if not found or found.events < 2:
        return ""
    drawn = f"; resampled: those in {SHARE:.0%} of {found.runs} draws of as many events"
    return (
        "one_event_less: the ranks an actor has when any one of the"
        f" {found.events} events is left out{drawn if found.runs else ''}."
    )


def _doubt(
    events: EventNetwork,
    measure: Measure,
    ranks: dict[str, Rank],
    top: int,
    runs: int | None,
    seed: int,
) -> Doubt | None:
    effort = len(events.names) * len(events.edges)
    if runs is None and effort * len(events.listed) > EFFORT:
        return None
    if runs is None:
        runs = RUNS if effort * (len(events.listed) + RUNS) <= EFFORT else 0
    return doubt(events, measure, ranks, top, runs, seed)


def _warnings(
    network: Network, stated: Stated, found: Doubt | None, rows: list[RankedActor], head: int
) -> Iterator[str]:
    if found is None:
        yield (
            "how far these ranks hold was not tried, which would take minutes; --runs 0 leaves out"
            " one event at a time, --runs 200 also draws anew"
        )
        return
    if found.events < 2:
        what = "one event" if found.events else "no event"
        yield f"all of it rests on {what}, so nothing can be said of how far it can be trusted"
        return
    if found.changes:
        yield (
            f"{len(found.changes)} of the {found.events} events change who is among the first"
            f" {head} when left out"
        )
    first = sorted(row.actor for row in rows if row.place.first == 1)
    names = {row.actor: row.label for row in rows}
    making = [effect for effect in found.changes if list(effect.first) != first]
    for effect in (making or found.changes[:1])[:3]:
        changes = ", and ".join(_effects(effect, first, head, names))
        yield (
            f"a single event makes this result: without “{stated.label(effect.event)}” {changes}"
        )
    if not found.runs:
        yield "the events were not drawn anew; --runs 200 does that"


def _effects(
    effect: Effect, first: list[str], head: int, names: Mapping[str, str]
) -> Iterator[str]:
    """Yield in words what changes without an event."""
    if list(effect.first) != first:
        instead = some(names[actor] for actor in first)
        if len(effect.first) == len(names):
            yield f"all are equal instead of {instead} being first"
        else:
            yield f"the first is {some(names[a] for a in effect.first)} instead of {instead}"
    if effect.fallen:
        verb = "falls" if len(effect.fallen) == 1 else "fall"
        yield f"{some(names[a] for a in effect.fallen)} {verb} out of the first {head}"
