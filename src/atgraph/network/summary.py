"""A network at a glance: how large it is, what its links rest on, how it hangs together, and what one event makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from atgraph.network.communities import Division, divide
from atgraph.network.doubt import splits
from atgraph.network.measures import MEASURES, Compact, ranked
from atgraph.network.network import Network
from atgraph.network.phrases import some
from atgraph.network.ranking import EFFORT, alone
from atgraph.network.resampling import Events, Stated
from atgraph.network.structure import Joints, Shape, joints, shape
from atgraph.network.ties.classes import KINDS

NOUNS = {"person": ("person", "people"), "organization": ("organisation", "organisations")}
FIRST = ("degree", "betweenness")  # the measures whose first actors are named


@dataclass(frozen=True)
class Line:
    """One thing that was counted; ``value`` is empty where a number would mean nothing, and ``detail`` says why."""

    what: str
    value: str
    detail: str
    meaning: str


def summarize(
    network: Network, stated: Stated, seed: int = 0, runs: int | None = None
) -> list[Line]:
    """Return what is counted of a network as a whole.

    Args:
        network: the network.
        stated: in which event each tie is stated.
        seed: of the search for communities.
        runs: how often they are searched for, as `divide` says.
    """
    events = Events.of(network.graph, stated)
    whole = events.whole()
    measured, found = shape(whole), joints(whole)
    lines = [
        *_size(network, measured),
        *_kinds(network),
        *_hanging(network, measured),
        *_groups(divide(whole, runs, seed)),
        *_joints(network, found),
    ]
    if network.graph.number_of_edges():
        lines += [*_first(network, whole), *_events(events, stated)]
    return lines


def _size(network: Network, measured: Shape) -> Iterator[Line]:
    kinds = Counter(kind for _, kind in network.graph.nodes(data="kind"))
    yield Line(
        "actors",
        str(measured.actors),
        ", ".join(
            f"{count} {NOUNS.get(kind, (kind, kind))[count != 1]}"
            for kind, count in sorted(kinds.items())
        ),
        "",
    )
    yield Line(
        "links",
        str(measured.edges),
        "",
        "Pairs of actors that are linked, by whatever ties between them.",
    )
    density = "" if measured.density is None else f"{measured.density:.4f}"
    yield Line(
        "density",
        density,
        "" if density else "means nothing of fewer than two actors",
        "The share of all pairs of actors who are linked.",
    )


def _kinds(network: Network) -> Iterator[Line]:
    edges = [kinds for _, _, kinds in network.graph.edges(data="kinds")]
    counts = Counter(kind for kinds in edges for kind in kinds)
    meanings = {
        "declared": "Links that a source says in words.",
        "co-presence": "Links of those who have parts in the same thing, without the source saying that they are related.",
        "mention": "Links of those whom one text names.",
    }
    for kind in dict.fromkeys(
        (*network.choice.ties, *(k for k in KINDS if k in counts), *sorted(counts))
    ):
        yield Line(
            f"links: {kind}",
            str(counts[kind]),
            share(counts[kind], len(edges)),
            meanings.get(kind, ""),
        )
    lone = sum(map(alone, edges))
    meaning = "Links that nothing but a shared event makes: they show who could speak, not who works together."
    yield Line("links: co-presence alone", str(lone), share(lone, len(edges)), meaning)


def share(part: int, whole: int) -> str:
    """Return a share in words, or why there is none."""
    return f"{part / whole:.0%} of {whole}" if whole else "there is no link"


def _hanging(network: Network, measured: Shape) -> Iterator[Line]:
    parts, singles = (
        [size for size in measured.components if size > 1],
        measured.components.count(1),
    )
    meaning = (
        "Parts between which no chain of introductions leads; the sizes of those of two and more."
    )
    yield Line("components", str(len(parts)), ", ".join(map(str, parts)), meaning)
    yield Line("alone", str(singles), "", "Actors who could have been linked and are not.")
    why = "no part is larger than every other"
    meaning = "The most links on the shortest chain between two of the largest part."
    yield Line(
        "diameter",
        "" if measured.diameter is None else str(measured.diameter),
        why if measured.diameter is None else "",
        meaning,
    )
    meaning = "How many links it takes on average."
    yield Line(
        "mean distance",
        "" if measured.distance is None else f"{measured.distance:.2f}",
        why if measured.distance is None else "",
        meaning,
    )
    meaning = "How often two contacts of one actor are linked themselves; everybody at one event is, so co-presence makes it high."
    nobody = "nobody has two contacts"
    yield Line(
        "clustering",
        "" if measured.clustering is None else f"{measured.clustering:.3f}",
        nobody if measured.clustering is None else "",
        meaning,
    )
    meaning = "The most tightly knit group: everybody in it has so many links within it."
    yield Line(
        "largest core",
        "" if measured.core is None else str(measured.core),
        "" if measured.core else "there is no link",
        meaning,
    )
    value = reciprocity(network)
    directed = [
        link.how
        for _, _, links in network.graph.edges(data="links")
        for link in links
        if link.source
    ]
    kinds = ", ".join(sorted(set(directed)))  # of some, as memberships, none is ever returned
    detail = (
        "not applicable: none of these links has a direction"
        if value is None
        else f"of {len(directed)} ties: {kinds}"
    )
    meaning = "The share of ties with a direction that are returned (Wasserman and Faust 1994)."
    yield Line("reciprocity", "" if value is None else f"{value:.3f}", detail, meaning)


def reciprocity(network: Network) -> float | None:
    """Return the share of ties with a direction, from one actor to another, that run back too; None where there is none.

    Source: Wasserman and Faust 1994, ch. 13; Newman, Forrest and Balthrop 2002, as in networkx's
    overall_reciprocity.
    """
    arcs = {
        (link.source, other if link.source == one else one)
        for one, other, links in network.graph.edges(data="links")
        for link in links
        if link.source
    }
    return sum((b, a) in arcs for a, b in arcs) / len(arcs) if arcs else None


def _groups(division: Division) -> Iterator[Line]:
    sizes = ", ".join(str(len(community.members)) for community in division.communities)
    yield Line(
        "communities",
        str(len(division.communities)),
        sizes,
        "Groups whose members are linked more among themselves than to others; the sizes.",
    )
    detail = (
        "there is no link"
        if division.modularity is None
        else f"the worst of {division.runs} runs: {division.least:.3f}"
    )
    value = "" if division.modularity is None else f"{division.modularity:.3f}"
    yield Line(
        "modularity",
        value,
        detail,
        "How clearly the communities are set apart, from 0; above about 0.3 clearly (Newman and Girvan 2004).",
    )


def _joints(network: Network, found: Joints) -> Iterator[Line]:
    cut = some(_label(network, point.actor) for point in found.cut_points)
    yield Line(
        "articulation points",
        str(len(found.cut_points)),
        cut,
        "Actors without whom a part is cut off; who cut off most.",
    )
    named = some(
        (" – ".join(_label(network, end) for end in bridge.ends) for bridge in found.bridges), 2
    )
    yield Line(
        "bridges",
        str(len(found.bridges)),
        named,
        "Links without which a part is cut off; those that hold most together.",
    )


def _first(network: Network, whole: Compact) -> Iterator[Line]:
    for name in FIRST:
        measure = MEASURES[name]
        values = measure.compute(whole)
        first = [
            actor
            for actor, place in ranked(values, measure.least_first).items()
            if place.first == 1
        ]
        value = values[first[0]] or 0
        yield Line(
            f"first by {name}",
            f"{value:.0f}" if measure.whole else f"{value:.3f}",
            some(_label(network, actor) for actor in first),
            measure.meaning,
        )


def _events(events: Events, stated: Stated) -> Iterator[Line]:
    meaning = "Events without whose text the largest part falls apart."
    if len(events.names) * len(events.edges) * len(events.listed) > EFFORT * 10:
        yield Line("held together by one event", "", "not tried, which would take minutes", meaning)
        return
    found = splits(events)
    told = [
        f"without “{stated.label(s.event)}” into {' and '.join(map(str, s.parts))}{f', {s.alone} alone' if s.alone else ''}"
        for s in found
    ]
    yield Line("held together by one event", str(len(found)), some(told, 2), meaning)


def _label(network: Network, actor: str) -> str:
    label: Any = network.graph.nodes[actor]["label"]
    return str(label)
