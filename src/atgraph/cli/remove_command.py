"""atgraph remove."""

from pathlib import Path

import click

from atgraph.characters import shown
from atgraph.cli import options, say
from atgraph.curate.removal.reach import iter_out_of_reach
from atgraph.curate.removal.removal import Places, plan_removal, remove
from atgraph.text import plural

BACKUP_HELP = "A backup to write anew without them. May stand several times."
ALSO_HELP = "One more form of the name, as a text prints it. May stand several times."
OLDER_HELP = "Delete the graphs kept for rollback, which is quicker than to load them anew."
STEPS = {
    "graphs": "loading the graphs anew …",
    "backups": "writing the backups anew …",
    "files": "clearing files …",
    "data": "writing data/ …",
}


@click.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it. Without it nothing is changed.")
@click.option(
    "--backup", "backups", multiple=True, type=options.PATH, metavar="FILE", help=BACKUP_HELP
)
@click.option("--also", multiple=True, metavar="NAME", help=ALSO_HELP)
@click.option("--drop-older", is_flag=True, help=OLDER_HELP)
@options.data_option
@options.path_option("--store", "DIR", "The store whose graphs are loaded anew.")
@options.debug_option
def remove_command(
    name: str,
    yes: bool,
    backups: tuple[Path, ...],
    also: tuple[str, ...],
    drop_older: bool,
    data: Path | None,
    store: Path | None,
) -> None:
    """Take a person out of everything that can be reached, or a body or thing; NAME may be an id.

    It shows what stands where, and what will become of it. With --yes it does that: transcripts,
    source texts (marks in place of the name, so that every other quote keeps its place), documents
    as received (deleted, a plain text redacted), drafts and reports, registry and decisions, the
    published graph and those before it, backups it is told of, and what was made in build/. A slow
    salted hash in registry/removed.yml keeps documents from bringing the name back. Then it says
    what it cannot reach. One that was stopped is run again, and completes.
    """
    places = Places(options.data_folder(data), options.store_folder(store), backups)
    if yes:
        made = remove(places, name, also, lambda step: say(STEPS[step]), drop_older=drop_older)
    else:
        made = plan_removal(places, name, also)
    rows = list(made.rows())
    for place, what in rows:
        click.echo(shown(f"{place}: {what}"))
    if made.subject.was_removed:
        say("somebody of that name or id was removed before; it is looked for again")
    if made.subject.namesakes:
        others = ", ".join(made.subject.namesakes)
        say(f"others have that name ({others}): only what records of this one quote is masked")
    if yes:
        say(
            f"removed from {plural(len(rows), 'place')}; run `atgraph check`, then `atgraph build`,"
            " and `atgraph map all` if maps were deleted"
        )
    else:
        say(f"{plural(len(rows), 'place')}; nothing was changed: --yes does it")
    for line in iter_out_of_reach(made):
        say(line)
