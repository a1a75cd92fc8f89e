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
    ],
)
def test_a_body_goes_to_the_name_before_it(
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
