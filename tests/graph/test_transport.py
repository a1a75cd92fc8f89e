"""One request over HTTP: passwords, pauses, time and what is said of a connection that fails.

Nothing is sent here: a session is scripted, and the clock stands still unless an outcome moves it.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import io
import socket
import ssl
import threading
from collections.abc import Callable
from email.utils import formatdate
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
import requests
import urllib3

from atgraph.errors import EndpointError
from atgraph.graph.endpoint import transport as module
from atgraph.graph.endpoint.address import Credentials
from atgraph.graph.endpoint.response import Response
from atgraph.graph.endpoint.transport import AGENT, TRIES, Transport

URL = "http://h/sparql"
ME = Credentials("me", "hush")
BASIC = 'Basic realm="x"'


class Pieces:
    """A body that comes in pieces; one that is an error is raised, and a function called."""

    def __init__(self, *pieces: object) -> None:
        self.pieces = list(pieces)
        self.is_closed = False

    def read1(self, amount: int, decode_content: bool) -> object:
        piece = self.pieces.pop(0) if self.pieces else b""
        if isinstance(piece, Exception):
            raise piece
        return piece() if callable(piece) else piece

    def close(self) -> None:
        self.is_closed = True


def reply(body: object = b"", status: int = 200, **headers: str) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer.url = status, URL + "?query=x"
    answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    if isinstance(body, bytes):
        body = urllib3.HTTPResponse(io.BytesIO(body), answer.headers, preload_content=False)
    answer.raw = body
    return answer


class Script:
    """What a session gives in turn, the last for ever; ``asked`` are the requests."""

    def __init__(self) -> None:
        self.outcomes: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.pauses: list[float] = []
        self.now = 1_000.0

    def give(self, asked: dict[str, Any]) -> object:
        self.asked.append({**asked, "thread": threading.current_thread()})
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome() if callable(outcome) else outcome

    def send(
        self, *outcomes: object, timeout: float = 30, known: bool = False, **more: Any
    ) -> Response:
        self.outcomes = list(outcomes)
        transport = Transport(timeout, ME if known else None, self.pauses.append)
        return transport.send(requests.Request(**{"method": "GET", "url": URL, **more}))

    def fail(self, *outcomes: object, **more: Any) -> str:
        with pytest.raises(EndpointError) as caught:
            self.send(*outcomes, **more)
        assert caught.value.problems[0].path == URL
        return caught.value.problems[0].message

    def to_the_end(self, *, error: Exception | None = None) -> Callable[[], bytes]:
        """Return an outcome for which all of the 30 seconds are needed."""

        def outcome() -> bytes:
            self.now = 1_030.0
            if error:
                raise error
            return b"late"

        return outcome


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script()

    def request(session: requests.Session, method: str, url: str, **given: Any) -> object:
        return made.give({"method": method, "url": url, "verify": session.verify, **given})

    monkeypatch.setattr(requests.Session, "request", request)
    clock = SimpleNamespace(monotonic=lambda: made.now, time=lambda: 1_000_000.0)
    monkeypatch.setattr(module, "time", clock)
    return made


def chained(*errors: BaseException, by: str = "__context__") -> BaseException:
    """Return the first of errors, each of which has the next as its reason."""
    for error, reason in pairwise(errors):
        setattr(error, by, reason)
    return errors[0]


# what is sent, and what comes back


def test_request_is_sent_as_it_is_and_no_redirection_is_followed(script: Script) -> None:
    answer = script.send(
        reply(b"body", 302, Location="http://new/"),
        method="PUT",
        url=URL + "?a=b",
        headers={"Accept": "x"},
        params={"c": "d"},
        data=b"e",
        timeout=7,
    )
    asked = script.asked[0]

    assert (answer.asked, answer.status, answer.body, answer.missing) == (URL, 302, b"body", "")
    assert answer.headers["location"] == "http://new/"
    assert (asked["method"], asked["url"], asked["data"]) == ("PUT", URL + "?a=b", b"e")
    assert (asked["headers"], asked["params"]) == ({"User-Agent": AGENT, "Accept": "x"}, {"c": "d"})
    assert (asked["timeout"], asked["allow_redirects"], asked["stream"]) == (7, False, True)
    assert asked["thread"].daemon
    assert len(script.asked) == 1


def test_no_password_is_sent_unless_it_is_asked_for(script: Script) -> None:
    script.send(reply(), known=True)
    prepared = requests.Request("GET", URL, auth=script.asked[0]["auth"]).prepare()

    assert len(script.asked) == 1
    assert "Authorization" not in prepared.headers


@pytest.mark.parametrize(
    ("cafile", "capath", "verify"),
    [("a.pem", "b", "a.pem"), ("a.pem", None, "a.pem"), (None, "b", "b"), (None, None, True)],
)
def test_certificates_are_checked_by_those_of_the_system(
    script: Script, monkeypatch: pytest.MonkeyPatch, cafile: str, capath: str, verify: object
) -> None:
    paths = SimpleNamespace(cafile=cafile, capath=capath)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    script.send(reply())

    assert script.asked[0]["verify"] == verify


def test_compressed_body_is_unpacked(script: Script) -> None:
    assert script.send(reply(gzip.compress(b"body"), Content_Encoding="gzip")).body == b"body"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (
            chained(
                urllib3.exceptions.ProtocolError("x"), urllib3.exceptions.IncompleteRead(5, 9_995)
            ),
            "5 of 10,000 bytes came",
        ),
        (
            chained(urllib3.exceptions.ProtocolError("x"), http.client.IncompleteRead(b"")),
            "the connection ended in the middle of it",
        ),
        (urllib3.exceptions.DecodeError("odd"), "the connection broke: odd"),
    ],
)
def test_what_came_is_kept_with_what_is_missing(script: Script, error: Exception, why: str) -> None:
    answer = script.send(reply(Pieces(b"a", b"b", error)))

    assert (answer.body, answer.missing) == (b"ab", why)


def test_larger_body_than_any_is_refused(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 4)

    assert script.send(reply(Pieces(b"ab", b"cd"))).body == b"abcd"
    assert "ask for less" in script.fail(reply(Pieces(b"ab", b"cd", b"e")))


def test_largest_body_is_half_a_gibibyte() -> None:
    assert module.LARGEST == 536_870_912


# passwords


def authorization(script: Script, challenge: str) -> str:
    """Return how the password is sent to a server that asks for it so."""
    first = reply(Pieces(), 401, WWW_Authenticate=challenge)
    script.send(first, reply(b"yes"), known=True)
    assert first.raw.is_closed
    return str(
        requests.Request("GET", URL, auth=script.asked[1]["auth"])
        .prepare()
        .headers.get("Authorization")
    )


@pytest.mark.parametrize(
    "challenge",
    [
        BASIC,
        'basic realm="x"',
        'Negotiate, Basic realm="x"',
        'Negotiate,\tBasic realm="x"',
        ', Basic realm="x"',
        'Digest nonce="1", Basic charset="UTF-8"',
    ],
)
def test_basic_password_is_sent_to_who_asks_for_it(script: Script, challenge: str) -> None:
    assert authorization(script, challenge) == requests.auth._basic_auth_str("me", "hush")


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="x", nonce="1"',
        'DIGEST realm="x", nonce="1", opaque=""',
        'Digest\trealm="x", nonce="1"',
        'Basic realm="y", Digest realm="x", nonce="1"',
    ],
)
def test_digest_of_a_password_goes_before_the_password(script: Script, challenge: str) -> None:
    secret, request = (hashlib.md5(t).hexdigest() for t in (b"me:x:hush", b"GET:/sparql"))
    digest = hashlib.md5(f"{secret}:1:{request}".encode()).hexdigest()
    sent = authorization(script, challenge)

    assert sent.startswith('Digest username="me", realm="x", nonce="1", uri="/sparql"')
    assert f'response="{digest}"' in sent


def test_digest_that_cannot_be_made_is_sent_empty(script: Script) -> None:
    assert authorization(script, 'Digest realm="x", nonce="1", algorithm="ODD"') == ""


@pytest.mark.parametrize(
    ("challenge", "way"),
    [
        ("Negotiate abc", "Negotiate"),
        ("Basically x", "Basically"),
        ('PreDigest realm="x", nonce="1"', "PreDigest"),
        ('Digest realm="x"', "Digest"),
        ('Digest nonce="1"', "Digest"),
        ("x" * 50, "x" * 40),
    ],
)
def test_other_ways_are_named_and_no_password_is_sent(
    script: Script, challenge: str, way: str
) -> None:
    assert f": {way}; use basic or digest" in script.fail(
        reply(status=401, WWW_Authenticate=challenge), known=True
    )
    assert len(script.asked) == 1


def test_password_that_was_taken_is_sent_at_once_the_next_time(script: Script) -> None:
    script.outcomes = [reply(status=401, WWW_Authenticate=BASIC), reply(b"a"), reply(b"b")]
    transport = Transport(30, ME)
    bodies = [transport.send(requests.Request("GET", URL)).body for _ in "ab"]

    assert bodies == [b"a", b"b"]
    assert script.asked[1]["auth"] is script.asked[2]["auth"]
    assert len(script.asked) == 3


@pytest.mark.parametrize(
    ("status", "known", "requests_made"), [(401, False, 1), (401, True, 2), (402, True, 1)]
)
def test_refused_request_is_made_again_only_with_a_password(
    script: Script, status: int, known: bool, requests_made: int
) -> None:
    answer = script.send(reply(status=status, WWW_Authenticate=BASIC), known=known)

    assert answer.status == status
    assert len(script.asked) == requests_made


@pytest.mark.parametrize("error", [BrokenPipeError(), ConnectionResetError()])
@pytest.mark.parametrize("challenge", [BASIC, ""])
def test_server_that_hangs_up_on_a_body_is_asked_whether_it_wants_a_password(
    script: Script, error: Exception, challenge: str
) -> None:
    hung_up = chained(requests.ConnectionError("x"), error)
    asks = {"WWW_Authenticate": challenge} if challenge else {}
    answer = script.send(
        hung_up,
        reply(status=401, **asks),
        reply(b"yes"),
        method="PUT",
        data=b"x",
        params={"g": "h"},
        known=True,
    )

    assert answer.body == b"yes"
    assert [asked["method"] for asked in script.asked] == ["PUT", "HEAD", "PUT"]
    assert [bool(asked["data"]) for asked in script.asked] == [True, False, True]
    assert [asked["params"] for asked in script.asked] == [{"g": "h"}] * 3
    sent = requests.Request("PUT", URL, auth=script.asked[2]["auth"]).prepare().headers
    assert ("Authorization" in sent) == bool(challenge)


@pytest.mark.parametrize(
    ("error", "data", "known"),
    [
        (BrokenPipeError("gone"), b"x", False),
        (BrokenPipeError("gone"), b"", True),
        (OSError("gone"), b"x", True),
    ],
)
def test_other_connections_that_break_are_not_tried_again(
    script: Script, error: Exception, data: bytes, known: bool
) -> None:
    broken = chained(requests.ConnectionError("x"), error)
    said = script.fail(broken, reply(b"yes"), method="PUT", data=data, known=known)

    assert said.startswith("the connection failed: gone;")
    assert len(script.asked) == 1


# busy and late


@pytest.mark.parametrize("status", [429, 503])
def test_busy_server_is_asked_four_times_and_ever_later(script: Script, status: int) -> None:
    said = script.fail(reply(status=status))

    assert said.startswith(f"is busy (status {status}); ask again in 4 s")
    assert script.pauses == [0.5, 1, 2]
    assert len(script.asked) == TRIES == 4


@pytest.mark.parametrize("body", [b"", b'{"head": {"vars": ["s"'])
def test_server_that_fails_without_a_word_is_asked_once_again(script: Script, body: bytes) -> None:
    failed = reply(body, status=500)

    assert script.send(failed, reply(b"yes")).body == b"yes"
    assert script.send(failed, failed, reply(b"yes")).status == 500


@pytest.mark.parametrize("body", [b"42000 Error", b"<html><p>42000 Error</p></html>"])
def test_server_that_says_why_it_fails_is_not_asked_again(script: Script, body: bytes) -> None:
    assert script.send(reply(body, status=500), reply(b"yes")).status == 500


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("7", 7),
        (" 7", 7),
        ("\t7", 7),
        ("7 ", 7),
        ("0", 0),
        ("-1", 0.5),
        ("7.5", 0.5),
        ("9" * 10, 0.5),
        ("soon", 0.5),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", 0.5),
        ("Mon, 01 Jan 2030 00:00:00 +99999999999999999999", 0.5),
        ("", 0.5),
        (formatdate(1_000_009, usegmt=True), 9),
        (formatdate(999_991, usegmt=True), 0),
    ],
)
def test_busy_server_is_asked_again_when_it_says(script: Script, header: str, pause: float) -> None:
    answer = script.send(reply(status=503, Retry_After=header), reply(b"yes"))

    assert (answer.body, script.pauses) == (b"yes", [pause])


@pytest.mark.parametrize(
    ("pause", "shown"), [("30", "30 s"), ("31", "31 s"), ("1", "1 s"), ("0", "a moment")]
)
def test_busy_server_is_not_waited_for_beyond_the_time(
    script: Script, pause: str, shown: str
) -> None:
    said = script.fail(reply(status=503, Retry_After=pause))

    assert f"ask again in {shown}," in said
    assert len(script.pauses) == (0 if int(pause) >= 30 else 3)


def test_last_second_is_enough_and_none_is_not(script: Script) -> None:
    assert script.send(reply(b"yes"), timeout=1).body == b"yes"
    assert "no whole answer within 0 s" in script.fail(reply(b"yes"), timeout=0)
    assert len(script.asked) == 1


def test_answer_that_comes_too_late_is_none(script: Script) -> None:
    late = reply(Pieces(script.to_the_end()))

    assert script.fail(late).startswith("gave no whole answer within 30 s; ask for less")


@pytest.mark.parametrize(
    "error",
    [TimeoutError(), requests.ReadTimeout(), urllib3.exceptions.TimeoutError()],
)
def test_client_that_gives_up_says_what_time_it_had(script: Script, error: Exception) -> None:
    assert "no whole answer within 30 s" in script.fail(error)


def test_connection_that_breaks_at_the_end_of_the_time_is_late(script: Script) -> None:
    broken = requests.ConnectionError("x")

    assert "no whole answer" in script.fail(script.to_the_end(error=broken))


# a connection that fails


@pytest.mark.parametrize("by", ["__context__", "__cause__"])
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(), "nothing answers there: the connection was refused"),
        (socket.gaierror(), "no server has this name"),
        (ssl.SSLCertVerificationError(), "shows a certificate that is not trusted here"),
        (OSError("odd\nmore"), "the connection failed: odd; look at the address and the network"),
    ],
)
def test_connection_that_fails_says_why_and_what_to_do(
    script: Script, by: str, error: Exception, words: str
) -> None:
    failed = chained(requests.ConnectionError("x"), ValueError("y"), error, by=by)

    assert script.fail(failed).startswith(words)
    assert script.fail(urllib3.exceptions.HTTPError("z")).startswith("the connection failed: z;")


def test_secret_and_question_are_not_shown(script: Script) -> None:
    refused = ConnectionRefusedError()

    assert "hush" not in script.fail(refused, url="http://me:hush@h/sparql?query=x")
