"""A SPARQL server as an engine: the graphs of atgraph that it keeps, asked over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from atgraph.errors import EndpointError, IncompleteResults, QueryError
from atgraph.graph import sparql
from atgraph.graph.endpoint.address import Credentials, check_address, without_secret
from atgraph.graph.endpoint.completeness import check_complete
from atgraph.graph.endpoint.response import JSON_TYPES, Response, why_refused
from atgraph.graph.endpoint.transport import Transport
from atgraph.graph.endpoint.wrapper import TRIPLES, Wrapper, query_form
from atgraph.graph.result import TIMEOUT, Result
from atgraph.graph.store import first_line
from atgraph.rdf.namespaces import GRAPH, XSD, graph, prefixes

LONGEST = 86_400.0  # seconds
DATASET = graph("dataset")
PARTS = f"SELECT ?part ?version WHERE {{ GRAPH <{DATASET.value}> {{ <{DATASET.value}> dcterms:hasPart ?part ; owl:versionInfo ?version }} }}"
BOOLEAN = NamedNode(XSD + "boolean")
TRUTHS = {"1": "true", "0": "false"}
OTHER_TRUTH = re.compile(rb'\{(?=[^{}]*XMLSchema#boolean")[^{}]*"value"\s*:\s*"[01]"')
HEX = "0123456789abcdef"
DEEPEST = 4  # hexadecimal digits: 65,536 parts


@dataclass
class RemoteEngine:
    """A SPARQL 1.1 endpoint: each query has ``timeout`` seconds."""

    url: str
    timeout: float = TIMEOUT
    transport: Transport = field(default_factory=lambda: Transport(TIMEOUT), repr=False)
    server: str = ""
    _parts: frozenset[NamedNode] | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, url: str, timeout: float = TIMEOUT) -> RemoteEngine:
        """Prepare to ask a server; nothing is sent yet.

        Raises:
            EndpointError: it is no address, it holds a password, or the environment names a user
                without one.
        """
        return cls(check_address(url), timeout, Transport(timeout, Credentials.read()))

    def __post_init__(self) -> None:
        if not 0 < self.timeout <= LONGEST:
            raise EndpointError(
                f"a timeout of {self.timeout:g} seconds is none; give a number above 0, of at most {LONGEST:,.0f}"
            )

    @property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs of atgraph that the server held when `state` was read last, sorted, as the description of the dataset lists them.

        The description is sent last, so a graph that was sent half is never taken for whole.

        Raises:
            EndpointError: it holds none.
        """
        if self._parts is None:
            self.state()
        if not self._parts:
            raise EndpointError(
                f"holds no whole graph of atgraph; send yours with `atgraph push --endpoint {self.url}`",
                self.url,
            )
        return sorted(self._parts | {DATASET}, key=lambda g: g.value)

    def state(self) -> str:
        """Return the version of the graph that the server holds now, empty where none is whole, and keep which graphs it has.

        Raises:
            EndpointError: it answers with something else.
        """
        found = self.solutions(PARTS, [DATASET])
        if {"part", "version"} - {v.value for v in found.variables}:
            raise EndpointError(
                "answers another question than it was asked; correct the address, or look at the proxy on the way",
                self.url,
            )
        rows = [(row["part"], row["version"]) for row in found]
        self._parts = frozenset(
            part for part, _ in rows if isinstance(part, NamedNode) and part.value.startswith(GRAPH)
        )
        return min((str(getattr(version, "value", "")) for _, version in rows), default="")

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over graphs, which are named in the request, so that those of others stay out."""
        response = self._ask(text, graphs)
        try:
            if query_form(text) in ("CONSTRUCT", "DESCRIBE"):
                return iter(
                    [
                        _canonical(quad.triple)
                        for quad in parse(response.body, format=RdfFormat.N_TRIPLES)
                    ]
                )
            result = parse_query_results(_canonical_json(response), format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, LookupError, TypeError, AttributeError) as exc:
            raise IncompleteResults(
                f"the answer cannot be read: {first_line(exc)}; it may be cut off",
                self.url,
                partial=response.body,
            ) from exc
        if isinstance(result, QuerySolutions) == (query_form(text) == "ASK"):
            raise EndpointError(
                "answers another question than it was asked; correct the address, or look at the proxy on the way",
                without_secret(self.url),
            )
        return result

    def query_apart(
        self,
        text: str,
        graphs: Sequence[NamedNode],
        timeout: float | None = None,
        *,
        offline: bool = True,
    ) -> Result:
        """Run a query that somebody typed, which the server has to bear; it is no process of this machine."""
        engine = (
            self
            if timeout is None
            else RemoteEngine(
                self.url, timeout, replace(self.transport, timeout=timeout), self.server
            )
        )
        return engine.query(text, graphs)

    def solutions(self, text: str, graphs: Sequence[NamedNode]) -> QuerySolutions:
        """Run a SELECT over graphs.

        Raises:
            EndpointError: the server answers with something else.
        """
        result = self.query(text, graphs)
        if not isinstance(result, QuerySolutions):
            raise EndpointError("answers with no table; correct the address", self.url)
        return result

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield all quads of a graph; where the server limits the rows of an answer, in parts."""
        return self._part(graph, "")

    def _part(self, graph: NamedNode, digits: str) -> Iterator[Quad]:
        """Yield the quads whose subject's digest begins with the digits: parts that every engine can tell apart."""
        part = f'FILTER (STRSTARTS(MD5(STR(?s)), "{digits}"))' if digits else ""
        try:
            found = self.solutions(
                f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph.value}> {{ ?s ?p ?o }} {part} }}", [graph]
            )
        except IncompleteResults as exc:
            if not exc.limit or len(digits) == DEEPEST:
                raise
            for digit in HEX:
                yield from self._part(graph, digits + digit)
        else:
            yield from (Quad(s["s"], s["p"], s["o"], graph) for s in found)

    def _ask(self, text: str, graphs: Sequence[NamedNode]) -> Response:
        extra = (
            {"timeout": str(round(self.timeout * 1000))}
            if self.server.startswith("Virtuoso")
            else {}
        )
        response = Wrapper(self.url, self.transport).ask(
            with_prefixes(text), [g.value for g in graphs], extra
        )
        self.server = response.headers.get("Server", "")
        self._check(response)
        return response

    def _check(self, response: Response) -> None:
        """Refuse what is not a whole answer.

        Raises:
            EndpointError: the server refused, stopped, or answers with something else.
            QueryError: it does not understand the query.
        """
        place = without_secret(self.url)
        if why := why_refused(response, self.transport.credentials is not None):
            raise EndpointError(why, place)
        if response.is_page:
            status = "" if response.status == 200 else f" (status {response.status})"
            raise EndpointError(
                f"answers with a web page{status}, not with results; correct the address, or look at the proxy on the way",
                place,
            )
        if response.status == 400:
            raise QueryError(
                f"the server at {place} does not understand the query: {response.words or 'status 400'}"
            )
        if response.status not in (200, 206):
            said = f"{response.words or 'it stopped on the way'} (status {response.status})"
            advice = (
                "correct the address"
                if response.status == 404
                else "ask for less, or look at the server's log"
            )
            raise EndpointError(f"the server did not answer: {said}; {advice}", place)
        check_complete(response)
        if response.media_type not in (*JSON_TYPES, TRIPLES, "text/plain", ""):
            wanted = "correct the address, or ask for its results as JSON and its triples as N-Triples where the server is set up"
            raise EndpointError(
                f"answers with {response.media_type}, which is not read here; {wanted}", place
            )


