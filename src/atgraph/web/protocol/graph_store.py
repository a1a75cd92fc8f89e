"""The graph store, read: one graph, all of them as one, and all of them in a file.

SPARQL 1.1 Graph Store HTTP Protocol, sections 4.1, 4.2 and 5.2. What it gives is marked by the
version of the data, and says since when it is published here.
"""

from __future__ import annotations

import asyncio
import gzip
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import Path
from typing import IO, cast

from starlette.concurrency import run_in_threadpool
from werkzeug.http import parse_date

from atgraph.export.rdf import export
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.workers import Dataset, Workers
from atgraph.rdf.namespaces import GRAPH
from atgraph.sandbox.sandbox import Deadline
from atgraph.sandbox.spool import Stopped
from atgraph.web.desk import Desk, Reading
from atgraph.web.protocol.asked import AskedQuery
from atgraph.web.protocol.problems import ProblemError
from atgraph.web.protocol.replies import GZIPPED, Headers, Reply, is_known

ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
MOST_TRIPLES = 300_000  # of a graph; larger ones are given as a file
DUMPS = {"nq": "application/n-quads", "trig": "application/trig"}
DUMP_SECONDS = 300.0
PIECE = 1 << 18


def asked_graph(fields: Mapping[str, list[str]], path: str, reading: Reading) -> AskedQuery:
    """Return the query that gives the graph that a request names.

    Args:
        fields: the values of the address.
        path: the rest of the address, where that is the name of the graph.
        reading: holds the graphs.

    Raises:
        ProblemError: no graph is named, or one that is not here.
    """
    named = [GRAPH + path] if path else fields.get("graph", [])
    if len(named) + ("default" in fields) != 1:
        how = "name one graph: ?default for all as one, or ?graph= with its address"
        raise ProblemError(400, how)
    if not named:
        return AskedQuery(ALL)
    if named[0] not in {graph.value for graph in reading.kg.graphs}:
        raise ProblemError(404, f"there is no such graph; {GRAPH}registry is one")
    return AskedQuery(ALL, Dataset((named[0],)))


class Dumps:
    """The whole graph in files, each made when it is first asked for, once for each graph."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self._folder: str = ""
        self._made: dict[tuple[str, str], Path] = {}
        self._lock = asyncio.Lock()

    async def file(self, reading: Reading, fmt: str) -> Path:
        """Return a file that is compressed.

        Raises:
            ProblemError: it cannot be made now.
        """
        key = (f"{reading.state} {reading.version}", fmt)
        async with self._lock:
            if key not in self._made:
                path = await self._make(reading, fmt)
                for old in [one for one in self._made if one[0] != key[0]]:
                    self._made.pop(old).unlink(missing_ok=True)
                self._made[key] = path
            return self._made[key]

    async def _make(self, reading: Reading, fmt: str) -> Path:
        engine, kg = reading.kg.engine, reading.kg
        if not isinstance(engine, EmbeddedEngine):
            if fmt != "nq":
                raise ProblemError(404, "the graph of another server is given as N-Quads alone")
            data = await run_in_threadpool(lambda: gzip.compress(export(kg), 6, mtime=0))
            return await run_in_threadpool(self._write, None, data)
        deadline = Deadline(DUMP_SECONDS)
        try:
            done = await self.workers.dump(engine, kg.graphs, fmt, deadline)
        except Stopped as exc:
            said = "the file cannot be made now; ask again, or use `atgraph export`"
            raise ProblemError(503, said, {"retry-after": "60"}) from exc
        return await run_in_threadpool(self._write, done.output, b"")

    def _write(self, output: IO[bytes] | None, data: bytes) -> Path:
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="atgraph-")
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            if output is None:
                file.write(data)
            else:
                with output:
                    while piece := output.read(PIECE):
                        file.write(piece)
        return Path(file.name)


def dated(desk: Desk, reading: Reading) -> Headers:
    """Return since when a graph is published here, if that is known."""
    since = desk.published_on(reading)
    return [("last-modified", formatdate(since, usegmt=True))] if since else []


def is_unchanged(if_none_match: str, if_modified_since: str, etag: str, date: Headers) -> bool:
    """Return whether who asks has it already (RFC 9110, section 13.2.2)."""
    if if_none_match:
        return is_known(if_none_match, etag)
    asked = parse_date(if_modified_since) if if_modified_since and date else None
    since = parse_date(date[0][1]) if date else None
    return bool(asked and since and since <= asked)


async def dump_reply(file: Path, fmt: str, etag: str, is_packed: bool, takes_gzip: bool) -> Reply:
    """Return a file as it is asked for: compressed, as its name says or as is taken, or not."""
    if is_packed:
        name = f'attachment; filename="atgraph.{fmt}.gz"'
        headers = [("content-type", "application/gzip"), ("content-disposition", name)]
        return Reply(200, [*headers, ("etag", etag)], file=await run_in_threadpool(file.open, "rb"))
    headers = [("content-type", DUMPS[fmt]), ("vary", "accept-encoding")]
    if takes_gzip:
        marked = [("content-encoding", "gzip"), ("etag", f'{etag[:-1]}{GZIPPED}"')]
        return Reply(200, [*headers, *marked], file=await run_in_threadpool(file.open, "rb"))
    opened = cast(IO[bytes], await run_in_threadpool(gzip.open, file, "rb"))
    return Reply(200, [*headers, ("etag", etag)], file=opened, is_sized=False)
