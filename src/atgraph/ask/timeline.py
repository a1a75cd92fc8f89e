"""What happened when: programmes and their sessions, in the order of their days and hours."""

from collections import defaultdict
from dataclasses import dataclass

from atgraph.graph.graph import Graph, text

EVENTS = """
SELECT ?event ?label (MIN(?first) AS ?earliest) (MAX(?last) AS ?latest) (MIN(?start) AS ?begin)
  (MAX(?end) AS ?until) (MIN(?whole) AS ?of)
WHERE {
  ?event a atg:Event ; rdfs:label ?label .
  OPTIONAL { ?event atg:earliestDate ?first }
  OPTIONAL { ?event atg:latestDate ?last }
  OPTIONAL { ?event atg:startTime ?start }
  OPTIONAL { ?event atg:endTime ?end }
  OPTIONAL { ?event atg:isPartOfEvent ?whole }
} GROUP BY ?event ?label
"""


@dataclass(frozen=True)
class Happening:
    """An event with its days, and its hours (13:30) where they are known; what is not is empty."""

    iri: str
    label: str
    first: str
    last: str
    begin: str
    end: str

    @property
    def order(self) -> tuple[object, ...]:
        """What it is sorted by: what has no day comes last, of a day what has no hour."""
        return not self.first, self.first, not self.begin, self.begin, self.label, self.iri


@dataclass(frozen=True)
class TimelineProgramme:
    """An event that is part of none, and its sessions in order."""

    whole: Happening
    sessions: tuple[Happening, ...]


def read_timeline(kg: Graph) -> list[TimelineProgramme]:
    """Return all programmes, the earliest first, each with all that is part of it."""
    events: dict[str, Happening] = {}
    above: dict[str, str] = {}
    for row in kg.select(EVENTS):
        iri, label, first, last, begin, end, whole = (
            text(row, name)
            for name in ("event", "label", "earliest", "latest", "begin", "until", "of")
        )
        events[iri] = Happening(iri, label, first, last or first, begin[11:16], end[11:16])
        if whole:
            above[iri] = whole
    parts: dict[str, list[Happening]] = defaultdict(list)
    for iri in above:
        top, seen = iri, set[str]()
        while top in above and top not in seen:
            seen.add(top)
            top = above[top]
        parts[top].append(events[iri])
    wholes = (events[iri] for iri in events.keys() - above.keys())
    return [
        TimelineProgramme(whole, tuple(sorted(parts[whole.iri], key=lambda part: part.order)))
        for whole in sorted(wholes, key=lambda whole: whole.order)
    ]
