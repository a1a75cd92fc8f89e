"""Runs a free query in a sandbox, so that it can hurt nobody.

The process opens the published store read-only. Its result is whole before it is read: a query that
is stopped gives no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from atgraph.errors import LateError, QueryError, RefusedError, StoreError
from atgraph.graph import query_job
from atgraph.graph.result import Result
from atgraph.graph.sparql.syntax import explain_syntax
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped
from atgraph.text import first_line

MEMORY = 2 << 30
SIZE = 1 << 29
LONGER = "or give it longer with --timeout"
NARROWER = "narrow it, or add a LIMIT"


@dataclass(frozen=True)
class FreeQuery:
    """A query, and what it is asked of: the folder of a store, or a store in memory, as a copy.

    ``union`` asks all graphs of the store as one; without it the listed ones are all there is.
    """

    query: str
    store: Path | Store
    prefixes: dict[str, str]
    graphs: list[str]
    union: bool = True
    offline: bool = True


def run(asked: FreeQuery, deadline: Deadline) -> Result:
    """Run a query in a sandbox and return its result, which is whole.

    Raises:
        QueryError: the engine does not understand it, or it was stopped: it took too long, too much
            memory, gives too much, or ended its process.
        StoreError: the store cannot be read.
    """
    try:
        with Sandbox(_job(asked)) as sandbox:
            output = sandbox.run(task_of(asked), deadline)
    except Stopped as exc:
        raise error_of(exc, deadline, asked.query) from exc
    return read_output(output)


def task_of(asked: FreeQuery) -> dict[str, Any]:
    """Return what a process that holds the store is told of a query."""
    return {k: v for k, v in vars(asked).items() if k not in ("store", "offline")}


def read_output(output: IO[bytes]) -> Result:
    """Return the result that a job has written after its kind."""
    if output.readline().strip() == query_job.GRAPH:
        return (quad.triple for quad in parse(output, format=RdfFormat.N_TRIPLES))
    return parse_query_results(output, format=QueryResultsFormat.JSON)


def _job(asked: FreeQuery) -> Job:
    """Return the job of asking a store."""
    return Job(query_job.__name__, MEMORY, SIZE, given_of(asked.store), asked.offline)


def given_of(store: Path | Store) -> dict[str, Any]:
    """Return what a process is given of a store: its folder, or a copy of what it holds."""
    if isinstance(store, Store):
        return {"folder": "", "quads": store.dump(format=RdfFormat.N_QUADS) or b""}
    return {"folder": str(store), "quads": b""}


def error_of(stopped: Stopped, deadline: Deadline, query: str) -> RefusedError:
    """Say what ended a query, and what to do."""
    reason = first_line(RuntimeError(stopped.said.strip()))
    larger = f"its result is larger than {SIZE / 2**30:g} GiB, and no part of it is given"
    seconds, memory = f"{deadline.seconds:g} seconds", f"{MEMORY / 2**30:g} GiB of memory"
    match stopped.code:
        case query_job.NO_STORE:
            why = f"the store cannot be read: {reason}"
            return StoreError(f"{why}; build it again with `atgraph build`")
        case query_job.NOT_UNDERSTOOD:
            why = f"is not understood: {explain_syntax(query, stopped.said)}"
        case process.STOPPED:
            why = f"stopped: {reason}"
        case process.NOT_STARTED:
            why = f"cannot be run: {reason}; close files or results that are no longer read"
        case process.TOO_LONG:
            return LateError(f"the query was stopped after {seconds}; {NARROWER}, {LONGER}")
        case process.TOO_MUCH:
            why = f"was stopped: it needs more than {memory}; {NARROWER}"
        case process.TOO_LARGE:
            why = f"was stopped: {larger}; {NARROWER}"
        case _:
            ended = f"ended the engine that ran it ({reason})"
            why = f"{ended}; write it in another way, or {NARROWER}"
    return QueryError(f"the query {why}")
