"""atgraph network rank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.counting import (
    counting,
    lone,
    number,
    open_network,
    runs_option,
    said,
    seed_option,
    tell,
    weighted_option,
    write,
)

if TYPE_CHECKING:
    from atgraph.network.network import Network
    from atgraph.network.ranking import RankedActor, Ranking
    from atgraph.network.ties.choice import Chosen

COLUMNS = (
    "rank",
    "actor",
    "kind",
    "value",
    "one_event_less",
    "resampled",
    "links",
    "co_presence_alone",
)
NAMES = "degree, weighted-degree, betweenness, closeness, eigenvector, reach, constraint or core"


@click.command("rank")
@click.option(
    "--by",
    default="degree",
    show_default=True,
    metavar="MEASURE",
    help=f"What is counted: {NAMES}.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="How many ranks are shown; 0 for all.",
)
@runs_option
@seed_option
@weighted_option
@counting
def command(
    by: str,
    top: int,
    runs: int | None,
    seed: int,
    weighted: bool,
    actors: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> None:
    """Rank actors, and say how far to trust it.

    Who is equal shares a rank (3=). The column one_event_less has the ranks that an actor has when
    any one event is left out, resampled those that it has in 90 of 100 draws of as many events;
    co_presence_alone says how many of its links nothing but a shared event makes. What the measure
    means, and the event that makes a result, are told on stderr.
    """
    from atgraph.network.ranking import explain, rank
    from atgraph.network.robustness import Stated

    kg, network = open_network(store, asserted, chosen, actors)
    ranking = rank(network, by, Stated.read(kg), runs=runs, seed=seed, weighted=weighted)
    rows = [row for row in ranking.rows if not top or row.place.last <= top or row.place.first == 1]
    write(COLUMNS, [_cells(ranking, row) for row in rows], fmt, _document(network, ranking, rows))
    tell(
        network,
        (
            f"{by}: {ranking.measure.meaning} ({ranking.measure.source})",
            explain(ranking),
            *ranking.warnings,
            _more(ranking, rows, top),
        ),
    )


def _more(ranking: Ranking, rows: list[RankedActor], top: int) -> str:
    """Return in words how many share the next rank, where they would run over the number that is shown."""
    if len(rows) == len(ranking.rows) or ranking.rows[len(rows)].place.first > top:
        return ""
    following = ranking.rows[len(rows)]
    equal = following.place.last - following.place.first + 1
    return f"{equal} actors share the next rank, {following.place}, with {number(following.value, ranking.measure.whole) or 'no value'}; --top 0 shows all"


def _cells(ranking: Ranking, row: RankedActor) -> tuple[str, ...]:
    spans = (place.span() if place else "" for place in (row.left_out, row.resampled))
    return (
        str(row.place),
        row.label,
        row.kind,
        number(row.value, ranking.measure.whole),
        *spans,
        str(row.links),
        lone(row),
    )


def _document(network: Network, ranking: Ranking, rows: list[RankedActor]) -> dict[str, Any]:
    measure = {
        "name": ranking.measure.name,
        "meaning": ranking.measure.meaning,
        "source": ranking.measure.source,
    }
    return {
        "measure": measure,
        **said(network),
        "warnings": ranking.warnings,
        "rows": list(map(row_json, rows)),
    }


def row_json(row: RankedActor) -> dict[str, Any]:
    """Return a row of a ranking as JSON."""
    spans = {
        name: [place.first, place.last] if place else None
        for name, place in (("one_event_less", row.left_out), ("resampled", row.resampled))
    }
    told = {
        "actor": row.actor,
        "label": row.label,
        "kind": row.kind,
        "rank": [row.place.first, row.place.last],
        "value": row.value,
    }
    return {**told, **spans, "links": row.links, "co_presence_alone": row.co_presence}
