"""A report in running prose: a paragraph a session or a half-day, titles in quotation marks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, i, join, p
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("html", "docx", "pdf", "md", "txt")
PRINTS = (ALL | {"figures"}) - {"rooms", "roles", "ends", "organizers"}
CHAIRS = ("moderator", "chair")
INFLECTED = ("de", "it", "ru", "uk")  # an honorific would be inflected, or need an article
NOON = "12:00"


def settle(edition: Edition) -> Edition:
    """Print no dinner and no break, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
        if not slot.meal and not slot.pause
    )
    programme = replace(edition.programme, slots=slots)
    honorifics = edition.honorifics and programme.language not in INFLECTED
    return edition.but(programme=programme, honorifics=honorifics, capitals=False)


def render(edition: Edition) -> Html:
    """Print the day as a heading, or in bold at the beginning of its first paragraph."""
    programme, words = edition.programme, edition.words["chronicle"]

    def joined(found: Sequence[Person]) -> str:
        return edition.enumerated([f"{edition.named(x)} ({edition.post(x)})" for x in found])

    def opening(slot: Session, before: Session | None, number: int) -> str:
        if before is None:
            form = words["first"]
        elif before.start == slot.start:
            form = words["beside"]
        else:
            form = words["next"][number % 2]
        return str(form.format(h=edition.hour(slot.start), t=slot.title)).replace("..", ".")

    def people(slot: Session, number: int) -> str:
        chairs = [one for one in slot.people if one.role in CHAIRS]
        others = [one for one in slot.people if one.role not in CHAIRS]
        if chairs and others:
            return str(words["led"][number % 2].format(m=joined(chairs), x=joined(others)))
        form = words["spoke" if len(slot.people) > 1 else "alone"]
        return str(form.format(x=joined(slot.people)))

    def told(slot: Session, before: Session | None, number: int) -> str:
        gist = words["gist"][number % 3] if number % 2 else ""
        said = (opening(slot, before, number), people(slot, number), gist)
        return " ".join(filter(None, said))

    title = programme.event["title"]
    parts: list[Part] = [h1(title), p(i(words["title"]))]
    parts += [p(f"{edition.where()}, {edition.within(edition.days())}"), p(programme.blurb)]
    number = 0
    for day in programme.days:
        run_in = edition.number % 2 == 1
        parts.append("" if run_in else h2(edition.day(day)))
        before: Session | None = None
        texts: list[tuple[bool, str]] = []
        for slot in programme.of(day):
            texts.append((slot.start < NOON, told(slot, before, number)))
            before, number = slot, number + 1
        if edition.number in (2, 5):
            halves = groupby(texts, lambda one: one[0])
            texts = [(half, " ".join(said for _, said in found)) for half, found in halves]
        (_, first), *others = texts
        head = (b(edition.day(day).removesuffix(".") + "."), " ") if run_in else ()
        parts += [p(*head, first), *(p(said) for _, said in others)]
    return join(filter(None, (*parts, p(programme.claims[0]["text"]))), "\n")
