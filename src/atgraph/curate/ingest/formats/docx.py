"""DOCX: paragraphs and tables of a Word document as printed, tracked changes taken as accepted.

No library reads one so: python-docx and mammoth print hidden text, and leave out text boxes and
what lies deep.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from atgraph.curate.ingest.lines import Cell, Collector, Extract
from atgraph.errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN, STYLES = "word/document.xml", "word/styles.xml"
LARGEST = 48 << 20
USUAL = 20  # half points, where nothing says how large letters are
LARGE, LARGER = 1.6, 1.15  # of the size of many letters: from there on it is a heading
FEW = 5  # one letter in so many is of a size that is no heading's
BODY_TEXT = 9  # the level of an outline that is none
TWIPS, DIGITS = 20, 6  # of a point; of a number that counts twips
DELETED = (W + "del", W + "moveFrom")
DROPPED = {*DELETED, MC + "Fallback", *(W + n for n in ("instrText", "delText", "pPr", "sectPr"))}
HOLDERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
DRAWN = (MC + "AlternateContent", W + "drawing", W + "pict")
SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}
HIDDEN, STRUCK = "hidden passages left out", "struck-out passages left out"
UNSEEN = {"vanish": HIDDEN, "strike": STRUCK, "dstrike": STRUCK}
GONE = "deleted passages of tracked changes left out"
LEVEL = re.compile(r"(?:heading|berschrift|titre|t[ií]tulo|titolo|заголовок)\s*(\d)", re.I)
# What zipfile raises for packages that are cut off or damaged.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError),
    *(OSError, EOFError, ValueError),
)
SPAN = re.compile(r"[1-9][0-9]?")
TITLES = {"title": 1, "titel": 1, "titre": 1, "subtitle": 2}


class _Style(NamedTuple):
    level: int = 0
    bold: bool = False
    hidden: bool = False
    item: bool = False
    indent: int = 0
    size: int = 0  # of letters, in half points; 0 where it is that of the document


def read(raw: bytes, path: Path) -> Extract:
    """Read a Word document that unpacks to no more than a document can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            root = _xml(package, MAIN, path)
            listed = STYLES in package.namelist()
            styles = _styles(_xml(package, STYLES, path)) if listed else {}
    except BROKEN as exc:
        message = "is no Word document that can be opened: it is broken, or of another format"
        raise UnreadableError(f"{message}; save it again as DOCX", path) from exc
    except RuntimeError as exc:  # zipfile's word for an encrypted part
        raise UnreadableError("is encrypted; save it without a password", path) from exc
    body = root.find(W + "body")
    body = root if body is None else body
    letters = Counter[int]()
    for paragraph in body.iter(W + "p"):
        letters += _count_letters(paragraph, styles)
    often = [size for size, count in letters.items() if count * FEW >= letters.total()]
    reader = _Reader(Collector(), styles, max(often, default=0))
    reader.blocks(body)
    return reader.collector.extract()


def _xml(package: zipfile.ZipFile, name: str, path: Path) -> Any:
    from lxml import etree  # slow to import

    data = b""
    if package.getinfo(name).file_size <= LARGEST:
        with package.open(name) as part:
            data = part.read(LARGEST + 1)  # what a part says of its size may be a lie
    if len(data) > LARGEST or not data:
        message = f"unpacks to more than {LARGEST >> 20} MB, as no programme does"
        raise UnreadableError(f"{message}; it is not opened", path)
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, safe)
    except etree.XMLSyntaxError as exc:
        message = f"is broken: {name} in it is not XML; save it again as DOCX"
        raise UnreadableError(message, path) from exc


def _styles(root: Any) -> dict[str, _Style]:
    """Return the styles by their identifiers, with what each has of the one that it is based on."""
    listed = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    styles: dict[str, _Style] = {}
    for identifier, element in listed.items():
        chain = {identifier: None}  # in order; those that are known end it
        base = _value(element, "basedOn") or ""
        while base in listed and base not in chain:
            chain[base] = None
            base = "" if base in styles else _value(listed[base], "basedOn") or ""
        style = _Style()
        for one in reversed(chain):
            style = styles[one] if one in styles else _own_style(listed[one], one, style)
            styles[one] = style
    usual = _number(_value(root, "docDefaults/rPrDefault/rPr/sz"))
    named = root.find(f"{W}style[@{W}default='1'][@{W}type='paragraph']")
    plain = _Style() if named is None else styles[named.get(W + "styleId", "")]
    return {**styles, "": plain._replace(size=plain.size or usual)}


def _own_style(style: Any, identifier: str, base: _Style) -> _Style:
    name = _value(style, "name") or ""
    found = LEVEL.search(name) or LEVEL.search(identifier)
    level = int(found[1]) if found else TITLES.get(name.lower(), 0) or base.level
    item = not level and (base.item or _value(style, "pPr/numPr") is not None)  # “List Bullet”
    return _Style(
        level,
        base.bold if _value(style, "rPr/b") is None else _is_on(style, "rPr/b"),
        base.hidden if _value(style, "rPr/vanish") is None else _is_on(style, "rPr/vanish"),
        item,
        _indent(style) or (item and _number(name[-1:])) or base.indent,  # “List Bullet 2”
        _number(_value(style, "rPr/sz")) or base.size,
    )


def _style_of(run: Any, styles: Mapping[str, _Style]) -> _Style:
    """Return the style that a run names; one without anything where it names none."""
    name = _value(run, "rPr/rStyle")
    return styles.get(name, _Style()) if name else _Style()


