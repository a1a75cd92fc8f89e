"""Why one body is suggested to another, in sentences that are true of the ties they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.network.common_ground import CommonGround, Reached
from atgraph.network.phrases import some
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import Tie

PARTNERS, THEMES, MEETING, ROLES, INTRODUCTION, AGAINST = (
    "partners",
    "themes",
    "meeting",
    "roles",
    "introduction",
    "against",
)
MOST = 4  # reasons for; with the one against, five sentences
SHOWN = 3  # names in a sentence, the rest counted


@dataclass(frozen=True)
class Reason:
    """One sentence, what it is about, and the ties that say so.

    Attributes:
        kind: partners, themes, meeting, roles, introduction or against.
        about: the IRIs of what it names, in its order.
        statements: the IRIs of the ties, sorted; `atgraph.ask.evidence.evidence_of` opens their
            words.
    """

    kind: str
    sentence: str
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """Two bodies without a declared tie.

    Attributes:
        one: the body that asks; other: the candidate.
        way: what leads from the one to the other, as `Introductions` says, and the ties of each
            step.
    """

    ground: CommonGround
    one: str
    other: str
    way: Sequence[tuple[str, Sequence[Tie]]] = field(default=(), repr=False)

    def reasons(self) -> tuple[Reason, ...]:
        """Return what speaks for the two: partners, themes and events in common, roles, introductions; at most four sentences.

        Empty where nothing but unlike roles does.
        """
        found = [
            reason
            for reason in (self.partners, self.themes, self.meeting, self.introduction)
            if reason
        ]
        if found and len(found) < MOST and (roles := self._roles()):
            found.insert(len(found) - bool(self.introduction), roles)
        return tuple(found)

    def names(self, iris: Iterable[str], quoted: bool = False) -> str:
        """Return labels as a phrase, those beyond the first three counted."""
        listed = list(iris)
        labels = self.ground.read.labels(listed)
        return some([f"“{labels[iri]}”" if quoted else labels[iri] for iri in listed], SHOWN)

    def between(self, one: str, other: str) -> list[Tie]:
        """Return the ties that make a step between two things."""
        return self.ground.beside.get(one, {}).get(other, [])

    def name(self, iri: str) -> str:
        """Return a label."""
        return self.ground.read.labels([iri])[iri]

    @cached_property
    def partners(self) -> Reason | None:
        """Who has declared ties with both."""
        shared = self._shared_partners
        verb = "has" if len(shared) == 1 else "have"
        return (
            _reason(
                PARTNERS,
                f"{self.names(shared)} {verb} declared ties with both, and could introduce them.",
                shared,
            )
            if shared
            else None
        )

    @cached_property
    def _shared_partners(self) -> Reached:
        return self.ground.shared_partners(self.one, self.other)

    @cached_property
    def shared_themes(self) -> Reached:
        """Theme → the ties that say that each of the two has to do with it, through something in which the other has no part."""
        things = [self.ground.things(body) for body in (self.one, self.other)]
        here, there = (
            self.ground.themes_of(body, its)
            for body, its in zip((self.one, self.other), reversed(things))
        )
        return {
            theme: [t for side in (here, there) for ties in side[theme].values() for t in ties]
            for theme in sorted(here.keys() & there.keys())
        }

    @cached_property
    def themes(self) -> Reason | None:
        """Which themes both take up, each in something of its own."""
        shared = self.shared_themes
        return (
            _reason(
                THEMES,
                f"Both have to do with {self.names(shared)}, each in something of its own.",
                shared,
            )
            if shared
            else None
        )

    @cached_property
    def shared_things(self) -> dict[str, tuple[list[Tie], list[Tie]]]:
        """What both have a part in → the ties of the one, those of the other."""
        here, there = (self.ground.things(body) for body in (self.one, self.other))
        return {thing: (here[thing], there[thing]) for thing in sorted(here.keys() & there.keys())}

    @cached_property
    def meeting(self) -> Reason | None:
        """What both have a part in, and the parts."""
        things = sorted(
            self.shared_things, key=lambda thing: (not self.ground.is_event(thing), thing)
        )
        if not things:
            return None
        parts = (
            [
                role
                for thing in things
                for tie in self.shared_things[thing][side]
                for role in self.ground.said(tie)
            ]
            for side in (0, 1)
        )
        told = "; ".join(
            f"{self.name(body)}: {', '.join(dict.fromkeys(sorted(said)))}"
            for body, said in zip((self.one, self.other), parts)
        )
        ties = {
            thing: [tie for side in self.shared_things[thing] for tie in side] for thing in things
        }
        return _reason(
            MEETING, f"Both have a part in {self.names(things, quoted=True)} ({told}).", ties
        )

    @cached_property
    def all_roles(self) -> tuple[Mapping[str, Mapping[str, list[Tie]]], ...]:
        """For each of the two: kind of thing → role that it has in such → the ties that say so."""
        return tuple(self.ground.roles(body) for body in (self.one, self.other))

    @cached_property
    def role_kinds(self) -> list[str]:
        """The kinds of thing in which both have roles: what bodies do before what they attend."""
        here, there = self.all_roles
        return sorted(here.keys() & there.keys(), key=lambda kind: (kind == "event", kind))

    def _roles(self) -> Reason | None:
        """Return the roles that the two have in things of one kind, where they have none in common."""
        here, there = self.all_roles
        for kind in self.role_kinds:
            if here[kind].keys().isdisjoint(there[kind]) and not (
                kind == "event" and self.meeting
            ):  # which says it already
                sides = [
                    (self.name(body), some(sorted(roles), 2), roles)
                    for body, roles in ((self.one, here[kind]), (self.other, there[kind]))
                ]
                told = ", ".join(f"{name} ({said})" for name, said, _ in sides)
                ties = {role: tied[:1] for _, _, roles in sides for role, tied in roles.items()}
                return Reason(
                    ROLES,
                    f"Their roles may complement each other, by kind of thing ({kind}): {told}.",
                    (),
                    iris_of(ties.values()),
                )
        return None

    @cached_property
    def introduction(self) -> Reason | None:
        """Who stands on the way between the two, where it is nobody who is a partner of both."""
        stops = [stop for stop, _ in self.way[:-1]]
        actors = [stop for stop in stops if self.ground.read.is_actor(stop)]
        if not actors or not self._shared_partners.keys().isdisjoint(actors):
            return None
        own = {
            stop
            for body in (self.one, self.other)
            for stop in self.ground.beside.get(body, {})
            if self._is_bound(body, stop)
        }
        between = [actor for actor in actors if actor not in own]
        told = ", then ".join(self.name(stop) for stop in between or actors)
        by = self.names([stop for stop in stops if stop not in actors], quoted=True)
        said = (
            f"{told} could introduce them"
            if between
            else f"The way from one to the other leads over {told}"
        )
        return Reason(
            INTRODUCTION,
            f"{said}{f', by {by}' if by else ''}.",
            tuple(stops),
            iris_of(ties for _, ties in self.way),
        )

    def _is_bound(self, body: str, person: str) -> bool:
        """Whether a declared tie binds a person to a body."""
        return self.ground.is_person(person) and any(
            tie.of.kind == DECLARED for tie in self.ground.beside[body][person]
        )


def _reason(kind: str, sentence: str, ties: Reached) -> Reason:
    return Reason(kind, sentence, tuple(ties), iris_of(ties.values()))


def iris_of(several: Iterable[Iterable[Tie]]) -> tuple[str, ...]:
    """Return the IRIs of ties, each once, sorted."""
    return tuple(sorted({tie.iri for ties in several for tie in ties}))
