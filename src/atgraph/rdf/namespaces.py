"""The prefix table of ontology/prefixes.ttl, and the terms that code names."""

import re
from functools import cache

from pyoxigraph import NamedNode

from atgraph.errors import UnreadableError
from atgraph.files import read_text, resource_folder

OURS = "https://w3id.org/atgraph/"  # not registered yet: these addresses do not open
ONTOLOGY = OURS + "ontology"
ATG = ONTOLOGY + "#"
ATGV = OURS + "vocab/"
ATGS = OURS + "shapes#"
ATGD = OURS + "id/"
GRAPH = OURS + "graph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
FOAF = "http://xmlns.com/foaf/0.1/"
DCTERMS = "http://purl.org/dc/terms/"
SHACL = "http://www.w3.org/ns/shacl#"

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
SUBCLASS = NamedNode(RDFS + "subClassOf")
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
    """Return a named graph: ontology, registry, derived, dataset, programme/<id> or as below."""
    return NamedNode(GRAPH + name)


# What is said of people who are listed on request, and what rules derive of that alone.
APART = ON_REQUEST, ON_REQUEST_DERIVED = graph("on-request"), graph("on-request-derived")

NAMED = {
    "atg": ATG, "atgv": ATGV, "atgs": ATGS, "atgd": ATGD, "rdf": RDF, "rdfs": RDFS, "owl": OWL,
    "skos": SKOS, "schema": SCHEMA, "xsd": XSD, "sh": SHACL, "foaf": FOAF, "dcterms": DCTERMS,
}  # fmt: skip


@cache
def prefixes() -> dict[str, str]:
    """Return prefix → namespace, as ontology/prefixes.ttl declares them.

    It is an UnreadableError if the file is missing, a line of it is not a declaration or gives
    another namespace than it has, or a prefix is not there that code uses.
    """
    path = resource_folder("ontology") / "prefixes.ttl"
    table: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = re.fullmatch(r"@prefix (\w+): <([^>]+)> \.", line.rstrip())
        if not found:
            message = "is not a declaration of a prefix; write @prefix name: <namespace> ."
            raise UnreadableError(message, path, number)
        prefix, namespace = found.groups()
        if namespace != NAMED.get(prefix, namespace):
            why = f"declares the prefix {prefix}: as <{namespace}>"
            meant = f"but it stands for <{NAMED[prefix]}>; write that"
            raise UnreadableError(f"{why}, {meant}", path, number)
        table[prefix] = namespace
    missing = [f"@prefix {p}: <{known}> ." for p, known in NAMED.items() if p not in table]
    if missing:
        why = "lacks prefixes" if table else "declares no prefix"
        raise UnreadableError(f"{why}; write {' '.join(missing)}", path)
    return table


def shorten(iri: str) -> str:
    """Return prefix:name where one fits and the name needs no escape, else the IRI in brackets."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
