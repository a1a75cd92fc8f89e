"""Lines for what shapes and checks ask for, by the key that fills the property they look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atgraph.build.mapping.draft import EARLIEST
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.key_offers import add_key, change_word, printed_day
from atgraph.curate.worklist.text_files import Offer
from atgraph.errors import KeyDetails, Problem

CONTACT = re.compile(
    r"[\s,;(<–-]*(?:(?:e-?mail|tel|phone)[.:]*\s*)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[+][0-9][0-9 ()./-]{5,}[0-9]"
    r"|(?<![0-9])0[0-9][0-9 ()./-]{5,}[0-9]|[0-9][0-9 ./-]{10,}[0-9])[>)]?",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EMPTY = re.compile(r"""\w:\s*(?:["']\s*["']\s*)?(?:[,}\]]|$)""")  # a key without a value


def offer_solution(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield what the check says to do."""
    do = problem.result.solution
    yield Offer(do[:1].upper() + do[1:].rstrip("."), problem.path)


def offer_shape(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield what keeps a shape: a word of its vocabulary, a missing key, a text without address."""
    found, file = problem.result, context.file(problem)
    component, key = found.component.rpartition("#")[2], context.key_of(problem)
    prefix, kind = context.prefix(found.path), context.classes.get(found.name, "")
    if context.groups.get(found.name) == "contact":
        yield from _without_contact(problem, context)
    elif component == "ClosedConstraintComponent":
        yield from file.take_out(problem.line, key) if key else ()
    elif component == "LessThanOrEqualsConstraintComponent" and (
        path := context.path_of(found.name)
    ):
        yield from _within(problem, context, path[-1])
    elif bound := context.bound_at(problem):
        lines = sorted({file.key(problem.line, key), bound})
        where = " or ".join(f"line {line}" for line in lines)
        yield Offer(f"Compare with what is printed, and correct {where}", problem.path)
    elif component == "MinCountConstraintComponent" and key:
        words = context.words(prefix, found.path, kind) if prefix else []
        yield from add_key(problem, context, key, words, below="label")
    elif prefix and problem.path:
        about = KeyDetails(key, found.value, kind=kind, path=found.path, prefix=prefix)
        yield from change_word(problem, context, about)


def _without_contact(problem: Problem, context: Context) -> Iterator[Offer]:
    file = context.file(problem)
    quoted = file.key(problem.line, "quotes")
    also = " (and its quote, so that it ends before the address)" if quoted else ""
    for number in range(problem.line, file.end(problem.line) + 1):
        head, key, tail = file.line(number).partition("quotes:")
        clean = CONTACT.sub(lambda found: found[0] if DAY.search(found[0]) else "", head)
        if clean != head and not EMPTY.search(clean):
            do, lines = f"Change line {number} to{also}:", (clean + key + tail,)
            yield Offer(do, problem.path, number, number, lines)


def _within(problem: Problem, context: Context, bound: str) -> Iterator[Offer]:
    """Yield the session with the nearest day of its programme; the document tells which is wrong.

    That a programme writes its two bounds as `start` and `end`, and a session both as `date`, is
    said by the layout of a transcript, not by the ontology.
    """
    file, key = context.file(problem), "start" if bound == EARLIEST else "end"
    above, at = file.key(1, key), file.key(problem.line, "date")
    found, own = DAY.search(file.line(above)), DAY.search(file.line(at))
    printed = printed_day(problem, file)
    if own and printed and printed[1] != own[0]:
        do = f"Its quotes print “{printed[0]}”. Change line {at} to:"
        yield from file.change(at, own[0], printed[1], do)
    elif found and own:
        do = (
            "Which day does the document print? "
            f"The programme's is on line {above} ({key}: {found[0]}). "
            f"If that is right, change line {at} to:"
        )
        yield from file.change(at, own[0], found[0], do)
