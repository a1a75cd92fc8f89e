"""SPARQLWrapper, of which status, headers and the whole body are kept: it writes the request, the transport sends it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import quote

from SPARQLWrapper import ASK, CONSTRUCT, DESCRIBE, GET, INSERT, POST, SELECT, SPARQLWrapper

from atgraph import __version__
from atgraph.graph import sparql
from atgraph.graph.endpoint.response import Response
from atgraph.graph.endpoint.transport import Transport

RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
AGENT = f"atgraph/{__version__}"
LONGEST_ADDRESS = 2_000  # longer ones are cut by some proxies: then the query is posted
FORMS = (SELECT, ASK, CONSTRUCT, DESCRIBE)


class Wrapper(SPARQLWrapper):
    """A query or an update, sent as it is: with one media type to accept, and no parameters of certain servers."""

    def __init__(self, url: str, transport: Transport) -> None:
        super().__init__(url, agent=AGENT)
        self.transport = transport
        self.setOnlyConneg(True)

    def ask(self, text: str, graphs: Iterable[str], extra: dict[str, str]) -> Response:
        """Send a query over named graphs.

        Args:
            text: the query.
            graphs: the graphs of the default graph, and those that have a name.
            extra: parameters that a certain server knows.
        """
        self.setQuery(text)
        for graph in graphs:
            self.addDefaultGraph(graph)
            self.addNamedGraph(graph)
        for name, value in extra.items():
            self.addParameter(name, value)
        length = len(self.endpoint) + len(self._getRequestEncodedParameters(("query", text)))
        self.setMethod(GET if length <= LONGEST_ADDRESS else POST)
        return self._send()

    def update(self, text: str) -> Response:
        """Send an update."""
        self.setQuery(text)
        self.queryType = INSERT
        self.setMethod(POST)
        return self._send()

    def _parseQueryType(self, query: str | bytes) -> str:  # noqa: N802 -- theirs looks at the text with comments and strings in it
        return query_form(query.decode() if isinstance(query, bytes) else query)

    def _getAcceptHeader(self) -> str:  # noqa: N802 -- theirs sends four media types, of which servers choose the wrong one
        return TRIPLES if self.queryType in (CONSTRUCT, DESCRIBE) else RESULTS

    def _query(self) -> tuple[Any, str]:
        return self.transport.send(self._createRequest()), self.returnFormat

    def _send(self) -> Response:
        return cast("Response", self.query().response)


def query_form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, whichever word of them stands first."""
    words = (token.text.upper() for token in sparql.tokens(text) if token.kind == "word")
    return next((word for word in words if word in FORMS), SELECT)


def with_parameters(url: str, **parameters: str) -> str:
    """Return an address with parameters."""
    return (
        url
        + ("&" if "?" in url else "?")
        + "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
    )
