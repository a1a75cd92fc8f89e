"""atgraph network: each module of cli/network/ that ends in _command is a command."""

from __future__ import annotations

import click

from atgraph.cli import Commands


@click.group("network", cls=Commands, package="atgraph.cli.network", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Look at the network of people and organisations: who is linked to whom, and how."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
