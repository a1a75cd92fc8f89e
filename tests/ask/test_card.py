"""The card of a thing: what the mini programme and its registry print of it, with the words."""

from __future__ import annotations

from functools import cache

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.card import Card


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
    pilot = "Pilot project of the OSCE and the University of Nottingham on the supply chains of"

    subtitle = "Using Technology to Combat Trafficking In Human Beings"
    assert any(f == "stated subtitle" and said.startswith(subtitle) for f, said in whole.facts)
    (subject,) = [said for fact, said in mission.facts if fact == "is the subject of"]
    assert subject.startswith(pilot)
