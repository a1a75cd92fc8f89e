"""A list of what is on when, and nothing else."""

from layouts.edition import Edition
from layouts.markup import Html, Part, h2, h3, join, p, ul
from layouts.parts import contact, cover

GROUP = "nobody"
FORMATS = ("pdf", "html", "docx", "md", "txt")


def render(edition: Edition) -> Html:
    """Print times and titles."""
    parts: list[Part] = [cover(edition), h2(edition.words["contents"])]
    for day in edition.programme.days:
        listed = (
            f"{edition.time(slot)} {edition.pause(slot) if slot.pause else slot.title}"
            for slot in edition.programme.of(day)
        )
        parts += [h3(edition.day_head(day)), ul(listed)]
    return join((*parts, p(edition.programme.blurb), contact(edition)), "\n")
