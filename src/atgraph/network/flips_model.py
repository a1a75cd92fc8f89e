"""What flips are: answers that change with a single event, link or place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from atgraph.ask.evidence import Quoted
from atgraph.network.communities import Division, divide
from atgraph.network.measures import MEASURES, Compact, compact
from atgraph.network.network import Drawn, Network
from atgraph.network.parts import Parts, parts_in_events
from atgraph.network.ranks import places
from atgraph.network.structure import joints
from atgraph.network.ties.ties import ORGANIZATION

if TYPE_CHECKING:
    pass


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
        return parts_in_events(
            self.selection,
            *(replace(self.choice, actors=actors) for actors in ("people", "organizations")),
        )

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
        return (
            first,
            {actor for actor, place in ranks.items() if place.first <= top},
            values[first[0]],
        )

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
