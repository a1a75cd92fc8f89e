"""What each line is: zones of a document, heads of sessions, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from drafts import read_draft

from atgraph.cli import app
from atgraph.curate.ingest.decoding import Arc, State, decide, decode

FRONT = "# Forum on Safe Roads\n\n12 June 2023\n\n"
FIRST = "Ms. Lucia Ferrante, Law Clinic"
SECOND = "Mr. Rajesh Kothari, Safe Harbour Trust"


def read(folder: Path, text: str, ending: str = ".md") -> Any:
    """Draft a document, and return what is written of it."""
    return read_draft(folder, text, ending)


def heads(transcript: Any) -> list[tuple[str, str]]:
    return [(s.get("start", ""), s["title"]) for s in transcript["sessions"]]


def people(transcript: Any) -> list[list[str]]:
    return [[p["name"] for p in s.get("participants") or []] for s in transcript["sessions"]]


def test_the_best_way_is_found_and_what_another_label_would_cost() -> None:
    arcs = {(a, b): (Arc(State(b), "", -1.0 if a != b else 0.0),) for a in "xab" for b in "ab"}
    scores = [{"a": 3.0, "b": 0.0}, {"a": 0.0, "b": 0.5}, {"a": 3.0, "b": 0.0}]

    def steps(state: State, label: str) -> tuple[Arc, ...]:
        return arcs[state.label, label]

    def weigh(place: int, arc: Arc) -> float:
        return 0.0

    path, ahead = decode(State("x"), scores, steps, weigh)
    decisions = decide(path, ahead, scores, steps, weigh)

    assert [arc.to.label for arc in path] == ["a", "a", "a"]  # “b” alone is not worth the change
    assert [(d.runner_up, d.margin) for d in decisions] == [("b", 3.5), ("b", 1.5), ("b", 3.5)]


@pytest.mark.parametrize("title_first", [True, False])
def test_whether_titles_stand_above_or_below_times_is_settled_once(
    tmp_path: Path, title_first: bool
) -> None:
    sessions = [
        ("9.00–10.00", "Safe Roads"),
        ("10.00–11.00", "Fair Hands"),
        ("11.00", "Next steps"),
    ]
    printed = [
        "\n\n".join([title, time, FIRST] if title_first else [time, title, FIRST])
        for time, title in sessions
    ]
    found = read(tmp_path, FRONT + "\n\n".join(printed))

    assert heads(found) == [
        ("09:00", "Safe Roads"),
        ("10:00", "Fair Hands"),
        ("11:00", "Next steps"),
    ]


def test_a_room_is_no_title_however_it_is_set(tmp_path: Path) -> None:
    text = "".join(
        f"9.{n}0–9.{n}5\n\n## Room {n}\n\n### {title}\n\n{FIRST}\n\n"
        for n, title in enumerate(["Safe Roads", "Fair Hands", "Clear Waters"])
    )
    found = read(tmp_path, FRONT + text)

    assert [title for _, title in heads(found)] == ["Safe Roads", "Fair Hands", "Clear Waters"]
    assert [s["room"] for s in found["sessions"]] == ["Room 0", "Room 1", "Room 2"]


def test_what_stands_where_others_have_their_room_is_one(tmp_path: Path) -> None:
    rooms = ["Main Hall", "Room 2", "Captain's Table", "Main Hall"]
    text = "".join(
        f"**{n}.00–{n}.50 Talk of harbour {n} ({room})**\n\n{FIRST}\n\n"
        for n, room in enumerate(rooms, 9)
    )
    found = read(tmp_path, FRONT + text)

    assert [s["room"] for s in found["sessions"]] == rooms
    assert heads(found)[2] == ("11:00", "Talk of harbour 11")


def test_sessions_side_by_side_in_one_slot_are_told_apart(tmp_path: Path) -> None:
    text = (
        f"**9.00–10.00 Opening**\n\n{FIRST}\n\n**10.00–11.00 Parallel sessions**\n\n"
        f"**Session A: Roads by Night**\n\nModerator: {FIRST}\n\n"
        f"**Session B: Hands by Day**\n\nModerator: {SECOND}\n"
    )
    found = read(tmp_path, FRONT + text)

    assert heads(found)[1:] == [
        ("10:00", "Session A: Roads by Night"),
        ("10:00", "Session B: Hands by Day"),
    ]
    assert people(found)[1:] == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_rows_of_one_session_become_one(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>9.00–10.00</td><td>Safe Roads</td><td>{name}</td></tr>"
        for name in (FIRST, SECOND)
    )
    rows += "<tr><td>10.00–10.30</td><td>Lunch</td></tr>"
    found = read(tmp_path, f"<h1>Forum</h1><p>12 June 2023</p><table>{rows}</table>", ".html")

    assert (heads(found), people(found)) == (
        [("09:00", "Safe Roads")],
        [["Lucia Ferrante", "Rajesh Kothari"]],
    )


def test_fields_behind_tabs_are_read_each_for_itself(tmp_path: Path) -> None:
    text = "Forum on Safe Roads\n12 June 2023\n\n" + "\n\n".join(
        f"Time\t{n}:00-{n}:30\nSession\tTalk of harbour {n}\nRoom\tRoom {n}\nSpeaker\t{FIRST}"
        for n in (10, 11, 12)
    )
    found = read(tmp_path, text, ".txt")

    assert heads(found) == [(f"{n}:00", f"Talk of harbour {n}") for n in (10, 11, 12)]
    assert [s["room"] for s in found["sessions"]] == ["Room 10", "Room 11", "Room 12"]
    assert people(found) == [["Lucia Ferrante"]] * 3


def test_days_in_rows_below_times_are_read_cell_by_cell(tmp_path: Path) -> None:
    rows = "<tr><th></th><th>9:00–10:30</th><th>11:00–12:30</th></tr>" + "".join(
        f"<tr><td>{day} June 2023</td><td><b>Roads by {day}</b><br>{FIRST}</td>"
        f"<td><b>Hands by {day}</b><br>{SECOND}</td></tr>"
        for day in (12, 13)
    )
    found = read(tmp_path, f"<h1>Forum</h1><p>12–13 June 2023</p><table>{rows}</table>", ".html")

    assert [(str(s["date"]), s["start"], s["title"]) for s in found["sessions"]] == [
        ("2023-06-12", "09:00", "Roads by 12"),
        ("2023-06-12", "11:00", "Hands by 12"),
        ("2023-06-13", "09:00", "Roads by 13"),
        ("2023-06-13", "11:00", "Hands by 13"),
    ]


def test_a_break_in_the_column_of_the_first_day_is_no_column_of_times(tmp_path: Path) -> None:
    rows = [
        ("<th>12 June 2023</th>", "<th>13 June 2023</th>"),
        (f"<td>9:00–10:00<br>Safe Roads<br>{FIRST}</td>", "<td>9:00–9:30<br>Coffee</td>"),
        ("<td>10:00–10:30<br>Coffee</td>", f"<td>9:30–11:00<br>Fair Hands<br>{SECOND}</td>"),
    ]
    body = "".join(f"<tr>{first}{second}</tr>" for first, second in rows)
    found = read(tmp_path, f"<h1>Forum on Fair Work</h1><table>{body}</table>", ".html")

    assert heads(found) == [("09:00", "Safe Roads"), ("09:30", "Fair Hands")]
    assert people(found) == [["Lucia Ferrante"], ["Rajesh Kothari"]]


@pytest.mark.parametrize("head", ["{:14}{:26}{}\n\n", ""])
def test_columns_of_a_text_are_told_apart_over_wrapped_lines(tmp_path: Path, head: str) -> None:
    rows = [
        ("9.00-10.00", "Safe Roads", "Fair Hands"),
        ("", "Lucia Ferrante, Law", "Rajesh Kothari, Harbour"),
        ("", "Clinic of the Ports", "Trust of Meredith"),
        ("10.00-10.30", "Coffee", ""),
        ("10.30-11.00", "Open Doors", "Shelter by Day"),
        ("", "Rajesh Kothari, Harbour", "Lucia Ferrante, Law"),
        ("", "Trust of Meredith", "Clinic of the Ports"),
    ]
    text = head.format("", "North Hall", "Room 12") + "".join(
        "{:14}{:26}{}".format(*row).rstrip() + "\n" for row in rows
    )
    found = read(tmp_path, f"FORUM ON FAIR WORK\n12 June 2023\n\n{text}", ".txt")

    assert heads(found) == [
        ("09:00", "Safe Roads"),
        ("09:00", "Fair Hands"),
        ("10:30", "Open Doors"),
        ("10:30", "Shelter by Day"),
    ]
    assert [
        [p["affiliations"][0]["organization"] for p in s["participants"]] for s in found["sessions"]
    ] == [
        ["Law Clinic of the Ports"],
        ["Harbour Trust of Meredith"],
        ["Harbour Trust of Meredith"],
        ["Law Clinic of the Ports"],
    ]
    rooms = ["North Hall", "Room 12"] * 2 if head else [None] * 4
    assert [s.get("room") for s in found["sessions"]] == rooms


def test_several_rooms_in_one_cell_have_a_session_each(tmp_path: Path) -> None:
    cell = f"Room 1: Safe Roads<br>{FIRST}<br>Room 2: Fair Hands<br>{SECOND}"
    table = f"| Time | Programme |\n|---|---|\n| 9:00–10:00 | {cell} |\n| 10:00–11:00 | {cell} |\n"
    found = read(tmp_path, f"{FRONT}{table.replace('Hands', 'Hands', 1)}")

    assert heads(found)[:2] == [("09:00", "Safe Roads"), ("09:00", "Fair Hands")]
    assert [s["room"] for s in found["sessions"][:2]] == ["Room 1", "Room 2"]
    assert people(found)[:2] == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_a_meal_with_a_speaker_is_a_session_and_one_without_is_none(tmp_path: Path) -> None:
    text = f"**09.00 Safe Roads**\n\n{FIRST}\n\n12.00 Lunch\n\n**19.00 Dinner**\n\n{SECOND}\n"
    found = read(tmp_path, FRONT + text)

    assert heads(found) == [("09:00", "Safe Roads"), ("19:00", "Dinner")]


@pytest.mark.parametrize(
    "heading", ["Organising committee", "Latest news", "Biographies", "Press contact"]
)
def test_only_the_programme_makes_participants(tmp_path: Path, heading: str) -> None:
    text = (
        f"## Programme\n\n09.00 **Safe Roads**\n\n{FIRST}\n\n10.00 **Fair Hands**\n\n{FIRST}\n\n"
        f"## {heading}\n\n### {SECOND}\n\nMr. Tomas Verbeek, Editor, Border Police\n"
    )
    assert people(read(tmp_path, FRONT + text)) == [["Lucia Ferrante"], ["Lucia Ferrante"]]


def test_years_are_no_times_and_the_date_of_a_document_is_not_that_of_its_event(
    tmp_path: Path,
) -> None:
    text = (
        "# Forum on Safe Roads\n\nDraft as of 3 May 2023\n\n12 June 2023\n\n"
        f"09.00 **Strategy 2018–2020**\n\n{FIRST}\n\n10.00 **Fair Hands**\n\n{SECOND}\n"
    )
    found = read(tmp_path, text)

    assert (str(found["start"]), str(found["end"])) == ("2023-06-12", "2023-06-12")
    assert heads(found) == [("09:00", "Strategy 2018–2020"), ("10:00", "Fair Hands")]


@pytest.mark.slow
def test_explain_prints_each_line_with_its_label_and_the_next_best(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(f"{FRONT}09.00 **Safe Roads**\n\n{FIRST}\n", encoding="utf-8")

    def told(*more: str) -> str:
        out = ["--out", str(tmp_path / f"draft{len(more)}")]
        return CliRunner().invoke(app, ["ingest", str(document), *out, *more]).stdout

    plain, explained = told(), told("--explain")
    assert explained.endswith(plain)
    rows = [row.split() for row in explained.removesuffix(plain).splitlines()]
    assert [row[1:3] for row in rows[1:]] == [
        ["programme", label] for label in ("cover", "day", "slot", "person")
    ]
    assert all(float(row[4]) > 0 for row in rows[1:])


def test_numbered_sessions_in_one_slot_are_sessions_of_their_own_with_its_time(
    tmp_path: Path,
) -> None:
    text = f"""{FRONT}9:30 am – 10:30 am

