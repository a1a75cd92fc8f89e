"""Who could introduce two organisations, on the programme and on graphs made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.lookup import find
from atgraph.network.introductions import Introduction, introductions
from atgraph.network.paths import find_paths
from atgraph.network.suggestions import Wanted, suggest
from atgraph.network.ties import ORGANIZATION
from invented import Invented


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


def lines(one: Introduction) -> set[int]:
    """Return the first lines of the words that an introduction rests on."""
    return {quoted.lines[0] for quoted in one.evidence if not quoted.read_elsewhere}


def find_introductions(kg: KnowledgeGraph, organization: str, other: str) -> list[Introduction]:
    return introductions(kg, *(find(kg, name, ORGANIZATION).iri for name in (organization, other)))


def test_the_others_own_people_who_met_ours_come_first_a_moderator_before_them(
    real: KnowledgeGraph,
) -> None:
    """Line 157: Tatiana Kotlyarenko of ODIHR moderated; line 167: Bria King of Thorn spoke."""
    first, *others = find_introductions(real, "Thorn", "OSCE")

    assert first.sentence == (
        "Ask Tatiana Kotlyarenko (Adviser on Anti-Human Trafficking Issues, Office for Democratic"
        " Institutions and Human Rights): was at “ICT Tools to Improve Proactive Identification of"
        " Victims of Trafficking in Human Beings” with Bria King."
    )
    assert lines(first) >= {157, 167}
    assert [one.rank for one in others] == sorted(one.rank for one in others)
    assert "Bria King" not in {one.person for one in others}  # she is Thorn's own


def test_people_of_a_body_tied_to_both_are_named_with_the_ties(real: KnowledgeGraph) -> None:
    """Line 203: the OSCE and Diginex organised an event. Diginex and the Club: a page."""
    first = find_introductions(real, "The Mekong Club", "OSCE")[0]

    assert (first.rank, first.person, first.organization) == (2, "Jessica Camus", "Diginex")
    assert first.sentence.startswith("Ask Jessica Camus (Head of Partnerships and Impact, Diginex)")
    assert {201, 203} <= lines(first)
    assert any(quoted.read_elsewhere for quoted in first.evidence)


@pytest.mark.parametrize(
    ("asks", "wanted"), [("Thorn", "OSCE"), ("The Mekong Club", "OSCE"), ("UNODC", "OSCE")]
)
def test_the_question_the_path_and_the_suggestion_name_the_same_person(
    real: KnowledgeGraph, asks: str, wanted: str
) -> None:
    first = find_introductions(real, asks, wanted)[0]
    rows = list(real.ask("who-could-introduce", organization=asks, other_organization=wanted))
    path = find_paths(real, asks, wanted)
    found = suggest(real, asks, Wanted(candidate=wanted)).found

    assert rows[0]["person"] == first.person
    assert path.introductions[0].sentence == first.sentence
    for one in found:
        assert first.sentence in [reason.sentence for reason in one.reasons]


def test_belonging_to_one_coalition_introduces_nobody(real: KnowledgeGraph) -> None:
    """Line 115: both are members of Tech Against Trafficking, and nothing else joins them."""
    assert find_introductions(real, "Amazon", "Nokia") == []


def test_who_is_listed_on_request_introduces_only_at_ones_own_desk(tmp_path: Path) -> None:
    world = Invented()
    one, other = world.organization("a"), world.organization("b")
    talk = world.event("talk")
    world.organizes(one, talk)
    listed = world.person("listed", on_request=True)
    world.speaks(listed, talk, other)
    graph = world.kg()

    assert [i.person for i in find_introductions(graph, one, other)] == ["person_listed"]
    assert find_paths(graph, one, other).introductions == ()


def test_who_was_in_a_room_with_both_comes_last(tmp_path: Path) -> None:
    world = Invented()
    one, other, third = (world.organization(name) for name in "abc")
    here, there = world.event("here"), world.event("there")
    guest = world.person("guest")
    world.organizes(one, here)
    world.organizes(other, there)
    for event in (here, there):
        world.speaks(guest, event, third)

    (found,) = find_introductions(world.kg(), one, other)

    assert (found.rank, found.person) == (3, "person_guest")
    assert found.sentence == (
        "Ask person_guest (organization_c): was at “event_here” with organization_a, and at"
        " “event_there” with organization_b."
    )
