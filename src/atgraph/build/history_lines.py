"""A history as people read it: what came, went and changed in each version, and of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from atgraph.build.history import CAME, CHANGED, PEOPLE, WENT, Counts, ThingChange, VersionEntry
from atgraph.data.names import key
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATGD

NAMES = "SELECT ?person ?name WHERE { ?person a atg:Person ; rdfs:label ?name }"
ORDER = (CAME, WENT, CHANGED)


@dataclass(frozen=True)
class HistoryLine:
    """How many of a kind came, went or changed.

    Attributes:
        things: the id and name of each, where they are things; ids of programmes.
    """

    what: str
    kind: str
    number: int
    things: Sequence[tuple[str, str]] = ()


def names_of_people(kg: Graph) -> dict[str, str]:
    """Return the names of the people whom a graph shows, by id."""
    found = kg.select(NAMES)
    return {text(row, "person").removeprefix(ATGD): text(row, "name") for row in found}


def lines_of_entry(entry: VersionEntry, people: Mapping[str, str]) -> Iterator[HistoryLine]:
    """Yield what a version brought: programmes, things, and the records about them.

    Args:
        entry: the version's.
        people: the names of those who are shown now, by id; others are counted alone.
    """
    for what in ORDER:
        if names := entry.programmes.get(what):
            yield HistoryLine(what, "programmes", len(names), [(name, name) for name in names])
        for kind, counts in entry.things.items():
            if number := counts.get(what):
                chosen = (c for c in entry.changes if (c.kind, c.what) == (kind, what))
                yield HistoryLine(what, kind, number, [*_named(chosen, people)])
        for kind, counts in entry.records.items():
            if number := counts.get(what):
                yield HistoryLine(what, kind, number)


def _named(changes: Iterable[ThingChange], people: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for change in changes:
        name = people.get(change.id, "") if change.kind == PEOPLE else change.name
        if name:
            yield change.id, name


def of_thing(history: Iterable[VersionEntry], thing: str) -> list[tuple[VersionEntry, ThingChange]]:
    """Return what became of a thing by its id, newest first."""
    found = [(entry, c) for entry in history for c in entry.changes if c.id == thing]
    return found[::-1]


def ids_named(history: Iterable[VersionEntry], name: str) -> list[str]:
    """Return the ids of what a history has under a name, also of what is gone."""
    sought = key(name)
    changes = (change for entry in history for change in entry.changes)
    return sorted({c.id for c in changes if name == c.id or (c.name and key(c.name) == sought)})


def counted(counts: Counts) -> str:
    """Return counts in words: participations: 2 came, 1 went; memberships: 1 came."""
    return "; ".join(
        f"{kind}: {', '.join(f'{numbers[what]} {what}' for what in ORDER if numbers.get(what))}"
        for kind, numbers in counts.items()
    )
