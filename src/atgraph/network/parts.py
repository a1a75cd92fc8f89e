"""Who has a part in which event, as actors stand at a level: what joins events, and who is ever in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from atgraph.network.projection import stand
from atgraph.network.ties.choice import Choice, Selection
from atgraph.network.ties.classes import DECLARED, PARTICIPATION
from atgraph.network.ties.levels import Levels
from atgraph.network.ties.ties import EVENT, Tie

Parts = Mapping[str, Mapping[str, frozenset[Tie]]]


def parts_in_events(selection: Selection, *choices: Choice) -> Parts:
    """Return event → actor → the ties by which it has a part there: it brings the event about, or takes part in it.

    Args:
        selection: the ties that count.
        choices: each says who the actors are, and the level at which they stand; the actors of all
            are there.
    """
    levels = [(Levels(selection.read.above, choice.level), choice.actors) for choice in choices]
    found: dict[str, dict[str, set[Tie]]] = defaultdict(lambda: defaultdict(set))
    for tie in selection.ties:
        if tie.of.kind not in (DECLARED, PARTICIPATION):
            continue
        for event in (end for end in tie.ends if selection.read.kinds.get(end) == EVENT):
            ends = [end for end in tie.ends if end != event]
            for actor in (
                actor
                for at, actors in levels
                for actor, _ in stand(selection.read, at, actors, tie, ends)
            ):
                found[event][actor].add(tie)
    return {
        event: {actor: frozenset(ties) for actor, ties in sorted(found[event].items())}
        for event in sorted(found)
        if found[event]
    }
