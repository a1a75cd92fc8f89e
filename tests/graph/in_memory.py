"""Servers without a socket: a transport that hands requests to a store, or gives one answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import requests
from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

from atgraph.graph.endpoint.response import Response
from atgraph.graph.endpoint.transport import Transport

JSON = "application/sparql-results+json"


def response(
    body: bytes | str = b"", status: int = 200, kind: str = JSON, missing: str = "", **headers: str
) -> Response:
    """Return an answer; names of headers are written with _ for -."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    data = body.encode() if isinstance(body, str) else body
    return Response("http://h/sparql", status, {"Content-Type": kind, **given}, data, missing)


@dataclass
class Canned(Transport):
    """Gives the same answer to each request; ``seen`` are the requests."""

    timeout: float = 30
    answer: Response = field(default_factory=response)
    seen: list[requests.Request] = field(default_factory=list)

    def send(self, request: requests.Request) -> Response:
        self.seen.append(request)
        return self.answer


@dataclass
class MemoryServer(Transport):
    """Answers from a store as a SPARQL server does, and notes what it is asked.

    It takes updates at /update and graphs at /store, or says that there is ``missing`` what it has
    not; it gives at most so many rows, if ``most_rows`` says so, and may keep nothing.
    """

    timeout: float = 30
    store: Store = field(default_factory=Store)
    most_rows: int = 0
    missing: tuple[str, ...] = ()
    keeps: bool = True
    name: str = "Oxigraph/0.5"
    seen: list[tuple[str, str]] = field(default_factory=list)

    def send(self, request: requests.Request) -> Response:
        address, _, given = request.url.partition("?")
        data = request.data.decode() if request.data else ""
        place = address.rpartition("/")[2]
        if place == "store":
            note = request.params["graph"]
        else:
            fields = parse_qs(given or data)
            note = fields.get("update", fields.get("query", [""]))[0]
        self.seen.append((f"{request.method} {place}", note))
        if place in self.missing:
            return response(status=404)
        if place == "query":
            return self._answer(fields)
        if not self.keeps:
            return response(status=204)
        if place == "update":
            self.store.update(note)
        else:
            self._write(request.method, NamedNode(note), data)
        return response(status=204)

    def _answer(self, given: dict[str, list[str]]) -> Response:
        graphs = [NamedNode(name) for name in given.get("default-graph-uri", [])]
        found = self.store.query(
            given["query"][0],
            use_default_graph_as_union=not graphs,
            default_graph=graphs or None,
            named_graphs=graphs or None,
        )
        if isinstance(found, QueryTriples):
            body = found.serialize(format=RdfFormat.N_TRIPLES)
            return response(body or b"", kind="application/n-triples", Server=self.name)
        table = found.serialize(format=QueryResultsFormat.JSON) or b""
        if not self.most_rows:
            return response(table, Server=self.name)
        cut = json.loads(table)
        del cut["results"]["bindings"][self.most_rows :]
        return response(json.dumps(cut), Server=self.name, X_SPARQL_MaxRows=str(self.most_rows))

    def _write(self, method: str, graph: NamedNode, data: str) -> None:
        if method in ("PUT", "DELETE"):
            self.store.remove_graph(graph)
        if method != "DELETE":
            self.store.load(data.encode(), format=RdfFormat.N_TRIPLES, to_graph=graph)
