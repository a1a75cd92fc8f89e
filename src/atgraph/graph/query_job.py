"""The job of a free query: it is asked of a store, and its whole result is written.

The kind of the result stands on the first line. It runs in a sandbox, and imports only what it
needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from atgraph.sandbox import process

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from atgraph.graph.result import Result

NOT_UNDERSTOOD, NO_STORE = process.OF_JOB, process.OF_JOB + 1
TABLE, BOOLEAN, GRAPH = b"table", b"boolean", b"graph"


def prepare(folder: str, quads: bytes) -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Open a store read-only, or hold its quads in memory; return what asks it."""
    try:
        store = open_store(folder, quads)
    except (OSError, ValueError, RuntimeError) as exc:
        said = str(exc)
        return lambda *_: (NO_STORE, said)
    return lambda task, out: answer(store, task, out)


def open_store(folder: str, quads: bytes) -> Store:
    """Open a store read-only, or hold its quads in memory."""
    if folder:
        return Store.read_only(folder)
    store = Store()
    store.bulk_load(quads, RdfFormat.N_QUADS)
    return store


def answer(store: Store, task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Run the query of a task and write its result; return a code and what is wrong."""
    try:
        write(ask(store, **task), out)
    except (SyntaxError, ValueError) as exc:
        return NOT_UNDERSTOOD, str(exc)
    except (RuntimeError, OSError) as exc:
        return process.STOPPED, str(exc)
    return process.DONE, ""


def ask(
    store: Store, query: str, prefixes: dict[str, str], graphs: list[str], union: bool
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Run a query over graphs."""
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in graphs]
    dataset: dict[str, Any] = (
        {"use_default_graph_as_union": True}
        if union
        else {"default_graph": [*named], "named_graphs": named}
    )
    return store.query(query, prefixes=prefixes, **dataset)


def write(result: Result, out: IO[bytes]) -> None:
    """Write a result whole, its kind on the first line."""
    if isinstance(result, QuerySolutions | QueryBoolean):
        out.write((TABLE if isinstance(result, QuerySolutions) else BOOLEAN) + b"\n")
        result.serialize(out, format=QueryResultsFormat.JSON)
    else:
        out.write(GRAPH + b"\n")
        serialize(result, out, format=RdfFormat.N_TRIPLES)
