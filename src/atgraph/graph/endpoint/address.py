"""Addresses of servers, and who asks: never a secret in an address, and none that is printed."""

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
        """Read them from ATGRAPH_USER and ATGRAPH_PASSWORD: both, or None where neither is set."""
        user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if bool(user) != bool(password):
            there, missing = (USER, PASSWORD) if user else (PASSWORD, USER)
            raise EndpointError(f"{there} is set without {missing}; set both, or neither")
        return cls(user, password) if user else None


def check_address(url: str) -> str:
    """Return the address of a server; refuse another than http or https, or with a password."""
    advice, place = "write http:// or https:// and the server's name", without_secret(url)
    if not url.strip():
        raise EndpointError(f"the address of the server is empty; {advice}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointError(f"is not an address; {advice}", place) from None
    if "@" in parts.netloc:
        why = "holds a user or password; take it out of the address"
        raise EndpointError(f"{why} and set {USER} and {PASSWORD} in the environment", place)
    is_web = parts.scheme in ("http", "https") and parts.hostname and port != 0
    if not is_web or re.search(r"[\x00-\x20\x7f-\x9f]", url):
        raise EndpointError(f"is not an address of a server; {advice}", place)
    if parts.fragment:
        raise EndpointError("has a part after #, which no server sees; take it out", place)
    return url


def without_secret(url: str) -> str:
    """Return an address for a message, without what stands before an @ in its host."""
    return SECRET.sub(r"\1", url)
