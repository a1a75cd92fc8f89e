"""Problems become tasks: like ones together, each with its places and the lines that solve it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.echoes import without_echoes
from atgraph.curate.worklist.offers import offers_for
from atgraph.curate.worklist.text_files import Offer
from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import ATGS
from atgraph.rdf.ontology import Ontology

CUT = 60  # letters of a value in the title of a task


class Rule(NamedTuple):
    """What is wrong in one sentence, and why it matters to whom."""

    title: str
    why: str


@cache
def read_rules() -> dict[str, Rule]:
    """Return name → rule; what breaks no other rule breaks “unreadable”."""
    rows = read_yaml(Path(__file__).with_name("rules.yml"))
    return {name: Rule(row["title"], row["why"]) for name, row in rows.items()}


@dataclass(frozen=True)
class TaskPlace:
    """Where something is wrong: the problem, the lines that hold it, and what mends it there."""

    problem: Problem
    lines: tuple[int, ...]
    offers: tuple[Offer, ...]


@dataclass
class WorklistTask:
    """One thing to do, in one or several places."""

    title: str
    why: str
    severity: str
    places: list[TaskPlace] = field(default_factory=list)

    @property
    def offers(self) -> list[Offer]:
        """The lines that solve it, each once; one of several for the same place is enough."""
        return list(dict.fromkeys(offer for place in self.places for offer in place.offers))


def build_tasks(
    problems: Iterable[Problem], ontology: Ontology, shapes: Path
) -> list[WorklistTask]:
    """Group problems into tasks, those that must be done first, each group in order of the files.

    Args:
        problems: what reading, mapping, shapes and checks found.
        ontology: the declarations, for the keys of a record and the words of a vocabulary.
        shapes: the folder of the shapes, for the vocabulary that a class takes its words from.
    """
    context = Context(ontology, shapes, set(problems))
    tasks: dict[tuple[str, str, str], WorklistTask] = {}
    shown: set[tuple[str, str, str]] = set()
    found = without_echoes(context)
    for problem in sorted(found, key=lambda p: (p.severity != VIOLATION, p)):
        title, why = describe(problem)
        task = WorklistTask(title, why, problem.severity)
        task = tasks.setdefault((problem.severity, problem.rule, title), task)
        offers = tuple(offers_for(problem, context))
        # A part of a record takes a value over from it: where nothing is offered, once is enough.
        value = (title, problem.path, problem.key.value)
        if offers or problem.rule != "not-in-quotes" or value not in shown:
            task.places.append(TaskPlace(problem, context.places(problem), offers))
        shown.add(value)
    return list(tasks.values())


def describe(problem: Problem) -> tuple[str, str]:
    """Return what is wrong in one sentence, and why it matters."""
    found = problem.result
    if problem.rule == "shape":
        return found.text.rstrip(".").replace("(rdfs:label)", "(`label`)"), found.why
    if problem.rule == "check":
        return found.text.rstrip("."), found.why[:1].upper() + found.why[1:]
    rules = read_rules()
    rule = rules.get(problem.rule, rules["unreadable"])
    values = {"key": problem.key.key, "value": problem.key.value, "name": problem.name.text}
    cut = {name: text if len(text) <= CUT else text[:CUT] + "…" for name, text in values.items()}
    return rule.title.format(**cut), rule.why


def name_of(problem: Problem) -> str:
    """Return the name of what a problem breaks: a shape, a check, or a rule of reading."""
    if problem.rule in ("shape", "check"):
        return problem.result.name.removeprefix(ATGS)
    return problem.rule or "readable"
