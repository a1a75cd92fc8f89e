"""Where no path leads from one actor to another: what comes nearest to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.network.steps import Steps
from atgraph.network.ties.choice import Selection
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.levels import BODY, Levels
from atgraph.network.ties.ties import EVENT, ORGANIZATION, PERSON, THEME, Ties, read_values

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

SAME_BODY, SHARED_THEME, SAME_PLACE_AND_DAY, SAME_WHOLE = (
    "part of one body",
    "shared theme",
    "same place and day",
    "parts of one event",
)


@dataclass(frozen=True)
class Missing:
    """Two things, one on each side, that no tie joins, and what they have in common.

    Attributes:
        how: part of one body, shared theme, same place and day, or parts of one event.
        source, target: the IRIs and labels of the two; the first is on the side of who asks.
        via: IRI and label of what they have in common; of a place, with the days.
        steps: how many steps the two are from the actors on their side, together.
        evidence: the words that say so.
    """

    how: str
    source: tuple[str, str]
    target: tuple[str, str]
    via: tuple[str, str]
    steps: int
    evidence: tuple[Quoted, ...] = ()


Holders = Mapping[
    str, Mapping[str, tuple[str, ...]]
]  # what may be had in common → who has it → the ties that say so


def find_missing(kg: Graph, selection: Selection, steps: Steps) -> tuple[Missing, ...]:
    """Return the nearest missing link of each sort, the likeliest sort first.

    Of one sort the two things are nearest that have the fewest steps to the actors on their side;
    among these what the fewest have in common, since that says most.
    """
    near = [distances(steps, end) for end in steps.ends]
    read = selection.read
    sorts = {
        SAME_BODY: _bodies(selection),
        SHARED_THEME: _themes(selection),
        SAME_PLACE_AND_DAY: _places_and_days(kg, read),
        SAME_WHOLE: _wholes(read),
    }
    found = ((how, _nearest(holders, near[0], near[1])) for how, holders in sorts.items())
    return tuple(_tell(kg, read, how, *best) for how, best in found if best)


def distances(steps: Steps, end: str) -> dict[str, int]:
    """Return everything that steps lead to from an actor, with the number of steps."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in steps.costs:
        beside[one].append(other)
        beside[other].append(one)
    found, front = {end: 0}, [end]
    while front:
        reached = dict.fromkeys(n for thing in front for n in beside[thing] if n not in found)
        found.update((thing, found[front[0]] + 1) for thing in reached)
        front = list(reached)
    return found


def _nearest(
    holders: Holders, here: Mapping[str, int], there: Mapping[str, int]
) -> tuple[int, int, str, str, str, tuple[str, ...]] | None:
    """Return steps, how many have it in common, what, the one, the other and the ties."""
    options = (
        (
            here[one] + there[other],
            len(held),
            via,
            one,
            other,
            tuple(dict.fromkeys((*held[one], *held[other]))),
        )
        for via, held in holders.items()
        for one in _closest(held, here)
        for other in _closest(held, there)
        if one != other
    )
    return min(options, default=None)


def _closest(held: Iterable[str], near: Mapping[str, int]) -> list[str]:
    least = min((near[thing] for thing in held if thing in near), default=0)
    return [thing for thing in held if near.get(thing) == least]


def _tell(
    kg: Graph,
    read: Ties,
    how: str,
    steps: int,
    _: int,
    via: str,
    one: str,
    other: str,
    ties: tuple[str, ...],
) -> Missing:
    what, *days = via.split(" ")
    labels = read.labels([one, other, what])
    label = ", ".join(dict.fromkeys((labels[what], *days)))
    quotes = evidence_of(kg, ties)
    evidence = tuple(dict.fromkeys(quote for tie in ties for quote in quotes.get(tie, ())))
    return Missing(how, (one, labels[one]), (other, labels[other]), (what, label), steps, evidence)


def _bodies(selection: Selection) -> Holders:
    """Return topmost body → the organisations in it and the people whom declared ties bind to one of these."""
    levels, kinds = Levels(selection.read.above, BODY), selection.read.kinds
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for tie in selection.ties:
        bodies = [
            body
            for end in tie.ends
            if kinds.get(end) == ORGANIZATION
            for body in levels.bodies(end)
        ]
        for end in tie.ends:
            for body in (
                levels.bodies(end)
                if kinds.get(end) == ORGANIZATION
                else bodies
                if tie.of.kind == DECLARED
                else ()
            ):
                if kinds.get(end) == PERSON:
                    found[body][end] = (*found[body].get(end, ()), tie.iri)
                elif kinds.get(end) == ORGANIZATION:
                    found[body].setdefault(end, ())
    return found


def _themes(selection: Selection) -> Holders:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for tie in selection.ties:
        for theme in tie.ends:
            if selection.read.kinds.get(theme) == THEME:
                for thing in tie.ends:
                    if thing != theme:
                        found[theme][thing] = (*found[theme].get(thing, ()), tie.iri)
    return found


def _events(read: Ties) -> Iterator[str]:
    return (thing for thing, kind in read.kinds.items() if kind == EVENT)


def _places_and_days(kg: Graph, read: Ties) -> Holders:
    """Return place and days → the events there and then; a part is where its whole is."""
    (places,), found = read_values(kg, "atg:takesPlaceIn"), dict[str, dict[str, tuple[str, ...]]]()
    for event in _events(read):
        for place in (p for whole in read.parts.get(event, {event}) for p in places.get(whole, ())):
            if event in read.days:
                found.setdefault(" ".join((place, *read.days[event])), {})[event] = ()
    return found


def _wholes(read: Ties) -> Holders:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for event in _events(read):
        for whole in read.parts.get(event, ()):
            if whole != event:
                found[whole][event] = ()
    return found
