"""What the standard library's way to open addresses lacks here: each class does one thing to a request or its answer."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib import request as urllib_request
from urllib.request import Request


class Kept(urllib_request.BaseHandler):
    """Takes an answer as it is, whatever its status."""

    def http_error_default(self, request: Request, answer: Any, *_: Any) -> Any:
        """Return the answer."""
        return answer


class Watched(urllib_request.HTTPHandler, urllib_request.HTTPSHandler):
    """Remembers the socket of a connection: its patience shrinks while the answer is read, and at the end it is hung up."""

    def __init__(self) -> None:
        super().__init__()
        self.sockets: list[socket.socket] = []

    @contextmanager
    def hanging_up(self, seconds: float) -> Iterator[None]:
        """Hang up after so many seconds, whatever comes: a timeout of the socket begins anew with each byte of a header."""
        timer = threading.Timer(seconds, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _hang_up(self) -> None:
        for sock in self.sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def http_open(self, req: Request) -> Any:
        """Open a connection."""
        return self.do_open(self._connection(http.client.HTTPConnection), req)

    def https_open(self, req: Request) -> Any:
        """Open a connection under TLS."""
        return self.do_open(self._connection(http.client.HTTPSConnection), req)

    def _connection(self, kind: Any) -> Any:
        sockets = self.sockets

        class Connection(kind):  # type: ignore[misc]
            def connect(self) -> None:
                super().connect()
                sockets[:] = [self.sock]

        return Connection


class Digest(urllib_request.HTTPDigestAuthHandler):
    """Answers the last challenge unasked: a server that has to ask hangs up in the middle of a large body."""

    challenge: dict[str, str] | None = None

    def http_request(self, req: Request) -> Request:
        """Answer the last challenge, if there was one."""
        if (
            self.challenge
            and not req.has_header(self.auth_header)
            and (answer := self.get_authorization(req, self.challenge))
        ):
            req.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return req

    https_request = http_request

    def retry_http_digest_auth(self, req: Request, auth: str) -> Any:
        """Keep a challenge, and answer it."""
        challenge = urllib_request.parse_http_list(auth.partition(" ")[2])
        self.challenge = urllib_request.parse_keqv_list([part for part in challenge if part])
        return super().retry_http_digest_auth(req, auth)
