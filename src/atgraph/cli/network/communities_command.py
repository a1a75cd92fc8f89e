"""atgraph network communities."""

from collections.abc import Iterator
from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write
from atgraph.network.choice import Chosen, choose
from atgraph.network.communities import Division, Member, Trait, divide, read_traits, typical
from atgraph.network.measures import compact
from atgraph.network.network import Network, draw_selection
from atgraph.network.ranking import alone, check_links

Traits = dict[int, tuple[Trait, ...]]

COLUMNS = ("community", "size", "links_within", "co_presence_alone", "typical", "unsure", "members")
MEMBER_COLUMNS = ("community", "actor", "kind", "ambiguity", "leans_to", "pull")
UNSURE = 0.1  # the ambiguity from which a member is named as unsure
WHAT = (
    "communities: groups whose members are linked more among themselves than to others, by the"
    " Leiden algorithm (Traag, Waltman and van Eck 2019)",
    "ambiguity: 0 where every run puts a member with the rest of its community, 1 where none does",
)
RUNS_HELP = "How often they are searched for; by default 20, of a large network fewer, at least 5."


@click.command("communities")
@options.flag_option("--members", "A row for each member instead of each community.")
@click.option("--runs", type=click.IntRange(1, 10_000), help=RUNS_HELP)
@shared.seed_option
@shared.counting_in_text
def communities_command(
    members: bool, runs: int | None, seed: int, actors: str, fmt: str | None, chosen: Chosen
) -> None:
    """List communities, and whose place is unsure.

    Each is listed with its members and what is typical of it. The best of several runs counts; how
    often a member changes company between them is its ambiguity.
    """
    kg = options.open_graph()
    selection = choose(kg, chosen, actors)
    network = draw_selection(selection)
    check_links(network)
    division = divide(compact(network.graph), runs, seed)
    traits = typical(division, read_traits(kg, selection, network))
    document, lines = _document(network, division, traits), _lines(network, division, traits)
    rows = _members(network, division) if members else _communities(network, division, traits)
    write(MEMBER_COLUMNS if members else COLUMNS, rows, fmt, document=document, lines=lines)
    alone = f"; {len(division.alone)} without a link are in none" if division.alone else ""
    best = f"the best of {division.runs} runs (the worst: {division.least:.3f})"
    shared.say_what_counts(network, (*WHAT, f"modularity {division.modularity:.3f}, {best}{alone}"))


def _communities(network: Network, division: Division, traits: Traits) -> Iterator[tuple[str, ...]]:
    for community in division.communities:
        number, members = community.number, community.members
        lone, within = _within(network, members)
        unsure = (_unsure(network, one) for one in members if (one.ambiguity or 0) >= UNSURE)
        names = sorted(network.labels[member.actor] for member in members)
        lists = map("; ".join, (map(str, traits[number]), unsure, names))
        yield (str(number), str(len(members)), str(within), f"{lone} of {within}", *lists)


def _lines(network: Network, division: Division, traits: Traits) -> Iterator[str]:
    for found, size, _, lone, _, unsure, names in _communities(network, division, traits):
        yield f"{found}  {size} members, {lone} links by co-presence alone"
        yield from (f"     {trait}" for trait in traits[int(found)])
        yield f"     who: {names}"
        if unsure:
            yield f"     unsure: {unsure}"


def _members(network: Network, division: Division) -> Iterator[tuple[str, ...]]:
    for community in division.communities:
        for member in community.members:
            who = (network.labels[member.actor], network.graph.nodes[member.actor]["kind"])
            leans = (str(member.leans), shared.number(member.pull)) if member.leans else ("", "")
            yield (str(community.number), *who, shared.number(member.ambiguity), *leans)


def _within(network: Network, members: tuple[Member, ...]) -> tuple[int, int]:
    """Return how many links run within a community by co-presence alone, and how many in all."""
    actors = {member.actor for member in members}
    edges = network.graph.subgraph(actors).edges(data="kinds")
    return sum(alone(kinds) for _, _, kinds in edges), len(edges)


def _unsure(network: Network, member: Member) -> str:
    leans = f", leans to {member.leans}" if member.leans else ""
    return f"{network.labels[member.actor]} ({shared.number(member.ambiguity)}{leans})"


def _document(network: Network, division: Division, traits: Traits) -> dict[str, Any]:
    communities = []
    for community in division.communities:
        members = [{**vars(one), "label": network.labels[one.actor]} for one in community.members]
        lone, within = _within(network, community.members)
        links = {"links_within": within, "co_presence_alone": lone}
        of_members = {"typical": traits[community.number], "members": members}
        communities.append({"community": community.number, **links, **of_members})
    return {
        **shared.described(network),
        "modularity": division.modularity,
        "least_modularity": division.least,
        "runs": division.runs,
        "communities": communities,
        "alone": [network.labels[actor] for actor in division.alone],
    }
