"""atgraph map."""

import sys
from pathlib import Path
from typing import Any

import click

from atgraph.cli import options, say
from atgraph.cli.render import write
from atgraph.maps.map import Map, WrittenMaps, draw_map, write_maps
from atgraph.maps.map_files import read_map
from atgraph.maps.map_names import map_names, map_path
from atgraph.network.choice import Choice
from atgraph.network.ties import LEVELS

ALL = "all"
OUTPUT_HELP = "Write here (- for stdout), all maps into this folder; default build/maps."
COUNTRY_HELP = "Only ties of bodies of this country, and of their people."
LEVEL_HELP = "Each unit for itself (printed too), or rolled up to the body above."
KINDS_HELP = (
    "Only ties of these kinds, with commas between: declared, participation (or co-presence),"
    " mention, derived."
)


@click.command("map")
@click.argument("name", required=False)
@options.theme_option
@options.event_option
@options.first_option
@options.last_option
@options.word_option("--country", "CODE", COUNTRY_HELP)
@options.word_option("--level", "|".join(LEVELS), LEVEL_HELP, default="unit")
@options.word_option("--ties", "KINDS", KINDS_HELP)
@options.word_option("--around", "NAME", "Only what is up to --steps from this thing.")
@click.option("--steps", type=int, metavar="N", help="How far from --around; 1 without it.")
@options.path_option("-o", "FILE", OUTPUT_HELP, "output")
@options.include_option
@options.reading
def map_command(
    name: str | None, steps: int | None, output: Path | None, include: bool, **given: Any
) -> None:
    """Draw the map NAME, or all, each as one HTML file that needs no network.

    Without NAME list them.
    """
    if steps is not None and not given["around"]:
        raise click.UsageError("--steps says how far from a thing; name it with --around")
    if name == ALL and output == options.STDOUT:
        raise click.UsageError("all maps are a folder of files; name one with -o, or one map")
    if name is None:
        titles = [(name, read_map(map_path(name)).title) for name in map_names()]
        write(("map", "title"), titles, None)
        return
    if name != ALL:
        map_path(name)  # which tells a slip in the name before anything is read
    choice = Choice(steps=1 if steps is None else steps, **given)
    kg = options.open_published(include)
    folder = options.store_folder(options.kept("store")).parent / "maps"
    with options.saying_who_is_left_out(kg):
        if name == ALL:
            done: Map | WrittenMaps = write_maps(kg, choice, output or folder)
        else:
            done = draw_map(kg, name, choice)
    for notice in done.notices:
        say(notice)
    if not isinstance(done, Map):
        say(f"wrote {len(done.pages)} maps and {done.index}")
    elif output == options.STDOUT:
        sys.stdout.buffer.write(done.html.encode())
    else:
        say(f"wrote {done.save(output or folder / f'{done.name}.html')}")
