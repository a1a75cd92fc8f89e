"""Reading a transcript: what is wrong in it is told by key and line."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic import ValidationError as PydanticError

from atgraph.data.transcript.model import Programme
from atgraph.data.yaml_lines import Record, Text, line_of, read_yaml
from atgraph.errors import KeyDetails, Problem, QuoteDetails, SourceError

FILE = "programme.yml"


def read_programme(path: Path, problems: list[Problem] | None = None) -> Programme:
    """Read a transcript, insisting on a shape it can understand.

    Args:
        path: the file.
        problems: where it is put what is wrong in values that the rest can be read without. Without
            it, all is raised.

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
        if rest is None or problems is None:
            raise SourceError.of(found) from exc
        problems += found
        programme = rest
        programme._whole = False
    programme._path = path
    return programme


def _read_rest(data: Record, exc: PydanticError) -> Programme | None:
    """Read a transcript without the scalars that are wrong; None where one of them says how to read others."""
    for error in exc.errors(include_url=False):
        *way, key = _steps(error["loc"])
        record: Any = functools.reduce(lambda value, step: value[step], way, data)  # type: ignore[index]
        if (
            key in ("kind", "line")
            or not isinstance(record, Record)
            or not isinstance(record.pop(str(key), None), Text)
        ):
            return None
    try:
        return Programme.model_validate(data)
    except PydanticError:
        return None


def check_programme(programme: Programme) -> list[Problem]:
    """Return what is wrong with ids, dates and files, so that it is told together with the rest."""
    return [*_check_ids(programme), *_check_days(programme), *_check_sources(programme)]


def explain(
    path: Path, data: Any, exc: PydanticError, model: type[BaseModel] | None = None
) -> list[Problem]:
    """Turn what pydantic found into problems that a curator understands.

    Args:
        path: the file.
        data: what was read from it.
        exc: what pydantic found.
        model: what the data should be, a Programme if nothing is said.
    """
    told = (
        e for e in exc.errors(include_url=False) if not (e["type"] == "too_short" and e["input"])
    )  # its items are told by themselves
    return [_problem(str(path), data, error, model or Programme) for error in told]


RULES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}


def _problem(path: str, data: Any, error: Any, model: type[BaseModel]) -> Problem:
    steps = _steps(error["loc"])
    fields = _model_at(model, steps[:-1]).model_fields.items()
    about = KeyDetails(
        next((str(s) for s in reversed(steps) if isinstance(s, str)), ""),
        str(error["input"]),
        tuple(field.alias or name for name, field in fields),
        within=next((str(s) for s in reversed(steps[:-1]) if isinstance(s, str)), ""),
    )
    rule = RULES.get(error["type"], "form")
    return Problem(path, line_of(data, steps), _message(error), rule, key=about)


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
    text = WRONG.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return f"{key}:{shown} {text[0].lower()}{text[1:]}"


def _check_ids(programme: Programme) -> list[Problem]:
    path, found = programme.path, []
    if programme.start > programme.end:
        found.append(
            Problem(
                str(path),
                programme.at,
                f"the programme ends on {programme.end}, before it starts on {programme.start}; correct one",
                "dates",
                key=KeyDetails("end"),
            )
        )
    for kind, items in (("session", programme.sessions), ("source", programme.sources)):
        first: dict[str, int] = {}
        for item in items:
            if item.id in first:
                message = f"the {kind} id {item.id!r} is taken, on line {first[item.id]}; give each its own"
                found.append(
                    Problem(
                        str(path),
                        item.at,
                        message,
                        "id-taken",
                        key=KeyDetails("id", item.id, first=first[item.id]),
                    )
                )
            first.setdefault(item.id, item.at)
    return found


def _check_days(programme: Programme) -> list[Problem]:
    """Return sessions whose times would be of the first day, though the programme has several and nothing says which is meant."""
    found = []
    for session in programme.sessions:
        if (
            programme.whole
            and (session.start or session.end)
            and not session.date
            and programme.start != programme.end
        ):
            message = f"the session {session.id!r} has a time and no date, and the programme several days; add the day that is printed"
            found.append(Problem(str(programme.path), session.at, message, "time-without-day"))
    return found


def _check_sources(programme: Programme) -> list[Problem]:
    path, found = programme.path, []
    for source in programme.sources:
        for name in dict.fromkeys((source.file, source.text_file)):
            if not programme.holds(name):
                found.append(
                    Problem(
                        str(path),
                        source.at,
                        f"the file {name!r} lies outside the programme's folder; copy it in",
                    )
                )
            elif not (path.parent / name).is_file():
                found.append(
                    Problem(
                        str(path),
                        source.at,
                        f"the file {name!r} is not there; put it beside {FILE}",
                    )
                )
            elif name == source.file and (
                problem := _problem_with(path.parent / name, source.sha256)
            ):
                found.append(
                    Problem(
                        str(path),
                        source.at,
                        problem,
                        "changed-source",
                        key=KeyDetails("sha256", source.sha256),
                        quote=QuoteDetails(source=str(path.parent / name)),
                    )
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
