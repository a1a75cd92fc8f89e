"""A flyer of one session: who talks with whom is its only line about people."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.markup import Html, Part, b, h1, join, p
from layouts.parts import sponsors
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("pdf", "html", "docx", "md")
PRINTS = ALL - {"roles"}
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Keep the first session that has somebody who leads and others who talk."""
    programme = edition.programme
    fitting = [slot for slot in programme.sessions if len(slot.people) >= FEWEST]
    kept = replace(fitting[edition.number % len(fitting)], kind="")
    return edition.but(programme=replace(programme, slots=(kept,)), behind=", ")


def render(edition: Edition) -> Html:
    """Print the flyer."""
    programme = edition.programme
    (slot,) = programme.sessions
    first, *others = slot.people
    talk = edition.prose(
        "in_conversation", first=edition.listed([first]), second=edition.listed(others)
    )
    parts: list[Part] = [p(programme.event["kind"]), h1(slot.title), p(slot.blurb)]
    parts += [p(b(f"{edition.day(slot.day)}, {edition.time(slot)}"))]
    parts += [p(", ".join(filter(None, (slot.room, edition.where())))), p(talk)]
    return join((*parts, *map(p, edition.organized()), sponsors(edition)), "\n")
