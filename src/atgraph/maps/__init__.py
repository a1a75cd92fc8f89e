"""Maps: a file in viz/maps/ and the graph become one self-contained HTML page."""

from __future__ import annotations

from atgraph.maps.files import MapFile, map_names, map_path, read_map
from atgraph.maps.reading import Selects, read_content

__all__ = ["MapFile", "draw_map", "map_names", "read_map"]


def draw_map(kg: Selects, name: str) -> str:
    """Draw a map of viz/maps/ from the graph and return its page.

    The same graph gives the same page, byte for byte.

    Raises:
        NotFoundError: there is no map of that name.
        MapError: the map file, the style file or a query of the map is wrong.
    """
    # igraph, Jinja and pyvis take 0.4 s to import; whoever only lists or reads map files does not wait for them.
    from atgraph.maps.page import write_page
    from atgraph.maps.story import read_story
    from atgraph.maps.style import read_style

    map_file, style = read_map(map_path(name)), read_style()
    content = read_content(kg, map_file)
    return write_page(map_file, content, style, read_story(kg, map_file, content))
