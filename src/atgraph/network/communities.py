"""Groups of actors that are tied more among themselves than to others, and how sure each is.

The groups are those of the best of many runs of the Leiden algorithm (Traag, Waltman and van Eck
2019), which maximises modularity (Newman and Girvan 2004) and starts each run from another seed. On
a small network many divisions are nearly as good (Good, de Montjoye and Clauset 2010), so each
member is told with how often it changes company between the runs (co-membership, as in consensus
clustering: Lancichinetti and Fortunato 2012).
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atgraph.ask.values import country_name
from atgraph.graph.graph import Graph
from atgraph.network.choice import Selection
from atgraph.network.measures import Compact, by_chance
from atgraph.network.meetings import Meetings, Standing
from atgraph.network.network import Network
from atgraph.network.queries import read_attributes
from atgraph.network.ties import Levels

RUNS, LEAST = 20, 5
# links × runs, beyond which fewer runs are made unasked: of 25,000 links one takes half a second
EFFORT = 300_000
ALIKE = 1e-12  # by which a round must raise the modularity, or it is the last


@dataclass(frozen=True)
class Member:
    """An actor of a community.

    ``ambiguity`` is 0 when every run puts it with the rest of its community, 1 when none does, None
    for one alone there. ``leans`` is the number of the other community that it is put with most
    often, and ``pull`` the mean share, 0 to 1, of its members that it is then with.
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

    ``modularity`` is that of the best of the ``runs``, ``least`` of the worst; None without ties.
    """

    communities: tuple[Community, ...]
    alone: tuple[str, ...]
    modularity: float | None
    least: float | None
    runs: int


def divide(network: Compact, runs: int | None = None, seed: int = 0) -> Division:
    """Divide a network; the same runs, by default `runs_for`, and seed give the same groups."""
    if not network.graph.ecount():
        return Division((), network.names, None, None, 0)
    runs = runs or runs_for(network)
    found = [_leiden(network, seed + run) for run in range(runs)]
    best, chosen = max(found, key=lambda one: one[0])  # of several equally good ones the first
    groups: dict[int, list[int]] = {}
    for node, degree in enumerate(network.graph.degree()):
        if degree:
            groups.setdefault(chosen[node], []).append(node)
    largest = sorted(groups.values(), key=lambda group: (-len(group), network.names[group[0]]))
    communities = tuple(
        Community(number, tuple(sorted(members, key=lambda m: (m.ambiguity or 0.0, m.actor))))
        for number, members in enumerate(_members(network, largest, [its for _, its in found]), 1)
    )
    alone = tuple(network.names[node.index] for node in network.graph.vs.select(_degree=0))
    return Division(communities, alone, best, min(modularity for modularity, _ in found), runs)


def runs_for(network: Compact) -> int:
    """Return how often communities are searched for: 20 times, in a large network less often."""
    return max(LEAST, min(RUNS, EFFORT // max(int(network.graph.ecount()), 1)))


def _leiden(network: Compact, seed: int) -> tuple[float, list[int]]:
    """Return the modularity and the label of each node of one run.

    The nodes are shuffled first: of equally good divisions the same order gives the same one.
    """
    import igraph  # slow

    chance = random.Random(seed)
    places = list(range(len(network.names)))
    chance.shuffle(places)
    edges = [(places[a], places[b]) for a, b in network.graph.get_edgelist()]
    weights = network.graph.es["weight"]
    shuffled = igraph.Graph(len(places), edges)
    members, reached = list[int](), -math.inf
    with by_chance(chance):
        while (
            True
        ):  # igraph's own loop, until nothing changes, goes round for ever on some networks
            found = shuffled.community_leiden(
                "modularity", weights=weights, n_iterations=1, initial_membership=members or None
            )
            modularity = shuffled.modularity(found.membership, weights=weights)
            if modularity <= reached + ALIKE:
                break
            members, reached = found.membership, modularity
    labels = [members[place] for place in places]
    return round(network.graph.modularity(labels, weights=weights), 12), labels


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
    sizes = [len(group) for group in groups]

    def member(node: int, own: int) -> Member:
        count, others = together[node], sizes[own] - 1
        ambiguity = 1 - (count[own] - len(runs)) / len(runs) / others if others else None
        pulls = ((count[n] / len(runs) / sizes[n], n + 1) for n in count if n != own)
        pull, leans = min(pulls, key=lambda one: (-one[0], one[1]), default=(0.0, None))
        return Member(network.names[node], ambiguity, leans, pull)

    return [[member(node, number) for node in group] for number, group in enumerate(groups)]


def label_of(division: Division) -> dict[str, int]:
    """Return actor → the number of its community; who is alone is in none."""
    return {member.actor: c.number for c in division.communities for member in c.members}


SHOWN = 3
LIFT = 0.25  # by how much the share within must be larger than among the others
Traits = Mapping[str, Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Trait:
    """What ``inside`` of ``members`` share with ``outside`` of the ``others`` in a community."""

    what: str
    value: str
    inside: int
    members: int
    outside: int
    others: int

    def __str__(self) -> str:
        elsewhere = f", elsewhere {self.outside} of {self.others}" if self.others else ""
        return f"{self.what} {self.value} ({self.inside} of {self.members}{elsewhere})"

    @property
    def lift(self) -> float:
        """By how much the share within is larger than that among the others."""
        return self.inside / self.members - (self.outside / self.others if self.others else 0)


def typical(division: Division, traits: Traits) -> dict[int, tuple[Trait, ...]]:
    """Return number of a community → what is typical of it, as `typical_traits` says."""
    groups = {c.number: [m.actor for m in c.members] for c in division.communities}
    return typical_traits(groups, traits, SHOWN)


def typical_traits(
    groups: Mapping[int, Sequence[str]], traits: Traits, shown: int
) -> dict[int, tuple[Trait, ...]]:
    """Return number of a group → so many of the traits typical of it, the most telling first.

    ``traits`` has pairs of what and value for each member.
    """
    everybody = sum(map(len, groups.values()))
    counts = {
        number: Counter(trait for actor in group for trait in set(traits.get(actor, ())))
        for number, group in groups.items()
    }
    overall: Counter[tuple[str, str]] = sum(counts.values(), Counter())

    found = {}
    for number, group in groups.items():
        size = len(group)
        shared = (
            Trait(*trait, inside, size, overall[trait] - inside, everybody - size)
            for trait, inside in counts[number].items()
        )
        kept = [trait for trait in shared if trait.inside > 1 and trait.lift >= LIFT]
        kept.sort(key=lambda trait: (-trait.lift, trait.what, trait.value))
        found[number] = tuple(kept[:shown])
    return found


def read_traits(
    kg: Graph, selection: Selection, network: Network
) -> dict[str, list[tuple[str, str]]]:
    """Return actor → its kind, country and body, its themes, and in what it meets others."""
    names = {"organization_type": "kind", "country": "country", "affiliated_with": "of"}
    found: dict[str, list[tuple[str, str]]] = {actor: [] for actor in network.graph}
    for actor, attributes in read_attributes(kg).items():
        for name, values in attributes.items() if actor in found else ():
            said = map(country_name, values) if name == "country" else values
            found[actor] += [(names[name], value) for value in said if name in names]
    labels = network.labels
    for one, other, links in network.graph.edges(data="links"):
        met = [(link.how, f"“{labels.get(link.via, link.via)}”") for link in links if link.via]
        found[one] += met
        found[other] += met
    read, choice = selection.read, selection.choice
    standing = Standing(read, Levels(read.above, choice.level), choice.actors)
    themes = Meetings(read, selection.ties, choice, standing).of_themes()
    for theme, label in read.labels(themes).items():
        for actor in themes[theme].parts.keys() & found.keys():
            found[actor].append(("theme", label))
    return found
