"""The small HTML that families print and writers write: tests/curate/ingest/makers.py has it too.

To its tags are added nested lists, `dl`, `div`, `a` and `img`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Part = str | Html


def join(parts: Iterable[Part], between: str = "") -> Html:
    """Return parts as markup, each escaped where it is none."""
    return Html(
        between.join(str(p) if isinstance(p, Html) else escape(p, quote=False) for p in parts)
    )


def tag(name: str, *parts: Part, **attributes: object) -> Html:
    """Return an element; a trailing underscore of an attribute's name is dropped."""
    written = "".join(
        f' {key.rstrip("_")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{join(parts)}</{name}>")


def h1(*parts: Part) -> Html:
    """Return the title of a document."""
    return tag("h1", *parts)


def h2(*parts: Part) -> Html:
    """Return a heading, or nothing if it would be empty."""
    return tag("h2", *parts) if any(parts) else Html()


def h3(*parts: Part) -> Html:
    """Return a heading below a heading, or nothing."""
    return tag("h3", *parts) if any(parts) else Html()


def p(*parts: Part, **attributes: object) -> Html:
    """Return a paragraph, or nothing if it would be empty."""
    return tag("p", *parts, **attributes) if any(parts) else Html()


def b(*parts: Part) -> Html:
    """Return bold text."""
    return tag("b", *parts) if any(parts) else Html()


def i(*parts: Part) -> Html:
    """Return text in italics."""
    return tag("i", *parts) if any(parts) else Html()


def lines(*parts: Part) -> Html:
    """Return parts that are not empty, each on a line."""
    return join((part for part in parts if part), "<br>")


def ul(items: Iterable[Part]) -> Html:
    """Return a list with bullets."""
    return tag("ul", *(tag("li", item) for item in items))


def row(*cells: Part, head: bool = False) -> Html:
    """Return a row of a table; a cell that is a `td` already is kept."""
    name = "th" if head else "td"
    kept = (cell if cell.startswith(("<td", "<th")) else tag(name, cell) for cell in cells)
    return tag("tr", *kept)


def table(rows: Iterable[Part]) -> Html:
    """Return a table of rows."""
    return tag("table", *rows)
