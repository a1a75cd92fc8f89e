"""The groups that a large map opens with: communities, or what is part of one body, or of one class, named by what is typical of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atgraph.maps.content import Content, wrap
from atgraph.maps.files import Grouping
from atgraph.network.communities import Community, Division, Member, divide
from atgraph.network.measures import of_edges
from atgraph.network.typical import typical

LARGE = 1500
"""With more things than this, a map opens as an overview of groups."""
MOST = 60
"""So many groups at most; what is in smaller ones is one group."""
TYPICAL = 1


@dataclass(frozen=True)
class MapGroup:
    """A group of things, by their numbers, the most tied first."""

    label: str
    members: tuple[int, ...]


def find_groups(content: Content, grouping: Grouping) -> tuple[MapGroup, ...]:
    """Return the groups of a map, the largest first; each thing is in one."""
    parts = {"communities": _communities, "parents": _parents, "class": _classes}[grouping](content)
    parts = sorted(parts, key=lambda part: (-len(part), min(part)))
    rest = (
        sorted(number for part in parts[MOST - 1 :] for number in part) if len(parts) > MOST else []
    )
    kept = parts[: MOST - 1] if rest else parts
    degrees = content.degrees()
    ordered = [tuple(sorted(part, key=lambda number: (-degrees[number], number))) for part in kept]
    labels = _labels(content, ordered)
    groups = [MapGroup(label, members) for label, members in zip(labels, ordered, strict=True)]
    if rest:
        groups.append(
            MapGroup(
                f"{len(rest):,} more, in {len(parts) - MOST + 1:,} smaller groups", tuple(rest)
            )
        )
    return tuple(groups)


def bridges(content: Content, groups: Sequence[MapGroup]) -> list[tuple[int, int, int]]:
    """Return the pairs of groups that ties join, by their numbers, and how many ties."""
    group_of = {number: place for place, group in enumerate(groups) for number in group.members}
    counted: Counter[tuple[int, int]] = Counter()
    for link in content.links:
        one, other = sorted(group_of[end] for end in link.ends)
        if one != other:
            counted[one, other] += len(link.ties)
    return [(one, other, count) for (one, other), count in sorted(counted.items())]


def _communities(content: Content) -> list[list[int]]:
    """Return the parts of the best division that one run of the Leiden algorithm finds."""
    weights: Counter[tuple[int, int]] = Counter()
    for link in content.links:
        weights[link.ends] += len(link.ties)
    edges = sorted(weights)
    network = of_edges(
        [str(number) for number in range(len(content.nodes))],
        edges,
        [float(weights[edge]) for edge in edges],
    )
    division = divide(network, runs=1)
    return [
        [int(member.actor) for member in community.members] for community in division.communities
    ] + [[int(name)] for name in division.alone]


def _parents(content: Content) -> list[list[int]]:
    return _gathered(_top(number, content) for number in range(len(content.nodes)))


def _top(number: int, content: Content) -> int:
    while (parent := content.parents.get(number)) is not None:
        number = parent
    return number


def _classes(content: Content) -> list[list[int]]:
    return _gathered(node.class_iri for node in content.nodes)


def _gathered(keys: Iterable[object]) -> list[list[int]]:
    found: dict[object, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return list(found.values())


def _labels(content: Content, parts: Sequence[Sequence[int]]) -> list[str]:
    """Name each part by its most tied thing, and by what more of its members share than of the others."""
    communities = tuple(
        Community(place, tuple(Member(str(number), None, None, 0.0) for number in part))
        for place, part in enumerate(parts)
    )
    found = typical(Division(communities, (), None, None, 1), _traits(content), TYPICAL)
    return [
        _label(content, part, [trait.value for trait in found[place]])
        for place, part in enumerate(parts)
    ]


def _label(content: Content, part: Sequence[int], values: Sequence[str]) -> str:
    names = ", ".join(" ".join(wrap(content.nodes[number].short).split()) for number in part[:2])
    more = f" and {len(part) - 2:,} more" if len(part) > 2 else ""
    shared = ", ".join(
        value
        for value in values
        if value not in {content.nodes[number].label for number in part[:2]}
    )
    shared = f" ({shared})" if shared else ""
    return f"{names}{more}{shared}"


def _traits(content: Content) -> dict[str, set[tuple[str, str]]]:
    """Return what is said of each thing: its details, and the events and themes of its ties."""
    found = {str(number): set(node.details) for number, node in enumerate(content.nodes)}
    for tie in content.ties:
        said = {("event", content.label(iri)) for iri in tie.events} | {
            ("theme", content.label(iri)) for iri in tie.themes
        }
        for end in (tie.source, tie.target):
            found[str(end)] |= said
    return found
