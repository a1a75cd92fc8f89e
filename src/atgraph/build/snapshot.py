"""A graph in numbers, for whoever publishes an older one, and who may not be shown by that."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pyoxigraph import NamedNode, Store

from atgraph.errors import StoreError
from atgraph.graph.graph import Graph
from atgraph.graph.store import open_published
from atgraph.rdf.namespaces import APART, ATGD, TYPE, atg
from atgraph.text import people, plural

PERSON = atg("Person")


def listed_in(folder: Path) -> frozenset[str]:
    """Return whom the published graph of a store lists on request; nobody where none is read."""
    try:
        return Graph(open_published(folder)[0]).listed
    except StoreError:
        return frozenset()


@dataclass(frozen=True)
class Snapshot:
    """The version of a graph, its numbers, and the people in it: those shown, and those listed."""

    version: str
    programmes: int
    triples: int
    shown: frozenset[object]
    listed: frozenset[object]

    @classmethod
    def of(cls, store: Store) -> Self:
        """Count what a store holds; the triples are those that are published."""
        kg = Graph(store)
        own = [q for apart in APART for q in store.quads_for_pattern(None, None, None, apart)]
        known = {q.subject for q in store.quads_for_pattern(None, TYPE, PERSON, None)}
        listed = frozenset(NamedNode(iri) for iri in kg.listed)
        counts = len(kg.programmes), len(store) - len(own)
        return cls(kg.version, *counts, frozenset(known - listed), listed)

    @property
    def people(self) -> frozenset[str]:
        """The ids of all people in it."""
        found = (person.value for person in self.shown | self.listed)  # type: ignore[attr-defined]
        return frozenset(iri.removeprefix(ATGD) for iri in found)

    def __str__(self) -> str:
        programmes = plural(self.programmes, "programme")
        return f"version {self.version[:12]}, {self.triples:,} triples from {programmes}"

    def check_care(self, now: Self) -> None:
        """Raise a StoreError where it would show people who are listed on request ``now``."""
        if again := len(self.shown & now.listed):
            who = f"{people(again)} who {'is' if again == 1 else 'are'} listed on request now"
            do = "mend the data, and run `atgraph build`"
            raise StoreError(f"that graph ({self}) would show {who}, so it stays where it is; {do}")
