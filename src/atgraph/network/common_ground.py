"""What two bodies have in common, and what each is tied to: what reasons are read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from atgraph.network.meetings import Meeting
from atgraph.network.network import Projection
from atgraph.network.ties.choice import Choice
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import THEME, Details, Tie, Ties
from atgraph.network.walks import TypedGraph

Reached = Mapping[str, list[Tie]]
"""Thing → the ties that lead to it."""


@dataclass(frozen=True)
class CommonGround:
    """The typed graph of the ties that count, and who is declared a partner of whom, by any tie.

    Attributes:
        typed: the graph that is walked on.
        choice: which ties count.
    """

    typed: TypedGraph
    choice: Choice

    @property
    def read(self) -> Ties:
        """All ties, with what is said of their ends."""
        return self.typed.read

    @cached_property
    def beside(self) -> Mapping[str, Reached]:
        """Thing → what is one step away → the ties between."""
        return self.typed.beside()

    @cached_property
    def details(self) -> Mapping[str, Details]:
        """What each tie that counts says beside its ends."""
        return self.read.details(self.typed.counted)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The names of all that is tied, and of what holds it."""
        wholes = (whole for above in self.read.above.values() for whole in above)
        return self.read.labels({*self.beside, *self.declared, *wholes})

    @cached_property
    def _kind_names(self) -> Mapping[str, str]:
        return self.read.kind_names(t for t in self.beside if not self.read.is_actor(t))

    @cached_property
    def declared(self) -> Mapping[str, Mapping[str, list[Tie | Meeting]]]:
        """Body → each that it has a declared link with → the links.

        Also those that are not confirmed, of other days or of people left out.
        """
        choice = Choice((DECLARED,), level=self.choice.level, cap=self.choice.cap)
        projection = Projection(self.read, self.read.all, choice, self.typed.levels)
        found: dict[str, dict[str, list[Tie | Meeting]]] = defaultdict(dict)
        for (one, other), reasons in projection.reasons.items():
            found[one][other] = found[other][one] = reasons
        return found

    def are_one_body(self, one: str, other: str) -> bool:
        """Whether one of the two holds the other, or both stand as the same body."""
        return self.typed.levels.are_one_body(one, other)

    def partners(self, body: str) -> set[str]:
        """Return those with a declared link to it or a part of it, what holds them, their parts."""
        above = self.read.above
        own = [b for b in self.declared if b == body or body in above.get(b, ())]
        linked = {other for b in own for other in self.declared[b]}
        direct = {other for other in linked if not self.are_one_body(body, other)}
        held = {whole for partner in direct for whole in above.get(partner, ())}
        return direct | held | {b for b in self.beside if not direct.isdisjoint(above.get(b, ()))}

    def shared_partners(self, one: str, other: str) -> Reached:
        """Return who has declared links with both → the ties that say so, of those that count."""
        if DECLARED not in self.choice.ties:
            return {}
        both = self.declared.get(one, {}).keys() & self.declared.get(other, {}).keys()
        found = {}
        for body in sorted(both - {one, other}):
            here, there = self._links(one, body), self._links(other, body)
            is_own = self.are_one_body(body, one) or self.are_one_body(body, other)
            if here and there and not is_own:
                found[body] = [*here, *there]
        return found

    @cached_property
    def _counted(self) -> frozenset[Tie]:
        return frozenset(self.typed.counted)

    def _links(self, one: str, other: str) -> list[Tie]:
        """Return the ties of the first link of two that counts."""
        for reason in self.declared[one][other]:
            ties = {reason} if isinstance(reason, Tie) else reason.parts[one] | reason.parts[other]
            if ties <= self._counted:
                return sorted(ties, key=lambda tie: tie.iri)
        return []

    def things(self, body: str) -> Reached:
        """Return what is no actor and no theme → the ties that bring the body to it."""
        near = self.beside.get(body, {}).items()
        return {
            t: ties for t, ties in near if not self.read.is_actor(t) and not self.is_a(t, THEME)
        }

    def themes_of(self, body: str, without: Iterable[str] = ()) -> dict[str, Reached]:
        """Return the themes of a body → each thing of its own, or itself, with it → ties."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for thing, brought in {**self.things(body), body: []}.items():
            if thing not in without:
                for theme, assigned in self.beside.get(thing, {}).items():
                    if self.is_a(theme, THEME):
                        found[theme][thing] = [*brought, *assigned]
        return dict(found)

    def is_a(self, thing: str, kind: str) -> bool:
        """Whether a thing is of a class: an event, a person, a theme."""
        return self.read.kinds.get(thing) == kind

    def roles(self, body: str) -> dict[str, dict[str, list[Tie]]]:
        """Return kind of thing → role that the body has in such → the ties that say so."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        for thing, ties in self.things(body).items():
            for tie in ties:
                for role in self.said(tie):
                    found[self._kind_names[thing]][role].append(tie)
        return {kind: dict(roles) for kind, roles in found.items() if kind}

    def said(self, tie: Tie) -> tuple[str, ...]:
        """Return the labels of the roles of a tie, or of its class where it has none."""
        return self.details[tie.iri].roles or (tie.of.label,)

    def stated_in(self, ties: Iterable[Tie]) -> set[str]:
        """Return where ties are stated."""
        return {place for tie in ties for place in self.details[tie.iri].stated_in}
