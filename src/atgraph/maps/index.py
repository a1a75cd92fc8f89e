"""The index of maps: a page with a small picture of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from atgraph.files import write_file
from atgraph.graph.graph import Graph
from atgraph.maps.files import map_names
from atgraph.maps.map import Map, draw_maps
from atgraph.maps.page import template_of
from atgraph.maps.reading import Facts
from atgraph.maps.restriction import Restriction
from atgraph.maps.style import Style, read_style
from atgraph.maps.thumbnail import variable
from atgraph.network.ties import Choice


def write_index(maps: Sequence[Map], style: Style) -> str:
    """Return the HTML of an index; it leads to files beside it that are named as the maps are."""
    looks = {variable(iri): look.colour for iri, look in style.nodes.items()}
    choice = next((drawn.choice for drawn in maps), "")
    return template_of("index.html.j2").render(maps=maps, style=style, looks=looks, choice=choice)


@dataclass(frozen=True)
class WrittenMaps:
    """What was written: the index, the pages that it leads to, and what a reader should know."""

    index: Path
    pages: tuple[Path, ...]
    notices: tuple[str, ...]


def write_maps(kg: Graph, choice: Choice, folder: Path) -> WrittenMaps:
    """Draw all maps and write them with an index; nothing is written if one of them is wrong.

    Raises:
        NotFoundError, MapError, QueryError: as `draw_map`; nothing is left of any map.
        RefusedError: the folder cannot be written.
    """
    maps, kept = list(draw_maps(kg, map_names(), choice)), Restriction(Facts(kg), choice)
    if not maps:
        raise kept.nothing_left("all maps")
    pages = tuple(drawn.save(folder / f"{drawn.name}.html") for drawn in maps)
    index = folder / f"{kept.stem('index')}.html"
    write_file(index, write_index(maps, read_style()).encode())
    drawn = {path.stem for path in pages}
    empty = [name for name in map_names() if kept.stem(name) not in drawn]
    left_out = (f"nothing is left of {', '.join(empty)}",) if empty else ()
    return WrittenMaps(index, pages, (*maps[0].notices, *left_out))
