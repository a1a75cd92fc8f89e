"""The worklist as text: a curator reads it from top to bottom, and pastes the lines it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atgraph.curate.worklist.tasks import TaskPlace, WorklistTask, name_of
from atgraph.curate.worklist.text_files import Files, Offer, TextFile
from atgraph.errors import CONTROL, VIOLATION
from atgraph.rdf.namespaces import shorten

WHOLE = 6  # lines of a record that is shown whole
PLACES = 20  # of one task; after these are mended, the check is run again


def iter_lines(tasks: Iterable[WorklistTask]) -> Iterator[str]:
    """Yield the lines of a worklist; lines to paste stand alone, indented as in their file."""
    tasks, files = list(tasks), Files()
    for number, task in enumerate(tasks, 1):
        yield f"{number} of {len(tasks)}. {task.title}."
        if task.severity != VIOLATION:
            yield "   Advice: it may stay as it is."
        if task.why:
            yield f"   Why: {task.why}"
        yield f"   Rule: {name_of(task.places[0].problem)}"
        shared = len({place.offers for place in task.places}) == 1
        shown: set[tuple[str, int, tuple[str, ...]]] = set()
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
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", " ")
