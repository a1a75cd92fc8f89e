"""Times and dates of a line, and what it says beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.people import People
from atgraph.curate.ingest.times import TimeRange, find_times
from atgraph.curate.ingest.words import Words, words_of
from atgraph.data.dates import PrintedDate, find_dates

LEADERS = re.compile(
    r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*\d*\s*$|\s*…+\s*\d+\s*$|\s*(?:\.\s?){4,}\s*"
)
EDGES = " ,;:–—-|•·()[]*/@"


@dataclass(eq=False)
class TimedLine:
    """A line, and when it says that something is."""

    line: Line
    words: Words
    people: People = field(repr=False)
    place: int = 0

    @property
    def text(self) -> str:
        """The words of the line, without number and dot leaders."""
        return self.line.text

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def shown(self) -> str:
        """The line without dot leaders and its number in a list."""
        return " ".join(LEADERS.sub(" ", self.text).split())

    @cached_property
    def times(self) -> list[TimeRange]:
        """Times that stand in a short line."""
        return list(find_times(self.text, self.words)) if self.size < 60 else []

    @cached_property
    def dates(self) -> list[PrintedDate]:
        """Dates that stand in a line."""
        return list(find_dates(self.text, self.words.languages)) if self.size < 200 else []

    @cached_property
    def has_time(self) -> bool:
        """Whether the line gives the time of a session: a time at its beginning, or in a line that says little else."""
        if not self.times or self.is_deadline:
            return False
        first = self.times[0]
        before = self.without(self.text[: first.at]).strip(EDGES)
        label = before.rstrip(":").casefold() in self.words["time_labels"].exact
        if not before or label or (before.casefold() in self.words["from"].exact):
            return (
                bool(before)
                or first.is_range
                or ":" in self.text[first.at : first.to]
                or self._clearly(first)
            )
        said = sum(w.casefold() in self.words["common"].exact for w in words_of(before))
        return (
            first.is_range
            and self.size < 22
            and not self.is_sentence
            and said < 3
            and len(words_of(self.rest)) < 14
        )

    def _clearly(self, found: TimeRange) -> bool:
        """Whether a lone time is one and no number of a section."""
        return (
            bool(re.search(r"[hHчap]|\d{2}\.\d{2}", self.text[found.at : found.to]))
            or not self.text[found.to :].strip()
        )

    def without(self, text: str) -> str:
        """Take dates out of a text."""
        for date in reversed(list(find_dates(text, self.words.languages))):
            text = text[: date.at] + text[date.to :]
        return text

    @cached_property
    def has_day(self) -> bool:
        """Whether the line is the head of a day, or says little but a date."""
        if self.day_number:
            return True
        if not self.dates or self.size > 16:
            return False
        return len(words_of(self._rest(dates=True))) <= 3 + 2 * bool(self.line.level)

    @cached_property
    def day_number(self) -> int:
        """The number in “Day One”, 0 where there is none."""
        text = self.text.strip(EDGES + ".").casefold()
        for days, names, first in zip(
            self.words.ordered("days"), self.words.ordered("ordinals"), self.words.ordered("first")
        ):
            for day in days:
                if found := re.match(rf"{day}\s+(\d|[^\W\d]+)\b", text):
                    word = found[1]
                    if word.isdigit() or word in names or word in ("i", "ii", "iii", "iv"):
                        return (
                            int(word)
                            if word.isdigit()
                            else names.index(word) + 1
                            if word in names
                            else ("i", "ii", "iii", "iv").index(word) + 1
                        )
                if (found := re.match(rf"([^\W\d]+)\s+{day}\b", text)) and found[1] in first:
                    return first.index(found[1]) % 7 + 1
        return 0

    @cached_property
    def rest(self) -> str:
        """The line without its times, dates and what is said of place and language."""
        return self._rest(dates=True)

    def _rest(self, dates: bool) -> str:
        text = self.text
        marks = [(t.at, t.to) for t in self.times]
        marks += [(d.at, d.to) for d in self.dates] if dates and self.size <= 22 else []
        for start, end in sorted(marks, reverse=True):
            text = text[:start] + " | " + text[end:]
        parts = [p.strip(EDGES) for p in LEADERS.sub(" ", text).split("|")]
        between = ", " if re.search(r",\s*\|\s*,", text) else " "
        return between.join(
            p
            for p in parts
            if p
            and p.casefold() not in self.words["time_labels"].exact
            and p.casefold() not in self.words["date_labels"].exact
        ).strip(EDGES)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is a sentence of prose."""
        return (
            self.size > 8
            and self.text.rstrip('”"»)').endswith((".", "!", "…", "?"))
            and self.text[:1].isupper()
            and self._has_verb
        ) or self.size > 60

    @cached_property
    def _has_verb(self) -> bool:
        common = sum(
            w in self.words["common"].exact for w in (x.casefold() for x in words_of(self.text))
        )
        return common >= max(2, self.size * 0.2)

    @cached_property
    def is_deadline(self) -> bool:
        """Whether its time is that of a deadline: the last minute of a day."""
        return (
            bool(self.times)
            and not self.times[0].is_range
            and self.times[0].start in ("23:59", "00:00")
        )
