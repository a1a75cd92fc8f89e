"""The files of shapes as they are written: which node says what, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from atgraph.errors import Problem, UnreadableError
from atgraph.files import file_state
from atgraph.rdf.namespaces import RDF, SHACL
from atgraph.rdf.turtle_files import RdfFile, nameless_line, rdf_files, read_rdf

Node = NamedNode | BlankNode
TARGETS = tuple(
    SHACL + f"target{name}" for name in ("", "Class", "Node", "ObjectsOf", "SubjectsOf")
)
KINDS = {NamedNode(SHACL + "NodeShape"), NamedNode(SHACL + "PropertyShape")}
NEEDS = tuple(
    SHACL + name for name in ("node", "property", "not", "and", "or", "xone", "qualifiedValueShape")
)


class ShapeFact(NamedTuple):
    """What a file says of a node."""

    node: Node
    predicate: str
    value: Node | Literal


@dataclass(frozen=True, eq=False)
class ShapeFiles:
    """The shapes of a folder; ``facts`` are the statements about each node."""

    files: tuple[RdfFile, ...] = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> ShapeFiles:
        """Read the Turtle files of a folder; once while none changes.

        It is an UnreadableError if there are none, something else is there, or a file cannot be
        read or says something of a statement, which the engine has no words for.
        """
        return _read(tuple(map(file_state, rdf_files(folder, needed=True))))

    @property
    def triples(self) -> Iterator[Triple]:
        """All triples."""
        return (triple for file in self.files for triple in file.triples)

    @cached_property
    def homes(self) -> dict[Node, RdfFile]:
        """Node → its file."""
        return {t.subject: file for file in self.files for t in file.triples}  # type: ignore[misc]

    @cached_property
    def all_facts(self) -> list[ShapeFact]:
        """All statements, in the order of the files."""
        return [ShapeFact(t.subject, t.predicate.value, t.object) for t in self.triples]  # type: ignore[arg-type]

    @cached_property
    def facts(self) -> dict[Node, list[ShapeFact]]:
        """Node → what is said of it."""
        found: dict[Node, list[ShapeFact]] = {}
        for fact in self.all_facts:
            found.setdefault(fact.node, []).append(fact)
        return found

    @cached_property
    def parents(self) -> dict[Node, Node]:
        """Node → a node that is written with it."""
        return {f.value: f.node for f in self.all_facts if not isinstance(f.value, Literal)}

    def values(self, node: Node, predicate: str) -> list[Node | Literal]:
        """Return the values of a property, the members of a list for the list."""
        found = [fact.value for fact in self.facts.get(node, ()) if fact.predicate == predicate]
        return [member for value in found for member in self.members(value)]

    def members(self, node: Node | Literal) -> Iterator[Node | Literal]:
        """Yield the members of a list; anything else is its own only member."""
        passed = set()  # a list may come back to itself
        while isinstance(node, BlankNode) and node not in passed:
            parts = {fact.predicate: fact.value for fact in self.facts.get(node, ())}
            if RDF + "first" not in parts:
                break
            passed.add(node)
            yield parts[RDF + "first"]
            node = parts.get(RDF + "rest", NamedNode(RDF + "nil"))
        if node != NamedNode(RDF + "nil"):
            yield node

    @cached_property
    def shapes(self) -> list[Node]:
        """The nodes that are said to be shapes, or have a target."""
        said = dict[Node, None]()
        for node, predicate, value in self.all_facts:
            if predicate in TARGETS or (predicate == RDF + "type" and value in KINDS):
                said[node] = None
        return list(said)

    @cached_property
    def reported(self) -> list[Node]:
        """The shapes that make results: those with a target, and the property shapes of these."""
        found = [
            node
            for node in self.shapes
            if node not in self.parents or any(self.values(node, target) for target in TARGETS)
        ]
        for node in found:
            parts = self.values(node, SHACL + "property")
            found += [n for n in parts if not isinstance(n, Literal) and n not in found]
        return found

    def find(self, node: Node, message: str, *words: str) -> Problem:
        """Return a problem on the line of a node, or further down where some words stand in it."""
        file, passed = self.homes[node], {node}
        while isinstance(node, BlankNode) and self.parents.get(node, node) not in passed:
            node = self.parents[node]
            passed.add(node)
        start = file.lines.get(node.value, 0) or (
            nameless_line(file.text) if isinstance(node, BlankNode) else 0
        )
        line = file.line_of(words, start) if words else start
        return Problem(str(file.path), line, message)


@lru_cache(maxsize=4)  # each build reads those of the data and those of the style
def _read(states: tuple[tuple[Path, int, int], ...]) -> ShapeFiles:
    files = tuple(read_rdf(path) for path, _, _ in states)
    for file in files:
        if any(isinstance(triple.object, Triple) for triple in file.triples):
            why = "says something of a statement (RDF 1.2), which no shape does; take it out"
            raise UnreadableError(why, file.path, nameless_line(file.text))
    return ShapeFiles(files)
