"""atgraph check."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.cli import say
from atgraph.cli.options import data_folder, data_option, debug_option


@click.command("check")
@data_option
@debug_option
def command(data: Path | None) -> None:
    """Tell what is wrong in data/: quotes, names, shapes and checks. Nothing is published."""
    from atgraph.build import build_graph

    built = build_graph(data_folder(data))
    say(f"nothing is wrong: {len(built.programmes)} programme{'s' * (len(built.programmes) != 1)}, {len(built.asserted):,} statements")
