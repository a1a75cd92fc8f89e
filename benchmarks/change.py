"""Measures what a build of a change costs, against a build of everything.

The figures are written into benchmarks/README.md.

`python benchmarks/change.py [--programmes 20] [--tries 3]`. 190 programmes are about a million
triples; there a build of everything takes minutes where others use the machine.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from statistics import median

from run import ATGRAPH, HERE, README, Figure, Run, run, table

BEGIN, END = "<!-- written by change.py -->\n", "<!-- end of change.py -->"
CHANGE, REGISTRY, MEGABYTES = 2.5, 3.0, 400  # seconds and MB of a process


class Project:
    """A made data folder and its store; its last programme can be taken out and put back."""

    def __init__(self, folder: Path, programmes: int) -> None:
        self.data, self.store = folder / "data", folder / "store"
        run(sys.executable, HERE / "generate.py", "--programmes", str(programmes), self.data)
        there = sorted((self.data / "programmes").iterdir())
        self._transcript = there[0] / "programme.yml"
        self._last, self._aside = there[-1], folder / there[-1].name
        registry = self.data / "registry"
        self._bodies = registry / "organizations.yml"
        self._naming = {registry / f"{name}.yml": "" for name in ("decisions", "people")}

    def build(self, *options: str, store: Path | None = None) -> Run:
        """Run a build as a process of its own."""
        place = ("--data", self.data, "--store", store or self.store)
        return run(*ATGRAPH, "build", *place, *options, patience=3600, together=True)

    def nothing(self) -> None:
        """Change nothing."""

    def remove(self) -> None:
        """Take the last programme out, and with it what the registry says of it."""
        name = self._last.name
        self._last.rename(self._aside)
        for path in self._naming:
            self._naming[path] = text = path.read_text(encoding="utf-8")
            records = re.split(r"^(?=- )", text.replace(f"  - {name}\n", ""), flags=re.MULTILINE)
            left = (r for r in records if not re.search(r"programmes:\n(?!  - )", r))
            path.write_text(
                "".join(r for r in left if f"programme: {name}\n" not in r), encoding="utf-8"
            )

    def add(self) -> None:
        """Put it back."""
        self._aside.rename(self._last)
        for path, text in self._naming.items():
            path.write_text(text, encoding="utf-8")

    def edit(self) -> None:
        """Let the first programme print a room that it did not say, or say it no more."""
        self._turn(self._transcript, "\n  room: ", "\n  # room: ")

    def move(self) -> None:
        """Change a word of the registry: the first body is of another country."""
        self._turn(self._bodies, "\n  country: AA\n", "\n  country: QZ\n")

    def _turn(self, path: Path, one: str, other: str) -> None:
        text = path.read_text(encoding="utf-8")
        old, new = (other, one) if other in text else (one, other)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def figures_of(what: str, runs: list[Run], bar: float, memory: float) -> Iterator[Figure]:
    """Yield the wall and processor time of some runs, and the peak of their memory."""
    wall, own = median(r.seconds for r in runs), min(r.processor for r in runs)
    most = max(r.megabytes for r in runs)
    limit = f"{bar:.1f} s" if bar < inf else "none"
    yield Figure(what, wall, bar, f"{wall:.2f} s", limit)
    yield Figure("… the least processor time", own, inf, f"{own:.2f} s", "none")
    limit = f"{memory:.0f} MB" if memory < inf else "none"
    yield Figure("… peak memory of its largest process", most, memory, f"{most:.0f} MB", limit)
    if together := max(r.together for r in runs):
        yield Figure("… of all its processes", together, inf, f"{together:.0f} MB", "none")


def export(store: Path) -> bytes:
    """Return what a store publishes as sorted N-Quads."""
    return run(*ATGRAPH, "export", "--format", "nq", "--store", store, patience=3600).printed


def measure(folder: Path, programmes: int, tries: int) -> Iterator[Figure]:
    """Build everything, and again and again what changed; compare with everything at the end."""
    project = Project(folder, programmes)
    whole = [project.build()]
    changes: dict[str, tuple[Callable[[], None], float]] = {
        "nothing changed": (project.nothing, CHANGE),
        "a programme changed": (project.edit, CHANGE),
        "a programme removed": (project.remove, CHANGE),
        "a programme added": (project.add, CHANGE),
        "a word of the registry changed": (project.move, REGISTRY),
    }
    runs: dict[str, list[Run]] = {what: [] for what in changes}
    for _ in range(tries):
        for what, (change, _) in changes.items():
            change()
            runs[what].append(project.build())
            print(f"{what}: {runs[what][-1]}", file=sys.stderr)
    yield from figures_of(f"{programmes} programmes, everything built", whole, inf, inf)
    for what, (_, bar) in changes.items():
        yield from figures_of(what, runs[what], bar, MEGABYTES)
    fresh = folder / "fresh"
    project.build("--full", store=fresh)
    first, second = export(project.store), export(fresh)
    lines, is_same = first.count(b"\n"), first == second
    yield Figure(
        f"after these and of everything, exported as N-Quads ({lines:,} lines)",
        not is_same,
        0,
        "same bytes" if is_same else "differ",
        "same bytes",
    )


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=20)
    parser.add_argument("--tries", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = list(measure(Path(name), given.programmes, given.tries))
    written = table(figures)
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + written + END + rest.split(END)[1], encoding="utf-8")
    print(written, end="")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as exc:
        raise SystemExit(str(exc)) from exc
