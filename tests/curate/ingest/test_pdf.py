"""PDF as it is printed: size by the matrix, words, columns, ruled tables, turned pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from atgraph.curate.ingest.formats.pdf import read
from atgraph.curate.ingest.formats.pdf_segments import Segment
from atgraph.curate.ingest.lines import Extract

Printed = tuple[float, float, float, str]  # left and height in points, size, text


def write(*pages: str, turned: int = 0, wide: int = 600) -> bytes:
    """Return a PDF whose pages are drawn by these operators; “\\1” prints the ligature of fi."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
        "/BaseEncoding/WinAnsiEncoding/Differences[1/fi]>>>>",
    ]
    for number, drawn in enumerate(pages):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} 800]/Rotate {turned}"
            "/Resources<</Font<</F 3 0 R/B<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>"
            "/C<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>"
            f"/Contents {5 + 2 * number} 0 R>>",
            f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        ]
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n".encode("latin-1")


def shown(*lines: Printed, before: str = "", font: str = "F") -> str:
    """Return the operators that print lines with a font of size 1, made large by the matrix."""
    return "".join(
        f"q BT {before} /{font} 1 Tf {size} 0 0 {size} {left} {height} Tm ({text}) Tj ET Q\n"
        for left, height, size, text in lines
    )


def boxes(*corners: tuple[float, float, float, float]) -> str:
    """Return the operators that draw boxes: left, bottom, width, height."""
    return "".join("{} {} {} {} re S\n".format(*corner) for corner in corners)


def extract(*pages: str, turned: int = 0, wide: int = 600) -> Extract:
    return read(write(*pages, turned=turned, wide=wide), Path("made.pdf"))


def texts(read: Extract) -> list[str]:
    return [line.text for line in read.lines]


def below(lines: Iterable[str], left: float = 50, top: float = 700, step: float = 12) -> str:
    return shown(*((left, top - n * step, 10, text) for n, text in enumerate(lines)))


def test_letters_are_as_large_as_the_matrix_makes_them() -> None:
    found = extract(
        shown((50, 740, 20, "Harbour Forum")) + below([f"Line {n} of the text." for n in range(5)])
    )

    assert [(line.text, line.level) for line in found.lines[:2]] == [
        ("Harbour Forum", 1),
        ("Line 0 of the text.", 0),
    ]


def test_ligatures_are_letters_and_a_word_cut_at_the_end_of_a_line_is_whole() -> None:
    wrapped = ["The of\\001ce of the prosecutor has done what it could for inves-", "tigators."]

    assert texts(extract(below(wrapped))) == [
        "The office of the prosecutor has done what it could for investigators."
    ]


def test_a_sign_that_is_told_letter_by_letter_is_within_one_word() -> None:
    told = "1 begincodespacerange <00><FF> endcodespacerange 1 beginbfchar <01><00660066> endbfchar"
    cmap = f"90 0 obj\n<</Length {len(told)}>>stream\n{told}\nendstream\nendobj\ntrailer"
    raw = write(shown((50, 700, 12, "Anna Gri\001ith, sta\001 o\001icer, Ra\001aele & Co.")))
    raw = raw.replace(b"[1/fi]>>>>", b"[1/m]>>/ToUnicode 90 0 R>>")  # as wide
    raw = raw.replace(b"trailer", cmap.encode())

    assert texts(read(raw, Path("made.pdf"))) == ["Anna Griffith, staff officer, Raffaele & Co."]


@pytest.mark.parametrize("bullet", ["\\225", "o", "-"])
def test_bullets_set_far_in_front_are_no_column(bullet: str) -> None:
    items = ["Why Ports Matter", "Anna Smit, Director", "Bo Holm, Judge", "What Buyers Can Ask"]
    heights = [700 - 14 * n for n in range(len(items))]
    bullets: list[Printed] = [(50, height, 10, bullet) for height in heights]
    behind: list[Printed] = [(72, height, 10, text) for height, text in zip(heights, items)]

    assert texts(extract(shown(*bullets, *behind))) == items


