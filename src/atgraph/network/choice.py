"""What is asked for, a network or a part of a map, and which ties it keeps."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from atgraph.ask.lookup import find
from atgraph.errors import QueryError
from atgraph.graph.graph import Graph
from atgraph.network.ties import (
    BODY,
    CO_PRESENCE,
    DECLARED,
    DERIVED,
    EVENT,
    KINDS,
    LEVELS,
    MENTION,
    PARTICIPATION,
    SHARED_PERSON,
    SHARED_THEME,
    THEME,
    UNIT,
    Tie,
    TieClass,
    Ties,
    rank_of,
    read_ties,
)
from atgraph.text import did_you_mean

ACTORS = ("organizations", "people", "both")
LINKING = (DECLARED, CO_PRESENCE)
"""The kinds of tie by which a network links actors where none is chosen."""
ELSEWHERE = "elsewhere"  # what was read on pages only
NOT_A_DAY = "{!r} is not a day; write year-month-day as in 2019-04-08"


@dataclass(frozen=True)
class Choice:
    """What is asked for; what is empty keeps all.

    Attributes:
        ties: kinds of tie: declared, co-presence (participation), mention, shared person (whom
            declared ties bind to both), shared theme, and any other that a class of ties declares.
            A text names them with commas between.
        actors: organizations (a person stands for those in whose capacity it takes part), people
            or both.
        level: body (rolled up to the topmost body), unit (the smallest body that each line prints)
            or printed (each body it prints).
        theme, event, around: names, acronyms or addresses; an event stands with its parts.
        first, last: days, as ISO dates.
        country: a code of two letters, or the name of a state.
        steps: how far from ``around``, 1 or more.
        cap: what more actors than this have in common does not link them.
        without: elsewhere (ties read on pages only); which body is within which is known all the
            same.
        on_request: whether people listed on request are in it; who is asked for by name always is.
    """

    ties: tuple[str, ...] = ()
    actors: str = "organizations"
    level: str = UNIT
    theme: str = ""
    event: str = ""
    first: str = ""
    last: str = ""
    country: str = ""
    around: str = ""
    steps: int = 1
    cap: int = 100
    without: str = ""
    on_request: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "ties", read_kinds(self.ties))
        _check_one("level", self.level, LEVELS)
        _check_one("actors", self.actors, ACTORS)
        if self.without not in ("", ELSEWHERE):
            why = f"what can be left out is {ELSEWHERE}: what was read on pages"
            raise QueryError(f"without: {self.without!r} cannot be left out; {why}")
        if self.steps < 1:
            raise QueryError(f"steps must be 1 or more, not {self.steps}")
        if self.steps > 1 and not self.around:
            raise QueryError("steps say how far from a thing; name it with around")
        if self.cap < 2:
            why = "it says how many actors at most may have something in common"
            raise QueryError(f"cap must be 2 or more, not {self.cap}: {why}")
        for name in ("first", "last"):
            if typed := getattr(self, name):
                if not (day := iso_day(typed)):
                    raise QueryError(NOT_A_DAY.format(typed))
                object.__setattr__(self, name, day)
        if self.first and self.last and self.first > self.last:
            order = f"the first day, {self.first}, is after the last, {self.last}"
            raise QueryError(f"{order}; change the two")

    @property
    def when(self) -> str:
        """The theme, the event and the days in words; empty for all."""
        things = {"on": self.theme, "in": self.event}
        days = {"from": self.first, "to": self.last}
        words = [f"{how} “{name}”" for how, name in things.items() if name]
        return " ".join([*words, *(f"{how} {day}" for how, day in days.items() if day)])

    def __str__(self) -> str:
        who = {"organizations": "Organisations", "people": "People"}
        how = LEVELS[self.level] + (" to the body above" if self.level == BODY else "")
        level = "" if self.actors == "people" else f", {how}"
        when = f", {self.when}" if self.when else ""
        listed = ", with people listed on request" if self.on_request else ""
        actors = f"{who.get(self.actors, 'People and organisations')}{level}"
        cap = f"what more than {self.cap} have in common links nobody"
        printed = ", without what was read elsewhere" if self.without else ""
        return f"{actors}, linked by {' and '.join(self.ties)}{printed}{when}; {cap}{listed}."


class _Chosen(TypedDict, total=False):
    ties: str | Iterable[str]
    level: str
    theme: str
    event: str
    first: str
    last: str


class MapChoice(_Chosen, total=False):
    """What maps keep to, by keyword, each as in `Choice`."""

    country: str
    around: str
    steps: int


class Chosen(_Chosen, total=False):
    """A choice as functions that answer from a network take it by keyword, each as in `Choice`.

    ``when`` is short for an event by name, or for the first and last day, each empty or not.
    """

    when: str | tuple[str, str] | None
    cap: int
    without: str
    on_request: bool


@dataclass(frozen=True)
class LeftOut:
    """What is not in a network, so that nobody takes its numbers for more than they are.

    `str` says what each is; ``over_cap`` has labels, sorted. ``kept_undated`` counts what is in it
    although days were asked for, since no day of it is known.
    """

    on_request: int = 0
    over_cap: tuple[str, ...] = ()
    inside: int = 0
    unconfirmed: int = 0
    kept_undated: int = 0
    elsewhere: int = 0

    def __str__(self) -> str:
        counts = (
            (self.on_request, "person", "people", "listed on request"),
            (len(self.over_cap), "thing", "things", "that more have in common than the cap allows"),
            (self.inside, "link", "links", "inside one body"),
            (self.unconfirmed, "tie that is", "ties that are", "not confirmed"),
            (self.elsewhere, "tie", "ties", "read elsewhere"),
        )
        words = (f"{n} {one if n == 1 else many} {what}" for n, one, many, what in counts if n)
        return ", ".join(words)


@dataclass(frozen=True)
class Selection:
    """The ties that count, of all that were read, and how many do not.

    Attributes:
        hidden: people who are left out, listed on request.
        listed: everybody who is listed on request, left out or not.
        choice: what they were chosen by, its things by their labels.
        left_out: counts of people and ties; `over_cap` and `inside` only a network knows.
    """

    read: Ties
    ties: tuple[Tie, ...]
    hidden: frozenset[str]
    listed: frozenset[str]
    choice: Choice
    left_out: LeftOut


def choose(
    kg: Graph,
    chosen: Chosen,
    actors: str = Choice.actors,
    *,
    level: str = Choice.level,
    named: Collection[str] = (),
    between: bool = False,
    listed_too: Collection[str] = (),
    known: Ties | None = None,
) -> Selection:
    """Return the ties of a graph that count: confirmed, of the days asked for, of nobody hidden.

    ``level`` is how organisations stand where it is not chosen, and ``named`` are people who were
    asked for by name, and so are left in; ``between`` says that people may stand between actors.
    ``listed_too`` are people whom another graph that is shown beside it lists on request, and
    ``known`` what `linking_ties` read of the graph before.

    Raises:
        TypeError: a key that is not there.
        QueryError: a kind, a level, actors or a day that is not there, or what rules derived is
            left out.
        NotFoundError: nothing is called like the event or the theme.
    """
    choice = choice_of(chosen, actors, level)
    if kg.asserted:
        why = "the network rests on what is derived (which event and body is within which)"
        raise QueryError(f"{why}; leave out --asserted")
    read = read_ties(kg) if MENTION in choice.ties else known or linking_ties(kg)
    _check_linking(choice.ties, read.classes)
    listed = kg.listed.union(listed_too)
    in_time, choice = _narrow(read, choice)
    of_time = len(in_time)
    if choice.without:
        in_time = [tie for tie in in_time if tie.iri not in read.read_elsewhere]
    elsewhere = of_time - len(in_time)
    confirmed = [tie for tie in in_time if tie.is_confirmed]
    hidden = frozenset() if choice.on_request else listed - set(named)
    counted = tuple(tie for tie in confirmed if hidden.isdisjoint(tie.ends))
    there = {
        end for tie in confirmed if between or _could_count(read, choice, tie) for end in tie.ends
    }
    unconfirmed = len(in_time) - len(confirmed)
    undated = count_undated(read, counted) if choice.first or choice.last else 0
    left_out = LeftOut(
        len(hidden & there), unconfirmed=unconfirmed, kept_undated=undated, elsewhere=elsewhere
    )
    return Selection(read, counted, hidden, listed, choice, left_out)


def linking_ties(kg: Graph) -> Ties:
    """Read the ties of a graph for networks in which mentions do not count, as by default."""
    return read_ties(kg, without=(MENTION,))


def _could_count(read: Ties, choice: Choice, tie: Tie) -> bool:
    """Whether a tie of a person could be in the network: as an actor's, or for an organisation."""
    if not {SHARED_PERSON, SHARED_THEME}.isdisjoint(choice.ties):
        return True
    is_chosen = not {tie.of.kind, tie.of.projection}.isdisjoint(choice.ties)
    return is_chosen and (choice.actors != "organizations" or bool(read.stands_for.get(tie.iri)))


