"""The typed graph: actors, events, other things and themes, each step between two with what it weighs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from atgraph.network.projection import Pair
from atgraph.network.ties.classes import CO_PRESENCE, DECLARED, MENTION, PARTICIPATION
from atgraph.network.ties.levels import Levels
from atgraph.network.ties.ties import ORGANIZATION, PERSON, Tie, Ties

WEIGHTS = {
    DECLARED: 1.0,
    PARTICIPATION: 1 / 2,
    MENTION: 1 / 4,
}  # the reciprocals of what a step costs in `Steps`, in a crowd
OTHER = 1 / 2  # of a kind of tie that is new to this program


@dataclass
class TypedGraph:
    """What can be reached from an actor, over whatever ties lead to; a person stands also for the bodies in whose capacity it acts.

    Attributes:
        counted: the ties that count.
        kinds: the kinds of tie that count, as in `Choice`.
        cap: what more ties than this lead to is left out.
        ties: pair, sorted → the ties between the two.
        over_cap: what was left out.
    """

    read: Ties
    counted: tuple[Tie, ...]
    kinds: tuple[str, ...]
    levels: Levels
    cap: int
    ties: dict[Pair, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    over_cap: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        chosen = [
            tie
            for tie in self.counted
            if (CO_PRESENCE if tie.of.kind == PARTICIPATION else tie.of.kind) in self.kinds
        ]
        size = Counter(end for tie in chosen for end in tie.ends if not self.read.is_actor(end))
        self.over_cap = {thing for thing, count in size.items() if count > self.cap}
        for tie in chosen:
            for one, other in self._steps(tie):
                if one != other:
                    self.ties[(one, other) if one < other else (other, one)].append(tie)

    def _steps(self, tie: Tie) -> Iterable[Pair]:
        """Return the steps that a tie makes, each once."""
        sources = list(self._stand(tie, tie.sources))
        if tie.of.is_mutual:
            return dict.fromkeys(combinations(sources, 2)) if len(sources) <= self.cap else ()
        return dict.fromkeys(product(sources, self._stand(tie, tie.targets)))

    def _stand(self, tie: Tie, ends: Iterable[str]) -> Iterator[str]:
        for end in ends:
            kind = self.read.kinds.get(end)
            if kind == ORGANIZATION:
                yield from self.levels.bodies(end)
            elif end not in self.over_cap:
                yield end
                for unit in (
                    self.levels.smallest(self.read.stands_for.get(tie.iri, ()))
                    if kind == PERSON
                    else ()
                ):
                    yield from self.levels.bodies(unit)

    def weights(self) -> dict[Pair, float]:
        """Return pair → what a step between the two weighs: the sum over the classes of their ties, however often each is stated."""
        return {
            pair: sum(WEIGHTS.get(of.kind, OTHER) for of in dict.fromkeys(tie.of for tie in ties))
            for pair, ties in sorted(self.ties.items())
        }

    def beside(self) -> Mapping[str, Mapping[str, list[Tie]]]:
        """Return each thing → what is one step away → the ties between."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for (one, other), ties in sorted(self.ties.items()):
            found[one][other] = found[other][one] = ties
        return found
