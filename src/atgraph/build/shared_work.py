"""Work in pieces, of which several processes do each once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from atgraph.errors import AtgraphError, RefusedError
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Job, Sandbox
from atgraph.sandbox.spool import Stopped

SECONDS = 600.0  # for a piece
DO = "nothing was published; close other programs, or let fewer work at once with --jobs"

Piece = TypeVar("Piece")


class SharedWork(Generic[Piece]):
    """Work in pieces; who goes through it takes those that no other has taken."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._left = SimpleQueue[Piece]()
        for piece in pieces:
            self._left.put(piece)

    def __iter__(self) -> Iterator[Piece]:
        """Take one piece after the other until none is left."""
        while True:
            try:
                piece = self._left.get_nowait()
            except Empty:
                return
            yield piece

    @property
    def left(self) -> int:
        """How many nobody has taken."""
        return self._left.qsize()

    def share(
        self,
        jobs: int,
        job: Job,
        work: Callable[[Sandbox], None],
        error_of: Callable[[Stopped], AtgraphError],
    ) -> None:
        """Let so many processes do a job; ``work``, in a thread for each, gives them the pieces.

        What ``error_of`` makes of it is raised where one stops, and no other takes a piece then.
        """
        with ThreadPoolExecutor(jobs) as pool:
            tasks = [pool.submit(self._by_process, job, work) for _ in range(jobs)]
            try:
                for task in tasks:
                    task.result()
            except Stopped as exc:
                raise error_of(exc) from exc
            finally:  # nobody waits for what is left, as when somebody interrupts
                self._drop()

    def _by_process(self, job: Job, work: Callable[[Sandbox], None]) -> None:
        try:
            with Sandbox(job) as sandbox:
                work(sandbox)
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        for _ in self:
            pass


def refusal(stopped: Stopped, job: Job, what: str, piece: str) -> RefusedError:
    """Return what a person must know of a process that does ``what`` and did not do a piece."""
    why = {
        process.TOO_LONG: f"takes more than {SECONDS:g} seconds for {piece}",
        process.TOO_MUCH: f"takes more than {job.memory >> 20} MB of memory for {piece}",
        process.NOT_STARTED: f"cannot be started: {stopped.said}",
    }.get(stopped.code, f"ended before it was done ({stopped.said})")
    return RefusedError(f"a process that {what} {why}; {DO}")
