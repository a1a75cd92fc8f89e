"""Measures the SPARQL endpoint of `atgraph serve` over loopback, all its guards on.

`python benchmarks/interfaces.py [--minutes 10] [--programmes 190] [--alone]` writes its table into
benchmarks/README.md: cheap queries a second of 20 clients on kept connections, in turns with
Oxigraph's own server and with rdflib-endpoint over the same graph (which it installs into
build/compared/); then so many minutes of 20 clients, while another address sends a bomb every five
seconds. `--alone` leaves the comparison out. A query that is new has a comment of its own; the
others were asked before.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from statistics import median

from atgraph.api import KnowledgeGraph
from atgraph.export.rdf import export
from atgraph.graph.graph import text
from atgraph.graph.store import PUBLISHED, open_published
from hammer import Client, Tally, get, hammer
from run import README, Figure, table
from scale_server import oxigraph
from web import BOMB, COMPARED, Served, bar, build, explorer, last

BEGIN, END = "<!-- written by interfaces.py -->\n", "<!-- end of interfaces.py -->"
JSON = "application/sparql-results+json"
SECONDS, ROUNDS = 4, 3  # of each turn, turns
PAUSE, EVERY = 0.05, 5.0  # seconds between two requests of a client, and between two bombs
ATTACKER = "127.0.0.2"
PREFIXES = (
    "PREFIX atg: <https://w3id.org/atgraph/ontology#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
CHEAP = (
    "SELECT ?p ?o {{ <{0}> ?p ?o }}",
    "SELECT ?l {{ <{0}> rdfs:label ?l }}",
    "ASK {{ <{0}> ?p ?o }}",
    "SELECT ?event {{ ?part atg:hasParticipant <{0}> ; atg:isParticipationIn ?event }} LIMIT 20",
)


def cheap_queries(kg: KnowledgeGraph) -> list[str]:
    """Return queries of a few rows, in a mixed order."""
    rows = kg.select("SELECT DISTINCT ?s { ?s a atg:Actor ; rdfs:label ?l } ORDER BY ?s LIMIT 100")
    named = [text(row, "s") for row in rows]
    found = [PREFIXES + pattern.format(name) for name in named for pattern in CHEAP]
    random.Random(1).shuffle(found)
    return found


class Asking:
    """What a server is asked: its address and what it wants to be told beside the query."""

    numbers = itertools.count()

    def __init__(self, served: Served, path: str, queries: Sequence[str], **more: str) -> None:
        self.served, self.path, self.queries, self.more = served, path, queries, more

    def request(self, query: str) -> bytes:
        """Return a request."""
        return get(self.served.port, self.path, JSON, query=query, **self.more)

    def seen(self) -> Iterator[bytes]:
        """Yield the same queries again and again."""
        return itertools.cycle([self.request(query) for query in self.queries])

    def new(self) -> Iterator[bytes]:
        """Yield queries that nobody asked before."""
        for number in self.numbers:
            yield self.request(f"{self.queries[number % len(self.queries)]} # {number}")

    def rate(self, requests: Iterator[bytes]) -> float:
        """Return the answers a second."""
        tally = hammer(self.served.port, requests, SECONDS)
        if set(tally.statuses) - {200} or tally.lost:
            raise SystemExit(f"{self.path}: {tally.statuses}, {tally.lost} lost")
        return tally.good / SECONDS


def side_by_side(
    folder: Path, kg: KnowledgeGraph, own: Served, queries: Sequence[str], published: Path
) -> Iterator[Figure]:
    """Yield answers a second against the two other servers, in turns."""
    python = COMPARED / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", COMPARED], check=True)
        wanted = ("datasette", "rdflib-endpoint", "uvicorn")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    turtle = folder / "graph.ttl"
    turtle.write_bytes(export(kg, fmt="ttl"))
    native = Served(
        oxigraph(), "serve-read-only", "--location", published, "--bind", "127.0.0.1:PORT"
    )
    endpoint = Served(
        *(python, "-m", "rdflib_endpoint", "serve", turtle, "--port", "PORT"),
        *("--host", "127.0.0.1"),
        first="/?query=ASK%7B%7D",
    )
    with native, endpoint:
        ours = Asking(own, "/sparql", queries)
        theirs = Asking(native, "/query", queries, **{"union-default-graph": ""})
        other = Asking(endpoint, "/", queries)
        rates: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, asking, asked in (
                ("Oxigraph", theirs, theirs.new()),
                ("new", ours, ours.new()),
                ("seen", ours, ours.seen()),
                ("rdflib-endpoint", other, other.new()),
            ):
                rates.setdefault(name, []).append(asking.rate(asked))
    for other_name, least in (("Oxigraph", 0.5), ("rdflib-endpoint", 10.0)):
        for kind, bound in (("seen", least), ("new", -inf)):
            own_rate, their_rate = median(rates[kind]), median(rates[other_name])
            ratio = own_rate / their_rate
            yield Figure(
                f"cheap queries a second, {'asked before' if kind == 'seen' else 'new'}, against "
                f"{other_name}",
                -ratio,
                -bound,
                f"{ratio:.2f} × ({own_rate:,.0f} against {their_rate:,.0f})",
                f"{least:g} ×" if kind == "seen" else "none",
            )


def resident(served: Served) -> float:
    """Return the resident memory of a server's process in MB."""
    said = Path(f"/proc/{served.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", said)
    return int(found[1]) / 1024 if found else inf


