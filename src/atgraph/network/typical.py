"""What is typical of a community: what more of its members share than of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atgraph.network.communities import Division
from atgraph.network.meetings import Meetings
from atgraph.network.network import Network
from atgraph.network.projection import stand
from atgraph.network.ties.choice import Selection
from atgraph.network.ties.levels import Levels

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

SHOWN = 3
LEAST = 0.25  # by how much the share within must be larger than among the others
Traits = Mapping[str, Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Trait:
    """What ``inside`` of the ``members`` of a community share with ``outside`` of the ``others`` who are in a community."""

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
    """Return number of a community → what is typical of it, the most telling first: what two or more members share.

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
    overall: Counter[tuple[str, str]] = Counter()
    for count in counts.values():
        overall.update(count)
    found = {}
    for number, count in counts.items():
        size = len(groups[number])
        told = [
            Trait(*trait, inside, size, overall[trait] - inside, everybody - size)
            for trait, inside in count.items()
            if inside > 1
        ]
        kept = sorted(
            (trait for trait in told if trait.lift >= LEAST),
            key=lambda trait: (-trait.lift, trait.what, trait.value),
        )
        found[number] = tuple(kept[:shown])
    return found


def read_traits(
    kg: Graph, selection: Selection, network: Network
) -> dict[str, list[tuple[str, str]]]:
    """Return actor → what is told of it: its kind and country, the themes it has to do with, and in what it meets others.

    Args:
        kg: the graph.
        selection: the ties that count.
        network: the network that was drawn of them.
    """
    from atgraph.network.queries import read_attributes

    told = {"organization_type": "kind", "country": "country", "affiliated_with": "of"}
    found: dict[str, list[tuple[str, str]]] = {actor: [] for actor in network.graph}
    for actor, attributes in read_attributes(kg).items():
        if actor in found:
            found[actor] += [
                (told[name], value)
                for name, values in attributes.items()
                if name in told
                for value in values
            ]
    for one, other, links in network.graph.edges(data="links"):
        met = [
            (link.how, f"“{network.labels.get(link.via, link.via)}”") for link in links if link.via
        ]
        found[one] += met
        found[other] += met
    for actor, theme in _themes(selection):
        if actor in found:
            found[actor].append(("theme", theme))
    return found


def _themes(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the actors at the level of the choice, each with the label of each theme that it has to do with."""
    read, choice = selection.read, selection.choice
    levels = Levels(read.above, choice.level)
    themes = Meetings(
        read,
        selection.ties,
        choice,
        lambda tie, ends: stand(read, levels, choice.actors, tie, ends),
    ).of_themes()
    labels = read.labels(themes)
    return ((actor, labels[theme]) for theme in sorted(themes) for actor in themes[theme].parts)
