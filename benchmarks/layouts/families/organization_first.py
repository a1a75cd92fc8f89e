"""Lists in which the body comes first, then post and name: “Body: Post Name”."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, join, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("html", "docx", "md", "pdf")


def render(edition: Edition) -> Html:
    """Print roles above such lists."""

    def line(one: Person) -> str:
        said = ", ".join(filter(None, (one.post, edition.named(one)))) + edition.status(one)
        return f"{edition.body(one)} – {said}" if one.body else said

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(b(f"{edition.time(slot)}. {edition.pause(slot)}"))
        parts: list[Part] = [p(b(f"{edition.time(slot)}. {edition.heading(slot)}")), p(slot.room)]
        for role, people in edition.by_role(slot):
            parts += [p(f"{role}:"), ul(map(line, people))]
        return join(parts, "\n")

    return join((cover(edition), by_day(edition, block)))
