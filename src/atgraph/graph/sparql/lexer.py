"""Cuts a query into tokens; strings, IRIs and comments are passed over whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
      (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][\w·]+)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.\-]{0,200}?[\w\-])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])(?:\.*(?:[\w\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))*)?)
    | (?P<word>[^\W\d_][\w\-]*)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of a query: its kind, its text, and the line it stands on."""

    kind: str
    text: str
    line: int


NOTHING = Token("", "", 0)


def tokens(query: str) -> Iterator[Token]:
    """Cut a query into tokens; their texts joined are the query."""
    line = 1
    for match in TOKEN.finditer(query):
        yield Token(str(match.lastgroup), match[0], line)
        line += match[0].count("\n")
