"""Dates as written in a transcript, and as programmes print them: each two bounds."""

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

Bounds = tuple[dt.date, dt.date]
Languages = tuple[str, ...]

LANGUAGES = ("de", "en", "es", "fr", "it", "ru", "uk")
ENGLISH = ("en",)
# The names of English, so that no other library is loaded for what most programmes print.
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
OTHER_MONTHS = {"en": {"sept": 9}, "de": {"jänner": 1, "feber": 2}}  # of Austria
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-./])"
    r"(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
)
RANGE = re.compile(  # “8-9.4.2019”, “8.-9.4.2019”, “30.4.-1.5.2019”
    r"(?<![\d./-])(?P<d>0?[1-9]|[12]\d|3[01])(?:\.(?:(?P<n>0?[1-9]|1[0-2])\.)?\s*)?[-–—]\s*"
    r"(?P<e>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>(?:19|20)\d{2})(?!\d)"
)
NUMBERS = re.compile(
    r"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])(?P<s>[./])"
    r"(?P<m>0?[1-9]|1[0-2]|[12]\d|3[01])(?P=s)"
    r"(?P<y>(?:19|20)\d{2}|(?<=\d\d\.\d\d\.)\d\d(?!\.\d))(?!\d)"  # “27.04.20”
)
EITHER = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/")  # day or month first
SHORT_DAYS = "mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс|нд"  # before a date in figures
BETWEEN = r"\s*(?:[-–—/+&]|to|and|until|au|et|y|al?|bis|und|e|по|до|и|та|й|і)\s*"
YEAR = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d{2})(?![\d/]|-\d)")
NO_DAY = re.compile(r"(?<!\d)\d{1,2}\s+$")  # before a month: a number that is none of its days


# --- as written in a transcript ---


def read_bounds(written: str) -> Bounds:
    """Return the first and last day of a year, month, day, or two of them with a slash between.

    It is a ValueError if it is none of these, or a day that does not exist.
    """
    parts = [_read_part(part.strip()) for part in written.split("/")]
    if len(parts) > 2 or parts[0][0] > parts[-1][1]:
        forms = "2019, 2019-04, 2019-04-08, or two of them with a slash between"
        raise ValueError(f"{written!r} is no date; write {forms}")
    return parts[0][0], parts[-1][1]


