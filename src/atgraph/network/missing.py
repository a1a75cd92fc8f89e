"""Where no path leads from one actor to another: what comes nearest to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.network.steps import Steps
from atgraph.network.ties.choice import Selection
from atgraph.network.ties.classes import DECLARED
from atgraph.network.ties.levels import BODY, Levels
from atgraph.network.ties.ties import EVENT, ORGANIZATION, PERSON, THEME, Ties, read_values

SAME_BODY, SHARED_THEME = "part of one body", "shared theme"
SAME_PLACE_AND_DAY, SAME_WHOLE = "same place and day", "parts of one event"

Holders = dict[str, dict[str, tuple[str, ...]]]
"""What may be had in common → who has it → the ties that say so."""
Nearest = tuple[int, int, str, str, str, tuple[str, ...]]
"""Steps, how many have it in common, what that is, the one, the other and the ties."""


@dataclass(frozen=True)
class MissingLink:
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


def find_missing(selection: Selection, steps: Steps) -> tuple[MissingLink, ...]:
    """Return the nearest missing link of each sort, the likeliest sort first.

    Of one sort the two things are nearest that have the fewest steps to the actors on their side;
    among these what the fewest have in common, since that says most.
    """
    here, there = (_distances(steps, end) for end in steps.ends)
    read = selection.read
    sorts = {
        SAME_BODY: _bodies(selection),
        SHARED_THEME: _themes(selection),
        SAME_PLACE_AND_DAY: _places_and_days(read),
        SAME_WHOLE: _wholes(read),
    }
    found = {how: _nearest(holders, here, there) for how, holders in sorts.items()}
    best = {how: nearest for how, nearest in found.items() if nearest}
    quotes = evidence_of(read.kg, {iri for nearest in best.values() for iri in nearest[-1]})
    return tuple(_link(read, how, nearest, quotes) for how, nearest in best.items())


def _distances(steps: Steps, end: str) -> dict[str, int]:
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


def _nearest(holders: Holders, here: Mapping[str, int], there: Mapping[str, int]) -> Nearest | None:
    options = (
        (here[one] + there[other], len(held), via, one, other, (*held[one], *held[other]))
        for via, held in holders.items()
        for one in _closest(held, here)
        for other in _closest(held, there)
        if one != other
    )
    return min(options, default=None)


def _closest(held: Iterable[str], near: Mapping[str, int]) -> list[str]:
    least = min((near[thing] for thing in held if thing in near), default=0)
    return [thing for thing in held if near.get(thing) == least]


def _link(
    read: Ties, how: str, nearest: Nearest, quotes: Mapping[str, list[Quoted]]
) -> MissingLink:
    steps, _, via, one, other, ties = nearest
    what, *days = via.split(" ")
    labels = read.labels([one, other, what])
    label = ", ".join(dict.fromkeys((labels[what], *days)))
    ends = (one, labels[one]), (other, labels[other])
    return MissingLink(how, *ends, (what, label), steps, quotes_of(ties, quotes))


def _bodies(selection: Selection) -> Holders:
    """Return topmost body → the organisations in it, the people declared ties bind to these."""
    levels, kinds = Levels(selection.read.above, BODY), selection.read.kinds
    found: Holders = defaultdict(dict)
    for tie in selection.ties:
        bodies = {end: levels.bodies(end) for end in tie.ends if kinds.get(end) == ORGANIZATION}
        for end, its in bodies.items():
            for body in its:
                found[body].setdefault(end, ())
        for end in tie.ends if tie.of.kind == DECLARED else ():
            for body in (b for its in bodies.values() for b in its if kinds.get(end) == PERSON):
                found[body][end] = (*found[body].get(end, ()), tie.iri)
    return found


def _themes(selection: Selection) -> Holders:
    found: Holders = defaultdict(dict)
    for tie in selection.ties:
        for theme in (end for end in tie.ends if selection.read.kinds.get(end) == THEME):
            for thing in (end for end in tie.ends if end != theme):
                found[theme][thing] = (*found[theme].get(thing, ()), tie.iri)
    return found


def _events(read: Ties) -> Iterator[str]:
    return (thing for thing, kind in read.kinds.items() if kind == EVENT)


def _places_and_days(read: Ties) -> Holders:
    """Return place and days → the events there and then; a part is where its whole is."""
    (places,) = read_values(read.kg, "atg:takesPlaceIn")
    found: Holders = defaultdict(dict)
    for event in (event for event in _events(read) if event in read.days):
        for place in (p for whole in read.parts.get(event, {event}) for p in places.get(whole, ())):
            found[" ".join((place, *read.days[event]))][event] = ()
    return found


def _wholes(read: Ties) -> Holders:
    found: Holders = defaultdict(dict)
    for event in _events(read):
        for whole in read.parts.get(event, frozenset()) - {event}:
            found[whole][event] = ()
    return found
