"""The card of a thing: names, hierarchy, and its ties by kind, each with the words it rests on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from atgraph.ask.evidence import Quoted, evidence_of, select_of
from atgraph.ask.things import Thing
from atgraph.graph.graph import Graph, Row, text


@dataclass(frozen=True)
class TieLine:
    """One tie as a card shows it."""

    kind: str
    label: str
    role: str
    others: tuple[str, ...]
    details: tuple[str, ...]
    evidence: tuple[Quoted, ...]
    iri: str = field(default="", compare=False)


@dataclass(frozen=True)
class Card:
    """A thing on one page: names, hierarchy, ties by kind, each with its words."""

    thing: Thing
    facts: tuple[tuple[str, str], ...]
    ties: tuple[TieLine, ...] = field(repr=False)


FACTS = """
SELECT ?place ?label ?value ?valueLabel WHERE {
  {
    <%(iri)s> ?p ?value . ?p rdfs:label ?label .
    FILTER (?p != atg:hasEvidence && NOT EXISTS { ?p atg:isDerivedBy ?rule })
    OPTIONAL { ?value rdfs:label ?name }
    OPTIONAL { ?value atg:outcome ?outcome ; atg:reason ?reason }
    # Asked whether it is bound: Virtuoso makes words of what is not.
    BIND (IF(BOUND(?outcome), CONCAT(?outcome, ": ", ?reason), ?outcome) AS ?settled)
    BIND (COALESCE(?name, ?settled) AS ?valueLabel)
    BIND (0 AS ?place)
  } UNION {
    <%(iri)s> atg:isUnitOf ?above . ?above rdfs:label ?value .
    BIND ("part of" AS ?label) BIND (1 AS ?place)
  } UNION {
    ?below atg:isUnitOf <%(iri)s> ; rdfs:label ?value .
    BIND ("has unit" AS ?label) BIND (2 AS ?place)
  } UNION {
    ?below atg:isPartOfEvent <%(iri)s> ; rdfs:label ?value ; atg:earliestDate ?day .
    BIND ("has part" AS ?label) BIND (3 AS ?place)
  } UNION {
    ?other atg:isAbout <%(iri)s> ; rdfs:label ?value .
    BIND ("is the subject of" AS ?label) BIND (4 AS ?place)
  }
} ORDER BY ?place ?label ?day ?value
"""

TIES = """
SELECT ?tie ?kind ?kindLabel ?role ?status ?other ?otherLabel WHERE {
  { ?tie atg:connects <%(iri)s> }
  UNION { ?tie a atg:Claim ; atg:isClaimAbout|atg:isClaimedBy <%(iri)s> }
  UNION { ?tie a atg:Listing ; atg:isListingOf <%(iri)s> }
  UNION { ?tie a atg:Tie ; atg:isPresentedBy|atg:isPartnershipOn <%(iri)s> }
  ?tie a ?kind . ?kind rdfs:label ?kindLabel .
  FILTER (?kind != atg:Tie)
  OPTIONAL { ?tie atg:hasRole/rdfs:label ?role }
  OPTIONAL { ?tie atg:hasStatus ?s . FILTER (?s != atgv:status_confirmed) ?s rdfs:label ?status }
  OPTIONAL { ?tie atg:connects ?other . FILTER (?other != <%(iri)s>) ?other rdfs:label ?otherLabel }
} ORDER BY ?kindLabel ?role ?otherLabel ?tie
"""

DETAILS = """
SELECT ?tie ?label ?text WHERE {
  VALUES ?tie { %s }
  ?tie ?p ?value . ?p a owl:DatatypeProperty ; rdfs:label ?label .
  FILTER (?p != atg:position && NOT EXISTS { ?p atg:isDerivedBy ?rule })
  BIND (STR(?value) AS ?text)
} ORDER BY ?tie ?label ?text
"""


def card(kg: Graph, thing: Thing) -> Card:
    """Return the card of a thing."""
    rows = [
        (text(r, "place"), text(r, "label"), text(r, "valueLabel") or text(r, "value"))
        for r in kg.select(FACTS % {"iri": thing.iri})
    ]
    own = dict.fromkeys((label, value) for place, label, value in rows if place == "0")
    near = [(label, value) for place, label, value in rows if place != "0"]
    facts = [*(("also called", name) for name in thing.names[1:]), *own, *near]
    return Card(thing, tuple(facts), tuple(_ties(kg, thing.iri)))


def _ties(kg: Graph, iri: str) -> Iterator[TieLine]:
    rows, details = defaultdict[str, list[Row]](list), defaultdict[str, list[str]](list)
    for row in kg.select(TIES % {"iri": iri}):
        rows[text(row, "tie")].append(row)
    for row in select_of(kg, DETAILS, rows):
        details[text(row, "tie")].append(f"{text(row, 'label')}: {text(row, 'text')}")
    evidence = evidence_of(kg, rows)
    for tie, group in rows.items():
        first = group[0]
        others = tuple(dict.fromkeys(text(r, "otherLabel") for r in group if "otherLabel" in r))
        role = ", ".join(filter(None, [text(first, "role"), text(first, "status")]))
        kind, label = text(first, "kind"), text(first, "kindLabel")
        rests = tuple(evidence.get(tie, ()))
        yield TieLine(kind, label, role, others, tuple(details[tie]), rests, tie)
