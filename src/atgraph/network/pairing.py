"""What speaks for two bodies to work together, and what against, in sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from atgraph.network.common_ground import BOTH, CommonGround
from atgraph.network.introductions import Introduction
from atgraph.network.ties import EVENT, PARTICIPATION, Tie
from atgraph.text import some

T = TypeVar("T")

MOST = 4  # reasons for; with the one against, five sentences
SHOWN = 3  # names in a sentence, the rest counted
POINTS = 2  # clauses of what speaks against

Point = tuple[str, Iterable[Tie]]
"""A clause, and the ties that say so."""


@dataclass(frozen=True)
class Reason:
    """One sentence, the IRIs of what it names, in its order, and of the ties that say so, sorted.

    ``kind`` is partners, themes, meeting, roles, introduction or against.
    """

    kind: str
    sentence: str
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass
class Pairing:
    """A body that asks, a candidate without a declared tie, and who introduces them best.

    Attributes:
        shared: what both have a part in → the ties of the one, those of the other.
        taken_up: theme → what brings each of the two to it, in something without the other.
        both_roles: kind of thing → the roles of each in such: what they attend comes last.
        is_looked_for: whether somebody who introduces was looked for.
    """

    ground: CommonGround
    other: str
    introducer: Introduction | None
    is_looked_for: bool = True

    def __post_init__(self) -> None:
        ground, self.one = self.ground, self.ground.body
        self.both = self.one, self.other
        here, there = map(ground.things, self.both)
        self.shared = _in_both(here, there)
        themes = ground.themes_of(self.one, there), ground.themes_of(self.other, here)
        self.taken_up = _in_both(*themes)
        roles = _in_both(*map(ground.roles, self.both))
        self.both_roles = dict(sorted(roles.items(), key=lambda item: item[0] == "event"))
        self.shared_partners = ground.shared_partners(self.other)
        self.partners, self.themes, self.meeting = self._partners(), self._themes(), self._meeting()

    def reasons(self) -> tuple[Reason, ...]:
        """Return what speaks for the two, at most four sentences; none for unlike roles alone."""
        found = [reason for reason in (self.partners, self.themes, self.meeting) if reason]
        asked = self.introducer
        last = [Reason("introduction", asked.sentence, (), asked.statements)] if asked else []
        roles = self._roles() if 0 < len(found + last) < MOST else None
        return (*found, *([roles] if roles else []), *last)

    def against(self) -> Reason:
        """Return what speaks against the two, the two weightiest points in one sentence."""
        points = list(islice(self._points(), POINTS))
        clauses = "; ".join(clause for clause, _ in points)
        sentence = f"{clauses[0].upper()}{clauses[1:]}."
        return Reason("against", sentence, (), _iris(ties for _, ties in points))

    def name(self, iri: str) -> str:
        """Return the label of a thing."""
        return self.ground.read.labels([iri])[iri]

    def names(self, iris: Iterable[str], quoted: bool = False) -> str:
        """Return labels as a phrase, those beyond the first three counted."""
        return some((f"“{self.name(i)}”" if quoted else self.name(i) for i in iris), SHOWN)

    def _partners(self) -> Reason | None:
        """Say who has declared ties with both."""
        verb = "has" if len(self.shared_partners) == 1 else "have"
        sentence = f"{self.names(self.shared_partners)} {verb} declared ties with both."
        return _reason("partners", sentence, self.shared_partners)

    def _themes(self) -> Reason | None:
        """Say which themes both take up, each in something of its own, and what they do there."""
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for theme, sides in self.taken_up.items():
            groups[tuple(map(self.ground.standing, sides))].append(theme)
        sentences = []
        for one, other in sorted(groups, key=lambda pair: [*map([*BOTH].index, pair)]):
            themes = self.names(groups[one, other])
            if one == other:
                sentences.append(f"Both {BOTH[one]} {themes}, each in something of its own.")
            else:
                it = "it" if len(groups[one, other]) == 1 else "them"
                does = f"{self.name(self.one)} {one} {themes}"
                sentences.append(f"{does}; {self.name(self.other)} {other} {it}.")
        ties = {
            t: chain(*one.values(), *other.values()) for t, (one, other) in self.taken_up.items()
        }
        return _reason("themes", " ".join(sentences), ties)

    def _meeting(self) -> Reason | None:
        """Say what both have a part in, and the parts."""
        things = sorted(self.shared, key=lambda thing: (not self.ground.is_a(thing, EVENT), thing))
        parts = []
        for side, body in enumerate(self.both):
            ties = (tie for sides in self.shared.values() for tie in sides[side])
            said = {role for tie in ties for role in self.ground.said(tie)}
            parts.append(f"{self.name(body)}: {', '.join(sorted(said))}")
        sentence = f"Both have a part in {self.names(things, quoted=True)} ({'; '.join(parts)})."
        return _reason("meeting", sentence, {t: chain(*self.shared[t]) for t in things})

    def _roles(self) -> Reason | None:
        """Say which roles the two have in things of one kind, where they have none in common."""
        for kind, sides in self.both_roles.items():
            is_said = kind == "event" and self.meeting
            if sides[0].keys().isdisjoint(sides[1]) and not is_said:
                each = zip(map(self.name, self.both), sides)
                roles = ", ".join(f"{name} ({some(sorted(its), 2)})" for name, its in each)
                said = f"Their roles may complement each other, by kind of thing ({kind}): {roles}."
                ties = (tied[:1] for its in sides for tied in its.values())
                return Reason("roles", said, (), _iris(ties))
        return None

    # --- What speaks against ---

    def _points(self) -> Iterator[Point]:
        yield from self._one_body()
        yield from self._resting_on_one_thing()
        yield from self._resting_on_one_theme()
        for kind, sides in self.both_roles.items():
            same = sorted(_in_both(*sides))
            if same and kind != "event":  # many take part in events without competing
                said = f"both have the same role ({same[0]}: {kind}), so they may compete"
                yield said, [its[same[0]][0] for its in sides]
        if not any(self.ground.is_a(thing, EVENT) for thing in self.shared):
            yield "no event has both", ()
        if self.is_looked_for and not self.introducer:
            yield "nobody is found who could introduce them", ()
        known = {tie for ties in self.ground.beside.get(self.other, {}).values() for tie in ties}
        places = self.ground.stated_in(tie.iri for tie in known)
        count = sum(self.ground.is_a(place, EVENT) for place in places)
        rests = f"printed about {_count(count, 'event')}" if count else _count(len(known), "tie")
        yield f"what is known of {self.name(self.other)} is {rests}", ()

    def _one_body(self) -> Iterator[Point]:
        """Yield what both are part of, and what holds who asks and has a declared tie already."""
        ground, one, other = self.ground, self.one, self.other
        above = ground.read.above.get(one, frozenset())
        if same := sorted(above & ground.read.above.get(other, frozenset())):
            ties = (self._between(body, whole) for whole in same for body in self.both)
            yield f"both are part of {self.names(same)}", list(chain(*ties))
        for whole in sorted(above):
            linked = other in ground.declared.get(whole, ())
            if linked and not ground.levels.are_one_body(whole, other):
                said = f"{self.name(whole)}, which {self.name(one)} is part of, has a declared tie"
                yield f"{said} with it already", self._between(whole, other)

    def _between(self, one: str, other: str) -> list[Tie]:
        return self.ground.beside.get(one, {}).get(other, [])

    def _resting_on_one_thing(self) -> Iterator[Point]:
        shared, is_a = self.shared, self.ground.is_a
        only_events = shared and all(is_a(thing, EVENT) for thing in shared)
        if only_events and not self.partners and not self.themes:
            # Who brings an event about is not for that reason present at it.
            parts = list(chain(*shared.values()))
            present = all(any(tie.of.kind == PARTICIPATION for tie in part) for part in parts)
            what = "being together at" if present else "parts in"
            where = "a single event" if len(shared) == 1 else _count(len(shared), "event")
            yield f"nothing but {what} {where} speaks for it", list(chain(*parts))
            return
        reasons = (reason for reason in (self.partners, self.themes, self.meeting) if reason)
        wanted = {iri for reason in reasons for iri in reason.statements}
        places = self.ground.stated_in(wanted)
        if len(places) == 1 and all(is_a(place, EVENT) for place in places):
            event = self.names(places, quoted=True)
            yield f"all that speaks for it is printed about a single event, {event}", ()

    def _resting_on_one_theme(self) -> Iterator[Point]:
        if not self.partners and len(self.taken_up) == 1:
            ((theme, sides),) = self.taken_up.items()
            ties = [tie for side in sides for its in side.values() for tie in its]
            if sum(theme in tie.ends for tie in set(ties)) == 2:
                said = f"the only theme in common, {self.name(theme)}, rests on one assignment"
                yield f"{said} on each side", ties


def _in_both(one: Mapping[str, T], other: Mapping[str, T]) -> dict[str, tuple[T, T]]:
    """Return what two mappings have in common, sorted → its value in each."""
    return {key: (one[key], other[key]) for key in sorted(one.keys() & other.keys())}


def _reason(kind: str, sentence: str, ties: Mapping[str, Iterable[Tie]]) -> Reason | None:
    return Reason(kind, sentence, tuple(ties), _iris(ties.values())) if ties else None


def _iris(several: Iterable[Iterable[Tie]]) -> tuple[str, ...]:
    return tuple(sorted({tie.iri for ties in several for tie in ties}))


def _count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"
