"""What the page of an event or a programme says: its timetable, who takes part, what it is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.ask.evidence import Quoted
from atgraph.graph.graph import Row, number, text
from atgraph.network.ties import Tie
from atgraph.web.things.known import End, Known
from atgraph.web.things.sections import MOST, Section, section
from atgraph.web.things.thing_lines import Words, merged, read_words

LISTED = 8  # related events of one kind
BY = {
    "person": "The same people take part",
    "organisation": "The same organisations bring it about or take part",
    "theme": "The same themes",
    "time": "At the same time",
    "place": "In the same place",
}
"""By what another event is related → its heading, the closest first."""
ABOVE, WITHIN = "Above its heading, as logos stand", "In its text"
AFTER = "In its closing line, after those who take part"


@dataclass(frozen=True)
class Slot:
    """One part of a programme in its timetable; `parallel` counts what overlaps with it."""

    event: End
    day: str
    start: str
    end: str
    room: str
    people: int
    organizations: int
    parallel: int
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True)
class Related:
    """Another event, what relates the two, and the words."""

    event: End
    what: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True)
class Announcement:
    """How one place of the document prints the event.

    Attributes:
        where: where that place is: above the heading, in the text, after those who take part.
    """

    where: str
    title: str
    date: str
    time: str
    room: str
    organizers: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True)
class Event:
    """What the page of an event says of its ties and of the events around it.

    Attributes:
        days: day → the parts of it on that day, in order of time.
        people: those who take part, in printed order, by the event that they take part in.
        places: how the document prints it, place by place, where more is printed than a name.
        organizers: the places that print nothing but who brings it about.
        related: by what → other events.
    """

    days: dict[str, list[Slot]]
    people: tuple[tuple[End, Section], ...]
    brought: Section
    shown: Section
    themes: Section
    background: Section
    places: tuple[Announcement, ...]
    organizers: tuple[Announcement, ...]
    related: dict[str, list[Related]]
    left: dict[str, int]
    named: Section


def read_event(kg: KnowledgeGraph, known: Known, iri: str, ask: str) -> tuple[Event, Words]:
    """Return what is said of an event; ``ask`` is it in an address."""
    value = {"event": f"<{iri}>"}
    timetable, related = kg.ask("timeline-of-event", value), kg.ask("related-events", value)
    listings = kg.ask("listings-of-event", value)
    own = {iri}
    ties = {name: _in_order(known, known.ties(own, name), own) for name in OWN}
    of_event = _participations(known, iri, [text(row, "statement") for row in timetable.rows])
    near = _related(known, related)
    shown = [tie for found in (*ties.values(), *of_event.values()) for tie in found[:MOST]]
    stated = {s for row in (*timetable.rows, *listings.rows) for s in _iris(row)}
    beside = {s for found in near.values() for row in found[:LISTED] for s in _iris(row)}
    words, words_beside = read_words(kg, known, shown, stated), read_words(kg, known, (), beside)
    people = tuple(
        (known.end(event), _people(words, found, event, ask)) for event, found in of_event.items()
    )

    printed = _places(words, listings, of_event.get(iri, []), known.end(iri).label)

    def of(name: str, key: str, title: str, question: str) -> Section:
        lines = merged(words.lines(ties[name][:MOST], own), roles=True)
        return section(key, title, lines, ties[name], f"/ask/{question}?{ask}")

    return (
        Event(
            _days(words, timetable) if len(timetable) > 1 else {},
            people,
            of("Organizing", "brings-about", "Who brings it about", "where-stated"),
            of("Presentation", "shown", "What is shown", "where-stated"),
            of("ThemeAssignment", "themes", "Deals with", "themes-of-event"),
            of("Background", "beside", "Spoken of beside the subject", "themes-of-event"),
            tuple(place for place in printed if place.title or place.date or place.room),
            tuple(place for place in printed if not (place.title or place.date or place.room)),
            {by: _others(words_beside, found[:LISTED]) for by, found in near.items()},
            {by: len(found) - LISTED for by, found in near.items() if len(found) > LISTED},
            of("Mention", "named", "Named in its text, without a part", "where-stated"),
        ),
        words,
    )


OWN = ("Organizing", "Presentation", "ThemeAssignment", "Background", "Mention")


def _in_order(known: Known, ties: Iterable[Tie], own: set[str]) -> list[Tie]:
    """Return ties by the name of what is at their other end."""

    def name(tie: Tie) -> tuple[str, str]:
        others = known.ends(end for end in tie.ends if end not in own)
        return (others[0].label.casefold() if others else "", tie.iri)

    return sorted(ties, key=name)


def _participations(known: Known, iri: str, parts: list[str]) -> dict[str, list[Tie]]:
    """Return the event, and each part of it in the order of the timetable → its participations."""
    events = dict.fromkeys((iri, *parts, *sorted(known.own(iri))))
    found = {event: known.ties({event}, "Participation") for event in events}
    return dict([(event, ties) for event, ties in found.items() if ties][:MOST])


def _people(words: Words, ties: list[Tie], event: str, ask: str) -> Section:
    lines = merged(
        sorted((words.line(tie, {event}) for tie in ties[:MOST]), key=lambda line: line.position)
    )
    return section("people", "Who takes part", lines, ties, f"/ask/participants-of-event?{ask}")


def _days(words: Words, timetable: Answer) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = defaultdict(list)
    for row in timetable.rows[:MOST]:
        event = text(row, "statement")
        slot = Slot(
            words.known.end(event),
            text(row, "day"),
            text(row, "start"),
            text(row, "end"),
            text(row, "room"),
            number(row, "people"),
            number(row, "organizations"),
            number(row, "at_the_same_time"),
            words.of([event]),
        )
        found[slot.day].append(slot)
    return dict(found)


def _places(
    words: Words, listings: Answer, participations: list[Tie], label: str
) -> tuple[Announcement, ...]:
    """Return the places that print the event of a label, in printed order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in listings.rows:
        if text(row, "event") == label:
            found[text(row, "statement")].append(row)
    headings = [number(rows[0], "first_line") for rows in found.values() if text(rows[0], "title")]
    quotes = words.of(tie.iri for tie in participations[:MOST])
    parts = [quoted.line for quoted in quotes if not quoted.read_elsewhere]

    def where(line: int) -> str:
        if headings and line < max(headings):  # of several, the first is in a list of contents
            return ABOVE
        return AFTER if parts and line > max(parts) else WITHIN

    return tuple(
        Announcement(
            where(number(rows[0], "first_line")),
            text(rows[0], "title"),
            text(rows[0], "date"),
            text(rows[0], "time"),
            text(rows[0], "room"),
            tuple(dict.fromkeys(filter(None, (text(row, "organizer") for row in rows)))),
            words.of([listing]),
        )
        for listing, rows in found.items()
    )


