"""The footprint of shapes: which triples decide what they say of a node.

It is told from the shapes alone: their targets, the steps of their paths, the shapes within, the
classes of values, and the patterns of their queries. ``affected`` are the nodes of which a change
may change the verdict, and ``cut`` is what decides the verdicts on nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from atgraph.build.validation.footprint.query_reads import (
    Path,
    UnknownReadsError,
    follow_query,
    selects,
)
from atgraph.build.validation.footprint.walk import START, Read, Term, Walk
from atgraph.build.validation.shape_files import TARGETS, Node, ShapeFiles
from atgraph.rdf.namespaces import (
    ON_REQUEST_DERIVED,
    OWL,
    RDFS,
    SHACL,
    SUBCLASS,
    TYPE,
    atg,
    graph,
    shorten,
)

# What shapes do not judge; of what rules derive they judge one property.
LEFT, DERIVED = {graph("ontology"), graph("dataset")}, {graph("derived"), ON_REQUEST_DERIVED}
JUDGED = atg("connects")
SAID_OF = f"""
SELECT ?s ?p ?o ?g {{
  VALUES ?s {{ %s }}
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER (
    ?g NOT IN ({", ".join(map(str, LEFT | DERIVED))})
    || (?p = {JUDGED} && ?g IN ({", ".join(map(str, DERIVED))}))
  )
}}
"""
CLASSES = {NamedNode(RDFS + "Class"), NamedNode(OWL + "Class")}


def _named(*names: str) -> frozenset[str]:
    return frozenset(SHACL + name for name in names)


WITHIN = _named("property", "node", "not", "and", "or", "xone", "qualifiedValueShape")
COMPARED = _named("equals", "disjoint", "lessThan", "lessThanOrEquals")  # with another property
COUNTS = _named("minCount", "maxCount")
LEAST, MOST = SHACL + "minCount", SHACL + "maxCount"
OF_VALUES = _named(
    *("datatype", "nodeKind", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive"),
    *("minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "hasValue", "in"),
)
KNOWN = WITHIN | COMPARED | COUNTS | OF_VALUES | _named("class", "closed", "sparql")
# How something is told, or what is read with another of these.
SAID = _named(
    *("severity", "message", "name", "description", "group", "order", "defaultValue", "path"),
    *("deactivated", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount"),
)
REPEATED = _named("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")


@dataclass
class Footprint:
    """What the shapes of a folder read.

    Attributes:
        once: shapes that ask a query of a class once, and name each culprit as its value.
        unknown: shape → why it is not known what it reads, so that it needs the whole graph.
        aimed: the properties whose objects are looked at, whatever they are.
        constants: the nodes that are looked at by name.
    """

    once: set[Node] = field(default_factory=set)
    unknown: dict[Node, str] = field(default_factory=dict)
    aimed: set[NamedNode] = field(default_factory=set)
    constants: set[Term] = field(default_factory=set)
    _walk: Walk = field(default_factory=Walk, repr=False)

    @classmethod
    def of(cls, files: ShapeFiles) -> Footprint:
        """Tell the footprint of shapes."""
        found = cls()
        found._walk.go(found._walk.go(START, TYPE), SUBCLASS)
        for shape in files.shapes:
            if any(files.values(shape, target) for target in TARGETS) or _is_class(files, shape):
                found._add(files, shape)
        return found

    def _add(self, files: ShapeFiles, shape: Node) -> None:
        try:
            _Shape(files, Footprint()).follow(shape)  # so that what is not known leaves nothing
            _Shape(files, self).follow(shape)
        except UnknownReadsError as exc:
            self.unknown[shape] = str(exc)

    def affected(self, delta: Iterable[Quad], *graphs: Read) -> set[Term]:
        """Return the nodes of which quads that come or go may change the verdict.

        ``graphs`` are the one before and the one after.
        """
        return self._walk.affected(delta, graphs)

    def cut(self, focus: Iterable[Term], read: Read) -> set[Quad]:
        """Return the quads of a graph that decide the verdicts on these nodes."""
        return set(self._walk.cut(focus, read))

    def focus_of(self, quads: Iterable[Quad | Triple]) -> Iterator[Term]:
        """Yield the nodes of which these quads speak, some more than once."""
        for quad in quads:
            yield quad.subject  # type: ignore[misc]
            if quad.predicate in self.aimed:
                yield quad.object  # type: ignore[misc]


class _Shape:
    """Follows shapes into what they read."""

    def __init__(self, files: ShapeFiles, found: Footprint) -> None:
        self._files, self._found = files, found
        self._walk = found._walk

    def follow(self, shape: Node) -> None:
        """Follow a shape with a target."""
        if self._nodes(shape, "target"):
            raise UnknownReadsError("has sh:target, of which anything may be a node")
        for name, inverse in (("targetSubjectsOf", False), ("targetObjectsOf", True)):
            for node in self._nodes(shape, name):
                self._walk.go(START, _property(node), inverse, most=1)
                self._found.aimed |= {_property(node)} if inverse else set()
        self._found.constants |= {*self._files.values(shape, SHACL + "targetNode")}
        self._follow(shape, {START}, is_target=True)

    def _follow(self, shape: Node, focus: set[int], is_target: bool = False) -> None:
        """Follow what a shape asks of the focus nodes that a walk reaches in these states."""
        facts = [(p, value) for _, p, value in self._files.facts.get(shape, ())]
        asked = {p for p, _ in facts if p.startswith(SHACL)} - SAID - {*TARGETS}
        if unknown := sorted(asked - KNOWN):
            raise UnknownReadsError(f"has {', '.join(map(shorten, unknown))}")
        values = self._values(shape, focus, asked)
        for predicate, value in facts:
            if predicate in COMPARED:
                for state in focus:
                    self._walk.go(state, _property(value))
            elif predicate == SHACL + "class":
                for state in values:
                    self._walk.go(self._walk.go(state, TYPE), SUBCLASS)
            elif predicate == SHACL + "closed":
                for state in values:
                    self._walk.go(state, None)
            elif predicate == SHACL + "sparql":
                self._query(shape, value, focus, is_target)
        for predicate in WITHIN:
            for part in self._files.values(shape, predicate):
                if not isinstance(part, Literal):
                    self._follow(part, values)

    def _values(self, shape: Node, focus: set[int], asked: set[str]) -> set[int]:
        """Return the states in which a walk is at the values of a shape."""
        written = self._nodes(shape, "path")
        if not written:
            return focus
        path = self._path(written)
        if path.kind != "property" or asked - COUNTS:
            return path.follow(self._walk, focus)
        counts = {p: int(v.value) for _, p, v in self._files.facts[shape] if p in COUNTS}
        # one more than allowed tells as much as all
        most = max(counts.get(LEAST, 0), counts.get(MOST, 0) + (MOST in counts))
        return {self._walk.go(state, path.predicate, path.inverse, most) for state in focus}

    def _path(self, written: list[Node]) -> Path:
        parts = tuple(map(self._step, written))
        return parts[0] if len(parts) == 1 else Path("sequence", parts)

    def _step(self, node: Node) -> Path:
        if isinstance(node, NamedNode):
            return Path("property", predicate=node)
        for predicate in (fact.predicate for fact in self._files.facts.get(node, ())):
            inner = self._nodes(node, predicate.removeprefix(SHACL))
            if predicate == SHACL + "inversePath":
                return self._path(inner).turned()
            if predicate == SHACL + "alternativePath":
                return Path("either", tuple(map(self._step, inner)))
            if predicate in REPEATED:
                return Path("repeated", (self._path(inner),))
        members = [n for n in self._files.members(node) if not isinstance(n, Literal)]
        if members in ([node], []):
            raise UnknownReadsError("has a path that is not understood")
        return self._path(members)

    def _query(self, shape: Node, written: Term, focus: set[int], is_target: bool) -> None:
        texts = self._files.values(written, SHACL + "select")  # type: ignore[arg-type]
        if not texts:
            raise UnknownReadsError("has a query that is no sh:select")
        targets = [target for target in TARGETS if self._files.values(shape, target)]
        for text in (node.value for node in texts):
            if not (is_target and SHACL + "targetNode" in targets and selects(text, "value")):
                follow_query(text, "this", self._walk, focus)
            elif len(targets) > 1:
                raise UnknownReadsError("has a query with a node and others as its target")
            else:
                self._found.once.add(shape)
                follow_query(text, "value", self._walk, focus)

    def _nodes(self, shape: Node, name: str) -> list[Node]:
        return [n for n in self._files.values(shape, SHACL + name) if not isinstance(n, Literal)]


def _property(node: Term) -> NamedNode:
    if not isinstance(node, NamedNode):
        raise UnknownReadsError("names a property that is none")
    return node


def _is_class(files: ShapeFiles, shape: Node) -> bool:
    return any(kind in CLASSES for kind in files.values(shape, TYPE.value))


def judged_quads(store: Store, of: Iterable[Term] = ()) -> Read:
    """Return how to read what shapes judge of a store with a graph.

    That is what people wrote, and which things each tie connects; the ontology is not of it. What
    is said ``of`` some nodes is read at once: of a well-known body most of it is derived, which the
    engine then passes over.
    """
    special, known = LEFT | DERIVED, {node: list[Quad]() for node in of}
    if known:
        nodes = " ".join(str(node) for node in known if isinstance(node, NamedNode))
        rows = store.query(SAID_OF % nodes)
        assert isinstance(rows, QuerySolutions), "the query selects"
        for row in rows:
            known[row[0]].append(Quad(*row))

    def read(s: Term | None, p: NamedNode | None, o: Term | None) -> Iterable[Quad]:
        if p is None and o is None and isinstance(s, NamedNode) and s in known:
            return known[s]
        return search(s, p, o)

    def search(s: Term | None, p: NamedNode | None, o: Term | None) -> Iterator[Quad]:
        for quad in store.quads_for_pattern(s, p, o, None):  # type: ignore[arg-type]
            name = quad.graph_name
            if name not in special or (name in DERIVED and quad.predicate == JUDGED):
                yield quad

    return read
