"""Online events: each time twice, in two zones, and the title below in bold."""

import datetime as dt

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, i, join, p, ul
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "md", "docx", "txt")
PRINTS = ALL - {"rooms"}
LATER = dt.timedelta(hours=2)


def _later(time: str) -> str:
    return f"{dt.datetime.strptime(time, '%H:%M') + LATER:%H:%M}"


def render(edition: Edition) -> Html:
    """Print both times on a line."""

    def block(slot: Session) -> Html:
        here, there = slot.start + "–" + slot.end, _later(slot.start) + "–" + _later(slot.end)
        when = p(f"{here} CET / {there} EAT")
        if slot.pause:
            return join((when, p(i(edition.pause(slot)))))
        parts: list[Part] = [when, p(b(edition.heading(slot)))]
        parts.append(ul(f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people))
        return join(parts, "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
