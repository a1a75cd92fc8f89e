"""Lines for values of the wrong form, for records that stand twice, and for circles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from atgraph.errors import Finding
from atgraph.worklist.context import Context
from atgraph.worklist.files import Offer
from atgraph.worklist.offers import makes

YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
MONTH_IN_WORDS = re.compile(r"(\d{1,2})\.? ([A-Z][a-z]+),? (\d{4})")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@makes("form")
def offer_day(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with a day as it must be written; one that may be read in two ways is left to a person."""
    value = finding.given["value"]
    at = context.files.key(finding.path, finding.line, finding.given["key"], value) if value else 0
    if at and (day := _day(value)):
        yield from context.files.change(finding.path, at, value, day)


def _day(value: str) -> str:
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


@makes("twice")
def offer_one(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the second record taken out, where it has its lines for itself."""
    files, first, path = context.files, finding.line, finding.path
    node = files.layout(path).starts.get(first)
    if node is not None and files.record(path, first) == first and files.line(path, first).lstrip().startswith("- "):
        last = files.end(path, first)
        lines = f"lines {first}-{last}" if last > first else f"line {first}"
        yield Offer(f"If both say the same, move its quotes to the record on line {finding.given['first']}, and take out {lines}", path, first, last)


@makes("circle")
def offer_cut(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the record without what it is within; which of the circle is wrong, a person knows."""
    files, path = context.files, finding.path
    node = files.layout(path).value(finding.line, finding.given["key"])
    at = files.key(path, finding.line, finding.given["key"]) if node is not None else 0
    if at and files.line(path, at).lstrip().startswith(f"{finding.given['key']}:"):
        last = max(at, files.layout(path).last_line(node)) if node is not None else at
        lines = f"lines {at}-{last}" if last > at else f"line {at}"
        yield Offer(f"If this is the one of the circle that is not true, take out {lines}", path, at, last)
