"""atgraph list."""

import click

from atgraph.ask.inventory import list_kinds, list_things
from atgraph.cli import options
from atgraph.cli.render import write


@click.command("list")
@click.argument("kind", required=False)
@options.format_option
@options.reading
def list_command(kind: str | None, fmt: str | None) -> None:
    """List the things of one KIND with the number of their ties; without it, count each kind."""
    kg = options.open_graph()
    columns, rows = list_things(kg, kind) if kind else list_kinds(kg)
    write(columns, rows, fmt)
