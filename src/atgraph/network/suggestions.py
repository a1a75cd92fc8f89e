"""Whom a body could work with: candidates without a declared tie, sentences for and against."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, choose
from atgraph.network.common_ground import CommonGround
from atgraph.network.introductions import hidden_ties, introductions
from atgraph.network.network import what_is_left_out
from atgraph.network.pairing import Pairing, Reason
from atgraph.network.shortlist import DISMISS, ShortlistEntry
from atgraph.network.ties import BODY, ORGANIZATION, THEME, Ties, read_values

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
