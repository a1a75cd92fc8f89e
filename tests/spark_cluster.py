"""A Spark cluster on this machine: a master and two workers, each a process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

MISSING = (
    "needs Spark and Java 17: pip install 'atgraph[cluster]' (Debian: openjdk-17-jre-headless)"
)
HERE = "127.0.0.1"
WORKERS = 2


def has_spark() -> bool:
    return bool(find_spec("pyspark") and shutil.which("java"))


@dataclass(frozen=True)
class Started:
    """The address of a master, and its workers."""

    master: str
    workers: list[subprocess.Popen[bytes]]

    def kill(self, count: int) -> None:
        """Kill some workers; what runs there ends with them."""
        for worker in self.workers[:count]:
            worker.kill()


@contextmanager
def spark_cluster(folder: Path) -> Iterator[Started]:
    """Start a cluster, yield it, and end it."""
    with closing(socket.create_server((HERE, 0))) as free:
        port = free.getsockname()[1]
    master, started = f"spark://{HERE}:{port}", list[subprocess.Popen[bytes]]()
    with (folder / "spark.log").open("wb") as log:
        try:
            for part, *more in (
                ("master.Master", "--port", str(port)),
                *[("worker.Worker", "--cores", "1", "--memory", "1g", master)] * WORKERS,
            ):
                started.append(_start(part, more, folder, log.fileno()))
                if len(started) == 1:
                    _wait(port, started[0])
            yield Started(master, started[1:])
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def _start(part: str, more: list[str], folder: Path, log: int) -> subprocess.Popen[bytes]:
    spec = find_spec("pyspark")
    assert spec and spec.origin
    home = Path(spec.origin).parent
    own = ["--host", HERE, "--webui-port", "0"]
    own += ["--work-dir", str(folder / "work")] if "Worker" in part else []
    command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{part}"]
    mine = {"SPARK_LOCAL_IP": HERE, "SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "256m"}
    return subprocess.Popen(
        [*command, *own, *more], stdout=log, stderr=log, env={**os.environ, **mine}
    )


def _wait(port: int, master: subprocess.Popen[bytes]) -> None:
    """Wait until the master answers."""
    while master.poll() is None:
        with closing(socket.socket()) as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HERE, port)) == 0:
                return
    raise AssertionError("the master ended")
