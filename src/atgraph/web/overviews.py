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
from atgraph.ask.evidence import evidence_of, quotes_of
from atgraph.ask.timeline import Happening, TimelineProgramme, read_timeline
from atgraph.errors import NotFoundError
from atgraph.web.answers import page, reading_of
from atgraph.web.rendering import name_of

MOST = 30  # names and quotes of a country
OPEN = 3  # programmes, up to which each is shown with its sessions
LISTED = 200  # programmes on a page
WIDTH = 1000  # of a line, in units of its drawing


def countries(request: Request) -> Response:
    """Answer with who comes from where."""
    reading = reading_of(request)
    found = reading.kept(read_countries)

    def words() -> dict[str, object]:
        of = [*found.printed, *found.represented]
        evidence = evidence_of(reading.kg, {tie for one in of for tie in one.ties[:MOST]})
        return {tie: quotes_of([tie], evidence) for one in of for tie in one.ties[:MOST]}

    quotes = reading.answered("countries", words)
    return page(request, "countries", found=found, quotes=quotes, most=MOST)


@dataclass(frozen=True)
class Bar:
    """A stretch on a line: where it begins, how long it is, and what it is."""

    left: int
    width: int
    of: Happening


def time(request: Request) -> Response:
    """Answer with programmes and their sessions on a line."""
    programmes, wanted = reading_of(request).kept(read_timeline), request.query_params
    name = wanted.get("programme", "")
    chosen = [one for one in programmes if name and name_of(one.whole.iri) == name]
    if name and not chosen:
        raise NotFoundError(f"no programme has the address {name[:80]!r}; choose one of the list")
    shown = chosen or (programmes if len(programmes) <= OPEN else [])
    start = int(wanted["from"]) if wanted.get("from", "").isdecimal() else 0
    listed = programmes[start : start + LISTED]
    bars = _over_years([one.whole for one in listed if one.whole.first])
    days_of = {one.whole.iri: _days(one) for one in shown}
    more = start + LISTED if start + LISTED < len(programmes) else 0
    return page(
        request, "time", programmes=listed, bars=bars, shown=shown, days_of=days_of, more=more
    )


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


def _days(programme: TimelineProgramme) -> list[tuple[str, list[Bar], list[Happening], list[Bar]]]:
    """Return day → the sessions with hours on a line, all sessions, and the full hours."""
    timed = [one for one in programme.sessions if one.begin]
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
        for day, its in ((d, list(i)) for d, i in groupby(programme.sessions, lambda s: s.first))
    ]


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


routes = [Route("/countries", countries), Route("/time", time)]
