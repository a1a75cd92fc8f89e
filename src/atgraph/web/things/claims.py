"""Figures that are claimed: what is counted, as printed, by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.ask.evidence import Quoted, evidence_of, select_of
from atgraph.graph.graph import Graph, Row, text
from atgraph.web.things.known import End

CLAIMS = """
SELECT ?claim ?measure ?stated ?first ?last ?by ?about ?label WHERE {
  VALUES ?claim { %s }
  ?claim atg:measure ?measure ; atg:statedValue ?stated .
  OPTIONAL { ?claim atg:earliestDate ?first ; atg:latestDate ?last }
  OPTIONAL {
    { ?claim atg:isClaimedBy ?by . ?by rdfs:label ?label }
    UNION { ?claim atg:isClaimAbout ?about . ?about rdfs:label ?label }
  }
} ORDER BY ?measure ?claim ?label
"""


@dataclass(frozen=True)
class Claim:
    """One figure as printed, what it counts, about what, and who claims it.

    The days are those that it is about, as ISO dates; empty where none is said.
    """

    measure: str
    stated: str
    first: str
    last: str
    about: tuple[End, ...]
    by: tuple[End, ...]
    quotes: tuple[Quoted, ...]


def read_claims(kg: Graph, claims: Iterable[str]) -> tuple[Claim, ...]:
    """Read claims by their IRIs."""
    rows: dict[str, list[Row]] = defaultdict(list)
    wanted = list(claims)
    for row in select_of(kg, CLAIMS, wanted):
        rows[text(row, "claim")].append(row)
    words = evidence_of(kg, rows)

    def ends(found: Iterable[Row], side: str) -> tuple[End, ...]:
        named = ((text(row, side), text(row, "label")) for row in found)
        return tuple(End(iri, label, "") for iri, label in dict.fromkeys(named) if iri)

    return tuple(
        Claim(
            text(found[0], "measure"),
            text(found[0], "stated"),
            text(found[0], "first"),
            text(found[0], "last"),
            ends(found, "about"),
            ends(found, "by"),
            tuple(words.get(claim, ())),
        )
        for claim, found in rows.items()
    )
