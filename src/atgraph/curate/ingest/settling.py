"""What is settled when all is read: the days of the event, and the title and day of each session."""

from __future__ import annotations

import datetime as dt

from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.carried import span
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.words import words_of
from atgraph.curate.ingest.work import Work


class Settling(Work):
    """Gives the event its days, and each session a title and a day."""

    def settle(self, calendar: Calendar) -> None:
        """Give the event its days, and each session a title and an id."""
        cover, meetings = self.records.cover, self.records.meetings
        cover.subtitle = (
            ""
            if len(meetings) == 1 and meetings[0].level == 1 and not cover.level
            else cover.subtitle
        )
        if meetings and (
            not cover.title
            or (
                len(meetings) == 1
                and (cover.of_page or (meetings[0].level == 1 and not cover.level))
            )
        ):
            told = (
                next((s for s in self.reader.loose if self.names_event(s)), None)
                if not cover.title
                else None
            )
            cover.title, cover.quotes = (
                (told.title, [span(told.line)])
                if told
                else (meetings[0].title, list(meetings[0].quotes))
            )
        for meeting in meetings:
            if not meeting.title:
                meeting.title = (
                    cover.title
                    if len(meetings) == 1
                    else meeting.places[0].time
                    if meeting.places
                    else cover.title
                )
                meeting.quotes = list(
                    dict.fromkeys(
                        [*meeting.quotes, *(cover.quotes[:1] if len(meetings) == 1 else [])]
                    )
                )
                if len(meetings) > 1:
                    meeting.reviews.append("no title is printed for this session; write one")
        days = sorted({m.date for m in meetings if m.date})
        start, end = cover.start, cover.end
        if days:
            start, end = (
                min([days[0], *([start] if start else [])]),
                max([days[-1], *([end] if end else [])]),
            )
            if calendar.doubt and cover.start and (days[0] - cover.start).days > 200:
                start = days[0]
        if start is None:
            start, end = self.bounds_of_year(calendar)
        cover.start, cover.end = start, end or start
        if calendar.doubt:
            cover.reviews.append(f"the dates: {calendar.doubt}; see which is right")
        for meeting in meetings:
            if meeting.start and not meeting.date and cover.start != cover.end:
                meeting.date = cover.start
                meeting.reviews.append("no day is printed at this session; see on which it is")

    def names_event(self, seen: Seen) -> bool:
        """Whether a line below the sessions is the title of the event."""
        return (
            bool(seen.dates)
            and 2 < seen.size < 25
            and any(w in self.words["events"] for w in words_of(seen.text))
        )

    def bounds_of_year(self, calendar: Calendar) -> tuple[dt.date, dt.date]:
        """Return the month or the year that is printed where no day is."""
        cover = self.records.cover
        for seen in (s for s in self.in_order() if s.size <= 18):
            for date in seen.dates:
                if not date.day and (found := date.bounds(calendar.year)):
                    cover.reviews.append("only a month is printed; write the days")
                    return found
        if calendar.year:
            cover.reviews.append("only a year is printed; write the days")
            return dt.date(calendar.year, 1, 1), dt.date(calendar.year, 12, 31)
        cover.reviews.append(
            "no date is printed: the first day of the year 1 stands for it; write the days"
        )
        return dt.date(1, 1, 1), dt.date(1, 1, 1)
