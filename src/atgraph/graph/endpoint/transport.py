"""One request over HTTP: whatever comes back in time, with its status, its headers and its whole body.

No address but http and https is opened, and no redirection is followed: where a password goes is
for people to say.
"""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib import request as urllib_request
from urllib.error import HTTPError
from urllib.request import Request

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import Credentials, without_secret
from atgraph.graph.endpoint.handlers import Digest, Kept, Watched
from atgraph.graph.endpoint.response import Response
from atgraph.graph.store import first_line

BUSY = (429, 503)
TRIES = 4
FIRST_PAUSE = 0.5
PIECE = 1 << 16
LARGEST = 1 << 30


class _Deadline:
    """The moment at which a request must have its answer."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self.end

    def left(self, url: str) -> float:
        """Return the seconds that are left.

        Raises:
            EndpointError: none are.
        """
        if (left := self.end - time.monotonic()) > 0:
            return left
        raise self.missed(url)

    def missed(self, url: str) -> EndpointError:
        """Return the error of an answer that did not come in time."""
        return EndpointError(
            f"gave no whole answer within {self.seconds:g} s; ask for less, or wait longer with --timeout",
            without_secret(url),
        )


@dataclass
class Transport:
    """Sends requests, each within ``timeout`` seconds in all; a busy server is asked again while they last."""

    timeout: float
    credentials: Credentials | None = None
    pause: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._watched = Watched()
        self._known = urllib_request.HTTPPasswordMgrWithDefaultRealm()
        self._opener = urllib_request.OpenerDirector()
        handlers: list[Any] = [
            self._watched,
            urllib_request.ProxyHandler(),
            urllib_request.HTTPErrorProcessor(),
            Kept(),
        ]
        if self.credentials:
            handlers += [Digest(self._known), urllib_request.HTTPBasicAuthHandler(self._known)]
        for handler in handlers:
            self._opener.add_handler(handler)

    def send(self, request: Request) -> Response:
        """Send a request, again where the server is busy.

        Raises:
            EndpointError: nothing answers, not in time, or the server stays busy.
        """
        url, deadline = request.full_url.partition("?")[0], _Deadline(self.timeout)
        if self.credentials:
            self._known.add_password(None, url, self.credentials.user, self.credentials.password)
        for attempt in range(TRIES):
            response = self._once(request, url, deadline)
            if response.status not in BUSY:
                return response
            wait = _asked_to_wait(response.headers.get("Retry-After", ""), FIRST_PAUSE * 2**attempt)
            if attempt == TRIES - 1 or wait >= deadline.left(url):
                break
            self.pause(wait)
        shown = f"{wait:.0f} s" if wait >= 1 else "a moment"
        raise EndpointError(
            f"is busy (status {response.status}); ask again in {shown}, or wait longer with --timeout",
            without_secret(url),
        )

    def _once(
        self, request: Request, url: str, deadline: _Deadline, again: bool = False
    ) -> Response:
        try:
            left = deadline.left(url)
            with self._watched.hanging_up(left), self._opener.open(request, timeout=left) as answer:
                body, missing = _read(answer, self._watched, url, deadline)
                deadline.left(url)  # what was hung up may look whole
                return Response(url, answer.status, answer.headers, body, missing)
        except HTTPError as exc:  # a password that did not fit, several times over
            return Response(url, exc.code, exc.headers, b"")
        except ValueError as exc:
            raise EndpointError(
                f"asks for a password in a way that is not known here: {first_line(exc)}; use basic or digest",
                without_secret(url),
            ) from exc
        except (OSError, http.client.HTTPException) as exc:
            if deadline.is_over or isinstance(getattr(exc, "reason", exc), TimeoutError):
                raise deadline.missed(url) from exc
            if (
                self.credentials
                and request.data
                and not again
                and isinstance(getattr(exc, "reason", exc), BrokenPipeError | ConnectionResetError)
            ):
                self._be_challenged(request, deadline.left(url))
                return self._once(request, url, deadline, again=True)
            raise EndpointError(_unreachable(exc), without_secret(url)) from exc

    def _be_challenged(self, request: Request, timeout: float) -> None:
        """Let a server ask for the password anew with nothing to send; one that asks in the middle of a body cannot be heard."""
        request.remove_header("Authorization")
        with self._opener.open(Request(request.full_url, method="HEAD"), timeout=timeout):
            pass


def _read(answer: Any, watched: Watched, url: str, deadline: _Deadline) -> tuple[bytes, str]:
    """Return the body, and what is missing from its end."""
    pieces: list[bytes] = []
    size, missing = 0, ""
    try:
        while True:
            left = deadline.left(url)
            for sock in watched.sockets:
                sock.settimeout(left)
            if not (piece := answer.read1(PIECE)):
                break
            pieces.append(piece)
            if (size := size + len(piece)) > LARGEST:
                raise EndpointError(
                    f"answers with more than {LARGEST >> 30} GiB; ask for less", without_secret(url)
                )
    except http.client.IncompleteRead as exc:
        pieces.append(exc.partial)
        missing = "the connection ended in the middle of it"
    except (ConnectionError, http.client.HTTPException) as exc:
        missing = f"the connection broke: {first_line(exc)}"
    expected = answer.headers.get("Content-Length", "")
    if expected.isdigit() and size < int(expected):
        missing = f"{size:,} of {int(expected):,} bytes came"
    return b"".join(pieces), missing


def _asked_to_wait(header: str, otherwise: float) -> float:
    """Return how many seconds a busy server wants to be left alone: a number of them, or a date."""
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError):
        return otherwise


def _unreachable(exc: Exception) -> str:
    """Say why nothing answers, and what to do."""
    reason = getattr(exc, "reason", exc)
    if isinstance(reason, ConnectionRefusedError):
        return "nothing answers there: the connection was refused; start the server, or correct the address"
    if isinstance(reason, socket.gaierror):
        return "no server has this name; correct the address, or look at the network"
    if "CERTIFICATE_VERIFY_FAILED" in str(reason):
        return "shows a certificate that is not trusted here; correct the address, or name its authority in SSL_CERT_FILE"
    return f"the connection failed: {first_line(reason)}; look at the address and the network"
