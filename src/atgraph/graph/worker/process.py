"""The worker: one query, in a process of its own that ends with it; imports only what it needs.

It reads the task on standard input and writes the whole result to standard output, the kind of
result on the first line. What is wrong goes to standard error, and the exit code says what kind of
wrong it is.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from _thread import start_new_thread  # the module threading takes longer to import than the engine
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from typing import IO

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

DONE, NOT_UNDERSTOOD, STOPPED, NO_STORE = 0, 3, 4, 5
TOO_LONG, TOO_LARGE, TOO_MUCH, ORPHANED = 6, 7, 8, 9
TABLE, BOOLEAN, GRAPH = b"table", b"boolean", b"graph"
TICK = 0.1
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)


def main() -> NoReturn:
    """Do the task and end the process, without waiting for the engine to tidy up."""
    task: dict[str, Any] = marshal.loads(sys.stdin.buffer.read())
    sys.path.append(task["engine"])
    end_in_time(task["parent"], task["seconds"])
    if task["offline"]:
        leave_network()
    try:
        store = open_store(task)
    except (OSError, ValueError, RuntimeError) as exc:
        code, message = NO_STORE, str(exc)
    else:
        limit(task["memory"], task["size"])
        code, message = answer(store, task, sys.stdout.buffer)
    sys.stderr.buffer.write(message.encode(errors="replace"))
    sys.stderr.buffer.flush()
    os._exit(code)


def answer(store: Store, task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Run the query of a task and write its result; return the exit code and what is wrong."""
    try:
        write(ask(store, task), out)
    except (SyntaxError, ValueError) as exc:
        return NOT_UNDERSTOOD, str(exc)
    except MemoryError:
        return TOO_MUCH, ""
    except (RuntimeError, OSError) as exc:
        too_large = getattr(exc, "errno", None) == 27  # EFBIG, without importing errno
        return TOO_LARGE if too_large else STOPPED, str(exc)
    return DONE, ""


def open_store(task: dict[str, Any]) -> Store:
    """Open the store of a task read-only, or hold its quads in memory."""
    from pyoxigraph import RdfFormat, Store

    if task["store"]:
        return Store.read_only(task["store"])
    store = Store()
    store.bulk_load(task["quads"], RdfFormat.N_QUADS)
    return store


def ask(store: Store, task: dict[str, Any]) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Run the query over the graphs of a task."""
    from pyoxigraph import BlankNode, NamedNode

    graphs: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in task["graphs"]]
    dataset: dict[str, Any] = (
        {"use_default_graph_as_union": True}
        if task["union"]
        else {"default_graph": [*graphs], "named_graphs": graphs}
    )
    return store.query(task["query"], prefixes=task["prefixes"], **dataset)


def write(result: QuerySolutions | QueryBoolean | QueryTriples, out: IO[bytes]) -> None:
    """Write a result whole, its kind on the first line."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

    if isinstance(result, QuerySolutions | QueryBoolean):
        out.write((TABLE if isinstance(result, QuerySolutions) else BOOLEAN) + b"\n")
        result.serialize(out, format=QueryResultsFormat.JSON)
    else:
        out.write(GRAPH + b"\n")
        serialize(result, out, format=RdfFormat.N_TRIPLES)
    out.flush()


def end_in_time(parent: int, seconds: float) -> None:
    """End the process at its deadline, or when its caller is gone, whatever the engine does."""
    deadline = time.monotonic() + seconds

    def watch() -> None:
        while os.getppid() == parent and time.monotonic() < deadline:
            time.sleep(TICK)
        os._exit(TOO_LONG if os.getppid() == parent else ORPHANED)

    if hasattr(os, "getppid"):
        start_new_thread(watch, ())


def limit(memory: int, size: int) -> None:
    """Limit the bytes of memory that the process may take from now on, and of the file it writes.

    What the open store has reserved does not count: RocksDB starts threads for each core, and each
    reserves a stack of 8 MiB, which is 1.3 GiB on 128 cores.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for kind, most in (
        (resource.RLIMIT_AS, _reserved(resource.getpagesize()) + memory),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS knows the limit of memory, but does not keep it
            continue


def _reserved(page: int) -> int:
    """Return the bytes of address space that the process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 -- without importing pathlib
            return int(file.read().split()[0]) * page
    except OSError:
        return 0


def leave_network() -> None:
    """Leave every network where Linux lets it: a query that fooled the guard reaches nothing."""
    if sys.platform != "linux":
        return
    import ctypes

    unshare = ctypes.CDLL(None).unshare
    if unshare(NEW_NETWORK):  # needs rights that most people have only over users of their own
        unshare(NEW_USER | NEW_NETWORK)


if __name__ == "__main__":
    main()
