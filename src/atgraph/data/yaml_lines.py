"""YAML as people write it: every scalar a string, no key twice, a line kept with each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from atgraph.errors import Problem, SourceError, UnreadableError
from atgraph.files import read_text

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

QuickLoader = _Loader
LARGEST = 32 << 20  # letters of a file
MOST_PARTS = 200_000  # of a file; the largest of the project has 7,000
# What a value, key, list or mapping begins or ends with: YAML has more ends of lines than editors.
PART = re.compile(r"[\n\x85\u2028\u2029,\[{]|[-?:][ \t]")
PART_LETTERS = "\n\x85\u2028\u2029,[{-?:"
NOTHING = re.compile(r"\s*(?:#.*)?", re.DOTALL)  # a line without a value


class Loader(QuickLoader):
    """A loader for which each scalar is a text: looking what it is takes a third of the time."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """Return the same tag for all."""
        return "tag:yaml.org,2002:str"


class Text(str):
    """A scalar and the line it stands on."""

    line: int

    def __new__(cls, value: str, line: int = 0) -> Text:
        """Make a scalar."""
        text = super().__new__(cls, value)
        text.line = line
        return text


class Record(dict[str, Any]):
    """A mapping, the line it begins on, and the line of each key."""

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.lines: dict[str, int] = {}


class Rows(list[Any]):
    """A sequence and the line it begins on."""

    def __init__(self, line: int = 0, items: Iterable[Any] = ()) -> None:
        super().__init__(items)
        self.line = line


def compose(text: str, path: Path | None = None) -> yaml.Node | None:
    """Return the nodes of a YAML document, each with its place; None for an empty one.

    It is an UnreadableError, with the path, if it is larger than is read.
    """
    refuse_large(text, path)
    root: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return root


def read_yaml(path: Path) -> Any:
    """Read one YAML document as Record, Rows or Text, each with its line; None for an empty file.

    Raises:
        UnreadableError: the file is not UTF-8 or not YAML, or larger than is read.
        SourceError: a key stands twice, or an anchor is used.
    """
    return parse_yaml(read_text(path), path)


def parse_yaml(text: str, path: Path) -> Any:
    """Read the text of one YAML document as `read_yaml` does; the path is for its problems."""
    try:
        root = compose(text, path)
        builder = _Builder(path)
        value = builder.value(root) if root is not None else None
    except ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        code = f"{exc.character:04x}"
        message = f"is not YAML: the character #x{code} is not allowed; take out U+{code.upper()}"
        raise UnreadableError(message, path, line) from exc
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        message = f"is not YAML: {_message(exc, text)}"
        raise UnreadableError(message, path, mark.line + 1 if mark else None) from exc
    except RecursionError as exc:
        message = "is nested too deep to be a record; write it flatter"
        raise UnreadableError(message, path) from exc
    if builder.problems:
        raise SourceError.of(builder.problems)
    return value


def refuse_large(text: str, path: Path | None) -> None:
    """Refuse what would be read for minutes; no one can look through it either."""
    if len(text) > LARGEST:
        size = f"is larger than {LARGEST >> 20} MB"
        raise UnreadableError(f"{size}; divide it into several files", path)
    if sum(map(text.count, PART_LETTERS)) <= MOST_PARTS:  # most files, at once
        return
    if last := next(islice(PART.finditer(text), MOST_PARTS, None), None):
        many = f"has more than {MOST_PARTS:,} lines and values, of which this is the last read"
        line = text.count("\n", 0, last.start()) + 1
        raise UnreadableError(f"{many}; divide it into several files", path, line)


def _message(exc: yaml.YAMLError, text: str) -> str:
    """Return what the parser says; of a tab it says only what it expected instead."""
    mark = getattr(exc, "problem_mark", None)
    row = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return "the line is indented by a tab; write spaces"
    return getattr(exc, "problem", None) or str(exc)


class _Builder:
    """Turns composed nodes into values that know their lines."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.problems: list[Problem] = []
        self.known: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        line = node.start_mark.line + 1
        if id(node) in self.known:
            self.add(line, "an anchor is used twice; write the value out")
            return Text("", line)
        self.known.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return Text(node.value, line)
        if isinstance(node, yaml.SequenceNode):
            return Rows(line, map(self.value, node.value))
        record = Record(line)
        for key_node, value_node in node.value:
            key, at = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.add(at, "a key is a list or a mapping; write one word and a colon")
                continue
            if key in record:
                first = record.lines[key]
                self.add(at, f"the key {key!r} stands twice, first on line {first}; keep one")
            record[key] = self.value(value_node)
            record.lines[key] = at
        return record

    def add(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))


def line_of(data: Any, steps: Sequence[str | int]) -> int:
    """Return the line of the value that the steps lead to, or of the last one that is there."""
    line = int(getattr(data, "line", 1))
    for step in steps:
        if isinstance(data, Record) and step in data:
            line, data = data.lines[str(step)], data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
            line = int(getattr(data, "line", line))
    return line


def extent(lines: Sequence[str], start: int) -> int:
    """Return the last line of the record that begins on a line, by how lines are indented."""
    if not 0 < start <= len(lines):
        return start
    first = lines[start - 1]
    depth, end = len(first) - len(first.lstrip()), start
    if not depth and not first.startswith("- "):  # a key of the file: to its end
        rest = range(len(lines), start, -1)
        return next((n for n in rest if not NOTHING.fullmatch(lines[n - 1])), start)
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if NOTHING.fullmatch(line):
            continue
        if len(line) - len(line.lstrip()) <= depth:
            break
        end = number
    return end
