"""What reconciliation reads of a graph once: names, kinds, properties and their values.

People who are listed on request are in none of it, also where pages show them: any page of the web
may ask this service.
"""

from __future__ import annotations

import threading
from functools import cached_property

from atgraph.api import KnowledgeGraph
from atgraph.ask.name_index import NameIndex
from atgraph.ask.property_values import (
    PropertyValues,
    ThingProperty,
    declared,
    property_iri,
    read_properties,
)
from atgraph.ask.question_search import WIDER
from atgraph.ask.things import kind_of
from atgraph.curate.reconcile.published_names import PublishedNames
from atgraph.graph.query_files import american, british
from atgraph.rdf.namespaces import ATG


class Identities:
    """The identities of a graph, as other programs ask for them."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg.published()
        self.names = PublishedNames(self.kg)
        self._lock = threading.RLock()
        self._values: dict[str, PropertyValues] = {}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of things that there are → what it is called, by name."""
        classes = sorted({thing.class_iri for thing in self.names.things.values()})
        return {iri: british(kind_of(iri)) for iri in classes}

    @cached_property
    def properties(self) -> dict[str, ThingProperty]:
        """Address → property, by name."""
        with self._lock:
            return {one.iri: one for one in read_properties(self.kg)}

    @cached_property
    def beginnings(self) -> NameIndex:
        """The names by how their words begin."""
        with self._lock:
            return NameIndex(self.kg)

    @cached_property
    def declared(self) -> dict[str, tuple[str, str]]:
        """Address → label and definition of each property that a thing may have."""
        return declared(self.kg)

    def values(self, name: str) -> PropertyValues | None:
        """Return the values of a property by its name; None where there is no such property."""
        iri = property_iri(name)
        if iri not in self.declared:
            return None
        with self._lock:
            if iri not in self._values:
                names = self.names.names
                self._values[iri] = PropertyValues(self.kg, iri, names, self.names.above)
            return self._values[iri]

    def classes(self, name: str) -> tuple[str, ...]:
        """Return the classes that a type stands for; of one that nothing is of, itself."""
        local = american(name.removeprefix(ATG).removeprefix("atg:"))
        return tuple(ATG + one for one in WIDER.get(local, (local,)))
