"""Whom a body could work with: candidates without a declared tie, sentences for and against."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeVar, Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.introductions import Introduction, hidden_ties, introductions
from atgraph.network.network import Projection, what_is_left_out
from atgraph.network.shortlist import DISMISS, ShortlistEntry
from atgraph.network.steps import TypedGraph, Walks, both_ways, check_steps
from atgraph.network.ties import (
    BODY,
    DECLARED,
    EVENT,
    ORGANIZATION,
    PARTICIPATION,
    THEME,
    Levels,
    Tie,
    Ties,
    read_values,
)
from atgraph.text import some

T = TypeVar("T")
Reached = Mapping[str, list[Tie]]
"""Thing → the ties that lead to it."""


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


WORKS = "works on"
CONVENES = "brought about an event that deals with"
PRESENT = "was present where an event dealt with"
BOTH = {
    WORKS: "work on",
    CONVENES: "brought about events that deal with",
    PRESENT: "were present where an event dealt with",
}
"""What a body has to do with a theme, the closest first → the same of two."""
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


TOP = 10
METHOD = (
    "random walk with restart (personalised PageRank), both directions added; damping 0.85; a"
    " declared tie weighs 1, a part in an event 1/2, a mention 1/4"
)


@dataclass(frozen=True)
class Suggestion:
    """One candidate: how near (`Walks.nearness`), why, what the shortlist says, words by tie."""

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
    known: Ties | None = None,
    introducers: bool = True,
    **chosen: Unpack[Chosen],
) -> Suggestions:
    """Return bodies that one could work with, the nearest first.

    Never one that it has a declared tie with, of whatever days, or that holds or is part of such.
    At the level body, where none is chosen, who asks stands with all within it. Who is dismissed in
    the shortlist is left out. ``evidence`` says whether the words are read too, ``known`` is as in
    `choose`. ``introducers`` says whether it is looked who could introduce, which takes long in a
    large graph.

    Raises:
        NotFoundError: the candidate has a declared tie already; or as `choose` says.
        QueryError: the candidate is the body that asks; or as `choose` says.
    """
    iri = find(kg, organization, ORGANIZATION).iri
    selection = choose(kg, chosen, level=BODY, between=True, known=known)
    ground = CommonGround(selection, iri)
    near, candidates = ground.near, _candidates(ground, wanted)
    entries = {entry.candidate: entry for entry in shortlist if entry.organization == iri}
    dismissed = {body for body, entry in entries.items() if entry.mark == DISMISS}
    ranked = sorted((b for b in candidates if b not in dismissed), key=lambda b: (-near[b], b))
    suggestions = (
        Suggestion(body, match.name(body), near[body], reasons, match.against(), entries.get(body))
        for body, match in _pairings(kg, ground, ranked, introducers)
        if (reasons := match.reasons())
    )
    found = tuple(islice(suggestions, wanted.top or None))
    shown = {one.iri for one in found}
    return Suggestions(
        iri,
        selection.read.labels([iri])[iri],
        selection.choice,
        what_is_left_out(selection, ground.typed.over_cap),
        _with_words(kg, found) if evidence else found,
        candidates=len(candidates),
        partners=len(ground.partners & near.keys()),
        dismissed=len(candidates) - len(ranked),
        waiting=tuple(e for b, e in entries.items() if b not in shown | dismissed),
    )


def _pairings(
    kg: Graph, ground: CommonGround, bodies: Iterable[str], introducers: bool
) -> Iterator[tuple[str, Pairing]]:
    """Yield bodies, each with what it has in common with who asks, and who could introduce it."""
    hidden = hidden_ties(ground.selection)
    for body in bodies:
        asked = introductions(kg, ground.body, body, hidden, evidence=False) if introducers else ()
        yield body, Pairing(ground, body, next(iter(asked), None), introducers)


def _candidates(ground: CommonGround, wanted: Wanted) -> list[str]:
    """Return those near that are no partners, and that are asked for."""
    kg, levels, iri, partners = ground.read.kg, ground.levels, ground.body, ground.partners
    bodies = [b for b in ground.near if b not in partners and not levels.are_one_body(iri, b)]
    if wanted.theme:
        theme = find(kg, wanted.theme, THEME).iri
        bodies = [body for body in bodies if theme in ground.themes_of(body)]
    if wanted.country:
        (codes,) = read_values(kg, "atg:countryCode")
        bodies = [body for body in bodies if wanted.country.upper() in codes.get(body, ())]
    if wanted.candidate:
        candidate = find(kg, wanted.candidate, ORGANIZATION).iri
        names = ground.read.labels([candidate, *partners])
        if levels.are_one_body(iri, candidate):
            why = "are one body, or one holds the other; name another candidate"
            raise QueryError(f"“{names[candidate]}” and the organisation that asks {why}")
        stands_as = {*levels.bodies(candidate)}
        if known := sorted(stands_as & partners):
            why = "has a declared tie already, or belongs with one that has; ask `network partners`"
            raise NotFoundError(f"“{names[known[0]]}” {why}")
        bodies = [body for body in bodies if body in stands_as]
    return bodies


def _with_words(kg: Graph, found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    reasons = (reason for one in found for reason in (*one.reasons, one.against))
    words = evidence_of(kg, {statement for reason in reasons for statement in reason.statements})
    return tuple(replace(one, evidence=words) for one in found)
