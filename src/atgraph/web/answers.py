"""Answers that several surfaces give: a page of a graph, a file to take along, what went wrong."""

from __future__ import annotations

from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from atgraph.errors import AtgraphError
from atgraph.web.desk import Desk, Reading
from atgraph.web.html import Site, render

TITLES = {
    400: "That cannot be asked",
    404: "Nothing is here",
    405: "That is not done here",
    500: "Something went wrong",
    503: "The graph cannot be read now",
    504: "That took too long",
}


class Renderer(Protocol):
    """Makes a page of its data."""

    def __call__(self, site: Site, **data: Any) -> str:
        """Return the page."""


def reading_of(request: Request) -> Reading:
    """Return the graph that a request is answered from: one, from its first to its last query."""
    if not hasattr(request.state, "reading"):
        desk: Desk = request.app.state.desk
        request.state.reading = desk.now()
    reading: Reading = request.state.reading
    return reading


def site_of(request: Request) -> Site:
    """Return what a page says of itself."""
    reading = reading_of(request)
    return Site(
        version=reading.version,
        left_out=reading.kg.left_out,
        includes_on_request=reading.includes_on_request,
        query=request.query_params.get("q", ""),
        contact=request.app.state.contact,
        path=request.url.path,
    )


def page(request: Request, template: str, status: int = 200, **data: Any) -> Response:
    """Return a page of a template of viz/web/."""
    return HTMLResponse(render(template, site_of(request), **data), status)


def file(content: bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser keeps under a name."""
    return Response(
        content,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def failure(request: Request, status: int, said: str) -> Response:
    """Return a page that says what went wrong and what to do; also where no graph can be read."""
    try:
        site = site_of(request)
    except AtgraphError:
        site = Site("")
    title = TITLES.get(status, TITLES[500] if status >= 500 else TITLES[400])
    return HTMLResponse(render("failure", site, title=title, said=said, status=status), status)
