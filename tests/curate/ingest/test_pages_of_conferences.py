"""Programmes as pages of conferences print them: titles, what they are on, and links beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafts import FRONT, named, read_sessions

SIDE = """# Forum on Fair Ports

12 May 2031

- 10:00 – Welcome
- 11:30 – Parallel sessions
  - A. Position of crews at the end of the line
    This session tells how crews are paid.
    Moderator: Hannah Osei (Open Door)
    Speakers: Lucia Ferrante (Mill Fund)
  - B. The role of agencies
    This session looks at agencies.
    Moderator: Tom Reed (Open Door)
    Speakers: Rita Lund (Law Clinic)
- 12:30 – Lunch
"""
TALKS = """# Workshop on Fair Ports

9:15 - *What crews owe* by [Rita Kothari](https://open.example/rita)

9:45 - *Debt at sea* by [Tom Reed](https://open.example/tom) [[Slides]](debt.pdf)

10:15 - Posters

* *Networks of Brokers* by Lucia Ferrante

* *Ships without flags* by Hannah Osei

11:00 - Close of the day
"""
TOLD = """8:50 a.m. - Welcome
9:15 a.m. - Who Pays for Work This session will tell how agencies ask for fees. It names ten ports.
10:15 a.m. - Ways to a Court - In some ports no court is near, and crews wait for weeks until anyone
hears what they have to say of the ship. Others have a judge on the quay.
11:15 a.m. - What Comes Next
"""
EVIDENCE = """At 10.30am

Harbour Police

- Ada Bek, inspector

At 11.15 am

Law Clinic

- Tom Reed, lawyer
- Rita Lund, nurse
"""
PANEL = """9.30 Welcome

10.45-12.45 (Parallel panel sessions)

Room: TBC

Panel 1: The false virtue of law and policy. A look at what holds crews back
Chair: Hannah Osei (Open Door)

- Lucia Ferrante (Mill Fund), What crews owe

Panel 2: Ways of asking

Chair: Tom Reed (Law Clinic)
"""


def heads(sessions: Any) -> list[tuple[str, str]]:
    """Return when sessions begin, and their titles."""
    return [(session.get("start", ""), session["title"]) for session in sessions]


def test_letters_count_what_runs_side_by_side_above_what_it_is_on(tmp_path: Path) -> None:
    _, first, second = read_sessions(tmp_path, SIDE, ".md")

    assert first["title"] == "Position of crews at the end of the line"
    assert [named(first), named(second)] == [
        ["Hannah Osei", "Lucia Ferrante"],
        ["Tom Reed", "Rita Lund"],
    ]


def test_a_link_behind_a_name_and_titles_of_posters(tmp_path: Path) -> None:
    one, two, posters = read_sessions(tmp_path, TALKS, ".md")

    assert [one["title"], two["title"]] == ["What crews owe", "Debt at sea"]
    assert [named(one), named(two)] == [["Rita Kothari"], ["Tom Reed"]]
    assert named(posters) == ["Lucia Ferrante", "Hannah Osei"]


def test_what_a_session_is_on_is_no_part_of_its_title(tmp_path: Path) -> None:
    assert heads(read_sessions(tmp_path, f"{FRONT}{TOLD}"))[1:3] == [
        ("09:15", "Who Pays for Work"),
        ("10:15", "Ways to a Court"),
    ]


def test_at_leads_to_the_time_of_a_session(tmp_path: Path) -> None:
    found = read_sessions(tmp_path, f"{FRONT}{EVIDENCE}")

    assert heads(found) == [("10:30", "Harbour Police"), ("11:15", "Law Clinic")]
    assert [len(named(session)) for session in found] == [1, 2]


def test_a_full_stop_within_the_title_of_a_panel(tmp_path: Path) -> None:
    _, first, second = read_sessions(tmp_path, f"{FRONT}{PANEL}")

    assert first["title"].endswith("A look at what holds crews back")
    assert [named(first), named(second)] == [["Hannah Osei", "Lucia Ferrante"], ["Tom Reed"]]
    assert not first.get("room")  # it is to be told


def test_who_made_what_is_played_or_shown_does_not_speak(tmp_path: Path) -> None:
    slots = "18:00 Welcome\nAda Bek, mayor\n19:00 {}\n- *The Quay at Night* by Rita Kothari\n"
    for title in ("Concert", "Film screening"):
        _, second = read_sessions(tmp_path, FRONT + slots.format(title))
        assert named(second) == []
