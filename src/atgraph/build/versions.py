"""The versions of the graph that a store still has, and the statements in which two differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from atgraph.build.on_request import said_of
from atgraph.build.publish import finished_graphs, published_number
from atgraph.build.snapshot import listed_in
from atgraph.errors import NotFoundError
from atgraph.graph.difference import differences
from atgraph.graph.graph import Graph
from atgraph.graph.store import open_graph, open_published
from atgraph.rdf.namespaces import APART, TYPE, atg, graph

ASSERTED_IN = {graph("derived"), graph("dataset")}
LEAST = 4  # digits that tell a version


@dataclass(frozen=True)
class Statements:
    """In which statements two versions differ.

    Attributes:
        before, after: the versions.
        came, went: the statements, sorted as lines of N-Quads.
        left_out: how many people are not told of, because they are listed on request now.
    """

    before: str
    after: str
    came: Sequence[Quad]
    went: Sequence[Quad]
    left_out: int = 0


def statements_between(folder: Path, before: str, after: str = "") -> Statements:
    """Return in which statements two versions differ that a store has.

    Nothing is said of people who are listed on request in the published graph, nor of how the
    dataset is described.

    Args:
        folder: the store's.
        before: the version from which is told, by its first digits.
        after: the version to which; without it the published one.

    Raises:
        NotFoundError: a version is not kept, or several begin so.
        StoreError: the store cannot be read.
    """
    published = Graph(open_published(folder)[0])
    one = kept_version(folder, before)
    other = kept_version(folder, after) if after else published
    listed = frozenset(NamedNode(iri) for iri in listed_in(folder))
    graphs = {*one.graphs, *other.graphs} - {*APART, graph("dataset")}
    found = differences(one.store, other.store, graphs)
    went, came = (
        sorted((q for d in found for q in getattr(d, f"{what}_quads")), key=str)
        for what in ("went", "came")
    )
    withheld = [_withheld(version, listed) for version in (one, other)]
    shown = len({person for _, people in withheld for person in people})
    return Statements(
        one.version,
        other.version,
        [quad for quad in came if not withheld[1][0].covers(quad)],
        [quad for quad in went if not withheld[0][0].covers(quad)],
        shown,
    )


def kept_version(folder: Path, version: str) -> Graph:
    """Return the graph of a version that a store has, by its first digits.

    It is a NotFoundError if it has none, or several; the message lists those that it has.
    """
    kept = [*_versions(folder)]
    found = [path for name, path in kept if name.startswith(version[:12].lower())]
    if len(version) >= LEAST and len(found) == 1:
        graph_found = Graph(open_graph(found[0]))
        if graph_found.version.startswith(version.lower()):
            return graph_found
    there = ", ".join(name for name, _ in kept)
    why = "several versions begin" if len(found) > 1 else "no version is kept that begins"
    why = f"{why} {version!r}"
    if len(version) < LEAST:
        why = f"{version!r} is too short for a version; give {LEAST} digits of it or more"
    raise NotFoundError(f"{why}; there are {there}, newest first")


def _versions(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the versions of a store and their folders, newest first, each once."""
    number = published_number(folder)
    seen = set[str]()
    for at, path in sorted(finished_graphs(folder).items(), reverse=True):
        name = path.name.rpartition("-")[2]
        if at <= number and name not in seen:
            seen.add(name)
            yield name, path


class Withheld:
    """What is told of nobody: the statements about people, and those about what is said of them."""

    def __init__(self, people: frozenset[NamedNode], said: set[Quad]) -> None:
        gone = {quad.subject for quad in said if quad.predicate == TYPE}
        self.gone, self.said = {*people, *gone}, said

    def covers(self, quad: Quad) -> bool:
        """Whether a statement is among them."""
        return quad in self.said or quad.subject in self.gone or quad.object in self.gone


def _withheld(kg: Graph, listed: frozenset[NamedNode]) -> tuple[Withheld, frozenset[NamedNode]]:
    """Return what a version shows of people who are listed on request by now, and whom."""
    known = {q.subject for q in kg.store.quads_for_pattern(None, TYPE, atg("Person"), None)}
    people = frozenset(listed & known - {NamedNode(iri) for iri in kg.listed})
    if not people:
        return Withheld(listed, set()), people
    asserted = (q for name in kg.graphs if name not in ASSERTED_IN for q in kg.quads(name))
    return Withheld(listed, said_of(people, asserted)), people
