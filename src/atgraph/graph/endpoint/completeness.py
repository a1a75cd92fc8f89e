"""Whether an answer is whole: servers that stop early say so in many ways, and most of them with status 200."""

from __future__ import annotations

import csv
import io

from atgraph.errors import IncompleteResults
from atgraph.graph.endpoint.response import JSON_TYPES, Response

# What servers write at the end of an answer that they gave up on: Oxigraph, Comunica, Blazegraph.
TRAILERS = (
    b"The SPARQL operation has been cancelled",
    b"!TIMEDOUT!",
    b"java.util.concurrent.TimeoutException",
)
TAIL = 65_536  # a stack trace stands after the trailer
XML_TYPES = ("application/sparql-results+xml", "application/rdf+xml", "application/xml", "text/xml")
CSV, TSV = "text/csv", "text/tab-separated-values"
LINES = (CSV, TSV, "application/n-triples", "application/n-quads", "text/plain")


def is_complete(response: Response) -> bool:
    """Whether an answer with a table, a truth or triples is whole."""
    return not why_incomplete(response)


def check_complete(response: Response) -> None:
    """Refuse an answer that is not whole.

    Raises:
        IncompleteResults: with what came as ``partial``.
    """
    if why := why_incomplete(response):
        message = f"the answer is not whole: {why}; ask for less, or raise the server's limits"
        raise IncompleteResults(
            message, response.asked, partial=response.body, limit=_limit(response)
        )


def why_incomplete(response: Response) -> str:
    """Return why an answer is not whole; empty where nothing speaks against it."""
    body, headers = response.body.rstrip(), response.headers
    if response.status == 206:
        return f"the server stopped early (status 206{_state(response)})"
    if "X-SQL-State" in headers:
        return f"the server stopped early{_state(response)}"
    if response.missing:
        return response.missing
    for trailer in TRAILERS:
        if trailer in body[-TAIL:]:
            return f"the server ended it with “{trailer.decode()}”"
    if (limit := _limit(response)) and _rows(response) >= limit:
        return f"the server gives at most {limit:,} rows"
    return _unclosed(response, body)


def _limit(response: Response) -> int:
    """Return how many rows a server gives at most; 0 where it does not say."""
    said = response.headers.get("X-SPARQL-MaxRows", "").strip()
    return int(said) if said.isdigit() else 0


def _state(response: Response) -> str:
    said = [
        response.headers[name]
        for name in ("X-SQL-State", "X-SQL-Message")
        if name in response.headers
    ]
    return (
        f": {' '.join(said)}"
        if said and response.status != 206
        else "".join(f", {s}" for s in said)
    )


def _unclosed(response: Response, body: bytes) -> str:
    kind = response.media_type
    if not kind and not body:
        return "it is empty, and does not say of what"
    if kind in JSON_TYPES and response.rows is None:
        return (
            "its JSON is nested deeper than any result"
            if response.is_deep
            else "its JSON is cut off"
        )
    if kind in XML_TYPES and not body.endswith((b"sparql>", b"RDF>")):
        return "its XML is cut off"
    if kind in LINES and response.body and not response.body.endswith(b"\n"):
        return "its last line is cut off"
    if kind in (CSV, TSV) and len({len(row) for row in _table(kind, response.body)}) > 1:
        return "one of its rows has too few columns"
    return ""


def _table(kind: str, body: bytes) -> list[list[str]]:
    text = io.StringIO(body.decode("utf-8", "replace"), newline="")
    return (
        [row or [""] for row in csv.reader(text)]
        if kind == CSV
        else [line.rstrip("\r\n").split("\t") for line in text]
    )


def _rows(response: Response) -> int:
    """Return how many rows or triples an answer has."""
    if response.media_type in JSON_TYPES:
        return response.rows or 0
    if response.media_type in XML_TYPES:
        return response.body.count(b"<result>") or response.body.count(b"<rdf:Description")
    return response.body.count(b"\n") - (response.media_type in (CSV, TSV))
