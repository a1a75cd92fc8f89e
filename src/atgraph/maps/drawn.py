"""A map that was drawn: its page, and how it shows itself in a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

HEIGHT = 640


@dataclass(frozen=True)
class Map:
    """One map as a page that needs no network.

    Attributes:
        name: the stem of the file that it is kept in; with the choice, where it keeps to a part of
            the graph.
        title, caption: of its file.
        choice: in words, to what part of the graph it keeps; empty where it is whole.
        html: the page.
        thumbnail: a small picture as an SVG element.
        things, ties: how many there are.
        notices: what a reader should know, such as what a typed name was taken as.
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
        """Write the page and return where it is.

        Raises:
            RefusedError: the file cannot be written; it is as it was.
        """
        from atgraph.files import write_file

        write_file(Path(path), self.html.encode())
        return Path(path)

    def _repr_html_(self) -> str:
        """Return a frame that may run the page's own scripts and download, and reaches nothing of the notebook."""
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" title="{escape(self.title)}" srcdoc="{escape(self.html)}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 1px solid #8888"></iframe>'
        )
