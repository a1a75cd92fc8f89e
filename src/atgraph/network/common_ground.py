"""What two bodies have in common, and what each is tied to: what the reasons for and against a suggestion are read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from atgraph.network.meetings import Meeting
from atgraph.network.projection import Projection
from atgraph.network.ties.choice import Choice
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import EVENT, PERSON, THEME, Tie, Ties
from atgraph.network.walks import TypedGraph

Reached = Mapping[str, list[Tie]]  # thing → the ties that lead to it


@dataclass(frozen=True)
class CommonGround:
    """The typed graph of the ties that count, and who is declared a partner of whom, by whatever tie.

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
    def declared(self) -> Mapping[str, Mapping[str, list[Tie | Meeting]]]:
        """Body → each that it has a declared link with → the links; also those that are not confirmed, of other days or of people left out."""
        choice = Choice((DECLARED,), level=self.choice.level, cap=self.choice.cap)
        found: dict[str, dict[str, list[Tie | Meeting]]] = defaultdict(dict)
        for (one, other), reasons in Projection(
            self.read, self.read.all, choice, self.typed.levels
        ).reasons.items():
            found[one][other] = found[other][one] = reasons
        return found

    def partners(self, body: str) -> set[str]:
        """Return with whom it has a declared link, it or what is within it, and who holds these or is within them."""
        levels, above = self.typed.levels, self.read.above
        own = [b for b in self.declared if b == body or body in above.get(b, ())]
        direct = {
            other for b in own for other in self.declared[b] if not levels.are_one_body(body, other)
        }
        held = {whole for partner in direct for whole in above.get(partner, ())}
        return direct | held | {b for b in self.beside if not direct.isdisjoint(above.get(b, ()))}

    def shared_partners(self, one: str, other: str) -> Reached:
        """Return who has declared links with both → the ties that say so, of those that count."""
        if DECLARED not in self.choice.ties:
            return {}
        both = sorted(
            self.declared.get(one, {}).keys() & self.declared.get(other, {}).keys() - {one, other}
        )
        found = {
            b: (self._links(one, b), self._links(other, b))
            for b in both
            if not self._is_one_body(b, one, other)
        }
        return {b: [*here, *there] for b, (here, there) in found.items() if here and there}

    def _is_one_body(self, body: str, *others: str) -> bool:
        return any(self.typed.levels.are_one_body(body, other) for other in others)

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
        return {
            t: ties
            for t, ties in self.beside.get(body, {}).items()
            if not self.read.is_actor(t) and not self._is_theme(t)
        }

    def themes(self, thing: str) -> Reached:
        """Return the themes of a thing → their assignments."""
        return {
            theme: ties
            for theme, ties in self.beside.get(thing, {}).items()
            if self._is_theme(theme)
        }

    def themes_of(self, body: str, without: Iterable[str] = ()) -> dict[str, Reached]:
        """Return the themes of a body → each thing of its own, or itself, that has it → the ties that say so."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for thing, brought in {**self.things(body), body: []}.items():
            if thing not in without:
                for theme, assigned in self.themes(thing).items():
                    found[theme][thing] = [*brought, *assigned]
        return dict(found)

    def _is_theme(self, thing: str) -> bool:
        return self.read.kinds.get(thing) == THEME

    def is_event(self, thing: str) -> bool:
        """Whether a thing is an event."""
        return self.read.kinds.get(thing) == EVENT

    def is_person(self, thing: str) -> bool:
        """Whether a thing is a person."""
        return self.read.kinds.get(thing) == PERSON

    def roles(self, body: str) -> dict[str, dict[str, list[Tie]]]:
        """Return kind of thing → role that the body has in such → the ties that say so."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        things = self.things(body)
        names = self.read.kind_names(things)
        for thing, ties in things.items():
            for tie in ties:
                for role in self.said(tie):
                    found[names[thing]][role].append(tie)
        return {kind: dict(roles) for kind, roles in found.items() if kind}

    def said(self, tie: Tie) -> tuple[str, ...]:
        """Return the labels of the roles of a tie, or of its class where it has none."""
        return self.read.details([tie])[tie.iri].roles or (tie.of.label,)

    def stated_in(self, ties: Iterable[Tie]) -> set[str]:
        """Return where ties are stated."""
        listed = list(ties)
        details = self.read.details(listed)
        return {place for tie in listed for place in details[tie.iri].stated_in}
