"""The files of the registry: strict reading, and what must hold between their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError as PydanticError

from atgraph.dates import read_bounds
from atgraph.documents import clip, fold
from atgraph.errors import Finding, SourceError, UnreadableError
from atgraph.ontology import Ontology
from atgraph.programme import explain
from atgraph.records import Record, Rows, read_yaml
from atgraph.registry.model import Decision, E, Identity, Registry


def read_registry(folder: Path, ontology: Ontology) -> tuple[Registry, list[Finding]]:
    """Read every file of the registry.

    Returns:
        the registry, and what is wrong in it.

    Raises:
        UnreadableError: the folder is not there, or a file is not UTF-8 or not YAML.
    """
    findings: list[Finding] = []
    identities: dict[str, Identity] = {}
    classes: dict[str, str] = {}
    files: dict[str, str] = {}
    decisions: list[Decision] = []
    facts: list[Record] = []
    lost: list[Finding] = []
    for path in _files(folder, findings):
        if path.stem == "decisions":
            decisions += _read_rows(path, Decision, lost)
        elif path.stem == "facts":
            facts += _read_facts(path, lost)
        elif path.stem not in ontology.plurals:
            known = ", ".join(sorted(ontology.plurals))
            findings.append(Finding(str(path), 0, f"no class is called {path.stem!r}; name the file by one of: {known}, decisions, facts"))
        else:
            for identity in _read_rows(path, Identity, lost):
                if identity.id in identities:
                    taken = f"{files[identity.id]}:{identities[identity.id].at}"
                    message = f"the id {identity.id!r} is taken, in {taken}; give each its own"
                    findings.append(Finding(str(path), identity.at, message, "id-taken", {"key": "id", "value": identity.id}))
                    continue
                identities[identity.id], classes[identity.id], files[identity.id] = identity, ontology.plurals[path.stem], str(path)
    registry = Registry(identities, classes, tuple(decisions), tuple(facts), folder, files, whole=not lost)
    return registry, [*lost, *findings, *_check_identities(registry), *_check_decisions(registry)]


def _files(folder: Path, findings: list[Finding]) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as exc:
        raise UnreadableError(f"cannot be read: {exc.strerror}; the folder says who is who, one file a kind", folder) from exc
    findings += [Finding(str(path), 0, f"is not read; name it {path.stem}.yml") for path in paths if path.suffix == ".yaml"]
    return [path for path in paths if path.suffix == ".yml"]


def _read_rows(path: Path, kind: type[E], findings: list[Finding]) -> list[E]:
    read = []
    for row in _rows(path, findings):
        try:
            read.append(kind.model_validate(row))
        except PydanticError as exc:
            findings += explain(path, row, exc, kind)
    return read


def _read_facts(path: Path, findings: list[Finding]) -> list[Record]:
    rows = _rows(path, findings)
    findings += [Finding(str(path), getattr(r, "line", 0), "is not a mapping; write {tie: …, source: …}") for r in rows if not isinstance(r, Record)]
    return [row for row in rows if isinstance(row, Record)]


def _rows(path: Path, findings: list[Finding]) -> Rows:
    try:
        data: Any = read_yaml(path)
    except SourceError as exc:
        findings += exc.findings
        return Rows()
    if data is None or isinstance(data, Rows):
        return data or Rows()
    findings.append(Finding(str(path), 1, "is not a list; begin each record with `- id:`"))
    return Rows()


def _check_identities(registry: Registry) -> Iterator[Finding]:
    """Yield ids that lead nowhere, and hierarchies that run in a circle."""
    for identity in registry.identities.values():
        path = registry.path_of(identity.id)
        for fact in identity.links():
            if registry.whole and fact.is_ not in registry.identities:
                given = {"key": "is", "value": fact.is_, "known": "\n".join(registry.identities)}
                yield Finding(path, fact.at, f"there is no {fact.is_!r} in the registry; add it or correct the id", "unknown-id", given)
        if _is_within_itself(registry, identity.id):
            yield Finding(path, identity.at, f"{identity.id!r} is within itself; cut the circle of `within`", "circle", {"key": "within"})


def _is_within_itself(registry: Registry, identity: str) -> bool:
    found: set[str] = set()
    front = [identity]
    while front:
        above = {fact.is_ for fact in registry.parents.get(front.pop(), ())} - found
        found |= above
        front += above
    return identity in found


def _check_decisions(registry: Registry) -> Iterator[Finding]:
    """Yield decisions about nothing, for an id that is not there, or that stand twice."""
    path = str(registry.folder / "decisions.yml")
    times: Counter[tuple[str, ...]] = Counter()
    for decision in registry.decisions:
        key = (decision.programme, decision.session, fold(decision.name), decision.about)
        times[key] += 1
        if problem := _problem(registry, decision) or ("stands twice; keep one decision for a name at one place" if times[key] > 1 else ""):
            known = "\n".join(registry.identities) if problem.startswith("there is no ") else ""
            yield Finding(path, decision.at, problem, "unknown-id" if known else "decision", {"key": "is", "value": decision.is_, "known": known})


def _problem(registry: Registry, decision: Decision) -> str:
    if bool(decision.name) == bool(decision.about):
        return "a decision is about a `name` or about the date (`about: date`); write one of the two"
    if decision.about == "date":
        try:
            read_bounds(decision.is_)
        except ValueError as exc:
            return f"is: {exc}"
        return ""
    if decision.about:
        return f"about: {clip(decision.about)} is not known; write `about: date`, or `name:`"
    if registry.whole and decision.is_ != "none" and decision.is_ not in registry.identities:
        return f"there is no {decision.is_!r} in the registry; add it, or decide for an id or `none`"
    return ""
