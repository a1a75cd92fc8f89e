"""atgraph map."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atgraph.cli import say
from atgraph.cli.options import STDOUT, open_graph, reading

if TYPE_CHECKING:
    from atgraph.api import KnowledgeGraph
    from atgraph.maps.map import Map
    from atgraph.network.ties import Choice

ALL = "all"
OUTPUT_HELP = "Write here (- for stdout), all maps into this folder; default build/maps."
KINDS_HELP = (
    "Only ties of these kinds, with commas between: declared, participation (or co-presence),"
    " mention, derived."
)


@click.command("map")
@click.argument("name", required=False)
@click.option(
    "--theme", default="", metavar="NAME", help="Only ties that have to do with this theme."
)
@click.option("--event", default="", metavar="NAME", help="Only ties of this event and its parts.")
@click.option("--from", "first", metavar="DATE", default="", help="Only ties of this day or later.")
@click.option("--to", "last", metavar="DATE", default="", help="Only ties of this day or earlier.")
@click.option(
    "--country",
    default="",
    metavar="CODE",
    help="Only ties of bodies of this country, and of their people.",
)
@click.option(
    "--level",
    default="unit",
    show_default=True,
    metavar="unit|body|printed",
    help="Each unit for itself (printed too), or rolled up to the body above.",
)
@click.option("--ties", default="", metavar="KINDS", help=KINDS_HELP)
@click.option(
    "--around", default="", metavar="NAME", help="Only what is up to --steps from this thing."
)
@click.option("--steps", type=int, metavar="N", help="How far from --around; 1 without it.")
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="FILE", help=OUTPUT_HELP)
@reading
def command(
    name: str | None,
    theme: str,
    event: str,
    first: str,
    last: str,
    country: str,
    level: str,
    ties: str,
    around: str,
    steps: int | None,
    output: Path | None,
    store: Path | None,
    asserted: bool,
) -> None:
    """Draw the map NAME, or all, each as one HTML file that needs no network; without NAME list them."""
    from atgraph.cli.options import store_folder
    from atgraph.maps.map import draw_map
    from atgraph.network.ties import Choice

    if steps is not None and not around:
        raise click.UsageError("--steps says how far from a thing; name it with --around")
    if name == ALL and output == STDOUT:
        raise click.UsageError("all maps are a folder of files; name one with -o, or one map")
    if name is None:
        _list()
        return
    kinds = tuple(dict.fromkeys(kind.strip() for kind in ties.split(",") if kind.strip()))
    choice = Choice(
        theme=theme,
        event=event,
        first=first,
        last=last,
        country=country,
        level=level,
        ties=kinds,
        around=around,
        steps=1 if steps is None else steps,
    )
    kg, folder = open_graph(store, asserted), store_folder(store).parent / "maps"
    if name == ALL:
        _write_all(kg, choice, output or folder)
    else:
        _write(draw_map(kg, name, choice), output, folder)


def _list() -> None:
    from atgraph.export.tables import default_format, render
    from atgraph.maps.files import map_names, map_path, read_map

    click.echo(
        render(
            ("map", "title"),
            [(name, read_map(map_path(name)).title) for name in map_names()],
            default_format(),
        ),
        nl=False,
    )


def _write(drawn: Map, output: Path | None, folder: Path) -> None:
    _tell(drawn.notices)
    if output == STDOUT:
        sys.stdout.buffer.write(drawn.html.encode())
    else:
        say(f"wrote {drawn.save(output or folder / f'{drawn.name}.html')}")


def _write_all(kg: KnowledgeGraph, choice: Choice, folder: Path) -> None:
    from atgraph.maps.map import write_maps

    written = write_maps(kg, choice, folder)
    _tell(written.notices)
    say(f"wrote {len(written.pages)} maps and {written.index}")


def _tell(notices: Iterable[str]) -> None:
    for notice in notices:
        say(notice)
