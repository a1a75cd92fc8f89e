"""Bullets within bullets: the session with its time, its people below it."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, join, p, ul

GROUP = "developed"
FORMATS = ("md", "docx", "html", "txt")


def render(edition: Edition) -> Html:
    """Print a list a day."""
    programme = edition.programme
    parts = [h1(programme.event["title"]), p(f"{edition.where()}, {edition.days()}")]
    for day in programme.days:
        items = []
        for slot in programme.of(day):
            if slot.pause:
                items.append(f"{edition.time(slot)}: {edition.pause(slot)}")
                continue
            inner = [slot.room] if slot.room else []
            inner += [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
            items.append(join((b(f"{edition.time(slot)}: {edition.heading(slot)}"), ul(inner))))
        parts += [h2(edition.day_head(day)), ul(items)]
    parts += [p(line) for line in edition.organized()]
    return join(parts, "\n")
