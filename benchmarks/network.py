"""Measures what is counted of a network, against networkx, and the commands as whole processes.

The figures are written into benchmarks/README.md.

The network that is counted is generated from a seed: 5,000 actors in 50 groups, 15,000 ties, four
in five of them within a group. The commands are run on the graph of the project's own data, and on
a generated graph of 5,000 organisations (`suggest_networks.py` says how it is made), which has more
ties than 15,000.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from math import isclose
from pathlib import Path
from typing import Any

import networkx as nx

import suggest_networks as networks
from atgraph.build.build import build
from atgraph.build.publish import writing
from atgraph.network.communities import divide
from atgraph.network.measures import MEASURES, compact
from atgraph.network.structure import joints, shape
from atgraph.network.ties import read_ties

Line = tuple[str, str, str, bool | None]
ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- written by network.py -->\n", "<!-- end of network.py -->"
ACTORS, TIES, GROUPS, WITHIN = 5_000, 15_000, 50, 0.8
RUNS = 5
PROGRAMME = (
    ("path", "UNODC", "Diginex", 0.3),
    ("partners", "OSCE", "--evidence", 0.3),
    ("suggest", "Mekong Club", "--evidence", None),
)
GENERATED = (
    ("path", "organization_o0000", "organization_o4000", 1.0),
    ("partners", "organization_o0000", "--evidence", 1.0),
    ("suggest", "organization_o0000", "--evidence", 3.0),
    ("gaps", "--top", "20", None),
)


def generate(seed: int = 1) -> nx.Graph:
    """Return a network of known structure, its weights from 1 to 4."""
    chance = random.Random(seed)
    graph = nx.Graph()
    graph.add_nodes_from(f"actor{number:04}" for number in range(ACTORS))
    names, size = list(graph), ACTORS // GROUPS
    while graph.number_of_edges() < TIES:
        one = chance.randrange(ACTORS)
        group = one // size if chance.random() < WITHIN else chance.randrange(GROUPS)
        other = group * size + chance.randrange(size)
        if one != other:
            graph.add_edge(names[one], names[other], weight=float(chance.randint(1, 4)))
    return graph


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor time of some work in seconds.

    Other processes do not lengthen it as they do the time on the clock. Return its result too.
    """
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def found_again(graph: nx.Graph, division: Any) -> float:
    """Return how much the communities say of the groups that the network was made of.

    It is the normalised mutual information.
    """
    import igraph

    label = {
        member.actor: community.number
        for community in division.communities
        for member in community.members
    }
    names = sorted(label)
    made = [int(name.removeprefix("actor")) // (ACTORS // GROUPS) for name in names]
    return float(igraph.compare_communities([label[name] for name in names], made, method="nmi"))


def whole(command: list[str]) -> tuple[float, float]:
    """Return the shortest of some runs of a command in seconds on the clock.

    Beside it is the least processor time.
    """
    clock, processor = [], []
    for _ in range(RUNS):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "atgraph", "network", *command],
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
        clock.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(processor)


def commands() -> Iterator[Line]:
    """Measure commands as whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        own, made = Path(folder) / "own", Path(folder) / "made"
        build(ROOT / "data", own)
        world = networks.make("all of these", 1, ACTORS, 1).world()
        kg = world.kg()
        made.mkdir()
        with writing(made) as unfinished:
            unfinished.begin(lambda disk: disk.bulk_extend(kg.store))
            unfinished.publish("generated")
        yield from _commands("the programme", PROGRAMME, ["--store", str(own)])
        yield from _commands(
            f"{ACTORS:,} organisations, {len(read_ties(kg).all):,} ties",
            GENERATED,
            ["--store", str(made)],
        )


def _commands(
    where: str, asked: tuple[tuple[str, str, str, float | None], ...], options: list[str]
) -> Iterator[Line]:
    for name, one, other, bar in asked:
        clock, processor = whole([name, one, other, *options])
        within = None if bar is None else processor <= bar
        yield (
            f"`network {name}`, {where}",
            f"{processor:.2f} s ({clock:.2f} s)",
            "none" if bar is None else f"{bar:g} s",
            within,
        )


def measure() -> list[Line]:
    """Return what was measured, the figure, the bar, and whether it is within."""
    graph = generate()
    lines: list[Line] = []
    whole, network = timed(lambda: compact(graph))
    lines.append(("reading the graph into igraph", f"{whole:.2f} s", "none", None))
    for one in MEASURES.values():
        seconds, values = timed(partial(one.compute, network))
        whole += seconds
        lines.append((one.name, f"{seconds:.2f} s", "none", None))
        if one.name == "betweenness":
            own, ours = seconds, values
    for what, work in (
        ("density, components, diameter …", shape),
        ("articulation points and bridges", joints),
    ):
        seconds, _ = timed(partial(work, network))
        whole += seconds
        lines.append((what, f"{seconds:.2f} s", "none", None))
    seconds, division = timed(lambda: divide(network))
    whole += seconds
    again = found_again(graph, division)
    count = (
        f"{len(division.communities)} found, {GROUPS} made, normalised mutual information "
        f"{again:.2f}"
    )
    lines.append((f"communities, {division.runs} runs", f"{seconds:.2f} s ({count})", "none", None))
    lines.append(("all of these", f"{whole:.1f} s", "10 s", whole <= 10))
    theirs_seconds, theirs = timed(lambda: nx.betweenness_centrality(graph))
    same = all(isclose(ours[name], theirs[name], rel_tol=1e-9, abs_tol=1e-9) for name in graph)
    ratio = theirs_seconds / own
    lines.append(
        (
            "betweenness, against networkx",
            f"{ratio:.0f} times as fast ({own:.1f} s against {theirs_seconds:.0f} s)",
            "30 times",
            ratio >= 30,
        )
    )
    lines.append(
        ("betweenness, its values", "the same to 1e-9" if same else "differ", "the same", same)
    )
    return lines


def table(lines: list[Line]) -> str:
    """Return lines as a table."""
    rows = (
        f"| {what} | {shown} | {bar} | {'–' if within is None else 'yes' if within else '**no**'} "
        "|\n"
        for what, shown, bar, within in lines
    )
    return f"| what | measured | bar | within |\n|---|---|---|---|\n{''.join(rows)}"


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    processes, lines = list(commands()), measure()
    machine = (
        f"a shared machine with {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}"
    )
    written = (
        f"Whole processes on {machine}: the least processor time of {RUNS}, which is what the "
        "clock shows where nothing else runs, and in\n"
    )
    written += f"brackets the shortest on the clock.\n\n{table(processes)}\n"
    written += f"What is counted, in processor time of one core:\n\n{table(lines)}"
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(before + BEGIN + written + END + after, encoding="utf-8")
    print(written, end="")
    sys.exit(any(within is False for *_, within in (*processes, *lines)))


if __name__ == "__main__":
    main()
