"""The text of a Turtle file, of which engines keep no lines: where prefixes, blocks and nameless things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from atgraph.rdf.namespaces import prefixes
from atgraph.text import Document

BLOCK = re.compile(r"(?:(?P<prefix>\w+):(?P<name>[\w-]+)|<(?P<iri>[^>]+)>)(?:\s|$)")
DECLARED = re.compile(
    r"^\s*(?:@prefix|PREFIX)\s+(?P<prefix>[\w-]*):\s*<(?P<namespace>[^>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
    r"|(?P<nameless>_:|\[|\(|<<|\{\||~)"
    r"|<[^<>\s]*>|\#[^\n]*",
    re.DOTALL,
)


def declarations(document: Document) -> list[tuple[str, str, int]]:
    """Return (prefix, namespace, line) of each declaration; those of the queries in it too."""
    return [
        (m["prefix"], m["namespace"], document.line_at(m.start("prefix")))
        for m in DECLARED.finditer(document.text)
    ]


def blocks_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield each term that a line of a Turtle file begins with, and the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := BLOCK.match(line):
            yield found["iri"] or prefixes().get(found["prefix"], "") + found["name"], number


def nameless_line(text: str) -> int:
    """Return the line of the first thing without an address: a blank node, a list, a statement in a statement."""
    document = Document(Path(), text)
    return next(
        (document.line_at(token.start()) for token in TOKEN.finditer(text) if token["nameless"]), 0
    )


def longest_line(text: str) -> int:
    """Return the line on which the longest text, address or comment begins."""
    longest = max(TOKEN.finditer(text), key=lambda token: token.end() - token.start(), default=None)
    return Document(Path(), text).line_at(longest.start()) if longest else 0
