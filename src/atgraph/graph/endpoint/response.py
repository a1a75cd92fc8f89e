"""What a server answered, and whether it is whole.

Servers that stop early say so in many ways, and most of them with status 200.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from atgraph.errors import IncompleteResults
from atgraph.graph.endpoint.address import PASSWORD, USER, without_secret

HEADERS = ("Content-Type", "X-SQL-State", "X-SQL-Message", "X-SPARQL-MaxRows")  # that are read
TRIPLES = "application/n-triples"
JSON_TYPES = ("application/sparql-results+json", "application/json")
HTML = re.compile(
    rb"\s*+(?:<!--.*?-->\s*+|<\?xml[^>]*+>\s*+)*+<(!doctype html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
DEEPEST = 100
NO_BRACKETS = bytes({*range(256)} - {*b"{}[]"})
STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)
BOM = b"\xef\xbb\xbf"
# What servers write at the end of an answer that they gave up on: Oxigraph, Comunica, Blazegraph.
TRAILERS = (
    b"The SPARQL operation has been cancelled",
    b"!TIMEDOUT!",
    b"java.util.concurrent.TimeoutException",
)
TAIL = 65_536  # a stack trace stands after the trailer
XML_TYPES = ("application/sparql-results+xml", "application/rdf+xml", "application/xml", "text/xml")
CSV, TSV = "text/csv", "text/tab-separated-values"
LINES = (CSV, TSV, TRIPLES, "application/n-quads", "text/plain")
NUMBER = re.compile(r"\s*([0-9]{1,18})\s*")


@dataclass(frozen=True)
class Response:
    """An answer of the address ``asked``; ``missing`` says what is known to be cut off."""

    asked: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    missing: str = ""

    @property
    def media_type(self) -> str:
        """What the server says that the body is."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, for people."""
        said = self.media_type in ("text/html", "application/xhtml+xml")
        return said or bool(HTML.match(self.body.removeprefix(BOM)))

    @property
    def words(self) -> str:
        """The first line of the body, where it is for people to read."""
        line = next(iter(self.body[:TAIL].decode(errors="replace").strip().splitlines()), "")
        return "" if self.is_page or line.startswith(("{", "<", "[")) else line[:300]

    @cached_property
    def rows(self) -> int | None:
        """How many rows a table in JSON has, 0 for other JSON; None for all else and what is cut.

        A table is not held as objects.
        """
        if self.is_deep:
            return None
        try:
            result = parse_query_results(self.body, format=QueryResultsFormat.JSON)
            if isinstance(result, QuerySolutions):
                return sum(1 for _ in result)
        except (SyntaxError, ValueError):
            pass
        try:
            other = json.loads(self.body)
        except ValueError:
            return None
        is_table = not isinstance(other, dict) or isinstance(other.get("results"), dict)
        return None if is_table else 0

    @cached_property
    def is_deep(self) -> bool:
        """Whether JSON is nested so deep that its reader would end the process."""
        brackets = self.body.translate(None, NO_BRACKETS)
        for _ in range(DEEPEST):  # take away the innermost; brackets in texts may remain
            if not (fewer := brackets.replace(b"{}", b"").replace(b"[]", b"")):
                return False
            if len(fewer) == len(brackets):
                break
            brackets = fewer
        depth = 0
        for found in STRUCTURE.finditer(self.body):
            depth += (found[0] in (b"{", b"[")) - (found[0] in (b"}", b"]"))
            if depth > DEEPEST:
                return True
        return False


def why_refused(response: Response, known: bool) -> str:
    """Return why a server refused a request; ``known`` is whether a password was at hand."""
    if response.status == 401 and known:
        return f"does not take the user and password of {USER} and {PASSWORD}; correct them"
    if response.status == 401:
        return f"asks for a password; set {USER} and {PASSWORD} in the environment"
    if 300 <= response.status < 400:
        to = without_secret(response.headers.get("Location") or "an address that it does not name")
        return f"has moved to {to}; use that address"
    return {
        403: "refuses this to you (status 403); ask whoever keeps the server for the right",
        407: "the proxy on the way asks for a password; set it in http_proxy or https_proxy",
    }.get(response.status, "")


def check_complete(response: Response) -> None:
    """Refuse an answer that is not whole, with what came as ``partial`` of the error."""
    if why := why_incomplete(response):
        message = f"the answer is not whole: {why}; ask for less, or raise the server's limits"
        limit = _limit(response)
        raise IncompleteResults(message, response.asked, partial=response.body, limit=limit)


def why_incomplete(response: Response) -> str:
    """Return why an answer is not whole; empty where nothing speaks against it."""
    body, headers = response.body.rstrip(), response.headers
    state = [headers[name] for name in ("X-SQL-State", "X-SQL-Message") if name in headers]
    if response.status == 206:
        return f"the server stopped early ({', '.join(['status 206', *state])})"
    if "X-SQL-State" in headers:
        return f"the server stopped early: {' '.join(state)}"
    if response.missing:
        return response.missing
    if trailer := next((said for said in TRAILERS if said in body[-TAIL:]), b""):
        return f"the server ended it with “{trailer.decode()}”"
    if (limit := _limit(response)) and _rows(response) >= limit:
        return f"the server gives at most {limit:,} rows"
    return _unclosed(response, body)


def _limit(response: Response) -> int:
    """Return how many rows a server gives at most; 0 where it does not say."""
    said = NUMBER.fullmatch(response.headers.get("X-SPARQL-MaxRows", ""))
    return int(said[1]) if said else 0


def _unclosed(response: Response, body: bytes) -> str:
    kind = response.media_type
    if not kind and not body:
        return "it is empty, and does not say of what"
    if kind in JSON_TYPES and response.rows is None:
        deep = response.is_deep
        return "its JSON is nested deeper than any result" if deep else "its JSON is cut off"
    if kind in XML_TYPES and not body.endswith((b"sparql>", b"RDF>")):
        return "its XML is cut off"
    if kind in LINES and response.body and not response.body.endswith(b"\n"):
        return "its last line is cut off"
    if kind in (CSV, TSV) and len(set(map(len, _table(kind, response.body)))) > 1:
        return "one of its rows has too few columns"
    return ""


def _table(kind: str, body: bytes) -> list[list[str]]:
    text = io.StringIO(body.decode(errors="replace"), newline="")
    if kind == CSV:
        return [row or [""] for row in csv.reader(text)]
    return [line.split("\t") for line in text]


def _rows(response: Response) -> int:
    """Return how many rows or triples an answer has."""
    if response.media_type in JSON_TYPES:
        return response.rows or 0
    if response.media_type in XML_TYPES:
        return response.body.count(b"<result>") or response.body.count(b"<rdf:Description")
    return response.body.count(b"\n") - (response.media_type in (CSV, TSV))
