"""What was said, word for word: each who speaks before a colon, or above the speech."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, h3, i, join, lines, p
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("pdf", "docx", "txt", "html", "md")
PRINTS = ALL - {"roles", "organizers"}


def settle(edition: Edition) -> Edition:
    """Print no dinner and no break, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
        if not slot.meal and not slot.pause
    )
    return edition.but(programme=replace(edition.programme, slots=slots))


def render(edition: Edition) -> Html:
    """Print speeches below each title, with applause, and with voices that have no name."""
    programme, words = edition.programme, edition.words["verbatim"]
    style, speeches = edition.number % 3, words["speech"]

    def speech(one: Person, number: int) -> list[Part]:
        said = speeches[number % len(speeches)]
        if number % 6 == 1:  # somebody is quoted who is not there
            other = programme.committee[number // 6 % 2]["name"]
            said = f"{said} {words['cited'].format(o=other)}"
        if style == 0:
            return [p(b(f"{edition.named(one)} ({edition.post(one)}):"), f" {said}")]
        if style == 1:
            return [p(lines(b(edition.named(one)), i(edition.post(one)))), p(said)]
        return [p(f"{edition.named(one)}, {edition.post(one)}: {said}")]

    def aside(number: int) -> Part:
        return p(i(f"({words['asides'][number % 2]})"))

    def block(slot: Session, number: int) -> list[Part]:
        begins = words["opened"].format(t=edition.hour(slot.start))
        begins = f"{begins}, {slot.room}" if slot.room else begins
        ends = words["closed"].format(t=edition.hour(slot.end)).removesuffix(".")
        parts: list[Part] = [
            edition.turn(h3(slot.title), h3(f"{number}. {slot.title}"), p(b(slot.title)))
        ]
        parts.append(p(i(f"({begins})")) if style else p(f"{begins.removesuffix('.')}."))
        for at, one in enumerate(slot.people):
            parts += speech(one, number + at)
            parts.append(aside(number) if at == number % 2 else "")
        if len(slot.people) > 2:  # who spoke first has a word again
            first = edition.bare(slot.people[0])
            again = p(b(f"{first}:"), f" {words['again']}") if style < 2 else ""
            parts += [p(words["floor"]) if number % 2 else "", again]
        return [*parts, p(i(f"({ends})")) if style else p(f"{ends}.")]

    parts: list[Part] = [h1(programme.event["title"]), p(words["title"].strip())]
    parts += [p(edition.days()), p(edition.where())]
    number = 0
    for day in programme.days:
        parts.append(h2(edition.day(day)) if len(programme.days) > 1 else "")
        for slot in programme.of(day):
            number += 1
            parts += block(slot, number)
    return join(filter(None, parts), "\n")
