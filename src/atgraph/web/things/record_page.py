"""The page of what has an address and is no thing with a portrait: a statement, a concept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.graph.graph import Graph, Row, text
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, LABEL, SKOS, TYPE, shorten

SAID = """
SELECT ?p ?word ?value ?label WHERE {
  <%s> ?p ?value .
  OPTIONAL { ?p rdfs:label ?word }
  OPTIONAL { ?value rdfs:label ?label }
}
"""
MEMBERS = "SELECT ?value ?label WHERE { ?value skos:inScheme <%s> ; rdfs:label ?label }"
ELSEWHERE = {LABEL.value, ATG + "hasEvidence", SKOS + "definition"}  # stands above, or below
Value = tuple[str, str]
"""What a value is called, and its address; empty where it is a text."""


@dataclass(frozen=True)
class RecordPage:
    """What the graph says of one address.

    Attributes:
        title: its name; of a statement, which has none, its kind.
        rows: property in words → values, by name.
        members: the concepts of a concept scheme.
    """

    iri: str
    title: str
    definition: str
    rows: dict[str, list[Value]]
    members: list[Value]
    quotes: list[Quoted]


def read_record(kg: Graph, iri: str) -> RecordPage:
    """Return what the graph says of an address; nothing where it says nothing."""
    said = [*kg.select(SAID % iri)]
    own = {text(row, "p"): text(row, "value") for row in said if _is_english(row)}
    kinds = sorted({text(row, "label") for row in said if text(row, "p") == TYPE.value} - {""})
    rows = defaultdict[str, set[Value]](set)
    for row in said:
        if text(row, "p") not in ELSEWHERE:
            rows[text(row, "word") or shorten(text(row, "p"))].add(_value(row))
    return RecordPage(
        iri,
        own.get(LABEL.value) or ", ".join(kinds) or shorten(iri),
        own.get(SKOS + "definition", ""),
        {word: sorted(values) for word, values in sorted(rows.items())},
        sorted(map(_value, kg.select(MEMBERS % iri))),
        evidence_of(kg, [iri]).get(iri, []),
    )


def _is_english(row: Row) -> bool:
    value = row["value"]
    return not isinstance(value, Literal) or value.language in (None, "en")


def _value(row: Row) -> Value:
    value = row["value"]
    if isinstance(value, NamedNode):
        is_linked = value.value.startswith((ATGD, ATGV))
        return text(row, "label") or shorten(value.value), value.value if is_linked else ""
    language = value.language if isinstance(value, Literal) else None
    return text(row, "value") + (f" ({language})" if language not in (None, "en") else ""), ""
