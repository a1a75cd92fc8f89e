"""A table whose second column has the kind of each session, apart from its title."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, p, row, table, tag
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("docx", "html", "pdf")


def render(edition: Edition) -> Html:
    """Print a table a day, without heads."""

    def entry(slot: Session) -> Html:
        if slot.pause:
            return row(edition.time(slot), edition.pause(slot), "", "")
        said: list[Part] = [p(b(slot.title))]
        for role, people in edition.by_role(slot):
            said += [p(f"{role}:"), *(p(edition.line(one)) for one in people)]
        return row(edition.time(slot), slot.kind, tag("td", *said), slot.room)

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        rows = map(entry, edition.programme.of(day))
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
