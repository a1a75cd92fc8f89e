"""What there is: kinds, the things of a kind, and words wherever they stand."""

from __future__ import annotations

from functools import cache

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.inventory import list_kinds, list_things, search
from atgraph.errors import QueryError

ID = "https://w3id.org/atgraph/id/"
SOURCE = "programmes/example-forum-3/source.txt"


@cache
def kg() -> KnowledgeGraph:
    return KnowledgeGraph(mini.graph().store)


def test_kinds_are_counted_by_things() -> None:
    columns, rows = list_kinds(kg())
    counted = dict(rows)

    assert columns == ("kind", "count")
    assert list(counted) == sorted(counted)
    assert (counted["people"], counted["organizations"], counted["tools"]) == ("5", "10", "1")


def test_things_have_names_type_ties_and_address() -> None:
    columns, rows = list_things(kg(), "organizations")
    assert list_things(kg(), "organisations") == (columns, rows)

    assert columns == ("name", "type", "ties", "also called", "iri")
    assert ("Harbour Network", "coalition", "7", "HN", f"{ID}organization_harbour-network") in rows
    assert ("Northland", "state", "1", "", f"{ID}organization_northland") in rows
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert list_things(kg(), "tools")[1] == [
        ("Lantern", "", "3", "Lantern app", f"{ID}tool_lantern")
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("organizatons", "did you mean “organizations”"), ("ships", "use one of actors, ")],
)
def test_a_kind_that_is_not_there_is_told(kind: str, told: str) -> None:
    with pytest.raises(QueryError, match=f"there is no kind '{kind}'; {told}"):
        list_things(kg(), kind)


def test_words_are_found_in_names_and_quotes_all_of_them_in_any_order() -> None:
    assert list(search(kg(), "section SHELTER")) == [
        ("organization", "Shelter Section", f"{ID}organization_shelter-section"),
        ("quote", "the Shelter Section works within Larch Foundation", f"{SOURCE}:28"),
        (
            "quote",
            "Speakers: **Ms. Ana Example**, Director of the Shelter Section, Larch Foundation",
            f"{SOURCE}:34",
        ),
    ]


def test_a_name_found_by_another_of_the_same_thing_shows_both() -> None:
    assert ("tool", "Lantern (Lantern app)", f"{ID}tool_lantern") in list(search(kg(), "app"))
    assert list(search(kg(), " ")) == []
    assert list(search(kg(), "nowhere")) == []
