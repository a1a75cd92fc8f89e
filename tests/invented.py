"""An invented graph, made of a few lines.

Actors, events and ties, with what the rules derive of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.mapping import Draft
from atgraph.build.whole import complete, publish_apart
from atgraph.graph.graph import Row
from atgraph.rdf.namespaces import (
    ATGD,
    LABEL,
    TYPE,
    XSD,
    atg,
    atgd,
    atgv,
    graph,
    prefixes,
)

PROGRAMME = graph("programme/invented")


class Invented:
    """Ties between things that are named by the last part of their IRIs, as in person_ana."""

    def __init__(self) -> None:
        self.quads: dict[Quad, None] = {}
        self.numbers = count(1)
        self.listed: set[str] = set()

    def say(self, subject: str, property_: NamedNode, value: NamedNode | Literal) -> None:
        self.quads[Quad(atgd(subject), property_, value, PROGRAMME)] = None

    def thing(self, name: str, class_name: str, day: str = "") -> str:
        self.say(name, TYPE, atg(class_name))
        self.say(name, LABEL, Literal(name))
        for bound in ("earliestDate", "latestDate") if day else ():
            self.say(name, atg(bound), Literal(day, datatype=NamedNode(XSD + "date")))
        return name

    def person(self, name: str, *, on_request: bool = False) -> str:
        self.listed |= {f"person_{name}"} if on_request else set()
        self.say(f"person_{name}", TYPE, atg("Actor"))
        return self.thing(f"person_{name}", "Person")

    def organization(self, name: str, within: str = "") -> str:
        self.say(f"organization_{name}", TYPE, atg("Actor"))
        made = self.thing(f"organization_{name}", "Organization")
        if within:
            self.tie("Subordination", hasUnit=made, isSubordinationTo=within)
        return made

    def event(self, name: str, day: str = "2020-05-04", part_of: str = "") -> str:
        made = self.thing(f"event_{name}", "Event", day)
        if part_of:
            self.say(made, atg("isPartOfEvent"), atgd(part_of))
        return made

    def tie(
        self,
        class_name: str,
        *,
        role: str = "",
        status: str = "confirmed",
        **ends: str | Iterable[str],
    ) -> str:
        name = f"{class_name.lower()}_invented_{next(self.numbers):05}"
        for class_ in ("Tie", class_name):
            self.say(name, TYPE, atg(class_))
        self.say(name, atg("hasStatus"), atgv(f"status_{status}"))
        if role:
            self.say(name, atg("hasRole"), atgv(f"role_{role}"))
        for property_, values in ends.items():
            for value in (values,) if isinstance(values, str) else values:
                self.say(
                    name, atg(property_), atgv(value) if value.startswith("theme_") else atgd(value)
                )
        return name

    def speaks(self, person: str, event: str, *organizations: str, **more: str) -> str:
        """Let a person take part in an event, in the capacity of organisations."""
        capacities = [
            self.tie("Affiliation", hasAffiliate=person, isAffiliationWith=body)
            for body in organizations
        ]
        return self.tie(
            "Participation",
            hasParticipant=person,
            isParticipationIn=event,
            isInCapacityOf=capacities,
            role="speaker",
            **more,
        )

    def organizes(self, organization: str, event: str) -> str:
        return self.tie(
            "Organizing", hasOrganizer=organization, isOrganizingOf=event, role="organizes"
        )

    def kg(self) -> KnowledgeGraph:
        built = BuiltGraph(mini.ontology(), [], [], frozenset(map(atgd, self.listed)))
        draft = Draft(PROGRAMME, "", mini.ontology(), self.quads)
        built.drafts.append(draft)
        complete(built, lambda step: None)
        publish_apart(built)
        return KnowledgeGraph(built.store)


def named(names: Mapping[str, str] | Iterable[str]) -> list[str]:
    """Return the last parts of IRIs."""
    return [name.removeprefix(ATGD) for name in names]


def from_turtle(text: str) -> KnowledgeGraph:
    """Make a graph of what a text in Turtle says, which need not declare its prefixes."""
    declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    store = Store()
    for t in parse(declared + text, format=RdfFormat.TURTLE):
        store.add(Quad(t.subject, t.predicate, t.object, PROGRAMME))
    return KnowledgeGraph(store)


class Canned(KnowledgeGraph):
    """Answers each query with the same rows, texts given as such, and keeps what it was asked."""

    def __init__(self, *rows: Mapping[str, str]) -> None:
        super().__init__(Store())
        self.rows = [{name: Literal(text) for name, text in row.items()} for row in rows]
        self.asked: list[str] = []

    def select(self, text: str, path: Path | None = None) -> Iterator[Row]:
        self.asked.append(text)
        return iter([dict(row) for row in self.rows])