def test_bullets_in_a_cell_are_no_column() -> None:
    rows = [("9:00", "Anna Smit, Director"), ("10:00", "Bo Holm, Judge"), ("11:00", "Ida Lund")]
    lines: list[Printed] = []
    for n, (time, name) in enumerate(rows):
        height = 700 - 30 * n
        lines += [(50, height, 10, time), (150, height, 10, "\\225"), (168, height, 10, name)]
        lines += [(150, height - 12, 10, "\\225"), (168, height - 12, 10, f"{name} again")]
    found = texts(extract(shown(*lines)))

    assert "".join(found).count("•") == 0
    assert [line for line in found if ":" not in line] == [
        text for _, name in rows for text in (name, f"{name} again")
    ]


def test_letters_that_are_set_apart_are_words() -> None:
    found = extract(
        shown((50, 740, 10, "OPENING OF THE FORUM"), before="0.5 Tc")
        + shown((50, 700, 10, "Anna Smit, Director"))
    )

    assert texts(found) == ["OPENING OF THE FORUM", "Anna Smit, Director"]


def test_the_number_of_a_footnote_is_no_letter_of_a_name_and_raised_minutes_are_times() -> None:
    raised = "/F 10 Tf 1 0 0 1 50 {} Tm ({}) Tj /F 7 Tf 4 Ts ({}) Tj /F 10 Tf 0 Ts ({}) Tj"
    lines = [(700, "Anna Smit", "12", ", Director"), (650, "9", "30", " Opening")]
    found = extract("".join(f"BT {raised.format(*line)} ET\n" for line in lines))

    assert texts(found) == ["Anna Smit, Director", "9 30 Opening"]


@pytest.mark.parametrize("pages", [1, 2])
def test_when_a_browser_printed_a_page_is_no_part_of_it(pages: int) -> None:
    """Its small letters come last, and are no number of a footnote of what stands above them."""
    edges = shown((25, 780, 8, "12/2/26, 9:39 AM"), (250, 780, 8, "Forum on Fair Work"))
    drawn = [below(["Anna Smit", f"Page of talk {n}"]) + edges for n in range(pages)]

    assert texts(extract(*drawn)) == [
        "Forum on Fair Work",
        *(text for n in range(pages) for text in ("Anna Smit", f"Page of talk {n}")),
    ]


def test_small_figures_further_up_are_no_number_of_a_footnote() -> None:
    found = extract(below(["Anna Smit, Director"]) + shown((50, 740, 7, "12 May 2031")))
    assert "12 May 2031" in texts(found)


def test_who_is_set_in_below_a_full_line_was_not_wrapped() -> None:
    title = "9:00 A title that takes all of the line to its end, Salon A"
    found = extract(shown((50, 700, 10, title), (90, 688, 10, "Judge Anna Smit, Court of Weir")))

    assert texts(found) == [title, "Judge Anna Smit, Court of Weir"]


def test_a_paragraph_that_begins_with_who_spoke_goes_on() -> None:
    told = "Sr. Anna Smit (House of the Open Door) presided over the debate on Shelters without"
    found = extract(shown((50, 700, 10, told), (50, 688, 10, "Locks. Ms. Bo Holm (Quay) agreed.")))

    assert texts(found) == [f"{told} Locks. Ms. Bo Holm (Quay) agreed."]


def test_letters_are_as_deep_as_their_font_although_the_first_is_of_another() -> None:
    line = Segment("", 50, 55, 700, 710, 10, bold=False, foot=701.0)
    line.reach(60, 700, 710, 697.5)

    assert line.foot == 697.5


def test_a_ruled_table_has_its_cells_although_text_nearly_touches_the_lines() -> None:
    rows = [
        ("Time", "Hall A", "Hall B"),
        ("10:00", "Ships", "Shelters at the coast"),
        ("", "Anna Smit, Director,", "Bo Holm, Quay Bank"),
        ("", "Larch Foundation", ""),
    ]
    text = shown(
        *(
            (left, 702 - 12 * row, 10, cell)
            for row, cells in enumerate(rows)
            for left, cell in zip((52, 102, 198), cells)
            if cell
        )
    )
    lines = [(50, 698, 50, 14), (100, 698, 96, 14), (196, 698, 160, 14),
             (50, 660, 50, 38), (100, 660, 96, 38), (196, 660, 160, 38)]  # fmt: skip
    found = extract(text + boxes(*lines))
    (table,) = found.tables

    assert [(c.row, c.column, [found.lines[n].text for n in c.lines]) for c in table] == [
        (0, 0, ["Time"]),
        (0, 1, ["Hall A"]),
        (0, 2, ["Hall B"]),
        (1, 0, ["10:00"]),
        (1, 1, ["Ships", "Anna Smit, Director, Larch Foundation"]),
        (1, 2, ["Shelters at the coast", "Bo Holm, Quay Bank"]),
    ]


