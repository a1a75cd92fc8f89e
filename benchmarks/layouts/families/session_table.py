"""A table with a row a session: time, title with its people, room."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, join, lines, p, row, table

GROUP = "developed"
FORMATS = ("html", "docx", "pdf", "md")


def render(edition: Edition) -> Html:
    """Print a table a day."""
    programme, words = edition.programme, edition.words
    parts = [h1(programme.event["title"]), p(f"{edition.days()}, {edition.where()}")]
    parts += [p(line) for line in edition.organized()]
    for day in programme.days:
        rows = [row(words["time"], words["title"], words["room"], head=True)]
        for slot in programme.of(day):
            if slot.pause:
                rows.append(row(edition.time(slot), edition.pause(slot), ""))
                continue
            said = [b(edition.heading(slot))]
            for role, people in edition.by_role(slot):
                said.append(Html(f"{role}:"))
                said += [join([edition.line(person)]) for person in people]
            rows.append(row(edition.time(slot), lines(*said), slot.room))
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
