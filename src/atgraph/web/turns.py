"""Turns of what may take a core for long, so that whoever reads pages meanwhile need not wait.

What is asked of a small graph ends at once. A large one is asked in a process of its own, which can
be ended: so many at a time, and no longer than so many seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException

from atgraph.api import KnowledgeGraph
from atgraph.graph.graph import number
from atgraph.web.desk import Reading

AT_ONCE, PATIENCE = 2, 10.0  # queries; seconds until one has its turn
QUESTION_SECONDS = 10.0  # that a question may take
MOST_TIES = 5_000  # of a graph whose questions end at once
BUSY = "others are asking now, and each query may take {:g} seconds; ask again in a moment"
COUNT = "SELECT (COUNT(*) AS ?ties) WHERE { ?tie a ?class . ?class atg:edgeSource ?source }"
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


def count_ties(kg: KnowledgeGraph) -> int:
    """Return how many ties a graph has."""
    return sum(number(row, "ties") for row in kg.select(COUNT))
