"""SPARQL Protocol for programs: formats, what is refused and how, what each address may spend."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from atgraph.graph import workers
from atgraph.sandbox import pool
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.protocol import asked, budgets, endpoint, front
from atgraph.web.protocol.budgets import Budgets, who_asks
from atgraph.web.protocol.problems import ProblemError

ROWS = "SELECT ?o ?l { ?o a atg:Organization ; rdfs:label ?l } ORDER BY ?l LIMIT 3"
GRAPH = "CONSTRUCT { ?o rdfs:label ?l } WHERE { ?o a atg:Organization ; rdfs:label ?l }"
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}


@pytest.fixture
def other(mini_store: Path) -> Iterator[TestClient]:
    """A client of a server of its own, with budgets that nobody has touched."""
    with TestClient(make_app(Desk(mini_store))) as client:
        yield client


def problem(answer: Any, status: int) -> str:
    """Return what a refused request is told, insisting that it is problem details."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["type"], said["status"]) == ("about:blank", status)
    assert "/tmp" not in answer.text and "Traceback" not in answer.text
    return str(said["detail"])


def query(client: TestClient, text: str, **more: Any) -> Any:
    return client.get("/sparql", params={"query": text, **more})


# --- formats ---


def test_a_table_is_the_same_in_each_format(client: TestClient) -> None:
    found = json.loads(query(client, ROWS).text)["results"]["bindings"]
    rows = [[row["o"]["value"], row["l"]["value"]] for row in found]
    assert len(rows) == 3
    assert list(csv.reader(query(client, ROWS, format="csv").text.splitlines()))[1:] == rows
    tsv = query(client, ROWS, format="tsv").text.splitlines()[1:]
    assert [line.split("\t")[0] for line in tsv] == [f"<{iri}>" for iri, _ in rows]
    xml = client.get("/sparql.xml", params={"query": ROWS}).text
    assert re.findall("<uri>(.*?)</uri>", xml) == [iri for iri, _ in rows]


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_graph_is_the_same_in_each_format_and_each_time(client: TestClient, fmt: str) -> None:
    wanted = set(Graph().parse(data=query(client, GRAPH, format="nt").text, format="nt"))
    answer = query(client, GRAPH, format=fmt)
    if fmt == "nq":
        assert answer.headers["content-type"] == "application/n-quads"
        assert set(Graph().parse(data=answer.text, format="nt")) == wanted
    else:
        assert set(Graph().parse(data=answer.text, format=FORMATS[fmt])) == wanted
    again = query(client, f"# again\n{GRAPH}", format=fmt)
    assert again.content == answer.content


def test_what_is_accepted_decides_and_nothing_is_sent_that_is_not(client: TestClient) -> None:
    accept = {"accept": "text/turtle;charset=UTF-8, application/rdf+xml;q=0.5"}
    answer = client.get("/sparql", params={"query": GRAPH}, headers=accept)
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    other = client.get("/sparql", params={"query": ROWS}, headers=accept)
    assert "application/sparql-results+json" in problem(other, 406)
    for header in ("image/png", "nonsense", "text/*;q=0"):
        none = client.get("/sparql", params={"query": ROWS}, headers={"accept": header})
        assert problem(none, 406)


def test_xml_that_cannot_hold_a_result_is_refused(client: TestClient) -> None:
    assert "XML" in problem(query(client, 'SELECT ("\\u0001" AS ?x) {}', format="xml"), 406)
    no_name = "CONSTRUCT { <http://e/a> <http://e/> 1 } {}"
    assert "XML" in problem(query(client, no_name, format="rdf"), 406)
    assert "&#xD;" in query(client, 'CONSTRUCT { <a> <b> "\\r" } {}', format="rdf").text


