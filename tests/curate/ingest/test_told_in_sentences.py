"""Press releases, and lines that say who talks with whom: people stand within sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

ENGLISH = """PRESS RELEASE

Port Meredith, 12 June 2023 - More than a hundred experts met here today for the forum "Safe Roads".

Opening the day, Minister of Labour Lucia Ferrante said that nobody should have to choose.

"We hear from people every night," said Tomas Verbeek, programme director at Safe Harbour.

Rajeshi Kothari of Caritas Meredith described how embassies can help workers.
"""
UKRAINIAN = """Пресреліз

Полтава, 12 червня 2023 року – У Полтаві відбувся форум «Безпечна робота».

«Щодня нам телефонують», – розповіла Ірина Семчишин, координаторка гарячої лінії фонду «Крок».

Про роботу підрозділів розповів Дмитро Ляшенко, начальник відділу Національної поліції.
"""
TALKS = """# Evening of Safe Roads

12 June 2023

### 18:00 What adverts tell

Lucia Ferrante (Law Clinic) talks with Tomas Verbeek (Border Police)

### 19:00 What comes next

with **Lucia Ferrante** (Law Clinic), **Sotaro Kimura** (Meredith University) and **Rajesh Kothari** (Safe Harbour Trust)
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "ending", "named"),
    [
        (ENGLISH, ".txt", [["Lucia Ferrante", "Tomas Verbeek", "Rajeshi Kothari"]]),
        (UKRAINIAN, ".txt", [["Ірина Семчишин", "Дмитро Ляшенко"]]),
        (
            TALKS,
            ".md",
            [
                ["Lucia Ferrante", "Tomas Verbeek"],
                ["Lucia Ferrante", "Sotaro Kimura", "Rajesh Kothari"],
            ],
        ),
    ],
    ids=["English", "Ukrainian", "talks"],
)
def test_who_speaks_is_read_from_sentences(
    tmp_path: Path, text: str, ending: str, named: list[list[str]]
) -> None:
    document = tmp_path / f"document{ending}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [[p["name"] for p in s.get("participants") or []] for s in sessions] == named


def test_the_end_of_a_longer_name_is_nobody(tmp_path: Path) -> None:
    lines = (
        "Institute of Youth - Marisa Teixeira Lobo",
        "Heights Foundation - Kwabena Asante, Programme Lead",
        "Finnish Red Cross - Lotta Hämäläinen",
    )
    document = tmp_path / "document.txt"
    head = "ROUND TABLE ON SAFE ROADS\n12 June 2023\n\n10:30-11:45 Prevention in schools\n"
    document.write_text(head + "\n".join(lines) + "\n\n12:00-13:00 Lunch\n", encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [p["name"] for p in session["participants"]] == [
        "Marisa Teixeira Lobo",
        "Kwabena Asante",
        "Lotta Hämäläinen",
    ]
