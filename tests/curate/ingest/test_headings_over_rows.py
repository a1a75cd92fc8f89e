"""Headings without a time above rows that each have a time, a title and who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

TALKS = {
    "9:00 The long shift": "Ada Bek, director, Terra Foundation",
    "9:20 The night shift": "Tom Reed, judge, Harbour Trust",
    "10:00 Who pays": "Iva Moreno, lawyer, Ministry of Justice",
    "10:20 Who lends": "Leo Brandt, professor, University of Graz",
}
FRONT = "# Conference on care\n\n9 October 2031\n\n"


@pytest.mark.parametrize("form", ["## {}", "**{}**", "{}"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Panel 1: Work in homes", "Panel 2: Fees"),
        ("Session 1: Work in homes", "Session 2: Fees"),
        ("Part I: Work in homes", "Part II: Fees"),
        ("Block A – Work in homes", "Block B – Fees"),
        ("Work in homes", "Fees and debts"),
        ("Panel 1", "Panel 2"),
    ],
)
def test_each_row_is_a_session_and_the_heading_is_none(
    tmp_path: Path, first: str, second: str, form: str
) -> None:
    rows = [f"{title}\n{person}\n\n" for title, person in TALKS.items()]
    parts = (form.format(first), *rows[:2], form.format(second), *rows[2:])
    sessions = read_sessions(tmp_path, FRONT + "\n\n".join(parts), ".md")
    assert [s["title"] for s in sessions] == [title.split(maxsplit=1)[1] for title in TALKS]
    assert [*map(named, sessions)] == [[person.split(",")[0]] for person in TALKS.values()]


def test_a_row_over_all_columns_is_no_session(tmp_path: Path) -> None:
    cells = [[*title.split(maxsplit=1), person] for title, person in TALKS.items()]
    rows = [
        "".join(f"<td>{cell}</td>" for cell in row)
        for row in (("Time", "Session", "Speaker"), *cells)
    ]
    over = [f'<td colspan="3">Panel {n}: {topic}</td>' for n, topic in ((1, "Work"), (2, "Fees"))]
    rows = [rows[0], over[0], *rows[1:3], over[1], *rows[3:]]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    text = f"<h1>Conference on care</h1><p>9 October 2031</p><table>{table}</table>"
    sessions = read_sessions(tmp_path, text, ".html")
    assert [s["title"] for s in sessions] == [title.split(maxsplit=1)[1] for title in TALKS]


def test_a_heading_above_a_time_and_a_room_is_a_session(tmp_path: Path) -> None:
    parts = ("## Work in homes\n\n9:00–10:00\nRoom 5\nAda Bek, director", "## Fees\n\n10:00–11:00")
    sessions = read_sessions(tmp_path, FRONT + "\n\n".join(parts) + "\nTom Reed, judge\n", ".md")
    assert [s["title"] for s in sessions] == ["Work in homes", "Fees"]


def test_steps_without_names_take_no_title_from_a_session(tmp_path: Path) -> None:
    steps = "{0}:00 Opening words by the mayor\n{0}:10 Talks\n{0}:50 Discussion with the public\n"
    parts = ("## Panel 1: Work in homes", steps.format(9) + "Ada Bek, judge")
    parts += ("## Panel 2: Fees and debts", steps.format(11) + "Tom Reed, lawyer\n")
    sessions = read_sessions(tmp_path, FRONT + "\n\n".join(parts), ".md")
    titles = [session["title"] for session in sessions]
    assert {"Panel 1: Work in homes", "Panel 2: Fees and debts"} < {*titles}
