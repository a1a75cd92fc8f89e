"""atgraph rollback."""

from pathlib import Path

import click

from atgraph.build.rollback import rollback
from atgraph.cli import options, say


@click.command("rollback")
@options.path_option("--store", "DIR", "Publish the graph before the one that was built here.")
@options.debug_option
def rollback_command(store: Path | None) -> None:
    """Publish the graph before the published one; each build keeps the two before it.

    A graph that would show people who are listed on request now is not published.
    """
    folder = options.store_folder(store)
    found, was = rollback(folder)
    say(f"published in {folder}: {found}; it was {was}")
