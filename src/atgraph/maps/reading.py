"""Reads what a map shows from the graph, by the queries of the map file and the declarations of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from atgraph.errors import MapError, QueryError
from atgraph.maps.content import DERIVED, Content, Link, Node, Tie, TieClass
from atgraph.maps.facets import PARENTS, THROUGH, Sets, gather, parents_of, roll_up
from atgraph.maps.facts import Facts, Row, Selects
from atgraph.maps.files import MapFile

NODES = "SELECT ?node ?class { VALUES ?class { %s } ?node a ?class }"


def read_content(
    kg: Selects, map_file: MapFile, rolled: bool = False, facts: Facts | None = None
) -> Content:
    """Ask the graph for what a map shows.

    Args:
        kg: the graph.
        map_file: the map.
        rolled: let units stand as the bodies above them; a tie within one body is left out.
        facts: what was read of the graph for another map.

    Raises:
        MapError: a query of the map fails, or leaves a column empty that it must fill.
    """
    return _Reader(facts or Facts(kg), map_file, rolled).content()


class _Reader:
    def __init__(self, facts: Facts, map_file: MapFile, rolled: bool) -> None:
        self.facts = facts
        self.map_file = map_file
        self.rolled = rolled
        self.classes = dict(facts.classes)

    def content(self) -> Content:
        self.check_classes()
        rows = [row for row in self.ask(self.map_file.query) if self.is_shown(row)]
        tied = {self.text(row, end) for row in rows for end in ("source", "target")}
        if self.rolled:
            rows = list(roll_up(rows, self.above, self.kinds))
        nodes = self.nodes({self.text(row, end) for row in rows for end in ("source", "target")})
        numbers = {node.iri: number for number, node in enumerate(nodes)}
        links = tuple(self.links(self.ties(rows, numbers)))
        parents = {} if self.rolled else parents_of(numbers, self.above)
        return Content(
            nodes, links, self.facts.labels, self.classes, len(self.kinds) - len(tied), parents
        )

    def check_classes(self) -> None:
        """Refuse a class that the graph neither describes nor has things of: it is a slip, and would leave its things out unseen."""
        known = {*self.facts.labels, *self.kinds.values()}
        if unknown := [iri for iri in self.map_file.nodes if iri not in known] if known else []:
            raise MapError(
                f"nodes: there is no class {', '.join(unknown)}; correct it, or define it in ontology/atgraph.ttl",
                self.map_file.path,
            )

    def ask(self, query: str) -> list[Row]:
        try:
            return list(self.facts.kg.select(query))
        except QueryError as exc:
            raise MapError(f"a query fails: {exc}; correct it", self.map_file.path) from exc

    def text(self, row: Row, column: str) -> str:
        term = row.get(column)
        if term is None:
            raise MapError(
                f"a query gives a row without ?{column}; fill it in each row", self.map_file.path
            )
        return str(term.value)

    def is_shown(self, row: Row) -> bool:
        return self.text(row, "source") in self.kinds and self.text(row, "target") in self.kinds

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of each thing of the map's classes, the first of the list where it has several."""
        order, found = self.map_file.nodes, dict[str, str]()
        for row in self.facts.kg.select(NODES % " ".join(f"<{iri}>" for iri in order)):
            node, kind = row["node"].value, row["class"].value
            found[node] = min(kind, found.get(node, kind), key=order.index)
        return found

    @cached_property
    def above(self) -> Sets:
        """What stands right above each thing."""
        rows = self.ask(self.map_file.parents or PARENTS)
        for row in rows:
            self.text(row, "node"), self.text(row, "parent")
        return gather(rows, "node", "parent")

    def nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        """Return things in the order of their classes and names."""
        facts, details = self.facts, self.details()
        nodes = (
            Node(
                iri=iri,
                class_iri=self.kinds[iri],
                label=facts.name_of(iri),
                acronyms=tuple(sorted(facts.acronyms.get(iri, ()), key=lambda a: (len(a), a))),
                names=tuple(
                    sorted(set(facts.names.get(iri, ())) - set(facts.acronyms.get(iri, ())))
                ),
                details=tuple(sorted(details.get(iri, ()))),
                countries=tuple(sorted(facts.facets.countries.get(iri, ()))),
            )
            for iri in iris
        )
        return tuple(
            sorted(
                nodes,
                key=lambda n: (self.map_file.nodes.index(n.class_iri), n.label.casefold(), n.iri),
            )
        )

    def details(self) -> Mapping[str, set[tuple[str, str]]]:
        found: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.ask(self.map_file.details) if self.map_file.details else ():
            found[self.text(row, "node")].add((self.text(row, "name"), self.text(row, "value")))
        return found

    def ties(self, rows: Iterable[Row], numbers: Mapping[str, int]) -> Iterator[Tie]:
        """Yield one tie for each pair of its ends; several rows of it differ in role, title or status.

        What is derived is one for each pair of ends and words that say how, and has the evidence of
        all ties that it rests on.
        """
        groups = dict[tuple[str, str, str, str, str], list[Row]]()
        for row in rows:
            how = row["how"].value if row.get("how") is not None else ""
            tie, class_iri = ("", "") if how else (self.text(row, "tie"), self.text(row, "class"))
            groups.setdefault(
                (self.text(row, "source"), self.text(row, "target"), tie, class_iri, how), []
            ).append(row)
        for (source, target, tie, class_iri, how), group in groups.items():
            bases = sorted({self.text(row, "tie") for row in group})
            events = self.facts.facets.events_of((source, target), bases)
            yield Tie(
                numbers[source],
                numbers[target],
                tie,
                class_iri,
                roles=self.said(group, "role"),
                titles=self.said(group, "title"),
                statuses=self.said(group, "status"),
                evidence=tuple(
                    dict.fromkeys(
                        item for base in bases for item in self.facts.evidence.get(base, ())
                    )
                ),
                how=how,
                events=events,
                themes=self.facts.facets.themes_of((source, target), events),
                through=tuple(
                    sorted(
                        {self.facts.name_of(iri) for row in group for iri in row.get(THROUGH, ())}
                    )
                ),
            )

    def said(self, rows: Iterable[Row], column: str) -> tuple[str, ...]:
        """Return the values of a column, concepts by their labels, each once."""
        terms = (row[column] for row in rows if row.get(column) is not None)
        return tuple(sorted({self.facts.labels.get(term.value, term.value) for term in terms}))

    def links(self, ties: Iterable[Tie]) -> Iterator[Link]:
        """Yield one line for all ties of one kind between two things."""
        lines: dict[tuple[int, int, str], list[Tie]] = defaultdict(list)
        for tie in ties:
            kind = (
                DERIVED
                if tie.how
                else self.classes.setdefault(
                    tie.class_iri, TieClass(self.facts.name_of(tie.class_iri))
                ).kind
            )
            lines[min(tie.source, tie.target), max(tie.source, tie.target), kind].append(tie)
        for (a, b, kind), group in sorted(lines.items()):
            yield Link((a, b), kind, tuple(sorted(group, key=self.order)))

    def order(self, tie: Tie) -> tuple[object, ...]:
        """Return what ties of one line are sorted by."""
        return (tie.how or self.classes[tie.class_iri].label, tie.roles, tie.titles, tie.iri)
