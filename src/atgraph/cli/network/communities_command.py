"""atgraph network communities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.counting import number, said, seed_option, tell, telling, write
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.communities import Division, Member
    from atgraph.network.network import Network
    from atgraph.network.ties.choice import Chosen
    from atgraph.network.typical import Trait

COLUMNS = ("community", "size", "links_within", "co_presence_alone", "typical", "unsure", "members")
MEMBER_COLUMNS = ("community", "actor", "kind", "ambiguity", "leans_to", "pull")
UNSURE = 0.1  # the ambiguity from which a member is named as unsure
WHAT = (
    "communities: groups whose members are linked more among themselves than to others, by the Leiden algorithm (Traag, Waltman and van Eck 2019)",
    "ambiguity: 0 where every run puts a member with the rest of its community, 1 where none does",
)


@click.command("communities")
@click.option("--members", is_flag=True, help="A row for each member instead of each community.")
@click.option(
    "--runs",
    type=click.IntRange(1, 10_000),
    help="How often they are searched for; by default 20, of a large network fewer, at least 5.",
)
@seed_option
@telling
def command(
    members: bool,
    runs: int | None,
    seed: int,
    actors: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> None:
    """List communities, and whose place is unsure.

    Of each is told who is in it and what is typical of it. The best of several runs counts; how
    often a member changes company between them is its ambiguity.
    """
    from atgraph.network.communities import divide
    from atgraph.network.measures import compact
    from atgraph.network.network import draw_selection
    from atgraph.network.ranking import check_links
    from atgraph.network.ties.choice import choose
    from atgraph.network.typical import read_traits, typical

    kg = open_graph(store, asserted)
    selection = choose(kg, chosen, actors)
    network = draw_selection(selection)
    check_links(network)
    division = divide(compact(network.graph), runs, seed)
    traits = typical(division, read_traits(kg, selection, network))
    rows = (
        list(_members(network, division))
        if members
        else list(_communities(network, division, traits))
    )
    write(
        MEMBER_COLUMNS if members else COLUMNS,
        rows,
        fmt,
        _document(network, division, traits),
        _lines(network, division, traits),
    )
    tell(network, (*WHAT, _told(division)))


def _told(division: Division) -> str:
    alone = f"; {len(division.alone)} without a link are in none" if division.alone else ""
    return f"modularity {division.modularity:.3f}, the best of {division.runs} runs (the worst: {division.least:.3f}){alone}"


def _communities(
    network: Network, division: Division, traits: dict[int, tuple[Trait, ...]]
) -> Iterator[tuple[str, ...]]:
    for community in division.communities:
        lone, within = _within(network, {member.actor for member in community.members})
        unsure = "; ".join(
            _unsure(network, member)
            for member in community.members
            if (member.ambiguity or 0) >= UNSURE
        )
        names = "; ".join(sorted(_label(network, member) for member in community.members))
        typical = "; ".join(map(str, traits[community.number]))
        yield (
            str(community.number),
            str(len(community.members)),
            str(within),
            f"{lone} of {within}",
            typical,
            unsure,
            names,
        )


def _lines(
    network: Network, division: Division, traits: dict[int, tuple[Trait, ...]]
) -> Iterator[str]:
    for number_, size, _, lone, _, unsure, names in _communities(network, division, traits):
        yield f"{number_}  {size} members, {lone} links by co-presence alone"
        yield from (f"     {trait}" for trait in traits[int(number_)])
        yield f"     who: {names}"
        if unsure:
            yield f"     unsure: {unsure}"


def _members(network: Network, division: Division) -> Iterator[tuple[str, ...]]:
    for community in division.communities:
        for member in community.members:
            kind = network.graph.nodes[member.actor]["kind"]
            leans = "" if member.leans is None else str(member.leans)
            yield (
                str(community.number),
                _label(network, member),
                kind,
                number(member.ambiguity),
                leans,
                number(member.pull) if leans else "",
            )


def _within(network: Network, members: set[str]) -> tuple[int, int]:
    """Return how many links run within a community by co-presence alone, and how many in all."""
    from atgraph.network.ranking import alone

    kinds = [
        kinds
        for one, other, kinds in network.graph.edges(members, data="kinds")
        if one in members and other in members
    ]
    return sum(map(alone, kinds)), len(kinds)


def _unsure(network: Network, member: Member) -> str:
    leans = f", leans to {member.leans}" if member.leans else ""
    return f"{_label(network, member)} ({number(member.ambiguity)}{leans})"


def _label(network: Network, member: Member) -> str:
    return str(network.graph.nodes[member.actor]["label"])


def _document(
    network: Network, division: Division, traits: dict[int, tuple[Trait, ...]]
) -> dict[str, Any]:
    return {
        **said(network),
        "modularity": division.modularity,
        "least_modularity": division.least,
        "runs": division.runs,
        "communities": [
            {
                "community": community.number,
                "links_within": _within(network, {member.actor for member in community.members})[1],
                "co_presence_alone": _within(
                    network, {member.actor for member in community.members}
                )[0],
                "typical": [vars(trait) for trait in traits[community.number]],
                "members": [
                    {**vars(member), "label": _label(network, member)}
                    for member in community.members
                ],
            }
            for community in division.communities
        ],
        "alone": [network.graph.nodes[actor]["label"] for actor in division.alone],
    }
