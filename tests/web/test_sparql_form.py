"""The page of SPARQL: a form without script, answers for programs, and what is refused."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from atgraph.graph.query_files import question_names
from atgraph.web import sparql, turns
from atgraph.web.vendor import Editor, vendor_folder

ROWS = "SELECT ?o ?l { ?o a atg:Organization ; rdfs:label ?l } ORDER BY ?l LIMIT 3"
GRAPH = "CONSTRUCT { ?o rdfs:label ?l } WHERE { ?o a atg:Organization ; rdfs:label ?l }"
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAGE = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def test_the_form_offers_each_question_and_our_prefixes(client: TestClient) -> None:
    page = client.get("/sparql", headers=PAGE).text
    assert '<form class="sparql" action="/sparql" method="post">' in page
    assert all(f'href="/sparql?question={name}"' in page for name in question_names())
    assert "PREFIX atg: &lt;https://w3id.org/atgraph/ontology#&gt;" in page


def test_an_answer_is_a_table_whose_things_link_to_their_pages(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": ROWS, "format": "html"}, headers=PAGE)
    assert "3 rows." in answer.text
    assert '<a href="/page/organization_amazon"' in answer.text
    assert answer.text.count(ROWS) == 1, "the query stays in the form"


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (ROWS, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (ROWS, "text/csv", "text/csv; charset=utf-8"),
        (ROWS, "application/json;q=0.2, text/tab-separated-values", "text/tab-separated-values"),
        (ROWS, "*/*", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (GRAPH, "text/turtle", "text/turtle; charset=utf-8"),
        (GRAPH, "application/n-triples,*/*;q=0.9", "application/n-triples"),
        (GRAPH, "application/ld+json", "application/ld+json"),
    ],
)
def test_programs_get_what_they_accept(
    client: TestClient, query: str, accept: str, given: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(given)
    assert answer.headers["vary"] == "accept, accept-encoding"


def test_a_format_goes_before_what_is_accepted(client: TestClient) -> None:
    asked = {"query": ROWS, "format": "csv"}
    assert client.get("/sparql", params=asked, headers=PAGE).text.startswith("o,l\r\n")
    wrong = client.get("/sparql", params=asked | {"format": "ttl"})
    assert wrong.status_code == 400 and "use json, xml, csv, tsv or html" in wrong.text


def test_a_query_may_be_sent_as_it_is(client: TestClient) -> None:
    sent = {"content-type": "application/sparql-query", "accept": "application/json"}
    assert client.post("/sparql", content="ASK {}", headers=sent).json()["boolean"] is True
    other = client.post("/sparql", content="ASK {}", headers={"content-type": "text/plain"})
    assert other.status_code == 415
    long = client.post("/sparql", content="#" * 300_000, headers=sent)
    assert long.status_code == 413


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELEC ?x {}", "line 1, column 1"),
        ("DELETE WHERE { ?s ?p ?o }", "expected"),
        ("SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_is_refused_is_said_beside_the_query(
    client: TestClient, query: str, said: str
) -> None:
    page = client.post("/sparql", data={"query": query}, headers=PAGE)
    assert page.status_code == 400
    assert said in page.text and 'aria-invalid="true"' in page.text
    assert client.post("/sparql", data={"query": query}).status_code == 400


@pytest.mark.slow
def test_a_query_that_takes_too_long_is_stopped(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql, "SECONDS", 0.5)
    page = client.post("/sparql", data={"query": BOMB}, headers=PAGE)
    assert page.status_code == 504
    assert "narrow it, or add a LIMIT" in page.text and "--timeout" not in page.text


def test_who_finds_all_turns_taken_is_told_to_come_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    for _ in range(turns.AT_ONCE):
        assert turns._turns.acquire(blocking=False)
    try:
        answer = client.post("/sparql", data={"query": "ASK {}"}, headers=PAGE)
    finally:
        for _ in range(turns.AT_ONCE):
            turns._turns.release()
    assert answer.status_code == 503
    assert "ask again in a moment" in answer.text


def test_a_question_begins_as_the_query_that_its_page_sent(client: TestClient) -> None:
    page = client.get("/sparql?question=who-works-with&organization=OSCE", headers=PAGE).text
    assert "organization_osce" in page and "?_organization_iri" not in page
    example = client.get("/sparql?question=who-works-with", headers=PAGE).text
    assert "?_organization_iri" not in example
    assert client.get("/sparql?question=none", headers=PAGE).status_code == 404


def test_people_listed_on_request_are_in_no_answer(client: TestClient) -> None:
    query = "ASK { GRAPH <https://w3id.org/atgraph/graph/on-request> { ?s ?p ?o } }"
    assert client.post("/sparql", data={"query": query}).json()["boolean"] is False


def test_the_style_of_the_editor_is_allowed_on_its_page_alone(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(vendor_folder(), ("yasgui.min.js",), ("sha256-abc=",))
    monkeypatch.setattr(sparql, "vendored", lambda: editor)
    policy = client.get("/sparql", headers=PAGE).headers["content-security-policy"]
    assert "style-src 'self' 'sha256-abc=';" in policy
    assert "sha256-" not in client.get("/").headers["content-security-policy"]


def test_without_the_editor_the_page_says_that_it_is_a_plain_form(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql, "vendored", lambda: None)
    page = client.get("/sparql", headers=PAGE).text
    assert "is not installed here" in page and "yasgui" not in page
    assert client.get("/static/vendor/yasgui.min.js").status_code == 404


def test_prefixes_are_given_to_the_editor(client: TestClient) -> None:
    table = json.loads(client.get("/sparql/prefixes.json").text)
    assert table["atg"] == "https://w3id.org/atgraph/ontology#"
    assert all(re.fullmatch(r"\w+", prefix) for prefix in table)
