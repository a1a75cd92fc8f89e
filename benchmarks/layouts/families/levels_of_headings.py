"""Headings on several levels: rooms, days, halves of days, hours or kinds, apart from the title."""

from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, h2, h3, i, join, lines, p, ul
from layouts.parts import cover

GROUP = "held out"
FORMATS = ("docx", "html", "txt", "pdf", "md")
NOON = "12:00"


def suits(programme: Programme) -> bool:
    """Say whether the sessions have rooms."""
    return any(slot.room for slot in programme.slots)


def render(edition: Edition) -> Html:
    """Print what a family of documents has above each title, and the rest of it below."""
    styles = (_by_room, _by_half, _by_kind, _by_hour)
    return join(filter(None, (cover(edition), *styles[edition.number % 4](edition))), "\n")


def _people(edition: Edition, slot: Session) -> list[Part]:
    if edition.number % 2:
        return [ul(f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people)]
    roles = edition.by_role(slot)
    return [p(lines(f"{role}:", *map(edition.line, found))) for role, found in roles]


def _by_room(edition: Edition) -> list[Part]:
    """Return a heading a room, below it one a day, and the hour behind each title."""
    programme = edition.programme
    parts: list[Part] = []
    for room in dict.fromkeys(slot.room for slot in programme.sessions if slot.room):
        parts.append(h2(room))
        here = [slot for slot in programme.sessions if slot.room == room]
        for day, found in groupby(here, lambda slot: slot.day):
            parts.append(h3(edition.day(day)))
            for slot in found:
                head = p(lines(b(edition.heading(slot)), edition.time(slot)))
                parts += [head, *_people(edition, slot)]
    return parts


def _by_half(edition: Edition) -> list[Part]:
    """Return a heading a day, below it one a half, and the hour above all that is then."""
    programme = edition.programme
    early, late = edition.words["halves"]
    parts: list[Part] = []
    for day in programme.days:
        parts.append(h2(edition.day(day)))
        for is_late, half in groupby(programme.of(day), lambda slot: slot.start >= NOON):
            parts.append(h3(late if is_late else early))
            for time, found in groupby(half, edition.time):
                parts.append(p(b(time)))
                for slot in found:
                    if slot.pause:
                        parts.append(p(edition.pause(slot)))
                    else:
                        title = p(b(edition.heading(slot)))
                        parts += [title, p(i(slot.room)), *_people(edition, slot)]
    return parts


def _by_kind(edition: Edition) -> list[Part]:
    """Return the kind above the title, and below its people when and where it is."""
    programme, words = edition.programme, edition.words["panel"]
    parts: list[Part] = []
    for slot in programme.sessions:
        when = f"{words['when']}: {edition.day(slot.day)}, {edition.time(slot)}"
        head = [h2(slot.kind), h3(slot.title)] if slot.kind else [h2(slot.title)]
        parts += [*head, p(slot.blurb), *_people(edition, slot)]
        parts.append(p(lines(when, f"{words['where']}: {slot.room}")))
    return parts


def _by_hour(edition: Edition) -> list[Part]:
    """Return headings of days and hours, then kind and title, and the room behind the people."""
    programme, label = edition.programme, edition.words["room"]
    parts: list[Part] = []
    for day in programme.days:
        parts.append(h2(edition.day(day)))
        for time, found in groupby(programme.of(day), edition.time):
            parts.append(h3(time))
            for slot in found:
                if slot.pause:
                    parts.append(p(edition.pause(slot)))
                    continue
                parts += [p(slot.kind), p(b(slot.title)), *_people(edition, slot)]
                is_said = label.casefold() in slot.room.casefold()
                parts.append(p(i(slot.room if is_said else f"{label}: {slot.room}")))
    return parts
