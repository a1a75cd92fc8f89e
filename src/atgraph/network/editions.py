"""One edition of a programme, or one build of the graph, as it is compared with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from atgraph.errors import NotFoundError
from atgraph.network.network import Drawn
from atgraph.network.projection import Link, Pair, stand
from atgraph.network.ties.choice import Chosen, choose
from atgraph.network.ties.classes import DECLARED, MENTION, PARTICIPATION
from atgraph.network.ties.ties import EVENT, PERSON, THEME, Details, Tie, read_values
from atgraph.rdf.namespaces import ATGD
from atgraph.text import did_you_mean

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

PREFIX = ATGD + "event_"
WHOLE = "SELECT ?event ?label WHERE { ?event a atg:Event ; rdfs:label ?label . FILTER NOT EXISTS { ?event atg:isPartOfEvent ?of } } ORDER BY ?event"
Bond = tuple[
    Pair, str, str, str
]  # the two, the kind of tie, what it is called, the one that it runs from


@dataclass(frozen=True)
class Edition(Drawn):
    """What counts of an edition.

    Attributes:
        kg: the graph that holds it.
        label: what it is called; empty where it is all that the graph holds.
    """

    kg: Graph
    label: str

    @cached_property
    def counted(self) -> list[Tie]:
        """Its ties, mentions only where they count."""
        return [
            tie
            for tie in self.selection.ties
            if tie.of.kind != MENTION or MENTION in self.choice.ties
        ]

    @cached_property
    def details(self) -> Mapping[str, Details]:
        """What each of its ties says beside its ends."""
        return self.selection.read.details(self.counted)

    @cached_property
    def actors(self) -> dict[str, Tie]:
        """Each actor that appears, with the tie that says best what it does: a part in an event before others."""
        found: dict[str, Tie] = {}
        for tie in sorted(self.counted, key=self._by_weight):
            for actor in self._standing(tie):
                found.setdefault(actor, tie)
        return found

    def _by_weight(self, tie: Tie) -> tuple[bool, bool, str]:
        is_part = any(self.selection.read.kinds.get(end) == EVENT for end in tie.ends)
        return (
            not (is_part and tie.of.kind in (DECLARED, PARTICIPATION)),
            tie.of.kind == MENTION,
            tie.iri,
        )

    def _standing(self, tie: Tie) -> Iterator[str]:
        """Yield the actors at the ends of a tie, and those that a person stands for."""
        for actors in ("people", "organizations"):
            if self.choice.actors in (actors, "both"):
                yield from (
                    actor
                    for actor, _ in stand(self.selection.read, self.levels, actors, tie, tie.ends)
                )

    @cached_property
    def bonds(self) -> dict[Bond, list[Link]]:
        """Each tie between two actors, and each way in which the two meet → the links."""
        found: dict[Bond, list[Link]] = defaultdict(list)
        for one, other, links in self.network.graph.edges(data="links"):
            pair = (one, other) if one < other else (other, one)
            for link in links:
                found[pair, link.kind, link.how, link.source].append(link)
        return dict(found)

    @cached_property
    def titles(self) -> dict[str, dict[str, list[str]]]:
        """Person → each stated title, its white space folded → the ties that state it."""
        if self.choice.actors == "organizations":
            return {}
        people = {
            tie.iri: [end for end in tie.ends if self.selection.read.kinds.get(end) == PERSON]
            for tie in self.counted
        }
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for tie, titles in sorted(read_values(self.kg, "atg:statedTitle")[0].items()):
            for person in people.get(tie, ()):
                for title in titles:
                    found[person][" ".join(title.split())].append(tie)
        return {person: dict(sorted(titles.items())) for person, titles in found.items()}

    @cached_property
    def events(self) -> frozenset[str]:
        """The events whose texts state its ties, or that these lead to."""
        return frozenset(event for tie in self.counted for event in self._events(tie))

    @cached_property
    def themes(self) -> dict[str, dict[str, list[str]]]:
        """Theme → each event whose text speaks of it → the assignments."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for tie in self.counted:
            for theme in (end for end in tie.ends if self.selection.read.kinds.get(end) == THEME):
                for event in self._events(tie):
                    found[theme][event].append(tie.iri)
        return {theme: dict(events) for theme, events in found.items()}

    def _events(self, tie: Tie) -> list[str]:
        """Return the events whose texts state a tie, else those at its ends."""
        kinds = self.selection.read.kinds
        said = [place for place in self.details[tie.iri].stated_in if kinds.get(place) == EVENT]
        return said or [end for end in tie.ends if kinds.get(end) == EVENT]

    def labels(self, *iris: str) -> list[str]:
        """Return the names of things."""
        known = self.selection.read.labels(iris)
        return [known[iri] for iri in iris]

    def part(self, actor: str, tie: Tie) -> str:
        """Return in words what a tie says of an actor: the role, else the class; through whom; and with or in what."""
        kinds = self.selection.read.kinds
        through = [] if actor in tie.ends else [end for end in tie.ends if kinds.get(end) == PERSON]
        others = [end for end in tie.ends if end != actor and end not in through and end in kinds]
        words = ", ".join(self.details[tie.iri].roles) or tie.of.label
        said = [
            words,
            *(f"through {name}" for name in self.labels(*through)),
            *(f"“{name}”" for name in self.labels(*others)),
        ]
        return ", ".join(said)

    @property
    def has_whole(self) -> bool:
        """Whether a programme counts as an event beside its own parts."""
        parts = self.selection.read.parts
        return any(
            not self.events.isdisjoint(parts.get(event, frozenset()) - {event})
            for event in self.events
        )

    def __str__(self) -> str:
        name = f"“{self.label}”" if self.label else "all"
        return f"{name} ({len(self.events)} event{'s' if len(self.events) != 1 else ''})"


def read_edition(kg: Graph, event: str, actors: str, chosen: Chosen) -> Edition:
    """Read an edition.

    Args:
        kg: the graph that holds it.
        event: the IRI of the event that it is; empty for all that the graph holds.
        actors: who is compared.
        chosen: what counts; `when` only where it is all.
    """
    selection = choose(kg, {**chosen, "when": event or chosen.get("when")}, actors)
    return Edition(selection, kg, selection.read.labels([event])[event] if event else "")


def find_edition(kg: Graph, name: str) -> str:
    """Return the IRI of a programme by its id, or of any event by a name of it.

    Raises:
        NotFoundError: there is none; the nearest is named, and all programmes.
    """
    from atgraph.ask.lookup import find
    from atgraph.graph.graph import text

    known = {
        text(row, "event").removeprefix(PREFIX): text(row, "label") for row in kg.select(WHOLE)
    }
    if name in known:
        return PREFIX + name
    try:
        return find(kg, name, EVENT).value
    except NotFoundError as exc:
        hint = did_you_mean(name, known, shown=lambda near: f"{near} (“{known[near]}”)")
        if not hint:
            raise
        raise NotFoundError(
            f"no programme is called {name!r} here; {hint} There are {', '.join(known)}"
        ) from exc
