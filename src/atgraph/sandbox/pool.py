"""Sandboxes kept ready for a server: a few tasks at once, others in a queue, long ones aside.

A task that runs for long leaves its place to the next: its process goes on with little of the
processor's time, and another is started in its place. So a few long ones keep nobody waiting. It is
for any thread and any event loop.
"""

from __future__ import annotations

import asyncio
import marshal
import os
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from atgraph.sandbox import process
from atgraph.sandbox.sandbox import GRACE, Deadline, Job, Sandbox
from atgraph.sandbox.spool import Spool, Stopped

BUSY, TOO_MANY_LONG = -1, -2  # codes of `Stopped`: the queue is full; others run for long already
LONG = 0.5  # seconds of the processor from which on a task runs for long
WAITED = 10  # times as long by the clock counts as long, too
STARTING = 30.0  # seconds until a process must be ready
NICE = 10  # how much processes that run for long stand back
AT_ONCE = 1 << 15  # bytes that a pipe takes without waiting


@dataclass
class Limits:
    """How many tasks of a pool there may be.

    Attributes:
        ready: that run at once.
        waiting: that wait for one of those to end.
        long: that run for long beside them.
        long_each: that run for long for one of those who ask.
    """

    ready: int = 2
    waiting: int = 256
    long: int = 3
    long_each: int = 2


@dataclass(frozen=True)
class Done:
    """The output of a task, which is whole, and the seconds that a process worked on it."""

    output: IO[bytes]
    seconds: float


