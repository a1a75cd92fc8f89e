"""Problems become tasks: like ones together, each with its places and the lines to paste."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from atgraph.characters import shown
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.echoes import without_echoes
from atgraph.curate.worklist.offers import offers_for
from atgraph.curate.worklist.text_files import Files, Offer, TextFile
from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import ATGS, shorten
from atgraph.rdf.ontology import Ontology

CUT = 60  # letters of a value in the title of a task
WHOLE = 6  # lines of a record that is shown whole
PLACES = 20  # of one task; after these are mended, the check is run again
TASKS = 200  # of one worklist


@cache
def read_rules() -> dict[str, tuple[str, str]]:
    """Return rule → what is wrong in one sentence, and why; without a rule, it is “unreadable”."""
    rows = read_yaml(Path(__file__).with_name("rules.yml"))
    return {name: (row["title"], row["why"]) for name, row in rows.items()}


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


def build_tasks(
    problems: Iterable[Problem], ontology: Ontology, shapes: Path
) -> list[WorklistTask]:
    """Group problems into tasks, those that must be done first, each group in order of the files.

    ``shapes`` is the folder of the shapes, which say from which vocabulary a class takes its words.
    """
    context = Context(ontology, shapes, set(problems))
    tasks: dict[tuple[str, str, str], WorklistTask] = {}
    shown: set[tuple[str, str, str]] = set()
    for problem in sorted(without_echoes(context), key=lambda p: (p.severity != VIOLATION, p)):
        title, why = _describe(problem)
        group = problem.severity, problem.rule, title
        task = tasks.setdefault(group, WorklistTask(title, why, problem.severity))
        offers = tuple(offers_for(problem, context))
        # A part of a record takes a value over from it: where nothing is offered, once is enough.
        value = (title, problem.path, problem.key.value)
        if offers or problem.rule != "not-in-quotes" or value not in shown:
            task.places.append(TaskPlace(problem, context.places(problem), offers))
        shown.add(value)
    return list(tasks.values())


def _describe(problem: Problem) -> tuple[str, str]:
    """Return what is wrong in one sentence, and why it matters."""
    found = problem.result
    if problem.rule == "shape":
        return found.text.rstrip(".").replace("(rdfs:label)", "(`label`)"), found.why
    if problem.rule == "check":
        return found.text.rstrip("."), found.why[:1].upper() + found.why[1:]
    title, why = read_rules()[problem.rule or "unreadable"]
    values = {"key": problem.key.key, "value": problem.key.value, "name": problem.name.text}
    cut = {name: text if len(text) <= CUT else text[:CUT] + "…" for name, text in values.items()}
    return title.format(**cut), why


# --- as text ---


def iter_lines(tasks: Iterable[WorklistTask]) -> Iterator[str]:
    """Yield the lines of a worklist; lines to paste stand alone, indented as in their file."""
    tasks, files = list(tasks), Files()
    for number, task in enumerate(tasks[:TASKS], 1):
        yield f"{number} of {len(tasks)}. {task.title}."
        if task.severity != VIOLATION:
            yield "   Advice: it may stay as it is."
        if task.why:
            yield f"   Why: {task.why}"
        first = task.places[0].problem
        yield f"   Rule: {first.result.name.removeprefix(ATGS) or first.rule or 'readable'}"
        shared = len({place.offers for place in task.places}) == 1
        shown: set[tuple[object, ...]] = set()
        for place in task.places[:PLACES]:
            yield ""
            yield from _place(place, files[place.problem.path])
            if not shared:
                new = [o for o in place.offers if (o.path, o.first, o.lines) not in shown]
                shown |= {(offer.path, offer.first, offer.lines) for offer in new}
                yield from _offers(new)
        if (more := len(task.places) - PLACES) > 0:
            yield ""
            yield f"   … and {more:,} more; `atgraph check --format json` has every place"
        if shared:
            yield from _offers(task.places[0].offers)
        yield ""
    if (more := len(tasks) - TASKS) > 0:
        yield f"… and {more:,} more tasks; mend these first, or take `atgraph check --format json`"


def _place(place: TaskPlace, file: TextFile) -> Iterator[str]:
    problem = place.problem
    where = f"{problem.path}:{problem.line}" if problem.line else problem.path or "in no file"
    yield f"   {_clean(where)}"
    value = problem.result.value
    if problem.rule == "check":
        yield f"   {_clean(problem.result.shown)}"
    elif value:
        yield f"   found: {_clean(shorten(value) if value.startswith('http') else value)}"
    elif problem.rule != "shape" and (not place.offers or problem.rule in ("", "form")):
        yield f"   {_clean(' '.join(problem.message.split()))}"
    before = 0
    for line in _shown(place, file):
        if before and line > before + 1:
            yield "          …"
        yield f"   {line:>5} | {_clean(file.line(line))}"
        before = line


def _shown(place: TaskPlace, file: TextFile) -> list[int]:
    """Return the lines to print: a short record whole, of a long one the lines that matter."""
    if not place.lines or not file.lines:
        return []
    start = place.lines[0]
    last = file.end(start)
    if last - start < WHOLE:
        return [number for number in range(start, last + 1) if file.line(number).strip()]
    return sorted({start, min(start + 1, last), *place.lines})


def _offers(offers: Iterable[Offer]) -> Iterator[str]:
    for offer in offers:
        yield ""
        yield f"   {_clean(offer.do)}"
        if offer.lines:
            yield ""
            yield from (_clean(line) for line in offer.lines if line or offer.lines[0] != line)


def _clean(text: str) -> str:
    return shown(text).replace("\n", " ")
