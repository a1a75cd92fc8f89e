"""What shapes say: the results of a SHACL report become problems on the lines of records."""

from collections.abc import Collection, Iterable
from dataclasses import astuple
from typing import NamedTuple

from atgraph.errors import Origins, Place, Problem, ResultDetails
from atgraph.rdf.namespaces import ATGS, SHACL, shorten

BY_QUERY = SHACL + "SPARQLConstraintComponent"


class Finding(NamedTuple):
    """What a shape says: about which record, how grave it is, and its focus node."""

    about: ResultDetails
    severity: str
    node: str

    def node_judged(self, once: Collection[str]) -> str:
        """Return the node of which it is; some shapes ask a query once of all of a class."""
        asked_once = self.about.component == BY_QUERY and self.about.name in once
        return self.about.focus if asked_once else self.node


def problems_of(findings: Iterable[Finding], origins: Origins) -> list[Problem]:
    """Return findings as problems on the lines of the records that they are about, sorted."""
    found = (_problem(finding.about, finding.severity, origins) for finding in findings)
    return sorted(found, key=lambda problem: (problem, problem.severity, astuple(problem.result)))


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
