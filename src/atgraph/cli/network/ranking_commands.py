"""atgraph network rank, brokers and summary: what is counted of a network, and how far it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from atgraph.cli.network import choosing as shared
from atgraph.cli.options import number_option
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.measures import MEASURES
from atgraph.network.ranking import RankedActor, Ranking, Stated, explain, rank
from atgraph.network.structure import Brokers, find_brokers, summarize
from atgraph.text import some

SPANS = ("one_event_less", "resampled")
RANKS = ("rank", "actor", "kind", "value", *SPANS, "links", "co_presence_alone")
BROKERS = (
    *("what", "rank", "who", "betweenness", "constraint"),
    *(*SPANS, "co_presence_alone", "joins"),
)
LINES = ("what", "value", "detail", "meaning")
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
def rank_command(
    by: str, top: int, actors: str, fmt: str | None, chosen: Chosen, **draws: Any
) -> None:
    """Rank actors, and say how far to trust it.

    Who is equal shares a rank (3=). The column one_event_less has the ranks that an actor has when
    any one event is left out, resampled those that it has in 90 of 100 draws of as many events;
    co_presence_alone says how many of its links nothing but a shared event makes. What the measure
    means, and the event that makes a result, are told on stderr.
    """
    kg, network = shared.open_network(chosen, actors)
    ranking = rank(network, by, Stated.read(kg), **draws)
    rows = [row for row in ranking.rows if not top or row.place.last <= top or row.place.first == 1]
    measure = ranking.measure
    document = {
        "measure": {name: getattr(measure, name) for name in ("name", "meaning", "source")},
        **shared.described(network),
        "warnings": ranking.warnings,
        "rows": list(map(_row_json, rows)),
    }
    cells = [
        (
            *(str(row.place), row.label, row.kind, shared.number(row.value, measure.whole)),
            *(*_spans(row), str(row.links), _lone(row)),
        )
        for row in rows
    ]
    write(RANKS, cells, fmt, document=document)
    told = f"{by}: {measure.meaning} ({measure.source})"
    more = _more(ranking, len(rows), top)
    shared.say_what_counts(network, (told, explain(ranking), *ranking.warnings, more))


def _more(ranking: Ranking, shown: int, top: int) -> str:
    """Say how many share the next rank, where they would run over the number that is shown."""
    if shown == len(ranking.rows) or ranking.rows[shown].place.first > top:
        return ""
    following = ranking.rows[shown]
    equal = following.place.last - following.place.first + 1
    value = shared.number(following.value, ranking.measure.whole) or "no value"
    return f"{equal} actors share the next rank, {following.place}, with {value}; --top 0 shows all"


def _lone(row: RankedActor) -> str:
    return f"{row.co_presence} of {row.links}"


def _spans(row: RankedActor) -> list[str]:
    return [place.span() if place else "" for place in (row.left_out, row.resampled)]


def _row_json(row: RankedActor) -> dict[str, Any]:
    spans = zip(SPANS, (row.left_out, row.resampled))
    return {
        **{name: getattr(row, name) for name in ("actor", "label", "kind")},
        "rank": [row.place.first, row.place.last],
        "value": row.value,
        **{name: [place.first, place.last] if place else None for name, place in spans},
        "links": row.links,
        "co_presence_alone": row.co_presence,
    }


@click.command("brokers")
@number_option("--top", 10, "How many ranks and bridges are shown; 0 for all.")
@shared.runs_option
@shared.seed_option
@shared.weighted_option
@shared.counting_in_text
def brokers_command(top: int, actors: str, fmt: str | None, chosen: Chosen, **draws: Any) -> None:
    """List who stands between others.

    First brokers, by betweenness; then bridges, the single links that hold parts together. A cut
    point is a broker without whom its part of the network falls apart; the column joins names what
    it falls into, and for a bridge who is on each side.
    """
    kg, network = shared.open_network(chosen, actors)
    found = find_brokers(network, Stated.read(kg), top=top, **draws)
    warnings = found.ranking.warnings
    document = {
        **shared.described(network),
        "warnings": warnings,
        "cut_points": found.cut_points,
        "bridges_in_all": found.bridge_count,
        "brokers": [
            {**_row_json(broker.row), "constraint": broker.constraint, "parts": broker.parts}
            for broker in found.brokers
        ],
        "bridges": found.bridges,
    }
    write(BROKERS, _broker_rows(found), fmt, document=document, lines=_broker_lines(found))
    meanings = (
        f"{name}: {MEASURES[name].meaning} ({MEASURES[name].source})"
        for name in ("betweenness", "constraint")
    )
    nobody = "" if found.brokers else "nobody stands between others here"
    counted = f"{found.cut_points} cut points and {found.bridge_count} bridges in all"
    shared.say_what_counts(network, (*meanings, nobody, counted, explain(found.ranking), *warnings))


def _broker_lines(found: Brokers) -> Iterator[str]:
    for broker in found.brokers:
        row = broker.row
        yield (
            f"{row.place}  {row.label}: betweenness {shared.number(row.value)}, constraint"
            f" {shared.number(broker.constraint)}; {_lone(row)} links by co-presence alone"
        )
        if row.left_out:
            drawn = f", {row.resampled.span()} resampled" if row.resampled else ""
            yield f"     ranks {row.left_out.span()} with one event less{drawn}"
        if broker.parts:
            yield f"     cut point between {' and '.join(map(_side, broker.parts))}"
    for bridge in found.bridges:
        yield f"bridge  {' – '.join(bridge.ends)} ({', '.join(bridge.kinds)})"
        yield f"     between {' and '.join(map(_side, bridge.sides))}"


def _side(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} ({some(names)})"


def _broker_rows(found: Brokers) -> Iterator[tuple[str, ...]]:
    for broker in found.brokers:
        row, what = broker.row, "cut point" if broker.parts else "broker"
        measured = shared.number(row.value), shared.number(broker.constraint)
        joined = _joined(broker.parts)
        yield (what, str(row.place), row.label, *measured, *_spans(row), _lone(row), joined)
    for bridge in found.bridges:
        alone = "yes" if bridge.kinds == ("co-presence",) else "no"
        yield ("bridge", "", " – ".join(bridge.ends), *[""] * 4, alone, _joined(bridge.sides))


def _joined(parts: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(f"{len(part)}: {some(part)}" for part in parts)


@click.command("summary")
@shared.seed_option
@shared.counting
def summary_command(seed: int, actors: str, fmt: str | None, chosen: Chosen) -> None:
    """Show the network at a glance.

    Its size, what its links rest on, how it hangs together, and what one event makes of it.
    A value is empty where a number would mean nothing; the detail says why.
    """
    kg, network = shared.open_network(chosen, actors)
    lines = summarize(network, Stated.read(kg), seed)
    rows = [[getattr(line, column) for column in LINES] for line in lines]
    document = {**shared.described(network), "lines": [dict(zip(LINES, row)) for row in rows]}
    write(LINES, rows, fmt, document=document)
    shared.say_what_counts(network)
