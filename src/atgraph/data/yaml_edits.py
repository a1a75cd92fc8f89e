"""Changes of a YAML text in place: what is not changed keeps its bytes, comments and order."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from atgraph.data.yaml_lines import compose

PLAIN = re.compile(r"[^\W_](?:[\w ().’/+&-]*[\w).’])?")
BESIDE = re.compile(r"[ \t,\]}]*#")  # a comment behind a value, on its line
WORDS = (
    "no",
    "yes",
    "true",
    "false",
    "null",
    "on",
    "off",
)  # that other readers of YAML take for something else
BREAKS = {
    ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029\ufeff"
}  # that YAML ends a line at, or refuses

Plain = dict[str, Any] | list[Any] | str


def plain(node: yaml.Node | None) -> Any:
    """Return what a node holds, as dict, list and str."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return str(node.value) if node is not None else ""


def flow(data: Any) -> str:
    """Return data as YAML on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    text = str(data)
    return (
        text
        if PLAIN.fullmatch(text) and text.lower() not in WORDS
        else json.dumps(text, ensure_ascii=False).translate(BREAKS)
    )


def entries(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """Return key → the nodes of the key and its value."""
    return (
        {str(key.value): (key, value) for key, value in node.value}
        if isinstance(node, yaml.MappingNode)
        else {}
    )


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a list; none where it is no list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key, if it is there."""
    return entries(node).get(key, (None, None))[1]


@dataclass
class Splices:
    """A YAML text, its nodes, and the changes that it is to get."""

    text: str
    root: yaml.Node | None = field(init=False, repr=False)
    edits: list[tuple[int, int, str]] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.root = compose(self.text)

    def result(self) -> str:
        """Return the text with every change made; of two that begin at one place, an insertion comes first."""
        parts, at = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])

    def end(self, node: yaml.Node) -> int:
        """Return the offset behind the last character of a node; a block's own mark lies behind comments."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return (
            start + len(self.text[start:end].rstrip())
            if isinstance(node, yaml.ScalarNode)
            else int(end)
        )

    def taken(self, begin: yaml.Node, end: yaml.Node, column: int) -> str:
        """Return the text between two nodes as it is written where it begins in another column."""
        first, *rest = self.text[begin.start_mark.index : self.end(end)].split("\n")
        shift = column - begin.start_mark.column
        return "\n".join([first, *(_shifted(line, shift) for line in rest)])

    def has_comment(self, first: yaml.Node, last: yaml.Node) -> bool:
        """Whether a comment stands between the beginning of a node and the end of the line on which another ends."""
        begin, end = first.start_mark.index, self.end(last)
        inside = list(self.text[begin:end])
        for node in (first, last) if first is not last else (first,):
            for scalar in _scalars(node):
                a, b = scalar.start_mark.index - begin, self.end(scalar) - begin
                inside[a:b] = "_" * (b - a)
        return "#" in inside or bool(BESIDE.match(self.text, end))

    def replace(self, node: yaml.Node, text: str) -> None:
        """Put a text in the place of a value."""
        self.edits.append((node.start_mark.index, self.end(node), text))

    def replace_entry(
        self,
        key: yaml.Node,
        value: yaml.Node,
        other: Splices,
        pair: tuple[yaml.Node, yaml.Node],
        inside_flow: bool,
    ) -> None:
        """Put the entry of another text in the place of one, in the layout of this."""
        if inside_flow:
            self.edits.append((value.start_mark.index, self.end(value), flow(plain(pair[1]))))
        else:
            self.edits.append(
                (key.start_mark.index, self.end(value), other.taken(*pair, key.start_mark.column))
            )

    def take_out(self, node: yaml.CollectionNode, numbers: Collection[int]) -> None:
        """Take some entries or items out, with the lines that they have for themselves; the first key of a block stays."""
        last = max((n for n in range(len(node.value)) if n not in numbers), default=-1)
        for number in numbers:
            begin, end = self._extent(node, number)
            if not node.flow_style:
                line_end = self.text.find("\n", end)
                self.edits.append(
                    (
                        self.text.rfind("\n", 0, begin) + 1,
                        len(self.text) if line_end < 0 else line_end + 1,
                        "",
                    )
                )
            elif number < last:
                self.edits.append((begin, self._extent(node, number + 1)[0], ""))
            else:
                self.edits.append((self._extent(node, last)[1] if last >= 0 else begin, end, ""))

    def insert(self, node: yaml.CollectionNode, after: int, text: str) -> None:
        """Put an entry or item behind another; -1 is the beginning."""
        dash = "" if isinstance(node, yaml.MappingNode) else "- "
        begin, end = self._extent(node, max(after, 0))
        if node.flow_style:
            self.edits.append(
                (end, end, f", {text}") if after >= 0 else (begin, begin, f"{text}, ")
            )
            return
        pad = " " * node.start_mark.column
        if after >= 0:
            at = self.text.find("\n", end) + 1  # the next line, so that this one may be taken out
            self.edits.append(
                (at, at, f"{pad}{dash}{text}\n")
                if at
                else (len(self.text), len(self.text), f"\n{pad}{dash}{text}")
            )
        elif dash:
            at = self.text.rfind("\n", 0, begin) + 1
            self.edits.append((at, at, f"{pad}- {text}\n"))
        else:
            self.edits.append((begin, begin, f"{text}\n{pad}"))

    def column_in(self, node: yaml.CollectionNode) -> int:
        """Return the column in which what is added to a block begins."""
        return int(node.start_mark.column) + (0 if isinstance(node, yaml.MappingNode) else 2)

    def _extent(self, node: yaml.CollectionNode, number: int) -> tuple[int, int]:
        part = node.value[number]
        first, last = part if isinstance(part, tuple) else (part, part)
        return first.start_mark.index, self.end(last)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            yield from _scalars(one)


def _shifted(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line if line.strip() else line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def walk(node: yaml.Node | None, key: str = "") -> Iterator[tuple[yaml.MappingNode, str]]:
    """Yield each record and the key of the list that it stands in, from the outside to the inside."""
    if isinstance(node, yaml.MappingNode):
        yield node, key
        for name, value in node.value:
            yield from walk(value, str(name.value))
    for item in items(node):
        yield from walk(item, key)