def with_prefixes(text: str) -> str:
    """Return a query with the prefixes that it uses and does not declare, on its first line, so that lines keep their number."""
    found = [token for token in sparql.tokens(text) if token.kind in ("word", "prefixed")]
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    used = {
        token.text.partition(":")[0]
        for token in found
        if token.kind == "prefixed" and f"{token.text.partition(':')[0]}:" not in declared
    }
    return (
        "".join(
            f"PREFIX {name}: <{namespace}> "
            for name, namespace in prefixes().items()
            if name in used
        )
        + text
    )


def _canonical(triple: Triple) -> Triple:
    """Return a triple with a truth as the project writes it; some servers make 1 of true."""
    value = triple.object
    if isinstance(value, Literal) and value.datatype == BOOLEAN and value.value in TRUTHS:
        return Triple(
            triple.subject, triple.predicate, Literal(TRUTHS[value.value], datatype=BOOLEAN)
        )
    return triple


def _canonical_json(response: Response) -> bytes:
    """Return a table with truths as the project writes them."""
    if b"XMLSchema#boolean" not in response.body or not OTHER_TRUTH.search(response.body):
        return response.body
    for row in response.json["results"]["bindings"]:
        for term in row.values():
            if term.get("datatype") == BOOLEAN.value:
                term["value"] = TRUTHS.get(term["value"], term["value"])
    return json.dumps(response.json).encode()
