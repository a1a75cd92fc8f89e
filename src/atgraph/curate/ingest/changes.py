"""What changed between two texts of one document, in sentences that open both."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from atgraph.text import clip

SHOWN = 20  # changes that are told one by one


def tell_changes(was: str, now: str) -> list[str]:
    """Return a sentence for each stretch that differs, with its lines in both; the rest is counted."""
    told = list(_iter_changes(was, now))
    more = len(told) - SHOWN
    return [*told[:SHOWN], *([f"and {more} more stretches"] if more > 0 else [])]


def _iter_changes(was: str, now: str) -> Iterator[str]:
    old, new = was.split("\n"), now.split("\n")
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        before, after = "\n".join(old[a:b]), "\n".join(new[c:d])
        if tag == "equal" or not (before + after).strip():
            continue
        if not before.strip():
            yield f"{_lines(c, d)} {_are(c, d)} new: {clip(after)}"
        elif not after.strip():
            yield f"{_lines(a, b)} of the old text {_are(a, b)} gone: {clip(before)}"
        else:
            yield f"{_lines(a, b)} of the old text, now {_lines(c, d)}: {clip(before)} became {clip(after)}"


def _lines(first: int, end: int) -> str:
    return f"line {end}" if end - first == 1 else f"lines {first + 1}-{end}"


def _are(first: int, end: int) -> str:
    return "is" if end - first == 1 else "are"
