"""The report of the engine of shapes, read: what each result says, and about which record."""

from collections.abc import Iterator
from dataclasses import replace

import rdflib
from rdflib import RDF, SH
from rdflib.collection import Collection as RdfList

from atgraph.build.validation.shape_results import BY_QUERY, Finding
from atgraph.errors import ResultDetails
from atgraph.rdf.namespaces import SHACL


def read_report(
    report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph
) -> Iterator[Finding]:
    """Yield what each result of a report says, once for each record that it is about."""

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
        if found.component == BY_QUERY and found.value:
            found = replace(found, focus=found.value, value="")
        severity = said(result, SH.resultSeverity).removeprefix(SHACL)
        node = said(_outermost(result, report), SH.focusNode)
        for focus in _culprits(result, report, data, shapes) or [found.focus]:
            yield Finding(replace(found, focus=focus), severity, node)


def _outermost(result: rdflib.term.Node, report: rdflib.Graph) -> rdflib.term.Node:
    """Return the result of which another is a detail, as of a shape within a shape."""
    while (outer := report.value(None, SH.detail, result)) is not None:
        result = outer
    return result


def _culprits(
    result: rdflib.term.Node, report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph
) -> list[str]:
    """Return the records at the far end of a path that begins with an inverse step.

    `( [ sh:inversePath atg:isPartOfEvent ] atg:latestDate )` looks at an event and finds a date of
    its sessions: the session is what has to be changed, and its line is told.
    """
    path = shapes.value(report.value(result, SH.sourceShape), SH.path)
    if path is None or len(steps := RdfList(shapes, path)) != 2:
        return []
    back = shapes.value(steps[0], SH.inversePath)
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    nodes = data.subjects(back, focus) if back else ()
    return sorted(str(node) for node in nodes if (node, steps[1], value) in data)
