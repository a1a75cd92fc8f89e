"""The prefix table of ontology/prefixes.ttl, and the terms that code names."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import NamedNode

from atgraph import resources
from atgraph.documents import read_text

ATG = "https://w3id.org/atgraph/ontology#"
ATGV = "https://w3id.org/atgraph/vocab/"
ATGS = "https://w3id.org/atgraph/shapes#"
ATGD = "https://w3id.org/atgraph/id/"
GRAPH = "https://w3id.org/atgraph/graph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
FOAF = "http://xmlns.com/foaf/0.1/"
DCTERMS = "http://purl.org/dc/terms/"

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
SAME_AS = NamedNode(SCHEMA + "sameAs")
HOMEPAGE = NamedNode(FOAF + "homepage")


def atg(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(ATG + name)


def atgd(name: str) -> NamedNode:
    """Return an instance."""
    return NamedNode(ATGD + name)


def atgv(name: str) -> NamedNode:
    """Return a concept or concept scheme of the vocabularies."""
    return NamedNode(ATGV + name)


def graph(name: str) -> NamedNode:
    """Return a named graph: ontology, registry, derived, dataset or programme/<id>."""
    return NamedNode(GRAPH + name)


@cache
def prefixes() -> dict[str, str]:
    """Return prefix → namespace, as ontology/prefixes.ttl declares them."""
    text = read_text(resources.folder("ontology") / "prefixes.ttl")
    return dict(re.findall(r"^@prefix (\w+): <([^>]+)> \.$", text, re.MULTILINE))


def shorten(iri: str) -> str:
    """Return prefix:name where a prefix fits and the name needs no escape, else the IRI in angle brackets."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace):]}"
    return f"<{iri}>"
