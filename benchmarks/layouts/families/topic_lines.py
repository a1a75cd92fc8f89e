"""“Topic: name, post, body”: each speaker behind what the talk is called."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, h3, i, join, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("md", "html", "docx", "txt", "pdf")


def render(edition: Edition) -> Html:
    """Print the chairs by their role, then the talks."""

    def line(one: Person) -> Html | str:
        said = edition.line(one)
        if not one.topic:
            return f"{edition.role(one.role)}: {said}"
        return join((i(one.topic), ": ", said))

    def block(slot: Session) -> Html:
        if slot.pause:
            return h3(f"{edition.time(slot)} {edition.pause(slot)}")
        parts = [h3(f"{edition.time(slot)} {edition.heading(slot)}"), p(b(slot.room))]
        return join((*parts, ul(map(line, slot.people))))

    return join((cover(edition), by_day(edition, block)))


def settle(edition: Edition) -> Edition:
    """Let commas stand behind names."""
    return edition.but(behind=", ")
