"""What is said of a thing itself: its names, what it is, what names it, who decided what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.ask.values import country_name
from atgraph.graph.graph import Graph, Row, text
from atgraph.rdf.namespaces import ATG
from atgraph.web.things.known import End, Known

# What rules derive, what is shown elsewhere on the page, and what is for programs only.
FACTS = """
SELECT ?p ?word ?value ?label WHERE {
  <%s> ?p ?value .
  OPTIONAL { ?p rdfs:label ?word }
  FILTER NOT EXISTS { ?p atg:isDerivedBy ?rule }
  FILTER (?p NOT IN (rdf:type, rdfs:label, atg:hasEvidence, rdfs:isDefinedBy))
  OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?p ?label ?value
"""
NAMINGS = """
SELECT ?naming ?name ?decision WHERE {
  ?naming atg:isNamingOf <%s> ; atg:statedName ?name .
  OPTIONAL { ?naming atg:isDecidedBy ?decision }
} ORDER BY ?name ?naming LIMIT 400
"""
DECISIONS = """
SELECT DISTINCT ?outcome ?reason ?day WHERE {
  { ?settled atg:isNamingOf <%(iri)s> ; atg:isDecidedBy ?decision }
  UNION { <%(iri)s> atg:isDecidedBy ?decision }
  ?decision atg:outcome ?outcome ; atg:reason ?reason ; atg:dateDecided ?day .
} ORDER BY ?day ?outcome ?reason
"""
POINTING = """
SELECT ?p ?thing ?label WHERE {
  ?thing ?p <%s> .
  FILTER (?p IN (
    atg:takesPlaceIn, atg:isInSeries, atg:isPartOfEvent, atg:isAbout, atg:isBasedOn, skos:broader
  ))
  OPTIONAL { ?thing rdfs:label ?label }
} ORDER BY ?p ?label ?thing LIMIT 400
"""
CLAIMS = """
SELECT DISTINCT ?claim WHERE {
  { ?claim atg:isClaimAbout|atg:isClaimedBy <%(iri)s> }
  UNION { ?claim atg:isStatedIn <%(iri)s> . FILTER EXISTS { ?claim atg:measure ?measure } }
} ORDER BY ?claim LIMIT 60
"""
ELSEWHERE = """
SELECT ?p ?word ?value ?label ?page ?address ?day ?words WHERE {
  ?reference atg:isReferenceFor <%(iri)s> ; atg:isReferenceTo ?read .
  OPTIONAL { ?read rdfs:label ?page }
  OPTIONAL { ?read schema:url ?address }
  OPTIONAL { ?reference atg:dateRead ?day }
  OPTIONAL { ?reference atg:quotation ?words }
  OPTIONAL {
    ?reference atg:supportsProperty ?p .
    ?p rdfs:label ?word .
    <%(iri)s> ?p ?value .
    OPTIONAL { ?value rdfs:label ?label }
  }
} ORDER BY ?word ?label ?value ?page
"""


WORDS = {
    "definition": "",  # stands above
    "altLabel": "Also called",
    "acronym": "",  # among the names
    "hasOrganizationType": "Kind of body",
    "countryCode": "Country",
    "homepage": "Home page",
    "statedSubtitle": "Subtitle",
    "startTime": "",
    "endTime": "",
    "earliestDate": "",
    "latestDate": "",
    "timezone": "",
    "statedRoom": "Room",
    "takesPlaceIn": "Held in",
    "statedLanguage": "Language",
    "isPartOfEvent": "Part of",
    "isInSeries": "Series",
    "edition": "Edition",
    "isDescribedIn": "Document",
    "isAbout": "Is about",
    "isBasedOn": "Builds on",
    "isLeftToKind": "",
    "broader": "Broader",
    "related": "Related",
    "inScheme": "Among",
    "sameAs": "In registers",
    "described": "",
    "isDecidedBy": "",
    "topConceptOf": "",
    "source": "",
    "isUnitOf": "",
}
"""Local name of a property → its words beside the page, in order; empty: shown elsewhere there."""


@dataclass(frozen=True)
class OwnFact:
    """One value of a thing, and its address where it has a page."""

    value: str
    iri: str = ""


LINKED = (
    *("takesPlaceIn", "isPartOfEvent", "isInSeries", "isAbout", "isBasedOn", "broader", "related"),
)


@dataclass(frozen=True)
class PrintedName:
    """A name as sources print it, and where."""

    name: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A fact that was read on a page: what it is (empty: that there is such a thing), its value."""

    fact: str
    value: str
    quoted: Quoted


@dataclass(frozen=True)
class Pointing:
    """Another thing whose property leads here: an event held in a place, a narrower theme."""

    end: End
    first: str
    last: str


@dataclass(frozen=True)
class OwnFacts:
    """What is said of a thing itself.

    Attributes:
        values: local name of a property → its values, in order.
        pointing: local name of a property → the things that have this one as its value.
        printed: its names as printed, with the words.
        elsewhere: its facts that were read on a page; its ties have their own.
        decisions: what was decided of it: outcome, reason, day.
        words: local name of a property → its label.
    """

    values: Mapping[str, tuple[OwnFact, ...]]
    pointing: Mapping[str, tuple[Pointing, ...]]
    printed: tuple[PrintedName, ...]
    elsewhere: tuple[Elsewhere, ...]
    decisions: tuple[tuple[str, str, str], ...]
    quotes: tuple[Quoted, ...]
    words: Mapping[str, str]

    def rows(self) -> list[tuple[str, tuple[OwnFact, ...]]]:
        """Return what stands beside the page: words of a property, and its values."""
        places = {name: place for place, name in enumerate(WORDS)}
        names = sorted(self.values, key=lambda name: (places.get(name, len(places)), name))
        found = ((WORDS.get(name, self.words.get(name, "")), self.all(name)) for name in names)
        return [(word[:1].upper() + word[1:], facts) for word, facts in found if word]

    def all(self, name: str) -> tuple[OwnFact, ...]:
        """Return the values of a property."""
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """Return the first value of a property; empty where it has none."""
        return next((fact.value for fact in self.all(name)), "")


def read_facts(kg: Graph, known: Known, iri: str) -> OwnFacts:
    """Read what is said of a thing itself."""
    values: dict[str, list[OwnFact]] = defaultdict(list)
    words_of: dict[str, str] = {}
    for row in kg.select(FACTS % iri):
        words_of[_local(row)] = text(row, "word")
        is_linked = text(row, "label") and _local(row) in LINKED
        values[_local(row)].append(OwnFact(_value(row), text(row, "value") if is_linked else ""))
    pointing: dict[str, list[Pointing]] = defaultdict(list)
    for row in kg.select(POINTING % iri):
        thing, property_ = text(row, "thing"), _local(row)
        kind = known.kinds.get(thing, "theme" if property_ == "broader" else "event")
        end = End(thing, text(row, "label"), kind)
        pointing[property_].append(Pointing(end, *known.read.days.get(thing, ("", ""))))
    namings: dict[str, list[str]] = defaultdict(list)
    for row in kg.select(NAMINGS % iri):
        namings[text(row, "name")].append(text(row, "naming"))
    words = evidence_of(kg, {iri, *(naming for its in namings.values() for naming in its)})
    decided = kg.select(DECISIONS % {"iri": iri})
    return OwnFacts(
        {name: tuple(dict.fromkeys(facts)) for name, facts in values.items()},
        {name: tuple(dict.fromkeys(things)) for name, things in pointing.items()},
        tuple(PrintedName(name, _quotes(its, words)) for name, its in namings.items()),
        tuple(dict.fromkeys(map(_elsewhere, kg.select(ELSEWHERE % {"iri": iri})))),
        tuple((text(r, "outcome"), text(r, "reason"), text(r, "day")) for r in decided),
        tuple(words.get(iri, ())),
        words_of,
    )


def claims_of(kg: Graph, iri: str) -> list[str]:
    """Return the claims about a thing, by it, or stated in the text of it."""
    return [text(row, "claim") for row in kg.select(CLAIMS % {"iri": iri})]


def _elsewhere(row: Row) -> Elsewhere:
    page, address, words, day = (text(row, name) for name in ("page", "address", "words", "day"))
    quoted = Quoted("", 0, page, True, address, page, words, day)
    word = WORDS.get(_local(row)) or text(row, "word")
    return Elsewhere(word, _value(row), quoted)


def _value(row: Row) -> str:
    """Return a value as people say it: a thing by its label, a country by its name."""
    value = text(row, "label") or text(row, "value")
    return country_name(value) if _local(row) == "countryCode" else value


def _quotes(statements: Iterable[str], words: Mapping[str, list[Quoted]]) -> tuple[Quoted, ...]:
    return tuple(dict.fromkeys(q for iri in statements for q in words.get(iri, ())))


def _local(row: Row) -> str:
    return text(row, "p").removeprefix(ATG).rpartition("#")[2].rpartition("/")[2]
