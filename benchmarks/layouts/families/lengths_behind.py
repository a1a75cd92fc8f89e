"""When the day begins, and behind or before each session how long it takes; no other time."""

import datetime as dt

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, h3, join, lines, p, row, table, ul
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("txt", "html", "docx", "md", "pdf")
PRINTS = ALL - {"rooms", "starts", "ends"}
BEGINS = {
    "en": "Doors open at {}", "fr": "Ouverture des portes : {}", "es": "Comienzo: {} h",
    "de": "Beginn: {} Uhr", "it": "Inizio lavori: ore {}", "ru": "Начало в {}",
    "uk": "Початок о {}",
}  # fmt: skip
LONG = {
    "en": "minutes", "fr": "minutes", "es": "minutos", "de": "Minuten", "it": "minuti",
    "ru": "минут", "uk": "хвилин",
}  # fmt: skip


def _minutes(slot: Session) -> int:
    first, last = (dt.datetime.strptime(time, "%H:%M") for time in (slot.start, slot.end))
    return int((last - first).total_seconds() // 60)


def render(edition: Edition) -> Html:
    """Print the length in brackets, in a column, behind a dash, with a sign for minutes."""
    programme, language = edition.programme, edition.programme.language

    def length(slot: Session) -> str:
        minutes = _minutes(slot)
        return edition.turn(f"{minutes} {LONG[language]}", f"{minutes}’", f"{minutes} min.")

    def title(slot: Session) -> str:
        return edition.pause(slot) if slot.pause else edition.heading(slot)

    def head(slot: Session) -> Part:
        said, long = title(slot), length(slot)
        return edition.turn(
            p(b(f"{said} ({long})")),
            h3(f"{said} – {long}"),
            p(b(said), f" [{long}]"),
            h3(f"{long} | {said}"),
        )

    def block(slot: Session) -> Html:
        said = (f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people)
        return join((head(slot), ul(said) if slot.people else ""), "\n")

    def entry(slot: Session) -> Html:
        said = [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
        return row(length(slot), lines(b(title(slot)), *said))

    parts: list[Part] = [cover(edition)]
    for day in programme.days:
        slots = programme.of(day)
        parts += [h2(edition.day(day)), p(BEGINS[language].format(edition.hour(slots[0].start)))]
        parts += [table(map(entry, slots))] if edition.number == 4 else [*map(block, slots)]
    return join(parts, "\n")
