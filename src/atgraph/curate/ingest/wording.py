"""What is said of two drafts: which record, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atgraph.data.yaml_edits import flow
from atgraph.text import clip

IGNORED = ("review", "quotes", "id")  # no part of what a record says
NAMED = {
    "sessions": "session",
    "listings": "listing",
    "organizers": "organiser",
    "participants": "participant",
    "statements": "statement",
}
NAMES = ("id", "name", "title", "organization", "tie", "claim", "reason", "place")
WHOLE = "the programme"


def differences(old: Any, new: Any) -> Iterator[str]:
    """Yield what a new record says otherwise; where its words stand is no part of it."""
    for key in dict.fromkeys((*old, *new)):
        if key not in IGNORED and old.get(key) != new.get(key):
            yield f"{key}: {shown(new[key]) if key in new else 'none'}"


def changed(old: Any, new: Any) -> str:
    """Return what became of a value; of a list, only what is not in both."""
    if isinstance(old, list) and isinstance(new, list):
        old, new = (
            [part for part in old if part not in new],
            [part for part in new if part not in old],
        )
    return f"{shown(old) if old else 'nothing'} becomes {shown(new) if new else 'nothing'}"


def shown(value: Any) -> str:
    """Return a value in quotation marks; of a list, each part."""
    parts = value if isinstance(value, list) else [value]
    return ", ".join(
        clip(
            part["text"]
            if isinstance(part, dict) and "text" in part
            else part
            if isinstance(part, str)
            else flow(part)
        )
        for part in parts
    )


def label(record: Any, kind: str, where: str) -> str:
    """Return what people know a record by."""
    name = next((record[key] for key in NAMES if record.get(key)), "")
    own = (
        f"{NAMED.get(kind, kind.removesuffix('s'))} {clip(str(name)) if name else ''}".strip()
        or WHOLE
    )
    return own if where in ("", WHOLE) else f"{where}, {own}"
