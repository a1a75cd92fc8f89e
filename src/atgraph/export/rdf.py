"""The graph as a file for other programs: the same bytes each time.

A format is how quads are written, a profile is which: all of them, with the alignments to other
vocabularies, the description of the dataset, events as search engines read them, or the questions
as examples.
"""

import re
from collections.abc import Callable, Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from atgraph.characters import IN_RDF, IN_XML, NOT_IN_XML, escaped
from atgraph.errors import RefusedError
from atgraph.graph.alignments import align
from atgraph.graph.graph import Graph
from atgraph.rdf.json_ld import as_json_ld
from atgraph.rdf.namespaces import graph, prefixes
from atgraph.rdf.serialise import prefixes_for, sorted_lines

SCHEMA_ORG = "schema.org"
SPARQL_EXAMPLES = "sparql-examples"


def as_nquads(quads: Iterable[Quad]) -> bytes:
    """Return sorted N-Quads."""
    return "".join(sorted(escaped(line, IN_RDF) for line in sorted_lines(quads))).encode()


def as_turtle(quads: Iterable[Quad]) -> bytes:
    """Return sorted Turtle with sorted prefixes, those that it uses; the graph names are lost."""
    triples = sorted((Triple(q.subject, q.predicate, q.object) for q in quads), key=str)
    result = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes_for(triples))
    assert result is not None
    lines = escaped(result.decode(), IN_RDF).split("\n")
    head = [line for line in lines if line.startswith("@prefix ")]
    rest = "\n".join(lines[len(head) :])
    used = {f"{name}:" for name in prefixes() if re.search(rf"(?<![\w-]){name}:", rest)}
    kept = [line for line in sorted(head) if line.split()[1] in used]
    return "\n".join([*kept, "", rest]).encode()


def as_rdf_xml(quads: Iterable[Quad]) -> bytes:
    """Return sorted RDF/XML; the graph names are lost, and so are characters that XML cannot hold.

    In place of these stands U+FFFD, the replacement character.
    """
    triples = sorted((Triple(q.subject, q.predicate, q.object) for q in quads), key=str)
    result = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes())
    assert result is not None
    possible = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", result.decode())
    return escaped(possible, IN_XML).encode() + b"\n"


Format = Callable[[Iterable[Quad]], bytes]
FORMATS: dict[str, Format] = {"nq": as_nquads, "ttl": as_turtle, "jsonld": as_json_ld}
SELECTIONS: dict[str, tuple[str, Callable[[Graph], Iterable[Quad]]]] = {
    "all": ("nq", Graph.quads),
    "aligned": ("nq", align),
    "void": ("ttl", lambda kg: kg.quads(graph("dataset"))),
}
PROFILES = (*SELECTIONS, SCHEMA_ORG, SPARQL_EXAMPLES)


def check_format(profile: str, fmt: str | None) -> None:
    """Refuse a format that a profile is not written in: events are JSON-LD, examples Turtle."""
    if profile == SPARQL_EXAMPLES and fmt not in {None, "ttl"}:
        why, own = f"{SPARQL_EXAMPLES} are Turtle, not {fmt}", "ttl"
    elif profile == SCHEMA_ORG and fmt not in {None, "jsonld"}:
        why, own = f"search engines read {SCHEMA_ORG} as JSON-LD, not as {fmt}", "jsonld"
    else:
        return
    raise RefusedError(f"{why}; leave --format out, or say --format {own}")


def export(kg: Graph, profile: str = "all", fmt: str | None = None) -> bytes:
    """Return a selection of the graph's quads in a format; without one, in the selection's own.

    Raises:
        UnreadableError: a file that the export needs cannot be used.
        ValidationError, QueryError: an alignment does not fit the ontology, or is not understood.
    """
    own, select = SELECTIONS[profile]
    return FORMATS[fmt or own](select(kg))
