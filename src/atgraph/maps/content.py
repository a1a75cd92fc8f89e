"""What a map shows: things, and lines between them with the ties they stand for."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field

from atgraph.network.ties import DERIVED, KIND

UNNAMED = "other"
LINE_LENGTH, MOST_LINES = 24, 3  # of a name on the map


@dataclass(frozen=True, order=True)
class PrintedWords:
    """Words as printed and where they stand; for a page that was read, no words."""

    place: str
    text: str = ""


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
class MapTie:
    """A tie between two things, by their numbers on the map.

    What it is: the label of its class; of what is derived, how. It rests on itself; what is derived
    on several, and has their evidence. Its events are those whose text states it or that are one of
    its ends; it is through the units that were rolled up to its ends.
    """

    source: int
    target: int
    what: str
    rests_on: tuple[str, ...]
    is_mutual: bool = False
    is_derived: bool = False
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    evidence: tuple[PrintedWords, ...] = ()
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    through: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it one: a group is one tie of several pairs, what is derived one a pair."""
        return (self.source, self.target, self.what) if self.is_derived else self.rests_on


@dataclass(frozen=True)
class MapLink:
    """The line between two things: all ties of one kind between them."""

    ends: tuple[int, int]
    kind: str
    ties: tuple[MapTie, ...]


@dataclass(frozen=True)
class Content:
    """All that a map shows.

    The unconnected are things of its classes without a tie on it; a thing folds into its parent, by
    their numbers; the choice says in words to which part of the graph the map keeps.
    """

    nodes: tuple[Node, ...]
    links: tuple[MapLink, ...]
    labels: Mapping[str, str]
    unconnected: int = 0
    parents: Mapping[int, int] = field(default_factory=dict)
    choice: str = ""

    @property
    def ties(self) -> list[MapTie]:
        """All ties in the order of their links; a group stands once for each pair of members."""
        return [tie for link in self.links for tie in link.ties]

    def kind_label(self, kind: str) -> str:
        """Return what a kind of tie is called."""
        return DERIVED if kind == DERIVED else self.labels.get(KIND + kind, UNNAMED)

    def label(self, iri: str) -> str:
        """Return the label of an event or a theme, or its IRI."""
        return self.labels.get(iri, iri)

    def degrees(self) -> list[int]:
        """Return the number of ties at each node."""
        count = [0] * len(self.nodes)
        for tie in self.ties:
            count[tie.source] += 1
            count[tie.target] += 1
        return count


def wrap(text: str) -> str:
    """Break a name into short lines, cut where there would be too many."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return "\n".join(textwrap.wrap(clean, LINE_LENGTH, max_lines=MOST_LINES, placeholder=" …"))
