"""Rules for odd documents that leave ordinary ones alone: nobody is lost, nobody invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_draft

FRONT = "# The law of the fields\n\n3 June 2031, Aue\n\n"


def people(folder: Path, text: str) -> dict[str, list[str]]:
    """Return who takes part in each session of a document."""
    sessions = read_draft(folder, FRONT + text, ".md")["sessions"]
    return {session["title"]: named(session) for session in sessions}


def test_people_stand_in_a_column_of_bodies(tmp_path: Path) -> None:
    rows = "| Time | Session | Organisation |\n|--|--|--|\n"
    rows += "| 10:00 | Farms | Ada Bek, Open Door |\n| 11:00 | Wages | Ugo Lund, judge |\n"
    assert people(tmp_path, rows) == {"Farms": ["Ada Bek"], "Wages": ["Ugo Lund"]}


def test_a_second_event_in_the_same_language_is_no_cover(tmp_path: Path) -> None:
    text = "10:00 Farms\nAda Bek, judge\n\n11:00 Wages\nUgo Lund, nurse\n\n# Harbour night\n\n"
    text += "4 June 2031\n\nWith Lena Winter, singer\n\n19:00 Songs\n\n20:00 Dances\n"
    assert "Lena Winter" in [name for names in people(tmp_path, text).values() for name in names]


def test_a_word_for_a_session_may_begin_a_role(tmp_path: Path) -> None:
    text = "10:00 Farms\nSession opening: Ada Bek, judge\nPlenary keynote: Ugo Lund, nurse\n"
    assert people(tmp_path, text) == {"Farms": ["Ada Bek", "Ugo Lund"]}


@pytest.mark.parametrize("head", ["Organising committee", "Contact"])
def test_who_is_named_in_bold_below_a_list_speaks_nowhere(tmp_path: Path, head: str) -> None:
    text = "10:00 Farms\nAda Bek, judge\n\n11:00 Wages\nUgo Lund, nurse\n\n"
    text += f"**{head}**\nLena Winter, Harbour Street\n**Press office**\nTomas Novak, Open Door\n"
    assert people(tmp_path, text) == {"Farms": ["Ada Bek"], "Wages": ["Ugo Lund"]}


def test_a_place_before_a_name_is_no_post(tmp_path: Path) -> None:
    text = "# An evening on farms\n\nOn 3 June 2031 we met in Aue. Ada Bek, a judge, spoke.\n\n"
    text += "Across the border Ugo Lund saw lorries.\n"
    sessions = read_draft(tmp_path, text, ".md")["sessions"]
    titles = [
        a.get("title")
        for s in sessions
        for p in s["participants"]
        for a in p.get("affiliations", ())
    ]
    assert "border" not in titles


def test_nobody_speaks_who_stands_below_the_last_of_two_contacts(tmp_path: Path) -> None:
    contact = "Contact: Tomas Novak, tomas@example.org\n"
    text = f"{contact}\n10:00 Farms\nAda Bek, judge\n\n11:00 Courts\nUgo Lund, nurse\n\n{contact}"
    text += "Lena Winter, Harbour Street 3\nEva Roth, Leeds\n"
    assert people(tmp_path, text) == {"Farms": ["Ada Bek"], "Courts": ["Ugo Lund"]}


@pytest.mark.parametrize("said", ["The chair of the board was", "The moderator said it was"])
def test_a_chair_of_something_else_moderates_nothing(tmp_path: Path, said: str) -> None:
    text = "# An evening on farms\n\nOn 3 June 2031 we met in Aue. Ada Bek, a judge, spoke.\n\n"
    text += f"{said} Ugo Lund.\n"
    sessions = read_draft(tmp_path, text, ".md")["sessions"]
    roles = {p["name"]: p.get("role") for s in sessions for p in s["participants"]}
    assert roles.get("Ugo Lund") != "moderator"
