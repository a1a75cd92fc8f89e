"""Servers that lie in every part of an answer: one line, in time, and no other address asked."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from forms import tries
from misbehaving import (
    Handler,
    dripping,
    dripping_header,
    misbehaving,
    reply,
    silent,
    table,
)
from test_bad_servers import INCOMPLETE, REFUSED

import canary
import mini
from atgraph.rdf.namespaces import GRAPH

Reply = Callable[[Handler], None]
DIGITS, PARTS = "9" * 5_000, table(GRAPH + "registry", GRAPH + "ontology")
SECONDS = 2
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


def raw(*pieces: bytes) -> Reply:
    """Return a reply of these bytes, after which the server hangs up."""

    def give(handler: Handler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
        handler.close_connection = True

    return give


def rows(*found: object, head: object = None) -> Reply:
    """Return a table whose rows are as given, for what a graph holds."""
    about = {"vars": ["part", "version", "push"]} if head is None else head
    return reply(json.dumps({"head": about, "results": {"bindings": found}}).encode())


def part(value: object, kind: object = "uri", **more: object) -> Reply:
    version = {"type": "literal", "value": "1"}
    return rows({"part": {"type": kind, "value": value, **more}, "version": version})


def continuing(handler: Handler) -> None:
    """Say again and again that the answer comes soon."""
    while not handler.server.ended.wait(0.001):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def filling(value: object) -> Reply:
    """Return a server that gives each query a row of its columns, and takes all that is sent."""

    def give(handler: Handler) -> None:
        names = sorted(handler.asked)
        row = dict.fromkeys(names, value)
        body = {"head": {"vars": names}, "results": {"bindings": [row]}}
        reply(json.dumps(body).encode(), Server="Oxigraph/0.5")(handler)

    return give


def kinds(other: str) -> dict[str, Reply]:
    """Return the servers; ``other`` is an address that must not be asked."""
    elsewhere = {
        f"sends elsewhere with {status}": reply(b"", status, Location=other)
        for status in (300, 301, 302, 303, 305, 307, 308)
    }
    headers: dict[str, Reply] = {
        f"{name} of {value[:6]}": reply(PARTS, status, **{name: value})
        for name, value, status in (
            ("X_SPARQL_MaxRows", DIGITS, 200),
            ("X_SPARQL_MaxRows", "²", 200),
            ("X_SPARQL_MaxRows", "-1", 200),
            ("Retry_After", DIGITS, 503),
            ("Retry_After", "²", 503),
            ("Retry_After", "-9", 429),
            ("Retry_After", "1e999", 503),
            ("Retry_After", "Fri, 31 Dec 9999 23:59:59 GMT", 503),
            ("Retry_After", f"Fri, 31 Dec {DIGITS} 23:59:59 GMT", 503),
            ("Set_Cookie", f"a=b; Max-Age={DIGITS}", 200),
            ("Set_Cookie", f"a=b; Version=²; Expires=Fri, 31 Dec {DIGITS} 00:00:00 GMT", 200),
            ("Content_Encoding", "zzz", 200),
            ("Content_Encoding", "gzip, gzip, gzip, gzip, gzip, gzip, gzip", 200),
            ("Server", "Virtuoso/" + DIGITS, 200),
            ("WWW_Authenticate", f'Digest realm="x", nonce="{DIGITS}", algorithm=odd', 401),
            ("WWW_Authenticate", "Digest", 401),
            ("WWW_Authenticate", "", 401),
            ("Refresh", f"0; url={other}", 200),
            ("Link", f"<{other}>; rel=preload", 200),
        )
    }
    bytes_: dict[str, Reply] = {
        "length of many digits": raw(OK, b"Content-Length: %b\r\n\r\n" % DIGITS.encode(), PARTS),
        "length of no digit": raw(OK, "Content-Length: ²\r\n\r\n".encode("latin-1"), PARTS),
        "length below nothing": raw(OK, b"Content-Length: -5\r\n\r\n", PARTS),
        "chunk of no size": raw(OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", PARTS),
        "chunk of a huge size": raw(
            OK, b"Transfer-Encoding: chunked\r\n\r\n%b\r\n" % (b"f" * 5_000), PARTS
        ),
        "chunk below nothing": raw(OK, b"Transfer-Encoding: chunked\r\n\r\n-5\r\n", PARTS),
        "status of no number": raw("HTTP/1.1 ²00 OK\r\n\r\n".encode("latin-1"), PARTS),
        "status of many digits": raw(b"HTTP/1.1 %b OK\r\n\r\n" % DIGITS.encode(), PARTS),
        "status 999": raw(b"HTTP/1.1 999 odd\r\n\r\n", PARTS),
        "many headers": raw(OK, b"X-A: b\r\n" * 10_000, b"\r\n", PARTS),
        "a long header": raw(OK, b"X-A: %b\r\n\r\n" % (b"b" * 200_000), PARTS),
        "a header without a name": raw(OK, b": b\r\n=\r\n\r\n", PARTS),
        "nothing": raw(),
        "half a status": raw(b"HTTP/1."),
        "soon for ever": continuing,
        "silence": silent,
        "drops": dripping,
        "drops of a header": dripping_header,
        "not its letters": reply(PARTS.replace(b"registry", b"\xff\xfe\x80")),
        "other letters": reply(PARTS.decode().encode("utf-16")),
        "signs of a terminal": reply(b"\x1b]0;title\x07\x1b[2J\xe2\x80\xae", 500, "text/plain"),
    }
    tables: dict[str, Reply] = {
        "one table for all": reply(PARTS),
        "one yes for all": reply(b'{"head":{},"boolean":true}'),
        "other columns": rows(head={"vars": ["a", "b"]}),
        "no columns": rows({}, head={}),
        "columns of numbers": rows(head={"vars": [1, None]}),
        "a cell of no column": rows({"other": {"type": "uri", "value": GRAPH}}),
        "an address that is none": part("not an address"),
        "an address that ends a query": part(GRAPH + f"x> {{}} SERVICE <{other}"),
        "an address elsewhere": part(other),
        "a value that is a number": part(7),
        "a value that is nothing": part(None),
        "a kind that is unknown": part(GRAPH, "thing"),
        "a type that is no address": part("x", "literal", datatype="no address"),
        "a language that is none": part("x", "literal", **{"xml:lang": "a--²"}),
        "rows that are none": rows(7, "x", None),
        "parts that nobody has": reply(table(*(f"{GRAPH}{n}" for n in range(500)))),
        "a number beyond all": reply(
            b'{"head":{"vars":["part"]},"results":{"bindings":[1e999999]}}'
        ),
        "a key that stands twice": reply(PARTS[:-1] + b',"head":{"vars":["x"]}}'),
        "an end of texts": reply(PARTS.replace(b"registry", b"\\u0000")),
    }
    bad = {f"bad: {name}": found[0] for name, found in {**INCOMPLETE, **REFUSED}.items()}
    return {**elsewhere, **headers, **bytes_, **tables, **bad}


def test_there_are_sixty_kinds_and_more() -> None:
    assert len(kinds("")) >= 60


# what http.client leaves open of an answer that it does not understand
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@tries(short=8, long=1_000)
def test_server_that_lies_is_one_line_in_time_and_leads_nowhere(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in os.environ if n.lower().endswith("_proxy") or n.startswith("ATGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ATGRAPH_USER", "me")
    monkeypatch.setenv("ATGRAPH_PASSWORD", "hush-hush")
    odd = dict[str, object]()
    with canary.listening() as other:
        found = list(kinds(other.url).items())
        for name, answer in found[:: max(1, len(found) // count)]:
            with misbehaving(answer) as server:
                begun = time.monotonic()
                run = mini.here("ask", "events", "--endpoint", server.url, "--timeout", SECONDS)
                took = time.monotonic() - begun
            is_told = (run.code, run.out, len(run.lines)) == (2, "", 1)
            is_clean = not any(sign in run.err for sign in ("\x1b", "Traceback", "hush-hush"))
            is_quick = took < SECONDS + 1 or count < len(found)  # measured in the long form
            if not (is_told and is_clean and is_quick):
                odd[name] = (run.code, run.out[:200], run.err[:300], round(took, 1))

    gc.collect()
    assert odd == {}, odd
    assert other.calls == []


@pytest.mark.parametrize(
    "value",
    [
        {"type": "literal", "value": "²"},
        {"type": "literal", "value": DIGITS},
        {"type": "bnode", "value": "b"},
        {"type": "uri", "value": GRAPH + "pushed#x"},
        {"type": "uri", "value": GRAPH + "dataset"},
        None,
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["push", "export", "ask", "list", "network rank"])
def test_server_that_gives_each_query_its_columns_breaks_nothing(
    value: dict[str, str] | None, command: str, mini_store: Path, tmp_path: Path
) -> None:
    more = {"push": ["--store", mini_store], "export": ["-o", tmp_path / "x.nq"], "ask": ["events"]}
    with misbehaving(filling(value) if value else filling({})) as server:
        arguments = [*more.get(command, []), "--endpoint", server.url, "--timeout", 5]
        if command == "list":
            arguments = arguments[:-2]
        run = mini.here(*command.split(), *arguments)

    # an address of ours in every cell has the right form, and is believed
    assert (run.code, len(run.lines)) == (2, 1) or (run.code == 0 and GRAPH in str(value)), run.err
    assert not any(sign in run.err for sign in ("Traceback", "went wrong that should not"))
