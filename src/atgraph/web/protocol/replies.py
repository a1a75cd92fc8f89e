"""Whole answers to programs: what all have in common, compressed, or not sent as it is known."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.types import Send
from werkzeug.http import parse_accept_header, parse_etags

Headers = list[tuple[str, str]]
Raw = Iterable[tuple[bytes, bytes]]
# Anybody's page may read what anybody may ask for: no answer depends on who asks. Not where people
# who are listed on request are shown.
OPEN: Headers = [
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Link, Retry-After"),
]
SNIFFED = ("x-content-type-options", "nosniff")
PREFLIGHT: Headers = [
    ("access-control-allow-headers", "Accept, Content-Type, If-None-Match"),
    ("access-control-max-age", "3600"),
]
LEAST = 1_000  # bytes from which on an answer is compressed
PIECE = 1 << 18
LEVEL = 6
GZIPPED = "-gzip"  # ends the mark of an answer that is sent compressed


@dataclass
class Reply:
    """A status, headers and a body, all of which is there before any of it is sent."""

    status: int
    headers: Headers
    body: bytes = b""
    file: IO[bytes] | None = None  # instead of a body, of an answer too large to be held
    is_sized: bool = True  # whether the length of the file is known
    _sent: list[tuple[bytes, bytes]] | None = field(default=None, repr=False)

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers as they are sent."""
        if self._sent is None:
            is_sized = self.is_sized and self.status not in (204, 304)
            length = _length(self.file) if self.file and is_sized else len(self.body)
            size = [("content-length", str(length))] if is_sized else []
            self._sent = [
                (name.encode("latin-1"), value.encode("latin-1", "replace"))
                for name, value in (*self.headers, SNIFFED, *size)
            ]
        return self._sent

    async def send(self, send: Send, is_head: bool = False, open_to: Raw = ()) -> None:
        """Send it; to HEAD without its body.

        Args:
            send: the server's.
            is_head: whether that is the method.
            open_to: headers that say whose pages may read it.
        """
        headers = [*self.raw_headers(), *open_to]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if self.file is None:
            body = b"" if is_head else self.body
            await send({"type": "http.response.body", "body": body})
            return
        with self.file:
            while not is_head and (piece := await run_in_threadpool(self.file.read, PIECE)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def _length(file: IO[bytes]) -> int:
    here = file.tell()
    end = file.seek(0, 2)
    file.seek(here)
    return end - here


def etag_of(parts: Iterable[object]) -> str:
    """Return the mark of an answer, which is another for another graph, query or format."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return f'"{digest.hexdigest()[:32]}"'


@lru_cache(256)
def takes_gzip(accept_encoding: str) -> bool:
    """Return whether who asks takes an answer compressed."""
    return bool(accept_encoding) and parse_accept_header(accept_encoding)["gzip"] > 0


def compressed(data: bytes) -> bytes:
    """Return bytes compressed: the same each time."""
    return gzip.compress(data, LEVEL, mtime=0)


def is_known(if_none_match: str, etag: str) -> bool:
    """Return whether who asks has what is marked so, compressed or not."""
    if not if_none_match:
        return False
    known, name = parse_etags(if_none_match), etag.strip('"')
    return known.contains_weak(name) or known.contains_weak(f"{name}{GZIPPED}")
