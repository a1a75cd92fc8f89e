"""Minutes of a network: who presented at an item, what was noted without names, and who acts."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, i, join, lines, p, row, table, ul
from layouts.parts import people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "docx", "md", "pdf", "txt")
PRINTS = ALL - {"roles", "posts", "organizers"}


def settle(edition: Edition) -> Edition:
    """Print no dinner, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
        if not slot.meal
    )
    return edition.but(programme=replace(edition.programme, slots=slots))


def render(edition: Edition) -> Html:
    """Print rows of a table with notes and tasks, or headings with names and bullets below."""
    programme, words = edition.programme, edition.words["network"]

    def beside(one: Person) -> str:
        return f"{edition.named(one)} ({edition.body(one) or one.post})"

    def told(slot: Session, number: int) -> list[str]:
        said = words["said"]
        return [
            said[(number + at) % len(said)].format(x=beside(one))
            for at, one in enumerate(slot.people)
        ]

    def notes(number: int) -> list[str]:
        found = words["notes"]
        return [found[number % len(found)], found[(number + 1) % len(found)]]

    def block(slot: Session, number: int) -> list[Part]:
        time, action = edition.time(slot), p(b(words["actions"][number % 2]))
        both = ", ".join(filter(None, (time, slot.room)))
        names = list(map(beside, slot.people))
        if edition.number == 1:
            names = [
                f"{edition.named(one)}, {edition.body(one) or one.post}" for one in slot.people
            ]
            leads = p(i(f"[{'; '.join(names)}]"))
            return [h2(f"{number}. {slot.title}"), p(both), leads, ul(notes(number))]
        if edition.number == 2:
            inputs = p(f"{words['inputs']}: {'; '.join(names)}.")
            return [h2(f"{number} {slot.title}"), p(both), inputs, ul(notes(number)), action]
        if edition.number == 3:
            return [h2(f"{time} {slot.title}"), p(i(slot.room)), ul(told(slot, number)), action]
        topics = (f"{name}: {one.topic}" if one.topic else name
                  for name, one in zip(names, slot.people))  # fmt: skip
        return [p(b(f"{number}. {slot.title}")), p(both), ul(topics), action]

    def as_row(slot: Session, number: int) -> Html:
        time = edition.time(slot)
        sentences = told(slot, number)
        said: Part = " ".join(sentences) if edition.format == "txt" else join(map(p, sentences))
        if edition.number == 5:
            return row(time, lines(b(slot.title), slot.room), said)
        first = lines(b(f"{number}. {slot.title}"), time, slot.room)
        return row(first, said, words["actions"][number % 2])

    absent, keeper = programme.committee[:2]
    parts: list[Part] = [h1(f"{words['title']}: {programme.event['title']}"), p(edition.days())]
    parts.append(p(f"{edition.words['venue']}: {edition.where()}"))
    if edition.number % 2 == 0:
        present = map(beside, people(edition))
        parts.append(p(b(f"{words['attending']}:"), f" {', '.join(present)}"))
    parts.append(p(b(f"{words['apologies']}:"), f" {absent['name']} ({absent['post']})"))
    number = 0
    for day in programme.days:
        parts.append(h2(edition.day(day)) if len(programme.days) > 1 else "")
        rows: list[Part] = []
        for slot in (one for one in programme.of(day) if not one.pause):
            number += 1
            if edition.number in (0, 5):
                rows.append(as_row(slot, number))
            else:
                parts += block(slot, number)
        heads = (
            words["heads"] if edition.number == 0 else (edition.words["time"], *words["heads"][:2])
        )
        parts.append(table([row(*heads, head=True), *rows]) if rows else "")
    parts.append(p(f"{words['keeper']}: {keeper['name']}"))
    return join(filter(None, parts), "\n")
