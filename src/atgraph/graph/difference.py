"""What sets two stores apart: the statements of named graphs that one has and the other has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse


@dataclass(frozen=True)
class Difference:
    """The lines of N-Triples of one graph that came, and those that went, both sorted.

    Attributes:
        graph: its name.
        size: how many statements it had before.
    """

    graph: NamedNode
    came: tuple[str, ...]
    went: tuple[str, ...]
    size: int = 0

    @property
    def came_quads(self) -> list[Quad]:
        """What came."""
        return _read(self.came, self.graph)

    @property
    def went_quads(self) -> list[Quad]:
        """What went."""
        return _read(self.went, self.graph)


def differences(before: Store, after: Store, graphs: Iterable[NamedNode]) -> list[Difference]:
    """Return in what graphs of two stores differ, in the order of their names.

    Graphs that are the same are written out by the engine twice, and looked at no further: a
    million statements take some seconds, and the memory of the largest graph.
    """
    found = []
    for name in sorted(graphs, key=lambda graph: graph.value):
        old, new = lines_of(before, name), lines_of(after, name)
        if old != new:
            had, has = set(old.split("\n")), set(new.split("\n"))
            came, went = (tuple(sorted(one - other)) for one, other in ((has, had), (had, has)))
            if came or went:
                found.append(Difference(name, came, went, len(had - {""})))
    return found


def lines_apart(
    before: Iterable[bytes], after: Iterable[bytes], most: int
) -> tuple[set[bytes], set[bytes]] | None:
    """Return the lines that one of two graphs has alone, and the other; None if more than ``most``.

    The engine writes all graphs in one order, so that few lines wait for the other graph's.
    """
    went, came = set[bytes](), set[bytes]()
    for old, new in zip_longest(before, after):
        if old == new:
            continue
        for line, own, others in ((old, went, came), (new, came, went)):
            if line in others:
                others.remove(line)
            elif line is not None:
                own.add(line)
        if len(went) + len(came) > most:
            return None
    return went, came


def lines_of(store: Store, graph: NamedNode) -> str:
    """Return a graph as lines of N-Triples, in an order of the engine's own."""
    written = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph)
    assert written is not None, "it is written to a file if one is given"
    return written.decode()


def _read(lines: Iterable[str], graph: NamedNode) -> list[Quad]:
    text = "\n".join(lines)
    quads = parse(text.encode(), format=RdfFormat.N_TRIPLES)
    return [Quad(q.subject, q.predicate, q.object, graph) for q in quads]
