"""SPARQLWrapper writes the request; the transport sends it, and keeps status, headers and body."""

from collections.abc import Iterable

import requests
from SPARQLWrapper import ASK, CONSTRUCT, DESCRIBE, GET, INSERT, POST, SELECT, SPARQLWrapper

from atgraph.graph import sparql
from atgraph.graph.endpoint.response import TRIPLES, Response
from atgraph.graph.endpoint.transport import AGENT, Transport

RESULTS = "application/sparql-results+json"
LONGEST_ADDRESS = 2_000  # longer ones are cut by some proxies: then the query is posted
FORMS = (SELECT, ASK, CONSTRUCT, DESCRIBE)


class Wrapper(SPARQLWrapper):
    """A query or update, sent as it is: one media type, and no parameters of certain servers."""

    def __init__(self, url: str, transport: Transport) -> None:
        super().__init__(url, agent=AGENT)
        self.transport = transport
        self.setOnlyConneg(True)

    def ask(self, text: str, graphs: Iterable[str], extra: dict[str, str]) -> Response:
        """Send a query over named graphs, with parameters that a certain server knows."""
        self.setQuery(text)
        for graph in graphs:
            self.addDefaultGraph(graph)
            self.addNamedGraph(graph)
        for name, value in extra.items():
            self.addParameter(name, value)
        length = len(self.endpoint) + len(self._getRequestEncodedParameters(("query", text)))
        return self._send(GET if length <= LONGEST_ADDRESS else POST)

    def update(self, text: str) -> Response:
        """Send an update."""
        self.setQuery(text)
        self.queryType = INSERT
        return self._send(POST)

    # SPARQLWrapper looks for the form also in comments and texts.
    def _parseQueryType(self, query: str | bytes) -> str:  # noqa: N802
        return query_form(query.decode() if isinstance(query, bytes) else query)

    # SPARQLWrapper accepts four media types, of which servers choose the wrong one.
    def _getAcceptHeader(self) -> str:  # noqa: N802
        return TRIPLES if self.queryType in (CONSTRUCT, DESCRIBE) else RESULTS

    def _send(self, method: str) -> Response:
        self.setMethod(method)
        written = self._createRequest()
        headers, verb = dict(written.header_items()), written.get_method()
        request = requests.Request(verb, written.full_url, headers, data=written.data)
        return self.transport.send(request)


def query_form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, the word of them that stands first."""
    words = (token.text.upper() for token in sparql.tokens(text) if token.kind == "word")
    return next((word for word in words if word in FORMS), SELECT)


def columns(query: str) -> set[str]:
    """Return the columns that a SELECT names, without their marks; none where it asks for all."""
    found: set[str] = set()
    depth, before, is_chosen = 0, "", False
    for token in sparql.tokens(query):
        word = token.text.upper() if token.kind in ("word", "other") else token.kind
        if is_chosen and depth == 0 and word in ("{", "WHERE", "FROM"):
            break
        is_chosen |= word == SELECT
        depth += (word == "(") - (word == ")")
        if is_chosen and word == "variable" and (depth == 0 or (depth, before) == (1, "AS")):
            found.add(token.text[1:])
        before = before if word in ("space", "comment") else word
    return found
