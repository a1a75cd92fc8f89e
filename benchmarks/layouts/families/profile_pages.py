"""Profiles: everybody with post and body, and in which session they speak."""

from layouts.edition import Edition
from layouts.markup import Html, Part, h2, h3, i, join, p
from layouts.parts import cover, people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "md", "docx")
PRINTS = ALL - {"roles"}


def render(edition: Edition) -> Html:
    """Print a profile a person."""
    programme, words = edition.programme, edition.words
    other = programme.committee[0]["name"]
    parts: list[Part] = [cover(edition), h2(words["profile"])]
    for one in people(edition):
        parts += [h3(edition.named(one) + edition.status(one)), p(one.post), p(edition.body(one))]
        parts.append(p(edition.prose("biography", name=edition.bare(one), other=other)))
        for slot in programme.sessions:
            if any(person.name == one.name for person in slot.people):
                when = f"{edition.day(slot.day)}, {edition.time(slot)}"
                said = ", ".join(filter(None, (when, slot.room)))
                parts.append(p(f"{words['speaks_at']}: ", i(slot.title), f", {said}"))
    return join(parts, "\n")