def read_interval(written: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a time; None at an end that is open: “2016/”, “/2018”.

    It is a ValueError if it is none of these and no date, or a day that does not exist.
    """
    first, slash, last = map(str.strip, written.partition("/"))
    if slash and bool(first) != bool(last):
        start, end = _read_part(first or last)
        return (start, None) if first else (None, end)
    return read_bounds(written)


def _read_part(written: str) -> Bounds:
    match = WRITTEN.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is no date; write 2019, 2019-04 or 2019-04-08")
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
        last = dt.date(first.year, int(month or 12), int(day or 1))
        return first, last if day else _month_end(last)
    except ValueError as exc:
        raise ValueError(f"{written!r} does not exist; correct the date") from exc


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


# --- as printed ---


@dataclass(frozen=True)
class PrintedDate:
    """A day, or days from one to another, as far as they are printed.

    The year may be missing (0), or the day (0). ``first_year`` is that of the first day, where it
    is printed too.
    """

    year: int
    month: int
    day: int
    last_month: int
    last_day: int
    at: int
    to: int
    weekday: int | None = None
    first_year: int = 0

    def days(self, year: int = 0) -> Bounds:
        """Return the first and last day, in a year for a date that prints none.

        It is a ValueError if there is no such day, or the last comes before the first.
        """
        try:
            first = dt.date(self.first_year or self.year or year, self.month, self.day or 1)
            last = dt.date(self.year or year, self.last_month, self.last_day or 1)
        except ValueError as exc:
            raise ValueError("does not exist") from exc
        if first > last:
            raise ValueError("ends before it starts")
        return first, last if self.last_day else _month_end(last)

    def bounds(self, year: int = 0) -> Bounds | None:
        """Return the first and last day; None where there is no such day."""
        try:
            return self.days(year)
        except ValueError:
            return None

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return bool(self.day) and (self.month, self.day) == (self.last_month, self.last_day)


def read_printed(printed: str, within: Bounds | None = None) -> Bounds | None:
    """Return the bounds of a printed date, as in “Monday, 8 April 2019”; None if none can be read.

    A date without a year is in that of the days of the programme, if these are given. It is a
    ValueError if the printed day does not exist, or the last comes before the first.
    """
    date, _ = _find_printed(printed)
    if date is None:
        return None
    if not date.day and NO_DAY.search(printed[: date.at]):
        raise ValueError(f"{printed!r} does not exist; check the quote")
    if not date.year and within is None:
        return None
    try:
        return date.days(_year_of(date, within) if within else 0)
    except ValueError as exc:
        raise ValueError(f"{printed!r} {exc}; check the quote") from exc


def read_day(printed: str) -> dt.date | None:
    """Return the day that a text prints, if it can be read in one way only."""
    date, is_whole = _find_printed(printed)
    bounds = date.bounds() if date and is_whole and not EITHER.search(printed) else None
    return bounds[0] if bounds and bounds[0] == bounds[1] else None


def is_read_whole(printed: str) -> bool:
    """Whether no number stands beside the date that is read in a text."""
    return _find_printed(printed)[1]


def _find_printed(printed: str) -> tuple[PrintedDate | None, bool]:
    """Return the fullest date of a text, and whether no number stands beside it."""
    date = _fullest(_iter_dates(printed, ENGLISH))
    if _has_number_beside(date, printed):  # it may be a part of it, in another language
        date = _fullest(find_dates(printed, LANGUAGES))
    return date, not _has_number_beside(date, printed)


def _has_number_beside(date: PrintedDate | None, printed: str) -> bool:
    rest = printed[: date.at] + printed[date.to :] if date else printed
    return any(map(str.isdigit, rest))


def _fullest(dates: Iterable[PrintedDate]) -> PrintedDate | None:
    found = _first_of_each(dates)
    return min(found, key=lambda date: (not date.year, not date.day, date.at), default=None)


def _year_of(date: PrintedDate, within: Bounds) -> int:
    """Return the year of the programme in which a date falls on its days."""
    first, last = within
    for year in range(first.year, last.year + 1):
        if (days := date.bounds(year)) and days[0] <= last and first <= days[1]:
            return year
    return first.year


def find_dates(text: str, languages: tuple[str, ...]) -> Iterator[PrintedDate]:
    """Yield the dates of a line, the fullest first; none of them overlaps another."""
    yield from _dates_in(text, languages) if any(map(str.isdigit, text)) else ()


@functools.lru_cache(maxsize=1024)  # several steps ask it of a line
def _dates_in(text: str, languages: Languages) -> tuple[PrintedDate, ...]:
    return tuple(_first_of_each(_iter_dates(text, languages, anywhere=True)))


def _first_of_each(dates: Iterable[PrintedDate]) -> Iterator[PrintedDate]:
    taken: list[PrintedDate] = []
    for date in dates:
        if not any(other.at < date.to and date.at < other.to for other in taken):
            taken.append(date)
            yield date


def _iter_dates(text: str, languages: Languages, anywhere: bool = False) -> Iterator[PrintedDate]:
    """Yield dates of all forms; ``anywhere`` also those that show what they are in any language."""
    months, days = _names("months", languages), _names("days", languages)
    for found in YEAR_FIRST.finditer(text):
        yield _date(found, int(found["m"]), int(found["d"]))
    for found in RANGE.finditer(text):
        month, day, last = int(found["m"]), int(found["d"]), int(found["e"])
        yield _date(found, int(found["n"] or month), day, month, last)
    for found in NUMBERS.finditer(text):
        first, second = int(found["d"]), int(found["m"])
        yield _date(found, *((first, second) if second > 12 >= first else (second, first)))
    day_first, month_first, month_only, no_year = _patterns(languages)
    yield from _without_year(no_year.finditer(text), languages)
    for pattern in (day_first, month_first):
        for found in pattern.finditer(text):
            one, other = (_named(months, found[name]) or 0 for name in ("m1", "m"))
            first, last = int(found["d"]), int(found["e"] or found["d"])
            if not (1 <= first <= 31 and 1 <= last <= 31):
                continue
            weekday = _named(days, found["w"])
            date = _date(found, one or other, first, other or one, last)
            date = replace(date, weekday=weekday)
            if found["e"] and weekday is None and (within := _weekday_within(found, days)):
                at, weekday = within  # “Day 1 – Tuesday 17 May”
                date = replace(date, month=date.last_month, day=last, at=at, weekday=weekday)
            elif found.groupdict().get("y1"):
                date = replace(date, first_year=int(found["y1"]))
            yield date
    if anywhere:
        for found in _stopped().finditer(text):
            month = _named(_names("months", LANGUAGES), found["m"]) or 0
            yield _date(found, month, int(found["d"]), last=int(found["e"] or 0))
    for found in month_only.finditer(text):
        yield _date(found, _named(months, found["m"]) or 0, 0)


def _without_year(
    dates: Iterable[re.Match[str]], languages: tuple[str, ...]
) -> Iterator[PrintedDate]:
    """Yield days in figures, unless month and day may both be first, as in English."""
    for found in dates:
        first, second = int(found["d"]), int(found["m"] or found["n"])
        if found["n"] or first > 12 or second > 12 or "en" not in languages:
            yield _date(found, *((first, second) if second > 12 else (second, first)))


def _date(
    found: re.Match[str], month: int, day: int, last_month: int = 0, last: int = 0
) -> PrintedDate:
    first, end = (month, day), (last_month or month, last or day)
    year = int(found.groupdict().get("y") or 0)
    return PrintedDate(year + 2000 * (0 < year < 100), *first, *end, *found.span())


def _weekday_within(found: re.Match[str], days: Mapping[str, int]) -> tuple[int, int] | None:
    """Return where the day of the week stands that is before the second day only, and the day."""
    month = found.start("m1")  # “mar” is Tuesday elsewhere, and here a month
    for word in re.compile(r"[^\W\d_]+").finditer(found.string, found.start(), found.start("e")):
        if word.start() != month and (day := days.get(word[0].casefold())) is not None:
            return word.start(), day
    return None


@functools.cache
def _names(
    kind: str, languages: tuple[str, ...], widths: tuple[str, ...] = ("wide", "abbreviated")
) -> Mapping[str, int]:
    """Return name → number of months (from 1) or of days of the week (Monday is 0)."""
    if languages == ENGLISH:
        names = dict(enumerate(MONTHS, 1) if kind == "months" else enumerate(DAYS))
        known = {name[:size]: n for size in (None, 3) for n, name in names.items()}
    else:
        from babel import Locale  # slow, and only needed for other languages

        known = {
            name.casefold().rstrip("."): n
            for language in languages
            for context in ("format", "stand-alone")
            for width in widths
            for n, name in getattr(Locale.parse(language), kind)[context][width].items()
        }
    others = {name: n for one in languages for name, n in OTHER_MONTHS.get(one, {}).items()}
    extra = others if kind == "months" else {}
    return {name: n for name, n in known.items() if len(name) > 2} | extra


def _named(names: Mapping[str, int], word: str | None) -> int | None:
    return names.get((word or "").casefold().rstrip("."))


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@functools.cache
def _patterns(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    month, weekday = (_any_of(_names(kind, languages)) for kind in ("months", "days"))
    ordinal = r"(?:st|nd|rd|th|er|º|°|ª|\.)?"
    day = rf"(?:(?P<w>{weekday})\.?,?\s*(?:den|the|le|el|il|ce)?\s*)?"
    of = rf"(?:,(?=\s(?:{month}),?\s(?:19|20)\d\d))?\s*(?:of|de|del)?\s*"  # “14, May 2019”
    year = r"(?:,?\s*(?:de|del|of)?\s*(?P<y>(?:19|20)\d{2})(?!\d))?"
    until = rf"{BETWEEN}(?:(?:{weekday})\.?,?\s*)?"
    day_first = (
        rf"{day}(?<!\d)(?<!\d:)(?P<d>[0-3]?\d){ordinal}"  # not “9:30 May Day”
        rf"(?:{of}(?P<m1>{month})?\.?(?:\s*(?P<y1>\d{{4}}))?{until}(?P<e>[0-3]?\d){ordinal})?"
        rf"{of}(?P<m>{month})\b\.?{year}"
    )
    month_first = (
        rf"{day}\b(?P<m1>{month})\.?\s+(?P<d>[0-3]?\d)(?!\d|[:.]\d)(?:st|nd|rd|th)?"
        rf"(?:{until}(?:(?P<m>{month})\.?\s+)?"
        rf"(?P<e>[0-3]?\d)(?!\d|[:.]\d)(?:st|nd|rd|th)?)?{year}"
    )
    month_only = rf"\b(?P<m>{month})\.?,?\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d{{2}})(?!\d)"
    no_year = (  # “Thursday, 11/21”, “Do, 3.5.”, “Do. (3.5.)”
        rf"\b(?:{weekday}|{SHORT_DAYS})\.?,?\s*\(?(?P<d>0?[1-9]|[12]\d|3[01])"
        r"(?:/(?P<m>0?[1-9]|[12]\d|3[01])(?![/\d])|\.(?P<n>0?[1-9]|1[0-2])\.(?!\d))\)?"
    )
    return tuple(re.compile(p, re.I) for p in (day_first, month_first, month_only, no_year))


@functools.cache
def _stopped() -> re.Pattern[str]:
    """Return what finds “7. März 2024” in any language, by the full stop behind a number."""
    wide = _names("months", LANGUAGES, ("wide",))
    whole, short = _any_of(wide), _any_of(_names("months", LANGUAGES).keys() - wide.keys())
    day, year = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d{2}(?!\d)"
    month = (
        rf"(?P<m>(?:{whole})(?=\s*(?:{year}|[^\w\s]|\d{{1,2}}[.:]\d\d|$))"
        rf"|(?:{short})(?=\.?\s+{year}))"
    )
    between = rf"(?<![\d.])(?P<d>{day})\.?(?:{BETWEEN}(?P<e>{day}))?"
    return re.compile(rf"{between}\.\s*{month}\.?(?:,?\s*(?P<y>{year}))?", re.I)


def begins_with_day(text: str) -> bool:
    """Whether a text begins with a day such as “7. November”, which is no number of a list."""
    return _stopped().match(text) is not None


def find_years(text: str) -> list[int]:
    """Return the years that stand in a text."""
    return [int(found["y"]) for found in YEAR.finditer(text)]


def find_weekday(word: str, languages: tuple[str, ...]) -> int | None:
    """Return which day of the week a word names, Monday 0; None where it names none."""
    return _named(_names("days", languages), word)


def is_calendar_word(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a word names a day of the week or a month."""
    return any(_named(_names(kind, languages), word) is not None for kind in ("months", "days"))
