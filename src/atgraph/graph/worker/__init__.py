"""Runs a query that somebody typed in a process of its own, so that it can hurt nobody.

The process opens the published store read-only, is killed at its deadline, and may take only so
much memory. Its
result is whole before anybody sees it: a query that is stopped gives no row.
"""

from __future__ import annotations

import io
import marshal
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from atgraph.errors import QueryError, RefusedError, StoreError
from atgraph.graph.result import Result, check_timeout
from atgraph.graph.store import first_line
from atgraph.graph.worker import process

MEMORY = 2 << 30
SIZE = 1 << 29
GRACE = 1.0  # seconds until the worker ends itself, should its caller not be there to do it
NARROWER = "narrow it, or add a LIMIT"
# What the engine says that gets no memory, or no room for the stack of a thread.
OUT_OF_MEMORY = (
    "memory allocation",
    "bad_alloc",
    "std::system_error",
    "Resource temporarily unavailable",
    "Cannot allocate memory",
)
# Otherwise each of the engine's threads reserves 64 MiB of address space, as many as 8 for a core.
ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True)
class Task:
    """A query, and what it is asked of: a finished store's folder, or a store in memory, of which a copy is asked.

    ``union`` asks all graphs of the store as one; without it the listed ones are all there is.
    """

    query: str
    store: Path | Store
    prefixes: Mapping[str, str]
    graphs: Sequence[str]
    union: bool = True
    offline: bool = True


def run(task: Task, timeout: float) -> Result:
    """Run a query in a worker and return its result, which is whole.

    Args:
        task: the query and its graph.
        timeout: the seconds it may take.

    Raises:
        QueryError: the engine does not understand it, or it was stopped: it took too long, too much
            memory, gives
            too much, or ended its process.
        StoreError: the store cannot be read.
    """
    check_timeout(timeout, QueryError)
    with (
        tempfile.TemporaryFile() as file
    ):  # without a name, so that nothing of it is left however this ends
        spool = _Spool(os.dup(file.fileno()), "r+")
    code, said = _work(task, timeout, spool)
    if code != process.DONE:
        raise _error(code, said, timeout)
    return _read(spool)


def _work(task: Task, timeout: float, spool: _Spool) -> tuple[int, str]:
    """Start a worker, wait for its end and return its exit code and what it said; when this is left, it is gone."""
    command = [
        sys.executable,
        "-I",
        "-S",
        process.__file__,
    ]  # a bare interpreter starts in half the time, and imports nothing from the working folder
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=spool,
        stderr=subprocess.PIPE,
        env={**os.environ, **ONE_ARENA},
    ) as worker:
        try:
            _, said = worker.communicate(_written(task, timeout), timeout)
        except subprocess.TimeoutExpired:
            return process.TOO_LONG, ""
        finally:
            worker.kill()
            worker.wait()  # which Popen leaves out on Ctrl-C
    return worker.returncode, said.decode(errors="replace")


def _written(task: Task, timeout: float) -> bytes:
    """Return a task as the worker reads it; both are the same interpreter, so the quickest form will do."""
    in_memory = isinstance(task.store, Store)
    return marshal.dumps(
        {
            "query": task.query,
            "store": "" if in_memory else str(task.store),
            "quads": task.store.dump(format=RdfFormat.N_QUADS)
            if isinstance(task.store, Store)
            else b"",
            "prefixes": dict(task.prefixes),
            "graphs": list(task.graphs),
            "union": task.union,
            "offline": task.offline,
            "engine": str(Path(pyoxigraph.__file__).parent.parent),
            "parent": os.getpid(),
            "seconds": timeout + GRACE,
            "memory": MEMORY,
            "size": SIZE,
        }
    )


def _error(code: int, said: str, timeout: float) -> RefusedError:
    """Say what ended a query, and what to do."""
    told = first_line(RuntimeError(said.strip()))
    if code == process.NO_STORE:
        return StoreError(f"the store cannot be read: {told}; build it again with `atgraph build`")
    if code != process.NOT_UNDERSTOOD and any(words in said for words in OUT_OF_MEMORY):
        code = process.TOO_MUCH
    known = {
        process.NOT_UNDERSTOOD: f"the query is not understood: {told}",
        process.STOPPED: f"the query stopped: {told}",
        process.TOO_LONG: f"the query was stopped after {timeout:g} seconds; {NARROWER}, or give it longer with --timeout",
        process.TOO_MUCH: f"the query was stopped: it needs more than {_gib(MEMORY)} GiB of memory; {NARROWER}",
        process.TOO_LARGE: f"the query was stopped: its result is larger than {_gib(SIZE)} GiB, and no part of it is given; {NARROWER}",
    }
    why = ", as a machine does that has no more memory" if _name(code) == "SIGKILL" else ""
    return QueryError(
        known.get(
            code,
            f"the query ended the engine that ran it ({_name(code)}{why}); write it in another way, or {NARROWER}",
        )
    )


def _gib(size: int) -> str:
    return f"{size / 2**30:g}"


def _name(code: int) -> str:
    import signal

    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


def _read(spool: _Spool) -> Result:
    """Return the result that a worker wrote."""
    spool.seek(0)
    if spool.readline().strip() == process.GRAPH:
        return (quad.triple for quad in parse(spool, format=RdfFormat.N_TRIPLES))
    return parse_query_results(spool, format=QueryResultsFormat.JSON)


class _Spool(io.FileIO):
    """A file that is closed when nobody reads it any more, which Python takes for an oversight otherwise."""

    def __del__(self) -> None:
        self.close()
