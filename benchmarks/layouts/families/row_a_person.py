"""A flat table, as out of a spreadsheet: a row for each who speaks."""

from layouts.edition import Edition
from layouts.markup import Html, join, row, table
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("html", "docx", "md")


def render(edition: Edition) -> Html:
    """Print one table of everybody."""
    words = edition.words
    names = ("date", "time", "title", "room", "role", "name", "post", "body")
    rows = [row(*(words[name] for name in names), head=True)]
    for slot in edition.programme.sessions:
        when = (edition.day(slot.day), edition.time(slot), slot.title, slot.room)
        for one in slot.people:
            named = edition.named(one) + edition.status(one)
            said = (edition.role(one.role), named, one.post, edition.body(one))
            rows.append(row(*when, *said))
    return join((cover(edition), table(rows)), "\n")
