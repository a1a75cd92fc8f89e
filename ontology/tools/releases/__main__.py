"""make release."""

from __future__ import annotations

import click

from atgraph.cli import run
from atgraph.cli.options import debug_option
from folders import resource_folder_to_write
from releases import write_release


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """Keep the releases of the ontology."""


@app.command()
@debug_option
def write() -> None:
    """Write the terms of the present version to ontology/releases/, if they may follow the last."""
    click.echo(write_release(resource_folder_to_write("ontology")))


if __name__ == "__main__":
    run(lambda: app.main(prog_name="make release", standalone_mode=False))
