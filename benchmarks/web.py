"""Measures the explorer over loopback: whole requests of a browser without script.

`python benchmarks/web.py [--programmes 190] [--side-by-side]` writes its table into
benchmarks/README.md. With `--programmes` the pages are those of that many made programmes (190 make
a million triples). `--side-by-side` also measures Datasette over the same rows in SQLite and
rdflib-endpoint over the same Turtle, in turns; it installs the two into build/compared/.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from math import inf
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlencode

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from atgraph.api import KnowledgeGraph
from atgraph.ask.lookup import things
from atgraph.export.rdf import export
from atgraph.graph.graph import text
from atgraph.web.rendering import page_of
from run import ATGRAPH, HERE, README, Figure, table
from scale import LOAD

BEGIN, END = "<!-- written by web.py{} -->\n", "<!-- end of web.py{} -->"
READERS, MINUTE = 50, 60  # readers who each ask for a page once a second; seconds
MOST_PAGES = 400  # a sample of the pages of things
BOMB = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i"
OTHERS = (
    "/find?q=osce", "/list/organizations", "/list/people", "/ask", "/network", "/map",
    "/map/actors", "/about", "/ask/who-works-with?organization=OSCE", "/source", "/countries",
    "/time",
)  # fmt: skip
TIES = """
SELECT ?thing ?tie ?words WHERE {
  ?tie atg:connects ?thing ; atg:hasEvidence ?e . ?e atg:exactText ?words
}
"""
PAINTS = 3  # of each page, of which the middle one counts
PAINTED = """
const done = arguments[0];
new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
  .observe({type: "largest-contentful-paint", buffered: true});
"""
COMPARED = HERE.parent / "build" / "compared"
PATIENCE = 120


class Served:
    """A server of this machine, for a `with`: started, asked over kept connections, stopped."""

    def __init__(self, *command: str | Path, first: str = "/", cwd: Path | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [str(word).replace("PORT", str(self.port)) for word in command]
        self.first, self.cwd = first, cwd
        self.connections = threading.local()

    def __enter__(self) -> Self:
        begun = time.perf_counter()
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdout=quiet, stderr=quiet, cwd=self.cwd)
        while True:
            try:
                status, _ = self.get(self.first)
            except OSError:
                if time.perf_counter() - begun > PATIENCE or self.process.poll() is not None:
                    raise SystemExit(f"does not answer: {' '.join(self.command)}") from None
                time.sleep(0.005)
            else:
                self.started = time.perf_counter() - begun
                if status >= 500:
                    raise SystemExit(f"answers with {status}: {' '.join(self.command)}")
                return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def get(self, address: str, **headers: str) -> tuple[int, bytes]:
        """Return the status and the body of an address."""
        connection = getattr(self.connections, "held", None)
        is_kept = connection is not None
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connections.held = connection
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as exc:
            connection.close()
            self.connections.held = None
            if is_kept and isinstance(exc, http.client.RemoteDisconnected):
                return self.get(address, **headers)  # the server closed it while nobody asked
            raise OSError(str(exc)) from exc

    def seconds(self, address: str) -> float:
        """Return how long an answer takes; one that is no page ends the measuring."""
        begun = time.perf_counter()
        status, _ = self.get(address)
        if status != 200:
            raise SystemExit(f"{address} is answered with {status}")
        return time.perf_counter() - begun

    @property
    def megabytes(self) -> float:
        """The largest resident memory so far, of the server's process."""
        said = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", said)
        return int(found[1]) / 1024 if found else inf


def explorer(store: Path) -> Served:
    """Return the explorer of a store."""
    return Served(*ATGRAPH, "serve", "--port", "PORT", "--store", store)


