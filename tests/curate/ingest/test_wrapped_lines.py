"""Lines of a page that were wrapped, and those that only stand below others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atgraph.curate.ingest.formats.pdf_layout import Layout, write_columns
from atgraph.curate.ingest.formats.pdf_segments import Segment, join_justified
from atgraph.curate.ingest.formats.pdf_wraps import goes_on, stand_alone, stands_apart
from atgraph.curate.ingest.lines import Collector

LETTER, SIZE, WIDE = 5, 10, 900


def line(text: str, number: int = 0, word: float = 0.0) -> Segment:
    """Return a line of a page, that many lines below the first."""
    top = 700 - 14 * number
    right = 100 + LETTER * len(text)
    return Segment(text, 100, right, top - SIZE, top, SIZE, bold=False, word=word)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1. Debt at Sea (9:30–10:15, Long", "Hall)"),
        ("Capt. Ada bin", "Khalid Lund, judge"),
        ("Monday, 20 May 2031,", "9:30–10:15: Debt at Sea"),
    ],
)
def test_what_a_line_begins_goes_on_however_much_room_was_left(above: str, below: str) -> None:
    assert goes_on(line(above), line(below, 1), WIDE, line(above))


@pytest.mark.parametrize(
    ("above", "below", "wrapped"),
    [
        ("Dott.ssa Ada Bek – judge, Port Court", "Dott. Ugo Lund – mayor", False),
        ("Speakers: Ms. Ada Bek, judge, Port Court", "Dame Eva Ruiz, mayor", False),
        ("Aizada Bek kyzy, head, Committee of Tarvania", "Ottoline Ruiz, CBE, judge", False),
        ("Featuring Ada Bek, judge, Port Court;", "Ugo Lund, mayor, and Eva Ruiz", True),
        ("LENN – The Port Trust hosts “Debt” at Port", "Conference Centre, Lenn", True),
        ("Nel secondo panel, “Debiti in mare”, la sociologa", "Ada Bek, sindaca, ha detto", True),
        ("Вторая сессия, «Долги», прошла при участии судьи", "Ады Бек, мэра Порта", True),
    ],
)
def test_a_line_into_which_no_more_went_ends_where_somebody_else_begins(
    above: str, below: str, wrapped: bool
) -> None:
    full = line(above)
    assert goes_on(full, line(below, 1), full.right + LETTER, full) is wrapped


@pytest.mark.parametrize(("word", "wrapped"), [(60.0, True), (40.0, False)])
def test_the_first_word_is_measured_by_its_own_letters(word: float, wrapped: bool) -> None:
    above, below = line("Токтогулова Айгерим"), line("Бакытовна – директор", 1, word)
    assert goes_on(above, below, above.right + 56, above) is wrapped


def test_a_label_that_is_wrapped_begins_a_line() -> None:
    collector, texts = Collector(), ("Ugo Lund, may", "Welcome", "remarks: Ada")
    write_columns([[line(text, n) for n, text in enumerate(texts)]], collector, SIZE)
    assert [one.text for one in collector.extract().lines] == [texts[0], "Welcome remarks: Ada"]


def test_in_a_cell_the_rest_of_a_name_is_nobody_else() -> None:
    above = line("Chair: D. El Hadji")
    assert not stands_apart(above, above, "Malick Diouf, mayor", set())
    names = [[line(t) for t in ("Welcome:", "Ada Maria", "Bek, judge")], [line("Ada Maria")]]
    again = [[line(t) for t in ("Closing:", "Ada Maria", "Bek, judge")]]
    rooms = [[line(t) for t in (title, "Long Hall", end)] for title, end in ("AB", "CD")]
    assert stand_alone([*names, *again, *rooms]) == {"Long Hall"}


def test_names_one_a_line_are_several_on_a_page_of_longer_lines() -> None:
    layout, names = Layout(Collector(), SIZE), ("Nazar Boiko", "Orysia Dzvinka")
    layout.page([line("What is said of the forum, " * 3)], [])
    layout.page([line(text, n) for n, text in enumerate(names)], [])
    assert [one.text for one in layout.collector.extract().lines[1:]] == [*names]


def test_a_paragraph_goes_on_at_the_top_of_the_next_page() -> None:
    layout = Layout(Collector(), SIZE)
    told = "The floor was given to Ada Bek, head of the Port Trust against"
    layout.page([line("A" * 60), line(told, 45)], [])
    layout.page([line("Debt, who thanked all."), line("9:00 Next", 3)], [])
    assert [one.text for one in layout.collector.extract().lines] == [
        "A" * 60,
        f"{told} Debt, who thanked all.",
        "9:00 Next",
    ]


@pytest.mark.parametrize(
    ("starts", "joined"), [([0, 26, 44], True), ([0, 26, 60], False), ([0, 30, 52], False)]
)
def test_a_line_whose_spaces_are_alike_is_spread_over_its_paragraph(
    starts: list[int], joined: bool
) -> None:
    words, wide = ("The first panel, “Debt”,", "was moderated by", "Dr. Ada"), 90
    spread = [
        replace(line(word, 1), left=100 + LETTER * at, right=100 + LETTER * (at + len(word)))
        for word, at in zip(words, starts)
    ]
    spread[-1].right = 100 + LETTER * wide
    whole = [line("a" * wide), line("b" * wide, 2), line("Bek.", 3)]
    rows = join_justified([[whole[0]], spread, [whole[1]], [whole[2]]])
    assert [len(row) for row in rows] == [1, 1 if joined else 3, 1, 1]


def test_columns_one_below_the_other_are_not_spread_over_a_paragraph() -> None:
    rows = [[line("a" * 90)], [line("b" * 90, 1)]]
    for number in (2, 3):
        one = line("Lenn Court", number)
        at = [100.0, 100 + LETTER * 12, 100 + LETTER * 24]
        row = [replace(one, left=left, right=left + LETTER * 10) for left in at]
        rows.append([*row[:2], replace(row[2], right=100 + LETTER * 90)])
    assert [len(row) for row in join_justified(rows)] == [1, 1, 3, 3]
