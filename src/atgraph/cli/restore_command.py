"""atgraph restore."""

from pathlib import Path

import click

from atgraph.build.backup import restore
from atgraph.build.publish import finished_graphs
from atgraph.cli import options, say


@click.command("restore")
@click.argument("file", type=options.PATH)
@options.store_option
@options.debug_option
def restore_command(file: Path, store: Path | None) -> None:
    """Publish the graph of a backup, FILE, as it was.

    The graph that was published until then, if any, is kept as the one before. Where FILE is
    damaged, or no backup, nothing changes.
    """
    folder = options.store_folder(store)
    found = restore(file, folder)
    before = "; `atgraph rollback` takes it back" if len(finished_graphs(folder)) > 1 else ""
    say(f"published in {folder}: {found}{before}")
