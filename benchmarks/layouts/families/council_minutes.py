"""Minutes of a council: the hour of a sitting at its beginning, items with report and decision."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, h3, join, lines, p
from layouts.parts import people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "pdf", "txt", "html", "md")
PRINTS = ALL - {"rooms", "roles", "starts", "ends", "organizers"}


def settle(edition: Edition) -> Edition:
    """Print honorifics, capitals in a third, no dinner, and nobody who is still to confirm.

    In Italian an honorific has an article within a sentence; a Russian or a Spanish surname is
    not the last word alone.
    """
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
        if not slot.meal
    )
    programme, style = replace(edition.programme, slots=slots), edition.number % 3
    honorifics = style != 1 or programme.language != "it"
    capitals = style == 2 and programme.language not in ("ru", "es")
    return edition.but(programme=programme, honorifics=honorifics, capitals=capitals)


def render(edition: Edition) -> Html:
    """Print labels before names, sentences about each, or the name in bold before its sentence."""
    programme, words = edition.programme, edition.words["council"]
    report, discussion, resolved = words["labels"]
    style = edition.number % 3  # labels, sentences, bold names

    def beside(one: Person) -> str:
        return f"{edition.named(one)} ({edition.post(one)})"

    def labelled(slot: Session) -> list[Part]:
        first, *others = slot.people
        topic = f" – {first.topic}" if first.topic else ""
        said: list[Part] = [p(b(f"{report}:"), f" {beside(first)}{topic}.")]
        if others:
            said.append(p(b(f"{discussion}:"), f" {'; '.join(map(beside, others))}."))
        return said

    def sentence(one: Person, at: int, number: int) -> Part:
        said = words["said"][1 + (at + number) % 3 if at else 0]
        if style == 1:
            return p(said.format(x=f"{edition.named(one)}, {edition.post(one)},"))
        rest = said.format(x=f"({edition.post(one)})")
        return p(b(edition.named(one)), f" {rest}")

    def item(number: int, slot: Session) -> list[Part]:
        title = words["item"].format(n=number, t=slot.title)
        decision = p(b(f"{resolved}:"), f" {words['resolved'][number % 2]}")
        told = [sentence(one, at, number) for at, one in enumerate(slot.people)]
        return [(h2, p, h3)[style](b(title) if style == 1 else title), *told, decision]

    def listed(number: int, slot: Session) -> list[Part]:
        title = words["item"].format(n=number, t=slot.title)
        decision = p(b(f"{resolved}:"), f" {words['resolved'][number % 2]}")
        return [h2(title), *labelled(slot), decision]

    everybody = list(people(edition))
    parts: list[Part] = [h1(f"{words['title']}: {programme.event['title']}")]
    parts.append(p(edition.days()))
    if style == 0:
        parts.append(p(f"{words['present']}: {words['attached'].format(n=len(everybody))}"))
        parts.append(p(b(words["agenda"])))
        titles = (f"{n}. {slot.title}" for n, slot in enumerate(programme.sessions, 1))
        parts.append(p(lines(*titles)))
    elif style == 1:
        parts.append(p(f"{words['present']}: {'; '.join(map(edition.named, everybody))}."))
    parts.append(p(f"{words['clerk']}: {programme.committee[1]['name']}"))
    number = 0
    for day in programme.days:
        sessions = [slot for slot in programme.of(day) if not slot.pause]
        if len(programme.days) > 1:
            parts.append(h2(edition.day(day)) if style else p(b(edition.day(day))))
        hour = edition.hour(sessions[0].start)
        parts.append(p(words["opened"].format(t=hour, w=edition.where())))
        parts += [] if number else [p(words["approved"])]
        for slot in sessions:
            number += 1
            parts += item(number, slot) if style else listed(number, slot)
        parts.append(p(words["closed"].format(t=edition.hour(sessions[-1].end))))
    return join(filter(None, parts), "\n")
