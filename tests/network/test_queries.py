"""Each query of queries/network/ is understood, asked by code.

And finds something in the real programme.
"""

from __future__ import annotations

import pytest

import mini
from atgraph.network.queries import rows_of

QUERIES = sorted((mini.ROOT / "queries" / "network").glob("*.rq"))
CODE = "".join(
    path.read_text(encoding="utf-8") for path in (mini.ROOT / "src" / "atgraph").rglob("*.py")
)


def test_there_are_queries():
    assert len(QUERIES) >= 4


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_query_is_asked_and_has_rows(path):
    assert f'"{path.stem}"' in CODE
    assert rows_of(mini.real(), path.stem)


def test_an_event_without_a_place_has_that_of_the_whole_programme():
    places = {
        row["event"].rpartition("_")[2]: row["place"] for row in rows_of(mini.real(), "places")
    }
    assert places["ict-tools"] == places["osce-alliance-19-side-events"] == "Vienna"


def test_of_people_nothing_is_told_but_whom_they_stand_for():
    told = {
        row["attribute"] for row in rows_of(mini.real(), "actors") if "/person_" in row["actor"]
    }
    assert told == {"affiliated_with"}
