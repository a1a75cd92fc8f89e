"""A graph is judged in chunks, by several processes: each holds no more than its chunk needs."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, Triple, serialize

from atgraph.build.shared_work import SECONDS, SharedWork, refusal
from atgraph.build.spark import Cluster, cluster
from atgraph.build.validation import chunk_job
from atgraph.build.validation.cluster import Judges
from atgraph.build.validation.footprint import Footprint, Term, judged_quads
from atgraph.build.validation.footprint.footprint import DERIVED, JUDGED, LEFT
from atgraph.build.validation.shape_results import Finding, problems_of
from atgraph.build.validation.shapes import Shapes
from atgraph.errors import Origins, Problem, RefusedError, ResultDetails, UnreadableError
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped

SIZE = 4_000  # nodes of a chunk: some 30,000 triples, on which the engine takes a second
FEW = 2  # chunks that are judged before another process has begun
# Bytes that a chunk may take, beside what a process has from the beginning. Past a quarter of it a
# process starts anew, which takes half a second; after many chunks it has taken 110 MB.
MEMORY = 640 << 20
OUTPUT = 1 << 28  # bytes of findings

Tell = Callable[[int, int], object]


def check_graph(
    store: Store,
    ontology: Iterable[Quad | Triple],
    folder: Path,
    origins: Origins,
    jobs: int,
    tell: Tell,
    kept: list[Finding] | None = None,
    on: str | Cluster = "",
    copy: str = "",
) -> list[Problem]:
    """Validate the graph of a store with the shapes of a folder, as `judge_graph` does.

    Each finding is a problem, on the line of the record that it is about; to ``kept`` it is added
    as shapes say it.
    """
    shapes = Shapes.read(folder, ontology, origins)
    found = judge_graph(shapes, store, jobs, tell, on, copy)
    if kept is not None:
        kept += found
    return [*problems_of(found, origins), *shapes.slow]


@contextmanager
def swept() -> Iterator[None]:
    """Free the cycles in which the engine leaves its graphs, 10 MB of a small graph.

    What was there before is not looked at: that takes a twentieth of the time of a build. The
    cycles hold whatever called the engine, also the copy of a graph that is to be closed.
    """
    is_frozen = gc.get_freeze_count()  # by an application, for good
    if not is_frozen:
        gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        if not is_frozen:
            gc.unfreeze()


@swept()
def judge_graph(
    shapes: Shapes,
    store: Store,
    jobs: int = 1,
    tell: Tell = lambda done, of: None,
    on: str | Cluster = "",
    copy: str = "",
) -> list[Finding]:
    """Return what shapes say of the graph of a store, by as many processes as there are jobs.

    Or ``on`` a Spark cluster, which may be an address, whatever the size of the graph. ``tell`` is
    called with the number of chunks that are judged, and of all, where there are several. A shape
    of which the footprint is unknown looks at the graph in one piece, here. Where a ``copy`` of the
    store is on the disk, processes cut their chunks out of it themselves.

    Raises:
        UnreadableError: a shape cannot be run.
        RefusedError: a process ended before it was done.
    """
    nodes = _nodes(shapes.footprint, store, shapes.ontology)
    chunks = list(iter(lambda: list(islice(nodes, SIZE)), []))
    work = _Work(shapes, store, chunks, tell)
    if on:
        work.spread(on)
    elif jobs > 1 and len(chunks) > FEW:
        work.share(min(jobs, len(chunks)), copy)
    else:
        work.do(work.judge)
    if shapes.footprint.unknown:
        work.found += shapes.judge_unknown(judged_quads(store)(None, None, None))
    return work.found


def _nodes(footprint: Footprint, store: Store, ontology: Iterable[Quad | Triple]) -> Iterator[Term]:
    """Yield the nodes of which a graph speaks, each once, beside those of the same programme."""
    passed = set[Term]()
    # what rules derive at last: its ties are passed then, with what else their programmes say
    names = sorted({*store.named_graphs()} - LEFT, key=lambda name: (name in DERIVED, str(name)))
    for name in names:
        # the engine reads each node once, not all that is said of it
        derived = name in DERIVED
        patterns = [f"?node {JUDGED if derived else '?p'} ?o"]
        patterns += [f"?s {p} ?node" for p in footprint.aimed if p == JUDGED or not derived]
        for pattern in patterns:
            rows = store.query(f"SELECT DISTINCT ?node {{ GRAPH {name} {{ {pattern} }} }}")
            assert isinstance(rows, QuerySolutions), "the query selects"
            for row in rows:
                if (node := row["node"]) not in passed:
                    passed.add(node)
                    yield node
    terms = dict.fromkeys((*footprint.constants, *footprint.focus_of(ontology)))
    yield from (node for node in terms if node not in passed)


class _Work:
    """Chunks of nodes, of which each is judged once."""

    def __init__(self, shapes: Shapes, store: Store, chunks: list[list[Term]], tell: Tell) -> None:
        self.found = list[Finding]()
        self._shapes, self._read, self._tell = shapes, judged_quads(store), tell
        self._chunks, self._of = SharedWork(chunks), len(chunks)

    def judge(self, focus: set[Term]) -> list[Finding]:
        """Judge some nodes here."""
        return self._shapes.judge_cut(self._cut(focus), focus)

    def _cut(self, focus: set[Term]) -> set[Quad]:
        return self._shapes.footprint.cut(focus, self._read)

    def do(self, judge: Callable[[set[Term]], Iterable[Finding]]) -> None:
        """Judge one chunk after the other until none is left."""
        for chunk in self._chunks:
            found = list(judge(set(chunk)))
            self.found += found  # at once, for other threads do the same
            if self._of > 1:
                self._tell(self._of - self._chunks.left, self._of)

    def share(self, jobs: int, copy: str) -> None:
        """Let so many processes judge.

        Each cuts what it needs out of a copy of the graph, or else a thread of this one does.
        """
        job = job_of(self._shapes.folder, self._shapes.ontology, copy)

        def work(sandbox: Sandbox) -> None:
            if copy:
                self.do(lambda focus: ask(sandbox, set(), focus))
            else:
                self.do(lambda focus: ask(sandbox, self._cut(focus), focus))

        self._chunks.share(jobs, job, work, lambda stopped: _error_of(stopped, job))

    def spread(self, on: str | Cluster) -> None:
        """Let a Spark cluster judge, so many chunks at a time that none of its workers waits."""
        terms = _as_bytes(self._shapes.ontology)
        with cluster(on) as started:
            judges = Judges(started, self._shapes.folder, terms)
            while some := list(islice(self._chunks, judges.width)):
                cuts = [(self._cut(focus), focus) for focus in map(set, some)]
                answers = judges.judge([_task(*cut) for cut in cuts])
                for cut, (code, output) in zip(cuts, answers, strict=True):
                    # a shape that cannot be run there is told from here, with its line
                    whole = code == process.DONE
                    self.found += _read_findings(output) if whole else self._shapes.judge_cut(*cut)
                self._tell(self._of - self._chunks.left, self._of)


def job_of(folder: Path, ontology: Iterable[Quad | Triple], copy: str = "") -> Job:
    """Return the job of a process that judges by the shapes of a folder, by `ask`."""
    given = {"folder": str(folder), "ontology": _as_bytes(ontology), "graph": copy}
    return Job(chunk_job.__name__, memory=MEMORY, size=OUTPUT, given=given)


def ask(sandbox: Sandbox, quads: set[Quad], focus: set[Term]) -> Iterator[Finding]:
    """Yield what a process finds of some nodes; it raises Stopped where it finds nothing out."""
    with sandbox.run(_task(quads, focus), Deadline(SECONDS)) as output:
        yield from _read_findings(output.read())


def _as_bytes(quads: Iterable[Quad | Triple]) -> bytes:
    """Return quads, or triples, as N-Quads."""
    written = serialize(quads, format=RdfFormat.N_QUADS)  # type: ignore[arg-type]
    assert written is not None
    return written


def _task(quads: set[Quad], focus: set[Term]) -> dict[str, bytes]:
    """Return a chunk as `chunk_job` reads it."""
    nodes = "".join(chunk_job.LINE.format(node=node) for node in focus).encode()
    return {"quads": _as_bytes(quads), "nodes": nodes}


def _read_findings(output: bytes) -> Iterator[Finding]:
    """Yield the findings that `chunk_job` wrote."""
    for about, severity, node in json.loads(output):
        yield Finding(ResultDetails(*about), severity, node)


def _error_of(stopped: Stopped, job: Job) -> UnreadableError | RefusedError:
    """Return what a person must know of a process that judged nothing."""
    if stopped.code == chunk_job.NOT_RUN:
        return UnreadableError.of(Problem(*told) for told in json.loads(stopped.said))
    return refusal(stopped, job, "validates", "a chunk")
