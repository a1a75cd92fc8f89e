"""Dates as written in a transcript and as printed in a document: each two bounds."""

from __future__ import annotations

import calendar
import datetime as dt
import re

Bounds = tuple[dt.date, dt.date]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
PRINTED = re.compile(r"(?P<first>\d{1,2})(?:\s*[-–]\s*(?P<last>\d{1,2}))?\s+(?P<month>[A-Za-z]+)\s+(?P<year>\d{4})")
PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def read_bounds(written: str) -> Bounds:
    """Return the first and last day of a year, month, day, or two of them with a slash between.

    Raises:
        ValueError: it is none of these, or a day that does not exist.
    """
    parts = [_partial(part.strip()) for part in written.split("/")]
    if len(parts) > 2 or parts[0][0] > parts[-1][1]:
        raise ValueError(f"{written!r} is no date; write 2019, 2019-04, 2019-04-08, or two of them with a slash between")
    return parts[0][0], parts[-1][1]


def _partial(written: str) -> Bounds:
    match = PARTIAL.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is no date; write 2019, 2019-04 or 2019-04-08")
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        first = dt.date(year or 1, month or 1, day or 1)
        last_day = calendar.monthrange(first.year, month or 12)[1]
        return first, dt.date(first.year, month or 12, day or last_day)
    except ValueError as exc:
        raise ValueError(f"{written!r} does not exist; correct the date") from exc


def read_printed(printed: str) -> Bounds | None:
    """Return the bounds of a printed date such as “Monday, 8 April 2019” or “8-9 April 2018”.

    Returns:
        None where no date in this form is printed.

    Raises:
        ValueError: the printed day does not exist.
    """
    match = PRINTED.search(printed)
    month = MONTHS.get(match["month"].lower()) if match else None
    if not match or not month:
        return None
    try:
        first, last = (dt.date(int(match["year"]), month, int(d or match["first"])) for d in (match["first"], match["last"]))
    except ValueError as exc:
        raise ValueError(f"{printed!r} does not exist; check the quote") from exc
    return first, last
