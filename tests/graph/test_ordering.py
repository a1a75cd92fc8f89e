"""ordering: rows come in the order that Oxigraph gives, or are left to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from atgraph.api import KnowledgeGraph
from atgraph.errors import QueryError
from atgraph.graph.ordering import ordered, split
from atgraph.rdf.namespaces import XSD

TEXTS = st.text("aAzZéß𝄞 -0", max_size=4).map(Literal)
IRIS = st.sampled_from("abcé𝄞").map(lambda end: NamedNode(f"http://e/{end}"))
NUMBERS = st.integers(-20, 20).map(Literal)
ODD = st.sampled_from(
    ["about 20", "1_0", " 7 ", "007", "+9", "-1", "", "9" * 18, "9" * 30, "9" * 5000, "١٠"]
).map(lambda text: Literal(text, datatype=NamedNode(XSD + "integer")))
DAYS = st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))
TAGGED = st.sampled_from(["en", "fr"]).map(lambda tag: Literal("a", language=tag))
KINDS = st.sampled_from(
    [TEXTS, IRIS, NUMBERS, NUMBERS | ODD, DAYS, TAGGED, TEXTS | IRIS, NUMBERS | TEXTS | IRIS]
)


def columns(kinds: list[st.SearchStrategy[Any]]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(st.tuples(*(st.none() | kind for kind in kinds)), max_size=12)


@pytest.mark.slow
@given(
    st.lists(KINDS, min_size=2, max_size=2).flatmap(columns),
    st.lists(st.sampled_from(["?a", "ASC(?a)", "DESC(?a)"]), min_size=1, max_size=1),
)
def test_rows_come_in_the_order_of_the_engine(
    rows: list[tuple[Any, ...]], first: list[str]
) -> None:
    values = " ".join(
        "(" + " ".join("UNDEF" if t is None else str(t) for t in (*row, Literal(n))) + ")"
        for n, row in enumerate(rows)
    )
    query = (
        f"SELECT ?a ?b ?n WHERE {{ VALUES (?a ?b ?n) {{ {values} }} }}\nORDER BY {first[0]} ?b ?n"
    )
    store = Store()
    assert [r["n"] for r in KnowledgeGraph(store).select(query)] == [
        s["n"] for s in store.query(query)
    ]  # type: ignore[union-attr, index]


@pytest.mark.parametrize(
    ("end", "keys"),
    [
        ("ORDER BY ?a DESC(?b)\n", [("a", False), ("b", True)]),
        ("ORDER BY\n  ASC ( ?a )\n  ?b", [("a", False), ("b", False)]),
        ("ORDER BY ?a LIMIT 2", []),
        ("ORDER BY STR(?a)", []),
        ("# ORDER BY ?a", []),
        ("ORDER BY ?a ?p", []),
        ("ORDER BY\u00a0?a", []),
        ("GROUP BY ?a ?b\nORDER BY ?a", [("a", False)]),
        ("GROUP BY ?a ?b HAVING (COUNT(*) > 1)\nORDER BY ?a", [("a", False)]),
        ("LIMIT 2\nORDER BY ?a", []),
        ("LIMIT 2 # }\nORDER BY ?a", []),
        ("VALUES ?a { 1 }\nORDER BY ?a", []),
        ("ORDER BY ?b\nORDER BY ?a", []),
        ("GROUP BY ?a ?b LIMIT 2\nORDER BY ?a", []),
        ("GROUP BY ?a ?b OFFSET 2\nORDER BY ?a", []),
        ("GROUP BY ?a ?b VALUES ?a { 1 }\nORDER BY ?a", []),
        ("GROUP BY ?a ?b\nORDER BY ?b\nORDER BY ?a", []),
        ("group by ?a ?b limit 2\nORDER BY ?a", []),
        ("group by ?a ?b\nORDER BY ?a", [("a", False)]),
        ("HAVING (COUNT(*) > 1)\nORDER BY ?a", [("a", False)]),
        ("# LIMIT { 2\nORDER BY ?a", [("a", False)]),
        ("ORDER BY DESC(?b)?a", []),
        ("ORDER BY ?c", []),
        ("ORDER BY", []),
        ("ORDER BY ?b DESC(?a) ASC(?b)", [("b", False), ("a", True), ("b", False)]),
    ],
)
def test_only_a_last_line_of_columns_is_split_off(end: str, keys: list[tuple[str, bool]]) -> None:
    query = "SELECT ?a ?b WHERE { ?a ?p ?b }\n"
    rest = query + end[: end.rindex("ORDER BY")]
    assert split(query + end) == ((rest, keys) if keys else (query + end, []))


@pytest.mark.parametrize(
    ("pattern", "is_split"),
    [
        ("WHERE { { ?a ?p 1 } UNION { ?a ?p '}' } OPTIONAL { ?a ?q ?b } }", True),
        ("{ ?a ?p ?b FILTER(?a > 1) }", True),
        ("", False),
        ("WHERE { SELECT ?c { ?c ?p ?a } }", True),
        ("WHERE { ?a ?p ?b } OFFSET 1", False),
    ],
)
def test_words_within_the_pattern_do_not_count(pattern: str, is_split: bool) -> None:
    query = f"SELECT ?a {pattern}\n"
    ends = query + "ORDER BY ?a"
    assert split(ends) == ((query, [("a", False)]) if is_split else (ends, []))


def test_only_a_column_that_is_shown_may_order() -> None:
    query = "SELECT (COUNT(?x) AS ?n) WHERE { ?x ?p ?a }\n"
    assert split(query + "ORDER BY ?n") == (query, [("n", False)])
    assert split(query + "ORDER BY ?a") == (query + "ORDER BY ?a", [])
    assert split("SELECT * { ?a ?b ?c }\nORDER BY ?a")[1] == []


def typed(kind: str, *texts: str) -> list[Literal]:
    return [Literal(text, datatype=NamedNode(XSD + kind)) for text in texts]


@pytest.mark.parametrize(
    "terms",
    [
        typed("string", "", " ", "A", "B", "a", "b", "é"),
        typed("integer", "-10", "-2", "0", "+9", "10", "011", "9" * 18),
        typed("date", "1999-12-31", "2020-01-02", "2020-01-10", "2020-10-01"),
        [NamedNode("http://e/a"), NamedNode("http://e/b")],
        [None, NamedNode("http://e/b"), *typed("string", "", "a", "z")],
        [None, NamedNode("http://e/b"), *typed("integer", "-1", "3")],
        [None, *typed("integer", "-3", "2", "10")],
        [None, *typed("string", "", "a")],
        [NamedNode("z:b"), *typed("string", "a")],
        [None],
        [],
    ],
)
def test_the_empty_stand_first_then_addresses_then_values(terms: list[Any]) -> None:
    rows = [{"n": n} if term is None else {"n": n, "a": term} for n, term in enumerate(terms)]

    assert ordered(rows[::-1], [("a", False)]) == rows
    assert ordered(rows, [("a", True)]) == rows[::-1]


@pytest.mark.parametrize(
    "terms",
    [
        typed("decimal", "1", "2"),
        typed("integer", "1", "about 2"),
        typed("integer", "1", "9" * 19),
        typed("integer", "1", ""),
        typed("integer", "1", "1_0"),
        typed("date", "2020-01-01", "2020-01-01Z"),
        typed("date", "2020-01-01", "12020-01-01"),
        [*typed("string", "a"), *typed("integer", "1")],
        [Literal("a", language="en"), Literal("b", language="en")],
        [*typed("string", "a"), BlankNode("b")],
        [NamedNode("http://e/"), BlankNode("b")],
    ],
)
def test_what_cannot_be_compared_here_is_left_to_the_engine(terms: list[Any]) -> None:
    assert ordered([{"a": term} for term in terms], [("a", False)]) is None
    assert ordered([{"a": term, "b": Literal("b")} for term in terms], [("b", True)]) is not None


def test_a_later_column_decides_among_rows_that_an_earlier_leaves_equal() -> None:
    one, two, a, b = (Literal(value) for value in (1, 2, "a", "b"))
    rows = [{"x": x, "y": y} for x, y in ((two, a), (one, b), (one, a), (two, b))]

    assert ordered(rows, [("x", False), ("y", True)]) == [rows[n] for n in (1, 2, 3, 0)]
    assert ordered(rows, [("y", False), ("x", False)]) == [rows[n] for n in (2, 0, 1, 3)]
    assert ordered(rows, [("x", True)]) == [rows[n] for n in (0, 3, 1, 2)]
    assert ordered(rows, []) == rows


def test_columns_of_two_kinds_are_left_to_the_engine() -> None:
    assert ordered([{"a": Literal("b")}, {"a": Literal(1)}], [("a", False)]) is None
    assert ordered([{"a": Literal("b")}, {}, {"a": NamedNode("http://e/")}], [("a", True)]) == [
        {"a": Literal("b")},
        {"a": NamedNode("http://e/")},
        {},
    ]


def test_what_is_ordered_by_may_be_no_column() -> None:
    query = "SELECT ?a WHERE { VALUES (?a ?b) { (1 3) (2 2) (3 1) } }\nORDER BY ?b"
    assert [r["a"].value for r in KnowledgeGraph(Store()).select(query)] == ["3", "2", "1"]


def test_a_query_that_is_none_is_refused_as_it_is_written() -> None:
    wrong = "SELECT ?a WHERE { VALUES ?a { 1 2 } }\nLIMIT 1\nORDER BY ?a"
    with pytest.raises(QueryError, match=r"not understood: line 3, column 1, at") as told:
        KnowledgeGraph(Store()).table(wrong, Path("x.rq"))
    assert told.value.problems[0].path == "x.rq"
