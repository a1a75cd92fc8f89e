"""python -m atgraph.releases write."""

from __future__ import annotations

import sys

import click

from atgraph import resources
from atgraph.cli import say
from atgraph.errors import AtgraphError
from atgraph.releases import write_release


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """Keep the releases of the ontology."""


@app.command()
def write() -> None:
    """Write the terms of the present version to ontology/releases/, once nothing speaks against it."""
    try:
        click.echo(write_release(resources.folder("ontology")))
    except AtgraphError as exc:
        for finding in exc.findings:
            say(str(finding), named=not finding.path)
        sys.exit(exc.exit_code)


if __name__ == "__main__":
    app(prog_name="python -m atgraph.releases")
