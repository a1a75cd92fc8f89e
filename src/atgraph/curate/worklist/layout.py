"""How a YAML file is laid out: which lines a record takes, and where something can be added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from atgraph.data.yaml_lines import compose

BREAKS = re.compile("[\r\x85\u2028\u2029]")
QUOTES = "quotes"  # what is in them are words of a record, and no records


@dataclass
class Layout:
    """The records of a file, by its YAML nodes; none where it is not YAML.

    ``starts`` has the record that begins on a line (the outermost, where several do), ``owners``
    for each line the first line of the innermost entry of a list in which it stands, ``ends`` the
    last line of each record.
    """

    lines: Sequence[str]
    starts: dict[int, yaml.MappingNode] = field(default_factory=dict, repr=False)
    owners: dict[int, int] = field(default_factory=dict, repr=False)
    ends: dict[int, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        text = "\n".join(self.lines)
        if BREAKS.search(
            text
        ):  # YAML ends lines where an editor does not, and its line numbers are others
            return
        try:
            root = compose(text)
            for node, is_entry in _records(root, set()):
                self._take(node, is_entry)
        except (yaml.YAMLError, RecursionError):  # reading has told it
            self.starts, self.owners, self.ends = {}, {}, {}

    def _take(self, node: yaml.MappingNode, is_entry: bool) -> None:
        first = node.start_mark.line + 1
        if first not in self.starts:
            self.starts[first] = node
            self.ends[first] = self.last_line(node)
        if is_entry:  # records come from the outside to the inside, so that the innermost stays
            self.owners.update(dict.fromkeys(range(first, self.last_line(node) + 1), first))

    def last_line(self, node: yaml.Node) -> int:
        """Return the last line of a node; the end mark of a block lies behind empty lines and comments."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            final = node.value[-1]
            return self.last_line(final[1] if isinstance(final, tuple) else final)
        mark = node.end_mark
        last: int = mark.line + (mark.column > 0)
        while last > node.start_mark.line + 1 and (
            not self.lines[last - 1].strip() or self.lines[last - 1].lstrip().startswith("#")
        ):
            last -= 1
        return last

    @cached_property
    def last(self) -> yaml.MappingNode | None:
        """The record with which a list of records ends, which shows how they are written here."""
        entries = [self.starts[first] for first in set(self.owners.values())]
        return max(entries, key=lambda node: node.start_mark.line, default=None)

    def value(self, line: int, key: str) -> yaml.Node | None:
        """Return the value of a key in the record that begins on a line."""
        return values(self.starts[line]).get(key) if line in self.starts else None

    def with_item(
        self, node: yaml.Node | None, item: str
    ) -> tuple[int, int, tuple[str, ...]] | None:
        """Return the lines of a list with one more item, as first, last and lines of an offer; None where there is no list."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return None
        if node.flow_style:
            return self._inserted(node.value[-1], item)
        below = self.last_line(node.value[-1])
        return below, 0, (f"{' ' * node.start_mark.column}- {item}",)

    def with_key(
        self, line: int, key: str, value: str, below: str = ""
    ) -> tuple[int, int, tuple[str, ...]] | None:
        """Return the lines of a record with one more key, below another or its first; None where there is no record."""
        node = self.starts.get(line)
        if node is None or not node.value:
            return None
        if node.flow_style:
            return self._inserted(node.value[-1][1], f"{key}: {value}")
        name, above = next(((k, v) for k, v in node.value if k.value == below), node.value[0])
        return (
            max(name.start_mark.line + 1, self.last_line(above)),
            0,
            (f"{' ' * node.start_mark.column}{key}: {value}",),
        )

    def without_key(self, line: int, key: str) -> tuple[int, int, tuple[str, ...]] | None:
        """Return the lines of a record with one key less, which may be none; None where the key is not there or is all there is."""
        node = self.starts.get(line)
        at = (
            next((n for n, (k, _) in enumerate(node.value) if k.value == key), -1)
            if node is not None
            else -1
        )
        if node is None or at < 0 or len(node.value) == 1:
            return None
        name, value = node.value[at]
        if node.flow_style:
            begin, end = (
                (node.value[at - 1][1].end_mark, value.end_mark)
                if at
                else (name.start_mark, node.value[1][0].start_mark)
            )
            return (
                begin.line + 1,
                end.line + 1,
                (self.lines[begin.line][: begin.column] + self.lines[end.line][end.column :],),
            )
        return (name.start_mark.line + 1, self.last_line(value), ()) if at else None

    def _inserted(self, after: yaml.Node, text: str) -> tuple[int, int, tuple[str, ...]] | None:
        """Return the line on which a part of a flow collection ends, with a text behind that part."""
        mark = after.end_mark
        if (
            after.start_mark.index == mark.index or not mark.column
        ):  # a key without a value: nothing can follow it
            return None
        row = self.lines[mark.line]
        return mark.line + 1, mark.line + 1, (f"{row[: mark.column]}, {text}{row[mark.column :]}",)


def values(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """Return the keys of a record that are words, and their values."""
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _records(
    node: yaml.Node | None, seen: set[int], is_entry: bool = False
) -> Iterator[tuple[yaml.MappingNode, bool]]:
    """Yield records from the outside to the inside, and whether each is an entry of a list."""
    if node is None or id(node) in seen:  # an anchor, which may hold itself
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _records(item, seen, is_entry=True)
    elif isinstance(node, yaml.MappingNode):
        yield node, is_entry
        for key, value in node.value:
            if key.value != QUOTES:
                yield from _records(value, seen)
