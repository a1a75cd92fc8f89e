"""What there is: kinds, the things of a kind, and words wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.inventory import list_kinds, list_things, search
from atgraph.errors import QueryError
from atgraph.graph.graph import Row
from invented import from_turtle

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
    assert ("Harbour Network", "coalition", "8", "HN", f"{ID}organization_harbour-network") in rows
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


TOOLS = """
    atg:Tool atg:pluralName "tools" ; a owl:Class . atg:Tie atg:pluralName "ties" .
    atg:Holding rdfs:subClassOf atg:Tie ; atg:pluralName "holdings" .
    atgv:a rdfs:label "map" . atgv:b rdfs:label "lamp" . atgv:c rdfs:label "app" .
    atgd:lantern a atg:Tool ; rdfs:label "Lantern" ; skos:altLabel "Beacon", "Lamp", "Light" ;
      skos:inScheme atgv:a, atgv:b, atgv:c, atgv:d .
    atgd:other a atg:Tool ; rdfs:label "Buoy" . atgd:none a atg:Tool ; rdfs:label "Alone" .
    atgd:tie a atg:Holding ; rdfs:label "tie" ; atg:connects atgd:lantern .
    atgd:tie2 atg:connects atgd:lantern, atgd:other .
    atgd:tie3 atg:connects atgd:lantern .
"""


class Backwards(KnowledgeGraph):
    """Answers in the other order."""

    def select(self, text: str, path: Path | None = None) -> Iterator[Row]:
        return reversed(list(super().select(text, path)))


def test_the_kinds_are_those_of_things_and_not_of_ties() -> None:
    assert list_kinds(from_turtle(TOOLS)) == (("kind", "count"), [("tools", "3")])


def test_types_and_other_names_are_told_in_the_order_of_the_alphabet() -> None:
    graph = from_turtle(TOOLS)

    for kg in (graph, Backwards(graph.store)):
        assert list_things(kg, "tools")[1] == [
            ("Alone", "", "0", "", f"{ID}none"),
            ("Buoy", "", "1", "", f"{ID}other"),
            (
                "Lantern",
                "app; https://w3id.org/atgraph/vocab/d; lamp; map",
                "3",
                "Beacon; Lamp; Light",
                f"{ID}lantern",
            ),
        ]


def passage(file: str, start: int, words: str) -> str:
    end = start + len(words)
    return (
        f'[] atg:exactText "{words}" ; atg:startLine {start + 1} ; atg:startOffset {start} ;'
        f' atg:endOffset {end} ; atg:isPassageOf [ atg:file "{file}" ] .\n'
    )


def test_a_quote_that_ends_within_one_that_was_found_is_not_told_again() -> None:
    places = [(0, "x"), (3, "an x in it"), (6, "x in it"), (7, "x in it too"), (20, "none")]
    said = [passage("a.txt", start, words) for start, words in places]

    assert list(search(from_turtle("".join([*said, passage("b.txt", 2, "X")])), "x")) == [
        ("quote", "x", "a.txt:1"),
        ("quote", "an x in it", "a.txt:4"),
        ("quote", "x in it too", "a.txt:8"),
        ("quote", "X", "b.txt:3"),
    ]


def test_a_long_quote_that_lacks_a_word_hides_no_other() -> None:
    said = passage("a.txt", 0, "a long one") + passage("a.txt", 2, "lone x")

    assert list(search(from_turtle(said), "x")) == [("quote", "lone x", "a.txt:3")]
    assert list(search(from_turtle(said), "x lone long")) == []


def test_words_in_quotation_marks_stand_together_and_are_sought_in_quotes_alone() -> None:
    together = [("quote", "the Shelter Section works within Larch Foundation", f"{SOURCE}:28")]

    assert list(search(kg(), "“section  WORKS” larch")) == together
    assert list(search(kg(), '"shelter section" "works within"')) == together
    assert list(search(kg(), '"section shelter"')) == []
    assert list(search(kg(), '"works within')) == list(search(kg(), "works within"))
