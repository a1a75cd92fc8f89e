"""What of the ontology may change without another record: words that are said of its concepts."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store

from atgraph.build.change.memory import UnusableError
from atgraph.build.mapping.vocabulary import COMPARATOR
from atgraph.rdf.namespaces import ATGV, DCTERMS, LABEL, SKOS, TYPE, graph
from atgraph.rdf.ontology import CONCEPT, Ontology

ONTOLOGY = graph("ontology")
WORDS = {
    *(LABEL.value, DCTERMS + "source"),
    *(SKOS + f"{kind}Label" for kind in ("alt", "hidden", "pref")),
    *(SKOS + kind for kind in ("changeNote", "definition", "example", "note", "scopeNote")),
    *(SKOS + f"{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related")),
}


def check_terms(ontology: Ontology, before: Store) -> None:
    """Raise an UnusableError where more than words of concepts is another than in a graph.

    By anything else records may be read and written in another way. So they are by the words of
    comparators, which stand for what is printed.
    """
    old = {*before.quads_for_pattern(None, None, None, ONTOLOGY)}
    if not _are_words({*ontology.quads} ^ old, ontology):
        raise UnusableError("the ontology declares something else than words of its concepts")


def _are_words(quads: Iterable[Quad], ontology: Ontology) -> bool:
    subjects = [q.subject for q in quads if q.predicate.value in WORDS]
    names = {node.value for node in subjects if isinstance(node, NamedNode)}
    read = any(name.startswith(ATGV + COMPARATOR) for name in names)
    concepts = all(CONCEPT in ontology.values(name, TYPE.value) for name in names)
    return len(subjects) == len([*quads]) and concepts and not read
