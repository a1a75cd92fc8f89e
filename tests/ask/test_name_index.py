"""Names are found as one types them, the best known first."""

from __future__ import annotations

import pytest

from atgraph.ask.name_index import NameIndex
from invented import from_turtle

THINGS = """
    atg:Organization a owl:Class ; atg:pluralName "organizations" .
    atgd:ports a atg:Organization ; rdfs:label "Office of Ports" ; skos:altLabel "OP" .
    atgd:port a atg:Organization ; rdfs:label "The Port Office" .
    atgd:open a atg:Organization ; rdfs:label "Open Harbour" ; skos:altLabel "Porto Aberto" .
    atgd:elan a atg:Organization ; rdfs:label "Élan des Ports" .
    atgd:a atg:connects atgd:open, atgd:ports . atgd:b atg:connects atgd:open .
"""


@pytest.fixture(scope="module")
def names() -> NameIndex:
    return NameIndex(from_turtle(THINGS))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("op", ["OP", "Open Harbour"]),  # a whole name before a longer one, whatever its ties
        ("po", ["Porto Aberto", "The Port Office", "Office of Ports", "Élan des Ports"]),
        ("ports off", ["Office of Ports"]),  # words in any order
        ("offi po", ["Office of Ports", "The Port Office"]),
        ("ELAN", ["Élan des Ports"]),
        ("ffice", []),  # no word begins so
        (" .. ", []),
        ("", []),
    ],
)
def test_names_are_found_by_how_their_words_begin(
    names: NameIndex, typed: str, found: list[str]
) -> None:
    assert [name for name, _ in names.find(typed)] == found


def test_each_thing_is_found_once_and_no_more_than_asked_for(names: NameIndex) -> None:
    assert [thing.label for _, thing in names.find("o")] == [
        "Open Harbour",
        "Office of Ports",
        "The Port Office",
    ]
    assert len(names.find("o", most=2)) == 2
