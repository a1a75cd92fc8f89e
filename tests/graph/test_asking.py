"""graph: what is asked of an engine, and what is known of its graph as long as that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store

from atgraph.errors import EndpointError, QueryError, StoreError
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph, _rows, text
from atgraph.rdf.namespaces import GRAPH, OWL, graph
from atgraph.sandbox.sandbox import Deadline

A, B, P = (NamedNode(f"http://e/{name}") for name in "abp")
OURS = Quad(A, P, Literal("said"), graph("registry"))
DERIVED = Quad(B, P, Literal("derived"), graph("derived"))
VALUE = "SELECT ?o { ?s <http://e/p> ?o }\nORDER BY ?o"
VERSION = Quad(
    NamedNode(GRAPH + "dataset"), NamedNode(OWL + "versionInfo"), Literal("v1"), graph("dataset")
)


class Recorded:
    """An engine that is none of a store here: it notes what it is asked, and may be replaced."""

    timeout = 30.0

    def __init__(self, *quads: Quad, states: Sequence[str] = ()) -> None:
        store = Store()
        store.extend(quads)
        self.inner = EmbeddedEngine(store)
        self.states = iter(states)
        self.asked: list[Any] = []

    @property
    def graphs(self) -> Sequence[NamedNode]:
        self.asked.append("graphs")
        return self.inner.graphs

    def state(self) -> str:
        return next(self.states, "")

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Any:
        self.asked.append(text)
        return self.inner.query(text, graphs)

    def query_apart(
        self,
        text: str,
        graphs: Sequence[NamedNode],
        deadline: Deadline,
        *,
        offline: bool = True,
    ) -> Any:
        self.asked.append((text, list(graphs), deadline.seconds, offline))
        return self.inner.query("SELECT ?o { VALUES ?o { 1 } }", graphs)

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        return self.inner.quads(graph)


class Embedded(EmbeddedEngine):
    """A store here that notes what it is asked."""

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Any:
        self.__dict__.setdefault("asked", []).append(text)
        return super().query(text, graphs)


def embedded() -> Embedded:
    store = Store()
    store.extend([OURS, DERIVED])
    return Embedded(store)


def values(rows: Any) -> list[str]:
    return [row["o"].value for row in rows]


# What is asked


def test_what_was_derived_is_asked_too_unless_it_is_left_out() -> None:
    store = Store()
    store.extend([OURS, DERIVED])
    whole, asserted = Graph(store), Graph(store, asserted=True)

    assert values(whole.select(VALUE)) == ["derived", "said"]
    assert values(asserted.select(VALUE)) == ["said"]
    assert set(whole.quads()) == {OURS, DERIVED}
    assert list(asserted.quads()) == [OURS]
    assert asserted.graphs == [graph("registry")]


def test_a_graph_shows_whether_it_leaves_out_what_was_derived() -> None:
    kg = Graph(Recorded(), asserted=True)
    assert repr(kg).startswith("Graph(engine=<") and repr(kg).endswith("asserted=True)")


def test_the_derived_are_added_to_a_graph_that_left_them_out() -> None:
    engine = embedded()
    whole, asserted = Graph(engine), Graph(engine, asserted=True)

    assert whole.with_derived() is whole
    assert asserted.with_derived().engine is engine
    assert asserted.with_derived().asserted is False


def test_quads_are_those_of_all_graphs_or_of_one_that_is_asked() -> None:
    kg = Graph(embedded(), asserted=True)

    assert list(kg.quads(graph("registry"))) == [OURS]
    assert list(kg.quads(graph("derived"))) == []
    assert list(kg.quads(graph("none"))) == []


def test_only_a_graph_here_has_a_store() -> None:
    engine = embedded()
    assert Graph(engine).store is engine.store
    with pytest.raises(StoreError, match="kept by a server"):
        _ = Graph(Recorded()).store


def test_a_version_is_that_of_the_data_or_nothing() -> None:
    assert Graph(Recorded(VERSION)).version == "v1"
    assert Graph(Recorded(OURS)).version == ""


def test_the_version_is_asked_for_once() -> None:
    kg = Graph(engine := Recorded(VERSION))
    assert (kg.version, kg.version) == ("v1", "v1")
    assert len([asked for asked in engine.asked if asked != "graphs"]) == 1
    assert engine.asked.count("graphs") == 1


# A graph that stays, and one that is replaced


def test_a_graph_that_stays_is_known_and_one_that_was_replaced_is_asked_anew() -> None:
    engine = Recorded(VERSION, states=["a", "a", "a", "a", "b", "b"])
    kg = Graph(engine)
    for state, asked in (("a", 1), ("a", 1), ("b", 2)):
        with kg.steady() as found:
            assert found == state
            assert (kg.version, len(kg.graphs)) == ("v1", 1)
        assert engine.asked.count("graphs") == asked
        assert len(engine.asked) == 2 * asked


def test_rows_of_two_graphs_are_told() -> None:
    with (
        pytest.raises(EndpointError, match="replaced while it was asked"),
        Graph(Recorded(states=["a", "b"])).steady(),
    ):
        pass


def test_a_graph_may_have_to_be_the_one_of_before() -> None:
    kg = Graph(Recorded(states=["b", "a"]))
    with pytest.raises(EndpointError), kg.steady("a") as found:
        assert found == "a"
    with kg.steady("a") as found:
        assert found == "a"


def test_what_is_asked_within_is_of_the_graph_of_what_is_around_it() -> None:
    kg = Graph(Recorded(states=["a", "a", "a", "c", "c"]))
    with kg.steady() as outer, kg.steady() as inner:
        assert (outer, inner) == ("a", "a")
    with kg.steady() as after:
        assert after == "c"


def test_an_error_within_is_told_and_ends_what_must_stay() -> None:
    kg = Graph(Recorded(states=["a", "b", "b"]))
    with pytest.raises(KeyError), kg.steady():
        raise KeyError
    with kg.steady() as after:
        assert after == "b"


# Queries and what is wrong with them


@pytest.mark.parametrize("query", ["SELECT ?", "SELECT * { SERVICE ?x {} }"])
def test_a_query_of_a_file_is_refused_with_the_file(query: str) -> None:
    for ask in (Graph(embedded()).query, Graph(embedded()).table):
        with pytest.raises(QueryError) as told:
            ask(query, Path("x.rq"))
        assert told.value.problems[0].path == "x.rq"
        with pytest.raises(QueryError) as told:
            ask(query)
        assert told.value.problems[0].path == ""


@pytest.mark.parametrize("query", ["SELECT * {}", "ASK {}"])
def test_what_gives_no_triples_is_no_construct(query: str) -> None:
    with pytest.raises(QueryError, match="write a CONSTRUCT") as told:
        Graph(embedded()).construct(query, Path("x.rq"))
    assert told.value.problems[0].path == "x.rq"


def test_a_construct_gives_its_triples() -> None:
    made = Graph(embedded(), asserted=True).construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert list(made) == [OURS.triple]


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_what_gives_no_rows_is_no_table(query: str) -> None:
    with pytest.raises(QueryError, match="write a SELECT") as told:
        Graph(embedded()).table(query, Path("x.rq"))
    assert told.value.problems[0].path == "x.rq"


def test_a_table_has_its_columns_in_order_and_rows_without_empty_cells() -> None:
    names, rows = Graph(embedded()).table("SELECT ?b ?a { VALUES (?a ?b) { (1 UNDEF) (2 3) } }")

    assert names == ("b", "a")
    assert [{name: term.value for name, term in row.items()} for row in rows] == [
        {"a": "1"},
        {"a": "2", "b": "3"},
    ]


@pytest.mark.parametrize("error", [ValueError, RuntimeError, OSError])
def test_an_engine_that_stops_while_it_is_read_is_told(error: type[Exception]) -> None:
    def solutions() -> Iterator[tuple[Any, ...]]:
        yield (A, None)
        raise error("full\nmore")

    rows = _rows(solutions(), ("a", "b"), Path("x.rq"))  # type: ignore[arg-type]
    assert next(rows) == {"a": A}
    with pytest.raises(QueryError, match=r"the query stopped: full$") as told:
        next(rows)
    assert told.value.problems[0].path == "x.rq"


def test_rows_are_put_in_order_here_only_where_the_engine_is_here() -> None:
    here, there = embedded(), Recorded(OURS, DERIVED)

    assert values(Graph(here).select(VALUE)) == ["derived", "said"]
    assert here.__dict__["asked"] == [VALUE.partition("ORDER")[0]]
    assert values(Graph(there).select(VALUE)) == ["derived", "said"]
    assert VALUE in there.asked


@pytest.mark.parametrize(
    ("query", "rows", "times"),
    [
        ("SELECT ?o { VALUES ?o { 2 1 } }\nORDER BY DESC(?o)", ["2", "1"], 1),
        ("SELECT ?o { VALUES ?o { 2.5 1.5 } }\nORDER BY ?o", ["1.5", "2.5"], 2),
        ("SELECT (?x AS ?o) { VALUES ?x { 2 1 } }\nORDER BY ?x", ["1", "2"], 2),
        ("SELECT ?o { VALUES ?o { 2 1 } }\nORDER BY ?o LIMIT 1", ["1"], 1),
    ],
)
def test_what_is_not_compared_here_is_asked_again_as_it_is_written(
    query: str, rows: list[str], times: int
) -> None:
    engine = embedded()

    assert values(Graph(engine).select(query)) == rows
    assert len(engine.__dict__["asked"]) == times


def test_a_free_query_is_asked_apart_and_in_no_network_unless_it_asks_a_server() -> None:
    calling = "SELECT ?o { SERVICE <http://e.example/> { ?s ?p ?o } }"
    engine = Recorded(OURS)
    kg = Graph(engine)

    assert values(kg.select(VALUE)) == ["said"]
    kg.sparql("ASK {}", timeout=7)
    kg.sparql(calling, allow_services=["e.example"])
    names, rows = kg.table(calling, allow_services=["e.example"])
    assert (names, values(rows)) == (("o",), ["1"])
    assert [asked for asked in engine.asked if isinstance(asked, tuple)] == [
        ("ASK {}", [graph("registry")], 7, True),
        *[(calling, [graph("registry")], 30, False)] * 2,
    ]


def test_a_free_query_is_guarded_and_of_one_graph() -> None:
    with pytest.raises(QueryError, match="is refused"):
        Graph(embedded()).sparql("ASK { SERVICE <http://e.example/> {} }")
    with pytest.raises(QueryError, match="deep"):
        Graph(embedded()).sparql("{" * 101)
    with pytest.raises(EndpointError):
        Graph(Recorded(states=["a", "b"])).sparql("ASK {}")


def test_the_text_of_a_cell_is_empty_where_it_is_not_bound() -> None:
    row = {"a": Literal("é", language="fr"), "b": A}
    assert (text(row, "a"), text(row, "b"), text(row, "c")) == ("é", "http://e/a", "")  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["SELECT * {}", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_an_error_keeps_no_answer_that_another_thread_would_free(
    query: str,
) -> None:
    """The engine's answers may only be freed where they were made; errors live in cycles."""
    asked = Graph(Recorded(OURS))
    run = asked.construct if query.startswith("SELECT") else asked.table
    with pytest.raises(QueryError) as told:
        run(query)
    frames = walk_tb(told.value.__traceback__)
    held = [value for frame, _ in frames for value in frame.f_locals.values()]
    assert not any(isinstance(value, QuerySolutions | QueryTriples) for value in held)
