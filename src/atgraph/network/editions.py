"""One edition of a programme, or one build of the graph, as it is compared with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError
from atgraph.graph.graph import Graph, text
from atgraph.network.meetings import Pair, Standing
from atgraph.network.network import Drawn, Link
from atgraph.network.phrases import plural
from atgraph.network.ties.choice import Chosen, choose
from atgraph.network.ties.classes import DECLARED, MENTION, PARTICIPATION
from atgraph.network.ties.ties import EVENT, PERSON, THEME, Details, Tie, read_values
from atgraph.rdf.namespaces import ATGD
from atgraph.text import did_you_mean

PREFIX = ATGD + "event_"
WHOLE = """
SELECT ?event ?label WHERE {
  ?event a atg:Event ; rdfs:label ?label . FILTER NOT EXISTS { ?event atg:isPartOfEvent ?of }
} ORDER BY ?event
"""

Bond = tuple[Pair, str, str, str]
"""The two, the kind of tie, what it is called, the one that it runs from."""
Statements = dict[str, dict[str, list[str]]]


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
        with_mentions = MENTION in self.choice.ties
        return [tie for tie in self.selection.ties if with_mentions or tie.of.kind != MENTION]

    @cached_property
    def details(self) -> Mapping[str, Details]:
        """What each of its ties says beside its ends."""
        return self.selection.read.details(self.counted)

    def _ends(self, tie: Tie, kind: str) -> list[str]:
        return [end for end in tie.ends if self.selection.read.kinds.get(end) == kind]

    @cached_property
    def actors(self) -> dict[str, Tie]:
        """Each actor that appears, with the tie that says best what it does."""
        found: dict[str, Tie] = {}
        for tie in sorted(self.counted, key=self._by_weight):
            for actor in self._standing(tie):
                found.setdefault(actor, tie)
        return found

    def _by_weight(self, tie: Tie) -> tuple[bool, bool, str]:
        """Sort a part in an event before other ties, a mention after them."""
        is_part = tie.of.kind in (DECLARED, PARTICIPATION) and bool(self._ends(tie, EVENT))
        return not is_part, tie.of.kind == MENTION, tie.iri

    def _standing(self, tie: Tie) -> Iterator[str]:
        """Yield the actors at the ends of a tie, and those that a person stands for."""
        for actors in ("people", "organizations"):
            if self.choice.actors in (actors, "both"):
                stand = Standing(self.selection.read, self.levels, actors)
                yield from (actor for actor, _ in stand(tie, tie.ends))

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
    def titles(self) -> Statements:
        """Person → each stated title, its white space folded → the ties that state it."""
        if self.choice.actors == "organizations":
            return {}
        people = {tie.iri: self._ends(tie, PERSON) for tie in self.counted}
        found: Statements = defaultdict(lambda: defaultdict(list))
        (stated,) = read_values(self.kg, "atg:statedTitle")
        for tie, titles in sorted(stated.items()):
            for person in people.get(tie, ()):
                for title in titles:
                    found[person][" ".join(title.split())].append(tie)
        return {person: dict(sorted(titles.items())) for person, titles in found.items()}

    @cached_property
    def events(self) -> frozenset[str]:
        """The events whose texts state its ties, or that these lead to."""
        return frozenset(event for tie in self.counted for event in self._events(tie))

    @cached_property
    def themes(self) -> Statements:
        """Theme → each event whose text speaks of it → the assignments."""
        found: Statements = defaultdict(lambda: defaultdict(list))
        for tie in self.counted:
            for theme in self._ends(tie, THEME):
                for event in self._events(tie):
                    found[theme][event].append(tie.iri)
        return {theme: dict(events) for theme, events in found.items()}

    def _events(self, tie: Tie) -> list[str]:
        """Return the events whose texts state a tie, else those at its ends."""
        kinds, stated_in = self.selection.read.kinds, self.details[tie.iri].stated_in
        return [p for p in stated_in if kinds.get(p) == EVENT] or self._ends(tie, EVENT)

    def names(self, iris: Iterable[str]) -> dict[str, str]:
        """Return IRI → name."""
        return self.selection.read.labels(iris)

    def part(self, actor: str, tie: Tie) -> str:
        """Return in words what a tie says of an actor: the role or class, through and with whom."""
        kinds, names = self.selection.read.kinds, self.names(tie.ends)
        through = [] if actor in tie.ends else self._ends(tie, PERSON)
        others = [end for end in tie.ends if end != actor and end not in through and end in kinds]
        said = (
            ", ".join(self.details[tie.iri].roles) or tie.of.label,
            *(f"through {names[iri]}" for iri in through),
            *(f"“{names[iri]}”" for iri in others),
        )
        return ", ".join(said)

    @property
    def has_whole(self) -> bool:
        """Whether a programme counts as an event beside its own parts."""
        parts = self.selection.read.parts
        return any(self.events & parts.get(event, frozenset()) - {event} for event in self.events)

    def __str__(self) -> str:
        name = f"“{self.label}”" if self.label else "all"
        return f"{name} ({plural(len(self.events), 'event')})"


def read_edition(kg: Graph, event: str, actors: str, chosen: Chosen) -> Edition:
    """Read an edition: an event by its IRI, or all that a graph holds where it is empty.

    `when` counts only where it is all.
    """
    selection = choose(kg, {**chosen, "when": event or chosen.get("when")}, actors)
    return Edition(selection, kg, selection.read.labels([event])[event] if event else "")


def find_edition(kg: Graph, name: str) -> str:
    """Return the IRI of a programme by its id, or of any event by a name of it.

    Raises:
        NotFoundError: there is none; the nearest is named, and all programmes.
    """
    programmes = kg.select(WHOLE)
    known = {text(row, "event").removeprefix(PREFIX): text(row, "label") for row in programmes}
    if name in known:
        return PREFIX + name
    try:
        return find(kg, name, EVENT).iri
    except NotFoundError as exc:
        hint = did_you_mean(name, known, shown=lambda near: f"{near} (“{known[near]}”)")
        if not hint:
            raise
        raise NotFoundError(
            f"no programme is called {name!r} here; {hint} There are {', '.join(known)}"
        ) from exc
