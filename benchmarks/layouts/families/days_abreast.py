"""Days side by side and hours down the page: names alone or with a body in each cell."""

import datetime as dt

from babel.dates import format_date

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, join, lines, p, row, table, tag
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "pdf", "docx", "md")
PRINTS = ALL - {"rooms", "roles", "posts"}
NOON = "13:00"
HALVES = {
    "en": ("Morning", "Afternoon"), "fr": ("Matin", "Après-midi"), "es": ("Mañana", "Tarde"),
    "de": ("Vormittag", "Nachmittag"), "it": ("Mattina", "Pomeriggio"),
    "ru": ("Утро", "День"), "uk": ("Ранок", "День"),
}  # fmt: skip


def suits(programme: Programme) -> bool:
    """Say whether there is more than a day."""
    return len(programme.days) > 1


def render(edition: Edition) -> Html:
    """Print breaks over all days, halves of days at the left, or the hours as heads."""
    programme = edition.programme
    days, words = programme.days, edition.words

    def named(slot: Session) -> list[str]:
        return [
            edition.named(one) + (f" ({edition.body(one)})" if one.body else "")
            for one in slot.people
        ]

    def said(slot: Session, clock: bool) -> Part:
        time = edition.time(slot) if clock else ""
        if slot.pause:
            return p(f"{time} {edition.pause(slot)}".strip())
        if edition.number % 2:
            return join((p(lines(time, b(slot.title))), p("; ".join(named(slot)))))
        return join((p(lines(time, b(slot.title), *named(slot))),))

    def head(day: dt.date) -> str:
        short = format_date(day, "EEE d MMM", locale=programme.language)
        count = f"{words['day']} {days.index(day) + 1}"
        return edition.turn(short, edition.day(day), f"{count} – {edition.day(day)}", short)

    def cell(found: list[Session], clock: bool) -> Html:
        return tag("td", *(said(slot, clock) for slot in found))

    starts = sorted({(slot.start, slot.end) for slot in programme.slots})
    rows = [row(words["time"], *map(head, days), head=True)]
    if edition.number % 4 == 2:  # halves of the day at the left, times within
        for half, is_late in zip(HALVES[programme.language], (False, True)):
            own = [[s for s in programme.of(day) if (s.start >= NOON) is is_late] for day in days]
            rows.append(row(b(half), *(cell(found, True) for found in own)))
    elif edition.number % 4 == 3:  # hours as heads, a row a day
        times = dict.fromkeys(edition.time(s) for s in sorted(programme.slots, key=_clock))
        rows = [row(words["day"], *times, head=True)]
        for day in days:
            own = [[s for s in programme.of(day) if edition.time(s) == time] for time in times]
            rows.append(row(b(head(day)), *(cell(found, False) for found in own)))
    else:  # what is the same on all days stands once
        for start, end in starts:
            own = [[s for s in programme.of(d) if (s.start, s.end) == (start, end)] for d in days]
            first = next(slot for found in own for slot in found)
            if all(found and found[0].pause == first.pause != "" for found in own):
                spanning = tag("td", edition.pause(first), colspan=len(days))
                rows.append(row(edition.time(first), spanning))
            else:
                rows.append(row(edition.time(first), *(cell(found, False) for found in own)))
    return join((cover(edition), table(rows)), "\n")


def _clock(slot: Session) -> tuple[str, str]:
    return slot.start, slot.end
