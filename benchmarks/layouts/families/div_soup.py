"""A page of divisions that only style sheets tell apart: no headings, tables, lists or bold."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, join, tag
from layouts.parts import cookies, news

GROUP = "held out"
FORMATS = ("html",)
STYLE = "<style>.title { font-weight: bold } .popup { visibility: hidden }</style>"


def render(edition: Edition) -> Html:
    """Print an item a session."""

    def div(name: str, *parts: Part) -> Html:
        return tag("div", *parts, class_=name) if any(parts) else Html()

    def person(one: Person) -> Html:
        said = (div("post", one.post), div("company", edition.body(one)))
        name = div("name", edition.named(one) + edition.status(one))
        label = div("label", edition.role(one.role))
        return div("speaker", label, name, *said, div("popup", one.topic))

    def item(slot: Session) -> Html:
        if slot.pause:
            return div("item", div("time", edition.time(slot)), div("title", edition.pause(slot)))
        head = (div("time", edition.time(slot)), div("title", edition.heading(slot)))
        return div("item", *head, div("place", slot.room), *map(person, slot.people))

    programme = edition.programme
    parts: list[Part] = [Html(STYLE), cookies(edition), div("hero", programme.event["title"])]
    parts.append(div("facts", div("when", edition.days()), div("where", edition.where())))
    for day in programme.days:
        items = map(item, programme.of(day))
        parts.append(div("day", div("date", edition.day(day)), *items))
    organized = (div("logo", line) for line in edition.organized())
    return join((*parts, *organized, news(edition)), "\n")
