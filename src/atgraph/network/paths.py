"""Introduction paths: who could introduce one actor to another, step by step, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Unpack

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.missing import Missing, find_missing
from atgraph.network.projection import Link, Pair, direct_links
from atgraph.network.steps import ANY, THROUGH, Steps, check_kinds
from atgraph.network.ties.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.ties.levels import BODY, Levels
from atgraph.network.ties.ties import Ties
from atgraph.rdf.namespaces import ATG

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

ACTOR = ATG + "Actor"


@dataclass(frozen=True)
class Place:
    """A stop on a path: an actor, or a thing in which two meet."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True)
class Hop:
    """One step, from one place to the next.

    Attributes:
        cost: as `Steps` says.
        links: all that is said between the two, sorted; evidence: for each, the words.
    """

    source: Place
    target: Place
    cost: float
    links: tuple[Link, ...]
    evidence: tuple[tuple[Quoted, ...], ...]


@dataclass(frozen=True)
class PathsFound:
    """The answer: the best paths, or what is missing where there is none.

    Attributes:
        source, target: the two actors.
        paths: the best first, each its hops; their costs are as `Steps` says.
        missing: where there is no path, the nearest missing link.
        elsewhere: where there is no path, who else could stand between the two so that there is
            one.
    """

    source: Place
    target: Place
    through: str
    choice: Choice
    left_out: LeftOut
    paths: tuple[tuple[Hop, ...], ...] = ()
    missing: tuple[Missing, ...] = ()
    elsewhere: tuple[str, ...] = ()

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
    **chosen: Unpack[Chosen],
) -> PathsFound:
    """Return the cheapest paths from one actor to another on the graph of actors, events and other things that ties lead to.

    People who are listed on request are no stepping stones, and an end only by their whole name. At
    the level body, where none is chosen, the two actors stand with everything within them.

    Args:
        kg: the graph.
        source: a name of the one actor.
        target: a name of the other.
        count: how many paths at most.
        through: who may stand between the two: any, people or organizations.
        chosen: what counts, as `Chosen` says.

    Raises:
        NotFoundError: an actor is not there, or has no tie.
        QueryError: the two are one, or a choice is not there.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.ask.lookup import recognize

    if through not in THROUGH:
        raise QueryError(
            f"nobody called {through!r} can stand between two actors; use one of {', '.join(THROUGH)}"
        )
    if count < 1:
        raise QueryError(f"{count} paths are none; ask for 1 or more")
    one, other = recognize(kg, source, ACTOR), recognize(kg, target, ACTOR)
    ends = one.thing.iri, other.thing.iri
    selection = choose(
        kg,
        chosen,
        "both",
        level=BODY,
        named=[match.thing.iri for match in (one, other) if match.whole],
    )
    if unnamed := [match.typed for match in (one, other) if match.thing.iri in selection.hidden]:
        raise NotFoundError(
            f"nothing is called {unnamed[0]!r} here; `atgraph search` looks in names and quotes"
        )
    check_kinds(selection.choice.ties)
    _check_ends(ends, selection.read, selection.choice.level)
    return _answer(kg, selection, ends, through, count)


def _answer(kg: Graph, selection: Selection, ends: Pair, through: str, count: int) -> PathsFound:
    steps, places = _steps(selection, ends, through), [_place(selection.read, end) for end in ends]
    found = PathsFound(places[0], places[1], through, selection.choice, _left_out(selection, steps))
    if paths := steps.shortest(*ends, count):
        return replace(found, paths=_told(kg, paths, steps))
    elsewhere = tuple(
        other
        for other in THROUGH
        if other != through and _steps(selection, ends, other).shortest(*ends, 1)
    )
    return replace(found, missing=find_missing(kg, selection, steps), elsewhere=elsewhere[:1])


def _check_ends(ends: Pair, read: Ties, level: str) -> None:
    one, other = ends
    labels = read.labels(ends)
    if one == other:
        raise QueryError(f"both names stand for “{labels[one]}”; name two actors")
    above = read.above
    if level == BODY and (other in above.get(one, ()) or one in above.get(other, ())):
        raise QueryError(
            f"“{labels[one]}” and “{labels[other]}” are one body when rolled up; ask with --level unit"
        )
    tied = {end for tie in read.all for end in tie.ends}
    for end in ends:
        if end not in tied:
            raise NotFoundError(f"“{labels[end]}” has no tie; nothing leads there")


def _steps(selection: Selection, ends: Pair, through: str) -> Steps:
    choice = selection.choice
    levels = Levels(selection.read.above, choice.level, ends)
    return Steps(selection.read, selection.ties, ends, through, choice.ties, levels, choice.cap)


def _left_out(selection: Selection, steps: Steps) -> LeftOut:
    return replace(
        selection.left_out, over_cap=tuple(sorted(selection.read.labels(steps.over_cap).values()))
    )


def _place(read: Ties, iri: str) -> Place:
    return Place(iri, read.labels([iri])[iri], read.kind_names([iri])[iri])


def _told(kg: Graph, paths: Sequence[Sequence[str]], steps: Steps) -> tuple[tuple[Hop, ...], ...]:
    """Return paths as hops, with the words of each tie."""
    ties = {
        tie for path in paths for a, b in pairwise(path) for tie in steps.ties[min(a, b), max(a, b)]
    }
    steps.read.details(ties)
    quotes = evidence_of(kg, [tie.iri for tie in ties])
    places = {
        iri: _place(steps.read, iri) for iri in dict.fromkeys(iri for path in paths for iri in path)
    }

    def hop(a: str, b: str) -> Hop:
        pair = min(a, b), max(a, b)
        links = tuple(sorted(direct_links(steps.read, steps.ties[pair], pair, steps.stand)))
        evidence = (
            dict.fromkeys(quote for iri in link.statements for quote in quotes.get(iri, ()))
            for link in links
        )
        return Hop(places[a], places[b], steps.costs[pair], links, tuple(map(tuple, evidence)))

    return tuple(tuple(hop(a, b) for a, b in pairwise(path)) for path in paths)
