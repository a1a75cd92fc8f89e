"""Kind, title, hour and room of a session each on a line, in an order that a document keeps."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h2, h3, i, join, lines, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("docx", "pdf", "md", "html", "txt")


def render(edition: Edition) -> Html:
    """Print them as paragraphs, as lines of one, as headings, with or without labels."""
    words = edition.words

    def head(slot: Session) -> list[Part]:
        time, room = edition.time(slot), slot.room
        if slot.pause:
            return [p(lines(time, edition.pause(slot)))]
        title, kind = slot.title, slot.kind
        return edition.turn(
            [p(time), p(kind), p(b(title)), p(i(room))],
            [p(b(lines(kind, title))), p(lines(time, room))],
            [
                h3(kind or title),
                p(b(title)) if kind else "",
                p(f"{time} | {room}" if room else time),
            ],
            [p(b(room)), p(lines(time, kind, b(title)))],
            [h3(title), p(lines(kind, room, time))],
            [
                p(f"{time}, {kind}" if kind else time),
                p(b(title)),
                p(f"{words['room']}: {room}" if room else ""),
            ],
        )

    def block(slot: Session) -> Html:
        said = [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
        people: Part = ul(said) if edition.number % 2 else join(map(p, said), "\n")
        return join(filter(None, (*head(slot), people if said else "")), "\n")

    return join((cover(edition), h2(words["agenda"]), by_day(edition, block)), "\n")
