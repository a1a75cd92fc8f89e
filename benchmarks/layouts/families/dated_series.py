"""A series: each session begins with its whole date and time, and no day heads several."""

from layouts.edition import Edition
from layouts.markup import Html, Part, b, join, p
from layouts.parts import contact, cover

GROUP = "developed"
FORMATS = ("html", "txt", "md", "docx")


def render(edition: Edition) -> Html:
    """Print a block a session."""
    parts: list[Part] = [cover(edition)]
    for slot in edition.programme.sessions:
        when = f"{edition.day(slot.day)}, {edition.time(slot)}"
        parts += [p(b(when)), p(b(edition.heading(slot))), p(slot.blurb), p(slot.room)]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.line, people)
            parts += [p(f"{role}: {first}"), *map(p, others)]
    return join((*parts, contact(edition)), "\n")
