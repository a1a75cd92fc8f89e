"""Changes of a YAML text in place: what is not changed keeps its bytes, comments and order."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from atgraph.data.yaml_lines import compose
from atgraph.text import Document

PLAIN = re.compile(r"[^\W_](?:[\w ().’/+&-]*[\w).’])?")
BESIDE = re.compile(r"[ \t,\]}]*#")  # a comment behind a value, on its line
# What other readers of YAML take for something else than a text.
WORDS = ("no", "yes", "true", "false", "null", "on", "off")
# What YAML ends a line at, or refuses.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029\ufeff"}
BREAKS = re.compile("[\r\x85\u2028\u2029]")  # that end a line for YAML, and not for an editor
QUOTES = "quotes"  # what is in them are words of a record, and no records
GAP = "\n\n"  # between two records in block style

Edit = tuple[int, int, str]  # first and last offset, and what comes between them
Pair = tuple[yaml.Node, yaml.Node]  # key and value of an entry


def plain(node: yaml.Node | None, above: tuple[yaml.Node, ...] = ()) -> Any:
    """Return what a node holds, as dict, list and str; nothing where it holds itself (an alias)."""
    if node is None or any(node is one for one in above):
        return ""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value, (*above, node)) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item, (*above, node)) for item in node.value]
    return str(node.value)


def flow(data: Any) -> str:
    """Return data as YAML on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    text = str(data)
    if PLAIN.fullmatch(text) and text.lower() not in WORDS:
        return text
    return json.dumps(text, ensure_ascii=False).translate(ESCAPES)


def entries(node: yaml.Node | None) -> dict[str, Pair]:
    """Return key → the nodes of the key and its value."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): (key, value) for key, value in pairs}


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a list; none where it is not a list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key, if it is there."""
    return entries(node).get(key, (None, None))[1]


@dataclass(frozen=True)
class LineChange:
    """Lines that take the place of the lines from ``first`` to ``last``.

    Without ``last`` they go below ``first``; where that is 0, at the end of the file.
    """

    first: int
    last: int
    lines: tuple[str, ...]


