"""Two ways to write a graph to a server: the SPARQL Graph Store Protocol, and SPARQL Update."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import requests
from pyoxigraph import NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.response import TRIPLES, Response, why_refused
from atgraph.graph.endpoint.transport import Transport
from atgraph.graph.endpoint.wrapper import Wrapper

# A piece is sent and told of at once. Virtuoso makes 9 lines of a statement of each triple of an
# update, takes 10,000, and needs four times the time for twice as many.
GRAPH_STORE_BYTES = 2_000_000
UPDATE_LINES, UPDATE_BYTES = 250, 200_000
# (what the server calls itself, the end of its query address, the graph store, the updates), the
# first that fits; then RDF4J and GraphDB.
LAYOUTS = (
    (r"Virtuoso", r"/sparql(-auth)?/?", "/sparql-graph-crud-auth", "/sparql-auth"),
    (r"Oxigraph", r"/(query|sparql)", "/store", "/update"),
    (r".*Fuseki", r"/(query|sparql)", "/data", "/update"),
    (r"", r"(?<=/repositories/)([^/]+)", r"\1/rdf-graphs/service", r"\1/statements"),
    (r"", r"/query", "/data", "/update"),
)


class MissingError(EndpointError):
    """The server has no such protocol at the address."""


@dataclass(frozen=True)
class Writer:
    """Writes graphs with the Graph Store Protocol, or with SPARQL Update where that is missing."""

    transport: Transport
    graph_store: str = ""
    update: str = ""

    def pieces(self, lines: Sequence[str]) -> list[str]:
        """Cut lines of N-Triples into texts that the server takes at once."""
        most = (GRAPH_STORE_BYTES, len(lines)) if self.graph_store else (UPDATE_BYTES, UPDATE_LINES)
        return list(_cut(lines, *most))

    def replace(self, graph: NamedNode, pieces: Sequence[str]) -> Iterator[str]:
        """Put pieces in the place of a graph, one after the other; yield each."""
        if not self.graph_store:
            self.drop(graph)
        for number, piece in enumerate(pieces):
            self.append(graph, piece, method="POST" if number else "PUT")
            yield piece

    def append(self, graph: NamedNode, piece: str, method: str = "POST") -> None:
        """Add a piece to a graph; with PUT it takes its place where the protocol knows that."""
        if self.graph_store:
            self._store(method, graph, piece)
        else:
            self.send_update(f"INSERT DATA {{ GRAPH {graph} {{\n{piece}}} }}")

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph, whether it is there or not."""
        if self.graph_store:
            self._store("DELETE", graph)
        else:
            self.send_update(f"DROP SILENT GRAPH {graph}")

    def send_update(self, text: str) -> None:
        """Send a SPARQL Update."""
        self._check(Wrapper(self.update, self.transport).update(text))

    def _store(self, method: str, graph: NamedNode, piece: str = "") -> None:
        headers, params = {"Content-Type": TRIPLES} if piece else {}, {"graph": graph.value}
        data, url = piece.encode(), self.graph_store
        request = requests.Request(method, url, headers, data=data, params=params)
        self._check(self.transport.send(request), gone=method == "DELETE")

    def _check(self, response: Response, gone: bool = False) -> None:
        """Refuse an answer that says that nothing was written."""
        if 200 <= response.status < 300 or (gone and response.status == 404):
            return
        said = f"{response.words or 'no reason is given'} (status {response.status})"
        if response.status in (404, 405, 501):
            advice = "say where they go with --graph-store or --update"
            raise MissingError(f"does not take graphs: {said}; {advice}", response.asked)
        failed = f"did not take what was sent: {said}; run it again, it goes on where it stopped"
        refused = why_refused(response, self.transport.credentials is not None)
        raise EndpointError(refused or failed, response.asked)


def find_places(url: str, server: str) -> tuple[str, str]:
    """Return where a server most likely takes graphs, empty where it does not, and updates."""
    address, mark, parameters = url.partition("?")
    for name, end, *places in LAYOUTS:
        match = re.search(f"{end}$", address)
        if re.match(name, server) and match:
            base = address[: match.start()]
            graph_store, update = (base + match.expand(p) + mark + parameters for p in places)
            return graph_store, update
    return "", url


def _cut(lines: Sequence[str], most_bytes: int, most_lines: int) -> Iterator[str]:
    """Yield lines joined, as many at once as a server takes; nothing gives one empty piece."""
    piece: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode())
        if piece and (size > most_bytes or len(piece) >= most_lines):
            yield "".join(piece)
            piece, size = [], len(line.encode())
        piece.append(line)
    yield "".join(piece)