def last(values: Iterable[float], share: float = 0.95) -> float:
    """Return the value that so large a share of values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def bar(what: str, value: float, most: float, unit: str = "ms") -> Figure:
    """Return a figure that must not exceed its bar, both in a unit."""
    return Figure(what, value, most, f"{value:,.0f} {unit}", f"{most:,.0f} {unit}")


def measure_pages(
    served: Served, pages: Sequence[str], names: Sequence[str], large: bool
) -> Iterator[Figure]:
    """Yield how long pages of things and suggestions take, none asked for twice."""
    half, most = (120, 600) if large else (40, 120)
    taken = [1000 * served.seconds(page) for page in pages]
    yield bar(f"{len(pages)} pages of things, median", median(taken), half)
    yield bar("… 95th percentile", last(taken), most)
    typed = [name[:letters] for name in names for letters in (2, 4, 7)]
    served.seconds("/suggest?q=ab")
    waits = [1000 * served.seconds(f"/suggest?q={quote(start)}") for start in typed]
    yield bar(f"{len(typed)} suggestions as one types, median", median(waits), 30)
    yield bar("… 95th percentile", last(waits), 60)


def measure_readers(served: Served, pages: Sequence[str], bombs: bool) -> Iterator[Figure]:
    """Yield how long readers wait who each ask for another page once a second."""
    waits: list[float] = []
    failed: list[str] = []
    end = time.monotonic() + MINUTE
    chance = random.Random(1)
    orders = [chance.sample(pages, len(pages)) for _ in range(READERS)]

    def read(number: int) -> None:
        time.sleep(number / READERS)
        for page in cycle(orders[number]):
            begun = time.monotonic()
            if begun > end:
                return
            try:
                if served.get(page)[0] != 200:
                    failed.append(page)
            except OSError as exc:
                failed.append(f"{page}: {exc}")
            waits.append(time.monotonic() - begun)
            time.sleep(max(0, 1 - (time.monotonic() - begun)))

    def attack() -> None:
        while time.monotonic() < end:
            try:
                served.get(f"/sparql?{urlencode({'query': BOMB, 'format': 'json'})}")
            except OSError as exc:
                failed.append(f"bomb: {exc}")

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    threads += [threading.Thread(target=attack)] * bombs
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    beside = ", another asks bombs" if bombs else ""
    what = f"{READERS} readers for a minute{beside}, 95th percentile of {len(waits):,} pages"
    yield bar(what, 1000 * last(waits), 500)
    yield bar("… errors", len(failed), 0, "errors")
    for failure in failed[:3]:
        print(failure, file=sys.stderr)


def measure_weights(served: Served, pages: Iterable[str]) -> Figure:
    """Return how heavy the heaviest page is, with all that it loads before its map is opened."""
    weights = {}
    for page in pages:
        _, html = served.get(page)
        loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', html.decode())
        weights[page] = len(html) + sum(len(served.get(one)[1]) for one in dict.fromkeys(loaded))
    heaviest = max(weights, key=weights.__getitem__)
    return bar(f"heaviest page ({heaviest[:40]})", weights[heaviest] / 1000, 100, "kB")


def measure_paint(served: Served, pages: Iterable[str]) -> Iterator[Figure]:
    """Yield when Chromium has painted the largest element of the slowest of some pages."""
    options = webdriver.ChromeOptions()
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    painted: dict[str, list[float]] = {}
    try:
        for page in (next(iter(pages)), *(page for page in pages for _ in range(PAINTS))):
            driver.get(f"http://127.0.0.1:{served.port}{page}")
            painted.setdefault(page, []).append(driver.execute_async_script(PAINTED))
    finally:
        driver.quit()
    times = {page: median(found[-PAINTS:]) for page, found in painted.items()}
    slowest = max(times, key=times.__getitem__)
    what = f"largest element painted, the slowest of {len(times)} pages ({slowest[:40]})"
    yield bar(what, times[slowest], 500)


def rate(served: Served, addresses: Sequence[str], seconds: float = 5) -> float:
    """Return how many answers a second a server gives, one after another."""
    for address in addresses[:3]:
        served.seconds(address)
    begun = time.perf_counter()
    for count, address in enumerate(cycle(addresses), 1):
        served.seconds(address)
        if (passed := time.perf_counter() - begun) > seconds:
            return count / passed
    raise AssertionError


def side_by_side(folder: Path, store: Path, pages: Sequence[str]) -> Iterator[Figure]:
    """Yield pages and answers a second, against Datasette and rdflib-endpoint, in turns."""
    python = COMPARED / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", COMPARED], check=True)
        wanted = ("datasette", "rdflib-endpoint", "uvicorn")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    kg = KnowledgeGraph.open(store).published()
    database, rows = folder / "things.db", things(kg)
    numbers = {thing.iri: number for number, thing in enumerate(rows)}
    with sqlite3.connect(database) as sql:
        sql.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, iri, label, kind, names)")
        sql.execute("CREATE TABLE tie (id INTEGER PRIMARY KEY, thing REFERENCES thing, iri, words)")
        sql.execute("CREATE INDEX of_thing ON tie (thing)")
        cells = ((n, t.iri, t.label, t.kind, "; ".join(t.names)) for n, t in enumerate(rows))
        sql.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", cells)
        ties = kg.table(TIES)[1]
        said = ([text(row, name) for name in ("thing", "tie", "words")] for row in ties)
        ends = ([numbers.get(thing), tie, words] for thing, tie, words in said)
        sql.executemany("INSERT INTO tie (thing, iri, words) VALUES (?, ?, ?)", ends)
    turtle = folder / "graph.ttl"
    turtle.write_bytes(export(kg, fmt="ttl"))
    datasette = Served(python, "-m", "datasette", database, "--port", "PORT", "-h", "127.0.0.1")
    ids_of = [f"/things/thing/{number}" for number in range(len(rows))]
    endpoint = Served(
        python, "-m", "rdflib_endpoint", "serve", turtle, "--port", "PORT", "--host", "127.0.0.1",
        first="/?" + urlencode({"query": "ASK {}"}),
    )  # fmt: skip
    asked = ["/ask/participants-of-event.json?" + urlencode({"event": "ICT Tools"})]
    query = kg.ask("participants-of-event", event="ICT Tools").query
    free = [f"/?{urlencode({'query': query})}"]
    with explorer(store) as own, datasette, endpoint:
        pages_own, pages_other, answers_own, answers_other = [], [], [], []
        for _ in range(3):
            pages_own.append(rate(own, pages))
            pages_other.append(rate(datasette, ids_of))
            answers_own.append(rate(own, asked))
            answers_other.append(rate(endpoint, free))
    for what, ours, theirs, least in (
        ("pages a second, against Datasette", pages_own, pages_other, 0.5),
        ("answers a second, against rdflib-endpoint", answers_own, answers_other, 5),
    ):
        ratio = median(ours) / median(theirs)
        shown = f"{ratio:.2f} × ({median(ours):,.0f} against {median(theirs):,.0f})"
        yield Figure(what, -ratio, -least, shown, f"{least} ×")


def build(folder: Path, programmes: int) -> Path:
    """Return a store of the programme of data/, or of made ones."""
    store = folder / "store"
    if not programmes:
        subprocess.run([*ATGRAPH, "build", "--store", str(store)], check=True)
        return store
    quads = folder / "made.nq"
    make = [sys.executable, HERE / "generate.py", "--programmes", programmes, quads]
    store.mkdir()
    for command in (make, [sys.executable, "-c", LOAD, quads, store]):
        subprocess.run(list(map(str, command)), check=True)
    return store


def measure(folder: Path, programmes: int, compare: bool) -> Iterator[Figure]:
    """Yield all figures."""
    store = build(folder, programmes)
    kg = KnowledgeGraph.open(store).published()
    found = things(kg)
    chance = random.Random(1)
    chosen = chance.sample(found, min(MOST_PAGES, len(found)))
    pages = [page_of(thing.iri) for thing in chosen]
    names = [t.label for t in chance.sample(found, min(100, len(found)))]
    with explorer(store) as served:
        started = Figure(
            "started and first page served", served.started, 1 if not programmes else inf,
            f"{served.started:.2f} s", "1.0 s" if not programmes else "none",
        )  # fmt: skip
        yield started
        yield from measure_pages(served, pages, names, programmes > 0)
        if not programmes:
            yield from measure_readers(served, pages, bombs=False)
            yield from measure_readers(served, pages, bombs=True)
            yield measure_weights(served, ["/", *OTHERS, *pages])
            yield from measure_paint(served, ["/", *OTHERS, *pages[:5]])
        if not programmes:
            yield bar("largest memory", served.megabytes, 200, "MB")
    if compare:
        yield from side_by_side(folder, store, pages)


def main() -> None:
    """Measure, write the table, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=0)
    parser.add_argument("--side-by-side", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = []
        for figure in measure(Path(name), given.programmes, given.side_by_side):
            print(figure.line(), file=sys.stderr, flush=True)
            figures.append(figure)
    written = table(figures)
    print(written, end="")
    begin, end = (mark.format(" --programmes" * bool(given.programmes)) for mark in (BEGIN, END))
    before, after = README.read_text(encoding="utf-8").split(begin)
    README.write_text(before + begin + written + end + after.split(end)[1], encoding="utf-8")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
