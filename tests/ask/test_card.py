"""The card of a thing: what the mini programme and its registry print of it, with the words."""

from __future__ import annotations

from functools import cache

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.card import Card, TieLine, card
from atgraph.ask.evidence import Quoted
from atgraph.ask.things import Thing
from atgraph.rdf.namespaces import ATG, ATGD
from invented import from_turtle


@cache
def card_of(name: str) -> Card:
    return KnowledgeGraph(mini.graph().store).entity(name)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "Larch Foundation",
            [
                ("country code", "AT"),
                ("has organisation type", "foundation"),
                ("has unit", "Shelter Section"),
            ],
        ),
        (
            "Harbour Network",
            [
                ("also called", "HN"),
                ("acronym", "HN"),
                ("has organisation type", "coalition"),
                ("home page", "https://harbour.example"),
                ("same as", "https://registry.example/harbour"),
            ],
        ),
        (
            "Shelter Section",
            [("has organisation type", "unit"), ("part of", "Larch Foundation")],
        ),
        ("Ana Example", []),
    ],
)
def test_facts_are_told_by_their_labels_own_ones_before_what_is_above_and_below(
    name: str, facts: list[tuple[str, str]]
) -> None:
    assert list(card_of(name).facts) == facts


def test_each_tie_has_its_role_the_others_and_what_is_printed_of_it() -> None:
    ties = [(t.label, t.role, t.others, t.details) for t in card_of("Larch Foundation").ties]

    assert ties == [
        ("affiliation", "", ("Ana Example",), ("stated title: Director of Shelters",)),
        ("involvement", "runs", ("Lantern",), ()),
        ("membership", "member", ("Harbour Network",), ()),
        ("part of a body", "", ("Shelter Section",), ()),
    ]


def test_a_status_that_is_not_confirmed_is_told_behind_the_role() -> None:
    assert [t.role for t in card_of("Dana Probe").ties if t.label == "participation"] == [
        "speaker, to be confirmed"
    ]


def test_a_tie_of_three_names_both_others() -> None:
    (shown,) = [t for t in card_of("Ana Example").ties if t.label == "presentation"]

    assert shown.others == ("Lantern", "Open Doors: Shelters and Tools")


def test_a_claim_is_on_the_card_with_its_parts() -> None:
    (claim,) = [t for t in card_of("Harbour Network").ties if t.label == "claim"]

    assert (claim.others, "stated value: more than 40" in claim.details) == ((), True)
    assert [str(quoted)[:43] for quoted in claim.evidence] == [
        "programmes/example-forum-3/source.txt:28: “"
    ]


def test_what_was_read_elsewhere_is_told_apart_from_what_is_printed() -> None:
    ties = {t.others: t.evidence for t in card_of("Westland").ties}

    assert [str(q) for q in ties["Ministry of Labour of Westland",]] == [
        "read elsewhere: Example Registry (https://registry.example)"
    ]
    assert all(q.read_elsewhere for q in ties["Ministry of Labour of Westland",])
    assert not any(t.read_elsewhere for tie in card_of("Ana Example").ties for t in tie.evidence)


def test_whatever_a_thing_has_is_told_also_what_was_decided_about_it() -> None:
    facts = card_of("3rd EXAMPLE FORUM AGAINST EXPLOITATION").facts
    labels = [label for label, _ in facts]
    decided = "date is 2020-05-04/2020-05-05: The cover prints 2021; 4 May was a Monday"

    assert any(f == "is decided by" and said.startswith(decided) for f, said in facts)
    assert {"edition", "is described in", "takes place in", "time zone", "has part"} <= set(labels)
    assert "has evidence" not in labels


def test_the_subtitle_and_what_looks_at_a_body_are_told(kg: KnowledgeGraph) -> None:
    """Line 6 prints the subtitle; line 191 says whose supply chains are mapped."""
    whole, mission = kg.entity("19th ALLIANCE"), kg.entity("OSCE Mission to Serbia")
    pilot = "Pilot project with the University of Nottingham on the supply chains of the OSCE"

    subtitle = "Using Technology to Combat Trafficking In Human Beings"
    assert any(f == "stated subtitle" and said.startswith(subtitle) for f, said in whole.facts)
    (subject,) = [said for fact, said in mission.facts if fact == "is the subject of"]
    assert subject.startswith(pilot)


