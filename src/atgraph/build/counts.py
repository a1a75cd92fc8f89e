"""What is counted in a graph, in one walk over its quads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, Quad

from atgraph.rdf.namespaces import ATG, SAME_AS, SKOS, TYPE

LINKS = (
    SAME_AS.value,
    *(SKOS + f"{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related")),
)
KEPT = {
    *LINKS,
    *(
        ATG + name
        for name in ("isTextOf", "takesPlaceIn", "isPartOfEvent", "earliestDate", "latestDate")
    ),
}


@dataclass
class Counts:
    """The numbers, and of a few properties (KEPT) the values."""

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    objects: set[object] = field(default_factory=set)
    graphs: dict[str, int] = field(default_factory=dict)
    instances: dict[str, set[str]] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Counts:
        """Count quads."""
        counts = cls()
        for quad in quads:
            counts.triples += 1
            subject, predicate, value = (
                getattr(quad.subject, "value", ""),
                quad.predicate.value,
                quad.object,
            )
            counts.subjects.add(subject)
            counts.objects.add(value)
            where = getattr(quad.graph_name, "value", "")
            counts.graphs[where] = counts.graphs.get(where, 0) + 1
            counts.properties[predicate] = counts.properties.get(predicate, 0) + 1
            if predicate == TYPE.value:
                counts.instances.setdefault(getattr(value, "value", ""), set()).add(subject)
            if predicate in KEPT:
                counts.values.setdefault(predicate, []).append(
                    (subject, getattr(value, "value", ""))
                )
            if isinstance(value, Literal) and value.language:
                counts.languages.add(value.language.partition("-")[0])
        return counts

    def among(self, name: str) -> list[tuple[str, str]]:
        """Return (subject, value) of a property of the ontology, sorted."""
        return sorted(self.values.get(ATG + name, ()))

    @property
    def events(self) -> set[str]:
        """The events."""
        return self.instances.get(ATG + "Event", set())
