"""atgraph diff."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from atgraph.build.versions import Statements, statements_between
from atgraph.characters import IN_RDF, escaped
from atgraph.cli import options, say
from atgraph.text import people

FORMATS = ("text", "json", "patch")
HELP = "text: + and - before N-Quads. patch: RDF Patch, for other programs."


@click.command("diff")
@click.argument("before", metavar="VERSION")
@click.argument("after", metavar="[VERSION]", default="")
@click.option("--format", "fmt", type=click.Choice(FORMATS), default="text", help=HELP)
@click.option("--json", "fmt", flag_value="json", help="The same as --format json.")
@options.path_option("--store", "DIR", "Compare graphs that were built here.")
@options.debug_option
def diff_command(before: str, after: str, fmt: str, store: Path | None) -> None:
    """Tell the statements that came and went between two versions which the store still has.

    Each version is told by its first digits, as `atgraph history` has them; without the second it
    is the published one. The description of the dataset is left out.
    """
    found = statements_between(options.store_folder(store), before, after)
    click.echo("".join(WRITERS[fmt](found)), nl=False)
    if not (found.came or found.went):
        say("no statement differs between the two")
    if found.left_out:
        say(f"left out: {people(found.left_out)} listed on request")


def as_text(found: Statements) -> Iterator[str]:
    """Yield lines of N-Quads after their sign, each statement where its own order puts it."""
    both = [(str(q), "+") for q in found.came] + [(str(q), "-") for q in found.went]
    yield from (f"{sign} {escaped(line, IN_RDF)} .\n" for line, sign in sorted(both))


def as_json(found: Statements) -> Iterator[str]:
    """Yield one document."""
    lines = {
        "before": found.before,
        "after": found.after,
        "came": [f"{quad} ." for quad in found.came],
        "went": [f"{quad} ." for quad in found.went],
    }
    yield escaped(json.dumps(lines, ensure_ascii=False, indent=1)) + "\n"


def as_patch(found: Statements) -> Iterator[str]:
    """Yield an RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html), in one transaction."""
    yield f'H version "{found.after}" .\nH prev "{found.before}" .\nTX .\n'
    yield from (f"D {escaped(str(quad), IN_RDF)} .\n" for quad in found.went)
    yield from (f"A {escaped(str(quad), IN_RDF)} .\n" for quad in found.came)
    yield "TC .\n"


WRITERS = {"text": as_text, "json": as_json, "patch": as_patch}
