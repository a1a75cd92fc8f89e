"""What a server does wrong is one message that says what to do; no part passes for the whole."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from email.message import Message
from email.utils import formatdate
from pathlib import Path

import pytest
import servers
from misbehaving import (
    JSON,
    Handler,
    chunked,
    dripping,
    dripping_header,
    misbehaving,
    no_http,
    reply,
    silent,
    table,
)
from pyoxigraph import NamedNode

import mini
from atgraph.errors import EndpointError, IncompleteResults, QueryError
from atgraph.graph.endpoint.address import Credentials, check_address
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.graph.endpoint.response import TRAILERS, Response, check_complete, why_incomplete
from atgraph.graph.endpoint.transport import TRIES, Transport
from atgraph.rdf.namespaces import GRAPH, XSD

G = NamedNode(GRAPH + "dataset")
PARTS = table(GRAPH + "registry", GRAPH + "ontology")
QUERY = "SELECT ?part ?version ?push WHERE { ?s ?p ?part }"
PAGE = b"<!DOCTYPE html>\n<html><body><h1>502 Bad Gateway</h1></body></html>"
TRIPLE = b'{"type":"triple","value":{"subject":{"type":"uri","value":"http://a/"},"predicate":{"type":"uri","value":"http://a/"},"object":'
ONE = b'{"head":{"vars":["part"]},"results":{"bindings":[{"part":%s}]}}'
TRIPLES = ONE % (TRIPLE * 10_000 + b'{"type":"literal","value":"}"}' + b"}}" * 10_000)
SECRET = "hush-hush"

Reply = Callable[[Handler], None]

INCOMPLETE: dict[str, tuple[Reply, str]] = {
    "status 206": (reply(table(), 206, X_SQL_State="S1TAT"), "stopped early (status 206, S1TAT)"),
    "SQL state": (
        reply(PARTS, X_SQL_State="S1TAT", X_SQL_Message="anytime"),
        "stopped early: S1TAT anytime",
    ),
    "row cap": (reply(PARTS, X_SPARQL_MaxRows="2"), "gives at most 2 rows"),
    "JSON cut at a word": (reply(PARTS[:-9]), "its JSON is cut off"),
    "JSON cut at a brace": (reply(PARTS[: PARTS.index(b"}")] + b"}"), "its JSON is cut off"),
    "nothing at all": (reply(b""), "its JSON is cut off"),
    "nothing of no kind": (reply(b"", kind=""), "it is empty, and does not say of what"),
    "half a letter": (reply(PARTS.replace(b"registry", b"\\ud800")), "its JSON is cut off"),
    "brackets without end": (reply(b"[" * 1_000_000), "its JSON is nested deeper than any result"),
    "triples in triples": (reply(TRIPLES), "its JSON is nested deeper than any result"),
    "fewer bytes than announced": (
        reply(PARTS, short=1_000),
        f"{len(PARTS):,} of {len(PARTS) + 1_000:,} bytes came",
    ),
    "chunks without an end": (chunked(PARTS), "the connection ended in the middle of it"),
    **{
        f"trailer {t.decode()[:8]}": (reply(PARTS + b"\n" + t + b"\n\tat java.base"), t.decode())
        for t in TRAILERS
    },
    "other JSON": (
        reply(b'{"message": "http://www.w3.org/2001/XMLSchema#boolean"}'),
        "cannot be read",
    ),
}

REFUSED: dict[str, tuple[Reply, str]] = {
    "a page": (
        reply(PAGE, kind="text/html; charset=utf-8"),
        "answers with a web page, not with results",
    ),
    "a page that says it is JSON": (reply(PAGE), "answers with a web page, not with results"),
    "a page behind a mark": (
        reply(b"\xef\xbb\xbf" + PAGE),
        "answers with a web page, not with results",
    ),
    "a page behind a comment": (
        reply(b"<!-- blocked -->\n<html></html>", kind="text/plain"),
        "answers with a web page, not with results",
    ),
    "XML": (
        reply(b"<sparql></sparql>", kind="application/sparql-results+xml"),
        "answers with application/sparql-results+xml, which is not read here",
    ),
    "yes": (reply(b'{"head":{},"boolean":true}'), "answers another question than it was asked"),
    "a proxy's page": (reply(PAGE, 502, "text/html"), "answers with a web page (status 502)"),
    "a picture": (reply(b"\x89PNG", kind="image/png"), "answers with image/png"),
    "401": (
        reply(b"", 401, WWW_Authenticate='Basic realm="x"'),
        "asks for a password; set ATGRAPH_USER and ATGRAPH_PASSWORD",
    ),
    "403": (reply(b"no", 403, "text/plain"), "refuses this to you"),
    "404": (
        reply(b"no such thing", 404, "text/plain"),
        "no such thing (status 404); correct the address",
    ),
    "407": (reply(b"", 407), "the proxy on the way asks for a password"),
    "moved": (
        reply(b"", 301, Location=f"https://me:{SECRET}@example.org/sparql"),
        "has moved to https://example.org/sparql; use that address",
    ),
    "500": (
        reply(b"Virtuoso 42000 Error\nmore", 500, "text/plain"),
        "Virtuoso 42000 Error (status 500)",
    ),
    "500 in the middle of its answer": (
        reply(PARTS[:40], 500, "text/plain"),
        "it stopped on the way (status 500)",
    ),
    "400": (
        reply(b"syntax error at 'SELEKT'", 400, "text/plain"),
        "does not understand the query: syntax error",
    ),
    "signs of a terminal": (reply(b"\x1b[2Jboo", 500, "text/plain"), "�[2Jboo"),
    "no HTTP": (no_http, "the connection failed"),
    "no graph": (
        reply(table()),
        "holds no whole graph of atgraph, or that of an",
    ),
    "another answer": (
        reply(b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'),
        "answers another question than it was asked",
    ),
    "busy for long": (
        reply(b"", 503, Retry_After="3600"),
        "is busy (status 503); ask again in 3600 s",
    ),
}


def engine(
    url: str, timeout: float = 10, credentials: Credentials | None = None
) -> tuple[RemoteEngine, list[float]]:
    """Return an engine that notes the pauses instead of making them."""
    pauses: list[float] = []
    return RemoteEngine(url, timeout, Transport(timeout, credentials, pauses.append)), pauses


@pytest.mark.slow
@pytest.mark.parametrize("what", [*INCOMPLETE, *REFUSED])
def test_bad_answer_is_one_message_and_no_row(what: str) -> None:
    answer, words = {**INCOMPLETE, **REFUSED}[what]
    with misbehaving(answer) as server:
        run = mini.here("ask", "events", "--endpoint", server.url)

    assert (run.code, run.out) == (2, "")
    assert len(run.lines) == 1, run.err
    assert words in run.err
    assert server.url in run.err
    assert SECRET not in run.err


@pytest.mark.slow
@pytest.mark.parametrize("what", [*INCOMPLETE, *REFUSED])
def test_bad_answer_writes_no_file(what: str, tmp_path: Path) -> None:
    graph, page = tmp_path / "graph.nq", tmp_path / "map.html"
    with misbehaving({**INCOMPLETE, **REFUSED}[what][0]) as server:
        runs = [
            mini.here("export", "-o", graph, "--endpoint", server.url),
            mini.here("map", "actors", "-o", page, "--endpoint", server.url),
        ]

    assert [run.code for run in runs] == [2, 2]
    assert list(tmp_path.iterdir()) == []


def nothing(handler: Handler) -> bytes:
    """Return the empty table of the columns that a query asks for."""
    head = {"vars": sorted(handler.asked)}
    return json.dumps({"head": head, "results": {"bindings": []}}).encode()


@pytest.mark.parametrize("command", ["sparql", "ask", "list", "export"])
def test_answer_of_two_versions_is_none(command: str, tmp_path: Path) -> None:
    held = [PARTS, table(GRAPH + "registry", version="2")]

    def replaced(handler: Handler) -> None:
        about = (
            held.pop(0)
            if "hasPart" in handler.path and len(held) > 1
            else held[0]
            if "hasPart" in handler.path
            else nothing(handler)
        )
        reply(about)(handler)

    more = {"sparql": [QUERY], "ask": ["events"], "export": ["-o", tmp_path / "graph.nq"]}
    with misbehaving(replaced) as server:
        run = mini.here(command, *more.get(command, []), "--endpoint", server.url)

    assert run.code == 2
    assert run.out == "" or command == "list"
    assert run.lines == [
        (
            "atgraph: the server's graph was replaced while it was asked, so the rows are of "
            "two graphs; ask again"
        )
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", INCOMPLETE)
def test_answer_that_is_not_whole_is_refused_with_what_came(what: str) -> None:
    answer, _ = INCOMPLETE[what]
    with misbehaving(answer) as server, pytest.raises(IncompleteResults) as caught:
        list(engine(server.url)[0].solutions(QUERY, [G]))

    assert isinstance(caught.value.partial, bytes)
    assert caught.value.exit_code == 2


def test_brackets_in_texts_are_not_taken_for_depth() -> None:
    assert not why_incomplete(
        response(JSON, ONE % (b'{"type":"literal","value":"' + b"{[" * 500 + b'\\""}'))
    )
    assert not why_incomplete(
        response(JSON, ONE % (b'{"type":"literal","value":"' + b"]}" * 500 + b'"}'))
    )


def test_table_is_counted_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("json.loads", lambda _: pytest.fail("it was held as objects"))
    assert not why_incomplete(response(JSON, PARTS + b"\n"))
    assert response(JSON, PARTS).rows == 2


@pytest.mark.parametrize(
    "truth",
    [
        '"datatype":"http:\\/\\/www.w3.org\\/2001\\/XMLSchema#boolean", "value" : "1"',
        f'"value": "1", "datatype": "{XSD}boolean"',
    ],
)
def test_truth_that_a_server_writes_as_a_number_is_a_truth(truth: str) -> None:
    number, yes = '{"type":"literal","value":"1"}', f'{{"type":"literal",{truth}}}'
    body = f'{{"head":{{"vars":["x","n"]}},"results":{{"bindings":[{{"n":{number},"x":{yes}}}]}}}}'
    with misbehaving(reply(body.encode())) as server:
        row = next(iter(engine(server.url)[0].solutions("SELECT ?x ?n { ?x ?p ?n }", [G])))

    assert (row["x"].value, row["n"].value) == ("true", "1")


def test_truths_in_triples_are_written_as_here_and_all_else_as_it_came() -> None:
    body = "".join(
        f"<urn:a> <urn:b> {value} .\n"
        for value in (f'"1"^^<{XSD}boolean>', f'"1"^^<{XSD}integer>', '"1"', "<urn:c>", "_:d")
    )
    with misbehaving(reply(body.encode(), kind="application/n-triples")) as server:
        found = engine(server.url)[0].query("CONSTRUCT WHERE { ?s ?p ?o }", [G])
        values = [str(triple.object) for triple in found]  # type: ignore[union-attr]

    assert values[:4] == [f'"true"^^<{XSD}boolean>', f'"1"^^<{XSD}integer>', '"1"', "<urn:c>"]
    assert values[4].startswith("_:")


def test_triples_and_truths_are_asked_for_and_nothing_else_is_taken() -> None:
    for query, answer in (
        ("CONSTRUCT WHERE { ?s ?p ?o }", reply(b"", kind="")),
        ("ASK { ?s ?p ?o }", reply(PARTS)),
    ):
        with (
            misbehaving(answer) as server,
            pytest.raises(
                EndpointError, match=r"does not say of what|another question than it was asked"
            ),
        ):
            engine(server.url)[0].query(query, [G])


def test_partial_holds_what_came() -> None:
    with misbehaving(reply(PARTS, short=10)) as server, pytest.raises(IncompleteResults) as caught:
        list(engine(server.url)[0].solutions(QUERY, [G]))

    assert caught.value.partial == PARTS


@pytest.mark.parametrize(
    "answer",
    [
        reply(PARTS),
        reply(PARTS, X_SPARQL_MaxRows="3"),
        chunked(PARTS, ended=True),
        reply(PARTS, kind="application/json"),
    ],
)
def test_whole_answer_is_taken(answer: Reply) -> None:
    with misbehaving(answer) as server:
        rows = [row["part"].value for row in engine(server.url)[0].solutions(QUERY, [G])]

    assert rows == [GRAPH + "registry", GRAPH + "ontology"]


GZIPPED = gzip.compress(PARTS)


def test_compressed_answer_is_taken() -> None:
    with misbehaving(reply(GZIPPED, Content_Encoding="gzip")) as server:
        assert len(list(engine(server.url)[0].solutions(QUERY, [G]))) == 2
    assert "gzip" in server.headers_seen[0]["Accept-Encoding"]


@pytest.mark.parametrize(
    "answer",
    [
        reply(GZIPPED[:-30], short=30, Content_Encoding="gzip"),
        reply(GZIPPED[:-30], Content_Encoding="gzip"),
        reply(GZIPPED[:20] + b"no gzip" + GZIPPED[20:], Content_Encoding="gzip"),
        reply(PARTS, Content_Encoding="gzip"),
    ],
)
def test_compressed_answer_that_is_cut_or_broken_is_refused(answer: Reply) -> None:
    with misbehaving(answer) as server, pytest.raises(IncompleteResults, match="not whole"):
        list(engine(server.url)[0].solutions(QUERY, [G]))


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "many"])
def test_header_with_an_odd_number_is_passed_over(number: str) -> None:
    busy = reply(b"", 503, Retry_After=number)
    with misbehaving(busy, reply(PARTS, X_SPARQL_MaxRows=number)) as server:
        asked, pauses = engine(server.url)
        assert len(list(asked.solutions(QUERY, [G]))) == 2

    assert pauses == [0.5]


def response(kind: str, body: bytes) -> Response:
    headers = Message()
    headers["Content-Type"] = kind
    return Response("http://example.org/", 200, headers, body)


@pytest.mark.parametrize(
    ("kind", "whole", "cut"),
    [
        ("text/csv", b'a,b\r\n1,"x\r\ny"\r\n', b"a,b\r\n1,x\r\n2"),
        ("text/csv", b"a\r\n\r\n1\r\n", b"a\r\n1\r\nThe SPARQL operation has been cancelled"),
        ("text/csv", b"a,b\r\n1,x\r\n", b"a,b\r\n1,x\r\n2\r\n"),
        ("text/tab-separated-values", b"?a\t?b\n1\t\n", b"?a\t?b\n1\n"),
        (
            "application/n-triples",
            b"<html:html> <a:b> <a:c> .\n",
            b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> <a:",
        ),
        ("application/sparql-results+xml", b"<sparql><head/></sparql>\n", b"<sparql><head/>"),
        ("application/rdf+xml", b"<rdf:RDF></rdf:RDF>", b"<rdf:RDF>"[:-1]),
        (JSON, b'{"boolean": true}', b'{"boolean": true'),
    ],
)
def test_every_format_shows_where_it_was_cut(kind: str, whole: bytes, cut: bytes) -> None:
    assert not why_incomplete(response(kind, whole))
    assert not response(kind, whole).is_page
    assert why_incomplete(response(kind, cut))
    with pytest.raises(IncompleteResults, match="not whole"):
        check_complete(response(kind, cut))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/csv", b"a\r\n1\r\n2\r\n"),
        ("text/tab-separated-values", b"?a\n1\n2\n"),
        ("application/n-triples", b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> <a:d> .\n"),
        (JSON, PARTS),
        (
            "application/sparql-results+xml",
            b"<sparql><results><result></result><result></result></results></sparql>",
        ),
    ],
)
def test_as_many_rows_as_the_server_gives_at_most_may_be_cut_in_every_format(
    kind: str, body: bytes
) -> None:
    for most, told in ((2, "gives at most 2 rows"), (3, "")):
        answer = response(kind, body)
        answer.headers["X-SPARQL-MaxRows"] = str(most)

        assert told in why_incomplete(answer)
        assert bool(why_incomplete(answer)) == bool(told)


# busy, slow, down


@pytest.mark.parametrize("status", [429, 503])
def test_busy_server_is_asked_again_when_it_said(status: int) -> None:
    with misbehaving(
        reply(b"", status, Retry_After="7"), reply(b"", status), reply(PARTS)
    ) as server:
        asked, pauses = engine(server.url)
        rows = list(asked.solutions(QUERY, [G]))

    assert len(rows) == 2
    assert pauses == [7, 1]
    assert len(server.seen) == 3


def test_busy_server_may_name_a_date() -> None:
    with misbehaving(
        reply(b"", 503, Retry_After=formatdate(time.time() + 5, usegmt=True)), reply(PARTS)
    ) as server:
        asked, pauses = engine(server.url)
        list(asked.solutions(QUERY, [G]))

    assert 3 < pauses[0] <= 5


@pytest.mark.parametrize("header", [{}, {"Retry_After": "soon"}])
def test_busy_server_is_asked_a_few_times_and_ever_later(header: dict[str, str]) -> None:
    with misbehaving(reply(b"", 503, **header)) as server:
        asked, pauses = engine(server.url)
        with pytest.raises(EndpointError, match="is busy"):
            asked.solutions(QUERY, [G])

    assert pauses == [0.5, 1, 2]
    assert len(server.seen) == TRIES


@pytest.mark.slow
@pytest.mark.parametrize("answer", [silent, dripping, dripping_header])
def test_slow_server_is_given_up_in_time(answer: Reply) -> None:
    with (
        misbehaving(answer) as server,
        pytest.raises(EndpointError, match=r"no whole answer within 0.3 s.*--timeout"),
    ):
        engine(server.url, 0.3)[0].solutions(QUERY, [G])


def test_slow_server_on_the_command_line() -> None:
    with misbehaving(silent) as server:
        run = mini.atgraph(
            "ask", "events", "--endpoint", server.url, "--timeout", 0.2, no_proxy="*"
        )

    assert (run.code, run.out) == (2, "")
    assert "gave no whole answer within 0.2 s" in run.err


def test_server_that_is_down() -> None:
    run = mini.atgraph(
        "ask",
        "events",
        "--endpoint",
        f"http://127.0.0.1:{servers.free_port()}/sparql",
        no_proxy="*",
    )

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert "the connection was refused; start the server, or correct the address" in run.err


# what is sent


def test_graphs_are_named_and_one_media_type_is_accepted() -> None:
    with misbehaving(reply(PARTS)) as server:
        asked, _ = engine(server.url)
        asked.solutions(QUERY, [G, NamedNode(GRAPH + "registry")])
    (method, path, _), headers = server.seen[0], server.headers_seen[0]

    assert method == "GET"
    assert path.count("default-graph-uri=") == path.count("named-graph-uri=") == 2
    assert headers["Accept"] == JSON


def test_long_query_is_posted() -> None:
    with misbehaving(reply(PARTS)) as server:
        engine(server.url)[0].solutions(QUERY + "#" * 3_000, [G])
    method, path, body = server.seen[0]

    assert (method, path) == ("POST", "/sparql")
    assert body.count("graph-uri=") == 2


def test_virtuoso_is_told_the_deadline_and_others_are_not() -> None:
    for name, expected in (("Virtuoso/07.20", True), ("Oxigraph/0.5", False)):
        with misbehaving(reply(PARTS, Server=name)) as server:
            asked, _ = engine(server.url, 12)
            asked.server = name
            asked.solutions(QUERY, [G])

        assert ("timeout=12000" in server.seen[0][1]) == expected


def test_question_that_is_not_understood_names_the_reason() -> None:
    with (
        misbehaving(reply(b"bad word", 400, "text/plain")) as server,
        pytest.raises(QueryError, match="bad word"),
    ):
        engine(server.url)[0].solutions(QUERY, [G])


# addresses and passwords


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            f"http://me:{SECRET}@example.org/sparql",
            "take it out of the address and set ATGRAPH_USER and ATGRAPH_PASSWORD",
        ),
        (f"https://{SECRET}@example.org/", "take it out of the address"),
        (f"http://a@b:{SECRET}@example.org:x/", "is not an address"),
        (" ", "the address of the server is empty"),
        ("file:///etc/passwd", "is not an address"),
        ("ftp://example.org/", "is not an address"),
        ("example.org/sparql", "is not an address"),
        ("http:///sparql", "is not an address"),
        ("http://example.org/a b", "is not an address"),
        ("http://example.org:99999/", "is not an address"),
        ("http://[::1/", "is not an address"),
        ("http://example.org/#x", "part after #"),
    ],
)
def test_address_is_refused_without_showing_a_secret(url: str, words: str) -> None:
    for command in (["ask", "events", "--endpoint", url], ["push", url, "--store", "nowhere"]):
        run = mini.here(*command)

        assert (run.code, run.out, len(run.lines)) == (2, "", 1)
        assert SECRET not in run.err
    with pytest.raises(EndpointError, match=words):
        check_address(url)


def test_address_of_the_environment_is_used_and_an_option_goes_before_it() -> None:
    with misbehaving(reply(b"", 403)) as server:
        first = mini.atgraph("ask", "events", ATGRAPH_ENDPOINT=server.url, no_proxy="*")
        second = mini.atgraph(
            "list", "--store", "nowhere", ATGRAPH_ENDPOINT=server.url, no_proxy="*"
        )
        third = mini.atgraph("list", "--store", "nowhere", "--endpoint", server.url, no_proxy="*")

    assert "refuses this to you" in first.err
    assert "no graph was built here yet" in second.err
    assert "name two graphs" in third.err
    assert len(server.seen) == 1


def test_password_goes_to_who_asks_for_it_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with misbehaving(
        reply(b"", 401, WWW_Authenticate='Basic realm="atgraph"'), reply(PARTS)
    ) as server:
        list(engine(server.url, credentials=Credentials("me", SECRET))[0].solutions(QUERY, [G]))

    assert "Authorization" not in server.headers_seen[0]
    assert server.headers_seen[1]["Authorization"].startswith("Basic ")
    assert SECRET not in repr(Credentials("me", SECRET))


def test_password_of_another_program_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login me password {SECRET}\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with misbehaving(reply(PARTS)) as server:
        engine(server.url)[0].solutions(QUERY, [G])

    assert "Authorization" not in server.headers_seen[0]


@pytest.mark.parametrize("scheme", ['Basic realm="x"', 'Digest realm="x", nonce="1", qop="auth"'])
def test_wrong_password_is_told_without_showing_it(scheme: str) -> None:
    with misbehaving(reply(b"", 401, WWW_Authenticate=scheme)) as server:
        run = mini.atgraph(
            "list",
            "--endpoint",
            server.url,
            ATGRAPH_USER="me",
            ATGRAPH_PASSWORD=SECRET,
            no_proxy="*",
        )

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert "does not take the user and password" in run.err
    assert SECRET not in run.err


def test_other_ways_to_ask_for_a_password_are_named() -> None:
    with misbehaving(reply(b"", 401, WWW_Authenticate="Negotiate")) as server:
        run = mini.atgraph(
            "list",
            "--endpoint",
            server.url,
            ATGRAPH_USER="me",
            ATGRAPH_PASSWORD=SECRET,
            no_proxy="*",
        )

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert "use basic or digest" in run.err


def test_user_without_a_password_is_refused() -> None:
    run = mini.atgraph("list", "--endpoint", "http://example.org/", ATGRAPH_USER="me")

    assert (run.code, run.out) == (2, "")
    assert "ATGRAPH_USER is set without ATGRAPH_PASSWORD" in run.err
