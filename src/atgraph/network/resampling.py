"""A network as it would be with other events: without one of them, or with events drawn by chance.

An event is what a tie is stated in: what one event prints comes and goes together. What no event
states (a page read elsewhere) is always there. Where an event is drawn several times, its links
count so often in the weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atgraph.network.measures import Compact, of_edges

if TYPE_CHECKING:
    import random

    from atgraph.graph.graph import Graph
    from atgraph.network.projection import Link

STATED = """
SELECT ?tie ?event (MIN(STR(?label)) AS ?name) WHERE { ?tie atg:isStatedIn ?event . ?event a atg:Event ; rdfs:label ?label }
GROUP BY ?tie ?event ORDER BY ?tie ?event
"""


@dataclass(frozen=True)
class Stated:
    """Where ties are stated: tie IRI → IRI of the event whose text states it, and event IRI → label."""

    event_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kg: Graph) -> Stated:
        """Read it from a graph."""
        from atgraph.graph.graph import text

        rows = [
            (text(row, "tie"), text(row, "event"), text(row, "name")) for row in kg.select(STATED)
        ]
        return cls({tie: event for tie, event, _ in rows}, {event: name for _, event, name in rows})

    def label(self, event: str) -> str:
        """Return the name of an event."""
        return self.labels.get(event, event)


@dataclass(frozen=True)
class Reason:
    """A link as far as leaving out goes: the thing in which the two meet, if any, and the events on whose texts it rests.

    Where they meet in a thing it rests on all of the events, since both must be said to be there;
    where ties say that they are related, each of these says it alone.
    """

    via: str
    events: tuple[str, ...]

    def times(self, drawn: Mapping[str, int]) -> int:
        """Return how often it stands in a draw; what no event states stands once."""
        counts = [drawn[event] for event in self.events]
        return (min(counts) if self.via else max(counts)) if counts else 1


@dataclass(frozen=True)
class Events:
    """A network whose links can be left out by event: ``edges`` has both ends, the reasons and the weight of each."""

    names: tuple[str, ...]
    edges: tuple[tuple[int, int, tuple[Reason, ...], float], ...] = field(repr=False)
    listed: tuple[str, ...]
    weighted: bool = False

    @classmethod
    def of(cls, graph: Any, stated: Stated, weighted: bool = False) -> Events:
        """Read a network's graph.

        Args:
            graph: as of `atgraph.network.Network`.
            stated: where its ties are stated.
            weighted: let a strong tie count as a short step in paths.
        """
        names = tuple(sorted(graph))
        number = {name: place for place, name in enumerate(names)}
        edges = []
        for one, other, data in graph.edges(data=True):
            a, b = sorted((number[one], number[other]))
            edges.append(
                (
                    a,
                    b,
                    tuple(_reason(link, stated) for link in data.get("links", ())),
                    float(data.get("weight", 1.0)),
                )
            )
        events = {
            event for _, _, reasons, _ in edges for reason in reasons for event in reason.events
        }
        return cls(
            names, tuple(sorted(edges, key=lambda edge: edge[:2])), tuple(sorted(events)), weighted
        )

    def whole(self) -> Compact:
        """Return the network as it is."""
        return of_edges(
            self.names,
            [(a, b) for a, b, _, _ in self.edges],
            [weight for *_, weight in self.edges],
            self.weighted,
        )

    def without(self, event: str) -> Compact:
        """Return the network without what the text of an event states."""
        return self.drawn({one: int(one != event) for one in self.listed})

    def resampled(self, chance: random.Random) -> Compact:
        """Return the network of as many events as there are, drawn by chance and put back each time (Efron 1979)."""
        counts = Counter(chance.choices(self.listed, k=len(self.listed)))
        return self.drawn({event: counts[event] for event in self.listed})

    def drawn(self, times: Mapping[str, int]) -> Compact:
        """Return the network in which each event stands so many times."""
        kept = [
            (a, b, [(reason, reason.times(times)) for reason in reasons], weight)
            for a, b, reasons, weight in self.edges
        ]
        meeting = _meeting(kept)
        whole = all(count == 1 for count in times.values())
        edges: dict[tuple[int, int], float] = {}
        for a, b, counted, weight in kept:
            if not counted or whole:
                edges[a, b] = weight
            elif any(count for _, count in counted):
                edges[a, b] = sum(
                    count / max(len(meeting[reason.via]) - 1, 1) if reason.via else count
                    for reason, count in counted
                    if count
                )
        return of_edges(self.names, list(edges), list(edges.values()), self.weighted)


def _reason(link: Link, stated: Stated) -> Reason:
    events = {stated.event_of.get(tie, "") for tie in link.statements}
    if "" in events and not link.via:
        return Reason("", ())
    return Reason(link.via, tuple(sorted(events - {""})))


def _meeting(kept: list[tuple[int, int, list[tuple[Reason, int]], float]]) -> dict[str, set[int]]:
    """Return who meets in each thing, of those reasons that are there."""
    found: dict[str, set[int]] = {}
    for a, b, counted, _ in kept:
        for reason, count in counted:
            if count and reason.via:
                found.setdefault(reason.via, set()).update((a, b))
    return found
