"""process: what the worker does, part by part, in this process; test_worker.py runs the whole."""

from __future__ import annotations

import io
import marshal
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from atgraph.errors import QueryError, RefusedError, StoreError
from atgraph.graph import worker
from atgraph.graph.worker import WorkerTask, process

A, B, P = (NamedNode(f"http://e/{name}") for name in "abp")
QUADS = [Quad(A, P, Literal("one"), A), Quad(B, P, Literal("two"), B)]
VALUES = "SELECT ?o { ?s e:p ?o } ORDER BY ?o"


def store() -> Store:
    made = Store()
    made.extend(QUADS)
    return made


def task(query: str = VALUES, **more: Any) -> dict[str, Any]:
    asked = {"query": query, "prefixes": {"e": "http://e/"}, "graphs": [A.value], "union": True}
    return {**asked, **more}


class Pipe(io.BytesIO):
    """What a process at the other end of a pipe has read."""

    def __init__(self) -> None:
        self.read_there = b""

    def flush(self) -> None:
        self.read_there = self.getvalue()


# The process


def test_codes_are_none_of_those_with_which_an_interpreter_ends() -> None:
    codes = [
        *(process.DONE, process.NOT_UNDERSTOOD, process.STOPPED, process.NO_STORE),
        *(process.TOO_LONG, process.TOO_LARGE, process.TOO_MUCH, process.ORPHANED),
    ]
    assert codes == [0, *range(3, 10)]


def values(query: str, **more: Any) -> list[str]:
    return [row[0].value for row in process.ask(store(), task(query, **more))]  # type: ignore[union-attr, index]


def test_a_query_is_asked_of_all_graphs_or_of_the_listed_ones_only() -> None:
    in_graph = "SELECT ?o { GRAPH ?g { ?s e:p ?o } } ORDER BY ?o"

    assert values(VALUES) == values(in_graph) == ["one", "two"]
    assert values(VALUES, union=False) == values(in_graph, union=False) == ["one"]
    assert values(VALUES, union=False, graphs=[]) == []


