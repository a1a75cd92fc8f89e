"""A post on a blog that invites to one evening: a sentence about each guest, and who writes it."""

import datetime as dt
from dataclasses import replace

from layouts.edition import DAY_FORMS, Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, i, join, p, tag
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("html", "md", "docx", "txt", "pdf")
PRINTS = ALL - {"roles", "ends", "organizers"}
CHAIRS = ("moderator", "chair")
BARE = ("ru", "uk")  # the day of the week does not stand behind a date within a sentence
FEWEST, BEFORE = 3, dt.timedelta(days=20)


def settle(edition: Edition) -> Edition:
    """Keep one session that somebody leads."""

    def suits(slot: Session) -> bool:
        return len(slot.people) >= FEWEST and any(one.role in CHAIRS for one in slot.people)

    programme = edition.programme
    fitting = [slot for slot in programme.sessions if suits(slot)]
    kept = fitting[(edition.number + 1) % len(fitting)]
    people = tuple(replace(one, status="") for one in kept.people)
    slots = (replace(kept, kind="", people=people),)
    day_form = _bare(programme.language) if programme.language in BARE else edition.day_form
    settled = replace(programme, slots=slots)
    return edition.but(programme=settled, capitals=False, day_form=day_form)


def _bare(language: str) -> str:
    return next(form for form in DAY_FORMS[language] if "EEEE" not in form)


def render(edition: Edition) -> Html:
    """Print the title above or in a sentence alone, the guests in paragraphs or in one."""
    programme, words = edition.programme, edition.words["blog"]
    (slot,) = programme.sessions
    writer = programme.committee[0]

    def guest(one: Person) -> str:
        form = "chair" if one.role in CHAIRS else "topic" if one.topic else "view"
        name, post = edition.named(one), edition.post(one)
        return str(words[form].format(n=name, p=post, t=one.topic)).replace("..", ".")

    posted = edition.but(day_form=_bare(programme.language)).day(slot.day - BEFORE)
    place = ", ".join(filter(None, (slot.room, edition.where())))
    intro = words["intro"].format(
        d=edition.within(edition.day(slot.day)),
        t=slot.title,
        h=edition.hour(slot.start),
        w=place,
    )
    by, posted = words["by"].format(o=writer["name"]), words["posted"].format(d=posted)
    guests = [guest(one) for one in slot.people]
    if edition.number % 2:  # who leads comes last
        guests = [*guests[1:], guests[0]]
    told: list[Part] = [p(" ".join(guests))] if edition.number % 3 == 2 else [*map(p, guests)]
    headline = words["headline"] if edition.number % 3 == 1 else slot.title
    head = [p(words["crumb"]), h1(headline), p(i(f"{by} | {posted}"))]
    parts: list[Part] = [
        *head,
        p(b(slot.blurb)),
        p(intro.replace("..", ".")),
        p(words["why"]),
        *told,
    ]
    signed = words["author"].format(o=writer["name"], p=writer["post"])
    link = tag("a", words["share"], href="#")
    parts += [p(words["end"]), Html("<hr>") if edition.format == "html" else ""]
    parts += [p(i(signed)), p(link), p(words["tags"])]
    return join(filter(None, parts), "\n")
