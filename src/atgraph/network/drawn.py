"""The drawn network: things of any class, and lines between them with the ties they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from atgraph.ask.evidence import Quoted
from atgraph.network.choice import LeftOut
from atgraph.network.ties import DERIVED, KIND

UNNAMED = "other"
SESSION = "session"  # the kind of line from an event to the one that it is part of; no kind of tie


@dataclass(frozen=True)
class Node:
    """A thing."""

    iri: str
    class_iri: str
    label: str
    acronyms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    days: tuple[str, str] = ("", "")

    @property
    def short(self) -> str:
        """The shortest name it goes by."""
        return self.acronyms[0] if self.acronyms else self.label


@dataclass(frozen=True)
class DrawnTie:
    """A tie between two things, by their numbers.

    What it is: the label of its class; of what is derived, how, and that rests on several ties, and
    has their evidence. Its events state it or are one of its ends, its programmes are those that
    they are part of; it is through the units that were rolled up to its ends. Its days are as in
    `Ties.days`.
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
    evidence: tuple[Quoted, ...] = ()
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    days: tuple[str, str] = ("", "")

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it one: a group is one tie of several pairs, what is derived one a pair."""
        return (self.source, self.target, self.what) if self.is_derived else self.rests_on


@dataclass(frozen=True)
class DrawnLink:
    """The line between two things: all ties of one kind between them."""

    ends: tuple[int, int]
    kind: str
    ties: tuple[DrawnTie, ...]


@dataclass(frozen=True)
class DrawnNetwork:
    """What maps draw, and `atgraph network export --nodes all` writes.

    The unconnected are things of its classes without a tie on it; a thing folds into its parent, by
    their numbers; the choice is in words. The wholes are events not shown that others may be part
    of. Each event is of a programme, itself or what it is part of, and of its years. The notices
    say what a typed name was taken as.
    """

    nodes: tuple[Node, ...]
    links: tuple[DrawnLink, ...]
    labels: Mapping[str, str]
    unconnected: int = 0
    parents: Mapping[int, int] = field(default_factory=dict)
    choice: str = ""
    wholes: tuple[Node, ...] = ()
    programmes: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def ties(self) -> list[DrawnTie]:
        """All ties in the order of their links; a group stands once for each pair of members."""
        return [tie for link in self.links for tie in link.ties]

    @property
    def words(self) -> str:
        """What was chosen, in words, of all things."""
        kept = f", kept to: {self.choice}" if self.choice else ""
        every = f"All things, and all ties between two of them{kept}"
        return f"{'; '.join((every, *self.notices))}."

    def kind_label(self, kind: str) -> str:
        """Return what a kind of tie is called."""
        own = {DERIVED: DERIVED, SESSION: "session of an event"}
        return own.get(kind) or self.labels.get(KIND + kind, UNNAMED)

    def label(self, iri: str) -> str:
        """Return the label of an event or a theme, or its IRI."""
        return self.labels.get(iri, iri)

    @cached_property
    def has_several_programmes(self) -> bool:
        """Whether events or ties of more than one are shown, so that names tell them apart."""
        of_events = {self.programmes.get(node.iri, "") for node in self.nodes} - {""}
        return len(of_events.union(*(tie.programmes for tie in self.ties))) > 1

    def full_name(self, iri: str, label: str = "") -> str:
        """Return the name of a thing; of several programmes, an event's with its own and years."""
        programme, years = self.programmes.get(iri, ""), self.years.get(iri, "")
        name = label or self.label(iri)
        if not programme or not self.has_several_programmes:
            return name
        within = "" if programme == iri else self.label(programme)
        said = ", ".join(part for part in (within, years) if part and part not in name)
        return f"{name} ({said})" if said else name

    def numbered(self, nodes: Iterable[Node], links: Iterable[DrawnLink]) -> DrawnNetwork:
        """Return the same with other nodes, and links between those of them that were there."""
        nodes = tuple(nodes)
        places = {node.iri: place for place, node in enumerate(nodes)}
        new = {n: places[node.iri] for n, node in enumerate(self.nodes) if node.iri in places}
        found = []
        for link in links:
            ties = tuple(replace(t, source=new[t.source], target=new[t.target]) for t in link.ties)
            one, other = sorted(new[end] for end in link.ends)
            found.append(replace(link, ends=(one, other), ties=ties))
        found.sort(key=lambda link: (link.ends, link.kind))
        parents = {new[n]: new[p] for n, p in self.parents.items() if n in new and p in new}
        left = (n for n in self.nodes if n.iri in self.programmes and n.iri not in places)
        wholes = (*self.wholes, *left)
        return replace(self, nodes=nodes, links=tuple(found), parents=parents, wholes=wholes)

    def of_links(self, links: Iterable[DrawnLink]) -> DrawnNetwork:
        """Return the part that has these links, and their ends."""
        links = list(links)
        kept = sorted({end for link in links for end in link.ends})
        return replace(self.numbered((self.nodes[n] for n in kept), links), unconnected=0)

    def degrees(self) -> list[int]:
        """Return the number of ties at each node."""
        count = [0] * len(self.nodes)
        for tie in self.ties:
            count[tie.source] += 1
            count[tie.target] += 1
        return count
