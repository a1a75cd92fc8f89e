"""Headings with the time; people as “name | body” without roles."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, join, p
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("md", "txt", "html")
PRINTS = ALL - {"roles", "posts", "rooms", "organizers"}


def render(edition: Edition) -> Html:
    """Print a line a person."""
    programme = edition.programme
    parts = [h1(programme.event["title"]), p(programme.event["theme"]), p(edition.days())]
    for day in programme.days:
        parts.append(h2(edition.day_head(day)))
        for slot in programme.of(day):
            if slot.pause:
                parts.append(p(f"{edition.time(slot)} | {edition.pause(slot)}"))
                continue
            parts.append(p(b(f"{edition.time(slot)} | {slot.title}")))
            for person in slot.people:
                body = edition.body(person) or person.post
                parts.append(p(f"{edition.named(person)} | {body}{edition.status(person)}"))
    return join(parts, "\n")
