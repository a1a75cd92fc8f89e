"""A server that answers what a test tells it to, over a real socket."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from atgraph.graph.endpoint.wrapper import columns

JSON = "application/sparql-results+json"


def table(*values: str, version: str = "1") -> bytes:
    """Return the parts of a graph as SPARQL JSON."""
    rows = [
        {"part": {"type": "uri", "value": value}, "version": {"type": "literal", "value": version}}
        for value in values
    ]
    return json.dumps(
        {"head": {"vars": ["part", "version", "push"]}, "results": {"bindings": rows}}
    ).encode()


class Misbehaving(ThreadingHTTPServer):
    """Gives its replies in turn, the last one for ever; ``seen`` are the requests."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, replies: Sequence[Callable[[Handler], None]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies = list(replies)
        self.seen: list[tuple[str, str, str]] = []
        self.headers_seen: list[dict[str, str]] = []
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Misbehaving

    @property
    def asked(self) -> set[str]:
        """The columns that the query of the request names."""
        _, path, body = self.server.seen[-1]
        given = parse_qs(urlsplit(path).query) or parse_qs(body)
        return columns(given.get("query", [""])[0])

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.command, self.path, body.decode()))
        self.server.headers_seen.append(dict(self.headers))
        replies = self.server.replies
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 -- as http.server calls them

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def reply(
    body: bytes = b"", status: int = 200, kind: str = JSON, short: int = 0, **headers: str
) -> Callable[[Handler], None]:
    """Return a reply; ``short`` bytes of it are announced and never come."""

    def give(handler: Handler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) + short))
        handler.end_headers()
        handler.wfile.write(body)

    return give


def chunked(*pieces: bytes, ended: bool = False) -> Callable[[Handler], None]:
    """Return a reply in chunks whose end may never come."""

    def give(handler: Handler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        if ended:
            handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    return give


def silent(handler: Handler) -> None:
    """Take a request and say nothing until the test is over."""
    handler.server.ended.wait(30)


def dripping(handler: Handler) -> None:
    """Send a body that never ends, a little at a time."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    while not handler.server.ended.wait(0.01):
        handler.wfile.write(b" ")


def dripping_header(handler: Handler) -> None:
    """Send a header that never ends, a little at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not handler.server.ended.wait(0.01):
        handler.wfile.write(b"o")


def no_http(handler: Handler) -> None:
    """Answer as a server of something else."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n")
    handler.close_connection = True


@contextmanager
def misbehaving(*replies: Callable[[Handler], None]) -> Iterator[Misbehaving]:
    """Run the server."""
    server = Misbehaving(replies)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
