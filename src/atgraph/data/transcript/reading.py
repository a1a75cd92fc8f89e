"""Reading a transcript: what is wrong in it is reported by key and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic import ValidationError as PydanticError

from atgraph.data.transcript.model import Programme
from atgraph.data.yaml_lines import Record, Text, line_of, read_yaml
from atgraph.errors import KeyDetails, Problem, QuoteDetails, SourceError

FILE = "programme.yml"


def read_programme(path: Path, problems: list[Problem] | None = None) -> Programme:
    """Read a transcript; wrong values that the rest can be read without are added to problems.

    Raises:
        SourceError: with every unknown key and wrong value, each with its line, where no
            list of problems is given, or nothing can be read without them.
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
        if rest is None or problems is None:
            raise SourceError.of(found) from exc
        problems += found
        programme = rest
        programme._whole = False
    programme._path = path
    return programme


def _read_rest(data: Record, exc: PydanticError) -> Programme | None:
    """Read a transcript without the scalars that are wrong; None if one says how to read others."""
    for error in exc.errors(include_url=False):
        *way, key = _steps(error["loc"])
        record: Any = data
        for step in way:
            record = record[step]
        scalar = record.pop(str(key), None) if isinstance(record, Record) else None
        if key in ("kind", "line") or not isinstance(scalar, Text):
            return None
    try:
        return Programme.model_validate(data)
    except PydanticError:
        return None


def check_programme(programme: Programme) -> list[Problem]:
    """Return what is wrong with ids, dates and files, to be reported with the rest."""
    path = str(programme.path)
    return [*_check_ids(programme, path), *_check_days(programme, path), *_check_sources(programme)]


def explain(
    path: Path, data: Any, exc: PydanticError, model: type[BaseModel] | None = None
) -> list[Problem]:
    """Turn what pydantic found in data into problems that a curator understands."""
    model = model or Programme
    found = exc.errors(include_url=False)
    # A list that is too short because its items are wrong: these are reported by themselves.
    wrong = (e for e in found if not (e["type"] == "too_short" and e["input"]))
    return [_problem(str(path), data, error, model) for error in wrong]


RULES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}


def _problem(path: str, data: Any, error: Any, model: type[BaseModel]) -> Problem:
    steps = _steps(error["loc"])
    key, value, within = _last_key(steps), str(error["input"]), _last_key(steps[:-1])
    fields = _model_at(model, steps[:-1]).model_fields.items()
    about = KeyDetails(
        key, value, tuple(field.alias or name for name, field in fields), within=within
    )
    rule = RULES.get(error["type"], "form")
    return Problem(path, line_of(data, steps), _message(error, key), rule, key=about)


def _model_at(model: type[BaseModel], steps: list[int | str]) -> type[BaseModel]:
    """Return the model that the steps lead to from another."""
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            front: list[Any] = [model.model_fields[step].annotation]
            while front and not (isinstance(front[0], type) and issubclass(front[0], BaseModel)):
                front = [*get_args(front[0]), *front[1:]]
            model = front[0] if front else model
    return model


NO_LIST = "is no list; write one, as in [a, b]"
NO_MAPPING = "is no mapping; write one, as in {key: value}"
WRONG = {
    "too_short": "is empty; add one or more",
    "string_too_short": "is empty; write what is printed, or leave the key out",
    "string_type": "is no text; write one value",
    "int_parsing": "is no whole number; write digits",
    "int_type": "is no whole number; write digits",
    "bool_parsing": "is neither true nor false; write one of them",
    "tuple_type": NO_LIST,
    "list_type": NO_LIST,
    "model_type": NO_MAPPING,
    "model_attributes_type": NO_MAPPING,
    "dict_type": NO_MAPPING,
}
KEYS = {"extra_forbidden": "not known here; correct or remove it", "missing": "missing; add it"}


def _steps(loc: tuple[int | str, ...]) -> list[int | str]:
    return [step for step in loc if not str(step).startswith("function-")]


def _last_key(steps: list[int | str]) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _message(error: Any, key: str) -> str:
    key = key or "the record"
    if error["type"] in KEYS:
        return f"the key {key!r} is {KEYS[error['type']]}"
    given = error["input"] if isinstance(error["input"], str) else ""
    shown = f" {given if len(given) <= 80 else given[:80] + '…'!r}" if given else ""
    text = WRONG.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return f"{key}:{shown} {text[0].lower()}{text[1:]}"


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
            message = (
                f"the session {session.id!r} has a time and no date, and the programme several "
                "days; add the day that is printed"
            )
            yield Problem(path, session.at, message, "time-without-day")


def _check_sources(programme: Programme) -> Iterator[Problem]:
    path, folder = str(programme.path), programme.path.parent
    for source in programme.sources:
        for name in dict.fromkeys((source.file, source.text_file)):
            if not programme.holds(name):
                message = f"the file {name!r} lies outside the programme's folder; copy it in"
                yield Problem(path, source.at, message)
            elif not (folder / name).is_file():
                message = f"the file {name!r} is not there; put it beside {FILE}"
                yield Problem(path, source.at, message)
            elif name == source.file and (message := _changed(folder / name, source.sha256)):
                key, quote = (
                    KeyDetails("sha256", source.sha256),
                    QuoteDetails(source=str(folder / name)),
                )
                yield Problem(path, source.at, message, "changed-source", key=key, quote=quote)


def _changed(file: Path, sha256: str) -> str:
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as exc:
        return f"the file {file.name!r} cannot be read: {exc.strerror}"
    if digest == sha256:
        return ""
    return (
        f"{file.name} is not the file that was transcribed: its sha256 is {digest}; restore it, "
        "or check every quote and write the new sum"
    )
