"""Runs a free query in a process of its own, so that it can hurt nobody.

The process opens the published store read-only, is killed at its deadline, and may take only so
much memory. Its result is whole before it is read: a query that is stopped gives no row.
"""

from __future__ import annotations

import io
import marshal
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from atgraph.errors import QueryError, RefusedError, StoreError
from atgraph.graph.result import Result, check_timeout
from atgraph.graph.sparql.syntax import explain_syntax
from atgraph.graph.worker import process
from atgraph.text import first_line

MEMORY = 2 << 30
SIZE = 1 << 29
GRACE = 1.0  # seconds until the worker ends itself, should its caller not be there to do it
LONGER = "or give it longer with --timeout"
NARROWER = "narrow it, or add a LIMIT"
# What the engine says that gets no memory, or no room for the stack of a thread.
OUT_OF_MEMORY = (
    *("memory allocation", "bad_alloc", "std::system_error"),
    *("Resource temporarily unavailable", "Cannot allocate memory"),
)
# Otherwise each of the engine's threads reserves 64 MiB of address space, as many as 8 for a core.
ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True)
class WorkerTask:
    """A query, and what it is asked of: the folder of a store, or a store in memory, as a copy.

    ``union`` asks all graphs of the store as one; without it the listed ones are all there is.
    """

    query: str
    store: Path | Store
    prefixes: dict[str, str]
    graphs: list[str]
    union: bool = True
    offline: bool = True


def run(task: WorkerTask, timeout: float) -> Result:
    """Run a query in a worker, for so many seconds, and return its result, which is whole.

    Raises:
        QueryError: the engine does not understand it, or it was stopped: it took too long, too much
            memory, gives too much, or ended its process.
        StoreError: the store cannot be read.
    """
    check_timeout(timeout, QueryError)
    with tempfile.TemporaryFile() as file:  # without a name: nothing of it stays, however this ends
        spool = _Spool(os.dup(file.fileno()))
    code, said = _work(task, timeout, spool)
    if code != process.DONE:
        raise _error(code, said, timeout, task.query)
    spool.seek(0)
    if spool.readline().strip() == process.GRAPH:
        return (quad.triple for quad in parse(spool, format=RdfFormat.N_TRIPLES))
    return parse_query_results(spool, format=QueryResultsFormat.JSON)


def _work(task: WorkerTask, timeout: float, spool: _Spool) -> tuple[int, str]:
    """Run a worker to its end, and return its exit code and what it said."""
    # A bare interpreter starts in half the time, and imports nothing from the working folder.
    command = [sys.executable, "-I", "-S", process.__file__]
    env, pipe = {**os.environ, **ONE_ARENA}, subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=spool, stderr=pipe, env=env) as worker:
        try:
            _, said = worker.communicate(_written(task, timeout), timeout)
        except subprocess.TimeoutExpired:
            return process.TOO_LONG, ""
        finally:
            worker.kill()
            worker.wait()  # which Popen leaves out on Ctrl-C
    return worker.returncode, said.decode(errors="replace")


def _written(task: WorkerTask, timeout: float) -> bytes:
    """Return a task as the worker reads it: the same interpreter, so the quickest form will do."""
    folder, quads = str(task.store), b""
    if isinstance(task.store, Store):
        folder, quads = "", task.store.dump(format=RdfFormat.N_QUADS) or b""
    limits = {"seconds": timeout + GRACE, "memory": MEMORY, "size": SIZE}
    engine = str(Path(pyoxigraph.__file__).parent.parent)
    around = {"store": folder, "quads": quads, "engine": engine, "parent": os.getpid()}
    return marshal.dumps({**vars(task), **around, **limits})


def _error(code: int, said: str, timeout: float, query: str) -> RefusedError:
    """Say what ended a query, and what to do."""
    reason = first_line(RuntimeError(said.strip()))
    if code == process.NO_STORE:
        why = f"the store cannot be read: {reason}"
        return StoreError(f"{why}; build it again with `atgraph build`")
    if code == process.NOT_UNDERSTOOD:
        return QueryError(f"the query is not understood: {explain_syntax(query, said)}")
    if any(words in said for words in OUT_OF_MEMORY):
        code = process.TOO_MUCH
    if code == process.STOPPED:
        return QueryError(f"the query stopped: {reason}")
    larger = f"its result is larger than {SIZE / 2**30:g} GiB, and no part of it is given"
    stopped = {
        process.TOO_LONG: f" after {timeout:g} seconds; {NARROWER}, {LONGER}",
        process.TOO_MUCH: f": it needs more than {MEMORY / 2**30:g} GiB of memory; {NARROWER}",
        process.TOO_LARGE: f": {larger}; {NARROWER}",
    }
    if code in stopped:
        return QueryError(f"the query was stopped{stopped[code]}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"exit code {code}"
    why = ", as a machine does that has no more memory" if name == "SIGKILL" else ""
    ended = f"the query ended the engine that ran it ({name}{why})"
    return QueryError(f"{ended}; write it in another way, or {NARROWER}")


class _Spool(io.FileIO):
    """A file that is closed when it is read no more, which Python takes for an oversight."""

    def __del__(self) -> None:
        self.close()
