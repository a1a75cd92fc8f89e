"""Actors ranked by a measure, and in words how far the ranks can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from atgraph.ask.evidence import evidence_of
from atgraph.errors import NotFoundError
from atgraph.network.measures import Measure, Rank, find_measure, ranked
from atgraph.network.network import Network
from atgraph.network.robustness import (
    EFFORT,
    SHARE,
    Doubt,
    Effect,
    EventNetwork,
    Ranks,
    Single,
    Stated,
    doubt,
    first_of,
    singles,
)
from atgraph.network.ties import CO_PRESENCE
from atgraph.text import some

RUNS = 200
HEAD = 5  # how many at the top the warnings look at


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
    tested: bool = True,
) -> Ranking:
    """Rank the actors of a network.

    ``by`` is the name of a measure, of `MEASURES`, and ``stated`` says in which event each tie is
    stated. The events are drawn anew ``runs`` times: None draws 200 times where that takes no more
    than about half a minute. ``seed`` is that of the draws; ``weighted`` lets a strong tie count as
    a short step in paths; ``head`` is how many at the top the warnings look at. ``tested`` says
    whether it is tried how far the ranks can be trusted.

    Raises:
        QueryError, NotFoundError: there is no such measure, or nothing to rank.
    """
    measure = find_measure(by)
    check_links(network)
    events = EventNetwork.of(network.graph, stated, weighted)
    values = measure.compute(events.whole())
    ranks = ranked(values, measure.least_first)
    runs = _runs(events, runs) if tested else None
    found = None if runs is None else doubt(events, measure, ranks, head, runs, seed)
    rows = []
    for actor, place in ranks.items():
        node = network.graph.nodes[actor]
        kinds = [kinds for _, _, kinds in network.graph.edges(actor, data="kinds")]
        said = node["label"], node["kind"], place, values[actor], len(kinds), sum(map(alone, kinds))
        spread = (found.left_out.get(actor), found.resampled.get(actor)) if found else (None, None)
        rows.append(RankedActor(actor, *said, *spread))
    making = singles(network, stated, measure, ranks, head, weighted) if found else []
    told = ranks, network.labels, head
    warnings = *_warnings(stated, found, *told), *_single_warnings(stated, making[:3], *told)
    return Ranking(measure, tuple(rows), found, warnings)


def check_links(network: Network) -> None:
    """Refuse to count where there is no actor, or nobody is linked to anybody."""
    if network.graph.number_of_edges():
        return
    count = network.graph.number_of_nodes()
    known = {0: "there is no actor", 1: "there is one actor and no link"}
    who = known.get(count, f"none of the {count} actors is linked to another")
    why = "in this network, so there is nothing to count; choose other ties, actors or days"
    raise NotFoundError(f"{who} {why} ({network.choice})")


def alone(kinds: tuple[str, ...]) -> bool:
    """Return whether a link rests on co-presence alone."""
    return set(kinds) == {CO_PRESENCE}


def explain(ranking: Ranking) -> str:
    """Return in one sentence what the intervals are; empty where there are none."""
    found = ranking.doubt
    if not found or found.events < 2:
        return ""
    drawn = f"; resampled: those in {SHARE:.0%} of {found.runs} draws of as many events"
    without = f"any one of the {found.events} events is left out{drawn if found.runs else ''}"
    return f"one_event_less: the ranks an actor has when {without}."


def _runs(events: EventNetwork, runs: int | None) -> int | None:
    """Return how often events are drawn anew; None where leaving one out takes too long too."""
    if runs is not None:
        return runs
    effort = len(events.names) * len(events.edges)
    if effort * (len(events.listed) + RUNS) <= EFFORT:
        return RUNS
    return 0 if effort * len(events.listed) <= EFFORT else None


def _warnings(
    stated: Stated, found: Doubt | None, ranks: Ranks, labels: Mapping[str, str], head: int
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
        events = f"{len(found.changes)} of the {found.events} events"
        yield f"{events} change who is among the first {head} when left out"
    making = [effect for effect in found.changes if effect.first != first_of(ranks)]
    for effect in (making or found.changes[:1])[:3]:
        without = f"without “{stated.label(effect.event)}”"
        changes = _changes(effect, ranks, labels, head)
        yield f"a single event makes this result: {without} {changes}"
    if not found.runs:
        yield "the events were not drawn anew; --runs 200 does that"


def _single_warnings(
    stated: Stated, made: list[Single], ranks: Ranks, labels: Mapping[str, str], head: int
) -> Iterator[str]:
    """Yield in words which ties and pages make the result."""
    words = evidence_of(stated.kg, [effect.event for *_, effect in made]) if stated.kg else {}
    for kind, what, effect in made:
        said = "; ".join(map(str, words.get(effect.event, ())))
        without = f"without {what}{f' ({said})' if said else ''}"
        changes = _changes(effect, ranks, labels, head)
        yield f"a single {kind} makes this result: {without} {changes}"


def _changes(effect: Effect, ranks: Ranks, labels: Mapping[str, str], head: int) -> str:
    """Say what changes without an event."""
    first, now, fallen = (
        some(labels[actor] for actor in actors)
        for actors in (first_of(ranks), effect.first, effect.fallen)
    )
    said = []
    if len(effect.first) == len(ranks) and effect.first != first_of(ranks):
        said.append(f"all are equal instead of {first} being first")
    elif effect.first != first_of(ranks):
        said.append(f"the first is {now} instead of {first}")
    if fallen:
        verb = "falls" if len(effect.fallen) == 1 else "fall"
        said.append(f"{fallen} {verb} out of the first {head}")
    return ", and ".join(said)
