"""Measures how often `atgraph ask WORDS` finds the question that people mean.

`asking.yml` holds six sets of questions in people's own words, each labelled before it was tried.
A line is right where the question stands first, or among three; where nothing asks that, if none is
answered outright. `python benchmarks/asking.py` writes the figures into benchmarks/README.md;
`python benchmarks/asking.py FILE` prints those of another file and what it missed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from atgraph.api import KnowledgeGraph
from atgraph.ask.binding import class_of
from atgraph.ask.lookup import find
from atgraph.ask.question_search import Ranked, clear
from atgraph.ask.values import values_of
from atgraph.build.whole import build_graph
from atgraph.data.names import key
from atgraph.graph.sparql import Parameter

ROOT = Path(__file__).resolve().parent.parent
README, QUESTIONS = ROOT / "benchmarks" / "README.md", ROOT / "benchmarks" / "asking.yml"
BEGIN, END = "<!-- written by asking.py -->\n", "<!-- end of asking.py -->"
BARS = {"first": 0.8, "among three": 0.95}


def measure(kg: KnowledgeGraph, line: dict[str, Any]) -> dict[str, bool | None]:
    """Return what is right of a question in somebody's words; None where it does not count."""
    fitting, answers = kg.questions(line["ask"]), line["answers"]
    chosen = clear(fitting)
    first = fitting[0] if fitting else None
    right = {"first": chosen is None, "among three": chosen is None}
    if answers:
        names = [ranked.question.name for ranked in fitting[:3]]
        right = {"first": names[:1] != [] and names[0] in answers}
        right["among three"] = any(name in answers for name in names)
    is_named = first is not None and right["first"] and bool(answers)
    return right | {
        "its names, where the question is first": is_named_right(kg, first, answers)
        if is_named and first
        else None,
        "answered at once, and rightly": right["first"] if chosen else None,
    }


def is_named_right(kg: KnowledgeGraph, ranked: Ranked, answers: dict[str, Any]) -> bool:
    """Whether each name is filled in that the words hold; of a list any one is right."""
    parameters = {p.option: p for p in ranked.question.parameters}
    for option, expected in answers[ranked.question.name].items():
        given = ranked.values.get(option)
        names = expected if isinstance(expected, list) else [expected]
        meant = [identity(kg, parameters[option], str(name)) for name in names]
        if given is None or identity(kg, parameters[option], given.exact) not in meant:
            return False
    return True


def identity(kg: KnowledgeGraph, parameter: Parameter, name: str) -> str:
    """Return what a name stands for as a parameter."""
    if parameter.kind == "iri":
        return find(kg, name, class_of(parameter.option)).iri
    values = values_of(kg, parameter.name)
    return next((v.iri for v in values if key(name) in map(key, (v.text, *v.names))), name)


def table(kg: KnowledgeGraph, lines: list[dict[str, Any]], verbose: bool = False) -> str:
    """Return the shares as a table in Markdown, and the bars they are held to."""
    measured = [(line["ask"], measure(kg, line)) for line in lines]
    rows = ["| what | measured | bar | within |", "|---|---|---|---|"]
    for what in measured[0][1]:
        counted = [bool(right[what]) for _, right in measured if right[what] is not None]
        share, bar = sum(counted) / len(counted), BARS.get(what)
        within = "–" if bar is None else "yes" if share >= bar else "no"
        shown = f"{sum(counted)} of {len(counted)}, {share:.1%}"
        rows.append(f"| {what} | {shown} | {'none' if bar is None else bar} | {within} |")
    if verbose:
        rows += [f"missed: {ask}" for ask, right in measured if not right["first"]]
    return "\n".join(rows) + "\n"


def main() -> None:
    kg = KnowledgeGraph(build_graph(ROOT / "data").store)
    path = Path(sys.argv[1]) if sys.argv[1:] else QUESTIONS
    sets = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    text = "\n".join(table(kg, lines, verbose=path != QUESTIONS) for lines in sets)
    if path != QUESTIONS:
        print(text, end="")
        return
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(f"{before}{BEGIN}{text}{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
