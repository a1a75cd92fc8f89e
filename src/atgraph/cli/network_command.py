"""atgraph network."""

import click

from atgraph.cli import Commands

SUMMARIES = {
    "brokers": "List who stands between others.",
    "communities": "List communities, and whose place is unsure.",
    "compare": "Tell what changed from one programme to another.",
    "export": "Write the network for other programs.",
    "flips": "Tell what changes when units are rolled up.",
    "gaps": "List what is missing.",
    "partners": "List who is linked to ORGANIZATION, by kind of tie.",
    "path": "Find who could introduce ACTOR to OTHER.",
    "rank": "Rank actors, and say how far to trust it.",
    "shortlist": "Note on a shortlist to keep or dismiss CANDIDATE, or that it was contacted.",
    "suggest": "Suggest partners for ORGANIZATION.",
    "summary": "Show the network at a glance.",
}


@click.group(
    "network",
    cls=Commands,
    package="atgraph.cli.network",
    summaries=SUMMARIES,
    invoke_without_command=True,
)
@click.pass_context
def network_command(ctx: click.Context) -> None:
    """Look at the network of people and organisations: who is linked to whom, and how."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
