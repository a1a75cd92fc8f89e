"""atgraph search."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.cli.options import format_option, open_graph, reading


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@format_option
@reading
def command(words: tuple[str, ...], fmt: str | None, store: Path | None, asserted: bool) -> None:
    """Look for WORDS in names and quotes; all must be there, case and accents forgiven."""
    from atgraph.ask.inventory import search
    from atgraph.errors import NotFoundError
    from atgraph.export.tables import default_format, render, rows_json

    rows = list(search(open_graph(store, asserted), " ".join(words)))
    if not rows:
        raise NotFoundError(
            f"no name and no quote holds {' '.join(words)!r}; try fewer or other words"
        )
    columns, fmt = ("kind", "found", "where"), fmt or default_format()
    click.echo(rows_json(columns, rows) if fmt == "json" else render(columns, rows, fmt), nl=False)
