"""Chunks of a graph judged by the processes of a Spark cluster."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from atgraph.build.validation import chunk_job
from atgraph.errors import RefusedError
from atgraph.files import PACKAGE

MASTERS = re.compile(r"local\[(\d+|\*)\]|spark://[^/:,]+:\d+")
WANTED = "say spark://HOST:PORT, or local[2] for two processes of this machine"
NEEDED = "install it with: pip install 'atgraph[cluster]'"
WAIT = 300  # seconds for a worker to take part
CONNECT = 5.0  # seconds for a master to answer
TAIL = 1 << 16  # bytes of what Spark wrote in which its reason is looked for
ERROR = re.compile(r"^\S*(?:Error|Exception)\b.*: ?.+|^\[[A-Z_.]+\] .+", re.MULTILINE)
QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}

Task = dict[str, bytes]  # what `chunk_job` judges: quads and nodes
Answer = tuple[str, int, bytes]  # digest of the program there, how the job ended, its findings


class Cluster:
    """A Spark application that judges chunks with one set of shapes.

    The workers need atgraph itself, in the version of this one, and the same Python.
    """

    def __init__(self, context: Any, shapes: Mapping[str, bytes], ontology: bytes) -> None:
        self._context = context
        self._given = context.broadcast((tuple(shapes.items()), ontology))
        self.width = 4 * int(context.defaultParallelism)  # tasks that are given out at once

    def judge(self, tasks: list[Task]) -> list[Answer]:
        """Return what the workers find, in the order of the tasks; each chunk is a task of Spark.

        Spark gives the chunks of a worker that dies to another.

        Raises:
            RefusedError: they could not be judged there.
        """
        given = self._given
        spread = self._context.parallelize(tasks, len(tasks))
        answers: list[Answer] = spread.mapPartitions(
            lambda some: _judge(given.value, some)
        ).collect()
        for version, *_ in answers:
            if version != _program():
                why = "a worker has another version of atgraph than this one"
                raise RefusedError(f"{why}; install the same there")
        return answers


def _judge(given: tuple[Any, bytes], tasks: Iterable[Task]) -> Iterator[Answer]:
    """Judge chunks; this runs in the process of a worker."""
    work = _prepared(*given)
    for task in tasks:
        out = BytesIO()
        code, _ = work(task, out)
        yield _program(), code, out.getvalue()


@cache
def _program() -> str:
    """Return the digest of this program as it is installed."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(1)  # a worker's process judges many chunks
def _prepared(shapes: tuple[tuple[str, bytes], ...], ontology: bytes) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in shapes:
            (Path(folder) / name).write_bytes(text)
        return chunk_job.prepare(folder, ontology)


@contextmanager
def cluster(master: str, shapes: Path, ontology: bytes) -> Iterator[Cluster]:
    """Start an application on a Spark cluster, or on processes of this machine.

    Args:
        master: ``spark://HOST:PORT`` or ``local[N]``.
        shapes: the folder of the shapes, of which the workers get the text.
        ontology: N-Quads that are judged with each chunk.

    Raises:
        RefusedError: something is not installed, no worker can be had, or Spark gave up.
    """
    check_master(master)
    texts = {path.name: path.read_bytes() for path in sorted(shapes.glob("*.ttl"))}
    with tempfile.TemporaryFile() as log, _told(master, log):
        context = _start(master, log)
        try:
            _wait_for_workers(context, master)
            yield Cluster(context, texts, ontology)
        finally:
            with suppress(Exception):  # it is gone already
                context.stop()


def check_master(master: str) -> None:
    """Refuse a name that is none of a Spark master, and what cannot be run or reached.

    Raises:
        RefusedError: it says what to install or to start.
    """
    if not MASTERS.fullmatch(master):
        raise RefusedError(f"{master!r} is no Spark master; {WANTED}")
    try:
        import pyspark  # noqa: F401 -- optional
    except ImportError:
        raise RefusedError(f"Spark is not installed here; {NEEDED}") from None
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(Path(home) / "bin" / "java" if home else "java"):
        how = "install one (Debian: openjdk-17-jre-headless), or set JAVA_HOME"
        raise RefusedError(f"Spark needs Java 17 or newer; {how}")
    url = urlsplit(master)
    if url.scheme != "spark":
        return
    try:
        socket.create_connection((url.hostname, url.port), CONNECT).close()
    except (OSError, ValueError) as exc:
        why = getattr(exc, "strerror", None) or str(exc)
        raise RefusedError(f"no Spark master answers at {master} ({why}); start it") from exc


def _start(master: str, log: IO[bytes]) -> Any:
    from pyspark import SparkConf, SparkContext  # slow, and optional

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # each process that Spark starts imports atgraph from where this one did
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    conf = SparkConf(loadDefaults=True).setMaster(master).setAppName("atgraph")
    conf.setAll(list(QUIET.items())).setExecutorEnv("PYTHONPATH", os.pathsep.join(paths))
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log.fileno(), 2)  # Spark's Java keeps it, and writes dozens of lines there
    try:
        return SparkContext(conf=conf)
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _wait_for_workers(context: Any, master: str) -> None:
    """Wait until a worker takes part; without any, tasks would wait for ever."""
    if master.startswith("local"):
        return
    end = time.monotonic() + WAIT
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:  # one is this process
        if time.monotonic() > end:
            why = f"no worker of {master} took part within {WAIT} seconds"
            raise RefusedError(f"{why}; start one, or end what uses those that there are")
        time.sleep(0.1)


@contextmanager
def _told(master: str, log: IO[bytes]) -> Iterator[None]:
    """Tell in one sentence what Spark tells in pages."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, Py4JNetworkError, PySparkException) as exc:
        log.seek(max(0, log.seek(0, os.SEEK_END) - TAIL))
        said = f"{exc}\n{log.read().decode(errors='replace')}"
        reasons = ERROR.findall(str(exc)) or ERROR.findall(said) or [type(exc).__name__]
        how = "nothing was published; the workers need the same Python and atgraph as here"
        raise RefusedError(f"{master} gave up: {_reason(reasons)}; {how}") from exc


def _reason(lines: list[str]) -> str:
    """Return the line that says most: what Python raised there rather than what Java made of it."""
    own = [line for line in lines if not line.startswith(("org.", "java.", "py4j."))]
    return " ".join((own or lines)[-1].split())[:300]
