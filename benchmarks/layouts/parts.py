"""Parts that many documents have: covers, breaks, and what is no programme."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, h1, h2, h3, join, lines, p, tag, ul

OFTEN = 0.25


def cover(edition: Edition) -> Html:
    """Return title, days, place and organisers."""
    programme = edition.programme
    parts = [h1(programme.event["title"]), p(edition.days()), p(edition.where())]
    return join([*parts, *map(p, edition.organized())], "\n")


def by_day(edition: Edition, of_slot: Callable[[Session], Part]) -> Html:
    """Return what is made of each session and break, under the day that it is on."""
    programme = edition.programme
    parts: list[Part] = []
    for day in programme.days:
        parts += [h2(edition.day_head(day)), *map(of_slot, programme.of(day))]
    return join(parts, "\n")


def biographies(edition: Edition) -> Html:
    """Return what each speaker has done, and with whom: those take no part."""
    other = edition.programme.committee[0]["name"]
    told: dict[str, Part] = {}
    for person in people(edition):
        said = edition.prose("biography", name=edition.bare(person), other=other)
        told[person.name] = join((h3(edition.named(person)), p(edition.post(person)), p(said)))
    return join((h2(edition.words["biographies"]), *told.values()), "\n")


def people(edition: Edition) -> Iterable[Person]:
    """Yield everybody once, in the order of appearance."""
    found = {one.name: one for slot in edition.programme.sessions for one in slot.people}
    return found.values()


def committee(edition: Edition) -> Html:
    """Return who prepared the event."""
    named = (f"{one['name']}, {one['post']}" for one in edition.programme.committee)
    return join((h2(edition.words["committee"]), ul(named)))


def sponsors(edition: Edition) -> Html:
    """Return who paid, one a line."""
    return join((h2(edition.words["sponsors"]), p(lines(*edition.programme.sponsors))))


def contact(edition: Edition) -> Html:
    """Return address, number and e-mail, and who answers."""
    one, event = edition.programme.event["contact"], edition.programme.event
    said = lines(one["name"], one["phone"], one["email"], event["address"])
    return join((h2(edition.words["contact"]), p(said)))


def news(edition: Edition) -> Html:
    """Return what a site says beside the event."""
    return join((h2(edition.words["news"]), ul(edition.programme.news)))


def cookies(edition: Edition) -> Html:
    """Return a banner."""
    return tag("div", edition.words["cookies"], class_="cookie-banner")


def amid_noise(edition: Edition, markup: str) -> str:
    """Return a document with some of what real ones have besides, drawn by the layout's name."""
    chance = random.Random(f"noise of {edition.name}")
    before: list[Part] = []
    if edition.format == "html" and chance.random() < OFTEN:
        before.append(cookies(edition))
    if edition.format in ("html", "docx") and chance.random() < OFTEN:
        before.append(hidden(edition))
    if "<footer>" not in markup and edition.format in ("pdf", "docx") and chance.random() < OFTEN:
        before.append(tag("footer", f"{edition.programme.event['title']} | {{page}}"))
    more = [part(edition) for part in (sponsors, committee, contact) if chance.random() < OFTEN]
    after = [part for part in more if part not in markup]
    if edition.format == "html" and chance.random() < OFTEN:
        after.append(news(edition))
    return join((*before, Html(markup), *after), "\n")


def hidden(edition: Edition) -> Html:
    """Return a paragraph that no reader sees."""
    named = edition.programme.committee[1]
    said = f"{named['name']}, {named['post']}"
    if edition.format == "docx":
        return p(tag("span", said, class_="hidden"))
    data = Html(f'<script type="application/ld+json">{{"name": "{named["name"]}"}}</script>')
    return join((data, tag("p", said, style="display:none")))


def hidden_name(edition: Edition, markup: str) -> str:
    """Return who is named where no reader sees it, and nowhere else."""
    name, said = edition.programme.committee[1]["name"], str(hidden(edition))
    return name if said in markup and markup.count(name) == said.count(name) else ""
