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
WIDTH = 1000  # of a line, in units of its drawing


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
class Bar:
    """A stretch on a line: where it begins, how long it is, and what it is."""

    left: int
    width: int
    of: Happening


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
        programmes=listed,
        bars=_over_years([one.whole for one in listed if one.whole.first]),
        shown=list(zip(opened, rest)),
        days_of=days_of,
        more=more,
    )


def _start(request: Request) -> int:
    """Return how many of a list are on the pages before."""
    said = request.query_params.get("from", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 8 else 0


def _over_years(events: Sequence[Happening]) -> list[Bar]:
    """Return where events stand on a line of years."""
    if len(events) < 2:  # of one there is nothing to compare
        return []
    first = min(dt.date.fromisoformat(e.first[:10]) for e in events)
    last = max(dt.date.fromisoformat(e.last[:10]) for e in events)
    scale = (WIDTH - 12) / max((last - first).days, 1)

    def at(day: str) -> int:
        return round((dt.date.fromisoformat(day[:10]) - first).days * scale)

    return [Bar(at(e.first), max(at(e.last) - at(e.first), 12), e) for e in events]


def _days(
    sessions: Sequence[Happening],
) -> list[tuple[str, list[Bar], list[Happening], list[Bar]]]:
    """Return day → the sessions with hours on a line, all sessions, and the full hours."""
    timed = [one for one in sessions if one.begin]
    begin = min((_minutes(one.begin) for one in timed), default=0) // 60 * 60
    until = -(-max((_minutes(one.end or one.begin) for one in timed), default=0) // 60) * 60
    scale = WIDTH / max(until - begin, 60)

    def bar(one: Happening) -> Bar:
        left = round((_minutes(one.begin) - begin) * scale)
        long = round((_minutes(one.end or one.begin) - _minutes(one.begin)) * scale)
        return Bar(left, max(long, 8), one)

    hours = [
        Bar(round((hour - begin) * scale), 0, Happening("", f"{hour // 60}:00", "", "", "", ""))
        for hour in range(begin, until + 1, 60)
        if timed
    ]
    return [
        (day, [bar(one) for one in its if one.begin], its, hours)
        for day, its in ((d, list(i)) for d, i in groupby(sessions, lambda s: s.first))
    ]


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


routes = [Route("/countries", countries), Route("/time", time)]
