"""atgraph listing."""

from pathlib import Path

import click

from atgraph.cli import options, say
from atgraph.curate.removal.marking import mark_on_request
from atgraph.data.registry import ON_REQUEST


@click.command("listing")
@click.argument("listing", type=click.Choice([ON_REQUEST]))
@click.argument("name")
@click.option("--undo", is_flag=True, help="Take the mark back.")
@options.data_option
@options.debug_option
def listing_command(listing: str, name: str, undo: bool, data: Path | None) -> None:
    """Mark a person as listed on request: `atgraph listing on-request NAME`; NAME may be an id.

    Whoever is so listed is in nothing that is handed on, from the next `atgraph build`. The mark
    stands in the record of the registry, without a reason. --undo takes it back.
    """
    identifier, path, changed = mark_on_request(options.data_folder(data), name, is_listed=not undo)
    state = f"is {'not ' if undo else ''}listed {listing.replace('-', ' ')}"
    if not changed:
        say(f"{path}: {identifier} {state} already")
    else:
        say(f"{path}: {identifier} {state}; run `atgraph build`")
