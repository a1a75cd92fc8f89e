"""The lines of the files that people write: the lines of a record, and of a key in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.curate.worklist.layout import Layout
from atgraph.data.yaml_lines import extent
from atgraph.errors import AtgraphError
from atgraph.text import read_text

QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')


@dataclass(frozen=True)
class Offer:
    """Lines that solve a task: what to do with them, and where.

    ``first`` and ``last`` are the lines that ``lines`` take the place of. Without ``last`` they go
    below ``first``; where ``first`` is 0, at the end of the file.
    """

    do: str
    path: str
    first: int = 0
    last: int = 0
    lines: tuple[str, ...] = ()

    def apply(self) -> None:
        """Write the lines into the file."""
        old = read_text(Path(self.path)).rstrip("\n").split("\n")
        begin, end = (
            (self.first - 1, self.last)
            if self.last
            else (self.first or len(old), self.first or len(old))
        )
        Path(self.path).write_text(
            "\n".join([*old[:begin], *self.lines, *old[end:]]) + "\n", encoding="utf-8"
        )


@dataclass
class Files:
    """The files as they stand, each read once."""

    read: dict[str, list[str]] = field(default_factory=dict, repr=False)
    layouts: dict[str, Layout] = field(default_factory=dict, repr=False)
    numbers: dict[str, dict[str, list[int]]] = field(default_factory=dict, repr=False)
    quoted: dict[tuple[str, int], list[str]] = field(default_factory=dict, repr=False)

    def lines(self, path: str) -> list[str]:
        """Return the lines of a file; none where it cannot be read."""
        if path not in self.read:
            try:
                self.read[path] = (
                    read_text(Path(path)).split("\n") if path and Path(path).is_file() else []
                )
            except AtgraphError:
                self.read[path] = []
        return self.read[path]

    def line(self, path: str, number: int) -> str:
        """Return one line, from 1."""
        lines = self.lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def rows(self, path: str) -> dict[str, list[int]]:
        """Return the rows of a file without the white space around them, and the numbers of the lines that each stands on."""
        if path not in self.numbers:
            self.numbers[path] = {}
            for number, line in enumerate(self.lines(path), 1):
                self.numbers[path].setdefault(line.strip(), []).append(number)
        return self.numbers[path]

    def layout(self, path: str) -> Layout:
        """Return how a file of records is laid out; other files hold none."""
        if path not in self.layouts:
            self.layouts[path] = Layout(self.lines(path) if path.endswith(".yml") else ())
        return self.layouts[path]

    def end(self, path: str, start: int) -> int:
        """Return the last line of the record, or of the term in Turtle, that begins on a line."""
        if path.endswith(".ttl"):
            lines = self.lines(path)
            return (
                next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
                if start
                else start
            )
        if not path.endswith(".yml"):
            return start
        ends = self.layout(path).ends
        if start not in ends:
            ends[start] = extent(self.lines(path), start)
        return ends[start]

    def record(self, path: str, line: int) -> int:
        """Return the line on which the innermost record begins that a line stands in, else that line."""
        return self.layout(path).owners.get(line, line)

    def key(self, path: str, start: int, key: str, value: str = "") -> int:
        """Return the line of a key in the record that begins on a line, with its value where one is given; 0 if none.

        The key may be unknown: then the first line that holds the value counts, outside of the
            quotes.
        """
        written = re.compile(rf"(?:^|[\s,{{]){re.escape(key)}:\s*(?P<rest>.*)") if key else None
        numbers = range(start, self.end(path, start) + 1)
        if written:
            for number in numbers:
                found = written.search(self.line(path, number))
                if found and value in found["rest"].replace("''", "'"):
                    return number
        if value:
            return next(
                (n for n in numbers if value in self.line(path, n).partition("quotes:")[0]), 0
            )
        return 0

    def quotes(self, path: str, line: int) -> list[str]:
        """Return what the record quotes that a line stands in, where it is written in quotation marks on one line."""
        start = self.record(path, line)
        if (path, start) not in self.quoted:
            text = (
                "\n".join(self.lines(path)[start - 1 : self.end(path, start)])
                if line and path.endswith(".yml")
                else ""
            )
            self.quoted[path, start] = [
                found[1].replace('\\"', '"') for found in QUOTED.finditer(text) if len(found[1]) > 8
            ]
        return self.quoted[path, start]

    def change(self, path: str, line: int, old: str, new: str, do: str = "") -> list[Offer]:
        """Return the offer to change a piece of a line, if it is there."""
        text = self.line(path, line)
        if not old or old not in text:
            return []
        return [
            Offer(do or f"Change line {line} to:", path, line, line, (text.replace(old, new, 1),))
        ]

    def add_key(
        self, path: str, line: int, key: str, value: str, do: str, below: str = ""
    ) -> list[Offer]:
        """Return the offer to add a key to the record that begins on a line; ``{}`` in what to do becomes the place."""
        return _added(path, self.layout(path).with_key(line, key, value, below), do)

    def take_out(self, path: str, line: int, key: str) -> list[Offer]:
        """Return the offer to take a key out of the record that begins on a line, if it can be."""
        if (place := self.layout(path).without_key(line, key)) is None:
            return []
        first, last, lines = place
        span = f"line{'s' * (last > first)} {first}{f'-{last}' if last > first else ''}"
        return [
            Offer(f"Change {span} to:" if lines else f"Take out {span}", path, first, last, lines)
        ]

    def add_item(self, path: str, line: int, key: str, item: str, do: str) -> list[Offer]:
        """Return the offer to add an item to the list under a key; ``{}`` in what to do becomes the place."""
        layout = self.layout(path)
        return _added(path, layout.with_item(layout.value(line, key), item), do)


def _added(path: str, place: tuple[int, int, tuple[str, ...]] | None, do: str) -> list[Offer]:
    if place is None:
        return []
    first, last, lines = place
    before, _, after = do.rpartition("{}")
    what = f"change line {first} to" if last else f"below line {first} add"
    return [
        Offer(f"{before}{what if before else what.capitalize()}{after}", path, first, last, lines)
    ]
