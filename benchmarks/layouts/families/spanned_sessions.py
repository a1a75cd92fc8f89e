"""A table in which time and title span rows: a row each for the role, or for each who speaks."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, lines, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("docx", "html", "pdf")


def render(edition: Edition) -> Html:
    """Print a table a day: a row a role, or a row with the title and others below it."""

    def rows(slot: Session) -> list[Html]:
        time, wide = edition.time(slot), 2
        if slot.pause:
            return [row(time, tag("td", edition.pause(slot), colspan=wide))]
        title, room = b(edition.heading(slot)), slot.room
        said: list[tuple[Part, Part]] = [
            (role, lines(*map(edition.line, people))) for role, people in edition.by_role(slot)
        ]
        if edition.number % 2:  # the title over the whole width, and its rows below
            clock = tag("td", time, rowspan=len(said) + 1)
            head = row(clock, tag("td", lines(title, room), colspan=wide))
            return [head, *(row(*one) for one in said)]
        clock = tag("td", lines(time, room), rowspan=len(said) + 1)
        head = row(clock, tag("td", title, colspan=wide))
        return [head, *(row(*one) for one in said)]

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        found = [one for slot in edition.programme.of(day) for one in rows(slot)]
        parts += [h2(edition.day_head(day)), table(found)]
    return join(parts, "\n")
