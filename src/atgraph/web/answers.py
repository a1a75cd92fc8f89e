"""Answers that several surfaces give: a page of a graph, a file to take along, what went wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from atgraph.errors import AtgraphError, NotFoundError, QueryError
from atgraph.web.desk import Desk, Reading
from atgraph.web.meant import Meant, offered, what_is_meant
from atgraph.web.rendering import Cited, Site, render
from atgraph.web.status import status_of

MOST_BYTES = 100_000  # of a page
TITLES = {
    400: "That cannot be asked",
    403: "That is not allowed here",
    404: "Nothing is here",
    406: "It cannot be had in that form",
    409: "That cannot be written",
    405: "That is not done here",
    410: "That is not kept any more",
    500: "Something went wrong",
    503: "The graph cannot be read now",
    504: "That took too long",
}
ON_PAGES = {
    "`atgraph search` looks in names and quotes": "the box at the top also looks in quotes",
    "; ask `network partners`": "; it stands with the partners, not with the suggestions",
    "; ask with --level unit": "; name two bodies of which none is within the other",
}
"""What messages say of the command line → what a page says instead."""
FILE = re.compile(r"\.(?!html$)[a-z]{2,7}$")  # with which the address of a file ends
# Where programs ask: what is wrong there is told to them, unless a page is asked for by name.
OF_PROGRAMS = re.compile(
    r"/(?:id|data|new|reconcile|health|openapi|store|graph|dumps|ontology|shapes|vocab)(?:[/.]|$)"
)
PAGE = ("text/html", "application/xhtml+xml")
COMMAND = re.compile(r"[;,][^;,`]*`atgraph\b[^;,]*")  # advice to type one, which nobody can here
ALLOWED = re.compile(r", or (?:allow|write its address in full)\b[^;]*")  # a server, by an option
SERVER = re.compile(r"(the server) at \S+")  # it is for whoever runs this to know where


class Renderer(Protocol):
    """Makes a page of its data."""

    def __call__(self, site: Site, **data: Any) -> str:
        """Return the page."""


def reading_of(request: Request) -> Reading:
    """Return the graph that a request is answered from: one, from its first to its last query.

    It is that of the data version in the address, if it is kept, and else the published one.
    """
    if not hasattr(request.state, "reading"):
        desk, version = desk_of(request), cited_version(request)
        now = desk.now()
        found = desk.of_version(version) if version else now
        request.state.reading = found or now
        if not now.version.startswith(version):
            request.state.cited = Cited(version, now.version, found is not None)
    reading: Reading = request.state.reading
    return reading


def desk_of(request: Request) -> Desk:
    """Return what opens the graphs of the server that is asked."""
    desk: Desk = request.app.state.desk
    return desk


def cited_version(request: Request) -> str:
    """Return the data version in the address, of which no handler knows."""
    return str(getattr(request.state, "version", ""))


def is_of_another_version(request: Request) -> bool:
    """Return whether the data version in the address is of a graph that is not kept here."""
    cited: Cited | None = getattr(request.state, "cited", None)
    return cited is not None and not cited.is_shown


def site_of(request: Request) -> Site:
    """Return what a page says of itself."""
    reading = reading_of(request)
    return Site(
        version=reading.version,
        left_out=reading.kg.left_out,
        includes_on_request=reading.includes_on_request,
        query=request.query_params.get("q", ""),
        contact=request.app.state.contact,
        token=getattr(request.app.state.shortlist, "token", ""),
        path=request.url.path,
        address=address_of(request),
        origin=str(request.base_url).rstrip("/"),
        cited=getattr(request.state, "cited", None),
    )


def address_of(request: Request) -> str:
    """Return the address that was asked for, without the server and the data version."""
    query = request.scope["query_string"].decode("ascii", "replace")
    return quote(request.scope["path"]) + (f"?{query}" if query else "")


def page(request: Request, template: str, status: int = 200, **data: Any) -> Response:
    """Return a page of a template of viz/web/."""
    return HTMLResponse(render(template, site_of(request), **data), status)


def light_page(
    request: Request,
    template: str,
    shown: Iterable[Mapping[str, int]],
    status: int = 200,
    **data: Any,
) -> Response:
    """Return a page that shows as much as makes it no heavier than a page may be.

    Args:
        request: what is answered.
        template: of viz/web/.
        shown: how much may be shown, by the names that the template has for it, the most first.
        status: of the answer.
        data: what else the template reads.
    """
    for most in shown:
        answer = page(request, template, status, **data, **most)
        if len(answer.body) <= MOST_BYTES:
            break
    return answer


def asked_for(request: Request, *names: str) -> dict[str, str]:
    """Return what a form asks for, by name; what was not filled in is empty."""
    return {name: request.query_params.get(name, "").strip() for name in names}


def told(
    request: Request, template: str, asked: Mapping[str, Any], make: Callable[[], dict[str, Any]]
) -> Response:
    """Return a page of what was asked for; of what cannot be found or asked, its form says why."""
    try:
        data = make()
    except (NotFoundError, QueryError) as exc:
        if (status := status_of(exc)) >= 500:
            raise
        said = said_of(exc)
        return page(request, template, status, asked=asked, said=said, meant=offers(request, said))
    return page(request, template, asked=asked, **data)


def offers(request: Request, said: str) -> Meant:
    """Return the names that a message offers for what was typed, and the request with each."""
    return offered(said, request.url.path, request.query_params.multi_items())


def said_of(error: AtgraphError) -> str:
    """Return what an error says to people who have a page before them, not a terminal."""
    return on_page("; ".join(problem.message for problem in error.problems))


def on_page(said: str) -> str:
    """Return a message without what only a terminal can do."""
    for typed, shown in ON_PAGES.items():
        said = said.replace(typed, shown)
    return SERVER.sub(r"\1", COMMAND.sub("", ALLOWED.sub("", said)))


def file(content: bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser keeps under a name."""
    return Response(
        content,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def problem(status: int, detail: str) -> Response:
    """Return what tells a program what is wrong, and what to do: a problem document (RFC 9457)."""
    said = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    written = json.dumps(said, ensure_ascii=False).encode()
    return Response(written, status, media_type="application/problem+json")


def is_of_a_program(request: Request) -> bool:
    """Return whether a request is that of a program: it takes no page, or asks for a file."""
    accept, path = request.headers.get("accept", "").lower(), request.scope["path"]
    if any(media in accept for media in PAGE):
        return False
    takes_any = not accept or "*/*" in accept or "text/*" in accept
    return not takes_any or bool(FILE.search(path) or OF_PROGRAMS.match(path))


def failure(
    request: Request, status: int, said: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a page that says what went wrong and what to do; also where no graph can be read.

    A program gets a problem document instead.
    """
    if is_of_a_program(request):
        answer = problem(status, said or TITLES.get(status, TITLES[500]))
        answer.headers.update(headers or {})
        return answer
    meant = offers(request, said)
    try:
        # what could not be read is not waited for again
        is_read = status < 500 or hasattr(request.state, "reading")
        site = replace(site_of(request), address="") if is_read else Site("")  # nobody cites it
        if status == 404 and not meant:
            paths = [r.path for r in request.app.state.routes() if isinstance(r, Route)]
            fixed = [path for path in paths if "{" not in path]
            meant = what_is_meant(reading_of(request), request.scope["path"], fixed)
    except AtgraphError:
        site = Site("")
    title = TITLES.get(status, TITLES[500] if status >= 500 else TITLES[400])
    if status == 503 and said:  # it is busy, or being worked out
        title = "Try again soon"
    data = {"title": title, "said": said, "status": status, "meant": meant}
    return HTMLResponse(render("failure", site, **data), status, headers)