def of_days(read: Ties, ties: Collection[Tie], first: str, last: str) -> list[Tie]:
    """Return the ties of some days, of which each may be empty, and those that have no date.

    An open end of a tie, or of the days asked for, leaves in what may lie there.
    """
    if not (first or last):
        return list(ties)
    said = read.details(ties)
    return [
        tie
        for tie, its in ((tie, said[tie.iri]) for tie in ties)
        if not (its.last and its.last < first) and not (last and its.first > last)
    ]


def count_undated(read: Ties, ties: Collection[Tie]) -> int:
    """Return how many ties neither say when they hold or happened nor lead to an event."""
    details = read.details(ties)
    return sum(not (details[tie.iri].first or details[tie.iri].last) for tie in ties)


def kept_words(undated: int) -> str:
    """Return what is said where days were asked for and ties without a date stay in."""
    return f"kept: {undated} {'tie' if undated == 1 else 'ties'} without a date"


def read_kinds(ties: str | Iterable[str]) -> tuple[str, ...]:
    """Return kinds of tie, each once; in a text they have commas between."""
    kinds = filter(None, map(str.strip, ties.split(","))) if isinstance(ties, str) else ties
    return tuple(dict.fromkeys(kinds))


def check_kinds(
    kinds: Iterable[str], known: Iterable[str], others: Collection[str] = (), where: str = ""
) -> None:
    """Refuse a kind of tie that is not known; ``others`` are known elsewhere, and ``where``."""
    known = list(dict.fromkeys(known))
    listed = f"use some of {', '.join(known)}"
    for kind in kinds:
        if kind not in known:
            near = "" if kind in others else did_you_mean(kind, known)
            hint = f"{near} Or {listed}" if near else listed
            here = f" here, only {where}" if kind in others else ""
            raise QueryError(f"there is no kind of tie {kind!r}{here}; {hint}")


