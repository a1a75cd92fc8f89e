"""The shapes of ontology/shapes/ and ontology/style/: read, checked and run."""

import itertools
import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, SH
from rdflib.collection import Collection

from atgraph.build.validation.graphs import judged, to_rdflib
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_rules import find_faults, unguarded
from atgraph.errors import Origins, Place, Problem, ResultDetails, UnreadableError
from atgraph.rdf.namespaces import ATG, ATGS, OWL, SHACL, SKOS, TYPE, shorten
from atgraph.rdf.turtle_files import blocks, rdf_files

# What vocabularies say for people and other schemes: no shape of data reads it, and it is half of
# their triples.
UNREAD = {SKOS + f"{kind}Label" for kind in ("alt", "hidden", "pref")}
UNREAD |= {SKOS + f"{kind}Match" for kind in ("close", "broad", "narrow", "related")}


def check_shapes(
    quads: Iterable[Quad], ontology: Iterable[Quad], shapes: Path, origins: Origins
) -> list[Problem]:
    """Validate data with the shapes of a folder, ontology and vocabularies beside it.

    Each result of the SHACL report is a problem, on the line of the record that it is about. It is
    an UnreadableError if there are no shapes, one of them cannot be read or run or would look at
    nothing, or a class of the ontology has none; file and line are told.
    """
    quads, ontology = list(quads), list(ontology)
    files = ShapeFiles.read(shapes)
    terms = {q.subject.value for q in (*quads, *ontology) if isinstance(q.subject, NamedNode)}
    wrong = [*find_faults(files, terms), *_unguarded(files, ontology, shapes, origins)]
    if wrong:
        raise UnreadableError.of(wrong)
    graph = judged(files.triples)
    _spread_targets(graph)
    # pyshacl takes only classes and properties over from an ontology graph; roles need their
    # schemes too.
    data = judged(itertools.chain(quads, (q for q in ontology if q.predicate.value not in UNREAD)))
    report = _run(data, graph)
    if isinstance(report, str):
        raise UnreadableError.of([_culprit(data, graph, shapes, report)])
    return sorted(read_report(report, data, graph, origins))


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
    from pyshacl import validate  # slow

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


def _spread_targets(shapes: rdflib.Graph) -> None:
    """Give each property shape the target of its node shape.

    The results are the same; pyshacl then evaluates it once in all instead of once for each node,
    which takes less than half the time.
    """
    for node, target in list(shapes.subject_objects(SH.targetClass)):
        for rule in list(shapes.objects(node, SH.property)):
            shapes.add((rule, SH.targetClass, target))
            shapes.remove((node, SH.property, rule))


# --- results ---


def read_report(
    report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph, origins: Origins
) -> Iterator[Problem]:
    """Yield a problem for each result of a report, or one for each record that it is about."""

    def said(result: rdflib.term.Node, prop: rdflib.URIRef) -> str:
        return str(report.value(result, prop) or "")

    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, path = said(result, SH.sourceShape), said(result, SH.resultPath)
        found = ResultDetails(
            name=shape,
            focus=said(result, SH.focusNode),
            value=said(result, SH.value),
            property=path if path.startswith("http") else "",
            component=said(result, SH.sourceConstraintComponent),
            text=min(map(str, report.objects(result, SH.resultMessage)), default=shape),
            why=str(shapes.value(report.value(result, SH.sourceShape), SH.description) or ""),
        )
        # a query that runs once names the culprit as its value
        if found.component == SHACL + "SPARQLConstraintComponent" and found.value:
            found = replace(found, focus=found.value, value="")
        severity = said(result, SH.resultSeverity).removeprefix(SHACL)
        for focus in _culprits(result, report, data, shapes) or [found.focus]:
            yield _problem(replace(found, focus=focus), severity, origins)


def _culprits(
    result: rdflib.term.Node, report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph
) -> list[str]:
    """Return the records at the far end of a path that begins with an inverse step.

    `( [ sh:inversePath atg:isPartOfEvent ] atg:latestDate )` looks at an event and finds a date of
    its sessions: the session is what has to be changed, and its line is told.
    """
    path = shapes.value(report.value(result, SH.sourceShape), SH.path)
    if path is None or len(steps := Collection(shapes, path)) != 2:
        return []
    back = shapes.value(steps[0], SH.inversePath)
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    nodes = data.subjects(back, focus) if back else ()
    return sorted(str(node) for node in nodes if (node, steps[1], value) in data)


def _problem(found: ResultDetails, severity: str, origins: Origins) -> Problem:
    shape, value = found.name.removeprefix(ATGS), found.value
    about = [shape, shorten(found.focus)]
    if found.property and found.property.rpartition("#")[2] not in shape:
        about.append(shorten(found.property))
    message = f"{found.text} [{'; '.join(about)}]"
    if value not in ("", found.focus):
        message += f" — found {shorten(value) if value.startswith('http') else repr(value)}"
    place = origins.get(found.focus, Place())
    return Problem(place.path, place.line, message, "shape", severity, result=found)
