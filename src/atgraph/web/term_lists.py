"""The terms as pages list them: of the ontology, of its shapes, and of the vocabularies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from atgraph.export.terms import ontology_triples, shape_triples, vocabulary_triples
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import (
    ATG,
    ATGS,
    ATGV,
    LABEL,
    ONTOLOGY,
    OWL,
    RDFS,
    SHACL,
    SKOS,
    TYPE,
    shorten,
)
from atgraph.text import plural
from atgraph.web.rendering import page_of

KINDS = {
    "Class": "Classes",
    "ObjectProperty": "Properties that lead to things",
    "DatatypeProperty": "Properties with values",
    "AnnotationProperty": "Properties of terms",
}
Facts = Mapping[str, Mapping[str, list[str]]]
"""Subject → predicate → values, of texts those in English."""


@dataclass(frozen=True)
class ListedTerm:
    """A term on a page: `name` is its place there, `address` a page of its own, if it has one."""

    name: str
    label: str
    definition: str = ""
    notes: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class TermList:
    """A page of terms: its name for files, its title, what it is, and heading → terms."""

    name: str
    title: str
    lead: str
    groups: Mapping[str, list[ListedTerm]]


def list_terms(kg: Graph) -> TermList:
    """Return the classes and properties of the ontology."""
    facts = _facts(ontology_triples(kg))
    groups = {title: list[ListedTerm]() for title in KINDS.values()}
    for iri, said in sorted(facts.items()):
        kind = next((t for k, t in KINDS.items() if OWL + k in said.get(TYPE.value, ())), "")
        if kind and iri.startswith(ATG):
            groups[kind].append(_term(iri, said))
    about = facts.get(ONTOLOGY, {})
    lead = " ".join(about.get("http://purl.org/dc/terms/description", []))
    version = ", ".join(about.get(OWL + "versionInfo", []))
    return TermList("ontology", f"The ontology, version {version}", lead, groups)


def _term(iri: str, said: Mapping[str, list[str]]) -> ListedTerm:
    above = [shorten(i) for i in said.get(RDFS + "subClassOf", ())]
    notes = [
        *([f"A kind of {', '.join(above)}."] if above else []),
        *said.get(SKOS + "scopeNote", ()),
        *(f"For example: {example}" for example in said.get(SKOS + "example", ())),
    ]
    definition = " ".join(said.get(SKOS + "definition", ()))
    return ListedTerm(iri.removeprefix(ATG), _label(said, iri), definition, tuple(notes))


def list_shapes() -> TermList:
    """Return the shapes, each with what it asks of whom; a node's with those of its properties."""
    facts = _facts(shape_triples())
    groups: dict[str, list[ListedTerm]] = {}
    for iri, said in sorted(facts.items()):
        if SHACL + "NodeShape" not in said.get(TYPE.value, ()):
            continue
        name = iri.removeprefix(ATGS)
        targets = [shorten(target) for target in said.get(SHACL + "targetClass", ())]
        node = ListedTerm(name, name, f"Looks at each {', '.join(targets)}." if targets else "")
        own = said.get(SHACL + "property", ())
        groups[name.removesuffix("Shape")] = [node, *(_property(i, facts[i]) for i in own)]
    listed = {ATGS + term.name for group in groups.values() for term in group}
    others = [i for i in sorted(facts) if i.startswith(ATGS) and i not in listed]
    groups["What these use"] = [_used(iri, facts[iri]) for iri in others]
    lead = "What the data are checked by before they are published, in SHACL."
    return TermList("shapes", "The shapes", lead, groups)


def _property(iri: str, said: Mapping[str, list[str]]) -> ListedTerm:
    def first(name: str) -> str:
        return next(iter(said.get(SHACL + name, ())), "")

    notes = said.get(SHACL + "description", ())
    return ListedTerm(iri.removeprefix(ATGS), first("name"), first("message"), tuple(notes))


def _used(iri: str, said: Mapping[str, list[str]]) -> ListedTerm:
    """Return a query or a group of shapes."""
    query = " ".join(" ".join(said.get(SHACL + "select", ())).split())
    return ListedTerm(iri.removeprefix(ATGS), _label(said, iri), query)


def list_vocabularies(kg: Graph) -> TermList:
    """Return the concept schemes, each with the number of its concepts."""
    facts = _facts(vocabulary_triples(kg))
    sizes: dict[str, int] = defaultdict(int)
    for said in facts.values():
        for scheme in said.get(SKOS + "inScheme", ()):
            sizes[scheme] += 1
    schemes = [
        ListedTerm(
            iri.removeprefix(ATGV),
            _label(said, iri),
            " ".join(said.get(SKOS + "definition", ())),
            (f"{plural(sizes[iri], 'concept')}.",),
            page_of(iri),
        )
        for iri, said in sorted(facts.items())
        if SKOS + "ConceptScheme" in said.get(TYPE.value, ())
    ]
    lead = "Roles, themes, kinds of organisation and all else that is one of a list, in SKOS."
    return TermList("vocab", "The vocabularies", lead, {"Concept schemes": schemes})


def _label(said: Mapping[str, list[str]], iri: str) -> str:
    return next(iter(said.get(LABEL.value, ())), shorten(iri))


def _facts(triples: Iterable[Triple]) -> Facts:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in sorted(triples, key=str):
        subject, value = getattr(triple.subject, "value", ""), triple.object
        if not isinstance(value, Literal) or value.language in (None, "en"):
            found[subject][triple.predicate.value].append(getattr(value, "value", ""))
    return found
