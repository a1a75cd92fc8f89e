"""The shapes of ontology/shapes/ and ontology/style/: read, checked and run."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Self

import rdflib
from pyoxigraph import NamedNode, Quad, Triple
from rdflib import RDF, SH
from rdflib.collection import Collection as RdfList

from atgraph.build.validation.footprint import Footprint, Term
from atgraph.build.validation.graphs import judged, to_rdflib
from atgraph.build.validation.shape_files import TARGETS, Node, ShapeFiles
from atgraph.build.validation.shape_results import Finding, problems_of, read_report
from atgraph.build.validation.shape_rules import find_faults, unguarded
from atgraph.errors import WARNING, Origins, Place, Problem, UnreadableError
from atgraph.rdf.namespaces import ATG, OWL, SKOS, SUBCLASS, TYPE, shorten
from atgraph.rdf.turtle_files import blocks, rdf_files

# What vocabularies say for people and other schemes: no shape of data reads it, and it is half of
# their triples.
UNREAD = {SKOS + f"{kind}Label" for kind in ("alt", "hidden", "pref")}
UNREAD |= {SKOS + f"{kind}Match" for kind in ("close", "broad", "narrow", "related")}
# Which nodes of a cut are looked at, for the shapes of each class.
MARK, MARKER = "urn:focus:", NamedNode("urn:focus")
ANY = "urn:any:"  # what is of one of several classes


def check_shapes(
    quads: Iterable[Quad], ontology: Iterable[Quad], shapes: Path, origins: Origins
) -> list[Problem]:
    """Validate data with the shapes of a folder, ontology and vocabularies beside it.

    Each result of the SHACL report is a problem, on the line of the record that it is about. It is
    an UnreadableError if there are no shapes, one of them cannot be read or run or would look at
    nothing, or a class of the ontology has none; file and line are told.
    """
    quads = list(quads)
    return problems_of(Shapes.read(shapes, ontology, origins, quads).judge(quads), origins)


@dataclass(frozen=True)
class Shapes:
    """The shapes of a folder, and the ontology with which they judge."""

    folder: Path
    files: ShapeFiles = field(repr=False)
    ontology: list[Quad] = field(repr=False)

    @classmethod
    def read(
        cls,
        folder: Path,
        ontology: Iterable[Quad],
        origins: Origins,
        declaring: Iterable[Quad] = (),
        is_right: bool = False,
    ) -> Self:
        """Read the shapes of a folder; ``declaring`` also say which terms there are.

        Where it is known that they are right for this ontology, they are not looked at again. It is
        an UnreadableError if there are none, one cannot be read or would look at nothing, or a
        class of the ontology has none.
        """
        files, ontology = ShapeFiles.read(folder), list(ontology)
        if is_right:
            return cls(folder, files, ontology)
        declared = (q.subject for q in (*declaring, *ontology))
        terms = {node.value for node in declared if isinstance(node, NamedNode)}
        wrong = [*_faults(files, frozenset(terms)), *_unguarded(files, ontology, folder, origins)]
        if wrong:
            raise UnreadableError.of(wrong)
        return cls(folder, files, ontology)

    @property
    def footprint(self) -> Footprint:
        """What the shapes read."""
        return _footprint(self.files)

    def prepare(self) -> None:
        """Load what takes its time before the first graph is judged."""
        import pyshacl.validator  # noqa: F401  # slow

        _ = self.footprint

    @property
    def slow(self) -> list[Problem]:
        """Advice on the shapes of which it is not known what they read."""
        how = "so it looks at the whole graph each time; ask about one node and what joins to it"
        return [
            replace(self.files.find(node, f"the shape {why}, {how}"), severity=WARNING)
            for node, why in self.footprint.unknown.items()
        ]

    def judge(self, quads: Iterable[Quad]) -> list[Finding]:
        """Return what the shapes say of a whole graph.

        It is an UnreadableError if a shape cannot be run.
        """
        return self._judge(quads, self._graph())

    def judge_cut(self, cut: Collection[Quad], focus: Set[Term]) -> list[Finding]:
        """Return what the shapes say of some nodes, by what their footprint has cut for these.

        Shapes of which the footprint is unknown say nothing. It is an UnreadableError if a shape
        cannot be run.
        """
        graph = self._graph(left=self.footprint.unknown)
        marks = self._aim(graph, cut, focus)
        nodes, once = ({node.value for node in some} for some in (focus, self.footprint.once))
        return [f for f in self._judge(cut, graph, marks) if f.node_judged(once) in nodes]

    def judge_unknown(self, quads: Iterable[Quad]) -> list[Finding]:
        """Return what those shapes say of a whole graph of which the footprint is unknown."""
        unknown = self.footprint.unknown
        return self._judge(quads, self._graph(left=set(self.files.shapes) - set(unknown)))

    def _judge(
        self, quads: Iterable[Quad], graph: rdflib.Graph, marks: Iterable[Triple] = ()
    ) -> list[Finding]:
        # pyshacl takes only classes and properties over from an ontology graph; roles need their
        # schemes too.
        terms = (q for q in self.ontology if q.predicate.value not in UNREAD)
        with closing(judged([*quads, *terms, *marks, *_join_alternatives(graph)])) as data:
            report = _run(data, graph)
            if isinstance(report, str):
                raise UnreadableError.of([_culprit(data, graph, self.folder, report)])
            return list(read_report(report, data, graph))

    def _graph(self, left: Collection[Node] = ()) -> rdflib.Graph:
        """Return the shapes as a graph for the engine, without the targets of some."""
        aims = {*TARGETS} if left else set()
        graph = judged(
            t for t in self.files.triples if t.subject not in left or t.predicate.value not in aims
        )
        _spread_targets(graph)
        return graph

    def _aim(self, shapes: rdflib.Graph, cut: Iterable[Quad], focus: Set[Term]) -> Iterator[Triple]:
        """Let shapes look at the focus nodes of their classes alone, and return marks of these.

        Of the other nodes of a cut not all is there.
        """
        marks = dict[str, NamedNode]()
        for shape, target in list(shapes.subject_objects(SH.targetClass)):
            mark = marks[f"<{target}>"] = NamedNode(f"{MARK}{target}")
            shapes.remove((shape, SH.targetClass, target))
            shapes.add((shape, SH.targetObjectsOf, rdflib.URIRef(mark.value)))
        quads = [*self.ontology, *cut]  # of terms, what decides is in the ontology
        above = _above(quads)
        for quad in quads:
            if quad.predicate == TYPE and quad.subject in focus:
                kind = str(quad.object)
                found = (marks[k] for k in above.get(kind, [kind]) if k in marks)
                yield from (Triple(MARKER, mark, quad.subject) for mark in found)


@lru_cache(maxsize=4)
def _footprint(files: ShapeFiles) -> Footprint:
    return Footprint.of(files)


@lru_cache(maxsize=4)
def _faults(files: ShapeFiles, terms: frozenset[str]) -> list[Problem]:
    return find_faults(files, terms)


def read_shapes(folder: Path) -> rdflib.Graph:
    """Read the shapes of a folder into one graph; without any, it is an UnreadableError."""
    return to_rdflib(ShapeFiles.read(folder).triples)


def _unguarded(
    files: ShapeFiles, ontology: Iterable[Quad], folder: Path, origins: Origins
) -> Iterator[Problem]:
    """Yield classes that no shape looks at and that do not say why, as when a file was lost."""
    named = [(q.subject, q) for q in ontology if isinstance(q.subject, NamedNode)]
    free = {node.value for node, q in named if q.predicate.value == ATG + "unconstrainedReason"}
    kind = NamedNode(OWL + "Class")
    classes = {node.value for node, q in named if q.object == kind and q.predicate == TYPE}
    for iri in unguarded(files, {c for c in classes if c.startswith(ATG)} - free):
        place = origins.get(iri, Place())
        where = f"{folder.parent.name}/{folder.name}/"
        message = f"no shape looks at {shorten(iri)}; restore or write its file in {where}, or say"
        yield Problem(place.path, place.line, f"{message} atg:unconstrainedReason")


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph | str:
    """Return the engine's report, or what it says where it cannot make one."""
    from pyshacl import constraints, shape, validate  # slow

    # by which it knows constraints: else it goes through a list, which takes a tenth of its time
    known = {*constraints.ALL_CONSTRAINT_PARAMETERS}
    vars(shape)["CONSTRAINT_PARAMS"] = known, constraints.CONSTRAINT_PARAMETERS_MAP

    # they write tracebacks of values that their datatype does not have, and what is raised anyway
    for name in ("rdflib.term", "pyshacl-validate"):
        logging.getLogger(name).disabled = True
    try:
        _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    # pyshacl, its regular expressions and its queries each raise errors of their own
    except Exception as exc:
        return str(exc) or type(exc).__name__
    return report if isinstance(report, rdflib.Graph) else str(report)


