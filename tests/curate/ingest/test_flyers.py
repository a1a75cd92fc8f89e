"""Flyers and short agendas: heads of parts without times, labels, and hours in four figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import read_draft

from atgraph.contact_data import contact_data

FLYER = (
    "Side event: “Fair fees at sea”\n\nDate and time: 3 June 2031, 13:00–14:30\n"
    "Organised by: Mission of Norland, Harbour Trust\nInterpretation: English, French\n\n"
    "Opening remarks\nH.E. Ms. Ada Bek, Ambassador\n\nPanel discussion\nMr. Ugo Lund, judge\n"
    "Dr. Nga Pham, Harbour Trust\n\nModerator\nMs. Rosa Cano, nurse\n"
)
COURSE = (
    "Course for inspectors\n3 June 2031\n\n0900 Welcome and ground rules\n0930 Module 1: Signs\n"
    "Ada Bek, nurse\n1100 Break\n1115 Module 2: Law\nUgo Lund, judge\n1300 Lunch\n"
    "1400 Module 3: Files\nRosa Cano, nurse\n1600 Close\n"
)


def test_heads_of_parts_end_the_role_above_them(tmp_path: Path) -> None:
    (session,) = read_draft(tmp_path, FLYER, ".txt")["sessions"]
    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Ada Bek", "opening-remarks"),
        ("Ugo Lund", "speaker"),
        ("Nga Pham", "speaker"),
        ("Rosa Cano", "moderator"),
    ]
    bodies = [one["name"] for one in session["organizers"]]
    assert bodies == ["Mission of Norland", "Harbour Trust"]


def test_hours_in_four_figures_are_no_codes_of_towns(tmp_path: Path) -> None:
    found = read_draft(tmp_path, COURSE, ".txt")["sessions"]
    assert [(s["start"], s["title"]) for s in found] == [
        ("09:00", "Welcome and ground rules"),
        ("09:30", "Module 1: Signs"),
        ("11:15", "Module 2: Law"),
        ("14:00", "Module 3: Files"),
    ]


@pytest.mark.parametrize("text", ["Quay Street 12\n1100 Wien", "12 Quay Lane\n8001 Zurich"])
def test_a_street_above_the_code_of_a_town_is_an_address(text: str) -> None:
    assert contact_data(text)


def test_who_is_asked_gives_no_title(tmp_path: Path) -> None:
    text = (
        "The Calder Institute is pleased to invite you to the launch of the report “Hidden "
        "Harvest” on 9 October 2031 at 6pm. Dr. Ada Bek, judge, will present its findings.\n\n"
        "The event will be followed by a reception. Please register with Rosa Cano on "
        "01632 960123.\n"
    )
    assert "register" not in str(read_draft(tmp_path, text, ".txt")["title"])
