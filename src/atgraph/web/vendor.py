"""The one foreign script: an editor for SPARQL, where the build could have it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from atgraph.files import read_text, resource_folder


@dataclass(frozen=True)
class Editor:
    """The files of the editor, and the styles that it writes into its page, by their hashes."""

    folder: Path
    files: tuple[str, ...]
    styles: tuple[str, ...]


def vendor_folder() -> Path:
    """Return where the build puts foreign files; it may not be there."""
    return resource_folder("viz") / "vendor"


@cache
def vendored() -> Editor | None:
    """Return the editor, if all its files are here; a server that runs does not look again."""
    listed = tomllib.loads(read_text(resource_folder("viz") / "vendor.toml"))["package"]
    names = tuple(name for package in listed for name in package["files"].values())
    styles = tuple(style for package in listed for style in package["styles"])
    folder = vendor_folder()
    return Editor(folder, names, styles) if all((folder / n).is_file() for n in names) else None
