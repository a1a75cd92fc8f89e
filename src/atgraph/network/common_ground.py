"""What a body that asks has in common with others, by the ties that count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atgraph.network.choice import Choice, Selection
from atgraph.network.network import Projection
from atgraph.network.steps import TypedGraph, Walks, both_ways, check_steps
from atgraph.network.ties import DECLARED, EVENT, ORGANIZATION, THEME, Levels, Tie

Reached = Mapping[str, list[Tie]]
"""Thing → the ties that lead to it."""

WORKS = "works on"
CONVENES = "brought about an event that deals with"
PRESENT = "was present where an event dealt with"
BOTH = {
    WORKS: "work on",
    CONVENES: "brought about events that deal with",
    PRESENT: "were present where an event dealt with",
}
"""What a body has to do with a theme, the closest first → the same of two."""


@dataclass
class CommonGround:
    """What others have in common with a body that asks, by the ties that count.

    The body stands with all within it.

    Attributes:
        beside: thing → what is one step away → the ties between.
        details: what each tie that counts says beside its ends.
        declared: body → each that it has a declared link with → the links, also those that are not
            confirmed, of other days or of people left out.
        near: each organisation that something leads to → how near it is.
    """

    selection: Selection
    body: str

    def __post_init__(self) -> None:
        read, ties, choice = self.selection.read, self.selection.ties, self.selection.choice
        check_steps(choice.ties)
        self.read, self.counted, self.details = read, frozenset(ties), read.details(ties)
        self.levels = Levels(read.above, choice.level, (self.body,))
        self.typed = TypedGraph(read, ties, choice.ties, self.levels, choice.cap)
        self.beside = both_ways(dict(sorted(self.typed.ties.items())))
        of_declared = Choice((DECLARED,), level=choice.level, cap=choice.cap)
        self.declared = both_ways(Projection(read, read.all, of_declared, self.levels).reasons)
        wholes = (whole for above in read.above.values() for whole in above)
        read.labels({*self.beside, *self.declared, *wholes})  # read at once for all sentences
        self.partners, near = self._partners(), Walks(self.typed.weights()).nearness(self.body)
        # Without the last digits, which rounding makes.
        self.near = {b: round(n, 12) for b, n in near.items() if self.is_a(b, ORGANIZATION)}

    def _partners(self) -> set[str]:
        """Return those with a declared link to it or a part of it, what holds them, their parts."""
        above = self.read.above
        own = [b for b in self.declared if b == self.body or self.body in above.get(b, ())]
        linked = {other for b in own for other in self.declared[b]}
        direct = {other for other in linked if not self.levels.are_one_body(self.body, other)}
        held = {whole for partner in direct for whole in above.get(partner, ())}
        return direct | held | {b for b in self.beside if not direct.isdisjoint(above.get(b, ()))}

    def shared_partners(self, other: str) -> Reached:
        """Return who has declared links with both → the ties that say so, of those that count."""
        ends, found = (self.body, other), dict[str, list[Tie]]()
        if DECLARED in self.selection.choice.ties:
            both = set.intersection(*({*self.declared.get(end, ())} for end in ends))
            for body in sorted(both):
                here, there = (self._links(end, body) for end in ends)
                if here and there and not any(self.levels.are_one_body(body, end) for end in ends):
                    found[body] = [*here, *there]
        return found

    def _links(self, one: str, other: str) -> list[Tie]:
        """Return the ties of the first link of two that counts."""
        for reason in self.declared[one][other]:
            ties = {reason} if isinstance(reason, Tie) else reason.parts[one] | reason.parts[other]
            if ties <= self.counted:
                return sorted(ties, key=lambda tie: tie.iri)
        return []

    def things(self, body: str) -> Reached:
        """Return thing, neither actor nor theme → the ties that bring the body to it."""
        near, is_actor = self.beside.get(body, {}), self.read.is_actor
        return {t: its for t, its in near.items() if not is_actor(t) and not self.is_a(t, THEME)}

    def themes_of(self, body: str, without: Iterable[str] = ()) -> dict[str, Reached]:
        """Return the themes of a body → each thing of its own, or itself, with it → ties."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for thing, brought in {**self.things(body), body: []}.items():
            if thing not in without:
                for theme, assigned in self.beside.get(thing, {}).items():
                    if self.is_a(theme, THEME):
                        found[theme][thing] = [*brought, *assigned]
        return dict(found)

    def standing(self, things: Reached) -> str:
        """Return what a body has to do with a theme of such things, the closest that holds.

        It works on it by an active part in an initiative, tool or work, convenes on it where it
        brings an event about, and else is present.
        """
        if any(not self.is_a(thing, EVENT) for thing in things):
            return WORKS
        declared = (t for ties in things.values() for t in ties if t.of.kind == DECLARED)
        convenes = any(not self.read.ends_of(tie, THEME) for tie in declared)
        return CONVENES if convenes else PRESENT

    def is_a(self, thing: str, kind: str) -> bool:
        """Whether a thing is of a class: an event, a person, a theme."""
        return self.read.kinds.get(thing) == kind

    def roles(self, body: str) -> dict[str, dict[str, list[Tie]]]:
        """Return kind of thing → role that the body has in such → the ties that say so."""
        found: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        things = self.things(body)
        kinds = self.read.kind_names(things)
        for thing, ties in things.items():
            if kind := kinds[thing]:
                for tie in ties:
                    for role in self.said(tie):
                        found[kind][role].append(tie)
        return found

    def said(self, tie: Tie) -> tuple[str, ...]:
        """Return the labels of the roles of a tie, or of its class where it has none."""
        return self.details[tie.iri].roles or (tie.of.label,)

    def stated_in(self, statements: Iterable[str]) -> set[str]:
        """Return where ties are stated."""
        return {place for iri in statements for place in self.details[iri].stated_in}
