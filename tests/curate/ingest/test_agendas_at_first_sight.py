"""Agendas as organisations issue them: what was read wrongly when it was first seen."""

from pathlib import Path
from typing import Any

import pytest
from drafts import NEXT, read_sessions

FRONT = {
    "en": "The law of the fields\n3 June 2031\n\n",
    "fr": "La loi des champs\n3 juin 2031\n\n",
    "uk": "Закон полів\n3 червня 2031 року\n\n",
}
FARMS = {
    "en": NEXT,
    "fr": "\n10h30 Fermes\nTom Reed, maire\n\n11h30 Tribunaux\nCarla Neri, infirmière\n",
    "uk": "\n10:30 Ферми\nТом Рід, мер\n\n11:30 Суди\nКарла Нері, лікарка\n",
}


def told(sessions: Any) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the sessions but the two that follow, with who has which role, and which title."""
    return [
        (
            session["title"],
            [
                (
                    one["name"],
                    one["role"],
                    *[a.get("title", "") for a in one.get("affiliations", ())[:1]],
                )
                for one in session["participants"]
            ],
        )
        for session in sessions[:-2]
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "09:00 Q&A, chaired by Tamsin Orde-Hughes\n",
            [("Q&A", [("Tamsin Orde-Hughes", "chair")])],
        ),
        (
            "fr",
            "9h00 Table ronde : du commissariat au foyer\nAnimation : Ada Bek, juge\n",
            [("Table ronde : du commissariat au foyer", [("Ada Bek", "moderator", "juge")])],
        ),
        (
            "fr",
            "9h00 Table ronde : Les gestes\n"
            "Modération M. Ugo Lund | Intervenant·es Mme Ada Bek, Dre Lena Winter et M. Li Wu\n",
            [
                (
                    "Table ronde : Les gestes",
                    [
                        ("Ugo Lund", "moderator"),
                        ("Ada Bek", "speaker"),
                        ("Lena Winter", "speaker"),
                        ("Li Wu", "speaker"),
                    ],
                )
            ],
        ),
        (
            "en",
            "09:00 Panel 1: Ports\n\n- Injuries that do not match: Ada Bek, judge\n"
            "- Who pays the bill: Ugo Lund, nurse\n",
            [
                (
                    "Panel 1: Ports",
                    [("Ada Bek", "panellist", "judge"), ("Ugo Lund", "panellist", "nurse")],
                )
            ],
        ),
        (
            "uk",
            "09:00 Відкриття\n\nВітальні слова:\n"
            "голова правління, Громадська організація «Обрій» – Ада Бек\n",
            [("Відкриття", [("Ада Бек", "welcoming", "голова правління")])],
        ),
    ],
    ids=["led-by", "foyer", "run-on", "topics", "post-of-chair"],
)
def test_an_agenda_is_read_right(
    tmp_path: Path, language: str, text: str, expected: list[Any]
) -> None:
    assert told(read_sessions(tmp_path, FRONT[language] + text + FARMS[language])) == expected


def test_workshops_with_who_leads_them_in_brackets_are_read_alike(tmp_path: Path) -> None:
    text = "9h00 Ateliers\nAtelier 1 – L'entretien (Ada Bek, psychologue, Aide aux marins)\n"
    text += "Atelier 2 – L'administrateur (Ugo Lund, Trajets)\n"
    sessions = read_sessions(tmp_path, FRONT["fr"] + text + FARMS["fr"])
    names = [one["name"] for session in sessions for one in session["participants"]]
    assert names == ["Ada Bek", "Ugo Lund", "Tom Reed", "Carla Neri"]


def test_a_list_may_count_its_items_before_their_times(tmp_path: Path) -> None:
    rows = "<p>1. 09:00 Ports – Ada Bek, judge</p><p>2. 10:00 Farms – Tom Reed, mayor</p>"
    rows += "<p>3. 11:00 Courts – Carla Neri, nurse</p>"
    head = "<h1>The law of the fields</h1><p>3 June 2031</p>"
    sessions = read_sessions(tmp_path, head + rows, ".html")
    assert [session["title"] for session in sessions] == ["Ports", "Farms", "Courts"]


def test_the_head_of_a_column_is_no_body_of_the_trainers_above(tmp_path: Path) -> None:
    head = "<h1>Закон полів</h1><p>3 червня 2031 року</p><p>Тренери: Ада Бек, Ярослав Дрозд</p>"
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>"
        for a, b, c in (
            ("Час", "Тема", "Хто проводить"),
            ("09:00–10:00", "Порти", "Ада Бек"),
            ("10:00–11:00", "Суди", "Ярослав Дрозд"),
        )
    )
    sessions = read_sessions(tmp_path, f"{head}<table>{rows}</table>", ".html")
    assert [s["participants"][0].get("affiliations") for s in sessions] == [None, None]


def test_who_is_named_beside_bodies_in_brackets_is_nobodys_body(tmp_path: Path) -> None:
    text = "09:00 Fees\nPanel: Dr. Silke Marsh, Tom Hunter, Dr. Anosha Wade (ILO)\n"
    text += "10:00 Ships\nPanel: Andy Hall (independent), Ravi Menon (Union), Glorene Das (Terra)\n"
    fees, ships, *_ = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert [[one["name"] for one in session["participants"]] for session in (fees, ships)] == [
        ["Silke Marsh", "Tom Hunter", "Anosha Wade"],
        ["Andy Hall", "Ravi Menon", "Glorene Das"],
    ]


def test_participants_are_introduced_in_a_session_of_that_title(tmp_path: Path) -> None:
    text = "09:00 Welcome and introduction of participants\nAda Bek, judge\n"
    session, *_ = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert session["title"] == "Welcome and introduction of participants"
    assert session["participants"][0]["role"] != "participant"


def test_a_role_ends_at_what_is_set_as_roles_are_and_is_unknown(tmp_path: Path) -> None:
    text = "# Invisibili\n\n3 giugno 2031, ore 17.30\n\n*Introduce*\n\nTom Reed, sindaco\n\n"
    text += "*Presentano il rapporto*\n\nAda Bek, ricercatrice\n\n*Modera*\n\nLea Rossi, giudice\n"
    (session,) = read_sessions(tmp_path, text, ".md")
    found = [(one["name"], one["role"], "review" in one) for one in session["participants"]]
    assert found == [
        ("Tom Reed", "introduction", False),
        ("Ada Bek", "speaker", True),
        ("Lea Rossi", "moderator", False),
    ]


def test_who_speaks_stands_behind_a_topic_in_italics(tmp_path: Path) -> None:
    text = "# The law of the fields\n\n3 June 2031\n\n**09:00 Papers**\n\n"
    text += "* *Unmaking consent: the case law* — Ada Bek (Lund)\n  Discussant: Tom Reed (IOM)\n"
    text += "* *Debts of the fleet* — Vladisla Stoyan-Ek (Lund)\n\n**10:00 Farms**\n\nUgo Lund, mayor\n"
    session, *_ = read_sessions(tmp_path, text, ".md")
    found = [(one["name"], one["role"]) for one in session["participants"]]
    assert found == [
        ("Ada Bek", "speaker"),
        ("Tom Reed", "discussant"),
        ("Vladisla Stoyan-Ek", "speaker"),
    ]