def _culprit(data: rdflib.Graph, graph: rdflib.Graph, folder: Path, problem: str) -> Problem:
    """Return which shape cannot be run: each is tried alone, which costs time only here."""
    lines = {iri: place for file in rdf_files(folder) for iri, place in blocks(file)}
    for subject, place in lines.items():
        alone = _run(data, _only(graph, subject))
        if isinstance(alone, str):
            message = f"the shape cannot be run: {_clip(alone)}; correct it"
            return Problem(place.path, place.line, message)
    return Problem(str(folder), 0, f"a shape cannot be run: {_clip(problem)}; correct it")


def _only(graph: rdflib.Graph, subject: str) -> rdflib.Graph:
    """Return one shape with the nodes that it is written with."""
    alone, front = rdflib.Graph(), [rdflib.URIRef(subject)]
    while front:
        node = front.pop()
        for predicate, value in graph.predicate_objects(node):
            alone.add((node, predicate, value))
            is_part = isinstance(value, rdflib.BNode) or predicate == SH.sparql
            if is_part and (value, None, None) not in alone:
                front.append(value)  # type: ignore[arg-type]
    return alone


def _clip(message: str) -> str:
    return " ".join(message.split())[:200].rstrip(".;")


def _above(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """Return each class that is within others → itself and these, as N-Triples write them."""
    parents = defaultdict[str, list[str]](list)
    for quad in quads:
        if quad.predicate == SUBCLASS:
            parents[str(quad.subject)].append(str(quad.object))
    found = {kind: [kind] for kind in parents}
    for all_above in found.values():
        for one in all_above:
            all_above += [p for p in parents.get(one, ()) if p not in all_above]
    return found


def _spread_targets(shapes: rdflib.Graph) -> None:
    """Give each property shape the target of its node shape.

    The results are the same; pyshacl then evaluates it once in all instead of once for each node,
    which takes less than half the time.
    """
    for node, target in list(shapes.subject_objects(SH.targetClass)):
        for rule in list(shapes.objects(node, SH.property)):
            shapes.add((rule, SH.targetClass, target))
            shapes.remove((node, SH.property, rule))


def _join_alternatives(shapes: rdflib.Graph) -> Iterator[Triple]:
    """Let each shape that asks for one of several classes ask for one that all are within.

    Yields what puts them there. The results are the same; pyshacl makes a report of every class
    that a value is not of, which takes a quarter of its time.
    """
    for number, (_, listed) in enumerate([*shapes.subject_objects(SH["or"])]):
        alternatives = [*RdfList(shapes, listed)]
        said = [[*shapes.predicate_objects(one)] for one in alternatives]
        if all(len(one) == 1 and one[0][0] == SH["class"] for one in said):
            joined = f"{ANY}{number}"
            shapes.set((alternatives[0], SH["class"], rdflib.URIRef(joined)))
            shapes.set((listed, RDF.rest, RDF.nil))
            for ((_, kind),) in said:
                yield Triple(NamedNode(str(kind)), SUBCLASS, NamedNode(joined))
