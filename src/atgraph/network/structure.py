"""What a network is like as a whole, where it would fall apart, and who stands between others."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atgraph.network.communities import Division, divide
from atgraph.network.measures import MEASURES, Compact, compact, ranked
from atgraph.network.network import Network
from atgraph.network.ranking import RankedActor, Ranking, alone, rank
from atgraph.network.robustness import EFFORT, EventNetwork, Stated, splits
from atgraph.network.ties import CO_PRESENCE, DECLARED, KINDS, MENTION
from atgraph.text import some


@dataclass(frozen=True)
class Shape:
    """A network in numbers; None where a number would mean nothing.

    ``components`` are the sizes of the parts, largest first; ``diameter`` (steps) and ``distance``
    (mean steps) those of the part that is larger than every other; ``clustering`` is the share of
    pairs with a contact in common who are tied themselves (Newman, Watts and Strogatz 2002);
    ``core`` the largest core number (Seidman 1983).
    """

    actors: int
    edges: int
    density: float | None
    components: tuple[int, ...]
    diameter: int | None
    distance: float | None
    clustering: float | None
    core: int | None


def shape(network: Compact) -> Shape:
    """Return a network in numbers."""
    graph, inside = network.graph, network.largest()
    count, edges = graph.vcount(), graph.ecount()
    part = graph.induced_subgraph(inside)
    # How many pairs of the largest part are one step apart, two steps, and so on.
    steps_apart = part.path_length_hist(directed=False).bins() if len(inside) > 1 else ()
    lengths = [int(pairs) for _, _, pairs in steps_apart]
    clustering = graph.transitivity_undirected() if edges else math.nan
    distance = sum(steps * pairs for steps, pairs in enumerate(lengths, 1))
    return Shape(
        actors=count,
        edges=edges,
        density=2 * edges / (count * (count - 1)) if count > 1 else None,
        components=tuple(sorted(map(len, graph.connected_components()), reverse=True)),
        diameter=len(lengths) or None,
        distance=distance / sum(lengths) if lengths else None,
        clustering=None if math.isnan(clustering) else clustering,
        core=max(graph.coreness()) if edges else None,
    )


@dataclass(frozen=True)
class CutPoint:
    """An actor without whom its component falls into parts (Hopcroft and Tarjan 1973)."""

    actor: str
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Bridge:
    """A tie without which its component falls in two; how many are on each side (Tarjan 1974)."""

    ends: tuple[str, str]
    sizes: tuple[int, int]


def joints(network: Compact) -> tuple[list[CutPoint], list[Bridge]]:
    """Return where a network would fall apart, those first that cut off most: read from its blocks.

    The blocks, which a cut point joins and a bridge is by itself, make a tree.
    """
    blocks, cuts = network.graph.biconnected_components(return_articulation_points=True)
    blocks = [sorted(block) for block in blocks if len(block) > 1]
    whole = {n: len(part) for part in network.graph.connected_components() for n in part}
    behind = _sizes_behind(whole, blocks, set(cuts))
    parts: dict[int, list[int]] = {}
    for (cut, _), size in behind.items():
        parts.setdefault(cut, []).append(size)
    names = network.names
    points = [CutPoint(names[n], tuple(sorted(its, reverse=True))) for n, its in parts.items()]
    bridges = []
    for number, block in enumerate(blocks):
        if len(block) == 2:
            source, target = block
            # An end that is no articulation point hangs there alone.
            here = behind.get((target, number), whole[source] - 1)
            bridges.append(Bridge((names[source], names[target]), (here, whole[source] - here)))
    points.sort(key=lambda cut: (-sum(cut.sizes[1:]), cut.actor))
    bridges.sort(key=lambda bridge: (-min(bridge.sizes), bridge.ends))
    return points, bridges


def _sizes_behind(
    whole: dict[int, int], blocks: list[list[int]], cuts: set[int]
) -> dict[tuple[int, int], int]:
    """Return (articulation point, block at it) → how many actors are on that block's side."""
    import igraph  # slow

    number = {cut: len(blocks) + place for place, cut in enumerate(sorted(cuts))}
    pairs = [(cut, block) for block, its in enumerate(blocks) for cut in its if cut in cuts]
    below = [sum(n not in cuts for n in members) for members in blocks] + [1] * len(cuts)
    above = [-1] * len(below)
    tree = igraph.Graph(len(below), [(number[cut], block) for cut, block in pairs])
    for component in tree.connected_components():
        order, _, parents = tree.bfs(component[0])
        for node in reversed(order[1:]):
            above[node] = parents[node]
            below[parents[node]] += below[node]
    return {
        (cut, block): below[block] if above[block] == at else whole[cut] - below[at]
        for cut, block, at in ((cut, block, number[cut]) for cut, block in pairs)
    }


def parts_without(network: Compact, actor: str) -> list[list[str]]:
    """Return the parts into which a component falls without an actor, largest first."""
    node = network.names.index(actor)
    rest = network.graph.copy()
    rest.delete_edges(network.graph.incident(node))
    parts = (rest.subcomponent(neighbour) for neighbour in network.graph.neighbors(node))
    named = {tuple(sorted(network.names[n] for n in part)) for part in parts}
    return [list(part) for part in sorted(named, key=lambda part: (-len(part), part))]


def sides_of(network: Compact, bridge: Bridge) -> list[list[str]]:
    """Return who is on the side of each end of a bridge, sorted."""
    source, target = (network.names.index(end) for end in bridge.ends)
    rest = network.graph.copy()
    rest.delete_edges([(source, target)])
    return [sorted(network.names[n] for n in rest.subcomponent(end)) for end in (source, target)]


