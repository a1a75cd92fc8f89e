"""atgraph list."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.cli.options import format_option, open_graph, reading


@click.command("list")
@click.argument("kind", required=False)
@format_option
@reading
def command(kind: str | None, fmt: str | None, store: Path | None, asserted: bool) -> None:
    """List the things of one KIND with the number of their ties; without it, count each kind."""
    from atgraph.ask.inventory import list_kinds, list_things
    from atgraph.export.tables import default_format, render, rows_json

    kg = open_graph(store, asserted)
    columns, rows = list_things(kg, kind) if kind else list_kinds(kg)
    fmt = fmt or default_format()
    click.echo(rows_json(columns, rows) if fmt == "json" else render(columns, rows, fmt), nl=False)
