"""The page of a thing as data: all that the graph says of it, grouped by what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from atgraph.ask.evidence import Quoted
from atgraph.ask.things import Thing
from atgraph.graph.graph import text
from atgraph.network.ties import EVENT, ORGANIZATION, PARTICIPATION, PERSON, THEME, Tie
from atgraph.text import people, plural
from atgraph.web.desk import Reading
from atgraph.web.rendering import days
from atgraph.web.things.claims import Claim, read_claims
from atgraph.web.things.event_page import Event, read_event
from atgraph.web.things.facts import OwnFacts, claims_of, read_facts
from atgraph.web.things.known import (
    Contradictions,
    Known,
    read_contradictions,
    read_known,
    record,
)
from atgraph.web.things.organization_page import OneRoom, Organization, read_organization
from atgraph.web.things.sections import Section, parts
from atgraph.web.things.theme_page import Theme, read_theme
from atgraph.web.things.thing_lines import Words, read_words

BESIDE = "SELECT ?tie WHERE { ?tie atg:isPresentedBy|atg:isPartnershipOn <%s> } LIMIT 400"
MOST_NAMED = 60  # names of those who were in one room
LATEST = 14  # passages in the list of what is said, in order


@dataclass(frozen=True)
class Contradiction:
    """Two accounts that do not go together, and the words of both sides."""

    what: str
    one: str
    other: str
    severity: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True)
class Portrait:
    """All that the page of a thing shows.

    Attributes:
        organization, event, theme: what only such a thing has.
        sections: its ties that are in none of these, by what they are.
        room: who was in one room with a person.
        is_tied: whether a tie leads to it, so that a map can be drawn around it.
        missing: what is not known of it, in sentences.
        said: the passages that the page rests on, in the order of the text.
    """

    thing: Thing
    kind: str
    facts: OwnFacts
    organization: Organization | None
    event: Event | None
    theme: Theme | None
    sections: tuple[Section, ...]
    room: OneRoom | None
    is_tied: bool
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    lead: str
    missing: tuple[str, ...]
    said: tuple[Quoted, ...]
    said_count: int


def draw_portrait(reading: Reading, thing: Thing) -> Portrait:
    """Return what is on the page of a thing."""
    kg, iri, known = reading.kg, thing.iri, reading.kept(read_known)
    facts = read_facts(kg, known, iri)
    organization, event, theme = None, None, None
    room, words = None, Words(known, {}, {})
    ties = _ties(reading, known, iri)
    if thing.class_iri == ORGANIZATION:
        organization, words = read_organization(kg, known, iri, asked("organization", thing))
        ties = [*organization.others]
    elif thing.class_iri == EVENT:
        event, words = read_event(kg, known, iri, asked("event", thing))
        ties = [tie for tie in ties if record(tie) not in OF_EVENTS]
    elif thing.class_iri == THEME:
        theme, words = read_theme(kg, known, iri, asked("theme", thing))
        ties = [tie for tie in ties if record(tie) not in OF_THEMES]
    elif thing.class_iri == PERSON:
        room = _room(known, iri)
    own = known.own(iri) if organization else frozenset({iri})
    whole = f"/ask/where-stated?{asked('thing', thing)}"
    found = parts(known, own, ties, whole)
    rest = read_words(kg, known, [tie for part in found for tie in part.shown])
    sections = tuple(part.section(rest, own) for part in found)
    claims = read_claims(kg, claims_of(kg, iri))
    contradictions = _contradictions(reading.kept(read_contradictions), iri)
    quotes = _in_order((*words.quotes.values(), *rest.quotes.values(), facts.quotes))
    printed = [quoted for quoted in quotes if not quoted.read_elsewhere]
    return Portrait(
        thing,
        _kind(thing, facts),
        facts,
        organization,
        event,
        theme,
        sections,
        room,
        iri in known.at,
        claims,
        contradictions,
        " ".join(filter(None, [_does(organization), _rests(quotes)])),
        tuple(_missing(thing, facts, organization, quotes)),
        tuple({(q.file, q.line): q for q in reversed(printed)}.values())[::-1][:LATEST],
        len(printed),
    )


OF_EVENTS = {
    *("Organizing", "Participation", "Presentation", "ThemeAssignment", "Background", "Mention")
}
OF_THEMES = {"ThemeAssignment", "Background"}


def asked(option: str, thing: Thing) -> str:
    """Return a thing as the parameter of a question in an address."""
    return urlencode({option: thing.short})


def _ties(reading: Reading, known: Known, iri: str) -> list[Tie]:
    """Return the ties of a thing, those too that only name it beside their ends."""
    beside = (text(row, "tie") for row in reading.kg.select(BESIDE % iri))
    more = {known.by_iri[tie].iri: known.by_iri[tie] for tie in beside if tie in known.by_iri}
    ties = known.ties({iri})
    return [*ties, *(more[i] for i in sorted(more.keys() - {tie.iri for tie in ties}))]


def _room(known: Known, iri: str) -> OneRoom:
    """Return the people who take part in an event in which a person does."""
    events = {e for t in known.ties({iri}, "Participation") if t.is_confirmed for e in t.targets}
    met = {
        end
        for event in events
        for tie in known.at.get(event, ())
        if tie.of.kind == PARTICIPATION and tie.is_confirmed
        for end in tie.sources
        if known.read.kinds.get(end) == PERSON
    }
    named = known.ends(met - {iri})
    return OneRoom(len(named), named[:MOST_NAMED])


def _contradictions(known: Contradictions, iri: str) -> tuple[Contradiction, ...]:
    rows = known.rows.get(iri, ())
    words = known.answer.evidence_of(rows) if rows else []
    return tuple(
        Contradiction(
            text(row, "what"),
            text(row, "one"),
            text(row, "other"),
            text(row, "severity"),
            tuple(quotes),
        )
        for row, quotes in zip(rows, words, strict=True)
    )


def _in_order(found: Iterable[Iterable[Quoted]]) -> list[Quoted]:
    """Return what a page rests on, each once, in the order of the text, then pages."""
    return sorted({q for quotes in found for q in quotes}, key=lambda q: (q.read_elsewhere, q))


def _kind(thing: Thing, facts: OwnFacts) -> str:
    """Return what a thing is, where and when, in one line."""
    what, when = facts.one("hasOrganizationType") or thing.kind, ""
    if thing.class_iri == EVENT:
        what = "programme" if "isPartOfEvent" in facts.pointing else "event"
        when = days(facts.one("earliestDate"), facts.one("latestDate"))
        start, end = (facts.one(name)[11:16] for name in ("startTime", "endTime"))
        when += f", {start}–{end}" if start and end else ""
    where = [facts.one(name) for name in ("statedRoom", "takesPlaceIn", "countryCode", "inScheme")]
    return " · ".join(filter(None, [f"{what[:1].upper()}{what[1:]}", when, *where]))


# --- what it rests on, and what is not known ---


def programmes(quotes: Iterable[Quoted]) -> list[str]:
    """Return the programmes whose printed words are among some quotes."""
    return sorted({q.file.split("/")[1] for q in quotes if q.file.startswith("programmes/")})


def _does(organization: Organization | None) -> str:
    """Return what is known of an organisation in one sentence; empty where that is nothing."""
    if organization is None:
        return ""
    declared, events = organization.declared, organization.events.count
    voices = organization.voices.count
    said = (
        f"declared ties with {plural(declared, 'organisation')}" if declared else "",
        f"a part in {plural(events, 'event')}" if events else "",
        f"{people(voices)} who speak{'s' if voices == 1 else ''} for it" if voices else "",
    )
    found = [one for one in said if one]
    return (
        f"It has {', '.join(found[:-1])}{' and ' if found[1:] else ''}{found[-1]}." if found else ""
    )


def _rests(quotes: list[Quoted]) -> str:
    """Return how much a page rests on."""
    printed = [quoted for quoted in quotes if not quoted.read_elsewhere]
    pages = {quoted.address for quoted in quotes if quoted.read_elsewhere}
    rests = []
    if printed:
        where = plural(len(programmes(printed)), "programme")
        rests.append(f"{plural(len(printed), 'printed passage')} of {where}")
    if pages:
        rests.append(f"{plural(len(pages), 'page')} read elsewhere")
    nothing = "No source says anything of it yet."
    return f"Rests on {' and '.join(rests)}." if rests else nothing


WANTED = {
    ORGANIZATION: {
        "hasOrganizationType": "what kind of body it is",
        "countryCode": "its country",
        "homepage": "its home page",
        "sameAs": "its number in a register",
    },
    EVENT: {},
}


def _missing(
    thing: Thing, facts: OwnFacts, organization: Organization | None, quotes: list[Quoted]
) -> Iterator[str]:
    """Yield what is not known of a thing, and how little the rest stands on."""
    if facts.one("described") == "true":
        yield "It is known by a description only: no source prints a name of its own."
    wanted: Mapping[str, str] = WANTED.get(thing.class_iri, {})
    if absent := [words for name, words in wanted.items() if not facts.all(name)]:
        yield f"Not known: {', '.join(absent)}."
    if thing.class_iri == EVENT and not facts.one("earliestDate"):
        yield "No day of it is printed."
    if organization and not organization.groups:
        yield "No source says that it works with anybody."
    if organization and not organization.voices.count:
        yield "Nobody is printed as speaking for it."
    if len(quotes) == 1:
        yield "All that is said here rests on a single passage."
    elif len(programmes(quotes)) == 1 and thing.class_iri != EVENT:
        them = "them" if thing.class_iri == PERSON else "it"
        yield f"All that is printed about {them} stands in one programme."
