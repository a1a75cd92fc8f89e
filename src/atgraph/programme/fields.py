"""The kinds of values in a record."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field


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
Zone = Annotated[str, BeforeValidator(_known_zone)]