def soak(own: Served, queries: Sequence[str], minutes: float) -> Iterator[Figure]:
    """Yield how 20 clients are answered while another address attacks."""
    asking, ended = Asking(own, "/sparql", queries), threading.Event()
    mixed = (one for pair in zip(asking.new(), asking.seen()) for one in pair)
    answers: dict[int, int] = {}

    def bomb(number: int) -> None:
        client = Client(own.port, ATTACKER)
        client.send(asking.request(f"{BOMB} # {number}"))
        while not (status := client.read()):
            pass
        client.socket.close()
        answers[status] = answers.get(status, 0) + 1

    def attack() -> None:
        for number in itertools.count():
            threading.Thread(target=bomb, args=[number], daemon=True).start()
            if ended.wait(EVERY):
                return

    threading.Thread(target=attack, daemon=True).start()
    first = hammer(own.port, mixed, min(60.0, minutes * 30), pause=PAUSE)
    before = resident(own)
    rest = hammer(own.port, mixed, minutes * 60 - min(60.0, minutes * 30), pause=PAUSE)
    ended.set()
    grown = resident(own) - before
    both = Tally([*first.seconds, *rest.seconds])
    for tally in (first, rest):
        both.lost += tally.lost
        for status, count in tally.statuses.items():
            both.statuses[status] = both.statuses.get(status, 0) + count
    total = len(both.seconds) + both.lost
    share = both.good / total
    while_attacked = f"{minutes:g} minutes of 20 clients, a bomb every {EVERY:g} s"
    yield Figure(
        f"{while_attacked}: {total:,} cheap queries answered",
        -share,
        -0.999,
        f"{share:.4%} ({', '.join(f'{n:,} × {s}' for s, n in sorted(both.statuses.items()))})",
        "99.9 %",
    )
    yield bar("… 95th percentile", last(both.seconds) * 1000, 500)
    yield bar("… slowest", max(both.seconds) * 1000, inf)
    said = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    yield Figure("… what the bombs were answered", 0, inf, said, "none")
    yield bar("… memory grown after the first minute", grown, 50, "MB")


def measure(folder: Path, minutes: float, programmes: int, alone: bool) -> Iterator[Figure]:
    """Yield all figures."""
    store = build(folder, programmes)
    kg = KnowledgeGraph.open(store).published()
    queries = cheap_queries(kg)
    published = open_published(store)[1]
    if (published / PUBLISHED).exists():
        published /= PUBLISHED
    if not alone:
        with explorer(store) as own:
            time.sleep(2)
            yield from side_by_side(folder, kg, own, queries, published)
    if minutes:
        with explorer(store) as own:
            yield from soak(own, queries, minutes)


def main() -> None:
    """Measure, write the table, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--programmes", type=int, default=0)
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = []
        for figure in measure(Path(name), given.minutes, given.programmes, given.alone):
            print(figure.line(), file=sys.stderr, flush=True)
            figures.append(figure)
    written = table(figures)
    print(written, end="")
    before, after = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + written + END + after.split(END)[1], encoding="utf-8")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
