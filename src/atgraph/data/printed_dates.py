"""Dates as written in a transcript and as printed in a document: each two bounds."""

from __future__ import annotations

import calendar
import datetime as dt
import re

Bounds = tuple[dt.date, dt.date]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
PRINTED = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})"
    r"(?:(?:\s+(?P<first_month>[A-Za-z]+))?(?:\s+(?P<first_year>\d{4}))?\s*(?:[-–—/]|to|and)\s*(?:[A-Z][a-z]+day,?\s+)?(?P<last>\d{1,2}))?"
    r"\s+(?P<month>[A-Za-z]+)\s+(?P<year>\d{4})(?!\d)"
)
PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def read_bounds(written: str) -> Bounds:
    """Return the first and last day of a year, month, day, or two of them with a slash between.

    Raises:
        ValueError: it is none of these, or a day that does not exist.
    """
    parts = [_partial(part.strip()) for part in written.split("/")]
    if len(parts) > 2 or parts[0][0] > parts[-1][1]:
        raise ValueError(
            f"{written!r} is no date; write 2019, 2019-04, 2019-04-08, or two of them with a slash between"
        )
    return parts[0][0], parts[-1][1]


def _partial(written: str) -> Bounds:
    match = PARTIAL.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is no date; write 2019, 2019-04 or 2019-04-08")
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last_day = int(day or calendar.monthrange(first.year, last_month)[1])
        return first, dt.date(first.year, last_month, last_day)
    except ValueError as exc:
        raise ValueError(f"{written!r} does not exist; correct the date") from exc


def read_printed(printed: str) -> Bounds | None:
    """Return the bounds of a printed date such as “Monday, 8 April 2019”, “8-9 April 2018” or “30 April – 1 May 2019”.

    Returns:
        None where no date in this form is printed.

    Raises:
        ValueError: the printed day does not exist, or the last comes before the first.
    """
    match = PRINTED.search(printed)
    if not match:
        return None
    last_month = MONTHS.get(match["month"].lower())
    first_month = MONTHS.get((match["first_month"] or match["month"]).lower())
    if not first_month or not last_month:
        return None
    try:
        first = dt.date(int(match["first_year"] or match["year"]), first_month, int(match["first"]))
        last = dt.date(int(match["year"]), last_month, int(match["last"] or match["first"]))
    except ValueError as exc:
        raise ValueError(f"{printed!r} does not exist; check the quote") from exc
    if first > last:
        raise ValueError(f"{printed!r} ends before it starts; check the quote")
    return first, last
