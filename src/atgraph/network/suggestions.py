"""Whom one body could work with: candidates without a declared tie, and reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, choose
from atgraph.network.reasons import CommonGround, Pairing, Reason
from atgraph.network.shortlist import DISMISS, ShortlistEntry
from atgraph.network.steps import ANY, Steps, TypedGraph, Walks, check_steps
from atgraph.network.ties import BODY, ORGANIZATION, THEME, Levels, read_values

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
        candidates: how many there are without a declared tie that something leads to, those not
            shown among them.
        partners: how many were left out since they have a declared tie, or hold or are part of one
            that has.
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
            raise QueryError(f"{self.top} suggestions are none; ask for 1 or more, or 0 for all")
        if self.country and not re.fullmatch("[A-Za-z]{2}", self.country):
            raise QueryError(
                f"{self.country!r} is no code of a country; write its two letters, as in AT"
            )

    def __str__(self) -> str:
        said = {
            "": self.candidate,
            "of the theme ": self.theme,
            "of the country ": self.country.upper(),
        }
        return " ".join(f"{what}“{value}”" for what, value in said.items() if value)


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
    At the level body, where none is chosen, who asks stands with all within it.

    Who is dismissed in the shortlist is left out. ``evidence`` says whether the words are read too.

    Raises:
        NotFoundError: the candidate has a declared tie already; or as `choose` says.
        QueryError, RegistryError: the candidate is the body that asks; or as `choose` says.
    """
    iri = find(kg, organization, ORGANIZATION).iri
    selection = choose(kg, chosen, level=BODY)
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
    steps = Steps(read, typed.counted, (iri, iri), ANY, choice.ties, levels, choice.cap)
    pairings = (Pairing(ground, iri, body, steps.way(iri, body)) for body in ranked)
    suggestions = (
        Suggestion(body, match.name(body), near[body], reasons, match.against(), entries.get(body))
        for match in pairings
        for body in (match.other,)
        if (reasons := match.reasons())
    )
    found = tuple(islice(suggestions, wanted.top or None))
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
            raise QueryError(f"“{names[candidate]}” and who asks {why}")
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
