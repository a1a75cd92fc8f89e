"""The servers that a query may ask by SERVICE: those whose host somebody allowed by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from atgraph.errors import QueryError

HOST = r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?"
ALLOWED = re.compile(HOST)
# Nothing that readers of addresses disagree about: no user name, no escape, no other scheme.
ADDRESS = re.compile(rf"<(?P<scheme>https?)://{HOST}(?:[/?#][^\\]*)?>", re.IGNORECASE)
PORTS = {"http": 80, "https": 443}


class Server(NamedTuple):
    """A host in lower case, and a port; None is that of the scheme."""

    host: str
    port: int | None

    def __str__(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"


def read_hosts(allowed: Iterable[str]) -> frozenset[Server]:
    """Return the servers that somebody allows, each written ``host`` or ``host:port``.

    Raises:
        QueryError: one is written otherwise.
    """
    return frozenset(
        _read_host(written) for written in ([allowed] if isinstance(allowed, str) else allowed)
    )


def _read_host(written: str) -> Server:
    found = ALLOWED.fullmatch(written)
    if not found:
        raise QueryError(
            f"{written!r} is no host that can be allowed; write its name alone, as example.org, or with a port, as example.org:7878"
        )
    return Server(found["host"].lower(), int(found["port"]) if found["port"] else None)


def server_of(address: str) -> Server | None:
    """Return the server of an address in angle brackets; None where readers could take it for two."""
    found = ADDRESS.fullmatch(address)
    if not found:
        return None
    port = int(found["port"]) if found["port"] else None
    return Server(found["host"].lower(), None if port == PORTS[found["scheme"].lower()] else port)
