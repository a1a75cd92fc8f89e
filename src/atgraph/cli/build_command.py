"""atgraph build."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from atgraph.build.build import STEPS, build
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
    with click.progressbar(
        length=len(STEPS), label="build", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        begun = iter(range(len(STEPS)))

        def tick(step: str) -> None:
            bar.label = step.ljust(8)
            bar.update(1 if next(begun) else 0)

        built = build(data_folder(data), folder, tick)
        bar.finish()
    programmes = f"{len(built.programmes)} programme{'s' * (len(built.programmes) != 1)}"
    if advice := len(built.warnings):
        say(f"`atgraph check` has {advice} piece{'s' * (advice != 1)} of advice")
    version = built.version[:12]
    say(f"published {len(built):,} triples from {programmes} in {folder}; version {version}")
