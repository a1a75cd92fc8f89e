"""Which answers pages of other sites may read (CORS, the Fetch standard)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from atgraph.web.answers import desk_of

HEADERS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Location",
}


def for_any_site(request: Request, answer: Response) -> Response:
    """Return an answer that scripts of any site may read.

    But not where people who are listed on request are shown: whoever sees them here should not have
    them carried off by a page that happens to be open beside.
    """
    if not desk_of(request).include_on_request:
        answer.headers.update(HEADERS)
    return answer
