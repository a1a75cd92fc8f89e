"""What statements rest on, in the order of the documents, and the lines of a citation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.citation import line_numbers
from atgraph.ask.evidence import evidence_of


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