def _count_letters(paragraph: Any, styles: Mapping[str, _Style]) -> Counter[int]:
    """Count the letters of a paragraph by their size in half points."""
    letters = Counter[int]()
    ways = (_value(paragraph, "pPr/pStyle") or "", "")
    own = next(filter(None, (styles[way].size for way in ways if way in styles)), USUAL)
    for run in paragraph.iter(W + "r"):
        size = _number(_value(run, "rPr/sz")) or _style_of(run, styles).size or own
        letters[size] += sum(len((text.text or "").strip()) for text in run.iter(W + "t"))
    return +letters


def _value(element: Any, way: str, bare: str = "") -> str | None:
    """Return the value of a property, ``bare`` where it has none; None where it is missing."""
    found = element.find("/".join(W + name for name in way.split("/")))
    return None if found is None else found.get(W + "val", bare)


def _indent(element: Any) -> int:
    """Return how far a paragraph or a style begins from the margin, in points."""
    found = element.find(f"{W}pPr/{W}ind")
    ways = () if found is None else (found.get(W + "left"), found.get(W + "start"))
    return max((_number(way) // TWIPS for way in ways), default=0)


def _number(text: str | None) -> int:
    """Return a number that a document gives; 0 where it gives none that can be one."""
    return int(text[:DIGITS]) if text and text.isdecimal() else 0


def _is_on(element: Any, way: str) -> bool:
    return _value(element, way, "1") not in (None, "0", "false", "off", "none")


def _own(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, and none of the tables in it."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if part.tag == W + name:
            yield part
        elif part is element or part.tag != element.tag:
            waiting += reversed(part)


@dataclass
class _Reader:
    collector: Collector
    styles: Mapping[str, _Style]
    body: int  # the largest size of many letters

    def blocks(self, parent: Any) -> None:
        """Read paragraphs and tables, those in content controls and inserted ones too."""
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in HOLDERS:
                self.blocks(child)

    def paragraph(self, paragraph: Any) -> None:
        style = self.styles.get(_value(paragraph, "pPr/pStyle") or "", _Style())
        item = style.item or _value(paragraph, "pPr/numPr") is not None
        if not (style.level or item):
            style = style._replace(level=self.level(paragraph))
        if style.hidden:
            self.collector.notes[HIDDEN] += 1
            return
        before = len(self.collector.lines)
        boxes = list(self.runs(paragraph, style, item))
        if _value(paragraph, "pPr/rPr/del") is None:  # else it goes on with the next
            deep = _number(_value(paragraph, "pPr/numPr/ilvl"))
            deep += _indent(paragraph) or style.indent
            self.collector.end_line(level=style.level, item=item, indent=deep)
            empty = len(self.collector.lines) == before and not boxes
            self.collector.end_line(gap=empty or (not item and style.level > 0))
        for box in boxes:
            self.blocks(box)

    def level(self, paragraph: Any) -> int:
        """Return the level of the heading that a paragraph is, by its outline or its letters."""
        outline = _value(paragraph, "pPr/outlineLvl")
        if outline is not None and _number(outline) < BODY_TEXT:
            return _number(outline) + 1
        size = min(_count_letters(paragraph, self.styles), default=0)
        return 1 if size > LARGE * self.body else 2 if size > LARGER * self.body else 0

    def runs(self, parent: Any, style: _Style, item: bool) -> Iterator[Any]:
        """Write what a paragraph prints; yield its text boxes."""
        for child in parent:
            if child.tag in DELETED:
                self.collector.notes[GONE] += 1
            elif child.tag == W + "r":
                yield from self.run(child, style, item)
            elif child.tag not in DROPPED and isinstance(child.tag, str):
                yield from self.runs(child, style, item)

    def run(self, run: Any, style: _Style, item: bool) -> Iterator[Any]:
        own = _style_of(run, self.styles)
        for name, what in UNSEEN.items():
            if _is_on(run, f"rPr/{name}") or (own.hidden and name == "vanish"):
                self.collector.notes[what] += 1
                return
        strong = style.bold if _value(run, "rPr/b") is None else _is_on(run, "rPr/b")
        raised = _value(run, "rPr/vertAlign") == "superscript"
        for child in run:
            if child.tag == W + "t" or child.tag in SIGNS:
                said = SIGNS.get(child.tag) or child.text or ""
                if raised and self.collector.is_note(said):
                    continue
                self.collector.write(said, strong, _is_on(run, "rPr/i"))
            elif child.tag in (W + "br", W + "cr"):
                self.collector.end_line(level=style.level, item=item)
            elif child.tag in DRAWN:
                for box in child.iter(W + "txbxContent"):
                    if next(box.iterancestors(MC + "Fallback"), None) is None:
                        yield box

    def table(self, table: Any) -> None:
        self.collector.end_line(gap=True)
        cells: list[Cell] = []
        above: dict[int, int] = {}
        for number, row in enumerate(_own(table, "tr")):
            if _value(row, "trPr/del") is None:
                self.row(row, number, cells, above)
            else:
                self.collector.notes[GONE] += 1
        if cells:
            self.collector.tables.append(cells)
        self.collector.end_line(gap=True)

    def row(self, row: Any, number: int, cells: list[Cell], above: dict[int, int]) -> None:
        column = 0
        for cell in _own(row, "tc"):
            span = _value(cell, "tcPr/gridSpan") or "1"
            columns = int(span) if SPAN.fullmatch(span) else 1
            if _value(cell, "tcPr/vMerge", "continue") == "continue" and column in above:
                held = cells[above[column]]
                cells[above[column]] = replace(held, rows=number - held.row + 1)
            else:
                first, tables = len(self.collector.lines), len(self.collector.tables)
                self.blocks(cell)
                self.collector.end_line()
                del self.collector.tables[tables:]
                above[column] = len(cells)
                lines = tuple(range(first, len(self.collector.lines)))
                cells.append(Cell(number, column, 1, columns, lines))
            column += columns
        self.collector.end_line(gap=True)
