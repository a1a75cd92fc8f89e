"""Reads what a map shows from the graph, by the queries of the map file and the declarations of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from atgraph.errors import MapError, QueryError
from atgraph.maps.content import DERIVED, Content, Evidence, Link, Node, Tie, TieClass
from atgraph.maps.facets import PARENTS, Facets, gather, parents_of
from atgraph.maps.files import MapFile
from atgraph.namespaces import ATG, RDFS, SKOS

Row = Mapping[str, Any]

PREFIXES = f"PREFIX atg: <{ATG}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>"
LABELS = f"{PREFIXES} SELECT ?thing ?label {{ ?thing rdfs:label ?label }}"
NAMES = f"{PREFIXES} SELECT ?thing ?name {{ ?thing skos:altLabel ?name }}"
ACRONYMS = f"{PREFIXES} SELECT ?thing ?name {{ ?thing atg:acronym ?name }}"
NODES = "SELECT ?node ?class { VALUES ?class { %s } ?node a ?class }"
CLASSES = f"""{PREFIXES}
SELECT ?class ?kind ?from ?to
{{ ?class atg:edgeSource ?from ; atg:edgeTarget ?to ; atg:edgeKind ?kind }}"""
WORDS = f"""{PREFIXES}
SELECT ?tie ?text ?file ?line ?start
{{
  ?tie a atg:Tie ; atg:hasEvidence ?passage .
  ?passage atg:exactText ?text ; atg:startLine ?line ; atg:startOffset ?start ; atg:isPassageOf/atg:file ?file .
}}"""
PAGES = f"{PREFIXES} SELECT ?tie ?page {{ ?tie a atg:Tie ; atg:hasEvidence/atg:isReferenceTo ?page }}"


class Selects(Protocol):
    """A graph that answers a SELECT query with one mapping a row, from variable to term."""

    def select(self, text: str, /) -> Iterable[Row]:
        """Answer a query."""


def read_content(kg: Selects, map_file: MapFile) -> Content:
    """Ask the graph for what a map shows.

    Raises:
        MapError: a query of the map fails, or leaves a column empty that it must fill.
    """
    return _Reader(kg, map_file).content()


class _Reader:
    def __init__(self, kg: Selects, map_file: MapFile) -> None:
        self.kg = kg
        self.map_file = map_file
        self.facets = Facets(kg.select)

    def content(self) -> Content:
        rows = [row for row in self.ask(self.map_file.query) if self.is_shown(row)]
        nodes = self.nodes({self.text(row, end) for row in rows for end in ("source", "target")})
        numbers = {node.iri: number for number, node in enumerate(nodes)}
        links = tuple(self.links(self.ties(rows, numbers)))
        return Content(nodes, links, self.labels, self.classes, len(self.kinds) - len(nodes), self.parents(numbers))

    def ask(self, query: str) -> list[Row]:
        try:
            return list(self.kg.select(query))
        except QueryError as exc:
            raise MapError(f"a query fails: {exc}; correct it", self.map_file.path) from exc

    def text(self, row: Row, column: str) -> str:
        term = row.get(column)
        if term is None:
            raise MapError(f"a query gives a row without ?{column}; fill it in each row", self.map_file.path)
        return str(term.value)

    def is_shown(self, row: Row) -> bool:
        return self.text(row, "source") in self.kinds and self.text(row, "target") in self.kinds

    @cached_property
    def labels(self) -> dict[str, str]:
        return {row["thing"].value: row["label"].value for row in self.kg.select(LABELS)}

    @cached_property
    def classes(self) -> dict[str, TieClass]:
        """Each class of ties that declares its ends."""
        return {
            row["class"].value: TieClass(name_of(row["class"].value, self.labels), row["kind"].value, row["from"] == row["to"])
            for row in self.kg.select(CLASSES)
        }

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of each thing of the map's classes, the first of the list where it has several."""
        order, found = self.map_file.nodes, dict[str, str]()
        for row in self.kg.select(NODES % " ".join(f"<{iri}>" for iri in order)):
            node, kind = row["node"].value, row["class"].value
            found[node] = min(kind, found.get(node, kind), key=order.index)
        return found

    def nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        """Return things in the order of their classes and names."""
        names, acronyms, details = self.names(NAMES), self.names(ACRONYMS), self.details()
        nodes = (
            Node(
                iri=iri,
                class_iri=self.kinds[iri],
                label=name_of(iri, self.labels),
                acronyms=tuple(sorted(acronyms[iri], key=lambda a: (len(a), a))),
                names=tuple(sorted(names[iri] - acronyms[iri])),
                details=tuple(sorted(details[iri])),
                countries=tuple(sorted(self.facets.countries.get(iri, ()))),
            )
            for iri in iris
        )
        return tuple(sorted(nodes, key=lambda n: (self.map_file.nodes.index(n.class_iri), n.label.casefold(), n.iri)))

    def names(self, query: str) -> Mapping[str, set[str]]:
        return gather(self.kg.select(query), "thing", "name")

    def details(self) -> Mapping[str, set[tuple[str, str]]]:
        found: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.ask(self.map_file.details) if self.map_file.details else ():
            found[self.text(row, "node")].add((self.text(row, "name"), self.text(row, "value")))
        return found

    def parents(self, numbers: Mapping[str, int]) -> dict[int, int]:
        """Return what each thing folds into."""
        rows = self.ask(self.map_file.parents or PARENTS)
        for row in rows:
            self.text(row, "node"), self.text(row, "parent")
        return parents_of(numbers, gather(rows, "node", "parent"))

    def ties(self, rows: Iterable[Row], numbers: Mapping[str, int]) -> Iterator[Tie]:
        """Yield one tie for each pair of its ends; several rows of it differ in role, title or status.

        What is derived is one for each pair of ends and words that say how, and has the evidence of all ties that it rests on.
        """
        evidence, groups = self.evidence(), dict[tuple[str, ...], list[Row]]()
        for row in rows:
            how = row["how"].value if row.get("how") is not None else ""
            rest = ("", "") if how else (self.text(row, "tie"), self.text(row, "class"))
            groups.setdefault((self.text(row, "source"), self.text(row, "target"), *rest, how), []).append(row)
        for (source, target, tie, class_iri, how), group in groups.items():
            said = {key: self.said(group, column) for key, column in (("roles", "role"), ("titles", "title"), ("statuses", "status"))}
            bases = sorted({self.text(row, "tie") for row in group})
            words = tuple(dict.fromkeys(item for base in bases for item in evidence.get(base, ())))
            events = self.facets.events_of((source, target), bases)
            themes = self.facets.themes_of((source, target), events)
            yield Tie(numbers[source], numbers[target], tie, class_iri, **said, evidence=words, how=how, events=events, themes=themes)

    def said(self, rows: Iterable[Row], column: str) -> tuple[str, ...]:
        """Return the values of a column, concepts by their labels, each once."""
        terms = (row[column] for row in rows if row.get(column) is not None)
        return tuple(sorted({self.labels.get(term.value, term.value) for term in terms}))

    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """Return what each tie rests on: printed words in the order of the text, then pages."""
        words: dict[str, dict[Evidence, tuple[str, int]]] = defaultdict(dict)
        for row in self.kg.select(WORDS):
            file, start = row["file"].value, int(row["start"].value)
            words[row["tie"].value][Evidence(f"{file}:{row['line'].value}", row["text"].value)] = (file, start)
        pages: dict[str, set[Evidence]] = defaultdict(set)
        for row in self.kg.select(PAGES):
            pages[row["tie"].value].add(Evidence(f"read elsewhere: {self.labels.get(row['page'].value, row['page'].value)}"))
        return {tie: (*sorted(words[tie], key=words[tie].__getitem__), *sorted(pages[tie])) for tie in words.keys() | pages.keys()}

    def links(self, ties: Iterable[Tie]) -> Iterator[Link]:
        """Yield one line for all ties of one kind between two things."""
        lines: dict[tuple[int, int, str], list[Tie]] = defaultdict(list)
        for tie in ties:
            kind = DERIVED if tie.how else self.classes.setdefault(tie.class_iri, TieClass(name_of(tie.class_iri, self.labels))).kind
            lines[min(tie.source, tie.target), max(tie.source, tie.target), kind].append(tie)
        for (a, b, kind), group in sorted(lines.items()):
            yield Link((a, b), kind, tuple(sorted(group, key=self.order)))

    def order(self, tie: Tie) -> tuple[object, ...]:
        """Return what ties of one line are sorted by."""
        return (tie.how or self.classes[tie.class_iri].label, tie.roles, tie.titles, tie.iri)


def name_of(iri: str, labels: Mapping[str, str]) -> str:
    """Return the label of a thing, or the end of its IRI."""
    return labels.get(iri) or local_name(iri)


def local_name(iri: str) -> str:
    """Return the end of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2] or iri
