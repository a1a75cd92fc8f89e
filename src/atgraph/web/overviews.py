"""Who comes from where, and what happened when: tables and lines that can be read as lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.ask.countries import read_countries
from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.timeline import Happening, read_timeline
from atgraph.errors import NotFoundError
from atgraph.web.answers import light_page, page, reading_of
from atgraph.web.rendering import name_of
from atgraph.web.turns import kept_in_time

COUNTRIES = 30  # of each sort on a page
# Names and quotes of a country that are shown: the first that make no page too heavy.
SHOWN = ((30, 8), (10, 3), (5, 1), (2, 1), (1, 0))
MOST_TIES = 30  # of a country, in whose words is looked
OPEN = 3  # programmes, up to which each is shown with its sessions
LISTED, SESSIONS = 200, 90  # programmes and sessions on a page
WIDTH, NARROWEST = 1000, 10  # of a line and of a stretch of it, in units of its drawing
MARKS = 6  # of a scale


def countries(request: Request) -> Response:
    """Answer with who comes from where."""
    reading, start = reading_of(request), _start(request)
    found = kept_in_time(reading, read_countries)
    sorts = {"printed": found.printed, "represented": found.represented, "seated": found.seated}
    listed = {name: its[start : start + COUNTRIES] for name, its in sorts.items()}

    def words() -> dict[str, tuple[Quoted, ...]]:
        ties = [tie for its in listed.values() for one in its for tie in one.ties[:MOST_TIES]]
        evidence = evidence_of(reading.kg, set(ties))
        return {tie: quotes_of([tie], evidence) for tie in ties}

    return light_page(
        request,
        "countries",
        [{"most_names": names, "most_quotes": quotes} for names, quotes in SHOWN],
        found=found,
        listed=listed,
        quotes=reading.answered((countries, start), words),
        most_ties=MOST_TIES,
        later=start + COUNTRIES if start + COUNTRIES < max(map(len, sorts.values())) else 0,
    )


@dataclass(frozen=True)
class Lane:
    """An event, and the stretch of a line on which it stands; of no width where it is not known."""

    of: Happening
    left: int = 0
    width: int = 0


@dataclass(frozen=True)
class Lines:
    """Events one below another on one scale of days or hours: the marks, each with its place."""

    lanes: list[Lane]
    marks: list[tuple[int, str]]


def time(request: Request) -> Response:
    """Answer with programmes and their sessions on a line."""
    programmes, wanted = kept_in_time(reading_of(request), read_timeline), request.query_params
    name = wanted.get("programme", "")
    chosen = [one for one in programmes if name and name_of(one.whole.iri) == name]
    if name and not chosen:
        raise NotFoundError(f"no programme has the address {name[:80]!r}; choose one of the list")
    start, first = _start(request), 0
    listed = programmes[start : start + LISTED]
    more = start + LISTED if start + LISTED < len(programmes) else 0
    opened = programmes if len(programmes) <= OPEN else []
    if chosen:
        opened, first, listed, more = chosen, start, [], 0
    most = SESSIONS // max(len(opened), 1)
    days_of = {one.whole.iri: _days(one.sessions[first : first + most]) for one in opened}
    rest = [first + most if first + most < len(one.sessions) else 0 for one in opened]
    return page(
        request,
        "time",
        lines=_over_years([one.whole for one in listed]),
        sessions_of={one.whole.iri: len(one.sessions) for one in listed},
        shown=list(zip(opened, rest)),
        days_of=days_of,
        is_one=bool(chosen),
        more=more,
    )


def _start(request: Request) -> int:
    """Return how many of a list are on the pages before."""
    said = request.query_params.get("from", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 8 else 0


def _over_years(events: Sequence[Happening]) -> Lines:
    """Return where events stand on a line of years; of one there is nothing to compare."""
    dated = [one for one in events if one.first]
    if len(dated) < 2:
        return Lines([Lane(one) for one in events], [])
    begin = min(dt.date.fromisoformat(one.first[:10]) for one in dated)
    until = max(dt.date.fromisoformat(one.last[:10]) for one in dated)
    scale = (WIDTH - NARROWEST) / max((until - begin).days, 1)

    def at(day: dt.date) -> int:
        return round((day - begin).days * scale)

    def lane(one: Happening) -> Lane:
        if not one.first:
            return Lane(one)
        first, last = (at(dt.date.fromisoformat(day[:10])) for day in (one.first, one.last))
        return Lane(one, first, max(last - first, NARROWEST))

    years = range(begin.year + 1, until.year + 1)
    apart = -(-len(years) // MARKS) or 1
    return Lines(
        [lane(one) for one in events],
        [(at(dt.date(year, 1, 1)), str(year)) for year in years[::apart]],
    )


def _days(sessions: Sequence[Happening]) -> list[tuple[str, Lines]]:
    """Return day → its sessions with those hours in which any is."""
    timed = [one for one in sessions if one.begin]
    begin = min((_minutes(one.begin) for one in timed), default=0) // 60
    until = -(-max((_minutes(one.end or one.begin) for one in timed), default=0) // 60)
    scale = WIDTH / max(until - begin, 1) / 60

    def at(minutes: int) -> int:
        return round((minutes - begin * 60) * scale)

    def lane(one: Happening) -> Lane:
        if not one.begin:
            return Lane(one)
        left = at(_minutes(one.begin))
        return Lane(one, left, max(at(_minutes(one.end or one.begin)) - left, NARROWEST))

    apart = -(-(until - begin) // MARKS) or 1
    marks = [(at(hour * 60), f"{hour}:00") for hour in range(begin, until + 1, apart) if timed]
    by_day = groupby(sessions, lambda one: one.first)
    return [(day, Lines([lane(one) for one in its], marks)) for day, its in by_day]


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


routes = [Route("/countries", countries), Route("/time", time)]
