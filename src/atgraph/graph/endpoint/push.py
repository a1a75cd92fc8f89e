"""Sends the published graph: a server has the old one or the new one, and none in between.

Each graph is sent beside the one it replaces, under a name with the digest of its content, read
back and compared; one update then puts all in place. A push that was stopped goes on where it
stopped. A server without updates takes the graphs one by one: the description of the dataset, by
which readers list them, is removed first and sent last, so that what is half there is not whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import check_address
from atgraph.graph.endpoint.lease import Lease
from atgraph.graph.endpoint.remote import DATASET, LEDGER, RemoteEngine
from atgraph.graph.endpoint.writer import MissingError, Writer, find_places
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import GRAPH

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
        lines = _lines(kg.quads(name))
        return cls(name, lines, _digest(lines))

    @property
    def beside(self) -> NamedNode:
        """The name under which it waits until it is put in place."""
        return NamedNode(f"{self.name.value}#incoming-{self.digest[:32]}")


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
    EndpointError if the server cannot be reached, refuses, holds something else than was sent, or
    takes another push at the same time. It can be run again.
    """
    parts = [part for name in kg.graphs if (part := NamedGraph.read(kg, name)).lines]
    marker = next((part for part in parts if part.name == DATASET), None)
    if marker is None:
        why = "the graph has no description of the dataset, which marks it as whole"
        raise EndpointError(f"{why}; build it with `atgraph build`")
    others = [part for part in parts if part is not marker]
    names = {LEDGER, *(part.name for part in parts)}
    triples = sum(len(part.lines) for part in parts)
    # The description is looked at last: another push would have removed it, or put it in last.
    if _held(remote) == names and all(_holds(remote, p.name, p) for p in [*others, marker]):
        return Pushed(0, len(parts), 0, triples)
    lease = _claim(remote, graph_store, update)
    with lease.held():
        held = _held(remote)
        missing = [p for p in others if not (p.name in held and _holds(remote, p.name, p))]
        new = [*missing, marker]
        stale = sorted(held - names - lease.claims().keys() - {p.beside for p in new}, key=str)
        unsent = [p for p in new if not (p.beside in held and _holds(remote, p.beside, p))]
        if not lease.writer.update:
            for name in [DATASET, *stale]:
                lease.writer.drop(name)
        for number, part in enumerate(unsent, 1):
            for done in _send(lease, part):
                place = f"{number} of {len(unsent)}: {_title(part.name)}"
                tell(f"{place}, {done:,} of {len(part.lines):,} triples")
        _publish(lease, new, stale)
    for name in stale:
        tell(f"removed {_title(name)}, which is not part of the graph")
    return Pushed(len(unsent), len(parts) - len(unsent), len(stale), triples)


def _held(remote: RemoteEngine) -> set[NamedNode]:
    """Return the graphs of ours that the server has, those on their way among them."""
    found = (row["graph"] for row in remote.solutions(NAMES, []))
    return {name for name in found if isinstance(name, NamedNode)}


def _holds(remote: RemoteEngine, name: NamedNode, part: NamedGraph) -> bool:
    """Whether the server's graph of a name has just the triples of a part."""
    return _count(remote, name) == len(part.lines) and (
        _digest(_lines(remote.quads(name))) == part.digest
    )


def _count(remote: RemoteEngine, name: NamedNode) -> int:
    found = (getattr(row["count"], "value", "") for row in remote.solutions(COUNT, [name]))
    said = next(found, "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _claim(remote: RemoteEngine, graph_store: str, update: str) -> Lease:
    """Claim the right to write, by the first protocol that the server speaks."""
    for address in filter(None, (graph_store, update)):
        check_address(address)
    likely_store, likely_update = find_places(remote.url, remote.server)
    store = graph_store or ("" if update else likely_store)
    updates = update or ("" if graph_store else likely_update)
    if store:
        try:
            return Lease(remote, Writer(remote.transport, store, updates))
        except MissingError:
            if not updates:
                raise
    return Lease(remote, Writer(remote.transport, update=updates))


def _send(lease: Lease, part: NamedGraph) -> Iterator[int]:
    """Send a graph and compare what the server then has; yield how many triples are sent."""
    lease.check()
    writer, remote, done = lease.writer, lease.remote, 0
    target = part.beside if writer.update else part.name
    for piece in writer.replace(target, writer.pieces(part.lines)):
        done += piece.count("\n")
        yield done
    if not _holds(remote, target, part):
        there = f"{_count(remote, target):,} of the {len(part.lines):,} triples"
        why = f"holds {there} of {_title(part.name)} that were sent, or others"
        raise EndpointError(f"{why}; run it again, or look at the server's log", remote.url)


def _publish(lease: Lease, parts: Sequence[NamedGraph], stale: Sequence[NamedNode]) -> None:
    """Put what waits in place by one update, which most servers carry out as a whole or not at all.

    Where they do not, the description is out of the way meanwhile. The claim becomes the ledger:
    its move fails for a push that has lost it. Copies do no harm where a server is asked twice.
    """
    lease.check()
    writer = lease.writer
    if not writer.update:
        writer.append(LEDGER, lease.content(), "PUT")
        return
    steps = [_drop(name) for name in [DATASET, *stale]]
    steps += [f"COPY SILENT GRAPH {part.beside} TO GRAPH {part.name}" for part in parts]
    try:
        writer.send_update(" ;\n".join([*steps, f"MOVE GRAPH {lease.graph} TO GRAPH {LEDGER}"]))
    except EndpointError:
        if not lease.is_published():
            lease.check()
            raise
    writer.send_update(" ;\n".join(_drop(part.beside) for part in parts))


def _drop(name: NamedNode) -> str:
    return f"DROP SILENT GRAPH {name}"


def _title(name: NamedNode) -> str:
    return name.value.removeprefix(GRAPH)


def _lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(f"{quad.triple} .\n" for quad in quads)


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("".join(lines).encode()).hexdigest()
