"""What several actors have in common: a thing that ties lead to, a text that names them, a person, a theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.network.ties.choice import Choice
from atgraph.network.ties.classes import DECLARED, MENTION, SHARED_PERSON, SHARED_THEME
from atgraph.network.ties.ties import EVENT, PERSON, THEME, Tie, Ties

Stand = Callable[[Tie, Iterable[str]], Iterable[tuple[str, str]]]


@dataclass(eq=False)
class Meeting:
    """Actors that meet in one thing, each with the ties that bring it there.

    Attributes:
        kind, how, via: as in `Link`.
        units: actor → the organisations that stand as it there.
        stated: who meets there as the ties state it, before anybody is rolled up or stood for.
        guests: where given, only pairs with one of them are linked.
    """

    kind: str
    how: str
    via: str
    parts: dict[str, set[Tie]] = field(default_factory=lambda: defaultdict(set))
    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stated: set[str] = field(default_factory=set)
    guests: set[str] | None = None

    @property
    def size(self) -> int:
        """How many have it in common, as stated or as they stand in the network, whichever is more."""
        return max(len(self.stated), len(self.parts))


@dataclass(frozen=True)
class Meetings:
    """What the actors of a choice have in common.

    Attributes:
        stand: gives the actors that some ends of a tie stand as, each with the person or
            organisation that it stands for.
    """

    read: Ties
    ties: tuple[Tie, ...]
    choice: Choice
    stand: Stand

    def __iter__(self) -> Iterator[Meeting]:
        kinds = self.choice.ties
        makers = {MENTION: self._of_mentions, SHARED_THEME: self.of_themes}
        if self.choice.actors == "organizations":
            makers[SHARED_PERSON] = self._of_people
        for found in (self._of_one_class(), *(makers[kind]() for kind in kinds if kind in makers)):
            yield from (found[key] for key in sorted(found))

    def _bring(self, meeting: Meeting, tie: Tie, ends: Iterable[str], *more: Tie) -> None:
        meeting.stated.update(end for end in ends if self.read.is_actor(end))
        for actor, stated in self.stand(tie, ends):
            meeting.parts[actor].update((tie, *more))
            meeting.units[actor].add(stated)

    def _of_one_class(self) -> dict[str, Meeting]:
        """Return what sources of one class of ties share as target, where the class says that this makes them something."""
        found: dict[str, Meeting] = {}
        for tie in self.ties:
            if tie.of.projection in self.choice.ties and not tie.of.is_mutual:
                for thing in tie.targets:
                    key = f"{thing} {tie.of.iri}"
                    meeting = found.get(key) or found.setdefault(
                        key, Meeting(tie.of.projection, f"shared {tie.of.label}", thing)
                    )
                    self._bring(meeting, tie, tie.sources)
        return found

    @cached_property
    def _at(self) -> Mapping[str, list[Tie]]:
        """Thing that is no actor → the ties with it at an end, which are no mentions."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            if tie.of.kind != MENTION:
                for end in tie.ends:
                    if not self.read.is_actor(end):
                        found[end].append(tie)
        return found

    def _of_mentions(self) -> dict[str, Meeting]:
        """Return, for each text, who is named in it; they are linked to each other and to who has a part in the event whose text it is."""
        found: dict[str, Meeting] = {}
        for tie in self.ties:
            if tie.of.kind == MENTION:
                for thing in tie.ends:
                    if not self.read.is_actor(thing):
                        self._bring(
                            found.setdefault(
                                thing, Meeting(MENTION, f"shared {tie.of.label}", thing)
                            ),
                            tie,
                            tie.ends,
                        )
        for thing, meeting in found.items():
            meeting.guests = set(meeting.parts)
            for tie in self._at.get(thing, ()) if self.read.kinds.get(thing) == EVENT else ():
                if tie.of.projection != "none":
                    self._bring(meeting, tie, tie.ends)
                    meeting.guests -= {actor for actor, _ in self.stand(tie, tie.ends)}
        return found

    def _of_people(self) -> dict[str, Meeting]:
        """Return, for each person, the organisations that declared ties bind them to."""
        found: dict[str, Meeting] = {}
        for tie in self.ties:
            if tie.of.kind == DECLARED and not tie.of.is_mutual:
                for person in tie.ends:
                    if self.read.kinds.get(person) == PERSON:
                        meeting = found.setdefault(
                            person, Meeting(SHARED_PERSON, SHARED_PERSON, person)
                        )
                        self._bring(meeting, tie, [end for end in tie.ends if end != person])
        return found

    def of_themes(self) -> dict[str, Meeting]:
        """Return, for each theme, the actors that it is assigned to and those who have to do with something that it is assigned to."""
        found: dict[str, Meeting] = {}
        for assignment in self.ties:
            for theme in assignment.ends:
                if self.read.kinds.get(theme) == THEME:
                    meeting = found.setdefault(theme, Meeting(SHARED_THEME, SHARED_THEME, theme))
                    self._bring(meeting, assignment, assignment.ends)
                    for tie in (
                        t
                        for thing in assignment.ends
                        if thing != theme
                        for t in self._at.get(thing, ())
                        if t is not assignment
                    ):
                        self._bring(meeting, tie, tie.ends, assignment)
        return found
