"""The index of maps: a page with a thumbnail of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.files import write_file
from atgraph.maps import Choice, draw_maps, map_names
from atgraph.maps.choosing import Keeper, nothing_left
from atgraph.maps.drawn import Map
from atgraph.maps.page import template_of
from atgraph.maps.style import Style, read_style
from atgraph.maps.thumbnail import variable

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

TEMPLATE = "index.html.j2"


def write_index(maps: Sequence[Map], style: Style) -> str:
    """Return the HTML of an index; it leads to files beside it that are named as the maps are."""
    looks = {variable(iri): look.colour for iri, look in style.nodes.items()}
    return template_of(TEMPLATE).render(
        maps=maps, style=style, looks=looks, choice=next((drawn.choice for drawn in maps), "")
    )


@dataclass(frozen=True)
class Written:
    """What was written: the index and the pages that it leads to, and what a reader should know."""

    index: Path
    pages: tuple[Path, ...]
    notices: tuple[str, ...]


def write_maps(kg: Graph, choice: Choice, folder: Path) -> Written:
    """Draw all maps and write them with an index into a folder; nothing is written when one of them is wrong.

    Raises:
        NotFoundError, MapError, QueryError: as `draw_map`; nothing is left of any map.
        RefusedError: the folder cannot be written.
    """
    maps = list(draw_maps(kg, map_names(), choice))
    if not maps:
        raise nothing_left("all maps", Keeper(kg, choice).words)
    pages = tuple(drawn.save(folder / f"{drawn.name}.html") for drawn in maps)
    index = folder / f"{Keeper(kg, choice).stem('index')}.html"
    write_file(index, write_index(maps, read_style()).encode())
    empty = [
        name
        for name in map_names()
        if not any(page.stem == name or page.stem.startswith(f"{name}--") for page in pages)
    ]
    left_out = (f"nothing is left of {', '.join(empty)}",) if empty else ()
    return Written(index, pages, (*maps[0].notices, *left_out))
