"""Regular expressions that can run away: a quantifier under another makes some texts take years."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P?<[^>=!]*>|<?[=!]|[a-zA-Z-]*:))?|\)|\{\d*(?:,\d*)?\}|.",
    re.DOTALL,
)
OPEN = re.compile(r"[*+?]|\{\d*,\d*\}")
REPEATS = re.compile(r"[*+]|\{\d*(?:,\d*)?\}")
STRINGS = re.compile(r"\"((?:[^\"\\\n]|\\.)+)\"|'((?:[^'\\\n]|\\.)+)'")


def can_run_away(pattern: str) -> bool:
    """Tell whether a regular expression repeats a part that has no fixed length itself."""
    groups, closed, quantified = [False], False, False
    for token in TOKEN.findall(pattern):
        if REPEATS.fullmatch(token) and closed:
            return True
        if token[0] == "(":
            groups.append(False)
        was, closed = quantified, False
        # the second of `+?` only says how much is taken
        quantified = bool(OPEN.fullmatch(token)) and not was
        if quantified:
            groups[-1] = True
        if token == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] = groups[-1] or closed
    return False


def strings_of(query: str) -> list[str]:
    """Return the texts of a SPARQL query, among which are its regular expressions."""
    return [(double or single).replace("\\\\", "\\") for double, single in STRINGS.findall(query)]
