"""What is sent to ask a server: the form of a query, its parameters, and how it travels."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from in_memory import JSON, Canned
from pyoxigraph import Store

from atgraph.graph.endpoint.transport import AGENT
from atgraph.graph.endpoint.wrapper import LONGEST_ADDRESS, Wrapper, columns, query_form

URL = "http://h/sparql"


def asked(
    text: str, graphs: tuple[str, ...] = (), extra: dict[str, str] | None = None
) -> requests.Request:
    transport = Canned()
    assert Wrapper(URL, transport).ask(text, graphs, extra or {}) is transport.answer
    return transport.seen[0]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ask { ?s ?p ?o }", "ASK"),
        ("Construct { ?s ?p ?o } { SELECT * { ?s ?p ?o } }", "CONSTRUCT"),
        ("DESCRIBE <http://h/ASK>", "DESCRIBE"),
        ("# ASK\nSELECT ?ask { ?s ?p 'DESCRIBE' }", "SELECT"),
        ("PREFIX ask: <http://h/> CONSTRUCT { ?s ask:ask ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("INSERT DATA {}", "SELECT"),
        ("", "SELECT"),
    ],
)
def test_form_of_a_query_is_its_first_word_of_a_form(text: str, form: str) -> None:
    assert query_form(text) == form


def test_query_is_sent_with_its_graphs_its_parameters_and_nothing_else() -> None:
    request = asked("SELECT * {}", ("http://g/1", "http://g/2"), {"timeout": "9"})
    where = urlsplit(request.url)

    assert (request.method, where.path, bool(request.data)) == ("GET", "/sparql", False)
    assert sorted(parse_qsl(where.query)) == [
        ("default-graph-uri", "http://g/1"),
        ("default-graph-uri", "http://g/2"),
        ("named-graph-uri", "http://g/1"),
        ("named-graph-uri", "http://g/2"),
        ("query", "SELECT * {}"),
        ("timeout", "9"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * {}", JSON),
        ("ASK {}", JSON),
        ("CONSTRUCT WHERE {}", "application/n-triples"),
        ("DESCRIBE <a:a>", "application/n-triples"),
        ("# CONSTRUCT\nSELECT * {}", JSON),
    ],
)
def test_one_media_type_is_accepted_for_each_form(text: str, kind: str) -> None:
    assert asked(text).headers == {"User-agent": AGENT, "Accept": kind}


@pytest.mark.parametrize(("more", "method"), [(0, "GET"), (1, "POST")])
def test_query_whose_address_is_too_long_is_posted(more: int, method: str) -> None:
    text = "SELECT{}"
    length = len(URL + "query=" + text.replace("{}", "%7B%7D"))
    request = asked("x" * (LONGEST_ADDRESS - length + more) + text)

    assert request.method == method
    assert request.url.startswith(URL + "?") == (method == "GET")


def test_query_that_is_posted_is_a_form() -> None:
    request = asked("SELECT * {}" + "#" * LONGEST_ADDRESS, ("http://g/",))

    assert request.url == URL
    assert request.headers["Content-type"] == "application/x-www-form-urlencoded"
    assert dict(parse_qsl(request.data.decode())) == {
        "default-graph-uri": "http://g/",
        "named-graph-uri": "http://g/",
        "query": "SELECT * {}" + "#" * LONGEST_ADDRESS,
    }


def test_update_is_posted_as_a_form() -> None:
    transport = Canned()
    answer = Wrapper("http://h/update", transport).update("CLEAR ALL # ASK")
    request = transport.seen[0]

    assert answer is transport.answer
    assert (request.method, request.url) == ("POST", "http://h/update")
    assert parse_qsl(request.data.decode()) == [("update", "CLEAR ALL # ASK")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("PREFIX a: <http://b/> SELECT ?x $y WHERE { ?x ?z ?q }", {"x", "y"}),
        ("select distinct ?x{ ?x ?y ?z }", {"x"}),
        ("SELECT ?select FROM <http://a/> { ?s ?p ?select }", {"select"}),
        ("SELECT (COUNT(*) AS ?n) (MIN(?q) AS ?m) ?g { ?g ?p ?q } GROUP BY ?g", {"n", "m", "g"}),
        ("SELECT (EXISTS { SELECT (1 AS ?no) {} } # AS\n AS ?x) ?y { ?s ?p ?y }", {"x", "y"}),
        ("SELECT * { ?s ?p ?o }", set()),
        ("ASK { ?s ?p ?o }", set()),
    ],
)
def test_columns_are_those_that_a_select_names(query: str, names: set[str]) -> None:
    assert columns(query) == names
    if names:
        assert {v.value for v in Store().query(query).variables} == names  # type: ignore[union-attr]
