"""An application on a Spark cluster: started, told of in one sentence, and ended."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any, TypeVar
from urllib.parse import urlsplit

from atgraph.errors import RefusedError
from atgraph.files import PACKAGE

MASTERS = re.compile(r"local\[(\d+|\*)\]|spark://[^/:,]+:\d+")
WANTED = "say spark://HOST:PORT, or local[2] for two processes of this machine"
NEEDED = "install it with: pip install 'atgraph[cluster]'"
WAIT = 300  # seconds for a worker to take part, or to come back
LOOK = 1.0  # seconds from one look at whether there are workers to the next
CONNECT = 5.0  # seconds for a master to answer
TAIL = 1 << 16  # bytes of what Spark wrote in which its reason is looked for
ERROR = re.compile(  # at the start of a line, or behind the name of a process
    r"^\S*(?:Error|Exception)\b.*: ?.+|^\[[A-Z_.]+\] .+|(?<=\): )\S*(?:Exception|Failure)\b.+",
    re.MULTILINE,
)
QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
T = TypeVar("T")  # a task
A = TypeVar("A")  # the answer to it


class Cluster:
    """A Spark application, the workers of which run functions of this program.

    The workers need atgraph itself, in the version of this one, and the same Python.
    """

    def __init__(self, context: Any) -> None:
        self.context = context
        self.width = 4 * int(context.defaultParallelism)  # tasks that are given out at once

    def give(self, given: object) -> Any:
        """Send what all tasks need to each worker once, and return what stands for it."""
        return self.context.broadcast(given)

    def run(self, work: Callable[[Any, T], A], given: Any, tasks: Sequence[T]) -> list[A]:
        """Return what workers make of tasks and of what they were given, in the order of the tasks.

        Each is a task of Spark, which gives those of a worker that dies to another.

        Raises:
            RefusedError: a worker has another version of this program.
        """
        spread = self.context.parallelize(tasks, len(tasks))
        answers: list[tuple[str, A]] = spread.mapPartitions(
            lambda some: ((_program(), work(given.value, task)) for task in some)
        ).collect()
        if any(version != _program() for version, _ in answers):
            why = "a worker has another version of atgraph than this one"
            raise RefusedError(f"{why}; install the same there")
        return [answer for _, answer in answers]


@cache
def _program() -> str:
    """Return the digest of this program as it is installed."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def cluster(master: str | Cluster) -> Iterator[Cluster]:
    """Start an application on a Spark cluster, or on processes of this machine, and end it.

    Args:
        master: ``spark://HOST:PORT`` or ``local[N]``; an application that runs is used as it is.

    Raises:
        RefusedError: something is not installed, no worker can be had, or Spark gave up.
    """
    if isinstance(master, Cluster):
        yield master
        return
    check_master(master)
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as log,
        _told(master, log),
    ):
        context = _start(master, folder, log)
        try:
            _wait_for_workers(context, master)
            with watched(context, master):
                yield Cluster(context)
        finally:
            with suppress(Exception):  # it is gone already
                context.stop()


def check_name(master: str) -> None:
    """Refuse, by a RefusedError, a name that is none of a Spark master."""
    if not MASTERS.fullmatch(master):
        raise RefusedError(f"{master!r} is no Spark master; {WANTED}")


def check_master(master: str) -> None:
    """Refuse a name that is none of a Spark master, and what cannot be run or reached.

    Raises:
        RefusedError: it says what to install or to start.
    """
    check_name(master)
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


def _start(master: str, folder: str, log: IO[bytes]) -> Any:
    from pyspark import SparkConf, SparkContext  # slow, and optional

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # each process that Spark starts imports atgraph from where this one did
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    conf = SparkConf(loadDefaults=True).setMaster(master).setAppName("atgraph")
    conf.setAll([*QUIET.items(), ("spark.sql.warehouse.dir", folder)])
    conf.setExecutorEnv("PYTHONPATH", os.pathsep.join(paths))
    conf.setExecutorEnv("ATGRAPH_HOME", os.environ.get("ATGRAPH_HOME", ""))
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
    while not _has_workers(context):
        if time.monotonic() > end:
            why = f"no worker of {master} took part within {WAIT} seconds"
            raise RefusedError(f"{why}; start one, or end what uses those that there are")
        time.sleep(0.1)


def _has_workers(context: Any) -> bool:
    return int(context._jsc.sc().getExecutorMemoryStatus().size()) > 1  # one is this process


@contextmanager
def watched(context: Any, master: str) -> Iterator[None]:
    """End what runs when no worker is left, on which Spark would wait for ever."""
    ended, lost = Event(), Event()

    def watch() -> None:
        last = time.monotonic()
        with suppress(Exception):  # the application is gone, which whoever waits for it is told
            while not ended.wait(LOOK):
                if _has_workers(context):
                    last = time.monotonic()
                elif time.monotonic() - last > WAIT:
                    lost.set()
                    context.cancelAllJobs()  # and those that begin from now on

    thread = Thread(target=watch, daemon=True)
    try:
        if not master.startswith("local"):
            thread.start()
        yield
    except Exception as exc:
        if not lost.is_set():
            raise
        why = f"no worker of {master} was left for {WAIT} seconds"
        raise RefusedError(f"{why}; nothing was published; start one") from exc
    finally:
        ended.set()
        if thread.is_alive():
            thread.join()  # nobody asks an application that ended


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
