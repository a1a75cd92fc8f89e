"""What is wrong in the entries of a file, in words that a curator understands."""

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic import ValidationError as PydanticError

from atgraph.data.yaml_lines import line_of
from atgraph.errors import KeyDetails, Problem

WRONG = {
    "too_short": "is empty; add one or more",
    "string_too_short": "is empty; write what is printed, or leave the key out",
    "string_type": "is not text; write one value",
    "bool_parsing": "is neither true nor false; write one of them",
    **dict.fromkeys(("int_parsing", "int_type"), "is not a whole number; write digits"),
    **dict.fromkeys(("tuple_type", "list_type"), "is not a list; write one, as in [a, b]"),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        "is not a mapping; write one, as in {key: value}",
    ),
}
RULES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}
KEYS = {"extra_forbidden": "not known here; correct or remove it", "missing": "missing; add it"}


def explain(path: Path, data: Any, exc: PydanticError, model: type[BaseModel]) -> list[Problem]:
    """Turn what pydantic found in data into problems that a curator understands."""
    problems = []
    for error in exc.errors(include_url=False):
        if error["type"] == "too_short" and error["input"]:
            continue  # its items are wrong, and reported by themselves
        steps = steps_of(error["loc"])
        key, value, within = _last_key(steps), str(error["input"]), _last_key(steps[:-1])
        fields = _model_at(model, steps[:-1]).model_fields.items()
        known = tuple(field.alias or name for name, field in fields)
        about = KeyDetails(key, value, known, within=within)
        rule, line = RULES.get(error["type"], "form"), line_of(data, steps)
        problems.append(Problem(str(path), line, _message(error, key), rule, key=about))
    return problems


def _model_at(model: type[BaseModel], steps: list[int | str]) -> type[BaseModel]:
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            front: list[Any] = [model.model_fields[step].annotation]
            while front and not (isinstance(front[0], type) and issubclass(front[0], BaseModel)):
                front = [*get_args(front[0]), *front[1:]]
            model = front[0] if front else model
    return model


def steps_of(loc: tuple[int | str, ...]) -> list[int | str]:
    """Return the keys and numbers that lead to what is wrong, without those of pydantic."""
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
