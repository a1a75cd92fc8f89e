"""Lines for values of the wrong form, for records that stand twice, and for circles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import Files, Offer
from atgraph.curate.worklist.makers import makes
from atgraph.errors import Problem

YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
MONTH_IN_WORDS = re.compile(r"(\d{1,2})\.? ([A-Z][a-z]+),? (\d{4})")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@makes("form")
def offer_day(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with a day as it must be written; one that may be read in two ways is left to a person."""
    value = problem.given["value"]
    at = context.files.key(problem.path, problem.line, problem.given["key"], value) if value else 0
    if at and (day := read_day(value)):
        yield from context.files.change(problem.path, at, value, day)


def read_day(value: str) -> str:
    """Return a day in words or figures as it must be written; empty where it is none."""
    if found := YEAR_FIRST.fullmatch(value.strip()):
        year, month, day = map(int, found.groups())
    elif (found := MONTH_IN_WORDS.fullmatch(value.strip())) and found[2] in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    else:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:  # the 31st of June
        return ""


def printed_day(problem: Problem, files: Files) -> tuple[str, str] | None:
    """Return the first day that the record of a problem has in words: as it is printed, and as it must be written."""
    rows = (
        files.line(problem.path, n)
        for n in range(problem.line, files.end(problem.path, problem.line) + 1)
    )
    found = (m[0] for row in rows if (m := MONTH_IN_WORDS.search(row)))
    return next(((words, day) for words in found if (day := read_day(words))), None)


@makes("time-without-day")
def offer_printed_day(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the missing day of a session, as its quotes print it."""
    printed = printed_day(problem, context.files)
    day, do = (
        (printed[1], f"Its quotes print “{printed[0]}”: {{}}:")
        if printed
        else ("…", "{}, and fill in the …:")
    )
    yield from context.files.add_key(problem.path, problem.line, "date", day, do, below="title")


@makes("twice")
def offer_one(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the second record taken out, where it has its lines for itself."""
    files, first, path = context.files, problem.line, problem.path
    node = files.layout(path).starts.get(first)
    if (
        node is not None
        and files.record(path, first) == first
        and files.line(path, first).lstrip().startswith("- ")
    ):
        last = files.end(path, first)
        lines = f"lines {first}-{last}" if last > first else f"line {first}"
        yield Offer(
            f"If both say the same, move its quotes to the record on line {problem.given['first']}, and take out {lines}",
            path,
            first,
            last,
        )


@makes("circle")
def offer_cut(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record without what it is within; which of the circle is wrong, a person knows."""
    files, path = context.files, problem.path
    node = files.layout(path).value(problem.line, problem.given["key"])
    at = files.key(path, problem.line, problem.given["key"]) if node is not None else 0
    if at and files.line(path, at).lstrip().startswith(f"{problem.given['key']}:"):
        last = max(at, files.layout(path).last_line(node)) if node is not None else at
        lines = f"lines {at}-{last}" if last > at else f"line {at}"
        yield Offer(
            f"If this is the one of the circle that is not true, take out {lines}", path, at, last
        )
