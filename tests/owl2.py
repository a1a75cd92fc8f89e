"""OWL 2 as far as a look at the triples tells it.

That is breaches of OWL 2 DL that a reasoner passes over, and the profiles. It knows the constructs
that the ontology uses and their neighbours; whatever else is used is told as unknown, so that
nobody takes the profiles below for checked when a new construct comes in. See "OWL 2 Web Ontology
Language Profiles" and section 11 of "Structural Specification and Functional-Style Syntax" of the
W3C.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

Breach = tuple[str, str]

RESERVED = (RDF, RDFS, OWL, XSD)
KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OBJECT_ONLY = (
    *(OWL.AsymmetricProperty, OWL.SymmetricProperty, OWL.IrreflexiveProperty),
    *(OWL.ReflexiveProperty, OWL.TransitiveProperty, OWL.InverseFunctionalProperty),
)
ON_CLASSES = (RDFS.subClassOf, OWL.disjointWith, OWL.equivalentClass)
ON_PROPERTIES = (RDFS.subPropertyOf, OWL.propertyDisjointWith, OWL.equivalentProperty)
NEEDS_SIMPLE = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
)
ANNOTATIONS = (
    *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated),
    *(OWL.versionIRI, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith),
)
NAMES = """
    anyURI base64Binary boolean byte dateTime dateTimeStamp decimal double float hexBinary int
    integer language long Name NCName negativeInteger NMTOKEN nonNegativeInteger nonPositiveInteger
    normalizedString
    positiveInteger short string token unsignedByte unsignedInt unsignedLong unsignedShort
