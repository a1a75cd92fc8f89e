"""A process that does a job, one task after the other, and is stopped when it takes too much."""

from __future__ import annotations

import marshal
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from atgraph.files import PACKAGE
from atgraph.sandbox import process
from atgraph.sandbox.spool import Spool, Stopped, stopped

GRACE = 1.0  # seconds until a process ends itself, should its caller not be there to do it
TAIL = 1 << 16  # bytes of what a process that ended has said
WHY = {  # what a signal mostly means that says nothing of itself
    "SIGABRT": "as a library does that is given no more memory",
    "SIGKILL": "as a machine does that has no more memory",
}
# Otherwise each of an engine's threads reserves 64 MiB of address space, as many as 8 for a core.
ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}


class Deadline:
    """When a time is up that began when this was made; ``seconds`` is how long it was."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """How many seconds are left; 0 when it is up."""
        return max(0.0, self.end - time.monotonic())


@dataclass(frozen=True)
class Job:
    """What is done in a sandbox, and the bytes of memory and of output that one task may take.

    ``module`` has a function ``prepare``, which takes what is ``given`` and returns the function
    that does a task: it takes the task and a file to write to, and returns `process.DONE`,
    `process.STOPPED` or a number from `process.OF_JOB` on, and what is wrong. Only plain values
    get there.
    """

    module: str
    memory: int
    size: int
    given: Mapping[str, Any] = field(default_factory=dict)
    offline: bool = True


class Sandbox:
    """A process that does one job, for task after task while it is healthy, and else a new one."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._process: Process | None = None
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.wait()
            with suppress(OSError):  # what was not yet sent to it
                self._process.__exit__(None, None, None)
        if self._said:
            self._said.close()
        self._process = self._said = None

    def run(self, task: Mapping[str, Any], deadline: Deadline) -> IO[bytes]:
        """Do a task and return its output, which is whole; or raise Stopped, which says why not."""
        late, spent = list[bool](), True
        try:
            if not deadline.left:
                raise Stopped(process.TOO_LONG)
            worker = self._process or self._start(deadline)
            try:
                with self._ending(deadline, late):
                    output, spent = self._ask(worker, {**task, "seconds": deadline.left + GRACE})
            except EOFError as exc:
                raise Stopped(process.TOO_LONG) if late else self._ended(worker) from exc
            return output
        except OSError as exc:
            raise Stopped(process.NOT_STARTED, exc.strerror or str(exc)) from exc
        finally:
            if spent or late:
                self.close()

    def launch(self, deadline: Deadline) -> None:
        """Start the process without waiting until it is ready, unless there is one."""
        if self._process is None:
            self._start(deadline)

    @contextmanager
    def _ending(self, deadline: Deadline, late: list[bool]) -> Iterator[None]:
        """End the process when a time is up meanwhile, which ``late`` then says."""

        def stop() -> None:
            late.append(True)
            self.kill()

        timer = threading.Timer(deadline.left, stop)
        timer.daemon = True  # else a Ctrl-C while it starts is waited for as long
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    @property
    def ends(self) -> tuple[int, int, int]:
        """The numbers of the process, of the file that takes tasks and of the one that answers.

        Raises:
            EOFError: there is no process.
        """
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.pid, self._process.stdin.fileno(), self._process.stdout.fileno()

    def kill(self) -> None:
        """End the process at once; `close` lets go of what it held."""
        if self._process:
            self._process.kill()

    def why_ended(self) -> Stopped:
        """Say why the process ended, which has; to be called once."""
        if self._process is None:
            return Stopped(process.ENDED, "it had no process")
        return self._ended(self._process)

    def start(self, deadline: Deadline) -> None:
        """Start a copy of this process where that can be, else leave it to the first task.

        It is ready at once where a new one must load the module of the job. It is called before
        there is a thread that could hold a lock in it for ever.
        """
        if sys.platform != "linux":
            return
        try:
            self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process runs
            self._process = _Copy(self._setup(deadline), self._said)
        except OSError:
            self.close()

    def _setup(self, deadline: Deadline) -> dict[str, Any]:
        here = Path.cwd()
        path = [str(PACKAGE.parent), *(p for p in sys.path if p and Path(p) != here)]
        more = {"path": path, "parent": os.getpid(), "seconds": deadline.left + GRACE}
        return {**vars(self.job), "job": self.job.module, "given": dict(self.job.given), **more}

    def _start(self, deadline: Deadline) -> Process:
        setup = self._setup(deadline)  # before there is a process: it needs a working folder
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process runs
        # A bare interpreter starts in half the time, and imports nothing from the working folder.
        bytecode = ("-B",) if sys.dont_write_bytecode else ()
        command = [sys.executable, "-I", "-S", *bytecode, process.__file__]
        env, pipe = {**os.environ, **ONE_ARENA}, subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=self._said, env=env
        )
        # what ended at once, or never reads it until the time is up, is asked next why
        with suppress(BrokenPipeError), self._ending(deadline, []):
            _send(self._process, setup)
        return self._process

    def _ask(self, worker: Process, task: Mapping[str, Any]) -> tuple[IO[bytes], bool]:
        """Return the output of a task, and whether the process is too large for another."""
        with suppress(BrokenPipeError):
            _send(worker, task)
        spool = Spool(self.job.size)
        try:
            while not spool.is_whole:
                code, is_spent, *length = _read(worker, process.HEAD)
                piece = _read(worker, int.from_bytes(length, "big"))
                spool.take(code, bool(is_spent), piece)
        except BaseException:
            spool.close()
            raise
        return spool.output, spool.is_spent

    def _ended(self, worker: Process) -> Stopped:
        """Say why a process ended that should not."""
        code, said = worker.wait(), ""
        if self._said:
            self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - TAIL))
            said = self._said.read().decode(errors="replace")
        try:
            name = signal.Signals(-code).name
        except ValueError:
            last = said.strip().splitlines()[-1:]  # of a traceback: the error
            name = last[0] if code == 1 and last else f"exit code {code}"
        if name == "SIGALRM":
            return Stopped(process.TOO_LONG)
        why = f", {WHY[name]}" if name in WHY else ""
        return stopped(process.ENDED, said, f"{name}{why}")


