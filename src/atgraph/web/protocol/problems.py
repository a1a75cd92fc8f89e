"""What is wrong with a request of a program, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from atgraph.web.protocol.replies import Headers, Reply

PROBLEM = "application/problem+json"


class ProblemError(Exception):
    """A request is not answered: the status, what is wrong and what to do, further headers."""

    seconds = 0.0  # that it took a worker

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        super().__init__(detail)

    def reply(self) -> Reply:
        """Return what is answered."""
        said = {"type": "about:blank", "title": HTTPStatus(self.status).phrase}
        body = json.dumps({**said, "status": self.status, "detail": self.detail}).encode() + b"\n"
        headers: Headers = [("content-type", PROBLEM), ("cache-control", "no-store")]
        return Reply(self.status, [*headers, *self.headers.items()], body)