Opening

{FIRST}

10:45 am – 12:00 pm

Concurrent Sessions

Session 1

Safe Roads Home

Presenter: {FIRST}

Session 2

What Drivers Are Told

Moderator: {SECOND}
"""
    transcript = read(tmp_path, text, ".txt")
    assert heads(transcript)[-2:] == [
        ("10:45", "Safe Roads Home"),
        ("10:45", "What Drivers Are Told"),
    ]
    assert people(transcript)[-2:] == [["Lucia Ferrante"], ["Rajesh Kothari"]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("First Session", "Second Session"),
        ("1st Session", "2nd Session"),
        ("Workshop One", "Workshop Two"),
    ],
)
def test_sessions_that_are_only_counted_begin_without_times(
    tmp_path: Path, one: str, two: str
) -> None:
    text = f"{FRONT}{one}\n\nModerator: {FIRST}\n\n{two}\n\nModerator: {SECOND}\n"
    transcript = read(tmp_path, text, ".txt")
    assert heads(transcript) == [("", one), ("", two)]
    assert people(transcript) == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_panels_that_are_counted_begin_above_what_is_said_of_them(tmp_path: Path) -> None:
    told = "This panel looks at what officers see, and at what they are told by those they meet."
    text = f"""{FRONT}Panel I : Structure

{told}

Panel II : Process

{told}

Moderator: {FIRST}

Panel III : The Rule of Law

Moderator: {SECOND}
"""
    transcript = read(tmp_path, text, ".txt")
    assert [title for _, title in heads(transcript)] == [
        "Panel I : Structure",
        "Panel II : Process",
        "Panel III : The Rule of Law",
    ]
    assert people(transcript) == [[], ["Lucia Ferrante"], ["Rajesh Kothari"]]


@pytest.mark.parametrize("first", ["Combating Forced Labour Today", "Children: who breaks it?"])
def test_the_first_line_is_the_title_also_above_a_longer_one(tmp_path: Path, first: str) -> None:
    below = "Taking stock of evidence from research and sharing what was seen in Europe"
    text = f"{first}\n\n{below}\n\n12 June 2023\n\n9:00 Opening\n\n{FIRST}\n"
    assert read(tmp_path, text, ".txt")["title"] == first


@pytest.mark.slow
def test_the_venue_is_not_the_title_of_the_whole(tmp_path: Path) -> None:
    text = "Jornadas «Brasas: trata y trabajo»\n\nPalacio de la Alhóndiga, Villarroble\n\n"
    text += "12 de junio de 2023\n\n9:00 Inauguración\n\nD.ª Aránzazu Heredia, alcaldesa\n"
    assert read(tmp_path, text, ".txt")["title"] == "Jornadas «Brasas: trata y trabajo»"


def test_who_speaks_stands_before_the_title_and_behind_the_time(tmp_path: Path) -> None:
    text = f"""{FRONT}- 9:30 Lucia Ferrante (president of the Foundation) Words of Welcome
