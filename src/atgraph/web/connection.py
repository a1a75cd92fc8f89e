"""One connection: requests must come in time, and the very same one is answered at once.

Reading a request takes longer than finding an answer that is held. So a connection remembers the
bytes of requests that were read, guarded and answered, and for as long as the same answer holds
answers the same bytes with it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS, REQUEST_SECONDS = 10.0, 30.0  # until the head, and all, of a request must be here
LONGEST = 4_000  # bytes of a request that is remembered
SIZE = 8 << 20  # bytes of all that is remembered
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
REMEMBER = "remember"  # in the state of a request: what an answer may be given to
Raw = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Again:
    """An answer to the same bytes: its head without the date, its body, and whether it holds."""

    head: bytes
    body: bytes
    holds: Callable[[], bool]


class Remembered:
    """Requests by their bytes and who sent them; those that came last."""

    def __init__(self) -> None:
        self._held = OrderedDict[tuple[bytes, str], Again]()
        self._size = 0

    def get(self, request: bytes, who: str) -> Again | None:
        """Return the answer to a request, if it holds."""
        found = self._held.get((request, who))
        if found is None:
            return None
        if found.holds():
            self._held.move_to_end((request, who))
            return found
        self._drop(request, who)
        return None

    def keep(
        self,
        request: bytes,
        who: str,
        headers: Raw,
        body: bytes,
        holds: Callable[[], bool],
    ) -> None:
        """Remember an answer of status 200, for as long as it holds."""
        self._drop(request, who)
        again = Again(head_of(headers) + b"\r\n", body, holds)
        self._held[request, who] = again
        self._size += _size(request, again)
        while self._size > SIZE:
            gone, last = self._held.popitem(last=False)
            self._size -= _size(gone[0], last)

    def _drop(self, request: bytes, who: str) -> None:
        if gone := self._held.pop((request, who), None):
            self._size -= _size(request, gone)


def _size(request: bytes, again: Again) -> int:
    return len(request) + len(again.head) + len(again.body) + 500


def head_of(headers: Raw) -> bytes:
    """Return headers as they are sent."""
    return b"".join(b"%b: %b\r\n" % pair for pair in headers)


class Connection(H11Protocol):
    """A connection of the server."""

    remembered = Remembered()
    is_remembering = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._state = self.app_state
        self._who = self.client[0] if self.client else ""
        self._begun = 0.0
        self._limit: asyncio.TimerHandle | None = None
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came; the very request that was answered before is answered again."""
        is_whole = self.is_remembering and self._is_whole(data)
        if is_whole and (again := self.remembered.get(data, self._who)):
            self._answer(again)
            return
        self.app_state = self._state
        if is_whole:
            keep = partial(self.remembered.keep, data, self._who)
            self.app_state = {**self._state, REMEMBER: keep}
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._expect()
        else:
            self._expect_nothing()

    def _is_whole(self, data: bytes) -> bool:
        """Return whether bytes are one request to read, and nothing is under way."""
        return (
            len(data) <= LONGEST
            and data.startswith(b"GET /")
            and data.find(b"\r\n\r\n") == len(data) - 4
            and (self.cycle is None or self.cycle.response_complete)
            and self.conn.their_state is self.conn.our_state is h11.IDLE
            and not self.conn.trailing_data[0]
            and not self.flow.write_paused
        )

    def _answer(self, again: Again) -> None:
        self._expect_nothing()
        default = head_of(self.server_state.default_headers)
        self.transport.write(b"HTTP/1.1 200 OK\r\n" + default + again.head + again.body)
        self.on_response_complete()

    # --- time ---

    def _expect(self) -> None:
        """Wait for the rest of a request, for so long from its beginning."""
        if self._limit is None:
            self._begun = self.loop.time()
            self._limit = self.loop.call_later(HEAD_SECONDS, self._check)

    def _expect_nothing(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _check(self) -> None:
        """Close what is too slow, unless it waits between two requests."""
        self._limit = None
        is_body = self.conn.their_state is h11.SEND_BODY
        left = self._begun + REQUEST_SECONDS - self.loop.time()
        if is_body and left > 0:
            self._limit = self.loop.call_later(left, self._check)
        elif not self.transport.is_closing():
            if self.conn.our_state is h11.IDLE:
                self.transport.write(TOO_SLOW)
            self.transport.close()


def remember(scope: Any, headers: Raw, body: bytes, holds: Callable[[], bool]) -> None:
    """Let the connection answer the same request so, for as long as that holds.

    Args:
        scope: of the request, which may be remembered or not.
        headers: of the answer.
        body: of the answer.
        holds: whether it would be answered so again.
    """
    keep = scope.get("state", {}).get(REMEMBER)
    is_kept = scope.get("http_version") == "1.1"
    if keep and is_kept and not any(name == b"connection" for name, _ in scope["headers"]):
        keep(headers, body, holds)
