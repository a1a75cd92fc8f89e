"""Minutes on a form: fields of each item, who opened it, who else spoke, and what follows."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, join, lines, p, row, table, tag, ul
from layouts.parts import people
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("docx", "pdf", "html", "txt", "md")
PRINTS = ALL - {"roles", "organizers"}


def settle(edition: Edition) -> Edition:
    """Print no dinner, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
        if not slot.meal and not slot.pause
    )
    return edition.but(programme=replace(edition.programme, slots=slots))


def render(edition: Edition) -> Html:
    """Print a table an item, one table with the titles over its width, or lines with labels."""
    programme, words = edition.programme, edition.words["forms"]
    absent, keeper = programme.committee[:2]
    in_lines = edition.format in ("txt", "md") or edition.number == 4
    one_table = edition.number % 2 == 1
    item, *labels = words["labels"]

    def beside(one: Person) -> str:
        return f"{edition.named(one)} ({edition.post(one)})"

    def fields(slot: Session, number: int) -> list[tuple[str, Part]]:
        first, *others = map(beside, slot.people)
        spoke: Part = "; ".join(others) if edition.number % 3 else lines(*others)
        follow = words["follow"].format(o=keeper["name"]) if number % 3 == 1 else "–"
        outcome = words["outcomes"][number % 3]
        values: tuple[Part, ...] = (edition.time(slot), slot.room, first, spoke, outcome, follow)
        return [(label, value) for label, value in zip(labels, values) if value]

    def form(slot: Session, number: int) -> list[Part]:
        head = f"{item} {number}"
        if in_lines:
            said = (p(b(f"{label}:"), " ", value) for label, value in fields(slot, number))
            return [h2(f"{head}. {slot.title}"), *said]
        rows = [row(b(label), value) for label, value in fields(slot, number)]
        if one_table:
            return [row(tag("td", b(f"{number}. {slot.title}"), colspan=2)), *rows]
        return [table([row(b(head), b(slot.title)), *rows])]

    here = list(map(beside, people(edition)))
    parts: list[Part] = [h1(f"{words['title']}: {programme.event['title']}"), p(edition.days())]
    parts += [p(edition.where()), p(b(f"{words['present']}:"))]
    parts += [ul(here) if edition.number % 3 else p(", ".join(here))]
    parts.append(p(f"{words['keeper']}: {keeper['name']}, {keeper['post']}"))
    parts.append(p(f"{edition.words['network']['apologies']}: {absent['name']}"))
    number = 0
    for day in programme.days:
        parts.append(h2(edition.day(day)) if len(programme.days) > 1 else "")
        forms: list[Part] = []
        for slot in programme.of(day):
            number += 1
            forms += form(slot, number)
        parts += [table(forms)] if one_table and not in_lines else forms
    return join(filter(None, parts), "\n")
