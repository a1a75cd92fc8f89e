"""Behind each name and post the role: in brackets, behind a dash, a bar or a comma."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, h3, join, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("html", "txt", "docx", "pdf", "md")


def settle(edition: Edition) -> Edition:
    """Let commas stand behind names."""
    return edition.but(behind=", ")


def render(edition: Edition) -> Html:
    """Print a list a session."""

    def line(one: Person) -> Html:
        role = edition.role(one.role)
        mark = edition.turn(" ({})", " – {}", " [{}]", " | {}", " ({})", " — {}")
        small = role[:1].lower() + role[1:] if edition.number in (0, 1) else role
        return join((edition.line(one), mark.format(small)))

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        room = f" ({slot.room})" if slot.room else ""
        head = h3(edition.heading(slot)) if edition.number % 2 else p(b(edition.heading(slot)))
        said = [*map(line, slot.people)]
        return join((head, p(edition.time(slot) + room), ul(said)), "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
