"""The data of a page: as JSON, and small enough for a large map."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from typing import Any


def as_json(data: Any) -> str:
    """Return data as JSON on one line, the same each time."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pack(data: Any) -> str:
    """Return the JSON of data, compressed by gzip and written in base64; the page unpacks it."""
    return base64.b64encode(gzip.compress(as_json(data).encode(), 6, mtime=0)).decode()


def with_words(told: Mapping[str, Any], most: int | None, notice: str) -> Mapping[str, Any]:
    """Return the records of a page with so many quotes of each tie; the places of all others stay.

    Args:
        told: the records.
        most: how many; None for all.
        notice: what is said of it.
    """
    if most is None:
        return told
    links = [
        {**link, "ties": [_with_words(tie, most) for tie in link["ties"]]} for link in told["links"]
    ]
    return {**told, "links": links, "notice": notice}


def _with_words(tie: Mapping[str, Any], most: int) -> Mapping[str, Any]:
    return {
        **tie,
        "evidence": [
            item if place < most else {**item, "text": ""}
            for place, item in enumerate(tie["evidence"])
        ],
    }