# --- what is held ---


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = query(client, GRAPH)
    assert first.headers["content-encoding"] == "gzip"
    mark = first.headers["etag"]
    again = client.get("/sparql", params={"query": GRAPH}, headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    plain = {"accept-encoding": "identity", "if-none-match": '"other"'}
    whole = client.get("/sparql", params={"query": GRAPH}, headers=plain)
    assert whole.content == first.content and "content-encoding" not in whole.headers
    assert whole.headers["etag"] != mark


def test_what_the_clock_or_chance_decides_is_not_held(client: TestClient) -> None:
    texts = {query(client, "SELECT (STRUUID() AS ?x) {}").text for _ in range(2)}
    assert len(texts) == 2


def test_head_tells_what_get_would_and_sends_nothing(client: TestClient) -> None:
    got = query(client, ROWS)
    head = client.head("/sparql", params={"query": ROWS})
    assert head.content == b"" and head.headers["etag"] == got.headers["etag"]


# --- what is refused ---


def test_a_page_of_elsewhere_may_read_and_no_more(client: TestClient) -> None:
    allowed = client.options("/sparql", headers={"origin": "https://elsewhere.example"})
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert allowed.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-credentials" not in allowed.headers
    assert query(client, "ASK {}").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("method", "status"), [("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("NONSENSE", 501)]
)
def test_methods_that_write_or_are_none_are_refused(
    other: TestClient, method: str, status: int
) -> None:
    answer = other.request(method, "/sparql", params={"query": "ASK {}"})
    assert "GET, HEAD, POST" in problem(answer, status)
    assert answer.headers["allow"]


def test_what_is_sent_wrongly_is_refused(other: TestClient) -> None:
    send = other.post
    form, text = {"content-type": asked.FORM}, {"content-type": asked.QUERY}
    assert problem(send("/sparql", content="ASK {}", headers={"content-type": "text/plain"}), 415)
    assert problem(send("/sparql", content="ASK {}"), 415)
    assert "update" in problem(
        send("/sparql", content="CLEAR ALL", headers={"content-type": asked.UPDATE}), 403
    )
    assert "UTF-8" in problem(send("/sparql", content=b"ASK {} #\xff", headers=text), 400)
    assert "UTF-8" in problem(send("/sparql", content=b"query=ASK%20%7B%7D%FF", headers=form), 400)
    assert "no query" in problem(send("/sparql", content=b"", headers=form), 400)
    many = "&".join("a=1" for _ in range(asked.MOST_FIELDS + 1))
    assert problem(send("/sparql", content=many, headers=form), 400)
    assert "format" in problem(query(other, "ASK {}", format="docx"), 400)


def test_what_is_too_long_is_not_read(other: TestClient) -> None:
    read = []

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            read.append(1 << 20)
            yield b"#" * (1 << 20)

    headers = {"content-type": asked.QUERY, "content-length": str(100 << 20)}
    assert "200,000" in problem(other.post("/sparql", content=pieces(), headers=headers), 413)


def test_a_query_that_reaches_out_is_refused(other: TestClient) -> None:
    for text in (
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
    ):
        assert "refused" in problem(query(other, text), 400)
    named = {"default-graph-uri": "http://127.0.0.1:1/"}
    assert query(other, "ASK { ?s ?p ?o }", **named).json()["boolean"] is False


def test_no_graph_that_is_kept_apart_is_reached_by_its_name(other: TestClient) -> None:
    apart = "https://w3id.org/atgraph/graph/on-request"
    for name in ("default-graph-uri", "named-graph-uri"):
        text = f"ASK FROM <{apart}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
        assert query(other, text, **{name: apart}).json()["boolean"] is False


def test_a_graph_is_asked_alone_where_the_request_names_it(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    registry = {"default-graph-uri": "https://w3id.org/atgraph/graph/registry"}
    some, whole = (
        int(query(client, count, **given).json()["results"]["bindings"][0]["n"]["value"])
        for given in (registry, {})
    )
    assert 0 < some < whole


def test_an_answer_is_whole_or_none(other: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_ROWS", 5)
    six = "{ VALUES ?x { 1 2 3 4 5 6 } }"
    for fmt in ("json", "xml", "csv", "tsv"):
        assert "rows" in problem(query(other, f"SELECT ?x {six}", format=fmt), 400)
    assert "LIMIT" in problem(query(other, f"CONSTRUCT {{ <a> <b> ?x }} {six}"), 400)
    assert query(other, f"SELECT ?x {six} LIMIT 5").status_code == 200
    monkeypatch.setattr(workers, "MOST_BYTES", 50)
    assert "MiB" in problem(query(other, f"SELECT ?x {six} LIMIT 4"), 400)


@pytest.mark.slow
def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(
    other: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 0.6)
    answer = query(other, BOMB)
    assert "0.6 seconds" in problem(answer, 503) and answer.headers["retry-after"] == "60"
    monkeypatch.setattr(endpoint, "SECONDS", 20)
    assert query(other, "ASK {}").json()["boolean"] is True


def test_who_asks_for_long_leaves_the_place_to_others(
    other: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LONG", 0.05)
    desk: Desk = other.app.desk  # type: ignore[attr-defined]
    desk.workers.pool.limits.long_each = 0
    assert "for long" in problem(query(other, BOMB), 429)
    desk.workers.pool.limits.long_each = desk.workers.pool.limits.long = 2
    monkeypatch.setattr(endpoint, "SECONDS", 0.4)
    assert problem(query(other, BOMB), 503)


def test_a_full_queue_is_said(other: TestClient) -> None:
    desk: Desk = other.app.desk  # type: ignore[attr-defined]
    limits = desk.workers.pool.limits
    limits.ready = limits.waiting = 0
    answer = query(other, "ASK {}")
    assert "ask again" in problem(answer, 503) and answer.headers["retry-after"] == "2"


@pytest.mark.slow
def test_a_query_that_needs_too_much_memory_ends_alone(
    other: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MEMORY", 64 << 20)
    large = "SELECT ?x { VALUES ?a {" + " 1" * 900 + "} VALUES ?b {" + " 1" * 900 + "}"
    text = large + 'BIND(CONCAT(STR(?a), "' + "x" * 500 + '", STR(?b)) AS ?x) } ORDER BY ?x'
    assert "memory" in problem(query(other, text), 503)
    assert query(other, "ASK {}").json()["boolean"] is True


# --- what each address may spend ---


def test_errors_without_end_are_not_answered(
    other: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "ERRORS_RATE", 0.01)
    for _ in range(round(budgets.MOST_ERRORS)):
        assert query(other, "ASK {}", format="docx").status_code == 400
    answer = query(other, "ASK {}")
    assert "30 requests" in problem(answer, 429)
    assert 0 < int(answer.headers["retry-after"]) <= 100
    with TestClient(other.app, client=("127.0.0.9", 5)) as neighbour:
        assert query(neighbour, "ASK {}").status_code == 200


def test_seconds_are_paid_back_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(budgets.time, "monotonic", lambda: now[0])
    known = Budgets()
    for _ in range(10_000):
        known.charge("cheap", budgets.FREE)
    known.check("cheap")
    known.charge("dear", budgets.MOST_SECONDS + 5)
    with pytest.raises(ProblemError, match="again in 5 seconds"):
        known.check("dear")
    now[0] += 5
    known.check("dear")


def test_addresses_of_one_household_count_as_one() -> None:
    assert who_asks("2001:db8:1:2:3::4") == who_asks("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert who_asks("127.0.0.1") == "127.0.0.1" and who_asks("odd:host") == "odd:host"


def test_below_a_path_it_says_where_it_is(mini_store: Path) -> None:
    with TestClient(make_app(Desk(mini_store), root="/data")) as client:
        for path in ("/data/sparql", "/sparql"):
            assert "<http://testserver/data/sparql>" in client.get(path).text
            assert client.get(path, params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_name_of_elsewhere_is_not_served(mini_store: Path) -> None:
    app = make_app(Desk(mini_store), frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://evil.example") as client:
        assert problem(query(client, "ASK {}"), 421)


# --- descriptions ---


@pytest.mark.slow
def test_the_dataset_is_described_where_programs_look(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    text = answer.text
    assert "void:sparqlEndpoint <http://testserver/sparql>" in text
    assert "dcat:servesDataset <https://w3id.org/atgraph/graph/dataset>" in text
    assert Graph().parse(data=text, format="turtle")
    mark = {"if-none-match": answer.headers["etag"]}
    assert client.get("/.well-known/void", headers=mark).status_code == 304
    assert problem(client.post("/.well-known/void"), 405)
    assert problem(client.get("/sparql", headers={"host": "a b"}), 400)
    assert front.HOST.fullmatch("[::1]:80")
