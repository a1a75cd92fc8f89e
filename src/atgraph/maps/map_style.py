"""How things and ties look: viz/style.yml."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from atgraph.data.transcript import Entry, Name, written
from atgraph.files import resource_folder
from atgraph.maps.map_files import expand, read_entry

OTHER = "other"
L = TypeVar("L")
Hex = Annotated[str, written("#[0-9A-Fa-f]{6}", "a colour as in #0b6e99, in quotation marks")]


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


def _key(name: str) -> str:
    return name if name == OTHER else expand(name)


def _has_other(looks: dict[str, L]) -> dict[str, L]:
    if OTHER not in looks:
        raise ValueError(f"has no {OTHER!r}; add the look of what is not listed")
    return looks


Key = Annotated[str, AfterValidator(_key)]


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
    """Read viz/style.yml.

    Raises:
        MapError: with every unknown key and wrong value, each with its line.
    """
    return read_entry(resource_folder("viz") / "style.yml", Style)
