"""workbook: text stays text, addresses are links, nothing is lost, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import mini
from atgraph.ask.evidence import Quoted
from atgraph.errors import QueryError
from atgraph.export import workbook as module
from atgraph.export.answer_files import answer_workbook
from atgraph.export.network import WRITERS, export_network
from atgraph.export.network.who_what import sheet
from atgraph.export.workbook import GROUNDS, grounds, quoted_lines, workbook

PAGE = Quoted("", 0, "https://example.org/a: “words”", True, "https://example.org/a")
WORDS = Quoted("programmes/a/source.txt", 7, "=1+1", address="https://example.org/programme")


def read(data: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[c.value for c in row] for row in sheet.iter_rows()] for sheet in book}


def test_text_is_no_formula_a_number_is_one_and_an_address_is_a_link() -> None:
    cells = [
        "=1+1",
        "-2",
        "007",
        7,
        1.5,
        True,
        None,
        10**20,
        "a\x07\n_x0041_b\uffff",
        "https://e.org/a",
    ]
    data = workbook({"one": [["a"] * len(cells), cells]})

    (_, row) = read(data)["one"]
    assert row == [
        *cells[:6],
        None,
        "1" + "0" * 20,
        "a\N{REPLACEMENT CHARACTER}\n_x0041_b\N{REPLACEMENT CHARACTER}",
        cells[-1],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["one"]
    assert [c.hyperlink.target for c in sheet[2] if c.hyperlink] == ["https://e.org/a"]
    assert {c.data_type for c in sheet[2]} <= {"s", "n", "b"} and sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert workbook({"a": [["b"], ["c"]]}) == workbook({"a": [["b"], ["c"]]})


def test_what_a_workbook_cannot_hold_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(workbook({"a": [["b"], ["x" * 32_767]]}))["a"][1] == ["x" * 32_767]
    with pytest.raises(
        QueryError, match="a cell holds 32,767 letters, row 2 of 'c' more; choose csv"
    ):
        workbook({"a": [["b"], ["c", "x" * 32_768]]})
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.raises(QueryError, match="a sheet holds 2 rows, and these are more; choose csv"):
        workbook({"a": [["b"]] * 3})


def test_links_beyond_what_a_sheet_can_hold_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINKS", 1)
    data = workbook({"a": [["https://e.org/1"], ["https://e.org/2"]]}, heads=0)

    sheet = openpyxl.load_workbook(io.BytesIO(data))["a"]
    assert [bool(row[0].hyperlink) for row in sheet] == [True, False]
    assert sheet["A2"].value == "https://e.org/2"


def test_words_have_file_line_and_the_address_of_their_source() -> None:
    assert grounds([WORDS, PAGE]) == [f"{WORDS}\n{PAGE}", WORDS.file, 7, WORDS.address]
    assert grounds([PAGE])[1:] == ["", "", PAGE.address] and grounds([]) == [""] * len(GROUNDS)
    assert quoted_lines([[], [WORDS, PAGE]])[1:] == [
        [3, "=1+1", WORDS.file, 7, WORDS.address],
        [3, PAGE.text, "", "", PAGE.address],
    ]


@pytest.mark.slow
def test_an_answer_is_a_workbook_with_each_quote_and_its_address() -> None:
    answer = mini.real().ask("who-works-with", organization="OSCE")
    sheets = read(answer_workbook(answer, cite=True))

    assert (
        sheets["answer"][0] == [*answer.shown, *GROUNDS]
        and len(sheets["answer"]) == len(answer) + 1
    )
    assert all(row[-1].startswith("http") for row in sheets["answer"][1:])
    assert len(sheets["evidence"]) - 1 == sum(map(len, answer.evidence))
    assert sheets["citation"][1] == [answer.cite()]
    for number, words, file, line, _ in sheets["evidence"][1:]:
        assert words in sheets["answer"][number - 1][-4] or "\n" in words
        if file:
            text = (mini.ROOT / "data" / file).read_text(encoding="utf-8")
            assert words in text and text.split("\n")[line - 1] in text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
def test_a_file_is_what_its_ending_says(store: Path, tmp_path: Path, name: str) -> None:
    asked: Callable[..., mini.Run] = lambda *more: mini.here(  # noqa: E731
        "ask", "who-works-with", "OSCE", "-o", tmp_path / name, *more, "--store", store
    )

    assert (asked().code, asked().out) == (0, "")
    begins = {"a.xlsx": b"PK", "a.csv": b"kind,how", "a.json": b"{"}[name]
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.slow
def test_what_is_no_file_or_no_format_is_told(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    asked = ("ask", "who-works-with", "OSCE", "--store", store, "-o")
    into, ending, both, table = (
        mini.here(*asked, *more)
        for more in (
            (folder,),
            ("a.doc",),
            ("a.xlsx", "--format", "csv"),
            ("a.md", "--format", "table"),
        )
    )

    assert into.code != 0 and len(into.lines) == 1
    assert into.err.startswith(f"{folder}: cannot be written: Is a directory; choose another file")
    assert (
        ending.code == 2 and "end it in .xlsx .csv .tsv .json .md, or give --format" in ending.err
    )
    assert table.code == 2 and "a.md is no terminal" in table.err
    assert both.code == 2 and "a.xlsx is a workbook; leave out --format" in both.err


# Networks


@pytest.mark.slow
def test_a_network_is_a_workbook_of_nodes_and_edges_with_what_each_rests_on() -> None:
    kg = mini.real()
    flat = export_network(kg, kg.network())
    sheets = read(WRITERS["xlsx"](flat))

    nodes, edges = sheets["nodes"], [dict(zip(sheets["edges"][0], row)) for row in sheets["edges"]]
    assert len(nodes) == len(flat.nodes) + 1 and len(edges) == len(flat.edges) + 1
    assert [row[0] for row in nodes[1:]] == [one["id"] for one in flat.nodes]
    for one, row in zip(flat.edges, edges[1:]):
        assert row["id"] == one["id"] and row["weight"] == pytest.approx(one["weight"])
        assert one["evidence"].startswith(row["rests on: evidence"].split("\n")[0])
        assert row["rests on: source"].startswith("http")
    assert sheets["about"] == [["about"], [flat.about]]


@pytest.mark.slow
def test_the_sheet_of_who_does_what_is_a_workbook_of_the_same_rows() -> None:
    kg = mini.real()
    data = sheet(kg, as_workbook=True)
    (rows,) = read(data).values()
    plain = sheet(kg)
    lines = list(csv.reader(io.StringIO(plain.decode(), newline="")))

    assert rows[1][-3:] == ["#meta+file", "#meta+line", "#meta+url"]
    assert [[cell or "" for cell in row[:-3]] for row in rows] == [
        [cell.removeprefix("'") if cell[1:2] in "=+-@" else cell for cell in line] for line in lines
    ]
    assert all(row[-1].startswith("http") for row in rows[2:])


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--format", "3w")])
def test_a_network_export_that_ends_in_xlsx_is_a_workbook_or_told(
    store: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    asked = ("network", "export", "--store", store, *more, "-o")

    assert mini.here(*asked, tmp_path / "a.xlsx").code == 0
    assert read((tmp_path / "a.xlsx").read_bytes())
    into = mini.here(*asked, folder)
    assert into.code != 0 and into.lines[-1].startswith(f"{folder}: cannot be written: Is a dir")
    wrong = mini.here(*asked[:4], "--format", "gexf", "-o", tmp_path / "a.xlsx")
    assert wrong.code == 2 and "a.xlsx cannot be gexf" in wrong.err
