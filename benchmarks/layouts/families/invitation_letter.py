"""A letter: salutation, the programme in plain lines, regards, and who signs."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, join, lines, p

GROUP = "developed"
FORMATS = ("docx", "pdf", "txt")


def render(edition: Edition) -> Html:
    """Print the letter, its sessions between two sentences."""
    programme, words = edition.programme, edition.words

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        said = [f"{edition.time(slot)} {edition.heading(slot)} ({slot.room})".removesuffix(" ()")]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.line, people)
            said += [f"{role}: {first}", *others]
        return p(lines(*said))

    signed = programme.committee[0]
    event = programme.event
    parts: list[Part] = [p(lines(programme.organizers[0]["name"], event["address"]))]
    parts += [p(b(event["title"])), p(words["salutation"])]
    where, days = edition.where(), edition.days()
    parts.append(p(edition.prose("letter", title=event["title"], days=days, where=where)))
    for day in programme.days:
        parts += [p(b(edition.day_head(day))), *map(block, programme.of(day))]
    parts += [p(line) for line in edition.organized()]
    parts += [p(words["looking"]), p(words["regards"]), p(lines(signed["name"], signed["post"]))]
    return join(parts, "\n")
