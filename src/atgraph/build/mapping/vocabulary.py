"""The words of the vocabularies: roles, statuses, kinds and themes, and what is said of a slip."""

from pyoxigraph import NamedNode

from atgraph.build.mapping.draft import Draft
from atgraph.errors import KeyDetails
from atgraph.rdf.namespaces import LABEL, SKOS
from atgraph.rdf.ontology import Ontology, Property
from atgraph.text import did_you_mean, fold

COMPARATOR = "comparator_"
FORMS = (LABEL.value, SKOS + "prefLabel", SKOS + "altLabel")


def find_concept(draft: Draft, prop: Property, word: str) -> NamedNode | None:
    """Return the concept that a word names, written with or without the property's prefix."""
    start, concepts = prop.prefix + "_", draft.ontology.concepts
    for local in (start + word, word) if prop.prefix else ():
        draft.asked.add(local)
        if local.startswith(start) and local in concepts:
            return NamedNode(concepts[local])
    return None


def find_comparator(ontology: Ontology, words: str) -> str:
    """Return the concept that the printed words of a claim's comparator come to, or nothing."""
    wanted = fold(words).casefold()
    for local, iri in ontology.concepts.items():
        if local.startswith(COMPARATOR):
            forms = (form for prop in FORMS for form in ontology.values(iri, prop))
            if wanted in map(str.casefold, forms):
                return local.removeprefix(COMPARATOR)
    return ""


def refuse_word(draft: Draft, prop: Property, word: str, line: int, kind: str = "") -> None:
    """Note that a word for a property of a record, such as a misspelt role, is in no vocabulary."""
    start = prop.prefix + "_"
    known = [c.removeprefix(start) for c in draft.ontology.concepts if c.startswith(start)]
    near = did_you_mean(word.removeprefix(start), known, most=3)
    message = f"{prop.key}: {word!r} is not in the vocabulary of {start}… concepts"
    message += f" ({near})" if near else ""
    message += "; correct it, or add the concept to ontology/vocab/"
    about = KeyDetails(prop.key, word, kind=kind, property=prop.iri, prefix=prop.prefix)
    draft.wrong(line, message, "vocabulary", about)
