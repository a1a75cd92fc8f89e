"""Measures whole processes and writes the figures into benchmarks/README.md.

This process stays small and imports nothing of the project: the kernel counts the memory of a
process that starts another one towards the new one's peak.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from together import Together

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- written by run.py -->\n", "<!-- end -->"

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
ATGRAPH = (sys.executable, "-c", "from atgraph.cli import main; main()")
QUESTIONS = {
    ("who-works-with", "--organization", "OSCE"): 0.3,
    ("participants-of-event", "--event", "ICT Tools"): inf,
}  # and their bars
BOUND = (
    "import sys, atgraph; print(atgraph.open(sys.argv[1]).ask(sys.argv[2], "
    "{sys.argv[3].removeprefix('--'): sys.argv[4]}).query)"
)
PATIENCE = 60  # seconds that the script to compare with is given


@dataclass(frozen=True)
class Run:
    """One process: wall time in seconds, peak resident memory in MB, what it printed.

    Then whether it came to its end, its exit code, its processor time, and the most memory of it
    and all it started, in MB, where that was asked for.
    """

    seconds: float
    megabytes: float
    printed: bytes
    ended: bool = True
    code: int = 0
    processor: float = 0
    together: float = 0


@dataclass(frozen=True)
class Figure:
    """A measured figure and the bar it is held to."""

    what: str
    value: float
    bar: float
    shown: str
    limit: str

    def line(self) -> str:
        return (
            f"| {self.what} | {self.shown} | {self.limit} | "
            f"{'–' if self.bar == inf else 'yes' if self.value <= self.bar else '**no**'} |"
        )


def run(
    *command: str | Path,
    patience: float = 600,
    accepted: Sequence[int] = (0,),
    together: bool = False,
) -> Run:
    """Run a process with its output piped, and stop it after so many seconds.

    With ``together`` the memory of all processes that it starts is looked at too, on Linux.

    Raises:
        SystemExit: it ended with an exit code that is not accepted.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    stop = threading.Timer(patience, process.kill)
    stop.start()
    with Together(process.pid) if together else nullcontext() as all_of_it:
        printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    stop.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted and seconds < patience:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    megabytes, processor = (
        usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
        usage.ru_utime + usage.ru_stime,
    )
    most = all_of_it.megabytes if all_of_it else 0
    ended, code = process.returncode in accepted, process.returncode
    return Run(seconds, megabytes, printed, ended, code, processor, most)


def in_turns(times: int, *runs: Callable[[], Run]) -> list[list[Run]]:
    """Run each in its turn, again and again, after one round that does not count."""
    rounds = [[one() for one in runs] for _ in range(times + 1)]
    return [list(column) for column in zip(*rounds[1:], strict=True)]


def seconds(runs: Sequence[Run]) -> float:
    return median(r.seconds for r in runs)


def measure_build(folder: Path) -> list[Figure]:
    fresh = iter(range(100))
    (builds,) = in_turns(
        9, lambda: run(*ATGRAPH, "build", "--store", folder / f"build-{next(fresh)}")
    )
    wall, peak, least = (
        seconds(builds),
        median(r.megabytes for r in builds),
        min(r.processor for r in builds),
    )
    return [
        Figure("`atgraph build`, wall time", wall, 2, f"{wall:.2f} s", "2 s"),
        Figure(
            "… the least processor time of its runs, which others on the machine lengthen less",
            least,
            inf,
            f"{least:.2f} s",
            "none",
        ),
        Figure("`atgraph build`, peak memory", peak, 150, f"{peak:.0f} MB", "150 MB"),
    ]


def measure_ask(folder: Path, store: Path) -> Iterator[Figure]:
    turtle, query = folder / "graph.ttl", folder / "bound.rq"
    run(
        *ATGRAPH,
        "export",
        "--include-on-request",
        "--format",
        "ttl",
        "-o",
        turtle,
        "--store",
        store,
    )
    for question, bar in QUESTIONS.items():
        query.write_bytes(run(sys.executable, "-c", BOUND, store, *question).printed)

        def own(question: tuple[str, ...] = question) -> Run:
            return run(*ATGRAPH, "ask", *question, "--store", store)

        def plain() -> Run:
            return run(sys.executable, HERE / "rdflib_ask.py", turtle, query, patience=PATIENCE)

        slow = plain()
        yield compare(
            " ".join(question),
            bar,
            *(in_turns(9, own, plain) if slow.ended else (in_turns(9, own)[0], [slow])),
        )


def compare(question: str, bar: float, own: Sequence[Run], plain: Sequence[Run]) -> Figure:
    if plain[0].ended:
        compare_rows(own[0].printed, plain[0].printed)
    ratio, sign = seconds(own) / seconds(plain), "" if plain[0].ended else "more than "
    shown = f"{ratio:.3f} × ({seconds(own):.2f} s against {sign}{seconds(plain):.1f} s)"
    return Figure(
        f"`atgraph ask {question}`, against rdflib",
        ratio,
        bar,
        shown,
        f"{bar} ×" if bar < inf else "none",
    )


def compare_rows(own: bytes, plain: bytes) -> None:
    """Fail when two TSV tables differ in the columns that both show."""
    tables = [
        [line.split("\t") for line in printed.decode().splitlines()] for printed in (own, plain)
    ]
    shared = tables[0][0]
    rows = [
        sorted(tuple(row[table[0].index(name)] for name in shared) for row in table[1:])
        for table in tables
    ]
    if not rows[0] or rows[0] != rows[1]:
        raise SystemExit(
            f"atgraph gives {len(rows[0])} rows and rdflib {len(rows[1])}, or other ones"
        )


def measure_import() -> list[Figure]:
    own, bare = in_turns(
        21,
        lambda: run(sys.executable, "-c", "import atgraph"),
        lambda: run(sys.executable, "-c", ""),
    )
    added = 1000 * (seconds(own) - seconds(bare))
    return [
        Figure("`import atgraph`, added to a bare Python", added, 50, f"{added:.0f} ms", "50 ms")
    ]


def measure_sameness(folder: Path, stores: Sequence[Path]) -> list[Figure]:
    first, second = (
        run(*ATGRAPH, "export", "--format", "nq", "--store", store).printed for store in stores
    )
    lines = first.count(b"\n")
    return [
        Figure(
            f"two builds, exported as N-Quads ({lines:,} lines)",
            first != second,
            0,
            "same bytes" if first == second else "differ",
            "same bytes",
        )
    ]


def table(figures: Sequence[Figure]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    lines = [
        f"On a shared machine with {machine}.",
        "",
        "| what | measured | bar | within |",
        "|---|---|---|---|",
        *(f.line() for f in figures),
    ]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = measure_build(folder)
        stores = (folder / "build-0", folder / "build-1")
        figures += [
            *measure_ask(folder, stores[0]),
            *measure_import(),
            *measure_sameness(folder, stores),
        ]
    written = table(figures)
    before, after = (
        (README.read_text(encoding="utf-8")).split(BEGIN)[0],
        README.read_text(encoding="utf-8").split(END)[1],
    )
    README.write_text(before + BEGIN + written + END + after, encoding="utf-8")
    print(written, end="")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    main()
