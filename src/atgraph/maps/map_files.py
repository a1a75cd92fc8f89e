"""A map as a file: its words, the classes and ties it shows, details of its things, its story."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, PrivateAttr
from pydantic import ValidationError as PydanticError

from atgraph.data.transcript import Entry, Name, explain
from atgraph.data.yaml_lines import Record, read_yaml
from atgraph.errors import MapError, NotFoundError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import prefixes
from atgraph.text import did_you_mean

E = TypeVar("E", bound=Entry)
LINK_COLUMNS = ("source", "target", "tie")
DETAIL_COLUMNS = ("node", "name", "value")
PARENT_COLUMNS = ("node", "parent")


def expand(name: str) -> str:
    """Return the IRI of a term written prefix:name."""
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in prefixes():
        raise ValueError("is no term; write prefix:name with a prefix of ontology/prefixes.ttl")
    return prefixes()[prefix] + local


def _gives(*columns: str) -> AfterValidator:
    def check(query: str) -> str:
        missing = [f"?{c}" for c in columns if not re.search(rf"\?{c}\b", query)]
        if query and missing:
            wanted = ", ".join(f"?{c}" for c in columns)
            raise ValueError(f"gives no {', '.join(missing)}; select {wanted}")
        return query

    return AfterValidator(check)


def _narrows(where: str) -> str:
    if where and not re.search(r"\?(source|target|tie|class)\b", where):
        raise ValueError("says nothing of ?source, ?target, ?tie or ?class, so it narrows nothing")
    return where


Term = Annotated[str, AfterValidator(expand)]
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
    """A walk over the map; it is told where the graph holds what it is about."""

    about: Term
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class MapFile(Entry):
    """What a file in viz/maps/ says."""

    title: Name
    caption: Name
    nodes: Annotated[tuple[Term, ...], Field(min_length=1)]
    ties: tuple[Name, ...] = ()
    where: Annotated[str, AfterValidator(_narrows)] = ""
    query: Annotated[str, _gives(*LINK_COLUMNS)] = ""
    details: Annotated[str, _gives(*DETAIL_COLUMNS)] = ""
    parents: Annotated[str, _gives(*PARENT_COLUMNS)] = ""
    size: Literal["ties", "same"] = "ties"
    meaning: Annotated[dict[Sign, Name], Field(default_factory=dict)]
    grouping: Grouping = "communities"
    panels: tuple[Panel, ...] = get_args(Panel)
    story: Story | None = None
    _path: Path = PrivateAttr(default=Path())

    @property
    def shows_ties(self) -> bool:
        """Whether it shows ties as they are; with a query alone it shows what that gives."""
        return bool(self.ties or self.where or not self.query)

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return self._path

    @property
    def name(self) -> str:
        """The stem of its file, which is its name for life."""
        return self._path.stem


def read_map(path: Path) -> MapFile:
    """Read a map file.

    Raises:
        MapError: with every unknown or missing key and wrong value, each with its line.
    """
    map_file = read_entry(path, MapFile)
    map_file._path = path
    return map_file


def read_entry(path: Path, kind: type[E]) -> E:
    """Read a YAML file of viz/ as one record of a kind, refusing what it does not know."""
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise MapError("is not a mapping; see viz/README.md", path)
    try:
        return kind.model_validate(data)
    except PydanticError as exc:
        raise MapError.of(explain(path, data, exc, kind)) from exc


def map_names() -> list[str]:
    """Return the names of the maps in viz/maps/, sorted."""
    return sorted(p.stem for p in (resource_folder("viz") / "maps").glob("*.yml"))


def map_path(name: str) -> Path:
    """Return the file of a map.

    Raises:
        NotFoundError: there is none of that name.
    """
    names = map_names()
    if name not in names:
        hint = did_you_mean(name, names, f"there are: {', '.join(names)}", shown=repr)
        raise NotFoundError(f"there is no map {name!r}; {hint}")
    return resource_folder("viz") / "maps" / f"{name}.yml"
