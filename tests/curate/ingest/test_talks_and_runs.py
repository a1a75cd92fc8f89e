"""Talks in lists, names that run on, and lines around them that are none of these."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, NEXT, read_draft, read_sessions


def posts(session: Any) -> list[tuple[str, str]]:
    """Return who takes part in a session, each with the first body."""
    people = session.get("participants") or ()
    firsts = [(p.get("affiliations") or [{}])[0].get("organization", "") for p in people]
    return [(p["name"], body) for p, body in zip(people, firsts, strict=True)]


def test_items_of_a_list_end_with_who_speaks(tmp_path: Path) -> None:
    talks = (
        "- What judges see (Ada Bek, Harbour Trust)\n"
        "- Hard work – fields and their owners (Rosa Cano, Calder University)\n"
        "- Fees at sea (Tom Ashby, Open Door)\n"
    )
    assert posts(read_sessions(tmp_path, f"{FRONT}09:00 Two towns\n{talks}{NEXT}")[0]) == [
        ("Ada Bek", "Harbour Trust"),
        ("Rosa Cano", "Calder University"),
        ("Tom Ashby", "Open Door"),
    ]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            "Speakers: Dr. Rosa Cano, Director, Harbour Trust Mr. Kofi Adu, Calder University",
            [("Rosa Cano", "Harbour Trust"), ("Kofi Adu", "Calder University")],
        ),
        ("Prof. Ada Bek\nProf. Ada Bek, Harbour Trust", [("Ada Bek", "Harbour Trust")]),
        (
            "Video-message of the President of the Harbour Council Rosa CANO\n"
            "Tom Ashby, Deputy Director for Legal Affairs of the Harbour Council",
            [("Rosa CANO", "Harbour Council"), ("Tom Ashby", "Harbour Council")],
        ),
    ],
)
def test_everybody_has_the_body_beside_the_name(
    tmp_path: Path, lines: str, people: list[tuple[str, str]]
) -> None:
    assert posts(read_sessions(tmp_path, f"{FRONT}09:00 Ships\n{lines}\n{NEXT}")[0]) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Jornada\nLenn, 3 de junio de 2031\n\nPonentes:\n"
            "Rosa Cano, jueza, Embajada de Chile\nLuis Paz, embajador de Chile en España\n",
            [("Rosa Cano", "Embajada de Chile"), ("Luis Paz", "Chile")],
        ),
        (
            "Il diritto dei campi\nLenn, 3 giugno 2031\n\nInterverranno il "
            "procuratore aggiunto della Rete Aurora, Carlo Poli, e la sindaca, Dora Villa.\n",
            [("Carlo Poli", "Rete Aurora"), ("Dora Villa", "")],
        ),
        (
            "Il diritto dei campi\nLenn, 3 giugno 2031\n\nInterverranno Marco Neri, della Coop. In "
            "Cammino, e Dora Villa, coordinatrice del Gruppo “Campi” della Caritas.\n",
            [("Marco Neri", "Coop. In Cammino"), ("Dora Villa", "Gruppo “Campi” della Caritas")],
        ),
        (
            "Das Recht der Felder\nLenn, 3. Juni 2031\n\nMit dabei sind u.a. Thekla Aue, "
            "Richterin; Rosa Cano, Caritas; Dr. Lena Winter, Ärztin sowie "
            "Dora Au, Hebamme.\n",
            [("Thekla Aue", ""), ("Rosa Cano", "Caritas"), ("Lena Winter", ""), ("Dora Au", "")],
        ),
        (
            "Report: Fair Hiring\n3 June 2031, Leeds\n\nThe forum was held in Leeds.\n\n"
            "Moderated by Ms Ada Bek (Harbour Trust), the session featured:\n"
            "· Mr Tom Ashby (Director, Ivy Fund), stressing that workers pay.\n"
            "· Ms Rosa Cano (Judge, Labour Court), focusing on fees.\n",
            [
                ("Ada Bek", "Harbour Trust"),
                ("Tom Ashby", "Ivy Fund"),
                ("Rosa Cano", "Labour Court"),
            ],
        ),
        (
            f"{FRONT}Our presenter today is Katie Marsh, head of law at Harbour Trust, and she "
            "will outline what buyers owe.\n",
            [("Katie Marsh", "Harbour Trust")],
        ),
    ],
)
def test_everybody_of_an_announcement_is_read(
    tmp_path: Path, text: str, people: list[tuple[str, str]]
) -> None:
    assert posts(read_sessions(tmp_path, text)[0]) == people


def test_links_to_parts_of_a_page_are_no_title(tmp_path: Path) -> None:
    text = f"Skip to main content Skip to navigation\n\n{FRONT}09:00 Ships\nAda Bek, judge\n{NEXT}"
    assert read_draft(tmp_path, text, ".txt")["title"] == "The law of the fields"


def test_german_hours_may_touch_the_word_for_a_break(tmp_path: Path) -> None:
    text = (
        "Das Recht der Felder\n3. Juni 2031\n\n10:00 Uhr Schiffe\nThekla Aue, Uni Lenn\n\n"
        "11:00-12:00 UhrMittagspause\n\n12:00 Uhr Ernte\nRosa Cano, Uni Calder\n"
    )
    found = read_sessions(tmp_path, text)
    assert [(s["title"], posts(s)) for s in found] == [
        ("Schiffe", [("Thekla Aue", "Uni Lenn")]),
        ("Ernte", [("Rosa Cano", "Uni Calder")]),
    ]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("09:00 Plenary Session 1 (Hall A): What ports owe", "What ports owe"),
        ("09:00 Panel 1: What ports owe to crews Speakers:", "Panel 1: What ports owe to crews"),
    ],
)
def test_rooms_and_roles_are_no_part_of_a_title(tmp_path: Path, lines: str, title: str) -> None:
    found = read_sessions(tmp_path, f"{FRONT}{lines}\nAda Bek, judge\nRosa Cano, nurse\n{NEXT}")[0]
    assert (found["title"], posts(found)) == (title, [("Ada Bek", ""), ("Rosa Cano", "")])


def test_how_long_a_talk_took_is_no_title(tmp_path: Path) -> None:
    text = (
        "Colloque « Le droit des champs »\nLenn, 3 juin 2031\n\n"
        "Introduction : Ada Bek, présidente de la Ligue des voisins. Durée 7 mn\n"
        "Rosa Cano – Université de Lenn – Repenser la frontière. Durée 24 mn\n"
        "Catherine Wendel – Sciences Politiques Lenn – Droits et frontières. Durée 35 mn\n"
        "Hugo Lund – Université de Calder – Mineurs isolés : le cas du port. Durée : 37 mn\n"
    )
    names = ["Ada Bek", "Rosa Cano", "Catherine Wendel", "Hugo Lund"]
    assert [[name for name, _ in posts(s)] for s in read_sessions(tmp_path, text)] == [names]


def test_two_below_who_moderates_do_so(tmp_path: Path) -> None:
    lines = "Speakers:\n- Ada Bek, judge\n\nModeration:\n- Rosa Cano, nurse\n- Tom Ashby, mayor\n"
    people = read_sessions(tmp_path, f"{FRONT}09:00 Ships\n{lines}{NEXT}")[0]["participants"]
    assert [person["role"] for person in people] == ["speaker", "moderator", "moderator"]