@dataclass(frozen=True)
class Broker:
    """An actor between others, Burt's constraint (None without ties), and what it holds together.

    ``parts`` are those of its component when it is gone, largest first; empty where it stays whole.
    """

    row: RankedActor
    constraint: float | None
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class NamedBridge:
    """A single link that holds two parts together; ``sides`` are who is on the side of each end."""

    ends: tuple[str, str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Brokers:
    """Those who stand between others; bridges, the weightiest first; how many there are in all."""

    ranking: Ranking
    brokers: tuple[Broker, ...]
    bridges: tuple[NamedBridge, ...]
    cut_points: int = 0
    bridge_count: int = 0


def find_brokers(
    network: Network,
    stated: Stated,
    *,
    runs: int | None = None,
    seed: int = 0,
    weighted: bool = False,
    top: int = 10,
    tested: bool = True,
) -> Brokers:
    """Return the first ``top`` ranks and bridges, or all for 0; the rest is as in `rank`."""
    ranking = rank(
        network, "betweenness", stated, runs=runs, seed=seed, weighted=weighted, tested=tested
    )
    counted = compact(network.graph)
    constraints = MEASURES["constraint"].compute(counted)
    cut_points, single = joints(counted)
    points = {cut.actor for cut in cut_points}

    def names(actors: Iterable[str]) -> tuple[str, ...]:
        return tuple(network.labels[actor] for actor in actors)

    brokers = []
    for row in ranking.rows:
        if row.value and (not top or row.place.first <= top):
            parts = parts_without(counted, row.actor) if row.actor in points else []
            brokers.append(Broker(row, constraints[row.actor], tuple(map(names, parts))))
    bridges = []
    for bridge in single[: top or None]:
        ends = zip(bridge.ends, sides_of(counted, bridge))
        here, there = (names([end, *(a for a in side if a != end)]) for end, side in ends)
        kinds = network.graph.edges[bridge.ends]["kinds"]
        bridges.append(NamedBridge((here[0], there[0]), (here, there), kinds))
    return Brokers(ranking, tuple(brokers), tuple(bridges), len(cut_points), len(single))


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
    """One thing that was counted; where a number means nothing it is empty, and ``detail`` why."""

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
        reciprocity(network),
        *_communities(divide(whole, runs, seed)),
        *_joints(network, *joints(whole)),
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
    yield _figure("density", measured.density, "", "means nothing of fewer than two actors", 4)


def _kinds(network: Network) -> Iterator[Figure]:
    edges = [kinds for _, _, kinds in network.graph.edges(data="kinds")]
    counts = Counter(kind for kinds in edges for kind in kinds)
    there = (*(kind for kind in KINDS if kind in counts), *sorted(counts))
    for kind in dict.fromkeys((*network.choice.ties, *there)):
        detail = share(counts[kind], len(edges))
        yield Figure(f"links: {kind}", str(counts[kind]), detail, KIND_MEANINGS.get(kind, ""))
    lone = sum(map(alone, edges))
    yield _figure("links: co-presence alone", lone, share(lone, len(edges)))


def share(part: int, whole: int) -> str:
    """Return a share of the links in words."""
    return f"{part / whole:.0%} of {whole}" if whole else NO_LINK


def _parts(measured: Shape) -> Iterator[Figure]:
    parts = [size for size in measured.components if size > 1]
    yield _figure("components", len(parts), ", ".join(map(str, parts)))
    yield _figure("alone", measured.components.count(1))
    why = "no part is larger than every other"
    yield _figure("diameter", measured.diameter, "", why)
    yield _figure("mean distance", measured.distance, "", why, 2)
    yield _figure("clustering", measured.clustering, "", "nobody has two contacts", 3)
    yield _figure("largest core", measured.core, "", NO_LINK)


def reciprocity(network: Network) -> Figure:
    """Return the share of ties with a direction that run back too; empty where there is none.

    Wasserman and Faust 1994, ch. 13; Newman, Forrest and Balthrop 2002, as networkx has it.
    """
    directed = [
        (link.how, (link.source, other if link.source == one else one))
        for one, other, links in network.graph.edges(data="links")
        for link in links
        if link.source
    ]
    arcs = {arc for _, arc in directed}
    returned = sum((b, a) in arcs for a, b in arcs) / len(arcs) if arcs else None
    kinds = ", ".join(sorted({how for how, _ in directed}))  # memberships, say, are never returned
    none = "not applicable: none of these links has a direction"
    return _figure("reciprocity", returned, f"of {len(directed)} ties: {kinds}", none, 3)


def _communities(division: Division) -> Iterator[Figure]:
    sizes = [len(community.members) for community in division.communities]
    yield _figure("communities", len(sizes), ", ".join(map(str, sizes)))
    least = f"the worst of {division.runs} runs: {division.least or 0:.3f}"
    yield _figure("modularity", division.modularity, least, NO_LINK, 3)


def _joints(network: Network, cuts: list[CutPoint], bridges: list[Bridge]) -> Iterator[Figure]:
    cut = some(network.labels[point.actor] for point in cuts)
    yield _figure("articulation points", len(cuts), cut)
    ends = (" – ".join(network.labels[end] for end in bridge.ends) for bridge in bridges)
    yield _figure("bridges", len(bridges), some(ends, 2))


def _first(network: Network, whole: Compact) -> Iterator[Figure]:
    for measure in map(MEASURES.__getitem__, FIRST):
        values = measure.compute(whole)
        ranks = ranked(values, measure.least_first)
        first = [actor for actor, rank in ranks.items() if rank.first == 1]
        value = f"{values[first[0]] or 0:.{0 if measure.whole else 3}f}"
        names = some(network.labels[actor] for actor in first)
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
