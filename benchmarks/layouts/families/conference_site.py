"""A page of a conference site: tabs for days, sessions that fold open, profiles apart from them."""

from html import escape

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, h1, h2, h3, join, p, tag, ul
from layouts.parts import people, sponsors

GROUP = "held out"
FORMATS = ("html",)


def render(edition: Edition) -> Html:
    """Print names with what they do at the session, on its card, or in the profiles alone."""
    programme, words = edition.programme, edition.words
    home, agenda, speakers, register, calendar, details, more = words["site"]
    style = edition.number % 3

    def div(name: str, *parts: Part) -> Html:
        return tag("div", *parts, class_=name) if any(parts) else Html()

    def span(name: str, said: str) -> Html:
        return tag("span", said, class_=name) if said else Html()

    def picture(whose: str = "") -> Html:
        return Html(f'<img src="#" alt="{escape(whose)}">')

    def person(one: Person) -> Html:
        name = span("person__name", edition.named(one) + edition.status(one))
        badge = span("badge badge--role", edition.role(one.role))
        if style == 0:  # posts stand in the profiles alone
            return tag("li", tag("a", name, href="#"), " ", badge)
        post = span("person__post", edition.post(one))
        if style == 1:
            return tag("li", badge, " ", name, Html("<br>"), post)
        figure = picture(edition.bare(one))
        return div("person", figure, div("person__text", div("", name), div("", post), badge))

    def session(slot: Session) -> Html:
        clock = tag("time", edition.time(slot), datetime=f"{slot.day}T{slot.start}")
        if slot.pause:
            return div("slot slot--break", div("slot__time", clock), p(edition.pause(slot)))
        meta = ul(filter(None, (clock, span("room", slot.room), span("kind", slot.kind))))
        head = div("slot__head", h3(slot.title), div("slot__meta", meta))
        found = map(person, slot.people)
        listed = div("slot__people", *found) if style == 2 else tag("ul", *found)
        inner = (p(slot.blurb), listed, tag("a", calendar, href="#", class_="btn"))
        if style == 1:
            return tag("details", tag("summary", head), div("slot__body", *inner), open="open")
        button = tag("button", details, type="button", class_="collapsed")
        return tag("article", head, button, div("collapse show", *inner), class_="slot")

    def profile(one: Person) -> Html:
        text = (tag("h4", edition.named(one)), div("post", one.post), div("org", edition.body(one)))
        place = div("place", one.place)
        return div("col", div("card", picture(), *text, place, tag("a", more, href="#")))

    links = ul(tag("a", one, href="#") for one in (home, agenda, speakers))
    nav = tag("nav", links, tag("a", register, href="#", class_="btn"))
    hero = div("hero", div("hero__date", edition.days()), h1(programme.event["title"]))
    lead = div("hero__text", p(programme.event["theme"]), p(edition.where()), p(programme.blurb))
    tabs = tag("ul", *(tag("li", edition.day_head(day)) for day in programme.days), class_="tabs")
    panes = (
        div("tab-pane", h2(edition.day(day)), *map(session, programme.of(day)))
        for day in programme.days
    )
    parts: list[Part] = [tag("header", nav), hero, lead]
    parts += [div("tabs__bar", tabs) if len(programme.days) > 1 else "", div("panes", *panes)]
    if style == 0:
        cards = map(profile, people(edition))
        parts.append(tag("section", h2(speakers), div("row", *cards)))
    organized = (div("logo", line) for line in edition.organized())
    foot = tag("footer", *organized, sponsors(edition), p("© 2031"))
    return join(filter(None, (*parts, foot)), "\n")
