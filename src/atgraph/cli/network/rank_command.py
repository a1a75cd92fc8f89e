"""atgraph network rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network import choosing as shared
from atgraph.cli.options import number_option
from atgraph.cli.render import write

if TYPE_CHECKING:
    from atgraph.network.choice import Chosen
    from atgraph.network.ranking import RankedActor, Ranking

SPANS = ("one_event_less", "resampled")
COLUMNS = ("rank", "actor", "kind", "value", *SPANS, "links", "co_presence_alone")
BY_HELP = (
    "What is counted: degree, weighted-degree, betweenness, closeness, eigenvector, reach,"
    " constraint or core."
)


@click.command("rank")
@click.option("--by", default="degree", show_default=True, metavar="MEASURE", help=BY_HELP)
@number_option("--top", 20, "How many ranks are shown; 0 for all.")
@shared.runs_option
@shared.seed_option
@shared.weighted_option
@shared.counting
def command(by: str, top: int, actors: str, fmt: str | None, chosen: Chosen, **draws: Any) -> None:
    """Rank actors, and say how far to trust it.

    Who is equal shares a rank (3=). The column one_event_less has the ranks that an actor has when
    any one event is left out, resampled those that it has in 90 of 100 draws of as many events;
    co_presence_alone says how many of its links nothing but a shared event makes. What the measure
    means, and the event that makes a result, are told on stderr.
    """
    from atgraph.network.ranking import Stated, explain, rank

    kg, network = shared.open_network(chosen, actors)
    ranking = rank(network, by, Stated.read(kg), **draws)
    rows = [row for row in ranking.rows if not top or row.place.last <= top or row.place.first == 1]
    measure = ranking.measure
    document = {
        "measure": {name: getattr(measure, name) for name in ("name", "meaning", "source")},
        **shared.described(network),
        "warnings": ranking.warnings,
        "rows": list(map(row_json, rows)),
    }
    write(COLUMNS, [_cells(ranking, row) for row in rows], fmt, document=document)
    told = f"{by}: {measure.meaning} ({measure.source})"
    more = _more(ranking, rows, top)
    shared.say_what_counts(network, (told, explain(ranking), *ranking.warnings, more))


def _more(ranking: Ranking, rows: list[RankedActor], top: int) -> str:
    """Say how many share the next rank, where they would run over the number that is shown."""
    if len(rows) == len(ranking.rows) or ranking.rows[len(rows)].place.first > top:
        return ""
    following = ranking.rows[len(rows)]
    equal = following.place.last - following.place.first + 1
    value = shared.number(following.value, ranking.measure.whole) or "no value"
    return f"{equal} actors share the next rank, {following.place}, with {value}; --top 0 shows all"


def _cells(ranking: Ranking, row: RankedActor) -> tuple[str, ...]:
    value = shared.number(row.value, ranking.measure.whole)
    return (
        *(str(row.place), row.label, row.kind, value),
        *(place.span() if place else "" for place in (row.left_out, row.resampled)),
        *(str(row.links), shared.lone(row)),
    )


def row_json(row: RankedActor) -> dict[str, Any]:
    """Return a row of a ranking as JSON."""
    spans = zip(SPANS, (row.left_out, row.resampled))
    return {
        "actor": row.actor,
        "label": row.label,
        "kind": row.kind,
        "rank": [row.place.first, row.place.last],
        "value": row.value,
        **{name: [place.first, place.last] if place else None for name, place in spans},
        "links": row.links,
        "co_presence_alone": row.co_presence,
    }
