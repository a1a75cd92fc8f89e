"""The folders of the checkout, for scripts that keep something in them."""

from __future__ import annotations

from pathlib import Path

from atgraph.errors import RefusedError
from atgraph.files import SHIPPED, resource_folder


def resource_folder_to_write(name: str) -> Path:
    """Return one of the four folders for something that is kept in it.

    Raises:
        UnreadableError: it is not there.
        RefusedError: it is part of an installed package, which people do not keep.
    """
    path = resource_folder(name)
    if path.resolve().is_relative_to(SHIPPED.resolve()):
        why = "is part of the installed package; run this in a checkout"
        raise RefusedError(f"{why}, or set ATGRAPH_HOME to one", path)
    return path
