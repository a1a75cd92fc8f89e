"""A shortlist of one's own: keep, dismiss, note and mark as contacted, in a file of this machine.

Nothing else can be written here, and this only where the explorer was started with a shortlist: on
this machine alone, by forms that carry a token which no other page knows.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from atgraph.errors import (
    AtgraphError,
    NotFoundError,
    QueryError,
    SourceError,
    UnreadableError,
)
from atgraph.network.shortlist import ShortlistEntry, add_entry, read_shortlist
from atgraph.network.ties import read_values
from atgraph.web.answers import page, reading_of

MOST = 20_000  # bytes of a form
FORM = "application/x-www-form-urlencoded"
ELSEWHERE = "This form was sent from another page, so nothing was written."
NONE = (
    "This explorer was started without a shortlist, so nothing can be written. Whoever starts it on"
    " the own machine names a file: --shortlist FILE."
)


@dataclass(frozen=True)
class Shortlist:
    """The file of a shortlist, and the token that its forms carry as long as the server runs."""

    path: Path
    token: str = field(default_factory=secrets.token_urlsafe, repr=False)


def shortlist_of(request: Request) -> Shortlist | None:
    """Return the shortlist that the explorer was started with, if any."""
    found: Shortlist | None = request.app.state.shortlist
    return found


def entries_of(request: Request) -> tuple[ShortlistEntry, ...]:
    """Return what is noted; nothing where there is no shortlist, or none yet.

    Raises:
        QueryError: the file is not as it should be.
    """
    shortlist = shortlist_of(request)
    if shortlist is None or not shortlist.path.exists():
        return ()
    try:
        return read_shortlist(reading_of(request).kg, shortlist.path)
    except (SourceError, UnreadableError) as exc:
        raise QueryError(_said(shortlist, exc)) from None


def _said(shortlist: Shortlist, error: AtgraphError) -> str:
    """Return what is wrong with the file of a shortlist, without where it lies."""
    problems = ((f"line {one.line}: " if one.line else "") + one.message for one in error.problems)
    return f"the shortlist {shortlist.path.name} is not as it should be: {'; '.join(problems)}"


def show(request: Request) -> Response:
    """Answer with what is noted, the latest about a candidate, by the body that it is for."""
    if shortlist_of(request) is None:
        raise NotFoundError(NONE)
    latest: dict[str, dict[str, ShortlistEntry]] = {}
    for entry in entries_of(request):
        latest.setdefault(entry.organization, {})[entry.candidate] = entry
    iris = {iri for body, its in latest.items() for iri in (body, *its)}
    (labels,) = read_values(reading_of(request).kg, "rdfs:label", of=iris)
    names = {iri: min(found) for iri, found in labels.items()}
    return page(request, "shortlist", latest=latest, names=names)


async def note(request: Request) -> Response:
    """Add an entry to the shortlist, and lead back to where its form stands."""
    shortlist = shortlist_of(request)
    if shortlist is None:
        raise HTTPException(404, NONE)
    given = await _form(request)
    _check_own(request, given.get("token", ""), shortlist)
    kg = await run_in_threadpool(lambda: reading_of(request).kg)
    candidate, body, words = (given.get(name, "") for name in ("candidate", "for", "note"))
    day = dt.date.today().isoformat()  # the day of whoever sits here
    mark = given.get("mark", "")
    try:
        await run_in_threadpool(add_entry, kg, shortlist.path, mark, candidate, body, day, words)
    except (SourceError, UnreadableError) as exc:
        raise HTTPException(409, _said(shortlist, exc)) from None
    back = given.get("back", "")
    is_own = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if is_own else "/shortlist", 303)


async def _form(request: Request) -> dict[str, str]:
    """Return what a form gives, by name."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
        raise HTTPException(415, "Only a form of these pages can be sent here.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise HTTPException(413, f"A form may hold {MOST:,} bytes; write a shorter note.")
    try:
        given = parse_qs(body.decode("ascii"), encoding="utf-8", errors="strict", max_num_fields=20)
    except ValueError:
        raise HTTPException(400, "This is no form that can be read.") from None
    return {name: values[-1] for name, values in given.items()}


def _check_own(request: Request, token: str, shortlist: Shortlist) -> None:
    """Refuse what another page sent: browsers say where from, and only ours know the token."""
    origin, site = (request.headers.get(name) for name in ("origin", "sec-fetch-site"))
    own = str(request.base_url).rstrip("/")
    is_told = origin not in (None, "null", own) or site not in (None, "same-origin")
    if is_told or not hmac.compare_digest(token.encode(), shortlist.token.encode()):
        raise HTTPException(403, ELSEWHERE)


routes = [Route("/shortlist", show), Route("/shortlist", note, methods=["POST"])]
