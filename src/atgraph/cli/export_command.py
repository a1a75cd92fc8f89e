"""atgraph export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from atgraph.cli.options import open_graph, reading


@click.command("export")
@click.option("--format", "fmt", type=click.Choice(["nq", "ttl"]), default="nq", show_default=True)
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here instead of to stdout.")
@reading
def command(fmt: str, output: Path | None, store: Path | None, asserted: bool) -> None:
    """Write the graph: sorted N-Quads (nq), or Turtle without the graphs' names (ttl)."""
    from atgraph.export import WRITERS
    from atgraph.files import write_file

    data = WRITERS[fmt](open_graph(store, asserted))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        write_file(output, data)
