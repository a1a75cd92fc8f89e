"""One request over HTTP: whatever comes back in time, with its status, headers and whole body.

No redirection is followed, and a password is only sent to a server that asks for one: where it
goes is for people to say.
"""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from threading import Thread
from types import SimpleNamespace
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth, HTTPDigestAuth
from requests.utils import parse_dict_header

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import Credentials, without_secret
from atgraph.graph.endpoint.response import Response
from atgraph.text import first_line

AGENT = f"atgraph/{version('atgraph')}"
BUSY = (429, 503)
TRIES = 4
FIRST_PAUSE = 0.5
PIECE = 65_536
LARGEST = 1 << 29
SECONDS = re.compile(r"\s*([0-9]{1,9})\s*")
LATE = (TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError)
UNREACHABLE = {
    ConnectionRefusedError: "nothing answers there: the connection was refused; "
    "start the server, or correct the address",
    socket.gaierror: "no server has this name; correct the address, or look at the network",
    ssl.SSLCertVerificationError: "shows a certificate that is not trusted here; "
    "correct the address, or name its authority in SSL_CERT_FILE",
}
Auth = Callable[[requests.PreparedRequest], requests.PreparedRequest]


@dataclass
class Transport:
    """Sends requests, each within ``timeout`` seconds.

    A busy server is asked again within them, and once one that fails without a word.
    """

    timeout: float
    credentials: Credentials | None = None
    pause: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._auth: Auth = _no_password

    def send(self, request: requests.Request) -> Response:
        """Send a request, again where the server is busy, or raise an EndpointError.

        The cause of one that says that the time was up is a TimeoutError.
        """
        place, end = _place(request.url), time.monotonic() + self.timeout
        try:
            for attempt in range(TRIES):
                response = self._wait(request, end)
                if response.status not in BUSY and (attempt or not _is_speechless(response)):
                    return response
                asked = response.headers.get("Retry-After", "")
                pause = _read_pause(asked, FIRST_PAUSE * 2**attempt)
                if attempt == TRIES - 1 or pause >= _remaining(end):
                    break
                self.pause(pause)
        except (OSError, urllib3.exceptions.HTTPError) as exc:
            if isinstance(exc, LATE) or time.monotonic() >= end:
                why = f"gave no whole answer within {self.timeout:g} s; ask for less"
                late = _as_late(exc)
                raise EndpointError(f"{why}, or wait longer with --timeout", place) from late
            raise EndpointError(_unreachable(exc), place) from exc
        shown = f"{pause:.0f} s" if pause >= 1 else "a moment"
        why = f"is busy (status {response.status}); ask again in {shown}"
        raise EndpointError(f"{why}, or wait longer with --timeout", place)

    def _wait(self, request: requests.Request, end: float) -> Response:
        """Exchange in a thread: no client gives up a server that sends a byte now and then."""
        future: Future[Response] = Future()

        def work() -> None:
            try:
                future.set_result(self._exchange(request, end))
            except BaseException as exc:  # raised again by result()
                future.set_exception(exc)

        Thread(target=work, daemon=True).start()
        return future.result(_remaining(end))

    def _exchange(self, request: requests.Request, end: float) -> Response:
        with requests.Session() as session:
            paths = ssl.get_default_verify_paths()  # knows SSL_CERT_FILE, and the system's
            session.verify = paths.cafile or paths.capath or True
            for scheme in ("http://", "https://"):
                session.mount(scheme, WithoutCookies())
            try:
                answer = self._open(session, request, end)
                is_asked = answer.status_code == 401
            except requests.ConnectionError as exc:
                broken = BrokenPipeError, ConnectionResetError
                hung_up = any(isinstance(cause, broken) for cause in _causes(exc))
                if not (hung_up and self.credentials and request.data):
                    raise
                # A server that asks for the password in the middle of a body hangs up, and is
                # not heard: let it ask again, with nothing to send.
                self._auth, is_asked = _no_password, True
                head = requests.Request("HEAD", request.url, params=request.params)
                answer = self._open(session, head, end)
            if self.credentials and is_asked:
                if challenge := answer.headers.get("WWW-Authenticate"):
                    self._auth = _answer_to(challenge, self.credentials, _place(request.url))
                answer.close()
                answer = self._open(session, request, end)
            with answer:
                return _read(answer, end)

    def _open(
        self, session: requests.Session, request: requests.Request, end: float
    ) -> requests.Response:
        return session.request(
            request.method,
            request.url,
            params=request.params,
            data=request.data,
            headers={"User-Agent": AGENT, **request.headers},
            auth=self._auth,
            timeout=_remaining(end),
            allow_redirects=False,
            stream=True,
        )


