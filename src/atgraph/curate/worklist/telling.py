"""The worklist as text: a curator reads it from top to bottom, and pastes the lines it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atgraph.curate.worklist.files import Files, Offer
from atgraph.curate.worklist.tasks import Place, Task, name_of
from atgraph.errors import CONTROL, VIOLATION
from atgraph.rdf.namespaces import shorten

WHOLE = 6  # lines of a record that is shown whole
PLACES = 20  # of one task; whoever mends these runs the check again


def tell_tasks(tasks: Iterable[Task]) -> Iterator[str]:
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
        told: set[tuple[str, int, tuple[str, ...]]] = set()
        for place in task.places[:PLACES]:
            yield ""
            yield from _tell_place(place, files)
            if not shared:
                new = [
                    offer
                    for offer in place.offers
                    if (offer.path, offer.first, offer.lines) not in told
                ]
                told |= {(offer.path, offer.first, offer.lines) for offer in new}
                yield from _tell_offers(new)
        if (more := len(task.places) - PLACES) > 0:
            yield from (
                "",
                f"   … and {more:,} more; `atgraph check --format json` has every place",
            )
        if shared:
            yield from _tell_offers(task.places[0].offers)
        yield ""


def _tell_place(place: Place, files: Files) -> Iterator[str]:
    problem = place.problem
    yield f"   {_clean(f'{problem.path}:{problem.line}' if problem.line else problem.path or 'in no file')}"
    if problem.rule == "check":
        yield f"   {_clean(problem.given['shown'])}"
    elif problem.rule == "shape":
        value = problem.given["value"]
        if value:
            yield f"   found: {_clean(shorten(value) if value.startswith('http') else value)}"
    elif not place.offers or problem.rule in ("", "form"):
        yield f"   {_clean(' '.join(problem.message.split()))}"
    before = 0
    for line in _shown(place, files):
        if before and line > before + 1:
            yield "          …"
        yield f"   {line:>5} | {_clean(files.line(problem.path, line))}"
        before = line


def _shown(place: Place, files: Files) -> list[int]:
    """Return the lines to print: a short record whole, of a long one the lines that matter."""
    if not place.lines or not files.lines(place.problem.path):
        return []
    start, path = place.lines[0], place.problem.path
    last = files.end(path, start)
    if last - start < WHOLE:
        return [n for n in range(start, last + 1) if files.line(path, n).strip()]
    return sorted({start, min(start + 1, last), *place.lines})


def _tell_offers(offers: Iterable[Offer]) -> Iterator[str]:
    for offer in offers:
        yield ""
        yield f"   {_clean(offer.do)}"
        if offer.lines:
            yield ""
            yield from (_clean(line) for line in offer.lines if line or offer.lines[0] != line)


def _clean(text: str) -> str:
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", " ")
