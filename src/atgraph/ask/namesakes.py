"""What sets things apart that share a name: their kind, and each fact in which they differ."""

from atgraph.ask.things import Thing
from atgraph.errors import NotFoundError, Problem
from atgraph.graph.graph import Graph, text

MOST = 50  # that are looked at where a part of a name fits many things
SHOWN, VALUES = 6, 2  # things in a list, and values of one fact

# Through what ties declare (membership, being a unit), and through what things say of themselves.
FACTS = """
SELECT ?thing ?fact ?value WHERE {
  VALUES ?thing { %s }
  {
    ?class atg:edgeShortcut ?property ; atg:edgeKind atgv:tie-kind_declared .
    ?thing ?property ?other .
    ?property rdfs:label ?fact . ?other rdfs:label ?value .
  } UNION {
    VALUES ?property {
      atg:hasOrganizationType atg:isPartOfEvent atg:isInSeries atg:takesPlaceIn
      skos:inScheme skos:broader
    }
    ?thing ?property ?other . ?property rdfs:label ?fact . ?other rdfs:label ?value .
  } UNION {
    VALUES ?property { atg:countryCode atg:earliestDate atg:edition }
    ?thing ?property ?value . ?property rdfs:label ?fact .
  } UNION {
    ?tie atg:connects ?thing ; atg:isStatedIn/atg:isWithin ?event .
    FILTER NOT EXISTS { ?event atg:isPartOfEvent ?above }
    ?event rdfs:label ?value .
    BIND ("programme" AS ?fact)
  }
}
"""


def several(kg: Graph, name: str, found: list[Thing]) -> NotFoundError:
    """Return the error that lists what a typed text may stand for, each with what sets it apart."""
    shown = found[:SHOWN]
    apart = differences(kg, shown)
    more = f"; the first {SHOWN} follow" if len(found) > SHOWN else ""
    many = f"{len(found)}{' or more' if len(found) == MOST else ''}"
    lines = [
        f"{name!r} may be any of {many}; say which, by its whole name or IRI{more}:",
        *(f"“{t.label}” ({'; '.join([t.kind, *apart[t.iri], t.short])})" for t in shown),
    ]
    error = NotFoundError(lines[0])
    error.problems = tuple(Problem("", 0, line) for line in lines)
    return error


def differences(kg: Graph, things: list[Thing]) -> dict[str, list[str]]:
    """Return IRI → the facts, as “fact: value”, in which the things are not all alike."""
    facts: dict[str, dict[str, set[str]]] = {}
    for row in kg.select(FACTS % " ".join(f"<{thing.iri}>" for thing in things)):
        of_thing = facts.setdefault(text(row, "fact"), {}).setdefault(text(row, "thing"), set())
        of_thing.add(text(row, "value"))
    apart = {
        fact: by
        for fact, by in sorted(facts.items())
        if len(by) < len(things) or len(set(map(frozenset, by.values()))) > 1
    }
    return {
        iri: [f"{fact}: {_some(by[iri])}" for fact, by in apart.items() if iri in by]
        for iri in (thing.iri for thing in things)
    }


def _some(values: set[str]) -> str:
    return ", ".join(sorted(values)[:VALUES]) + (" …" if len(values) > VALUES else "")
