"""What the page of a map is told of each thing and tie: addresses, facets, what folds into what."""

import json

import pytest
from test_maps import load, told_of

from atgraph.network.drawn_reader import parents_of

FACETS = """
    atgd:organization_unit atg:isUnitOf atgd:organization_iis ; atg:countryCode "AQ" .
    atgv:theme_a rdfs:label "Amber" . atgv:theme_b rdfs:label "blue" .
    atgd:assignment_1 a atg:ThemeAssignment, atg:Tie ; atg:isAssignedTo atgd:event_opening ;
        atg:assignsTheme atgv:theme_b .
    atgd:assignment_2 a atg:ThemeAssignment, atg:Tie ; atg:isAssignedTo atgd:organization_iis ;
        atg:assignsTheme atgv:theme_a .
    atgd:partnership_1 atg:isStatedIn atgd:event_opening .
    atgd:membership_1 atg:isStatedIn atgd:source_register .
"""


@pytest.fixture(scope="module")
def told():
    return told_of(load(FACETS))


def tie(told, *labels):
    """The ties between two things, by their labels."""
    number = {node["label"]: place for place, node in enumerate(told["nodes"])}
    ends = {number[label] for label in labels}
    return [t for link in told["links"] for t in link["ties"] if {t["from"], t["to"]} == ends]


def test_a_thing_is_known_by_its_address_and_class(told):
    ana = next(node for node in told["nodes"] if node["label"] == "Ana Example")

    assert (ana["iri"], ana["class"]) == ("https://w3id.org/atgraph/id/person_p0001", "Person")
    assert "parent" not in ana
    assert "country" not in ana


def test_a_unit_folds_into_the_body_above_it(told):
    unit = next(node for node in told["nodes"] if node["label"] == "Unit for Samples")

    assert told["nodes"][unit["parent"]]["label"] == "Institute of Invented Studies"
    assert unit["country"] == "AQ"


def test_a_body_that_is_not_shown_is_passed_over():
    above = {"a": {"b"}, "b": {"d", "c"}, "c": {"e"}}

    assert parents_of({"a": 0, "e": 1, "d": 2, "c": 3}, above) == {0: 3, 3: 1}
    assert parents_of({"a": 0}, above) == {}


def test_units_of_one_another_do_not_fold_in_a_ring():
    assert parents_of({"a": 0, "b": 1}, {"a": {"b"}, "b": {"a"}}) == {0: 1}


def test_a_tie_has_the_events_that_state_it_or_that_it_is_about(told):
    assert told["events"] == [
        "Closing Panel: What Comes Next, for Whom, and Who Will Do It Before the Year is Out",
        "Opening Panel",
    ]
    assert [t["events"] for t in tie(told, "Ana Example", "Opening Panel")] == [[1]]
    assert {
        tuple(t["events"]) for t in tie(told, "Example Shelter Network", "Unit for Samples")
    } == {(1,)}
    assert [t["events"] for t in tie(told, "Pair Foundation", "Alone Foundation")] == [[]]


def test_a_tie_has_the_themes_of_its_ends_and_events(told):
    partners = next(
        t
        for t in tie(told, "Example Shelter Network", "Institute of Invented Studies")
        if t["class"] == "partnership"
    )

    assert told["themes"] == ["Amber", "blue"]
    assert partners["themes"] == [0, 1]
    assert [t["themes"] for t in tie(told, "Ana Example", "Opening Panel")] == [[1]]
    assert [t["themes"] for t in tie(told, "Pair Foundation", "Alone Foundation")] == [[]]


def test_kinds_stand_in_the_order_of_the_legend(told):
    assert [kind["key"] for kind in told["kinds"]] == ["declared", "participation", "mention"]
    assert {link["kind"] for link in told["links"]} == {kind["label"] for kind in told["kinds"]}


def test_the_page_knows_its_name_and_whether_it_may_move(told):
    assert (told["name"], told["title"], told["physics"]) == (
        "actors",
        "People, organisations and events",
        True,
    )
    assert json.dumps(told)
