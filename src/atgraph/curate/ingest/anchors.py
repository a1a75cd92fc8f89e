"""Quotes after a document has changed: the lines they are told by, and those that are gone."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import yaml

from atgraph.data.yaml_edits import YamlEditor, flow, items, plain, value_of, walk
from atgraph.text import Document

QUOTES = "quotes"


def line_map(was: str, now: str) -> dict[int, int]:
    """Return line of the old text → line of the new, from 1; lines that were rewritten one for one are mapped too."""
    mapped: dict[int, int] = {}
    for tag, a, b, c, d in difflib.SequenceMatcher(
        None, was.split("\n"), now.split("\n")
    ).get_opcodes():
        if tag == "equal" or b - a == d - c:
            mapped.update((a + n + 1, c + n + 1) for n in range(b - a))
    return mapped


def anchor_quotes(text: str, was: str, now: str) -> str:
    """Return a transcript whose quotes stand where their words stand in the new text of its source.

    A quote that is told by its line gets the line to which that has moved; one that stands more
    than once now gets one. Quotes that are not in the new text stay as they are.
    """
    old, new, lines, page = (
        Document(Path(), was),
        Document(Path(), now),
        line_map(was, now),
        YamlEditor(text),
    )
    for record, _ in walk(page.root):
        for quote in items(value_of(record, QUOTES)):
            words, line = words_of(quote)
            moved = _moved(words, line, old, new, lines)
            if moved and moved != line:
                _write_line(page, quote, moved)
    return page.result()


def words_of(quote: yaml.Node) -> tuple[str, int]:
    """Return the words of a quote and the line it tells, or 0."""
    data = plain(quote)
    if isinstance(data, str):
        return data, 0
    line = str(data.get("line", "")) if isinstance(data, dict) else ""
    return (
        (str(data.get("text", "")), int(line) if line.isdecimal() else 0)
        if isinstance(data, dict)
        else ("", 0)
    )


def _moved(words: str, line: int, old: Document, new: Document, lines: dict[int, int]) -> int:
    """Return the line that a quote must tell now; 0 where nothing is to change."""
    places = [span.start_line for span in new.find_all(words)] if words.strip() else []
    if not places or (len(places) == 1 and not line):
        return 0
    if len(places) == 1:
        return places[0]
    before = [line] if line else [span.start_line for span in old.find_all(words)]
    there = lines.get(before[0], 0) if len(before) == 1 else 0
    return there if there in places else 0


def _write_line(page: YamlEditor, quote: yaml.Node, line: int) -> None:
    told = value_of(quote, "line")
    if told is not None:
        page.replace(told, str(line))
    elif isinstance(quote, yaml.MappingNode):
        page.insert(quote, len(quote.value) - 1, f"line: {line}")
    else:
        page.replace(quote, flow({"text": plain(quote), "line": str(line)}))


def lost_quotes(record: yaml.MappingNode, document: Document) -> Iterator[str]:
    """Yield the words that a record quotes and that are not in a text."""
    for quote in items(value_of(record, QUOTES)):
        words, _ = words_of(quote)
        if words.strip() and not document.find_all(words):
            yield words
