"""Turns of what may take a core for long, so that whoever reads pages meanwhile need not wait.

What is asked of a small graph ends at once. A large one is asked in a process of its own, which can
be ended: so many at a time, and no longer than so many seconds. What is made of a whole large graph
goes on while whoever wanted it is told to come again, and is there then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from starlette.exceptions import HTTPException

from atgraph.api import KnowledgeGraph
from atgraph.graph.graph import number
from atgraph.web.desk import Reading

T = TypeVar("T")
AT_ONCE, PATIENCE = 2, 10.0  # queries; seconds until one has its turn
QUESTION_SECONDS = 10.0  # that a question may take
MOST_TIES = 5_000  # of a graph whose questions end at once
BUSY = "others are asking now, and each query may take {:g} seconds; ask again in a moment"
COUNT = "SELECT (COUNT(*) AS ?ties) WHERE { ?tie a ?class . ?class atg:edgeSource ?source }"
WORK_SECONDS = 10.0  # that somebody waits for what is made of a whole graph
LATER = "this is worked out of the whole graph, which takes a while; ask again in a minute"
_workers = ThreadPoolExecutor(AT_ONCE, "work")
_begun: dict[tuple[str, Callable[..., Any]], Future[Any]] = {}
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def a_turn(seconds: float) -> Iterator[None]:
    """Wait until few enough others ask: each query may take a core, and memory.

    Args:
        seconds: how long a query may take.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise HTTPException(503, BUSY.format(seconds), {"retry-after": "10"})
    try:
        yield
    finally:
        _turns.release()


@contextmanager
def seconds_for(reading: Reading) -> Iterator[float | None]:
    """Yield how long a question may take, in its turn; None in a graph so small that none does."""
    if reading.kept(count_ties) <= MOST_TIES:
        yield None
        return
    with a_turn(QUESTION_SECONDS):
        yield QUESTION_SECONDS


def kept_in_time(reading: Reading, make: Callable[[KnowledgeGraph], T]) -> T:
    """Return what `Reading.kept` does; while it is made for long, others are answered."""
    begun = _begun.get((reading.state, make))
    if begun is None or begun.done():
        begun = _begun[reading.state, make] = _workers.submit(reading.kept, make)
    try:
        made: T = begun.result(WORK_SECONDS)
    except TimeoutError as exc:
        if begun.done():
            raise
        raise HTTPException(503, LATER, {"retry-after": "60"}) from exc
    _begun.pop((reading.state, make), None)
    return made


def count_ties(kg: KnowledgeGraph) -> int:
    """Return how many ties a graph has."""
    return sum(number(row, "ties") for row in kg.select(COUNT))
