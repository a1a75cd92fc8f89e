"""The groups that a large map opens with, named by what is typical of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atgraph.maps.layout import wrap
from atgraph.maps.map_files import Grouping
from atgraph.network.communities import divide, label_of, typical_traits
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.measures import of_edges

LARGE = 1500  # with more things than this, a map opens as an overview of groups
MOST = 60  # so many groups at most; what is in smaller ones is one group
TYPICAL = 1


@dataclass(frozen=True)
class MapGroup:
    """A group of things, by their numbers, the most tied first."""

    label: str
    members: tuple[int, ...]


def find_groups(content: DrawnNetwork, grouping: Grouping) -> tuple[MapGroup, ...]:
    """Return the groups of a map (communities, bodies or classes), the largest first."""
    keys: Iterable[object] = (node.class_iri for node in content.nodes)
    if grouping == "communities":
        keys = _communities(content)
    elif grouping == "parents":
        keys = (_top(number, content) for number in range(len(content.nodes)))
    found: dict[object, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    parts = sorted(found.values(), key=lambda part: (-len(part), part[0]))
    kept = parts if len(parts) <= MOST else parts[: MOST - 1]
    degrees = content.degrees()
    ordered = [tuple(sorted(part, key=lambda number: (-degrees[number], number))) for part in kept]
    groups = [*map(MapGroup, _labels(content, ordered), ordered)]
    if rest := sorted(number for part in parts[len(kept) :] for number in part):
        label = f"{len(rest):,} more, in {len(parts) - len(kept):,} smaller groups"
        groups.append(MapGroup(label, tuple(rest)))
    return tuple(groups)


def bridges(content: DrawnNetwork, groups: Sequence[MapGroup]) -> list[tuple[int, int, int]]:
    """Return the pairs of groups that ties join, by their numbers, and how many ties."""
    group_of = {number: place for place, group in enumerate(groups) for number in group.members}
    counted: Counter[tuple[int, int]] = Counter()
    for link in content.links:
        one, other = sorted(group_of[end] for end in link.ends)
        if one != other:
            counted[one, other] += len(link.ties)
    return [(one, other, count) for (one, other), count in sorted(counted.items())]


def _communities(content: DrawnNetwork) -> list[object]:
    """Return the community of each thing, as one run finds them; who is alone is one of its own."""
    weights: Counter[tuple[int, int]] = Counter()
    for link in content.links:
        weights[link.ends] += len(link.ties)
    edges, names = sorted(weights), [str(number) for number in range(len(content.nodes))]
    network = of_edges(names, edges, [float(weights[edge]) for edge in edges])
    found = label_of(divide(network, runs=1))
    return [found.get(name, name) for name in names]


def _top(number: int, content: DrawnNetwork) -> int:
    while (parent := content.parents.get(number)) is not None:
        number = parent
    return number


def _labels(content: DrawnNetwork, parts: Sequence[Sequence[int]]) -> list[str]:
    """Name each part by its most tied things, and by what is typical of its members."""
    groups = dict(enumerate([str(number) for number in part] for part in parts))
    found = typical_traits(groups, _traits(content), TYPICAL)
    labels = []
    for place, part in enumerate(parts):
        first = [content.nodes[number] for number in part[:2]]
        names = ", ".join(" ".join(wrap(node.short).split()) for node in first)
        more = f" and {len(part) - 2:,} more" if len(part) > 2 else ""
        values = [trait.value for trait in found[place]]
        shared = ", ".join(v for v in values if v not in {node.label for node in first})
        labels.append(names + more + (f" ({shared})" if shared else ""))
    return labels


def _traits(content: DrawnNetwork) -> dict[str, set[tuple[str, str]]]:
    """Return what is said of each thing: its details, and the events and themes of its ties."""
    found = {str(number): set(node.details) for number, node in enumerate(content.nodes)}
    for tie in content.ties:
        said = {("event", content.label(iri)) for iri in tie.events}
        said |= {("theme", content.label(iri)) for iri in tie.themes}
        for end in (tie.source, tie.target):
            found[str(end)] |= said
    return found
