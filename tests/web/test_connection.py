"""A connection: what is asked again is answered the same, what is too slow is closed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from atgraph.web import connection
from atgraph.web.app import make_app
from atgraph.web.connection import Connection, Remembered
from atgraph.web.desk import Desk

HEAD = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: here\r\nAccept: */*\r\n\r\n"


class Wire(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.is_closed = b"", False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 5) if name in ("peername", "sockname") else default

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


async def nothing(scope: Any, receive: Any, send: Any) -> None: ...


def connect(app: Any = nothing) -> tuple[Connection, Wire]:
    """Return a new connection to an application, and what it writes to."""
    config = uvicorn.Config(app, log_level="critical", server_header=False)
    config.load()
    made, wire = Connection(config, ServerState(), {}, asyncio.get_running_loop()), Wire()
    made.connection_made(wire)
    return made, wire


async def answered(made: Connection, wire: Wire, request: bytes) -> bytes:
    """Return what is answered to a request."""
    wire.written = b""
    made.data_received(request)
    for _ in range(2_000):
        if made.cycle is None or made.cycle.response_complete:
            break
        await asyncio.sleep(0.005)
    return re.sub(rb"date: .*\r\n", b"", wire.written)


def test_the_same_request_is_answered_the_same_without_being_read(
    mini_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection, "remembered", Remembered())
    desk = Desk(mini_store)
    app = make_app(desk)

    async def ask() -> None:
        made, wire = connect(app)
        first = await answered(made, wire, HEAD)
        assert first.endswith(b'"boolean":true}')
        read: list[bytes] = []
        monkeypatch.setattr(made.conn, "receive_data", read.append)
        assert await answered(made, wire, HEAD) == first
        assert not read, "it is answered from memory"
        app._front.budgets.charge("127.0.0.1", 1_000)  # type: ignore[attr-defined]
        made, wire = connect(app)
        assert (await answered(made, wire, HEAD)).startswith(b"HTTP/1.1 429 ")
        made.connection_lost(None)

    asyncio.run(ask())
    desk.workers.close()


@pytest.mark.parametrize(
    "request_",
    [
        HEAD.replace(b"GET", b"HEAD"),
        HEAD.replace(b"Accept", b"Connection: close\r\nAccept"),
        HEAD.replace(b"1.1", b"1.0", 1),
        HEAD + HEAD,
    ],
)
def test_what_is_not_one_plain_request_is_read_each_time(request_: bytes) -> None:
    held = Remembered()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"2")]
        connection.remember(scope, headers, b"ok", lambda: True)
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})

    async def ask() -> None:
        made, wire = connect(app)
        made.remembered = held
        await answered(made, wire, request_)
        assert held.get(request_, "127.0.0.1") is None
        made.connection_lost(None)

    asyncio.run(ask())


def test_what_is_remembered_holds_for_so_long_and_takes_so_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "SIZE", 3_000)
    held, holds = Remembered(), [True]
    for number in range(9):
        held.keep(b"%d" % number, "me", [(b"a", b"b")], b"x" * 100, lambda: holds[0])
    assert held.get(b"8", "me") and held.get(b"0", "me") is None
    assert held.get(b"8", "other") is None
    holds[0] = False
    assert held.get(b"8", "me") is None and held.get(b"7", "me") is None


async def wait_until(done: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if done():
            return
        await asyncio.sleep(0.005)
    raise AssertionError


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (b"", b"HTTP/1.1 408 "),
        (b"GET / HTTP/1.1\r\nHost:", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nabc", b""),
    ],
)
def test_what_does_not_come_in_time_is_closed(
    monkeypatch: pytest.MonkeyPatch, begun: bytes, said: bytes
) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.02)
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 0.04)

    async def app(scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    async def ask() -> None:
        made, wire = connect(app)
        made.data_received(begun) if begun else None
        await wait_until(wire.is_closing)
        assert wire.written.startswith(said)
        made.connection_lost(None)
        await asyncio.gather(*made.tasks)

    asyncio.run(ask())


def test_what_comes_in_time_is_waited_for_no_more() -> None:
    async def ask() -> None:
        made, _ = connect()
        made.data_received(HEAD)
        assert made._limit is None
        made.connection_lost(None)
        await asyncio.gather(*made.tasks)

    asyncio.run(ask())
