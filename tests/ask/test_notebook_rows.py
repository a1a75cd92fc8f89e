"""The table of a notebook: its cells, the words behind a row, and how many rows there are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from atgraph.ask.evidence import Quoted
from atgraph.ask.notebook import MOST, html_of

QUOTES = [Quoted("source.txt", 3, "words"), Quoted("", 0, "page", True)]


def table(evidence: list[list[Quoted]], total: int = 2) -> ElementTree.Element:
    html = html_of("Who & what?", ["a", "b"], [["1", "<2>"], ["3", "4"]], evidence, total)
    return ElementTree.fromstring(html)


def texts(found: ElementTree.Element, path: str) -> list[str]:
    return ["".join(node.itertext()) for node in found.findall(path)]


def test_a_table_has_a_title_heads_and_a_cell_for_each_value() -> None:
    found = table([[], []])

    assert texts(found, "table/caption") == ["Who & what?"]
    assert texts(found, "table/thead/tr/th") == ["a", "b"]
    assert [texts(row, "td") for row in found.findall("table/tbody/tr")] == [
        ["1", "<2>"],
        ["3", "4"],
    ]
    assert [p.partition("; ")[0] for p in texts(found, "p")] == ["2 rows"]


def test_the_words_of_a_row_are_folded_up_behind_it_and_a_row_without_has_an_empty_cell() -> None:
    found = table([[], QUOTES])
    without, with_words = found.findall("table/tbody/tr")

    assert texts(found, "table/thead/tr/th") == ["a", "b", "evidence"]
    assert texts(without, "td") == ["1", "<2>", ""]
    assert texts(with_words, "td/details/summary") == ["2 quoted"]
    assert texts(with_words, "td/details/ul/li") == [str(quoted) for quoted in QUOTES]


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (0, ["No row"]),
        (1, ["1 row"]),
        (2, ["2 rows"]),
        (MOST, [f"{MOST} rows"]),
        (MOST + 1, [f"{MOST + 1} rows", "1 more is not shown"]),
        (MOST + 2, [f"{MOST + 2} rows", "2 more are not shown"]),
        (MOST + 1_000, ["1,050 rows", "1,000 more are not shown"]),
    ],
)
def test_the_foot_says_how_many_rows_there_are_and_how_many_are_left_out(
    total: int, said: list[str]
) -> None:
    (foot,) = texts(table([[], []], total), "p")
    *rows, cite = [part.partition(" here:")[0] for part in foot.split("; ")]

    assert rows == said
    assert cite.startswith(".cite()")
