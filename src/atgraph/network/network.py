"""Draws the network of a choice as a graph of networkx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from atgraph.network.projection import Projection
from atgraph.network.ties.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.ties.levels import Levels

if TYPE_CHECKING:
    import networkx

    from atgraph.graph.graph import Graph


@dataclass(frozen=True)
class Network:
    """Actors and their links.

    Attributes:
        graph: undirected and simple, nodes and edges sorted. A node is an actor's IRI, with
            `label`, `kind` (person or organization) and `on_request`. An edge has `links` (the
            reasons, sorted), `kinds` (of its links, sorted) and `weight`: a sum in which a tie
            between the two counts 1, however often it is stated, and a thing in which n actors meet
            counts 1/(n-1) (M. E. J. Newman, Scientific collaboration networks II, Phys. Rev. E 64,
            016132, 2001), whatever its kind.
        choice: what it was drawn by.
        left_out: what is not in it.
        labels: IRI → label, of the actors and of the things in which they meet.
    """

    graph: networkx.Graph
    choice: Choice
    left_out: LeftOut
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Drawn:
    """Ties that count, and what is drawn by them once it is asked for."""

    selection: Selection

    @property
    def choice(self) -> Choice:
        """What the network is drawn by."""
        return self.selection.choice

    @cached_property
    def network(self) -> Network:
        """The network."""
        return draw_selection(self.selection)

    @cached_property
    def levels(self) -> Levels:
        """What organisations stand as."""
        return Levels(self.selection.read.above, self.choice.level)


def draw_network(kg: Graph, *, actors: str = Choice.actors, **chosen: Unpack[Chosen]) -> Network:
    """Return the network of the actors of a graph.

    Args:
        kg: the graph.
        actors: who is linked: organizations (a person stands for those in whose capacity it takes
            part), people, or both.
        chosen: which ties count, how organisations stand, when: `Chosen` says what can be given.

    Raises:
        QueryError, NotFoundError, RegistryError: as `choose` says.
    """
    return draw_selection(choose(kg, chosen, actors))


def draw_selection(selection: Selection) -> Network:
    """Return the network of the actors at the ends of ties that were chosen already."""
    import networkx  # slow

    read, choice = selection.read, selection.choice
    levels = Levels(read.above, choice.level)
    projection = Projection(read, selection.ties, choice, levels)
    graph, things = networkx.Graph(), set[str]()
    names, kinds = read.labels(projection.actors), read.kind_names(projection.actors)
    for iri in sorted(projection.actors):
        graph.add_node(iri, label=names[iri], kind=kinds[iri], on_request=iri in selection.listed)
    for (one, other), weighed in projection.links():
        links = tuple(link for link, _ in weighed)
        things.update(link.via for link in links)
        kinds_of_links = tuple(sorted({link.kind for link in links}))
        weight = sum(weight for _, weight in weighed)
        graph.add_edge(one, other, links=links, kinds=kinds_of_links, weight=weight)
    labels = read.labels([*graph, *things])
    return Network(graph, choice, what_is_left_out(selection, projection), labels)


def what_is_left_out(selection: Selection, projection: Projection) -> LeftOut:
    """Return all that is not in a network."""
    over_cap = tuple(sorted(selection.read.labels(projection.over_cap).values()))
    return replace(selection.left_out, over_cap=over_cap, inside=projection.inside)
