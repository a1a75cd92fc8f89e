"""What a map shows: things, and lines between them with the ties they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DERIVED = "derived"
"""The kind of what no text states and a query of a map concludes."""


def key_of(kind: str) -> str:
    """Return the name by which people and addresses know a kind of tie."""
    return kind.rpartition("tie-kind_")[2]


@dataclass(frozen=True, order=True)
class Evidence:
    """Words as printed and where they stand; for a page that was read, no words."""

    place: str
    text: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether the words are there to be read."""
        return bool(self.text)


@dataclass(frozen=True)
class Node:
    """A thing on the map."""

    iri: str
    class_iri: str
    label: str
    acronyms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The shortest name it goes by."""
        return self.acronyms[0] if self.acronyms else self.label


@dataclass(frozen=True)
class Tie:
    """A tie between two things, by their numbers on the map.

    ``how`` says of what is derived, and so printed nowhere, what it is; its evidence is that of the
    ties it rests on. ``events`` are the IRIs of those whose text states it or that are one of its
    ends, ``themes`` of those that it has to do with; ``through`` are the units that were rolled up
    to its ends.
    """

    source: int
    target: int
    iri: str
    class_iri: str
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    how: str = ""
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """The line between two things: all ties of one kind between them."""

    ends: tuple[int, int]
    kind: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class TieClass:
    """How a class of ties declares itself."""

    label: str
    kind: str = ""
    mutual: bool = False


@dataclass(frozen=True)
class Content:
    """All that a map shows, and the labels of classes and kinds of tie.

    ``unconnected`` counts the things of the map's classes that have no tie on it; ``parents`` says
    into which thing of the map another folds, by their numbers; ``choice`` in words to which part
    of the graph the map keeps.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    labels: Mapping[str, str]
    classes: Mapping[str, TieClass]
    unconnected: int = 0
    parents: Mapping[int, int] = field(default_factory=dict)
    choice: str = ""

    @property
    def ties(self) -> list[Tie]:
        """All ties in the order of their links; a group stands once for each pair of its members."""
        return [tie for link in self.links for tie in link.ties]

    def what(self, tie: Tie) -> str:
        """Return what a tie is, in words."""
        return tie.how or self.classes[tie.class_iri].label

    def is_mutual(self, tie: Tie) -> bool:
        """Whether a tie runs both ways."""
        return bool(tie.how) or self.classes[tie.class_iri].mutual

    def degrees(self) -> list[int]:
        """Return the number of ties at each node."""
        count = [0] * len(self.nodes)
        for tie in self.ties:
            count[tie.source] += 1
            count[tie.target] += 1
        return count
