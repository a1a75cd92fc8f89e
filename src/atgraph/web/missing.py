"""Where is something missing, what changed between programmes, who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.errors import NotFoundError
from atgraph.graph.graph import text
from atgraph.network.choice import choose, linking_ties
from atgraph.network.communities import Division, Trait, divide, read_traits, typical
from atgraph.network.compare import WHOLE, Comparison, compare
from atgraph.network.gaps import COMMUNITIES, GRIDS, MEMBERS, Gap, Gaps, find_gaps
from atgraph.network.grids import known_grids
from atgraph.network.measures import MEASURES, compact
from atgraph.network.network import Network, draw_selection
from atgraph.network.ranking import Ranking, explain, rank
from atgraph.network.robustness import Stated
from atgraph.network.structure import Brokers, find_brokers
from atgraph.network.ties import THEME
from atgraph.web.answers import asked_for, page, reading_of, told
from atgraph.web.named import Names, names_in
from atgraph.web.turns import answered_in_time, kept_in_time

SHOWN = 6  # findings of a sort
MOST = 10  # ranks, and members of a group that are named
COMPARED = 10  # comparisons that are kept
NARROWER = "compare two programmes that are shorter"
CHANGED = {
    "new": "Who is new",
    "left": "Who is no longer there",
    "title changed": "Whose title is another",
    "tie kept": "Ties that are kept",
    "tie new": "Ties that are new",
    "tie ended": "Ties that are not there any more",
    "theme rose": "Themes that more events speak of",
    "theme fell": "Themes that fewer events speak of",
}


@dataclass(frozen=True)
class Missing:
    """What is missing, by sort: each the first findings, how many there are, and how little it is.

    ``groups`` describe the communities, ``events`` is how many events were looked at; ``things``
    are those that the findings may name.
    """

    members: list[Gap]
    apart: list[Gap]
    empty: list[Gap]
    groups: list[str]
    counts: Mapping[str, int]
    events: int
    grids: Mapping[str, str]
    things: Names


def missing(kg: KnowledgeGraph) -> Missing:
    """Return what is missing in a graph."""
    known = linking_ties(kg)

    def found(section: str, top: int) -> Gaps:
        return find_gaps(kg, sections=[section], top=top, quotes=True, known=known)

    pairs, grids = found(COMMUNITIES, 0), found(GRIDS, 10_000)
    members = found(MEMBERS, 10_000)
    heads = [line.strip() for head in pairs.heads.values() for line in head[1:]]
    all_of = {"members": members.findings, "apart": pairs.findings, "empty": grids.findings}
    counts = {name: len(findings) for name, findings in all_of.items()}
    first = {name: findings[:SHOWN] for name, findings in all_of.items()}
    titles = {name: grid.title for name, grid in known_grids(kg).items()}
    shown = [gap for findings in first.values() for gap in findings]
    bodies = sorted({body for gap in shown for body in gap.bodies})
    themes = (iri for iri, kind in known.kinds.items() if kind == THEME)
    things = names_in(known, (*bodies, *themes), (gap.statements for gap in shown))
    return Missing(
        **first, groups=heads, counts=counts, events=grids.events, grids=titles, things=things
    )


def gaps(request: Request) -> Response:
    """Answer with what is missing, or with one table of what is there and what is not."""
    asked = asked_for(request, "grid")

    def found() -> dict[str, Any]:
        reading = reading_of(request)
        grid = _grid(reading.kg, asked["grid"]) if asked["grid"] else None
        return {"missing": kept_in_time(reading, _missing_or_nothing), "grid": grid}

    return told(request, "gaps", asked, found)


def _missing_or_nothing(kg: KnowledgeGraph) -> Missing | None:
    try:
        return missing(kg)
    except NotFoundError:  # there is no tie
        return None


def _grid(kg: KnowledgeGraph, name: str) -> dict[str, Any]:
    """Return a table: its title, its columns, and each row with the gap or filling of each cell."""
    found = find_gaps(kg, sections=[GRIDS], grids=[name], top=0, quotes=True)
    grid = found.grids[0]
    cells = {(gap.one, gap.other): gap for gap in found.findings if gap.section == grid.name}
    rows = [(row, [cells[row, column] for column in grid.columns]) for row in grid.rows]
    return {"title": grid.title, "columns": grid.columns, "rows": rows, "nowhere": grid.nowhere}


def changes(request: Request) -> Response:
    """Answer with what changed from one programme to another."""
    asked = asked_for(request, "before", "now", "what")  # one kind of change, or all
    rows = reading_of(request).kg.select(WHOLE)
    programmes = {text(row, "event"): text(row, "label") for row in rows}

    def found() -> dict[str, Any]:
        if not (asked["before"] and asked["now"]):
            return {}
        reading, ends = reading_of(request), (asked["before"], asked["now"])
        known = kept_in_time(reading, linking_ties)

        def look() -> Comparison:
            return compare(reading.kg, *ends, known=known)

        compared = answered_in_time(reading, (compare, *ends), look, NARROWER, COMPARED)
        groups = groupby(compared.changes, lambda change: change.what)
        wanted = [(what, list(its)) for what, its in groups if asked["what"] in ("", what)]
        return {"compared": compared, "groups": [(CHANGED[w], w, its) for w, its in wanted]}

    return told(request, "changes", {**asked, "programmes": programmes}, found)


@dataclass(frozen=True)
class PlaceInNetwork:
    """Who is tied to many, who stands between others, and who belongs together."""

    network: Network
    ranking: Ranking
    brokers: Brokers
    division: Division
    typical: Mapping[int, tuple[Trait, ...]]

    @property
    def explained(self) -> str:
        """What the intervals of ranks are."""
        return explain(self.ranking)


def standing(kg: KnowledgeGraph) -> PlaceInNetwork | None:
    """Return who stands where in the network of organisations; None where nobody is linked."""
    selection = choose(kg, {})
    network, stated = draw_selection(selection), Stated.read(kg)
    if not network.graph.number_of_edges():
        return None
    division = divide(compact(network.graph))
    return PlaceInNetwork(
        network,
        rank(network, "degree", stated),
        find_brokers(network, stated, top=MOST, tested=False),  # of these no rank is shown
        division,
        typical(division, read_traits(kg, selection, network)),
    )


def stand(request: Request) -> Response:
    """Answer with who stands where."""
    found = kept_in_time(reading_of(request), standing)
    return page(request, "standing", found=found, most=MOST, measures=MEASURES)


routes = [
    Route("/network/gaps", gaps),
    Route("/network/compare", changes),
    Route("/network/standing", stand),
]
