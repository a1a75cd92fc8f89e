"""atgraph network shortlist."""

from pathlib import Path

import click

from atgraph.cli import options, say
from atgraph.network.shortlist import MARKS, add_entry

FOR_HELP = "The body that it is a candidate for."
FILE_HELP = "Your shortlist; it is begun where there is none."


@click.command("shortlist")
@click.argument("mark", type=click.Choice(MARKS))
@click.argument("candidate")
@click.option("--for", "organization", required=True, metavar="ORGANIZATION", help=FOR_HELP)
@click.option("--date", required=True, metavar="DATE", help="The day, as in 2026-11-25.")
@options.word_option("--note", "TEXT", "Why.")
@options.path_option("--file", "FILE", FILE_HELP, "path", required=True)
@options.read_option
@options.endpoint_option
@options.timeout_option
@options.debug_option
def shortlist_command(
    mark: str, candidate: str, organization: str, date: str, note: str, path: Path
) -> None:
    """Note on a shortlist to keep or dismiss CANDIDATE, or that it was contacted.

    The entry is added at the end of the file; what stands in it, and its comments, stay as they
    are. The last entry about a candidate counts: `atgraph network suggest ORGANIZATION --shortlist
    FILE` leaves out who is dismissed.
    """
    entry = add_entry(options.open_graph(), path, mark, candidate, organization, date, note)
    say(f"noted in {path}: {entry}")
