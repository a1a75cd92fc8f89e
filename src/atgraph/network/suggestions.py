"""Whom one body could work with: candidates without a declared tie, each with reasons for and against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.against import against
from atgraph.network.common_ground import CommonGround
from atgraph.network.reasons import Match, Reason
from atgraph.network.shortlist import DISMISS, Entry
from atgraph.network.steps import ANY, Steps, check_steps
from atgraph.network.ties.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.ties.levels import BODY, Levels
from atgraph.network.ties.ties import ORGANIZATION, THEME, read_values
from atgraph.network.walks import TypedGraph, Walks

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

TOP = 10
METHOD = "random walk with restart (personalised PageRank), both directions added; damping 0.85; a declared tie weighs 1, a part in an event 1/2, a mention 1/4"


@dataclass(frozen=True)
class Suggestion:
    """One candidate.

    Attributes:
        score: how near it is, as `Walks.nearness` says.
        reasons: what speaks for it, at most four sentences; against: what speaks against it, one
            sentence.
        entry: what the shortlist says of it.
        evidence: tie → the words that it rests on.
    """

    iri: str
    label: str
    score: float
    reasons: tuple[Reason, ...]
    against: Reason
    entry: Entry | None = None
    evidence: Mapping[str, list[Quoted]] | None = None

    def quotes(self, reason: Reason) -> list[Quoted]:
        """Return the words that a sentence rests on, each once."""
        return list(
            dict.fromkeys(
                quote for iri in reason.statements for quote in (self.evidence or {}).get(iri, ())
            )
        )


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
    waiting: tuple[Entry, ...] = ()

    def __len__(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class Asked:
    """Which candidates are asked for: so many, of a theme, of a country (two letters), or one by name; empty for any."""

    top: int = TOP
    theme: str = ""
    country: str = ""
    candidate: str = ""

    def check(self) -> None:
        """Refuse what cannot be asked for.

        Raises:
            QueryError: fewer than no suggestions, or a country that is no code.
        """
        if self.top < 0:
            raise QueryError(f"{self.top} suggestions are none; ask for 1 or more, or 0 for all")
        if self.country and not re.fullmatch("[A-Za-z]{2}", self.country):
            raise QueryError(
                f"{self.country!r} is no code of a country; write its two letters, as in AT"
            )

    def __str__(self) -> str:
        said = (
            ("", self.candidate),
            ("of the theme ", self.theme),
            ("of the country ", self.country.upper()),
        )
        return " ".join(f"{what}“{value}”" for what, value in said if value)


ANYBODY = Asked()


def suggest(
    kg: Graph,
    organization: str,
    asked: Asked = ANYBODY,
    *,
    shortlist: Sequence[Entry] = (),
    evidence: bool = True,
    **chosen: Unpack[Chosen],
) -> Suggestions:
    """Return bodies that one could work with, the nearest first; never one that it has a declared tie with, or that holds or is part of such.

    At the level body, where none is chosen, who asks stands with all within it. Who has a declared
    tie of other days is left out too.

    Args:
        kg: the graph.
        organization: a name of the body that asks.
        asked: which candidates are wanted.
        shortlist: what the user noted; who is dismissed there is left out.
        evidence: whether the words are read too.
        chosen: what counts, as `Chosen` says.

    Raises:
        NotFoundError: nothing is called like the body, the theme or the candidate; the candidate
            has a declared tie already.
        QueryError: a choice that is not there, or the candidate is the body that asks.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.ask.lookup import find

    asked.check()
    iri = find(kg, organization, ORGANIZATION).iri
    selection = choose(kg, chosen, level=BODY)
    check_steps(selection.choice.ties)
    ground = CommonGround(_typed(selection, iri), selection.choice)
    partners, near = ground.partners(iri), _near(ground, iri)
    free = {
        body: score
        for body, score in near.items()
        if body not in partners and not ground.typed.levels.are_one_body(iri, body)
    }
    wanted = _wanted(kg, ground, iri, free, asked, partners)
    entries = {entry.candidate: entry for entry in shortlist if entry.organization == iri}
    ranked = sorted(
        (body for body in wanted if not _is_dismissed(entries, body)),
        key=lambda body: (-free[body], body),
    )
    found = _told(kg, ground, iri, ranked, free, entries, asked.top, evidence)
    left_out = replace(
        selection.left_out,
        over_cap=tuple(sorted(selection.read.labels(ground.typed.over_cap).values())),
    )
    waiting = tuple(
        entry
        for body, entry in entries.items()
        if body not in {one.iri for one in found} and entry.mark != DISMISS
    )
    answer = Suggestions(iri, selection.read.labels([iri])[iri], selection.choice, left_out, found)
    return replace(
        answer,
        candidates=len(wanted),
        partners=len(partners & near.keys()),
        dismissed=len(wanted) - len(ranked),
        waiting=waiting,
    )


