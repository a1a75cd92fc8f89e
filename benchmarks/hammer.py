"""Clients that ask over kept connections as fast as they are answered, in one thread.

What a request costs here must be little against what it costs a server: requests are made before,
and of an answer only its end is looked for.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass
class Tally:
    """What became of requests: how long each took in seconds, how many had which status."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    lost: int = 0  # connections that ended without an answer

    @property
    def good(self) -> int:
        """How many were answered."""
        return self.statuses.get(200, 0)


def get(port: int, path: str, accept: str, **parameters: str) -> bytes:
    """Return a request."""
    head = f"GET {path}?{urlencode(parameters)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    return f"{head}Accept: {accept}\r\n\r\n".encode()


class Client:
    """One connection."""

    def __init__(self, port: int, source: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer, self.begun, self.wanted, self.is_asking = b"", 0.0, -1, False

    def send(self, request: bytes) -> None:
        """Send a request."""
        self.answer, self.wanted, self.begun = b"", -1, time.perf_counter()
        self.is_asking = True
        self.socket.sendall(request)

    def read(self) -> int:
        """Read on; return the status once the answer is whole, 0 before, -1 if it is lost."""
        data = self.socket.recv(1 << 16)
        if not data:
            return -1
        self.answer += data
        if self.wanted < 0 and (end := self.answer.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.answer, 0, end)
            is_chunked = CHUNKED.search(self.answer, 0, end + 2)
            self.wanted = 0 if is_chunked else end + 4 + (int(length[1]) if length else 0)
        if self.wanted < 0 or len(self.answer) < self.wanted:
            return 0
        if self.wanted == 0 and not self.answer.endswith(b"0\r\n\r\n"):
            return 0
        return int(self.answer[9:12])


def hammer(
    port: int, requests: Iterator[bytes], seconds: float, clients: int = 20, pause: float = 0.0
) -> Tally:
    """Ask for so many seconds; each client asks again once it is answered, after a pause."""
    tally, end = Tally(), time.perf_counter() + seconds
    resting: list[tuple[float, Client]] = []
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            client = Client(port, "127.0.0.1")
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.send(next(requests))
        while (now := time.perf_counter()) < end:
            while resting and resting[0][0] <= now:
                resting.pop(0)[1].send(next(requests))
            for key, _ in selector.select(0.005 if pause else 1.0):
                client = key.data
                status = client.read()
                if status == 0:
                    continue
                if status < 0:
                    tally.lost += client.is_asking  # else it was closed, as nobody asked for long
                    resting = [one for one in resting if one[1] is not client]
                    selector.unregister(client.socket)
                    client.socket.close()
                    client = Client(port, "127.0.0.1")
                    selector.register(client.socket, selectors.EVENT_READ, client)
                else:
                    client.is_asking = False
                    tally.seconds.append(time.perf_counter() - client.begun)
                    tally.statuses[status] = tally.statuses.get(status, 0) + 1
                if pause:
                    resting.append((time.perf_counter() + pause, client))
                else:
                    client.send(next(requests))
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return tally