TALKS = """
    atg:startTime rdfs:label "starts at" . atg:statedRoom rdfs:label "room" .
    atg:isPartOfEvent rdfs:label "is part of" . atgd:forum rdfs:label "Forum" .
    atgd:talks rdfs:label "Talks" ; atg:statedRoom "Hall", "Annex" ; atg:startTime "10:00" ;
      atg:isPartOfEvent atgd:forum, atgd:forum-anew . atgd:forum-anew rdfs:label "Forum" .
    atgd:late atg:isPartOfEvent atgd:talks ; rdfs:label "Arrival" ; atg:earliestDate "2020-05-05" .
    atgd:early atg:isPartOfEvent atgd:talks ; rdfs:label "Opening" ; atg:earliestDate "2020-05-04" .
    atgd:e atg:isPartOfEvent atgd:talks ; rdfs:label "Prelude" ; atg:earliestDate "2020-05-04" .
    atgd:d atg:isPartOfEvent atgd:talks ; rdfs:label "Overture" ; atg:earliestDate "2020-05-04" .
    atgd:c atg:isPartOfEvent atgd:talks ; rdfs:label "Welcome" ; atg:earliestDate "2020-05-04" .

    atg:Attendance rdfs:label "attendance" . atg:Tie rdfs:label "tie" .
    atg:statedTitle a owl:DatatypeProperty ; rdfs:label "stated title" .
    atg:position a owl:DatatypeProperty ; rdfs:label "position" .
    atgv:role_chair rdfs:label "chair" . atgv:status_planned rdfs:label "planned" .
    atgd:ana rdfs:label "Ana" . atgd:bo rdfs:label "Bo" .
    atgd:tie a atg:Tie, atg:Attendance ; atg:connects atgd:bo, atgd:talks, atgd:ana ;
      atg:hasRole atgv:role_chair ; atg:hasStatus atgv:status_planned ;
      atg:statedTitle "Head", "Chair", "Envoy", "Agent", "Dean", "Fellow" ; atg:position 3 ;
      atg:hasEvidence atgd:quote .
    atgd:bare a atg:Tie, atg:Attendance ; atg:connects atgd:talks .
    atgd:quote atg:exactText "words" ; atg:startLine 3 ; atg:isPassageOf atgd:text .
    atgd:text atg:file "source.txt" .
"""


def test_a_card_has_its_other_names_its_facts_and_its_ties_each_once_and_in_order() -> None:
    thing = Thing(f"{ATGD}talks", f"{ATG}Event", ("Talks", "The Talks", "HT"))
    found = card(from_turtle(TALKS), thing)

    assert found == Card(
        thing,
        (
            ("also called", "The Talks"),
            ("also called", "HT"),
            ("is part of", "Forum"),
            ("room", "Annex"),
            ("room", "Hall"),
            ("starts at", "10:00"),
            ("has part", "Opening"),
            ("has part", "Overture"),
            ("has part", "Prelude"),
            ("has part", "Welcome"),
            ("has part", "Arrival"),
        ),
        (
            TieLine(f"{ATG}Attendance", "attendance", "", (), (), ()),
            TieLine(
                f"{ATG}Attendance",
                "attendance",
                "chair, planned",
                ("Ana", "Bo"),
                tuple(
                    f"stated title: {title}"
                    for title in ("Agent", "Chair", "Dean", "Envoy", "Fellow", "Head")
                ),
                (Quoted("source.txt", 3, "words"),),
            ),
        ),
    )


def test_a_thing_that_nothing_is_known_of_has_an_empty_card() -> None:
    thing = Thing(f"{ATGD}nothing", f"{ATG}Event", ("Nothing",))

    assert card(from_turtle(TALKS), thing) == Card(thing, (), ())
