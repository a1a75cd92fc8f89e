"""Make files of the small HTML, in five formats; the same HTML always makes the same bytes."""

from __future__ import annotations

import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import html

from layouts.facts import HERE

sys.path.append(str(HERE.parents[1] / "tests" / "curate" / "ingest"))

FLAT = ("section", "article", "div", "main", "blockquote")
RUNNING = re.compile(r"<(header|footer)>(?:(?!</?\1>).)*</\1>", re.S)  # on each page of a print
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def write_html(markup: str, language: str) -> bytes:
    """Write a page, its title that of the text."""
    markup = RUNNING.sub(lambda edge: "" if "{page}" in edge[0] else edge[0], markup)
    title = re.search(r"<h1>(.*?)</h1>", markup)
    head = f'<meta charset="utf-8"><title>{title[1] if title else language}</title>'
    page = f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{markup}\n'
    return f"{page}</body></html>\n".encode()


def _inline(element: Any, marks: Mapping[str, str], line: str) -> str:
    """Return the text of an element, its lists left out."""
    parts = [re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        mark = marks.get(child.tag, "")
        if child.tag == "br":
            parts.append(line)
        elif child.tag not in ("ul", "ol", "table"):
            inner = _inline(child, marks, line)
            if child.tag == "a" and marks:
                inner = f"[{inner}]({child.get('href', '#')})"
            parts.append(f"{mark}{inner}{mark}" if inner.strip() else inner)
            if child.tag in ("p", "div") and child.getnext() is not None:
                parts.append(line)
        parts.append(re.sub(r"\s+", " ", child.tail or ""))
    return "".join(parts).strip(" ")


def _items(block: Any, marks: Mapping[str, str], level: int) -> Iterator[str]:
    for item in block:
        indent = "  " * level
        yield f"{indent}- " + _inline(item, marks, f"\n{indent}  ")
        for inner in item.iterchildren("ul", "ol"):
            yield from _items(inner, marks, level + 1)


def _texts(root: Any, marks: Mapping[str, str]) -> Iterator[str]:
    """Yield the blocks of a document as Markdown, or without marks as text."""
    for block in root:
        match block.tag:
            case tag if tag in FLAT:
                yield from _texts(block, marks)
            case "h1" | "h2" | "h3" | "h4":
                yield f"{'#' * int(block.tag[1])} " * bool(marks) + _inline(block, marks, " ")
            case "ul" | "ol":
                yield "\n".join(_items(block, marks, 0))
            case "table":
                yield _table(block, marks)
            case "dl":
                yield "\n".join(_inline(one, marks, "\n") for one in block)
            case "hr":
                yield "---" if marks else "\f"
            case _:
                yield _inline(block, marks, "\n")


def _table(block: Any, marks: Mapping[str, str]) -> str:
    rows = [[_inline(cell, marks, "<br>" if marks else "; ") for cell in row] for row in block]
    if not marks:
        return "\n".join("\t".join(row) for row in rows)
    heads = rows[:1] if block[0][0].tag == "th" else [[""] * len(rows[0])]
    body = rows[1:] if block[0][0].tag == "th" else rows
    ruled = [*heads, ["---"] * len(heads[0]), *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


def _parse(markup: str) -> Any:
    return html.fromstring(f"<body>{markup}</body>")


def _blocks(markup: str, marks: Mapping[str, str]) -> bytes:
    blocks = filter(None, _texts(_parse(RUNNING.sub("", markup)), marks))
    return ("\n\n".join(blocks) + "\n").encode()


def write_markdown(markup: str, *_: str) -> bytes:
    """Write Markdown."""
    return _blocks(markup, MARKS)


def write_text(markup: str, *_: str) -> bytes:
    """Write plain text; the cells of a table are parted by tabs."""
    return _blocks(markup, {})


def _flat(root: Any) -> Any:
    """Return a document with its lists and definitions as blocks, as the makers know them."""
    for element in root.xpath(".//a|.//span[not(@class='hidden')]|.//em|.//strong"):
        element.drop_tag()
    for element in root.xpath(".//div[not(@class='columns')]|.//section|.//article|.//main"):
        element.drop_tag()
    for entry in root.xpath(".//td//p|.//td//li|.//th//p"):
        if entry.getnext() is not None:
            entry.append(entry.makeelement("br"))
        entry.drop_tag()
    for entry in root.xpath(".//dt|.//dd"):
        entry.tag = "p"
    for element in root.xpath(".//dl"):
        element.drop_tag()
    for inner in reversed(root.xpath(".//li/ul|.//li/ol")):
        outer = inner.getparent()
        for item in inner:
            item.set("level", str(int(item.get("level", "1")) + 1))
        for item in reversed(inner):
            outer.addnext(item)
        outer.remove(inner)
    return root


def _made(write: Callable[[Any, Path], None], markup: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document")
        write(_flat(_parse(markup)), path)
        return path.read_bytes()


def write_docx(markup: str, *_: str) -> bytes:
    """Write DOCX."""
    from makers_docx import write_docx as write

    return without_clock(_made(write, markup.replace("{page}", "")))


def without_clock(made: bytes) -> bytes:
    """Return a DOCX whose parts have no time."""
    parts, kept = zipfile.ZipFile(io.BytesIO(made)), io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def write_pdf(markup: str, *_: str) -> bytes:
    """Write PDF."""
    from makers_pdf import write_pdf as write

    return _made(write, markup)


WRITERS: dict[str, Callable[[str, str], bytes]] = {
    "html": write_html,
    "md": write_markdown,
    "txt": write_text,
    "docx": write_docx,
    "pdf": write_pdf,
}
