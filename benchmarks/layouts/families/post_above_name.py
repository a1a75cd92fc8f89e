"""Whom somebody speaks for comes first: body and post above, before or beside the name."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h3, i, join, lines, p
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("docx", "html", "pdf", "txt", "md")


def render(edition: Edition) -> Html:
    """Print each role, and below it the people."""

    def one(person: Person) -> Part:
        name = edition.named(person) + edition.status(person)
        both = edition.post(person)
        if not both:
            return p(name)
        return edition.turn(
            p(lines(i(both), b(name))),
            p(f"{both}: {name}"),
            p(f"{both} – {name}"),
            p(lines(both, name)),
            p(f"{both}, ", b(name)),
        )

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        parts: list[Part] = [h3(f"{edition.time(slot)} {edition.heading(slot)}"), p(slot.room)]
        for role, people in edition.by_role(slot):
            parts += [p(f"{role}:"), *map(one, people)]
        return join(parts, "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
