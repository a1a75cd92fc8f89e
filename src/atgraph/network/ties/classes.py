"""The classes of ties, by what each declares of itself: no code names one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATGV

DECLARED, PARTICIPATION, CO_PRESENCE = "declared", "participation", "co-presence"
MENTION, SHARED_PERSON, SHARED_THEME = "mention", "shared person", "shared theme"
KINDS = (DECLARED, CO_PRESENCE, MENTION, SHARED_PERSON, SHARED_THEME)
"""What links two actors, from what outranks to what is outranked."""
KIND = ATGV + "tie-kind_"
CLASSES = """
SELECT ?class ?label ?source ?target ?kind ?projection ?above WHERE {
  ?class atg:edgeSource ?source ; atg:edgeTarget ?target ; atg:edgeKind ?kind ; rdfs:label ?label .
  OPTIONAL { ?class atg:projectionKind ?projection }
  OPTIONAL { ?class rdfs:subClassOf ?above }
}
"""


@dataclass(frozen=True)
class TieClass:
    """How a class of ties declares its edge.

    Attributes:
        source, target: the properties that lead to its two ends.
        kind: what a tie is to its two ends: declared, participation, mention.
        projection: what two sources that share a target are to each other: declared, co-presence,
            none.
        depth: how many declared classes are above it.
    """

    iri: str
    label: str
    source: str
    target: str
    kind: str
    projection: str
    depth: int = 0

    @property
    def is_mutual(self) -> bool:
        """Whether its ends are one property, so that all of them are tied to each other."""
        return self.source == self.target


def read_classes(kg: Graph) -> dict[str, TieClass]:
    """Return IRI → each class of ties that declares an edge, sorted."""
    found: dict[str, TieClass] = {}
    above: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(CLASSES):
        iri, label, source, target = (text(row, n) for n in ("class", "label", "source", "target"))
        kind, projection = (text(row, n).removeprefix(KIND) for n in ("kind", "projection"))
        above[iri].add(text(row, "above"))
        found[iri] = TieClass(iri, label, source, target, kind, projection or "none")
    return {iri: replace(found[iri], depth=_depth(iri, above)) for iri in sorted(found)}


def _depth(iri: str, above: Mapping[str, Collection[str]]) -> int:
    seen, front = {iri}, [iri]
    while front:
        front = [a for one in front for a in above.get(one, ()) if a in above and a not in seen]
        seen.update(front)
    return len(seen) - 1


def rank_of(kind: str) -> int:
    """Return where a kind of tie stands among all, from what outranks to what is outranked."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
