"""Writes a look-alike document as DOCX, with tracked changes, hidden text and merged cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from makers import blocks, grid, running, runs

TRACKED = {"ins": "w:ins", "del": "w:del"}


def write_docx(root: Any, path: Path) -> None:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = running(root, "header")
    section.footer.paragraphs[0].text = running(root, "footer")
    for block in blocks(root):
        _add(document, block)
    document.save(str(path))


def _add(document: Any, block: Any) -> None:
    match block.tag:
        case "hr":
            document.add_page_break()
        case "table":
            _table(document, block)
        case "h1" | "h2" | "h3":
            _fill(document.add_heading(level=int(block.tag[1])), block)
        case "li":
            deep = int(block.get("level", "1"))  # a list within a list
            style = f"List Bullet {min(deep, 3)}" if deep > 1 else "List Bullet"
            _fill(document.add_paragraph(style=style), block)
        case _:
            _fill(document.add_paragraph(), block)


def _table(document: Any, block: Any) -> None:
    cells = list(grid(block))
    table = document.add_table(
        max(r + rows for r, _, rows, _, _ in cells),
        max(c + columns for _, c, _, columns, _ in cells),
    )
    table.style = "Table Grid"
    for row, column, rows, columns, cell in cells:
        merged = table.cell(row, column).merge(table.cell(row + rows - 1, column + columns - 1))
        for number, paragraph in enumerate(cell.findall("p") or [cell]):
            _fill(merged.add_paragraph() if number else merged.paragraphs[0], paragraph)


def _fill(paragraph: Paragraph, block: Any) -> None:
    for text, style in runs(block):
        tags = style.split()
        run = paragraph.add_run()
        for number, line in enumerate(text.split("\n")):
            if number:
                run.add_break()
            run.add_text(line)
        run.bold, run.italic = "b" in tags or None, "i" in tags or None
        run.font.strike, run.font.hidden, run.font.superscript = (
            "s" in tags or None,
            "hidden" in tags or None,
            "sup" in tags or None,
        )
        for tag in TRACKED.keys() & set(tags):
            _track(run, tag)


def _track(run: Any, tag: str) -> None:
    change = OxmlElement(TRACKED[tag])
    for key, value in {
        "w:id": "1",
        "w:author": "Drafter",
        "w:date": "2022-05-01T00:00:00Z",
    }.items():
        change.set(qn(key), value)
    run._r.addprevious(change)
    change.append(run._r)
    for text in run._r.findall(qn("w:t")) if tag == "del" else ():
        text.tag = qn("w:delText")
