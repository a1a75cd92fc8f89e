"""atgraph network: each module of cli/network/ that ends in _command is a command."""

from __future__ import annotations

import importlib
import pkgutil

import click

from atgraph.cli import network
from atgraph.text import did_you_mean

ENDING = "_command"


class Commands(click.Group):
    """Commands whose modules are found by their names, and imported when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(
            m.name.removesuffix(ENDING)
            for m in pkgutil.iter_modules(network.__path__)
            if m.name.endswith(ENDING)
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(
            f"{network.__name__}.{cmd_name}{ENDING}"
        ).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, naming the nearest when there is none."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            hint = did_you_mean(args[0], names, f"there are {', '.join(names)}")
            raise click.UsageError(f"there is no command network {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group("network", cls=Commands, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Look at the network of people and organisations: who is linked to whom, and how."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
