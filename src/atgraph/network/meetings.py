"""What actors have in common: the things in which several meet, and as whom they stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.network.choice import Choice
from atgraph.network.ties import (
    DECLARED,
    EVENT,
    MENTION,
    ORGANIZATION,
    PERSON,
    SHARED_PERSON,
    SHARED_THEME,
    THEME,
    Levels,
    Tie,
    Ties,
)

Pair = tuple[str, str]
Stand = Callable[[Tie, Iterable[str]], Iterable[Pair]]
"""Gives the actors that ends of a tie stand as, each with the person or body behind it."""


@dataclass(frozen=True)
class Standing:
    """Says as which actors ends of a tie stand, at a level; ``actors`` are those of `Choice`."""

    read: Ties
    levels: Levels
    actors: str

    def __call__(self, tie: Tie, ends: Iterable[str]) -> Iterator[Pair]:
        """Yield the actors that some ends stand as, each with the person or organisation behind."""
        for end in ends:
            kind = self.read.kinds.get(end)
            if kind == PERSON and self.actors != "organizations":
                yield end, end
            elif kind == PERSON:
                yield from stands_for(self.read, self.levels, tie)
            elif kind == ORGANIZATION and self.actors != "people":
                yield from ((body, end) for body in self.levels.bodies(end))


def stands_for(read: Ties, levels: Levels, tie: Tie) -> Iterator[Pair]:
    """Yield the bodies for which the person of a tie acts, each with the unit that is one."""
    for unit in levels.smallest(read.stands_for.get(tie.iri, ())):
        yield from ((body, unit) for body in levels.bodies(unit))


@dataclass(eq=False)
class Meeting:
    """Actors that meet in one thing, each with the ties that bring it there.

    Attributes:
        units: actor → the organisations that stand as it there.
        stated: who meets there as stated, before anybody is rolled up or stood for.
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
        """How many have it in common, as stated or as they stand, whichever is more."""
        return max(len(self.stated), len(self.parts))


def _meeting(found: dict[str, Meeting], key: str, kind: str, how: str, via: str) -> Meeting:
    return found.get(key) or found.setdefault(key, Meeting(kind, how, via))


@dataclass(frozen=True)
class Meetings:
    """What the actors of a choice have in common."""

    read: Ties
    ties: tuple[Tie, ...]
    choice: Choice
    stand: Stand

    def __iter__(self) -> Iterator[Meeting]:
        makers = {MENTION: self._of_mentions, SHARED_THEME: self.of_themes}
        if self.choice.actors == "organizations":
            makers[SHARED_PERSON] = self._of_people
        chosen = (makers[kind]() for kind in self.choice.ties if kind in makers)
        for found in (self._of_one_class(), *chosen):
            yield from (found[key] for key in sorted(found))

    def _bring(self, meeting: Meeting, tie: Tie, ends: Iterable[str], *more: Tie) -> None:
        meeting.stated.update(end for end in ends if self.read.is_actor(end))
        for actor, stated in self.stand(tie, ends):
            meeting.parts[actor].update((tie, *more))
            meeting.units[actor].add(stated)

    def _of_one_class(self) -> Mapping[str, Meeting]:
        """Return what sources of one class share as target, where this makes them something."""
        found: dict[str, Meeting] = {}
        for tie in self.ties:
            if tie.of.projection in self.choice.ties and not tie.of.is_mutual:
                for thing in tie.targets:
                    what = tie.of.projection, f"shared {tie.of.label}", thing
                    meeting = _meeting(found, f"{thing} {tie.of.iri}", *what)
                    self._bring(meeting, tie, tie.sources)
        return found

    @cached_property
    def _at(self) -> Mapping[str, list[Tie]]:
        """Thing that is no actor → the ties with it at an end, which are no mentions."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            for end in tie.ends if tie.of.kind != MENTION else ():
                if not self.read.is_actor(end):
                    found[end].append(tie)
        return found

    def _of_mentions(self) -> Mapping[str, Meeting]:
        """Return, for each text, who is named in it, and who has a part in the event it is of."""
        found: dict[str, Meeting] = {}
        for tie in (tie for tie in self.ties if tie.of.kind == MENTION):
            for thing in (end for end in tie.ends if not self.read.is_actor(end)):
                meeting = _meeting(found, thing, MENTION, f"shared {tie.of.label}", thing)
                self._bring(meeting, tie, tie.ends)
        for thing, meeting in found.items():
            meeting.guests = set(meeting.parts)
            for tie in self._at.get(thing, ()) if self.read.kinds.get(thing) == EVENT else ():
                if tie.of.projection != "none":
                    self._bring(meeting, tie, tie.ends)
                    meeting.guests -= {actor for actor, _ in self.stand(tie, tie.ends)}
        return found

    def _of_people(self) -> Mapping[str, Meeting]:
        """Return, for each person, the organisations that declared ties bind them to."""
        found: dict[str, Meeting] = {}
        for tie in self.ties:
            if tie.of.kind == DECLARED and not tie.of.is_mutual:
                for person in self.read.ends_of(tie, PERSON):
                    meeting = _meeting(found, person, SHARED_PERSON, SHARED_PERSON, person)
                    self._bring(meeting, tie, [end for end in tie.ends if end != person])
        return found

    def of_themes(self) -> Mapping[str, Meeting]:
        """Return, for each theme, who has to do with it, or with a thing that it is assigned to."""
        found: dict[str, Meeting] = {}
        for assignment in self.ties:
            for theme in self.read.ends_of(assignment, THEME):
                meeting = _meeting(found, theme, SHARED_THEME, SHARED_THEME, theme)
                self._bring(meeting, assignment, assignment.ends)
                for thing in (end for end in assignment.ends if end != theme):
                    for tie in self._at.get(thing, ()):
                        if tie is not assignment:
                            self._bring(meeting, tie, tie.ends, assignment)
        return found
