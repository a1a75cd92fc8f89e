"""Groups of actors that are tied more among themselves than to others, and how sure it is that a member belongs there.

The groups are those of the best of many runs of the Leiden algorithm (Traag, Waltman and van Eck
2019), which maximises modularity (Newman and Girvan 2004) and starts each run from another seed. On
a small network many divisions are nearly as good (Good, de Montjoye and Clauset 2010), so each
member is told with how often it changes company between the runs (co-membership, as in consensus
clustering: Lancichinetti and Fortunato 2012).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from atgraph.network.measures import Compact

RUNS, LEAST = 20, 5
# links × runs, beyond which fewer runs are made unasked: of 25,000 links one takes half a second
EFFORT = 300_000


@dataclass(frozen=True)
class Member:
    """An actor of a community.

    ``ambiguity`` is 0 when every run puts it with the rest of its community, 1 when none does, and
    None for one who is alone there. ``leans`` is the number of the other community that it is put
    with most often, and ``pull`` the mean share of that community's members it is then with, 0 to
    1.
    """

    actor: str
    ambiguity: float | None
    leans: int | None
    pull: float


@dataclass(frozen=True)
class Community:
    """A group, numbered from 1, largest first; its members by ambiguity, the surest first."""

    number: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Division:
    """A network divided into communities; those who have no tie are in none of them.

    ``modularity`` is that of the best of the ``runs``, and ``least`` that of the worst; None in a
    network without ties.
    """

    communities: tuple[Community, ...]
    alone: tuple[str, ...]
    modularity: float | None
    least: float | None
    runs: int


def divide(network: Compact, runs: int | None = None, seed: int = 0) -> Division:
    """Divide a network into communities; the same network, runs and seed give the same ones.

    Args:
        network: the network; its weights are counted.
        runs: how often the algorithm is run, at least 1; None for as often as `runs_for` says.
        seed: of the first run; the others follow it.
    """
    alone = [n for n, d in enumerate(network.graph.degree()) if not d]
    if not network.graph.ecount():
        return Division((), tuple(network.names), None, None, 0)
    runs = runs or runs_for(network)
    found = [_leiden(network, seed + run) for run in range(runs)]
    best, chosen = max(found, key=lambda one: one[0])  # of several equally good ones the first
    groups = _groups(network, chosen, set(alone))
    members = _members(network, groups, [labels for _, labels in found])
    communities = tuple(
        Community(number + 1, tuple(sorted(members[number], key=_surest)))
        for number in range(len(groups))
    )
    return Division(
        communities, tuple(network.names[n] for n in alone), best, min(m for m, _ in found), runs
    )


def runs_for(network: Compact) -> int:
    """Return how often communities are searched for where nobody says: 20 times, of more than 15,000 links fewer, at least 5."""
    return max(LEAST, min(RUNS, EFFORT // max(int(network.graph.ecount()), 1)))


def _surest(member: Member) -> tuple[float, str]:
    return (0.0 if member.ambiguity is None else member.ambiguity, member.actor)


def _leiden(network: Compact, seed: int) -> tuple[float, list[int]]:
    """Return the modularity and the label of each node of one run.

    The nodes are shuffled first: of divisions that are equally good, the algorithm takes the same
    one for the same order.
    """
    import igraph

    chance = random.Random(seed)
    places = list(range(len(network.names)))
    chance.shuffle(places)
    weights = list(network.weights)
    shuffled = igraph.Graph(
        n=len(places), edges=[(places[a], places[b]) for a, b in network.graph.get_edgelist()]
    )
    igraph.set_random_number_generator(chance)
    try:
        found = shuffled.community_leiden(
            objective_function="modularity", weights=weights, n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    labels = [found.membership[place] for place in places]
    return round(network.graph.modularity(labels, weights=weights), 12), labels


def _groups(network: Compact, labels: Sequence[int], alone: set[int]) -> list[list[int]]:
    """Return the nodes of each community, largest first."""
    groups: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        if node not in alone:
            groups.setdefault(label, []).append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), network.names[group[0]]))


def _members(
    network: Compact, groups: list[list[int]], runs: list[list[int]]
) -> list[list[Member]]:
    """Tell of each member how it keeps company over the runs."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    together: dict[int, Counter[int]] = {node: Counter() for node in group_of}
    for labels in runs:
        mixed: dict[int, Counter[int]] = {}
        for node, number in group_of.items():
            mixed.setdefault(labels[node], Counter())[number] += 1
        for node in group_of:
            together[node].update(mixed[labels[node]])
    return [
        [_member(network, node, number, together[node], groups, len(runs)) for node in group]
        for number, group in enumerate(groups)
    ]


def _member(
    network: Compact,
    node: int,
    own: int,
    together: Counter[int],
    groups: list[list[int]],
    runs: int,
) -> Member:
    others = len(groups[own]) - 1
    ambiguity = 1 - (together[own] - runs) / runs / others if others else None
    pulls = {
        number: count / runs / len(groups[number])
        for number, count in together.items()
        if number != own
    }
    leans = min(pulls, key=lambda number: (-pulls[number], number), default=None)
    return Member(
        network.names[node],
        ambiguity,
        None if leans is None else leans + 1,
        pulls[leans] if leans is not None else 0.0,
    )


def label_of(division: Division) -> dict[str, Any]:
    """Return actor → the number of its community; who is alone is in none."""
    return {
        member.actor: community.number
        for community in division.communities
        for member in community.members
    }
