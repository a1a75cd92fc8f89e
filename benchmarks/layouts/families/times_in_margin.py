"""Times in the margin, everything else beside them: a table of two columns without heads."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h2, i, join, p, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("docx", "html", "pdf", "md")


def _beside(edition: Edition, slot: Session) -> Html:
    if slot.pause:
        return tag("td", p(edition.pause(slot)))
    parts = [p(b(edition.heading(slot))), p(i(slot.room))]
    for role, people in edition.by_role(slot):
        first, *others = map(edition.line, people)
        parts += [p(f"{role}: {first}"), *map(p, others)]
    return tag("td", *parts)


def render(edition: Edition) -> Html:
    """Print a table a day."""
    parts = [cover(edition)]
    for day in edition.programme.days:
        slots = edition.programme.of(day)
        rows = (row(edition.time(slot), _beside(edition, slot)) for slot in slots)
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
