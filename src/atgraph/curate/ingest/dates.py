"""Dates as programmes print them, in the languages whose months babel knows."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from atgraph.curate.ingest.words import Words, known_languages

ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
NUMBERS = re.compile(
    r"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])(?P<s>[./])(?P<m>0?[1-9]|1[0-2]|[12]\d|3[01])(?P=s)(?P<y>(?:19|20)\d{2})(?!\d)"
)
BETWEEN = r"\s*(?:[-–—/+&]|to|and|until|au|et|y|al?|bis|und|e|по|до|и|та|й|і)\s*"
YEAR = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d{2})(?![\d/]|-\d)")


@dataclass(frozen=True)
class PrintedDate:
    """A day, or days from one to another, as far as they are printed: the year may be missing (0), or the day (0)."""

    year: int
    month: int
    day: int
    last_month: int
    last_day: int
    at: int
    to: int
    weekday: int | None = None

    def bounds(self, year: int = 0) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day, in a year for a date that prints none; None where there is no such day."""
        try:
            first = dt.date(self.year or year, self.month, self.day or 1)
            last = dt.date(self.year or year, self.last_month, self.last_day or 1)
            if not self.last_day:
                last = (last.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(
                    days=1
                )
        except ValueError:
            return None
        return (first, last) if first <= last else None

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return bool(self.day) and (self.month, self.day) == (self.last_month, self.last_day)


@functools.cache
def _names(languages: tuple[str, ...]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return name → number of months and of weekdays (Monday 0)."""
    from babel import Locale

    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for language in languages:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                months.update(
                    {
                        name.casefold().rstrip("."): n
                        for n, name in locale.months[context][width].items()
                        if len(name) > 2
                    }
                )
                days.update(
                    {
                        name.casefold().rstrip("."): n
                        for n, name in locale.days[context][width].items()
                        if len(name) > 1
                    }
                )
    if "en" in languages:
        months["sept"] = 9
    return months, {name: n for name, n in days.items() if len(name) > 2}


@functools.cache
def _patterns(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    months, days = _names(languages)
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|°|ª|\.)?"
    between = BETWEEN
    day = rf"(?:(?P<w>{weekday})\.?,?\s*(?:den|the|le|el|il|ce)?\s*)?"
    of = r"\s*(?:of|de|del)?\s*"
    year = r"(?:,?\s*(?:de|del|of)?\s*(?P<y>(?:19|20)\d{2})(?!\d))?"
    until = rf"{between}(?:(?:{weekday})\.?,?\s*)?"
    day_first = (
        rf"{day}(?<!\d)(?P<d>[0-3]?\d){ordinal}"
        rf"(?:{of}(?P<m1>{month})?\.?(?:\s*\d{{4}})?{until}(?P<e>[0-3]?\d){ordinal})?{of}(?P<m>{month})\b\.?{year}"
    )
    month_first = (
        rf"{day}\b(?P<m1>{month})\.?\s+(?P<d>[0-3]?\d)(?!\d|[:.]\d)(?:st|nd|rd|th)?"
        rf"(?:{between}(?:(?P<m>{month})\.?\s+)?(?P<e>[0-3]?\d)(?!\d|[:.]\d)(?:st|nd|rd|th)?)?{year}"
    )
    month_only = rf"\b(?P<m>{month})\.?,?\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d{{2}})(?!\d)"
    return tuple(re.compile(pattern, re.I) for pattern in (day_first, month_first, month_only))


@functools.cache
def _stopped() -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Return what finds “7. März 2024” in whatever language the rest is: a number with a full stop before a month is a day."""
    from babel import Locale

    months, _ = _names(known_languages())
    wide = {
        n.casefold()
        for language in known_languages()
        for c in ("format", "stand-alone")
        for n in Locale.parse(language).months[c]["wide"].values()
    }
    whole, short = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (wide, set(months) - wide)
    )
    day, year = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d{2}(?!\d)"
    month = rf"(?P<m>(?:{whole})(?=\s*(?:{year}|[^\w\s]|\d{{1,2}}[.:]\d\d|$))|(?:{short})(?=\.?\s+{year}))"
    return re.compile(
        rf"(?<![\d.])(?P<d>{day})\.?(?:{BETWEEN}(?P<e>{day}))?\.\s*{month}\.?(?:,?\s*(?P<y>{year}))?",
        re.I,
    ), months


def begins_with_day(text: str) -> bool:
    """Whether a text begins with a day such as “7. November”, whose number is not that of an entry in a list."""
    return _stopped()[0].match(text) is not None


def find_dates(text: str, words: Words) -> Iterator[PrintedDate]:
    """Yield the dates of a line, the fullest first; none of them overlaps another."""
    if not any(map(str.isdigit, text)):
        return
    taken: list[tuple[int, int]] = []
    for date in _all(text, words.languages):
        if not any(a < date.to and date.at < b for a, b in taken):
            taken.append((date.at, date.to))
            yield date


def _all(text: str, languages: tuple[str, ...]) -> Iterator[PrintedDate]:
    months, days = _names(languages)
    for found in ISO.finditer(text):
        yield _day(found, int(found["m"]), int(found["d"]))
    for found in NUMBERS.finditer(text):
        first, second = int(found["d"]), int(found["m"])
        month, day = (first, second) if second > 12 >= first else (second, first)
        yield _day(found, month, day)
    day_first, month_first, month_only = _patterns(languages)
    for pattern in (day_first, month_first):
        for found in pattern.finditer(text):
            given = found.groupdict()
            named = [
                months[given[k].casefold().rstrip(".")] if given.get(k) else 0 for k in ("m1", "m")
            ]
            first_month, last_month = (named[0] or named[1]), (named[1] or named[0])
            first, last = int(given["d"]), int(given["e"] or given["d"])
            if 1 <= first <= 31 and 1 <= last <= 31:
                weekday = days.get((given["w"] or "").casefold().rstrip("."))
                if (
                    given["e"] and weekday is None and (named_day := _weekday_within(found, days))
                ):  # “Day 1 – Tuesday 17 May”
                    yield PrintedDate(
                        int(given["y"] or 0),
                        last_month,
                        last,
                        last_month,
                        last,
                        named_day[1],
                        found.end(),
                        named_day[0],
                    )
                    continue
                yield PrintedDate(
                    int(given["y"] or 0),
                    first_month,
                    first,
                    last_month,
                    last,
                    found.start(),
                    found.end(),
                    weekday,
                )
    stopped, months_anywhere = _stopped()
    for found in stopped.finditer(text):
        month, first = months_anywhere[found["m"].casefold()], int(found["d"])
        yield PrintedDate(
            int(found["y"] or 0),
            month,
            first,
            month,
            int(found["e"] or first),
            found.start(),
            found.end(),
        )
    for found in month_only.finditer(text):
        month = months[found["m"].casefold().rstrip(".")]
        yield PrintedDate(int(found["y"]), month, 0, month, 0, found.start(), found.end())


def _weekday_within(found: re.Match[str], days: Mapping[str, int]) -> tuple[int, int] | None:
    """Return the day of the week that stands before the second day only, and where."""
    for word in re.finditer(r"[^\W\d_]+", found[0]):
        if word[0].casefold() in days:
            return days[word[0].casefold()], found.start() + word.start()
    return None


def _day(found: re.Match[str], month: int, day: int) -> PrintedDate:
    return PrintedDate(int(found["y"]), month, day, month, day, found.start(), found.end())


def find_years(text: str) -> list[int]:
    """Return the years that stand in a text."""
    return [int(found["y"]) for found in YEAR.finditer(text)]


def is_weekday(word: str, words: Words) -> bool:
    """Whether a word names a day of the week or a month."""
    months, days = _names(words.languages)
    return word.casefold().rstrip(".") in months or word.casefold().rstrip(".") in days


def with_year(date: PrintedDate, year: int) -> PrintedDate:
    """Return the date with a year, where it has none."""
    return date if date.year else replace(date, year=year)
