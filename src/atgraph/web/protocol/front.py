"""What programs ask stands before the application: it needs no page, and must cost little."""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atgraph.errors import AtgraphError
from atgraph.web.answers import said_of
from atgraph.web.connection import remember
from atgraph.web.desk import Desk, Reading
from atgraph.web.hosts import is_served
from atgraph.web.protocol import descriptions
from atgraph.web.protocol.asked import AskedQuery, media_type, read_asked, read_fields
from atgraph.web.protocol.budgets import Budgets, who_asks
from atgraph.web.protocol.endpoint import Endpoint
from atgraph.web.protocol.formats import FormatChoice, choose
from atgraph.web.protocol.graph_store import (
    DUMPS,
    MOST_TRIPLES,
    Dumps,
    asked_graph,
    dated,
    dump_reply,
    is_unchanged,
)
from atgraph.web.protocol.problems import ProblemError
from atgraph.web.protocol.replies import (
    OPEN,
    PREFLIGHT,
    Headers,
    Reply,
    etag_of,
    is_known,
    takes_gzip,
)
from atgraph.web.status import status_of

LONGEST = 200_000  # bytes of what is sent
BODY_SECONDS = 10.0  # until what is sent must be here
READ_ONLY = frozenset({"PUT", "DELETE", "PATCH", "TRACE", "CONNECT"})
SEEN, SEEN_SIZE = 1_000, 4_000  # requests that are remembered as they were read, characters of one
READ_METHODS = "GET, HEAD, OPTIONS"
PAGE_METHODS = "GET, HEAD, POST, OPTIONS"
HOST = re.compile(r"[A-Za-z0-9._\-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
Told = tuple[AskedQuery, FormatChoice]


class Disconnected(Exception):  # noqa: N818 -- nobody is told
    """Who asked is gone."""


class Front:
    """Answers programs, and lets the application answer people.

    Args:
        app: the application.
        desk: what opens the graph.
        hosts: the names by which it may be asked; any, where there is none.
        root: the path of a web server in front, below which it is asked for.
    """

    def __init__(self, app: ASGIApp, desk: Desk, hosts: frozenset[str], root: str = "") -> None:
        self.app, self.desk, self.hosts, self.root = app, desk, hosts, root
        self.endpoint = Endpoint(desk, desk.workers)
        self.budgets = Budgets()
        self.dumps = Dumps(desk.workers)
        self._exact: dict[str, Surface] = {
            "/sparql": self._sparql,
            "/sparql/": self._sparql,
            "/.well-known/void": self._void,
            "/store": self._graph,
        }
        self._begun: list[tuple[str, Surface]] = [
            ("/sparql.", self._sparql),
            ("/graph/", self._graph),
            ("/dumps/atgraph.", self._dump),
        ]
        self._seen = OrderedDict[object, Told]()
        said = () if desk.include_on_request else OPEN
        self.open_to = [(name.encode(), value.encode()) for name, value in said]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        surface, suffix = self._surface(scope)
        if surface is None:
            await self.app(scope, receive, send)
            return
        headers = _headers(scope)
        who = who_asks((scope.get("client") or ("",))[0])
        method = scope["method"]
        try:
            if not is_served(headers.get(b"host", ""), self.hosts):
                raise ProblemError(421, "this address is not served here")
            self.budgets.check(who)
            reply = await surface(_Request(scope, receive, send, method, headers, suffix, who))
        except Disconnected:
            return
        except ProblemError as exc:
            is_error = 400 <= exc.status < 500 and exc.status not in (421, 429)
            self.budgets.charge(who, exc.seconds, int(is_error))
            reply = exc.reply()
        if reply is not None:
            await reply.send(send, method == "HEAD", self.open_to)

    def _surface(self, scope: Scope) -> tuple[Surface | None, str]:
        """Return what answers an address, and the rest of it."""
        path = scope["path"].removeprefix(self.root)
        if found := self._exact.get(path):
            return found, ""
        for begin, surface in self._begun:
            if path.startswith(begin) and path != begin:
                return surface, path.removeprefix(begin)
        return None, ""

    # --- /sparql ---

    async def _sparql(self, request: _Request) -> Reply | None:
        if refused := request.other_method(PAGE_METHODS):
            return refused
        body = await request.body() if request.method == "POST" else b""
        asked, choice = self._read(request, body)
        if choice.is_page:
            await self._page(request, body, bool(asked.query))
            return None
        reading = await self._reading(asked.version)
        if not asked.query:
            if request.method == "POST" or not choice.graph:
                raise ProblemError(400, "there is no query; send it as the value of `query`")
            return await self._described(request, choice, reading, descriptions.service)
        answer = await self.endpoint.answer(asked, choice, reading, request.who)
        if answer.seconds:
            self.budgets.charge(request.who, answer.seconds)
        if request.method != "POST" and is_known(request.header(b"if-none-match"), answer.etag):
            return Reply(304, [("etag", answer.etag), ("vary", "accept, accept-encoding")])
        reply = await answer.reply(takes_gzip(request.header(b"accept-encoding")))
        if answer.is_held and not asked.version and request.method == "GET":
            holds = partial(self._holds, reading, request.who)
            remember(request.scope, [*reply.raw_headers(), *self.open_to], reply.body, holds)
        return reply

    def _holds(self, reading: Reading, who: str) -> bool:
        """Return whether a graph is still the published one, and somebody may ask it."""
        try:
            self.budgets.check(who)
        except ProblemError:
            return False
        return self.desk.at_hand() is reading

    def _read(self, request: _Request, body: bytes) -> Told:
        """Return what a request asks; of one that was asked before it is known."""
        query_string = request.scope["query_string"]
        mime, accept = request.header(b"content-type"), request.header(b"accept")
        key = (request.method, request.suffix, query_string, mime, accept, body)
        if known := self._seen.get(key):
            return known
        asked = read_asked(request.method, query_string, mime, body)
        told = asked, choose(accept, asked.format or request.suffix)
        if len(query_string) + len(body) + len(accept) < SEEN_SIZE:
            self._seen[key] = told
            if len(self._seen) > SEEN:
                self._seen.popitem(last=False)
        return told

    async def _page(self, request: _Request, body: bytes, is_query: bool) -> None:
        """Let the application answer a person; a query is paid for all the same."""
        begun, statuses = time.monotonic(), list[int]()
        messages = [{"type": "http.request", "body": body}] if request.method == "POST" else []

        async def receive() -> Message:
            return messages.pop() if messages else await request.receive()

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await request.send(message)

        await self.app(request.scope, receive, send)
        if is_query:
            is_error = any(400 <= status < 500 for status in statuses)
            self.budgets.charge(request.who, time.monotonic() - begun, int(is_error))

    # --- descriptions ---

    async def _void(self, request: _Request) -> Reply | None:
        if refused := request.other_method(READ_METHODS):
            return refused
        choice = choose(request.header(b"accept"), request.parameter("format"))
        if not choice.graph:
            choice = FormatChoice()
        return await self._described(request, choice, await self._reading(), descriptions.void)

    async def _described(
        self,
        request: _Request,
        choice: FormatChoice,
        reading: Reading,
        describe: Callable[[Reading, str], descriptions.Description],
    ) -> Reply:
        """Return a description of what is served here, as RDF."""
        description = await run_in_threadpool(describe, reading, request.address() + self.root)
        answer = description.written(choice.graph, reading.version)
        if is_known(request.header(b"if-none-match"), answer.etag):
            return Reply(304, [("etag", answer.etag), ("vary", "accept, accept-encoding")])
        return await answer.reply(takes_gzip(request.header(b"accept-encoding")))

    # --- the graph store ---

    async def _graph(self, request: _Request) -> Reply | None:
        if refused := request.other_method(READ_METHODS):
            return refused
        reading = await self._reading()
        fields = read_fields(request.scope["query_string"])
        asked = asked_graph(fields, request.suffix, reading)
        choice = choose(request.header(b"accept"), (fields.get("format") or [""])[-1])
        if choice.is_page:
            choice = FormatChoice()
        if not choice.graph:
            raise choice.refusal()
        answer = await self.endpoint.answer(asked, choice, reading, request.who, MOST_TRIPLES)
        self.budgets.charge(request.who, answer.seconds)
        date = dated(self.desk, reading)
        if self._is_unchanged(request, answer.etag, date):
            return Reply(304, [("etag", answer.etag), ("vary", "accept, accept-encoding"), *date])
        reply = await answer.reply(takes_gzip(request.header(b"accept-encoding")))
        return replace(reply, headers=[*reply.headers, *date], _sent=None)

    async def _dump(self, request: _Request) -> Reply | None:
        if refused := request.other_method(READ_METHODS):
            return refused
        fmt = request.suffix.removesuffix(".gz")
        if fmt not in DUMPS:
            raise ProblemError(404, f"there are {', '.join(f'atgraph.{one}.gz' for one in DUMPS)}")
        reading = await self._reading()
        date, is_packed = dated(self.desk, reading), fmt != request.suffix
        etag = etag_of((reading.version, reading.includes_on_request, request.suffix))
        if self._is_unchanged(request, etag, date):
            return Reply(304, [("etag", etag), *date])
        begun = time.monotonic()
        file = await self.dumps.file(reading, fmt)
        self.budgets.charge(request.who, time.monotonic() - begun)
        takes = takes_gzip(request.header(b"accept-encoding"))
        reply = await dump_reply(file, fmt, etag, is_packed, takes)
        reply.headers += [("cache-control", "no-cache"), *date]
        return reply

    @staticmethod
    def _is_unchanged(request: _Request, etag: str, date: Headers) -> bool:
        known, since = (request.header(b"if-none-match"), request.header(b"if-modified-since"))
        return is_unchanged(known, since, etag, date)

    # --- the graph ---

    async def _reading(self, version: str = "") -> Reading:
        """Return the published graph, or that of a data version."""
        try:
            if version:
                found = await run_in_threadpool(self.desk.of_version, version)
            else:
                found = self.desk.at_hand() or await run_in_threadpool(self.desk.now)
        except AtgraphError as exc:
            if (status := status_of(exc)) < 500:
                raise ProblemError(status, said_of(exc)) from exc
            said = "the graph cannot be read now; ask again"
            raise ProblemError(503, said, {"retry-after": "60"}) from exc
        if found is None:
            raise ProblemError(410, "the graph of this data version is not kept here")
        return found


class _Request:
    """A request of a program: what of it the surfaces read."""

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        method: str,
        headers: Mapping[bytes, str],
        suffix: str,
        who: str,
    ) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.method, self.headers, self.suffix, self.who = method, headers, suffix, who

    def header(self, name: bytes) -> str:
        """Return the value of a header, empty where there is none."""
        return self.headers.get(name, "")

    def parameter(self, name: str) -> str:
        """Return the last value of a parameter of the address."""
        fields = read_fields(self.scope["query_string"])
        return (fields.get(name) or [""])[-1]

    def address(self) -> str:
        """Return where the server is asked, without a path."""
        host = self.header(b"host")
        if not HOST.fullmatch(host):
            raise ProblemError(400, "the header Host is not the name of a host")
        return f"{self.scope['scheme']}://{host}"

    def other_method(self, allowed: str) -> Reply | None:
        """Answer OPTIONS, and refuse methods that are not allowed."""
        if self.method in allowed.split(", ") and self.method != "OPTIONS":
            return None
        allow = {"allow": allowed, "access-control-allow-methods": allowed}
        if self.method == "OPTIONS":
            return Reply(204, [*allow.items(), *PREFLIGHT])
        if self.method in {*READ_ONLY, "POST"}:
            raise ProblemError(405, f"this is only read here; use {allowed}", allow)
        raise ProblemError(501, f"no such method is known; use {allowed}", allow)

    async def body(self) -> bytes:
        """Return what is sent.

        Raises:
            ProblemError: it is too long, too slow, or nothing that a query is sent in.
        """
        media_type(self.header(b"content-type"))
        too_long = ProblemError(413, f"what is sent may have {LONGEST:,} bytes, and has more")
        length = self.header(b"content-length")
        if length.isdecimal() and (len(length) > 12 or int(length) > LONGEST):
            raise too_long
        held = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while True:
                    message = await self.receive()
                    if message["type"] == "http.disconnect":
                        raise Disconnected
                    held += message.get("body", b"")
                    if len(held) > LONGEST:
                        raise too_long
                    if not message.get("more_body"):
                        break
        except TimeoutError as exc:
            said = f"what is sent did not come within {BODY_SECONDS:g} seconds"
            raise ProblemError(408, said, {"connection": "close"}) from exc
        return bytes(held)


Surface = Callable[[_Request], Awaitable[Reply | None]]


def _headers(scope: Scope) -> Mapping[bytes, str]:
    """Return the headers by name; of one that stands there twice, the values are joined."""
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        text = value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found