def choose_map(chosen: MapChoice) -> Choice:
    """Return what maps keep to; a `TypeError` names what may be chosen."""
    _check_keys(chosen, MapChoice, "a map")
    return Choice(**chosen)  # type: ignore[arg-type]  # it reads kinds of tie itself


def _check_keys(chosen: Mapping[str, object], known: type, what: str) -> None:
    if strange := sorted(chosen.keys() - known.__annotations__.keys()):
        there = ", ".join(known.__annotations__)
        raise TypeError(f"{what} cannot be chosen by {strange[0]!r}; choose it by {there}")


def choice_of(chosen: Chosen, actors: str, level: str) -> Choice:
    """Return what a network is chosen by; a `TypeError` names what may be chosen."""
    _check_keys(chosen, Chosen, "a network")
    given: dict[str, Any] = {"actors": actors, "level": level, "ties": LINKING, **chosen}
    if when := given.pop("when", None):
        if any(given.get(key) for key in ("event", "first", "last")):
            raise QueryError("when is short for event, or first and last; give one or the other")
        names = ("event",) if isinstance(when, str) else ("first", "last")
        given |= zip(names, (when,) if isinstance(when, str) else when)
    # Each kind once, as they outrank each other; participation is co-presence.
    ties = {CO_PRESENCE if k == PARTICIPATION else k for k in read_kinds(given["ties"])}
    given["ties"] = tuple(sorted(ties, key=lambda kind: (rank_of(kind), kind)))
    return Choice(**given)


def _check_linking(kinds: Collection[str], classes: Mapping[str, TieClass]) -> None:
    declared = {k for c in classes.values() for k in (c.kind, c.projection)}
    known = (*KINDS, *sorted(declared - {*KINDS, "none", PARTICIPATION}))
    if not kinds:
        raise QueryError(f"no kind of tie is chosen; name some of {', '.join(known)}")
    check_kinds(kinds, known, (DERIVED,), "on a map")


def _narrow(read: Ties, choice: Choice) -> tuple[Collection[Tie], Choice]:
    """Return the ties of a theme, event and days, and the choice by labels."""
    ties: Collection[Tie] = read.all
    if choice.theme:
        theme = find(read.kg, choice.theme, THEME)
        said = read.details(ties)

        def is_about(tie: Tie) -> bool:
            events = [at for at in said[tie.iri].stated_in if read.kinds.get(at) == EVENT]
            return theme.iri in read.themes_of(tie.ends, events)

        ties = list(filter(is_about, ties))
        choice = replace(choice, theme=theme.label)
    if choice.event:
        event = find(read.kg, choice.event, EVENT)
        parts = {event.iri, *(part for part, of in read.parts.items() if event.iri in of)}
        said = read.details(ties)
        ties = [t for t in ties if not parts.isdisjoint((*t.ends, *said[t.iri].stated_in))]
        choice = replace(choice, event=event.label)
    return of_days(read, ties, choice.first, choice.last), choice


def _check_one(what: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        hint = did_you_mean(value, known, f"use one of {', '.join(known)}")
        is_ = "are" if what.endswith("s") else "is"
        raise QueryError(f"there {is_} no {what} {value!r}; {hint}")


def iso_day(text: str) -> str:
    """Return a day as ISO date; empty where the text is not one."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
