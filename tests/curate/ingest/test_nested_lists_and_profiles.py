"""Lists within lists, headings above rooms, and profiles with the sessions of each person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, named, read_sessions


def titles(sessions: Any) -> list[str]:
    return [session["title"] for session in sessions]


def test_items_with_items_of_their_own_are_sessions_side_by_side(tmp_path: Path) -> None:
    listed = [
        "- 9:00–10:30",
        "  - Brokers and debts (Room 1)",
        "    - Chair: Anna Smit, judge, Court of Weir",
        "    - Speaker: James Lund, Quay Bank",
        "  - Shelters without locks (Room 2)",
        "    - Chair: Maria Okafor, director, Law Clinic",
        "    - Speaker: Peter Novak, nurse, Lenn Hospital",
        "- 11:00–12:00",
        "  - What remains (Room 1)",
        "    - Speaker: Elena Petrova, mayor of Lenn",
    ]
    sessions = read_sessions(tmp_path, FRONT + "\n".join(listed) + "\n")
    assert titles(sessions) == ["Brokers and debts", "Shelters without locks", "What remains"]
    assert [s["start"] for s in sessions] == ["09:00", "09:00", "11:00"]
    assert named(sessions[1]) == ["Maria Okafor", "Peter Novak"]


def test_a_dinner_above_its_room_and_time_is_the_title(tmp_path: Path) -> None:
    parts = [
        "# The law of the fields",
        *("## Farms and fields", "### Main Hall", "3 June 2031, 9:00–10:30"),
        *("**Chair**", "Anna Smit, judge, Court of Weir"),
        *("## Courts of the coast", "### Main Hall", "3 June 2031, 11:00–12:30"),
        *("**Chair**", "James Lund, Quay Bank"),
        *("## Forum dinner", "### Captain's Table", "3 June 2031, 19:00–21:30"),
        *("**Keynote speaker**", "Maria Okafor, director, Law Clinic"),
    ]
    sessions = read_sessions(tmp_path, "\n\n".join(parts) + "\n", ".md")
    assert titles(sessions) == ["Farms and fields", "Courts of the coast", "Forum dinner"]


PROFILES = {
    "Anna Smit": ("Judge, Court of Weir", ["What the clinic sees"]),
    "James Lund": (
        "Director, Quay Bank",
        ["What the clinic sees", "What a border officer can see"],
    ),
    "Maria Okafor": ("Nurse, Lenn Hospital", ["What a border officer can see"]),
    "Peter Novak": ("Mayor of Lenn", ["Who sees, and who helps the most?"]),
    "Elena Petrova": ("Head, Law Clinic", ["Who sees, and who helps the most?"]),
}
WHEN = {
    "What the clinic sees": "9:00 – 10:00 a.m.",
    "What a border officer can see": "10:30 – 11:30 a.m.",
    "Who sees, and who helps the most?": "11:30 a.m. – 12:15 p.m.",
}


@pytest.mark.parametrize("form", ["{0} (3 June 2031, {1})", "3 June 2031, {1}: {0}"])
@pytest.mark.parametrize("is_table", [False, True])
def test_sessions_below_profiles_have_their_people(
    tmp_path: Path, form: str, is_table: bool
) -> None:
    rows = []
    for name, (post, own) in PROFILES.items():
        told = f"{name} has worked with those who came back for twenty years."
        when = [form.format(title, WHEN[title]) for title in own]
        row = [f"## {name}", post, told, *when]
        cells = [name, post, told, "<br>".join(when)]
        rows.append(f"| {' | '.join(cells)} |" if is_table else "\n\n".join(row))
    text = "\n".join(["| | | | |", "|---|---|---|---|", *rows]) if is_table else "\n\n".join(rows)
    front = "# The law of the fields\n\n3 June 2031\n\n"
    sessions = read_sessions(tmp_path, f"{front}{text}\n", ".md")
    assert {s["title"]: named(s) for s in sessions} == {
        title: [name for name, (_, own) in PROFILES.items() if title in own] for title in WHEN
    }


def test_a_day_that_says_when_its_session_is_is_none_of_the_whole(tmp_path: Path) -> None:
    rows = [
        "Tuesday, 3 June 2031, 9:00–10:30\nPorts and ships\nAnna Smit, judge, Court of Weir",
        "Wednesday, 4 June 2031, 9:15–10:00\nFarms\nJames Lund, Quay Bank",
        "Wednesday, 4 June 2031, 10:00–10:30\nCourts\nMaria Okafor, director, Law Clinic",
    ]
    front = "The law of the fields\n3–4 June 2031\n\n"
    sessions = read_sessions(tmp_path, front + "\n\n".join(rows) + "\n")
    assert titles(sessions) == ["Ports and ships", "Farms", "Courts"]


def test_neither_a_post_nor_a_question_is_a_name(tmp_path: Path) -> None:
    text = "9:00 Welcome: Why Small Towns\nModerator:\nOutreach Worker, Lenn Community Center\n"
    (session,) = read_sessions(tmp_path, f"{FRONT}{text}Anna Smit\n")
    assert named(session) == ["Anna Smit"]


def test_a_row_for_each_who_speaks_names_the_session_by_its_title(tmp_path: Path) -> None:
    agenda = [f"<p>{time} Panel {n}: {title}</p>" for n, (title, time) in enumerate(WHEN.items())]
    bodies = ("Court of Weir", "Blue Lantern", "Ministry of Labour", "Open Door", "Law Clinic")
    rows = [["Name", "Body", "Session"]]
    rows += [[name, body, own[-1]] for (name, (_, own)), body in zip(PROFILES.items(), bodies)]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "<h1>The law of the fields</h1><p>3 June 2031</p><h2>Agenda</h2>"
    text = f"{head}{''.join(agenda)}<h2>Speakers</h2><table>{body}</table>"
    sessions = read_sessions(tmp_path, text, ".html")
    assert {s["title"].partition(": ")[2]: named(s) for s in sessions} == {
        title: [name for name, (_, own) in PROFILES.items() if title == own[-1]] for title in WHEN
    }
