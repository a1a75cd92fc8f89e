"""A SPARQL server as an engine: the graphs of atgraph that it keeps, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pyoxigraph import (
    NamedNode,
    Quad,
    QuerySolutions,
)

from atgraph.errors import EndpointError, IncompleteResults, QueryError
from atgraph.graph import sparql
from atgraph.graph.endpoint.address import Credentials, check_address, without_secret
from atgraph.graph.endpoint.answer_reading import read
from atgraph.graph.endpoint.response import Response, why_refused
from atgraph.graph.endpoint.transport import Transport
from atgraph.graph.endpoint.wrapper import Wrapper, columns, query_form
from atgraph.graph.result import TIMEOUT, Result, check_timeout
from atgraph.rdf.namespaces import GRAPH, ON_REQUEST, graph, prefixes
from atgraph.sandbox.sandbox import Deadline

DATASET = graph("dataset")
LEDGER = graph("pushed")  # which push sent what is there
ABOUT = [DATASET, LEDGER, ON_REQUEST]  # that says of itself whether it is there
PARTS = f"""SELECT ?part ?version ?push WHERE {{
  GRAPH <{DATASET.value}> {{
    <{DATASET.value}> owl:versionInfo ?version ; dcterms:accessRights ?rights }}
  GRAPH ?graph {{ <{DATASET.value}> dcterms:hasPart ?part }}
  OPTIONAL {{ GRAPH <{LEDGER.value}> {{ <{LEDGER.value}> owl:versionInfo ?push }} }} }}"""
HEX = "0123456789abcdef"
DEEPEST = 4  # hexadecimal digits: 65,536 parts
LOOK = "correct the address, or look at the proxy on the way"
OTHER_QUESTION = f"answers another question than it was asked; {LOOK}"


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
        """Prepare to ask a server; nothing is sent yet, only the address is checked."""
        return cls(check_address(url), timeout, Transport(timeout, Credentials.read()))

    def __post_init__(self) -> None:
        check_timeout(self.timeout, EndpointError)

    @property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs that the server held when `state` was read last, sorted.

        They are those of the dataset's description, sent last: what is half there is never whole.
        """
        if self._parts is None:
            self.state()
        if not self._parts:
            push = f"send yours with `atgraph push --endpoint {self.url}`"
            why = "holds no whole graph of atgraph, or that of an earlier version"
            raise EndpointError(f"{why}; {push}", self.url)
        return sorted(self._parts | {DATASET}, key=lambda g: g.value)

    def state(self) -> str:
        """Return the version and the push of what the server holds now; empty if none is whole."""
        found = self.solutions(PARTS, ABOUT)
        rows = [(row["part"], row["version"], row["push"]) for row in found]
        parts = [part for part, *_ in rows if isinstance(part, NamedNode)]
        self._parts = frozenset(part for part in parts if part.value.startswith(GRAPH))
        states = (" ".join(getattr(term, "value", "") for term in said) for _, *said in rows)
        return min(states, default="").strip()

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over graphs that the request names, so that those of others stay out."""
        form, deadline = query_form(text), Deadline(self.timeout)
        result = read(self._ask(text, graphs), form, deadline)
        if form in ("CONSTRUCT", "DESCRIBE"):
            return result
        given = {v.value for v in getattr(result, "variables", ())}
        is_table = isinstance(result, QuerySolutions)
        if is_table == (form == "ASK") or given != (columns(text) or given):
            del result  # an error that keeps it may be freed in another thread
            raise EndpointError(OTHER_QUESTION, without_secret(self.url))
        return result

    def query_apart(
        self,
        text: str,
        graphs: Sequence[NamedNode],
        deadline: Deadline,
        *,
        offline: bool = True,
    ) -> Result:
        """Run a free query, which the server has to bear; it is not a process of this machine."""
        transport = replace(self.transport, timeout=deadline.seconds)
        return replace(self, timeout=deadline.seconds, transport=transport).query(text, graphs)

    def solutions(self, text: str, graphs: Sequence[NamedNode]) -> QuerySolutions:
        """Run a SELECT over graphs, or refuse what is not a table."""
        result = self.query(text, graphs)
        if not isinstance(result, QuerySolutions):
            del result
            raise EndpointError("answers with no table; correct the address", self.url)
        return result

    def quads(self, graph: NamedNode, digits: str = "") -> Iterator[Quad]:
        """Yield all quads of a graph; where the server limits the rows of an answer, in parts.

        A part are the subjects whose digest begins with ``digits``, which every engine can tell.
        """
        part = f'FILTER (STRSTARTS(MD5(STR(?s)), "{digits}"))' if digits else ""
        text = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph.value}> {{ ?s ?p ?o }} {part} }}"
        try:
            found = self.solutions(text, [graph])
        except IncompleteResults as exc:
            if not exc.limit or len(digits) == DEEPEST:
                raise
            for digit in HEX:
                yield from self.quads(graph, digits + digit)
        else:
            try:
                yield from (Quad(s["s"], s["p"], s["o"], graph) for s in found)
            except TypeError:
                why = "answers with rows that are no triples; look at the server's log"
                raise EndpointError(why, self.url) from None

    def _ask(self, text: str, graphs: Sequence[NamedNode]) -> Response:
        is_virtuoso = self.server.startswith("Virtuoso")
        extra = {"timeout": str(round(self.timeout * 1000))} if is_virtuoso else {}
        names = [g.value for g in graphs]
        response = Wrapper(self.url, self.transport).ask(with_prefixes(text), names, extra)
        self.server = response.headers.get("Server", "")
        place = without_secret(self.url)
        if response.status == 400 and not response.is_page:
            said = response.words or "status 400"
            raise QueryError(f"the server at {place} does not understand the query: {said}")
        if why := self._why_not_an_answer(response):
            raise EndpointError(why, place)
        return response

    def _why_not_an_answer(self, response: Response) -> str:
        status = f"(status {response.status})"
        if why := why_refused(response, self.transport.credentials is not None):
            return why
        if response.is_page:
            what = "a web page" if response.status == 200 else f"a web page {status}"
            return f"answers with {what}, not with results; {LOOK}"
        if response.status in (200, 206):
            return ""
        said = f"{response.words or 'it stopped on the way'} {status}"
        ask_less = "ask for less, or look at the server's log"
        advice = "correct the address" if response.status == 404 else ask_less
        return f"the server did not answer: {said}; {advice}"


def with_prefixes(text: str) -> str:
    """Return a query with the prefixes that it uses and does not declare, before its first line."""
    found = [token for token in sparql.tokens(text) if token.kind in ("word", "prefixed")]
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] + ":" for token in found if token.kind == "prefixed"}
    missing = used - declared
    lines = [f"PREFIX {p}: <{n}> " for p, n in prefixes().items() if f"{p}:" in missing]
    return "".join(lines) + text
