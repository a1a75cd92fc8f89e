"""A server on loopback that nobody may call: it counts who does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Canary:
    """A server that answers every request with one row, or sends it elsewhere.

    It keeps the paths that were asked.
    """

    def __init__(self, elsewhere: str = "") -> None:
        self.calls: list[str] = []
        self.elsewhere = elsewhere
        canary = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                canary.calls.append(self.path)
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                row = b'{"s":{"type":"literal","value":"sung"}}'
                body = b'{"head":{"vars":["s"]},"results":{"bindings":[' + row + b"]}}"
                self.send_response(302 if canary.elsewhere else 200)
                if canary.elsewhere:
                    self.send_header("Location", canary.elsewhere)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_HEAD = do_PUT = answer  # noqa: N815 -- the library's names

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}/sparql"


@contextmanager
def listening(elsewhere: str = "") -> Iterator[Canary]:
    """Let a canary listen."""
    canary = Canary(elsewhere)
    thread = threading.Thread(target=canary.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield canary
    finally:
        canary.server.shutdown()
        canary.server.server_close()
        thread.join()