def test_a_ruled_table_that_goes_on_over_the_page_is_one() -> None:
    def page(first: str, second: str) -> str:
        cells = boxes((50, 690, 60, 30), (110, 690, 200, 30))
        return cells + shown((55, 700, 10, first), (115, 700, 10, second))

    (table,) = extract(page("10:00", "Ships"), page("11:00", "Shelters")).tables

    assert [(cell.row, cell.column) for cell in table] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_ruled_table_goes_on_where_one_column_is_longer_than_the_page() -> None:
    drawn = boxes((50, 690, 60, 30), (110, 690, 200, 30))
    first = drawn + shown((55, 700, 10, "Monday"), (115, 700, 10, "Tuesday"))
    read = extract(first, drawn + shown((115, 700, 10, "Shelters")))

    assert [[(cell.row, cell.column) for cell in table] for table in read.tables] == [
        [(0, 0), (0, 1), (1, 1)]
    ]


def test_a_room_and_a_name_in_a_cell_were_not_wrapped() -> None:
    drawn = boxes((50, 640, 120, 80), (170, 640, 120, 80))
    cells = [
        ["What a port sees", "Great Blue Hall", "Anna Smit, Law Clinic", "of the Ports"],
        ["Shelters by day", "Great Blue Hall", "Bo Holm, Quay Bank"],
    ]
    read = extract(drawn + "".join(below(cell, 55 + 120 * n) for n, cell in enumerate(cells)))

    assert texts(read) == [
        "What a port sees",
        "Great Blue Hall",
        "Anna Smit, Law Clinic of the Ports",
        "Shelters by day",
        "Great Blue Hall",
        "Bo Holm, Quay Bank",
    ]


def test_a_label_in_bold_is_a_part_of_its_line_and_what_was_wrapped_goes_on() -> None:
    label = "BT /B 10 Tf 50 700 Td (Presented by) Tj /F 10 Tf ( Anna Smit, Director of the) Tj ET"
    found = extract(label + shown((50, 688, 10, "Larch Foundation for the Ports")))

    assert texts(found) == [
        "Presented by Anna Smit, Director of the Larch Foundation for the Ports"
    ]
    assert found.lines[0].strong == ((0, len("Presented by")),)


def test_the_number_of_a_row_at_the_edge_is_none_of_the_page() -> None:
    row = boxes((50, 760, 30, 20), (80, 760, 200, 20))
    told = shown((55, 765, 10, "7"), (85, 765, 10, "Shelters"), (300, 20, 10, "1"))

    assert texts(extract(row + told)) == ["7", "Shelters"]


def test_a_cell_goes_on_below_a_given_name_a_colon_or_a_comma() -> None:
    drawn = boxes((50, 600, 130, 120))
    cell = ["Chains of supply:", "who checks whom", "Speakers: Ms. Anna", "Smit, Law Clinic"]

    assert texts(extract(drawn + below(cell, 55))) == [
        "Chains of supply: who checks whom",
        "Speakers: Ms. Anna Smit, Law Clinic",
    ]


def test_who_stands_below_a_closed_bracket_is_another() -> None:
    drawn = boxes((50, 600, 110, 120))
    cell = ["Anna Smit (Judge,", "Court of Appeal)", "Borislava Holm", "(Quay Bank)"]

    escaped = [line.replace("(", r"\(").replace(")", r"\)") for line in cell]

    assert texts(extract(drawn + below(escaped, 55))) == [
        "Anna Smit (Judge, Court of Appeal)",
        "Borislava Holm (Quay Bank)",
    ]


def test_a_line_below_words_is_no_border() -> None:
    text = below(["Anna Smit", "Bo Holm"]) + shown((200, 700, 10, "Quay Bank"))

    assert extract(text + "50 698 45 0.5 re f 50 686 45 0.5 re f").tables == ()


