"""PDF with tags: they say what is a paragraph, and where the cells of a table are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.formats.pdf import read
from atgraph.curate.ingest.lines import Extract

# what an element is called (a cell also how many rows and columns it spans: “TD 2 1”), and what is
# in it: others, and text on a page, its left and height in points; it may have several lines
Leaf = tuple[int, float, float, str]
Element = tuple[str, Sequence[Any]]


class _Writer:
    """Puts together the objects of a PDF: fixed ones, the pages and a tree of tags."""

    def __init__(self, pages: int) -> None:
        self.objects = ["", "", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
        self.drawn = [""] * pages
        self.parents: dict[int, list[int]] = defaultdict(list)
        self.first = len(self.objects) + 1  # the objects of pages: each, and what it shows
        self.objects += [""] * (2 * pages)

    def add(self, element: Element, parent: int) -> int:
        kind, inside = element
        name, *spans = kind.split()
        self.objects.append("")
        own = len(self.objects)
        kids = [
            f"{self.add(one, own)} 0 R" if isinstance(one[0], str) else self._mark(one, own)
            for one in inside
        ]
        named = " ".join(f"/{what} {n}" for what, n in zip(("RowSpan", "ColSpan"), spans))
        table = f"/A<</O/Table{named}>>" if named else ""
        tag = f"<</Type/StructElem/S/{name}/P {parent} 0 R{table}/K[{' '.join(kids)}]>>"
        self.objects[own - 1] = tag
        return own

    def _mark(self, leaf: Leaf, own: int) -> str:
        page, left, height, text = leaf
        number = len(self.parents[page])
        self.parents[page].append(own)
        lines = ") Tj 0 -12 Td (".join(text.split("\n"))
        shown = f"BT /F 10 Tf {left} {height} Td ({lines}) Tj ET"
        self.drawn[page] += f"/Span <</MCID {number}>> BDC {shown} EMC\n"
        return f"<</Type/MCR/Pg {self.first + 2 * page} 0 R/MCID {number}>>"

    def write(self) -> bytes:
        kids = " ".join(f"{self.first + 2 * n} 0 R" for n in range(len(self.drawn)))
        nums = " ".join(
            f"{page} [{' '.join(f'{own} 0 R' for own in owners)}]"
            for page, owners in self.parents.items()
        )
        top = self.first + 2 * len(self.drawn)
        self.objects[0] = "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>"
        self.objects[0] += "/StructTreeRoot 3 0 R>>"
        self.objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(self.drawn)}>>"
        self.objects[2] = f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree<</Nums[{nums}]>>>>"
        for n, drawn in enumerate(self.drawn):
            at = self.first + 2 * n
            self.objects[at - 1] = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents {n}"
                f"/Resources<</Font<</F 4 0 R>>>>/Contents {at + 1} 0 R>>"
            )
            self.objects[at] = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
        body = "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(self.objects, 1))
        end = f"trailer<</Root 1 0 R/Size {len(self.objects) + 1}>>\n"
        return f"%PDF-1.7\n{body}{end}".encode("latin-1")


def extract(*inside: Element, pages: int = 1) -> Extract:
    """Read a document that holds these elements."""
    writer = _Writer(pages)
    writer.add(("Document", inside), 3)
    return read(writer.write(), Path("made.pdf"))


def cell(text: str, left: float, height: float, page: int = 0, rows: int = 1) -> Element:
    return f"TD {rows}", [("P", [(page, left, height, text)])]


def row(height: float, *texts: str, page: int = 0) -> Element:
    """Return a row in which an empty cell has no tag; columns begin 60 points apart."""
    cells = [cell(text, 50 + 60 * n, height, page) for n, text in enumerate(texts) if text]
    return "TR", cells


def cells_of(found: Extract) -> list[list[tuple[int, int, str]]]:
    """Return the tables: row and column of each cell, and what stands in it."""
    return [
        [(one.row, one.column, " / ".join(found.lines[n].text for n in one.lines)) for one in cells]
        for cells in found.tables
    ]


HEAD = ("Time", "Session", "Who", "Where")


def test_cells_that_nearly_touch_are_cells_and_empty_ones_shift_no_other() -> None:
    found = extract(
        ("Table", [row(700, *HEAD), row(680, "9:00-10:00a", "Work at sea", "", "Room 1")]),
    )

    assert cells_of(found) == [
        [
            *((0, n, text) for n, text in enumerate(HEAD)),
            (1, 0, "9:00-10:00a"),
            (1, 1, "Work at sea"),
            (1, 3, "Room 1"),
        ]
    ]


def test_a_table_goes_on_on_the_next_page_with_the_row_that_broke_off_and_its_heads_once() -> None:
    broken: Element = (
        "TR",
        [
            cell("10:00", 50, 660),
            ("TD", [("P", [(0, 110, 660, "Ada Bek,"), (1, 110, 700, "judge, Court")])]),
        ],
    )
    heads: Element = (
        "TR",
        [("TH", [(n, 50 + 60 * at, 720, HEAD[at]) for n in (0, 1)]) for at in range(3)],
    )
    table = [
        heads,
        row(680, "9:00", "Opening", "Tom"),
        broken,
        row(680, "11:00", "", "Eva", page=1),
    ]
    found = extract(("Table", table), pages=2)

    (cells,) = cells_of(found)
    assert [(at, text) for at, column, text in cells if column == 0] == [
        (0, "Time"),
        (1, "9:00"),
        (2, "10:00"),
        (3, "11:00"),
    ]
    assert (2, 1, "Ada Bek, judge, Court") in cells
    assert (3, 2, "Eva") in cells


def test_two_tables_alike_on_a_page_are_two_and_what_spans_rows_says_so() -> None:
    spanning: Element = ("TR", [cell("9:00", 50, 700, rows=2), cell("Opening", 110, 700)])
    first: Element = ("Table", [spanning, ("TR", [cell("Welcome", 110, 680)])])
    second: Element = ("Table", [row(600, "10:00", "Panel"), row(580, "11:00", "Close")])
    found = extract(first, ("P", [(0, 50, 640, "Day 2")]), second)

    assert [len(cells) for cells in found.tables] == [3, 4]
    assert (found.tables[0][0].rows, found.tables[0][2].column) == (2, 1)
    assert "Day 2" in [line.text for line in found.lines]


def paragraphs(*lines: str) -> Iterator[Element]:
    yield from (("P", [(0, 50, 700 - 12 * n, line)]) for n, line in enumerate(lines))


LONG = "The panel asks who pays the fee of a worker who is sent to another land and"


def test_paragraphs_by_tags_are_not_run_together_unless_each_line_is_one() -> None:
    lines = ("Ada Bek, judge, Court of Appeal of the Towns of the Harbour Islands", "North House")
    whole: Element = ("P", [(0, 50, 600, LONG), (0, 50, 588, "who has to give it back again")])

    tagged = [line.text for line in extract(*paragraphs(*lines), whole).lines]
    assert tagged == [*lines, f"{LONG} who has to give it back again"]
    assert [line.text for line in extract(*paragraphs(*lines)).lines] == [" ".join(lines)]


def test_tags_within_tags_without_end_cost_their_words_no_line() -> None:
    deep: Element = ("P", [(0, 50, 700, "Opening of the forum")])
    for _ in range(150):
        deep = ("Div", [deep])

    assert [line.text for line in extract(deep).lines] == ["Opening of the forum"]


def test_small_tables_on_two_pages_are_two() -> None:
    sheets = [
        ("Table", [row(700, "Time", "Talk", page=n), row(680, f"{9 + n}:00", f"Talk {n}", page=n)])
        for n in (0, 1)
    ]
    assert [cells[2:] for cells in cells_of(extract(*sheets, pages=2))] == [
        [(1, 0, "9:00"), (1, 1, "Talk 0")],
        [(1, 0, "10:00"), (1, 1, "Talk 1")],
    ]


def test_tables_side_by_side_each_stay_below_their_day() -> None:
    def day(left: float, name: str, talk: str) -> list[Element]:
        rows: list[Element] = [
            ("TR", [cell(time, left, height), cell(f"{talk} {height}", left + 60, height)])
            for time, height in (("9:00", 660), ("10:00", 640), ("11:00", 620))
        ]
        return [("P", [(0, left, 700, name)]), ("Table", rows)]

    found = extract(*day(50, "Monday", "Boats"), *day(330, "Tuesday", "Nets"))
    texts = [line.text for line in found.lines]
    assert texts.index("Monday") < texts.index("Boats 660") < texts.index("Tuesday")
    assert texts.index("Tuesday") < texts.index("Nets 660")


def test_a_head_in_the_middle_of_columns_begins_with_the_first_of_them() -> None:
    def spanning(text: str, left: float) -> Element:
        return "TH 1 2", [("P", [(0, left, 700, text)])]

    head: Element = ("TR", [cell("Time", 50, 700), spanning("May", 160), spanning("June", 280)])
    found = extract(("Table", [head, row(680, "9:00", "A", "B", "C", "D")]))
    (cells,) = cells_of(found)
    assert [(column, text) for at, column, text in cells if at == 0] == [
        (0, "Time"),
        (1, "May"),
        (3, "June"),
    ]


def test_a_sentence_goes_on_in_the_next_paragraph_with_small_letters() -> None:
    whole: Element = ("P", [(0, 50, 600, LONG), (0, 50, 588, "who has to give it back again")])
    lines = ("The session asks what an inspector of labour who comes to a farm can", "see of debt")

    first, _ = extract(*paragraphs(*lines), whole).lines
    assert first.text == " ".join(lines)


def test_rows_that_are_one_row_again_and_again_are_read_up_to_a_bound() -> None:
    writer = _Writer(1)
    top = writer.add(("Document", [("Table", [row(700, "9:00", "Opening")])]), 3)
    rows, cells = top + 1, top + 2  # of the objects that follow: the table and its row
    for at, kids in ((rows, [cells] * 3000), (cells, [cells + 1] * 3000)):
        named = " ".join(f"{kid} 0 R" for kid in kids)
        told = writer.objects[at - 1]
        writer.objects[at - 1] = told[: told.index("/K[")] + f"/K[{named}]>>"

    found = read(writer.write(), Path("made.pdf"))
    assert "9:00" in " ".join(line.text for line in found.lines)


def box(*texts: tuple[float, float, str]) -> Element:
    """Return a row as browsers tag it that has neither heads nor lines: boxes within a box."""
    return "NonStruct", [("NonStruct", [("NonStruct", [(0, *text)])]) for text in texts]


def test_boxes_side_by_side_are_the_cells_of_a_table_and_what_was_wrapped_is_one_line() -> None:
    rows = [
        box((50, 700, "9:00"), (110, 700, "Work at Sea"), (300, 700, "Ada Bek, judge,\nCourt")),
        box((300, 660, "Ugo Lund")),
        box((50, 640, "10:00"), (110, 640, "A House Is\nNot a Bed"), (300, 640, "Eva Ruiz")),
    ]
    (cells,) = cells_of(extract(("NonStruct", rows)))
    assert cells == [
        *((0, 0, "9:00"), (0, 1, "Work at Sea"), (0, 2, "Ada Bek, judge, Court")),
        (1, 2, "Ugo Lund"),
        *((2, 0, "10:00"), (2, 1, "A House Is Not a Bed"), (2, 2, "Eva Ruiz")),
    ]


def test_boxes_below_each_other_are_no_table() -> None:
    heights = (700, 640, 580)
    cards = [box((50, at, f"{at}"), (50, at - 20, "Work at Sea by Night")) for at in heights]
    found = extract(("NonStruct", cards))
    assert not found.tables
    assert len(found.lines) == 6


def test_a_text_goes_on_where_its_tag_does_although_a_name_might_begin() -> None:
    wrapped, apart = "Mme Ada Bek / M. Hamadi\nOuld Sidi: Words", ("Mme Ada Bek", "M. Hamadi Lund")
    texts = [("NonStruct", [(0, 50, 660 - 12 * n, text)]) for n, text in enumerate(apart)]
    found = extract(("P", [("NonStruct", [(0, 50, 700, wrapped)])]), ("P", texts))
    assert [line.text for line in found.lines] == [wrapped.replace("\n", " "), *apart]
