"""What is typical of a community: what more of its members share than of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from atgraph.graph.graph import Graph
from atgraph.network.communities import Division
from atgraph.network.meetings import Meetings, Standing
from atgraph.network.network import Network
from atgraph.network.queries import read_attributes
from atgraph.network.ties.choice import Selection
from atgraph.network.ties.levels import Levels

SHOWN = 3
LEAST = 0.25  # by how much the share within must be larger than among the others
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


def typical(division: Division, traits: Traits, shown: int = SHOWN) -> dict[int, tuple[Trait, ...]]:
    """Return number of a community → what is typical of it, the most telling first.

    Args:
        division: the communities.
        traits: actor → pairs of what and value.
        shown: how many at most.
    """
    groups = {c.number: [m.actor for m in c.members] for c in division.communities}
    everybody = sum(map(len, groups.values()))
    counts = {
        number: Counter(trait for actor in group for trait in set(traits.get(actor, ())))
        for number, group in groups.items()
    }
    overall: Counter[tuple[str, str]] = sum(counts.values(), Counter())
    found = {}
    for number, count in counts.items():
        size = len(groups[number])
        shared = (
            Trait(*trait, inside, size, overall[trait] - inside, everybody - size)
            for trait, inside in count.items()
            if inside > 1
        )
        kept = [trait for trait in shared if trait.lift >= LEAST]
        kept.sort(key=lambda trait: (-trait.lift, trait.what, trait.value))
        found[number] = tuple(kept[:shown])
    return found


def read_traits(
    kg: Graph, selection: Selection, network: Network
) -> dict[str, list[tuple[str, str]]]:
    """Return actor → its kind, country and body, its themes, and in what it meets others.

    Args:
        kg: the graph.
        selection: the ties that count.
        network: the network that was drawn of them.
    """
    told = {"organization_type": "kind", "country": "country", "affiliated_with": "of"}
    found: dict[str, list[tuple[str, str]]] = {actor: [] for actor in network.graph}
    for actor, attributes in read_attributes(kg).items():
        if actor in found:
            known = ((told[name], its) for name, its in attributes.items() if name in told)
            found[actor] += [(what, value) for what, values in known for value in values]
    labels = network.labels
    for one, other, links in network.graph.edges(data="links"):
        met = [(link.how, f"“{labels.get(link.via, link.via)}”") for link in links if link.via]
        found[one] += met
        found[other] += met
    for actor, theme in _themes(selection):
        if actor in found:
            found[actor].append(("theme", theme))
    return found


def _themes(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the actors, each with the label of each theme that it has to do with."""
    read, choice = selection.read, selection.choice
    standing = Standing(read, Levels(read.above, choice.level), choice.actors)
    themes = Meetings(read, selection.ties, choice, standing).of_themes()
    labels = read.labels(themes)
    return ((actor, labels[theme]) for theme in sorted(themes) for actor in themes[theme].parts)
