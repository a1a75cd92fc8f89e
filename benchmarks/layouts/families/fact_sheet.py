"""Figures, a paragraph on the event, sponsors and an address."""

from layouts.edition import Edition
from layouts.markup import Html, h1, join, p, ul
from layouts.parts import contact, sponsors

GROUP = "nobody"
FORMATS = ("pdf", "html", "md")


def render(edition: Edition) -> Html:
    """Print it."""
    programme = edition.programme
    facts = ul((*(one["text"] for one in programme.claims), *edition.organized()))
    parts = (h1(programme.event["theme"]), p(programme.blurb), facts)
    return join((*parts, sponsors(edition), contact(edition)), "\n")
