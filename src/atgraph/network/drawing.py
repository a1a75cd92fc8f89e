"""Draws the network of a choice as a graph of networkx."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.namespaces import ATG
from atgraph.network.levels import Levels
from atgraph.network.model import Choice, LeftOut, Network
from atgraph.network.projection import Projection
from atgraph.network.reading import LABELS, Ties
from atgraph.network.selection import Selection, When, check_choice, in_order, select_ties

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
    selection = select_ties(kg, when=when, on_request=on_request, data=data)
    check_choice(choice, selection.ties)
    projection = Projection(selection.ties, choice, Levels(selection.ties.above, level))
    labels = labels_of(kg, selection.ties, [*projection.actors, *projection.over_cap, *(key[2] for links in projection.links.values() for key in links)])
    graph = _graph(projection, selection, labels)
    return Network(graph, replace(choice, when=selection.when), what_is_left_out(selection, projection, labels), labels)


def what_is_left_out(selection: Selection, projection: Projection, labels: dict[str, str]) -> LeftOut:
    """Return all that is not in a network."""
    over_cap = tuple(sorted(labels.get(iri, iri) for iri in projection.over_cap))
    return replace(selection.left_out, over_cap=over_cap, inside=projection.inside)


def labels_of(kg: KnowledgeGraph, ties: Ties, iris: Iterable[str]) -> dict[str, str]:
    """Return IRI → label of things, asking for those that were not read with the ties."""
    wanted = sorted(set(iris) - {""})
    asked = [iri for iri in wanted if iri not in ties.labels]
    rows = kg.select(LABELS % " ".join(f"<{iri}>" for iri in asked)) if asked else ()
    found = {row["thing"].value: row["label"].value for row in rows}  # type: ignore[union-attr]
    return {iri: str(ties.labels.get(iri) or found.get(iri, iri)) for iri in wanted}


def kind_of(ties: Ties, iri: str) -> str:
    """Return the local name of the class of a thing, in lower case."""
    return ties.kinds.get(iri, "").removeprefix(ATG).lower()


def _graph(projection: Projection, selection: Selection, labels: dict[str, str]) -> networkx.Graph:
    import networkx

    graph = networkx.Graph()
    for iri in sorted(projection.actors):
        graph.add_node(iri, label=labels[iri], kind=kind_of(selection.ties, iri), on_request=iri in selection.listed)
    for one, other in sorted(projection.links):
        said = sorted(projection.links[one, other].values())
        kinds = tuple(sorted({link.kind for link, _ in said}))
        graph.add_edge(one, other, links=tuple(link for link, _ in said), kinds=kinds, weight=sum(weight for _, weight in said))
    return graph
