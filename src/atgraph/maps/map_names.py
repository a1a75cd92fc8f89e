"""What maps there are; to read one is another thing, and needs more."""

from pathlib import Path

from atgraph.errors import NotFoundError
from atgraph.files import resource_folder
from atgraph.text import did_you_mean


def map_names() -> list[str]:
    """Return the names of the maps in viz/maps/, sorted."""
    return sorted(p.stem for p in (resource_folder("viz") / "maps").glob("*.yml"))


def map_path(name: str) -> Path:
    """Return the file of a map, if there is one of that name."""
    names = map_names()
    if name not in names:
        hint = did_you_mean(name, names, f"there are: {', '.join(names)}")
        raise NotFoundError(f"there is no map {name!r}; {hint}")
    return resource_folder("viz") / "maps" / f"{name}.yml"
