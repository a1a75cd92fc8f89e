"""What would not stand without a body or thing: it is told before anything is changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from atgraph.build.mapping import map_programme, map_registry
from atgraph.curate.removal.data_files import DataChange
from atgraph.curate.removal.subject import Subject
from atgraph.data.folder import read_data
from atgraph.data.registry import read_registry
from atgraph.data.transcript import Programme
from atgraph.errors import VIOLATION, Problem, RefusedError
from atgraph.files import read_text
from atgraph.rdf.ontology import Ontology

REFUSED = "{} cannot be removed while this rests on it; without it:"


def check_standing(data: Path, subject: Subject, change: DataChange, ontology: Ontology) -> None:
    """Raise a RefusedError where records that stay would be wrong without a body or thing.

    Such are an event in a place that goes, and records that print a name several things have. Only
    what changes is read and mapped, in a copy. A person is never refused.
    """
    if subject.is_person or not change.files:
        return
    programmes = {*change.changed, *subject.programmes}
    after = list(_wrong(data, change, programmes, ontology, is_after=True))
    if not after:
        return
    before = {(path, message) for path, _, message in _wrong(data, change, programmes, ontology)}
    new = [row for row in after if (row[0], row[2]) not in before]
    if new:
        raise RefusedError.of(_told(data, change, subject, *row) for row in new)


def _told(
    data: Path, change: DataChange, subject: Subject, file: str, line: int, message: str
) -> Problem:
    """Return what would be wrong at its line of now, with the names as they are written now."""
    path = data / file
    for name in subject.names:
        message = message.replace(change.forms.masked(name), name)
    if path in change.files and line:
        now = change.forms.masked(read_text(path)).split("\n")
        then = change.files[path].decode().split("\n")
        line = next((n for n in range(line, len(now)) if now[n - 1] == then[line - 1]), line)
    return Problem(str(path), line, f"{REFUSED.format(subject.id)} {message}")


def _wrong(
    data: Path,
    change: DataChange,
    programmes: Collection[str],
    ontology: Ontology,
    *,
    is_after: bool = False,
) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and message of each violation in what changes, as it is or is to be."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in ("registry", *(f"programmes/{one}" for one in programmes)):
            if (data / folder).is_dir():
                shutil.copytree(data / folder, copy / folder)
        if is_after:
            for path, text in change.files.items():
                (copy / path.relative_to(data)).write_bytes(text)
            for path in change.deleted:
                (copy / path.relative_to(data)).unlink()
        for problem in _problems(copy, ontology):
            if problem.severity == VIOLATION:
                told = str(Path(problem.path).relative_to(copy)) if problem.path else ""
                yield told, problem.line or 0, problem.message.replace(f"{copy}/", "")


def _problems(data: Path, ontology: Ontology) -> Iterator[Problem]:
    programmes = list[Programme]()
    if (data / "programmes").is_dir():
        read = read_data(data, ontology)
        registry, programmes = read.registry, read.programmes
        yield from read.problems
    else:
        registry, problems = read_registry(data / "registry", ontology)
        yield from problems
    if registry.whole:
        mapped = map_registry(registry, ontology)
        yield from mapped.problems
        for programme in programmes:
            drafted = map_programme(programme, registry, ontology, False, mapped.printed)
            yield from drafted.problems