def test_columns_are_read_one_after_another_although_their_lines_do_not_meet() -> None:
    left = [f"left {n} is a line of the first column" for n in range(12)]
    right = [f"right {n} is a line of the second one" for n in range(12)]
    found = " ".join(texts(extract(below(left) + below(right, left=320, top=705, step=11))))

    assert found.index("left 11") < found.index("right 0")
    assert found.index("right 0") < found.index("right 11")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_as_its_letters_stand(turned: int) -> None:
    across = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, 600, 0), 180: (-1, 0, 0, -1, 600, 800),
              270: (0, -1, 1, 0, 0, 800)}[turned]  # fmt: skip
    drawn = "{} {} {} {} {} {} cm ".format(*across) + below(
        ["Harbour Forum", "10:00 Opening"], top=500
    )
    stamp = "BT /F 1 Tf 20 20 -20 20 100 300 Tm (DRAFT) Tj ET"
    found = extract(drawn + stamp, turned=turned)

    assert texts(found) == ["Harbour Forum", "10:00 Opening"]
    assert found.notes == ("letters set aslant, as those of a stamp, left out: 5",)


def test_letters_beyond_the_edge_of_a_page_are_left_out() -> None:
    on, beyond = (50, 700, 10, "10:00 Opening"), [(50, 820, 10, "Bek"), (-90, 700, 10, "Lund")]
    found = extract(shown(on, *beyond))

    assert texts(found) == ["10:00 Opening"]
    assert found.notes == ("letters beyond the edge of a page left out: 7",)


def test_running_heads_are_none_of_a_session_and_times_at_the_top_of_a_page_are_no_heads() -> None:
    pages = [
        shown(
            (50, 780, 8, f"Harbour Forum 2031 | {number}"),
            (50, 760, 10, f"17 January 2031, {8 + number}:00"),
            (50, 700, 10, f"Panel of the {number}. hour"),
            (50, 30, 8, f"Page {number} of 3"),
        )
        for number in (1, 2, 3)
    ]
    found = extract(*pages)

    assert [text for text in texts(found) if "Forum" in text] == ["Harbour Forum 2031 | 1"]
    assert sum("17 January 2031" in text for text in texts(found)) == 3
    assert not any("Page" in text for text in texts(found))
    assert found.notes == ("pieces of page headers and footers left out: 5",)


def test_a_running_head_that_ends_with_the_year_is_left_out_though_pages_are_counted() -> None:
    pages = [
        shown(
            (50, 790, 8, "Harbour Forum | 17 January 2031"),
            (50, 700, 10, f"{8 + number}:00 Panel of the {number}. hour"),
            (50, 30, 8, f"Harbour House | {number}"),
        )
        for number in (1, 2, 3)
    ]

    assert texts(extract(*pages)) == [
        "Harbour Forum | 17 January 2031",
        *(f"{8 + number}:00 Panel of the {number}. hour" for number in (1, 2, 3)),
    ]


def test_the_day_and_time_of_parallel_sessions_are_no_running_heads() -> None:
    pages = [
        shown((50, 780, 10, f"17 January 2031, {hour}:00"), (50, 700, 10, f"Panel {number}"))
        for number, hour in enumerate((9, 11, 11, 14))
    ]

    assert sum("11:00" in text for text in texts(extract(*pages))) == 2


def test_a_running_head_with_a_date_in_figures_may_be_on_every_other_page() -> None:
    pages = [
        shown(
            *((50, 780, 10, "Forum, Lenn, 12.05.2031") for _ in range(number % 2)),
            (50, 700, 10, f"Panel {number}"),
        )
        for number in range(4)
    ]

    assert sum("Forum" in text for text in texts(extract(*pages))) == 1


def test_a_sentence_that_goes_on_with_a_day_on_the_next_page_is_one() -> None:
    first = "All who work on the ports of the towns are asked to be at the opening of Monday"
    second = "12 May 2031 at 9:00 in the Town Hall, with more of the sea."

    assert texts(extract(below([first], top=60), below([second]))) == [f"{first} {second}"]


def test_a_day_at_the_top_of_a_page_is_not_read_into_the_last_line_of_the_page_above() -> None:
    lines = ["Anna Smit, Director of the Larch Foundation for Work of the Harbour Towns"]
    for day in ("Tuesday, 13 May 2031, 9:00 to 10:00", "Tuesday, 13 May 2031"):
        found = texts(extract(below(lines, top=60), below([day, "Panel: Work"])))

        assert found == [*lines, day, "Panel: Work"]


