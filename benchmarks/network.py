"""Measures what is counted of a network, against networkx, and writes the figures into benchmarks/README.md.

The network is generated from a seed: 5,000 actors in 50 groups, 15,000 ties, four in five of them within a group.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections.abc import Callable
from math import isclose
from pathlib import Path
from typing import Any

import networkx as nx

from atgraph.network.communities import divide
from atgraph.network.measures import MEASURES, compact
from atgraph.network.structure import joints, shape

README = Path(__file__).resolve().parent / "README.md"
BEGIN, END = "<!-- written by network.py -->\n", "<!-- end of network.py -->"
ACTORS, TIES, GROUPS, WITHIN = 5_000, 15_000, 50, 0.8


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
    """Return the processor time of some work in seconds, which other processes do not lengthen as they do the time on the clock, and its result."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def found_again(graph: nx.Graph, division: Any) -> float:
    """Return how much of the groups that the network was made of the communities say: the normalised mutual information."""
    import igraph

    label = {member.actor: community.number for community in division.communities for member in community.members}
    names = sorted(label)
    made = [int(name.removeprefix("actor")) // (ACTORS // GROUPS) for name in names]
    return float(igraph.compare_communities([label[name] for name in names], made, method="nmi"))


def measure() -> list[tuple[str, str, str, bool | None]]:
    """Return what was measured, the figure, the bar, and whether it is within."""
    graph = generate()
    lines: list[tuple[str, str, str, bool | None]] = []
    whole, network = timed(lambda: compact(graph))
    lines.append(("reading the graph into igraph", f"{whole:.2f} s", "none", None))
    for one in MEASURES.values():
        seconds, values = timed(lambda one=one: one.compute(network))
        whole += seconds
        lines.append((one.name, f"{seconds:.2f} s", "none", None))
        if one.name == "betweenness":
            own, ours = seconds, values
    for what, work in (("density, components, diameter …", shape), ("articulation points and bridges", joints)):
        seconds, _ = timed(lambda work=work: work(network))
        whole += seconds
        lines.append((what, f"{seconds:.2f} s", "none", None))
    seconds, division = timed(lambda: divide(network))
    whole += seconds
    again = found_again(graph, division)
    count = f"{len(division.communities)} found, {GROUPS} made, normalised mutual information {again:.2f}"
    lines.append((f"communities, {division.runs} runs", f"{seconds:.2f} s ({count})", "none", None))
    lines.append(("all of these", f"{whole:.1f} s", "10 s", whole <= 10))
    theirs_seconds, theirs = timed(lambda: nx.betweenness_centrality(graph))
    same = all(isclose(ours[name], theirs[name], rel_tol=1e-9, abs_tol=1e-9) for name in graph)
    ratio = theirs_seconds / own
    lines.append(("betweenness, against networkx", f"{ratio:.0f} times as fast ({own:.1f} s against {theirs_seconds:.0f} s)", "30 times", ratio >= 30))
    lines.append(("betweenness, its values", "the same to 1e-9" if same else "differ", "the same", same))
    return lines


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    lines = measure()
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    written = f"Processor time, of one core, on a shared machine with {machine}.\n\n| what | measured | bar | within |\n|---|---|---|---|\n"
    for what, shown, bar, within in lines:
        written += f"| {what} | {shown} | {bar} | {'–' if within is None else 'yes' if within else '**no**'} |\n"
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(before + BEGIN + written + END + after, encoding="utf-8")
    print(written, end="")
    sys.exit(any(within is False for *_, within in lines))


if __name__ == "__main__":
    main()
