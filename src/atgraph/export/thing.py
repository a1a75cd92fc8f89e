"""All that the graph says of one thing, as a file: its ties and their evidence with it."""

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from atgraph.errors import QueryError
from atgraph.export.rdf import Format, as_nquads, as_rdf_xml, as_turtle
from atgraph.graph.graph import Graph
from atgraph.rdf.json_ld import as_json_ld
from atgraph.text import did_you_mean

# Statements (ties, claims, listings, names as printed) have no label; things have one.
ABOUT = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { <%(iri)s> ?p ?o . BIND (<%(iri)s> AS ?s) }
  UNION { ?s ?p <%(iri)s> . BIND (<%(iri)s> AS ?o) }
  UNION { %(statement)s BIND (?statement AS ?s) ?s ?p ?o }
  UNION { %(evidence)s BIND (?evidence AS ?s) ?s ?p ?o }
  UNION { %(evidence)s ?evidence atg:isPassageOf|atg:isReferenceTo ?s . ?s ?p ?o }
  UNION { %(evidence)s ?evidence atg:isPassageOf/atg:isTextOf ?s . ?s ?p ?o }
  UNION { %(statement)s ?statement ?any ?s . ?s rdfs:label ?o . BIND (rdfs:label AS ?p) }
  UNION { <%(iri)s> ?any ?s . ?s rdfs:label ?o . BIND (rdfs:label AS ?p) }
}
"""
STATEMENT = "?statement ?to <%s> . FILTER NOT EXISTS { ?statement rdfs:label ?name }"
EVIDENCE = "{ %s ?statement atg:hasEvidence ?evidence } UNION { <%s> atg:hasEvidence ?evidence }"
WRITERS: dict[str, Format] = {
    "ttl": as_turtle,
    "jsonld": as_json_ld,
    "nt": as_nquads,
    "rdf": as_rdf_xml,
}
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""Form of a file → its media type."""


def export_thing(kg: Graph, iri: str, form: str) -> bytes:
    """Return what is said of a thing, and in which words: the same bytes each time.

    Without the names of the graphs that say it.

    Raises:
        QueryError: there is no such form; it is one of `MEDIA_TYPES`.
    """
    statement = STATEMENT % iri
    parts = {"iri": iri, "statement": statement, "evidence": EVIDENCE % (statement, iri)}
    return write_triples(kg.construct(ABOUT % parts), form)


def write_triples(triples: Iterable[Triple], form: str) -> bytes:
    """Return triples, each once, in a form of `MEDIA_TYPES`; any other is a QueryError."""
    if form not in WRITERS:
        hint = did_you_mean(form, WRITERS, f"use one of {', '.join(WRITERS)}")
        raise QueryError(f"a thing is not written as {form!r}; {hint}")
    return WRITERS[form](Quad(t.subject, t.predicate, t.object) for t in {*triples})
