"""Which events hang together, by people alone, with organisations at the lower level, and rolled up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atgraph.network.flips_model import Compared, Flip
from atgraph.network.parts import Parts
from atgraph.network.ranking import some
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.ties import PERSON

Component = tuple[str, ...]


def components(parts: Parts) -> list[Component]:
    """Return events that actors join, those with most events first."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(parts)
    at: dict[str, str] = {}
    for event, actors in parts.items():
        graph.add_edges_from((event, at.setdefault(actor, event)) for actor in actors)
    return sorted(
        (tuple(sorted(part)) for part in networkx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )


def event_flips(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield into how many components the events fall by people alone, and at both levels; then each body that joins some."""
    below, above = compared.below.parts, compared.rolled_up.parts
    if len(above) < 2:
        return
    kinds = compared.below.selection.read.kinds
    people = {
        event: {actor: ties for actor, ties in actors.items() if kinds.get(actor) == PERSON}
        for event, actors in below.items()
    }
    alone, by_unit, rolled_up = map(components, (people, below, above))
    told = f"On people alone the {len(below)} events fall into {_count(alone)}: {_sets(compared, alone)}."
    yield Flip(
        "events joined by people",
        False,
        str(len(alone)),
        str(len(alone)),
        f"{told} No level changes that.",
    )
    sentence = f"With organisations {compared.below.words} they fall into {_count(by_unit)}, rolled up into {_count(rolled_up)}: {_sets(compared, rolled_up)}."
    yield Flip(
        "events joined by actors",
        by_unit != rolled_up,
        str(len(by_unit)),
        str(len(rolled_up)),
        sentence,
    )
    yield from _joiners(compared, alone, by_unit)


def _joiners(
    compared: Compared, alone: list[Component], by_unit: list[Component]
) -> Iterator[Flip]:
    """Yield each actor that joins, rolled up, events which people alone leave apart; it flips where the lower level leaves them apart too."""
    at: dict[str, list[str]] = {}
    for event in _in_order(compared, compared.rolled_up.parts):
        for actor in compared.rolled_up.parts[event]:
            at.setdefault(actor, []).append(event)
    joined = {
        actor: (_crossed(alone, events), _crossed(by_unit, events)) for actor, events in at.items()
    }
    for actor in sorted(
        (a for a, (apart, _) in joined.items() if apart > 1),
        key=lambda a: (-joined[a][1], -joined[a][0], compared.label(a)),
    ):
        yield _joiner(compared, actor, at[actor], *joined[actor])


def _crossed(components_: list[Component], events: list[str]) -> int:
    """Return how many components some events lie in."""
    return sum(not set(events).isdisjoint(component) for component in components_)


def _joiner(compared: Compared, actor: str, events: list[str], apart: int, by_unit: int) -> Flip:
    parts = compared.rolled_up.parts
    ties = [
        min(parts[event][actor], key=lambda tie: (tie.of.kind != DECLARED, tie.iri))
        for event in events
    ]
    through = [
        compared.label(end)
        for tie, event in zip(ties, events)
        for end in _ends(compared, tie.iri, tie.ends, event)
    ]
    known = [name for name in dict.fromkeys(through) if name != compared.label(actor)]
    where = f"apart on people alone{f' and {compared.below.words}' if by_unit > 1 else ''}"
    sentence = f"{compared.label(actor)}, rolled up, joins {apart} components that are {where}: {_events(compared, events)}"
    sentence += f"; through {some(known, 6)}." if known else "."
    return Flip(
        "who joins events",
        by_unit > 1,
        f"{by_unit} component{'s' if by_unit > 1 else ''}",
        "1 component",
        sentence,
        tuple(tie.iri for tie in ties),
    )


def _ends(compared: Compared, tie: str, ends: Iterable[str], event: str) -> Iterator[str]:
    """Yield whom the body is there through: the ends of the tie, a person with the bodies that it stands for."""
    read = compared.below.selection.read
    for end in ends:
        if end != event:
            yield end
            yield from read.stands_for.get(tie, ())


def _count(found: list[Component]) -> str:
    return f"{len(found)} component{'s' if len(found) != 1 else ''}"


def _sets(compared: Compared, found: list[Component]) -> str:
    return ", ".join(f"{{{_events(compared, component)}}}" for component in found)


def _events(compared: Compared, events: Iterable[str]) -> str:
    return ", ".join(f"“{compared.label(event)}”" for event in _in_order(compared, events))


def _in_order(compared: Compared, events: Iterable[str]) -> list[str]:
    """Return events by day, then by name."""
    days = compared.below.selection.read.days
    return sorted(events, key=lambda event: (days.get(event, ("", "")), compared.label(event)))
