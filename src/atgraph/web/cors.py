"""Which answers pages of other sites may read (CORS, the Fetch standard)."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from atgraph.web.answers import desk_of
from atgraph.web.desk import Desk

HEADERS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Location, Retry-After",
}
METHODS = "GET, HEAD, OPTIONS"
PREFLIGHT = {
    "allow": METHODS,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
    "access-control-max-age": "3600",
}


def for_any_site(request: Request, answer: Response) -> Response:
    """Return an answer that scripts of any site may read.

    But not where people who are listed on request are shown: whoever sees them here should not have
    them carried off by a page that happens to be open beside.
    """
    answer.headers.update(open_to(desk_of(request)))
    return answer


def open_to(desk: Desk) -> Mapping[str, str]:
    """Return the headers that say whose scripts may read what is answered of a desk."""
    return {} if desk.include_on_request else HEADERS


def preflight(request: Request) -> Response:
    """Answer OPTIONS where it is only read: how scripts of any site may ask."""
    return for_any_site(request, Response(status_code=204, headers=PREFLIGHT))
