"""A line a session: time, title, and behind a mark who speaks, with or without the body."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, join, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("txt", "md", "html", "docx", "pdf")
PRINTS = ALL - {"rooms", "roles", "posts"}


def render(edition: Edition) -> Html:
    """Print a paragraph a session, or an item of a list a day."""

    def one(person: Person) -> str:
        body = f" ({edition.body(person)})" if person.body else ""
        return edition.named(person) + body + edition.status(person)

    def line(slot: Session) -> Part:
        time = edition.time(slot)
        if slot.pause:
            return p(f"{time} {edition.pause(slot)}")
        between, mark = edition.turn(
            (", ", " – "), ("; ", ". "), (", ", " / "), (" / ", " | "), (", ", ": "), ("; ", " — ")
        )
        return p(
            f"{time} {edition.heading(slot, ' – ')}{mark}{between.join(map(one, slot.people))}"
        )

    return join((cover(edition), by_day(edition, line)), "\n")
