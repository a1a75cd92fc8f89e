"""atgraph network brokers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.counting import (
    lone,
    number,
    open_network,
    runs_option,
    said,
    seed_option,
    tell,
    telling,
    weighted_option,
    write,
)

if TYPE_CHECKING:
    from atgraph.network.brokers import Brokers
    from atgraph.network.network import Network
    from atgraph.network.ties.choice import Chosen

COLUMNS = (
    "what",
    "rank",
    "who",
    "betweenness",
    "constraint",
    "one_event_less",
    "resampled",
    "co_presence_alone",
    "joins",
)


@click.command("brokers")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="How many ranks and bridges are shown; 0 for all.",
)
@runs_option
@seed_option
@weighted_option
@telling
def command(
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
    """List who stands between others.

    First brokers, by betweenness; then bridges, the single links that hold parts together. A cut
    point is a broker without whom its part of the network falls apart; the column joins names what
    it falls into, and for a bridge who is on each side.
    """
    from atgraph.network.brokers import find_brokers
    from atgraph.network.measures import MEASURES
    from atgraph.network.ranking import explain
    from atgraph.network.robustness import Stated

    kg, network = open_network(store, asserted, chosen, actors)
    found = find_brokers(network, Stated.read(kg), runs=runs, seed=seed, weighted=weighted, top=top)
    write(
        COLUMNS, [*_brokers(found), *_bridges(found)], fmt, _document(network, found), _lines(found)
    )
    meanings = (
        f"{name}: {MEASURES[name].meaning} ({MEASURES[name].source})"
        for name in ("betweenness", "constraint")
    )
    nobody = "" if found.brokers else "nobody stands between others here"
    counted = f"{found.cut_points} cut points and {found.bridge_count} bridges in all"
    tell(network, (*meanings, nobody, counted, explain(found.ranking), *found.ranking.warnings))


def _lines(found: Brokers) -> Iterator[str]:
    for broker in found.brokers:
        row = broker.row
        yield f"{row.place}  {row.label}: betweenness {number(row.value)}, constraint {number(broker.constraint)}; {lone(row)} links by co-presence alone"
        if row.left_out:
            yield f"     ranks {row.left_out.span()} with one event less{f', {row.resampled.span()} resampled' if row.resampled else ''}"
        if broker.parts:
            yield f"     cut point between {' and '.join(_side(part) for part in broker.parts)}"
    for bridge in found.bridges:
        yield f"bridge  {' – '.join(bridge.ends)} ({', '.join(bridge.kinds)})"
        yield f"     between {' and '.join(map(_side, bridge.sides))}"


def _side(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} ({_some(names)})"


def _brokers(found: Brokers) -> Iterator[tuple[str, ...]]:
    for broker in found.brokers:
        row = broker.row
        spans = (place.span() if place else "" for place in (row.left_out, row.resampled))
        what = "cut point" if broker.parts else "broker"
        joins = "; ".join(f"{len(part)}: {_some(part)}" for part in broker.parts)
        yield (
            what,
            str(row.place),
            row.label,
            number(row.value),
            number(broker.constraint),
            *spans,
            lone(row),
            joins,
        )


def _bridges(found: Brokers) -> Iterator[tuple[str, ...]]:
    for bridge in found.bridges:
        joins = "; ".join(f"{len(side)}: {_some(side)}" for side in bridge.sides)
        yield (
            "bridge",
            "",
            " – ".join(bridge.ends),
            "",
            "",
            "",
            "",
            "yes" if bridge.kinds == ("co-presence",) else "no",
            joins,
        )


def _some(names: tuple[str, ...]) -> str:
    from atgraph.network.phrases import some

    return some(names)


def _document(network: Network, found: Brokers) -> dict[str, Any]:
    from atgraph.cli.network.rank_command import row_json

    brokers = [
        {**row_json(broker.row), "constraint": broker.constraint, "parts": broker.parts}
        for broker in found.brokers
    ]
    bridges = [
        {"ends": bridge.ends, "sides": bridge.sides, "kinds": bridge.kinds}
        for bridge in found.bridges
    ]
    counts = {"cut_points": found.cut_points, "bridges_in_all": found.bridge_count}
    return {
        **said(network),
        "warnings": found.ranking.warnings,
        **counts,
        "brokers": brokers,
        "bridges": bridges,
    }
