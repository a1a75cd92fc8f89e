"""What is missing: cells that nothing fills, communities that hardly touch, members of one coalition who never meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

from atgraph.errors import NotFoundError, QueryError
from atgraph.network.apart import Coalition, CommunitiesApart, communities_apart, members_apart
from atgraph.network.communities import Division, divide
from atgraph.network.grids import Grid, read_grids
from atgraph.network.measures import compact
from atgraph.network.network import Network, draw_selection
from atgraph.network.parts import parts_in_events
from atgraph.network.ties.choice import Choice, Chosen, Selection, choose
from atgraph.network.ties.classes import CO_PRESENCE, DECLARED
from atgraph.network.typical import Trait, read_traits, typical

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

GRIDS, COMMUNITIES, MEMBERS = "grids", "communities", "members"
SECTIONS = (GRIDS, COMMUNITIES, MEMBERS)


@dataclass(frozen=True)
class Gaps:
    """What is missing, and in what it was looked for.

    Attributes:
        network: the network in which it was looked for.
        sections: what was looked for, of `SECTIONS`.
        events: how many events its ties reach: how little the answer rests on.
        grids: with their empty cells; none where they were not asked for, as below.
        division: the communities; None where the network has no link.
        traits: number of a community → what is typical of it.
        communities: those apart.
        coalitions: with members apart; None where being seen together does not count in the
            network.
    """

    network: Network
    sections: tuple[str, ...]
    events: int
    grids: tuple[Grid, ...] = ()
    division: Division | None = None
    traits: dict[int, tuple[Trait, ...]] | None = None
    communities: tuple[CommunitiesApart, ...] = ()
    coalitions: tuple[Coalition, ...] | None = None


def find_gaps(
    kg: Graph,
    *,
    sections: Collection[str] = SECTIONS,
    grids: Collection[str] = (),
    actors: str = Choice.actors,
    seed: int = 0,
    runs: int | None = None,
    **chosen: Unpack[Chosen],
) -> Gaps:
    """Return what is missing in the network of a graph.

    Args:
        kg: the graph.
        sections: what is looked for, of `SECTIONS`.
        grids: which grids, as `read_grids` says.
        actors: who is in the network.
        seed: of the search for communities.
        runs: how often they are searched for, as `divide` says.
        chosen: what counts, as `Chosen` says.

    Raises:
        QueryError: a choice, section or grid that is not there.
        NotFoundError: nothing is called like the event, or no tie counts.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    for section in sections:
        if section not in SECTIONS:
            raise QueryError(f"there are no gaps of {section!r}; use some of {', '.join(SECTIONS)}")
    selection = choose(kg, chosen, actors)
    if GRIDS in sections and not selection.ties:
        raise NotFoundError(
            f"there is no tie here, so all would be missing; choose other ties or days ({selection.choice})"
        )
    network = draw_selection(selection)
    parts = parts_in_events(selection, selection.choice)
    found = Gaps(network, tuple(section for section in SECTIONS if section in sections), len(parts))
    if GRIDS in sections:
        found = replace(found, grids=read_grids(kg, selection, grids))
    if MEMBERS in sections and {DECLARED, CO_PRESENCE} <= set(selection.choice.ties):
        found = replace(found, coalitions=tuple(members_apart(network, selection.read, parts)))
    return (
        _with_communities(kg, selection, found, runs, seed)
        if COMMUNITIES in sections and network.graph.number_of_edges()
        else found
    )


def _with_communities(
    kg: Graph, selection: Selection, found: Gaps, runs: int | None, seed: int
) -> Gaps:
    division = divide(compact(found.network.graph), runs, seed)
    traits = read_traits(kg, selection, found.network)
    apart = communities_apart(found.network, division, traits)
    return replace(
        found, division=division, traits=typical(division, traits), communities=tuple(apart)
    )
