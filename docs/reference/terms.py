"""The terms of the ontology, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from atgraph.rdf.namespaces import ATG, SCHEMA, shorten

from .material import Material

KINDS = {
    "class": OWL.Class,
    "object property": OWL.ObjectProperty,
    "datatype property": OWL.DatatypeProperty,
    "annotation property": OWL.AnnotationProperty,
}
DOMAIN, RANGE = URIRef(SCHEMA + "domainIncludes"), URIRef(SCHEMA + "rangeIncludes")
SHOWN = {
    *(
        RDF.type,
        RDFS.label,
        RDFS.isDefinedBy,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        DOMAIN,
        RANGE,
        OWL.disjointWith,
        OWL.deprecated,
    ),
    *(SKOS.definition, SKOS.example, SKOS.scopeNote, SKOS.changeNote, DCTERMS.isReplacedBy),
    *(URIRef(ATG + name) for name in ("unconstrainedReason", "unusedReason")),
}


@dataclass(frozen=True, order=True)
class Said:
    """A property and its values, IRIs or texts, as a page lists them."""

    name: str
    values: tuple[str, ...]
    iri: str = ""


@dataclass(frozen=True)
class Term:
    """A class or property: what it is called, what it means, and what else is said of it."""

    iri: str
    kind: str
    label: str
    definition: str
    examples: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()
    derived_by: str = ""
    since: str = ""
    earlier: tuple[tuple[str, str], ...] = ()
    unconstrained: str = ""
    unused: str = ""
    facts: tuple[Said, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """Its name in the namespace of the ontology."""
        return self.iri.removeprefix(ATG)

    @property
    def short(self) -> str:
        """Its prefixed name."""
        return shorten(self.iri)

    @property
    def address(self) -> str:
        """Where its page is, from the front page."""
        return f"terms/{self.name}.html"


def read_terms(material: Material) -> dict[str, Term]:
    """Return IRI → term of every class and property, by kind and in the order of the file."""
    order = {iri: place.line or 0 for iri, place in material.origins.items()}
    found = {}
    for kind, type_ in KINDS.items():
        iris = {str(s) for s in material.rdf.subjects(RDF.type, type_) if str(s).startswith(ATG)}
        found.update(
            {
                iri: _term(material, iri, kind)
                for iri in sorted(iris, key=lambda i: (order.get(i, 0), i))
            }
        )
    return found


def _term(material: Material, iri: str, kind: str) -> Term:
    return Term(
        iri=iri,
        kind=kind,
        label=material.label(iri),
        definition=material.value(iri, SKOS.definition),
        examples=tuple(material.values(iri, SKOS.example)),
        notes=tuple(material.values(iri, SKOS.scopeNote)),
        changes=tuple(material.values(iri, SKOS.changeNote)),
        deprecated=material.value(iri, OWL.deprecated) == "true",
        replaced_by=tuple(material.values(iri, DCTERMS.isReplacedBy)),
        derived_by=material.value(iri, URIRef(ATG + "isDerivedBy")).rpartition("rule_")[2],
        since=next(
            (v for v, terms in material.releases.items() if shorten(iri) in terms),
            material.version if material.releases else "",
        ),
        earlier=tuple(_earlier(material, iri)),
        unconstrained=material.value(iri, URIRef(ATG + "unconstrainedReason")),
        unused=material.value(iri, URIRef(ATG + "unusedReason")),
        facts=tuple(_facts(material, iri)),
    )


def _earlier(material: Material, iri: str) -> Iterator[tuple[str, str]]:
    """Yield each release that defined a term in other words than the next, with its words."""
    found = [
        (v, terms[shorten(iri)]) for v, terms in material.releases.items() if shorten(iri) in terms
    ]
    now = ("", material.value(iri, SKOS.definition))
    yield from (
        before
        for before, after in zip(found, [*found[1:], now])
        if before[1] and before[1] != after[1]
    )


def _facts(material: Material, iri: str) -> Iterator[Said]:
    """Yield what holds a term among the others, then whatever else the ontology says of it."""
    rdf, node = material.rdf, URIRef(iri)
    apart = {
        *material.values(iri, OWL.disjointWith),
        *map(str, rdf.subjects(OWL.disjointWith, node)),
    }
    narrower = {
        *map(str, rdf.subjects(RDFS.subClassOf, node)),
        *map(str, rdf.subjects(RDFS.subPropertyOf, node)),
    }
    listed = {
        "characteristics": [
            shorten(t) for t in material.values(iri, RDF.type) if URIRef(t) not in KINDS.values()
        ],
        "subclass of": material.values(iri, RDFS.subClassOf),
        "subproperty of": material.values(iri, RDFS.subPropertyOf),
        "above": sorted(narrower),
        "disjoint with": sorted(apart),
        "said of": material.values(iri, DOMAIN),
        "leads to": material.values(iri, RANGE),
    }
    yield from (Said(name, tuple(values)) for name, values in listed.items() if values)
    others = sorted({str(p) for p in rdf.predicates(node) if p not in SHOWN})
    yield from (Said(material.label(p), tuple(material.values(iri, URIRef(p))), p) for p in others)


def properties_of(
    material: Material, terms: dict[str, Term], class_iri: str
) -> dict[str, list[Term]]:
    """Return, for a class and each class above it that has some, the properties said of it."""
    found = {
        c: [terms[str(p)] for p in material.rdf.subjects(DOMAIN, URIRef(c)) if str(p) in terms]
        for c in material.above(class_iri)
    }
    order = list(terms)
    return {c: sorted(set_, key=lambda t: order.index(t.iri)) for c, set_ in found.items() if set_}


def leading_to(material: Material, terms: dict[str, Term], class_iri: str) -> list[Term]:
    """Return the properties that lead to a class."""
    iris = set(map(str, material.rdf.subjects(RANGE, URIRef(class_iri))))
    return [term for iri, term in terms.items() if iri in iris]
