"""Introduction paths: who could introduce one actor to another, step by step, with the words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, permutations
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import recognize
from atgraph.errors import LateError, NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.introductions import Introduction, hidden_ties, introductions
from atgraph.network.meetings import Pair
from atgraph.network.network import Link, direct_links, what_is_left_out
from atgraph.network.steps import ANY, THROUGH, Steps, check_steps
from atgraph.network.ties import (
    BODY,
    DECLARED,
    EVENT,
    ORGANIZATION,
    PERSON,
    THEME,
    Levels,
    Ties,
    read_values,
)
from atgraph.rdf.namespaces import ATG

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
        source, target: the IRIs and labels of the two; the first is on the side of who asks.
        via: IRI and label of what they have in common; of a place, with the days.
        steps: how many steps the two are from the actors on their side, together.
    """

    how: str
    source: tuple[str, str]
    target: tuple[str, str]
    via: tuple[str, str]
    steps: int
    evidence: tuple[Quoted, ...] = ()


def find_missing(selection: Selection, steps: Steps) -> tuple[MissingLink, ...]:
    """Return the nearest missing link of each sort, the likeliest sort first.

    Nearest is what has the fewest steps to the actors on both sides; among these what the fewest
    have in common, since that says most.
    """
    here, there = map(steps.distances, steps.ends)
    read = selection.read
    sorts = {
        SAME_BODY: _bodies(selection),
        SHARED_THEME: _themes(selection),
        SAME_PLACE_AND_DAY: _places_and_days(read),
        SAME_WHOLE: _wholes(read),
    }
    nearest = ((how, _nearest(holders, here, there)) for how, holders in sorts.items())
    best = {how: found for how, found in nearest if found}
    quotes = evidence_of(read.kg, {iri for *_, ties in best.values() for iri in ties})
    links = []
    for how, (count, _, via, one, other, ties) in best.items():
        what, *days = via.split(" ")
        labels = read.labels([one, other, what])
        label = ", ".join(dict.fromkeys((labels[what], *days)))
        ends = (one, labels[one]), (other, labels[other])
        links.append(MissingLink(how, *ends, (what, label), count, quotes_of(ties, quotes)))
    return tuple(links)


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
        for theme, thing in permutations(tie.ends, 2):
            if selection.read.kinds.get(theme) == THEME:
                found[theme][thing] = (*found[theme].get(thing, ()), tie.iri)
    return found


def _wholes(read: Ties) -> Holders:
    found: Holders = defaultdict(dict)
    for event, its in read.parts.items():
        for whole in its - {event}:
            found[whole][event] = ()
    return found


def _places_and_days(read: Ties) -> Holders:
    """Return place and days → the events there and then; a part is where its whole is."""
    (places,) = read_values(read.kg, "atg:takesPlaceIn")
    found: Holders = defaultdict(dict)
    for event in (e for e, kind in read.kinds.items() if kind == EVENT and e in read.days):
        for place in (p for whole in read.parts.get(event, {event}) for p in places.get(whole, ())):
            found[" ".join((place, *read.days[event]))][event] = ()
    return found


