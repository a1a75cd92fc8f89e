"""Hides ties and sees whether the score of `atgraph network suggest` finds them again.

Beside it are common neighbours and chance. Hidden are a tenth of the partnerships of generated
networks (`suggest_networks.py` says how they are made), and one at a time each of the few declared
ties between two organisations of the real programme. `python benchmarks/suggest.py` writes the
figures into benchmarks/README.md.
"""

from __future__ import annotations

import os
import platform
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mean

import suggest_networks as networks
from atgraph.api import KnowledgeGraph
from atgraph.build.whole import build_graph
from atgraph.network.steps import TypedGraph, Walks
from atgraph.network.ties import BODY, ORGANIZATION, THEME, Levels, Tie, Ties, read_ties

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- written by suggest.py -->\n", "<!-- end of suggest.py -->"
SEEDS, FIRST, BAR = range(1, 6), 10, 1.5
Scores = Mapping[str, float]
Found = dict[str, list[tuple[float, float]]]


class Hidden:
    """A graph without some of its ties, and what each method makes of it."""

    def __init__(self, read: Ties, hidden: Iterable[Tie]) -> None:
        out = set(hidden)
        levels = Levels(read.above, BODY)
        typed = TypedGraph(
            read,
            tuple(tie for tie in read.all if tie not in out and tie.is_confirmed),
            ("declared", "co-presence"),
            levels,
            100,
        )
        self.walks = Walks(typed.weights())
        self.near: dict[str, set[str]] = defaultdict(set)
        for one, other in typed.ties:
            self.near[one].add(other)
            self.near[other].add(one)
        self.actors = sorted(
            {
                body
                for end, kind in read.kinds.items()
                if kind == ORGANIZATION
                for body in levels.bodies(end)
            }
        )
        self.partners: dict[str, set[str]] = defaultdict(set)
        for (one, other), ties in typed.ties.items():
            if read.kinds.get(one) == read.kinds.get(other) == ORGANIZATION and ties:
                self.partners[one].add(other)
                self.partners[other].add(one)
        themes = {thing for thing, kind in read.kinds.items() if kind == THEME}
        self.all = {
            a: self.near.get(a, set()).union(
                *(self.near[thing] & themes for thing in self.near.get(a, ()))
            )
            for a in self.actors
        }

    def candidates(self, actor: str) -> list[str]:
        return [a for a in self.actors if a != actor and a not in self.partners[actor]]

    def scores(self, actor: str, among: list[str]) -> dict[str, Scores]:
        """Return each method → its scores; the first is the one that is measured."""
        return {
            "suggest": self.walks.nearness(actor),
            "common partners": {a: len(self.partners[actor] & self.partners[a]) for a in among},
            "partners, events, themes": {a: len(self.all[actor] & self.all[a]) for a in among},
        }


def place(scores: Scores, wanted: str, among: list[str]) -> tuple[float, float]:
    """Return how likely it is among the first ten, and what share of the others it is before.

    Equals are in any order.
    """
    own = scores.get(wanted, 0.0)
    others = [scores.get(a, 0.0) for a in among if a != wanted]
    above, equal = sum(score > own for score in others), sum(score == own for score in others)
    return max(0.0, min(1.0, (FIRST - above) / (equal + 1))), (
        len(others) - above - equal / 2
    ) / max(1, len(others))


def look(graph: Hidden, one: str, other: str, found: Found) -> None:
    """Look for one end of a hidden tie among the candidates of the other."""
    among = graph.candidates(one)
    if other in among:
        for method, scores in graph.scores(one, among).items():
            found[method].append(place(scores, other, among))
        found["chance"].append((min(1.0, FIRST / len(among)), 0.5))


def generated(kind: str, seeds: Iterable[int], each: int, actors: int = 400) -> Found:
    """Hide a tenth of the partnerships of networks of a kind, and look for them from both ends."""
    found: Found = defaultdict(list)
    for seed in seeds:
        read = read_ties(networks.make(kind, seed, actors, each).world().kg())
        partnerships = [tie for tie in read.all if tie.of.is_mutual]
        hidden = random.Random(seed).sample(partnerships, len(partnerships) // 10)
        graph = Hidden(read, hidden)
        for tie in hidden:
            one, other = tie.ends
            look(graph, one, other, found)
            look(graph, other, one, found)
    return found


def real() -> Found:
    """Hide each declared tie between two bodies of the real programme.

    What else is declared between the two is hidden too, and then looked for.
    """
    found: Found = defaultdict(list)
    read = read_ties(KnowledgeGraph(build_graph(ROOT / "data").store))
    whole = TypedGraph(read, read.all, ("declared",), Levels(read.above, BODY), 100)
    for (one, other), ties in sorted(whole.ties.items()):
        if read.kinds.get(one) == read.kinds.get(other) == ORGANIZATION:
            graph = Hidden(read, ties)
            look(graph, one, other, found)
            look(graph, other, one, found)
    return found


def row(name: str, found: Found) -> tuple[str, float, float]:
    """Return a line of the table.

    Then how often the score finds what common neighbours find once: those of partners, of all.
    """
    hits = {method: mean(hit for hit, _ in places) for method, places in found.items()}
    shown = " | ".join(
        f"{hits[method]:.3f}, {mean(auc for _, auc in places):.2f}"
        for method, places in found.items()
    )
    by_partners, by_all = (
        hits["suggest"] / hits[m] if hits[m] else float("inf")
        for m in ("common partners", "partners, events, themes")
    )
    return (
        f"| {name} | {len(found['suggest'])} | {shown} | {by_partners:.1f} × | {by_all:.1f} × |\n",
        by_partners,
        by_all,
    )


def main() -> None:
    """Measure all and write the tables."""
    written = (
        f"On a shared machine with {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}.\n\n"
    )
    head = (
        "| network | looked for | suggest | common partners | partners, events, themes in common | "
        "chance | by common partners | by all in common |\n"
    )
    head += "|---|---|---|---|---|---|---|---|\n"
    for each, words in (
        (1, "One partnership for each organisation, as in 5,000 actors and 15,000 ties"),
        (3, "Three partnerships for each"),
    ):
        written += f"{words} (400 organisations, {len(SEEDS)} seeds):\n\n{head}"
        for kind in networks.KINDS:
            line, *_ = row(kind, generated(kind, SEEDS, each))
            written += line
            print(line, end="", flush=True)
        written += "\n"
    line, *_ = row("declared ties between two bodies", real())
    written += f"The real programme, one tie hidden at a time:\n\n{head}{line}"
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(before + BEGIN + written + END + after, encoding="utf-8")
    print(written, end="")


if __name__ == "__main__":
    main()
