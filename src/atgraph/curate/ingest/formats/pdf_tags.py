"""What the tags of a PDF say: which of its text is one paragraph, and which stands in a cell."""

import ctypes
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

INLINE = {
    *("Annot", "BibEntry", "Code", "Em", "FENote", "LBody", "Lbl", "Link", "NonStruct", "Note"),
    *("Quote", "Reference", "Ruby", "Span", "Strong", "Sub", "Warichu"),
}
ROWS = ("THead", "TBody", "TFoot")
PLAIN = "NonStruct"  # as browsers tag boxes, and tables without heads and lines
FEWEST = 2  # rows of boxes that may be a table
LONGEST = 64  # letters of what a tag is called
MOST = 1000  # rows or columns that a cell spans
DEEPEST = 100  # tags within tags
FULL = 100_000  # tags that a page may have: the same may be named again and again


class TaggedCell(NamedTuple):
    """A cell: its table and row, the columns before it, and the rows and columns it spans.

    Rows are 0 where tags do not say how many they are.
    """

    table: int
    row: int
    before: int
    rows: int
    columns: int


class Tag(NamedTuple):
    """Which paragraph of the document some text is in, and in which cell, if it is in one.

    Browsers also tag each run of text that has no line end of its own.
    """

    paragraph: int
    cell: TaggedCell | None = None
    run: int | None = None


class _Table(NamedTuple):
    """A table that may go on on the next page: its number, how many rows, the last that is read."""

    number: int
    rows: int
    last: int


class TagReader:
    """Reads the tags page by page: a table may go on on the next one, and a row of it."""

    def __init__(self) -> None:
        self._paragraphs, self._tables, self._runs = count(), count(), count()
        self._open: _Table | None = None  # the last table of the page above, until one is read
        self._last: _Table | None = None  # and of this one
        self._left = FULL

    def read(self, page: Any) -> dict[int, Tag]:
        """Return the tags of a page by the numbers of the content that they mark."""
        from pypdfium2 import raw as api  # slow to import

        self._open, self._last, self._left = self._last, None, FULL
        found: dict[int, Tag] = {}
        if tree := api.FPDF_StructTree_GetForPage(page.raw):
            for number in range(api.FPDF_StructTree_CountChildren(tree)):
                if child := api.FPDF_StructTree_GetChildAtIndex(tree, number):
                    self._read(api, child, Tag(next(self._paragraphs)), found)
            api.FPDF_StructTree_Close(tree)
        return found

    def _read(
        self, api: Any, element: Any, around: Tag, found: dict[int, Tag], depth: int = 0
    ) -> None:
        kind, self._left = _kind(api, element), self._left - 1
        if self._left < 0:
            return
        if kind == "Table" or (kind == PLAIN and _may_be_table(api, element)):
            self._read_table(api, element, found, depth, is_plain=kind == PLAIN)
        elif depth < DEEPEST:
            if kind not in INLINE:
                around = around._replace(paragraph=next(self._paragraphs))
            for number, child in enumerate(_children(api, element)):
                if child:
                    self._read(api, child, around, found, depth + 1)
                elif (at := api.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                    found[at] = around._replace(run=next(self._runs) if kind == PLAIN else None)

    def _read_table(
        self, api: Any, element: Any, found: dict[int, Tag], depth: int, *, is_plain: bool
    ) -> None:
        """Note the cells of a table: rows of it on other pages are counted, but cannot be read."""
        rows = [*_rows(api, element)]
        there = [number for number, row in enumerate(rows) if row]
        table, self._open = self._open, None
        if table is None or len(rows) != table.rows or table.last < 2 or any(rows[1 : table.last]):
            table = _Table(next(self._tables), len(rows), 0)
        for number in there:
            before = 0
            for cell in _children(api, rows[number]):
                self._left -= 1
                if self._left < 0:
                    return
                down, across = (_spanned(api, cell, name) for name in ("RowSpan", "ColSpan"))
                if cell and number >= table.last:  # the first row may be printed again
                    down = 0 if is_plain else down
                    place = TaggedCell(table.number, number, before, down, across)
                    inside = Tag(next(self._paragraphs), place)
                    self._read(api, cell, inside, found, depth + 1)
                before += across
        self._last = table._replace(last=max(there, default=0))


def _may_be_table(api: Any, element: Any) -> bool:
    """Whether boxes hold boxes that hold others, as those of a table do; where they stand tells."""
    rows = [*_children(api, element)]
    cells = [[*_children(api, row)] for row in rows if row]
    return (
        len(rows) >= FEWEST
        and any(len(row) > 1 for row in cells)
        and all(_kind(api, row) == PLAIN for row in rows if row)
        and all(_kind(api, cell) == PLAIN for row in cells for cell in row if cell)
        and all(_holds_no_text(api, cell) for row in cells for cell in row if cell)
    )


def _holds_no_text(api: Any, cell: Any) -> bool:
    inside = [*_children(api, cell)]
    return not inside or any(inside)


def _rows(api: Any, table: Any) -> Iterator[Any]:
    for child in _children(api, table):
        if child and _kind(api, child) in ROWS:
            yield from _children(api, child)
        else:
            yield child


def _children(api: Any, element: Any) -> Iterator[Any]:
    """Yield the children of an element; nothing for one on another page, and for text."""
    for number in range(api.FPDF_StructElement_CountChildren(element)):
        yield api.FPDF_StructElement_GetChildAtIndex(element, number)


def _kind(api: Any, element: Any) -> str:
    name = ctypes.create_string_buffer(2 * LONGEST)
    size = api.FPDF_StructElement_GetType(element, name, 2 * LONGEST)
    return name.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _spanned(api: Any, cell: Any, name: str) -> int:
    """Return how many rows or columns a cell spans; 1 for one on another page."""
    number = ctypes.c_float(1)
    for at in range(api.FPDF_StructElement_GetAttributeCount(cell) if cell else 0):
        attribute = api.FPDF_StructElement_GetAttributeAtIndex(cell, at)
        if value := api.FPDF_StructElement_Attr_GetValue(attribute, name.encode()):
            api.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number))
    return min(max(1, round(number.value)), MOST)
