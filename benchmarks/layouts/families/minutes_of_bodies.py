"""Minutes without a name: numbered items, and how many were present."""

from layouts.edition import Edition
from layouts.markup import Html, h1, h3, join, p

GROUP = "nobody"
FORMATS = ("docx", "txt", "md")


def render(edition: Edition) -> Html:
    """Print an item a session."""
    programme = edition.programme
    head = (h1(programme.event["title"]), p(f"{edition.days()}, {edition.where()}"))
    present = p(f"{edition.words['present']}: 14")
    items = (
        join((h3(f"{number}. {slot.title}"), p(slot.blurb or programme.blurb)))
        for number, slot in enumerate(programme.sessions, 1)
    )
    return join((*head, present, *items, p(programme.claims[0]["text"])), "\n")
