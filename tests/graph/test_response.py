"""What a server answered: what kind it is of, whether it is whole, and why it was refused."""

from __future__ import annotations

import pytest
from in_memory import JSON, response

from atgraph.errors import IncompleteResults
from atgraph.graph.endpoint.response import (
    DEEPEST,
    TAIL,
    check_complete,
    why_incomplete,
    why_refused,
)

CSV, TSV, LINES = "text/csv", "text/tab-separated-values", "application/n-triples"
XML, RDF = "application/sparql-results+xml", "application/rdf+xml"
TWO = '{"head":{"vars":["a"]},"results":{"bindings":[{},{}]}}'


def nested(depth: int, before: str = "") -> str:
    return "[" + before + "[" * (depth - 1) + "]" * depth


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Text/CSV ; charset=utf-8", CSV), ("text/csv", CSV), ("", ""), (";charset=utf-8", "")],
)
def test_kind_of_an_answer_is_told_without_its_parameters(said: str, kind: str) -> None:
    assert response(kind=said).media_type == kind


@pytest.mark.parametrize(
    ("kind", "body", "is_page"),
    [
        ("text/html", "", True),
        ("application/xhtml+xml", "", True),
        (JSON, "<!DOCTYPE html>", True),
        (JSON, " \n<HTML>", True),
        (JSON, "<html lang='en'>", True),
        (JSON, "\ufeff<html>", True),
        (JSON, '<?xml version="1.0"?>\n<!-- a\n --> <!-- b --><html>', True),
        (JSON, "<htmlish>", False),
        (JSON, "<html:a>", False),
        (JSON, "a <html>", False),
        ("text/plain", "words", False),
    ],
)
def test_page_for_people_is_known_by_its_kind_or_its_beginning(
    kind: str, body: str, is_page: bool
) -> None:
    assert response(body, kind=kind).is_page is is_page


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", ""),
        (b"\n \n boo\nmore ", "boo"),
        (b"no \xff", "no \N{REPLACEMENT CHARACTER}"),
        (b"x" * 400, "x" * 300),
        (b'{"error": 1}', ""),
        (b"[1]", ""),
        (b"<error/>", ""),
        (b"a {", "a {"),
    ],
)
def test_words_are_the_first_line_for_people(body: bytes, words: str) -> None:
    assert response(body, kind="text/plain").words == words
    assert response(body, kind="text/html").words == ""


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (TWO, 2),
        ('{"head":{"vars":[]},"results":{"bindings":[]}}', 0),
        ('{"boolean": true}', 0),
        ('{"message": "no"}', 0),
        ('{"results": "none"}', 0),
        ('{"results": {"rows": []}}', None),
        ("[1]", None),
        ("1", None),
        (TWO[:-1], None),
        ("", None),
        (nested(DEEPEST + 1), None),
    ],
)
def test_rows_of_a_table_are_counted_and_unknown_where_it_is_cut(
    body: str, rows: int | None
) -> None:
    assert response(body).rows == rows


@pytest.mark.parametrize(
    ("body", "is_deep"),
    [
        ("", False),
        ("1", False),
        (nested(DEEPEST), False),
        (nested(DEEPEST + 1), True),
        (nested(DEEPEST).replace("[", '{"a":').replace("]", "}"), False),
        (nested(DEEPEST, '"]",'), False),
        (nested(DEEPEST, r'"[\"[",'), False),
        (nested(DEEPEST + 1, '"]",'), True),
        (nested(DEEPEST + 1, '"]",').replace("[", '{"a":'), True),
        ("[" + '"}",[],{},' * DEEPEST + "]", False),
        ("[" * DEEPEST, False),
        ("[" * (DEEPEST + 1), True),
        ("]", False),
    ],
)
def test_depth_is_that_of_brackets_outside_texts(body: str, is_deep: bool) -> None:
    assert response(body).is_deep is is_deep


@pytest.mark.parametrize(
    ("status", "known", "words"),
    [
        (200, True, ""),
        (299, False, ""),
        (300, False, "has moved to http://new/; use that address"),
        (399, True, "has moved to http://new/; use that address"),
        (400, True, ""),
        (401, True, "does not take the user and password"),
        (401, False, "asks for a password"),
        (402, True, ""),
        (403, True, "refuses this to you"),
        (404, False, ""),
        (407, False, "the proxy on the way asks for a password"),
        (408, False, ""),
        (500, False, ""),
    ],
)
def test_refusal_is_told_by_the_status(status: int, known: bool, words: str) -> None:
    why = why_refused(response(status=status, Location="http://me:hush@new/"), known)

    assert why.startswith(words)
    assert bool(why) == bool(words)


