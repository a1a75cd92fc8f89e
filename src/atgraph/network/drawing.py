"""Draws the network of a choice as a graph of networkx."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.network.levels import Levels
from atgraph.network.model import Choice, LeftOut, Network
from atgraph.network.projection import Projection
from atgraph.network.selection import Selection, When, in_order, select_ties

if TYPE_CHECKING:
    import networkx

    from atgraph.knowledge import KnowledgeGraph


def draw_network(
    kg: KnowledgeGraph,
    *,
    ties: Iterable[str] = Choice.ties,
    actors: str = Choice.actors,
    level: str = Choice.level,
    when: When = None,
    cap: int = Choice.cap,
    on_request: bool = False,
    data: Path | None = None,
) -> Network:
    """Return the network of the actors of a graph.

    Args:
        kg: the graph.
        ties: the kinds of tie that link two actors: declared, co-presence, mention, shared person (two organisations by one person
            whom declared ties bind to both), shared theme; and any other that a class of ties declares.
        actors: organizations (a person stands for those in whose capacity it takes part), people, or both.
        level: how organisations stand: body (rolled up to the topmost), unit (the smallest that each line prints) or printed.
        when: the name of an event, or the first and last day as ISO dates; by default all.
        cap: what more actors than this have in common does not link them.
        on_request: whether people who are listed on request are in it.
        data: the folder whose registry says who is listed on request; by default the project's own.

    Raises:
        QueryError: a choice that is not there, or a graph that is read without what rules derived.
        NotFoundError: nothing is called like the event.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    choice = Choice(in_order(ties), actors, level, "", cap, on_request)
    return draw_selection(select_ties(kg, choice, when=when, data=data), choice)


def draw_selection(selection: Selection, choice: Choice) -> Network:
    """Return the network of the actors at the ends of ties that were chosen already."""
    projection = Projection(selection.read, selection.ties, choice, Levels(selection.read.above, choice.level))
    graph, things = _graph(projection, selection)
    labels = selection.read.labels([*graph, *things])
    return Network(graph, replace(choice, when=selection.when), what_is_left_out(selection, projection), labels)


def what_is_left_out(selection: Selection, projection: Projection) -> LeftOut:
    """Return all that is not in a network."""
    labels = selection.read.labels(projection.over_cap)
    return replace(selection.left_out, over_cap=tuple(sorted(labels.values())), inside=projection.inside)


def _graph(projection: Projection, selection: Selection) -> tuple[networkx.Graph, set[str]]:
    """Return the graph, and the things in which its actors meet."""
    import networkx

    graph, things, read = networkx.Graph(), set[str](), selection.read
    labels, kinds = read.labels(projection.actors), read.kind_names(projection.actors)
    for iri in sorted(projection.actors):
        graph.add_node(iri, label=labels[iri], kind=kinds[iri], on_request=iri in selection.listed)
    for (one, other), weighed in projection.links():
        links = tuple(link for link, _ in weighed)
        things.update(link.via for link in links)
        graph.add_edge(one, other, links=links, kinds=tuple(sorted({link.kind for link in links})), weight=sum(weight for _, weight in weighed))
    return graph, things
