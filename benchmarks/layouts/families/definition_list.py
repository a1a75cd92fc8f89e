"""A list of terms: the time and the title, and what is said of them below."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, join, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "txt")


def render(edition: Edition) -> Html:
    """Print a list a day."""

    def entry(slot: Session) -> Html:
        if slot.pause:
            return tag("dt", f"{edition.time(slot)} {edition.pause(slot)}")
        said = [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
        room = [f"{edition.words['room']}: {slot.room}"] if slot.room else []
        described = (tag("dd", one) for one in (*room, *said))
        title = b(f"{edition.time(slot)} {edition.heading(slot)}")
        return join((tag("dt", title), *described), "\n")

    parts: list[Part] = [cover(edition)]
    for day in edition.programme.days:
        parts += [h2(edition.day_head(day)), tag("dl", *map(entry, edition.programme.of(day)))]
    return join(parts, "\n")
