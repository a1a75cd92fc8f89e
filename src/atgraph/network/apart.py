"""Who is apart: communities with one thin bridge or none, members of a coalition who never meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from atgraph.network.communities import Division, Traits
from atgraph.network.meetings import Pair
from atgraph.network.network import Link, Network, Parts
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import ORGANIZATION, Ties

SHARED = 0.25  # the share of members on either side who must have a theme for it to be one of both
SHOWN = 3  # themes of both that are named


@dataclass(frozen=True)
class CommunitiesApart:
    """Two communities whose links all run through one actor, or that have none.

    Attributes:
        one, other: their numbers.
        links: how many run between them; kinds: of these, sorted.
        carriers: the actors through whom each of them runs: without one of them there is none.
        between: the actors of other communities who are linked to both, sorted.
        themes: what both deal with, the most common first.
        statements: the IRIs of the ties that the links rest on, sorted.
    """

    one: int
    other: int
    links: int
    kinds: tuple[str, ...]
    carriers: tuple[str, ...]
    between: tuple[str, ...]
    themes: tuple[str, ...]
    statements: tuple[str, ...]


def communities_apart(
    network: Network, division: Division, traits: Traits
) -> list[CommunitiesApart]:
    """Return pairs of communities with one thin bridge or none, those with a bridge first.

    ``traits`` has for each actor pairs of what and value, of which the themes are looked at.
    """
    groups = {c.number: frozenset(m.actor for m in c.members) for c in division.communities}
    number = {actor: c for c, actors in groups.items() for actor in actors}
    crossing: dict[tuple[int, int], list[tuple[Pair, tuple[Link, ...]]]] = defaultdict(list)
    reached: dict[str, set[int]] = defaultdict(set)
    for one, other, links in network.graph.edges(data="links"):
        here, there = sorted((number[one], number[other]))
        reached[one].add(number[other])
        reached[other].add(number[one])
        if here != there:
            crossing[here, there].append(((one, other), links))
    between: dict[tuple[int, int], list[str]] = defaultdict(list)
    for actor in sorted(reached):
        for pair in combinations(sorted(reached[actor] - {number[actor]}), 2):
            between[pair].append(actor)
    common = {c: _common(actors, traits) for c, actors in groups.items()}
    found = []
    for pair in combinations(sorted(groups), 2):
        edges = crossing.get(pair, [])
        carriers = set.intersection(*({*ends} for ends, _ in edges)) if edges else set()
        if carriers or not edges:
            links = [link for _, several in edges for link in several]
            both = _both(common[pair[0]], common[pair[1]])
            found.append(
                CommunitiesApart(
                    *pair,
                    links=len(edges),
                    kinds=tuple(sorted({link.kind for link in links})),
                    carriers=tuple(sorted(carriers)),
                    between=tuple(between[pair]),
                    themes=both,
                    statements=tuple(sorted({iri for link in links for iri in link.statements})),
                )
            )
    return sorted(found, key=lambda gap: (not gap.links, -len(gap.themes), gap.one, gap.other))


def _common(actors: frozenset[str], traits: Traits) -> dict[str, float]:
    """Return theme → the share of actors that have it, where that is large."""
    themes = (
        {value for what, value in traits.get(actor, ()) if what == "theme"} for actor in actors
    )
    counts = Counter(theme for its in themes for theme in its)
    return {t: n / len(actors) for t, n in counts.items() if n / len(actors) >= SHARED}


def _both(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    both = {theme: min(one[theme], other[theme]) for theme in one.keys() & other.keys()}
    return tuple(sorted(both, key=lambda theme: (-both[theme], theme))[:SHOWN])


@dataclass(frozen=True)
class MembersApart:
    """Two members of a coalition who have no part in one event, and no declared tie besides.

    ``absent`` are those of the two who have a part in no event at all.
    """

    coalition: str
    one: str
    other: str
    absent: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Coalition:
    """An organisation whose members are known, those in no event, and those who are apart.

    ``pairs`` is how many pairs of members there are.
    """

    iri: str
    members: tuple[str, ...]
    absent: tuple[str, ...]
    pairs: int
    apart: tuple[MembersApart, ...]


def members_apart(network: Network, read: Ties, parts: Parts) -> list[Coalition]:
    """Return coalitions with two members or more, with the members who were never seen together.

    A coalition is what a class of ties says that its sources have in common as something declared
    (atg:projectionKind), where that is an organisation. The network is one drawn with declared ties
    and co-presence.
    """
    at: dict[str, set[str]] = defaultdict(set)
    for event, actors in parts.items():
        for actor in actors:
            at[actor].add(event)
    pairs: dict[str, dict[Pair, Link]] = defaultdict(dict)
    besides = set[Pair]()
    for one, other, links in network.graph.edges(data="links"):
        for link in links:
            is_membership = read.kinds.get(link.via) == ORGANIZATION
            if is_membership and link.kind == DECLARED:
                pairs[link.via][one, other] = link
            elif not is_membership:
                besides.add((one, other))

    def absent(actors: Iterable[str]) -> tuple[str, ...]:
        return tuple(actor for actor in actors if actor not in at)

    found = []
    for iri, of in sorted(pairs.items()):
        apart = [
            MembersApart(iri, *pair, absent(pair), link.statements)
            for pair, link in sorted(of.items())
            if pair not in besides and at.get(pair[0], set()).isdisjoint(at.get(pair[1], ()))
        ]
        apart.sort(key=lambda pair: len(pair.absent))  # whom an event could bring together first
        members = tuple(sorted({end for pair in of for end in pair}))
        found.append(Coalition(iri, members, absent(members), len(of), tuple(apart)))
    return found
