"""A leaflet in two columns of text, with a running head and page numbers."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h2, join, p, tag
from layouts.parts import cover, sponsors

GROUP = "developed"
FORMATS = ("pdf",)


def render(edition: Edition) -> Html:
    """Print a day's sessions in columns."""

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        said = [p(b(edition.time(slot))), p(b(edition.heading(slot))), p(slot.room)]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.line, people)
            said += [p(f"{role}: {first}"), *map(p, others)]
        return join(said)

    programme = edition.programme
    parts = [tag("header", programme.event["title"])]
    parts += [tag("footer", f"{edition.words['page']} {{page}}"), cover(edition)]
    for day in programme.days:
        parts.append(h2(edition.day_head(day)))
        parts.append(tag("div", *map(block, programme.of(day)), class_="columns"))
    return join([*parts, sponsors(edition)], "\n")
