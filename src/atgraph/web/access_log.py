"""A line of JSON for each answer: what was asked for, never in which words, nor by whom exactly.

What stands behind the `?` of an address is not written: it may be a query, or the name of a person.
Nor is the address of something that is not here, which may be words too. Of the address of who
asked, the network is written: 24 bits, or 48 of IPv6.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import logging
import sys
import time
from logging.handlers import WatchedFileHandler
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atgraph.errors import RefusedError

STDOUT = Path("-")
LONGEST = 200  # characters of an address that are written
LOGGER = "atgraph.access"
SHOWN_BITS = {4: 24, 6: 48}


class LogFile(WatchedFileHandler):
    """A file that may be moved away meanwhile; that it cannot be written is told once."""

    is_told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Go on serving: the disk may be full."""
        if not self.is_told:
            self.is_told = True
            why = sys.exc_info()[1]
            logging.getLogger(__name__).error("%s cannot be written: %s", self.baseFilename, why)


def open_log(path: Path) -> logging.Logger:
    """Return what writes lines to the end of a file, or to standard output where it is ``-``.

    It is a RefusedError if the file cannot be written.
    """
    try:
        handler = (
            logging.StreamHandler(sys.stdout) if path == STDOUT else LogFile(path, encoding="utf-8")
        )
    except OSError as exc:
        why = f"the log cannot be written: {exc.strerror}"
        raise RefusedError(f"{why}; choose another file with --log", path) from exc
    log = logging.getLogger(LOGGER)
    for old in log.handlers[:]:
        log.removeHandler(old)
        old.close()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    return log


class AccessLog:
    """Writes a line for each answer of an application."""

    def __init__(self, app: ASGIApp, log: logging.Logger) -> None:
        self.app, self.log = app, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and write how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = time.monotonic(), 500, 0
        asked = scope["raw_path"]  # as it was sent: what answers may change the scope

        async def count(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, count)
        finally:
            line = {
                "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
                "client": network_of((scope.get("client") or ("",))[0]),
                "method": scope["method"][:20],
                "path": _shown(asked.decode("latin-1"), status),
                "status": status,
                "bytes": size,
                "seconds": round(time.monotonic() - begun, 4),
            }
            self.log.info(json.dumps(line))


def network_of(address: str) -> str:
    """Return the network of an address: 24 bits of IPv4, 48 of IPv6; of what is none, nothing."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, SHOWN_BITS[found.version]), strict=False))


def _shown(path: str, status: int) -> str:
    """Return a path as it is written: of what was not answered well, how it begins."""
    path = path.partition("?")[0]
    if status >= 400:
        first = "/" + path.lstrip("/").partition("/")[0]
        path = path if first == path else f"{first}/..."
    return path[:LONGEST]
