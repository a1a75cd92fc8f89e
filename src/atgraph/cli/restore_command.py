"""atgraph restore."""

from pathlib import Path

import click

from atgraph.build.backup import restore
from atgraph.cli import options, say


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@options.store_option
@options.debug_option
def restore_command(file: Path, store: Path | None) -> None:
    """Publish the graph of a backup, FILE, as it was.

    The graph that was published until then is kept as the one before. Where FILE is damaged, or no
    backup, nothing changes.
    """
    folder = options.store_folder(store)
    say(f"published in {folder}: {restore(file, folder)}; `atgraph rollback` takes it back")
