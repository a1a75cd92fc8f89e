"""Minutes with names: numbered items with their times, and who said what in sentences."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, h1, h3, join, p
from layouts.parts import by_day
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "txt", "html", "pdf")
PRINTS = ALL - {"roles", "organizers"}


def render(edition: Edition) -> Html:
    """Print an item a session."""
    programme, words = edition.programme, edition.words
    numbers = iter(range(1, 100))

    def item(slot: Session) -> Html:
        if slot.pause:
            return p(f"({edition.pause(slot)}, {edition.time(slot)})")
        said = []
        for one in slot.people:
            sentence = "said" if one.topic else "opened"
            name, post = edition.named(one), edition.post(one) + edition.status(one)
            said.append(edition.prose(sentence, name=name, post=post, topic=one.topic))
        room = f", {slot.room}" if slot.room else ""
        head = f"{next(numbers)}. {slot.title} ({edition.time(slot)}{room})"
        return join((h3(head), p(" ".join(said))))

    present = "; ".join(f"{one['name']}, {one['post']}" for one in programme.committee)
    parts: list[Part] = [h1(programme.event["title"]), p(f"{edition.days()}, {edition.where()}")]
    return join((*parts, p(f"{words['present']}: {present}"), by_day(edition, item)), "\n")
