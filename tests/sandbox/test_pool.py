"""A pool: tasks are done by processes that are ready, and no task harms the next."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import jobs
import pytest

from atgraph.sandbox import pool, process
from atgraph.sandbox.pool import BUSY, TOO_MANY_LONG, Limits, Pool
from atgraph.sandbox.sandbox import Deadline, Job
from atgraph.sandbox.spool import IN_MEMORY, Stopped

JOB = Job(jobs.__name__, 1 << 28, 4 << 20, {"greeting": "hello"})
GREET = {"do": "greet", "name": "you"}


@pytest.fixture
def made() -> Iterator[Pool]:
    found = Pool(Limits(ready=1, waiting=1, long=1, long_each=1))
    yield found
    found.close()


def run(made: Pool, task: dict[str, Any], seconds: float = 20, job: Job = JOB) -> bytes:
    with made.run(job, task, Deadline(seconds)).output as output:
        return output.read()


def code_of(made: Pool, task: dict[str, Any], seconds: float = 20) -> int:
    with pytest.raises(Stopped) as found:
        run(made, task, seconds)
    return found.value.code


@pytest.mark.slow
def test_one_process_does_task_after_task_until_one_harms_it(made: Pool) -> None:
    first = run(made, GREET)
    assert first.startswith(b"hello you from ") and run(made, GREET) == first
    assert code_of(made, {"do": "say", "code": process.OF_JOB, "why": "no"}) == process.OF_JOB
    assert run(made, GREET) == first, "what a job refuses costs no process"
    assert code_of(made, {"do": "kill", "signal": int(signal.SIGSEGV)}) == process.ENDED
    assert run(made, GREET) != first
    assert code_of(made, {"do": "spin"}, 0.3) == process.TOO_LONG
    assert run(made, GREET).startswith(b"hello you")


def test_outputs_are_whole_and_those_that_are_too_large_are_none(made: Pool) -> None:
    for size in (0, 1, IN_MEMORY + 1):
        assert run(made, {"do": "write", "pieces": 1, "size": size}) == b"x" * size
    large = {"do": "write", "pieces": 5, "size": 1 << 20}
    assert code_of(made, large) == process.TOO_LARGE
    assert run(made, {**GREET, "name": "x" * 100_000}).startswith(b"hello xxx")


def test_another_job_gets_a_process_of_its_own(made: Pool) -> None:
    run(made, GREET)
    other = Job(jobs.__name__, 1 << 28, 4 << 20, {"greeting": "bye"})
    assert run(made, GREET, job=other).startswith(b"bye you")
    none = Job("no_such_job", 1 << 28, 4 << 20)
    with pytest.raises(Stopped, match="no_such_job"):
        run(made, GREET, job=none)


def test_who_finds_no_place_waits_or_is_told(made: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LONG", 60)

    async def ask(task: dict[str, Any], seconds: float = 20) -> int:
        try:
            done = await made.ask(JOB, task, Deadline(seconds))
        except Stopped as exc:
            return exc.code
        done.output.close()
        return process.DONE

    async def three() -> list[int]:
        slow = asyncio.create_task(ask({"do": "sleep"}, 0.6))
        await asyncio.sleep(0)
        return await asyncio.gather(slow, ask(GREET), ask(GREET))

    assert asyncio.run(three()) == [process.TOO_LONG, process.DONE, BUSY]
    made.limits.ready = 0
    assert asyncio.run(ask(GREET, 0.01)) == BUSY
    assert not made._queue and made._running == 0


@pytest.mark.slow
def test_what_runs_for_long_leaves_its_place(made: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LONG", 0.1)

    async def ask() -> tuple[bytes, int]:
        first, second = (
            asyncio.create_task(made.ask(JOB, {"do": "spin"}, Deadline(60), who))
            for who in ("one", "one")
        )
        greeting = (await made.ask(JOB, GREET, Deadline(60), "two")).output.read()
        with pytest.raises(Stopped) as found:
            await second
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        return greeting, found.value.code

    made.limits.waiting = 5
    greeting, code = asyncio.run(ask())
    assert greeting.startswith(b"hello") and code == TOO_MANY_LONG
    assert not made._long.total() and made._running == 0


def test_it_is_asked_also_where_a_loop_runs(made: Pool) -> None:
    async def ask() -> bytes:
        return run(made, GREET)

    assert asyncio.run(ask()).startswith(b"hello")


def test_processes_are_started_before_they_are_asked(made: Pool) -> None:
    asyncio.run(made.prepare(JOB))
    (ready,) = made._idle
    pid = ready.ends[0]
    assert run(made, GREET).endswith(b"from %d" % pid)
