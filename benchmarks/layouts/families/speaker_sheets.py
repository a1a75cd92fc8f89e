"""A sheet for each who speaks: name, post and body, and below in which session and when."""

from layouts.edition import Edition
from layouts.facts import Person
from layouts.markup import Html, Part, b, h2, h3, i, join, lines, p, row, table, tag
from layouts.parts import cover, people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "pdf", "docx", "md")
PRINTS = ALL - {"roles", "rooms"}
WORDS = {  # the heading, and what leads to a session
    "en": ("Our speakers", "Session"), "fr": ("Les intervenants", "Séance"),
    "es": ("Ponentes", "Sesión"), "de": ("Unsere Gäste", "Programmpunkt"),
    "it": ("I relatori", "Sessione"), "ru": ("Наши спикеры", "Сессия"),
    "uk": ("Наші спікери", "Сесія"),
}  # fmt: skip


def render(edition: Edition) -> Html:
    """Print name, post and body, and the sessions, with the time before or behind the title."""
    programme = edition.programme
    heading, word = WORDS[programme.language]

    def when(one: Person) -> list[str]:
        found = [
            slot for slot in programme.sessions if any(x.name == one.name for x in slot.people)
        ]
        return [
            edition.turn(
                f"{word}: {slot.title} ({edition.day(slot.day)}, {edition.time(slot)})",
                f"{edition.day(slot.day)}, {edition.time(slot)}: {slot.title}",
                f"{slot.title} | {edition.day(slot.day)} | {edition.time(slot)}",
            )
            for slot in found
        ]

    def sheet(one: Person) -> Part:
        name, post = edition.named(one) + edition.status(one), edition.post(one)
        if edition.number == 5:
            told = (p(lines(*one.split(" | ", maxsplit=1))) for one in when(one))
            return join((h3(name), p(post), *told), "\n")
        if edition.number == 1:
            return join(
                (p(b(name)), p(lines(one.post, edition.body(one))), *map(p, when(one))), "\n"
            )
        if edition.number == 2:
            return tag("div", h3(name), p(i(post)), *map(p, when(one)))
        return join((h3(name), p(post), *map(p, when(one))), "\n")

    if edition.number == 3:
        rows = (
            row(edition.named(one), edition.post(one), lines(*when(one))) for one in people(edition)
        )
        return join((cover(edition), h2(heading), table(rows)), "\n")
    return join((cover(edition), h2(heading), *map(sheet, people(edition))), "\n")
