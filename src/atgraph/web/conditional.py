"""Answers that are not sent again where who asks has them already (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

KEPT = ("cache-control", "content-location", "date", "etag", "expires", "vary")
"""What an answer without its content still says (RFC 9110, section 15.4.5)."""


def unless_known(request: Request, answer: Response) -> Response:
    """Return an answer with a mark of its content, or 304 where the request has that mark.

    The mark is the digest of the content, so that it is the same in each process and changes with
    the data, with the program, and with what is asked.
    """
    if request.method not in ("GET", "HEAD") or answer.status_code != 200:
        return answer
    body = getattr(answer, "body", b"")
    if "etag" not in answer.headers:
        if not body:  # of a file, which has its own
            return answer
        answer.headers["etag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    asked = request.headers.get("if-none-match")
    if not asked:
        return answer
    from werkzeug.http import parse_etags, unquote_etag  # the first page is there before it

    if parse_etags(asked).contains_weak(unquote_etag(answer.headers["etag"])[0]):
        open_to = {k: v for k, v in answer.headers.items() if k.startswith("access-control-")}
        kept = {name: answer.headers[name] for name in KEPT if name in answer.headers}
        return Response(status_code=304, headers=kept | open_to)
    return answer
