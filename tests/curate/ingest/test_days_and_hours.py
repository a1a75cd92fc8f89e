"""Which day and which half of it, where a document says so in its own ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

FRENCH = (
    "# Colloque « Changer le regard sur les mineurs et sur leurs droits »\n\nJeudi 6 mars 2031\n\n"
)
FRONT = "Summit on Farms\nThursday, March 6, 2031\n\n"


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    return read_draft(folder, text, ending).get("sessions") or []


def hours(sessions: Any) -> list[tuple[str, str]]:
    """Return when sessions begin and end."""
    return [(one.get("start", ""), one.get("end", "")) for one in sessions]


def agenda(*times: str) -> str:
    """Return a programme with a session and who speaks at each of some times."""
    names = ("Ada Bek", "Ugo Lund", "Lena Winter", "Mary Achieng", "Tomas Novak")
    rows = (f"{when} Part {n}\n{name}, judge\n" for n, (when, name) in enumerate(zip(times, names)))
    return FRONT + "\n".join(rows)


def test_what_follows_the_morning_is_after_noon(tmp_path: Path) -> None:
    found = read(tmp_path, agenda("9:00", "10:15 - 12:45", "1:00 - 2:15", "2:30"))
    expected = [("09:00", ""), ("10:15", "12:45"), ("13:00", "14:15"), ("14:30", "")]
    assert hours(found) == expected


def test_a_session_over_noon_ends_after_it(tmp_path: Path) -> None:
    found = read(tmp_path, agenda("9:00 - 11:00", "11:15 - 1:00"))
    assert hours(found) == [("09:00", "11:00"), ("11:15", "13:00")]


def test_hours_of_the_night_stay_where_those_after_noon_are_in_full(tmp_path: Path) -> None:
    found = read(tmp_path, agenda("18:00 - 19:00", "20:30", "01:00 - 02:00"))
    assert hours(found)[-1] == ("01:00", "02:00")


def test_times_within_a_whole_after_noon(tmp_path: Path) -> None:
    rows = ("3.00  Welcome - Ada Bek, judge", "3.10  Farms - Ugo Lund, mayor", "4.05  Closing")
    told = 'here is the programme of our webinar "Farms" on Monday, 10 March, 3-5 pm.\n\n'
    head = "From: Office <office@forum.example>\nSubject: Programme\nDate: Thu, 6 Mar 2031\n\n"
    found = read(tmp_path, f"{head}Dear members,\n\n{told}" + "\n".join(rows) + "\n")
    assert hours(found) == [("15:00", ""), ("15:10", ""), ("16:05", "")]
    assert {str(one["date"]) for one in found} == {"2031-03-10"}


def test_numbers_of_sections_are_no_times(tmp_path: Path) -> None:
    rows = "3.1 Scope\n\n3.2 Aims\n\n3.3 Terms\n"
    assert not any(one.get("start") for one in read(tmp_path, f"{FRONT}3 Background\n\n{rows}"))


@pytest.mark.parametrize("first", ["DAY 1 | Thursday, 6 March", "Thursday, 6 March | "])
def test_the_first_row_of_a_table_heads_a_day(tmp_path: Path, first: str) -> None:
    rows = (first, "---|---", "09:30-10:00 | Opening: Ada Bek, judge")
    rows += ("10:00-11:30 | Module 1. Farms<br>Trainer: Ugo Lund",)
    text = "# Workshop on farms\n\nAue, 6 March 2031\n\n" + "".join(f"| {row} |\n" for row in rows)
    found = read(tmp_path, text, ".md")
    assert hours(found) == [("09:30", "10:00"), ("10:00", "11:30")]


def test_who_is_addressed_by_a_post_is_nobody_else(tmp_path: Path) -> None:
    text = (
        "# Colloque « Changer »\n\n6 mars 2031\n\n**9h00 – 9h20 Ouverture**\nMme Ada Bek, avocate\n"
    )
    text += "Mme la Secrétaire d'État chargée de l'Enfance (sous réserve)\n"
    (session,) = read(tmp_path, text, ".md")
    (one,) = session["participants"]
    assert (one["name"], one["affiliations"]) == ("Ada Bek", [{"title": "avocate"}])


def test_a_room_between_a_workshop_and_its_title(tmp_path: Path) -> None:
    opening = "**9h00 – 10h00 Ouverture**\nMme Rita Salvi, avocate au barreau de Lyon\n\n"
    text = f"{FRENCH}{opening}**14h00 – 16h30 ATELIERS** (au choix)\n"
    text += "Atelier A – Salle 101 : Les mineurs, par Lucie Hamon et Ada Bek (Institut du Lac)\n"
    text += "Atelier B – Salle 102 : Les preuves, par Ugo Lund (Institut du Lac)\n"
    found = [(one["title"], one["room"]) for one in read(tmp_path, text, ".md")[1:]]
    assert found == [("Les mineurs", "Salle 101"), ("Les preuves", "Salle 102")]


def test_who_stands_behind_titles_needs_no_known_body(tmp_path: Path) -> None:
    rows = ("9:00 Why - Prof. Ada Bek, Law School", "9:30 The hills - Martin Thapa, Child Rescue")
    rows += ("10:00 Courts - Lena Winter, Office of the Prosecutor", "10:30 Closing - Ada Bek")
    found = read(tmp_path, FRONT + "\n".join(rows) + "\n")
    assert found[1]["title"] == "The hills"
    assert [one["name"] for one in found[1]["participants"]] == ["Martin Thapa"]


def test_times_within_that_of_a_session_are_of_its_talks(tmp_path: Path) -> None:
    text = (
        f"{FRONT}9:00-10:30 Work at Sea\nChair: Ada Bek, judge\n9:00-9:20 What Crews Say, Tom Reed,"
        " mayor\n9:20-9:40 Who Pays, Carla Neri, nurse\n\n10:30-12:00 Farms\nUgo Lund, mayor\n"
    )
    first, second = read_sessions(tmp_path, text)
    assert named(first) == ["Ada Bek", "Tom Reed", "Carla Neri"]
    assert named(second) == ["Ugo Lund"]


def test_a_half_hour_at_one_end_alone(tmp_path: Path) -> None:
    found = read(tmp_path, agenda("9-10.30:", "10.45-13:", "14–15:30"))
    assert hours(found) == [("09:00", "10:30"), ("10:45", "13:00"), ("14:00", "15:30")]


def test_a_town_behind_day_and_time_is_no_title(tmp_path: Path) -> None:
    text = "The Law of the Mill\n\nFriday, 12 May 2031 from 10-17h in Leeds\n\nSpeakers\n\n"
    (session,) = read(tmp_path, f"{text}• Ada Bek (Open Door)\n• Ugo Lund (Mill Fund)\n")
    assert (session["title"], session["start"]) == ("The Law of the Mill", "10:00")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("10:40 Central, Eastern and Southern Farms", "Central, Eastern and Southern Farms"),
        ("11:00 UK, France and Spain: three views", "UK, France and Spain: three views"),
        ("12:00 Pacific – the view from the quay", "Pacific – the view from the quay"),
        ("11:00 Paris time machine: a walk", "Paris time machine: a walk"),
        ("11 AM Pacific / 2 PM Eastern - Wages", "Wages"),
        ("11 am Vortrag über die Arbeit", "Vortrag über die Arbeit"),
    ],
)
def test_words_of_a_title_behind_a_time_are_no_zone(tmp_path: Path, line: str, title: str) -> None:
    text = (
        f"Farms / Höfe\nMontag, 5. Mai 2031, Rathaus Lenn\n\n9:00 Begrüßung\n{line}\n13:00 Ende\n"
    )
    assert title in [one["title"] for one in read(tmp_path, text)]


def test_days_of_a_month_and_a_time_that_comes_again_are_no_range(tmp_path: Path) -> None:
    days = (
        "Kurse 2031\n\n5-7.05 Kurs Lohn\nAda Bek, Richterin\n\n9-11.05 Kurs Hof\nUgo Lund, Arzt\n"
    )
    again = f"{FRONT}9:30/11:00 The Mill\n10:00/14:00 The Yard\n"
    found = [*read(tmp_path, days), *read(tmp_path, again)]
    assert not any(one.get("end") for one in found)


def test_a_title_that_begins_with_a_small_word_behind_day_and_time(tmp_path: Path) -> None:
    found = read(tmp_path, "Ports\n\n12 May 2031, 10:00 in Search of Justice\nAda Bek, judge\n")
    assert [one["title"] for one in found] == ["in Search of Justice"]


@pytest.mark.parametrize("length", ["(1h)", "(1 h)", "(1h30)", "(durée : 1h)", "[2h]"])
def test_hours_in_brackets_that_are_few_tell_how_long_it_takes(tmp_path: Path, length: str) -> None:
    found = read(tmp_path, agenda(f"12:00 {length}", "14:00"))

    assert hours(found) == [("12:00", ""), ("14:00", "")]
    assert found[0]["title"] == "Part 0"


def test_what_is_said_of_a_time_behind_it_is_none_of_the_title(tmp_path: Path) -> None:
    found = read(tmp_path, agenda("9:00 – ca. 10:00", "14.00 onwards"))

    assert hours(found) == [("09:00", "10:00"), ("14:00", "")]
    assert [one["title"] for one in found] == ["Part 0", "Part 1"]
