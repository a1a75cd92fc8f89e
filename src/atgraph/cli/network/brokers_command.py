"""atgraph network brokers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network import choosing as shared
from atgraph.cli.options import number_option
from atgraph.cli.render import write

if TYPE_CHECKING:
    from atgraph.network.choice import Chosen
    from atgraph.network.structure import Brokers

COLUMNS = (
    *("what", "rank", "who", "betweenness", "constraint"),
    *("one_event_less", "resampled", "co_presence_alone", "joins"),
)


@click.command("brokers")
@number_option("--top", 10, "How many ranks and bridges are shown; 0 for all.")
@shared.runs_option
@shared.seed_option
@shared.weighted_option
@shared.counting_in_text
def command(top: int, actors: str, fmt: str | None, chosen: Chosen, **draws: Any) -> None:
    """List who stands between others.

    First brokers, by betweenness; then bridges, the single links that hold parts together. A cut
    point is a broker without whom its part of the network falls apart; the column joins names what
    it falls into, and for a bridge who is on each side.
    """
    from atgraph.cli.network.rank_command import row_json
    from atgraph.network.measures import MEASURES
    from atgraph.network.ranking import Stated, explain
    from atgraph.network.structure import find_brokers

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
        "bridges": [
            {"ends": bridge.ends, "sides": bridge.sides, "kinds": bridge.kinds}
            for bridge in found.bridges
        ],
    }
    rows = [*_brokers(found), *_bridges(found)]
    write(COLUMNS, rows, fmt, document=document, lines=_lines(found))
    meanings = (
        f"{name}: {MEASURES[name].meaning} ({MEASURES[name].source})"
        for name in ("betweenness", "constraint")
    )
    nobody = "" if found.brokers else "nobody stands between others here"
    counted = f"{found.cut_points} cut points and {found.bridge_count} bridges in all"
    shared.say_what_counts(network, (*meanings, nobody, counted, explain(found.ranking), *warnings))


def _lines(found: Brokers) -> Iterator[str]:
    for broker in found.brokers:
        row = broker.row
        yield (
            f"{row.place}  {row.label}: betweenness {shared.number(row.value)}, constraint"
            f" {shared.number(broker.constraint)}; {shared.lone(row)} links by co-presence alone"
        )
        if row.left_out:
            drawn = f", {row.resampled.span()} resampled" if row.resampled else ""
            yield f"     ranks {row.left_out.span()} with one event less{drawn}"
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
        what = "cut point" if broker.parts else "broker"
        measured = shared.number(row.value), shared.number(broker.constraint)
        spans = (place.span() if place else "" for place in (row.left_out, row.resampled))
        yield (
            what,
            str(row.place),
            row.label,
            *measured,
            *spans,
            shared.lone(row),
            _joined(broker.parts),
        )


def _bridges(found: Brokers) -> Iterator[tuple[str, ...]]:
    for bridge in found.bridges:
        alone = "yes" if bridge.kinds == ("co-presence",) else "no"
        yield ("bridge", "", " – ".join(bridge.ends), *[""] * 4, alone, _joined(bridge.sides))


def _joined(parts: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(f"{len(part)}: {_some(part)}" for part in parts)


def _some(names: tuple[str, ...]) -> str:
    from atgraph.network.phrases import some

    return some(names)
