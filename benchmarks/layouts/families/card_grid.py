"""Web pages with cards: name, post and body in lines of their own, below each session."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, h1, h2, h3, join, p, tag
from layouts.parts import cookies

GROUP = "developed"
FORMATS = ("html", "md")


def render(edition: Edition) -> Html:
    """Print sections with grids of cards, the names of every second programme as links."""
    linked = edition.turn(True, False)

    def card(one: Person) -> Html:
        name = tag("a", edition.named(one), href="#") if linked else edition.named(one)
        parts = [tag("h4", name, edition.status(one))]
        parts += [tag("p", said) for said in (one.post, edition.body(one)) if said]
        return tag("div", *parts, class_="card")

    def section(slot: Session) -> Html:
        if slot.pause:
            return tag("section", p(edition.time(slot)), h3(edition.pause(slot)))
        parts: list[Part] = [p(edition.time(slot)), h3(edition.heading(slot)), p(slot.room)]
        for role, people in edition.by_role(slot):
            parts += [tag("p", role, class_="role"), tag("div", *map(card, people), class_="grid")]
        return tag("section", *parts)

    programme = edition.programme
    parts: list[Part] = [cookies(edition), h1(programme.event["title"])]
    parts += [p(edition.where()), p(edition.days())]
    for day in programme.days:
        parts += [h2(edition.day_head(day)), *map(section, programme.of(day))]
    return join([*parts, *map(p, edition.organized())], "\n")