class _Copy:
    """A copy of this process that does a job, with as much of Popen as is used here."""

    def __init__(self, job: dict[str, Any], said: IO[bytes]) -> None:
        tasks, self._to = os.pipe()
        self._from, replies = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            try:
                for number, end in enumerate((tasks, replies, said.fileno())):
                    os.dup2(end, number)
                _let_go_of_files()
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
                process.serve(job, os.fdopen(0, "rb", closefd=False))
            except BaseException as exc:  # nothing of the caller's runs on here
                os.write(2, f"{type(exc).__name__}: {exc}".encode(errors="replace"))
            finally:
                os._exit(1)
        os.close(tasks)
        os.close(replies)
        self.stdin, self.stdout = os.fdopen(self._to, "wb"), os.fdopen(self._from, "rb")
        self._code: int | None = None

    def kill(self) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._code

    def __exit__(self, *_: object) -> None:
        with self.stdout, self.stdin:
            pass


def _let_go_of_files() -> None:
    """Hold nothing open that the caller of a copy does, such as the lock of a store."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 -- numbers alone
        if number > 2:  # no other file gets a number that something still closes
            os.dup2(nothing, number)


Process = subprocess.Popen[bytes] | _Copy


def _send(worker: Process, values: Any) -> None:
    assert worker.stdin
    worker.stdin.write(marshal.dumps(values))
    worker.stdin.flush()


def _read(worker: Process, size: int) -> bytes:
    assert worker.stdout
    data = worker.stdout.read(size)
    if len(data) < size:
        raise EOFError
    return data