@dataclass(frozen=True)
class Stop:
    """A stop on a path: an actor, or a thing in which two meet."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True)
class Hop:
    """One step: its cost (see `Steps`), all that is said between the two, the words for each."""

    source: Stop
    target: Stop
    cost: float
    links: tuple[Link, ...]
    evidence: tuple[tuple[Quoted, ...], ...]


@dataclass(frozen=True)
class PathsFound:
    """The answer: who could introduce, then the best paths, or what is missing where there is none.

    ``introductions`` are for two organisations, of all that is known: of no event, theme or days.
    ``is_late`` says that they were not found in the time that it may take.
    ``elsewhere`` says who else could stand between the two so that there is a path.
    """

    source: Stop
    target: Stop
    through: str
    choice: Choice
    left_out: LeftOut
    introductions: tuple[Introduction, ...] = ()
    paths: tuple[tuple[Hop, ...], ...] = ()
    missing: tuple[MissingLink, ...] = ()
    elsewhere: tuple[str, ...] = ()
    is_late: bool = False

    @property
    def costs(self) -> list[float]:
        """What each path costs."""
        return [sum(hop.cost for hop in path) for path in self.paths]


def find_paths(
    kg: Graph,
    source: str,
    target: str,
    *,
    count: int = 3,
    through: str = ANY,
    known: Ties | None = None,
    seconds: float | None = None,
    **chosen: Unpack[Chosen],
) -> PathsFound:
    """Return the cheapest paths from one actor to another over actors, events and other things.

    A path does not run through people who are listed on request, and ends at one only where its
    whole name is given. At the level body, where none is chosen, the two actors stand with
    everything within them. ``through`` says who may stand between the two: any, people or
    organizations; ``known`` is as in `choose`, and ``seconds`` how long to look for who introduces.

    Raises:
        NotFoundError: an actor is not there, or has no tie.
        QueryError: the two are one; or as `choose` says.
    """
    if through not in THROUGH:
        why = f"can stand between two actors; use one of {', '.join(THROUGH)}"
        raise QueryError(f"nobody called {through!r} {why}")
    if count < 1:
        raise QueryError(f"the number of paths must be 1 or more, not {count}")
    matches = [recognize(kg, name, ATG + "Actor") for name in (source, target)]
    ends = matches[0].thing.iri, matches[1].thing.iri
    named = [match.thing.iri for match in matches if match.whole]
    selection = choose(kg, chosen, "both", level=BODY, named=named, known=known)
    if unnamed := [match.text for match in matches if match.thing.iri in selection.hidden]:
        hint = "`atgraph search` looks in names and quotes"
        raise NotFoundError(f"nothing is called {unnamed[0]!r} here; {hint}")
    check_steps(selection.choice.ties)
    _check_ends(ends, selection.read, selection.choice.level)
    return _answer(selection, ends, through, count, seconds)


def _answer(
    selection: Selection, ends: Pair, through: str, count: int, seconds: float | None
) -> PathsFound:
    read, steps = selection.read, _steps(selection, ends, through)
    paths = steps.shortest(*ends, count)
    things = {*ends, *chain(*paths)}
    labels, kinds = read.labels(things), read.kind_names(things)
    stops = {iri: Stop(iri, labels[iri], kinds[iri]) for iri in things}
    left_out = what_is_left_out(selection, steps.over_cap)
    found = PathsFound(stops[ends[0]], stops[ends[1]], through, selection.choice, left_out)
    if not selection.choice.when and all(read.kinds.get(end) == ORGANIZATION for end in ends):
        hidden = hidden_ties(selection)
        try:
            named = introductions(read.kg, *ends, hidden, seconds=seconds)
            found = replace(found, introductions=tuple(named))
        except LateError:
            found = replace(found, is_late=True)
    if paths:
        return replace(found, paths=_hops(paths, steps, stops))
    others = (other for other in THROUGH if other != through)
    elsewhere = (o for o in others if _steps(selection, ends, o).shortest(*ends, 1))
    first = tuple(islice(elsewhere, 1))
    return replace(found, missing=find_missing(selection, steps), elsewhere=first)


def _check_ends(ends: Pair, read: Ties, level: str) -> None:
    one, other = ends
    tied = {end for tie in read.all for end in tie.ends}

    def called(end: str) -> str:
        return f"“{read.labels([end])[end]}”"

    if one == other:
        raise QueryError(f"both names stand for {called(one)}; name two actors")
    if level == BODY and (other in read.above.get(one, ()) or one in read.above.get(other, ())):
        why = "are one body when rolled up; ask with --level unit"
        raise QueryError(f"{called(one)} and {called(other)} {why}")
    for end in ends:
        if end not in tied:
            raise NotFoundError(f"{called(end)} has no tie; nothing leads there")


def _steps(chosen: Selection, ends: Pair, through: str) -> Steps:
    choice, levels = chosen.choice, Levels(chosen.read.above, chosen.choice.level, ends)
    return Steps(chosen.read, chosen.ties, ends, through, choice.ties, levels, choice.cap)


def _hops(
    paths: Sequence[Sequence[str]], steps: Steps, stops: dict[str, Stop]
) -> tuple[tuple[Hop, ...], ...]:
    """Return paths as hops, with the words of each tie."""
    pairs = {(min(pair), max(pair)) for path in paths for pair in pairwise(path)}
    ties = {tie for pair in pairs for tie in steps.ties[pair]}
    steps.read.details(ties)
    quotes = evidence_of(steps.read.kg, [tie.iri for tie in ties])

    def hop(a: str, b: str) -> Hop:
        pair = min(a, b), max(a, b)
        links = tuple(sorted(direct_links(steps.read, steps.ties[pair], pair, steps.stand)))
        evidence = tuple(quotes_of(link.statements, quotes) for link in links)
        return Hop(stops[a], stops[b], steps.costs[pair], links, evidence)

    return tuple(tuple(hop(a, b) for a, b in pairwise(path)) for path in paths)
