"""Which ties count: those that are confirmed, of the days or the event asked for, and of nobody who is listed on request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from atgraph.errors import QueryError
from atgraph.network.model import ACTORS, KINDS, LEVELS, MENTION, PARTICIPATION, Choice, LeftOut
from atgraph.network.reading import EVENT, Tie, Ties, read_ties

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

When = str | tuple[str, str] | None


class Chosen(TypedDict, total=False):
    """What counts, as all functions that answer from a network take it, by keyword; what is not given is as `Choice` has it."""

    ties: Iterable[str]
    """The kinds of tie that link: declared, co-presence, mention, shared person (two organisations by one person whom declared ties bind
    to both), shared theme; and any other that a class of ties declares."""
    level: str
    """How organisations stand: body (rolled up to the topmost), unit (the smallest that each line prints) or printed."""
    when: When
    """The name of an event, which stands with all of its parts; or the first and the last day, as ISO dates, each of which may be empty."""
    cap: int
    """What more actors than this have in common does not link them."""
    on_request: bool
    """Whether people who are listed on request count; who is asked for by name always does."""
    data: Path | None
    """The folder whose registry says who is listed on request; by default the project's own."""


@dataclass(frozen=True)
class Selection:
    """The ties that count, and how many do not.

    Attributes:
        read: all ties, with what is said of their ends.
        ties: the ties that count.
        hidden: people who are left out, listed on request.
        listed: everybody who is listed on request, left out or not.
        choice: what they were chosen by.
        left_out: counts of people and ties; the rest of its fields is for whoever links actors.
    """

    read: Ties
    ties: tuple[Tie, ...]
    hidden: frozenset[str]
    listed: frozenset[str]
    choice: Choice
    left_out: LeftOut


def check_choice(choice: Choice, ties: Ties) -> None:
    """Refuse kinds, actors and levels that are not there.

    Raises:
        QueryError: no kind of tie, or one that no class declares; no such actors or level; a cap
            below 2.
    """
    # A part in an event is chosen as what it makes, co-presence.
    known = dict.fromkeys(
        (
            *KINDS,
            *(
                k
                for c in ties.classes.values()
                for k in (c.kind, c.projection)
                if k not in ("none", PARTICIPATION)
            ),
        )
    )
    if not choice.ties:
        raise QueryError(f"no kind of tie is chosen; name some of {', '.join(known)}")
    for kind in choice.ties:
        if kind not in known:
            raise QueryError(f"there is no kind of tie {kind!r}; use some of {', '.join(known)}")
    if choice.actors not in ACTORS:
        raise QueryError(f"there are no actors {choice.actors!r}; use one of {', '.join(ACTORS)}")
    if choice.level not in LEVELS:
        raise QueryError(f"there is no level {choice.level!r}; use one of {', '.join(LEVELS)}")
    if choice.cap < 2:
        raise QueryError(
            f"a cap of {choice.cap} links nobody; it says how many actors at most may have something in common, so give 2 or more"
        )


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return kinds of tie each once, as they outrank each other."""
    return tuple(
        sorted(
            dict.fromkeys(kinds), key=lambda k: (KINDS.index(k) if k in KINDS else len(KINDS), k)
        )
    )


def choose(
    kg: Graph,
    chosen: Chosen,
    actors: str = Choice.actors,
    *,
    level: str = Choice.level,
    named: Collection[str] = (),
) -> Selection:
    """Return the ties of a graph that count.

    Args:
        kg: the graph.
        chosen: what counts.
        actors: who is linked: organizations (a person stands for those in whose capacity it takes
            part), people, or both.
        level: how organisations stand where it is not chosen.
        named: people who were asked for by name, and so are left in.

    Raises:
        TypeError: a key that is not there.
        QueryError, NotFoundError, RegistryError: as `select_ties`.
    """
    if strange := sorted(chosen.keys() - Chosen.__annotations__.keys()):
        raise TypeError(
            f"nothing called {strange[0]!r} can be chosen; there are {', '.join(Chosen.__annotations__)}"
        )
    kinds, cap, on_request = (
        chosen.get("ties", Choice.ties),
        chosen.get("cap", Choice.cap),
        chosen.get("on_request", Choice.on_request),
    )
    choice = Choice(in_order(kinds), actors, chosen.get("level", level), "", cap, on_request)
    return select_ties(kg, choice, when=chosen.get("when"), named=named, data=chosen.get("data"))


def select_ties(
    kg: Graph,
    choice: Choice,
    *,
    when: When = None,
    named: Collection[str] = (),
    data: Path | None = None,
) -> Selection:
    """Return the ties of a graph that count.

    Args:
        kg: the graph.
        when: the name of an event, which stands with all of its parts; or the first and the last
            day, as ISO dates, each of which
            may be empty.
        choice: which kinds of tie count, and whether people who are listed on request are left in.
        named: people who were asked for by name, and so are left in.
        data: the folder whose registry says who is listed on request; by default the project's own.

    Raises:
        QueryError: the choice is none, a day is none, or what rules derived is left out.
        NotFoundError: nothing is called like the event.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.ask.on_request import listed_on_request
    from atgraph.files import resource_folder

    if kg.asserted:
        raise QueryError(
            "the network rests on what is derived (which event and body is within which); leave out --asserted"
        )
    ties = read_ties(kg, without=() if MENTION in choice.ties else (MENTION,))
    check_choice(choice, ties)
    listed = listed_on_request(ties.people, (data or resource_folder("data")) / "registry")
    in_time, words, undated = _at(kg, ties, when)
    confirmed = [tie for tie in in_time if tie.is_confirmed]
    hidden = frozenset() if choice.on_request else listed - set(named)
    counted = [tie for tie in confirmed if hidden.isdisjoint(tie.ends)]
    seen = {end for tie in confirmed for end in tie.ends}
    left_out = LeftOut(
        on_request=len(hidden & seen), unconfirmed=len(in_time) - len(confirmed), undated=undated
    )
    return Selection(ties, tuple(counted), hidden, listed, replace(choice, when=words), left_out)


def _at(kg: Graph, ties: Ties, when: When) -> tuple[list[Tie], str, int]:
    """Return the ties of an event or of days, what was asked for in words, and how many ties have no date."""
    if when is None or when == ("", ""):
        return list(ties.all), "", 0
    details = ties.details(ties.all)
    if isinstance(when, str):
        from atgraph.ask.lookup import find

        event = find(kg, when, EVENT).value
        parts = {event, *(part for part, wholes in ties.parts.items() if event in wholes)}
        chosen = [t for t in ties.all if not parts.isdisjoint((*t.ends, *details[t.iri].stated_in))]
        return chosen, f"in “{ties.labels([event])[event]}”", 0
    first, last = map(_day, when)
    if first and last and first > last:
        raise QueryError(f"the first day, {first}, is after the last, {last}; change the two")
    dated = [(tie, details[tie.iri].first, details[tie.iri].last) for tie in ties.all]
    chosen = [
        tie
        for tie, begins, ends in dated
        if begins and (not last or begins <= last) and ends >= first
    ]
    words = " ".join(filter(None, [f"from {first}" if first else "", f"to {last}" if last else ""]))
    return chosen, words, sum(not begins for _, begins, _ in dated)


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as exc:
        raise QueryError(f"{text!r} is no day; write year-month-day as in 2019-04-08") from exc
