"""The graph that introductions run along: actors and the things in which they meet, and what a step between two of them costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from atgraph.network.levels import BODY, Levels
from atgraph.network.model import CO_PRESENCE, DECLARED, MENTION, PARTICIPATION
from atgraph.network.projection import Pair
from atgraph.network.reading import ORGANIZATION, PERSON, THEME, Tie, Ties

PEOPLE, ORGANIZATIONS, ANY = "people", "organizations", "any"
THROUGH = (ANY, PEOPLE, ORGANIZATIONS)
OTHER = 2.0  # of a kind of tie that is new to this program


@dataclass
class Steps:
    """Which two things are one step apart, by which ties.

    A declared tie costs 1, a part in an event 2 - 1/n where n take part (so two people in one room are near, two in a crowd
    are not), a mention 4. So a declared tie comes before organising together (2), that before a speaker at the event
    that one organises (3), and that before being at one event (4).

    Attributes:
        ends: the two actors that are to be introduced; they stand for themselves and are never left out.
        through: who may stand between them: people, organizations or any; things in which actors meet always may.
        kinds: the kinds of tie that count, as in `Choice`.
        cap: a thing that more actors have in common than this is no stepping stone.
        ties: pair, sorted → the ties between the two; costs: pair → the lowest of them.
    """

    read: Ties
    counted: tuple[Tie, ...]
    ends: Pair
    through: str
    kinds: tuple[str, ...]
    levels: Levels
    cap: int
    ties: dict[Pair, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    costs: dict[Pair, float] = field(default_factory=dict)
    over_cap: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        chosen = [tie for tie in self.counted if self._kind(tie) in self.kinds]
        size = Counter(end for tie in chosen for end in tie.ends if not self.read.is_actor(end) and self.read.kinds.get(end) != THEME)
        self.over_cap = {thing for thing, count in size.items() if count > self.cap}
        for tie in chosen:
            for one, other in self._pairs(tie):
                pair = (one, other) if one < other else (other, one)
                if tie not in self.ties[pair][-1:]:
                    self.ties[pair].append(tie)
                cost = self._cost(tie, size)
                self.costs[pair] = min(cost, self.costs.get(pair, cost))

    def _kind(self, tie: Tie) -> str:
        """Return the kind of tie as people choose it: a part in an event makes co-presence."""
        return CO_PRESENCE if tie.of.kind == PARTICIPATION else tie.of.kind

    def _cost(self, tie: Tie, size: Counter[str]) -> float:
        most = max((size[end] for end in tie.ends), default=0) or 1
        return {DECLARED: 1.0, PARTICIPATION: 2 - 1 / most, MENTION: 4.0}.get(tie.of.kind, OTHER)

    def _pairs(self, tie: Tie) -> Iterator[Pair]:
        """Yield the steps that a tie makes: between its ends, and to the body that a person stands for where people stand between nobody."""
        sources, targets = ([actor for actor, _ in self.stand(tie, ends)] for ends in (tie.sources, tie.targets))
        for one in sources:
            for other in targets:
                if one != other and (self.read.is_actor(one) or self.read.is_actor(other)) and not self._are_one_body(one, other):
                    yield one, other

    def _are_one_body(self, one: str, other: str) -> bool:
        return self.levels.level == BODY and one not in self.ends and other not in self.ends and self.levels.are_one_body(one, other)

    def stand(self, tie: Tie, ends: Iterable[str]) -> Iterator[Pair]:
        """Yield the places that some ends of a tie stand as, each with the thing that it stands for."""
        for end in ends:
            kind = self.read.kinds.get(end)
            if kind == ORGANIZATION:
                yield from ((body, end) for body in self.levels.bodies(end) if self.through != PEOPLE or body in self.ends)
            elif kind == PERSON:
                if self.through != ORGANIZATIONS or end in self.ends:
                    yield end, end
                if self.through == ORGANIZATIONS:
                    for unit in self.levels.smallest(self.read.stands_for.get(tie.iri, ())):
                        yield from ((body, unit) for body in self.levels.bodies(unit))
            elif kind != THEME and end not in self.over_cap:
                yield end, end
