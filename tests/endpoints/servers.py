"""Real SPARQL servers on loopback, each in its own folder, started and stopped by the tests."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = shutil.which("virtuoso-t")
MISSING = {
    "oxigraph": "the server of Oxigraph is missing: .venv/bin/pip install oxigraph",
    "virtuoso": "Virtuoso is missing: apt-get install "
    "virtuoso-opensource virtuoso-opensource-7 virtuoso-opensource-7-bin",
}
PATIENCE = 300
PORTS = iter(range(20_000 + os.getpid() % 900 * 13, 32_000))

INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = 10
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 512M
MaxMemPoolSize = 2000000000
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it answers queries, and who may write."""

    name: str
    url: str
    user: str = ""
    password: str = ""

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1].split("/")[0])

    @property
    def environment(self) -> dict[str, str]:
        return {"ATGRAPH_USER": self.user, "ATGRAPH_PASSWORD": self.password} if self.user else {}


def need(name: str, found: object) -> None:
    """Leave a test out where its server is missing; where CI=true, fail it."""
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING[name])


def free_port() -> int:
    """Return a port that nothing listens on, of a range of this process.

    The ports that the system hands out begin above: none of them is taken before a server has it.
    """
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("no port is free")


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def oxigraph(folder: Path, *, read_only: bool = False) -> Iterator[Server]:
    """Run the server of Oxigraph: with an empty store in memory, or to read that of a folder."""
    need("oxigraph", OXIGRAPH.exists())
    server = Server("oxigraph", f"http://127.0.0.1:{free_port()}/query")
    served = ["serve-read-only", "--location", folder] if read_only else ["serve"]
    command = [OXIGRAPH, *served, "--bind", f"127.0.0.1:{server.port}"]
    with _running(server, command, folder.parent / f"{folder.name}.log"):
        yield server


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[Server]:
    """Run Virtuoso with a new database in a folder; it gives at most ``rows`` rows."""
    need("virtuoso", VIRTUOSO)
    server = Server("virtuoso", f"http://127.0.0.1:{free_port()}/sparql", "dba", "dba")
    folder.mkdir(parents=True)
    ini = folder / "virtuoso.ini"
    ini.write_text(
        INI.format(folder=folder, sql_port=free_port(), port=server.port, rows=rows),
        encoding="utf-8",
    )
    with _running(server, [VIRTUOSO, "+foreground", "+configfile", ini], folder / "out.log"):
        yield server


@contextmanager
def shared(place: Path, running: AbstractContextManager[Server]) -> Iterator[Server]:
    """Give several processes one server, of which a file tells that stands in its place.

    The first that asks runs it, and stops it when nobody holds it any more; whoever asks later
    runs another.
    """
    with place.with_suffix(".held").open("w") as held, ExitStack() as ours:
        with _alone(place):
            if place.exists():
                server = Server(**json.loads(place.read_text(encoding="utf-8")))
            else:
                server = ours.enter_context(running)
                place.write_text(json.dumps(asdict(server)), encoding="utf-8")
                ours.callback(fcntl.flock, held, fcntl.LOCK_EX)
                ours.callback(_withdraw, place)
            fcntl.flock(held, fcntl.LOCK_SH)
        yield server


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _withdraw(place: Path) -> None:
    with _alone(place):
        place.unlink()


@contextmanager
def _running(server: Server, command: list[object], log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(map(str, command)),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            cwd=log.parent,
        )
        try:
            _wait(server, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        assert not listens(server.port), f"{server.name} was stopped, and something still listens"


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers a question."""
    end = time.monotonic() + PATIENCE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < end:
        assert process.poll() is None, (
            f"{server.name} ended: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
        )
        try:
            with opener.open(f"{server.url}?query=ASK%7B%7D", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    pytest.fail(
        f"{server.name} does not answer: "
        f"{log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
    )
