"""The files of the registry: strict reading, and what must hold between their records."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError as PydanticError

from atgraph.data.dates import read_bounds
from atgraph.data.registry.grounds import Page
from atgraph.data.registry.known_records import Known, cut, is_cut_by_lines
from atgraph.data.registry.model import (
    NONE,
    PERSON,
    REMOVED,
    Decision,
    Identity,
    Registry,
    contradictions,
)
from atgraph.data.removed import Removed
from atgraph.data.transcript import Entry
from atgraph.data.wrong_entries import explain
from atgraph.data.yaml_lines import Record, Rows, parse_yaml, refuse_large
from atgraph.errors import KeyDetails, Problem, SourceError, UnreadableError
from atgraph.files import read_text
from atgraph.rdf.ontology import Ontology
from atgraph.text import clip

E = TypeVar("E", bound=Entry)
NUMBER = re.compile(r"-\d+$")  # of a further file of a class: organizations-2.yml


def read_registry(
    folder: Path,
    ontology: Ontology,
    texts: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> tuple[Registry, list[Problem]]:
    """Read every file of the registry, each of them YAML; return it, and what is wrong in it.

    With ``texts``, name of a file → what it says, nothing on the disk is read. Records that are
    ``known`` are not read again; they are moved to where they stand now.
    """
    problems, lost = list[Problem](), list[Problem]()
    read = Registry({}, {}, folder=folder, texts={**(texts or {})})
    decisions, facts, pages = list[Decision](), list[Record](), list[Page]()
    retired, removed = frozenset[str](), read.removed
    for path in _files(folder, problems) if texts is None else map(folder.joinpath, texts):
        if path.stem == "decisions":
            decisions = _read_records(path, read, Decision, lost, known)
        elif path.stem == "facts":
            facts = _read_facts(path, _rows(path, read.texts, lost), lost)
        elif path.stem == "sources":
            pages = _read_records(path, read, Page, lost, known)
            problems += _told_twice(path, pages)
        elif path.stem == "retired":
            retired = _read_retired(path, _rows(path, read.texts, lost), lost)
        elif path.stem == REMOVED:
            removed = _read_removed(path, lost)
        elif kind := ontology.plurals.get(NUMBER.sub("", path.stem), ""):
            identities = _read_records(path, read, Identity, lost, known)
            problems += _add(read, identities, kind, str(path))
        else:
            names = ", ".join(
                (*sorted(ontology.plurals), "decisions", "facts", "removed", "retired")
            )
            message = f"no class is called {path.stem!r}; name the file by one of: {names}"
            problems.append(Problem(str(path), 0, message))
    problems += _given_again(read, retired)
    said = {"decisions": tuple(decisions), "facts": tuple(facts), "retired": retired}
    read = replace(read, **said, removed=removed, whole=not lost)  # type: ignore[arg-type]
    read.pages.update((page.url, page) for page in pages)
    registry = read.join_doubles()
    return registry, [*lost, *problems, *_check_identities(registry), *_check_decisions(read)]


def _add(registry: Registry, rows: list[Identity], kind: str, path: str) -> Iterator[Problem]:
    """Add the identities of a file; yield those whose id is taken."""
    for row in rows:
        if row.id in registry.identities:
            taken = f"{registry.files[row.id]}:{registry.identities[row.id].at}"
            message = f"the id {row.id!r} is taken, in {taken}; give each its own"
            yield Problem(path, row.at, message, "id-taken", key=KeyDetails("id", row.id))
        else:
            registry.identities[row.id] = row
            registry.classes[row.id], registry.files[row.id] = kind, path


def _told_twice(path: Path, pages: list[Page]) -> Iterator[Problem]:
    """Yield each page that has a record already."""
    first: dict[str, int] = {}
    for page in pages:
        if first.setdefault(page.url, page.at) != page.at:
            message = f"the page {page.url} stands already on line {first[page.url]}; keep one"
            yield Problem(str(path), page.at, message, "twice", key=KeyDetails("url", page.url))


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as exc:
        message = f"cannot be read: {exc.strerror}; the folder says who is who, one file a kind"
        raise UnreadableError(message, folder) from exc
    unread = (path for path in paths if path.suffix == ".yaml")
    problems += [Problem(str(p), 0, f"is not read; name it {p.stem}.yml") for p in unread]
    return [path for path in paths if path.suffix == ".yml"]


def _read_records(
    path: Path, registry: Registry, kind: type[E], problems: list[Problem], known: Known | None
) -> list[E]:
    """Return the records of a file, and keep them with the registry."""
    before, found = (known or {}).get(path.name), None
    if before:
        found = _read_unknown(path, registry.texts, kind, before)
    if found is None:
        rows = _rows(path, registry.texts, problems)
        found = _read_rows(path, rows, kind, problems)
        if kind is Page:
            told = {str(row.get("url")) for row in rows if isinstance(row, Record)}
            registry.unread.update(told - {page.url for page in found if isinstance(page, Page)})
    registry.records[path.name] = found
    return found


def _read_unknown(
    path: Path, texts: dict[str, str], kind: type[E], known: Mapping[str, Entry]
) -> list[E] | None:
    """Return the records of a file of which only those are read that are not known.

    None where they cannot be told apart or something is wrong, so that all must be read.
    """
    text = texts[path.name] = read_text(path)
    found, new, rest, left = [], [], [], dict(known)
    for line, record in cut(text):
        entry = left.pop(record, None)
        if isinstance(entry, kind):
            entry.move(line - entry.at)
            found.append(entry)
            rest.append("#\n" * record.count("\n"))  # so that the others keep their lines
        else:
            rest.append(record)
            new += [line] if record.startswith("- ") else []
    wrong = list[Problem]()
    try:
        refuse_large(text, path)
        rows = _rows(path, {path.name: "".join(rest)}, wrong)
    except UnreadableError:
        return None
    if not is_cut_by_lines(text) or [getattr(row, "line", 0) for row in rows] != new:
        return None
    found += _read_rows(path, rows, kind, wrong)
    return None if wrong else sorted(found, key=lambda entry: entry.at)


def _read_rows(path: Path, rows: Rows, kind: type[E], problems: list[Problem]) -> list[E]:
    read = []
    for row in rows:
        try:
            read.append(kind.model_validate(row))
        except PydanticError as exc:
            problems += explain(path, row, exc, kind)
    return read


def _read_facts(path: Path, rows: Rows, problems: list[Problem]) -> list[Record]:
    message = "is not a mapping; write {tie: …, source: …}"
    wrong = (row for row in rows if not isinstance(row, Record))
    problems += [Problem(str(path), getattr(row, "line", 0), message) for row in wrong]
    return [row for row in rows if isinstance(row, Record)]


def _read_retired(path: Path, rows: Rows, problems: list[Problem]) -> frozenset[str]:
    message = "is no id; write each as it was, as in - person_p0032"
    wrong = (row for row in rows if not isinstance(row, str))
    problems += [Problem(str(path), getattr(row, "line", 0), message) for row in wrong]
    return frozenset(str(row) for row in rows if isinstance(row, str))


def _read_removed(path: Path, problems: list[Problem]) -> Removed:
    try:
        return Removed.read(path)
    except SourceError as exc:
        problems += exc.problems
        return Removed.none()


def _given_again(registry: Registry, retired: frozenset[str]) -> Iterator[Problem]:
    """Yield each record whose id was that of somebody who was taken out."""
    for identity in registry.identities.values():
        if identity.id in retired:
            message = f"the id {identity.id!r} was retired, and is never given again; give another"
            about = KeyDetails("id", identity.id)
            path = registry.files[identity.id]
            yield Problem(path, identity.at, message, "id-taken", key=about)


def _rows(path: Path, texts: dict[str, str], problems: list[Problem]) -> Rows:
    try:
        if path.name not in texts:
            texts[path.name] = read_text(path)
        data = parse_yaml(texts[path.name], path)
    except SourceError as exc:
        problems += exc.problems
        return Rows()
    if data is not None and not isinstance(data, Rows):
        problems.append(Problem(str(path), 1, "is not a list; begin each record with `- id:`"))
    return data if isinstance(data, Rows) else Rows()


def _check_identities(registry: Registry) -> Iterator[Problem]:
    """Yield ids that lead nowhere, circles of hierarchies, and marks on what is no person."""
    for identity in registry.identities.values():
        path = registry.files[identity.id]
        ids = [("is", fact.is_, fact.at) for fact in identity.links()]
        ids += [("of", identity.of, identity.at)] if identity.of else []
        for key, other, line in ids:
            if registry.whole and registry.known_as(other) not in registry.identities:
                message = f"there is no {other!r} in the registry; add it or correct the id"
                about = KeyDetails(key, other, tuple(registry.identities))
                yield Problem(path, line, message, "unknown-id", key=about)
        if _is_within_itself(registry, identity.id):
            message = f"{identity.id!r} is within itself; cut the circle of `within`"
            yield Problem(path, identity.at, message, "circle", key=KeyDetails("within"))
        if identity.listing and registry.classes[identity.id] != PERSON:
            message = f"{identity.id!r} is no person, and only people are listed; remove `listing`"
            about = KeyDetails("listing", identity.listing)
            yield Problem(path, identity.at, message, "listing", key=about)


def _is_within_itself(registry: Registry, identity: str) -> bool:
    found, front = set[str](), [identity]
    while front:
        above = {fact.is_ for fact in registry.parents.get(front.pop(), ())} - found
        found |= above
        front += above
    return identity in found


def _check_decisions(registry: Registry) -> Iterator[Problem]:
    """Yield decisions about nothing, for an unknown id, that stand twice, or that contradict."""
    path = str(registry.folder / "decisions.yml")
    times: Counter[tuple[object, ...]] = Counter()
    for decision in registry.decisions:
        said = "" if decision.is_ else decision.other
        key = (decision.place(), decision.about, decision.id, said)
        times[key] += 1
        twice = "stands twice; keep one decision for a name at one place" if times[key] > 1 else ""
        if problem := _problem(registry, decision) or twice:
            known = tuple(registry.identities) if problem.startswith("there is no ") else ()
            about = KeyDetails(decision.key or "is", decision.other, known)
            rule = "unknown-id" if known else "decision"
            yield Problem(path, decision.at, problem, rule, key=about)
    for chain in contradictions(registry.decisions):
        if (last := chain[-1]).is_not:
            said = "; ".join(decision.in_words() for decision in chain)
            message = f"decisions contradict each other: {said}; take one of them out"
            about = KeyDetails("is_not", last.other)
            yield Problem(path, last.at, message, "decision", key=about)


def _problem(registry: Registry, decision: Decision) -> str:
    if sum(map(bool, (decision.name, decision.about, decision.id))) != 1:
        kinds = "a `name`, about the date (`about: date`) or about two identities (`id`)"
        return f"a decision is about {kinds}; write one of them"
    if not decision.programme and not decision.id:
        return "the key 'programme' is missing; add it"
    if sum(map(bool, decision.outcomes().values())) != 1:
        return "says not what was decided; write one of `is`, `is_not` and `unsure`"
    return _problem_of_date(decision) if decision.about else _problem_of_ids(registry, decision)


def _problem_of_ids(registry: Registry, decision: Decision) -> str:
    one, other = decision.id, decision.other
    is_free = decision.is_ == NONE or (decision.is_not == REMOVED and not one)
    for given in (other, one) if one else () if is_free else (other,):
        if registry.whole and given not in registry.identities:
            also = "" if one else " or `none`"
            return f"there is no {given!r} in the registry; add it, or decide for an id{also}"
    if one == other:
        return "says of an identity what it is to itself; name two"
    if one and decision.is_:
        if one in registry.circled:
            return "makes a circle of identities that are each other; take one of its decisions out"
        if registry.whole and registry.classes[one] != registry.classes[other]:
            return f"{one} and {other} are things of two kinds; neither can be the other"
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
