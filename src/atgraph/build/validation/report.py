"""Everything that was found as a SHACL validation report, in Turtle or JSON-LD."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from atgraph.characters import escaped
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import ATG, ATGD, ATGS, SHACL, XSD

CONTEXT = {
    "sh": SHACL,
    **{
        name: {"@id": SHACL + name, "@type": "@id"}
        for name in ("focusNode", "value", "resultPath", "sourceShape", "resultSeverity")
    },
    "sourceConstraintComponent": {"@id": SHACL + "sourceConstraintComponent", "@type": "@id"},
    "resultMessage": {"@id": SHACL + "resultMessage", "@language": "en"},
    "found": {"@id": SHACL + "value"},
    "result": {"@id": SHACL + "result"},
    "conforms": {"@id": SHACL + "conforms", "@type": XSD + "boolean"},
    "file": {"@id": ATG + "file"},
    "startLine": {"@id": ATG + "startLine", "@type": XSD + "integer"},
}


def write_report(problems: Iterable[Problem], data: Path, form: str) -> str:
    """Return a report of what was found, without blank nodes, clock or chance.

    ``sh:conforms`` is true when nothing stops the build; a warning alone is no reason not to
    publish. What reading found has the place in its file as focus node and a rule of reading as
    source shape. Files are named relative to the data folder; the form is json or ttl.
    """
    found = sorted(set(problems))
    report: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": f"{ATGD}report",
        "@type": "sh:ValidationReport",
        "conforms": not any(f.severity == VIOLATION for f in found),
        "result": [_result(problem, data) for problem in found],
    }
    text = escaped(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"
    return text if form == "json" else _turtle(text)


def _result(problem: Problem, data: Path) -> dict[str, Any]:
    file, found, line = _relative(problem.path, data), problem.result, problem.line
    # RFC 5147 counts the places between lines, from 0
    place = f"{ATGD}{quote(file or 'data')}" + (f"#line={line - 1},{line}" if line else "")
    is_shape = problem.rule == "shape"
    value = found.value if is_shape else problem.key.value
    digest = hashlib.sha256(f"{file}|{problem.line}|{problem.message}".encode()).hexdigest()[:12]
    component, source = f"{ATGS}ReadingConstraintComponent", f"{ATGS}reading_{problem.rule}"
    if is_shape or problem.rule == "check":
        component = found.component or f"{SHACL}SPARQLConstraintComponent"
        source = found.name if is_shape else f"{ATGD}check_{found.name}"
    result: dict[str, Any] = {
        "@id": f"{ATGD}result_{digest}",
        "@type": "sh:ValidationResult",
        "focusNode": found.focus or place,
        "resultPath": found.property or problem.key.property,
        "value" if is_shape and value.startswith("http") else "found": value,
        "resultSeverity": f"{SHACL}{problem.severity}",
        "sourceShape": source if problem.rule else f"{ATGS}reading_readable",
        "sourceConstraintComponent": component,
        "resultMessage": problem.message,
        "file": file,
        "startLine": line,
    }
    return {key: value for key, value in result.items() if value}


def _relative(path: str, data: Path) -> str:
    """Return the path within the data folder, or the last three parts of another."""
    if not path:
        return ""
    here = Path(path)
    is_within = here.is_relative_to(data)
    return here.relative_to(data).as_posix() if is_within else "/".join(here.parts[-3:])


def _turtle(text: str) -> str:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    for prefix, namespace in {"atg": ATG, "atgd": ATGD, "atgs": ATGS, "sh": SHACL}.items():
        graph.bind(prefix, namespace)
    return graph.serialize(format="turtle").rstrip("\n") + "\n"
