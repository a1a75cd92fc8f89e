"""DOCX: the paragraphs and tables of a Word document as they are printed, tracked changes taken as accepted."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.lines import Cell, Collector, Extract
from atgraph.errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"
LARGEST = 48 << 20
DROPPED = frozenset(
    (
        W + "del",
        W + "moveFrom",
        W + "instrText",
        W + "delText",
        MC + "Fallback",
        W + "pPr",
        W + "sectPr",
    )
)
OFF = ("0", "false", "off", "none")
LEVEL = re.compile(r"(?:heading|berschrift|titre|t[ií]tulo|titolo|заголовок)\s*(\d)", re.I)


def read(raw: bytes, path: Path) -> Extract:
    """Read a Word document.

    Raises:
        UnreadableError: it is no zip, has no text in it, or would unpack to more than a document
            can hold.
    """
    root, styles = _parts(raw, path)
    reader = _Reader(Collector(), styles)
    body = root.find(W + "body")
    reader.blocks(body if body is not None else root)
    return reader.collector.extract()


def _parts(raw: bytes, path: Path) -> tuple[Any, dict[str, tuple[int, bool, bool]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            root = _xml(package, MAIN, path)
            styles = (
                _xml(package, "word/styles.xml", path)
                if "word/styles.xml" in package.namelist()
                else None
            )
    except (
        zipfile.BadZipFile,
        KeyError,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
    ) as exc:
        raise UnreadableError(
            "is no Word document that can be opened: it is broken, or of another format; save it again as DOCX",
            path,
        ) from exc
    except RuntimeError as exc:  # zipfile's word for an encrypted part
        raise UnreadableError("is encrypted; save it without a password", path) from exc
    return root, _styles(styles)


def _xml(package: zipfile.ZipFile, name: str, path: Path) -> Any:
    from lxml import etree

    data = b""
    if package.getinfo(name).file_size <= LARGEST:
        with package.open(name) as part:
            data = part.read(LARGEST + 1)  # what a part says of its size may be a lie
    if len(data) > LARGEST or not data:
        raise UnreadableError(
            f"unpacks to more than {LARGEST >> 20} MB, as no programme does; it is not opened", path
        )
    try:
        return etree.fromstring(
            data,
            etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
            ),
        )
    except etree.XMLSyntaxError as exc:
        raise UnreadableError(
            f"is broken: {name} in it is not XML; save it again as DOCX", path
        ) from exc


def _styles(root: Any) -> dict[str, tuple[int, bool, bool]]:
    """Return the level of a heading, whether it is bold and whether it is hidden, by the id of a style."""
    found: dict[str, tuple[int, bool, bool]] = {}
    for style in root.iter(W + "style") if root is not None else ():
        name = style.find(W + "name")
        shown = name.get(W + "val", "") if name is not None else ""
        level = LEVEL.search(shown) or LEVEL.search(style.get(W + "styleId", ""))
        size = (
            int(level[1])
            if level
            else 1
            if shown.lower() in ("title", "titel", "titre")
            else 2
            if shown.lower() == "subtitle"
            else 0
        )
        properties = style.find(W + "rPr")
        found[style.get(W + "styleId", "")] = (
            size,
            _on(properties, "b"),
            _on(properties, "vanish"),
        )
    return found


def _on(properties: Any, name: str) -> bool:
    mark = properties.find(W + name) if properties is not None else None
    return mark is not None and mark.get(W + "val", "1") not in OFF


@dataclass
class _Reader:
    collector: Collector
    styles: dict[str, tuple[int, bool, bool]]

    def blocks(self, parent: Any) -> None:
        """Read paragraphs and tables, those in content controls and inserted ones too."""
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in (
                W + "sdt",
                W + "sdtContent",
                W + "ins",
                W + "moveTo",
                W + "customXml",
                W + "smartTag",
            ):
                self.blocks(child)

    def paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(W + "pPr")
        style = properties.find(W + "pStyle") if properties is not None else None
        level, bold, hidden = self.styles.get(
            style.get(W + "val", "") if style is not None else "", (0, False, False)
        )
        item = properties is not None and properties.find(W + "numPr") is not None
        if hidden:
            self.collector.note("hidden passages left out")
            return
        boxes = self.runs(paragraph, bold, level, item)
        merged = (
            properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        )  # the paragraph mark was deleted
        if not merged:
            self.collector.end_line(level=level, item=item, gap=not item and level > 0)
        for box in boxes:
            self.blocks(box)

    def runs(self, parent: Any, bold: bool, level: int, item: bool) -> list[Any]:
        boxes: list[Any] = []
        for child in parent:
            if child.tag in DROPPED or not isinstance(child.tag, str):
                if child.tag in (W + "del", W + "moveFrom"):
                    self.collector.note("deleted passages of tracked changes left out")
            elif child.tag == W + "r":
                boxes += self.run(child, bold, level, item)
            else:
                boxes += self.runs(child, bold, level, item)
        return boxes

    def run(self, run: Any, bold: bool, level: int, item: bool) -> list[Any]:
        properties = run.find(W + "rPr")
        for name, what in (
            ("vanish", "hidden passages left out"),
            ("strike", "struck-out passages left out"),
            ("dstrike", "struck-out passages left out"),
        ):
            if _on(properties, name):
                self.collector.note(what)
                return []
        mark = properties.find(W + "b") if properties is not None else None
        strong = bold if mark is None else _on(properties, "b")
        boxes: list[Any] = []
        for child in run:
            if child.tag == W + "t":
                self.collector.write(child.text or "", strong)
            elif child.tag == W + "tab":
                self.collector.write("\t", strong)
            elif child.tag in (W + "br", W + "cr"):
                self.collector.end_line(level=level, item=item)
            elif child.tag == W + "noBreakHyphen":
                self.collector.write("-", strong)
            elif child.tag in (MC + "AlternateContent", W + "drawing", W + "pict"):
                boxes += [
                    box
                    for box in child.iter(W + "txbxContent")
                    if not any(a.tag == MC + "Fallback" for a in box.iterancestors())
                ]
        return boxes

    def table(self, table: Any) -> None:
        self.collector.end_line(gap=True)
        cells: list[Cell] = []
        above: dict[int, int] = {}
        rows = [
            row
            for row in table.iter(W + "tr")
            if next(a for a in row.iterancestors(W + "tbl")) is table
        ]
        for number, row in enumerate(rows):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.collector.note("deleted passages of tracked changes left out")
                continue
            self.row(row, number, cells, above)
        if cells:
            self.collector.tables.append(cells)
        self.collector.end_line(gap=True)

    def row(self, row: Any, number: int, cells: list[Cell], above: dict[int, int]) -> None:
        column = 0
        for cell in (
            c for c in row.iter(W + "tc") if next(a for a in c.iterancestors(W + "tr")) is row
        ):
            properties = cell.find(W + "tcPr")
            span = properties.find(W + "gridSpan") if properties is not None else None
            merge = properties.find(W + "vMerge") if properties is not None else None
            columns = int(span.get(W + "val", "1")) if span is not None else 1
            if (
                merge is not None
                and merge.get(W + "val", "continue") == "continue"
                and column in above
            ):
                held = cells[above[column]]
                cells[above[column]] = Cell(
                    held.row, held.column, number - held.row + 1, held.columns, held.lines
                )
            else:
                first, tables = len(self.collector.lines), len(self.collector.tables)
                self.blocks(cell)
                self.collector.end_line()
                del self.collector.tables[tables:]
                above[column] = len(cells)
                cells.append(
                    Cell(number, column, 1, columns, tuple(range(first, len(self.collector.lines))))
                )
            column += columns
        self.collector.end_line(gap=True)
