"""What maps read of a graph beside their own queries, each with one query and once for all maps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

from atgraph.maps.content import Evidence, TieClass
from atgraph.maps.facets import Facets, Sets, gather
from atgraph.rdf.namespaces import ATG, RDFS, SKOS

Row = Mapping[str, Any]

PREFIXES = f"PREFIX atg: <{ATG}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>"
LABELS = f"{PREFIXES} SELECT ?thing ?label {{ ?thing rdfs:label ?label }}"
NAMES = f"{PREFIXES} SELECT ?thing ?name {{ ?thing skos:altLabel ?name }}"
ACRONYMS = f"{PREFIXES} SELECT ?thing ?name {{ ?thing atg:acronym ?name }}"
CLASSES = f"""{PREFIXES}
SELECT ?class ?kind ?from ?to
{{ ?class atg:edgeSource ?from ; atg:edgeTarget ?to ; atg:edgeKind ?kind }}"""
WORDS = f"""{PREFIXES}
SELECT ?tie ?text ?file ?line ?start
{{
  ?tie a atg:Tie ; atg:hasEvidence ?passage .
  ?passage atg:exactText ?text ; atg:startLine ?line ; atg:startOffset ?start ; atg:isPassageOf/atg:file ?file .
}}"""
PAGES = (
    f"{PREFIXES} SELECT ?tie ?page {{ ?tie a atg:Tie ; atg:hasEvidence/atg:isReferenceTo ?page }}"
)


class Selects(Protocol):
    """A graph that answers a SELECT query with one mapping a row, from variable to term."""

    def select(self, text: str, /) -> Iterable[Row]:
        """Answer a query."""


class Facts:
    """Labels, names, classes of tie and evidence of a graph."""

    def __init__(self, kg: Selects) -> None:
        self.kg = kg
        self.facets = Facets(kg.select)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Thing → its label."""
        return {row["thing"].value: row["label"].value for row in self.kg.select(LABELS)}

    @cached_property
    def names(self) -> Sets:
        """Thing → what else it is called."""
        return gather(self.kg.select(NAMES), "thing", "name")

    @cached_property
    def acronyms(self) -> Sets:
        """Thing → its acronyms."""
        return gather(self.kg.select(ACRONYMS), "thing", "name")

    @cached_property
    def classes(self) -> dict[str, TieClass]:
        """Each class of ties that declares its ends."""
        return {
            row["class"].value: TieClass(
                self.name_of(row["class"].value), row["kind"].value, row["from"] == row["to"]
            )
            for row in self.kg.select(CLASSES)
        }

    @cached_property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """Tie → what it rests on: printed words in the order of the text, then pages."""
        words: dict[str, dict[Evidence, tuple[str, int]]] = defaultdict(dict)
        for row in self.kg.select(WORDS):
            file, start = row["file"].value, int(row["start"].value)
            words[row["tie"].value][Evidence(f"{file}:{row['line'].value}", row["text"].value)] = (
                file,
                start,
            )
        pages: dict[str, set[Evidence]] = defaultdict(set)
        for row in self.kg.select(PAGES):
            pages[row["tie"].value].add(
                Evidence(f"read elsewhere: {self.name_of(row['page'].value, whole=True)}")
            )
        return {
            tie: (*sorted(words[tie], key=words[tie].__getitem__), *sorted(pages[tie]))
            for tie in words.keys() | pages.keys()
        }

    def name_of(self, iri: str, whole: bool = False) -> str:
        """Return the label of a thing; without one the end of its IRI, or all of it."""
        return self.labels.get(iri) or (iri if whole else local_name(iri))


def local_name(iri: str) -> str:
    """Return the end of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2] or iri
