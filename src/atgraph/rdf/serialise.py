"""Quads as sorted lines, and their digest: the same bytes each time."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import Quad


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """Return quads as sorted lines of N-Quads."""
    return sorted(f"{quad} .\n" for quad in quads)


def digest_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 digest of sorted lines, in hexadecimal."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()