- 10:00 Rajesh Kothari (historian, Safe Harbour Trust) On the History of the Border
- 10:30 Ana Morales (lawyer) Understanding Our Own Roads
"""
    transcript = read(tmp_path, text, ".txt")
    assert heads(transcript) == [
        ("09:30", "Words of Welcome"),
        ("10:00", "On the History of the Border"),
        ("10:30", "Understanding Our Own Roads"),
    ]
    assert people(transcript) == [["Lucia Ferrante"], ["Rajesh Kothari"], ["Ana Morales"]]


def test_the_word_with_is_no_part_of_a_title(tmp_path: Path) -> None:
    text = f"""{FRONT}9:30 – Panel Roads and Borders with {FIRST} and Rajesh Kothari (judge)

10:30 – Panel Who Sees What with Ana Morales (nurse) and Tomas Verbeek (inspector)
"""
    transcript = read(tmp_path, text, ".txt")
    assert [title for _, title in heads(transcript)] == [
        "Panel Roads and Borders",
        "Panel Who Sees What",
    ]
    assert people(transcript)[1] == ["Ana Morales", "Tomas Verbeek"]


def test_a_session_may_be_counted_before_its_time(tmp_path: Path) -> None:
    text = f"{FRONT}Session 1. 11.00: Import Bans\n- {FIRST}\n"
    text += f"Session 2. 11.30: Trade Deals\n- {SECOND}\n"
    transcript = read(tmp_path, text, ".txt")
    assert heads(transcript) == [("11:00", "Import Bans"), ("11:30", "Trade Deals")]


def test_a_name_and_a_post_are_no_sentence_though_a_dot_ends_them(tmp_path: Path) -> None:
    post = "vice-president of honour of the association of the doctors of the law of the sea"
    text = f"{FRONT}9:30 Roads and Borders\n\nLucia Ferrante, {post}.\n"
    assert people(read(tmp_path, text, ".txt")) == [["Lucia Ferrante"]]


def test_the_zone_of_a_time_is_no_title(tmp_path: Path) -> None:
    text = f"# Forum on Safe Roads\n\n12 June 2023, 11am (UK time).\n\n{FIRST}\n"
    assert [title for _, title in heads(read(tmp_path, text))] == ["Forum on Safe Roads"]


def test_a_role_behind_a_title_in_its_line_is_of_one_and_may_wait_for_a_name(
    tmp_path: Path,
) -> None:
    text = f"""{FRONT}9:00 – 10:00 Panel 1: Technologies and Roads Chair: (tbc)
- {FIRST}
10:00 – 11:00 Panel 2: Borders and Those Who Cross Them Chair: Ana Morales (Law Clinic)
- {SECOND}
"""
    transcript = read(tmp_path, text, ".txt")
    assert [title for _, title in heads(transcript)] == [
        "Panel 1: Technologies and Roads",
        "Panel 2: Borders and Those Who Cross Them",
    ]
    roles = [[p["role"] for p in s["participants"]] for s in transcript["sessions"]]
    assert roles == [["panellist"], ["chair", "panellist"]]


def test_a_town_with_the_letters_of_its_state_is_nobody(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Opening\n\n{FIRST}; San Brenado, CA\n\nSan Brenado, CA\n"
    assert people(read(tmp_path, text, ".txt")) == [["Lucia Ferrante"]]


def test_who_is_read_behind_semicolons_is_kept_where_one_of_many_is_not(tmp_path: Path) -> None:
    named = "Lucia Ferrante, Law Clinic; Rajesh Kothari, Safe Harbour Trust; Ana Morales, Border"
    named += " Police; Tomas Verbeek, Radio Trust; Xo, Bay Legal Aid"
    transcript = read(tmp_path, f"{FRONT}9:00 Opening\n\nSpeakers:\n\n{named}\n", ".txt")
    assert people(transcript) == [
        ["Lucia Ferrante", "Rajesh Kothari", "Ana Morales", "Tomas Verbeek"]
    ]
    (session,) = transcript["sessions"]
    assert "Xo, Bay Legal Aid" in session["participants"][-1]["review"]


def test_where_sessions_of_a_slot_are_counted_nothing_else_begins_one(tmp_path: Path) -> None:
    text = f"""{FRONT}9:00am – 9:45am

Keynote Address:

{FIRST}

11:00am – 12:15pm

Concurrent Breakout Sessions

Session A

Roads and Borders 101

{SECOND}

Workshop description coming soon.


Session B

Hope Court: How a District Answers to Those Who Are Met by Its Officers on the Road

Ana Morales, Dana Peters and Tomas Collins, Office of the Attorney General
"""
    transcript = read(tmp_path, text, ".txt")
    assert [title for _, title in heads(transcript)] == [
        "Keynote Address",
        "Roads and Borders 101",
        "Hope Court: How a District Answers to Those Who Are Met by Its Officers on the Road",
    ]
    assert people(transcript)[-1] == ["Ana Morales", "Dana Peters", "Tomas Collins"]


def test_a_list_of_speakers_that_is_closed_names_nobody(tmp_path: Path) -> None:
    notes = "Notes: 1. The list of speakers is closed. 2. Participating States: Altiplano, Delta"
    text = f"{FRONT}9:00 Opening\n\n{FIRST}\n\n{notes} Republic, Khangai, Norvania,\nThule.\n"
    assert people(read(tmp_path, text, ".txt")) == [["Lucia Ferrante"]]


def test_a_title_with_the_word_time_is_one(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Time to Act\n\n{FIRST}\n\n10:00 (local time) Fair Work\n\n{SECOND}\n"
    assert heads(read(tmp_path, text, ".txt"))[0] == ("09:00", "Time to Act")


def test_the_word_above_who_speaks_is_no_title(tmp_path: Path) -> None:
    slots = "".join(f"{n}:00\n\nSpeakers:\n\n{one}\n\n" for n, one in ((9, FIRST), (10, SECOND)))
    transcript = read(tmp_path, FRONT + slots, ".txt")
    assert people(transcript) == [["Lucia Ferrante"], ["Rajesh Kothari"]]
    assert "Speakers" not in {title.strip(":") for _, title in heads(transcript)}


def test_the_dot_of_a_title_ends_no_list_of_speakers(tmp_path: Path) -> None:
    told = (
        "Speakers include Prof. Lucia Ferrante, director of the Law Clinic, and Prof. Ana Morales,"
    )
    text = f"{FRONT}{told} head of the Border Police School.\n"
    assert people(read(tmp_path, text, ".txt")) == [["Lucia Ferrante", "Ana Morales"]]


def test_an_opening_plenary_is_a_session_and_no_role(tmp_path: Path) -> None:
    text = f"""Notes from the Conference

Opening Plenary

This panel asks what the laws of the last ten years have changed for those who work.

{FIRST}

Plenary Two

Work and the State

