"""Sends the published graph: a server has the old one, the new one, or none taken for whole.

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
from atgraph.graph.endpoint.remote import DATASET, RemoteEngine
from atgraph.graph.endpoint.writer import MissingError, Writer, find_places
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import GRAPH, OWL, RDFS, graph

LEDGER = graph("pushed")
HEAD = (
    f'<{LEDGER.value}> <{RDFS}comment> "Which graphs were sent whole, by the digest of their'
    ' content; kept by `atgraph push`."@en .\n'
)
SENT = f"""SELECT ?graph ?digest WHERE {{
  GRAPH <{LEDGER.value}> {{ ?graph owl:versionInfo ?digest }} }}"""
COUNT = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
NAMES = f"""SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), "{GRAPH}")) }}"""


@dataclass(frozen=True)
class NamedGraph:
    """A graph to send: sorted lines of N-Triples, and their SHA-256 digest."""

    name: NamedNode
    lines: Sequence[str]
    digest: str

    @classmethod
    def read(cls, kg: Graph, name: NamedNode) -> NamedGraph:
        """Read a graph."""
        lines = sorted(f"{quad.triple} .\n" for quad in kg.quads(name))
        return cls(name, lines, hashlib.sha256("".join(lines).encode()).hexdigest())


@dataclass(frozen=True)
class Pushed:
    """How many graphs a push sent, found there and removed, and how many triples there are."""

    sent: int
    kept: int
    removed: int
    triples: int


def push(
    kg: Graph,
    remote: RemoteEngine,
    tell: Callable[[str], None] = lambda line: None,
    graph_store: str = "",
    update: str = "",
) -> Pushed:
    """Send a graph to a server; what is there already is not sent again.

    ``tell`` is called with a line of progress. ``graph_store`` and ``update`` are where the server
    speaks the Graph Store Protocol and takes SPARQL Update, if not where its kind does. It is an
    EndpointError if the server cannot be reached, refuses, or holds something else than was sent.
    It can be run again.
    """
    parts = [NamedGraph.read(kg, name) for name in kg.graphs]
    marker = next((part for part in parts if part.name == DATASET), None)
    if marker is None:
        why = "the graph has no description of the dataset, which marks it as whole"
        raise EndpointError(f"{why}; build it with `atgraph build`")
    whole = _sent_whole(remote, parts)
    held = {row["graph"] for row in remote.solutions(NAMES, [])}
    stale = sorted(held - {part.name for part in parts} - {LEDGER}, key=str)
    missing = [part for part in parts if part not in whole and part is not marker]
    triples = sum(len(part.lines) for part in parts)
    if marker in whole and not missing and not stale:
        return Pushed(0, len(parts), 0, triples)
    writer = _begin(remote, [part for part in whole if part is not marker], graph_store, update)
    writer.drop(DATASET)
    for number, part in enumerate([*missing, marker], 1):
        if part is marker:
            for name in stale:
                writer.drop(name)
                tell(f"removed {_title(name)}, which is not part of the graph")
        place = f"{number} of {len(missing) + 1}: {_title(part.name)}"
        for done in _send(writer, remote, part):
            tell(f"{place}, {done:,} of {len(part.lines):,} triples")
    return Pushed(len(missing) + 1, len(parts) - len(missing) - 1, len(stale), triples)


def _sent_whole(remote: RemoteEngine, parts: Sequence[NamedGraph]) -> list[NamedGraph]:
    """Return the graphs that the ledger knows, and of which the server holds as many triples."""
    known = {row["graph"]: row["digest"] for row in remote.solutions(SENT, [LEDGER])}
    listed = [part for part in parts if known.get(part.name) == Literal(part.digest)]
    return [part for part in listed if _count(remote, part.name) == len(part.lines)]


def _count(remote: RemoteEngine, name: NamedNode) -> int:
    return next((int(row["count"].value) for row in remote.solutions(COUNT, [name])), 0)


def _begin(
    remote: RemoteEngine, whole: Sequence[NamedGraph], graph_store: str, update: str
) -> Writer:
    """Write the ledger of what is there, by the first protocol that the server speaks."""
    for address in filter(None, (graph_store, update)):
        check_address(address)
    likely_store, likely_update = find_places(remote.url, remote.server)
    store = graph_store or ("" if update else likely_store)
    updates = update or ("" if graph_store else likely_update)
    ledger = HEAD + "".join(map(_entry, whole))
    if store:
        writer = Writer(remote.transport, store, updates)
        try:
            list(writer.replace(LEDGER, [ledger]))
            return writer
        except MissingError:
            if not updates:
                raise
    writer = Writer(remote.transport, update=updates)
    list(writer.replace(LEDGER, [ledger]))
    return writer


def _send(writer: Writer, remote: RemoteEngine, part: NamedGraph) -> Iterator[int]:
    """Replace a graph, count it there, and enter it in the ledger; yield how many are sent."""
    done = 0
    for piece in writer.replace(part.name, writer.pieces(part.lines)):
        done += piece.count("\n")
        yield done
    if (held := _count(remote, part.name)) != len(part.lines):
        lost = f"holds {held:,} of the {len(part.lines):,} triples of {_title(part.name)}"
        how = "run it again, or look at the server's log"
        raise EndpointError(f"{lost} that were sent; {how}", remote.url)
    writer.append(LEDGER, _entry(part))


def _title(name: NamedNode) -> str:
    return name.value.removeprefix(GRAPH)


def _entry(part: NamedGraph) -> str:
    return f'{part.name} <{OWL}versionInfo> "{part.digest}" .\n'
