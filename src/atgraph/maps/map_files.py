"""The files of viz/: a map with what it shows and tells, and the look of things and ties."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field
from pydantic import ValidationError as PydanticError

from atgraph.data.transcript import Entry, Name, written
from atgraph.data.wrong_entries import explain
from atgraph.data.yaml_lines import Record, read_yaml
from atgraph.errors import MapError
from atgraph.files import resource_folder
from atgraph.network.view import View, expand

E = TypeVar("E", bound=Entry)
OTHER = "other"
L = TypeVar("L")
Hex = Annotated[str, written("#[0-9A-Fa-f]{6}", "a colour as in #0b6e99, in quotation marks")]

Sign = Literal["size", "colour", "shape", "line"]
Panel = Literal["search", "legend", "filters", "story", "tables", "save"]
Grouping = Literal["communities", "parents", "class"]


class Step(Entry):
    """One step of a story: its words, and what lights up and is folded meanwhile, by name.

    ``unless`` is a SELECT that must give no row: what it finds would make the words untrue.
    """

    text: Name
    nodes: tuple[Name, ...] = ()
    links: tuple[Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)], ...] = ()
    query: str = ""
    fold: tuple[Name, ...] = ()
    unless: str = ""


class Story(Entry):
    """A walk over the map; it is told where the graph holds its programme, named by its id."""

    programme: Name
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class MapFile(View):
    """What a file in viz/maps/ says."""

    title: Name
    caption: Name
    size: Literal["ties", "same"] = "ties"
    meaning: Annotated[dict[Sign, Name], Field(default_factory=dict)]
    grouping: Grouping = "communities"
    panels: tuple[Panel, ...] = get_args(Panel)
    story: Story | None = None

    @property
    def name(self) -> str:
        """The stem of its file, which is its name for life."""
        return self._path.stem


class Colour(Entry):
    """One colour on a light and on a dark page."""

    light: Hex
    dark: Hex


class PageStyle(Entry):
    """The colours of the page."""

    background: Colour
    surface: Colour
    text: Colour
    muted: Colour
    border: Colour
    accent: Colour
    line: Colour


class NodeStyle(Entry):
    """The look of things of one class."""

    shape: Literal["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"]
    size: Annotated[int, Field(ge=1, le=60)]
    colour: Colour


class LinkStyle(Entry):
    """The look of ties of one kind."""

    dashes: tuple[Annotated[int, Field(ge=1, le=40)], ...] = ()
    width: Annotated[float, Field(gt=0, le=20)]


def _has_other(looks: dict[str, L]) -> dict[str, L]:
    if OTHER not in looks:
        raise ValueError(f"has no {OTHER!r}; add the look of what is not listed")
    return looks


Key = Annotated[str, AfterValidator(lambda name: name if name == OTHER else expand(name))]


class Style(Entry):
    """What viz/style.yml says: of things by the IRI of their class, of ties by their kind."""

    page: PageStyle
    nodes: Annotated[dict[Key, NodeStyle], AfterValidator(_has_other)]
    links: Annotated[dict[Name, LinkStyle], AfterValidator(_has_other)]

    def node(self, class_iri: str) -> NodeStyle:
        """Return the look of things of a class."""
        return self.nodes.get(class_iri, self.nodes[OTHER])

    def link(self, kind: str) -> LinkStyle:
        """Return the look of ties of a kind."""
        return self.links.get(kind, self.links[OTHER])


def read_style() -> Style:
    """Read viz/style.yml, refusing as `read_map` does."""
    return _read_entry(resource_folder("viz") / "style.yml", Style)


def read_map(path: Path) -> MapFile:
    """Read a map file; a MapError has all unknown and missing keys and wrong values, by line."""
    map_file = _read_entry(path, MapFile)
    map_file._path = path
    return map_file


def _read_entry(path: Path, kind: type[E]) -> E:
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise MapError("is not a mapping; see viz/README.md", path)
    try:
        return kind.model_validate(data)
    except PydanticError as exc:
        raise MapError.of(explain(path, data, exc, kind)) from exc


def map_of(name: str, title: str, caption: str, classes: Iterable[str]) -> MapFile:
    """Return a map that no file draws: of all ties between things of some classes, by IRI."""
    map_file = MapFile.model_construct(title=title, caption=caption, nodes=tuple(classes))
    map_file._path = Path(name)
    return map_file
