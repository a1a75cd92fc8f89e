"""Sending the published graph to a server, so that what stands there is the old graph, the new one, or not taken for whole.

The description of the dataset is removed first and sent last; readers list the graphs by it. In
between, a ledger, a graph of its own, says of each graph which content was sent whole, so that a
push that was stopped goes on where it stopped and the next one sends only what has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import check_address
from atgraph.graph.endpoint.places import find_places
from atgraph.graph.endpoint.remote import DATASET, RemoteEngine
from atgraph.graph.endpoint.writing import GraphStore, MissingError, Updates, Writer
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import GRAPH, OWL, RDFS, graph

LEDGER = graph("pushed")
HEAD = f'<{LEDGER.value}> <{RDFS}comment> "Which graphs were sent whole, by the digest of their content; kept by `atgraph push`."@en .\n'
SENT = (
    f"SELECT ?graph ?digest WHERE {{ GRAPH <{LEDGER.value}> {{ ?graph owl:versionInfo ?digest }} }}"
)
COUNT = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
NAMES = f'SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), "{GRAPH}")) }}'

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """A graph to send: sorted lines of N-Triples."""

    name: NamedNode
    lines: Sequence[str]

    @property
    def title(self) -> str:
        """Its name as people say it."""
        return self.name.value.removeprefix(GRAPH)

    @property
    def digest(self) -> str:
        """The SHA-256 digest of its lines."""
        return hashlib.sha256("".join(self.lines).encode()).hexdigest()

    @property
    def entry(self) -> str:
        """Its line in the ledger."""
        return f'{self.name} <{OWL}versionInfo> "{self.digest}" .\n'


@dataclass(frozen=True)
class Pushed:
    """What a push did: how many graphs were sent, were there already, and were removed; and how many triples there are."""

    sent: int
    kept: int
    removed: int
    triples: int


def push(
    kg: Graph,
    remote: RemoteEngine,
    tell: Tell = lambda line: None,
    graph_store: str = "",
    update: str = "",
) -> Pushed:
    """Send a graph to a server; what is there already is not sent again.

    Args:
        kg: the graph.
        remote: the server.
        tell: called with a line of progress.
        graph_store: where the server speaks the Graph Store Protocol, if that is not where servers
            of its kind do.
        update: where it takes SPARQL Update.

    Raises:
        EndpointError: the server cannot be reached, refuses, or holds something else than was sent.
            It can be run again.
    """
    parts = [
        Part(name, sorted(f"{quad.triple} .\n" for quad in kg.quads(name))) for name in kg.graphs
    ]
    marker = next((part for part in parts if part.name == DATASET), None)
    if marker is None:
        raise EndpointError(
            "the graph has no description of the dataset, which marks it as whole; build it with `atgraph build`"
        )
    whole = _sent_whole(remote, parts)
    stale = sorted(_names(remote) - {part.name for part in parts} - {LEDGER}, key=str)
    missing = [part for part in parts if part not in whole and part is not marker]
    triples = sum(len(part.lines) for part in parts)
    if marker in whole and not missing and not stale:
        return Pushed(0, len(parts), 0, triples)
    writer = _begin(remote, [part for part in whole if part is not marker], graph_store, update)
    writer.drop(DATASET)
    for number, part in enumerate(missing, 1):
        for done in _send(writer, remote, part):
            tell(
                f"{number} of {len(missing) + 1}: {part.title}, {done:,} of {len(part.lines):,} triples"
            )
    for name in stale:
        writer.drop(name)
        tell(f"removed {name.value.removeprefix(GRAPH)}, which is no part of the graph")
    for done in _send(writer, remote, marker):
        tell(
            f"{len(missing) + 1} of {len(missing) + 1}: {marker.title}, {done:,} of {len(marker.lines):,} triples"
        )
    return Pushed(len(missing) + 1, len(parts) - len(missing) - 1, len(stale), triples)


def _sent_whole(remote: RemoteEngine, parts: Sequence[Part]) -> list[Part]:
    """Return the graphs that the ledger knows with this content, and of which the server holds as many triples."""
    known = {row["graph"]: row["digest"] for row in remote.solutions(SENT, [LEDGER])}
    listed = [part for part in parts if known.get(part.name) == Literal(part.digest)]
    return [part for part in listed if _count(remote, part.name) == len(part.lines)]


def _count(remote: RemoteEngine, name: NamedNode) -> int:
    return next(
        (int(str(getattr(row["count"], "value", 0))) for row in remote.solutions(COUNT, [name])), 0
    )


def _names(remote: RemoteEngine) -> set[NamedNode]:
    """Return the graphs under the project's own address that the server holds, whoever put them there."""
    return {row["graph"] for row in remote.solutions(NAMES, [])}


def _begin(remote: RemoteEngine, whole: Sequence[Part], graph_store: str, update: str) -> Writer:
    """Write the ledger of what is there, by the first protocol that the server speaks, and return that.

    Raises:
        EndpointError: it speaks neither, or refuses.
    """
    ledger = HEAD + "".join(part.entry for part in whole)
    writers = list(_writers(remote, graph_store, update))
    for number, writer in enumerate(writers, 1):
        try:
            list(writer.replace(LEDGER, [ledger]))
        except MissingError:
            if number == len(writers):
                raise
        else:
            return writer
    raise EndpointError(
        "takes neither graphs nor updates; say where it does with --graph-store or --update",
        remote.url,
    )


def _writers(remote: RemoteEngine, graph_store: str, update: str) -> Iterator[Writer]:
    found = find_places(remote.url, remote.server)
    for address in filter(None, (graph_store, update)):
        check_address(address)
    updates = (
        Updates(update or found.update, remote.transport) if update or not graph_store else None
    )
    if graph_store or (found.graph_store and not update):
        yield GraphStore(graph_store or found.graph_store, remote.transport, updates)
    if updates:
        yield updates


def _send(writer: Writer, remote: RemoteEngine, part: Part) -> Iterator[int]:
    """Replace a graph, look whether it came whole, and enter it in the ledger; yield the number of triples sent so far.

    Raises:
        EndpointError: the server holds another number of triples than were sent.
    """
    done = 0
    for piece in writer.replace(part.name, writer.pieces(part.lines)):
        done += piece.count("\n")
        yield done
    if (held := _count(remote, part.name)) != len(part.lines):
        message = f"holds {held:,} of the {len(part.lines):,} triples of {part.title} that were sent; run it again, or look at the server's log"
        raise EndpointError(message, remote.url)
    writer.append(LEDGER, part.entry)
