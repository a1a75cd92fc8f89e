"""The results of a SHACL report become problems with the line of the record that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from atgraph.errors import Place, Problem, ResultDetails
from atgraph.rdf.namespaces import ATGS, SHACL, shorten

if TYPE_CHECKING:
    import rdflib

Origins = Mapping[str, Place]


def place_of(iri: str, origins: Origins) -> Place:
    """Return where a record was written, or nowhere."""
    return origins.get(iri, Place())


def read_report(
    report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph, origins: Origins
) -> Iterator[Problem]:
    """Yield a problem for each result, or one for each record that a result is about.

    Args:
        report: what the engine found.
        data: what it looked at.
        shapes: what it looked with.
        origins: IRI of a record → where it was written.
    """
    from rdflib import RDF, SH

    def said(result: rdflib.term.Node, prop: rdflib.URIRef) -> str:
        return str(report.value(result, prop) or "")

    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, path = said(result, SH.sourceShape), said(result, SH.resultPath)
        found = ResultDetails(
            name=shape,
            focus=said(result, SH.focusNode),
            value=said(result, SH.value),
            path=path if path.startswith("http") else "",
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

    ``( [ sh:inversePath atg:isPartOfEvent ] atg:latestDate )`` looks at an event and finds a date
    of its
    sessions: the session is what has to be changed, and its line is told.
    """
    from rdflib import SH
    from rdflib.collection import Collection

    path = shapes.value(report.value(result, SH.sourceShape), SH.path)
    if path is None or not (steps := list(Collection(shapes, path))) or len(steps) != 2:
        return []
    back = shapes.value(steps[0], SH.inversePath)
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    return (
        sorted(str(node) for node in data.subjects(back, focus) if (node, steps[1], value) in data)
        if back
        else []
    )


def _problem(found: ResultDetails, severity: str, origins: Origins) -> Problem:
    shape, value = found.name.removeprefix(ATGS), found.value
    about = [shape, shorten(found.focus)]
    if found.path and found.path.rpartition("#")[2] not in shape:
        about.append(shorten(found.path))
    message = f"{found.text} [{'; '.join(about)}]"
    if value not in ("", found.focus):
        message += f" — found {shorten(value) if value.startswith('http') else repr(value)}"
    place = place_of(found.focus, origins)
    return Problem(place.path, place.line, message, "shape", severity, result=found)
