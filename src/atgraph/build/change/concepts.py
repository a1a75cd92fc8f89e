"""What of the ontology may change without all else: its concepts, and the words said of them."""

from collections.abc import Collection

from pyoxigraph import NamedNode, Quad, Store

from atgraph.build.change.memory import UnusableError
from atgraph.build.mapping.vocabulary import COMPARATOR
from atgraph.rdf.namespaces import ATGV, DCTERMS, LABEL, RDFS, SKOS, TYPE, atg, graph
from atgraph.rdf.ontology import CONCEPT, Ontology

ONTOLOGY = graph("ontology")
WORDS = {
    *(LABEL.value, DCTERMS + "source"),
    *(SKOS + f"{kind}Label" for kind in ("alt", "hidden", "pref")),
    *(SKOS + kind for kind in ("changeNote", "definition", "example", "note", "scopeNote")),
    *(SKOS + f"{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related")),
}
PLACE = {RDFS + "isDefinedBy", *(SKOS + name for name in ("broader", "inScheme", "topConceptOf"))}
KINDS = {NamedNode(CONCEPT), atg("Theme")}


def check_terms(ontology: Ontology, before: Store) -> None:
    """Raise an UnusableError where an ontology declares something else than that of a graph.

    It may have other concepts, which programmes ask for by name, and say them in other words. By
    anything else records may be read and written in another way; so they are by the words of
    comparators, which stand for what is printed.
    """
    new, old = {*ontology.quads}, {*before.quads_for_pattern(None, None, None, ONTOLOGY)}
    both = _concepts(new) & _concepts(old)
    either = _concepts(new) | _concepts(old)
    for quad in new ^ old:
        said = quad.predicate.value
        is_word = said in WORDS or (
            quad.subject not in both
            and (said in PLACE or (quad.predicate == TYPE and quad.object in KINDS))
        )
        if not is_word or quad.subject not in either:
            raise UnusableError(
                "the ontology declares something else than concepts and their words"
            )


def _concepts(quads: Collection[Quad]) -> set[object]:
    """Return the concepts that are no comparators."""
    found = {q.subject for q in quads if q.predicate == TYPE and q.object == NamedNode(CONCEPT)}
    return {c for c in found if not str(c).startswith(f"<{ATGV}{COMPARATOR}")}
