"""atgraph backup."""

from pathlib import Path

import click

from atgraph.build.backup import backup
from atgraph.cli import options, say
from atgraph.text import people


@click.command("backup")
@click.argument("file", type=options.PATH)
@options.path_option("--store", "DIR", "Take the graph that was built here.")
@options.debug_option
def backup_command(file: Path, store: Path | None) -> None:
    """Write the published graph into FILE, for `atgraph restore`.

    It is one compressed file of N-Quads with the version, the same bytes for the same graph. It
    holds what is said of people who are listed on request, and says so.
    """
    found = backup(options.store_folder(store), file)
    say(f"{file}: {found}")
    if found.listed:
        who = f"{people(len(found.listed))} listed on request"
        say(f"the backup holds what is said of {who}; keep it as you keep the data")
