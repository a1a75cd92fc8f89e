"""Why an answer has no row: how much is known of what was asked about."""

from __future__ import annotations

from dataclasses import dataclass

from atgraph.ask.answer import Answer
from atgraph.graph.graph import number, text

SAID = """
SELECT ?thing (COUNT(DISTINCT ?tie) AS ?ties) WHERE {
  VALUES ?thing { %s }
  OPTIONAL { ?tie atg:connects ?thing }
} GROUP BY ?thing
"""


@dataclass(frozen=True)
class KnownOf:
    """A thing that was asked about, and how many ties lead to it."""

    iri: str
    label: str
    ties: int


def known_of(answered: Answer) -> list[KnownOf]:
    """Return how much is known of the things that a question without an answer names."""
    things = [bound.found.thing for bound in answered.asked.bindings if bound.found]
    if answered.rows or not things:
        return []
    rows = answered.kg.select(SAID % " ".join(f"<{thing.iri}>" for thing in things))
    said = {text(row, "thing"): number(row, "ties") for row in rows}
    return [KnownOf(thing.iri, thing.label, said.get(thing.iri, 0)) for thing in things]