def _typed(selection: Selection, iri: str) -> TypedGraph:
    choice = selection.choice
    return TypedGraph(
        selection.read,
        selection.ties,
        choice.ties,
        Levels(selection.read.above, choice.level, (iri,)),
        choice.cap,
    )


def _near(ground: CommonGround, iri: str) -> dict[str, float]:
    """Return each organisation that a walk from one comes by → how near it is, without the last digits, which rounding makes."""
    near = Walks(ground.typed.weights()).nearness(iri)
    return {
        body: round(score, 12)
        for body, score in near.items()
        if ground.read.kinds.get(body) == ORGANIZATION
    }


def _is_dismissed(entries: Mapping[str, Entry], body: str) -> bool:
    return body in entries and entries[body].mark == DISMISS


def _wanted(
    kg: Graph,
    ground: CommonGround,
    iri: str,
    free: Mapping[str, float],
    asked: Asked,
    partners: set[str],
) -> list[str]:
    """Return those of the candidates that are asked for."""
    from atgraph.ask.lookup import find

    wanted = list(free)
    if asked.theme:
        theme = find(kg, asked.theme, THEME).iri
        wanted = [body for body in wanted if theme in ground.themes_of(body)]
    if asked.country:
        (codes,) = read_values(kg, "atg:countryCode")
        wanted = [body for body in wanted if asked.country.upper() in codes.get(body, ())]
    if asked.candidate:
        candidate = find(kg, asked.candidate, ORGANIZATION).iri
        if ground.typed.levels.are_one_body(iri, candidate):
            raise QueryError(
                f"“{ground.read.labels([candidate])[candidate]}” and who asks are one body, or one holds the other; name another candidate"
            )
        bodies = set(ground.typed.levels.bodies(candidate))
        if known := sorted(bodies & partners):
            raise NotFoundError(
                f"“{ground.read.labels(known)[known[0]]}” has a declared tie already, or belongs with one that has; ask `network partners`"
            )
        wanted = [body for body in wanted if body in bodies]
    return wanted


def _told(
    kg: Graph,
    ground: CommonGround,
    iri: str,
    ranked: Sequence[str],
    scores: Mapping[str, float],
    entries: Mapping[str, Entry],
    top: int,
    evidence: bool,
) -> tuple[Suggestion, ...]:
    """Explain the first candidates for whom something speaks."""
    typed, choice = ground.typed, ground.choice
    steps = Steps(typed.read, typed.counted, (iri, iri), ANY, choice.ties, typed.levels, choice.cap)
    found: list[Suggestion] = []
    for body in ranked:
        if top and len(found) == top:
            break
        match = Match(ground, iri, body, steps.way(iri, body))
        if reasons := match.reasons():
            found.append(
                Suggestion(
                    body, match.name(body), scores[body], reasons, against(match), entries.get(body)
                )
            )
    if not evidence:
        return tuple(found)
    words = evidence_of(
        kg,
        {
            iri
            for one in found
            for reason in (*one.reasons, one.against)
            for iri in reason.statements
        },
    )
    return tuple(replace(one, evidence=words) for one in found)
