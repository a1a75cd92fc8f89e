"""Whom one body could work with: candidates without a declared tie, and reasons.

The reasons, and what is against it, are sentences that rest on ties.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, choose
from atgraph.network.introductions import Introduction, hidden_ties, introductions
from atgraph.network.network import Meeting, Projection
from atgraph.network.shortlist import DISMISS, ShortlistEntry
from atgraph.network.steps import TypedGraph, Walks, both_ways, check_steps
from atgraph.network.ties import (
    BODY,
    DECLARED,
    EVENT,
    ORGANIZATION,
    PARTICIPATION,
    THEME,
    Details,
    Levels,
    Tie,
    Ties,
    read_values,
)
from atgraph.text import some

Reached = Mapping[str, list[Tie]]
"""Thing → the ties that lead to it."""


@dataclass(frozen=True)
class CommonGround:
    """What two bodies have in common, by the ties that count, and who is a declared partner."""

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
        return both_ways(projection.reasons)

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
        sides = {body: (self._links(one, body), self._links(other, body)) for body in sorted(both)}
        return {
            body: [*here, *there]
            for body, (here, there) in sides.items()
            if here and there and not any(self.are_one_body(body, end) for end in (one, other))
        }

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
        ties = (tie for its in things.values() for tie in its)
        convenes = any(tie.of.kind == DECLARED and not self._assigns(tie) for tie in ties)
        return CONVENES if convenes else PRESENT

    def _assigns(self, tie: Tie) -> bool:
        """Whether a tie leads to a theme."""
        return any(self.is_a(end, THEME) for end in tie.ends)

    def is_a(self, thing: str, kind: str) -> bool:
        """Whether a thing is of a class: an event, a person, a theme."""
        return self.read.kinds.get(thing) == kind

    def roles(self, body: str) -> dict[str, dict[str, list[Tie]]]:
        """Return kind of thing → role that the body has in such → the ties that say so."""
        found: dict[str, dict[str, list[Tie]]] = {}
        for thing, ties in self.things(body).items():
            for tie, kind in ((tie, self._kind_names[thing]) for tie in ties):
                for role in self.said(tie) if kind else ():
                    found.setdefault(kind, {}).setdefault(role, []).append(tie)
        return found

    def said(self, tie: Tie) -> tuple[str, ...]:
        """Return the labels of the roles of a tie, or of its class where it has none."""
        return self.details[tie.iri].roles or (tie.of.label,)

    def stated_in(self, ties: Iterable[Tie]) -> set[str]:
        """Return where ties are stated."""
        return {place for tie in ties for place in self.details[tie.iri].stated_in}


WORKS, CONVENES, PRESENT = "works", "convenes", "present"
"""What a body has to do with a theme, the closest first."""
BOTH = {
    WORKS: "work on",
    CONVENES: "brought about events that deal with",
    PRESENT: "were present where an event dealt with",
}
EACH = {
    WORKS: "works on",
    CONVENES: "brought about an event that deals with",
    PRESENT: "was present where an event dealt with",
}
PARTNERS, THEMES, MEETING = "partners", "themes", "meeting"
ROLES, INTRODUCTION, AGAINST = "roles", "introduction", "against"
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


@dataclass(frozen=True)
class Pairing:
    """Two bodies without a declared tie: who asks, the candidate, and who introduces them best."""

    ground: CommonGround
    one: str
    other: str
    introducer: Introduction | None = field(default=None, repr=False)

    def reasons(self) -> tuple[Reason, ...]:
        """Return what speaks for the two: at most four sentences.

        Empty where nothing but unlike roles does.
        """
        sorts = (self.partners, self.themes, self.meeting, self.introduction)
        found = [reason for reason in sorts if reason]
        if found and len(found) < MOST and (roles := self._roles()):
            found.insert(len(found) - bool(self.introduction), roles)
        return tuple(found)

    def against(self) -> Reason:
        """Return what speaks against the two, the two weightiest points in one sentence."""
        points = list(islice(self._points(), POINTS))
        clauses = "; ".join(clause for clause, _ in points)
        sentence = f"{clauses[0].upper()}{clauses[1:]}."
        return Reason(AGAINST, sentence, (), _iris(ties for _, ties in points))

    def name(self, iri: str) -> str:
        """Return the label of a thing."""
        return self.ground.labels.get(iri) or self.ground.read.labels([iri])[iri]

    def names(self, iris: Iterable[str], quoted: bool = False) -> str:
        """Return labels as a phrase, those beyond the first three counted."""
        return some((f"“{self.name(i)}”" if quoted else self.name(i) for i in iris), SHOWN)

    @cached_property
    def partners(self) -> Reason | None:
        """Who has declared ties with both."""
        verb = "has" if len(self._shared_partners) == 1 else "have"
        who = self.names(self._shared_partners)
        sentence = f"{who} {verb} declared ties with both."
        return _reason(PARTNERS, sentence, self._shared_partners)

    @cached_property
    def _shared_partners(self) -> Reached:
        return self.ground.shared_partners(self.one, self.other)

    @cached_property
    def _themes(self) -> dict[str, tuple[Reached, Reached]]:
        """Theme → what brings each to it, in something without the other."""
        one = self.ground.themes_of(self.one, without=self.ground.things(self.other))
        other = self.ground.themes_of(self.other, without=self.ground.things(self.one))
        return {theme: (one[theme], other[theme]) for theme in sorted(one.keys() & other.keys())}

    @cached_property
    def _shared_themes(self) -> Reached:
        """Theme → the ties that say what each has to do with it."""
        return {
            theme: [tie for side in sides for ties in side.values() for tie in ties]
            for theme, sides in self._themes.items()
        }

    @cached_property
    def themes(self) -> Reason | None:
        """Which themes both take up, each in something of its own, and what they do there."""
        groups: dict[tuple[str, str], list[str]] = {}
        for theme, sides in self._themes.items():
            one, other = map(self.ground.standing, sides)
            groups.setdefault((one, other), []).append(theme)
        order = (WORKS, CONVENES, PRESENT)
        sentences = []
        for one, other in sorted(groups, key=lambda pair: tuple(map(order.index, pair))):
            themes = self.names(groups[one, other])
            if one == other:
                sentences.append(f"Both {BOTH[one]} {themes}, each in something of its own.")
            else:
                it = "it" if len(groups[one, other]) == 1 else "them"
                does = f"{self.name(self.one)} {EACH[one]} {themes}"
                sentences.append(f"{does}; {self.name(self.other)} {EACH[other]} {it}.")
        return _reason(THEMES, " ".join(sentences), self._shared_themes)

    @cached_property
    def _shared_things(self) -> dict[str, tuple[list[Tie], list[Tie]]]:
        """What both have a part in → the ties of the one, those of the other."""
        here, there = (self.ground.things(body) for body in (self.one, self.other))
        return {thing: (here[thing], there[thing]) for thing in sorted(here.keys() & there.keys())}

    @cached_property
    def meeting(self) -> Reason | None:
        """What both have a part in, and the parts."""
        shared = self._shared_things
        things = sorted(shared, key=lambda thing: (not self.ground.is_a(thing, EVENT), thing))
        parts = []
        for side, body in enumerate((self.one, self.other)):
            ties = (tie for sides in shared.values() for tie in sides[side])
            said = {role for tie in ties for role in self.ground.said(tie)}
            parts.append(f"{self.name(body)}: {', '.join(sorted(said))}")
        sentence = f"Both have a part in {self.names(things, quoted=True)} ({'; '.join(parts)})."
        return _reason(MEETING, sentence, {t: [*shared[t][0], *shared[t][1]] for t in things})

    @cached_property
    def _both_roles(self) -> list[tuple[str, Reached, Reached]]:
        """Each kind of thing in which both have roles: what bodies do before what they attend."""
        here, there = (self.ground.roles(body) for body in (self.one, self.other))
        kinds = sorted(here.keys() & there.keys(), key=lambda kind: (kind == "event", kind))
        return [(kind, here[kind], there[kind]) for kind in kinds]

    def _roles(self) -> Reason | None:
        """Return the roles of the two in things of one kind, where they have none in common."""
        for kind, here, there in self._both_roles:
            is_said = kind == "event" and self.meeting
            if here.keys().isdisjoint(there) and not is_said:
                sides = {self.one: here, self.other: there}.items()
                roles = ", ".join(f"{self.name(b)} ({some(sorted(its), 2)})" for b, its in sides)
                said = f"Their roles may complement each other, by kind of thing ({kind}): {roles}."
                ties = (tied[:1] for _, its in sides for tied in its.values())
                return Reason(ROLES, said, (), _iris(ties))
        return None

    @property
    def introduction(self) -> Reason | None:
        """Whom to ask for an introduction."""
        if not (best := self.introducer):
            return None
        return Reason(INTRODUCTION, best.sentence, (), best.statements)

    # --- What speaks against ---

    def _points(self) -> Iterator[Point]:
        yield from self._one_body()
        yield from self._resting_on_one_thing()
        yield from self._resting_on_one_theme()
        for kind, here, there in self._both_roles:  # many take part in events without competing
            same = sorted(here.keys() & there.keys())
            if same and kind != "event":
                said = f"both have the same role ({same[0]}: {kind}), so they may compete"
                yield said, [here[same[0]][0], there[same[0]][0]]
        if not any(self.ground.is_a(thing, EVENT) for thing in self._shared_things):
            yield "no event has both", ()
        if not self.introducer:
            yield "nobody is found who could introduce them", ()
        yield self._little_known(), ()

    def _one_body(self) -> Iterator[Point]:
        """Yield what both are part of, and what holds who asks and has a declared tie already."""
        ground, one, other = self.ground, self.one, self.other
        above = ground.read.above.get(one, frozenset())
        if same := sorted(above & ground.read.above.get(other, frozenset())):
            ties = (self._between(body, whole) for whole in same for body in (one, other))
            yield f"both are part of {self.names(same)}", [tie for its in ties for tie in its]
        for whole in sorted(above):
            linked = other in ground.declared.get(whole, ())
            if linked and not ground.are_one_body(whole, other):
                said = f"{self.name(whole)}, which {self.name(one)} is part of, has a declared tie"
                yield f"{said} with it already", self._between(whole, other)

    def _between(self, one: str, other: str) -> list[Tie]:
        return self.ground.beside.get(one, {}).get(other, [])

    def _resting_on_one_thing(self) -> Iterator[Point]:
        shared, is_a = self._shared_things, self.ground.is_a
        only_events = shared and all(is_a(thing, EVENT) for thing in shared)
        if only_events and not self.partners and not self.themes:
            # Who brings an event about is not for that reason present at it.
            parts = [side for sides in shared.values() for side in sides]
            present = all(any(tie.of.kind == PARTICIPATION for tie in part) for part in parts)
            what = "co-presence at" if present else "parts in"
            where = "a single event" if len(shared) == 1 else _count(len(shared), "event")
            yield f"nothing but {what} {where} speaks for it", [t for part in parts for t in part]
            return
        reasons = (reason for reason in (self.partners, self.themes, self.meeting) if reason)
        wanted = {iri for reason in reasons for iri in reason.statements}
        counted = self.ground.typed.counted
        places = self.ground.stated_in(tie for tie in counted if tie.iri in wanted)
        if len(places) == 1 and all(is_a(place, EVENT) for place in places):
            event = self.names(places, quoted=True)
            yield f"all that speaks for it is printed about a single event, {event}", ()

    def _resting_on_one_theme(self) -> Iterator[Point]:
        if not self.partners and len(self._shared_themes) == 1:
            ((theme, ties),) = self._shared_themes.items()
            if sum(theme in tie.ends for tie in set(ties)) == 2:
                said = f"the only theme in common, {self.name(theme)}, rests on one assignment"
                yield f"{said} on each side", ties

    def _little_known(self) -> str:
        known = {t for ties in self.ground.beside.get(self.other, {}).values() for t in ties}
        count = sum(self.ground.is_a(place, EVENT) for place in self.ground.stated_in(known))
        printed = f"is printed about {_count(count, 'event')}"
        rests = printed if count else f"is {_count(len(known), 'tie')}"
        return f"what is known of {self.name(self.other)} {rests}"


def _reason(kind: str, sentence: str, ties: Mapping[str, Iterable[Tie]]) -> Reason | None:
    return Reason(kind, sentence, tuple(ties), _iris(ties.values())) if ties else None


def _iris(several: Iterable[Iterable[Tie]]) -> tuple[str, ...]:
    return tuple(sorted({tie.iri for ties in several for tie in ties}))


def _count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


TOP = 10
METHOD = (
    "random walk with restart (personalised PageRank), both directions added; damping 0.85; a"
    " declared tie weighs 1, a part in an event 1/2, a mention 1/4"
)


@dataclass(frozen=True)
class Suggestion:
    """One candidate: how near (`Walks.nearness`), why, and what the shortlist says of it.

    ``evidence`` has for each tie the words that it rests on.
    """

    iri: str
    label: str
    score: float
    reasons: tuple[Reason, ...]
    against: Reason
    entry: ShortlistEntry | None = None
    evidence: Mapping[str, list[Quoted]] | None = None

    def quotes(self, reason: Reason) -> list[Quoted]:
        """Return the words that a sentence rests on, each once."""
        return list(quotes_of(reason.statements, self.evidence or {}))


@dataclass(frozen=True)
class Suggestions:
    """The answer.

    Attributes:
        candidates: how many something leads to without a declared tie, those not shown among them.
        partners: how many have a declared tie, or hold or are part of one that has.
        dismissed: how many the shortlist leaves out.
        waiting: entries of the shortlist about this body that stand for no candidate shown here.
    """

    iri: str
    label: str
    choice: Choice
    left_out: LeftOut
    found: tuple[Suggestion, ...] = ()
    candidates: int = 0
    partners: int = 0
    dismissed: int = 0
    waiting: tuple[ShortlistEntry, ...] = ()

    def __len__(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class Wanted:
    """Which candidates are asked for: so many, of a theme, of a country, or one by name.

    What is empty keeps any; a country is given by its two letters.
    """

    top: int = TOP
    theme: str = ""
    country: str = ""
    candidate: str = ""

    def __post_init__(self) -> None:
        if self.top < 0:
            why = "must be 1 or more, or 0 for all"
            raise QueryError(f"the number of suggestions {why}, not {self.top}")
        if self.country and not re.fullmatch("[A-Za-z]{2}", self.country):
            why = "is not the code of a country; write its two letters, as in AT"
            raise QueryError(f"{self.country!r} {why}")

    def __str__(self) -> str:
        of = {"theme": self.theme, "country": self.country.upper()}
        said = [f"of the {what} “{value}”" for what, value in of.items() if value]
        return " ".join([f"“{self.candidate}”", *said] if self.candidate else said)


ANYBODY = Wanted()


def suggest(
    kg: Graph,
    organization: str,
    wanted: Wanted = ANYBODY,
    *,
    shortlist: Sequence[ShortlistEntry] = (),
    evidence: bool = True,
    **chosen: Unpack[Chosen],
) -> Suggestions:
    """Return bodies that one could work with, the nearest first.

    Never one that it has a declared tie with, of whatever days, or that holds or is part of such.
    At the level body, where none is chosen, who asks stands with all within it. Who is dismissed in
    the shortlist is left out. ``evidence`` says whether the words are read too.

    Raises:
        NotFoundError: the candidate has a declared tie already; or as `choose` says.
        QueryError, RegistryError: the candidate is the body that asks; or as `choose` says.
    """
    iri = find(kg, organization, ORGANIZATION).iri
    selection = choose(kg, chosen, level=BODY, between=True)
    choice, read = selection.choice, selection.read
    check_steps(choice.ties)
    levels = Levels(read.above, choice.level, (iri,))
    typed = TypedGraph(read, selection.ties, choice.ties, levels, choice.cap)
    ground = CommonGround(typed, choice)
    partners, near = ground.partners(iri), Walks(typed.weights()).nearness(iri)
    # Without the last digits, which rounding makes.
    near = {b: round(score, 12) for b, score in near.items() if ground.is_a(b, ORGANIZATION)}
    free = [body for body in near if body not in partners and not ground.are_one_body(iri, body)]
    candidates = _kept(ground, iri, free, wanted, partners)
    entries = {entry.candidate: entry for entry in shortlist if entry.organization == iri}
    dismissed = {body for body, entry in entries.items() if entry.mark == DISMISS}
    ranked = sorted((b for b in candidates if b not in dismissed), key=lambda b: (-near[b], b))
    hidden = hidden_ties(selection)

    def suggestions() -> Iterator[Suggestion]:
        for body in ranked:
            introducer = next(iter(introductions(kg, iri, body, hidden)), None)
            match, entry = Pairing(ground, iri, body, introducer), entries.get(body)
            if reasons := match.reasons():
                found = near[body], reasons, match.against(), entry
                yield Suggestion(body, match.name(body), *found)

    found = tuple(islice(suggestions(), wanted.top or None))
    shown = {one.iri for one in found}
    over_cap = tuple(sorted(read.labels(typed.over_cap).values()))
    return Suggestions(
        iri,
        read.labels([iri])[iri],
        choice,
        replace(selection.left_out, over_cap=over_cap),
        _with_words(kg, found) if evidence else found,
        candidates=len(candidates),
        partners=len(partners & near.keys()),
        dismissed=len(candidates) - len(ranked),
        waiting=tuple(e for b, e in entries.items() if b not in shown | dismissed),
    )


def _kept(
    ground: CommonGround, iri: str, bodies: list[str], wanted: Wanted, partners: set[str]
) -> list[str]:
    """Return those of some candidates that are asked for."""
    kg, levels = ground.read.kg, ground.typed.levels
    if wanted.theme:
        theme = find(kg, wanted.theme, THEME).iri
        bodies = [body for body in bodies if theme in ground.themes_of(body)]
    if wanted.country:
        (codes,) = read_values(kg, "atg:countryCode")
        bodies = [body for body in bodies if wanted.country.upper() in codes.get(body, ())]
    if wanted.candidate:
        candidate = find(kg, wanted.candidate, ORGANIZATION).iri
        names = ground.read.labels([candidate, *partners])
        if ground.are_one_body(iri, candidate):
            why = "are one body, or one holds the other; name another candidate"
            raise QueryError(f"“{names[candidate]}” and the organisation that asks {why}")
        stands_as = set(levels.bodies(candidate))
        if known := sorted(stands_as & partners):
            why = "has a declared tie already, or belongs with one that has; ask `network partners`"
            raise NotFoundError(f"“{names[known[0]]}” {why}")
        bodies = [body for body in bodies if body in stands_as]
    return bodies


def _with_words(kg: Graph, found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    reasons = (reason for one in found for reason in (*one.reasons, one.against))
    words = evidence_of(kg, {statement for reason in reasons for statement in reason.statements})
    return tuple(replace(one, evidence=words) for one in found)
