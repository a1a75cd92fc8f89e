"""A table with a column for those who chair and one for those who speak."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h2, join, lines, row, table
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "docx", "md", "pdf")
CHAIRS = ("moderator", "chair")
PRINTS = ALL - {"roles"}


def render(edition: Edition) -> Html:
    """Print a table a day."""
    words = edition.words
    heads = (words["time"], words["title"], edition.role("moderator"), words["people"])

    def cell(people: list[Person]) -> Html:
        return lines(*map(edition.line, people))

    def entry(slot: Session) -> Html:
        if slot.pause:
            return row(edition.time(slot), edition.pause(slot), "", "")
        chairs = [one for one in slot.people if one.role in CHAIRS]
        others = [one for one in slot.people if one.role not in CHAIRS]
        title = lines(b(edition.heading(slot)), slot.room)
        return row(edition.time(slot), title, cell(chairs), cell(others))

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        rows = (row(*heads, head=True), *map(entry, edition.programme.of(day)))
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
