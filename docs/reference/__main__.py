"""python -m reference FOLDER: writes the site into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.cli import run
from atgraph.cli.options import debug_option, include_option, say_listed

from .site import write_site


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path))
@include_option
@debug_option
def app(folder: Path, include: bool) -> None:
    """Write the site of the ontology into a folder, in the place of an older one."""
    say_listed(write_site(folder, include_on_request=include))


if __name__ == "__main__":
    run(lambda: app.main(prog_name="python -m reference", standalone_mode=False))
