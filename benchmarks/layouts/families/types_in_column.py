"""A table with a column for what kind of session it is, and one each for room and people."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, lines, row, table
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("docx", "html", "md", "pdf")
TYPES = {"en": "Type", "fr": "Type", "es": "Tipo", "de": "Format", "it": "Tipo", "ru": "Формат",
         "uk": "Формат"}  # fmt: skip


def render(edition: Edition) -> Html:
    """Print a table a day, its columns in one of three orders."""
    words, kind = edition.words, TYPES[edition.programme.language]
    order = edition.turn((0, 1, 2, 3, 4), (0, 3, 1, 2, 4), (1, 0, 2, 4, 3))

    def put(*cells: Part) -> list[Part]:
        return [cells[at] for at in order]

    def entry(slot: Session) -> Html:
        if slot.pause:
            return row(*put(edition.time(slot), "", edition.pause(slot), "", ""))
        said = lines(*(f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people))
        return row(*put(edition.time(slot), slot.kind, b(slot.title), slot.room, said))

    heads = put(words["time"], kind, words["title"], words["room"], words["people"])
    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        rows = (row(*heads, head=True), *map(entry, edition.programme.of(day)))
        parts += [h2(edition.day_head(day)), table(rows)]
    return join(parts, "\n")
