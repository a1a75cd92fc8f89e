"""Before a SPARQL server that is slow, cut or gone, or whose graph is replaced in the middle."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import misbehaving
import pytest
import servers
from misbehaving import Handler, reply
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.errors import EndpointError, QueryError
from atgraph.graph.endpoint.push import push
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.web.answers import reading_of, said_of
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.one_graph import of_one_graph


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask loopback itself, and as nobody."""
    for name in [n for n in os.environ if n.lower().endswith("_proxy") or n.startswith("ATGRAPH_")]:
        monkeypatch.delenv(name)


def client_of(url: str, timeout: float = 30) -> TestClient:
    desk = Desk(endpoint=url, timeout=timeout)
    return TestClient(make_app(desk), follow_redirects=False)


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (503, reply(b"", status=500)),
        (503, reply(b"<html>secret</html>", kind="text/html")),
        (503, reply(b'{"head": {"vars": []', short=100)),
        (503, reply(b"{}")),
        (503, reply(misbehaving.table())),
        (503, reply(b"secret", status=401)),
        (503, misbehaving.no_http),
        (504, misbehaving.silent),
        (504, misbehaving.dripping),
    ],
)
def test_a_server_that_fails_is_told_in_plain_words(
    status: int, answer: Callable[[Handler], None]
) -> None:
    with (
        misbehaving.misbehaving(answer) as server,
        client_of(server.url, 0.5 if status == 504 else 60) as client,
    ):
        page = client.get("/")
        assert page.status_code == status
        assert "<h1>" in page.text
        for secret in ("secret", server.url, "127.0.0.1", "Traceback", "atgraph push"):
            assert secret not in page.text


@pytest.mark.slow
def test_a_server_that_is_gone_is_told_and_seen_again_when_it_is_back(
    tmp_path: Path, mini_store: Path
) -> None:
    kg = KnowledgeGraph.open(mini_store)
    with servers.oxigraph(tmp_path / "store") as server:
        push(kg.published(), RemoteEngine.open(server.url, 600))
        client = client_of(server.url, 60)
        assert kg.version[:12] in client.get("/").text
        source = client.get("/source/example-forum-3").text
        assert "Muster" not in source
        cited = client.get("/?version=00000000").text
        assert "not kept here any more" in cited
    gone = client.get("/")
    assert gone.status_code == 503
    assert "its log says why" in gone.text
    assert server.url not in gone.text


def test_nobody_waits_until_a_slow_server_has_answered_others() -> None:
    asked = threading.Barrier(3)

    def slow(handler: Handler) -> None:
        asked.wait(60)  # broken where they ask one after the other
        reply(misbehaving.table())(handler)

    with misbehaving.misbehaving(slow) as server:
        desk = Desk(endpoint=server.url, timeout=60)
        with ThreadPoolExecutor(3) as readers:
            told = [readers.submit(desk.now) for _ in range(3)]
        assert all(isinstance(one.exception(), EndpointError) for one in told)
    assert not asked.broken


def test_what_a_server_does_not_understand_is_told_without_its_address() -> None:
    place = "http://user.example:7200/repositories/secret"
    error = QueryError(f"the server at {place} does not understand the query: line 1")
    assert said_of(error) == "the server does not understand the query: line 1"


class Replaced:
    """A desk before a server whose graph is another at each of some looks."""

    endpoint = "http://server.example/"

    def __init__(self, *changes: bool) -> None:
        self.changes, self.number = iter(changes), 0

    def now(self) -> Any:
        self.number += 1
        return SimpleNamespace(version=str(self.number))

    def is_published(self, reading: Any) -> bool:
        return not next(self.changes, False)


def answer_of(desk: Replaced) -> Response:
    def handler(request: Request) -> Response:
        return PlainTextResponse(reading_of(request).version)

    def refused(request: Request, exc: Exception) -> Response:
        return PlainTextResponse("replaced", 503)

    route = of_one_graph(Route("/", handler))
    app = Starlette(routes=[route], exception_handlers={EndpointError: refused})
    app.state.desk = desk
    return TestClient(app).get("/")  # type: ignore[return-value]


@pytest.fixture(params=[(("1"), ()), ("2", (True,)), ("replaced", (True, True))])
def replaced(request: pytest.FixtureRequest) -> Iterator[tuple[str, Response]]:
    said, changes = request.param
    yield said, answer_of(Replaced(*changes))


def test_what_is_read_of_two_graphs_is_read_again_and_else_refused(
    replaced: tuple[str, Any],
) -> None:
    said, answer = replaced
    assert answer.text == said
