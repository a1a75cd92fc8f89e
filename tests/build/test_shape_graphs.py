"""Graphs for the engine of shapes: filled, changed and asked as rdflib's own are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import XSD, BNode, URIRef

from atgraph.build.validation.graphs import DIFFERS, judged, to_rdflib

TEXT = """@prefix : <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :name "Pier" ; :count 7 ; :since "2001-02"^^xsd:gYearMonth .
:b :name "Kai"@de ; :near [ :name "Port" ] .
"""
A, B, NAME = (URIRef(f"http://e/{name}") for name in ("a", "b", "name"))


def triples() -> Iterable[Quad]:
    return parse(TEXT, RdfFormat.TURTLE)


@pytest.mark.parametrize("made", [judged, to_rdflib])
def test_a_graph_has_each_term_as_rdflib_reads_it(
    made: Callable[[Iterable[Quad | Triple]], rdflib.Graph],
) -> None:
    graph = made(triples())

    assert set(graph.objects(A)) == {
        rdflib.Literal("Pier"),
        rdflib.Literal(7),
        rdflib.Literal("2001-02", datatype=XSD.gYearMonth),
    }
    assert [literal.datatype for literal in graph.objects(A, NAME)] == [None]
    assert list(graph.objects(B, NAME)) == [rdflib.Literal("Kai", lang="de")]
    (near,) = graph.objects(B, URIRef("http://e/near"))
    assert isinstance(near, BNode)
    assert list(graph.objects(near, NAME)) == [rdflib.Literal("Port")]
    assert len(graph) == 6


def test_blank_nodes_keep_their_names() -> None:
    node, p = BlankNode("x1"), NamedNode("http://e/p")

    assert list(to_rdflib([Triple(node, p, node)])) == [(BNode("x1"), URIRef(p.value), BNode("x1"))]


def test_a_graph_knows_how_many_triples_it_has_after_each_change() -> None:
    graph = judged(triples())
    assert len(graph) == 6

    graph.add((A, NAME, rdflib.Literal("Mole")))
    assert len(graph) == 7
    assert (A, NAME, rdflib.Literal("Mole")) in graph

    graph.remove((A, None, None))
    assert len(graph) == 3
    assert list(graph.objects(A)) == []


def test_a_graph_gives_the_values_of_a_thing_at_once_also_while_it_changes() -> None:
    graph = judged(triples())
    assert list(graph.objects(A, NAME)) == list(graph.store.values(A, NAME))
    for value in graph.objects(A, NAME):
        graph.remove((A, NAME, value))
        graph.add((A, NAME, rdflib.Literal("Mole")))

    assert list(graph.objects(A, NAME)) == [rdflib.Literal("Mole")]
    assert list(graph.objects(NAME, A)) == []


def test_a_graph_tells_what_has_a_property_or_a_value_as_any_does() -> None:
    graph, plain = judged(triples()), to_rdflib(triples())
    pier = rdflib.Literal("Pier")

    assert {*graph.subject_objects(NAME)} >= {(A, pier), (B, rdflib.Literal("Kai", lang="de"))}
    assert len([*graph.subject_objects(NAME)]) == len([*plain.subject_objects(NAME)]) == 3
    assert len([*graph.subject_objects()]) == 6
    assert [*graph.subject_objects(URIRef("http://e/none"))] == []
    assert [*graph.subject_objects(NAME / NAME)] == []
    assert [*graph.triples((None, None, pier))] == [(A, NAME, pier)]
    assert [*graph.triples((None, None, A))] == []


def test_a_graph_is_searched_as_any_is_also_once_it_changed() -> None:
    wide, above = URIRef("http://e/wide"), URIRef("http://e/above")
    graph, plain = judged(triples()), to_rdflib(triples())
    changes = [
        [(A, above, B)],
        [(B, above, wide), (B, above, A), (A, above, B)],
        [(wide, above, NAME), (wide, NAME, rdflib.Literal("Pier"))],
    ]
    for some in changes:
        for triple in some:
            graph.add(triple)
            plain.add(triple)
        for value in (A, B, wide, NAME, rdflib.Literal("Pier")):
            assert {*graph.subjects(above, value)} == {*plain.subjects(above, value)}
            assert {*graph.subjects(NAME, value)} == {*plain.subjects(NAME, value)}
        for node in (A, B, wide):
            known = {*plain.transitive_objects(node, above)}
            assert {*graph.transitive_objects(node, above)} == known
            assert {*graph.transitive_subjects(above, node)} == {
                *plain.transitive_subjects(above, node)
            }
    for changed in (graph, plain):
        changed.remove((B, above, None))
    assert {*graph.transitive_objects(A, above)} == {*plain.transitive_objects(A, above)} == {A, B}
    assert {*graph.triples((A, None, B))} == {(A, above, B)}


def test_a_graph_that_is_closed_holds_nothing_whoever_holds_it_still() -> None:
    graph = judged(triples())
    assert len([*graph.query("SELECT ?node { ?node <http://e/name> ?name }")]) == 3
    graph.close()

    assert (len(graph), [*graph]) == (0, [])
    assert [*graph.query("SELECT ?node { ?node <http://e/name> ?name }")] == []


def asked(query: str, **bound: Any) -> list[dict[str, Any]]:
    """The rows that the embedded store gives for a query, or a NotImplementedError."""
    result = judged(iter(list(triples()))).store.query(query, {"e": "http://e/"}, bound, "")
    assert result.type == "SELECT"
    return [{str(name): term for name, term in row.items()} for row in result.bindings]


def test_a_query_is_answered_with_the_node_that_it_is_asked_of() -> None:
    query = "SELECT $this ?name WHERE { $this e:name ?name }"

    assert asked(query, this=A) == [{"this": A, "name": rdflib.Literal("Pier")}]
    assert asked(query, this=B) == [{"this": B, "name": rdflib.Literal("Kai", lang="de")}]


def test_a_column_that_is_not_bound_is_left_out_of_its_row() -> None:
    query = "SELECT ?node ?count { ?node e:name ?name OPTIONAL { ?node e:count ?count } }"
    rows = [row for row in asked(query) if isinstance(row["node"], URIRef)]

    assert sorted(rows, key=len) == [{"node": B}, {"node": A, "count": rdflib.Literal(7)}]


def test_each_query_finds_what_it_reads_whatever_was_asked_before() -> None:
    graph = judged(iter(list(triples())))
    every = len({*graph})
    patterns = ("?a <http://e/count> ?b", "?a <http://e/name> ?b", "?a ?said ?b", "?a ?said ?b")
    found = [len([*graph.query(f"SELECT ?a ?b {{ {pattern} }}")]) for pattern in patterns]

    assert found == [1, 3, every, every]
    assert len(asked("SELECT ?node WHERE { ?node e:count ?count . ?node e:name ?name }")) == 1


def test_a_pattern_that_the_store_reads_is_left_to_the_store() -> None:
    assert len(asked('SELECT ?node { ?node e:name ?name FILTER REGEX(?name, "^P.+$") }')) == 2


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?node { ?node e:name $value }", {"value": rdflib.Literal("Pier")}),
        ("SELECT ?node { ?node e:name $value }", {"value": BNode("x")}),
        ("SELECT ?node { GRAPH ?graph { ?node e:name ?name } }", {}),
        ("SELECT $this { FILTER BOUND($this) }", {"this": A}),
        ('SELECT ?node { ?node e:name ?name FILTER REGEX(?name, "(?=P)") }', {}),
        ("SELECT ?node { ?node e:name }", {}),
        ("SELECT ?node { ?node x:name ?name }", {}),
        ("ASK { ?node e:name ?name }", {}),
        ("CONSTRUCT { ?node e:called ?name } WHERE { ?node e:name ?name }", {}),
    ],
)
def test_what_the_store_does_not_take_or_reads_otherwise_is_left_to_rdflib(
    query: str, bound: dict[str, Any]
) -> None:
    with pytest.raises(NotImplementedError):
        asked(query, **bound)


@pytest.mark.parametrize(
    ("query", "differs"),
    [
        ("graph ?g { }", True),
        ("{ GRAPH<http://e/> { } }", True),
        ("?paragraph e:of ?graphs", False),
        ("BOUND($this)", True),
        ("bound\n(\n?this )", True),
        ("BOUND (\t$this)", True),
        ("REBOUND($this)", False),
        ("BOUND($thistle)", False),
        ("BOUND(?name) && $this = ?name", False),
    ],
)
def test_a_query_is_read_otherwise_where_it_names_graphs_or_whether_this_is_bound(
    query: str, differs: bool
) -> None:
    assert bool(DIFFERS.search(query)) is differs


def test_addresses_are_shown_whole_and_no_prefix_is_added() -> None:
    graph = judged(triples())
    graph.bind("e", "http://e/")

    assert A.n3(graph.namespace_manager) == "<http://e/a>"
    assert "e" not in dict(graph.namespaces())
    assert "xsd" in dict(graph.namespaces())
