"""atgraph map."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli import say
from atgraph.cli.options import (
    STDOUT,
    first_option,
    last_option,
    named_store,
    open_graph,
    path_option,
    reading,
    store_folder,
    theme_option,
)
from atgraph.cli.render import write

if TYPE_CHECKING:
    from atgraph.api import KnowledgeGraph
    from atgraph.maps.map import Map
    from atgraph.network.choice import Choice

ALL = "all"
OUTPUT_HELP = "Write here (- for stdout), all maps into this folder; default build/maps."
COUNTRY_HELP = "Only ties of bodies of this country, and of their people."
LEVEL_HELP = "Each unit for itself (printed too), or rolled up to the body above."
AROUND_HELP = "Only what is up to --steps from this thing."
KINDS_HELP = (
    "Only ties of these kinds, with commas between: declared, participation (or co-presence),"
    " mention, derived."
)


@click.command("map")
@click.argument("name", required=False)
@theme_option
@click.option("--event", default="", metavar="NAME", help="Only ties of this event and its parts.")
@first_option
@last_option
@click.option("--country", default="", metavar="CODE", help=COUNTRY_HELP)
@click.option(
    "--level", default="unit", show_default=True, metavar="unit|body|printed", help=LEVEL_HELP
)
@click.option("--ties", default="", metavar="KINDS", help=KINDS_HELP)
@click.option("--around", default="", metavar="NAME", help=AROUND_HELP)
@click.option("--steps", type=int, metavar="N", help="How far from --around; 1 without it.")
@path_option("-o", "output", metavar="FILE", help=OUTPUT_HELP)
@reading
def command(
    name: str | None, ties: str, steps: int | None, output: Path | None, **given: Any
) -> None:
    """Draw the map NAME, or all, each as one HTML file that needs no network.

    Without NAME list them.
    """
    from atgraph.maps.map import draw_map
    from atgraph.network.choice import Choice

    if steps is not None and not given["around"]:
        raise click.UsageError("--steps says how far from a thing; name it with --around")
    if name == ALL and output == STDOUT:
        raise click.UsageError("all maps are a folder of files; name one with -o, or one map")
    if name is None:
        _list()
        return
    kinds = tuple(dict.fromkeys(kind.strip() for kind in ties.split(",") if kind.strip()))
    choice = Choice(ties=kinds, steps=1 if steps is None else steps, **given)
    kg, folder = open_graph(), store_folder(named_store()).parent / "maps"
    if name == ALL:
        _write_all(kg, choice, output or folder)
    else:
        _write(draw_map(kg, name, choice), output, folder)


def _list() -> None:
    from atgraph.maps.map_files import map_names, map_path, read_map

    write(("map", "title"), [(name, read_map(map_path(name)).title) for name in map_names()], None)


def _write(drawn: Map, output: Path | None, folder: Path) -> None:
    _say_all(drawn.notices)
    if output == STDOUT:
        sys.stdout.buffer.write(drawn.html.encode())
    else:
        say(f"wrote {drawn.save(output or folder / f'{drawn.name}.html')}")


def _write_all(kg: KnowledgeGraph, choice: Choice, folder: Path) -> None:
    from atgraph.maps.map import write_maps

    written = write_maps(kg, choice, folder)
    _say_all(written.notices)
    say(f"wrote {len(written.pages)} maps and {written.index}")


def _say_all(notices: Iterable[str]) -> None:
    for notice in notices:
        say(notice)
