"""What is wrong, or advised, as plain values and back: so it is kept, and leaves a process."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from atgraph.errors import (
    KeyDetails,
    NameDetails,
    Place,
    Problem,
    QuoteDetails,
    ResultDetails,
)


def plain(said: Problem | ResultDetails) -> dict[str, Any]:
    """Return what is not empty of something, by name."""
    return {name: value for name, value in asdict(said).items() if value}


def problem_of(said: dict[str, Any]) -> Problem:
    """Return the problem of which `plain` values are given; they are used up."""
    details: dict[str, Any] = {
        "key": KeyDetails, "quote": QuoteDetails, "name": NameDetails, "result": ResultDetails
    }  # fmt: skip
    more = {name: kind(**_tuples(said.pop(name, {}))) for name, kind in details.items()}
    return Problem(said.pop("path", ""), said.pop("line", 0), **{**said, **more})


def _tuples(said: dict[str, Any]) -> dict[str, Any]:
    """Return what JSON has as lists as tuples again."""
    said = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}
    if "near" in said:
        said["near"] = tuple((name, Place(**place)) for name, place in said["near"])
    return said
