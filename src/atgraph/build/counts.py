"""The numbers of a published graph, from which its description is made; kept and added to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, Self

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from atgraph.rdf.namespaces import ATG, ATGD, SAME_AS, SKOS, TYPE, atg, graph

LINKS = (
    SAME_AS.value,
    *(SKOS + f"{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related")),
)
KEPT = (*LINKS, ATG + "isTextOf", ATG + "takesPlaceIn")
DATASET, EVENT, PART = graph("dataset"), atg("Event"), atg("isPartOfEvent")
DAYS = {atg("earliestDate"), atg("latestDate")}
# The engine counts what is different, which in Python takes ten times as long, and room for it.
SAID = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {DATASET})"
STATEMENTS = f"SELECT ?g ?p (COUNT(*) AS ?n) {{ {SAID} }} GROUP BY ?g ?p"
# of each value once, which is read to tell its language; an address has none
LANGUAGES = f"""
SELECT ?l (SUM(?times) AS ?n) (COUNT(?o) AS ?different) {{
  {{ SELECT ?o (COUNT(*) AS ?times) {{ {SAID} }} GROUP BY ?o }}
  BIND (LANG(?o) AS ?l)
}} GROUP BY ?l
"""
INSTANCES = f"SELECT ?o (COUNT(*) AS ?n) {{ {SAID.replace('?p', str(TYPE))} }} GROUP BY ?o"
# the limit lets the engine look at each address once
SUBJECTS = f"""
SELECT (COUNT(*) AS ?n) (COUNT(?own) AS ?entities) {{
  {{ SELECT DISTINCT ?s {{ {SAID} }} LIMIT 1000000000 }}
  BIND (IF(STRSTARTS(STR(?s), "{ATGD}"), 1, ?none) AS ?own)
}}
"""


class Readable(Protocol):
    """A store, or a part of one."""

    def quads_for_pattern(
        self, subject: Any, predicate: Any, object: Any, graph_name: Any, /
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern."""


@dataclass
class DatasetCounts:
    """How many subjects, of them things of ours, objects, and so on there are.

    Attributes:
        subjects, entities, objects: how many different ones.
        graphs, properties, languages: name of each → how many statements.
        instances: class → how many things.
        days: day → how often an event begins or ends then.
        whole: each event that is no part of another.
        values: property of KEPT → its pairs of subject and value.
    """

    subjects: int = 0
    entities: int = 0
    objects: int = 0
    graphs: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    instances: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, store: Store, apart: Collection[Quad] = ()) -> Self:
        """Count a graph without what is ``apart`` in its store, and without its description.

        Each triple stands in one graph.
        """
        found = cls()
        ((subjects, entities),) = _rows(store, SUBJECTS)
        found.subjects, found.entities = int(subjects), int(entities)
        for name, said, number in _rows(store, STATEMENTS):
            found.graphs[name] += int(number)
            found.properties[said] += int(number)
        for written, number, different in _rows(store, LANGUAGES):
            found.objects += int(different)
            if written:
                found.languages[written.partition("-")[0]] += int(number)
        found.instances.update({kind: int(number) for kind, number in _rows(store, INSTANCES)})
        for quad in store.quads_for_pattern(None, TYPE, EVENT, None):
            found._count_event(quad.subject, store, 1)
        found.change(set(), {*apart}, store, store)
        return found

    def _count(self, quad: Quad, number: int) -> None:
        self.graphs[getattr(quad.graph_name, "value", "")] += number
        self.properties[quad.predicate.value] += number
        if isinstance(quad.object, Literal) and quad.object.language:
            self.languages[quad.object.language.partition("-")[0]] += number

    def _count_event(
        self, node: object, store: Readable, number: int, went: Collection[Quad] = ()
    ) -> None:
        """Count the days of a thing, and whether it is whole, if it is an event."""
        quads = store.quads_for_pattern(node, None, None, None)
        said = [q for q in quads if q.graph_name != DATASET and q not in went]
        if any(quad.predicate == TYPE and quad.object == EVENT for quad in said):
            for quad in said:
                if quad.predicate in DAYS:
                    self.days[quad.object.value] += number  # type: ignore[union-attr]
            if all(quad.predicate != PART for quad in said):
                self.whole[said[0].subject.value] += number  # type: ignore[union-attr]

    def change(self, came: set[Quad], went: set[Quad], before: Readable, after: Readable) -> None:
        """Count what came to a published graph and what went; each triple stands in one graph.

        What went may still be in the store ``after`` it.
        """
        for quads, number in ((came, 1), (went, -1)):
            for quad in quads:
                self._count(quad, number)
                if quad.predicate == TYPE:
                    self.instances[getattr(quad.object, "value", "")] += number
        new, old = ({quad.subject for quad in quads} for quads in (came, went))
        for subject in new | old:
            is_now = subject in new or _stands(after, subject, None, went)
            more = is_now - (subject in old or _stands(before, subject, None))
            self.subjects += more
            self.entities += more * getattr(subject, "value", "").startswith(ATGD)
        held, lost = ({quad.object for quad in quads} for quads in (came, went))
        for value in held | lost:
            is_now = value in held or _stands(after, None, value, went)
            self.objects += is_now - (value in lost or _stands(before, None, value))
        about = (q for q in (*came, *went) if q.predicate in {*DAYS, PART} or q.object == EVENT)
        for event in {quad.subject for quad in about}:
            self._count_event(event, before, -1)
            self._count_event(event, after, 1, went)
        counted = (self.graphs, self.properties, self.languages, self.instances)
        for counter in (*counted, self.days, self.whole):
            for name in [name for name, number in counter.items() if not number]:
                del counter[name]
        self.read_values(after, went)

    def read_values(self, store: Readable, went: Collection[Quad] = ()) -> None:
        """Read what is not counted but listed, without what went."""
        for name in KEPT:
            quads = store.quads_for_pattern(None, NamedNode(name), None, None)
            self.values[name] = [
                (q.subject.value, q.object.value)  # type: ignore[union-attr]
                for q in quads
                if q.graph_name != DATASET and q not in went
            ]

    def among(self, name: str) -> list[tuple[str, str]]:
        """Return subject and value of a property of ours, sorted."""
        return sorted(self.values.get(ATG + name, ()))

    def kept(self) -> dict[str, Any]:
        """Return what is kept of them, as JSON has it."""
        names = (f.name for f in fields(self) if f.name != "values")
        kept = {name: getattr(self, name) for name in names}
        return {n: dict(sorted(v.items())) if isinstance(v, dict) else v for n, v in kept.items()}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        """Return what was kept; a TypeError or AttributeError if it is something else."""
        read: dict[str, Any] = {
            k: Counter(v) if isinstance(v, dict) else int(v) for k, v in kept.items()
        }
        return cls(**read)


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the values of each row, as texts."""
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions), "the query selects"
    return (tuple(getattr(term, "value", "") for term in row) for row in rows)


def _stands(store: Readable, subject: Any, value: Any, went: Collection[Quad] = ()) -> bool:
    """Whether anything but a description, and what went, says something of a term."""
    quads = store.quads_for_pattern(subject, None, value, None)
    # Oxigraph 0.5 on disk takes 256 for 255 and so on: the key behind one that ends in FF
    there = (q for q in quads if value in (None, q.object) and subject in (None, q.subject))
    return any(quad.graph_name != DATASET and quad not in went for quad in there)