"""
DATATYPES = {
    RDF.langString,
    RDF.PlainLiteral,
    RDF.XMLLiteral,
    RDFS.Literal,
    OWL.real,
    OWL.rational,
    *(XSD[name] for name in NAMES.split()),
}

# Construct → the profiles that do not have it.
CONSTRUCTS = {
    "owl:Ontology": "",
    "owl:Class": "",
    "owl:ObjectProperty": "",
    "owl:DatatypeProperty": "",
    "owl:AnnotationProperty": "",
    "rdfs:subClassOf": "",
    "rdfs:subPropertyOf": "",
    "owl:disjointWith": "",
    "owl:propertyDisjointWith": "EL",
    "owl:SymmetricProperty": "EL",
    "owl:AsymmetricProperty": "EL",
    "owl:IrreflexiveProperty": "EL",
    "owl:TransitiveProperty": "QL",
    "owl:FunctionalProperty of objects": "EL QL",
    "owl:FunctionalProperty of data": "QL",
    "xsd:string": "",
    "xsd:boolean": "EL QL",
}


def find_breaches(graph: Graph) -> set[Breach]:
    """Return what is not OWL 2 DL, as the rule and the term."""
    return {
        (rule, term.n3(graph.namespace_manager)) for find in FINDERS for rule, term in find(graph)
    }


def find_obstacles(graph: Graph) -> dict[str, set[str]]:
    """Return profile → the constructs and datatypes that keep a graph out of it.

    Datatypes that OWL 2 as a whole has not are breaches, and told above.
    """
    used = set(_constructs(graph))
    unknown = used - CONSTRUCTS.keys()
    return {
        profile: {c for c in used if profile in CONSTRUCTS.get(c, profile).split()} | unknown
        for profile in ("EL", "QL", "RL")
    }


def _constructs(graph: Graph) -> Iterator[str]:
    for subject, predicate, value in graph:
        if predicate == RDF.type and value == OWL.FunctionalProperty:
            yield "owl:FunctionalProperty of " + (
                "data" if (subject, RDF.type, OWL.DatatypeProperty) in graph else "objects"
            )
        elif predicate == RDF.type and _is_reserved(value):
            yield value.n3(graph.namespace_manager)
        elif predicate != RDF.type and _is_reserved(predicate) and predicate not in ANNOTATIONS:
            yield predicate.n3(graph.namespace_manager)
        if isinstance(value, Literal) and value.datatype in DATATYPES:
            yield value.datatype.n3(graph.namespace_manager)


@cache
def _is_reserved(term: Node) -> bool:
    return isinstance(term, URIRef) and any(term in space for space in RESERVED)


def _of_kind(graph: Graph, *kinds: Node) -> set[Node]:
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if term}


def _two_kinds(graph: Graph) -> Iterator[tuple[str, Node]]:
    sets = [_of_kind(graph, kind) for kind in (OWL.Class, *KINDS)]
    for term in set().union(*sets):
        if sum(term in terms for terms in sets) > 1:
            yield "of two kinds", term


def _undeclared(graph: Graph) -> Iterator[tuple[str, Node]]:
    properties, classes = _of_kind(graph, *KINDS), _of_kind(graph, OWL.Class)
    for _, predicate, value in graph:
        if predicate not in properties and not _is_reserved(predicate):
            yield "property not declared", predicate
        if predicate == RDF.type and value not in classes and not _is_reserved(value):
            yield "class not declared", value


def _misplaced(graph: Graph) -> Iterator[tuple[str, Node]]:
    """Yield terms in axioms that are for another kind of term, or for none.

    Blank nodes are expressions.
    """
    sets = {kind: _of_kind(graph, kind) for kind in (OWL.Class, *KINDS)}
    for axiom in ON_CLASSES:
        for pair in graph.subject_objects(axiom):
            yield from (
                ("axiom for named classes", term) for term in pair if term not in sets[OWL.Class]
            )
    for axiom in ON_PROPERTIES:
        for subject, value in graph.subject_objects(axiom):
            if not any(subject in sets[kind] and value in sets[kind] for kind in KINDS):
                yield "axiom for properties of one kind", subject
    yield from (
        ("axiom for object properties", term)
        for term in _of_kind(graph, *OBJECT_ONLY) - sets[OWL.ObjectProperty]
    )
    functional = _of_kind(graph, OWL.FunctionalProperty)
    yield from (
        ("axiom for object or datatype properties", term)
        for term in functional - sets[OWL.ObjectProperty] - sets[OWL.DatatypeProperty]
    )


def _not_simple(graph: Graph) -> Iterator[tuple[str, Node]]:
    """Yield properties with a transitive one below (or that are transitive).

    They stand where only simple ones may.
    """
    composite = {
        above
        for t in _of_kind(graph, OWL.TransitiveProperty)
        for above in graph.transitive_objects(t, RDFS.subPropertyOf)
        if above
    }
    limited = _of_kind(graph, *NEEDS_SIMPLE).union(*graph.subject_objects(OWL.propertyDisjointWith))
    yield from (("not simple", term) for term in composite & limited)


def _wrong_values(graph: Graph) -> Iterator[tuple[str, Node]]:
    objects, data = _of_kind(graph, OWL.ObjectProperty), _of_kind(graph, OWL.DatatypeProperty)
    for _, predicate, value in graph:
        if predicate in objects and isinstance(value, Literal):
            yield "literal under an object property", predicate
        if predicate in data and not isinstance(value, Literal):
            yield "thing under a datatype property", predicate
        if isinstance(value, Literal) and value.datatype and value.datatype not in DATATYPES:
            yield "datatype that OWL 2 has not", value.datatype
        if isinstance(value, Literal) and value.ill_typed:
            yield "literal outside its datatype", value


def _reserved(graph: Graph) -> Iterator[tuple[str, Node]]:
    objects = _of_kind(graph, OWL.ObjectProperty)
    own = _of_kind(graph, OWL.Class, *KINDS)
    individuals = {term for s, p, o in graph if p in objects for term in (s, o)}
    yield from (
        ("reserved term as one's own", term) for term in own | individuals if _is_reserved(term)
    )


FINDERS = (_two_kinds, _undeclared, _misplaced, _not_simple, _wrong_values, _reserved)
