"""ordering: rows come in the order that Oxigraph gives, or are left to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

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
    ],
)
def test_only_a_last_line_of_columns_is_split_off(end: str, keys: list[tuple[str, bool]]) -> None:
    query = "SELECT ?a ?b WHERE { ?a ?p ?b }\n"
    rest = query + end[: end.rindex("ORDER BY")]
    assert split(query + end) == ((rest, keys) if keys else (query + end, []))


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