def test_a_store_is_held_in_memory_or_opened_from_its_folder(tmp_path: Path) -> None:
    quads = store().dump(format=RdfFormat.N_QUADS)
    assert set(process.open_store({"store": "", "quads": quads})) == set(QUADS)

    Store(str(tmp_path)).extend(QUADS[:1])
    opened = process.open_store({"store": str(tmp_path), "quads": b""})
    assert list(opened) == QUADS[:1]
    with pytest.raises(RuntimeError, match="read-write"):
        opened.add(QUADS[1])


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ASK {}", b'boolean\n{"head":{},"boolean":true}'),
        ("SELECT ?o { <http://e/a> ?p ?o }", b'table\n{"head":{"vars":["o"]},"results":{"bindin'),
        (
            "CONSTRUCT { ?s ?p ?o } { BIND(<http://e/a> AS ?s) ?s ?p ?o }",
            b'graph\n<http://e/a> <http://e/p> "one" .\n',
        ),
    ],
)
def test_a_result_is_written_whole_after_its_kind(query: str, written: bytes) -> None:
    out = Pipe()

    assert process.answer(store(), task(query), out) == (process.DONE, "")
    assert out.read_there == out.getvalue()
    assert out.read_there.startswith(written)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SyntaxError("no"), process.NOT_UNDERSTOOD, "no"),
        (ValueError("no"), process.NOT_UNDERSTOOD, "no"),
        (MemoryError("no"), process.TOO_MUCH, ""),
        (RuntimeError("no"), process.STOPPED, "no"),
        (OSError(5, "no"), process.STOPPED, "[Errno 5] no"),
        (OSError(27, "no"), process.TOO_LARGE, "[Errno 27] no"),
    ],
)
def test_what_an_engine_raises_is_told_by_a_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    def ask(*_: object) -> None:
        raise error

    monkeypatch.setattr(process, "ask", ask)
    assert process.answer(store(), task(), Pipe()) == (code, said)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the process did that changes the process, instead of doing it."""
    did: list[object] = []

    def note(name: str) -> Any:
        return lambda *given: did.append((name, *given))

    def end(code: int) -> None:
        raise SystemExit(code)

    for name in ("end_in_time", "leave_network", "limit"):
        monkeypatch.setattr(process, name, note(name))
    monkeypatch.setattr(process, "os", SimpleNamespace(_exit=end))
    return did


def run_main(monkeypatch: pytest.MonkeyPatch, **more: Any) -> tuple[int, bytes, str, list[str]]:
    """Return the exit code, what was read of both outputs, and what is imported from."""
    limits = {"engine": "/engine", "parent": 7, "seconds": 3.0, "memory": 10, "size": 20}
    quads = store().dump(format=RdfFormat.N_QUADS)
    given = {**task(), **limits, "store": "", "quads": quads, "offline": True, **more}
    out, err = Pipe(), Pipe()
    pipes = {
        "stdin": SimpleNamespace(buffer=io.BytesIO(marshal.dumps(given))),
        "stdout": SimpleNamespace(buffer=out),
        "stderr": SimpleNamespace(buffer=err),
    }
    path = ["/here"]
    monkeypatch.setattr(process, "sys", SimpleNamespace(path=path, **pipes))
    with pytest.raises(SystemExit) as ended:
        process.main()
    return int(str(ended.value.code)), out.read_there, err.read_there.decode(), path


def test_a_task_is_done_within_its_limits(
    monkeypatch: pytest.MonkeyPatch, done: list[object]
) -> None:
    code, out, err, path = run_main(monkeypatch)

    assert (code, out[:6], err) == (process.DONE, b"table\n", "")
    assert path == ["/here", "/engine"]
    assert done == [("end_in_time", 7, 3.0), ("leave_network",), ("limit", 10, 20)]


def test_a_task_that_may_reach_out_leaves_no_network(
    monkeypatch: pytest.MonkeyPatch, done: list[object]
) -> None:
    run_main(monkeypatch, offline=False)
    assert done == [("end_in_time", 7, 3.0), ("limit", 10, 20)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"query": "SELECT ?"}, process.NOT_UNDERSTOOD),
        ({"store": "/no/such/folder"}, process.NO_STORE),
    ],
)
def test_what_is_wrong_goes_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, done: list[object], more: dict[str, Any], code: int
) -> None:
    found, out, err, _ = run_main(monkeypatch, **more)

    assert (found, out) == (code, b"")
    assert err
    assert (("limit", 10, 20) in done) == (code != process.NO_STORE)


def test_what_is_told_may_be_any_text(monkeypatch: pytest.MonkeyPatch, done: list[object]) -> None:
    monkeypatch.setattr(process, "answer", lambda *_: (process.STOPPED, "é\ud800"))
    assert run_main(monkeypatch)[:3] == (process.STOPPED, b"", "é?")


@pytest.mark.parametrize(
    ("parents", "code", "slept"),
    [([7, 7, 7, 7, 7], process.TOO_LONG, 3), ([7, 7, 1, 1], process.ORPHANED, 2)],
)
def test_a_process_ends_at_its_deadline_or_with_its_caller(
    monkeypatch: pytest.MonkeyPatch, parents: list[int], code: int, slept: int
) -> None:
    watching: list[Any] = []
    clock, naps, ended = [100.0], list[float](), list[int]()
    left = iter(parents)

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(process, "TICK", 1.0)
    monkeypatch.setattr(process, "start_new_thread", lambda *given: watching.append(given))
    monkeypatch.setattr(process, "time", SimpleNamespace(monotonic=lambda: clock[0], sleep=sleep))
    fake = SimpleNamespace(getppid=lambda: next(left), _exit=ended.append)
    monkeypatch.setattr(process, "os", fake)

    process.end_in_time(7, 3.0)
    ((watch, given),) = watching
    watch(*given)

    assert (ended, naps) == ([code], [1.0] * slept)


def test_a_system_without_parents_watches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    watching: list[object] = []
    monkeypatch.setattr(process, "os", SimpleNamespace())
    monkeypatch.setattr(process, "start_new_thread", lambda *given: watching.append(given))
    process.end_in_time(7, 3.0)

    assert watching == []


@pytest.mark.parametrize(
    ("hard", "limits"),
    [
        (-1, [("AS", (1005, -1)), ("FSIZE", (20, -1)), ("CORE", (0, -1))]),
        (500, [("AS", (500, 500)), ("FSIZE", (20, 500)), ("CORE", (0, 500))]),
        (10, [("AS", (10, 10)), ("FSIZE", (10, 10)), ("CORE", (0, 10))]),
    ],
)
@pytest.mark.parametrize("error", [None, ValueError, OSError])
def test_memory_file_and_core_are_limited_as_far_as_the_system_lets_it(
    monkeypatch: pytest.MonkeyPatch, hard: int, limits: list[object], error: type[Exception] | None
) -> None:
    asked: list[object] = []

    def setrlimit(kind: str, both: tuple[int, int]) -> None:
        asked.append((kind, both))
        if error:
            raise error

    fake = SimpleNamespace(
        **{f"RLIMIT_{kind}": kind for kind in ("AS", "FSIZE", "CORE")},
        RLIM_INFINITY=-1,
        getpagesize=lambda: 5,
        getrlimit=lambda _: (3, hard),
        setrlimit=setrlimit,
    )
    monkeypatch.setitem(sys.modules, "resource", fake)
    monkeypatch.setattr(process, "_reserved", lambda page: page)
    process.limit(1000, 20)

    assert asked == limits


def test_a_system_without_limits_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    kinds = resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE
    before = [resource.getrlimit(kind) for kind in kinds]
    monkeypatch.setitem(sys.modules, "resource", None)
    process.limit(1, 1)

    assert [resource.getrlimit(kind) for kind in kinds] == before


def test_reserved_are_the_pages_that_the_system_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {("/proc/self/statm", "rb"): b"70 30 1 0\n"}
    monkeypatch.setattr(process, "open", lambda *file: io.BytesIO(files[file]), raising=False)
    assert process._reserved(4096) == 70 * 4096

    def missing(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(process, "open", missing)
    assert process._reserved(4096) == 0


@pytest.mark.parametrize(
    ("platform", "refused", "flags"),
    [
        ("linux", 0, [0x40000000]),  # CLONE_NEWNET
        ("linux", -1, [0x40000000, 0x50000000]),  # and CLONE_NEWUSER
        ("darwin", 0, []),
    ],
)
def test_networks_are_left_where_the_system_lets_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, refused: int, flags: list[int]
) -> None:
    asked: list[int] = []

    def unshare(given: int) -> int:
        asked.append(given)
        return refused

    fake = SimpleNamespace(CDLL=lambda _: SimpleNamespace(unshare=unshare))
    monkeypatch.setitem(sys.modules, "ctypes", fake)
    monkeypatch.setattr(process, "sys", SimpleNamespace(platform=platform))
    process.leave_network()

    assert asked == flags


# Its caller


def test_a_task_is_written_with_its_limits_and_its_store() -> None:
    made = WorkerTask("ASK {}", store(), {"e": "http://e/"}, ["http://e/a"])
    read = marshal.loads(worker._written(made, 5))
    quads = read.pop("quads")

    assert set(process.open_store({"store": "", "quads": quads})) == set(QUADS)
    assert (Path(read.pop("engine")) / "pyoxigraph").is_dir()
    assert read == {
        **{"query": "ASK {}", "prefixes": {"e": "http://e/"}, "graphs": ["http://e/a"]},
        **{"union": True, "offline": True, "store": "", "parent": os.getpid()},
        **{"seconds": 5 + worker.GRACE, "memory": 2 * 2**30, "size": 2**29},
    }


def test_a_store_on_disk_is_written_as_its_folder() -> None:
    made = WorkerTask("ASK {}", Path("/store"), {}, [], union=False, offline=False)
    read = marshal.loads(worker._written(made, 5))

    assert (read["store"], read["quads"]) == ("/store", b"")
    assert (read["union"], read["offline"]) == (False, False)


@pytest.mark.parametrize(
    ("code", "said", "error", "why"),
    [
        (
            process.NO_STORE,
            "\n broken\nmore",
            StoreError,
            "the store cannot be read: broken; build",
        ),
        (process.NOT_UNDERSTOOD, "odd\nmore", QueryError, "the query is not understood: odd"),
        (process.STOPPED, "full", QueryError, "the query stopped: full"),
        (process.STOPPED, "std::bad_alloc", QueryError, "needs more than 2 GiB of memory; narrow"),
        (process.TOO_LONG, "", QueryError, "was stopped after 2.5 seconds; narrow it"),
        (process.TOO_LARGE, "", QueryError, "was stopped: its result is larger than 0.5 GiB"),
        (process.TOO_MUCH, "", QueryError, "was stopped: it needs more than 2 GiB"),
        (-6, "", QueryError, "ended the engine that ran it (SIGABRT); write"),
        (-9, "", QueryError, "(SIGKILL, as a machine does that has no more memory); write"),
        (-6, "Cannot allocate memory", QueryError, "needs more than 2 GiB"),
        (1, "", QueryError, "ended the engine that ran it (exit code 1); write"),
        (process.ORPHANED, "", QueryError, "(exit code 9); write"),
    ],
)
def test_each_end_of_a_worker_is_told(
    code: int, said: str, error: type[RefusedError], why: str
) -> None:
    told = worker._error(code, said, 2.5, "ASK {}")

    assert type(told) is error
    assert why in told.problems[0].message


class Stuck:
    """A worker that is stopped while it is waited for."""

    did: list[str]
    returncode = 0

    def __init__(self, command: list[str], **_: object) -> None:
        Stuck.did = []
        assert command[1:] == ["-I", "-S", process.__file__]

    def __enter__(self) -> Stuck:
        return self

    def __exit__(self, *_: object) -> None:
        self.did.append("left")

    def communicate(self, given: bytes, seconds: float) -> tuple[None, bytes]:
        assert marshal.loads(given)["query"] == "ASK {}"
        if seconds == 1:
            raise worker.subprocess.TimeoutExpired("worker", seconds)
        if seconds == 2:
            raise KeyboardInterrupt
        return None, b"said \xff"

    def kill(self) -> None:
        self.did.append("killed")

    def wait(self) -> None:
        self.did.append("waited")


def test_a_worker_is_gone_however_its_caller_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    made = WorkerTask("ASK {}", Path("/store"), {}, [])
    monkeypatch.setattr(worker.subprocess, "Popen", Stuck)
    with worker._Spool(os.devnull, "w") as spool:
        assert worker._work(made, 1, spool) == (process.TOO_LONG, "")
        assert Stuck.did == ["killed", "waited", "left"]
        with pytest.raises(KeyboardInterrupt):
            worker._work(made, 2, spool)
        assert Stuck.did == ["killed", "waited", "left"]
        assert worker._work(made, 3, spool) == (0, "said \ufffd")
