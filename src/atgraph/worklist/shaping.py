"""Lines for what a shape asks for, by the key that fills the property it looks at."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from atgraph.errors import Finding
from atgraph.namespaces import ATG
from atgraph.worklist.context import Context
from atgraph.worklist.files import Offer
from atgraph.worklist.offers import LIKE, makes

CONTACT = re.compile(
    r"[\s,;:(<–-]*(?:(?:e-?mail|tel|phone)[.:]*\s*)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[+][0-9][0-9 ()./-]{5,}[0-9]|(?<![0-9])0[0-9][0-9 ()./-]{5,}[0-9]|[0-9][0-9 ./-]{10,}[0-9])[>)]?",
    re.IGNORECASE,
)


@makes("shape")
def offer_shape(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield what keeps a shape: a word of its vocabulary, a missing key, a text without an address."""
    given = finding.given
    component = given["component"].rpartition("#")[2]
    if given["shape"].endswith("-contact"):
        yield from _without_contact(finding, context)
    elif given["shape"].rpartition("#")[2].startswith("Event-isPartOfEvent-"):
        yield from _within(finding, context)
    elif (prefix := context.prefix(given["path"])) and finding.path:
        yield from _word(finding, context, prefix, component)
    elif component == "MinCountConstraintComponent" and (key := context.key_of(finding)):
        line = f"{context.files.indent(finding.path, finding.line)}{key}: …"
        yield Offer(f"Below line {finding.line} add, and fill in the …:", finding.path, finding.line, 0, (line,))


def _without_contact(finding: Finding, context: Context) -> Iterator[Offer]:
    files = context.files
    also = " (and its quote, so that it ends before the address)" if files.key(finding.path, finding.line, "quotes") else ""
    for number in range(finding.line, files.end(finding.path, finding.line) + 1):
        row = files.line(finding.path, number)
        if CONTACT.search(row.partition("quotes:")[0]):
            head, key, tail = row.partition("quotes:")
            clean = (CONTACT.sub("", head) + key + tail,)
            yield Offer(f"Change line {number} to{also}:", finding.path, number, number, clean)


def _word(finding: Finding, context: Context, prefix: str, component: str) -> Iterator[Offer]:
    given, files, key = finding.given, context.files, context.key_of(finding)
    kind = given["shape"].rpartition("#")[2].partition("-")[0]
    words = context.words(prefix, given["path"], ATG + kind)
    listed = f"{key} is one of: {', '.join(words)}"
    value = given["value"].rpartition("/")[2].removeprefix(prefix + "_")
    at = files.key(finding.path, finding.line, key, value) if value else 0
    if component == "MinCountConstraintComponent":
        below = files.key(finding.path, finding.line, "label") or finding.line
        row = files.line(finding.path, below)
        if row.lstrip().startswith("- {"):
            yield from files.change(finding.path, below, "}", f", {key}: …}}", f"Fill in the … on line {below} ({listed}):")
        else:
            line = f"{files.indent(finding.path, finding.line)}{key}: …"
            yield Offer(f"Below line {below} add, and fill in the … ({listed}):", finding.path, below, 0, (line,))
    elif at and (near := difflib.get_close_matches(value, words, 1, LIKE)):
        yield from files.change(finding.path, at, value, near[0], f"Change line {at} to ({listed}):")
    else:
        yield Offer(f"Choose another word{f' on line {at}' if at else ''} ({listed})", finding.path)


def _within(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the session with the nearest day of its programme; which of the two is wrong, the document tells."""
    files, given = context.files, finding.given
    above = {key: files.key(finding.path, 1, key) for key in ("start", "end")}
    key = "start" if given["shape"].endswith("earliestDate") else "end"
    found = re.search(r"\d{4}-\d{2}-\d{2}", files.line(finding.path, above[key]))
    at = files.key(finding.path, finding.line, "date")
    own = re.search(r"\d{4}-\d{2}-\d{2}", files.line(finding.path, at))
    if found and own:
        do = f"Which day does the document print? The programme's is on line {above[key]} ({key}: {found[0]}). If that is right, change line {at} to:"
        yield from files.change(finding.path, at, own[0], found[0], do)
