"""What is wrong with the syntax of a query: the place, and what was expected there."""

import re
from collections.abc import Iterator
from itertools import accumulate

from pyoxigraph import Store

from atgraph.graph.sparql.lexer import tokens
from atgraph.rdf.namespaces import prefixes
from atgraph.text import clip, first_line

PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
SIGN = re.compile(r'"((?:\\.|[^"\\])+)"')
DIGITS, LETTERS = "['0'..='9']", "['A' ..= 'Z'"
OPEN = {"{": "}", "(": ")", "[": "]"}
FORMS = "SELECT, ASK, CONSTRUCT or DESCRIBE"
# What the signs that may stand at a place stand for; the first that holds is said.
EXPECTED = (
    ({"?", '\\"', "<"}, "a variable, a name or a value"),
    ({"?", "<"}, "a variable or a name"),
    ({"+", "*", "="}, "an operator or )"),
    ({"?", "("}, "a variable or ("),
)
NOT_SAID = {":", "<", "{|", "~", "<<", "<<("}  # said as a name, or of RDF 1.2
READ_BACK, CLIPPED = 20, 30  # tokens tried, letters of what stands there


def explain_syntax(query: str, said: str) -> str:
    """Return a line about a query that the engine does not understand: where, what was expected.

    The engine tells the furthest place that it read to. Before that stands what cannot: the first
    token up to which there is no query that begins so.
    """
    for at, what in _slips(query):
        return f"{_place(query, at)}: {what}"
    if not (found := PLACE.search(said)):
        return first_line(SyntaxError(said.strip()))
    read = _offset(query, int(found[1]), int(found[2]))
    ends = [0, *(end for end in accumulate(len(t.text) for t in tokens(query)) if end <= read)]
    begun = (query[:end] for end in reversed(ends[-READ_BACK:]))
    before, expected = next(((b, e) for b in begun if (e := _after(b))), ("", FORMS))
    at = len(before) + len(query[len(before) :]) - len(query[len(before) :].lstrip())
    return f"{_place(query, at)}: {expected} was expected"


def _after(begun: str) -> str:
    """Return in words what can follow the beginning of a query; nothing where no query is known."""
    try:
        Store().query(begun, prefixes=prefixes())
    except SyntaxError as exc:
        found = PLACE.search(str(exc))
        if not found or _offset(begun, int(found[1]), int(found[2])) < len(begun):
            return ""
        return _in_words(set(SIGN.findall(found[3])), found[3])
    except ValueError:
        return ""
    return "the end, or another clause"


def _in_words(signs: set[str], said: str) -> str:
    for some, words in EXPECTED:
        if some <= signs:
            return words
    names = ["a number"] * (DIGITS in said and LETTERS not in said) + ["a name"] * (":" in signs)
    rest = sorted(signs - NOT_SAID)
    listed = [f"one of {' '.join(rest)}"] if len(rest) > 1 else rest
    return " or ".join([*names, *listed])


def _slips(query: str) -> Iterator[tuple[int, str]]:
    """Yield offset and message of what every engine stumbles over, and few say."""
    declared, opened, at, before = set(prefixes()), list[tuple[int, str]](), 0, ""
    for token in tokens(query):
        if token.kind == "prefixed":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                yield at, f"the prefix {prefix}: is not declared; begin with PREFIX {prefix}: <…>"
        if token.kind == "open":
            yield at, "a text begins here and does not end; close it with the same quote"
        if token.text in OPEN:
            opened.append((at, token.text))
        elif token.text in OPEN.values():
            wanted = OPEN[opened.pop()[1]] if opened else "the end"
            if wanted != token.text:
                yield at, f"{wanted} was expected"
        at += len(token.text)
        if token.kind not in ("space", "comment"):
            before = token.text.upper()
    for start, sign in opened[-1:]:
        yield start, f"{sign} is opened here and not closed; close it with {OPEN[sign]}"


def _offset(query: str, line: int, column: int) -> int:
    return sum(map(len, query.splitlines(keepends=True)[: line - 1])) + column - 1


def _place(query: str, at: int) -> str:
    line, column = query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)
    here = query[at:].strip()
    what = f"at {clip(here.splitlines()[0][:CLIPPED])}" if here else "at the end"
    return f"line {line}, column {column}, {what}"
