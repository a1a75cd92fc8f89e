"""Reports after an event, without heads: titles of sessions and who spoke stand in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

ENGLISH = """Looking back at the forum “Safe Roads”

More than 120 people met in Port Meredith on 12 June 2023 for the forum “Safe Roads”.

At 9:30 the session “What adverts tell” was opened by Lucia Ferrante, director of the Law Clinic.
The nurse Tomas Verbeek recalled Victor Hugo’s words on prisons.

In the panel “Shelters without locks”, which began at 11:00, Rajesh Kothari (Safe Harbour Trust)
described a night in the port. According to Sotaro Kimura (Border Police), “nobody asks twice”.
The discussion was moderated by Beatrix Lund, editor.

The talks can be heard online.
"""
GERMAN = """Nachbericht: Fachtag „Sichere Wege“

Am 12. Juni 2023 kamen achtzig Gäste nach Lindenau.

Den Auftakt machte das Gespräch „Was Anzeigen sagen“ mit Anna Ferrante, Leiterin der Beratungsstelle Ufer.
Danach berichtete die Psychologin Danuta Lund aus ihrem Alltag.

Zum Vortrag „Wer haftet?“ begrüßte Jonas Kimura (Universität Lindenau) das Publikum. Moderiert wurde die Runde von Thekla Verbeek (Redakteurin, Lindenauer Bote).
"""  # noqa: E501
RUSSIAN = """Отчёт: форум «Безопасный путь»

12 июня 2023 г. в город приехали сто человек.

На секции «Что говорят объявления» Анна Ферранте (Фонд «Шаг») рассказала о своей работе.

Дискуссию «Кто отвечает» открыл Иван Лунд, юрист. Затем Ольга Кимура (Фонд «Берег») привела данные.
"""


def read(folder: Path, text: str) -> Any:
    document = folder / "document.txt"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENGLISH,
            {
                "What adverts tell": ["Lucia Ferrante", "Tomas Verbeek"],
                "Shelters without locks": ["Rajesh Kothari", "Sotaro Kimura", "Beatrix Lund"],
            },
        ),
        (
            GERMAN,
            {
                "Was Anzeigen sagen": ["Anna Ferrante", "Danuta Lund"],
                "Wer haftet?": ["Jonas Kimura", "Thekla Verbeek"],
            },
        ),
        (
            RUSSIAN,
            {
                "Что говорят объявления": ["Анна Ферранте"],
                "Кто отвечает": ["Иван Лунд", "Ольга Кимура"],
            },
        ),
    ],
    ids=["English", "German", "Russian"],
)
def test_a_paragraph_tells_of_a_session(
    tmp_path: Path, text: str, told: dict[str, list[str]]
) -> None:
    sessions = read(tmp_path, text)

    assert {s["title"]: [p["name"] for p in s["participants"]] for s in sessions} == told
    assert {str(s["date"]) for s in sessions} == {"2023-06-12"}


def test_a_session_begins_when_the_sentence_with_its_title_says(tmp_path: Path) -> None:
    assert [s["start"] for s in read(tmp_path, ENGLISH)] == ["09:30", "11:00"]


def test_titles_below_which_times_stand_are_none_of_a_report(tmp_path: Path) -> None:
    text = ENGLISH.replace("The talks can", "10:00 Opening of the forum\n\nThe talks can")

    assert "What adverts tell" not in [s["title"] for s in read(tmp_path, text)]


def test_what_somebody_said_is_no_title(tmp_path: Path) -> None:
    text = ENGLISH.replace("locks”,", "locks.”,").replace("tell” was", "tell,” was")

    assert len(read(tmp_path, text)) == 1
