"""The application: what answers which address, and what every answer has in common."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atgraph.errors import AtgraphError
from atgraph.files import resource_folder
from atgraph.web import health, home
from atgraph.web.answers import failure, problem, said_of
from atgraph.web.cors import for_any_site, open_to, preflight
from atgraph.web.desk import Desk, Reading
from atgraph.web.hosts import is_served
from atgraph.web.one_graph import of_one_graph, take_version
from atgraph.web.policy import POLICY
from atgraph.web.root_path import UnderRoot
from atgraph.web.status import status_of

log = logging.getLogger(__name__)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-cache",  # asked again whether it is still so, also after an upgrade
}
LONGEST = 4_096  # characters of an address
OF_PROGRAMS = (
    "/sparql",
    "/.well-known/void",
    "/store",
    "/graph/",
    "/dumps/",
)  # where programs ask, and some people
FIRST_FILES = ("explorer.css", "find.js", "suggest.js")  # what the first page loads


def make_app(
    desk: Desk,
    hosts: frozenset[str] = frozenset(),
    contact: str = "",
    shortlist_file: Path | None = None,
    root: str = "",
) -> ASGIApp:
    """Return the application that serves a desk.

    Args:
        desk: what opens the graph.
        hosts: the names by which it may be asked; any, where there is none.
        contact: where a correction is asked for.
        shortlist_file: what readers may write a shortlist to; without it nothing is written.
        root: the path of a web server in front, below which it is asked for.
    """
    first = [*map(of_one_graph, home.routes), *health.routes]
    app = Starlette(
        routes=[*first, *_files_of_first_page(), Later()],
        exception_handlers={
            HTTPException: _http_error,
            AtgraphError: _known_error,
            Exception: _unknown_error,
        },
    )
    app.state.desk, app.state.contact = desk, contact
    app.state.shortlist = None
    if shortlist_file:
        from atgraph.web.shortlist_forms import Shortlist

        app.state.shortlist = Shortlist(shortlist_file)
    app.state.routes, app.state.prepare = all_routes, prepare
    return Guard(UnderRoot(app, root) if root else app, hosts, desk, root)


class Later(BaseRoute):
    """All addresses but the first page's: what answers them is imported when it is first needed.

    So the first page is there in half the time; then the rest is prepared without being asked for.
    """

    router: Router | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take every address."""
        return Match.FULL, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the surface of the address does."""
        router = self.router or Router(await run_in_threadpool(all_routes))
        self.router = router
        await router(scope, receive, send)


def _files_of_first_page() -> list[Route]:
    files = StaticFiles(directory=resource_folder("viz") / "web")
    return [Route(f"/static/{name}", files) for name in FIRST_FILES]


@lru_cache(1)
def all_routes() -> Sequence[BaseRoute]:
    """Return what answers which address."""
    from atgraph.web import (
        about,
        assistant,
        find,
        history_page,
        linked_data,
        lists,
        maps,
        missing,
        network_files,
        open_api,
        overviews,
        partner_pages,
        questions,
        reconciliation,
        shortlist_forms,
        source,
        sparql,
        things,
    )

    surfaces = (
        *(shortlist_forms, home, health, find, lists, maps, network_files, source, about, things),
        *(questions, overviews, partner_pages, missing, sparql, history_page),
        *(linked_data, open_api, reconciliation),
    )
    static = StaticFiles(directory=resource_folder("viz") / "web" / "static")
    routes = [of_one_graph(route) for surface in surfaces for route in surface.routes]
    return (*routes, *assistant.routes, Mount("/static", static))


def prepare(reading: Reading) -> None:
    """Get ready for what is asked after the first page."""
    from atgraph.web.find import prepare as prepare_box
    from atgraph.web.things.pages import prepare as prepare_things

    all_routes()
    prepare_box(reading)
    prepare_things(reading)


class Guard:
    """Refuses what no page is asked by, and gives each answer the headers that keep it safe."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], desk: Desk, root: str = "") -> None:
        self.app, self.hosts, self.desk, self.root = app, hosts, desk, root
        self._front: ASGIApp | None = None  # made when a program asks first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].removeprefix(self.root).startswith(OF_PROGRAMS):
            front = self._front
            if front is None:
                front = await run_in_threadpool(self._programs)
            await front(scope, receive, send)
        else:
            await self.answer(scope, receive, send)

    def _programs(self) -> ASGIApp:
        """Return what answers programs, which is imported when the first one asks."""
        from atgraph.web.protocol.front import Front

        front = self._front or Front(self.answer, self.desk, self.hosts, self.root)
        self._front = front
        return front

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of a person, or refuse it."""
        take_version(scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refused := self._refused(Request(scope)):
            told = problem(*refused)
            told.headers.update(open_to(self.desk))
            await told(scope, receive, send_guarded)
            return
        await self.app(scope, receive, send_guarded)

    def _refused(self, request: Request) -> tuple[int, str] | None:
        """Return the status and the words with which a request is refused, if it is."""
        if not is_served(request.headers.get("host", ""), self.hosts):
            return 421, "this address is not served here"
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > LONGEST:
            return 414, f"this address is longer than {LONGEST:,} characters"
        if "\0" in request.scope["path"]:
            return 400, "this address holds a character that no address has"
        return None


def _http_error(request: Request, exc: Exception) -> Response:
    # it reads records, which the first page does not
    from atgraph.web.gone import REMOVED, was_removed

    if not isinstance(exc, HTTPException):
        return _failure(request, 500, "")
    allowed = (exc.headers or {}).get("Allow", "POST")
    if exc.status_code == 405 and request.method == "OPTIONS" and "POST" not in allowed:
        return preflight(request)
    if exc.status_code == 404 and was_removed(request):
        return _failure(request, 410, REMOVED)
    said = "" if exc.detail == HTTPStatus(exc.status_code).phrase else exc.detail
    return _failure(request, exc.status_code, said, exc.headers)


def _known_error(request: Request, exc: Exception) -> Response:
    """Answer what the command line would say on one line; of this machine it says nothing."""
    said = said_of(exc) if isinstance(exc, AtgraphError) else ""
    status = status_of(exc)
    if status >= 500:
        _log(request, exc)
        said = ""
    return _failure(request, status, said)


def _unknown_error(request: Request, exc: Exception) -> Response:
    _log(request, exc)
    return _failure(request, 500, "")


def _failure(
    request: Request, status: int, said: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with what went wrong; what is told to a program, scripts of any site may read."""
    answer = failure(request, status, said, headers)
    is_page = answer.media_type == "text/html"
    return answer if is_page else for_any_site(request, answer)


def _log(request: Request, exc: Exception) -> None:
    """Tell whoever runs the server what went wrong; an address may hold what acts on a terminal."""
    told = exc if isinstance(exc, AtgraphError) else type(exc).__name__
    log.error("%s %s: %s", request.method, quote(request.url.path), told)
