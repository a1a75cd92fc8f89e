"""Two ways to write a graph to a server: the SPARQL Graph Store Protocol, and SPARQL Update where that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.request import Request

from pyoxigraph import NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import without_secret
from atgraph.graph.endpoint.response import Response, why_refused
from atgraph.graph.endpoint.transport import Transport
from atgraph.graph.endpoint.wrapper import AGENT, TRIPLES, Wrapper, with_parameters

# A piece is sent and told of at once. Virtuoso makes 9 lines of a statement of each triple of an
# update, takes 10,000, and
# needs four times the time for twice as many.
GRAPH_STORE_BYTES = 2_000_000
UPDATE_LINES, UPDATE_BYTES = 250, 200_000
INCOMING = "#incoming"


class Writer(Protocol):
    """Writes graphs, a piece at a time."""

    def pieces(self, lines: Sequence[str]) -> list[str]:
        """Cut lines of N-Triples into texts that the server takes at once."""
        ...

    def replace(self, graph: NamedNode, pieces: Sequence[str]) -> Iterator[str]:
        """Put pieces in the place of a graph, at one moment where the server can; yield each when it was sent."""
        ...

    def append(self, graph: NamedNode, piece: str) -> None:
        """Add a piece to a graph."""
        ...

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph, whether it is there or not."""
        ...


class MissingError(EndpointError):
    """The server has no such protocol at the address."""


@dataclass(frozen=True)
class Updates:
    """SPARQL Update: a graph grows beside the old one and is moved into its place."""

    url: str
    transport: Transport

    def pieces(self, lines: Sequence[str]) -> list[str]:
        """Cut lines of N-Triples into texts that the server takes at once."""
        return list(_cut(lines, UPDATE_BYTES, UPDATE_LINES))

    def replace(self, graph: NamedNode, pieces: Sequence[str]) -> Iterator[str]:
        """Put pieces in the place of a graph at one moment; yield each when it was sent."""
        incoming = NamedNode(graph.value + INCOMING)
        self.drop(incoming)
        for piece in pieces:
            self.append(incoming, piece)
            yield piece
        self.move(incoming, graph)

    def append(self, graph: NamedNode, piece: str) -> None:
        """Add a piece to a graph."""
        self._send(f"INSERT DATA {{ GRAPH {graph} {{\n{piece}}} }}")

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph, whether it is there or not."""
        self._send(f"DROP SILENT GRAPH {graph}")

    def move(self, source: NamedNode, target: NamedNode) -> None:
        """Put a graph into the place of another."""
        self._send(f"MOVE GRAPH {source} TO GRAPH {target}")

    def _send(self, update: str) -> None:
        _check(Wrapper(self.url, self.transport).update(update), self.transport)


@dataclass(frozen=True)
class GraphStore:
    """The Graph Store Protocol; where updates are taken too, a graph of several pieces grows beside the old one."""

    url: str
    transport: Transport
    updates: Updates | None = None

    def pieces(self, lines: Sequence[str]) -> list[str]:
        """Cut lines of N-Triples into texts that the server takes at once."""
        return list(_cut(lines, GRAPH_STORE_BYTES, len(lines)))

    def replace(self, graph: NamedNode, pieces: Sequence[str]) -> Iterator[str]:
        """Put pieces in the place of a graph, at one moment where there is one or where updates are taken too."""
        beside = self.updates if len(pieces) > 1 else None
        target = NamedNode(graph.value + INCOMING) if beside else graph
        for number, piece in enumerate(pieces):
            self._send("POST" if number else "PUT", target, piece)
            yield piece
        if beside:
            beside.move(target, graph)

    def append(self, graph: NamedNode, piece: str) -> None:
        """Add a piece to a graph."""
        self._send("POST", graph, piece)

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph, whether it is there or not."""
        self._send("DELETE", graph)

    def _send(self, method: str, graph: NamedNode, piece: str = "") -> None:
        address = with_parameters(self.url, graph=graph.value)
        headers = {
            "User-Agent": AGENT,
            "Accept": "*/*",
            **({"Content-Type": TRIPLES} if piece else {}),
        }
        request = Request(address, data=piece.encode() or None, headers=headers, method=method)
        _check(self.transport.send(request), self.transport, gone=method == "DELETE")


def _check(response: Response, transport: Transport, gone: bool = False) -> None:
    """Refuse an answer that says that nothing was written.

    Raises:
        MissingError: the protocol is not spoken at this address.
        EndpointError: anything else.
    """
    place = without_secret(response.asked)
    if 200 <= response.status < 300 or (gone and response.status == 404):
        return
    said = f"{response.words or 'no reason is given'} (status {response.status})"
    if response.status in (404, 405, 501):
        raise MissingError(
            f"does not take graphs: {said}; say where they go with --graph-store or --update", place
        )
    if why := why_refused(response, transport.credentials is not None):
        raise EndpointError(why, place)
    raise EndpointError(
        f"did not take what was sent: {said}; run it again, it goes on where it stopped", place
    )


def _cut(lines: Iterable[str], most_bytes: int, most_lines: int) -> Iterator[str]:
    """Yield lines joined, as many at once as a server takes; nothing gives one empty piece."""
    piece: list[str] = []
    size = 0
    for line in lines:
        if piece and (size + len(line.encode()) > most_bytes or len(piece) >= most_lines):
            yield "".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line.encode())
    yield "".join(piece)
