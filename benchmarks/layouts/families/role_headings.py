"""Times and titles as headings; a role stands alone above the list of those who have it."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, h3, join, p, ul

GROUP = "developed"
FORMATS = ("md", "html", "docx", "pdf")


def render(edition: Edition) -> Html:
    """Print role by role."""
    programme = edition.programme
    parts = [h1(programme.event["title"]), p(edition.days()), p(edition.where())]
    for day in programme.days:
        parts.append(h2(edition.day_head(day)))
        for slot in programme.of(day):
            if slot.pause:
                parts.append(h3(f"{edition.time(slot)} {edition.pause(slot)}"))
                continue
            parts += [h3(f"{edition.time(slot)} {edition.heading(slot)}"), p(slot.room)]
            for role, people in edition.by_role(slot):
                parts += [p(b(role)), ul(edition.line(person) for person in people)]
    parts += [p(line) for line in edition.organized()]
    return join(parts, "\n")
