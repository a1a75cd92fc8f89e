"""What a push has to send: all graphs, or what sets them apart from a version that a server has.

A server says of which version its graph is, and which push sent it. Where the graph of that version
is still kept here, and the server's graphs have as many triples as its, what changed since is read
here, and nothing from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from atgraph.errors import EndpointError
from atgraph.graph.difference import Difference, differences, lines_of
from atgraph.graph.endpoint.remote import DATASET, LEDGER, RemoteEngine
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import APART

COUNT = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
# What the version does not cover is always compared.
COMPARED = {DATASET, *APART}
Base = Callable[[str], Graph | None]


@dataclass(frozen=True)
class NamedGraph:
    """A graph to send: sorted lines of N-Triples, and their SHA-256 digest.

    ``purpose`` says what it is beside the graph of its name: what comes in its place, or what is
    added to it or removed from it.
    """

    name: NamedNode
    lines: Sequence[str]
    digest: str
    purpose: str = "incoming"

    @classmethod
    def read(cls, kg: Graph, name: NamedNode) -> NamedGraph:
        """Read a graph."""
        lines = as_lines(kg.quads(name))
        return cls(name, lines, digest_of_lines(lines))

    @classmethod
    def part(cls, name: NamedNode, lines: Iterable[str], purpose: str) -> NamedGraph:
        """Return a part of a graph, of lines of N-Triples."""
        whole = sorted(f"{line}\n" for line in lines)
        return cls(name, whole, digest_of_lines(whole), purpose)

    @property
    def beside(self) -> NamedNode:
        """The name under which it waits until it is put in place."""
        return NamedNode(f"{self.name.value}#{self.purpose}-{self.digest[:32]}")


@dataclass(frozen=True)
class GraphEdit:
    """What to add to a graph of the server, and what to remove from it."""

    difference: Difference

    @property
    def name(self) -> NamedNode:
        """The graph's."""
        return self.difference.graph

    @cached_property
    def parts(self) -> list[NamedGraph]:
        """What is sent: what is removed, and what is added."""
        found = {"removed": self.difference.went, "added": self.difference.came}
        return [NamedGraph.part(self.name, lines, why) for why, lines in found.items() if lines]


@dataclass
class PushPlan:
    """What a server is to hold.

    Attributes:
        marker: the description of the dataset, by which readers list the graphs.
        wholes: the other graphs that are compared with the server's, and sent where those differ.
        edits: the graphs of which the server has a known version.
        same: the graphs that are as they were in that version, and their sizes.
        state: what the server says of that version; empty where none is known.
        sizes: those of its graphs.
    """

    marker: NamedGraph
    wholes: list[NamedGraph]
    edits: list[GraphEdit] = field(default_factory=list)
    same: dict[NamedNode, int] = field(default_factory=dict)
    state: str = ""
    sizes: dict[NamedNode, int] = field(default_factory=dict)

    @property
    def names(self) -> set[NamedNode]:
        """The graphs that the server is to hold, the ledger among them."""
        parts = {part.name for part in (*self.wholes, self.marker)}
        return {LEDGER, *parts, *(edit.name for edit in self.edits), *self.same}

    @property
    def triples(self) -> int:
        """How many triples the server is to hold, without the ledger."""
        edited = sum(
            self.sizes[e.name] + len(e.difference.came) - len(e.difference.went) for e in self.edits
        )
        wholes = sum(len(part.lines) for part in (*self.wholes, self.marker))
        return wholes + edited + sum(self.same.values())

    def fits(self, remote: RemoteEngine) -> bool:
        """Whether the server holds what the plan takes it to hold, as far as counting tells."""
        if not self.state:
            return True
        if remote.state() != self.state:
            return False
        return all(count(remote, name) == size for name, size in self.sizes.items())


def make_plan(kg: Graph, remote: RemoteEngine, base: Base | None = None) -> PushPlan:
    """Return what is to be sent; ``base`` returns the graph of a version, if it is kept here.

    It is an EndpointError if the graph has no description.
    """
    state = remote.state() if base else ""
    known = base(state.partition(" ")[0]) if base and state else None
    if known is None or not (_is_here(kg) and _is_here(known)):
        return _whole(kg)
    names = {name for name in {*kg.graphs, *known.graphs} if name not in COMPARED}
    found = {one.graph: one for one in differences(known.store, kg.store, names)}
    whole = [name for name in kg.graphs if name in COMPARED or _is_small(kg, found.get(name))]
    plan = _whole(kg, whole)
    plan.state = state
    for name in sorted(names, key=str):
        size = found[name].size if name in found else lines_of(known.store, name).count("\n")
        if size:
            plan.sizes[name] = size
        if name not in found:
            plan.same[name] = size
        elif name in kg.graphs and name not in whole:
            plan.edits.append(GraphEdit(found[name]))
    return plan


def _whole(kg: Graph, names: Iterable[NamedNode] | None = None) -> PushPlan:
    chosen = kg.graphs if names is None else names
    parts = [part for name in chosen if (part := NamedGraph.read(kg, name)).lines]
    marker = next((part for part in parts if part.name == DATASET), None)
    if marker is None:
        why = "the graph has no description of the dataset, which marks it as whole"
        raise EndpointError(f"{why}; build it with `atgraph build`")
    return PushPlan(marker, [part for part in parts if part is not marker])


def _is_here(kg: Graph) -> bool:
    return isinstance(kg.engine, EmbeddedEngine)


def _is_small(kg: Graph, difference: Difference | None) -> bool:
    """Whether a graph is smaller than what would have to be added and removed."""
    if difference is None:
        return False
    changed = len(difference.came) + len(difference.went)
    return difference.size + len(difference.came) - len(difference.went) <= changed


def count(remote: RemoteEngine, name: NamedNode) -> int:
    """Return how many triples a graph of a server has."""
    found = (getattr(row["count"], "value", "") for row in remote.solutions(COUNT, [name]))
    said = next(found, "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def as_lines(quads: Iterable[Quad]) -> list[str]:
    """Return the triples of quads as sorted lines of N-Triples."""
    return sorted(f"{quad.triple} .\n" for quad in quads)


def digest_of_lines(lines: Sequence[str]) -> str:
    """Return the SHA-256 digest of lines."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def edited(edits: Iterable[GraphEdit]) -> Iterator[str]:
    """Yield the updates that put into graphs what waits beside them."""
    for edit in edits:
        for part in edit.parts:
            verb = "DELETE" if part.purpose == "removed" else "INSERT"
            here, beside = (f"GRAPH {name} {{ ?s ?p ?o }}" for name in (part.name, part.beside))
            yield f"{verb} {{ {here} }} WHERE {{ {beside} }}"
