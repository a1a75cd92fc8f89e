"""The files that people write, as they stand: their records, and lines that change them."""

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml

from atgraph.data.yaml_edits import QUOTES, LineChange, YamlEditor, items, value_of, walk
from atgraph.data.yaml_lines import extent
from atgraph.errors import AtgraphError
from atgraph.files import read_text


@dataclass(frozen=True)
class Offer:
    """Lines that solve a task: what to do with them, and where, as in `LineChange`."""

    do: str
    path: str
    first: int = 0
    last: int = 0
    lines: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A line on which a key stands, or one of its texts begins, and the line of the key."""

    line: int
    key: str
    text: str
    under: int


@dataclass
class TextFile:
    """A file as it stands; it has no lines if it cannot be read, no records if it is not YAML."""

    path: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines."""
        try:
            is_there = self.path and Path(self.path).is_file()
            return read_text(Path(self.path)).split("\n") if is_there else []
        except AtgraphError:
            return []

    @cached_property
    def editor(self) -> YamlEditor:
        """Its records and how they are laid out."""
        try:
            return YamlEditor("\n".join(self.lines) if self.path.endswith(".yml") else "")
        except (yaml.YAMLError, RecursionError, AtgraphError):  # reading has told it
            return YamlEditor("")

    @cached_property
    def ids(self) -> set[str]:
        """The ids that are taken in it."""
        found = (value_of(record, "id") for record in self.editor.records.values())
        return {node.value for node in found if isinstance(node, yaml.ScalarNode)}

    def line(self, number: int) -> str:
        """Return one line, from 1; an empty one where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def record(self, line: int) -> int:
        """Return the line on which the innermost record begins that a line stands in."""
        return self.editor.owners.get(line, line)

    def end(self, start: int) -> int:
        """Return the last line of the record, or of the term in Turtle, that begins on a line."""
        if self.path.endswith(".ttl") and start:
            rows = range(start, len(self.lines))
            return next((n for n in rows if not self.lines[n].strip()), len(self.lines))
        if not self.path.endswith(".yml"):
            return start
        record = self.editor.records.get(start)
        return self.editor.last_line(record) if record else extent(self.lines, start)

    # --- keys, values and quotes ---

    @cached_property
    def _entries(self) -> list[tuple[yaml.Node, yaml.Node]]:
        records = walk(self.editor.root, without=[QUOTES]) if self.editor.records else ()
        return [entry for record, _ in records for entry in record.value]

    @cached_property
    def _keys(self) -> list[_Row]:
        found = []
        for key, value in self._entries:
            if not isinstance(value, yaml.ScalarNode):
                line = key.start_mark.line + 1
                found.append(_Row(line, str(key.value), "", line))
            if key.value != QUOTES:
                found += _rows(key, value)
        return sorted(found, key=lambda row: row.line)

    @cached_property
    def _by_key(self) -> dict[str, list[_Row]]:
        found: dict[str, list[_Row]] = defaultdict(list)
        for row in self._keys:
            found[row.key].append(row)
        return found

    @cached_property
    def _quotes(self) -> list[_Row]:
        entries = (entry for entry in self._entries if entry[0].value == QUOTES)
        return sorted(row for entry in entries for row in _rows(*entry))

    def key(self, start: int, key: str, value: str = "") -> int:
        """Return the line of a key in the record that begins on a line, 0 if it has none.

        With a value, that is its line; under another key, if this one does not hold it.
        """
        end = self.end(start)
        found = _between(self._by_key[key], start, end)
        others = _between(self._keys, start, end) if value else ()
        return next((row.line for row in (*found, *others) if value in row.text), 0)

    def quotes(self, first: int, last: int) -> list[str]:
        """Return the quotes that begin between two lines."""
        return [row.text for row in _between(self._quotes, first, last)]

    def quotes_beside(self, line: int) -> list[str]:
        """Return the quotes that stand under the same key as one that begins on a line."""
        under = {row.under for row in self._quotes if row.line == line}
        return [row.text for row in self._quotes if row.under in under]

    # --- changes ---

    def value(self, line: int, key: str) -> yaml.Node | None:
        """Return the value of a key in the record that begins on a line."""
        return value_of(self.editor.records.get(line), key)

    def change(self, line: int, old: str, new: str, do: str = "") -> list[Offer]:
        """Return the offer to change a piece of a line, if it is there."""
        text = self.line(line)
        if not old or old not in text:
            return []
        lines = (text.replace(old, new, 1),)
        return [Offer(do or f"Change line {line} to:", self.path, line, line, lines)]

    def add_key(self, line: int, key: str, value: str, do: str, below: str = "") -> list[Offer]:
        """Return the offer to add a key to a record; ``{}`` in what to do becomes the place."""
        record = self.editor.records.get(line)
        return self._offer(self.editor.add_key(record, key, value, below), do)

    def add_item(self, line: int, key: str, item: str, do: str) -> list[Offer]:
        """Return the offer to add an item to a list; ``{}`` in what to do becomes the place."""
        return self._offer(self.editor.add_item(self.value(line, key), item), do)

    def _offer(self, change: LineChange | None, do: str) -> list[Offer]:
        if change is None:
            return []
        first, last = change.first, change.last
        what = f"change {span(first, last)} to" if last else f"below line {first} add"
        before, _, after = do.rpartition("{}")  # a name may have such brackets too
        do = f"{before}{what if before else what.capitalize()}{after}"
        if not change.lines:
            do = f"Take out {span(first, last)}"
        return [Offer(do, self.path, first, last, change.lines)]

    def take_out(self, line: int, key: str) -> list[Offer]:
        """Return the offer to take a key out of the record that begins on a line, if it can be."""
        return self._offer(self.editor.take_out_key(self.editor.records.get(line), key), "{}:")


class Files(dict[str, TextFile]):
    """The files as they stand, each read once."""

    def __missing__(self, path: str) -> TextFile:
        return self.setdefault(path, TextFile(path))


def span(first: int, last: int) -> str:
    """Return from which line to which, in words."""
    return f"lines {first}-{last}" if last > first else f"line {first}"


def escaped(text: str) -> str:
    """Return a text as it stands in quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _between(rows: Sequence[_Row], first: int, last: int) -> Sequence[_Row]:
    """Return the rows on the lines from one to another."""
    begin, end = (bisect.bisect_left(rows, n, key=lambda row: row.line) for n in (first, last + 1))
    return rows[begin:end]


def _rows(key: yaml.Node, value: yaml.Node) -> Iterator[_Row]:
    under = key.start_mark.line + 1
    return (_Row(n.start_mark.line + 1, str(key.value), n.value, under) for n in _scalars(value))


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield a text, or the texts of a list or of the records in it."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for item in items(node):
        text = value_of(item, "text") if isinstance(item, yaml.MappingNode) else item
        if isinstance(text, yaml.ScalarNode):
            yield text