def spread(height: float, words: str, left: float = 50, right: float = 380) -> str:
    """Return the operators that print words from edge to edge, each letter 6 points wide."""
    parts = words.split()
    gap = (right - left - 6 * sum(map(len, parts))) / (len(parts) - 1)
    pieces, at = list[Printed](), left
    for number, word in enumerate(parts):
        shown_as = word + " " * (number < len(parts) - 1)
        pieces.append((at, height, 10, shown_as))
        at += 6 * len(word) + gap
    return shown(*pieces, font="C")


def test_words_that_were_spread_from_edge_to_edge_are_no_columns() -> None:
    told = (
        "Representatives of intergovernmental",
        "organisations and nongovernmental bodies,",
        "commissioners, Interdepartmental",
        "Directorate of work, Ada Bek, lawyer and",
    )
    page = "".join(spread(700 - 14 * n, line) for n, line in enumerate(told))

    assert "".join(texts(extract(page))).count("  ") == 0
    assert " ".join(texts(extract(page))) == " ".join(told)


def test_a_column_that_some_rows_leave_empty_is_one_and_so_is_one_behind_the_first_row() -> None:
    rows = [
        ("8:30", "", "Registration", ""),
        ("9:00 -", "Main", "Opening: Why", "Ada Bek, judge, Court"),
        ("9:30", "Hall", "We Meet", "Tom Reed, mayor, Lenn"),
        ("9:30 -", "Red", "Work at Sea", "Eva Ruiz, lawyer, Legal"),
        ("10:00", "Room", "", "Clinic of the Harbour"),
    ]
    cells = [
        (left, 700 - 14 * n - 6 * (n > 0) - 6 * (n > 2), 10, cell)
        for n, row in enumerate(rows)
        for left, cell in zip((50, 95, 140, 230), row)
        if cell
    ]
    (table,) = (found := extract(shown(*cells))).tables

    assert [[found.lines[n].text for n in cell.lines] for cell in table if cell.row == 1] == [
        ["9:00 - 9:30"],
        ["Main Hall"],
        ["Opening: Why We Meet"],
        ["Ada Bek, judge, Court", "Tom Reed, mayor, Lenn"],
    ]


@pytest.mark.parametrize("told", ["9 May 2031, from", "9 de mayo de 2031, de", "9. Mai 2031, von"])
def test_a_time_goes_on_with_the_day_and_word_before_it(told: str) -> None:
    lines = [f"Speaks at: The long shift, Main Hall, {told}", "9:30 to 10:00, Main Hall"]
    (line,) = texts(extract(below(lines)))

    assert line.endswith("9:30 to 10:00, Main Hall")


def test_a_list_of_people_is_not_one_paragraph_although_its_lines_are_full() -> None:
    lines = [
        "Anna Smit, Director of the Larch Foundation for Work",
        "Boris Holm, Head of the Unit on Recruitment, School of",
        "Public Policy, University of the Harbour Towns",
        "Clara Vries, Inspector, Ministry of Labour of the Coast",
    ]

    assert texts(extract(below(lines))) == [lines[0], f"{lines[1]} {lines[2]}", lines[3]]


def test_names_beside_titles_and_bodies_are_rows_also_without_lines_around_them() -> None:
    rows = [
        ("Anna Smit", "Director", "Larch Foundation"),
        ("Boris Holm", "Head of the Unit on", "Harbour Police"),
        ("", "Recruitment", ""),
        ("Clara Vries", "Inspector", "Ministry of Labour"),
    ]
    cells = [
        (left, 700 - 12 * n, 10, cell)
        for n, row in enumerate(rows)
        for left, cell in zip((50, 200, 350), row)
        if cell
    ]
    found = extract(shown(*cells))
    (table,) = found.tables

    assert [[found.lines[n].text for n in cell.lines] for cell in table if cell.row == 1] == [
        ["Boris Holm"],
        ["Head of the Unit on Recruitment"],
        ["Harbour Police"],
    ]


