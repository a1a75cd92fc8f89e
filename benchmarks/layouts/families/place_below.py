"""A heading a session; when and where stand below it, with labels or without."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, h3, i, join, lines, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("md", "html", "docx", "pdf", "txt")


def render(edition: Edition) -> Html:
    """Print the time and the room in one line or two, in either order."""
    words = edition.words

    def block(slot: Session) -> Html:
        time = edition.time(slot)
        title = edition.pause(slot) if slot.pause else edition.heading(slot)
        head: Part = edition.turn(
            h3(title), p(b(title)), h3(title.upper() if slot.pause else title)
        )
        where: Part = edition.turn(
            p(
                lines(
                    f"{words['time']}: {time}", f"{words['room']}: {slot.room}" if slot.room else ""
                )
            ),
            p(i(f"{slot.room}, {time}" if slot.room else time)),
            p(lines(slot.room, time)),
            p(f"{time} · {slot.room}" if slot.room else time),
        )
        said = [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
        return join((head, where, p(slot.blurb), ul(said) if said else ""), "\n")

    return join((cover(edition), h2(words["agenda"]), by_day(edition, block)), "\n")
