"""atgraph network summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from atgraph.cli.network import choosing as shared
from atgraph.cli.render import write

if TYPE_CHECKING:
    from atgraph.network.choice import Chosen

COLUMNS = ("what", "value", "detail", "meaning")


@click.command("summary")
@shared.seed_option
@shared.counting
def command(seed: int, actors: str, fmt: str | None, chosen: Chosen) -> None:
    """Show the network at a glance.

    Its size, what its links rest on, how it hangs together, and what one event makes of it.
    A value is empty where a number would mean nothing; the detail says why.
    """
    from atgraph.network.ranking import Stated
    from atgraph.network.summary import summarize

    kg, network = shared.open_network(chosen, actors)
    lines = summarize(network, Stated.read(kg), seed)
    rows = [(line.what, line.value, line.detail, line.meaning) for line in lines]
    document = {**shared.described(network), "lines": [dict(zip(COLUMNS, row)) for row in rows]}
    write(COLUMNS, rows, fmt, document=document)
    shared.say_what_counts(network)
