"""The engine of shapes, pyshacl, and how it is made quick; it takes long to import."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pyshacl.constraints
import pyshacl.shape
import pyshacl.validator  # `validate` would import it only when it is called
import rdflib
from pyoxigraph import NamedNode, Quad, Triple
from rdflib import RDF, SH
from rdflib.collection import Collection as RdfList

from atgraph.build.validation.footprint import Term
from atgraph.build.validation.graphs import judged
from atgraph.build.validation.shape_files import TARGETS, Node, ShapeFiles
from atgraph.build.validation.shape_report import read_report
from atgraph.build.validation.shape_results import Finding
from atgraph.errors import Problem, UnreadableError
from atgraph.rdf.namespaces import SKOS, SUBCLASS, TYPE
from atgraph.rdf.turtle_files import blocks, rdf_files

# What vocabularies say for people and other schemes: no shape of data reads it, and it is half of
# their triples.
UNREAD = {SKOS + f"{kind}Label" for kind in ("alt", "hidden", "pref")}
UNREAD |= {SKOS + f"{kind}Match" for kind in ("close", "broad", "narrow", "related")}
# Which nodes of a cut are looked at, for the shapes of each class.
MARK, MARKER = "urn:focus:", NamedNode("urn:focus")
ANY = "urn:any:"  # what is of one of several classes


@dataclass(frozen=True)
class ShapeEngine:
    """Judges by the shapes of a folder, and with an ontology."""

    folder: Path
    files: ShapeFiles = field(repr=False)
    ontology: list[Quad | Triple] = field(repr=False)

    def judge(
        self,
        quads: Collection[Quad],
        left: Collection[Node] = (),
        focus: Set[Term] | None = None,
    ) -> list[Finding]:
        """Return what shapes, save those that are left, say of quads, or of focus nodes in them.

        It is an UnreadableError if a shape cannot be run.
        """
        graph = self._graph(left)
        marks = () if focus is None else self._aim(graph, quads, focus)
        # pyshacl takes only classes and properties over from an ontology graph; roles need their
        # schemes too.
        terms = (q for q in self.ontology if q.predicate.value not in UNREAD)
        with closing(judged([*quads, *terms, *marks, *_join_alternatives(graph)])) as data:
            report = _run(data, graph)
            if isinstance(report, str):
                raise UnreadableError.of([_culprit(data, graph, self.folder, report)])
            return list(read_report(report, data, graph))

    def _graph(self, left: Collection[Node]) -> rdflib.Graph:
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


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph | str:
    """Return the engine's report, or what it says where it cannot make one."""
    # by which it knows constraints: else it goes through a list, which takes a tenth of its time
    known = {*pyshacl.constraints.ALL_CONSTRAINT_PARAMETERS}
    own = vars(pyshacl.shape)
    own["CONSTRAINT_PARAMS"] = known, pyshacl.constraints.CONSTRAINT_PARAMETERS_MAP

    # they write tracebacks of values that their datatype does not have, and what is raised anyway
    for name in ("rdflib.term", "pyshacl-validate"):
        logging.getLogger(name).disabled = True
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    # pyshacl, its regular expressions and its queries each raise errors of their own
    except Exception as exc:
        return str(exc) or type(exc).__name__
    finally:
        own.pop("CONSTRAINT_PARAMS", None)  # others get its list anew
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


def _above(quads: Iterable[Quad | Triple]) -> dict[str, list[str]]:
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
