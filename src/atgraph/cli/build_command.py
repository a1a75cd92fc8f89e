"""atgraph build."""

from __future__ import annotations

from pathlib import Path

import click

from atgraph.build.progress import build_with_progress
from atgraph.cli import say
from atgraph.cli.options import data_folder, data_option, debug_option, store_folder, store_option


@click.command("build")
@data_option
@store_option
@debug_option
def build_command(data: Path | None, store: Path | None) -> None:
    """Build the graph from data/ and publish it.

    Everything that is wrong is told in one run, a line each; then the last good graph stays
    published.
    """
    folder = store_folder(store)
    built = build_with_progress(data_folder(data), folder)
    programmes = f"{len(built.programmes)} programme{'s' * (len(built.programmes) != 1)}"
    if advice := len(built.warnings):
        say(f"`atgraph check` has {advice} piece{'s' * (advice != 1)} of advice")
    version = built.version[:12]
    say(f"published {len(built):,} triples from {programmes} in {folder}; version {version}")
