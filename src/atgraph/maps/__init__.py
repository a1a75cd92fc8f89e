"""Maps: a file in viz/maps/ and the graph become one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from atgraph.maps.choosing import Choice, Keeper, nothing_left
from atgraph.maps.content import Content
from atgraph.maps.drawn import Map
from atgraph.maps.facts import Facts
from atgraph.maps.files import MapFile, map_names, map_path, read_map
from atgraph.maps.reading import read_content

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph
    from atgraph.maps.style import Style

__all__ = ["Choice", "Map", "MapFile", "draw_map", "draw_maps", "map_names", "read_map"]


def draw_map(kg: Graph, name: str, choice: Choice | None = None) -> Map:
    """Draw a map of viz/maps/ from the graph.

    The same graph gives the same page, byte for byte.

    Args:
        kg: the graph.
        name: the map.
        choice: to what part of the graph it keeps.

    Raises:
        NotFoundError: there is no map of that name, nothing is called as a choice says, or nothing
            is left.
        MapError: the map file, the style file or a query of the map is wrong.
        QueryError: a choice is none.
    """
    for drawn in draw_maps(kg, [name], choice):
        return drawn
    raise nothing_left(f"the map {name!r}", Keeper(kg, choice or Choice()).words)


def draw_maps(kg: Graph, names: Iterable[str], choice: Choice | None = None) -> Iterator[Map]:
    """Draw several maps, what they share read once; one of which a choice leaves nothing is passed over.

    Raises:
        NotFoundError, MapError, QueryError: as `draw_map`.
    """
    from atgraph.maps.style import read_style

    files = [read_map(map_path(name)) for name in names]
    facts, style, keeper = Facts(kg), read_style(), Keeper(kg, choice or Choice())
    for map_file in files:
        content = keeper.keep(read_content(kg, map_file, keeper.rolled, facts))
        if content.nodes or not keeper.words:
            yield _drawn(kg, map_file, content, style, keeper)


def _drawn(kg: Graph, map_file: MapFile, content: Content, style: Style, keeper: Keeper) -> Map:
    # igraph, Jinja and pyvis take 0.4 s to import; whoever only lists or reads map files does not
    # wait for them.
    from atgraph.maps.drawing import build_network
    from atgraph.maps.groups import LARGE, find_groups
    from atgraph.maps.page import write_page
    from atgraph.maps.telling import records, told_groups, totals
    from atgraph.maps.thumbnail import thumbnail

    name = keeper.stem(map_file.name)
    groups = find_groups(content, map_file.grouping) if len(content.nodes) > LARGE else ()
    network = build_network(content, style, map_file.size == "ties", groups)
    told = records(map_file, content, style, keeper.story(map_file, content)) | {"name": name}
    if groups:
        told |= told_groups(content, groups, [(node["x"], node["y"]) for node in network.nodes])
    page, counted = write_page(map_file, content, style, network, told), totals(content)
    return Map(
        name=name,
        title=map_file.title,
        caption=map_file.caption,
        choice=content.choice,
        html=page.html,
        thumbnail=thumbnail(network, content, style),
        things=counted["nodes"],
        ties=counted["ties"],
        notices=(*keeper.notices, *filter(None, [page.notice])),
    )
