"""Who has a part in which event, as actors stand at a level: what joins events, and who is ever in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from atgraph.network.levels import Levels
from atgraph.network.model import DECLARED, PARTICIPATION, Choice
from atgraph.network.projection import stand
from atgraph.network.reading import EVENT, Tie
from atgraph.network.selection import Selection

Parts = Mapping[str, Mapping[str, frozenset[Tie]]]


def parts_in_events(selection: Selection, choice: Choice) -> Parts:
    """Return event → actor → the ties by which it has a part there: it brings the event about, or takes part in it.

    Args:
        selection: the ties that count.
        choice: who the actors are, and the level at which they stand.
    """
    levels = Levels(selection.read.above, choice.level)
    found: dict[str, dict[str, set[Tie]]] = defaultdict(lambda: defaultdict(set))
    for tie in selection.ties:
        if tie.of.kind in (DECLARED, PARTICIPATION):
            for event in tie.ends:
                if selection.read.kinds.get(event) == EVENT:
                    for actor, _ in stand(selection.read, levels, choice.actors, tie, [end for end in tie.ends if end != event]):
                        found[event][actor].add(tie)
    return {event: {actor: frozenset(ties) for actor, ties in sorted(found[event].items())} for event in sorted(found) if found[event]}