@dataclass
class YamlEditor:
    """A YAML text, its nodes, and the changes that it is to get.

    It is a yaml.YAMLError if it is not YAML, a RecursionError if it is nested too deep, an
    UnreadableError if it is larger than is read.
    """

    text: str
    root: yaml.Node | None = field(init=False, repr=False)
    edits: list[Edit] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._sign = "\ufeff" * self.text.startswith("\ufeff")  # YAML does not count it
        self.text = self.text.removeprefix("\ufeff")
        self.root = compose(self.text)
        self._document = Document(Path(), self.text)

    def result(self) -> str:
        """Return the text with every change made."""
        return self._sign + _edited(self.text, self.edits)

    # --- lines and records ---

    def last_line(self, node: yaml.Node) -> int:
        """Return the last line of a node, without the empty lines and comments behind it."""
        return self._document.line_at(max(node.start_mark.index, self.end(node) - 1))

    @cached_property
    def records(self) -> dict[int, yaml.MappingNode]:
        """The line on which a record begins → the record, the outermost where several do."""
        found: dict[int, yaml.MappingNode] = {}
        if not BREAKS.search(self.text):  # else the lines that YAML counts are others
            for record, _ in walk(self.root, without=[QUOTES]):
                found.setdefault(record.start_mark.line + 1, record)
        return found

    @cached_property
    def owners(self) -> dict[int, int]:
        """Line → the first line of the innermost record, of those in lists, that it stands in."""
        found: dict[int, int] = {}
        for first, record in self.records.items():  # from the outside to the inside
            if record is not self.root:
                found.update(dict.fromkeys(range(first, self.last_line(record) + 1), first))
        return found

    # --- changes that are offered as lines ---

    def _change_of(self, edits: Sequence[Edit]) -> LineChange:
        """Return edits as one change of whole lines."""
        first = self._document.line_at(min(edit[0] for edit in edits))
        begin = self._document.starts[first - 1]
        end = self.text.find("\n", max(edit[1] for edit in edits))
        text = self.text[begin : end if end >= 0 else None]
        old = text.split("\n")
        new = _edited(text, [(a - begin, b - begin, piece) for a, b, piece in edits]).split("\n")
        while old and new and old[-1] == new[-1] and (first > 1 or len(old) > 1):
            old.pop()
            new.pop()
        while old and new and old[0] == new[0]:
            first, old, new = first + 1, old[1:], new[1:]
        if not old:
            return LineChange(first - 1, 0, tuple(new))
        return LineChange(first, first + len(old) - 1, tuple(new))

    def add_item(self, node: yaml.Node | None, item: str) -> LineChange | None:
        """Return the change that adds an item to a list; None where there is no list."""
        if not isinstance(node, yaml.SequenceNode) or not _takes_more(node):
            return None
        return self._change_of([self._insertion(node, len(node.value) - 1, item)])

    def add_key(
        self, record: yaml.MappingNode | None, key: str, value: str, below: str = ""
    ) -> LineChange | None:
        """Return the change that adds a key to a record, below another or the first, if it can."""
        if record is None or not _takes_more(record):
            return None
        keys = list(entries(record))
        after = len(keys) - 1 if record.flow_style else keys.index(below) if below in keys else 0
        return self._change_of([self._insertion(record, after, f"{key}: {value}")])

    def take_out_key(self, record: yaml.MappingNode | None, key: str) -> LineChange | None:
        """Return the change that takes a key out, unless it is alone or the first of a block."""
        keys = list(entries(record))
        if record is None or key not in keys or len(keys) == 1:
            return None
        at = keys.index(key)
        return self._change_of([*self._cuts(record, [at])]) if at or record.flow_style else None

    # --- changes that are gathered ---

    def end(self, node: yaml.Node) -> int:
        """Return the offset behind the last character of a node, before comments below it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            return self.end(_ends_of(node.value[-1])[1])
        start, end = node.start_mark.index, int(node.end_mark.index)
        is_scalar = isinstance(node, yaml.ScalarNode)
        return start + len(self.text[start:end].rstrip()) if is_scalar else end

    def taken(self, begin: yaml.Node, end: yaml.Node, column: int) -> str:
        """Return the text between two nodes as it is written where it begins in another column."""
        first, *rest = self.text[begin.start_mark.index : self.end(end)].split("\n")
        shift = column - begin.start_mark.column
        return "\n".join([first, *(_shifted(line, shift) for line in rest)])

    def has_comment(self, first: yaml.Node, last: yaml.Node) -> bool:
        """Whether a comment stands between two nodes, or behind the second on its line."""
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
        self, key: yaml.Node, value: yaml.Node, other: YamlEditor, pair: Pair, inside_flow: bool
    ) -> None:
        """Put the entry of another text in the place of one, in the layout of this."""
        if inside_flow:
            self.replace(value, flow(plain(pair[1])))
        else:
            text = other.taken(*pair, key.start_mark.column)
            self.edits.append((key.start_mark.index, self.end(value), text))

    def take_out(self, node: yaml.CollectionNode, numbers: Collection[int]) -> None:
        """Take some entries or items out, with the lines that they have for themselves."""
        self.edits += self._cuts(node, numbers)

    def insert(self, node: yaml.CollectionNode, after: int, text: str) -> None:
        """Put an entry or item behind another; -1 is the beginning."""
        self.edits.append(self._insertion(node, after, text))

    def _cuts(self, node: yaml.CollectionNode, numbers: Collection[int]) -> Iterator[Edit]:
        last = max((n for n in range(len(node.value)) if n not in numbers), default=-1)
        for number in numbers:
            begin, end = self._extent(node, number)
            if not node.flow_style:
                line_end = self.text.find("\n", end)
                begin = self.text.rfind("\n", 0, begin) + 1
                yield begin, len(self.text) if line_end < 0 else line_end + 1, ""
            elif number < last:
                yield begin, self._extent(node, number + 1)[0], ""
            else:
                yield self._extent(node, last)[1] if last >= 0 else begin, end, ""

    def _insertion(self, node: yaml.CollectionNode, after: int, text: str) -> Edit:
        dash = "" if isinstance(node, yaml.MappingNode) else "- "
        begin, end = self._extent(node, max(after, 0))
        if node.flow_style:
            return (end, end, f", {text}") if after >= 0 else (begin, begin, f"{text}, ")
        pad = " " * node.start_mark.column
        if after >= 0:
            at = self.text.find("\n", end) + 1  # the next line, so that this one may be taken out
            size = len(self.text)
            return (at, at, f"{pad}{dash}{text}\n") if at else (size, size, f"\n{pad}{dash}{text}")
        if dash:
            at = self.text.rfind("\n", 0, begin) + 1
            return at, at, f"{pad}- {text}\n"
        return begin, begin, f"{text}\n{pad}"

    def column_in(self, node: yaml.CollectionNode) -> int:
        """Return the column in which what is added to a block begins."""
        return int(node.start_mark.column) + (0 if isinstance(node, yaml.MappingNode) else 2)

    def _extent(self, node: yaml.CollectionNode, number: int) -> tuple[int, int]:
        first, last = _ends_of(node.value[number])
        return first.start_mark.index, self.end(last)


def _ends_of(part: yaml.Node | Pair) -> Pair:
    """Return key and value of an entry, or an item twice."""
    return part if isinstance(part, tuple) else (part, part)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in dict.fromkeys(_ends_of(part)):
            yield from _scalars(one)


def _shifted(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line if line.strip() else line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def walk(
    node: yaml.Node | None, key: str = "", without: Collection[str] = ()
) -> Iterator[tuple[yaml.MappingNode, str]]:
    """Yield each record and the key of the list that it stands in, from the outside inwards."""
    known: set[int] = set()
    front = [(node, key)]
    while front:
        here, name = front.pop()
        if here is None or id(here) in known:  # an anchor, which may hold itself
            continue
        known.add(id(here))
        inside = [(item, name) for item in items(here)]
        if isinstance(here, yaml.MappingNode):
            yield here, name
            inside = [(v, str(k.value)) for k, v in here.value if k.value not in without]
        front += reversed(inside)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made; of two that begin at one place, an insertion comes first."""
    parts, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[at:start], new]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _takes_more(node: yaml.CollectionNode) -> bool:
    """Whether something can be put behind the last part: not behind a key without a value."""
    if not node.value or not node.flow_style:
        return bool(node.value)
    last = _ends_of(node.value[-1])[1]
    return bool(last.start_mark.index < last.end_mark.index and last.end_mark.column)


def append_records(text: str, records: Sequence[str], gap: str = GAP) -> str:
    """Return a text with records at its end, which ends as it ended."""
    if not records:
        return text
    body, end = (text[:-1], "\n") if text.endswith("\n") else (text, "")
    if not body.strip():
        return text + gap.join(records) + "\n"
    return body + "".join(gap + record for record in records) + end


def take_out_records(text: str, numbers: Sequence[int], gap: str = GAP) -> str:
    """Return a text without some of its records, and without the gap before each."""
    for number in sorted(numbers, reverse=True):
        page = YamlEditor(text)
        row = items(page.root)[number]
        start = text.rfind("\n", 0, row.start_mark.index) + 1
        line_end = text.find("\n", page.end(row))
        before, after = text[:start], "" if line_end < 0 else text[line_end:]
        if before.strip():
            text = before.removesuffix(gap if before.endswith(gap) else "\n") + after
        else:
            cut = gap if after.startswith(gap) and after.strip() else "\n"
            text = before + after.removeprefix(cut)
    return text
