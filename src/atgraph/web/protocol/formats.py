"""In which format an answer is written: the one that is named, or the best that is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from atgraph.web.protocol.problems import ProblemError

HTML = "text/html"
TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
OTHERS = {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}
TABLE_TYPES = {**{mime: fmt for fmt, mime in TABLES.items()}, **OTHERS}
GRAPH_TYPES = {mime: fmt for fmt, mime in GRAPHS.items()}
TYPES = {**TABLES, **GRAPHS}
VARY = {"vary": "accept"}
CHARSET = re.compile(r";\s*charset\s*=\s*\"?utf-?8\"?", re.IGNORECASE)  # all of ours are in it
TEXT = ("text/", "application/problem")


@dataclass(frozen=True)
class FormatChoice:
    """A format for tables and one for graphs, empty where none is taken; or a page for people."""

    table: str = "json"
    graph: str = "ttl"
    is_page: bool = False
    named: str = ""

    def refusal(self) -> ProblemError:
        """Say that a result has none of the formats that are taken."""
        if self.named:
            is_graph = self.named in GRAPHS
            what, formats = ("a table", TABLES) if is_graph else ("a graph", GRAPHS)
            why = f"{what} cannot be written as {self.named!r}"
            return ProblemError(400, f"{why}; use {', '.join(formats)} or html")
        other = TABLES if not self.table else GRAPHS
        known = ", ".join(other.values())
        said = f"the result is written in none of the accepted types; {known}"
        return ProblemError(406, said, VARY)


@lru_cache(512)
def choose(accept: str, named: str = "") -> FormatChoice:
    """Return the format of an answer.

    Args:
        accept: the header Accept.
        named: the format that the address names, which goes before.

    Raises:
        ProblemError: none of ours is taken; 406.
    """
    if named == "html":
        return FormatChoice(is_page=True, named=named)
    if named:
        if named not in TYPES:
            why = f"there is no format {named[:20]!r}"
            raise ProblemError(400, f"{why}; use {', '.join(TYPES)} or html")
        is_table = named in TABLES
        return FormatChoice(named if is_table else "", "" if is_table else named, named=named)
    if not accept.strip():
        return FormatChoice()
    given = parse_accept_header(CHARSET.sub("", accept), MIMEAccept)
    table = TABLE_TYPES.get(given.best_match(TABLE_TYPES, "") or "", "")
    graph = GRAPH_TYPES.get(given.best_match(GRAPH_TYPES, "") or "", "")
    is_page = given.best_match([*TABLE_TYPES, *GRAPH_TYPES, HTML]) == HTML
    if not (table or graph or is_page):
        known = ", ".join(TYPES.values())
        raise ProblemError(
            406, f"no accepted type is written here; there are {known}, {HTML}", VARY
        )
    return FormatChoice(table, graph, is_page)


def content_type(fmt: str) -> str:
    """Return the media type of a format, as it is sent."""
    mime = TYPES[fmt]
    return f"{mime}; charset=utf-8" if mime.startswith(TEXT) else mime
