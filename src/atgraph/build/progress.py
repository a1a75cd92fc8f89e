"""A build that shows how far it is, and the one that an installed package makes on first use."""

import sys
from pathlib import Path

import click

from atgraph.build.build import STEPS, build
from atgraph.build.published import Published
from atgraph.files import resource_folder
from atgraph.screen import beneath

NOTICE = "no graph was built yet; building the one that the package carries, once, in {}"


def build_with_progress(
    data: Path, store: Path, jobs: int = 1, full: bool = False, on: str = ""
) -> Published:
    """Build and publish a graph as `build` does, with a bar of its steps on a terminal."""
    with click.progressbar(
        length=len(STEPS), label="build", file=beneath(sys.stderr), hidden=not sys.stderr.isatty()
    ) as bar:

        def tick(step: str) -> None:
            bar.label = step.ljust(8)
            bar.update(max(0, STEPS.index(step) - bar.pos) if step in STEPS else 0)

        built = build(data, store, tick, jobs, full, on)
        bar.finish()
    return built


def build_carried(store: Path) -> None:
    """Build the graph of the installed package's own data/ and say so."""
    click.echo(f"atgraph: {NOTICE.format(store)}", err=True)
    build_with_progress(resource_folder("data"), store)
