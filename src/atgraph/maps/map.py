"""Draws maps: a file in viz/maps/ and the graph become one self-contained HTML page."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from atgraph.characters import shown
from atgraph.files import write_file
from atgraph.graph.graph import Graph
from atgraph.maps.drawing import build_network, thumbnail, variable
from atgraph.maps.groups import LARGE, find_groups
from atgraph.maps.map_files import MapFile, Style, read_map, read_style
from atgraph.maps.map_names import map_names, map_path
from atgraph.maps.page import (
    Drawing,
    group_records,
    records,
    template_of,
    totals,
    write_page,
)
from atgraph.maps.story import Told, read_story
from atgraph.network.choice import Choice
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.drawn_reader import Facts, join_events, read_drawn
from atgraph.network.restriction import Restriction
from atgraph.rdf.namespaces import ATGD

HEIGHT = 640


@dataclass(frozen=True)
class Map:
    """One map as a page that needs no network, and as a small picture, an SVG element.

    Its name is the stem of its file, another for each choice: the part of the graph that it keeps
    to, in words, empty where it is whole. Notices say what a typed name was taken as.
    """

    name: str
    title: str
    caption: str
    choice: str
    html: str = field(repr=False)
    thumbnail: str = field(repr=False)
    things: int
    ties: int
    notices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page and return where it is; a file that cannot be written stays as it was."""
        write_file(Path(path), self.html.encode())
        return Path(path)

    def _repr_html_(self) -> str:
        """Return a frame that may run the page's own scripts, and reaches nothing around it."""
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" title="{escape(shown(self.title))}"'
            f' srcdoc="{escape(self.html)}"'
            f' style="width: 100%; height: {HEIGHT}px; border: 1px solid #8888"></iframe>'
        )


def draw_map(kg: Graph, name: str, choice: Choice | None = None) -> Map:
    """Draw a map of viz/maps/, or the chosen part; one graph gives one page, byte for byte.

    Raises:
        NotFoundError: there is no such map, nothing is called as chosen, or nothing is left.
        MapError: the map file, the style file or a query of the map is wrong.
        QueryError: the choice names a kind of tie or a country that is not there.
    """
    return written(drawing_of(Facts(kg), read_map(map_path(name)), choice or Choice()))


def drawing_of(facts: Facts, map_file: MapFile, choice: Choice) -> Drawing:
    """Draw a map as `draw_map` does, of facts that were read of a graph; it is no page yet."""
    kept = Restriction(facts, choice)
    for drawn in _drawings([map_file], kept):
        return drawn
    raise kept.nothing_left(f"the map {map_file.name!r}")


def written(drawing: Drawing) -> Map:
    """Write the page of a drawing."""
    map_file, content = drawing.map_file, drawing.content
    html, notice = write_page(drawing)
    notices, counted = (*drawing.notices, *filter(None, [notice])), totals(content)
    words = (drawing.data["name"], map_file.title, map_file.caption, content.choice)
    picture = thumbnail(drawing.network, content, drawing.style)
    return Map(*words, html, picture, counted["nodes"], counted["ties"], notices)


def _drawings(files: Iterable[MapFile], kept: Restriction) -> Iterator[Drawing]:
    """Draw maps, reading once what they share; empty ones are skipped."""
    style = read_style()
    for map_file in files:
        content = kept.keep(read_drawn(kept.kg, map_file, kept.rolled, kept.facts))
        if content.nodes or not kept.words:
            yield _drawn(map_file, join_events(content, kept.facts), style, kept)


def _drawn(map_file: MapFile, content: DrawnNetwork, style: Style, kept: Restriction) -> Drawing:
    # The story is told of the whole map only, what is derived with it.
    kg = kept.kg
    told = Told() if content.choice or kg.asserted else read_story(kg, map_file, content)
    name = kept.stem(map_file.name)
    groups = find_groups(content, map_file.grouping) if len(content.nodes) > LARGE else ()
    network = build_network(content, style, map_file.size == "ties", groups)
    data = records(map_file, content, style, told.steps) | {"name": name}
    if map_file.story and told.steps and content.has_several_programmes:
        data["storyOf"] = content.full_name(f"{ATGD}event_{map_file.story.programme}")
    if groups:
        data |= group_records(content, groups, [(node["x"], node["y"]) for node in network.nodes])
    untold = (f"not told: {problem}" for problem in told.problems)
    return Drawing(map_file, content, style, network, data, (*kept.notices, *untold))


@dataclass(frozen=True)
class WrittenMaps:
    """What was written: the index, the pages that it leads to, and what a reader should know."""

    index: Path
    pages: tuple[Path, ...]
    notices: tuple[str, ...]


def write_maps(kg: Graph, choice: Choice, folder: Path) -> WrittenMaps:
    """Draw all maps as `draw_map` does, and write them with an index; all of them, or none."""
    files = [read_map(map_path(name)) for name in map_names()]
    kept = Restriction(Facts(kg), choice)
    maps = list(map(written, _drawings(files, kept)))
    if not maps:
        raise kept.nothing_left("all maps")
    pages = {drawn.name: drawn.save(folder / f"{drawn.name}.html") for drawn in maps}
    style = read_style()
    looks = {variable(iri): look.colour for iri, look in style.nodes.items()}
    template, index = template_of("index.html.j2"), folder / f"{kept.stem('index')}.html"
    html = template.render(maps=maps, style=style, looks=looks, choice=kept.words)
    write_file(index, html.encode())
    notices = dict.fromkeys(notice for drawn in maps for notice in drawn.notices)
    if empty := [name for name in map_names() if kept.stem(name) not in pages]:
        notices[f"nothing is left of {', '.join(empty)}"] = None
    return WrittenMaps(index, tuple(pages.values()), tuple(notices))
