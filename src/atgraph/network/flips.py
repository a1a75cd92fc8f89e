"""What changes when units are rolled up to the body above: each finding at both levels, and whether it flips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from atgraph.citations import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.communities import Division, divide
from atgraph.network.drawing import Drawn
from atgraph.network.levels import BODY
from atgraph.network.measures import MEASURES, Compact, compact
from atgraph.network.model import LEVELS, Choice, Network
from atgraph.network.parts import Parts, parts_in_events
from atgraph.network.ranks import places
from atgraph.network.reading import ORGANIZATION
from atgraph.network.selection import Chosen, choose
from atgraph.network.structure import joints

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph

WORDS = {"body": "rolled up", "unit": "by unit", "printed": "as printed"}


@dataclass(frozen=True)
class Flip:
    """One finding at both levels.

    Attributes:
        what: what was looked at.
        flips: whether it is another finding when units are rolled up, and not only another number.
        below, rolled_up: its figure at the lower level, and rolled up.
        sentence: the same in words.
        statements: the IRIs of the ties that decide it; evidence: their words.
    """

    what: str
    flips: bool
    below: str
    rolled_up: str
    sentence: str
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Flips:
    """The findings, and the two networks that they compare."""

    below: Network
    rolled_up: Network
    findings: tuple[Flip, ...]


@dataclass(frozen=True)
class View(Drawn):
    """The network of one level, and what is counted of it."""

    seed: int = 0

    @cached_property
    def counted(self) -> Compact:
        """The same as measures read it."""
        return compact(self.network.graph)

    @cached_property
    def parts(self) -> Parts:
        """Who has a part in which event: people, and organisations at this level."""
        return parts_in_events(self.selection, *(replace(self.choice, actors=actors) for actors in ("people", "organizations")))

    @cached_property
    def division(self) -> Division:
        """Its communities."""
        return divide(self.counted, seed=self.seed)

    @cached_property
    def cut_points(self) -> frozenset[str]:
        """The actors without whom a part is cut off."""
        return frozenset(point.actor for point in joints(self.counted).cut_points)

    def first(self, measure: str, top: int) -> tuple[list[str], set[str], float | None]:
        """Return who is first by a measure, who is among the first, and the value of the first."""
        values = MEASURES[measure].compute(self.counted)
        ranks = places(values, MEASURES[measure].least_first)
        first = [actor for actor, place in ranks.items() if place.first == 1]
        return first, {actor for actor, place in ranks.items() if place.first <= top}, values[first[0]]

    @property
    def words(self) -> str:
        """Its level in words."""
        return WORDS[self.choice.level]


@dataclass(frozen=True)
class Compared:
    """Two levels of one selection of ties."""

    below: View
    rolled_up: View

    def bodies(self, actor: str) -> tuple[str, ...]:
        """Return what an actor of the lower level stands as when rolled up: a person as itself."""
        return self.rolled_up.levels.bodies(actor) if self.is_organization(actor) else (actor,)

    def is_organization(self, actor: str) -> bool:
        """Return whether an actor is one that can be rolled up."""
        return self.below.selection.read.kinds.get(actor) == ORGANIZATION

    def rolled(self, actors: Iterable[str]) -> set[str]:
        """Return what actors of the lower level stand as when rolled up."""
        return {body for actor in actors for body in self.bodies(actor)}

    @cached_property
    def shared(self) -> list[str]:
        """The actors of both networks, sorted."""
        return sorted(set(self.below.network.graph) & set(self.rolled_up.network.graph))

    def label(self, actor: str) -> str:
        """Return the name of an actor or event."""
        return self.below.selection.read.labels([actor])[actor]

    def names(self, actors: Iterable[str]) -> list[str]:
        """Return names, sorted."""
        return sorted(map(self.label, actors))


def find_flips(kg: KnowledgeGraph, *, actors: str = Choice.actors, top: int = 5, seed: int = 0, **chosen: Unpack[Chosen]) -> Flips:
    """Return what changes when units are rolled up to the body above.

    Args:
        kg: the graph.
        actors: who is in the network: organizations or both.
        top: how many at the top of a ranking, and how many examples.
        seed: of the search for communities.
        chosen: what counts, as `Chosen` says; its level, unit or printed, is the lower one that rolling up is compared with.

    Raises:
        QueryError: a choice that is not there, or that leaves nothing to compare.
        NotFoundError: nothing is called like the event, or nobody has a tie of these kinds.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    if chosen.get("level") == BODY:
        raise QueryError(f"both sides would be rolled up; name the level that this is compared with, --level {' or --level '.join(LEVELS[1:])}")
    if actors == "people":
        raise QueryError("people are not rolled up; choose --actors organizations or both")
    selection = choose(kg, chosen, actors)
    compared = Compared(View(selection, seed), View(replace(selection, choice=replace(selection.choice, level=BODY)), seed))
    if not compared.below.network.graph.number_of_nodes():
        raise NotFoundError(f"there is no actor in this network, so nothing can change; choose other ties or days ({compared.below.network.choice})")
    findings = tuple(_findings(compared, top))
    words = evidence_of(kg, {statement for flip in findings for statement in flip.statements})
    told = (replace(flip, evidence=tuple(dict.fromkeys(q for s in flip.statements for q in words.get(s, ())))) for flip in findings)
    return Flips(compared.below.network, compared.rolled_up.network, tuple(told))


def _findings(compared: Compared, top: int) -> Iterator[Flip]:
    from atgraph.network.flips_events import event_flips
    from atgraph.network.flips_links import link_flips
    from atgraph.network.flips_places import place_flips

    yield from event_flips(compared, top)
    yield from link_flips(compared, top)
    yield from place_flips(compared, top)
