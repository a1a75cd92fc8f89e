"""Problems become tasks: like ones together, each with its places and the lines that solve it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.echoes import without_echoes
from atgraph.curate.worklist.files import Files, Offer
from atgraph.curate.worklist.offers import offers_for
from atgraph.curate.worklist.rules import RULES
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import ATGS
from atgraph.rdf.ontology import Ontology


@dataclass(frozen=True)
class Place:
    """Where something is wrong: its problem, the lines that hold it, and what mends it there."""

    problem: Problem
    lines: tuple[int, ...]
    offers: tuple[Offer, ...]


@dataclass
class Task:
    """One thing to do, in one or several places."""

    title: str
    why: str
    severity: str
    places: list[Place] = field(default_factory=list)

    @property
    def offers(self) -> list[Offer]:
        """The lines that solve it, each once; one of several for the same place is enough."""
        return list(dict.fromkeys(offer for place in self.places for offer in place.offers))


def make_tasks(problems: Iterable[Problem], ontology: Ontology, shapes: Path) -> list[Task]:
    """Group problems into tasks, those that must be done first, each group in the order of the files.

    Args:
        problems: what reading, mapping, shapes and checks found.
        ontology: the declarations, for the keys of a record and the words of a vocabulary.
        shapes: the folder of the shapes, for the vocabulary that a class takes its words from.
    """
    problems = set(problems)
    context = Context(Files(), ontology, shapes, problems)
    tasks: dict[tuple[str, str, str], Task] = {}
    told: set[tuple[str, tuple[str, str] | None]] = set()
    for problem in sorted(
        without_echoes(context), key=lambda f: (f.severity != VIOLATION, f.path, f.line, f.message)
    ):
        title, why = describe(problem)
        task = tasks.setdefault(
            (problem.severity, problem.rule, title), Task(title, why, problem.severity)
        )
        place = Place(problem, context.places(problem), tuple(offers_for(problem, context)))
        value = _value(problem)
        if place.offers or not value or (title, value) not in told:
            task.places.append(place)
        told.add((title, value))
    return list(tasks.values())


def _value(problem: Problem) -> tuple[str, str] | None:
    """Return the value that a problem is about, which a part of a record takes over from it; told once where nothing is offered."""
    return (problem.path, problem.given["value"]) if problem.rule == "not-in-quotes" else None


def describe(problem: Problem) -> tuple[str, str]:
    """Return what is wrong in one sentence, and why it matters."""
    given = problem.given
    if problem.rule == "shape":
        return given["text"].rstrip(".").replace("(rdfs:label)", "(`label`)"), given.get("why", "")
    if problem.rule == "check":
        return given["summary"].rstrip("."), given["why"][:1].upper() + given["why"][1:]
    rule = RULES.get(problem.rule, RULES[""])
    named = defaultdict(str, {k: v if len(v) <= 60 else v[:60] + "…" for k, v in given.items()})
    return rule.title.format_map(named), rule.why


def name_of(problem: Problem) -> str:
    """Return the name of what a problem breaks: a shape, a check, or a rule of reading."""
    if problem.rule == "shape":
        return problem.given["shape"].removeprefix(ATGS)
    return problem.given["check"] if problem.rule == "check" else problem.rule or "readable"
