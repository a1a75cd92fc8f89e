"""Quads as sorted lines, and their digest: the same bytes each time."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from atgraph.rdf.namespaces import prefixes


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """Return quads as sorted lines of N-Quads."""
    return sorted(f"{quad} .\n" for quad in quads)


def digest_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 digest of sorted lines, in hexadecimal."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()


def prefixes_for(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes with which triples are written; none where one would hide what acts.

    U+061C is the one acting character that a name with a prefix may hold, where nothing can be
    escaped.
    """
    return {} if any("\u061c" in str(triple) for triple in triples) else prefixes()
