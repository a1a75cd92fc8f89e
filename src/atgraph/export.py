"""The graph as a file for other programs: the same bytes each time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from atgraph.knowledge import KnowledgeGraph
from atgraph.namespaces import prefixes


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """Return quads as sorted lines of N-Quads."""
    return sorted(f"{quad} .\n" for quad in quads)


def digest_of(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 digest of sorted N-Quads, in hexadecimal."""
    digest = hashlib.sha256()
    for line in sorted_lines(quads):
        digest.update(line.encode())
    return digest.hexdigest()


def quads_of(kg: KnowledgeGraph) -> list[Quad]:
    """Return the quads of the listed graphs."""
    return [quad for graph in kg.graphs for quad in kg.store.quads_for_pattern(None, None, None, graph)]


def write_nquads(kg: KnowledgeGraph) -> bytes:
    """Return sorted N-Quads."""
    return "".join(sorted_lines(quads_of(kg))).encode()


def write_turtle(kg: KnowledgeGraph) -> bytes:
    """Return Turtle of all triples, sorted; the graph names are lost."""
    triples = sorted((Triple(q.subject, q.predicate, q.object) for q in quads_of(kg)), key=str)
    result = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes())
    assert result is not None
    return result


Writer = Callable[[KnowledgeGraph], bytes]
WRITERS: dict[str, Writer] = {"nq": write_nquads, "ttl": write_turtle}
