"""The shapes of ontology/shapes/ and ontology/style/: read, checked and run."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from atgraph.build.validation.graphs import judged, to_rdflib
from atgraph.build.validation.results import Origins, place_of, read_report
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_rules import find_faults, unguarded
from atgraph.errors import Problem, UnreadableError
from atgraph.rdf.namespaces import ATG, OWL, SKOS, TYPE, shorten
from atgraph.rdf.turtle_files import blocks, rdf_files

if TYPE_CHECKING:
    import rdflib


MATCHES = ("close", "broad", "narrow", "related")
# What vocabularies say for people and other schemes: no shape of data reads it, and it is half of
# their triples.
UNREAD = frozenset(
    SKOS + name
    for kinds, what in ((("alt", "hidden", "pref"), "Label"), (MATCHES, "Match"))
    for name in (kind + what for kind in kinds)
)


def check_shapes(
    quads: Iterable[Quad], ontology: Iterable[Quad], shapes: Path, origins: Origins
) -> list[Problem]:
    """Validate data with the shapes, the ontology beside it.

    Args:
        quads: the asserted data.
        ontology: the ontology and vocabularies, for subclasses and concepts.
        shapes: the folder of the shapes.
        origins: IRI of a record → where it was written.

    Returns:
        a problem for each result of the SHACL report, with its severity and the line of the record
        it is about.

    Raises:
        UnreadableError: there are no shapes, one of them cannot be read or run or would look at
            nothing, or a class of the ontology has none; file and line are told.
    """
    quads, ontology = list(quads), list(ontology)
    files = ShapeFiles.read(shapes)
    if wrong := [
        *find_faults(files, _terms([*quads, *ontology])),
        *_unguarded(files, ontology, shapes, origins),
    ]:
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
    """Read the shapes of a folder into one graph.

    Raises:
        UnreadableError: there are none, or a file cannot be read.
    """
    return to_rdflib(ShapeFiles.read(folder).triples)


def _terms(quads: Iterable[Quad]) -> set[str]:
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def _unguarded(
    files: ShapeFiles, ontology: Iterable[Quad], folder: Path, origins: Origins
) -> Iterator[Problem]:
    """Yield classes that no shape looks at and that do not say why, as when a file was lost."""
    named = [(q.subject, q) for q in ontology if isinstance(q.subject, NamedNode)]
    free = {node.value for node, q in named if q.predicate.value == ATG + "unconstrainedReason"}
    kind = NamedNode(OWL + "Class")
    classes = {node.value for node, q in named if q.object == kind and q.predicate == TYPE}
    for iri in unguarded(files, {c for c in classes if c.startswith(ATG)} - free):
        place = place_of(iri, origins)
        message = (
            f"no shape looks at {shorten(iri)}; restore or write its file in "
            f"{folder.parent.name}/{folder.name}/, or say atg:unconstrainedReason"
        )
        yield Problem(place.path, place.line, message)


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph | str:
    """Return the engine's report, or what it says where it cannot make one."""
    import logging

    import rdflib
    from pyshacl import validate

    # it writes tracebacks of values that their datatype does not have
    logging.getLogger("rdflib.term").disabled = True
    # it writes to stderr what it raises or returns as well
    logging.getLogger("pyshacl-validate").disabled = True
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
            return Problem(
                place.path, place.line, f"the shape cannot be run: {_clip(alone)}; correct it"
            )
    return Problem(str(folder), 0, f"a shape cannot be run: {_clip(problem)}; correct it")


def _only(graph: rdflib.Graph, subject: str) -> rdflib.Graph:
    """Return one shape with the nodes that it is written with."""
    import rdflib
    from rdflib import SH

    alone, front = rdflib.Graph(), [rdflib.URIRef(subject)]
    while front:
        node = front.pop()
        for predicate, value in graph.predicate_objects(node):
            alone.add((node, predicate, value))
            if (isinstance(value, rdflib.BNode) or predicate == SH.sparql) and (
                value,
                None,
                None,
            ) not in alone:
                front.append(value)  # type: ignore[arg-type]
    return alone


def _clip(message: str) -> str:
    return " ".join(message.split())[:200].rstrip(".;")


def _spread_targets(shapes: rdflib.Graph) -> None:
    """Give each property shape the target of its node shape.

    The results are the same; pyshacl then evaluates it once in all instead of once for each node,
    which takes less than half the time.
    """
    from rdflib import SH

    for node, target in list(shapes.subject_objects(SH.targetClass)):
        for rule in list(shapes.objects(node, SH.property)):
            shapes.add((rule, SH.targetClass, target))
            shapes.remove((node, SH.property, rule))
