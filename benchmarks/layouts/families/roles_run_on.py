"""Names run on in a paragraph, roles among them with a colon, in brackets, or as a verb."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, h3, join, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("pdf", "txt", "html", "docx", "md")
PRINTS = ALL - {"rooms", "posts", "bodies"}


def render(edition: Edition) -> Html:
    """Print the roles before names, behind them, or all in a sentence of names."""

    def name(one: Person) -> str:
        return edition.named(one) + edition.status(one)

    def listed(people: list[Person]) -> str:
        *first, last = map(name, people)
        return f"{', '.join(first)} {edition.words['and']} {last}" if first else last

    def said(slot: Session) -> str:
        groups = list(edition.by_role(slot))
        return edition.turn(
            ". ".join(f"{role}: {listed(people)}" for role, people in groups) + ".",
            ", ".join(f"{name(one)} ({edition.role(one.role)})" for one in slot.people),
            " | ".join(f"{role} {listed(people)}" for role, people in groups),
            "; ".join(f"{listed(people)} ({role})" for role, people in groups),
            " – ".join(f"{role}: {', '.join(map(name, people))}" for role, people in groups),
            "; ".join(f"{role} – {', '.join(map(name, people))}" for role, people in groups),
        )

    def block(slot: Session) -> Html:
        time = edition.time(slot)
        if slot.pause:
            return p(f"{time} {edition.pause(slot)}")
        head = edition.heading(slot)
        if edition.number % 2:
            return join((h3(head), p(time), p(said(slot))), "\n")
        return join((p(b(f"{time} {head}")), p(said(slot))), "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
