"""Introduction paths: who could introduce one actor to another, step by step, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.citations import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.namespaces import ATG
from atgraph.network.levels import BODY, Levels
from atgraph.network.missing import Missing, find_missing
from atgraph.network.model import Choice, LeftOut, Link
from atgraph.network.projection import Pair, direct_links
from atgraph.network.reading import Ties
from atgraph.network.selection import Selection, When, in_order, select_ties
from atgraph.network.steps import ANY, THROUGH, Steps

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph

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
        elsewhere: where there is no path, who else could stand between the two so that there is one.
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
    kg: KnowledgeGraph,
    source: str,
    target: str,
    *,
    count: int = 3,
    through: str = ANY,
    ties: Iterable[str] = Choice.ties,
    level: str = BODY,
    when: When = None,
    cap: int = Choice.cap,
    on_request: bool = False,
    data: Path | None = None,
) -> PathsFound:
    """Return the cheapest paths from one actor to another on the graph of actors, events and other things that ties lead to.

    The k shortest paths without a loop are found by Yen's algorithm (J. Y. Yen, Finding the K shortest loopless paths in
    a network, Management Science 17, 712-716, 1971), as igraph has it. People who are listed on request are no stepping stones.

    Args:
        kg: the graph.
        source: a name of the one actor.
        target: a name of the other.
        count: how many paths at most.
        through: who may stand between the two: any, people or organizations.
        ties: the kinds of tie that count: declared, co-presence (parts in events), mention.
        level: body (rolled up; the two actors stand with everything within them), unit or printed.
        when: as `draw_network` says.
        cap: what more actors than this have in common is no stepping stone.
        on_request: whether people who are listed on request may be stepping stones; who is asked for by name is never left out.
        data: as `draw_network` says.

    Raises:
        NotFoundError: an actor is not there, or has no tie of these kinds.
        QueryError: the two are one, or a choice is not there.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.entities import find

    if through not in THROUGH:
        raise QueryError(f"nobody called {through!r} can stand between two actors; use one of {', '.join(THROUGH)}")
    if count < 1:
        raise QueryError(f"{count} paths are none; ask for 1 or more")
    ends = find(kg, source, ACTOR).value, find(kg, target, ACTOR).value
    choice = Choice(in_order(ties), "both", level, "", cap, on_request)
    selection = select_ties(kg, choice, when=when, named=ends, data=data)
    _check_ends(ends, selection.read, level)
    steps = _steps(selection, choice, ends, through)
    found = PathsFound(
        _place(selection.read, ends[0]), _place(selection.read, ends[1]), through, replace(choice, when=selection.when), _left_out(selection, steps)
    )
    if paths := shortest(steps, count):
        return replace(found, paths=_told(kg, paths, steps))
    elsewhere = tuple(other for other in THROUGH if other != through and shortest(_steps(selection, choice, ends, other), 1))
    return replace(found, missing=find_missing(kg, selection, steps), elsewhere=elsewhere[:1])


def _check_ends(ends: Pair, read: Ties, level: str) -> None:
    one, other = ends
    labels = read.labels(ends)
    if one == other:
        raise QueryError(f"both names stand for “{labels[one]}”; name two actors")
    above = read.above
    if level == BODY and (other in above.get(one, ()) or one in above.get(other, ())):
        raise QueryError(f"“{labels[one]}” and “{labels[other]}” are one body when rolled up; ask with --level unit")
    tied = {end for tie in read.all for end in tie.ends}
    for end in ends:
        if end not in tied:
            raise NotFoundError(f"“{labels[end]}” has no tie; nothing leads there")


def _steps(selection: Selection, choice: Choice, ends: Pair, through: str) -> Steps:
    levels = Levels(selection.read.above, choice.level, ends)
    return Steps(selection.read, selection.ties, ends, through, choice.ties, levels, choice.cap)


def _left_out(selection: Selection, steps: Steps) -> LeftOut:
    return replace(selection.left_out, over_cap=tuple(sorted(selection.read.labels(steps.over_cap).values())))


def shortest(steps: Steps, count: int) -> list[list[str]]:
    """Return the cheapest paths, the cheapest first, each the things it leads through."""
    import igraph

    pairs = sorted(steps.costs)
    names = sorted({end for pair in pairs for end in pair})
    number = {name: index for index, name in enumerate(names)}
    if not set(steps.ends) <= number.keys():
        return []
    graph = igraph.Graph(len(names), [(number[a], number[b]) for a, b in pairs])
    one, other = (number[end] for end in steps.ends)
    if other not in graph.subcomponent(one):
        return []
    costs = [steps.costs[pair] for pair in pairs]
    return [[names[i] for i in path] for path in graph.get_k_shortest_paths(one, other, count, costs, mode="all")]


def _place(read: Ties, iri: str) -> Place:
    return Place(iri, read.labels([iri])[iri], read.kind_names([iri])[iri])


def _told(kg: KnowledgeGraph, paths: Sequence[Sequence[str]], steps: Steps) -> tuple[tuple[Hop, ...], ...]:
    """Return paths as hops, with the words of each tie."""
    ties = {tie for path in paths for a, b in pairwise(path) for tie in steps.ties[min(a, b), max(a, b)]}
    steps.read.details(ties)
    quotes = evidence_of(kg, [tie.iri for tie in ties])
    places = {iri: _place(steps.read, iri) for iri in dict.fromkeys(iri for path in paths for iri in path)}

    def hop(a: str, b: str) -> Hop:
        pair = min(a, b), max(a, b)
        links = tuple(sorted(direct_links(steps.read, steps.ties[pair], pair, steps.stand)))
        evidence = (dict.fromkeys(quote for iri in link.statements for quote in quotes.get(iri, ())) for link in links)
        return Hop(places[a], places[b], steps.costs[pair], links, tuple(map(tuple, evidence)))

    return tuple(tuple(hop(a, b) for a, b in pairwise(path)) for path in paths)
