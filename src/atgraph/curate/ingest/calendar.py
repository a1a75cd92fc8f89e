"""Which day each session is on: the year may stand on the cover only, and days may be counted."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.word_lists import words_of
from atgraph.data.dates import Bounds, PrintedDate, find_dates, find_weekday, find_years

FIRST = 6  # sentences of a post until it gives day and time
HEAD, NEAR = 40, 15  # lines among which a salutation is looked for, and below it the sentence
SHORT = 18  # words of a line that gives a day
WEEKS_BEFORE = 6  # what a post reports
DAYS_AHEAD = 366  # from a post to its event
NO_EVENT = ("deadlines", "by_day", "confirms")  # a day up to which one does something
OF_EVENT = re.compile(r"[\"']?(?:event_?|start_?|date_?){2,3}|start\b", re.I)  # “event_date: …”
FROM_SENTENCE = "the date is read from a sentence"
FROM_FRONT = "the date is that of the file, and may be the day on which it was written"


def is_short(line: RecognizedLine) -> bool:
    """Whether a line is no prose, so that a date in it may be that of the event."""
    return line.size <= SHORT and not line.is_sentence


@dataclass
class Calendar:
    """The year that holds where none is printed, and the days of the event."""

    year: int = 0
    bounds: Bounds | None = None
    doubt: str = ""
    sentence: RecognizedLine | None = None  # that of a letter which says when the event is
    dated: frozenset[int] = frozenset()  # the places of short lines that print a date
    posted: Bounds | None = None  # the day of the post, where another is that of the event

    @classmethod
    def of(cls, cover: Lines, lines: Lines) -> Calendar:
        """Work out the year, and the days that the cover prints, or the body of a letter."""
        short = [line for line in lines if is_short(line)]
        dated = frozenset(line.place for line in short if line.dates)
        if (sentence := find_dated_sentence(lines)) is not None:
            date = next(_full_dates([sentence]), None) or replace(
                next(_days(sentence)), year=_choose_year(cover, lines, short)[0]
            )
            return cls(date.year, date.bounds(), FROM_SENTENCE, sentence, dated)
        year, doubt = _choose_year(cover, lines, short)
        own = [s for s in cover if is_short(s) and s.raw.note != "front matter"]
        own.sort(key=lambda s: not _is_labelled(s))  # not that of the post: “When: 27 May”
        # in the year that was decided, where the cover prints another
        days = (replace(d, year=year or d.year) for s in own for d in s.dates if d.day)
        bounds = next(filter(None, (day.bounds() for day in days)), None)
        printed = (s for s in short if s.raw.note != "front matter")
        only = {b for date in _full_dates(printed) if (b := date.bounds())}
        if bounds is None and len(only) == 1:
            bounds = only.pop()
        written, of_event = _read_front(short)
        later = {days for days in {*only, bounds} if days and written and days[0] >= written[0]}
        if written and not of_event and later <= {written}:
            said = next(_said_days(cover, written[0]), None)
            if said is not None:
                return cls(said[0].year, said, FROM_SENTENCE, dated=dated, posted=written)
        if bounds is None and written and not only and _may_be(written[0], lines):
            return cls(written[0].year, written, "" if of_event else FROM_FRONT, dated=dated)
        silent = bounds is None and not any(date.day for s in short for date in s.dates)
        prose = next(_told_dates(lines[:12], year), None) if silent else None
        if prose:
            return cls(prose.year, prose.bounds(), FROM_SENTENCE, dated=dated)
        return cls(year, bounds, doubt, dated=dated)

    def day_of(self, days: Lines) -> dt.date | None:
        """Return the day that the heads of a day name."""
        for line in reversed(days):
            for date in line.dates:
                found = date.bounds(self.year) if date.is_day else None
                if found and found != self.posted:
                    return found[0]
        number = next((line.day_number for line in reversed(days) if line.day_number), 0)
        if self.bounds is None:
            return dt.date(1, 1, number) if number and not self.year else None
        first, last = self.bounds
        if printed := next((s.day_of_month for s in reversed(days) if s.day_of_month), 0):
            within = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
            return next((day for day in within if day.day == printed), None)
        named = next((s.weekday for s in reversed(days) if s.weekday is not None), None)
        if named is not None and not number:
            within = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
            fitting = [day for day in within if day.weekday() == named]
            return fitting[0] if len(fitting) == 1 else None
        if not number:
            return first if first == last else None
        day = first + dt.timedelta(days=number - 1)
        return day if day <= last or first == last else None


def _read_front(short: Lines) -> tuple[Bounds | None, bool]:
    """Return the day of the front matter, and whether that is named as the day of the event."""
    noted = [s for s in short if s.raw.note == "front matter"]
    of_event = [s for s in noted if OF_EVENT.match(s.text)]
    dates = _full_dates(of_event or noted)
    return next(filter(None, (date.bounds() for date in dates)), None), bool(of_event)


def _said_days(cover: Lines, written: dt.date) -> Iterator[Bounds]:
    """Yield the days on which sentences say that an event is, within a year after the post."""
    for line in (line for line in cover if line.raw.note != "front matter"):
        for start, end in sentences_in(line.text, 0, len(line.text)):
            said, words = line.text[start:end], line.words
            told = [kind for kind in ("events", "told_events") if words[kind].any_of(said)]
            if not told or any(words[kind].any_of(said) for kind in NO_EVENT):
                continue
            for date in find_dates(said, words.languages):
                years = [date.year] if date.year else [written.year, written.year + 1]
                days = (date.bounds(y) for y in years if date.day and _fits(date, y) is not False)
                ahead = (day for day in days if day and day[0] > written)
                yield from (day for day in ahead if (day[0] - written).days <= DAYS_AHEAD)


def _may_be(day: dt.date, lines: Lines) -> bool:
    """Whether no other day of the week is named than that of a day: not “on Thursday”."""
    words = ((word, line) for line in lines for word in words_of(line.text))
    named = {find_weekday(word, line.words.languages) for word, line in words}
    return named <= {None, day.weekday()}


def _is_labelled(line: RecognizedLine) -> bool:
    """Whether a label says that a line gives the date: “Date: …”, “When: …”."""
    label, colon, _ = line.text.partition(":")
    kinds = ("date_labels", "time_labels")
    return bool(colon) and any(label.casefold() in line.words[kind].exact for kind in kinds)


def _full_dates(lines: Iterable[RecognizedLine]) -> Iterator[PrintedDate]:
    return (date for line in lines for date in line.dates if date.day and date.year)


def _told_dates(lines: Lines, year: int) -> Iterator[PrintedDate]:
    """Yield the dates of sentences: with their year, else in the one whose days of the week fit."""
    yield from _full_dates(lines)
    days = (date for line in lines for date in _days(line))
    yield from (replace(date, year=year) for date in days if year and _fits(date, year))


def _choose_year(cover: Lines, lines: Lines, short: Lines) -> tuple[int, str]:
    """Return the year of most dates, a fitting weekday counting more, and what speaks against."""
    votes: Counter[int] = Counter()
    days = [date for line in short for date in line.dates if date.day]
    for date in (date for date in days if date.year):
        votes[date.year] += {None: 2, True: 4, False: 1}[_fits(date, date.year)]
    printed = sorted(votes)
    if not votes:
        for line in [*cover[:40], *lines]:
            votes.update(find_years(line.text) if line.size < 40 else ())
        days = [date for line in lines for date in line.dates if date.day]
        shown = [date for line in short for date in line.dates if date.day]
        told = Counter(d.year for d in days if d.year and any(_holds(d, date) for date in shown))
        votes = told or votes  # “14 December”, and in a sentence “on 14 December 2016”
        misfit = [year for year in votes if any(_fits(date, year) is False for date in days)]
        for year in misfit:  # “Friday, 3 May … since it began in 2004”
            del votes[year]
    if not votes:
        return 0, "no year is printed"
    best = max(votes, key=lambda year: (votes[year], year))
    others = ", ".join(str(year) for year in printed if year != best)
    if others:
        return best, f"other places print the year {others}"
    wrong = any(_fits(date, date.year or best) is False for date in days)
    return best, "a day of the week does not fit its date" if wrong else ""


def _holds(date: PrintedDate, other: PrintedDate) -> bool:
    """Whether a date with a year is that of another, or days of which it is one."""
    bounds, day = date.bounds(), other.bounds(date.year)
    return bounds is not None and day is not None and bounds[0] <= day[0] <= bounds[1]


def _fits(date: PrintedDate, year: int) -> bool | None:
    if date.weekday is None:
        return None
    bounds = date.bounds(year)
    return bounds is not None and bounds[0].weekday() == date.weekday


def find_dated_sentence(lines: Lines) -> RecognizedLine | None:
    """Return the sentence of a letter that says when the event is: rather one with day and time."""
    salutation = next((s.place for s in lines[:HEAD] if s.size <= 8 and _greets(s)), None)
    if salutation is None:
        return _find_announcing(lines) or _find_reported(lines)
    below = lines[salutation + 1 :]
    told = [s for s in below[:NEAR] if not is_short(s)]
    dated = [s for s in told if any(_full_dates([s]))]
    dated = dated or [s for s in told if s.times and any(_days(s))]  # “on 9 June, 3-5 pm”
    found = min(dated, key=lambda s: not s.times, default=None)
    own = any(_full_dates(filter(is_short, below)))
    return found if found is None or found.times or not own else None


def _find_announcing(lines: Lines) -> RecognizedLine | None:
    """Return the sentence of a post that gives day and time, later than the day of the post."""
    told = [s for s in lines if s.tells][:FIRST]
    found = next((s for s in told if s.told_times and any(_days(s))), None)
    if found is None or any(line.has_time for line in lines):
        return None
    posted = [d.bounds() for d in _full_dates(filter(is_short, lines[: found.place]))]
    date = next(_days(found))
    year = date.year or next((first.year for first, _ in filter(None, posted)), 0)
    day = replace(date, year=year).bounds()
    return found if day and posted and all(b and b[1] < day[0] for b in posted) else None


def _find_reported(lines: Lines) -> RecognizedLine | None:
    """Return the sentence of a report that gives the day, some weeks before the one of the post."""
    short = [s for s in lines if is_short(s) and s.dates]
    told = [s for s in lines if s.tells and any(_days(s))][:1]
    alone = len(short) == 1 and not short[0].title and not _is_labelled(short[0])
    posted = next(_full_dates(short), None) if alone else None
    if not told or posted is None or any(line.has_time for line in lines):
        return None
    days = [replace(date, year=date.year or posted.year).bounds() for date in _days(told[0])]
    written = posted.bounds()
    first = next((b[0] for b in days if b), None)
    before = (written[0] - first).days if written and first else 0
    return told[0] if len(days) == 1 and 0 < before <= WEEKS_BEFORE * 7 else None


def _days(line: RecognizedLine) -> Iterator[PrintedDate]:
    return (date for date in line.dates if date.day)


def _greets(line: RecognizedLine) -> bool:
    ends = line.text.rstrip().endswith((",", "!", ":"))
    return ends and line.words["salutations"].begins(line.text)
