"""What changes when units are rolled up to the body above: each finding at both levels, and whether it flips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from atgraph.ask.evidence import evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.flips_model import Compared, Flip, Flips, View
from atgraph.network.ties.choice import Choice, Chosen, choose
from atgraph.network.ties.levels import BODY, LEVELS

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph


def find_flips(
    kg: Graph, *, actors: str = Choice.actors, top: int = 5, seed: int = 0, **chosen: Unpack[Chosen]
) -> Flips:
    """Return what changes when units are rolled up to the body above.

    Args:
        kg: the graph.
        actors: who is in the network: organizations or both.
        top: how many at the top of a ranking, and how many examples.
        seed: of the search for communities.
        chosen: what counts, as `Chosen` says; its level, unit or printed, is the lower one that
            rolling up is compared with.

    Raises:
        QueryError: a choice that is not there, or that leaves nothing to compare.
        NotFoundError: nothing is called like the event, or nobody has a tie of these kinds.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    if chosen.get("level") == BODY:
        raise QueryError(
            f"both sides would be rolled up; name the level that this is compared with, --level {' or --level '.join(LEVELS[1:])}"
        )
    if actors == "people":
        raise QueryError("people are not rolled up; choose --actors organizations or both")
    selection = choose(kg, chosen, actors)
    compared = Compared(
        View(selection, seed),
        View(replace(selection, choice=replace(selection.choice, level=BODY)), seed),
    )
    if not compared.below.network.graph.number_of_nodes():
        raise NotFoundError(
            f"there is no actor in this network, so nothing can change; choose other ties or days ({compared.below.network.choice})"
        )
    findings = tuple(_findings(compared, top))
    words = evidence_of(kg, {statement for flip in findings for statement in flip.statements})
    told = (
        replace(
            flip,
            evidence=tuple(dict.fromkeys(q for s in flip.statements for q in words.get(s, ()))),
        )
        for flip in findings
    )
    return Flips(compared.below.network, compared.rolled_up.network, tuple(told))


def _findings(compared: Compared, top: int) -> Iterator[Flip]:
    from atgraph.network.flips_events import event_flips
    from atgraph.network.flips_links import link_flips
    from atgraph.network.flips_places import place_flips

    yield from event_flips(compared, top)
    yield from link_flips(compared, top)
    yield from place_flips(compared, top)
