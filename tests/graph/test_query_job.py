"""query_job: a query is asked of a store, and its whole result is written after its kind."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from atgraph.graph import query_job
from atgraph.sandbox import process

A, B, P = (NamedNode(f"http://e/{name}") for name in "abp")
QUADS = [Quad(A, P, Literal("one"), A), Quad(B, P, Literal("two"), B)]
VALUES = "SELECT ?o { ?s e:p ?o } ORDER BY ?o"


def store() -> Store:
    made = Store()
    made.extend(QUADS)
    return made


def task(query: str = VALUES, **more: Any) -> dict[str, Any]:
    asked = {"query": query, "prefixes": {"e": "http://e/"}, "graphs": [A.value], "union": True}
    return {**asked, **more}


def values(query: str, **more: Any) -> list[str]:
    return [row[0].value for row in query_job.ask(store(), **task(query, **more))]  # type: ignore[union-attr, index]


def test_a_query_is_asked_of_all_graphs_or_of_the_listed_ones_only() -> None:
    in_graph = "SELECT ?o { GRAPH ?g { ?s e:p ?o } } ORDER BY ?o"

    assert values(VALUES) == values(in_graph) == ["one", "two"]
    assert values(VALUES, union=False) == values(in_graph, union=False) == ["one"]
    assert values(VALUES, union=False, graphs=[]) == []


def test_a_store_is_held_in_memory_or_opened_from_its_folder(tmp_path: Path) -> None:
    quads = store().dump(format=RdfFormat.N_QUADS)
    assert set(query_job.open_store("", quads)) == set(QUADS)

    Store(str(tmp_path)).extend(QUADS[:1])
    opened = query_job.open_store(str(tmp_path), b"")
    assert list(opened) == QUADS[:1]
    with pytest.raises(RuntimeError, match="read-write"):
        opened.add(QUADS[1])


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ASK {}", b'boolean\n{"head":{},"boolean":true}'),
        ("SELECT ?o { <http://e/a> ?p ?o }", b'table\n{"head":{"vars":["o"]},"results":{"bindin'),
        (
            "CONSTRUCT { ?s ?p ?o } { BIND(<http://e/a> AS ?s) ?s ?p ?o }",
            b'graph\n<http://e/a> <http://e/p> "one" .\n',
        ),
    ],
)
def test_a_result_is_written_whole_after_its_kind(query: str, written: bytes) -> None:
    out = io.BytesIO()

    assert query_job.answer(store(), task(query), out) == (process.DONE, "")
    assert out.getvalue().startswith(written)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SyntaxError("no"), query_job.NOT_UNDERSTOOD, "no"),
        (ValueError("no"), query_job.NOT_UNDERSTOOD, "no"),
        (RuntimeError("no"), process.STOPPED, "no"),
        (OSError(5, "no"), process.STOPPED, "[Errno 5] no"),
    ],
)
def test_what_an_engine_raises_is_told_by_a_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    def ask(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(query_job, "ask", ask)
    assert query_job.answer(store(), task(), io.BytesIO()) == (code, said)


def test_a_store_that_cannot_be_opened_is_told_with_the_first_task() -> None:
    work = query_job.prepare("/no/such/folder", b"")
    code, said = work(task(), io.BytesIO())

    assert code == query_job.NO_STORE
    assert "/no/such/folder" in said
