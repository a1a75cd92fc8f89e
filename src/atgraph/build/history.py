"""The history of a store: a text file of what came, went and changed with each published graph.

It is lines of JSON. One with ``version`` begins what a graph brought: after which, how many
statements, which programmes, and how many things and records of each class. Below it stands a line
for each thing. People are told by their id alone, so that no name of theirs is kept here; those who
are not shown any more are told by nothing. There is no clock in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atgraph.data.names import key
from atgraph.errors import StoreError, UnreadableError
from atgraph.files import read_bytes, sync, write_file

FILE = "history.jsonl"
CAME, WENT, CHANGED = "came", "went", "changed"
WHATS = (CAME, WENT, CHANGED)
COUNTED = ("statements", "programmes", "things", "records")
PEOPLE = "people"
MOST = 1 << 30  # bytes of the file
THING = re.compile(rf'^{{"(?:{"|".join(WHATS)})": "([^"]+)"', re.MULTILINE)
PERSON = re.compile(rf'{THING.pattern}, "kind": "{PEOPLE}"', re.MULTILINE)

Counts = dict[str, dict[str, int]]  # plural name of a class → came, went or changed → how many


@dataclass(frozen=True)
class ThingChange:
    """What became of a thing.

    Attributes:
        what: whether it came, went or changed.
        id: the end of its address.
        kind: the plural name of its class.
        name: its label; of people there is none.
        records: what came, went and changed of the records about it, by class.
        programmes: whose transcripts say so.
    """

    what: str
    id: str
    kind: str
    name: str = ""
    records: Counts = field(default_factory=dict)
    programmes: tuple[str, ...] = ()

    def line(self) -> str:
        """Return it as a line of the file."""
        more = {"name": self.name, "records": self.records, "in": list(self.programmes)}
        more = {name: value for name, value in more.items() if value}
        return _json({self.what: self.id, "kind": self.kind, **more})

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> ThingChange:
        """Return what a line says."""
        what = next(what for what in WHATS if what in said)
        told = said.get("name", ""), said.get("records", {}), tuple(said.get("in", ()))
        return cls(what, said[what], said["kind"], *told)


@dataclass(frozen=True)
class VersionEntry:
    """What one published graph brought.

    Attributes:
        version: the graph's.
        after: the version of the graph before it; empty for the first.
        is_known: whether that was still kept, so that the two could be compared.
        statements: how many came and went.
        programmes: their ids, by what became of them.
        things, records: how many, by class.
        changes: the things, by class and id.
    """

    version: str
    after: str = ""
    is_known: bool = True
    statements: dict[str, int] = field(default_factory=dict)
    programmes: dict[str, list[str]] = field(default_factory=dict)
    things: Counts = field(default_factory=dict)
    records: Counts = field(default_factory=dict)
    changes: tuple[ThingChange, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield it as lines of the file."""
        head: dict[str, Any] = {"version": self.version, "after": self.after}
        if not self.is_known:
            head["known"] = False
        yield _json(head | {name: getattr(self, name) for name in COUNTED})
        yield from (change.line() for change in self.changes)

    @classmethod
    def read(cls, said: Mapping[str, Any], changes: Iterable[ThingChange]) -> VersionEntry:
        """Return what a first line and those below it say."""
        counts = {name: said[name] for name in COUNTED}
        known = said.get("known", True)
        return cls(said["version"], said["after"], known, **counts, changes=tuple(changes))


def read_history(folder: Path) -> list[VersionEntry]:
    """Return the history of a store, oldest first; nothing where none was written.

    It is an UnreadableError, with the line, if the file is not as it was written.
    """
    heads: list[tuple[Mapping[str, Any], list[ThingChange]]] = []
    for number, line in enumerate(_text(folder).split("\n"), 1):
        if not line:
            continue
        try:
            said = json.loads(line)
            if "version" in said:
                heads.append((said, []))
            else:
                heads[-1][1].append(ThingChange.read(said))
        except (ValueError, LookupError, TypeError, StopIteration) as exc:
            why = "is no line of a history; remove the line, or the file, which begins anew then"
            raise UnreadableError(why, folder / FILE, number) from exc
    try:
        return [VersionEntry.read(*head) for head in heads]
    except LookupError as exc:
        why = f"lacks {exc} where a version begins; remove the file, which begins anew then"
        raise UnreadableError(why, folder / FILE) from exc


def last_version(folder: Path) -> str:
    """Return the version of the graph that the history knows as the last; empty if of none."""
    found = re.findall(r'^{"version": "([0-9a-f]*)"', _text(folder), re.MULTILINE)
    return found[-1] if found else ""


def people_in(folder: Path) -> set[str]:
    """Return the ids of the people in the history."""
    return {*PERSON.findall(_text(folder))}


def append(folder: Path, entry: VersionEntry) -> None:
    """Write what a graph brought to the end of the history."""
    path = folder / FILE
    try:
        with path.open("ab") as file:
            size, whole = file.tell(), len(_text(folder).encode())
            if size > whole:  # what was being written when the machine stopped
                file.truncate(whole)
            file.write("".join(f"{line}\n" for line in entry.lines()).encode())
            file.flush()
            os.fsync(file.fileno())
        sync(folder)
    except OSError as exc:
        why = f"the graph is published, but its history cannot be written: {exc.strerror}"
        raise StoreError(f"{why}; make room, and run `atgraph build` again", path) from exc


def forget(folder: Path, ids: Collection[str], names: Collection[str] = ()) -> int:
    """Take things out of the history of a store; return how many lines told of them.

    A thing whose name has the words of one of the ``names`` goes too. Counts stay: they name
    nobody.

    Args:
        folder: the store's.
        ids: the ends of their addresses, such as ``person_qwertyui``.
        names: names that may not stand anywhere; case and accents do not matter.
    """
    sought = [f" {found} " for name in names if (found := key(name))]

    def tells(line: str) -> bool:
        thing = THING.match(line)
        if thing is None:  # a version begins
            return False
        words = f" {key(json.loads(line).get('name', ''))} " if sought else ""
        return thing[1] in ids or any(name in words for name in sought)

    written = _text(folder)
    if not written or not (sought or any(one in written for one in ids)):
        return 0
    lines = written.splitlines(keepends=True)
    kept = [line for line in lines if not tells(line)]
    if len(kept) < len(lines):
        write_file(folder / FILE, "".join(kept).encode(), "--store")
    return len(lines) - len(kept)


def _text(folder: Path) -> str:
    """Return the whole lines of the file; what was being written when the machine stopped not."""
    path = folder / FILE
    written = read_bytes(path, MOST) if path.exists() else b""
    whole, end, _ = written.rpartition(b"\n")
    return (whole + end).decode("utf-8", "replace")


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False)
