"""Programmes with the noise that those of others have: credits, rooms behind names, parts below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.formats.pdf_segments import Segment, part_row
from atgraph.data.yaml_lines import read_yaml

FRONT = "The law of the fields\n3 June 2031\n\n"


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    document = folder / f"programme{ending}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


def named(session: Any) -> list[str]:
    """Return the names of those who take part in a session."""
    return [person["name"] for person in session.get("participants") or ()]


def test_a_number_of_credits_is_no_time(tmp_path: Path) -> None:
    credits = "6.25 hours CLE"
    text = f"{FRONT}9:00 Fees and debts\n{credits}\nAda Bek, judge\n10:30 Farms\nUgo Lund, mayor\n"
    found = [(one["title"], one["start"], named(one)) for one in read(tmp_path, text)]
    assert found == [("Fees and debts", "09:00", ["Ada Bek"]), ("Farms", "10:30", ["Ugo Lund"])]


def test_what_stands_far_apart_in_a_cell_is_not_one() -> None:
    boxes = [("Courts", 100, 200), ("of the south", 205, 300), ("Blue Room", 450, 540)]
    row = [Segment(text, left, right, 0, 20, 20, bold=False) for text, left, right in boxes]
    assert [part.text for part in part_row(row)] == ["Courts of the south", "Blue Room"]


@pytest.mark.parametrize(
    "line", ["3 June 2031 – 9h00 / 16h00", "Friday 3 June 2031, 9:00", "3/06/2031 - 9:00"]
)
def test_when_the_whole_begins_makes_no_session(tmp_path: Path, line: str) -> None:
    times = "9:00 Fees\nAda Bek, judge\n\n10:00 Farms\nUgo Lund, mayor\n\n11:00 Courts\n"
    found = read(tmp_path, f"The law of the fields\n{line}\n\n{times}Lena Winter, lawyer\n")
    assert [(one["title"], one["start"]) for one in found] == [
        ("Fees", "09:00"),
        ("Farms", "10:00"),
        ("Courts", "11:00"),
    ]


@pytest.mark.parametrize("room", ["Seminar Room 2", "Lecture Theatre B", "Workshop Room 3"])
def test_a_word_for_a_session_may_be_part_of_the_name_of_a_room(tmp_path: Path, room: str) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{room}\nAda Bek, judge\n10:30 Farms\nUgo Lund, mayor\n"
    first = read(tmp_path, text)[0]
    assert (first["title"], first["room"]) == ("Fees and debts", room)


def test_a_room_in_brackets_behind_who_speaks_is_that_of_the_session(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Fees\nAda Bek, judge (Room 2)\n10:30 Farms\nUgo Lund, mayor (Room 3)\n"
    found = [(one["room"], named(one)) for one in read(tmp_path, text)]
    assert found == [("Room 2", ["Ada Bek"]), ("Room 3", ["Ugo Lund"])]


def test_one_role_in_brackets_says_that_a_list_names_people(tmp_path: Path) -> None:
    rows = "| 9:00 | Fees – Keiichi Murakami-Ross (chair), Sithembile Zungu, Aung Kyaw Moe |\n"
    text = f"# The law of the fields\n\n3 June 2031\n\n| Time | Session |\n|---|---|\n{rows}"
    text += "| 10:00 | Farms – Ada Bek (chair), Ugo Lund |\n"
    first = read(tmp_path, text, ".md")[0]
    roles = [person["role"] for person in first["participants"]]
    assert named(first) == ["Keiichi Murakami-Ross", "Sithembile Zungu", "Aung Kyaw Moe"]
    assert (first["title"], roles[0]) == ("Fees", "chair")


@pytest.mark.parametrize(
    "line, name",
    [
        ("Lucía del Pilar Mora de la Vega, judge", "Lucía del Pilar Mora de la Vega"),
        ("Special Agent in Charge Ada Bek", "Ada Bek"),
    ],
)  # fmt: skip
def test_names_have_small_words_and_posts_of_several_before_them(
    tmp_path: Path, line: str, name: str
) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{line}\n10:30 Farms and fields\nUgo Lund, mayor\n"
    assert named(read(tmp_path, text)[0]) == [name]


def test_the_part_of_a_document_behind_its_agenda_is_no_session(tmp_path: Path) -> None:
    table = "| | |\n|---|---|\n| 9:00 | **Fees** Ada Bek, judge |\n| 10:00 | **Farms** |\n"
    text = "# The law of the fields\n\n3 June 2031\n\n## I. Background\n\nFees bind people.\n\n"
    text += f"## II. Agenda\n\n{table}\n## III. Beds and meals\n\n"
    text += "Focal point: Dr. Lena Winter, adviser\n"
    found = read(tmp_path, text, ".md")
    assert "Beds" not in str([one["title"] for one in found])
    assert "Lena Winter" not in str(found)


def test_the_only_heading_is_the_title_below_the_name_of_a_series(tmp_path: Path) -> None:
    text = (
        "**27th Conference of the Fields**\n\nSIDE EVENT\n\n# Following the money of the farms\n\n"
        "**3 June 2031, 13:15 – 14:30**\n\n**Speakers:**\n- Ada Bek, judge\n- Ugo Lund, mayor\n"
    )
    assert [one["title"] for one in read(tmp_path, text, ".md")] == [
        "Following the money of the farms"
    ]
