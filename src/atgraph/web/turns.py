"""Turns of what may take a core for long, so that whoever reads pages meanwhile need not wait.

What is asked of a small graph ends at once. A large one is asked in a process of its own, which can
be ended: so many at a time, and no longer than so many seconds. What is made of a whole large graph
goes on while whoever wanted it is told to come again, and is there then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from starlette.exceptions import HTTPException

from atgraph.api import KnowledgeGraph
from atgraph.errors import AtgraphError
from atgraph.graph.graph import number
from atgraph.web.desk import ANSWERS, Asked, Reading
from atgraph.web.status import status_of

T = TypeVar("T")
AT_ONCE, PATIENCE = 2, 10.0  # queries; seconds until one has its turn
QUESTION_SECONDS = 10.0  # that a question may take
MOST_TIES = 5_000  # of a graph whose questions end at once
BUSY = "others are asking now, and each query may take {:g} seconds; ask again in a moment"
COUNT = "SELECT (COUNT(*) AS ?ties) WHERE { ?tie a ?class . ?class atg:edgeSource ?source }"
WORKERS, WORK_SECONDS = 4, 10.0  # that make what takes long; that somebody waits for it
LATER = "this is worked out of the whole graph, which takes a while; ask again in a minute"
_workers = ThreadPoolExecutor(WORKERS, "work")
_begun: dict[Asked, Future[Any]] = {}
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def a_turn(seconds: float) -> Iterator[None]:
    """Wait until few enough others ask: each query may take a core, and memory.

    Args:
        seconds: how long a query may take.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise _busy(seconds)
    try:
        yield
    finally:
        _turns.release()


@contextmanager
def seconds_for(reading: Reading) -> Iterator[float | None]:
    """Yield how long a question may take, in its turn; None in a graph so small that none does."""
    if not is_large(reading):
        yield None
        return
    with a_turn(QUESTION_SECONDS):
        yield QUESTION_SECONDS


def kept_in_time(reading: Reading, make: Callable[[KnowledgeGraph], T]) -> T:
    """Return what `Reading.kept` does; while it is made for long, others are answered.

    Of a small graph it is made at once.
    """
    if reading.has_kept(make) or not is_large(reading):
        return reading.kept(make)
    return _worked_out((id(reading), make), lambda: reading.kept(make), LATER)


def answered_in_time(
    reading: Reading, asked: Asked, make: Callable[[], T], narrower: str, most: int = ANSWERS
) -> T:
    """Return what `Reading.answered` does; while it is found for long, others are answered.

    In a small graph it is found at once. That nothing can be found is kept as an answer, too.

    Args:
        reading: what is asked.
        asked: what is asked, as `Reading.answered` has it.
        make: finds the answer.
        most: how many of the sort are kept.
        narrower: what whoever waited for long may do instead of asking again.
    """
    if not is_large(reading):
        return reading.answered(asked, make, most)

    def work() -> T | AtgraphError:
        try:
            return make()
        except AtgraphError as exc:
            if status_of(exc) >= 500:
                raise
            return exc

    def answer() -> T | AtgraphError:
        return reading.answered(asked, work, most)

    is_there = reading.has_answered(asked)
    later = f"{LATER}, or {narrower}"
    found = answer() if is_there else _worked_out((id(reading), *asked), answer, later)
    if isinstance(found, AtgraphError):
        raise found.with_traceback(None)
    return found


def _worked_out(asked: Asked, work: Callable[[], T], later: str) -> T:
    """Return what work gives, of which the same that is begun is waited for."""
    begun = _begun.get(asked)
    if begun is None or begun.done():
        begun = _begun[asked] = _workers.submit(work)
        begun.add_done_callback(lambda _: _begun.pop(asked, None))
    try:
        made: T = begun.result(WORK_SECONDS)
        return made
    except CancelledError as exc:
        raise _busy(WORK_SECONDS) from exc
    except TimeoutError as exc:
        if begun.done():
            raise
        if begun.cancel():  # nobody has had time for it
            raise _busy(WORK_SECONDS) from exc
        raise HTTPException(503, later, {"retry-after": "60"}) from exc


def _busy(seconds: float) -> HTTPException:
    return HTTPException(503, BUSY.format(seconds), {"retry-after": "10"})


def is_large(reading: Reading) -> bool:
    """Return whether some questions of a graph may take long."""
    return reading.kept(count_ties) > MOST_TIES


def count_ties(kg: KnowledgeGraph) -> int:
    """Return how many ties a graph has."""
    return sum(number(row, "ties") for row in kg.select(COUNT))
