"""What the page of an organisation says: its tree, its voices, partners, themes and events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from atgraph.ask.evidence import Quoted
from atgraph.data.names import bare
from atgraph.graph.graph import Graph, text
from atgraph.network.network import Projection
from atgraph.network.partners import PartnerGroup, partners_in
from atgraph.network.ties import (
    CO_PRESENCE,
    DECLARED,
    EVENT,
    PERSON,
    THEME,
    Levels,
    Tie,
)
from atgraph.web.plain_words import HOW, plain
from atgraph.web.things.known import End, Known, record
from atgraph.web.things.sections import MOST, Section, section
from atgraph.web.things.thing_lines import ThingLine, Words, merged, read_words

MOST_UNITS = 60
MOST_NAMED = 60  # names in the list of those who were in one room
THEMES = """
SELECT DISTINCT ?p ?theme WHERE {
  VALUES ?body { %s }
  VALUES ?p { atg:worksOn atg:convenesOn atg:isPresentFor }
  ?body ?p ?theme .
}
"""
WORKS, CONVENES, PRESENT = "worksOn", "convenesOn", "isPresentFor"
STANDINGS = {WORKS: ("Involvement", "Partnership"), CONVENES: ("Organizing",), PRESENT: ()}
"""What it has to do with a theme, the closest first → the ties that make it so."""


@dataclass(frozen=True)
class TreeNode:
    """A body in the tree of those above and below, with the words that say that it is there."""

    body: End
    is_own: bool
    below: tuple[TreeNode, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class OneRoom:
    """Who was in one room with it, and nothing more: the first by name, and how many.

    ``over`` are rooms with more bodies than link anybody.
    """

    count: int
    named: tuple[End, ...]
    over: int = 0


@dataclass(frozen=True)
class Organization:
    """What the page of an organisation says of its ties, by what they are.

    Attributes:
        groups: whom it works with, by the reason; declared: how many they are together.
        themes: what it has to do with themes → the themes, each where the closest holds.
        units: how many are within it, also those that the tree does not show.
    """

    tree: tuple[TreeNode, ...]
    units: int
    voices: Section
    groups: tuple[Section, ...]
    declared: int
    room: OneRoom
    works: Section
    themes: Mapping[str, tuple[ThingLine, ...]]
    events: Section
    named: Section
    others: tuple[Tie, ...]


def read_organization(kg: Graph, known: Known, iri: str, ask: str) -> tuple[Organization, Words]:
    """Return what is said of an organisation with all within it; ``ask`` is it in an address."""
    own = known.own(iri)
    spoken = known.spoken(own)
    by_class: dict[str, list[Tie]] = defaultdict(list)
    for tie in known.ties(own):
        by_class[record(tie)].append(tie)
    posts = by_class.pop("Affiliation", [])
    involved = [t for t in by_class.get("Involvement", ()) if not own.isdisjoint(t.sources)]
    mentioned = by_class.pop("Mention", [])
    parts = [*by_class.pop("Organizing", []), *by_class.pop("Participation", []), *spoken]
    events, named = _by_event(known, parts), _by_event(known, mentioned)
    named = {event: ties for event, ties in named.items() if event not in events}
    people = _by_person(known, posts)
    units, within = _units(known, iri), known.within.get(iri, frozenset())
    themes = _themes(kg, known, own)
    shown = [
        *(tie for person in [*people][:MOST] for tie in people[person]),
        *(tie for event in [*events][:MOST] for tie in events[event][:MOST]),
        *(tie for event in [*named][:MOST] for tie in named[event][:MOST]),
        *involved[:MOST],
        *(tie for ties in units.values() for tie in ties),
        *(tie for found in themes.values() for ties in found.values() for tie in ties),
    ]
    words = read_words(kg, known, {tie.iri: tie for tie in shown}.values())
    groups, room = _partners(known, iri)
    others = _not_shown(by_class, (*involved, *by_class.pop("Subordination", ())), groups)
    voices = [_voice(words, person, people[person], iri, spoken) for person in [*people][:MOST]]
    there = [_event(words, event, events[event][:MOST], iri) for event in [*events][:MOST]]
    only = [_event(words, event, named[event][:MOST], iri) for event in [*named][:MOST]]
    works = words.lines(involved[:MOST], own)
    return (
        Organization(
            _tree(known, words, iri, units),
            len(within),
            section("voices", "Who speaks for it", voices, people, f"{SPEAKERS}?{ask}"),
            tuple(_partner_section(known, group, ask) for group in groups),
            len({partner.iri for group in groups for partner in group.partners}),
            room,
            section("works", "What it does", works, involved),
            {
                how: tuple(_theme(words, theme, ties, own) for theme, ties in found.items())
                for how, found in themes.items()
            },
            section("events", "Its events", there, events, f"{EVENTS}?{ask}"),
            section("named", "Only named in", only, named, f"{EVENTS}?{ask}"),
            others,
        ),
        words,
    )


SPEAKERS, EVENTS = "/ask/speakers-of-organization", "/ask/events-of-organization"


def _not_shown(
    by_class: Mapping[str, Iterable[Tie]], shown: Iterable[Tie], groups: Iterable[PartnerGroup]
) -> tuple[Tie, ...]:
    """Return the ties of no part of the page, nor of whom it has links with."""
    used = {tie.iri for tie in shown}
    used |= {s for group in groups for p in group.partners for s in p.link.statements}
    return tuple(tie for ties in by_class.values() for tie in ties if tie.iri not in used)


def _partners(known: Known, iri: str) -> tuple[tuple[PartnerGroup, ...], OneRoom]:
    """Return whom it has declared links with, by the reason, and who was in one room."""
    near = known.near(known.own(iri))
    declared = replace(near, choice=replace(near.choice, ties=(DECLARED,)))
    groups = partners_in(declared, iri).groups
    levels = Levels(known.read.above, near.choice.level, (iri,))
    choice = replace(near.choice, ties=(CO_PRESENCE,))
    met = Projection(known.read, near.ties, choice, levels, around=iri)
    others = {o for pair in met.reasons if not levels.are_one_body(*pair) for o in pair} - {iri}
    found = known.ends(others)
    return groups, OneRoom(len(found), found[:MOST_NAMED], len(met.over_cap))


TITLES = {
    "shared organising": "Organised together",
    "shared membership": "Members of the same body",
}


def _partner_section(known: Known, group: PartnerGroup, ask: str) -> Section:
    """Return whom it is linked to by one reason, each once, with what the links say."""
    lines: dict[str, list[ThingLine]] = defaultdict(list)
    for partner in group.partners:
        link, ends = partner.link, (End(partner.iri, partner.label, "organization"),)
        is_theirs = link.source == partner.iri
        how = "" if link.via else HOW.get((link.how, is_theirs), plain(link.how))
        if partner.role not in how:  # who is “a member of it” need not be called a member
            how = ", ".join(filter(None, [how, partner.role]))
        also = (known.end(link.via),) if link.via else ()
        line = ThingLine(link.how, ends, how, first=link.first, last=link.last, also=also)
        lines[partner.iri].append(replace(line, quotes=partner.evidence))
    title = TITLES.get(group.title, f"{group.title[:1].upper()}{group.title[1:]}")
    shown = [_of_one(same) for same in lines.values()][:MOST]
    return section("", title, shown, lines, f"/ask/who-works-with?{ask}")


def _of_one(lines: list[ThingLine]) -> ThingLine:
    """Return the links with one partner as a line."""
    if len(lines) == 1:
        return lines[0]
    quotes = tuple(dict.fromkeys(q for line in lines for q in line.quotes))
    notes = tuple(replace(line, others=(), quotes=()) for line in lines)
    return ThingLine(lines[0].kind, lines[0].others, notes=notes, quotes=quotes)


# --- the tree ---


def _units(known: Known, iri: str) -> dict[tuple[str, str], list[Tie]]:
    """Return unit and the body right above it → the ties that say so: above it, and below it.

    A tie with another body between its two is left out, as the question units-of-organization does.
    """
    above = known.read.above
    around = {iri, *above.get(iri, ()), *sorted(known.within.get(iri, ()))[:MOST_UNITS]}
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in known.ties(around, "Subordination"):
        for unit in tie.sources:
            for body in tie.targets:
                if {unit, body} <= around and tie.is_confirmed:
                    found[unit, body].append(tie)
    return {
        (unit, body): ties
        for (unit, body), ties in found.items()
        if not any(u == unit and body in above.get(b, ()) for u, b in found)
    }


def _tree(
    known: Known, words: Words, iri: str, units: Mapping[tuple[str, str], list[Tie]]
) -> tuple[TreeNode, ...]:
    below: dict[str, list[str]] = defaultdict(list)
    for unit, body in units:
        below[body].append(unit)

    def node(body: str, over: str, seen: frozenset[str]) -> TreeNode:
        units_of = known.ends(unit for unit in below[body] if unit not in seen)
        down = tuple(node(end.iri, body, seen | {end.iri}) for end in units_of)
        ties = units.get((body, over), ())
        return TreeNode(known.end(body), body == iri, down, words.of(tie.iri for tie in ties))

    under = {unit for unit, _ in units}
    tops = known.ends({body for _, body in units} - under)
    return tuple(node(end.iri, "", frozenset({end.iri})) for end in tops)


# --- people ---


def _by_person(known: Known, posts: Iterable[Tie]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in posts:
        for person in known.read.ends_of(tie, PERSON):
            found[person].append(tie)
    return {end.iri: found[end.iri] for end in known.ends(found)}


def _voice(
    words: Words, person: str, posts: Iterable[Tie], iri: str, spoken: Collection[Tie]
) -> ThingLine:
    """Return one who speaks for it: the posts, of which unit, and the parts taken for it."""
    at = {tie.iri for tie in posts}
    parts = [
        tie
        for tie in spoken
        if person in tie.ends and at.intersection(words.said.get(tie.iri, {}).get(CAPACITY, ()))
    ]
    held = (words.line(tie, {person}) for tie in posts)
    taken = (replace(words.line(tie, {person}), titles=(), also=()) for tie in parts)
    notes = (*(_without(line, iri) for line in held), *taken)
    quotes = words.of([tie.iri for tie in (*posts, *parts)])
    return ThingLine(
        "affiliation", (words.known.end(person),), notes=merged(notes, roles=True), quotes=quotes
    )


CAPACITY = "isInCapacityOf"


def _without(line: ThingLine, iri: str) -> ThingLine:
    """Return a line that does not name the thing whose page it is on."""
    others, also = (tuple(e for e in ends if e.iri != iri) for ends in (line.others, line.also))
    return replace(line, others=others, also=also)


# --- events and themes ---


def _by_event(known: Known, ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Return event → the ties that lead to it, in order of time."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in {tie.iri: tie for tie in ties}.values():
        for event in known.read.ends_of(tie, EVENT):
            found[event].append(tie)

    def order(event: str) -> tuple[str, str, str]:
        return known.first_day(event), bare(known.read.labels([event])[event]), event

    return {event: found[event] for event in sorted(found, key=order)}


def _event(words: Words, event: str, ties: Iterable[Tie], iri: str) -> ThingLine:
    known = words.known
    notes = merged((_without(words.line(tie, {event}), iri) for tie in ties), roles=True)
    first, last = known.read.days.get(event, ("", ""))
    quotes = words.of([tie.iri for tie in ties])
    ends = (known.end(event),)
    return ThingLine("event", ends, first=first, last=last, notes=notes, quotes=quotes)


def _themes(kg: Graph, known: Known, own: Collection[str]) -> dict[str, dict[str, list[Tie]]]:
    """Return how it stands to themes → theme, where no closer one holds → the ties for it."""
    found: dict[str, set[str]] = defaultdict(set)
    listed = " ".join(f"<{iri}>" for iri in sorted(own)[:500])
    for row in kg.select(THEMES % listed):
        found[text(row, "p").rpartition("#")[2]].add(text(row, "theme"))
    closer, standings = set[str](), dict[str, dict[str, list[Tie]]]()
    for how, classes in STANDINGS.items():
        themes = found[how] - closer
        closer |= themes
        grounds = _grounds(known, own, classes) if classes else {}
        ends = known.ends(themes)
        standings[how] = {end.iri: grounds.get(end.iri, [])[: MOST // 4] for end in ends}
    return standings


def _grounds(known: Known, own: Collection[str], classes: Iterable[str]) -> dict[str, list[Tie]]:
    """Return theme → the ties of a body to things, and those that assign the theme to them."""
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    for tie in known.ties(own, *classes):
        things = [end for end in tie.ends if end not in own]
        for assigned in known.ties(things, "ThemeAssignment"):
            for theme in known.read.ends_of(assigned, THEME):
                found[theme].update({tie.iri: tie, assigned.iri: assigned})
    return {theme: [ties[iri] for iri in sorted(ties)] for theme, ties in found.items()}


def _theme(words: Words, theme: str, ties: Iterable[Tie], own: Collection[str]) -> ThingLine:
    through = {end for tie in ties for end in tie.ends if end not in own and end != theme}
    known = words.known
    also = tuple(end for end in known.ends(through) if end.kind not in ("theme", ""))
    quotes = words.of([tie.iri for tie in ties])
    return ThingLine("theme", (known.end(theme),), also=also, quotes=quotes)