def test_a_heading_with_nothing_beside_it_ends_the_columns_above_it() -> None:
    first = below(["left one", "left two"]) + below(["right one", "right two"], left=320)
    second = below(["left three", "left four"], top=630) + below(["right three"], 320, 630)
    found = texts(extract(first + shown((50, 660, 14, "Day two")) + second))

    assert (
        " ".join(found)
        == "left one left two right one right two Day two left three left four right three"
    )


def test_what_stands_between_two_tables_stays_between_them() -> None:
    def day(top: float, *titles: str) -> str:
        rows = enumerate(titles)
        return shown(
            *(
                line
                for n, t in rows
                for line in ((50, top - 20 * n, 10, f"1{n}:00"), (150, top - 20 * n, 10, t))
            )
        )

    found = extract(
        day(700, "Ships", "Ports")
        + shown((50, 650, 10, "Tuesday, 4 May, in the Great Hall of the harbour"))
        + day(620, "Papers", "Fees")
    )

    assert len(found.tables) == 2
    assert texts(found).index("Ports") < texts(found).index(
        "Tuesday, 4 May, in the Great Hall of the harbour"
    )
    assert texts(found).index("Tuesday, 4 May, in the Great Hall of the harbour") < texts(
        found
    ).index("Papers")


def test_a_country_at_the_end_of_a_line_awaits_no_surname() -> None:
    drawn = boxes((50, 600, 190, 120))
    cell = ["Mr. Beka Lund, Inspector, Georgia", "Ms. Anna Smit, Law Clinic, Kenya"]

    assert texts(extract(drawn + below(cell, 55))) == cell


def test_compounds_keep_their_hyphens_where_no_word_is_cut() -> None:
    lines = ["The court saw debt and re-", "entry together, and each entry of debt."]

    assert texts(extract(below(lines))) == [
        "The court saw debt and re-entry together, and each entry of debt."
    ]


def test_a_hyphen_before_and_stays_at_the_end_of_a_line() -> None:
    lines = ["Wir danken dem Amt für Kinder-", "und Jugendhilfe, und dem Ver-", "ein für Arbeit."]

    assert texts(extract(below(lines))) == [
        "Wir danken dem Amt für Kinder- und Jugendhilfe, und dem Verein für Arbeit."
    ]


def test_an_underlined_label_in_a_cell_is_no_border() -> None:
    drawn = boxes((50, 600, 80, 120), (130, 600, 300, 120)) + boxes((135, 686, 42, 0.4))
    cell = ["Forum 1", "Panellists", "Ada Bek"]

    found = extract(drawn + below(["9.00"], 55) + below(cell, 135))
    assert texts(found) == ["9.00", *cell]
    assert [len(table) for table in found.tables] == [2]


def cells_of(found: Extract) -> list[tuple[str, ...]]:
    """Return what the cells of the one table say, a row each."""
    (table,) = found.tables
    rows = sorted({cell.row for cell in table})
    said = {(c.row, c.column): " ".join(found.lines[n].text for n in c.lines) for c in table}
    return [tuple(text for (at, _), text in sorted(said.items()) if at == row) for row in rows]


def test_times_in_the_middle_of_their_rows_are_beside_all_of_them() -> None:
    rows = [["Welcome"], ["Ports", "Bo Holm"], ["Ships", "Anna Smit", "Ada Bek"], ["Fees", "Li"]]
    right = [line for row in rows for line in row]
    heights = (700, 682, 652, 622)
    times = shown(*((50, height, 10, f"1{n}.00") for n, height in enumerate(heights)))

    assert cells_of(extract(times + below(right, 150))) == [
        (f"1{n}.00", " ".join(row)) for n, row in enumerate(rows)
    ]


def test_a_start_above_its_end_makes_one_row() -> None:
    times = ["9h00", "9h30", "9h30", "11h00", "11h00", "12h00"]
    right = ["Opening", "Bo Holm", "Ships", "Anna Smit", "Fees", "Ada Bek"]

    assert cells_of(extract(below(times) + below(right, 150))) == [
        ("9h00 9h30", "Opening Bo Holm"),
        ("9h30 11h00", "Ships Anna Smit"),
        ("11h00 12h00", "Fees Ada Bek"),
    ]


def test_a_town_on_a_line_of_its_own_is_no_name_that_goes_on() -> None:
    drawn = boxes((50, 600, 140, 120))
    cell = ["Anna Smit, King's College", "London", "Bo Holm, Law Clinic"]

    assert texts(extract(drawn + below(cell, 55))) == [f"{cell[0]} {cell[1]}", cell[2]]


