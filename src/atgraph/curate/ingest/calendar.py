"""Which day each session is on: the year may stand on the cover only, and days may only be counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from atgraph.curate.ingest.letters import dated_sentence
from atgraph.curate.ingest.recognise import Seen
from atgraph.data.dates import Bounds, PrintedDate, find_years

TOLD = "the date is read from a sentence"


@dataclass
class Calendar:
    """The year that holds where none is printed, and the days of the event."""

    year: int = 0
    bounds: Bounds | None = None
    doubt: str = ""
    told: Seen | None = None  # the sentence of a letter that says when the event is

    @classmethod
    def of(cls, cover: Sequence[Seen], lines: Sequence[Seen]) -> Calendar:
        """Work out the year, and the days that the cover prints, or the body of a letter."""
        if (told := dated_sentence(lines)) is not None:
            date = next(d for d in told.dates if d.day and d.year)
            return cls(date.year, date.bounds(), TOLD, told)
        year, doubt = _choose_year(cover, lines)
        bounds = None
        for seen in cover:
            if seen.size <= 18 and not seen.is_sentence and seen.line.note != "front matter":
                for date in seen.dates:
                    if date.day and (found := date.bounds(year)) and bounds is None:
                        bounds = _in_year(found, date, year)
        only = {
            b
            for s in lines
            if s.size <= 18 and not s.is_sentence
            for d in s.dates
            if d.day and d.year and (b := d.bounds())
        }
        if bounds is None and len(only) == 1:
            bounds = only.pop()
        if bounds is None and not any(
            d.day for s in lines if s.size <= 18 and not s.is_sentence for d in s.dates
        ):
            for date in (d for s in lines[:12] for d in s.dates if d.day and d.year):
                bounds, year, doubt = date.bounds(), date.year, TOLD
                break
        return cls(year, bounds, doubt)

    def day_of(self, days: Sequence[Seen]) -> dt.date | None:
        """Return the day that the heads of a day name."""
        for seen in reversed(days):
            for date in seen.dates:
                if date.is_day and (found := date.bounds(self.year)):
                    return found[0]
        number = next((seen.day_number for seen in reversed(days) if seen.day_number), 0)
        if number and self.bounds:
            day = self.bounds[0] + dt.timedelta(days=number - 1)
            return day if day <= self.bounds[1] or self.bounds[0] == self.bounds[1] else None
        if number and not self.year:
            return dt.date(1, 1, 1) + dt.timedelta(days=number - 1)
        if self.bounds and self.bounds[0] == self.bounds[1]:
            return self.bounds[0]
        return None


def _in_year(found: Bounds, date: PrintedDate, year: int) -> Bounds:
    """Return bounds in the year that was decided, where the cover prints another."""
    if year and date.year and date.year != year:
        try:
            return found[0].replace(year=year), found[1].replace(year=year)
        except ValueError:
            return found
    return found


def _choose_year(cover: Sequence[Seen], lines: Sequence[Seen]) -> tuple[int, str]:
    """Return the year that most dates print, a weekday that fits counting for more; and what speaks against it."""
    votes: Counter[int] = Counter()
    days: list[PrintedDate] = []
    for seen in lines:
        if seen.size <= 18 and not seen.is_sentence:
            days += [d for d in seen.dates if d.day]
    for date in days:
        if date.year:
            fits = _fits(date, date.year)
            votes[date.year] += 2 if fits is None else 4 if fits else 1
    printed = sorted(votes)
    if not votes:
        for seen in [*cover[:40], *lines]:
            votes.update(find_years(seen.text) if seen.size < 40 else ())
            if votes and seen in cover:
                break
        votes = Counter(
            {
                y: n * (2 if all(_fits(d, y) is not False for d in days) else 1)
                for y, n in votes.items()
            }
        )
    if not votes:
        return 0, "no year is printed"
    best = max(votes, key=lambda year: (votes[year], year))
    others = [str(year) for year in printed if year != best]
    doubt = f"other places print the year {', '.join(others)}" if others else ""
    wrong = [d for d in days if _fits(d, d.year or best) is False]
    if wrong and not others:
        doubt = "a day of the week does not fit its date"
    return best, doubt


def _fits(date: PrintedDate, year: int) -> bool | None:
    if date.weekday is None:
        return None
    bounds = date.bounds(year)
    return bounds is not None and bounds[0].weekday() == date.weekday
