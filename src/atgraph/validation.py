"""Shapes, checks and verbatim evidence: what a graph must pass before it is published."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from atgraph import resources
from atgraph.errors import Finding, UnreadableError
from atgraph.knowledge import KnowledgeGraph
from atgraph.namespaces import ATGS, shorten
from atgraph.questions import read_question

if TYPE_CHECKING:
    import rdflib

Origins = Mapping[str, Finding]


def check_shapes(quads: Iterable[Quad], ontology: Iterable[Quad], shapes: Path, origins: Origins) -> list[Finding]:
    """Validate data with the shapes, the ontology beside it.

    Args:
        quads: the asserted data.
        ontology: the ontology and vocabularies, for subclasses and concepts.
        shapes: the folder of the shapes.
        origins: IRI of a record → where it was written.

    Returns:
        one finding a result of the SHACL report, with the line of the record it is about.

    Raises:
        UnreadableError: there are no shapes, or one of them cannot be read or run.
    """
    return sorted(finding for _, _, finding in results(report_of(quads, ontology, shapes), origins))


def report_of(quads: Iterable[Quad], ontology: Iterable[Quad], shapes: Path) -> rdflib.Graph:
    """Return the SHACL report on data with the ontology beside it.

    Raises:
        UnreadableError: there are no shapes, or one of them cannot be read or run.
    """
    import rdflib
    from pyshacl import validate

    graph = rdflib.Graph()
    for file in resources.files(shapes, "*.ttl"):
        try:
            graph.parse(file, format="turtle")
        except Exception as exc:  # rdflib's parser raises errors of many kinds
            raise UnreadableError(f"is not Turtle: {' '.join(str(exc).split())[:200]}", file) from exc
    _spread_targets(graph)
    # pyshacl takes only classes and properties over from an ontology graph; roles need their schemes too.
    data = to_rdflib(itertools.chain(quads, ontology))
    try:
        _, report, _ = validate(data, shacl_graph=graph, inplace=True)
    except Exception as exc:  # pyshacl, its regular expressions and its queries each raise errors of their own
        raise UnreadableError(f"a shape cannot be run: {' '.join(str(exc).split())[:200]}", shapes) from exc
    if not isinstance(report, rdflib.Graph):
        raise UnreadableError(f"a shape cannot be run: {' '.join(str(report).split())[:200]}", shapes)
    return report


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


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return the triples of quads as an rdflib graph."""
    import rdflib

    def term(value: object) -> rdflib.term.Identifier:
        if isinstance(value, Literal):
            datatype = None if value.language else rdflib.URIRef(value.datatype.value)
            if datatype == rdflib.XSD.string:
                datatype = None
            return rdflib.Literal(value.value, lang=value.language, datatype=datatype)
        if isinstance(value, BlankNode):
            return rdflib.BNode(value.value)
        assert isinstance(value, NamedNode)
        return rdflib.URIRef(value.value)

    graph = rdflib.Graph()
    graph.addN((term(q.subject), term(q.predicate), term(q.object), graph) for q in quads)
    return graph


def results(report: rdflib.Graph, origins: Origins) -> Iterator[tuple[str, str, Finding]]:
    """Yield the shape, what it is about and the finding of each result of a SHACL report."""
    from rdflib import RDF, SH

    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value, path = (str(report.value(result, p) or "") for p in (SH.focusNode, SH.value, SH.resultPath))
        if value and report.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent:
            focus = value  # a query that runs once for a whole class names the culprit as its value
        shape = str(report.value(result, SH.sourceShape) or "")
        name = shape.removeprefix(ATGS)
        message = min((str(m) for m in report.objects(result, SH.resultMessage)), default=name)
        about = [name, shorten(focus)]
        if path.startswith("http") and path.rpartition("#")[2] not in name:
            about.append(shorten(path))
        found = f" — found {shorten(value) if value.startswith('http') else repr(value)}" if value not in ("", focus) else ""
        place = place_of(focus, origins)
        yield shape, focus, Finding(place.path, place.line, f"{message} [{'; '.join(about)}]{found}")


def place_of(iri: str, origins: Origins) -> Finding:
    """Return where a record was written, or nowhere."""
    return origins.get(iri, Finding("", 0, ""))


def check_queries(kg: KnowledgeGraph, folder: Path, origins: Origins) -> list[Finding]:
    """Run every check: a query that must return no row. Each row is a finding."""
    found = []
    for path in resources.files(folder, "*.rq"):
        question = read_question(path)
        for row in kg.select(question.text, path):
            terms = [str(getattr(t, "value", t)) for t in row.values()]
            place = next((origins[t] for t in terms if t in origins), Finding("", 0, ""))
            shown = ", ".join(f"{k} {shorten(v) if v.startswith('http') else v}" for k, v in zip(row, terms))
            found.append(Finding(place.path, place.line, f"{question.summary}: {shown}; {question.solution} [{path.stem}]"))
    return found


def check_verbatim(kg: KnowledgeGraph, texts: Mapping[str, str]) -> list[Finding]:
    """Compare every passage of a graph with the text it says it stands in.

    Args:
        kg: the graph.
        texts: IRI of a source text → its text.
    """
    found = []
    query = "SELECT ?p ?text ?exact ?start ?end WHERE { ?p atg:isPassageOf ?text ; atg:exactText ?exact ; atg:startOffset ?start ; atg:endOffset ?end }"
    for row in kg.select(query):
        value = {k: str(getattr(t, "value", t)) for k, t in row.items()}
        text = texts.get(value["text"], "")
        if text[int(value["start"]) : int(value["end"])] != value["exact"]:
            found.append(Finding("", 0, f"the passage {shorten(value['p'])} is not what stands there in the source; build from an unchanged source.txt"))
    return found
