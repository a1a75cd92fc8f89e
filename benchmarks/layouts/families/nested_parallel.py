"""Bullets by time: below each the sessions that are then, and below those their people."""

from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, ul
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "md", "docx", "txt")


def render(edition: Edition) -> Html:
    """Print a list a day."""

    def session(slot: Session) -> Html:
        room = f" ({slot.room})" if slot.room else ""
        said = (f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people)
        return join((b(slot.title), room, ul(said)))

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        items: list[Part] = []
        for time, found in groupby(edition.programme.of(day), edition.time):
            first, *others = found
            if first.pause:
                items.append(f"{time} {edition.pause(first)}")
            else:
                items.append(join((time, ul(map(session, (first, *others))))))
        parts += [h2(edition.day_head(day)), ul(items)]
    return join(parts, "\n")
