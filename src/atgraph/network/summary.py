"""A network at a glance: its size, what its links rest on, how it hangs together, doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from atgraph.network.communities import Division, divide
from atgraph.network.measures import MEASURES, Compact, ranked
from atgraph.network.network import Network
from atgraph.network.phrases import share, some
from atgraph.network.ranking import EFFORT, EventNetwork, Stated, alone, splits
from atgraph.network.structure import Joints, Shape, joints, shape
from atgraph.network.ties import CO_PRESENCE, DECLARED, KINDS, MENTION

NOUNS = {"person": ("person", "people"), "organization": ("organisation", "organisations")}
FIRST = ("degree", "betweenness")  # the measures whose first actors are named
NO_LINK = "there is no link"
KIND_MEANINGS = {
    DECLARED: "Links that a source says in words.",
    CO_PRESENCE: "Links of those who have parts in the same thing, without the source saying that"
    " they are related.",
    MENTION: "Links of those whom one text names.",
}
MEANINGS = {
    "actors": "",
    "links": "Pairs of actors that are linked, by whatever ties between them.",
    "density": "The share of all pairs of actors who are linked.",
    "links: co-presence alone": "Links that nothing but a shared event makes: they show who could"
    " speak, not who works together.",
    "components": "Parts between which no chain of introductions leads; the sizes of those of two"
    " and more.",
    "alone": "Actors who could have been linked and are not.",
    "diameter": "The most links on the shortest chain between two of the largest part.",
    "mean distance": "How many links it takes on average.",
    "clustering": "How often two contacts of one actor are linked themselves; everybody at one"
    " event is, so co-presence makes it high.",
    "largest core": "The most tightly knit group: everybody in it has so many links within it.",
    "reciprocity": "The share of ties with a direction that are returned (Wasserman and Faust"
    " 1994).",
    "communities": "Groups whose members are linked more among themselves than to others; the"
    " sizes.",
    "modularity": "How clearly the communities are set apart, from 0; above about 0.3 clearly"
    " (Newman and Girvan 2004).",
    "articulation points": "Actors without whom a part is cut off; who cut off most.",
    "bridges": "Links without which a part is cut off; those that hold most together.",
    "held together by one event": "Events without whose text the largest part falls apart.",
}


@dataclass(frozen=True)
class Figure:
    """One thing that was counted.

    ``value`` is empty where a number would mean nothing, and ``detail`` says why.
    """

    what: str
    value: str
    detail: str
    meaning: str


def summarize(
    network: Network, stated: Stated, seed: int = 0, runs: int | None = None
) -> list[Figure]:
    """Return what is counted of a network as a whole; seed and runs are those of `divide`."""
    events = EventNetwork.of(network.graph, stated)
    whole = events.whole()
    measured = shape(whole)
    figures = [
        *_size(network, measured),
        *_kinds(network),
        *_parts(measured),
        _reciprocity(network),
        *_communities(divide(whole, runs, seed)),
        *_joints(network, joints(whole)),
    ]
    if network.graph.number_of_edges():
        figures += [*_first(network, whole), _one_event_less(events, stated)]
    return figures


def _figure(
    what: str, value: float | None, detail: str = "", why_not: str = "", digits: int = 0
) -> Figure:
    """Return a figure, or why there is none."""
    said = ("", why_not) if value is None else (f"{value:.{digits}f}", detail)
    return Figure(what, *said, MEANINGS[what])


def _size(network: Network, measured: Shape) -> Iterator[Figure]:
    kinds = Counter(kind for _, kind in network.graph.nodes(data="kind"))
    counts = [f"{n} {NOUNS.get(kind, (kind, kind))[n != 1]}" for kind, n in sorted(kinds.items())]
    yield _figure("actors", measured.actors, ", ".join(counts))
    yield _figure("links", measured.edges)
    few = "means nothing of fewer than two actors"
    yield _figure("density", measured.density, why_not=few, digits=4)


def _kinds(network: Network) -> Iterator[Figure]:
    edges = [kinds for _, _, kinds in network.graph.edges(data="kinds")]
    counts = Counter(kind for kinds in edges for kind in kinds)
    there = (*(kind for kind in KINDS if kind in counts), *sorted(counts))
    for kind in dict.fromkeys((*network.choice.ties, *there)):
        detail = share(counts[kind], len(edges))
        yield Figure(f"links: {kind}", str(counts[kind]), detail, KIND_MEANINGS.get(kind, ""))
    lone = sum(map(alone, edges))
    yield _figure("links: co-presence alone", lone, share(lone, len(edges)))


def _parts(measured: Shape) -> Iterator[Figure]:
    parts = [size for size in measured.components if size > 1]
    yield _figure("components", len(parts), ", ".join(map(str, parts)))
    yield _figure("alone", measured.components.count(1))
    why = "no part is larger than every other"
    yield _figure("diameter", measured.diameter, why_not=why)
    yield _figure("mean distance", measured.distance, why_not=why, digits=2)
    nobody = "nobody has two contacts"
    yield _figure("clustering", measured.clustering, why_not=nobody, digits=3)
    yield _figure("largest core", measured.core, why_not=NO_LINK)


def _reciprocity(network: Network) -> Figure:
    links = (link for _, _, links in network.graph.edges(data="links") for link in links)
    directed = [link.how for link in links if link.source]
    kinds = ", ".join(sorted(set(directed)))  # of some, as memberships, none is ever returned
    none = "not applicable: none of these links has a direction"
    detail = f"of {len(directed)} ties: {kinds}"
    return _figure("reciprocity", reciprocity(network), detail, none, 3)


def reciprocity(network: Network) -> float | None:
    """Return the share of ties with a direction, from one actor to another, that run back too.

    None where there is none. Source: Wasserman and Faust 1994, ch. 13; Newman, Forrest and Balthrop
    2002, as in networkx's overall_reciprocity.
    """
    arcs = {
        (link.source, other if link.source == one else one)
        for one, other, links in network.graph.edges(data="links")
        for link in links
        if link.source
    }
    return sum((b, a) in arcs for a, b in arcs) / len(arcs) if arcs else None


def _communities(division: Division) -> Iterator[Figure]:
    sizes = [len(community.members) for community in division.communities]
    yield _figure("communities", len(sizes), ", ".join(map(str, sizes)))
    least = f"the worst of {division.runs} runs: {division.least or 0:.3f}"
    yield _figure("modularity", division.modularity, least, NO_LINK, 3)


def _joints(network: Network, found: Joints) -> Iterator[Figure]:
    cut = some(_label(network, point.actor) for point in found.cut_points)
    yield _figure("articulation points", len(found.cut_points), cut)
    ends = (" – ".join(_label(network, end) for end in bridge.ends) for bridge in found.bridges)
    yield _figure("bridges", len(found.bridges), some(ends, 2))


def _first(network: Network, whole: Compact) -> Iterator[Figure]:
    for measure in map(MEASURES.__getitem__, FIRST):
        values = measure.compute(whole)
        ranks = ranked(values, measure.least_first)
        first = [actor for actor, rank in ranks.items() if rank.first == 1]
        value = f"{values[first[0]] or 0:.{0 if measure.whole else 3}f}"
        names = some(_label(network, actor) for actor in first)
        yield Figure(f"first by {measure.name}", value, names, measure.meaning)


def _one_event_less(events: EventNetwork, stated: Stated) -> Figure:
    what = "held together by one event"
    if len(events.names) * len(events.edges) * len(events.listed) > EFFORT * 10:
        return _figure(what, None, why_not="not tried, which would take minutes")
    found = [
        f"without “{stated.label(split.event)}” into {' and '.join(map(str, split.parts))}"
        + (f", {split.alone} alone" if split.alone else "")
        for split in splits(events)
    ]
    return _figure(what, len(found), some(found, 2))


def _label(network: Network, actor: str) -> str:
    return str(network.graph.nodes[actor]["label"])
