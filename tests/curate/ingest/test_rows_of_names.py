"""Names alone in rows, read by the mark that the document has between others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, named, read_sessions

ROWS = [
    ["Maria Okafor", "James Lund", "Elena Petrova"],
    ["Peter Novak", "Anna Kowalska", "Carla Neri"],
    ["Qiru Zelmond", "David Okello", "Brisk Vantogha (tbc)"],
]
TIMES = ("9:00", "10:30", "11:30")
TITLES = ("Opening of the day", "Farms and fields", "What the clinic sees")


def titles(sessions: Any) -> list[str]:
    return [session["title"] for session in sessions]


def names(rows: Any) -> list[list[str]]:
    return [[name.removesuffix(" (tbc)") for name in row] for row in rows]


@pytest.mark.parametrize("mark", [" / ", " | ", " · ", " – "])
def test_a_mark_that_parts_names_elsewhere_parts_unknown_ones(tmp_path: Path, mark: str) -> None:
    slots = zip(TIMES, TITLES, ROWS)
    text = "\n\n".join(f"{time} {title}\n{mark.join(row)}" for time, title, row in slots)
    sessions = read_sessions(tmp_path, f"{FRONT}{text}\n")
    assert [*map(named, sessions)] == names(ROWS)


@pytest.mark.parametrize("around", ["{} ({})", "{} – {}"])
def test_a_row_of_names_behind_a_title_is_none_of_it(tmp_path: Path, around: str) -> None:
    said = (around.format(title, ", ".join(row)) for title, row in zip(TITLES, ROWS))
    text = "\n\n".join(f"{time} {line}" for time, line in zip(TIMES, said))
    sessions = read_sessions(tmp_path, f"{FRONT}{text}\n")
    assert titles(sessions) == [*TITLES]
    assert [*map(named, sessions)] == names(ROWS)


def test_a_mark_between_names_and_bodies_makes_no_rows(tmp_path: Path) -> None:
    pairs = ["Maria Okafor, Open Door", "James Lund, Quay Bank", "Elena Petrova, Safe Streets"]
    text = "\n".join(["9:00 Opening of the day", *pairs])
    (session,) = read_sessions(tmp_path, f"{FRONT}{text}\n")
    assert named(session) == ["Maria Okafor", "James Lund", "Elena Petrova"]


def test_a_title_that_begins_as_a_post_does_ends_before_a_row(tmp_path: Path) -> None:
    head = "9:00 Brokers, loans and debt – Maria Okafor & James Lund & Elena Petrova\n\n"
    more = "10:30 Farms – Peter Novak & Anna Kowalska & David Okello\n"
    sessions = read_sessions(tmp_path, FRONT + head + more)
    assert titles(sessions) == ["Brokers, loans and debt", "Farms"]


def test_ngo_is_a_name_and_letters_are_none(tmp_path: Path) -> None:
    text = (
        "9:00 Opening\nSpeakers:\nMarie Ngo Bassong (Foyer des Genets)\nAnna Smit (NGO Alliance)\n"
    )
    (session,) = read_sessions(tmp_path, FRONT + text)
    people = session["participants"]
    assert named(session) == ["Marie Ngo Bassong", "Anna Smit"]
    assert people[1]["affiliations"] == [{"organization": "NGO Alliance"}]


def test_a_body_that_begins_as_a_post_does_stands_before_its_name(tmp_path: Path) -> None:
    rows = "- Law Clinic of Lenn (Anna Smit, director)\n- Lenn Hospital (James Lund, head)\n"
    rows += "- Doctors of Two Rivers (Maria Okafor, nurse)\n"
    (session,) = read_sessions(tmp_path, f"{FRONT}9:00 Opening\nSpeakers:\n{rows}")
    assert named(session) == ["Anna Smit", "James Lund", "Maria Okafor"]


def test_no_name_begins_within_one_that_is_not_read(tmp_path: Path) -> None:
    told = "Parmi les intervenants : cheffe de service Ludivine Ngo Bassong (Lueur), "
    told += "juge Anna Smit (Tribunal de Lens) et procureur Paul Lund (Parquet de Lens)."
    text = f"# Communiqué\n\nRive organise « La loi des champs » le 3 juin 2031 à 9h00.\n\n{told}\n"
    sessions = read_sessions(tmp_path, text, ".md")
    assert "Ngo Bassong" not in [name for session in sessions for name in named(session)]


@pytest.mark.parametrize(
    "lead", ["Panelists:", "The evening is moderated by Eva Holt and features:"]
)
@pytest.mark.parametrize("item", ["**{}** - {}", "{} – {}", "{}: {}"])
def test_unknown_bodies_stand_before_names_in_a_list_of_who_takes_part(
    tmp_path: Path, lead: str, item: str
) -> None:
    held = {"Biodata": "Florence Gray", "Data Lenn": "Daniel Carr", "Mediact": "Mary Foss"}
    rows = "\n".join(f"* {item.format(*one)}" for one in held.items())
    text = f"# Panel on data for all\n\n12 October 2031, 18:00\n\nWhat data can do.\n\n{lead}\n\n"
    (session,) = read_sessions(tmp_path, text + rows + "\n", ".md")
    listed = [p for p in session["participants"] if p["name"] != "Eva Holt"]
    assert {p["affiliations"][0]["organization"]: p["name"] for p in listed} == held


def test_topics_before_names_are_no_bodies(tmp_path: Path) -> None:
    rows = "* Who owns the sea – Daniel Carr\n* Maps for all – Mary Foss\n* Fees – Ada Bek\n"
    text = "# Panel on data for all\n\n12 October 2031, 18:00\n\nWhat data can do.\n\nSpeakers:\n\n"
    (session,) = read_sessions(tmp_path, text + rows, ".md")
    bodies = [a["organization"] for p in session.get("participants", []) for a in p["affiliations"]]
    assert bodies == []


def test_an_unknown_body_before_a_name_is_marked(tmp_path: Path) -> None:
    rows = (
        "* Financial Flows – Ada Bek\n* Child Protection – Ugo Lund\n* Digital Trails – Eva Roux\n"
    )
    text = "# Panel on data for all\n\n12 October 2031, 18:00\n\nWhat data can do.\n\nSpeakers:\n\n"
    (session,) = read_sessions(tmp_path, text + rows, ".md")
    assert ["unlike a body" in p.get("review", "") for p in session["participants"]] == [True] * 3
