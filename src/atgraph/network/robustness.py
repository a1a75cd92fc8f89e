"""How far ranks can be trusted: what changes when one event is left out, or all are drawn anew.

An event is what a tie is stated in: what one event prints comes and goes together. What no event
states (a page read elsewhere) is always there. Where an event is drawn several times, its links
count so often in the weights. Leaving out one at a time is the jackknife, drawing anew the
bootstrap (Efron 1979); for networks see Snijders and Borgatti 1999. A page, and a declared tie of
those at the top, is left out too, to tell whether it alone makes the result.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atgraph.ask.evidence import page_in_words
from atgraph.graph.graph import Graph, text
from atgraph.network.measures import Compact, Measure, Rank, of_edges, ranked
from atgraph.network.network import Link, Network
from atgraph.network.ties import DECLARED

if TYPE_CHECKING:
    import networkx

SHARE = 0.9  # of the resamplings, that an interval holds
# actors × links × networks measured, beyond which nothing is resampled unasked: about half a minute
EFFORT = 500_000_000
STATED = """
SELECT ?tie ?event (MIN(STR(?label)) AS ?page) (MIN(STR(?url)) AS ?address) WHERE {
  ?tie atg:isStatedIn ?event . ?event a %s ; rdfs:label ?label
  OPTIONAL { ?event schema:url ?url }
} GROUP BY ?tie ?event ORDER BY ?tie ?event
"""
Ranks = dict[str, Rank]


@dataclass(frozen=True)
class Stated:
    """Where ties are stated: tie IRI → IRI of the event whose text states it; event IRI → label.

    ``pages`` says the same of ties that were read elsewhere, each stated in a page; ``kg`` is the
    graph that has the words.
    """

    event_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: Mapping[str, str] = field(default_factory=dict)
    pages: Stated | None = None
    kg: Graph | None = field(default=None, repr=False)

    @classmethod
    def read(cls, kg: Graph) -> Stated:
        """Read it from a graph."""
        pages = cls(*_stated(kg, "atg:Source"))
        return cls(*_stated(kg, "atg:Event"), pages, kg)

    def label(self, event: str) -> str:
        """Return the name of an event."""
        return self.labels.get(event, event)


def _stated(kg: Graph, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    rows = list(kg.select(STATED % kind))
    labels = {text(row, "event"): page_in_words(row) for row in rows}
    return {text(row, "tie"): text(row, "event") for row in rows}, labels


StatedLink = tuple[str, tuple[str, ...]]
"""A link as far as leaving out goes: the thing in which the two meet, and the events behind it."""
Edge = tuple[int, int, tuple[StatedLink, ...], float]
"""Both ends, the links and the weight."""


def _stated_link(link: Link, stated: Stated) -> StatedLink:
    events = {stated.event_of.get(tie, "") for tie in link.statements}
    return link.via, () if "" in events and not link.via else tuple(sorted(events - {""}))


def _times(via: str, events: Iterable[str], drawn: Mapping[str, int]) -> int:
    """Return how often a link stands in a draw; what no event states stands once.

    Where two meet in a thing it rests on all of the events, since both must be said to be there;
    where ties say that they are related, each of these says it alone.
    """
    return (min if via else max)((drawn[event] for event in events), default=1)


@dataclass(frozen=True)
class EventNetwork:
    """A network whose links can be left out by event; ``listed`` are the events."""

    names: tuple[str, ...]
    edges: tuple[Edge, ...] = field(repr=False)
    listed: tuple[str, ...]
    weighted: bool = False

    @classmethod
    def of(cls, graph: networkx.Graph, stated: Stated, weighted: bool = False) -> EventNetwork:
        """Read the graph of a network; weighted: a strong tie is a short step in paths."""
        names = tuple(sorted(graph))
        number = {name: place for place, name in enumerate(names)}
        edges: list[Edge] = []
        for one, other, data in graph.edges(data=True):
            a, b = sorted((number[one], number[other]))
            links = tuple(_stated_link(link, stated) for link in data.get("links", ()))
            edges.append((a, b, links, float(data.get("weight", 1.0))))
        edges.sort(key=lambda edge: edge[:2])
        events = {event for edge in edges for _, its in edge[2] for event in its}
        return cls(names, tuple(edges), tuple(sorted(events)), weighted)

    def whole(self) -> Compact:
        """Return the network as it is."""
        return self._compact({(a, b): weight for a, b, _, weight in self.edges})

    def without(self, event: str) -> Compact:
        """Return the network without what the text of an event states."""
        return self.drawn({one: int(one != event) for one in self.listed})

    def resampled(self, chance: random.Random) -> Compact:
        """Return the network of as many events as there are, drawn by chance and put back."""
        counts = Counter(chance.choices(self.listed, k=len(self.listed)))
        return self.drawn({event: counts[event] for event in self.listed})

    def drawn(self, times: Mapping[str, int]) -> Compact:
        """Return the network in which each event stands so many times."""
        if all(count == 1 for count in times.values()):
            return self.whole()
        kept = [
            (a, b, [(via, _times(via, its, times)) for via, its in links], weight)
            for a, b, links, weight in self.edges
        ]
        meeting: dict[str, set[int]] = defaultdict(set)
        for a, b, counts, _ in kept:
            for via in (via for via, count in counts if count):
                meeting[via].update((a, b))
        edges: dict[tuple[int, int], float] = {}
        for a, b, counts, weight in kept:
            if not counts:
                edges[a, b] = weight
            elif any(count for _, count in counts):
                made = ((n, len(meeting[via]) - 1 if via else 1) for via, n in counts if n)
                edges[a, b] = sum(n / others for n, others in made)
        return self._compact(edges)

    def _compact(self, edges: Mapping[tuple[int, int], float]) -> Compact:
        return of_edges(self.names, list(edges), list(edges.values()), self.weighted)


@dataclass(frozen=True)
class Effect:
    """What a ranking becomes without one event: who is first, and who falls out of the top."""

    event: str
    first: tuple[str, ...]
    fallen: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """Rank intervals, which span the ranks that equal actors share, and what makes the result.

    ``left_out``: actor → from its best to its worst rank, the whole network's among them, when one
    event is left out; ``resampled``: the ranks that 90 in 100 of the ``runs`` lie between.
    ``changes``: the events without which others are first or others at the top, most fallen first.
    """

    events: int
    runs: int
    left_out: Ranks = field(repr=False)
    resampled: Ranks = field(repr=False)
    changes: tuple[Effect, ...]


def doubt(
    events: EventNetwork, measure: Measure, ranks: Ranks, head: int, runs: int, seed: int = 0
) -> Doubt:
    """Tell how far the ranks of a network can be trusted; of one event nothing can be left out.

    ``head`` is how many at the top are looked at, ``runs`` how often the events are drawn anew.
    """
    if len(events.listed) < 2:
        return Doubt(len(events.listed), 0, {}, {}, ())

    def ranks_of(network: Compact) -> Ranks:
        return ranked(measure.compute(network), measure.least_first)

    chance = random.Random(seed)
    without = {event: ranks_of(events.without(event)) for event in events.listed}
    drawn = [ranks_of(events.resampled(chance)) for _ in range(runs)]
    effects = (_effect(event, ranks, changed, head) for event, changed in without.items())
    changes = sorted(filter(None, effects), key=lambda change: (-len(change.fallen), change.event))
    several = [ranks, *without.values()]
    left_out = {a: interval((one[a] for one in several), 1) for a in ranks}
    resampled = {a: interval(one[a] for one in drawn) for a in ranks if drawn}
    return Doubt(len(without), runs, left_out, resampled, tuple(changes))


def interval(found: Iterable[Rank], share: float = SHARE) -> Rank:
    """Return the interval that leaves as many ranks below as above, and such a share inside."""
    listed = list(found)
    out = int(round(len(listed) * (1 - share) / 2, 9))  # 1 - 0.9 is a little less than 0.1
    first, last = sorted(rank.first for rank in listed), sorted(rank.last for rank in listed)
    return Rank(first[out], last[-1 - out])


def _effect(event: str, before: Ranks, after: Ranks, head: int) -> Effect | None:
    first, now = first_of(before), first_of(after)
    fallen = tuple(a for a, rank in before.items() if rank.first <= head < after[a].first)
    return Effect(event, now, fallen) if fallen or first != now else None


def first_of(ranks: Ranks) -> tuple[str, ...]:
    """Return who is first, sorted."""
    return tuple(sorted(actor for actor, rank in ranks.items() if rank.first == 1))


@dataclass(frozen=True)
class Split:
    """The sizes of the parts of the largest component without one event, and how many are alone."""

    event: str
    parts: tuple[int, ...]
    alone: int


def splits(events: EventNetwork) -> list[Split]:
    """Return the events without which the largest component falls apart, the worst first."""
    inside, found = set(events.whole().largest()), []
    for event in events.listed:
        components = events.without(event).graph.connected_components()
        sizes = [len(part) for part in components if not inside.isdisjoint(part)]
        parts = tuple(sorted((size for size in sizes if size > 1), reverse=True))
        if len(parts) > 1:
            found.append(Split(event, parts, sizes.count(1)))
    return sorted(found, key=lambda split: (split.parts[0], split.event))


Single = tuple[str, str, Effect]
"""A tie or a page without which a ranking becomes another: which of the two, and what in words."""


def singles(
    network: Network,
    stated: Stated,
    measure: Measure,
    ranks: Ranks,
    head: int,
    weighted: bool = False,
) -> list[Single]:
    """Return the ties and pages that make a result, most fallen first; none where it takes long.

    Looked at are the declared ties of those at the top, and all pages that ties were read on. A
    page with one tie is told by its tie.
    """
    top = [actor for actor, place in ranks.items() if place.first <= head]
    ties, pages = _declared(network, top), stated.pages or Stated()
    count = Counter(pages.event_of.values())
    of_several = {tie: page for tie, page in pages.event_of.items() if count[page] > 1}
    units = {
        "tie": Stated({tie: tie for tie in ties}, ties),
        "page": Stated(of_several, pages.labels),
    }
    found: list[Single] = []
    for kind, where in units.items():
        parts = EventNetwork.of(network.graph, where, weighted)
        if len(parts.names) * len(parts.edges) * len(parts.listed) > EFFORT // 20:
            continue
        for one in parts.listed:
            changed = ranked(measure.compute(parts.without(one)), measure.least_first)
            if effect := _effect(one, ranks, changed, head):
                found.append((kind, where.label(one), effect))
    return sorted(found, key=lambda single: (-len(single[2].fallen), single[1], single[2].event))


def _declared(network: Network, actors: Collection[str]) -> dict[str, str]:
    """Return each declared tie of some actors, in words."""
    labels, found = network.graph.nodes(data="label"), dict[str, str]()
    for one, other, links in sorted(network.graph.edges(actors, data="links"), key=lambda e: e[:2]):
        for link in links:
            if link.kind == DECLARED and not link.via:
                names = " and ".join(sorted((labels[one], labels[other])))
                found.update(dict.fromkeys(link.statements, f"the {link.how} of {names}"))
    return found
