"""Each request is answered from one graph: the published one, or that of the version it cites."""

from __future__ import annotations

from collections.abc import Callable
from inspect import iscoroutinefunction
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from atgraph.errors import EndpointError
from atgraph.web.answers import cited_version, desk_of, failure, is_of_another_version
from atgraph.web.conditional import unless_known
from atgraph.web.rendering import in_version

NOT_KEPT = (
    "This file was of data version {}, whose graph is not kept here. Without the version, its"
    " address gives the file of the present graph."
)


def of_one_graph(route: BaseRoute) -> BaseRoute:
    """Return a route whose answers are of one graph each, also where a server's is replaced.

    What is of another graph than the data version in the address says so: a page on itself, and any
    other file is refused.
    """
    if not isinstance(route, Route) or iscoroutinefunction(route.endpoint):
        return route
    handler: Callable[[Request], Response] = route.endpoint

    def answer(request: Request) -> Response:
        given = handler(request)
        if _is_replaced(request) and request.method in ("GET", "HEAD"):
            del request.state.reading
            given = handler(request)
        if _is_replaced(request):
            raise EndpointError("the graph was replaced while it was asked; ask again")
        if is_of_another_version(request) and given.media_type not in (None, "text/html"):
            return failure(request, 410, NOT_KEPT.format(cited_version(request)))
        if "location" in given.headers and (version := cited_version(request)):
            given.headers["location"] = in_version(given.headers["location"], version)
        return unless_known(request, given)

    return Route(route.path, answer, methods=route.methods, name=route.name)


def _is_replaced(request: Request) -> bool:
    """Return whether a server's graph is another than when the request began."""
    reading, desk = getattr(request.state, "reading", None), desk_of(request)
    return desk.endpoint is not None and reading is not None and not desk.is_published(reading)


def take_version(scope: Scope) -> None:
    """Put the data version of an address where `reading_of` looks: no handler knows of it."""
    given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if versions := [value for name, value in given if name == "version"]:
        scope.setdefault("state", {})["version"] = versions[-1].lower()
        rest = [(name, value) for name, value in given if name != "version"]
        scope["query_string"] = urlencode(rest).encode()
