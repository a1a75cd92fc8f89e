"""Makes the look-alike documents from what is kept of them as text, in five formats.

A PDF and a DOCX are written from a small HTML: h1 to h3, p, ul/ol/li, table (colspan, rowspan), hr
(a new page), header and footer (on each page), b, i, s (struck out), ins and del (tracked changes),
sup, br, span.hidden, div.columns.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

HERE = Path(__file__).parent / "documents"
NAMES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())
UNPRINTED = (
    "//script|//style|//head|//header|//footer|//nav|//del|//s|//*[@hidden]"
    "|//*[@class='hidden' or contains(@style,'display:none')]"
)


def source(name: str) -> Path:
    """Return the text that a document is made from."""
    (path,) = (HERE / name).glob("document.*")
    return path


def make(name: str, folder: Path) -> Path:
    """Make a document and return its file."""
    kept = source(name)
    path = folder / f"{name}{kept.suffixes[0]}"
    match kept.suffixes[0]:
        case ".pdf":
            from makers_pdf import write_pdf

            write_pdf(parse(kept), path)
        case ".docx":
            from makers_docx import write_docx

            write_docx(parse(kept), path)
        case _:
            path.write_bytes(encoded(kept.read_text("utf-8")))
    return path


def encoded(text: str) -> bytes:
    """Return a text in the encoding that it says it has."""
    declared = re.search(r"charset=[\"']?([\w-]+)", text[:1000])
    return text.encode(codecs.lookup(declared[1]).name if declared else "utf-8")


def parse(path: Path) -> Any:
    return html.fromstring(f"<body>{path.read_text('utf-8')}</body>")


def blocks(root: Any) -> Iterator[Any]:
    """Yield the blocks of a document in their order."""
    for block in root:
        if block.tag in ("ul", "ol"):
            yield from block
        elif block.tag not in ("header", "footer"):
            yield block


def running(root: Any, tag: str) -> str:
    """Return the running header or footer."""
    return " ".join(part.text_content() for part in root.iter(tag))


def runs(block: Any, style: str = "") -> Iterator[tuple[str, str]]:
    """Yield the stretches of a block, each with the tags in force, as `b`, `del` or `hidden`."""
    if block.text:
        yield _folded(block.text), style
    for child in block:
        if child.tag == "br":
            yield "\n", style
        else:
            yield from runs(child, f"{style} {child.get('class') or child.tag}")
        if child.tail:
            yield _folded(child.tail), style


def _folded(text: str) -> str:
    return re.sub(r"[ \n\t]+", " ", text)


def grid(table: Any) -> Iterator[tuple[int, int, int, int, Any]]:
    """Yield row, column, rows and columns of each cell of a table."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.iter("tr")):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            yield row, column, rows, columns, cell


def printed(name: str) -> str:
    """Return what a reader of the document sees, white space folded."""
    kept = source(name)
    if kept.suffix != ".html":
        text = re.sub(r"\A---\n.*?\n---\n|!\[.*?\]\(.*?\)", "", kept.read_text("utf-8"), flags=re.S)
        return " ".join(re.sub(r"\*\*|^#+ |^- ", "", text, flags=re.M).split())
    root = parse(kept)
    for element in root.xpath(UNPRINTED):
        element.drop_tree()
    for element in root.iter("p", "h1", "h2", "h3", "h4", "li", "td", "th", "br"):
        element.tail = f"\n{element.tail or ''}"
    return " ".join(root.text_content().replace("\u00ad", "").split())