class WithoutCookies(HTTPAdapter):
    """Reads no cookie: none is sent back, and their reader prints a traceback of odd ones."""

    def build_response(self, req: Any, resp: Any) -> requests.Response:
        """Return what requests makes of an answer, without its cookies."""
        if original := resp._original_response:
            del original.msg["Set-Cookie"], original.msg["Set-Cookie2"]
        return super().build_response(req, resp)


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no password, not even one of ~/.netrc."""
    return request


def _answer_to(challenge: str, credentials: Credentials, place: str) -> Auth:
    """Return how a password is sent to a server that asks for it."""
    found = re.split(r"(?i)\bdigest\s", challenge)[-1]
    asked = parse_dict_header(found)  # type: ignore[no-untyped-call]
    if {"nonce", "realm"} <= asked.keys():
        digest: Any = HTTPDigestAuth(credentials.user, credentials.password)
        # It counts for each thread, and here each request has a thread of its own.
        state = digest._thread_local = SimpleNamespace()
        digest.init_per_thread_state()
        state.chal = asked

        def answer(request: requests.PreparedRequest) -> requests.PreparedRequest:
            header = digest.build_digest_header(request.method, request.url)
            request.headers["Authorization"] = header or ""
            return request

        return answer
    if re.match(r"(?i)(.*,\s*)?basic\b", challenge):
        return HTTPBasicAuth(credentials.user, credentials.password)
    way = challenge.partition(" ")[0][:40]
    why = f"asks for a password in a way that is not known here: {way}"
    raise EndpointError(f"{why}; use basic or digest", place)


def _read(answer: requests.Response, end: float) -> Response:
    """Read the body, and say what is missing from its end."""
    place, body, missing = _place(answer.url), bytearray(), ""
    try:
        while piece := answer.raw.read1(PIECE, decode_content=True):
            body += piece
            _remaining(end)
            if len(body) > LARGEST:
                why = f"answers with more than {LARGEST >> 20} MiB"
                raise EndpointError(f"{why}; ask for less", place)
    except (urllib3.exceptions.ProtocolError, urllib3.exceptions.DecodeError) as exc:
        missing = _why_cut(exc)
    return Response(place, answer.status_code, answer.headers, bytes(body), missing)


def _why_cut(exc: Exception) -> str:
    for cause in _causes(exc):
        if isinstance(cause, urllib3.exceptions.IncompleteRead):
            return f"{cause.partial:,} of {cause.partial + cause.expected:,} bytes came"
        if isinstance(cause, http.client.IncompleteRead):
            return "the connection ended in the middle of it"
    return f"the connection broke: {first_line(exc)}"


def _is_speechless(response: Response) -> bool:
    """Whether a server fails without a word, as Virtuoso does now and then under load."""
    return response.status == 500 and not response.words and not response.is_page


def _read_pause(header: str, otherwise: float) -> float:
    """Return how many seconds a busy server wants to be left alone: a number of them, or a date."""
    if seconds := SECONDS.fullmatch(header):
        return float(seconds[1])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return otherwise


def _remaining(end: float) -> float:
    if (remaining := end - time.monotonic()) <= 0:
        raise TimeoutError
    return remaining


def _place(url: str) -> str:
    return without_secret(url.partition("?")[0])


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    while exc:
        yield exc
        exc = exc.__cause__ or exc.__context__


def _as_late(exc: Exception) -> TimeoutError:
    """Return an error as one that everybody knows to be of a time that is up."""
    late = TimeoutError(str(exc))
    late.__cause__ = exc
    return late


def _unreachable(exc: Exception) -> str:
    """Say why nothing answers, and what to do."""
    for cause in _causes(exc):
        if words := next((w for kind, w in UNREACHABLE.items() if isinstance(cause, kind)), ""):
            return words
    return f"the connection failed: {first_line(cause)}; look at the address and the network"
