"""The transcript of a programme: what the source prints, each record with its quotes."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic import ValidationError as PydanticError

from atgraph.errors import Finding, SourceError
from atgraph.records import Record, Text, line_of, read_yaml

FILE = "programme.yml"


class Entry(BaseModel):
    """A record that refuses unknown keys and knows its line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    _line: int = PrivateAttr(default=0)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        entry = handler(data)
        entry._line = getattr(data, "line", 0)
        return entry

    @property
    def at(self) -> int:
        """The line of the file on which the record begins."""
        return self._line


class Drafted(Entry):
    """A record that may still wait for review; the build stops on it."""

    review: str = ""


def as_quote(value: Any) -> Any:
    """Return a quote written as plain text in the form that holds text and line."""
    if not isinstance(value, Text):
        return value
    quote = Record(value.line)
    quote["text"] = value
    return quote


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as exc:
        raise ValueError("is no time zone; write one as in Europe/Vienna") from exc
    return name


def _plain_date(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("is no date; write year-month-day as in 2019-04-08")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as exc:
        raise ValueError("does not exist; correct the date") from exc


Name = Annotated[str, Field(min_length=1)]
FileName = Annotated[str, Field(pattern=r"^[^\x00-\x1f]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Clock = Annotated[str, Field(pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$")]
Day = Annotated[dt.date, BeforeValidator(_plain_date)]


class Quote(Entry):
    """Words of the source, with the line where they stand more than once."""

    text: Name
    line: int | None = None
    source: str = ""


Quotes = Annotated[tuple[Annotated[Quote, BeforeValidator(as_quote)], ...], Field(min_length=1)]


class SourceFile(Entry):
    """The document as received, or its text."""

    id: Slug
    file: Annotated[FileName, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    text: FileName = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    retrieved: Day | None = None
    licence: str = ""

    @property
    def text_file(self) -> str:
        """The file that holds its text: itself for a text document."""
        return self.text or (self.file if self.file.endswith(".txt") else "source.txt")


class Context(Entry):
    """Where the programme takes place, read elsewhere."""

    place: Name
    timezone: Annotated[str, BeforeValidator(_known_zone)] = "UTC"
    source: Name


class Listing(Drafted):
    """What one place in the document prints about an event."""

    title: str = ""
    date: str = ""
    time: str = ""
    room: str = ""
    quotes: Quotes


class Affiliation(Entry):
    """A post as printed; the organisation may be missing."""

    title: str = ""
    organization: str = ""


class Organizer(Drafted):
    """Who brings an event about."""

    name: Name
    role: Name
    status: str = ""
    quotes: Quotes


class Participant(Drafted):
    """Who takes part, as one line prints it."""

    name: Name
    honorific: str = ""
    kind: Annotated[str, Field(pattern="^(?:person|organization)$")] = "person"
    role: Name
    status: str = ""
    title: str = ""
    country: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    quotes: Quotes


class Session(Drafted):
    """A side event or session."""

    id: Slug
    title: Name
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None
    room: str = ""
    language: str = ""
    quotes: Quotes
    listings: tuple[Listing, ...] = ()
    organizers: tuple[Organizer, ...] = ()
    participants: tuple[Participant, ...] = ()


class Ignored(Drafted):
    """Printed sentences that carry no record."""

    quotes: Quotes
    reason: Name


class Programme(Drafted):
    """A whole transcript. Statements stay raw: the ontology says which keys they take."""

    id: Slug
    title: Name
    subtitle: str = ""
    quotes: Quotes
    edition: int | None = None
    series: str = ""
    start: Day
    end: Day
    sources: Annotated[tuple[SourceFile, ...], Field(min_length=1)]
    context: tuple[Context, ...] = ()
    listings: tuple[Listing, ...] = ()
    sessions: tuple[Session, ...] = ()
    statements: tuple[Any, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    _path: Path = PrivateAttr(default=Path())

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return self._path

    def holds(self, file: str) -> bool:
        """Whether a file lies in the folder of the transcript, links followed."""
        folder = os.path.realpath(self.path.parent)
        return os.path.realpath(Path(folder, file)).startswith(folder + os.sep)

    @cached_property
    def sessions_by_id(self) -> dict[str, Session]:
        """Id → session."""
        return {s.id: s for s in self.sessions}


def read_programme(path: Path, findings: list[Finding] | None = None) -> Programme:
    """Read a transcript, insisting on a shape it can understand.

    Args:
        path: the file.
        findings: where it is put what is wrong in values that the rest can be read without. Without it, all is raised.

    Raises:
        SourceError: with every unknown key, wrong value and double id, each with its line.
        UnreadableError: the file is not UTF-8 or not YAML.
    """
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise SourceError("is not a mapping; begin with `id:` and `title:`", path)
    try:
        programme = Programme.model_validate(data)
    except PydanticError as exc:
        found = explain(path, data, exc)
        rest = _read_rest(data, exc)
        if rest is None or findings is None:
            raise SourceError.of(found) from exc
        findings += found
        programme = rest
    programme._path = path
    return programme


def _read_rest(data: Record, exc: PydanticError) -> Programme | None:
    """Read a transcript without the scalars that are wrong; None where one of them says how to read others."""
    for error in exc.errors(include_url=False):
        *way, key = _steps(error["loc"])
        record: Any = functools.reduce(lambda value, step: value[step], way, data)  # type: ignore[index]
        if key in ("kind", "line") or not isinstance(record, Record) or not isinstance(record.pop(str(key), None), Text):
            return None
    try:
        return Programme.model_validate(data)
    except PydanticError:
        return None


def check_programme(programme: Programme) -> list[Finding]:
    """Return what is wrong with ids, dates and files, so that it is told together with the rest."""
    return [*_check_ids(programme), *_check_sources(programme)]


def explain(path: Path, data: Any, exc: PydanticError, model: type[BaseModel] | None = None) -> list[Finding]:
    """Turn what pydantic found into findings that a curator understands.

    Args:
        path: the file.
        data: what was read from it.
        exc: what pydantic found.
        model: what the data should be, a Programme if nothing is said.
    """
    told = (e for e in exc.errors(include_url=False) if not (e["type"] == "too_short" and e["input"]))  # its items are told by themselves
    return [_finding(str(path), data, error, model or Programme) for error in told]


RULES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}


def _finding(path: str, data: Any, error: Any, model: type[BaseModel]) -> Finding:
    steps = _steps(error["loc"])
    given = {"key": next((str(s) for s in reversed(steps) if isinstance(s, str)), ""), "value": str(error["input"])}
    given["within"] = next((str(s) for s in reversed(steps[:-1]) if isinstance(s, str)), "")
    if error["type"] == "extra_forbidden":
        given["known"] = "\n".join(field.alias or name for name, field in _model_at(model, steps[:-1]).model_fields.items())
    return Finding(path, line_of(data, steps), _message(error), RULES.get(error["type"], "form"), given)


def _model_at(model: type[BaseModel], steps: list[int | str]) -> type[BaseModel]:
    """Return the model that the steps lead to from another."""
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            front: list[Any] = [model.model_fields[step].annotation]
            while front and not (isinstance(front[0], type) and issubclass(front[0], BaseModel)):
                front = [*get_args(front[0]), *front[1:]]
            model = front[0] if front else model
    return model


WRONG = {
    "too_short": "is empty; add one or more",
    "string_too_short": "is empty; write what is printed, or leave the key out",
    "string_type": "is no text; write one value",
    "int_parsing": "is no whole number; write digits",
    "int_type": "is no whole number; write digits",
    "bool_parsing": "is neither true nor false; write one of them",
    "tuple_type": "is no list; write one, as in [a, b]",
    "list_type": "is no list; write one, as in [a, b]",
    "model_type": "is no mapping; write one, as in {key: value}",
    "model_attributes_type": "is no mapping; write one, as in {key: value}",
    "dict_type": "is no mapping; write one, as in {key: value}",
}


def _steps(loc: tuple[int | str, ...]) -> list[int | str]:
    return [step for step in loc if not str(step).startswith("function-")]


def _message(error: Any) -> str:
    key = next((str(s) for s in reversed(_steps(error["loc"])) if isinstance(s, str)), "the record")
    given = error["input"] if isinstance(error["input"], str) else ""
    shown = f" {given if len(given) <= 80 else given[:80] + '…'!r}" if given else ""
    if error["type"] in ("extra_forbidden", "missing"):
        return f"the key {key!r} is {'missing; add it' if error['type'] == 'missing' else 'not known here; correct or remove it'}"
    if error["type"] == "string_pattern_mismatch":
        return f"{key}:{shown} has the wrong form; it must match {error['ctx']['pattern']}"
    text = WRONG.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return f"{key}:{shown} {text[0].lower()}{text[1:]}"


def _check_ids(programme: Programme) -> list[Finding]:
    path, found = programme.path, []
    if programme.start > programme.end:
        found.append(
            Finding(
                str(path), programme.at, f"the programme ends on {programme.end}, before it starts on {programme.start}; correct one", "dates", {"key": "end"}
            )
        )
    for kind, items in (("session", programme.sessions), ("source", programme.sources)):
        first: dict[str, int] = {}
        for item in items:
            if item.id in first:
                message = f"the {kind} id {item.id!r} is taken, on line {first[item.id]}; give each its own"
                found.append(Finding(str(path), item.at, message, "id-taken", {"key": "id", "value": item.id, "first": str(first[item.id])}))
            first.setdefault(item.id, item.at)
    return found


def _check_sources(programme: Programme) -> list[Finding]:
    path, found = programme.path, []
    for source in programme.sources:
        for name in dict.fromkeys((source.file, source.text_file)):
            if not programme.holds(name):
                found.append(Finding(str(path), source.at, f"the file {name!r} lies outside the programme's folder; copy it in"))
            elif not (path.parent / name).is_file():
                found.append(Finding(str(path), source.at, f"the file {name!r} is not there; put it beside {FILE}"))
            elif name == source.file and (problem := _problem_with(path.parent / name, source.sha256)):
                found.append(
                    Finding(str(path), source.at, problem, "changed-source", {"key": "sha256", "value": source.sha256, "source": str(path.parent / name)})
                )
    return found


def _problem_with(file: Path, sha256: str) -> str:
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as exc:
        return f"the file {file.name!r} cannot be read: {exc.strerror}"
    if digest == sha256:
        return ""
    return f"{file.name} is not the file that was transcribed: its sha256 is {digest}; restore it, or check every quote and write the new sum"
