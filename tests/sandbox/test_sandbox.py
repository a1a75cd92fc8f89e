"""sandbox: a task is done whole within its limits, or it is said why not, and nobody is hurt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from atgraph.sandbox import process, sandbox
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import IN_MEMORY, Stopped

JOB = Job("jobs", 256 << 20, 4 << 20, {"greeting": "Good day"})
LONG = 60.0


@pytest.fixture(params=[False, True], ids=["new", "copy"])
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(JOB) as made:
        if request.param:
            made.start(Deadline(LONG))
        yield made


def run(box: Sandbox, do: str, seconds: float = LONG, **more: Any) -> bytes:
    with box.run({"do": do, **more}, Deadline(seconds)) as output:
        return output.read()


def stopped(box: Sandbox, do: str, seconds: float = LONG, **more: Any) -> tuple[int, str]:
    with pytest.raises(Stopped) as told:
        run(box, do, seconds, **more)
    return told.value.code, told.value.said


def number(box: Sandbox) -> int:
    return int(run(box, "greet", name="Ana").split()[-1])


def test_a_healthy_process_does_task_after_task(box: Sandbox) -> None:
    first = run(box, "greet", name="Ana")

    assert first.startswith(b"Good day Ana from ")
    assert number(box) == int(first.split()[-1]) != os.getpid()


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY, IN_MEMORY + 1, 4 << 20])
def test_output_comes_back_whole(box: Sandbox, size: int) -> None:
    assert run(box, "write", pieces=1, size=size) == b"x" * size


def test_what_a_library_prints_is_no_output(box: Sandbox) -> None:
    assert run(box, "print") == b""
    assert run(box, "write", pieces=3, size=1) == b"xxx"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("do", "more", "code", "said"),
    [
        ("sleep", {"seconds": 0.3}, process.TOO_LONG, ""),
        ("spin", {"seconds": 0.3}, process.TOO_LONG, ""),
        ("greet", {"seconds": 0, "name": ""}, process.TOO_LONG, ""),
        ("write", {"pieces": 5, "size": 1 << 20}, process.TOO_LARGE, ""),
        ("hold", {"size": 512 << 20}, process.TOO_MUCH, ""),
        ("say", {"code": process.STOPPED, "why": "std::bad_alloc"}, process.TOO_MUCH, None),
        ("say", {"code": process.STOPPED, "why": "\ud800"}, process.STOPPED, "?"),
        ("say", {"code": process.OF_JOB, "why": "bad_alloc"}, process.OF_JOB, "bad_alloc"),
        ("exit", {"code": 3, "why": "no"}, process.ENDED, "exit code 3"),
        ("exit", {"code": 0, "why": "no"}, process.ENDED, "exit code 0"),
        ("exit", {"code": 1, "why": "what(): std::system_error"}, process.TOO_MUCH, None),
        ("raise", {"why": "no"}, process.ENDED, "ValueError: no"),
        ("raise", {"why": "Resource temporarily unavailable"}, process.TOO_MUCH, None),
        ("kill", {"signal": int(signal.SIGSEGV)}, process.ENDED, "SIGSEGV"),
        ("kill", {"signal": int(signal.SIGALRM)}, process.TOO_LONG, ""),
        (
            "kill",
            {"signal": int(signal.SIGABRT)},
            process.ENDED,
            "SIGABRT, as a library does that is given no more memory",
        ),
        (
            "kill",
            {"signal": int(signal.SIGKILL)},
            process.ENDED,
            "SIGKILL, as a machine does that has no more memory",
        ),
    ],
)
def test_what_is_not_done_is_told_and_the_next_is_done(
    box: Sandbox, do: str, more: dict[str, Any], code: int, said: str | None
) -> None:
    told = stopped(box, do, **more)

    assert told[0] == code
    assert said in (None, told[1])
    assert run(box, "greet", name="Ana").startswith(b"Good day Ana")


@pytest.mark.slow
def test_a_process_that_has_grown_large_is_not_used_again(box: Sandbox) -> None:
    begun = number(box)
    run(box, "hold", size=1 << 20)
    assert number(box) == begun
    run(box, "hold", size=200 << 20)
    assert number(box) != begun


def test_a_job_that_cannot_be_prepared_is_told() -> None:
    with Sandbox(Job("no_such_module", 1 << 28, 1 << 20)) as box:
        code, said = stopped(box, "greet")
        assert (code, said) == (
            process.ENDED,
            "ModuleNotFoundError: No module named 'no_such_module'",
        )


@pytest.mark.parametrize("is_started", [False, True])
def test_a_system_that_gives_no_file_or_process_is_told(
    monkeypatch: pytest.MonkeyPatch, is_started: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    starting = (sandbox.subprocess, "Popen"), (sandbox, "_Copy")
    with Sandbox(JOB) as box:
        for names in starting, [(sandbox.tempfile, "TemporaryFile")]:
            with monkeypatch.context() as patched:
                for name in names:
                    patched.setattr(*name, refuse)
                if is_started:
                    box.start(Deadline(LONG))
                told = stopped(box, "greet", name="")
                assert told == (process.NOT_STARTED, "Too many open files")
        assert number(box)


@pytest.mark.slow
def test_tasks_of_many_threads_run_side_by_side() -> None:
    def ask(number: int) -> bytes:
        with Sandbox(JOB) as box:
            return run(box, "write", pieces=number, size=70_000)

    with ThreadPoolExecutor(4) as pool:
        assert [len(found) for found in pool.map(ask, range(8))] == [70_000 * n for n in range(8)]


def test_held_outputs_keep_no_file_each(box: Sandbox) -> None:
    if not (files := Path("/proc/self/fd")).exists():
        pytest.skip("this system does not list open files")
    before = len([*files.iterdir()])
    held = [box.run({"do": "write", "pieces": 1, "size": 99}, Deadline(LONG)) for _ in range(99)]

    assert len(held) == 99
    assert len([*files.iterdir()]) < before + 9


def test_the_threads_of_a_job_share_one_arena_of_memory() -> None:
    with Sandbox(JOB) as box:
        assert run(box, "tell", variable="MALLOC_ARENA_MAX") == b"1"


@pytest.mark.parametrize("copied", [False, True])
def test_a_job_without_memory_traces_nothing_back(
    copied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    with Sandbox(JOB) as box:
        if copied:
            box.start(Deadline(LONG))
        assert run(box, "tell", variable="RUST_BACKTRACE") == b"0"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a new process is started")
def test_a_copy_holds_no_lock_of_its_caller(tmp_path: Path) -> None:
    import fcntl  # not on Windows

    def locked() -> IO[str]:
        file = (tmp_path / "lock").open("w")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file

    with Sandbox(JOB) as box:
        with locked():
            box.start(Deadline(LONG))
            assert run(box, "greet", name="Ana")
        locked().close()


def test_nothing_is_imported_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit(99)")
    (tmp_path / "own_job.py").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), "", *sys.path])
    with Sandbox(Job("own_job", 1 << 28, 1 << 20)) as box:
        assert stopped(box, "")[1] == "ModuleNotFoundError: No module named 'own_job'"


def test_a_process_that_never_reads_what_it_is_to_do_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "process.py").write_text("import time; time.sleep(600)")
    monkeypatch.setattr(process, "__file__", str(tmp_path / "process.py"))
    more = {"much": "x" * (4 << 20)}  # than a pipe holds
    with Sandbox(Job("jobs", 1 << 28, 1 << 20, more)) as box:
        assert stopped(box, "greet", 0.2)[0] == process.TOO_LONG
        box.launch(Deadline(0.2))
        assert stopped(box, "greet", 0.2)[0] in {process.ENDED, process.TOO_LONG}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder where somebody is")
def test_no_process_is_left_that_cannot_be_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with Sandbox(JOB) as box:
        with pytest.raises(FileNotFoundError):
            box.launch(Deadline(LONG))
        with pytest.raises(EOFError):
            _ = box.ends


# A caller that is killed leaves a process behind that ends by itself.
CALLER = """
import sys
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
sys.path.append({folder!r})
box = Sandbox(Job("jobs", 1 << 28, 1 << 20))
box._start(Deadline({seconds}))
print(box._process.pid, flush=True)
box.run({{"do": {do!r}}}, Deadline({seconds}))
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells of a stranger's end")
@pytest.mark.parametrize(
    ("do", "seconds", "end"),
    [("sleep", 99, signal.SIGKILL), ("spin", 0.5, signal.SIGKILL)],
)
def test_a_process_ends_itself_where_its_caller_does_not(
    do: str, seconds: float, end: signal.Signals
) -> None:
    import select

    code = CALLER.format(folder=str(Path(__file__).parent), do=do, seconds=seconds)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as caller:
        assert caller.stdout
        handle = os.pidfd_open(int(caller.stdout.readline()))
        caller.send_signal(end)
        assert select.select([handle], [], [], 60)[0] == [handle]
        os.close(handle)
        caller.kill()
