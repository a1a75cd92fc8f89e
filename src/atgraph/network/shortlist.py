"""A shortlist: what a coordinator noted of candidates, in a text file of their own.

Nothing but an added line ever changes it.

```yaml
- keep: Thorn
  for: OSCE
  note: asks for pilots
  date: 2026-11-25
```

Each entry begins with what was decided: keep, dismiss or contacted. The last about a candidate
counts.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atgraph.ask.lookup import find
from atgraph.data.journal import locked, write_together
from atgraph.data.yaml_lines import Record, Rows, Text, parse_yaml
from atgraph.errors import AtgraphError, NotFoundError, Problem, QueryError, SourceError
from atgraph.files import read_text
from atgraph.graph.graph import Graph
from atgraph.network.choice import NOT_A_DAY, iso_day
from atgraph.network.ties import ORGANIZATION

KEEP, DISMISS, CONTACTED = MARKS = ("keep", "dismiss", "contacted")
KEYS = (*MARKS, "for", "note", "date")
FORM = (
    "write - keep: NAME (or dismiss, or contacted), and under it for: ORGANISATION, date:"
    " YEAR-MONTH-DAY and, if you like, note: TEXT"
)


@dataclass(frozen=True)
class ShortlistEntry:
    """What was noted: the mark, the IRIs of candidate and body, why, and when, as ISO date."""

    mark: str
    candidate: str
    organization: str
    note: str
    date: str

    def __str__(self) -> str:
        return f"{self.mark} {self.date}{f': {self.note}' if self.note else ''}"


def read_shortlist(kg: Graph, path: Path) -> tuple[ShortlistEntry, ...]:
    """Read a shortlist strictly; a `SourceError` says all that is wrong in one run."""
    return _parse(kg, read_text(path), path)


def add_entry(
    kg: Graph, path: Path, mark: str, candidate: str, organization: str, date: str, note: str = ""
) -> ShortlistEntry:
    """Add an entry, with names of bodies, at the end of a shortlist, begun where there is none.

    Raises:
        NotFoundError: nothing is called like one of the two.
        QueryError: the date is not a day, the two are one, or there is no such mark.
        SourceError, UnreadableError: the file is not as it should be, so nothing was added.
    """
    if mark not in MARKS:
        raise QueryError(f"there is no mark {mark!r}; use one of {', '.join(MARKS)}")
    if not date or iso_day(date) != date:
        raise QueryError(NOT_A_DAY.format(date))
    ends = [find(kg, name, ORGANIZATION).iri for name in (candidate, organization)]
    if ends[0] == ends[1]:
        raise QueryError(f"{candidate!r} and {organization!r} stand for one body; name two")
    entry = ShortlistEntry(mark, ends[0], ends[1], " ".join(note.split()), date)
    file = Path(os.path.realpath(path))
    with locked(file.parent, "--file"):
        write_together(file.parent, {file: _with_entry(kg, path, entry)}, "--file")
    return entry


def _with_entry(kg: Graph, path: Path, entry: ShortlistEntry) -> bytes:
    """Return a shortlist as it stands now, with an entry at its end."""
    known, before = (read_shortlist(kg, path), path.read_bytes()) if path.exists() else ((), b"")
    end = b"\n" if before and not before.endswith(b"\n") else b""
    after = before + end + _written(kg, entry).encode()
    try:
        whole = _parse(kg, after.decode("utf-8-sig"), path)
    except AtgraphError as exc:
        why = f"an entry cannot be added at its end, so nothing was written; {FORM}, each entry at"
        raise SourceError(f"{why} the start of a line", path) from exc
    if whole != (*known, entry):
        why = "the note holds characters that cannot be written; nothing was added"
        raise SourceError(why, path)
    return after


def _written(kg: Graph, entry: ShortlistEntry) -> str:
    """Return an entry as text, bodies by their names where these stand for one only."""
    bodies = {entry.mark: entry.candidate, "for": entry.organization}
    names = {**{key: _name(kg, iri) for key, iri in bodies.items()}, "note": entry.note}
    lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in names.items() if v]
    return f"- {'  '.join([*lines, f'date: {entry.date}'])}\n"


def _name(kg: Graph, iri: str) -> str:
    label = find(kg, iri, ORGANIZATION).label
    try:
        return label if find(kg, label, ORGANIZATION).iri == iri else iri
    except NotFoundError:
        return iri


def _parse(kg: Graph, text: str, path: Path) -> tuple[ShortlistEntry, ...]:
    rows = parse_yaml(text, path)
    if rows is None:
        return ()
    if not isinstance(rows, Rows):
        raise SourceError(f"is not a list; {FORM}", path, int(getattr(rows, "line", 1)))
    problems: list[Problem] = []
    entries = [entry for row in rows for entry in _entry(kg, row, path, problems)]
    if problems:
        raise SourceError.of(problems)
    return tuple(entries)


def _entry(kg: Graph, row: Any, path: Path, problems: list[Problem]) -> Sequence[ShortlistEntry]:
    """Return the entry of a record, or nothing where something is wrong; problems are added."""
    if wrong := [Problem(str(path), line, message) for line, message in _wrong(row)]:
        problems += wrong
        return ()
    mark = next(key for key in row if key in MARKS)
    ends = []
    for name in (row[mark], row["for"]):
        try:
            ends.append(find(kg, name, ORGANIZATION).iri)
        except NotFoundError as exc:
            problems.append(Problem(str(path), name.line, exc.problems[0].message))
    note, date = str(row.get("note", "")), str(row["date"])
    return (ShortlistEntry(mark, ends[0], ends[1], note, date),) if len(ends) == 2 else ()


def _wrong(row: Any) -> Iterator[tuple[int, str]]:
    """Yield line and what is wrong there, of how a record is written."""
    if not isinstance(row, Record):
        yield int(getattr(row, "line", 1)), f"is not an entry; {FORM}"
        return
    for key in row:
        if key not in KEYS:
            yield row.lines[key], f"the key {key!r} is not known; use {', '.join(KEYS)}"
        elif not isinstance(row[key], Text) or (key != "note" and not row[key].strip()):
            yield row.lines[key], f"{key!r} holds no text; write one line after the colon"
    if (marks := sum(key in MARKS for key in row)) != 1:
        said = "two things at once" if marks else "not what was decided"
        yield row.line, f"says {said}; give one of {', '.join(MARKS)}"
    for key in ("for", "date"):
        if key not in row:
            yield row.line, f"has no {key!r}; {FORM}"
    if isinstance(day := row.get("date"), Text) and day.strip() and iso_day(day) != day:
        yield row.lines["date"], NOT_A_DAY.format(str(day))
