"""A web page with all that sites add: menu, cookies, hidden text, news, sponsors, contacts."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h3, join, p, tag
from layouts.parts import by_day, committee, contact, cookies, cover, news, sponsors
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html",)
PRINTS = ALL | {"figures"}


def render(edition: Edition) -> Html:
    """Print the programme amid it."""
    words, programme = edition.words, edition.programme

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        parts = [h3(edition.heading(slot)), p(b(edition.time(slot)), f" | {slot.room}")]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.line, people)
            parts += [p(b(f"{role}: "), first), *map(p, others)]
        return tag("article", *parts)

    named = programme.committee[1]
    style = Html("<style>.off { display: none } h3 { color: navy }</style>")
    hidden = tag("p", f"{named['name']}, {named['post']}", class_="off")
    menu = tag("nav", *(tag("a", words[one], href="#") for one in ("agenda", "people", "contact")))
    about = (p(programme.blurb), p(programme.claims[0]["text"]))
    main = tag("main", cover(edition), *about, by_day(edition, block))
    after = tag("aside", sponsors(edition), news(edition), committee(edition))
    foot = tag("footer", contact(edition), p("© 2031"))
    return join((style, cookies(edition), menu, hidden, main, after, foot), "\n")
