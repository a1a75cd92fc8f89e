"""A query with a slip: one line says where it is, what stands there, and what was expected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import QueryError
from atgraph.graph.sparql.syntax import explain_syntax
from atgraph.rdf.namespaces import prefixes

SLIPS = {
    "SELECT ?x WHERE { ?x a }": "column 24, at “}”: a variable, a name or a value was expected",
    "SELEC ?x { }": "1, at “SELEC ?x { }”: SELECT, ASK, CONSTRUCT or DESCRIBE was expected",
    "SELECT ?x { ?x a atg:Person ": "column 11, at “{ ?x a atg:Person”: { is opened here and no",
    "SELECT * { ?s ?p ?o } ORDER ?x": "column 23, at “ORDER ?x”: the end, or another cla",
    "SELECT * { ?s foo:bar ?o }": "column 15, at “foo:bar ?o }”: the prefix foo: is not declared",
    'SELECT ?x { ?x a "abc }': 'column 18, at “"abc }”: a text begins here and does not end',
    "SELECT (COUNT(?x) ?y) { }": "column 19, at “?y) { }”: an operator or ) was expected",
    "SELECT ?x {\n ?x a ?y ;;\n FILTER (?x = ) }": "line 3, column 15, at “) }”: a variable, a n",
    "SELECT ?x { ?x a ?y } LIMIT ten": "column 29, at “ten”: a number was expected",
    "SELECT ?x, ?y { ?x a ?y }": "column 10, at “, ?y { ?x a ?y }”: a variable or ( was expected",
    "SELECT ?x { OPTIONAL ?x ?z ?w }": "column 22, at “?x ?z ?w }”: { was expected",
    "SELECT ?x { ?x a ?y }}": "column 22, at “}”: the end was expected",
    "SELECT ?x { ?x a (?y } ": "column 22, at “}”: ) was expected",
    "SELECT * { ?s ?p ?o ?q }": "column 21, at “?q }”: one of , . ; { } was expected",
    "# a query\nSELECT ?z { ?x a ?y } GROUP BY": "line 2, column 31, at the end: a variable",
}


@pytest.mark.parametrize("query", SLIPS)
def test_a_slip_is_told_in_one_line_with_its_place(kg: KnowledgeGraph, query: str) -> None:
    for ask in (kg.select, kg.sparql):
        with pytest.raises(QueryError) as told:
            list(ask(query))

        message = str(told.value)
        assert message.startswith("the query is not understood: line ") or "not closed" in message
        assert SLIPS[query] in message
        assert message.count("\n") == 0 and len(message) < 200


def test_the_command_says_it_in_one_line(store: object) -> None:
    run = mini.atgraph("sparql", "SELECT * { ?s ?p }", "--store", store)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert "line 1, column 18, at “}”: a variable, a name or a value was expected" in run.err


PIECES = [
    "SELECT",
    "?x",
    "{",
    "}",
    "(",
    ")",
    "a",
    "atg:Person",
    "no:where",
    '"text"',
    "FILTER",
    ".",
    ";",
]


@given(st.lists(st.sampled_from([*PIECES, "\n", "#", "'", "<", "=", "LIMIT", "5"]), max_size=12))
def test_whatever_is_typed_is_told_in_one_line(pieces: list[str]) -> None:
    query = " ".join(pieces)
    try:
        Store().query(query, prefixes=prefixes())
    except SyntaxError as exc:
        told = explain_syntax(query, str(exc))
        assert told and "\n" not in told and len(told) < 250
