"""Who is apart: communities that hang together by one actor or not at all, and members of one coalition who never meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from atgraph.network.communities import Division
from atgraph.network.network import Network
from atgraph.network.projection import Link, Parts
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import ORGANIZATION, Ties
from atgraph.network.typical import Traits

SHARED, SHOWN = (
    0.25,
    3,
    # the share of members on either side who must have a theme for it to be one of both; how many are
    # told
)


@dataclass(frozen=True)
class CommunitiesApart:
    """Two communities whose links all run through one actor, or that have none.

    Attributes:
        one, other: their numbers.
        links: how many run between them; kinds: of these, sorted.
        carriers: the actors through whom each of them runs, by IRI: without one of them there is
            none.
        between: the actors of other communities who are linked to both, by IRI, sorted.
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
    """Return pairs of communities with one thin bridge or none, those with a bridge first, then those with most in common.

    Args:
        network: the network.
        division: its communities.
        traits: actor → pairs of what and value, of which the themes are looked at.
    """
    groups = {c.number: frozenset(m.actor for m in c.members) for c in division.communities}
    number = {actor: c for c, actors in groups.items() for actor in actors}
    crossing: dict[tuple[int, int], list[tuple[str, str, tuple[Link, ...]]]] = defaultdict(list)
    reached: dict[str, set[int]] = defaultdict(set)
    for one, other, links in network.graph.edges(data="links"):
        reached[one].add(number[other])
        reached[other].add(number[one])
        if number[one] != number[other]:
            crossing[min(number[one], number[other]), max(number[one], number[other])].append(
                (one, other, links)
            )
    between: dict[tuple[int, int], list[str]] = defaultdict(list)
    for actor in sorted(reached):
        for pair in combinations(sorted(reached[actor] - {number[actor]}), 2):
            between[pair].append(actor)
    common = {c: _common(actors, traits) for c, actors in groups.items()}
    found = []
    for pair in combinations(sorted(groups), 2):
        edges = crossing.get(pair, [])
        carriers = _carriers(edges)
        if carriers or not edges:
            links = [link for *_, several in edges for link in several]
            kinds = tuple(sorted({link.kind for link in links}))
            statements = tuple(
                sorted({statement for link in links for statement in link.statements})
            )
            found.append(
                CommunitiesApart(
                    *pair,
                    len(edges),
                    kinds,
                    carriers,
                    tuple(between[pair]),
                    _both(*(common[c] for c in pair)),
                    statements,
                )
            )
    return sorted(found, key=lambda gap: (not gap.links, -len(gap.themes), gap.one, gap.other))


def _carriers(edges: Sequence[tuple[str, str, object]]) -> tuple[str, ...]:
    """Return the actors at an end of every one of some links."""
    ends = [{one, other} for one, other, _ in edges]
    return tuple(sorted(set.intersection(*ends))) if ends else ()


def _common(actors: frozenset[str], traits: Traits) -> dict[str, float]:
    counts = Counter(
        theme
        for actor in actors
        for theme in {value for what, value in traits.get(actor, ()) if what == "theme"}
    )
    return {
        theme: count / len(actors)
        for theme, count in counts.items()
        if count / len(actors) >= SHARED
    }


def _both(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(
        sorted(
            one.keys() & other.keys(), key=lambda theme: (-min(one[theme], other[theme]), theme)
        )[:SHOWN]
    )


@dataclass(frozen=True)
class MembersApart:
    """Two members of a coalition who have no part in one event, and no declared tie besides.

    Attributes:
        coalition, one, other: their IRIs.
        absent: those of the two who have a part in no event at all.
        statements: the IRIs of the ties that make them members.
    """

    coalition: str
    one: str
    other: str
    absent: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Coalition:
    """An organisation whose members are known, those among them who have a part in no event, and who are apart.

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
    (atg:projectionKind), where that is an organisation.

    Args:
        network: drawn with declared ties and co-presence.
        read: what is said of the things in which its actors meet.
        parts: who has a part in which event.
    """
    at: dict[str, set[str]] = defaultdict(set)
    for event, actors in parts.items():
        for actor in actors:
            at[actor].add(event)
    pairs: dict[str, dict[tuple[str, str], Link]] = defaultdict(dict)
    besides = set[tuple[str, str]]()
    for one, other, links in network.graph.edges(data="links"):
        for link in links:
            if link.kind == DECLARED and read.kinds.get(link.via) == ORGANIZATION:
                pairs[link.via][one, other] = link
            elif not link.via or read.kinds.get(link.via) != ORGANIZATION:
                besides.add((one, other))
    return [_coalition(iri, pairs[iri], besides, at) for iri in sorted(pairs)]


def _coalition(
    iri: str,
    pairs: Mapping[tuple[str, str], Link],
    besides: set[tuple[str, str]],
    at: Mapping[str, set[str]],
) -> Coalition:
    members = tuple(sorted({end for pair in pairs for end in pair}))
    apart = [
        MembersApart(iri, *pair, _absent(pair, at), link.statements)
        for pair, link in sorted(pairs.items())
        if pair not in besides and at.get(pair[0], set()).isdisjoint(at.get(pair[1], ()))
    ]
    apart.sort(key=lambda pair: len(pair.absent))  # whom an event could bring together come first
    return Coalition(iri, members, _absent(members, at), len(pairs), tuple(apart))


def _absent(actors: Iterable[str], at: Mapping[str, set[str]]) -> tuple[str, ...]:
    return tuple(actor for actor in actors if actor not in at)