def test_the_last_word_of_several_bodies_is_no_room() -> None:
    drawn = boxes((50, 640, 120, 80), (170, 640, 120, 80))
    cells = [
        ["Anna Smit, Human Rights", "Commission", "Bo Holm, Quay Bank"],
        ["Ada Bek, Land Planning", "Commission", "Ugo Lund, Law Clinic"],
    ]
    read = extract(drawn + "".join(below(cell, 55 + 120 * n) for n, cell in enumerate(cells)))

    assert texts(read) == [line for first, end, last in cells for line in (f"{first} {end}", last)]


def test_a_column_between_others_that_begins_lower_is_one() -> None:
    drawn = below(["09:00 -", "09:15"]) + below(["Bo Holm, Quay", "Bank"], 400)
    drawn += shown((200, 694, 10, "Welcome"))
    drawn += below(["09:15 -", "10:30"], top=662)
    drawn += below(["Anna Smit, Law", "Ada Bek, nurse", "Ugo Lund, cook"], 400, 668)
    drawn += below(["Ships and", "ports"], 200, 662)

    assert cells_of(extract(drawn)) == [
        ("09:00 - 09:15", "Welcome", "Bo Holm, Quay Bank"),
        ("09:15 - 10:30", "Ships and ports", "Anna Smit, Law Ada Bek, nurse Ugo Lund, cook"),
    ]


def test_what_letters_reach_is_no_space_between_lines() -> None:
    drawn = boxes((50, 600, 120, 120))
    cell = ["Session 1: Selection", "as seen on our own seas"]  # neither deep nor high
    read = extract(drawn + below(cell, 55, step=14))

    assert texts(read) == [" ".join(cell)]


def test_small_letters_before_a_colon_go_on_and_a_label_in_them_does_not() -> None:
    drawn = boxes((50, 600, 130, 120))
    wrapped = below(["Session 1: Forced work", "in the field: what now"], 55)

    assert texts(extract(drawn + wrapped)) == ["Session 1: Forced work in the field: what now"]
    assert texts(extract(below(["Ships", "moderator: Anna Smit"]))) == [
        "Ships",
        "moderator: Anna Smit",
    ]


@pytest.mark.parametrize(
    "cell",
    [("Thaddeus Brackwater –", "Mayor of Port Lenn,"), ("Ottoline Quillfeather", "– Judge")],
)
def test_a_post_behind_a_dash_goes_on_below_its_name(cell: tuple[str, str]) -> None:
    drawn = boxes((50, 600, 125, 120))
    lines = [line.replace("–", "\\226") for line in cell]

    assert texts(extract(drawn + below(lines, 55))) == [" ".join(cell)]


def test_a_name_in_bold_that_was_wrapped_goes_on() -> None:
    words = "/F 10 Tf 1 0 0 1 50 700 Tm (inspector, Border Police of the Coast, ) Tj /B 10 Tf"
    drawn = f"BT {words} (Anna) Tj 1 0 0 1 50 688 Tm (Smit-Holm) Tj ET\n"

    assert texts(extract(drawn)) == ["inspector, Border Police of the Coast, Anna Smit-Holm"]


def test_spaces_that_are_written_between_words_are_believed() -> None:
    found = extract(shown((50, 700, 10, "9.00 Uhr Anmeldung"), before="0.07 Tc -0.1 Tw"))

    assert texts(found) == ["9.00 Uhr Anmeldung"]


def test_more_space_than_within_a_paragraph_ends_it() -> None:
    lines = [
        "Anna Smit, Doctoral Candidate,",
        "Institute of Demography",
        "Respondent-driven sampling",
    ]
    shape = [(50, 700, 10, lines[0]), (50, 690, 10, lines[1]), (50, 674, 10, lines[2])]

    assert texts(extract(shown(*shape))) == [f"{lines[0]} {lines[1]}", lines[2]]


def test_a_row_of_names_goes_on_behind_its_mark_and_an_honorific() -> None:
    lines = ["Dr. Anna Smit / Ms. Bo Holm / Mr.", "S. Venkata (tbc) /", "Ms. Ada Bek"]

    assert texts(extract(below(lines))) == [" ".join(lines)]
