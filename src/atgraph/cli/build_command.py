"""atgraph build."""

from pathlib import Path

import click

from atgraph.build.progress import build_with_progress
from atgraph.cli import options, say
from atgraph.text import people, plural


@click.command("build")
@options.data_option
@options.store_option
@options.jobs_option
@click.option("--full", is_flag=True, help="Build everything anew, also what did not change.")
@options.on_option
@options.debug_option
def build_command(data: Path | None, store: Path | None, jobs: int, full: bool, on: str) -> None:
    """Build the graph from data/ and publish it.

    What did not change since the last build is not read or checked again; the graph is the same
    either way.

    Everything that is wrong is told in one run, a line each; then the last good graph stays
    published.
    """
    folder = options.store_folder(store)
    built = build_with_progress(options.data_folder(data), folder, jobs, full, on)
    programmes, version = plural(len(built.programmes), "programme"), built.version[:12]
    if built.why_anew:
        say(f"built everything anew, since what the last build kept is not used: {built.why_anew}")
    if built.warnings:
        say(f"`atgraph check` has {plural(len(built.warnings), 'piece')} of advice")
    if count := built.shown_again:
        who = f"{people(count)} whom the graph before lists on request"
        say(f"this one shows {who}; if that is not meant, `atgraph rollback` takes it back")
    say(f"published {built.size:,} triples from {programmes} in {folder}; version {version}")
