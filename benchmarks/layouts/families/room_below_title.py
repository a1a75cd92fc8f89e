"""The title as a heading, the room as one below it, then when, then people under their role."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h1, h2, h3, join, p
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("md", "html", "docx", "pdf")
PRINTS = ALL | {"hosts"}


def render(edition: Edition) -> Html:
    """Print sessions that each say their day."""
    programme = edition.programme

    def block(slot: Session) -> Html:
        when = p(f"{edition.day(slot.day)}, {edition.time(slot)}")
        if slot.pause:
            return join((h2(edition.pause(slot)), when))
        parts: list[Part] = [h2(edition.heading(slot)), h3(slot.room) if slot.room else "", when]
        parts.append(p(slot.blurb))
        for role, people in edition.by_role(slot):
            parts += [p(b(role)), *(p(edition.line(one)) for one in people)]
        parts += map(p, edition.hosted(slot))
        return join(parts, "\n")

    parts = [h1(programme.event["title"]), p(edition.days()), p(edition.where())]
    organized = map(p, edition.organized())
    return join((*parts, *organized, *map(block, programme.slots)), "\n")
