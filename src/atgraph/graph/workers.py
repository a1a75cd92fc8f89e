"""The processes that a server keeps ready for free queries, with the store open in each.

They answer two ways: with a result for pages that are made of it, or with the bytes that a program
gets, whole before the first of them is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from atgraph.errors import BusyError
from atgraph.graph import answer_job
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.free_query import SIZE, FreeQuery, error_of, given_of, read_output, task_of
from atgraph.graph.result import Result
from atgraph.rdf.namespaces import OURS, prefixes
from atgraph.sandbox.pool import BUSY, TOO_MANY_LONG, Done, Limits, Pool
from atgraph.sandbox.sandbox import Deadline, Job
from atgraph.sandbox.spool import Stopped

MEMORY = 1 << 30  # bytes that one query may take
MOST_ROWS, MOST_BYTES = 100_000, 64 << 20  # of an answer
QUEUE_FULL = "others are asking now, and all turns are taken; ask again in a moment"
ONE_AT_A_TIME = "other queries run for long already; ask again when they have ended"


@dataclass(frozen=True)
class Written:
    """How a result is written: as a table or as a graph; empty where neither is taken."""

    table: str = "json"
    graph: str = "ttl"


@dataclass(frozen=True)
class Dataset:
    """The graphs that a request names, by IRI: merged as the default one, and each by its name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Workers:
    """Processes with a store open in each, for the free queries of a server."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.pool = Pool(limits)
        self._jobs: list[tuple[Path | Store, Job]] = []  # of the stores asked last

    def run(self, asked: FreeQuery, deadline: Deadline) -> Result:
        """Run a query and return its result, which is whole; raises as `free_query.run`.

        Raises:
            BusyError: others ask, and all turns are taken.
        """
        try:
            task = {k: v for k, v in task_of(asked).items() if k != "prefixes"}
            done = self.pool.run(self._job(asked.store), task, deadline)
        except Stopped as exc:
            if exc.code in (BUSY, TOO_MANY_LONG):
                raise BusyError(QUEUE_FULL if exc.code == BUSY else ONE_AT_A_TIME) from exc
            raise error_of(exc, deadline, asked.query) from exc
        return read_output(done.output)

    async def answer(
        self,
        engine: EmbeddedEngine,
        graphs: Sequence[NamedNode],
        query: str,
        written: Written,
        dataset: Dataset | None,
        deadline: Deadline,
        who: str,
        most: int | None = None,
    ) -> Done:
        """Return the answer to a query in the bytes that are sent, after a line with its kind.

        Args:
            engine: holds the store.
            graphs: that are asked; of a dataset those that are not among them are empty.
            query: that a guard has let through.
            written: how.
            dataset: the graphs that the request names, if it names any.
            deadline: when it must be there.
            who: asks.
            most: rows or triples that it may have.

        Raises:
            Stopped: there is none: a code of `process`, `pool` or `answer_job`.
        """
        store, is_union = engine.apart(graphs)
        names = [graph.value for graph in graphs]
        default = named = None if is_union else names
        if dataset:
            default = [iri for iri in dataset.default if iri in names]
            named = [iri for iri in dataset.named if iri in names]
        limits = {"rows": most or MOST_ROWS, "size": MOST_BYTES, "base": OURS}
        asked = {"query": query, "default": default, "named": named}
        task: dict[str, Any] = {**asked, "table": written.table, "graph": written.graph, **limits}
        return await self.pool.ask(self._job(store), task, deadline, who)

    async def dump(
        self, engine: EmbeddedEngine, graphs: Sequence[NamedNode], fmt: str, deadline: Deadline
    ) -> Done:
        """Return graphs in a file that is compressed: ``nq`` or ``trig``; raises as `answer`."""
        task = {"dump": fmt, "graphs": [graph.value for graph in graphs]}
        return await self.pool.ask(self._job(engine.apart(graphs)[0]), task, deadline, "dump")

    async def prepare(self, engine: EmbeddedEngine, graphs: Sequence[NamedNode]) -> None:
        """Start the processes, so that the first query need not wait for one."""
        await self.pool.prepare(self._job(engine.apart(graphs)[0]))

    def close(self) -> None:
        """End all processes."""
        self.pool.close()

    def _job(self, store: Path | Store) -> Job:
        """Return the job of asking a store; a copy of one in memory is made once."""
        for known, job in self._jobs:
            if known is store or (isinstance(store, Path) and known == store):
                return job
        job = Job(answer_job.__name__, MEMORY, SIZE, {**given_of(store), "prefixes": prefixes()})
        self._jobs = [(store, job), *self._jobs[:1]]
        return job
