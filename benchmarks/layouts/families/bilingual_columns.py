"""Two languages side by side, every session and everybody in both."""

from layouts.edition import Edition
from layouts.facts import Programme, Session, read_words
from layouts.markup import Html, Part, b, h1, join, p, row, table, tag
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "html", "pdf")
PRINTS = ALL - {"organizers"}


def suits(programme: Programme) -> bool:
    """Say whether there is a second language."""
    return programme.second is not None


def render(edition: Edition) -> Html:
    """Print a row a session, with a column for each language."""
    programme = edition.programme
    second = dict(programme.second or {})
    other = edition.but(words=read_words()[second["language"]])

    def cell(one: Edition, slot: Session, title: str) -> Html:
        if slot.pause:
            return tag("td", p(f"{edition.time(slot)} {one.pause(slot)}"))
        parts: list[Part] = [p(edition.time(slot)), p(b(title)), p(slot.room)]
        for role, people in one.by_role(slot):
            first, *others = map(edition.line, people)
            parts += [p(f"{role}: {first}"), *map(p, others)]
        return tag("td", *parts)

    title = programme.event["title"]
    rows = [row(b(title), b(second["title"])), row(edition.where(), edition.where())]
    for day in programme.days:
        rows.append(row(edition.day(day), other.of_language(second["language"]).day(day)))
        rows += [
            row(cell(edition, slot, slot.title), cell(other, slot, slot.second))
            for slot in programme.of(day)
        ]
    return join((h1(f"{title} / {second['title']}"), p(edition.days()), table(rows)), "\n")
