"""A table whose time and title span a row for each who speaks: topic, name, post and body."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, h2, join, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "pdf")


def render(edition: Edition) -> Html:
    """Print a table a day."""

    def rows(slot: Session) -> list[Html]:
        if slot.pause:
            return [row(edition.time(slot), tag("td", edition.pause(slot), colspan=3))]
        title = edition.heading(slot) + (f" ({slot.room})" if slot.room else "")
        said = [(f"{edition.role(one.role)}", edition.line(one)) for one in slot.people]
        high = len(said)
        first, *others = said
        heads = (tag("td", text, rowspan=high) for text in (edition.time(slot), title))
        return [row(*heads, *first), *(row(*one) for one in others)]

    parts = [cover(edition)]
    for day in edition.programme.days:
        found = [one for slot in edition.programme.of(day) for one in rows(slot)]
        parts += [h2(edition.day_head(day)), table(found)]
    return join(parts, "\n")
