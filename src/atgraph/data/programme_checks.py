"""What is wrong with the ids, dates and files of a transcript, each value of which is right."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from atgraph.data.transcript import FILE, Programme, SourceFile
from atgraph.errors import KeyDetails, Problem, UnreadableError
from atgraph.files import read_bytes


def check_programme(programme: Programme) -> list[Problem]:
    """Return what is wrong with ids, dates and files, to be reported with the rest."""
    path = str(programme.path)
    return [*_check_ids(programme, path), *_check_days(programme, path), *_check_sources(programme)]


def _check_ids(programme: Programme, path: str) -> Iterator[Problem]:
    start, end = programme.start, programme.end
    if start > end:
        message = f"the programme ends on {end}, before it starts on {start}; correct one"
        yield Problem(path, programme.at, message, "dates", key=KeyDetails("end"))
    for kind, items in (("session", programme.sessions), ("source", programme.sources)):
        first: dict[str, int] = {}
        for item in items:
            if line := first.get(item.id):
                message = f"the {kind} id {item.id!r} is taken, on line {line}; give each its own"
                about = KeyDetails("id", item.id, first=line)
                yield Problem(path, item.at, message, "id-taken", key=about)
            first.setdefault(item.id, item.at)


def _check_days(programme: Programme, path: str) -> Iterator[Problem]:
    """Yield sessions whose times would be of the first day, though the programme has several."""
    if not programme.whole or programme.start == programme.end:
        return
    for session in programme.sessions:
        if (session.start or session.end) and not session.date:
            why = "has a time and no date, and the programme several days; add the day"
            message = f"the session {session.id!r} {why} that is printed"
            yield Problem(path, session.at, message, "time-without-day")


def _check_sources(programme: Programme) -> Iterator[Problem]:
    path, folder = str(programme.path), programme.path.parent
    for source in programme.sources:
        for name in dict.fromkeys((source.file, source.text_file)):
            missing = f"the file {name!r} is not there; put it beside {FILE}"
            outside = f"the file {name!r} lies outside the programme's folder; copy it in"
            # of a name too long for the disk, the method of a path is an error
            is_there = programme.holds(name) and os.path.isfile(folder / name)  # noqa: PTH113
            if not is_there:
                yield Problem(path, source.at, missing if programme.holds(name) else outside)
            elif name == source.file:
                yield from _check_sum(path, source, folder / name)


def _check_sum(path: str, source: SourceFile, file: Path) -> Iterator[Problem]:
    """Yield that a file is not the one that was transcribed, or cannot be read."""
    try:
        digest = hashlib.sha256(read_bytes(file)).hexdigest()
    except UnreadableError as exc:
        yield Problem(path, source.at, f"the file {file.name!r} {exc.problems[0].message}")
        return
    if digest != source.sha256:
        why = f"{file.name} is not the file that was transcribed: its sha256 is {digest}"
        message = f"{why}; restore it, or check every quote and write the new sum"
        key = KeyDetails("sha256", source.sha256, wanted=digest)
        yield Problem(path, source.at, message, "changed-source", key=key)
