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


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Opening remarks: ", "opening-remarks"),
        ("Keynote address: ", "keynote"),
        ("Welcome:\n", "welcoming"),
        ("With opening remarks by ", "opening-remarks"),
    ],
)
def test_who_speaks_first_below_the_time_gives_the_one_session_no_title(
    tmp_path: Path, label: str, role: str
) -> None:
    text = (
        "Fair fees at sea\n\nWednesday, 4 June 2031, 13:00–14:30, Room 5\n\n"
        f"{label}Ms. Ada Bek, judge, Court of Velmora\nModerator: Ugo Lund, Harbour Trust\n"
        "Panellists:\n- Rosa Cano, Quay Clinic\n- Nga Pham, Open Gate Shelter\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]

    assert (session["title"], session["start"]) == ("Fair fees at sea", "13:00")
    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Ada Bek", role),
        ("Ugo Lund", "moderator"),
        ("Rosa Cano", "panellist"),
        ("Nga Pham", "panellist"),
    ]


@pytest.mark.parametrize("label", ["Opening", "Opening remarks"])
def test_who_opens_is_no_title_below_an_invitation(tmp_path: Path, label: str) -> None:
    text = (
        "Harbour Trust invites you to the webinar “Fair fees at sea” on 4 June 2031 from 13:00.\n\n"
        f"{label}: Ada Bek, Ambassador of Norland\nSpeakers: Rosa Cano, Quay Clinic; Nga Pham, "
        "Open Gate Shelter\nModeration: Ugo Lund, Harbour Trust\n"
    )
    draft = read_draft(tmp_path, text, ".txt")

    assert draft["title"] == "Fair fees at sea"
    assert [p["name"] for p in draft["sessions"][0]["participants"]] == [
        *("Ada Bek", "Rosa Cano", "Nga Pham", "Ugo Lund"),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [("# Side events programme\n4 June 2031", "Side events programme"), ("4 June 2031", "Fees")],
)
def test_where_no_title_of_the_whole_is_printed_one_is_asked_for(
    tmp_path: Path, head: str, title: str
) -> None:
    sessions = "".join(
        f"\n## {name}\n\n{hour}:00–{hour}:45\n\n- {who}, Quay Clinic\n"
        for name, hour, who in (("Fees", 10, "Ada Bek"), ("Debt", 11, "Rosa Cano"))
    )
    draft = read_draft(tmp_path, f"{head}\n{sessions}", ".md")

    assert (draft["title"], "no title of the whole" in draft["review"]) == (title, True)
    assert "ignored" not in draft
    assert [session["title"] for session in draft["sessions"]] == ["Fees", "Debt"]


@pytest.mark.parametrize("joined", [", and", " and"])
def test_who_opens_does_not_moderate_with_who_does(tmp_path: Path, joined: str) -> None:
    text = (
        "Fair fees at sea\n4 June 2031, 13:00–14:30\n\nAda Bek, Ambassador of Norland, will open "
        f"the event{joined} Ugo Lund of Harbour Trust will moderate the discussion.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]

    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Ada Bek", "speaker"),
        ("Ugo Lund", "moderator"),
    ]
