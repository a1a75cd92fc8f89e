"""Measures whole processes and writes the figures into benchmarks/README.md.

This process stays small and imports nothing of the project: the kernel counts the memory of a process that starts
another one towards the new one's peak.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- written by run.py -->\n", "<!-- end -->"

ATGRAPH = (sys.executable, "-c", "from atgraph.cli import main; main()")
QUESTION = ("who-works-with", "--organization", "OSCE")
BOUND = "import sys, atgraph; print(atgraph.open(sys.argv[1]).ask(sys.argv[2], organization=sys.argv[4]).query)"


@dataclass(frozen=True)
class Run:
    """One process: wall time in seconds, peak resident memory in MB, and what it printed."""

    seconds: float
    megabytes: float
    printed: bytes


@dataclass(frozen=True)
class Figure:
    """A measured figure and the bar it is held to."""

    what: str
    value: float
    bar: float
    shown: str
    limit: str

    def line(self) -> str:
        return f"| {self.what} | {self.shown} | {self.limit} | {'yes' if self.value <= self.bar else '**no**'} |"


def run(*command: str | Path) -> Run:
    """Run a process with its output piped.

    Raises:
        SystemExit: it failed.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10), printed)


def in_turns(times: int, *runs: Callable[[], Run]) -> list[list[Run]]:
    """Run each in its turn, again and again, after one round that does not count."""
    rounds = [[one() for one in runs] for _ in range(times + 1)]
    return [list(column) for column in zip(*rounds[1:], strict=True)]


def seconds(runs: Sequence[Run]) -> float:
    return median(r.seconds for r in runs)


def measure_build(folder: Path) -> list[Figure]:
    fresh = iter(range(100))
    (builds,) = in_turns(9, lambda: run(*ATGRAPH, "build", "--store", folder / f"build-{next(fresh)}"))
    wall, peak = seconds(builds), median(r.megabytes for r in builds)
    return [
        Figure("`atgraph build`, wall time", wall, 2, f"{wall:.2f} s", "2 s"),
        Figure("`atgraph build`, peak memory", peak, 150, f"{peak:.0f} MB", "150 MB"),
    ]


def measure_ask(folder: Path, store: Path) -> list[Figure]:
    turtle, query = folder / "graph.ttl", folder / "bound.rq"
    run(*ATGRAPH, "export", "--format", "ttl", "-o", turtle, "--store", store)
    query.write_bytes(run(sys.executable, "-c", BOUND, store, *QUESTION).printed)
    own, plain = in_turns(
        9,
        lambda: run(*ATGRAPH, "ask", *QUESTION, "--store", store),
        lambda: run(sys.executable, HERE / "rdflib_ask.py", turtle, query),
    )
    compare_rows(own[0].printed, plain[0].printed)
    ratio = seconds(own) / seconds(plain)
    shown = f"{ratio:.2f} × ({seconds(own):.2f} s / {seconds(plain):.2f} s)"
    return [Figure("`atgraph ask who-works-with --organization OSCE` / rdflib", ratio, 0.3, shown, "0.3 ×")]


def compare_rows(own: bytes, plain: bytes) -> None:
    """Fail when two TSV tables differ in the columns that both show."""
    tables = [[line.split("\t") for line in printed.decode().splitlines()] for printed in (own, plain)]
    shared = tables[0][0]
    rows = [sorted(tuple(row[table[0].index(name)] for name in shared) for row in table[1:]) for table in tables]
    if not rows[0] or rows[0] != rows[1]:
        raise SystemExit(f"atgraph gives {len(rows[0])} rows and rdflib {len(rows[1])}, or other ones")


def measure_import() -> list[Figure]:
    own, bare = in_turns(21, lambda: run(sys.executable, "-c", "import atgraph"), lambda: run(sys.executable, "-c", ""))
    added = 1000 * (seconds(own) - seconds(bare))
    return [Figure("`import atgraph`, added to a bare Python", added, 50, f"{added:.0f} ms", "50 ms")]


def measure_sameness(folder: Path, stores: Sequence[Path]) -> list[Figure]:
    first, second = (run(*ATGRAPH, "export", "--format", "nq", "--store", store).printed for store in stores)
    lines = first.count(b"\n")
    return [Figure(f"two builds, exported as N-Quads ({lines:,} lines)", first != second, 0, "same bytes" if first == second else "differ", "same bytes")]


def table(figures: Sequence[Figure]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    lines = [f"On a shared machine with {machine}.", "", "| what | measured | bar | within |", "|---|---|---|---|", *(f.line() for f in figures)]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = measure_build(folder)
        stores = (folder / "build-0", folder / "build-1")
        figures += measure_ask(folder, stores[0]) + measure_import() + measure_sameness(folder, stores)
    written = table(figures)
    before, after = (README.read_text(encoding="utf-8")).split(BEGIN)[0], README.read_text(encoding="utf-8").split(END)[1]
    README.write_text(before + BEGIN + written + END + after, encoding="utf-8")
    print(written, end="")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    main()
