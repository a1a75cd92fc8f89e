"""reading: a long answer is read in a sandbox, as a short one is here, and in time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions
from requests.structures import CaseInsensitiveDict

from atgraph.errors import EndpointError, IncompleteResults
from atgraph.graph.endpoint import answer_reading, reading_job
from atgraph.graph.endpoint.answer_reading import SHORT, read
from atgraph.graph.endpoint.response import HTML, STRUCTURE, Response
from atgraph.graph.endpoint.server_answer import OBJECT, read_answer
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline
from atgraph.sandbox.spool import Stopped

JSON, LINES = "application/sparql-results+json", "application/n-triples"
HEAD = b'{"head":{"vars":["o"]},"results":{"bindings":['
ROW = b'{"o":{"type":"literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#boolean"}}'
BLANKS = b" " * SHORT


def response(body: bytes, kind: str = JSON, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("http://h/", 200, CaseInsensitiveDict({"content-type": kind, **named}), body)


@pytest.mark.slow
def test_a_long_answer_is_read_as_a_short_one() -> None:
    for padding in (b"", BLANKS):
        table = read(response(HEAD + ROW + padding + b"]}}"), "SELECT", Deadline(60))
        assert isinstance(table, QuerySolutions)
        assert [row["o"].value for row in table] == ["true"]
        told = read(response(b'{"head":{},"boolean":true}' + padding), "ASK", Deadline(60))
        assert isinstance(told, QueryBoolean)
        assert told
        triple = b"<http://a> <http://b> <http://c> .\n"
        triples = read(
            response(triple + padding.replace(b" ", b"\n"), LINES), "CONSTRUCT", Deadline(60)
        )
        assert len(list(triples)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "headers", "limit", "why"),
    [
        (HEAD + ROW + BLANKS, {}, 0, "its JSON is cut off"),
        (BLANKS + b"[" * 200 + b"]" * 200, {}, 0, "its JSON is nested deeper than any result"),
        (HEAD + ROW + BLANKS + b"]}}", {"X_SPARQL_MaxRows": "1"}, 1, "at most 1 rows"),
        (BLANKS, {}, 0, "its JSON is cut off"),
        (b'{"' + b'\\"' * SHORT, {}, 0, "its JSON is cut off"),
    ],
)
def test_a_long_answer_that_is_not_whole_is_told_with_what_came(
    body: bytes, headers: dict[str, str], limit: int, why: str
) -> None:
    with pytest.raises(IncompleteResults, match=why) as told:
        read(response(body, **headers), "SELECT", Deadline(60))

    assert (told.value.partial, told.value.limit) == (body, limit)


@pytest.mark.slow
def test_a_long_answer_of_another_format_is_refused() -> None:
    with pytest.raises(EndpointError, match="answers with text/csv, which is not read here"):
        read(response(b"a\n" * SHORT, "text/csv"), "SELECT", Deadline(60))


def test_reading_is_within_the_time_of_the_query() -> None:
    with pytest.raises(EndpointError, match="gave no answer that is read within 0 s"):
        read(response(HEAD + BLANKS), "SELECT", Deadline(0))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (process.TOO_MUCH, "takes more than 2 GiB to read; ask for less"),
        (process.TOO_LARGE, "larger than 0.5 GiB; ask for less"),
        (process.ENDED, "cannot be read: SIGSEGV; ask for less"),
    ],
)
def test_what_becomes_of_an_answer_is_told(code: int, why: str) -> None:
    told = answer_reading._error(Stopped(code, "SIGSEGV"), response(b""), Deadline(1))
    assert re.search(re.escape(why), str(told))


def test_the_job_knows_the_headers_that_are_read(tmp_path: Path) -> None:
    kept = {"Content-Type": JSON, "X-SPARQL-MaxRows": "1"}
    task = {**vars(response(HEAD + ROW + b"]}}")), "headers": kept, "form": "SELECT"}
    with (tmp_path / "out").open("wb") as out:
        code, said = reading_job.prepare()(task, out)
    assert (code, json.loads(said)[1]) == (reading_job.INCOMPLETE, 1)


# Each of these took a pattern that goes back minutes, or for ever, on an answer that is read here.
def test_no_pattern_goes_back() -> None:
    assert HTML.match(b"<!--a-->" * 100_000 + b"x") is None
    assert HTML.match(b" " * SHORT + b"<!--" * 100_000) is None
    assert HTML.match(b"<!--a-->\n<!--b--> <html>")
    assert len(list(STRUCTURE.finditer(b'{"' + b'\\"' * 400_000))) == 2
    body = b'{"a":[' + b'"XMLSchema#boolean",' * 50_000 + b"{}]}"
    assert len(OBJECT.findall(body)) == 1
    with pytest.raises(IncompleteResults):
        read_answer(response(body), "SELECT")
