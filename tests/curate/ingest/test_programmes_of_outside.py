"""Programmes as organisers publish them: rows that are cut, pictures, what stands around."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, NEXT, named, read_draft, read_sessions


@pytest.mark.parametrize(
    "title", ["Online Recruitment", "Virtual Assets", "Complaints in 20 minutes"]
)
def test_a_title_with_the_word_of_a_room_or_a_length_is_whole(tmp_path: Path, title: str) -> None:
    first = read_sessions(
        tmp_path, f"{FRONT}9:00\n{title}\nAda Bek, judge\n\n10:30\nFarms\nTom Reed, mayor\n"
    )[0]
    assert (first["title"], first["start"]) == (title, "09:00")


def test_a_french_session_online_has_its_title(tmp_path: Path) -> None:
    text = (
        "# Traite et numérique : les droits des victimes\n\n3 juin 2031\n\n"
        "### Session 1 – Recruter en ligne\n\n*Présidence : Ada Bek, professeure*\n\n"
        "**9h45** *Les petites annonces*\nUgo Lund, avocat\n\n"
        "**10h35** *Les mineures devant la plateforme : que doit dire la loi et à qui le dire ?*\n"
        "Lena Winter, juriste, et Carla Neri, juge\n\n**11h15** Conclusion\nTom Reed, maire\n"
    )
    titles = [one["title"] for one in read_sessions(tmp_path, text, ".md")]
    assert titles[0] == "Session 1 – Recruter en ligne"
    assert titles[2].startswith("Les mineures devant la plateforme")


def test_rows_below_each_other_behind_a_label_do_not_go_on(tmp_path: Path) -> None:
    text = (
        "Meeting on Safe Roads\n\n12 June 2023\n\n13:15\n\nWhat adverts tell\n\n"
        "Panellists:  Council of Port Cities, General Co-ordinator Mr. Rajesh Kothari\n"
        "             Institute for Applied Ethics, Senior Fellow Ms. Lucia Ferrante\n"
        "             Border Police, Head of Public Policy Ms. Hyacinth Oduya\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [person["name"] for person in session["participants"]] == [
        "Rajesh Kothari",
        "Lucia Ferrante",
        "Hyacinth Oduya",
    ]


def test_a_deeper_row_goes_on_where_no_more_went_into_that_above(tmp_path: Path) -> None:
    text = (
        f"{FRONT}9:00 a.m.    Panel 1: Agencies\n"
        "             Mr. Ugo Lund, Chairperson, Association of Private\n"
        "                 Employment Agencies\n"
        "             Ms. Ada Bek, judge\n\n10:00 a.m.   Farms\n             Mr. Tom Reed, mayor\n"
    )
    first = read_sessions(tmp_path, text)[0]
    assert named(first) == ["Ugo Lund", "Ada Bek"]
    posts = first["participants"][0]["affiliations"]
    assert posts[0]["organization"] == "Association of Private Employment Agencies"


def test_a_venue_named_after_somebody_is_nobody(tmp_path: Path) -> None:
    venue = "Venue: Sir Victor Bek Hub, Leeds"
    text = f"The law of the fields\n{venue}\n3 June 2031\n\n9:00 Fees\nAda Bek, judge\n{NEXT}"
    assert [name for one in read_sessions(tmp_path, text) for name in named(one)] == [
        "Ada Bek",
        "Tom Reed",
        "Carla Neri",
    ]


@pytest.mark.parametrize(
    "end",
    ["Stage manager: Ugo Lund, stage@fields.example", "Office: Lena Winter (fair@law.example)"],
)
def test_a_label_and_an_address_are_of_whom_one_asks(tmp_path: Path, end: str) -> None:
    last = read_sessions(tmp_path, f"{FRONT}9:00 Fees\nAda Bek, judge\n{NEXT}\n{end}\n")[-1]
    assert named(last) == ["Carla Neri"]


def test_a_heading_on_registration_below_all_times_heads_no_session(tmp_path: Path) -> None:
    text = "# The law of the fields\n\n3 June 2031\n\n"
    for time, title, who in (
        ("9:00", "Fees and debts", "Ada Bek, judge"),
        ("10:00", "Farms", "Ugo Lund, mayor"),
        ("11:00", "Courts", "Lena Winter, lawyer"),
    ):
        text += f"**{time}** **{title}**\n{who}\n\n"
    found = read_sessions(
        tmp_path, text + "## Registration\n\nFree. Office: Carla Neri, law@x.example\n", ".md"
    )
    assert [(one["title"], named(one)) for one in found][-1] == ("Courts", ["Lena Winter"])


def test_the_time_that_a_page_says_again_below_a_label_makes_no_session(tmp_path: Path) -> None:
    page = (
        "<h1>When the sea recruits</h1><h2>14 July 2031 @ 1:15 pm - 2:30 pm</h2>"
        "<p><b>Panel</b></p><ul><li>Ms. Ada Bek – judge</li><li>Mr. Ugo Lund – mayor</li></ul>"
        "<h3>Speaker biographies</h3><p><b>Ada Bek</b> has served the port since 2019.</p>"
        "<dl><dt>Date:</dt><dd>July 14</dd><dt>Time:</dt><dd>1:15 pm - 2:30 pm</dd>"
        "<dt>Event Category:</dt><dd>Side events</dd></dl>"
    )
    (only,) = read_sessions(tmp_path, page, ".html")
    assert (only["start"], named(only)) == ("13:15", ["Ada Bek", "Ugo Lund"])


def test_people_below_a_panel_whose_chair_stands_beside_it_are_of_that_panel(
    tmp_path: Path,
) -> None:
    text = (
        "# The law of the fields\n\n3 June 2031\n\n**9:00** Panel session 1\n\n"
        "**Panel 1A: Homes** (Room 1) Chair: Dr Ada Bek, Harbour University\n\n"
        "Ugo Lund, judge\n\nLena Winter, lawyer\n\n"
        "**Panel 1B: Seas** (Room 4) Chair: Dr Tom Reed, Harbour University\n\n"
        "Carla Neri, nurse\n\nJana Voss, editor\n\n**11:00** Closing\n\nAda Bek\n"
    )
    found = {one["title"]: named(one) for one in read_sessions(tmp_path, text, ".md")}
    assert found["Panel 1A: Homes"] == ["Ada Bek", "Ugo Lund", "Lena Winter"]
    assert found["Panel 1B: Seas"] == ["Tom Reed", "Carla Neri", "Jana Voss"]


@pytest.mark.parametrize("when", ["⏰ 11:00–15:30 (Kyiv)", "11:00–15:30 (Київ)"])
def test_a_time_of_the_whole_may_have_a_picture_and_a_town_beside_it(
    tmp_path: Path, when: str
) -> None:
    text = (
        f"The law of the fields\n3 June 2031\n{when}\n\n11:00 – Welcome words\n• Ada Bek, judge\n\n"
        "11:20 – Panel on debts\nModerator: Tom Reed, editor\n\n12:45 – Farms\nUgo Lund, mayor\n"
    )
    assert [(one["title"], named(one)) for one in read_sessions(tmp_path, text)] == [
        ("Welcome words", ["Ada Bek"]),
        ("Panel on debts", ["Tom Reed"]),
        ("Farms", ["Ugo Lund"]),
    ]


def test_a_bar_between_kind_and_title_stays(tmp_path: Path) -> None:
    text = f"{FRONT}9:00–10:00 Panel 1 | Fees and debts\nAda Bek, judge\n{NEXT}"
    assert read_sessions(tmp_path, text)[0]["title"] == "Panel 1 | Fees and debts"


def test_what_stands_behind_the_count_of_a_session_is_nobody(tmp_path: Path) -> None:
    text = "The law of the fields\n3 June 2031\n"
    for count, title, time in (
        ("One", "Elements of the Offence", "9.00 am – 10.00 am"),
        ("Two", "Sentencing Exercise (Breakaway Groups)", "10.30 am – 12.00 noon"),
    ):
        text += f"\nSession {count}: {title}\nTime: {time}\nFacilitator: Hon. Ada Bek\n"
    last = read_sessions(tmp_path, text)[-1]
    assert (last["title"].startswith("Session Two: Sentencing"), named(last)) == (True, ["Ada Bek"])
