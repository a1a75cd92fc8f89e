"""Sends the published graph: a server has the old one or the new one, and none in between.

Of a graph whose version on the server is known and kept here, what changed since is sent; any other
is sent whole. All of it waits beside the graphs that it is for, under a name with the digest of its
content, is read back and compared; one update then puts it in place. A push that was stopped goes
on where it stopped. A server without updates takes whole graphs one by one: the description of the
dataset, by which readers list them, is removed first and sent last, so that what is half there is
not whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import check_address
from atgraph.graph.endpoint.lease import Lease
from atgraph.graph.endpoint.push_plan import (
    Base,
    GraphEdit,
    NamedGraph,
    PushPlan,
    as_lines,
    count,
    digest_of_lines,
    edited,
    make_plan,
)
from atgraph.graph.endpoint.remote import DATASET, LEDGER, RemoteEngine
from atgraph.graph.endpoint.writer import MissingError, Writer, find_places
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import GRAPH

NAMES = f"""SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), "{GRAPH}")) }}"""
OTHER = "the server's graph is not quite what its version says, so each graph is compared"


@dataclass(frozen=True)
class Pushed:
    """How many graphs a push sent, found there and removed, and how many triples there are.

    ``edited`` of those sent were there in another version, of which what changed was sent.
    """

    sent: int
    kept: int
    removed: int
    triples: int
    edited: int = 0


def push(
    kg: Graph,
    remote: RemoteEngine,
    tell: Callable[[str], None] = lambda line: None,
    graph_store: str = "",
    update: str = "",
    base: Base | None = None,
) -> Pushed:
    """Send a graph to a server; what is there already is not sent again.

    ``tell`` is called with a line of progress. ``graph_store`` and ``update`` are where the server
    speaks the Graph Store Protocol and takes SPARQL Update, if not where its kind does. ``base``
    returns the graph of a version, if it is kept here: only what changed since is sent. It is an
    EndpointError if the server cannot be reached, refuses, holds something else than was sent, or
    takes another push at the same time. It can be run again.
    """
    plan = make_plan(kg, remote, base)
    if not plan.fits(remote):
        tell(OTHER)
        plan = make_plan(kg, remote)
    names, marker = plan.names, plan.marker
    # The description is looked at last: another push would have removed it, or put it in last.
    compared = [*plan.wholes, marker]
    if not plan.edits and _held(remote) == names and all(_holds(remote, p) for p in compared):
        return Pushed(0, len(names) - 1, 0, plan.triples)
    lease = _claim(remote, graph_store, update)
    with lease.held():
        is_known = plan.fits(remote)
        if is_known:
            done = _send_plan(kg, plan, lease, tell)
    if not is_known:  # another push has just been there
        return push(kg, remote, tell, graph_store, update)
    return done


def _send_plan(kg: Graph, plan: PushPlan, lease: Lease, tell: Callable[[str], None]) -> Pushed:
    """Send what a plan says and put it in place; the right to write is held."""
    remote = lease.remote
    if not lease.writer.update:  # then a graph can only be replaced
        plan.wholes += [NamedGraph.read(kg, edit.name) for edit in plan.edits]
        plan.edits = []
    edits, held, names, marker = plan.edits, _held(remote), plan.names, plan.marker
    missing = [p for p in plan.wholes if not (p.name in held and _holds(remote, p))]
    new = [*(part for edit in edits for part in edit.parts), *missing, marker]
    waiting = {part.beside for part in new}
    stale = sorted(held - names - lease.claims().keys() - waiting, key=str)
    unsent = [p for p in new if not (p.beside in held and _holds(remote, p, beside=True))]
    if not lease.writer.update:
        for name in [DATASET, *stale]:
            lease.writer.drop(name)
    for number, part in enumerate(unsent, 1):
        for done in _send(lease, part):
            place = f"{number} of {len(unsent)}: {_title(part)}"
            tell(f"{place}, {done:,} of {len(part.lines):,} triples")
    _publish(lease, [*missing, marker], edits, stale)
    for name in stale:
        tell(f"removed {name.value.removeprefix(GRAPH)}, which is not part of the graph")
    sent = len({part.name for part in unsent})
    return Pushed(sent, len(names) - 1 - sent, len(stale), plan.triples, len(edits))


def _held(remote: RemoteEngine) -> set[NamedNode]:
    """Return the graphs of ours that the server has, those on their way among them."""
    found = (row["graph"] for row in remote.solutions(NAMES, []))
    return {name for name in found if isinstance(name, NamedNode)}


def _holds(remote: RemoteEngine, part: NamedGraph, beside: bool = False) -> bool:
    """Whether the server's graph, or what waits beside it, has just the triples of a part."""
    name = part.beside if beside else part.name
    return count(remote, name) == len(part.lines) and (
        digest_of_lines(as_lines(remote.quads(name))) == part.digest
    )


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
    if not _holds(remote, part, beside=bool(writer.update)):
        there = f"{count(remote, target):,} of the {len(part.lines):,} triples"
        why = f"holds {there} of {_title(part)} that were sent, or others"
        raise EndpointError(f"{why}; run it again, or look at the server's log", remote.url)


def _publish(
    lease: Lease,
    wholes: Sequence[NamedGraph],
    edits: Sequence[GraphEdit],
    stale: Sequence[NamedNode],
) -> None:
    """Put what waits in place by one update, which most servers carry out as a whole or not at all.

    Where they do not, the description is out of the way meanwhile. The claim becomes the ledger:
    its move fails for a push that has lost it. Copies do no harm where a server is asked twice, nor
    do edits: what is added is nothing that is removed.
    """
    lease.check()
    writer = lease.writer
    if not writer.update:
        writer.append(LEDGER, lease.content(), "PUT")
        return
    steps = [_drop(name) for name in [DATASET, *stale]]
    steps += edited(edits)
    steps += [f"COPY SILENT GRAPH {part.beside} TO GRAPH {part.name}" for part in wholes]
    try:
        writer.send_update(" ;\n".join([*steps, f"MOVE GRAPH {lease.graph} TO GRAPH {LEDGER}"]))
    except EndpointError:
        if not lease.is_published():
            lease.check()
            raise
    waited = [*wholes, *(part for edit in edits for part in edit.parts)]
    writer.send_update(" ;\n".join(_drop(part.beside) for part in waited))


def _drop(name: NamedNode) -> str:
    return f"DROP SILENT GRAPH {name}"


def _title(part: NamedGraph) -> str:
    """Return what is sent in words: a graph, or what is added to it or removed from it."""
    how = {"added": ", what came", "removed": ", what went"}.get(part.purpose, "")
    return part.name.value.removeprefix(GRAPH) + how