{SECOND}
"""
    transcript = read(tmp_path, text, ".txt")
    assert [title for _, title in heads(transcript)] == ["Opening Plenary", "Work and the State"]
    assert people(transcript) == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_a_year_that_no_weekday_fits_is_not_that_of_the_event(tmp_path: Path) -> None:
    text = f"""Work and Dignity Conference Sept. 23-25

The conference has met since it began in 2004, and its first day is Wednesday, Sept. 23.

9:00 Opening

{FIRST}
"""
    assert read(tmp_path, text, ".txt")["start"] == "0001-01-01"


def test_what_leads_to_a_list_is_no_title_of_the_event(tmp_path: Path) -> None:
    text = f"Fair Work\n\nThe seminar brings together speakers of many fields:\n\n- {FIRST}\n"
    assert read(tmp_path, text, ".txt")["title"] == "Fair Work"


@pytest.mark.slow
def test_a_title_in_german_quotation_marks_ends_with_them(tmp_path: Path) -> None:
    text = """Fachtag gegen die Ausbeutung der Arbeit

12. Juni 2023

11.30 Uhr Vortrag: „Was wirkt?“
Prof. Dr. Dr. h.c. Irmgard Paulsen, Hochschule Melia
Moderation: Dr. Hans Auer
"""
    transcript = read(tmp_path, text, ".txt")
    assert heads(transcript) == [("11:30", "Vortrag: „Was wirkt?“")]
    assert people(transcript) == [["Irmgard Paulsen", "Hans Auer"]]


def test_the_year_of_a_day_stands_in_a_sentence_that_names_the_day(tmp_path: Path) -> None:
    text = f"""WORK ON 14 DECEMBER

The Institute invites you to the conference that will be held on 14 December 2016 in the Main Hall
of the Academy, as in 2011, when so many of you came to hear what we know of forced labour in farms.

9:00 Opening

{FIRST}
"""
    assert read(tmp_path, text, ".txt")["start"] == "2016-12-14"


def test_tracks_of_several_slots_are_above_the_titles(tmp_path: Path) -> None:
    slots = ["10:00 – 11:15", "11:30 – 12:45"]
    titles = iter(["Compensation in practice", "What safe houses need", "Ten years on", "Missing"])
    text = "".join(
        f"{slot}\n\n"
        + "".join(f"Track {t}\n{next(titles)}\nSpeaker: {FIRST}\n\n" for t in ("A: Law", "B: Care"))
        for slot in slots
    )
    assert heads(read(tmp_path, FRONT + text, ".txt")) == [
        ("10:00", "Compensation in practice"),
        ("10:00", "What safe houses need"),
        ("11:30", "Ten years on"),
        ("11:30", "Missing"),
    ]


def test_what_stands_below_titles_again_where_others_have_rooms_is_a_room(tmp_path: Path) -> None:
    rooms = ["The Orangery", "Sala Azul", "The Orangery"]
    titles = ["Voices from the Coast", "What the Forest Hides", "From Tip to Trial"]
    text = "".join(
        f"{n}:00–{n}:45\n{title}\n{room}\nChair: {FIRST}\n\n"
        for n, (title, room) in enumerate(zip(titles, rooms), 10)
    )
    sessions = read(tmp_path, FRONT + text, ".txt")["sessions"]
    assert [(s["title"], s.get("room")) for s in sessions] == list(zip(titles, rooms))


def test_day_time_room_and_house_of_one_event_are_no_title(tmp_path: Path) -> None:
    text = f"""Hidden in Plain Sight: Work in Car Washes

Thursday 16 May 2024, 18:30, Reading Room, Central Library

{FIRST}
"""
    (session,) = read(tmp_path, text, ".txt")["sessions"]
    assert session["title"] == "Hidden in Plain Sight: Work in Car Washes"
    assert session["room"] == "Reading Room, Central Library"


def test_profiles_print_the_room_of_a_session_behind_its_title(tmp_path: Path) -> None:
    debt = "5 September, 10:00–11:30 | Debt and Departure | Quay Room"
    crews = "6 September, 09:00–10:30 | Crews Without Papers | Deck Hall"
    held = [
        ("LUCIA FERRANTE", "Director, Law Clinic", [debt]),
        ("RAJESH KOTHARI", "Journalist", [debt, crews]),
        ("ANA MORALES", "Lawyer, Casa do Porto", [crews]),
    ]
    profiles = "".join(
        f"{name}\n{post}\nSpeaking in:\n" + "\n".join(spoken) + "\n\n"
        for name, post, spoken in held
    )
    transcript = read(tmp_path, f"Summit on Harbours 2024\n\n{profiles}", ".txt")
    sessions = transcript["sessions"]
    assert [(s["title"], s["room"]) for s in sessions] == [
        ("Debt and Departure", "Quay Room"),
        ("Crews Without Papers", "Deck Hall"),
    ]
    assert people(transcript) == [
        ["LUCIA FERRANTE", "RAJESH KOTHARI"],
        ["RAJESH KOTHARI", "ANA MORALES"],
    ]
    assert "subtitle" not in transcript
    parts = [part for session in sessions for part in session["participants"]]
    assert "Speaking in" not in str([part.get("affiliations") for part in parts])


def test_a_straight_sign_closes_a_german_quotation(tmp_path: Path) -> None:
    text = f'Tagung „Arbeit ohne Zwang"\nMelia, 14. November 2024\n\n09:30 Uhr Begrüßung\n{FIRST}\n'
    assert read(tmp_path, text, ".txt")["title"] == 'Tagung „Arbeit ohne Zwang"'


ROWS = """<html><body><h1>Coastal Forum</h1><p>Gdynia, 7 May 2024</p><table>
<tr><th>Time</th><th>Session</th><th>Speakers</th><th>Room</th></tr>
<tr><td>9:20–10:40</td><td>Panel 1<br>Who owns the debt?<br><i>How fees travel</i></td>
<td>Lucia Ferrante, Law Clinic</td><td>Hall A</td></tr>
<tr><td rowspan="2">11:00–12:15</td><td>Workshop A: Inspecting</td><td>Lead: Capt. Erik Sund</td>
<td>Deck Lab</td></tr>
<tr><td>Workshop B: Talking</td><td>Lead: Fr. Marek Duda, Stella Maris</td><td>Library</td></tr>
</table></body></html>"""


def test_rows_at_one_time_below_named_columns_are_each_a_session(tmp_path: Path) -> None:
    transcript = read(tmp_path, ROWS, ".html")
    assert [(s["title"], s["room"]) for s in transcript["sessions"]] == [
        ("Who owns the debt?", "Hall A"),
        ("Workshop A: Inspecting", "Deck Lab"),
        ("Workshop B: Talking", "Library"),
    ]
    assert people(transcript) == [["Lucia Ferrante"], ["Erik Sund"], ["Marek Duda"]]


def test_rows_at_one_time_are_each_a_session_where_one_column_names_people(
    tmp_path: Path,
) -> None:
    rows = """<tr><td>9.00–10.00</td><td>Hall A</td><td>Opening</td><td>Chair: Ms. Ada Bek</td></tr>