def test_server_that_has_moved_may_not_say_where_to() -> None:
    assert "moved to an address that it does not name" in why_refused(response(status=302), False)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, TWO + " \n"),
        ("application/json", TWO),
        (CSV, "a,b\r\n1,2\r\n"),
        (CSV, ""),
        (CSV, "a\n\n1\n"),
        (CSV, b"a\n\xff\n"),
        (TSV, "?a\t?b\n1\t\n"),
        (TSV, ""),
        (LINES, ""),
        (LINES, "<a:a> <a:b> <a:c> .\n"),
        ("text/plain", "a\tb\nc\n"),
        (XML, "<sparql/></sparql>\n"),
        ("application/xml", "<sparql></sparql>"),
        ("text/xml", "<rdf:RDF></rdf:RDF> "),
        (RDF, "<rdf:RDF></rdf:RDF>"),
        ("text/turtle", "<a:a> <a:b>"),
        ("", "a"),
        ("text/turtle", ""),
    ],
)
def test_nothing_speaks_against_a_whole_answer(kind: str, body: bytes | str) -> None:
    answer = response(body, kind=kind)

    assert why_incomplete(answer) == ""
    check_complete(answer)


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        (JSON, TWO[:-1], "its JSON is cut off"),
        ("application/json", TWO[:-1], "its JSON is cut off"),
        (JSON, nested(DEEPEST + 1), "its JSON is nested deeper than any result"),
        (XML, "<sparql>"[:-1], "its XML is cut off"),
        (RDF, "<rdf:RDF", "its XML is cut off"),
        ("application/xml", "<sparql", "its XML is cut off"),
        ("text/xml", "", "its XML is cut off"),
        (CSV, "a,b\n1,2", "its last line is cut off"),
        (TSV, "?a\n1", "its last line is cut off"),
        (LINES, "<a:a>", "its last line is cut off"),
        ("application/n-quads", "<a:a>", "its last line is cut off"),
        ("text/plain", "<a:a>", "its last line is cut off"),
        (CSV, "a,b\n1,2\n1\n", "one of its rows has too few columns"),
        (TSV, "?a\t?b\n1\n", "one of its rows has too few columns"),
        ("", "", "it is empty, and does not say of what"),
        ("", " \n", "it is empty, and does not say of what"),
    ],
)
def test_answer_that_is_cut_off_is_told_by_its_kind(kind: str, body: str, why: str) -> None:
    assert why_incomplete(response(body, kind=kind)) == why


@pytest.mark.parametrize(
    ("status", "headers", "missing", "why"),
    [
        (206, {}, "half", "the server stopped early (status 206)"),
        (
            206,
            {"X_SQL_State": "S1TAT", "X_SQL_Message": "late"},
            "",
            "the server stopped early (status 206, S1TAT, late)",
        ),
        (200, {"X_SQL_State": "S1TAT"}, "half", "the server stopped early: S1TAT"),
        (200, {"X_SQL_Message": "late"}, "", ""),
        (200, {}, "1 of 2 bytes came", "1 of 2 bytes came"),
        (207, {}, "", ""),
    ],
)
def test_server_that_stopped_early_says_so_in_status_or_headers(
    status: int, headers: dict[str, str], missing: str, why: str
) -> None:
    assert why_incomplete(response(TWO, status, JSON, missing, **headers)) == why


def test_trailer_of_a_server_that_gave_up_is_found_before_a_trace_and_not_in_the_rows() -> None:
    trailer = "The SPARQL operation has been cancelled"
    late = response(f"a\n{trailer}\n\tat java\n \n", kind=CSV)
    early = response(f"{trailer}\n" + "a\n" * TAIL, kind=CSV)

    assert why_incomplete(late) == f"the server ended it with “{trailer}”"
    assert why_incomplete(early) == ""


@pytest.mark.parametrize(
    ("most", "is_cut"),
    [
        ("1", True),
        ("2", True),
        ("3", False),
        ("0", False),
        (" 2", True),
        ("\t2", True),
        ("2 ", True),
        ("-2", False),
        ("2 rows", False),
        ("9" * 19, False),
    ],
)
def test_as_many_rows_as_a_server_gives_at_most_are_not_all(most: str, is_cut: bool) -> None:
    number = int(most.strip()) if is_cut else 0
    why = f"the server gives at most {number} rows" if is_cut else ""

    assert why_incomplete(response(TWO, X_SPARQL_MaxRows=most)) == why


@pytest.mark.parametrize(
    ("kind", "body", "rows"),
    [
        (JSON, TWO, 2),
        ("application/json", TWO, 2),
        (CSV, "a\n1\n2\n3\n", 3),
        (TSV, "?a\n1\n2\n", 2),
        (LINES, "<a:a> <a:b> <a:c> .\n" * 4, 4),
        (XML, "<sparql><result></result><result></result></sparql>", 2),
        (RDF, "<rdf:RDF><rdf:Description/><rdf:Description/></rdf:RDF>", 2),
    ],
)
def test_rows_are_counted_in_every_format(kind: str, body: str, rows: int) -> None:
    told = [
        why_incomplete(response(body, kind=kind, X_SPARQL_MaxRows=str(rows + n))) for n in (0, 1)
    ]

    assert told == [f"the server gives at most {rows} rows", ""]


def test_cut_table_has_no_number_of_rows_to_compare_with_the_limit() -> None:
    assert why_incomplete(response(TWO[:-1], X_SPARQL_MaxRows="1")) == "its JSON is cut off"


def test_refused_answer_is_kept_with_the_limit_of_its_server() -> None:
    with pytest.raises(IncompleteResults, match="not whole: the server gives at most 2 rows") as it:
        check_complete(response(TWO, X_SPARQL_MaxRows="2"))

    assert (it.value.partial, it.value.limit) == (TWO.encode(), 2)
    with pytest.raises(IncompleteResults) as it:
        check_complete(response("{"))
    assert (it.value.partial, it.value.limit) == (b"{", 0)
