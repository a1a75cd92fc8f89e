"""Addresses of servers as people type them, and who asks: never a secret in an address, and none that is printed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from atgraph.errors import EndpointError

USER, PASSWORD = "ATGRAPH_USER", "ATGRAPH_PASSWORD"
SECRET = re.compile(r"(//)[^/?#]*@")


@dataclass(frozen=True)
class Credentials:
    """A user and a password, as the environment gives them."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def read(cls) -> Credentials | None:
        """Read them from ATGRAPH_USER and ATGRAPH_PASSWORD; None where neither is set.

        Raises:
            EndpointError: one is set without the other.
        """
        user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if bool(user) != bool(password):
            raise EndpointError(
                f"{USER if user else PASSWORD} is set without {PASSWORD if user else USER}; set both, or neither"
            )
        return cls(user, password) if user else None


def check_address(url: str) -> str:
    """Return the address of a server.

    Raises:
        EndpointError: it is no http or https address, or it holds a password.
    """
    if not url.strip():
        raise EndpointError(
            "the address of the server is empty; write http:// or https:// and the server's name"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointError(
            "is no address; write http:// or https:// and the server's name", without_secret(url)
        ) from None
    if "@" in parts.netloc:
        raise EndpointError(
            f"holds a user or password; take it out of the address and set {USER} and {PASSWORD} in the environment",
            without_secret(url),
        )
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or port == 0
        or re.search(r"[\x00-\x20\x7f-\x9f]", url)
    ):
        raise EndpointError(
            "is no address of a server; write http:// or https:// and the server's name",
            without_secret(url),
        )
    if parts.fragment:
        raise EndpointError(
            "has a part after #, which no server sees; take it out", without_secret(url)
        )
    return url


def without_secret(url: str) -> str:
    """Return an address for a message, without what stands before an @ in its host."""
    return SECRET.sub(r"\1", url)