class Pool:
    """Processes that do jobs, each of them one task at a time.

    Args:
        limits: how many tasks there may be.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._idle: list[Sandbox] = []
        self._running = 0  # of the places that are ready
        self._long = Counter[str]()
        self._queue: deque[Future[None]] = deque()
        self._busy = list[Sandbox]()
        self._closers = ThreadPoolExecutor(1, "sandboxes")
        self._is_closed = False

    def run(self, job: Job, task: Mapping[str, Any], deadline: Deadline, who: str = "") -> Done:
        """Do a task from any thread; as `ask`."""
        asking = self.ask(job, task, deadline, who)
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(asking)
        with ThreadPoolExecutor(1) as thread:  # whoever calls it from a loop waits, as asked
            return thread.submit(asyncio.run, asking).result()

    async def ask(
        self, job: Job, task: Mapping[str, Any], deadline: Deadline, who: str = ""
    ) -> Done:
        """Do a task.

        Args:
            job: what is done.
            task: with what.
            deadline: when it must have ended, waiting included.
            who: asks; of one only so many tasks run for long. Pages are nobody, and bounded by
                themselves.

        Raises:
            Stopped: it was not done: a code of `process`, of the job, or of this module.
        """
        await self._place(deadline)
        turn = _Turn(self, who)
        try:
            sandbox = await self._sandbox(job)
            self._busy.append(sandbox)
            try:
                return await self._do(sandbox, task, deadline, turn)
            except Stopped as exc:
                self._after(exc, sandbox, turn)
                raise
            except BaseException:
                self._let_go(sandbox)
                raise
            finally:
                self._busy.remove(sandbox)
        finally:
            turn.end()

    async def prepare(self, job: Job) -> None:
        """Start the processes of a job, so that the first tasks need not wait for them."""
        with self._lock:
            missing = self.limits.ready - self._running - len(self._idle)
        loop = asyncio.get_running_loop()
        for _ in range(missing):
            made = await loop.run_in_executor(None, _launched, job)
            self._keep(made)

    def close(self) -> None:
        """End all processes; those that do a task end with it."""
        with self._lock:
            self._is_closed = True
            ended, self._idle = self._idle, []
            ended += self._busy
        for sandbox in ended:
            sandbox.kill()
        for sandbox in ended:
            if sandbox not in self._busy:
                sandbox.close()
        self._closers.shutdown()

    # --- places ---

    async def _place(self, deadline: Deadline) -> None:
        """Wait for a place; who cannot have one in time is told."""
        with self._lock:
            if self._running < self.limits.ready:
                self._running += 1
                return
            if len(self._queue) >= self.limits.waiting:
                raise Stopped(BUSY)
            turn = Future[None]()
            self._queue.append(turn)
        try:
            await asyncio.wait_for(asyncio.wrap_future(turn), deadline.left)
        except TimeoutError:
            self._leave(turn)
            raise Stopped(BUSY) from None
        except BaseException:
            self._leave(turn)
            raise

    def _leave(self, turn: Future[None]) -> None:
        """Leave the queue, also where the turn came just now."""
        with self._lock, suppress(ValueError):
            self._queue.remove(turn)
        if turn.done() and not turn.cancelled():
            self.free_place()

    def free_place(self) -> None:
        """Give a place to who waits the longest, if somebody does."""
        while True:
            with self._lock:
                if not self._queue:
                    self._running -= 1
                    return
                turn = self._queue.popleft()
            if turn.set_running_or_notify_cancel():
                turn.set_result(None)
                return

    def begin_long(self, who: str) -> int:
        """Count one more task that runs for long; a code where none may."""
        with self._lock:
            if self._long[who] >= self.limits.long_each:
                return TOO_MANY_LONG
            if who and self._long.total() >= self.limits.long:  # pages have turns of their own
                return BUSY
            self._long[who] += 1
            return 0

    def end_long(self, who: str) -> None:
        """Count a task no more that ran for long."""
        with self._lock:
            self._long[who] -= 1
            self._long += Counter()  # those who have none are not remembered

    # --- processes ---

    async def _sandbox(self, job: Job) -> Sandbox:
        """Return a process that does a job: one that is ready, or a new one."""
        with self._lock:
            at = next((i for i, one in enumerate(self._idle) if one.job == job), None)
            found = self._idle.pop(at) if at is not None else None
            # the graph was replaced: those of the one before are used no more
            other = [] if found else self._idle
            if other:
                self._idle = []
        for one in other:
            self._let_go(one)
        if found:
            return found
        return await asyncio.get_running_loop().run_in_executor(None, _launched, job)

    def _keep(self, sandbox: Sandbox) -> None:
        with self._lock:
            if not self._is_closed and len(self._idle) < self.limits.ready:
                self._idle.append(sandbox)
                return
        self._let_go(sandbox)

    def _after(self, stopped: Stopped, sandbox: Sandbox, turn: _Turn) -> None:
        """Keep the process of a task that its job refused, and end all others."""
        if stopped.code >= process.OF_JOB and not (stopped.is_spent or turn.is_long):
            self._keep(sandbox)
        else:
            self._let_go(sandbox)

    def _let_go(self, sandbox: Sandbox) -> None:
        """End a process; what it held is freed in a thread, which takes a while."""
        sandbox.kill()
        with suppress(RuntimeError):  # the pool is closed: nothing is left to answer
            self._closers.submit(sandbox.close)
            return
        sandbox.close()

    async def _do(
        self, sandbox: Sandbox, task: Mapping[str, Any], deadline: Deadline, turn: _Turn
    ) -> Done:
        loop = asyncio.get_running_loop()
        if sys.platform == "win32":  # whose loops read no pipes
            begun = time.monotonic()
            output = await loop.run_in_executor(None, sandbox.run, task, deadline)
            self._keep(sandbox)
            return Done(output, time.monotonic() - begun)
        try:
            exchange = _Exchange(sandbox, turn)
        except EOFError:
            raise Stopped(process.NOT_STARTED, "no process could be started") from None
        spool = await exchange.of(task, deadline)
        if spool.is_spent or turn.is_long:
            self._let_go(sandbox)
        else:
            self._keep(sandbox)
        return Done(spool.output, exchange.seconds)


class _Exchange:
    """A task is sent to a process and its answer read, on the loop that runs."""

    def __init__(self, sandbox: Sandbox, turn: _Turn) -> None:
        self.sandbox, self.turn = sandbox, turn
        self.pid, self.tasks, self.answers = sandbox.ends
        self.loop = asyncio.get_running_loop()
        self.spool, self.whole = Spool(sandbox.job.size), self.loop.create_future()
        self.begun, self.worked, self.seconds = self.loop.time(), _worked(self.pid), 0.0

    async def of(self, task: Mapping[str, Any], deadline: Deadline) -> Spool:
        """Return the whole answer to a task; raises as `Pool.ask`."""
        self.loop.add_reader(self.answers, self._read)
        self.timers = [
            self.loop.call_later(deadline.left, self._stop, process.TOO_LONG),
            self.loop.call_later(LONG, self._become_long),
        ]
        try:
            data = marshal.dumps({**task, "seconds": deadline.left + GRACE})
            if len(data) <= AT_ONCE:
                _write(self.tasks, data)
            else:
                await self.loop.run_in_executor(None, _write, self.tasks, data)
            await self.whole
        except Stopped as exc:
            self.spool.close()
            exc.seconds = self._used()
            raise
        except EOFError:
            self.spool.close()
            raise await self.loop.run_in_executor(None, self.sandbox.why_ended) from None
        except BaseException:
            self.spool.close()
            raise
        finally:
            for timer in self.timers:
                timer.cancel()
            self.loop.remove_reader(self.answers)
        self.seconds = self._used()
        return self.spool

    def _used(self) -> float:
        """Return the seconds of the processor that the task had; of the clock, if none are told."""
        if not self.worked:
            return self.loop.time() - self.begun
        return max(0.0, _worked(self.pid) - self.worked)

    def _read(self) -> None:
        try:
            data = os.read(self.answers, process.PIECE_SIZE)
            if not data:
                raise EOFError
            self.spool.feed(data)
        except (EOFError, OSError, Stopped) as exc:
            self.loop.remove_reader(self.answers)
            if not self.whole.done():
                self.whole.set_exception(exc)
        else:
            if self.spool.is_whole and not self.whole.done():
                self.whole.set_result(None)

    def _stop(self, code: int) -> None:
        if not self.whole.done():
            self.whole.set_exception(Stopped(code))

    def _become_long(self) -> None:
        left = LONG - self._used()
        if (
            left > 0.01 and self.loop.time() - self.begun < WAITED * LONG
        ):  # it waits for the processor, as all do where others use it
            self.timers.append(self.loop.call_later(left, self._become_long))
            return
        if code := self.turn.become_long():
            self._stop(code)
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, NICE)


class _Turn:
    """A place of a pool while a task is done, or one beside it when that runs for long."""

    def __init__(self, pool: Pool, who: str) -> None:
        self.pool, self.who, self.is_long = pool, who, False

    def become_long(self) -> int:
        """Leave the place to the next, if one more may run for long; else return a code."""
        code = self.pool.begin_long(self.who)
        self.is_long = not code
        if self.is_long:
            self.pool.free_place()
        return code

    def end(self) -> None:
        """Give back the place."""
        if self.is_long:
            self.pool.end_long(self.who)
        else:
            self.pool.free_place()


def _worked(pid: int) -> float:
    """Return the seconds of the processor that a process had; 0 where nobody says it."""
    if sys.platform == "linux":
        with suppress(OSError):  # there is none any more
            return time.clock_gettime((~pid << 3) | 2)  # as clock_getcpuclockid(3)
    return 0.0


def _launched(job: Job) -> Sandbox:
    made = Sandbox(job)
    with suppress(OSError):  # who asks is told that there is no process
        made.launch(Deadline(STARTING))
    return made


def _write(end: int, data: bytes) -> None:
    view = memoryview(data)
    with suppress(BrokenPipeError):  # it ended, which its answer says
        while view:
            view = view[os.write(end, view) :]
