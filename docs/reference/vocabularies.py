"""The concept schemes as trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from atgraph.graph.graph import text
from atgraph.rdf.namespaces import graph, shorten

from .material import Material

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "related")
COUNTS = (
    "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { GRAPH ?g { ?s ?p ?c } FILTER (?g NOT IN"
    " (<%s>, <%s>)) ?c a skos:Concept } GROUP BY ?c"
)


@dataclass(frozen=True)
class Concept:
    """A concept in one scheme, and those below it."""

    iri: str
    label: str
    definition: str
    notes: tuple[str, ...]
    notation: tuple[str, ...]
    published_as: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    sources: tuple[str, ...]
    matches: tuple[tuple[str, tuple[str, ...]], ...]
    count: int
    narrower: tuple[Concept, ...] = field(default=(), repr=False)

    @property
    def anchor(self) -> str:
        """Its place on the page of its scheme."""
        return last_part(self.iri)


@dataclass(frozen=True)
class Scheme:
    """A concept scheme; a published one is a taxonomy of others that concepts are mapped to."""

    iri: str
    label: str
    definition: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    is_published: bool
    top: tuple[Concept, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The last part of its IRI."""
        return last_part(self.iri)

    @property
    def address(self) -> str:
        """Where its page is, from the front page."""
        return f"vocabularies/{self.name}.html"

    @property
    def size(self) -> int:
        """How many concepts it has."""
        return len({concept.iri for concept in walk(self.top)})


def last_part(iri: str) -> str:
    """Return what follows the last sign that parts an IRI, as an anchor."""
    return re.sub(r"[^\w.-]", "-", re.split(r"[#/]", iri.rstrip("#/"))[-1])


def walk(concepts: tuple[Concept, ...]) -> Iterator[Concept]:
    """Yield concepts and all below them."""
    for concept in concepts:
        yield concept
        yield from walk(concept.narrower)


def read_schemes(material: Material) -> list[Scheme]:
    """Return the concept schemes, sorted by label."""
    counts = counts_of(material)
    iris = sorted(map(str, material.rdf.subjects(RDF.type, SKOS.ConceptScheme)))
    return sorted(
        (_scheme(material, iri, counts) for iri in iris), key=lambda s: (s.label.casefold(), s.iri)
    )


def counts_of(material: Material) -> dict[str, int]:
    """Return concept → how many things and statements name it."""
    rows = material.kg.select(COUNTS % (graph("ontology").value, graph("derived").value))
    return {text(row, "c"): int(text(row, "n")) for row in rows}


def _scheme(material: Material, iri: str, counts: dict[str, int]) -> Scheme:
    inside = sorted(
        map(str, material.rdf.subjects(SKOS.inScheme, URIRef(iri))),
        key=lambda c: (material.label(c).casefold(), c),
    )
    above = {c: set(material.values(c, SKOS.broader)) & set(inside) for c in inside}
    top = tuple(_concept(material, c, above, counts, frozenset()) for c in inside if not above[c])
    notes = (
        *material.values(iri, SKOS.scopeNote),
        *material.values(iri, SKOS.note),
        *material.values(iri, SKOS.editorialNote),
    )
    definition = material.value(iri, SKOS.definition) or material.value(iri, DCTERMS.description)
    place = material.origins.get(iri)
    is_published = place is not None and "published" in Path(str(place.path)).parts
    return Scheme(
        iri, material.label(iri), definition, notes, _sources(material, iri), is_published, top
    )


def _concept(
    material: Material,
    iri: str,
    above: dict[str, set[str]],
    counts: dict[str, int],
    passed: frozenset[str],
) -> Concept:
    below = [c for c, wider in above.items() if iri in wider and c not in passed | {iri}]
    return Concept(
        iri=iri,
        label=material.label(iri)
        if (URIRef(iri), RDFS.label, None) in material.rdf
        else material.value(iri, SKOS.prefLabel) or shorten(iri),
        definition=material.value(iri, SKOS.definition),
        notes=(
            *material.values(iri, SKOS.scopeNote),
            *material.values(iri, SKOS.example),
            *material.values(iri, SKOS.changeNote),
        ),
        notation=tuple(material.values(iri, SKOS.notation)),
        published_as=tuple(material.values(iri, SKOS.hiddenLabel)),
        names=tuple(_names(material, iri)),
        sources=_sources(material, iri),
        matches=tuple(
            (name, tuple(found)) for name in MATCHES if (found := material.values(iri, SKOS[name]))
        ),
        count=counts.get(iri, 0),
        narrower=tuple(_concept(material, c, above, counts, passed | {iri}) for c in below),
    )


def _sources(material: Material, iri: str) -> tuple[str, ...]:
    return tuple(material.values(iri, DCTERMS.source))


def _names(material: Material, iri: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield each language, English first, with the preferred and the other names in it."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for kind, predicate in enumerate((SKOS.prefLabel, SKOS.altLabel)):
        for value in sorted(material.rdf.objects(URIRef(iri), predicate), key=str):
            found.setdefault(getattr(value, "language", None) or "", ([], []))[kind].append(
                str(value)
            )
    for language, (preferred, others) in sorted(found.items(), key=lambda e: (e[0] != "en", e[0])):
        yield language, tuple(preferred), tuple(others)
