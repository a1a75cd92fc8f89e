"""Posts of those who were there, and reports in numbered paragraphs: sessions, people, titles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import parse_yaml

NUMBERED = """# Summary of proceedings

12 June 2023

1. The network met in Port Meredith. This summary was prepared by the secretariat.

2. “Why We Sail” was the heading of the first discussion. Ada Bek (Law Clinic Quay) set out how fees are hidden. No vote was taken.

3. Delegates then took up “Letters Home”. The discussion was steered by Ugo Lund (Radio Quay). Ida Sand (founder, Workshop “Thread”) asked for patience. It was agreed to return to it.

4. The second item, “Beds for Men”, brought sharper exchanges. According to Mirela Okun (Night Shelter), nobody asks twice. No vote was taken.

5. In the session entitled “Who Pays the Fare”, the tone changed. Sotaro Vimba (Port Union) drew on ten years of casework. One speaker referred to the research of Professor Hanna Weil.
"""  # noqa: E501
BY_SECTIONS = """# Report on the meeting of port networks held in Vienna on 14 October 2025

## I. Introduction

1. The meeting was attended by people of nine ports.

2. The meeting had before it a paper prepared by the secretariat.

## II. Summary of deliberations

### A. Referral of crews

3. The Chair, Ms. Ada Bek, opened the item and recalled the resolution of last year.

4. Mr. Ugo Lund, Director of the Law Clinic Quay, presented the guidelines. He noted that nobody asks twice.

5. In the discussion, several speakers underlined the need for funds. One speaker referred to the research of Professor Hanna Weil.

### B. Recruitment fees

6. Ms. Mirela Okun of the Night Shelter described two contracts for one voyage.

7. Mr. Sotaro Vimba (Port Union) informed the meeting of a new register.
"""  # noqa: E501
ENGLISH = """My evening at “Debt at Sea”

On Tuesday 18 March 2025 I went to the talk “Debt at Sea” in the upper room of the library. I nearly stayed at home.

The evening began with Ada Bek, who runs the Law Clinic Quay. She showed us two contracts for one voyage.

Ugo Lund, who chaired, kept everybody to time. I thought of my neighbour Brian Wells, who says that all comes out.
"""  # noqa: E501
GERMAN = """Mein Abend bei „Saisonende“

12. September 2025

Gestern Abend war ich im Rathaus bei der Diskussion „Saisonende“. Los ging es um 19 Uhr.

Zuerst erzählte Ada Bek, wie sie drei Sommer lang gepflückt hat. Jonas Lund von der Gewerkschaft Ufer erklärte, warum sich kaum jemand beschwert.
"""  # noqa: E501
RUSSIAN = """Как я сходил на «Чужой паспорт»

13 ноября 2025

В среду, 12 ноября, я был в библиотеке на дискуссии «Чужой паспорт», с 18:00.

Первой говорила Анна Ферранте, бывшая швея. Она рассказала, как девять месяцев не выходила из цеха.

Иван Лунд, юрист фонда «Шаг», объяснил, что делать. Вёл разговор Роман Кимура.
"""


def read(folder: Path, text: str) -> Any:
    document = folder / "document.md"
    document.write_text(text, encoding="utf-8")
    return parse_yaml(draft_here(document).transcript, document)


def named(transcript: Any) -> list[tuple[str, list[str]]]:
    """Return the titles of sessions, and who takes part in each."""
    return [
        (s["title"], [p["name"] for p in s.get("participants") or []])
        for s in transcript["sessions"]
    ]


def test_numbered_paragraphs_name_their_sessions_within_sentences(tmp_path: Path) -> None:
    assert named(read(tmp_path, NUMBERED)) == [
        ("Why We Sail", ["Ada Bek"]),
        ("Letters Home", ["Ugo Lund", "Ida Sand"]),
        ("Beds for Men", ["Mirela Okun"]),
        ("Who Pays the Fare", ["Sotaro Vimba"]),
    ]


def test_what_was_deliberated_stands_behind_an_introduction(tmp_path: Path) -> None:
    transcript = read(tmp_path, BY_SECTIONS)

    assert named(transcript) == [
        ("Referral of crews", ["Ada Bek", "Ugo Lund"]),
        ("Recruitment fees", ["Mirela Okun", "Sotaro Vimba"]),
    ]
    assert [one["place"] for one in transcript["context"]] == ["Vienna"]


@pytest.mark.parametrize(
    ("post", "title", "people"),
    [
        (ENGLISH, "Debt at Sea", ["Ada Bek", "Ugo Lund"]),
        (GERMAN, "Saisonende", ["Ada Bek", "Jonas Lund"]),
        (RUSSIAN, "Чужой паспорт", ["Анна Ферранте", "Иван Лунд", "Роман Кимура"]),
    ],
)
def test_a_post_tells_of_what_its_head_and_a_sentence_name(
    post: str, title: str, people: list[str], tmp_path: Path
) -> None:
    ((found, named_there),) = named(read(tmp_path, post))

    assert (found, sorted(named_there)) == (title, people)
