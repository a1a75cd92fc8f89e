"""The files of the registry: strict reading, and what must hold between their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError as PydanticError

from atgraph.data.dates import read_bounds
from atgraph.data.registry.judgements import NONE, circled, contradictions, in_words, join_doubles
from atgraph.data.registry.model import Decision, E, Identity, Registry
from atgraph.data.transcript import explain
from atgraph.data.yaml_lines import Record, Rows, read_yaml
from atgraph.errors import KeyDetails, Problem, SourceError, UnreadableError
from atgraph.rdf.ontology import Ontology
from atgraph.text import clip, fold


def read_registry(folder: Path, ontology: Ontology) -> tuple[Registry, list[Problem]]:
    """Read every file of the registry.

    Returns:
        the registry, and what is wrong in it.

    Raises:
        UnreadableError: the folder is not there, or a file is not UTF-8 or not YAML.
    """
    problems: list[Problem] = []
    identities: dict[str, Identity] = {}
    classes: dict[str, str] = {}
    files: dict[str, str] = {}
    decisions: list[Decision] = []
    facts: list[Record] = []
    lost: list[Problem] = []
    for path in _files(folder, problems):
        if path.stem == "decisions":
            decisions += _read_rows(path, Decision, lost)
        elif path.stem == "facts":
            facts += _read_facts(path, lost)
        elif path.stem not in ontology.plurals:
            known = ", ".join(sorted(ontology.plurals))
            problems.append(
                Problem(
                    str(path),
                    0,
                    f"no class is called {path.stem!r}; name the file by one of: {known}, decisions, facts",
                )
            )
        else:
            for identity in _read_rows(path, Identity, lost):
                if identity.id in identities:
                    taken = f"{files[identity.id]}:{identities[identity.id].at}"
                    message = f"the id {identity.id!r} is taken, in {taken}; give each its own"
                    problems.append(
                        Problem(
                            str(path),
                            identity.at,
                            message,
                            "id-taken",
                            key=KeyDetails("id", identity.id),
                        )
                    )
                    continue
                identities[identity.id], classes[identity.id], files[identity.id] = (
                    identity,
                    ontology.plurals[path.stem],
                    str(path),
                )
    written = Registry(
        identities, classes, tuple(decisions), tuple(facts), folder, files, whole=not lost
    )
    registry = join_doubles(written)
    return registry, [*lost, *problems, *_check_identities(registry), *_check_decisions(written)]


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as exc:
        raise UnreadableError(
            f"cannot be read: {exc.strerror}; the folder says who is who, one file a kind", folder
        ) from exc
    problems += [
        Problem(str(path), 0, f"is not read; name it {path.stem}.yml")
        for path in paths
        if path.suffix == ".yaml"
    ]
    return [path for path in paths if path.suffix == ".yml"]


def _read_rows(path: Path, kind: type[E], problems: list[Problem]) -> list[E]:
    read = []
    for row in _rows(path, problems):
        try:
            read.append(kind.model_validate(row))
        except PydanticError as exc:
            problems += explain(path, row, exc, kind)
    return read


def _read_facts(path: Path, problems: list[Problem]) -> list[Record]:
    rows = _rows(path, problems)
    problems += [
        Problem(str(path), getattr(r, "line", 0), "is not a mapping; write {tie: …, source: …}")
        for r in rows
        if not isinstance(r, Record)
    ]
    return [row for row in rows if isinstance(row, Record)]


def _rows(path: Path, problems: list[Problem]) -> Rows:
    try:
        data: Any = read_yaml(path)
    except SourceError as exc:
        problems += exc.problems
        return Rows()
    if data is None or isinstance(data, Rows):
        return data or Rows()
    problems.append(Problem(str(path), 1, "is not a list; begin each record with `- id:`"))
    return Rows()


def _check_identities(registry: Registry) -> Iterator[Problem]:
    """Yield ids that lead nowhere, and hierarchies that run in a circle."""
    for identity in registry.identities.values():
        path = registry.path_of(identity.id)
        for fact in identity.links():
            if registry.whole and fact.is_ not in registry.identities:
                about = KeyDetails("is", fact.is_, tuple(registry.identities))
                yield Problem(
                    path,
                    fact.at,
                    f"there is no {fact.is_!r} in the registry; add it or correct the id",
                    "unknown-id",
                    key=about,
                )
        if _is_within_itself(registry, identity.id):
            yield Problem(
                path,
                identity.at,
                f"{identity.id!r} is within itself; cut the circle of `within`",
                "circle",
                key=KeyDetails("within"),
            )


def _is_within_itself(registry: Registry, identity: str) -> bool:
    found: set[str] = set()
    front = [identity]
    while front:
        above = {fact.is_ for fact in registry.parents.get(front.pop(), ())} - found
        found |= above
        front += above
    return identity in found


def _check_decisions(registry: Registry) -> Iterator[Problem]:
    """Yield decisions about nothing, for an id that is not there, that stand twice, or that cannot hold together."""
    path = str(registry.folder / "decisions.yml")
    times: Counter[tuple[str, ...]] = Counter()
    for decision in registry.decisions:
        said = "" if decision.is_ else decision.other
        key = (
            decision.programme,
            decision.session,
            fold(decision.name),
            decision.about,
            decision.id,
            said,
        )
        times[key] += 1
        if problem := _problem(registry, decision) or (
            "stands twice; keep one decision for a name at one place" if times[key] > 1 else ""
        ):
            known = tuple(registry.identities) if problem.startswith("there is no ") else ()
            about = KeyDetails(decision.key or "is", decision.other, known)
            rule = "unknown-id" if known else "decision"
            yield Problem(path, decision.at, problem, rule, key=about)
    for chain in contradictions(registry.decisions):
        if chain[-1].is_not:
            message = f"decisions contradict each other: {'; '.join(map(in_words, chain))}; take one of them out"
            about = KeyDetails("is_not", chain[-1].other)
            yield Problem(path, chain[-1].at, message, "decision", key=about)


def _problem(registry: Registry, decision: Decision) -> str:
    if sum(map(bool, (decision.name, decision.about, decision.id))) != 1:
        return "a decision is about a `name`, about the date (`about: date`) or about two identities (`id`); write one of them"
    if not decision.programme and not decision.id:
        return "the key 'programme' is missing; add it"
    if sum(map(bool, decision.outcomes().values())) != 1:
        return "says not what was decided; write one of `is`, `is_not` and `unsure`"
    return _problem_of_date(decision) if decision.about else _problem_of_ids(registry, decision)


def _problem_of_ids(registry: Registry, decision: Decision) -> str:
    ids = (
        [decision.other, decision.id]
        if decision.id
        else []
        if decision.is_ == NONE
        else [decision.other]
    )
    for one in ids:
        if registry.whole and one not in registry.identities:
            return f"there is no {one!r} in the registry; add it, or decide for an id{'' if decision.id else ' or `none`'}"
    if len(set(ids)) < len(ids):
        return "says of an identity what it is to itself; name two"
    if decision.id and decision.is_ and decision.id in circled(registry.decisions):
        return "makes a circle of identities that are each other; take one of its decisions out"
    if (
        registry.whole
        and decision.id
        and decision.is_
        and len({registry.classes[one] for one in ids}) > 1
    ):
        return f"{decision.id} and {decision.is_} are things of two kinds; neither can be the other"
    return ""


def _problem_of_date(decision: Decision) -> str:
    if decision.about != "date":
        return f"about: {clip(decision.about)} is not known; write `about: date`, or `name:`"
    if not decision.is_:
        return "says not which date it is; write `is:`"
    try:
        read_bounds(decision.is_)
    except ValueError as exc:
        return f"is: {exc}"
    return ""
