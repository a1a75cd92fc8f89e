"""Programmes as people type them: who speaks behind a title, and sessions on lines of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

FRONTS = {
    "en": "The law of the fields\n3 June 2031\n\n9:00 Welcome to all of you\nAda Bek, mayor\n",
    "de": "Das Recht auf dem Feld\n3. Juni 2031\n\n9:00 Begrüßung der Gäste\nAda Bek, Juristin\n",
    "fr": "Le droit dans les champs\n3 juin 2031\n\n9:00 Le mot de la ville\nAda Bek, avocate\n",
    "es": "La ley de los campos\n3 de junio de 2031\n\n9:00 Saludo de la ciudad\nAda Bek, jueza\n",
    "it": "La legge dei campi\n3 giugno 2031\n\n9:00 Il saluto della città\nAda Bek, sindaca\n",
    "uk": "Право на полях та в місті\n3 червня 2031\n\n9:00 Вітання\nАда Бек, суддя\n",
}


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return what is written of it."""
    document = folder / f"programme{ending}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")


def held(transcript: Any) -> list[tuple[str, list[str]]]:
    """Return the title of each session, and the names of those who take part."""
    return [
        (session["title"], [person["name"] for person in session.get("participants") or ()])
        for session in transcript["sessions"]
    ]


@pytest.mark.parametrize(
    "language, line, title, name",
    [
        ("en", "The harvest by Dr. Lena Winter (Fair Fields)", "The harvest", "Lena Winter"),
        ("en", "The end by the Hon. Lena Winter, mayor", "The end", "Lena Winter"),
        ("en", "The other law, led by Lena Winter", "The other law", "Lena Winter"),
        ("en", "Help (presenter: Lena Winter, Fair Fields)", "Help", "Lena Winter"),
        ("de", "Das andere Recht von Dr. Lena Winter", "Das andere Recht", "Lena Winter"),
        ("fr", "Le travail par Me Claire Dubois, avocate", "Le travail", "Claire Dubois"),
        ("es", "El fruto, por el profesor Julio Mora", "El fruto", "Julio Mora"),
        ("es", "La tierra, a cargo de D. Julio Mora, alcalde.", "La tierra", "Julio Mora"),
        ("it", "Il punto a cura di Carla Neri, giurista", "Il punto", "Carla Neri"),
    ],
)
def test_small_words_behind_a_title_lead_to_who_speaks(
    tmp_path: Path, language: str, line: str, title: str, name: str
) -> None:
    transcript = read(tmp_path, f"{FRONTS[language]}10:00 {line}\n")
    assert held(transcript)[1:] == [(title, [name])]
    assert "organizing" not in str(transcript)


def test_what_follows_a_name_and_a_colon_is_no_post(tmp_path: Path) -> None:
    line = "10:00 Keynote – Prof. Lena Winter: What the fields hide\n"
    (_, session) = read(tmp_path, FRONTS["en"] + line)["sessions"]
    (person,) = session["participants"]
    assert (person["name"], person.get("affiliations")) == ("Lena Winter", None)


@pytest.mark.parametrize(
    "language, head, first, second",
    [
        ("en", "Concurrent sessions", "A. Fair pay (Lena Winter, Fair Fields)",
         "B. Safe homes – Ugo Lund, judge"),
        ("en", "Workshops (choose one)", "1. Interpreters as allies – Lena Winter",
         "2. Safe homes – Ugo Lund"),
        ("en", "Working in groups", "Group 1: Fair pay (led by Lena Winter)",
         "Group 2: Safe homes (led by Ugo Lund)"),
        ("de", "Workshops", "• „Im Netz“ mit Lena Winter (Aue e. V.)",
         "• „Zu Haus“ mit Ugo Lund (Aue e. V.)"),
        ("uk", "Робота в групах", "Група 1: Громади (фасилітаторка Ада Бек)",
         "Група 2: Міста (фасилітатор Ілля Мороз)"),
    ],
)  # fmt: skip
def test_lines_below_a_time_that_name_who_leads_are_sessions(
    tmp_path: Path, language: str, head: str, first: str, second: str
) -> None:
    text = f"{FRONTS[language]}10:00 {head}\n{first}\n{second}\n12:00 Lunch\n"
    _, one, two = held(read(tmp_path, text))
    for (title, names), line in ((one, first), (two, second)):
        assert title in line and len(names) == 1
        assert names[0] not in title and "led by" not in title and "(" not in title


def test_a_body_before_a_name_is_no_session_beside_others(tmp_path: Path) -> None:
    rows = ["Fair pay", "Law Clinic – Lena Winter", "Safe homes", "City Council – Ugo Lund"]
    text = FRONTS["en"] + "10:00 Parallel sessions\n" + "\n".join(rows) + "\n"
    assert not {"Law Clinic", "City Council"} & {title for title, _ in held(read(tmp_path, text))}
