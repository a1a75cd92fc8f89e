"""One selection of ties at two levels, and a finding: its figures at both, and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from atgraph.ask.evidence import Quoted
from atgraph.network.measures import Compact, compact
from atgraph.network.network import Drawn, Parts, parts_in_events
from atgraph.network.ties import LEVELS, ORGANIZATION


@dataclass(frozen=True)
class Flip:
    """One finding: its figures at the lower level and rolled up, and the same in words.

    ``flips``: whether it is another finding, and not only another number. ``statements`` are the
    IRIs of the ties that decide it, and ``evidence`` their words.
    """

    what: str
    flips: bool
    below: str
    rolled_up: str
    sentence: str
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()


def figure(what: str, counts: Sequence[int], sentence: str, flips: bool = False) -> Flip:
    """Return how many there are at both levels."""
    return Flip(what, flips, str(counts[0]), str(counts[1]), sentence)


@dataclass(frozen=True)
class Level(Drawn):
    """The network of one level, and what is counted of it."""

    @cached_property
    def counted(self) -> Compact:
        """Return the network as igraph counts it."""
        return compact(self.network.graph)

    @cached_property
    def parts(self) -> Parts:
        """Who has a part in which event: people, and organisations at this level."""
        who = (replace(self.choice, actors=actors) for actors in ("people", "organizations"))
        return parts_in_events(self.selection, *who)


@dataclass
class Compared:
    """Two levels of one selection of ties; ``words`` says how organisations stand at the lower."""

    below: Level
    rolled_up: Level

    def __post_init__(self) -> None:
        self.levels = self.below, self.rolled_up
        self.read, self.words = self.below.read, LEVELS[self.below.choice.level]
        self.shared = sorted(set(self.below.network.graph) & set(self.rolled_up.network.graph))

    def bodies(self, actor: str) -> tuple[str, ...]:
        """Return what an actor of the lower level stands as when rolled up: a person as itself."""
        is_organization = self.read.kinds.get(actor) == ORGANIZATION
        return self.rolled_up.levels.bodies(actor) if is_organization else (actor,)

    def rolled(self, actors: Iterable[str]) -> set[str]:
        """Return what actors of the lower level stand as when rolled up."""
        return {body for actor in actors for body in self.bodies(actor)}

    def label(self, actor: str) -> str:
        """Return the name of an actor or an event."""
        return self.read.labels([actor])[actor]

    def names(self, actors: Iterable[str]) -> list[str]:
        """Return the names of actors, sorted."""
        return sorted(self.read.labels(actors).values())

    def events(self, events: Iterable[str]) -> list[str]:
        """Return events by day, then by name."""
        days = self.read.days
        return sorted(events, key=lambda event: (days.get(event, ("", "")), self.label(event)))

    def quoted(self, events: Iterable[str]) -> str:
        """Return the names of events in quotes, by day."""
        return ", ".join(f"“{self.label(event)}”" for event in self.events(events))
