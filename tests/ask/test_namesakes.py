"""What sets things apart that share a name, and how many of them are told."""

from __future__ import annotations

import pytest

from atgraph.api import KnowledgeGraph
from atgraph.ask.namesakes import MOST, SHOWN, _some, differences, several
from atgraph.ask.things import Thing
from atgraph.errors import Problem
from atgraph.rdf.namespaces import ATG, ATGD
from invented import Canned, from_turtle

GRAPH = """
    atg:Affiliation atg:edgeShortcut atg:isAffiliatedWith ; atg:edgeKind atgv:tie-kind_declared .
    atg:Seat atg:edgeShortcut atg:sitsBy ; atg:edgeKind atgv:tie-kind_copresence .
    atg:isAffiliatedWith rdfs:label "is affiliated with" . atg:sitsBy rdfs:label "sits by" .
    atg:hasOrganizationType rdfs:label "has organisation type" .
    atg:countryCode rdfs:label "country code" . atg:isPartOfEvent rdfs:label "is part of" .
    atgd:network rdfs:label "Network" . atgv:type_state rdfs:label "state" .
    atgd:forum rdfs:label "Forum" . atgd:session rdfs:label "Session" ;
      atg:isPartOfEvent atgd:forum .

    atgd:a atg:countryCode "NO" ; atg:hasOrganizationType atgv:type_state ;
      atg:isAffiliatedWith atgd:network ; atg:sitsBy atgd:b .
    atgd:b atg:countryCode "SE" ; atg:hasOrganizationType atgv:type_state .
    atgd:c atg:countryCode "NO", "DK" ; atg:hasOrganizationType atgv:type_state .
    atgd:tie atg:connects atgd:c ; atg:isStatedIn atgd:page .
    atgd:page atg:isWithin atgd:forum, atgd:session .
"""


def thing(name: str) -> Thing:
    return Thing(ATGD + name, f"{ATG}Organization", (name,))


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return from_turtle(GRAPH)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("a", [[]]),
        ("ab", [["country code: NO", "is affiliated with: Network"], ["country code: SE"]]),
        (
            "ac",
            [
                ["country code: NO", "is affiliated with: Network"],
                ["country code: DK, NO", "programme: Forum"],
            ],
        ),
        (
            "abc",
            [
                ["country code: NO", "is affiliated with: Network"],
                ["country code: SE"],
                ["country code: DK, NO", "programme: Forum"],
            ],
        ),
    ],
)
def test_facts_are_told_in_which_things_differ_and_none_in_which_they_are_alike(
    kg: KnowledgeGraph, names: str, told: list[list[str]]
) -> None:
    found = differences(kg, [thing(name) for name in names])

    assert found == dict(zip((ATGD + name for name in names), told, strict=True))


def test_facts_are_told_in_the_order_of_the_alphabet_and_of_the_things() -> None:
    rows = [{"thing": f"{ATGD}b", "fact": fact, "value": "x"} for fact in "zayb"]

    found = differences(Canned(*rows), [thing("b"), thing("a")])
    assert list(found.items()) == [
        (f"{ATGD}b", ["a: x", "b: x", "y: x", "z: x"]),
        (f"{ATGD}a", []),
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [({"b"}, "b"), ({"b", "a"}, "a, b"), ({"d", "c", "b", "a"}, "a, b …")],
)
def test_of_many_values_the_first_two_are_told(values: set[str], said: str) -> None:
    assert _some(values) == said


@pytest.mark.parametrize(
    ("number", "said", "shown"),
    [
        (2, "any of 2;", 2),
        (SHOWN, "any of 6;", 6),
        (SHOWN + 1, "any of 7;", 6),
        (MOST - 1, "any of 49;", 6),
        (MOST, "any of 50 or more;", 6),
    ],
)
def test_the_first_six_of_several_are_told_and_how_many_there_are(
    number: int, said: str, shown: int
) -> None:
    found = [thing(f"body{n:02}") for n in range(number)]
    error = several(Canned(), "body", found)
    first, *others = error.problems

    assert said in first.message
    assert ("the first 6 follow" in first.message) == (number > 6)
    assert others == [
        Problem("", 0, f"“body{n:02}” (organization; atgd:body{n:02})") for n in range(shown)
    ]
    assert error.problems == (first, *others)
    assert (error.args, str(error).splitlines()[0]) == ((first.message,), first.message)
