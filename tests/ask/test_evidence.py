"""What statements rest on, in the order of the documents, and the lines of a citation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.citation import line_numbers
from atgraph.ask.evidence import AT_ONCE, Quoted, evidence_of, quotes_of
from invented import Canned


class Backwards(KnowledgeGraph):
    """Answers in the other order, and each row twice."""

    def select(self, query: str, path: Path | None = None) -> Any:
        rows = list(super().select(query, path))
        return [*reversed(rows), *rows]


STATEMENTS = "SELECT DISTINCT ?s WHERE { ?s atg:hasEvidence ?a, ?b . FILTER(?a != ?b) }"


def test_evidence_is_sorted_by_place_and_told_once_in_whatever_order_it_comes() -> None:
    store = mini.graph().store
    statements = [row["s"].value for row in KnowledgeGraph(store).select(STATEMENTS)]
    found = evidence_of(Backwards(store), statements)

    assert any(len(quotes) > 1 for quotes in found.values())
    for quotes in found.values():
        assert quotes == sorted(set(quotes))


def test_what_is_printed_and_what_was_read_elsewhere_are_told_as_such() -> None:
    printed = {"statement": "s", "file": "source.txt", "line": "3", "words": "two\n words"}
    found = evidence_of(Canned(printed, {"statement": "s", "page": "Page"}), ["s"])

    assert found == {
        "s": [Quoted("", 0, "Page", read_elsewhere=True), Quoted("source.txt", 3, "two\n words")]
    }
    assert [str(quoted) for quoted in found["s"]] == [
        "read elsewhere: Page",
        "source.txt:3: “two words”",
    ]


def test_words_stand_on_as_many_lines_as_they_have() -> None:
    assert Quoted("source.txt", 3, "one").lines == range(3, 4)
    assert Quoted("source.txt", 3, "one\ntwo\nthree").lines == range(3, 6)
    assert not Quoted("source.txt", 3, "one").read_elsewhere


def test_evidence_is_asked_for_in_one_order_and_some_statements_at_a_time() -> None:
    statements = [f"urn:{n:04}" for n in range(AT_ONCE + 1)]
    kg = Canned()
    evidence_of(kg, reversed(statements))
    first, last = kg.asked

    assert " ".join(f"<{iri}>" for iri in statements[:AT_ONCE]) in first
    assert [iri for iri in statements if f"<{iri}>" in last] == statements[AT_ONCE:]
    assert f"<{statements[-1]}>" not in first


def test_statements_rest_together_on_what_each_rests_on_once_in_their_order() -> None:
    one, two, three = (Quoted("source.txt", line, "words") for line in (1, 2, 3))
    found = {"a": [two, three], "b": [one, two]}

    assert quotes_of(["b", "a", "c"], found) == (one, two, three)
    assert quotes_of(["a", "b"], found) == (two, three, one)
    assert quotes_of([], found) == ()


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([7], "line 7"),
        ([7, 7], "line 7"),
        ([8, 7], "lines 7–8"),
        ([3, 9], "lines 3 and 9"),
        ([9, 3, 5, 6, 7], "lines 3, 5–7 and 9"),
    ],
)
def test_the_lines_of_a_citation_are_said_as_one_line_or_as_several(
    numbers: list[int], said: str
) -> None:
    assert line_numbers(numbers) == said
