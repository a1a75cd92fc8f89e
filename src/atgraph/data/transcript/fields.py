"""The kinds of values in a record."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field


def written(pattern: str, words: str) -> AfterValidator:
    """Return the check of a text against a pattern; people are told in words what to write."""
    form = re.compile(pattern)

    def check(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError(f"has the wrong form; write {words}")
        return value

    return AfterValidator(check)


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
FileName = Annotated[str, written(r"[^\x00-\x1f]*", "the name of the file, on one line")]
Slug = Annotated[
    str, written(r"[a-z0-9]+(?:-[a-z0-9]+)*", "small letters, digits and hyphens, as in ict-tools")
]
Clock = Annotated[
    str, written(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", 'hours and minutes of 24 hours, as in "09:30"')
]
Day = Annotated[dt.date, BeforeValidator(_plain_date)]
Zone = Annotated[str, BeforeValidator(_known_zone)]
