"""The Oxigraph server on loopback, asked over HTTP."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from atgraph.rdf.namespaces import prefixes

JSON = "application/sparql-results+json"
PATIENCE = 300  # seconds


def oxigraph() -> str:
    """Return the program of the package `oxigraph`.

    Raises:
        SystemExit: it is not installed.
    """
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )
    if not found:
        raise SystemExit("oxigraph is not installed; `make test` installs it")
    return found


class Server:
    """A server of one loaded folder, for a `with`; every query runs over the listed graphs."""

    def __init__(self, folder: Path, graphs: list[str]) -> None:
        self.folder, self.graphs = folder, graphs

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [
            oxigraph(),
            "serve-read-only",
            "--location",
            str(self.folder),
            "--bind",
            self.address,
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 60
        while True:
            try:
                self._ask("ASK {}")
                return self
            except urllib.error.URLError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.process.kill()
                    raise SystemExit("the Oxigraph server does not answer") from None
                time.sleep(0.05)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait()

    def _ask(self, query: str) -> bytes:
        # The union of all graphs, as the embedded store is asked: no strangers' graphs are there.
        given = urllib.parse.urlencode({"query": query, "union-default-graph": ""}).encode()
        request = urllib.request.Request(
            f"http://{self.address}/query",
            given,
            {"Accept": JSON, "Content-Type": "application/x-www-form-urlencoded"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
        return body

    def count(self, query: str) -> int:
        """Return the number of rows of a SELECT, all of them read."""
        declared = "".join(
            f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes().items() if f"PREFIX {p}:" not in query
        )
        solutions = parse_query_results(self._ask(declared + query), QueryResultsFormat.JSON)
        assert isinstance(solutions, QuerySolutions)
        return sum(1 for _ in solutions)
