"""atgraph network brokers."""

from collections.abc import Iterator
from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.network.rank_command import SPANS, lone, row_json, spans_of
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.measures import MEASURES
from atgraph.network.ranking import explain
from atgraph.network.robustness import Stated
from atgraph.network.structure import Brokers, find_brokers
from atgraph.text import some

SCORES = ("betweenness", "constraint")
BROKERS = ("what", "rank", "who", *SCORES, *SPANS, "co_presence_alone", "joins")


@click.command("brokers")
@options.number_option("--top", 10, "How many ranks and bridges are shown; 0 for all.")
@shared.scores_option
@shared.runs_option
@shared.seed_option
@shared.weighted_option
@shared.counting_in_text
def brokers_command(
    top: int, scores: bool, actors: str, fmt: str | None, chosen: Chosen, **draws: Any
) -> None:
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
            {**row_json(broker.row), "constraint": broker.constraint, "parts": broker.parts}
            for broker in found.brokers
        ],
        "bridges": found.bridges,
    }
    shown = [n for n, name in enumerate(BROKERS) if scores or name not in SCORES]
    columns, *rows = ([row[n] for n in shown] for row in (BROKERS, *_broker_rows(found)))
    write(columns, rows, fmt, document=document, lines=_broker_lines(found, scores))
    told = SCORES if scores else SCORES[:1]
    meanings = (f"{name}: {MEASURES[name].meaning} ({MEASURES[name].source})" for name in told)
    nobody = "" if found.brokers else "nobody stands between others here"
    counted = f"{found.cut_points} cut points and {found.bridge_count} bridges in all"
    shared.say_what_counts(network, (*meanings, nobody, counted, explain(found.ranking), *warnings))


def _broker_lines(found: Brokers, scores: bool) -> Iterator[str]:
    for broker in found.brokers:
        row = broker.row
        measured = zip(SCORES, (row.value, broker.constraint))
        told = (f"; {name} {shared.number(value)}" for name, value in measured if scores)
        yield f"{row.place}  {row.label}: {lone(row)} links by co-presence alone{''.join(told)}"
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
        yield (what, str(row.place), row.label, *measured, *spans_of(row), lone(row), joined)
    for bridge in found.bridges:
        alone = "yes" if bridge.kinds == ("co-presence",) else "no"
        yield ("bridge", "", " – ".join(bridge.ends), *[""] * 4, alone, _joined(bridge.sides))


def _joined(parts: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(f"{len(part)}: {some(part)}" for part in parts)
