"""A press release that names bodies and figures, and nobody but whom to call."""

from layouts.edition import Edition
from layouts.markup import Html, h1, join, p
from layouts.parts import contact

GROUP = "nobody"
FORMATS = ("html", "txt", "docx")


def render(edition: Edition) -> Html:
    """Print three paragraphs."""
    programme = edition.programme
    opening = edition.prose(
        "press",
        city=programme.event["city"],
        days=edition.days(),
        organizer=programme.organizers[0]["name"],
        title=programme.event["title"],
        where=programme.event["venue"],
    )
    said = (opening, programme.blurb, programme.claims[0]["text"], *edition.organized())
    return join((h1(programme.event["theme"]), *map(p, said), contact(edition)), "\n")
