"""guard: who may be asked, what reaches out, and how long, deep and wide a query may be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from atgraph.errors import QueryError
from atgraph.graph.sparql.guard import (
    DEEPEST,
    LONGEST,
    LONGEST_CHAIN,
    guard,
    reaches_out,
    refuse_reaching,
)


def refusal(query: str, allowed: Iterable[str] = ()) -> str:
    """Return what the guard says of a query; nothing where it lets it through."""
    try:
        guard(query, allowed)
    except QueryError as exc:
        return exc.problems[0].message
    return ""


# Which servers may be asked


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://example.org/sparql", "example.org"),
        ("http://example.org", "example.org"),
        ("http://example.org?x", "example.org"),
        ("http://example.org#x", "example.org"),
        ("https://example.org/", "example.org"),
        ("HTTP://Example.ORG/", "example.org"),
        ("http://example.org/", "EXAMPLE.org"),
        ("http://example.org:80/", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("HTTPS://example.org:443/", "example.org"),
        ("http://example.org:80/", "example.org:80"),
        ("http://example.org/", "example.org:80"),
        ("https://example.org/", "example.org:443"),
        ("http://example.org:443/", "example.org:443"),
        ("http://example.org:7878/", "example.org:7878"),
        ("http://127.0.0.1:9/", "127.0.0.1:9"),
        ("http://[::1]:7878/", "[::1]:7878"),
        ("http://e/", "e"),
    ],
)
def test_an_allowed_server_is_asked(address: str, allowed: str) -> None:
    assert refusal(f"ASK {{ SERVICE <{address}> {{}} }}", [allowed]) == ""


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://example.net/", "example.org"),
        ("http://sub.example.org/", "example.org"),
        ("http://example.org.example.net/", "example.org"),
        ("http://example.net/?http://example.org/", "example.org"),
        ("http://example.org:443/", "example.org"),
        ("https://example.org/", "example.org:80"),
        ("http://example.org/", "example.org:443"),
        ("https://example.org:80/", "example.org"),
        ("http://example.org:81/", "example.org"),
        ("https://example.org:444/", "example.org"),
        ("http://example.org:7878/", "example.org"),
        ("http://example.org/", "example.org:7878"),
        ("http://user@example.org/", "example.org"),
        ("http://example.org:7878@example.net/", "example.org:7878"),
        ("ftp://example.org/", "example.org"),
        ("https://example.org%2f@example.net/", "example.org"),
    ],
)
def test_no_other_server_is_asked(address: str, allowed: str) -> None:
    assert "SERVICE asks another server" in refusal(
        f"ASK {{ SERVICE <{address}> {{}} }}", [allowed]
    )


@pytest.mark.parametrize(
    "host",
    [
        *("", "http://example.org", "example.org/", "example.org:", "example.org:123456"),
        *("-a", "a-", ".a", "a.", "user@example.org", "a b", "[::1", "[]", "example.org\n"),
    ],
)
def test_what_is_no_host_cannot_be_allowed(host: str) -> None:
    assert "is not a host that can be allowed" in refusal("ASK {}", [host])


@pytest.mark.parametrize("allowed", ["a.example", ["b.example", "a.example"], iter(["a.example"])])
def test_allowed_hosts_are_one_or_several_and_hold_for_each_service(
    allowed: Iterable[str],
) -> None:
    twice = "ASK { SERVICE <http://a.example/> {} SERVICE <http://a.example/x> {} }"
    assert refusal(twice, allowed) == ""


def test_each_service_of_a_query_must_be_allowed() -> None:
    query = "ASK { SERVICE <http://a.example/> {}\nSERVICE <http://b.example/> {} }"
    with pytest.raises(QueryError) as told:
        guard(query, ["a.example"])
    assert told.value.problems[0].line == 2
    assert told.value.problems[0].message.endswith("--allow-service b.example")


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE SILENT <http://e.example/> {}",
        "service silent<http://e.example/>{}",
        "SERVICE # <http://other.example/>\n<http://e.example/> {}",
    ],
)
def test_the_address_stands_after_service_and_its_silent(clause: str) -> None:
    assert refusal(f"ASK {{ {clause} }}", ["e.example"]) == ""


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE ?x <http://e.example/> {} }",
        "ASK { SERVICE SILENT SILENT <http://e.example/> {} }",
        "ASK { SERVICESILENT <http://e.example/> {} }",
        "ASK { SERVICE:x <http://e.example/> {} } FROM:x",
        "ASK { trueSERVICE <http://e.example/> {} }",
        "ASK { <http://e.example/> SERVICE ?x {} }",
        "ASK { SERVICE <http://e.example/> {} SERVICE",
        "SELECT * FROM <http://e.example/> {}",
        "LOAD <http://e.example/>",
    ],
)
def test_an_allowed_host_allows_nothing_but_its_service(query: str) -> None:
    assert "is refused" in refusal(query, ["e.example"])


@pytest.mark.parametrize(
    ("clause", "allowed", "end"),
    [
        ("SERVICE <http://e.example/>", [], "--allow-service e.example"),
        ("SERVICE <http://E.example:80/>", [], "--allow-service e.example"),
        ("SERVICE SILENT <http://e.example:7878/>", [], "--allow-service e.example:7878"),
        ("SERVICE ?x", [], "allow its host by name with --allow-service"),
        ("SERVICE ?x", ["e.example"], "without a variable, short name, user name or escape"),
        ("FROM <http://e.example/>", [], "ask over the graph of this store"),
        ("LOAD <http://e.example/>", ["e.example"], "ask over the graph of this store"),
    ],
)
def test_a_refusal_says_what_would_help(clause: str, allowed: list[str], end: str) -> None:
    told = refusal(f"{clause} {{}}", allowed)
    assert told.startswith(clause.split(maxsplit=1)[0] + " ") and told.endswith(end)


# What reaches out


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM:g WHERE {}",
        "} SELECT * FROM:g WHERE {}",
        "ASK {} LOAD:g ?x",
        "ASK { [ ?p ( 1 ) ] } FROM:g ?x",
        "ASK { service:x {} }",
        "ASK { ?service service:x {} }",
        "SELECT * FROM <http://e/> { SERVICE <http://e/> {} } LOAD \\U00000041",
        "SELECT * fr\\u006Fm <http://e/> {}",
        "ASK { \\U00000053ERVICE ?x {} }",
        "ASK { \\u0022 SERVICE ?x {} \\u0022 }",
        "ASK { ?s ?p <a,SERVICE?x> }",
    ],
)
def test_what_asks_or_reads_elsewhere_reaches_out(query: str) -> None:
    assert reaches_out(query) is True


@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "PREFIX from: <http://e/> ASK {}",
        "DESCRIBE load:x",
        "describe load:x",
        "ASK { service:x ?p load:y }",
        "ASK { graph service:x {} GRAPH from:x {} }",
        "ASK { ?s ?p 'SERVICE', \"\\u0041\", '\\U00110000' } # FROM",
        "ASK { ?s ?p <http://e/SERVICE> }",
        "ASK { ?s ?p [ ex:LOAD ( 1 ) ] }",
    ],
)
def test_what_only_names_such_a_word_does_not(query: str) -> None:
    assert reaches_out(query) is False


def test_a_refusal_names_the_file_that_was_read() -> None:
    for query in ("ASK {\nSERVICE ?x {} }", "ASK { ?load\n?p <a#b> }"):
        with pytest.raises(QueryError) as told:
            refuse_reaching(query, path=Path("x.rq"))
        assert (told.value.problems[0].path, told.value.problems[0].line) == ("x.rq", 2)


# What an address may be


@pytest.mark.parametrize("iri", ["<h://e/#'>", "<git+ssh://e/#a>", "<a-b.1://e/#a>", "<a>", "<>"])
def test_an_address_may_hold_any_sign_after_its_scheme(iri: str) -> None:
    assert refusal(f"ASK {{ ?s ?p {iri} }}") == ""


@pytest.mark.parametrize("iri", ["<a#b>", "<a'b>", "<urn:a#b>", "<urn:/a#b>", "<1h://e/#a>"])
def test_what_may_be_an_address_or_a_comparison_hides_nothing(iri: str) -> None:
    assert "begins an address or a comparison" in refusal(f"ASK {{ ?s ?p {iri} }}")


# How long, deep and wide


def test_a_query_may_be_as_long_as_is_said() -> None:
    assert refusal(" " * LONGEST) == ""
    assert "characters long" in refusal(" " * LONGEST + "a")


@pytest.mark.parametrize(
    ("deep", "rest"),
    [
        *(("{", "}"), ("(", ")"), ("[", "]")),
        *(("!", "1"), ("+", "1"), ("-", "1"), ("! ", "1"), ("-#\n", "1")),
        *(("\\u007B", "\\u007D"), ("\\U00000028", ")")),
    ],
)
def test_a_query_may_be_as_deep_as_is_said(deep: str, rest: str) -> None:
    assert refusal(f"?a {deep * DEEPEST}{rest * DEEPEST}") == ""
    assert f"nested more than {DEEPEST} deep" in refusal(deep * (DEEPEST + 1) + rest)


@pytest.mark.parametrize("flat", ["{}", "[]", "()", "!1", "+?x ", "- 'a'"])
def test_what_is_closed_or_said_makes_a_query_no_deeper(flat: str) -> None:
    assert refusal(flat * (DEEPEST + 1)) == ""


def test_a_query_that_is_too_deep_is_told_with_its_line() -> None:
    with pytest.raises(QueryError) as told:
        guard("\n{" * (DEEPEST + 1))
    assert told.value.problems[0].line == DEEPEST + 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("SELECT ?a 1 'b' @en true", 0),
        *((word, 1) for word in ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND")),
        *((word, 1) for word in ("AS", "EXISTS", "GRAPH", "union", "Graph")),
        *((sign, 1) for sign in "/|&+-*<.;,"),
        *((sign, 0) for sign in "=>!?"),
        ("DESCRIBE <http://e/a> <http://e/b> ex:a", 3),
        ("{ <http://e/a> ex:a }", 0),
        ("?a <b>", 1),
        ("?a <,b>", 2),
        ("{ } ?a", 1),
        ("{ { } }", 0),
        ("{ { } [ ] ( ) }", 2),
        ("{ ( ) ( ) ( ) }", 2),
        ("VALUES (?a) { (1) (2) (3) }", 1),
        ("values (?a) { (1) (2) (3) }", 1),
        ("VALUES (?a) { (1) (2) } { (1) (2) }", 3),
        ("FILTER(1) { (1) (2) }", 3),
        ("FILTER(1)FILTER(1)", 3),
        ("} ) ?a", 1),
    ],
)
def test_a_query_may_join_as_many_parts_as_is_said(text: str, parts: int) -> None:
    assert refusal(";" * (LONGEST_CHAIN - parts) + text) == ""
    assert "joins more than 1,000 parts" in refusal(";" * (LONGEST_CHAIN - parts + 1) + text)


def test_a_list_in_round_brackets_ends_with_the_last_part_that_is_taken() -> None:
    assert refusal("(" + "1 " * (LONGEST_CHAIN - 1) + ")") == ""
    assert "joins more than 1,000 parts" in refusal("(" + "1 " * LONGEST_CHAIN + ")")
    assert refusal("{" + "1 " * LONGEST_CHAIN + "}[" + "1 " * LONGEST_CHAIN + "]") == ""


def test_a_query_of_too_many_parts_is_told_with_its_line() -> None:
    with pytest.raises(QueryError) as told:
        guard("\n;" * (LONGEST_CHAIN + 1))
    assert told.value.problems[0].line == LONGEST_CHAIN + 2
