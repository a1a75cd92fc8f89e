"""A server as an engine: what it holds, what it answers, and what it is asked."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from in_memory import JSON, Canned, MemoryServer, response
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Triple

from atgraph.errors import EndpointError, IncompleteResults, QueryError
from atgraph.graph.endpoint.address import Credentials
from atgraph.graph.endpoint.remote import LEDGER, RemoteEngine, with_prefixes
from atgraph.rdf.namespaces import ATG, GRAPH, OWL, RDFS, XSD, graph
from atgraph.sandbox.sandbox import Deadline

URL = "http://h/query"
G, S, P = graph("registry"), NamedNode("http://a/s"), NamedNode("http://a/p")
EMPTY = '{"head":{"vars":["part"]},"results":{"bindings":[]}}'
PAGE = "<!doctype html><p>Welcome"
SELECT = "SELECT ?part { ?s ?p ?part }"
LINES = "application/n-triples"


def engine(answer: object = None, **more: Any) -> RemoteEngine:
    """Return an engine whose server gives one answer, or holds a graph in memory."""
    transport = (
        Canned(answer=response(answer, **more)) if isinstance(answer, str) else MemoryServer()
    )
    return RemoteEngine(URL, transport=transport)


def describe(*parts: str, version: str = "1") -> RemoteEngine:
    """Return an engine whose server holds a description of a dataset."""
    asked = engine()
    assert isinstance(asked.transport, MemoryServer)
    said = f"dcterms:accessRights 'all' ; owl:versionInfo '{version}'"
    about = f"<{GRAPH}dataset> dcterms:hasPart <{{}}> ; {said} ."
    lines = " ".join(about.format(part) for part in parts)
    asked.transport.store.update(
        with_prefixes(f"INSERT DATA {{ GRAPH <{GRAPH}dataset> {{{lines}}}}}")
    )
    return asked


# what a server holds


def test_graphs_are_the_parts_and_the_description_sorted_and_read_once() -> None:
    asked = describe(*(GRAPH + name for name in "zcfab"), "http://others/", version="7")
    seen = asked.transport.seen  # type: ignore[attr-defined]

    assert [g.value for g in asked.graphs] == [
        GRAPH + n for n in ("a", "b", "c", "dataset", "f", "z")
    ]
    assert len(seen) == 1
    assert asked.state() == "7"
    assert len(seen) == 2


def test_least_version_is_told_where_there_are_two() -> None:
    asked = describe(GRAPH + "a", version="2")
    asked.transport.store.update(  # type: ignore[attr-defined]
        with_prefixes(
            f"INSERT DATA {{ GRAPH <{GRAPH}dataset> {{ <{GRAPH}dataset> owl:versionInfo '1' }} }}"
        )
    )

    assert asked.state() == "1"


def test_server_without_a_description_has_no_version_and_no_graph() -> None:
    asked = engine()

    assert asked.state() == ""
    with pytest.raises(EndpointError, match="holds no whole graph"):
        _ = asked.graphs


@pytest.mark.parametrize("names", ['"part"', '"version"', '"part","version","push","x"', '"x"', ""])
def test_table_of_other_columns_than_were_asked_for_answers_another_question(names: str) -> None:
    asked = engine(f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[]}}}}')
    for question in (asked.state, lambda: asked.query("SELECT (COUNT(*) AS ?n) {}", [G])):
        with pytest.raises(EndpointError, match="another question"):
            question()
    assert list(asked.solutions("SELECT * { ?s ?p ?o }", [G])) == []


def test_columns_may_come_in_any_order() -> None:
    assert engine(EMPTY.replace('"part"', '"version","push","part"')).state() == ""


def test_push_of_the_same_version_is_another_state() -> None:
    asked = describe(GRAPH + "a", version="7")
    sent = f"INSERT DATA {{ GRAPH {LEDGER} {{ {LEDGER} <{OWL}versionInfo> 'a push' }} }}"
    before = asked.state()
    asked.transport.store.update(sent)  # type: ignore[attr-defined]

    assert (before, asked.state()) == ("7", "7 a push")


@pytest.mark.parametrize("seconds", [0, -1, 86_401, float("nan")])
def test_time_out_of_bounds_is_refused(seconds: float) -> None:
    with pytest.raises(EndpointError, match="timeout must be above 0"):
        RemoteEngine(URL, seconds)


def test_opened_server_has_the_time_and_the_password_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATGRAPH_USER", "me")
    monkeypatch.setenv("ATGRAPH_PASSWORD", "hush")
    asked = RemoteEngine.open(URL, 7)

    assert (asked.url, asked.timeout, asked.transport.timeout) == (URL, 7, 7)
    assert asked.transport.credentials == Credentials("me", "hush")
    with pytest.raises(EndpointError, match="is not an address"):
        RemoteEngine.open("h/query")


# what it answers


def test_each_form_of_query_gives_its_kind_of_result() -> None:
    asked = engine()
    asked.transport.store.add(Quad(S, P, Literal("x"), G))  # type: ignore[attr-defined]
    table, truth = asked.query(SELECT, [G]), asked.query("ASK { ?s ?p 'x' }", [G])

    assert isinstance(table, QuerySolutions)
    assert [row["part"] for row in table] == [Literal("x")]
    assert isinstance(truth, QueryBoolean)
    assert bool(truth)
    for query in ("CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{S.value}>"):
        assert list(asked.query(query, [G])) == [Triple(S, P, Literal("x"))]


def test_only_the_graphs_named_are_asked() -> None:
    asked = engine()
    asked.transport.store.add(Quad(S, P, Literal("x"), G))  # type: ignore[attr-defined]

    assert list(asked.solutions(SELECT, [graph("derived")])) == []
    assert len(list(asked.solutions(SELECT, [graph("derived"), G]))) == 1


@pytest.mark.parametrize(
    ("query", "answer"),
    [(SELECT, '{"head":{},"boolean":true}'), ("ASK { ?s ?p ?o }", EMPTY)],
)
def test_answer_of_another_form_is_refused(query: str, answer: str) -> None:
    with pytest.raises(EndpointError, match="another question"):
        engine(answer).query(query, [G])


def test_table_is_wanted_where_rows_are_read() -> None:
    with pytest.raises(EndpointError, match="no table"):
        engine('{"head":{},"boolean":true}').solutions("ASK {}", [G])


@pytest.mark.parametrize(
    ("value", "datatype", "read"),
    [
        ("1", "boolean", "true"),
        ("0", "boolean", "false"),
        ("true", "boolean", "true"),
        ("1", "integer", "1"),
        ("0", "string", "0"),
    ],
)
def test_truth_is_read_as_the_project_writes_it(value: str, datatype: str, read: str) -> None:
    cell = {"type": "literal", "value": value, "datatype": XSD + datatype}
    table = f'{{"head":{{"vars":["part"]}},"results":{{"bindings":[{{"part":{cell}}}]}}}}'.replace(
        "'", '"'
    )
    line = f'<a:a> <a:b> "{value}"^^<{XSD}{datatype}> .\n'
    triples = engine(line, kind=LINES).query("CONSTRUCT WHERE { ?s ?p ?o }", [G])
    expected = Literal(read, datatype=NamedNode(XSD + datatype))

    assert [row["part"] for row in engine(table).solutions(SELECT, [G])] == [expected]
    assert list(triples) == [Triple(NamedNode("a:a"), NamedNode("a:b"), expected)]


@pytest.mark.parametrize("thing", ["<a:c>", '"1"', '"1"@en'])
def test_what_is_no_truth_is_left_as_it_is(thing: str) -> None:
    found = engine(f"<a:a> <a:b> {thing} .\n", kind=LINES).query("DESCRIBE <a:a>", [G])

    assert [str(triple.object) for triple in found] == [thing]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [JSON, "application/json", "text/plain", ""])
def test_table_is_read_from_json_of_any_name(kind: str) -> None:
    assert list(engine(EMPTY + "\n", kind=kind).solutions(SELECT, [G])) == []


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (200, "a,b\n", "text/csv", "answers with text/csv, which is not read here"),
        (200, PAGE, "text/html", "answers with a web page, not"),
        (201, PAGE, "text/html", r"answers with a web page \(status 201\), not"),
        (400, PAGE, "text/html", r"answers with a web page \(status 400\), not"),
        (401, "", JSON, "asks for a password"),
        (403, PAGE, "text/html", "refuses this to you"),
        (201, "boo", "text/plain", r"boo \(status 201\); ask for less"),
        (207, "", JSON, r"it stopped on the way \(status 207\); ask for less"),
        (404, "boo", "text/plain", r"boo \(status 404\); correct the address"),
        (405, "boo", "text/plain", r"boo \(status 405\); ask for less"),
        (500, "boo", "text/plain", r"boo \(status 500\); ask for less"),
    ],
)
def test_answer_that_is_none_says_why(status: int, body: str, kind: str, words: str) -> None:
    with pytest.raises(EndpointError, match=words) as caught:
        engine(body, kind=kind, status=status).query(SELECT, [G])
    assert not isinstance(caught.value, IncompleteResults)


def test_password_that_is_not_taken_is_told_apart_from_none() -> None:
    asked = engine("", status=401)
    asked.transport.credentials = Credentials("me", "hush")
    with pytest.raises(EndpointError, match="does not take the user and password"):
        asked.query(SELECT, [G])


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [(206, EMPTY, "stopped early"), (200, EMPTY[:-1], "its JSON is cut off")],
)
def test_answer_that_is_not_whole_is_told_apart(status: int, body: str, words: str) -> None:
    with pytest.raises(IncompleteResults, match=words):
        engine(body, status=status).query(SELECT, [G])


@pytest.mark.parametrize(("body", "words"), [("bad word", "bad word"), ("", "status 400")])
def test_query_that_is_not_understood_is_an_error_of_the_query(body: str, words: str) -> None:
    with pytest.raises(QueryError, match=f"does not understand the query: {words}$"):
        engine(body, kind="text/plain", status=400).query(SELECT, [G])


def test_answer_that_cannot_be_read_is_kept() -> None:
    with pytest.raises(IncompleteResults, match="cannot be read") as caught:
        engine("no triple\n", kind=LINES).query("CONSTRUCT WHERE { ?s ?p ?o }", [G])

    assert caught.value.partial == b"no triple\n"


# what it is asked


def test_virtuoso_is_told_its_time_in_milliseconds_once_it_is_known() -> None:
    asked = engine(EMPTY, Server="Virtuoso/07.20")
    assert isinstance(asked.transport, Canned)
    asked.query(SELECT, [G])
    asked.query(SELECT, [G])
    asked.query_apart(SELECT, [G], Deadline(1.5))
    asked.server = "Virtuosi"
    asked.query(SELECT, [G])

    assert asked.server == "Virtuoso/07.20"
    times = [r.url.partition("&timeout=")[2].partition("&")[0] for r in asked.transport.seen]
    assert times == ["", "30000", "1500", ""]


def test_query_apart_has_a_time_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, times = engine(), []

    def query(self: RemoteEngine, text: str, graphs: object) -> str:
        times.append((self.timeout, self.transport.timeout))
        return text

    monkeypatch.setattr(RemoteEngine, "query", query)
    answers = [asked.query("a", [G]), asked.query_apart("b", [G], Deadline(5))]

    assert (answers, times) == (["a", "b"], [(30, 30), (5, 5)])
    assert (asked.timeout, asked.transport.timeout) == (30, 30)


SUBJECTS = [NamedNode(f"http://a/{number}") for number in range(60)]


def test_graph_is_read_in_parts_where_the_server_limits_rows() -> None:
    quads = {Quad(s, P, Literal("x"), G) for s in SUBJECTS}
    server = MemoryServer(most_rows=10)
    server.store.extend(quads)
    digits = {hashlib.md5(s.value.encode()).hexdigest()[0] for s in SUBJECTS}
    found = list(RemoteEngine(URL, transport=server).quads(G))

    assert len(digits) == 16
    assert len(found) == len(quads)
    assert set(found) == quads
    assert len(server.seen) == 17


def test_graph_is_read_at_once_where_the_server_does_not() -> None:
    server = MemoryServer()
    server.store.add(Quad(S, P, Literal("x"), G))

    assert list(RemoteEngine(URL, transport=server).quads(G)) == [Quad(S, P, Literal("x"), G)]
    assert len(server.seen) == 1
    assert "MD5" not in server.seen[0][1]


def test_subject_with_more_rows_than_a_server_gives_is_given_up_after_four_digits() -> None:
    server = MemoryServer(most_rows=1)
    server.store.extend(Quad(S, P, Literal(str(n)), G) for n in range(3))
    digits = hashlib.md5(S.value.encode()).hexdigest()
    with pytest.raises(IncompleteResults, match="at most 1 rows"):
        list(RemoteEngine(URL, transport=server).quads(G))
    parts = [text.partition(', "')[2].partition('"')[0] for _, text in server.seen]

    assert parts[-1] == digits[:4]


def test_graph_that_is_cut_for_another_reason_is_not_asked_for_in_parts() -> None:
    asked = engine("{")
    with pytest.raises(IncompleteResults, match="cut off"):
        list(asked.quads(G))

    assert len(asked.transport.seen) == 1  # type: ignore[attr-defined]


RDFS_LINE, ATG_LINE = f"PREFIX rdfs: <{RDFS}> ", f"PREFIX atg: <{ATG}> "


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("SELECT * { ?s rdfs:label ?o }", {RDFS_LINE}),
        ("SELECT * { ?s rdfs:label ?o ; a atg:Person }", {RDFS_LINE, ATG_LINE}),
        ("prefix rdfs: <http://x/> SELECT * { ?s rdfs:label ?o }", set()),
        ("PREFIX atg: <http://x/> SELECT * { ?s rdfs:label ?o }", {RDFS_LINE}),
        ("SELECT * { ?s ?p 'rdfs:label' } # rdfs:label", set()),
        ("SELECT * { ?s other:label ?o }", set()),
        ("SELECT * { ?s ?p <rdfs:label> }", set()),
    ],
)
def test_prefixes_that_are_used_and_not_declared_are_added_before(
    text: str, added: set[str]
) -> None:
    written = with_prefixes(text)
    lines = written.removesuffix(text)

    assert written.endswith(text)
    assert sorted(part for part in lines.split("PREFIX ") if part) == sorted(
        line.removeprefix("PREFIX ") for line in added
    )
