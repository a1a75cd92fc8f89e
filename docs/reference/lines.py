"""What pictures of the classes show: ties between two ends, properties between classes.

They are read from what the ontology declares; no class is named here, so that a new tie is drawn by
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import RDFS

from atgraph.rdf.namespaces import ATG

from .material import Material
from .terms import DOMAIN, RANGE, Term

THINGS = "things"  # stands for many classes that ties connect
MANY = 3


@dataclass(frozen=True)
class Line:
    """What stands in the middle, a tie or a property, and the classes at both ends."""

    name: str
    iri: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    source_name: str = ""
    target_name: str = ""
    is_tie: bool = False


def tie_lines(material: Material, terms: dict[str, Term]) -> list[Line]:
    """Return a line for each class that declares an edge."""
    return [
        line
        for term in terms.values()
        if term.kind == "class" and (line := tie_line(material, term.iri))
    ]


def tie_line(material: Material, class_iri: str) -> Line | None:
    """Return the line that a class declares."""
    source, target = (
        material.value(class_iri, URIRef(ATG + name)) for name in ("edgeSource", "edgeTarget")
    )
    if not source or not target:
        return None
    ends = [together(material, material.values(end, RANGE)) for end in (source, target)]
    return Line(
        material.label(class_iri),
        class_iri,
        ends[0],
        ends[1],
        source.removeprefix(ATG),
        target.removeprefix(ATG),
        True,
    )


def property_lines(material: Material, terms: dict[str, Term]) -> tuple[list[Line], list[Line]]:
    """Return a line for each asserted property between classes that is no end of a tie.

    Those between things that ties connect come first, then those of statements and what these rest
    on, in which many things are one box.
    """
    ties = tie_lines(material, terms)
    things = {
        c for line in ties for iri in (*line.sources, *line.targets) for c in material.below(iri)
    }
    between, about = [], []
    for term in terms.values():
        sources, targets = (
            {v for v in material.values(term.iri, p) if v in terms} for p in (DOMAIN, RANGE)
        )
        if (
            term.kind != "object property"
            or not sources
            or not targets
            or term.derived_by
            or sources & {line.iri for line in ties}
        ):
            continue
        if sources | targets <= things:
            between.append(
                Line(term.name, term.iri, together(material, sources), together(material, targets))
            )
        else:
            ends = [together(material, _gathered(found, things)) for found in (sources, targets)]
            about.append(Line(term.name, term.iri, ends[0], ends[1]))
    return between, about


def _gathered(classes: set[str], things: set[str]) -> set[str]:
    """Return classes, many things as one."""
    return classes - things | {THINGS} if len(classes & things) >= MANY else classes


def together(material: Material, classes: Iterable[str]) -> tuple[str, ...]:
    """Return classes, a class above in the place of all that are below it."""
    found = set(classes)
    for above in sorted(
        {str(o) for c in found for o in material.rdf.objects(URIRef(c), RDFS.subClassOf)}
    ):
        below = set(map(str, material.rdf.subjects(RDFS.subClassOf, URIRef(above))))
        if len(below) > 1 and below <= found:
            found = found - below | {above}
    return tuple(sorted(found))
