"""atgraph map."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.cli.options import open_graph, reading


@click.command("map")
@click.argument("name")
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here; default build/maps/NAME.html.")
@reading
def command(name: str, output: Path | None, store: Path | None, asserted: bool) -> None:
    """Draw the map NAME of viz/maps/ into one HTML file that needs no network."""
    from atgraph.cli import say
    from atgraph.cli.options import store_folder
    from atgraph.files import write_file

    page = open_graph(store, asserted).map(name)
    target = output or store_folder(store).parent / "maps" / f"{name}.html"
    write_file(target, page.encode())
    say(f"wrote {target}")
