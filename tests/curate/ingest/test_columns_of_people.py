"""Tables with a column for names, and others for the role, the post and the body of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_sessions

FRONT = "# Care 2031\n\n9.10.2031\n\n"
PEOPLE = {
    "Ada Bek": ("Moderator", "director", "Terra Foundation"),
    "Tom Reed": ("Speaker", "judge", "Ministry of Justice"),
    "Iva Moreno": ("Moderator", "lawyer", "Harbour Trust"),
    "Leo Brandt": ("Speaker", "professor", "University of Graz"),
}
SESSIONS = (("09:00–10:30", "The long shift"), ("11:00–12:30", "Who pays the fee"))


def rows(heads: str, several: bool) -> list[str]:
    """Return rows of cells below heads, of which one person or two are in each session."""
    found = []
    for number, (name, (role, post, body)) in enumerate(PEOPLE.items()):
        time, title = SESSIONS[number // 2]
        cells = {"Time": time, "Hour": time, "Title": title, "Session": title, "Topic": title}
        cells |= {"Role": role, "Position": post, "Job title": post, "Organisation": body}
        kept = [cells.get(head, name) for head in heads.split(" | ")]
        found += [" | ".join(kept)] if several or not number % 2 else []
    return found


def read_table(folder: Path, heads: str, *below: str) -> list[Any]:
    rule = "|".join("---" for _ in heads.split("|"))
    text = FRONT + "".join(f"| {row} |\n" for row in (heads, rule, *below))
    return read_sessions(folder, text, ".md")


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(
    "heads",
    [
        "Time | Title | Speaker | Organisation",
        "Time | Title | Participant | Position | Organisation",
        "Time | Session | Organisation | Speaker",
        "Hour | Speaker | Organisation | Session",
        "Time | Session | Role | Speaker | Position | Organisation",
        "Time | Session | Name | Role | Organisation",
        "Speaker | Job title | Organisation | Topic | Time",
        "Session | Panellist | Organisation",
        "Name | Position | Organisation | Session",
    ],
)
def test_each_has_what_stands_in_the_other_columns(
    tmp_path: Path, heads: str, several: bool
) -> None:
    sessions = read_table(tmp_path, heads, *rows(heads, several))
    names = list(PEOPLE)
    assert {s["title"]: named(s) for s in sessions} == {
        title: names[2 * n : 2 * n + 1 + several] for n, (_, title) in enumerate(SESSIONS)
    }
    for one in (part for session in sessions for part in session["participants"]):
        role, post, body = PEOPLE[one["name"]]
        told = {"title": post} if "Position" in heads or "Job title" in heads else {}
        assert one["affiliations"] == [{**told, "organization": body}]
        assert "Role" not in heads or one["role"] == role.casefold()


@pytest.mark.parametrize(
    ("heads", "person"),
    [
        ("Zeit | Thema | Referentin | Funktion | Organisation", "Richterin | Stiftung Terra"),
        ("Heure | Séance | Nom | Fonction | Organisation", "juge | Fondation Terra"),
        ("Hora | Sesión | Ponente | Cargo | Organización", "jueza | Fundación Terra"),
        ("Ora | Sessione | Relatrice | Ruolo | Organizzazione", "giudice | Fondazione Terra"),
        ("Час | Назва | Учасниця | Посада | Організація", "суддя | Фонд «Терра»"),
        ("Время | Название | ФИО | Должность | Организация", "судья | Фонд «Терра»"),
    ],
)
def test_heads_of_other_languages(tmp_path: Path, heads: str, person: str) -> None:
    name = "Олена Коваль" if "Ч" in heads or "я" in heads else "Ada Bek"
    second = "Тарас Мельник" if "Ч" in heads or "я" in heads else "Tom Reed"
    found = read_table(
        tmp_path,
        heads,
        f"09:00–10:30 | Schengen 2030 | {name} | {person}",
        f"11:00–12:30 | Frontex 2031 | {second} | {person}",
    )
    post, body = person.split(" | ")
    for session, one in zip(found, (name, second), strict=True):
        (part,) = session["participants"]
        assert part["name"] == one
        assert part["affiliations"] == [{"title": post, "organization": body}]


def test_rows_of_one_time_are_one_session_where_no_title_stands(tmp_path: Path) -> None:
    heads = "Time | Role | Speaker | Position | Organisation"
    first, second = read_table(tmp_path, heads, *rows(heads, several=True))
    assert (named(first), named(second)) == (["Ada Bek", "Tom Reed"], ["Iva Moreno", "Leo Brandt"])


def test_of_several_names_in_a_row_each_has_the_body_behind_it(tmp_path: Path) -> None:
    heads = "Time | Session | Chair | Organisation | Speaker | Organisation"
    row = "Ada Bek | Terra Foundation | Tom Reed | Harbour Trust"
    (session,) = read_table(tmp_path, heads, f"09:00 | The long shift | {row}")
    told = [(p["role"], p["affiliations"]) for p in session["participants"]]
    bodies = [[{"organization": "Terra Foundation"}], [{"organization": "Harbour Trust"}]]
    assert told == [("chair", bodies[0]), ("speaker", bodies[1])]


@pytest.mark.parametrize(
    "heads",
    [
        "Time | Session | Name | Role | Organisation",
        "Hour | Speaker | Organisation | Session",
        "Speaker | Position | Organisation | Session | Time",
        "Session | Panellist | Organisation",
    ],
)
def test_rows_that_are_typed_with_tabs_are_read_like_those_of_tables(
    tmp_path: Path, heads: str
) -> None:
    lines = (line.replace(" | ", "\t") for line in (heads, *rows(heads, several=True)))
    first, second = read_sessions(tmp_path, FRONT.strip("# ") + "\n".join(lines) + "\n")
    assert (named(first), named(second)) == (["Ada Bek", "Tom Reed"], ["Iva Moreno", "Leo Brandt"])
    told = [one["affiliations"][0]["organization"] for one in first["participants"]]
    assert told == ["Terra Foundation", "Ministry of Justice"]


@pytest.mark.parametrize("head", ["Title and organisation", "Position / Organisation"])
def test_one_column_may_hold_post_and_body(tmp_path: Path, head: str) -> None:
    (session,) = read_table(
        tmp_path,
        f"Time | Session | Speaker | {head}",
        "09:00 | The long shift | Ada Bek | Director, Terra Foundation",
    )
    told = [part["affiliations"] for part in session["participants"]]
    assert told == [[{"title": "Director", "organization": "Terra Foundation"}]]


def test_what_stands_below_organisation_is_one_without_a_doubt(tmp_path: Path) -> None:
    sessions = read_table(
        tmp_path,
        "Time | Session | Speaker | Organisation",
        "09:00 | The long shift | Ada Bek | Walk Ahead",
        "11:00 | Who pays the fee | Qanik Ulloriaq | Blue Door",
    )
    parts = [part for session in sessions for part in session["participants"]]
    told = [(part["affiliations"], part.get("review")) for part in parts]
    assert told == [([{"organization": body}], None) for body in ("Walk Ahead", "Blue Door")]


@pytest.mark.parametrize("mark", ["; ", " / ", ", "])
def test_the_second_of_two_names_has_the_second_of_two_bodies(tmp_path: Path, mark: str) -> None:
    (session,) = read_table(
        tmp_path,
        "Time | Session | Speakers | Organisation",
        f"09:00 | The long shift | Ada Bek{mark}Tom Reed | Terra Foundation{mark}Harbour Trust",
    )
    told = {part["name"]: part["affiliations"] for part in session["participants"]}
    bodies = ("Terra Foundation", "Harbour Trust")
    assert told == dict(
        zip(("Ada Bek", "Tom Reed"), ([{"organization": body}] for body in bodies), strict=True)
    )


def test_a_body_before_those_who_chair_and_speak_is_of_neither(tmp_path: Path) -> None:
    (session,) = read_table(
        tmp_path,
        "Time | Session | Organisation | Chair | Speaker",
        "09:00 | The long shift | Harbour Trust | Ada Bek | Tom Reed",
    )
    assert [part.get("affiliations") for part in session["participants"]] == [None, None]


def test_a_position_for_or_against_is_no_post(tmp_path: Path) -> None:
    text = (
        "# Public hearing on the Care Work Bill\n\n9 October 2031, 10:00–12:00\n\n## Witnesses\n\n"
    )
    rows = ("Name | Organization | Position", "---|---|---", "Ada Bek | Harbour Trust | Support")
    rows += ("Tom Reed | Law Clinic | Oppose",)
    (session,) = read_sessions(tmp_path, text + "".join(f"| {row} |\n" for row in rows), ".md")
    told = [part["affiliations"] for part in session["participants"]]
    assert told == [[{"organization": "Harbour Trust"}], [{"organization": "Law Clinic"}]]


def test_a_title_on_another_day_is_another_session(tmp_path: Path) -> None:
    sessions = read_table(
        tmp_path,
        "Date | Title | Speaker | Venue",
        "3 May 2031 | Legal advice evening | Ada Bek | Room 5",
        "10 May 2031 | Legal advice evening | Tom Reed | Room 5",
        "17 May 2031 | Who pays the fee | Iva Moreno | Room 6",
    )
    told = [(session["date"], named(session)) for session in sessions]
    days = ("2031-05-03", "2031-05-10", "2031-05-17")
    assert told == [*zip(days, (["Ada Bek"], ["Tom Reed"], ["Iva Moreno"]), strict=True)]


def test_a_first_row_over_all_columns_heads_none(tmp_path: Path) -> None:
    rows = ("9:00 | The long shift | Ada Bek, judge", "9:30 | Who pays | Tom Reed, lawyer")
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in rows]
    over = [f'<td colspan="3">{name}</td>' for name in ("Opening", "Plenary session")]
    table = "".join(f"<tr>{row}</tr>" for row in (over[0], cells[0], over[1], cells[1]))
    text = f"<h1>Conference on care</h1><p>9 October 2031</p><table>{table}</table>"
    sessions = read_sessions(tmp_path, text, ".html")
    assert [session["title"] for session in sessions] == ["The long shift", "Who pays"]
