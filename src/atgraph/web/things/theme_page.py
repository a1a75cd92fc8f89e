"""What the page of a theme says: what deals with it, who works on it, who was only in the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atgraph.graph.graph import Graph, text
from atgraph.network.ties import Tie
from atgraph.web.things.known import End, Known, record
from atgraph.web.things.organization_page import CONVENES, PRESENT, STANDINGS, WORKS
from atgraph.web.things.sections import MOST, Section, section
from atgraph.web.things.thing_lines import ThingLine, Words, merged, read_words

NARROWER = "SELECT ?theme WHERE { ?theme skos:broader+ <%s> }"
ACTORS = """
SELECT DISTINCT ?p ?actor WHERE {
  VALUES ?theme { %s }
  VALUES ?p { atg:worksOn atg:convenesOn atg:isPresentFor }
  ?actor ?p ?theme .
}
"""
MOST_NAMED = 60  # names of those who were only in the room


@dataclass(frozen=True)
class Theme:
    """What the page of a theme says of its ties.

    Attributes:
        things: what a text says deals with it or a narrower theme, by the kind of thing.
        actors: how they stand to it → who, each where the closest holds.
        present: who was only in the room, the first by name.
        present_count: how many were.
    """

    things: tuple[tuple[str, Section], ...]
    beside: Section
    actors: Mapping[str, Section]
    present: tuple[End, ...]
    present_count: int


def read_theme(kg: Graph, known: Known, iri: str, ask: str) -> tuple[Theme, Words]:
    """Return what is said of a theme and all that are narrower; ``ask`` is it in an address."""
    themes = {iri, *(text(row, "theme") for row in kg.select(NARROWER % iri))}
    by_kind: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in known.ties(themes, "ThemeAssignment"):
        for thing in (end for end in tie.ends if end not in themes):
            by_kind[known.kinds.get(thing, "")][thing].append(tie)
    beside = known.ties(themes, "Background")
    actors, present = _actors(kg, known, themes, by_kind)
    listed = {kind: _first(known, things) for kind, things in by_kind.items()}
    shown = [
        *(tie for things in listed.values() for ties in things.values() for tie in ties[:MOST]),
        *beside[:MOST],
        *(t for found in actors.values() for ties in _first(known, found).values() for t in ties),
    ]
    words = read_words(kg, known, {tie.iri: tie for tie in shown}.values())
    deals, works = f"/ask/what-deals-with-theme?{ask}", f"/ask/organizations-by-theme?{ask}"

    def kind_of(kind: str) -> Section:
        lines = (_thing(words, thing, ties[:MOST], iri) for thing, ties in listed[kind].items())
        return section(f"things-{kind}", kind, lines, by_kind[kind], deals)

    def standing(how: str) -> Section:
        first = _first(known, actors[how])
        lines = (_actor(words, actor, ties, themes) for actor, ties in first.items())
        return section(how.lower(), how, lines, actors[how], works)

    named = known.ends(present)
    return (
        Theme(
            tuple((kind, kind_of(kind)) for kind in sorted(by_kind, key=_place)),
            section("beside", "", words.lines(beside[:MOST], themes), beside, deals),
            {how: standing(how) for how in actors if actors[how]},
            named[:MOST_NAMED],
            len(named),
        ),
        words,
    )


KINDS = ("event", "initiative", "tool", "work")


def _place(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS)), kind


def _first(known: Known, found: Mapping[str, list[Tie]]) -> dict[str, list[Tie]]:
    """Return the first things by name, as many as a section shows."""
    return {end.iri: found[end.iri] for end in known.ends(found)[:MOST]}


def _actors(
    kg: Graph,
    known: Known,
    themes: set[str],
    by_kind: Mapping[str, Mapping[str, list[Tie]]],
) -> tuple[dict[str, dict[str, list[Tie]]], set[str]]:
    """Return how actors stand to themes → actor → the ties for it; and who was only present."""
    found: dict[str, set[str]] = defaultdict(set)
    listed = " ".join(f"<{theme}>" for theme in sorted(themes))
    for row in kg.select(ACTORS % listed):
        found[text(row, "p").rpartition("#")[2]].add(text(row, "actor"))
    grounds: dict[str, dict[str, list[Tie]]] = {WORKS: {}, CONVENES: {}}
    for things in by_kind.values():
        for thing, assigned in things.items():
            for how, its in grounds.items():
                for tie in known.ties({thing}, *STANDINGS[how]):
                    for actor in found[how].intersection(tie.ends):
                        its.setdefault(actor, []).extend((tie, *assigned[:2]))
    works = {actor: grounds[WORKS].get(actor, []) for actor in found[WORKS]}
    convenes = {a: grounds[CONVENES].get(a, []) for a in found[CONVENES] - found[WORKS]}
    present = found[PRESENT] - found[WORKS] - found[CONVENES]
    return {WORKS: works, CONVENES: convenes}, present


def _thing(words: Words, thing: str, ties: Iterable[Tie], iri: str) -> ThingLine:
    """Return what deals with a theme: by which narrower one, and the phrases."""
    known = words.known
    narrower = {end for tie in ties for end in tie.ends if end not in (thing, iri)}
    first, last = known.read.days.get(thing, ("", ""))
    quotes = words.of([tie.iri for tie in ties])
    also, ends = known.ends(narrower), (known.end(thing),)
    return ThingLine("theme", ends, first=first, last=last, also=also, quotes=quotes)


def _actor(words: Words, actor: str, ties: Iterable[Tie], themes: set[str]) -> ThingLine:
    """Return who has to do with a theme: as what, in which things, in which words."""
    known = words.known
    own = {tie.iri: tie for tie in ties if record(tie) != "ThemeAssignment"}
    notes = merged((words.line(own[iri], {actor}) for iri in sorted(own)), roles=True)
    quotes = words.of(dict.fromkeys(tie.iri for tie in ties))
    return ThingLine("actor", (known.end(actor),), notes=notes, quotes=quotes)
