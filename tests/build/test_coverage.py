"""Coverage of the ontology: each term is used, and is in the data or says why not.

Classes, object properties and datatype properties must be named in a query, the properties of ties
too: a rule that reads whatever a class declares as its edges does not count. Annotation properties
are no statements about the data but declarations about terms; it is enough that a query, the code,
a shape over the ontology or a test reads them, and they are not looked for in the data.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

import pytest
from pyoxigraph import NamedNode, Quad, Store
from rdflib import OWL, RDF, SKOS, URIRef

import mini
from atgraph.graph.sparql import tokens
from atgraph.rdf.namespaces import ATG, ATGV, GRAPH, TYPE
from shacl import read

FOLDERS = {"ask", "checks", "derive"}
QUERIES = sorted(
    path for folder in FOLDERS for path in (mini.ROOT / "queries" / folder).glob("*.rq")
)
READERS = sorted(
    path
    for folder, pattern in (
        ("src/atgraph", "*.py"),
        ("ontology/style", "*.ttl"),
        ("tests", "test_*.py"),
    )
    for path in (mini.ROOT / folder).rglob(pattern)
)
BLANK = {"space", "comment"}

ontology = read(mini.ROOT / "ontology" / "atgraph.ttl")
vocabularies = [read(path) for path in sorted((mini.ROOT / "ontology" / "vocab").glob("*.ttl"))]


def terms(*kinds: URIRef) -> list[str]:
    """Return the terms of the ontology's own namespace that are of one of the kinds."""
    return sorted(
        {
            str(term)
            for kind in kinds
            for term in ontology.subjects(RDF.type, kind)
            if str(term).startswith(ATG)
        }
    )


CLASSES = terms(OWL.Class)
PROPERTIES = terms(OWL.ObjectProperty, OWL.DatatypeProperty)
ANNOTATIONS = terms(OWL.AnnotationProperty)
REASONS = {
    str(term): str(reason)
    for term, reason in ontology.subject_objects(URIRef(ATG + "unusedReason"))
}
CONCEPTS = sorted(
    {str(c) for graph in vocabularies for c in graph.subjects(RDF.type, SKOS.Concept)}
)


def iris(query: str) -> Iterator[str]:
    """Yield each IRI that a query names, its prefixes written out."""
    said = [t for t in tokens(query) if t.kind not in BLANK]
    prefixes: dict[str, str] = {}
    for before, token in itertools.pairwise([*said[:1], *said]):
        name = before.text.removesuffix(":")
        if (
            token.kind == "iri"
            and before.kind == "prefixed"
            and before.text.endswith(":")
            and name not in prefixes
        ):
            prefixes[name] = token.text[1:-1]
        elif token.kind == "iri":
            yield token.text[1:-1]
        elif token.kind == "prefixed" and before.text.upper() != "PREFIX":
            prefix, _, local = token.text.partition(":")
            yield prefixes[prefix] + local


@cache
def uses() -> dict[str, set[str]]:
    """Return each IRI that a query names, and the queries that name it."""
    found: dict[str, set[str]] = {}
    for path in QUERIES:
        for iri in iris(path.read_text(encoding="utf-8")):
            found.setdefault(iri, set()).add(f"{path.parent.name}/{path.stem}")
    return found


def quads(store: Store) -> list[Quad]:
    """Return what people said or rules derived: every graph but that of the ontology."""
    return [quad for quad in store if quad.graph_name != NamedNode(GRAPH + "ontology")]


def spoken_of(store: Store) -> set[str]:
    """Return the IRIs of all things and concepts that the data says something of or with."""
    return {
        term.value
        for quad in quads(store)
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode)
    }


def populated(store: Store) -> set[str]:
    """Return the properties that the data says something with, and the classes of its things."""
    things = spoken_of(store)
    types = {
        quad.object.value
        for quad in store.quads_for_pattern(None, TYPE, None, None)
        if quad.subject.value in things
    }
    return {quad.predicate.value for quad in quads(store)} | types


@cache
def data() -> set[str]:
    """Return the properties and classes that are in the graph of data/, asserted or derived."""
    return populated(mini.real().store)


