"""Writes a look-alike document as PDF, with running headers, columns, hyphenation and tables."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fpdf import FPDF
from makers import blocks, grid, running, runs

SIZES = {"h1": 16, "h2": 13, "h3": 11}
MARKS = {"b": "**", "i": "__"}
LONG = re.compile(r"[A-Za-z][a-z]{6,}")
SYLLABLE = re.compile(r"(?<=[a-z][aeiou])(?=[bcdfghjklmnpqrstvwxz][aeiou][a-z])")
STYLES = {"": "", "B": "-Bold", "I": "-Oblique", "BI": "-BoldOblique"}


class Printed(FPDF):
    """Pages with a running header and footer, in the styles that are named: each takes time."""

    def __init__(self, top: str = "", bottom: str = "", styles: Iterable[str] = ("",)) -> None:
        super().__init__()
        self.top, self.bottom = top, bottom
        self.set_creation_date(dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
        spec = importlib.util.find_spec("matplotlib")  # its fonts know Cyrillic
        assert spec and spec.submodule_search_locations
        (found,) = spec.submodule_search_locations
        for style in styles:
            file = f"DejaVuSans{STYLES[style]}.ttf"
            self.add_font("DejaVu", style, Path(found, "mpl-data/fonts/ttf", file))
        self.set_font("DejaVu", size=10)
        self.add_page()

    def header(self) -> None:
        self._edge(self.top, 8)

    def footer(self) -> None:
        self._edge(self.bottom, -12)

    def _edge(self, text: str, y: float) -> None:
        if text:
            self.set_y(y)
            self.set_font("DejaVu", size=8)
            self.cell(0, 5, text.replace("{page}", str(self.page_no())), align="C")
            self.set_font("DejaVu", size=10)
            self.set_y(20)


def write_pdf(root: Any, path: Path) -> None:
    styles = STYLES if root.find(".//i") is not None else ("", "B")
    pdf = Printed(running(root, "header"), running(root, "footer"), styles)
    for block in blocks(root):
        _add(pdf, block)
    pdf.output(str(path))


def _add(pdf: Printed, block: Any) -> None:
    match block.tag, block.get("class"):
        case "hr", _:
            pdf.add_page()
        case "table", "interleaved":
            _interleave(pdf, block)
        case "table", _:
            _table(pdf, block)
        case "div", "columns":
            _columns(pdf, block)
        case tag, _:
            pdf.set_font("DejaVu", "B" if tag in SIZES else "", SIZES.get(tag, 10))
            text = ("• " if tag == "li" else "") + _marked(block)
            pdf.multi_cell(
                0,
                5 if tag not in SIZES else 7,
                text,
                markdown=True,
                align="L",
                new_x="LMARGIN",
                new_y="NEXT",
            )
            pdf.ln(2)


def _marked(block: Any) -> str:
    """Return the text of a block with fpdf2's marks for bold and italic."""
    parts = []
    for text, style in runs(block):
        mark = "".join(MARKS.get(tag, "") for tag in style.split())
        parts += [
            f"{mark}{line}{mark[::-1]}" if line.strip() else line
            for line in text.splitlines(keepends=True)
        ]
    return "".join(parts).strip().replace("\n ", "\n")


def _columns(pdf: Printed, block: Any) -> None:
    pdf.set_font("DejaVu", size=10)
    with pdf.text_columns(ncols=2, gutter=10, text_align="L", balance=True) as columns:
        for paragraph in block:
            with columns.paragraph(bottom_margin=2) as printed:
                for text, style in runs(paragraph):
                    pdf.set_font("DejaVu", "B" if "b" in style else "", 10)
                    printed.write(hyphenated(text))
    pdf.set_x(pdf.l_margin)


def hyphenated(text: str) -> str:
    """Let long words break at the end of a line: before a consonant that stands between vowels."""
    return LONG.sub(lambda word: SYLLABLE.sub("\u00ad", word[0]), text)


def _table(pdf: Printed, block: Any) -> None:
    pdf.set_font("DejaVu", size=10)
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for row, _, height, width, cell in grid(block):
        rows.setdefault(row, []).append((height, width, _marked(cell)))
    widths = (1, 3) if sum(width for _, width, _ in rows[0]) == 2 else None
    with pdf.table(
        first_row_as_headings=False,
        markdown=True,
        v_align="T",
        text_align="L",
        line_height=5,
        col_widths=widths,
    ) as table:
        for cells in rows.values():
            line = table.row()
            for height, width, text in cells:
                line.cell(text, rowspan=height, colspan=width)
    pdf.ln(3)


def _interleave(pdf: Printed, block: Any) -> None:
    """Print columns side by side, line by line, as in the text layer of many one-page agendas."""
    columns = [_marked(cell).split("\n") for *_, cell in grid(block)]
    width, top = pdf.epw / len(columns), pdf.get_y()
    pdf.set_font("DejaVu", size=8)
    for number in range(max(map(len, columns))):
        for column, lines in enumerate(columns):
            if number < len(lines):
                pdf.set_xy(pdf.l_margin + column * width, top + number * 5)
                pdf.cell(width, 5, lines[number], markdown=True)
    pdf.set_xy(pdf.l_margin, top + max(map(len, columns)) * 5 + 3)
