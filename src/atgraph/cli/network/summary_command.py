"""atgraph network summary."""

import click

from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.robustness import Stated
from atgraph.network.structure import summarize

LINES = ("what", "value", "detail", "meaning")


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
