"""The results of a SHACL report become problems with the line of the record that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from atgraph.errors import Problem
from atgraph.rdf.namespaces import ATGS, SHACL, shorten

if TYPE_CHECKING:
    import rdflib

Origins = Mapping[str, Problem]


def place_of(iri: str, origins: Origins) -> Problem:
    """Return where a record was written, or nowhere."""
    return origins.get(iri, Problem("", 0, ""))


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

    for result in report.subjects(RDF.type, SH.ValidationResult):
        given = {
            name: str(report.value(result, getattr(SH, prop)) or "")
            for name, prop in {
                "focus": "focusNode",
                "value": "value",
                "path": "resultPath",
                "shape": "sourceShape",
                "component": "sourceConstraintComponent",
                "severity": "resultSeverity",
            }.items()
        }
        # a query that runs once names the culprit as its value
        if given["component"] == SHACL + "SPARQLConstraintComponent" and given["value"]:
            given["focus"], given["value"] = given["value"], ""
        if not given["path"].startswith("http"):
            given["path"] = ""
        shape = given["shape"].removeprefix(ATGS)
        given["why"] = str(shapes.value(report.value(result, SH.sourceShape), SH.description) or "")
        given["text"] = min(
            (str(m) for m in report.objects(result, SH.resultMessage)), default=shape
        )
        for focus in culprits(result, report, data, shapes) or [given["focus"]]:
            yield _problem({**given, "focus": focus}, shape, origins)


def culprits(
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


def _problem(given: dict[str, str], shape: str, origins: Origins) -> Problem:
    focus, value, path = given["focus"], given["value"], given["path"]
    about = [shape, shorten(focus)]
    if path and path.rpartition("#")[2] not in shape:
        about.append(shorten(path))
    found = (
        f" — found {shorten(value) if value.startswith('http') else repr(value)}"
        if value not in ("", focus)
        else ""
    )
    place = place_of(focus, origins)
    severity = given.pop("severity").removeprefix(SHACL)
    return Problem(
        place.path,
        place.line,
        f"{given['text']} [{'; '.join(about)}]{found}",
        "shape",
        given,
        severity,
    )
