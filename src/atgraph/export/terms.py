"""The terms as files: the ontology, its shapes, and the vocabularies as SKOS tools read them.

A concept has one rdfs:label, in English, and skos:prefLabel in other languages. SKOS tools read
skos:prefLabel alone, so files of the vocabularies have it in English too.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATGV, LABEL, SKOS, graph
from atgraph.rdf.turtle_files import rdf_files, read_rdf

PREFERRED = NamedNode(SKOS + "prefLabel")
IN_SCHEME = "SELECT ?concept WHERE {{ ?concept skos:inScheme <{}> }}"


def ontology_triples(kg: Graph) -> list[Triple]:
    """Return the ontology of a graph: what it says of itself, of its terms and of borrowed ones."""
    return [t for t in _declared(kg) if not _is_concept(t)]


def vocabulary_triples(kg: Graph) -> list[Triple]:
    """Return all concepts and concept schemes of a graph, for SKOS tools."""
    return [*with_english(t for t in _declared(kg) if _is_concept(t))]


def scheme_triples(kg: Graph, scheme: str) -> list[Triple]:
    """Return a concept scheme with its concepts, for SKOS tools; of a concept, what it says."""
    wanted = {scheme, *(text(row, "concept") for row in kg.select(IN_SCHEME.format(scheme)))}
    declared = (t for t in _declared(kg) if getattr(t.subject, "value", "") in wanted)
    return [*with_english(declared)]


def with_english(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples, and for each English label of a concept a skos:prefLabel that says the same.

    But not where the concept has one already: SKOS allows one in a language.
    """
    held = [*triples]
    named = {t.subject for t in held if t.predicate == PREFERRED and _language(t) == "en"}
    yield from held
    for triple in held:
        is_name = triple.predicate == LABEL and _language(triple) == "en" and _is_concept(triple)
        if is_name and triple.subject not in named:
            yield Triple(triple.subject, PREFERRED, triple.object)


def shape_triples() -> list[Triple]:
    """Return the shapes that data are checked by, as their files hold them.

    Nameless nodes are numbered in the order of the files, so that they are the same each time. It
    is an UnreadableError if a file cannot be read.
    """
    files = rdf_files(resource_folder("ontology") / "shapes", needed=True)
    names: dict[BlankNode, BlankNode] = {}

    def numbered(node: NamedNode | BlankNode | Literal | Triple) -> object:
        if isinstance(node, BlankNode):
            return names.setdefault(node, BlankNode(f"b{len(names) + 1:04}"))
        return node

    read = (triple for path in files for triple in read_rdf(path).triples)
    return [Triple(numbered(t.subject), t.predicate, numbered(t.object)) for t in read]  # type: ignore[arg-type]


def _declared(kg: Graph) -> Iterator[Triple]:
    return (quad.triple for quad in kg.quads(graph("ontology")))


def _is_concept(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(ATGV)


def _language(triple: Triple) -> str | None:
    return triple.object.language if isinstance(triple.object, Literal) else None