def _related(known: Known, answer: Answer) -> dict[str, list[Row]]:
    """Return by what events are related → the rows that say so."""
    found: dict[str, list[Row]] = {by: [] for by in BY}
    for row in answer.rows:
        found.setdefault(text(row, "by"), []).append(row)
    return {by: rows for by, rows in found.items() if rows}


def _others(words: Words, rows: Iterable[Row]) -> list[Related]:
    """Return the other events of some rows, each once, with all that relates it."""
    groups: dict[End, list[Row]] = defaultdict(list)
    for row in rows:
        if event := _other(words.known, row):
            groups[words.known.end(event)].append(row)
    return [
        Related(
            event,
            tuple(dict.fromkeys(text(row, "what") for row in found)),
            words.of(iri for row in found for iri in _iris(row)),
        )
        for event, found in groups.items()
    ]


def _other(known: Known, row: Row) -> str:
    """Return the IRI of the other event of a row: at an end of its ties, or stated by itself."""
    iris = _iris(row)
    ends = (end for iri in iris if iri in known.by_iri for end in known.by_iri[iri].ends)
    label = text(row, "event")
    within = (part for iri in iris for part in known.own(iri))
    named = (iri for iri in (*ends, *iris, *within) if known.end(iri).label == label)
    return next(named, "")


def _iris(row: Row) -> list[str]:
    """Return the statements that a row rests on."""
    return [*text(row, "statements").split(), *text(row, "statement").split()]