<tr><td rowspan="2">11.00–12.00</td><td>Deck Lab</td><td>Workshop A: Inspecting</td>
<td>Lead: Capt. Erik Sund</td></tr>
<tr><td>Library</td><td>Workshop B: Talking</td><td>Lead: Fr. Marek Duda</td></tr>"""
    page = f"<html><body><h1>Coastal Forum</h1><p>7 May 2024</p><table>{rows}</table></body></html>"
    transcript = read(tmp_path, page, ".html")
    assert [(s["title"], s["room"]) for s in transcript["sessions"]] == [
        ("Opening", "Hall A"),
        ("Workshop A: Inspecting", "Deck Lab"),
        ("Workshop B: Talking", "Library"),
    ]
    assert people(transcript) == [["Ada Bek"], ["Erik Sund"], ["Marek Duda"]]


@pytest.mark.slow
def test_white_space_below_headings_begins_no_session(tmp_path: Path) -> None:
    blocks = [
        ("Registration", "", "8.15–9.00", ""),
        ("Opening session: Why roads matter", "Main Hall", "9.00–9.30", "**Opening remarks**"),
        ("Panel 1: Safe Roads", "Main Hall", "9.30–11.00", "**Speakers**"),
        ("Coffee break", "", "11.00–11.30", ""),
        ("Panel 2A: Fair Hands", "Harbour Room", "11.30–13.00", "**Speakers**"),
        ("Closing session: Next steps", "Main Hall", "14.00–15.00", "**Closing remarks**"),
    ]
    printed = [
        f"## {title}\n" + (f"### {room}\n" if room else "")
        + f"\nMonday, 12 June 2023, {time}\n" + (f"{role}\n{FIRST}\n" if role else "")
        for title, room, time, role in blocks
    ]  # fmt: skip
    found = read(tmp_path, FRONT + "".join(printed))
    assert [(s["start"], s["title"], s["room"]) for s in found["sessions"]] == [
        ("09:00", "Opening session: Why roads matter", "Main Hall"),
        ("09:30", "Panel 1: Safe Roads", "Main Hall"),
        ("11:30", "Panel 2A: Fair Hands", "Harbour Room"),
        ("14:00", "Closing session: Next steps", "Main Hall"),
    ]


def test_how_many_were_present_is_nobody_and_heads_nobody(tmp_path: Path) -> None:
    points = ["A Promise Made Together", "Brokers and Debt", "What a Border Officer Can See"]
    told = "Ministers and labour inspectors of eleven countries met to agree on what is next."
    text = "".join(f"{n}. {point}\n\n{told}\n\n" for n, point in enumerate(points, 1))
    sessions = read(tmp_path, f"{FRONT}Present: 14\n\n{text}", ".txt").get("sessions", [])
    assert not any(session.get("participants") for session in sessions)


def test_the_title_of_rows_is_no_room(tmp_path: Path) -> None:
    """A row names who speaks, then the title, which stands below a name again and again."""
    rows = [
        ("Azuba Keloni", "What fees really cost", "9:00–10:00"),
        ("Tarvik Olesund", "What fees really cost", "9:00–10:00"),
        ("Zanele Qobo", "Homes that Hold", "11:00–12:00"),
    ]
    text = "".join(f"{name}\n{title}\n{time}\n\n" for name, title, time in rows)
    sessions = read(tmp_path, f"{FRONT}Voices from the Coast\nHall A\n\n{text}", ".txt")["sessions"]
    assert "What fees really cost" not in {session.get("room") for session in sessions}


def test_a_title_that_rows_at_one_time_print_again_is_no_track(tmp_path: Path) -> None:
    rows = [("9:00", "Fair Work", "Azuba Keloni"), ("9:00", "Fair Work", "Tarvik Olesund")]
    rows += [("11:00", "Safe Homes", "Zanele Qobo")]
    text = "".join(
        f"{time}\nPanel {n // 2 + 1}: {title}\n{name}\n\n"
        for n, (time, title, name) in enumerate(rows)
    )
    titles = [title for _, title in heads(read(tmp_path, FRONT + text, ".txt"))]
    assert titles[0] == "Panel 1: Fair Work"


def test_a_title_that_begins_with_a_word_for_a_house_is_no_room(tmp_path: Path) -> None:
    titles = ["Building Ships, Breaking People", "Stage Fright, and Other Debts"]
    slots = "".join(f"{n}:00\n{t}\nHall A\nChair: {FIRST}\n\n" for n, t in enumerate(titles, 10))
    sessions = read(tmp_path, FRONT + slots, ".txt")["sessions"]
    assert [(s["title"], s["room"]) for s in sessions] == [(title, "Hall A") for title in titles]


def test_a_number_with_a_dot_is_a_time_where_others_surely_are(tmp_path: Path) -> None:
    day = "Forum on Safe Roads\n\n12 June 2023\n\n9.00-18.00\n\nOne of the days of safe roads.\n\n"
    slots = "9.00 Safe Roads\nMs. Lucia Ferrante, Law Clinic\n\n"
    slots += "10.00 Fair Hands\nMr. Rajesh Kothari, Safe Harbour Trust\n\n11.00 Open Doors\n"

    transcript = read(tmp_path, day + slots, ".txt")

    assert heads(transcript)[:2] == [("09:00", "Safe Roads"), ("10:00", "Fair Hands")]
    assert people(transcript)[:2] == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_a_word_before_times_all_over_makes_no_room_of_the_title(tmp_path: Path) -> None:
    text = "# Convegno sulle strade sicure\n\n12 giugno 2023\n\n"
    for hour, title in ((9, "Introduzione di contesto"), (10, "Dialoghi"), (11, "Le reti")):
        text += f"Ore {hour}.30 - {title}.\n\nModera: Lucia Ferrante\n\n"

    transcript = read(tmp_path, text)

    assert [s["title"].rstrip(".") for s in transcript["sessions"]] == [
        "Introduzione di contesto", "Dialoghi", "Le reti",
    ]  # fmt: skip
    assert not any(s.get("room") for s in transcript["sessions"])


def test_a_title_over_two_lines_keeps_the_colon_between_them(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Welcome and first part:\nSAFE ROADS\n\n{FIRST}\n\n"
    text += f"10:00 Fair Hands\n\n{SECOND}\n"

    transcript = read(tmp_path, text, ".txt")

    assert heads(transcript)[0] == ("09:00", "Welcome and first part: SAFE ROADS")


def test_links_behind_a_title_are_none_of_it(tmp_path: Path) -> None:
    text = f"{FRONT}## 9:00 Safe Roads [Slides] [Video]\n\n{FIRST}\n\n"
    text += f"## 10:00 Fair Hands\n\n{SECOND}\n"

    assert heads(read(tmp_path, text))[0] == ("09:00", "Safe Roads")


@pytest.mark.parametrize(
    ("front", "panel"),
    [
        ("Online forum: Safe Roads\n14–15 June 2023, 11am (UK time).\n", "Session 1. 11.00: "),
        (
            "Forum on Safe Roads\n\n15 June 2023, 9:00 am\n\nMeredith Hall, 11 Old Quay, Tacora\n",
            "",
        ),
    ],
    ids=["days", "the only time"],
)
def test_day_and_time_of_the_whole_are_no_session(tmp_path: Path, front: str, panel: str) -> None:
    text = (
        f"{front}\nNo title is printed here, and all of this is of the whole day as it is told.\n\n"
    )
    text += f"{panel}Panel 1: Safe Roads\n\n{FIRST}\n\nPanel 2: Fair Hands\n\n{SECOND}\n"

    transcript = read(tmp_path, text, ".txt")

    assert people(transcript) == [["Lucia Ferrante"], ["Rajesh Kothari"]]


def test_a_phrase_behind_a_title_leads_to_who_chairs(tmp_path: Path) -> None:
    text = (
        FRONT + "## 9:00 Opening Ceremony presided over by Ms. Lucia Ferrante, Mayor of Meredith\n"
    )
    text += f"\n## 10:00 Fair Hands\n\n{SECOND}\n"

    transcript = read(tmp_path, text)

    assert heads(transcript)[0] == ("09:00", "Opening Ceremony")
    assert [p["role"] for p in transcript["sessions"][0]["participants"]] == ["chair"]


def test_a_verb_behind_a_dash_leads_to_who_moderates(tmp_path: Path) -> None:
    text = (
        "# Convegno sulle strade sicure\n\n12 giugno 2023\n\n## 9:00 Gruppi di lavoro paralleli\n\n"
    )
    text += "Workshop 1 - modera Lucia Ferrante\n\nWorkshop 2 - moderano Marta Lodi e Bea Lund\n"

    transcript = read(tmp_path, text)

    assert people(transcript)[-2:] == [["Lucia Ferrante"], ["Marta Lodi", "Bea Lund"]]


def test_a_panel_discussion_is_no_role_of_the_event(tmp_path: Path) -> None:
    text = "Panel discussion on safe roads\n\nSee it live on the net\n\n12 June 2023\n\n"
    text += f"9:00 Fair Hands\n\n{FIRST}\n"

    assert read(tmp_path, text, ".txt")["title"] == "Panel discussion on safe roads"


def test_where_only_a_year_is_printed_no_session_is_marked_for_its_day(tmp_path: Path) -> None:
    text = f"# Forum on Safe Roads 2023\n\n## 9:00 Fair Hands\n\n{FIRST}\n\n"
    text += f"## 10:00 Safe Roads\n\n{SECOND}\n"

    sessions = read(tmp_path, text)["sessions"]

    assert not any(session.get("review") for session in sessions)


@pytest.mark.parametrize("said", ["moderated by Ms. Lucia Ferrante from the Harbour Council"])
def test_a_day_with_its_time_and_who_is_addressed_as_one_are_in_no_doubt(
    tmp_path: Path, said: str
) -> None:
    text = "Webinar: Safe Roads\n\nMonday 12.06.23 19:00\n\nOur speakers included:\n\n"
    text += f"- Mr. Rajesh Kothari, Adviser at the Safe Harbour Trust\n\nThe talk was {said}.\n"

    (session,) = read(tmp_path, text, ".txt")["sessions"]

    assert session["start"] == "19:00" and "review" not in session
    assert ["review" in part for part in session["participants"]] == [False, False]


def test_the_day_before_a_time_is_no_part_of_a_long_title(tmp_path: Path) -> None:
    title = "“The part of ports, between safe roads and the law, and of all who work in them at "
    title += "night, by day, and in the hours between, as told in three towns of the north”"
    text = "# Four meetings on safe roads\n\n2031\n\n"
    text += f"- Monday 13 October, 14.00 – 16.30 {title}\n\n{FIRST}\n"

    assert [s["title"] for s in read(tmp_path, text)["sessions"]] == [title]


def test_a_time_that_nothing_stands_beside_is_no_session(tmp_path: Path) -> None:
    text = f"{FRONT}## 9:00 Safe Roads\n\n{FIRST}\n\n10:00\n\n10:15\n\n"
    text += f"## 10:30 Fair Hands\n\n{SECOND}\n"

    assert heads(read(tmp_path, text)) == [("09:00", "Safe Roads"), ("10:30", "Fair Hands")]


@pytest.mark.parametrize(
    ("line", "title", "room"),
    [
        ("Following the trail online", "Following the trail online", None),
        ("Smuggling 101", "Smuggling 101", None),
        ("Room B: Chatbots and helplines", "Chatbots and helplines", "Room B"),
        ("Meeting on Zoom", "11:00", "Meeting on Zoom"),
    ],
)
def test_a_title_may_sound_like_a_room_and_stand_behind_one(
    tmp_path: Path, line: str, title: str, room: str | None
) -> None:
    text = f"{FRONT}09:30 Safe Roads\n{FIRST}\n\n11:00 {line}\n{SECOND}\n"
    found = read(tmp_path, text, ".txt")
    assert (found["sessions"][1]["title"], found["sessions"][1].get("room")) == (title, room)


def test_what_is_invited_to_stands_below_the_invitation_and_who_invites_above(
    tmp_path: Path,
) -> None:
    block = "Mission of Aurelia\nOpen Docket\nWomen's Law Centre"
    one = "The Mission of Aurelia and the Dawn Fund\ncordially invite you to the side event"
    agenda = f"12 June 2023\n10:00 Safe Roads\n{FIRST}\n11:00 Fair Hands\n{SECOND}\n"
    for above, names in (
        (f"Save the Date\n\n{block}\n\ncordially invite you to", block.split("\n")),
        (one, ["Mission of Aurelia", "Dawn Fund"]),
    ):
        found = read(
            tmp_path,
            f"{above}\n\nWorkers without Papers\n\nAurelia, Hofburg, Segmentgalerie I\n{agenda}",
            ".txt",
        )
        assert found["title"] == "Workers without Papers"
        assert [t["organizer"] for t in found["statements"]] == names


@pytest.mark.slow
def test_a_town_below_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    title = "Конференция «Противодействие торговле людьми: вызовы и ответы»"
    text = f"{title}\nг. Тумань, 30 июля 2024 года\n\n09:30 Безопасные дороги\nСпикер: Анна Ли\n"
    assert read(tmp_path, text, ".txt")["title"] == title


def test_what_stands_behind_the_room_of_a_day_and_time_is_no_title(tmp_path: Path) -> None:
    where = "Tuesday, 14 May 2024 | 13:15 – 14:45 | Conference Room 4, UN Headquarters, New York"
    found = read(
        tmp_path, f"SIDE EVENT\nData for Dignity\n\n{where}\n\nSpeakers\n{FIRST}\n", ".txt"
    )
    assert heads(found) == [("13:15", "Data for Dignity")]
    assert found["sessions"][0]["room"].startswith("Conference Room 4")


def test_part_of_a_day_and_the_head_of_a_list_are_no_bodies(tmp_path: Path) -> None:
    text = f"{FRONT}11:00 Safe Roads (Ms. Lucia Ferrante, Law Clinic)\nAfternoon\n"
    text += "14:00 Fair Hands\nModerator: Ana Morales\nThose who help:\nRajesh Kothari, Police\n"
    sessions = read(tmp_path, text, ".txt")["sessions"]
    assert [p["affiliations"] for p in sessions[0]["participants"]] == [
        [{"organization": "Law Clinic"}]
    ]
    assert [p.get("affiliations") for p in sessions[1]["participants"]] == [
        None,
        [{"organization": "Police"}],
    ]


def test_you_are_invited_is_no_title(tmp_path: Path) -> None:
    text = f"You are invited!\n\nWork and Dignity in the City\n\n12 June 2023, 6pm–8pm\n\n{FIRST}\n"
    assert read(tmp_path, text, ".txt")["title"] == "Work and Dignity in the City"


@pytest.mark.slow
def test_tracks_of_several_days_are_above_their_times(tmp_path: Path) -> None:
    titles = iter(["What labels tell", "Who pays", "Safe homes", "First hours"] * 2)
    tracks = ("Track A – Law (Room 1)", "Track B – Care (Room 2)")
    text = "Spring School on Safe Roads\n\n" + "\n".join(
        f"{day}\n"
        + "".join(
            f"{track}\n9:00 {next(titles)} – {FIRST}\n11:00 {next(titles)} – {SECOND}\n"
            for track in tracks
        )
        for day in ("Monday 7 April 2025", "Tuesday 8 April 2025")
    )
    found = read(tmp_path, text, ".txt")
    one_day = [
        ("09:00", "What labels tell"),
        ("11:00", "Who pays"),
        ("09:00", "Safe homes"),
        ("11:00", "First hours"),
    ]
    assert heads(found) == one_day * 2
    assert [len(names) for names in people(found)] == [1] * 8


@pytest.mark.parametrize(
    ("title", "when", "room"),
    [
        ("Panel discussion: Who pays for the roads?", "12 June 2024, 7 pm", "Bookshop Am Markt"),
        ("Lunch talk: Following the money", "12 June 2024, 12:30-13:30", "Room 5"),
        ("Webinar: Sport and safe roads", "12 June 2024, 14:00", "online"),
    ],
)
def test_one_event_has_its_title_above_day_time_and_place(
    title: str, when: str, room: str, tmp_path: Path
) -> None:
    text = f"{title}\n{when}, {room}\n\nSpeakers:\n{FIRST}\n{SECOND}\n"
    (session,) = read(tmp_path, text, ".txt")["sessions"]
    assert (session["title"], session["room"]) == (title, room)


@pytest.mark.slow
def test_the_running_order_of_a_webinar_adds_nothing_to_who_stands_above(tmp_path: Path) -> None:
    text = """Webinaire : sport et routes sûres

