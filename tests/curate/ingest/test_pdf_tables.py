"""PDF tables without lines between columns, or without any: where rows and columns begin."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from test_pdf import Printed, extract, shown

from atgraph.curate.ingest.lines import Extract

COLUMNS = (50, 110, 210, 330)


def cells(rows: Iterable[tuple[float, tuple[str, ...]]]) -> str:
    """Return the operators that print rows, each at its height; nothing for an empty cell."""
    printed: list[Printed] = [
        (left, height, 10, text)
        for height, texts in rows
        for left, text in zip(COLUMNS, texts)
        if text
    ]
    return shown(*printed)


def line(height: float, *columns: int) -> str:
    """Return the operators that draw a level line, cut where columns begin."""
    edges = (*(left - 5 for left in COLUMNS), 460)
    return "".join(
        f"{edges[at]} {height} m {edges[at + 1]} {height} l S\n" for at in columns or range(4)
    )


def rows_of(found: Extract) -> list[tuple[str, ...]]:
    """Return the only table row by row: what stands in its cells, and how many rows each spans."""
    (table,) = found.tables
    rows: dict[int, tuple[str, ...]] = {}
    for cell in table:
        text = " / ".join(found.lines[n].text for n in cell.lines)
        spans = f" +{cell.rows - 1}" if cell.rows > 1 else ""
        rows[cell.row] = (*rows.get(cell.row, ()), text + spans)
    return [row for _, row in sorted(rows.items())]


def test_lines_below_rows_make_a_table_with_heads_above_and_a_row_that_goes_on_below() -> None:
    printed = cells(
        [
            (700, ("Type", "Time", "Session", "Who")),
            (680, ("Opening", "9:00 to", "Work", "Ada Bek")),
            (668, ("of the day", "10:00", "", "")),
            (640, ("Plenary", "10:00", "Ports", "Tom Reed")),
            (612, ("", "11:00", "Coffee", "")),
            (590, ("Closing", "11:30", "What Now", "Eva Ruiz")),
        ]
    )
    drawn = "".join(map(line, (695, 660, 630, 605)))

    assert rows_of(extract(printed + drawn)) == [
        ("Type", "Time", "Session", "Who"),
        ("Opening of the day", "9:00 to 10:00", "Work", "Ada Bek"),
        ("Plenary", "10:00", "Ports", "Tom Reed"),
        ("11:00", "Coffee"),
        ("Closing", "11:30", "What Now", "Eva Ruiz"),
    ]


def test_a_line_below_some_columns_parts_rows_in_what_spans_them() -> None:
    printed = cells(
        [
            (680, ("9:00", "Opening", "Chair", "Ada Bek")),
            (655, ("", "", "Speaker", "Tom Reed")),
            (630, ("10:00", "Work at Sea", "Chair", "Eva Ruiz")),
        ]
    )
    drawn = line(695) + line(670, 2, 3) + line(645) + line(620)

    assert rows_of(extract(printed + drawn)) == [
        ("9:00 +1", "Opening +1", "Chair", "Ada Bek"),
        ("Speaker", "Tom Reed"),
        ("10:00", "Work at Sea", "Chair", "Eva Ruiz"),
    ]


def test_lines_around_heads_and_below_all_rows_part_no_rows_but_times_do() -> None:
    printed = cells(
        [
            (700, ("Time", "Session", "Who", "Room")),
            (680, ("9:00", "Opening", "Ada Bek", "Red")),
            (660, ("10:00", "Work at Sea", "Tom Reed", "Blue")),
            (640, ("11:00", "Ports", "Eva Ruiz", "Red")),
        ]
    )
    drawn = "".join(f"45 {height} m 460 {height} l S\n" for height in (715, 695, 630))

    assert [row[0] for row in rows_of(extract(printed + drawn))] == [
        "Time",
        "9:00",
        "10:00",
        "11:00",
    ]


def test_rows_that_begin_with_names_are_parted_by_what_is_left_empty_above_them() -> None:
    people = [
        ("Bekova", "Ada", "judge, Law"),
        ("Reed", "Tom", "mayor of"),
        ("Ruiz", "Eva", "head,"),
    ]
    printed: list[tuple[float, tuple[str, ...]]] = []
    for number, (surname, given, told) in enumerate([*people, *people]):
        top = 700 - 40 * number
        printed += [(top, (surname, told)), (top - 12, (given, f"Clinic {number}"))]

    assert rows_of(extract(cells(printed))) == [
        (f"{surname} {given}", f"{told} Clinic {number}")
        for number, (surname, given, told) in enumerate([*people, *people])
    ]


def test_a_time_over_three_lines_of_a_cell_is_one() -> None:
    rows = [(680, ("9:00", "Opening")), (668, ("–", "")), (656, ("9:30", ""))]
    rows += [(630, ("10:00", "Work at Sea")), (618, ("–", "")), (606, ("11:00", ""))]
    drawn = "".join(map(line, (695, 645, 595)))
    printed = cells((at, tuple(text.replace("–", "-") for text in texts)) for at, texts in rows)

    assert rows_of(extract(printed + drawn)) == [
        ("9:00 - 9:30", "Opening"),
        ("10:00 - 11:00", "Work at Sea"),
    ]


@pytest.mark.parametrize(
    "firsts",
    [
        ("Ada Bek", "Tom Reed", "Eva Ruiz", "Ida Lund"),
        ("9:00", "10:00", "11:00", "12:00"),
    ],
)
@pytest.mark.parametrize("drawn", [True, False])
def test_rows_that_stand_together_in_twos_are_no_one_row(
    firsts: tuple[str, ...], drawn: bool
) -> None:
    heights = (680, 668, 640, 628)
    rows = [(at, (first, f"Told {at}")) for at, first in zip(heights, firsts)]
    lines = "".join(map(line, (695, 655, 615))) if drawn else ""

    assert rows_of(extract(cells(rows) + lines)) == [texts for _, texts in rows]


def test_a_page_of_any_width_takes_no_longer() -> None:
    far = shown((50, 680, 10, "9:00"), (99_000_000, 680, 10, "Opening"))
    drawn = "".join(f"45 {height} m 99000500 {height} l S\n" for height in (695, 670, 645))
    assert len(extract(far + drawn, wide=99_001_000).lines) == 2
