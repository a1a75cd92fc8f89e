"""By which names a server may be asked: a page elsewhere must not ask it by a name of its own."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(256)
def is_served(header: str, hosts: frozenset[str]) -> bool:
    """Return whether a header Host names one of the hosts; any does where there is none."""
    if not hosts:
        return True
    name, _, port = header.rpartition(":")
    name = name if port.isdigit() and not name.endswith(":") else header
    return name.casefold() in hosts
