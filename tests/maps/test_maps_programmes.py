"""Maps of several programmes tell them and their years apart, and tie sessions to their event."""

from functools import cache

import pytest
from test_maps import load

from atgraph.maps.drawing import build_network
from atgraph.maps.map import draw_map
from atgraph.maps.map_files import read_map, read_style
from atgraph.maps.map_names import map_path
from atgraph.maps.page import records, totals
from atgraph.network.choice import Choice
from atgraph.network.drawn import SESSION
from atgraph.network.drawn_reader import Facts, join_events, read_drawn
from invented_programmes import SESSIONS, programmes


@cache
def content(number, name="people-and-events"):
    kg, map_file = programmes(number), read_map(map_path(name))
    facts = Facts(kg)
    return join_events(read_drawn(kg, map_file, facts=facts), facts)


@cache
def told(number):
    return records(read_map(map_path("people-and-events")), content(number), read_style())


def lines(of):
    """The lines of sessions, as (session, event)."""
    names = [node.label for node in of.nodes]
    ties = [tie for link in of.links if link.kind == SESSION for tie in link.ties]
    return sorted((names[tie.source], names[tie.target]) for tie in ties)


@pytest.mark.parametrize("number", [1, 2])
def test_a_line_joins_each_session_to_its_event(number):
    forums = [f"Example forum {n}" for n in range(1, number + 1)]

    assert lines(content(number)) == sorted((s, f) for s in SESSIONS for f in forums)


@pytest.mark.slow
def test_a_line_of_a_session_rests_on_its_printed_words(kg):
    map_file, facts = read_map(map_path("actors")), Facts(kg)
    drawn = join_events(read_drawn(kg, map_file, facts=facts), facts)
    ties = [tie for link in drawn.links if link.kind == SESSION for tie in link.ties]

    assert len(ties) == 5
    assert all(any(not words.read_elsewhere for words in tie.evidence) for tie in ties)
    assert totals(drawn)["elsewhere"] == totals(read_drawn(kg, map_file))["elsewhere"]


def test_names_tell_the_sessions_of_several_programmes_apart():
    labels = [node["label"] for node in told(2)["nodes"]]

    assert len(labels) == len(set(labels))
    assert {"Closing remarks (Example forum 1, 2014)", "Example forum 2 (2015)"} <= set(labels)
    assert told(2)["programmes"] == ["Example forum 1 (2014)", "Example forum 2 (2015)"]
    assert "Closing remarks (Example forum 2, 2015)" in told(2)["events"]


def test_a_map_without_events_tells_the_programmes_of_its_ties_apart():
    day = '"2031-04-08"^^<http://www.w3.org/2001/XMLSchema#date>'
    kg = load(
        f"atgd:event_opening atg:earliestDate {day} .",
        "atgd:partnership_1 atg:isStatedIn atgd:event_opening .",
        "atgd:membership_1 atg:isStatedIn atgd:event_closing .",
    )
    map_file = read_map(map_path("organizations"))
    found = records(map_file, read_drawn(kg, map_file), read_style())

    assert found["programmes"][1] == "Opening Panel (2031)"
    assert len(found["events"]) == 2


def test_of_one_programme_nothing_is_told_apart():
    assert "Closing remarks" in {node["label"] for node in told(1)["nodes"]}
    assert told(1)["programmes"] == []
    assert {tuple(t["programmes"]) for link in told(1)["links"] for t in link["ties"]} == {()}


def test_the_drawn_name_of_a_programme_begins_with_its_year():
    drawn = [n["label"] for n in build_network(content(2), read_style()).nodes]

    assert {"2014: Example forum 1", "2015: Example forum 2"} <= set(drawn)
    assert drawn.count("Closing remarks") == 2


@pytest.mark.slow
def test_many_programmes_open_with_their_sessions_folded_in():
    parts = {node["label"] for number, node in enumerate(told(12)["nodes"]) if "parent" in node}

    assert told(2)["fold"] == []
    folded = told(12)["fold"]
    assert {told(12)["nodes"][number]["label"] for number in folded} == parts
    assert folded == sorted(folded)
    assert len(parts) == 12 * len(SESSIONS)


def test_what_is_kept_of_a_map_has_its_event_and_no_other_session():
    kept = draw_map(programmes(2), "actors", Choice(around="Person 1 cl 0", steps=1))

    assert kept.things == 4  # the person, the body, the session and its event
    assert kept.ties == 3
