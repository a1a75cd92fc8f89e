"""Whom could we work with, and who introduces us: the network as pages, in plain words."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.ask.countries import seats
from atgraph.ask.evidence import evidence_of, quotes_of
from atgraph.graph.graph import Graph
from atgraph.network.choice import linking_ties
from atgraph.network.partners import Partner, PartnerGroup, Partners, find_partners
from atgraph.network.paths import PathsFound, find_paths
from atgraph.network.suggestions import METHOD, Suggestions, Wanted, suggest
from atgraph.network.ties import DECLARED, Ties
from atgraph.web.answers import asked_for, page, reading_of, told
from atgraph.web.named import Names, names_in
from atgraph.web.shortlist_forms import entries_of
from atgraph.web.turns import answered_in_time, is_large, kept_in_time, seconds_for

SHOWN = 6  # suggestions on a page
MOST_DECLARED, MOST_TOGETHER = 10, 20  # partners of a list that are shown
MOST_EVENTS = 3  # in which another was too that are shown
FIRST = 3  # introductions that are shown at once
NARROWER = "name a part of the organisation, as an office, or a theme"


def doors(request: Request) -> Response:
    """Answer with what can be asked of the network."""
    return page(request, "network", programmes=reading_of(request).kg.programmes)


def partners(request: Request) -> Response:
    """Answer with whom an organisation could work with, and whom it works with already."""
    asked = asked_for(request, "organization", "theme", "country", "candidate")
    form = {**asked, "countries": reading_of(request).kept(seats)}
    if not asked["organization"]:
        return page(request, "partners", asked=form)
    return told(request, "partners", form, lambda: _partners(request, asked))


def _partners(request: Request, asked: dict[str, str]) -> dict[str, object]:
    reading, name = reading_of(request), asked["organization"]
    wanted = Wanted(SHOWN, asked["theme"], asked["country"], asked["candidate"])
    known, entries = kept_in_time(reading, linking_ties), entries_of(request)
    # In a larger graph it is looked only on demand who introduces.
    is_small = not is_large(reading)

    def suggested() -> Suggestions:
        return suggest(
            reading.kg, name, wanted, shortlist=entries, known=known, introducers=is_small
        )

    def declared() -> Partners:
        return find_partners(reading.kg, name, evidence=False, known=known)

    in_question = (suggest, name, wanted, entries)
    found = answered_in_time(reading, in_question, suggested, NARROWER)
    linked = answered_in_time(reading, (find_partners, name), declared, NARROWER)
    groups = [group for group in linked.groups if group.kind == DECLARED]
    together = _by_partner([group for group in linked.groups if group.kind != DECLARED])
    words = _with_words(reading.kg, together[:MOST_TOGETHER], MOST_EVENTS)
    return {
        "found": found,
        "names": _names(known, found),
        "declared": _with_words(reading.kg, groups, MOST_DECLARED),
        "together": [*words, *together[MOST_TOGETHER:]],
        "most_declared": MOST_DECLARED,
        "most_together": MOST_TOGETHER,
        "most_events": MOST_EVENTS,
        "declared_count": len({p.iri for group in groups for p in group.partners}),
        "method": METHOD,
    }


def _names(known: Ties, found: Suggestions) -> Names:
    """Return what the sentences of suggestions may name."""
    sentences = [reason for one in found.found for reason in (*one.reasons, one.against)]
    things = [
        found.iri,
        *(one.iri for one in found.found),
        *(i for s in sentences for i in s.about),
    ]
    return names_in(known, things, (sentence.statements for sentence in sentences))


def _with_words(kg: Graph, groups: list[PartnerGroup], most: int) -> list[PartnerGroup]:
    """Return groups of which the first partners have the words that their ties rest on."""
    shown = [one for group in groups for one in group.partners[:most]]
    words = evidence_of(kg, {iri for one in shown for iri in one.link.statements})

    def told(one: Partner) -> Partner:
        return replace(one, evidence=quotes_of(one.link.statements, words))

    return [
        replace(g, partners=(*map(told, g.partners[:most]), *g.partners[most:])) for g in groups
    ]


def _by_partner(groups: list[PartnerGroup]) -> list[PartnerGroup]:
    """Return the ties of each organisation that was only where this one was too, by its name."""
    found: dict[str, list[PartnerGroup]] = {}
    for group in groups:
        for one in group.partners:
            found.setdefault(one.iri, []).append(PartnerGroup(group.kind, one.label, (one,)))
    merged = [
        PartnerGroup(its[0].kind, its[0].title, tuple(p for g in its for p in g.partners))
        for its in found.values()
    ]
    return sorted(merged, key=lambda group: group.title.casefold())


def introduce(request: Request) -> Response:
    """Answer with who could introduce one to another, and by which ways."""
    asked = asked_for(request, "source", "target")
    if not (asked["source"] and asked["target"]):
        return page(request, "introductions", asked=asked)

    def found() -> dict[str, object]:
        reading = reading_of(request)
        known, ends = kept_in_time(reading, linking_ties), (asked["source"], asked["target"])

        def look() -> PathsFound:
            with seconds_for(reading) as seconds:
                return find_paths(reading.kg, *ends, known=known, seconds=seconds)

        answer = reading.answered((find_paths, *ends), look)
        stops = (answer.source.iri, answer.target.iri)
        names = names_in(known, stops, (one.statements for one in answer.introductions))
        return {"found": answer, "first": FIRST, "names": names}

    return told(request, "introductions", asked, found)


routes = [
    Route("/network", doors),
    Route("/network/partners", partners),
    Route("/network/introductions", introduce),
]
