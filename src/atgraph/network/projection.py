"""Links actors: by the ties between them, and by the things in which several meet.

A class of ties says what two of its sources that share a target are to each other (atg:projectionKind). Two classes that
meet in one thing make no link: who brings an event about is not for that reason present at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from atgraph.network.levels import Levels
from atgraph.network.model import DECLARED, MENTION, SHARED_PERSON, SHARED_THEME, Choice, Link
from atgraph.network.reading import EVENT, ORGANIZATION, PERSON, THEME, Tie, Ties

Pair = tuple[str, str]


@dataclass
class Meeting:
    """Actors that meet in one thing, each with the ties that bring it there.

    Attributes:
        stated: who meets there as the ties state it, before anybody is rolled up or stood for.
        guests: where given, only pairs with one of them are links.
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


@dataclass
class Projection:
    """The links between the actors of a choice.

    Attributes:
        around: where given, only links of this actor are made.
        links: pair of actors → kind, label, thing and role → a link and its weight, as `Network` says.
        actors: everybody who has a link or a part in something that could have linked them.
        over_cap: what more have in common than the cap allows.
        inside: how many links run inside one body.
    """

    ties: Ties
    choice: Choice
    levels: Levels
    around: str = ""
    links: dict[Pair, dict[tuple[str, ...], tuple[Link, float]]] = field(default_factory=lambda: defaultdict(dict))
    actors: set[str] = field(default_factory=set)
    over_cap: set[str] = field(default_factory=set)
    inside: int = 0

    def __post_init__(self) -> None:
        for tie in self.ties.ties:
            if tie.of.kind in self.choice.ties:
                self._link_directly(tie)
        for meeting in self._meetings():
            self.actors.update(meeting.parts)
            if meeting.size > self.choice.cap:
                self.over_cap.add(meeting.via)
            else:
                self._link_through(meeting)

    def stand(self, tie: Tie, ends: Iterable[str]) -> Iterator[Pair]:
        """Yield the actors that some ends of a tie stand as, each with the person or organisation that it stands for."""
        for end in ends:
            kind = self.ties.kinds.get(end)
            if kind == PERSON and self.choice.actors != "organizations":
                yield end, end
            elif kind == PERSON:
                for unit in self.levels.smallest(self.ties.stands_for.get(tie.iri, ())):
                    yield from ((body, unit) for body in self.levels.bodies(unit))
            elif kind == ORGANIZATION and self.choice.actors != "people":
                yield from ((body, end) for body in self.levels.bodies(end))

    def _link_directly(self, tie: Tie) -> None:
        sources, targets = list(self.stand(tie, tie.sources)), list(self.stand(tie, tie.targets))
        pairs = combinations(sources, 2) if tie.of.is_mutual else ((s, t) for s in sources for t in targets)
        if tie.of.is_mutual and len(sources) > self.choice.cap:
            self.over_cap.add(tie.iri)
            return
        link = Link(tie.of.kind, tie.of.label, (tie.iri,), "", ", ".join(tie.roles), *self.ties.days_of(tie))
        for (one, _), (other, _) in pairs:
            if one == other or (self.levels.level == "body" and self.levels.are_one_body(one, other)):
                self.inside += not self.around or self.around in (one, other)
            elif not self.around or self.around in (one, other):
                self._add(one, other, link, 1.0)
                self.actors.update((one, other))

    def _add(self, one: str, other: str, link: Link, weight: float) -> None:
        """Add a link to a pair; what several ties say of the two in the same words is one link that rests on all of them."""
        links = self.links[(one, other) if one < other else (other, one)]
        key = (link.kind, link.how, link.via, link.role if not link.via else "")
        if same := links.get(key):
            link = same[0].together(link)
        links[key] = (link, weight)

    def _link_through(self, meeting: Meeting) -> None:
        weight, days = 1 / max(1, len(meeting.parts) - 1), self.ties.days.get(meeting.via)
        for one, other in self._pairs(meeting):
            ties = meeting.parts[one] | meeting.parts[other]
            roles = ", ".join(sorted({role for tie in ties for role in tie.roles}))
            first, last = days or self._span(ties)
            link = Link(meeting.kind, meeting.how, tuple(sorted(t.iri for t in ties)), meeting.via, roles, first, last)
            self._add(one, other, link, weight)

    def _span(self, ties: Iterable[Tie]) -> Pair:
        spans = [days for days in map(self.ties.days_of, ties) if days[0]]
        return min((f for f, _ in spans), default=""), max((last for _, last in spans), default="")

    def _pairs(self, meeting: Meeting) -> Iterator[Pair]:
        """Yield the pairs that a meeting links, those inside one body counted and left out."""
        actors = sorted(meeting.parts)
        if self.around:
            pairs: Iterable[Pair] = ((self.around, other) for other in actors if other != self.around) if self.around in meeting.parts else ()
        else:
            pairs = combinations(actors, 2)
        for units in (meeting.units[a] for a in actors if not self.around or a == self.around):
            self.inside += len(units) * (len(units) - 1) // 2
        for one, other in pairs:
            if meeting.guests is not None and meeting.guests.isdisjoint((one, other)):
                continue
            if self.levels.are_one_body(one, other):
                self.inside += 1
            else:
                yield one, other

    def _meetings(self) -> Iterator[Meeting]:
        """Yield what several have in common, of the kinds that are chosen."""
        yield from self._of_one_class()
        if MENTION in self.choice.ties:
            yield from self._of_mentions()
        if SHARED_PERSON in self.choice.ties and self.choice.actors == "organizations":
            yield from self._of_people()
        if SHARED_THEME in self.choice.ties:
            yield from self._of_themes()

    def _of_one_class(self) -> Iterator[Meeting]:
        found: dict[Pair, Meeting] = {}
        for tie in self.ties.ties:
            if tie.of.projection in self.choice.ties and not tie.of.is_mutual:
                for thing in tie.targets:
                    meeting = found.setdefault((thing, tie.of.iri), Meeting(tie.of.projection, f"shared {tie.of.label}", thing))
                    self._bring(meeting, tie, tie.sources)
        yield from (found[key] for key in sorted(found))

    def _bring(self, meeting: Meeting, tie: Tie, ends: Iterable[str], *more: Tie) -> None:
        meeting.stated.update(end for end in ends if self.ties.is_actor(end))
        for actor, stated in self.stand(tie, ends):
            meeting.parts[actor].update((tie, *more))
            meeting.units[actor].add(stated)

    @cached_property
    def _at(self) -> Mapping[str, list[Tie]]:
        """Thing that is no actor → the ties with it at an end, which are no mentions."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties.ties:
            if tie.of.kind != MENTION:
                for end in tie.ends:
                    if not self.ties.is_actor(end):
                        found[end].append(tie)
        return found

    def _of_mentions(self) -> Iterator[Meeting]:
        """Yield, for each text, who is named in it and who has a part in the event whose text it is."""
        found: dict[str, Meeting] = {}
        for tie in self.ties.ties:
            if tie.of.kind == MENTION:
                for thing in tie.ends:
                    if not self.ties.is_actor(thing):
                        self._bring(found.setdefault(thing, Meeting(MENTION, f"shared {tie.of.label}", thing)), tie, tie.ends)
        for thing in sorted(found):
            meeting = found[thing]
            named = set(meeting.parts)
            meeting.guests = set()
            for tie in self._at.get(thing, ()):
                if tie.of.projection != "none" and self.ties.kinds.get(thing) == EVENT:
                    self._bring(meeting, tie, tie.ends)
                    named -= {actor for actor, _ in self.stand(tie, tie.ends)}
            meeting.guests = named
            yield meeting

    def _of_people(self) -> Iterator[Meeting]:
        """Yield, for each person, the organisations that declared ties bind them to."""
        found: dict[str, Meeting] = {}
        for tie in self.ties.ties:
            if tie.of.kind == DECLARED and not tie.of.is_mutual:
                for person in tie.ends:
                    if self.ties.kinds.get(person) == PERSON:
                        self._bring(found.setdefault(person, Meeting(SHARED_PERSON, SHARED_PERSON, person)), tie, [e for e in tie.ends if e != person])
        yield from (found[person] for person in sorted(found))

    def _of_themes(self) -> Iterator[Meeting]:
        """Yield, for each theme, the actors that it is assigned to and those who have to do with something that it is assigned to."""
        found: dict[str, Meeting] = {}
        for assignment in self.ties.ties:
            for theme in assignment.ends:
                if self.ties.kinds.get(theme) == THEME:
                    meeting = found.setdefault(theme, Meeting(SHARED_THEME, SHARED_THEME, theme))
                    self._bring(meeting, assignment, assignment.ends)
                    for tie in (t for thing in assignment.ends if thing != theme for t in self._at.get(thing, ()) if t != assignment):
                        self._bring(meeting, tie, tie.ends, assignment)
        yield from (found[theme] for theme in sorted(found))
