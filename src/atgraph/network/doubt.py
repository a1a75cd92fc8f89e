"""How far a ranking can be trusted: what changes when one event is left out, and when the events are drawn anew.

Leaving out one at a time is the jackknife, drawing anew the bootstrap (Efron 1979), with the event
as the unit since what one event prints comes and goes together; for networks see Snijders and
Borgatti 1999.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from atgraph.network.measures import Compact, Measure, Rank, ranked
from atgraph.network.resampling import Events

RUNS = 200
SHARE = 0.9  # of the resamplings, that an interval holds
Ranks = dict[str, Rank]


@dataclass(frozen=True)
class Change:
    """What a ranking becomes without one event: who is first then, and who falls out of those that were at the top."""

    event: str
    first: tuple[str, ...]
    fallen: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """Rank intervals, and the events that make the result.

    ``left_out``: actor → from its best to its worst rank, the whole network's among them, when one
    event is left out.
    ``resampled``: actor → the ranks that 90 in 100 of the ``runs`` lie between. Both span the ranks
    that equal actors share.
    ``changes``: the events without which somebody else is first or somebody falls out of the top,
    most fallen first.
    """

    events: int
    runs: int
    left_out: Ranks = field(repr=False)
    resampled: Ranks = field(repr=False)
    changes: tuple[Change, ...]


def doubt(
    events: Events, measure: Measure, ranks: Ranks, head: int = 5, runs: int = RUNS, seed: int = 0
) -> Doubt:
    """Tell how far the ranks of a network can be trusted.

    Args:
        events: the network, by event.
        measure: what is ranked by.
        ranks: those of the whole network.
        head: how many at the top are looked at for what changes.
        runs: how many times the events are drawn anew; 0 leaves that out.
        seed: of the draws; the same seed gives the same ones.
    """
    measured = {event: _ranked(events.without(event), measure) for event in events.listed}
    chance = random.Random(seed)
    drawn = [
        _ranked(events.resampled(chance), measure) for _ in range(runs if events.listed else 0)
    ]
    changes = [_change(event, ranks, changed, head) for event, changed in measured.items()]
    return Doubt(
        events=len(measured),
        runs=len(drawn),
        left_out=_spans(ranks, [ranks, *measured.values()], _ends) if measured else {},
        resampled=_spans(ranks, drawn, interval) if drawn else {},
        changes=tuple(
            sorted(filter(None, changes), key=lambda change: (-len(change.fallen), change.event))
        ),
    )


def _ranked(network: Compact, measure: Measure) -> Ranks:
    return ranked(measure.compute(network), measure.least_first)


def _spans(ranks: Ranks, several: list[Ranks], span: Callable[[list[Rank]], Rank]) -> Ranks:
    return {actor: span([one[actor] for one in several]) for actor in ranks}


def _ends(found: Iterable[Rank]) -> Rank:
    listed = list(found)
    return Rank(min(place.first for place in listed), max(place.last for place in listed))


def interval(found: Iterable[Rank]) -> Rank:
    """Return the interval that leaves as many runs below as above, and so many inside as ``SHARE`` says."""
    listed = list(found)
    out = int(round(len(listed) * (1 - SHARE) / 2, 9))  # 1 - 0.9 is a little less than 0.1
    return Rank(
        sorted(place.first for place in listed)[out],
        sorted(place.last for place in listed)[-1 - out],
    )


def _change(event: str, before: Ranks, after: Ranks, head: int) -> Change | None:
    first, now = _first(before), _first(after)
    fallen = tuple(
        actor for actor, place in before.items() if place.first <= head < after[actor].first
    )
    return Change(event, now, fallen) if fallen or first != now else None


def _first(ranks: Ranks) -> tuple[str, ...]:
    return tuple(sorted(actor for actor, place in ranks.items() if place.first == 1))


@dataclass(frozen=True)
class Split:
    """What the largest component becomes without one event: the sizes of its parts of two and more, and how many have no tie left."""

    event: str
    parts: tuple[int, ...]
    alone: int


def splits(events: Events) -> list[Split]:
    """Return the events without which the largest component falls into several parts, those that leave the smallest rest first."""
    inside = set(events.whole().largest())
    found = []
    for event in events.listed:
        sizes = [
            len(part)
            for part in events.without(event).graph.connected_components()
            if inside & set(part)
        ]
        parts = tuple(sorted((size for size in sizes if size > 1), reverse=True))
        if len(parts) > 1:
            found.append(Split(event, parts, sizes.count(1)))
    return sorted(found, key=lambda split: (split.parts[0], split.event))
