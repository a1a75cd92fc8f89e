"""A build that shows how far it is, and the one that an installed package makes on first use."""

import sys
from pathlib import Path

import click

from atgraph.build.build import STEPS, BuiltGraph, build
from atgraph.files import resource_folder
from atgraph.screen import beneath

NOTICE = "no graph was built yet; building the one that the package carries, once, in {}"


def build_with_progress(data: Path, store: Path, jobs: int = 1) -> BuiltGraph:
    """Build and publish a graph as `build` does, with a bar of its steps on a terminal."""
    with click.progressbar(
        length=len(STEPS), label="build", file=beneath(sys.stderr), hidden=not sys.stderr.isatty()
    ) as bar:
        begun = iter(range(len(STEPS)))

        def tick(step: str) -> None:
            bar.label = step.ljust(8)
            bar.update(1 if step in STEPS and next(begun) else 0)

        built = build(data, store, tick, jobs)
        bar.finish()
    return built


def build_carried(store: Path) -> None:
    """Build the graph of the installed package's own data/ and say so."""
    click.echo(f"atgraph: {NOTICE.format(store)}", err=True)
    build_with_progress(resource_folder("data"), store)