Mercredi 12 juin 2024, 14h–15h30

Intervenants
Lucie Ferrand
Juriste
Thierry N'Guessan
Ancien footballeur

Modération
Bruno Leclerc
Rédacteur en chef, Sport & Société

Déroulé
14h05 Les faux agents (Thierry N'Guessan)
14h30 Ce que dit le droit (Lucie Ferrand)
15h15 Questions du public
"""
    sessions = read(tmp_path, text, ".txt")["sessions"]
    posts = [p.get("affiliations", []) for s in sessions for p in s.get("participants") or []]
    assert [post for post in posts if "14h" in str(post)] == []
    assert len(posts) >= 3


def test_a_small_word_in_capitals_ends_a_title(tmp_path: Path) -> None:
    text = "National Referral: Ten Years On\nProgramme of 12 June 2024\n\n9:00 Fair Hands\n"
    assert read(tmp_path, text + f"{FIRST}\n", ".txt")["title"] == "National Referral: Ten Years On"


def test_a_background_ends_where_people_stand_below_what_they_do(tmp_path: Path) -> None:
    text = f"""Side event: "Leave no worker behind"
Margins of the 12th Congress of Work
Palace of Nations, Room XXI, Westport
Monday 10 June 2024, 13.00-14.30

Background
Forced labour brings profits to few. Despite promises, help remains rare for those who need it.

Opening remarks
{FIRST}

Panel
Moderator: {SECOND}
Ms. Joy Adeyemi, General Secretary, Domestic Workers United

Q&A

Closing remarks
Ms. Anna Forslund, Judge, Court of Appeal
"""
    found = read(tmp_path, text, ".txt")
    (session,) = found["sessions"]
    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Lucia Ferrante", "opening-remarks"),
        ("Rajesh Kothari", "moderator"),
        ("Joy Adeyemi", "speaker"),
        ("Anna Forslund", "closing-remarks"),
    ]
    assert not any("Q&A" in str(p) for p in session["participants"])
    assert (session["room"], found["context"][0]["place"]) == (
        "Palace of Nations, Room XXI",
        "Westport",
    )


def test_the_dot_between_a_title_and_who_speaks_is_no_part_of_it(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 – Terms and myths. Trainer: {FIRST}\n10:00 – Work at Safe Ltd.\n{SECOND}\n"
    titles = [title for _, title in heads(read(tmp_path, text, ".txt"))]
    assert titles == ["Terms and myths", "Work at Safe Ltd."]


def test_a_day_in_a_concept_note_begins_its_programme(tmp_path: Path) -> None:
    text = f"""Workshop on Safe Roads
14-16 May 2024

1. Background
Roads touch all who travel. Services lack tools in common for those who need them most.

2. Participants
Some thirty participants of five countries.

3. Provisional agenda

Day 1 – Tuesday 14 May
8:30 Registration
9:00 Fair Hands
{FIRST}

Day 2 – Wednesday 15 May
9:00 Safe Homes
{SECOND}
"""
    sessions = read(tmp_path, text, ".txt")["sessions"]
    assert [(str(s["date"]), s["title"]) for s in sessions] == [
        ("2024-05-14", "Fair Hands"),
        ("2024-05-15", "Safe Homes"),
    ]


def test_a_kind_of_event_alone_is_no_title(tmp_path: Path) -> None:
    text = "High-level side event\nTechnology, Trafficking and Trust\n\n12 June 2024, 9:00\n\n"
    text += f"{FIRST}\n"
    assert read(tmp_path, text, ".txt")["title"] == "Technology, Trafficking and Trust"


def test_an_abbreviated_word_for_hours_before_times_is_no_part_of_titles(tmp_path: Path) -> None:
    text = f"""Encuentro sobre el trabajo en el campo y en las casas

12 de junio de 2023

Hrs. 08:30  Palabras de bienvenida. {FIRST}
Hrs. 10:00  Refrigerio
Hrs. 10:30  Respuestas desde el territorio. {SECOND}
"""
    assert heads(read(tmp_path, text, ".txt")) == [
        ("08:30", "Palabras de bienvenida"),
        ("10:30", "Respuestas desde el territorio"),
    ]


def test_who_gives_a_lecture_stands_behind_the_verb(tmp_path: Path) -> None:
    text = "Who Counts? Measuring Roads\nGiven by Professor Harriet Osei, University of Kent\n\n"
    text += f"12 June 2024, 6pm\nChair: {FIRST}\n"
    assert people(read(tmp_path, text, ".txt")) == [["Harriet Osei", "Lucia Ferrante"]]


def test_places_of_a_title_are_no_room(tmp_path: Path) -> None:
    titles = ["Schools as safe places", "From closed rooms to open doors"]
    text = "".join(f"{n}:00 {title}\n{FIRST}\n\n" for n, title in enumerate(titles, 9))
    sessions = read(tmp_path, FRONT + text, ".txt")["sessions"]
    assert [(s["title"], s.get("room")) for s in sessions] == [(title, None) for title in titles]


def test_a_counted_head_of_sessions_side_by_side_is_none_itself(tmp_path: Path) -> None:
    text = f"""{FRONT}9:00 – 9:30 Fair Hands
{FIRST}

10:45 – 12:00 BREAKOUT SESSION I
A. Support That Works (Salon 1)
{FIRST}
B. Records and the Law (Salon 2)
{SECOND}
"""
    titles = [title for _, title in heads(read(tmp_path, text, ".txt"))]
    assert titles == ["Fair Hands", "Support That Works", "Records and the Law"]


def test_day_time_and_room_may_be_headings_below_the_title(tmp_path: Path) -> None:
    sessions = [
        ("Opening: why we meet", "Monday, 12 June 2023", "9.00–9.45", "Assembly Hall"),
        ("Panel: reading contracts", "Monday, 12 June 2023", "10.00–11.30", "Garden Room"),
        ("Closing", "Tuesday, 13 June 2023", "9.30–11.00", "Assembly Hall"),
    ]
    printed = [
        f"## {title}\n\n### {day}\n\n#### {time}\n\n#### {room}\n\n{FIRST}\n"
        for title, day, time, room in sessions
    ]
    found = read(tmp_path, "# Coastal Days\n\n12–13 June 2023\n\n" + "\n".join(printed))
    assert [(s["title"], str(s["date"])[-2:], s["room"]) for s in found["sessions"]] == [
        (title, day.split()[1], room) for title, day, _, room in sessions
    ]


def test_a_time_as_a_heading_is_that_of_all_sessions_below_it(tmp_path: Path) -> None:
    rooms = [("Blue Hall", "Contracts on board"), ("Garden Room", "Ports and police")]
    below = "".join(f"#### {room}\n\n##### {title}\n\n{FIRST}\n\n" for room, title in rooms)
    text = (
        f"{FRONT}### 9 a.m.\n\n#### Blue Hall\n\n##### Opening\n\n{FIRST}\n\n### 10 a.m.\n\n{below}"
    )
    found = read(tmp_path, text)["sessions"]
    assert [(s["start"], s["title"], s["room"]) for s in found] == [
        ("09:00", "Opening", "Blue Hall"),
        ("10:00", "Contracts on board", "Blue Hall"),
        ("10:00", "Ports and police", "Garden Room"),
    ]


TITLES = ["Shelters that open", "What a port sees", "Fair pay for all", "Girls and the law"]
FRENCH = [
    ("Des foyers qui s’ouvrent", "Shelters that Are Open to All"),
    ("Ce que voit un port", "What Is Seen in the Port"),
    ("Un juste salaire pour tous", "Fair Pay on Building Sites"),
    ("Mineures en fugue, mineures exploitées", "Girls Who Run Away, Girls Exploited"),
]


def test_a_title_in_the_other_language_below_each_is_nobody_and_no_room(tmp_path: Path) -> None:
    blocks = (
        f"**{9 + n}h00 {title}**\n\n*{second}*\n\nGrand amphithéâtre\n\n{FIRST}\n\n{SECOND}\n\n"
        for n, (title, second) in enumerate(FRENCH)
    )
    found = read(tmp_path, "# Colloque sur les ports\n\n12 juin 2023\n\n" + "".join(blocks))
    assert heads(found) == [(f"{9 + n:02}:00", title) for n, (title, _) in enumerate(FRENCH)]
    assert people(found) == [["Lucia Ferrante", "Rajesh Kothari"]] * 4
    assert {session["room"] for session in found["sessions"]} == {"Grand amphithéâtre"}


def test_times_over_the_columns_are_those_of_what_stands_below(tmp_path: Path) -> None:
    cells = "".join(f"<td><p><b>{title}</b></p><p>{FIRST}</p></td>" for title in TITLES[:3])
    times = "".join(f"<th>{9 + n}:00–{10 + n}:00</th>" for n in range(3))
    table = f"<table><tr>{times}</tr><tr>{cells}</tr></table>"
    found = read(tmp_path, f"<h1>Forum on Safe Roads</h1><p>12 June 2023</p>{table}", ".html")
    assert heads(found) == [(f"{9 + n:02}:00", TITLES[n]) for n in range(3)]


def test_who_pays_is_named_below_the_last_break_and_makes_it_no_session(tmp_path: Path) -> None:
    text = f"10h00 Des routes sûres\n\n{FIRST}\n\n11h00 Le juste salaire\n\n{SECOND}\n\n"
    paid = "12h00 Cocktail\n\nNos partenaires financiers\n\nImprimerie Castagnol SARL\n"
    front = "# Colloque sur les ports\n\n12 juin 2023, à la maison de la mer et des ports\n\n"
    assert heads(read(tmp_path, front + text + paid)) == [
        ("10:00", "Des routes sûres"),
        ("11:00", "Le juste salaire"),
    ]


def test_a_title_in_bold_ends_where_names_begin_that_nothing_else_shows(tmp_path: Path) -> None:
    named = ["Ada Bek, Tom Ashby", "Xoán Carballeira – Eudald Ferrer", "Nadia Rahman, Ana Roy"]
    rows = (
        f"{9 + n}:00 **{title}** – {names}\n\n"
        for n, (title, names) in enumerate(zip(TITLES, named))
    )
    found = read(tmp_path, FRONT + "".join(rows))
    assert heads(found) == [(f"{9 + n:02}:00", TITLES[n]) for n in range(3)]


def test_what_is_done_above_a_time_is_a_title(tmp_path: Path) -> None:
    """“Keynote: …” stands above its time as other titles do, and leads to nobody."""
    day = "Friday 17 January 2031,"
    text = (
        "Symposium on Work in Small Towns\nFriday 17 January 2031\nLenn\n"
        f"Welcome: Why Small Towns\n{day} 9:00–9:15\nWelcome remarks\nAda Bek (judge, Law Clinic)\n"
        f"Keynote: The House at the Road\n{day} 9:15–10:00\nKeynote speaker\nUgo Lund (nurse)\n"
        f"Panel 1: What Nurses See\n{day} 10:00–11:00\nModerator\nTom Reed (mayor, City of Lenn)\n"
        f"Panel 2: On the Farm\n{day} 11:00–12:00\nModerator\nCarla Neri (nurse, Open Door)\n"
        f"Closing: One Thing to Do\n{day} 12:00–12:30\nClosing remarks\nAda Bek (judge)\n"
    )
    assert [session["title"] for session in read(tmp_path, text, ".txt")["sessions"]] == [
        "Welcome: Why Small Towns",
        "Keynote: The House at the Road",
        "Panel 1: What Nurses See",
        "Panel 2: On the Farm",
        "Closing: One Thing to Do",
    ]


@pytest.mark.parametrize("ending", [".html", ".txt"])
def test_names_set_as_the_head_of_the_biographies_do_not_end_them(
    tmp_path: Path, ending: str
) -> None:
    agenda = (
        "10:00–11:00 Panel 1: Debt at sea\nSpeakers: Ada Bek, Law Clinic\nUgo Lund, Open Door\n"
    )
    agenda += "11:00–12:00 Panel 2: Fees\nModerator: Tom Reed, City of Lenn\n"
    lives = [("Biographies", "")]
    for name, post in (("Ada Bek", "judge"), ("Ugo Lund", "nurse"), ("Tom Reed", "mayor")):
        lives.append((name, f"{post}, Law Clinic\n{name} has worked for ten years with sailors."))
    if ending == ".html":
        heads = "".join(
            f"<p><b>{head}</b></p>" + "".join(f"<p>{s}</p>" for s in life.splitlines())
            for head, life in lives
        )
        text = "<h1>Forum of Lenn</h1><p>12 May 2031</p>"
        text += "".join(f"<p>{s}</p>" for s in agenda.splitlines()) + heads.replace(
            "</p><p><b>", "</p><p>&nbsp;</p><p><b>"
        )
    else:
        told = "\n".join(f"\n{head.upper()}\n\n{life}\n" for head, life in lives)
        text = f"FORUM OF LENN\n\n12 May 2031\n\n{agenda}{told}"
    found = people(read(tmp_path, text, ending))
    assert found == [["Ada Bek", "Ugo Lund"], ["Tom Reed"]]
