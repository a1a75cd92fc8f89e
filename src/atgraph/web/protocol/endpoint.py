"""/sparql for programs: a query goes to a worker, and its whole answer is sent.

What is asked again of the same graph is answered from memory: a graph never changes, another takes
its place. What a query makes of the clock or of chance is not held.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO, Any

from pyoxigraph import QueryBoolean, QuerySolutions
from starlette.concurrency import run_in_threadpool

from atgraph.errors import AtgraphError
from atgraph.graph import answer_job, query_job, sparql
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.free_query import NARROWER, error_of
from atgraph.graph.workers import (
    MEMORY,
    MOST_BYTES,
    MOST_ROWS,
    ONE_AT_A_TIME,
    QUEUE_FULL,
    Workers,
    Written,
)
from atgraph.rdf.namespaces import prefixes
from atgraph.sandbox import pool, process
from atgraph.sandbox.pool import Done
from atgraph.sandbox.sandbox import Deadline
from atgraph.sandbox.spool import Stopped
from atgraph.web.answers import said_of
from atgraph.web.desk import Desk, Reading
from atgraph.web.protocol.asked import AskedQuery
from atgraph.web.protocol.formats import VARY, FormatChoice, content_type
from atgraph.web.protocol.problems import ProblemError
from atgraph.web.protocol.replies import GZIPPED, LEAST, Headers, Reply, compressed, etag_of
from atgraph.web.status import status_of

SECONDS = 20.0  # from when a query comes until its answer is whole
HELD = 16 << 20  # bytes of answers that are held
HELD_EACH, HELD_QUERY = 1 << 18, 2_000  # bytes of the largest, characters of its query
LARGE = 1 << 16  # bytes from which on an answer is compressed in a thread
# What the clock or chance decides, and what may be written with escapes.
CHANGING = re.compile(r"NOW|RAND|UUID|BNODE|\\u", re.IGNORECASE)


@dataclass
class Answered:
    """An answer, as it is and compressed, and its mark; a large one only as it is."""

    etag: str
    plain: Reply
    seconds: float = 0.0  # that it took a worker
    is_held: bool = False
    _gzipped: Reply | None = None

    @property
    def size(self) -> int:
        """The bytes of memory that it takes at most, about."""
        return 2 * len(self.plain.body) + 4_000

    async def reply(self, takes_gzip: bool) -> Reply:
        """Return it as it is sent, compressed where that is taken and worth it."""
        body = self.plain.body
        if not takes_gzip or len(body) < LEAST:
            return self.plain
        if self._gzipped is None:
            is_large = len(body) > LARGE
            zipped = await run_in_threadpool(compressed, body) if is_large else compressed(body)
            rest = [(name, value) for name, value in self.plain.headers if name != "etag"]
            marked = [("etag", f'{self.etag[:-1]}{GZIPPED}"'), ("content-encoding", "gzip")]
            self._gzipped = Reply(200, [*rest, *marked], zipped)
        return self._gzipped


class HeldAnswers:
    """The answers that are held: those asked for last, of the graphs that are read."""

    def __init__(self) -> None:
        self._held = OrderedDict[Any, Answered]()
        self._size = 0

    def get(self, key: Any) -> Answered | None:
        """Return an answer, if it is held."""
        found = self._held.get(key)
        if found:
            self._held.move_to_end(key)
        return found

    def keep(self, key: Any, answer: Answered) -> None:
        """Hold an answer, and let go of those asked for before all others."""
        if answer.plain.file or answer.size > HELD_EACH or key in self._held:
            return
        answer.is_held = True
        self._held[key] = answer
        self._size += answer.size
        while self._size > HELD:
            _, last = self._held.popitem(last=False)
            self._size -= last.size


class Endpoint:
    """HeldAnswers queries over the graph of a desk.

    Args:
        desk: what opens the graph.
        workers: what runs queries.
    """

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self.desk, self.workers = desk, workers
        self.answers = HeldAnswers()

    async def answer(
        self,
        asked: AskedQuery,
        choice: FormatChoice,
        reading: Reading,
        who: str,
        most: int | None = None,
    ) -> Answered:
        """Return the answer to a query over a graph.

        Args:
            asked: the query and its dataset.
            choice: the formats that are taken.
            reading: the graph.
            who: asks.
            most: rows or triples that are given; by default as many as of any query.

        Raises:
            ProblemError: there is none.
        """
        key = (reading.state, asked.query, asked.dataset, choice.table, choice.graph)
        if found := self.answers.get(key):
            return found
        self._admit(asked)
        kind, done = await self._run(asked, choice, reading, who, most)
        fmt = choice.graph if kind == query_job.GRAPH else choice.table
        etag = etag_of((reading.version, asked.query, asked.dataset, fmt))
        made = _answered(done.output, content_type(fmt), etag)
        if len(asked.query) <= HELD_QUERY and not CHANGING.search(asked.query):
            self.answers.keep(key, made)
        return replace(made, seconds=done.seconds)

    @staticmethod
    def _admit(asked: AskedQuery) -> None:
        """Refuse what must not reach an engine."""
        try:
            sparql.admit(asked.query, has_dataset=asked.dataset is not None)
        except AtgraphError as exc:
            raise ProblemError(400, said_of(exc)) from exc

    async def _run(
        self,
        asked: AskedQuery,
        choice: FormatChoice,
        reading: Reading,
        who: str,
        most: int | None,
    ) -> tuple[bytes, Done]:
        """Return the kind of a result, and a file that stands before its bytes."""
        engine = reading.kg.engine
        if not isinstance(engine, EmbeddedEngine):
            return await run_in_threadpool(_of_a_server, asked, choice, reading)
        written, deadline = Written(choice.table, choice.graph), Deadline(SECONDS)
        graphs = reading.kg.graphs
        try:
            done = await self.workers.answer(
                engine, graphs, asked.query, written, asked.dataset, deadline, who, most
            )
        except Stopped as exc:
            problem = await _problem(exc, asked, choice)
            problem.seconds = exc.seconds
            raise problem from exc
        return done.output.readline().strip(), done


async def _problem(stopped: Stopped, asked: AskedQuery, choice: FormatChoice) -> ProblemError:
    """Return what became of a query that was not answered, and what to do."""
    if stopped.code == answer_job.NOT_UNDERSTOOD:
        exc = await run_in_threadpool(error_of, stopped, Deadline(SECONDS), asked.query)
        return ProblemError(400, said_of(exc))
    if found := _of_result(stopped.code, stopped.said, choice):
        return found
    slow = f"the query was stopped after {SECONDS:g} seconds; {NARROWER}"
    large = f"the query needs more than {MEMORY / 2**30:g} GiB of memory; {NARROWER}"
    ended = f"the query ended the engine that ran it; write it in another way, or {NARROWER}"
    status, said, wait = {
        pool.BUSY: (503, QUEUE_FULL, 2),
        pool.TOO_MANY_LONG: (429, ONE_AT_A_TIME, round(SECONDS)),
        process.TOO_LONG: (503, slow, 60),
        process.TOO_MUCH: (503, large, 60),
        process.ENDED: (503, ended, 60),
    }.get(stopped.code, (503, "the graph cannot be read now; ask again", 60))
    return ProblemError(status, said, {"retry-after": str(wait)})


def _of_result(code: int, said: str, choice: FormatChoice) -> ProblemError | None:
    """Return why a result is not given, if that is the reason."""
    match code:
        case answer_job.NO_FORMAT:
            return choice.refusal()
        case answer_job.NOT_IN_FORMAT:
            return ProblemError(406, f"{said}; ask for another format", VARY)
        case answer_job.TOO_MANY:
            what = f"has more than {MOST_ROWS:,} rows or triples"
        case process.TOO_LARGE:
            what = f"is larger than {MOST_BYTES >> 20} MiB"
        case _:
            return None
    return ProblemError(400, f"the result {what}, and no part of it is given; {NARROWER}")


def _answered(data: IO[bytes], mime: str, etag: str) -> Answered:
    headers: Headers = [
        ("content-type", mime),
        ("vary", "accept, accept-encoding"),
        ("cache-control", "no-cache"),
        ("etag", etag),
    ]
    if isinstance(data, BytesIO):
        return Answered(etag, Reply(200, headers, data.read()))
    return Answered(etag, Reply(200, headers, file=data))


def _of_a_server(asked: AskedQuery, choice: FormatChoice, reading: Reading) -> tuple[bytes, Done]:
    """Return the answer of the server that is asked instead of a store."""
    if asked.dataset:
        why = "the graphs cannot be chosen here"
        raise ProblemError(400, f"{why}; leave out default-graph-uri and named-graph-uri")
    begun = time.monotonic()
    try:
        result = reading.kg.sparql(asked.query, timeout=min(SECONDS, reading.kg.engine.timeout))
        is_table = isinstance(result, QuerySolutions | QueryBoolean)
        fmt = choice.table if is_table else choice.graph
        kind, data = answer_job.write(result, fmt, MOST_ROWS, prefixes())
    except answer_job.Refused as exc:
        raise _of_result(exc.code, exc.said, choice) or exc from exc
    except AtgraphError as exc:
        status = status_of(exc)
        if status == 504:
            said = f"the query was stopped after {SECONDS:g} seconds; {NARROWER}"
            raise ProblemError(503, said, {"retry-after": "60"}) from exc
        said = said_of(exc) if status < 500 else "the graph cannot be read now; ask again"
        raise ProblemError(status, said, {"retry-after": "60"} if status >= 500 else {}) from exc
    return kind, Done(BytesIO(data), time.monotonic() - begun)
