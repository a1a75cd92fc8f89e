"""The triple patterns of a query, by which a change tells of what it must be asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from atgraph.graph.sparql.lexer import Token, tokens
from atgraph.rdf.namespaces import TYPE, prefixes

PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
STATEMENT_AFTER = {"{", "}", ".", ")"}
END_OF_OBJECT = {";", ".", "}"}
TERMS = {"variable", "iri", "prefixed"}
UNKNOWN = "urn:prefix:"  # begins the address of what has a prefix that is not known
VALUES = TERMS | {"string", "number", "word"}


class Pattern(NamedTuple):
    """What a query asks of a triple: the variable of its subject, its property and its object.

    None stands for any.
    """

    subject: str | None
    predicate: NamedNode | None
    value: NamedNode | None = None


@dataclass
class AskedPatterns:
    """The patterns of which a query asks that a triple is there, and that none is."""

    there: set[Pattern] = field(default_factory=set)
    absent: set[Pattern] = field(default_factory=set)


@cache
def asked_patterns(query: str) -> AskedPatterns:
    """Return the patterns of a query, and of each address in it one as if it were a property.

    What MINUS and NOT EXISTS take away is asked to be absent; of what is optional, counted or taken
    away within these, either may change the rows.
    """
    found, names = AskedPatterns(), prefixes() | dict(PREFIX.findall(query))
    pieces = [t for t in tokens(query) if t.kind not in ("space", "comment")]
    words = [t.text.upper() if t.kind == "word" else t.text for t in pieces]
    both = ("there", "absent")
    counts = {"GROUP", "HAVING", "LIMIT", "OFFSET"} & {*words}
    opened: list[tuple[str, ...]] = [both if counts else both[:1]]
    begun = words.index("{", words.index("WHERE") if "WHERE" in words else 0)
    for at, pattern in _patterns(pieces, words, begun, names):
        if words[at] == "{":
            opened.append(_sides(opened[-1], words[max(at - 2, 0) : at]))
        elif words[at] == "}":
            opened.pop()
        for side in opened[-1] if pattern else ():
            getattr(found, side).add(pattern)
    return found


def _sides(around: tuple[str, ...], before: list[str]) -> tuple[str, ...]:
    """Return the sides of a group within others, by the two words before it."""
    is_negated = before[-1] == "MINUS" or before == ["NOT", "EXISTS"]
    if is_negated and around == ("there",):
        return ("absent",)
    is_either = is_negated or before[-1] in ("OPTIONAL", "EXISTS")
    return ("there", "absent") if is_either else around


def _patterns(
    pieces: Sequence[Token], words: Sequence[str], begun: int, names: Mapping[str, str]
) -> Iterator[tuple[int, Pattern | None]]:
    """Yield the place of each brace, and each pattern with the place of its property."""
    subject, behind = None, begun
    for at in range(begun, len(pieces)):
        token, before = pieces[at], words[at - 1]
        if before in STATEMENT_AFTER:  # behind a bracket it may be the end of a path
            is_named = token.kind == "variable" and before != ")"
            subject = token.text[1:] if is_named else None
        follows = pieces[at - 1].kind in TERMS and words[at - 2] in STATEMENT_AFTER
        if token.text in ("{", "}"):
            yield at, None
        elif (before == ";" or follows) and (end := _end_of_alternatives(pieces, words, at)):
            value = _named(pieces[end], names) if words[end + 1] in END_OF_OBJECT else None
            said = (piece for piece in pieces[at:end] if piece.text != "|")
            yield from ((at, Pattern(subject, _named(one, names), value)) for one in said)
            behind = end
        elif at >= behind and token.kind == "variable" and (before == ";" or follows):
            yield at, Pattern(None, None)
        elif at >= behind and (name := _named(token, names)):
            yield at, Pattern(None, name)


def _end_of_alternatives(pieces: Sequence[Token], words: Sequence[str], at: int) -> int:
    """Return where a value stands behind a property or a path of alternatives alone, or 0."""
    while _is_property(pieces[at]) and words[at + 1] == "|":
        at += 2
    return at + 1 if _is_property(pieces[at]) and pieces[at + 1].kind in VALUES else 0


def _is_property(token: Token) -> bool:
    return token.kind in TERMS or token.text == "a"


def _named(token: Token, names: Mapping[str, str]) -> NamedNode | None:
    """Return the address that a token stands for; None for a variable, a value or another word."""
    if token.kind == "iri":
        return NamedNode(token.text[1:-1])
    if token.kind == "prefixed":
        prefix, _, local = token.text.partition(":")
        return NamedNode(names.get(prefix, UNKNOWN) + local)
    return TYPE if token.text == "a" else None
