"""atgraph network rank."""

from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.ranking import RankedActor, Ranking, explain, rank
from atgraph.network.robustness import Stated

SPANS = ("one_event_less", "resampled")
RANKS = ("rank", "actor", "kind", "value", *SPANS, "links", "co_presence_alone")
BY_HELP = (
    "What is counted: degree, weighted-degree, betweenness, closeness, eigenvector, reach,"
    " constraint or core."
)


@click.command("rank")
@options.word_option("--by", "MEASURE", BY_HELP, default="degree")
@options.number_option("--top", 20, "How many ranks are shown; 0 for all.")
@shared.runs_option
@shared.seed_option
@shared.weighted_option
@shared.counting
def rank_command(
    by: str, top: int, actors: str, fmt: str | None, chosen: Chosen, **draws: Any
) -> None:
    """Rank actors, and say how far to trust it.

    Actors with equal values share a rank (3=). The column one_event_less has the ranks that an
    actor has when any one event is left out, resampled those that it has in 90 of 100 draws of as
    many events; co_presence_alone says how many of its links nothing but a shared event makes. What
    the measure means, and the event that makes a result, are said on stderr.
    """
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
    cells = [
        (
            *(str(row.place), row.label, row.kind, shared.number(row.value, measure.whole)),
            *(*spans_of(row), str(row.links), lone(row)),
        )
        for row in rows
    ]
    write(RANKS, cells, fmt, document=document)
    meaning = f"{by}: {measure.meaning} ({measure.source})"
    more = _more(ranking, len(rows), top)
    shared.say_what_counts(network, (meaning, explain(ranking), *ranking.warnings, more))


def _more(ranking: Ranking, shown: int, top: int) -> str:
    """Say how many share the next rank, where they would run over the number that is shown."""
    if shown == len(ranking.rows) or ranking.rows[shown].place.first > top:
        return ""
    following = ranking.rows[shown]
    equal = following.place.last - following.place.first + 1
    value = shared.number(following.value, ranking.measure.whole) or "no value"
    return f"{equal} actors share the next rank, {following.place}, with {value}; --top 0 shows all"


def lone(row: RankedActor) -> str:
    """Return how many of the links nothing but a shared event makes."""
    return f"{row.co_presence} of {row.links}"


def spans_of(row: RankedActor) -> list[str]:
    """Return the ranks with one event less, and those of 90 of 100 draws."""
    return [place.span() if place else "" for place in (row.left_out, row.resampled)]


def row_json(row: RankedActor) -> dict[str, Any]:
    """Return a row as JSON has it."""
    spans = zip(SPANS, (row.left_out, row.resampled))
    return {
        **{name: getattr(row, name) for name in ("actor", "label", "kind")},
        "rank": [row.place.first, row.place.last],
        "value": row.value,
        **{name: [place.first, place.last] if place else None for name, place in spans},
        "links": row.links,
        "co_presence_alone": row.co_presence,
    }
