"""Lines for what a shape asks for, by the key that fills the property it looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atgraph.build.mapping.draft import EARLIEST
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import Offer
from atgraph.curate.worklist.forms import printed_day
from atgraph.curate.worklist.makers import add_key, change_word, makes
from atgraph.errors import Problem

CONTACT = re.compile(
    r"[\s,;(<–-]*(?:(?:e-?mail|tel|phone)[.:]*\s*)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[+][0-9][0-9 ()./-]{5,}[0-9]|(?<![0-9])0[0-9][0-9 ()./-]{5,}[0-9]|[0-9][0-9 ./-]{10,}[0-9])[>)]?",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EMPTY = re.compile(
    r"""\w:\s*(?:["']\s*["']\s*)?(?:[,}\]]|$)"""
)  # a key that is left without a value


@makes("shape")
def offer_shape(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield what keeps a shape: a word of its vocabulary, a missing key, a text without an address."""
    given = problem.given
    component, key = given["component"].rpartition("#")[2], context.key_of(problem)
    prefix = context.prefix(given["path"])
    if context.groups.get(given["shape"]) == "contact":
        yield from _without_contact(problem, context)
    elif component == "ClosedConstraintComponent":
        yield from context.files.take_out(problem.path, problem.line, key) if key else ()
    elif component == "LessThanOrEqualsConstraintComponent" and (
        path := context.path_of(given["shape"])
    ):
        yield from _within(problem, context, path[-1])
    elif bound := context.bound_at(problem):
        lines = {context.files.key(problem.path, problem.line, key), bound}
        yield Offer(
            f"Compare with what is printed, and correct {' or '.join(f'line {at}' for at in sorted(lines))}",
            problem.path,
        )
    elif component == "MinCountConstraintComponent" and key:
        words = (
            context.words(prefix, given["path"], context.classes.get(given["shape"], ""))
            if prefix
            else []
        )
        yield from add_key(problem, context, key, words, below="label")
    elif prefix and problem.path:
        yield from change_word(
            problem, context, key, prefix, given["path"], context.classes.get(given["shape"], "")
        )


def _without_contact(problem: Problem, context: Context) -> Iterator[Offer]:
    files = context.files
    also = (
        " (and its quote, so that it ends before the address)"
        if files.key(problem.path, problem.line, "quotes")
        else ""
    )
    for number in range(problem.line, files.end(problem.path, problem.line) + 1):
        row = files.line(problem.path, number)
        head, key, tail = row.partition("quotes:")
        clean = CONTACT.sub(lambda found: found[0] if DAY.search(found[0]) else "", head)
        if clean != head and not EMPTY.search(clean):
            yield Offer(
                f"Change line {number} to{also}:",
                problem.path,
                number,
                number,
                (clean + key + tail,),
            )


def _within(problem: Problem, context: Context, bound: str) -> Iterator[Offer]:
    """Yield the session with the nearest day of its programme; which of the two is wrong, the document tells.

    That a programme writes its two bounds as `start` and `end`, and a session both as `date`, is
    said by the layout of a transcript (programme.py), not by the ontology.
    """
    files = context.files
    key = "start" if bound == EARLIEST else "end"
    above, at = files.key(problem.path, 1, key), files.key(problem.path, problem.line, "date")
    found, own = (
        DAY.search(files.line(problem.path, above)),
        DAY.search(files.line(problem.path, at)),
    )
    printed = printed_day(problem, files)
    if own and printed and printed[1] != own[0]:
        yield from files.change(
            problem.path,
            at,
            own[0],
            printed[1],
            f"Its quotes print “{printed[0]}”. Change line {at} to:",
        )
    elif found and own:
        do = f"Which day does the document print? The programme's is on line {above} ({key}: {found[0]}). If that is right, change line {at} to:"
        yield from files.change(problem.path, at, own[0], found[0], do)