def test_there_is_something_to_count() -> None:
    assert {path.parent.name for path in QUERIES} == FOLDERS
    assert {path.suffix for path in READERS} == {".py", ".ttl"}
    assert len(CLASSES) > 25
    assert len(PROPERTIES) > 75
    assert len(ANNOTATIONS) > 10
    assert len(CONCEPTS) > 50


def test_a_use_is_a_token_of_the_query_with_its_prefix_written_out() -> None:
    query = """
    PREFIX a: <https://example.org/>
    # a:inAComment
    SELECT ?x WHERE {
      ?x a:used|^<https://example.org/alsoUsed> "a:inAString" ; a <https://example.org/>
    }
    """

    assert set(iris(query)) == {
        "https://example.org/used",
        "https://example.org/alsoUsed",
        "https://example.org/",
    }


def test_each_class_and_property_is_named_by_a_question_check_or_rule() -> None:
    """Of one that no query names, write a question that people put: see queries/README.md."""
    assert [term for term in (*CLASSES, *PROPERTIES) if not uses().get(term)] == []


def test_no_query_names_a_term_that_the_ontology_does_not_have() -> None:
    named = {iri: queries for iri, queries in uses().items() if iri.startswith(ATG) and iri != ATG}

    assert {
        iri: queries
        for iri, queries in named.items()
        if iri not in {*CLASSES, *PROPERTIES, *ANNOTATIONS}
    } == {}


@pytest.mark.slow
def test_each_declaration_is_read_by_a_query_the_code_a_shape_or_a_test() -> None:
    words = {w for path in READERS for w in re.findall(r"\w+", path.read_text(encoding="utf-8"))}

    assert [
        term for term in ANNOTATIONS if not uses().get(term) and term.removeprefix(ATG) not in words
    ] == []


@pytest.mark.slow
def test_each_class_and_property_is_in_the_data_or_says_why_not() -> None:
    """The data has it: take its atg:unusedReason away; nothing in data/ uses it: say why in one."""
    unused = {term for term in (*CLASSES, *PROPERTIES) if term not in data()}

    assert unused == set(REASONS)


def test_a_reason_is_a_sentence_in_english() -> None:
    kinds = ("unusedReason", "unconstrainedReason", "exemptionReason")
    reasons = [r for kind in kinds for r in ontology.objects(None, URIRef(ATG + kind))]

    assert reasons
    assert [r for r in reasons if r.language != "en" or not re.fullmatch(r".{20,}\.", r)] == []


def test_what_is_excused_says_why_and_is_looked_for() -> None:
    exempt, explained = (
        set(ontology.subjects(URIRef(ATG + name))) for name in ("isExemptFrom", "exemptionReason")
    )

    assert exempt == explained


def test_a_concept_counts_where_the_data_speaks_of_it_and_a_property_where_it_says_something() -> (
    None
):
    store, theme, concept = Store(), NamedNode(ATG + "Theme"), NamedNode(ATGV + "theme_example")
    assigns, supports, reference = (
        NamedNode(iri)
        for iri in (ATG + "assignsTheme", ATG + "supportsProperty", "https://example.org/reference")
    )
    store.add(Quad(concept, TYPE, theme, NamedNode(GRAPH + "ontology")))
    store.add(Quad(reference, supports, assigns, NamedNode(GRAPH + "registry")))
    assert populated(store) == {supports.value}

    store.add(Quad(reference, assigns, concept, NamedNode(GRAPH + "registry")))
    assert populated(store) == {supports.value, assigns.value, theme.value}
    assert concept.value in spoken_of(store)


@pytest.mark.slow
def test_the_vocabularies_are_reported_and_need_not_be_used_up(record_testsuite_property) -> None:  # type: ignore[no-untyped-def]
    used = sorted(spoken_of(mini.real().store) & set(CONCEPTS))
    record_testsuite_property("concepts used", f"{len(used)} of {len(CONCEPTS)}")
    print(
        f"{len(used)} of {len(CONCEPTS)} concepts are used; not yet:",
        *sorted({*CONCEPTS} - {*used}),
        sep="\n  ",
    )

    assert used
    assert all(concept.startswith(ATGV) for concept in CONCEPTS)
