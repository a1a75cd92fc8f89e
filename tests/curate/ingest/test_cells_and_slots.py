"""Cells and slots: sessions side by side, times of two zones, heads of columns printed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

FRONT = "The law of the fields\n3 June 2031\n\n"
HEAD = "<h1>The law of the fields</h1><p>3 June 2031</p>"


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    head = HEAD if ending == ".html" else FRONT
    return read_draft(folder, head + text, ending)["sessions"]


def shown(sessions: Any) -> list[tuple[str, str, list[str]]]:
    """Return start, title and names of sessions."""
    return [
        (s.get("start", ""), s["title"], [p["name"] for p in s.get("participants") or ()])
        for s in sessions
    ]


def batched(cells: list[str]) -> list[tuple[str, ...]]:
    """Return cells in pairs."""
    return [tuple(cells[at : at + 2]) for at in range(0, len(cells), 2)]


def table(*rows: str) -> str:
    """Return a table, of rows whose cells are parted by a stroke, and their lines by another."""
    cells = (row.replace("/ ", "<br>").split(" | ") for row in rows)
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in cells)
    return f"<table>{body}</table>"


def test_a_cell_with_a_title_above_a_role_is_a_session_beside_others(tmp_path: Path) -> None:
    rows = (
        "Time | Track A | Track B",
        "9:00 | Farms and fees/ Ada Bek, judge | Healing/ Facilitator: Ugo Lund, Open Door",
        "10:00 | Law/ Chair: Lena Winter, Law Clinic | Debt/ Chair: Mary Achieng, Red Cross",
    )
    assert shown(read(tmp_path, table(*rows), ".html")) == [
        ("09:00", "Farms and fees", ["Ada Bek"]),
        ("09:00", "Healing", ["Ugo Lund"]),
        ("10:00", "Law", ["Lena Winter"]),
        ("10:00", "Debt", ["Mary Achieng"]),
    ]


def test_what_begins_in_a_slot_is_in_no_doubt_for_the_time_of_its_own(tmp_path: Path) -> None:
    text = (
        "9:00 Opening\nAda Bek, judge\n\n10:00 Breakout sessions\n\n"
        "Breakout 1 – Care gone wrong (room 1.04)\nUgo Lund, Open Door\n\n"
        "Breakout 2 – First aid (room 2.01)\nLena Winter, Law Clinic\n"
    )
    found = read(tmp_path, text)
    assert [(s["start"], s["title"], s.get("room")) for s in found[1:]] == [
        ("10:00", "Breakout 1 – Care gone wrong", "room 1.04"),
        ("10:00", "Breakout 2 – First aid", "room 2.01"),
    ]
    assert not any("review" in one for one in found)


def test_names_beside_their_bodies_are_no_sessions_side_by_side(tmp_path: Path) -> None:
    rows = (
        "*9:00 Opening",
        "Khalid Kubaisi | National Committee | Marta Hurtado | FIFPRO",
        "*9:45 Young players",
        "Jean-Claude Mbvoumin | Foot Solidaire | Hassan Salim | Mission 89",
        "*11:15 Stadiums",
        "Rothna Begum | Human Rights Watch | Max Tuñón | ILO Doha | Vani Saraswathi | Migrant.org",
    )
    cells = [row.split(" | ") for row in rows]
    pairs = [(row[0],) if row[0][0] == "*" else two for row in cells for two in batched(row)]
    body = "".join(
        f"<tr>{''.join(f'<td>{one}</td>' for one in two)}</tr>"
        if two[1:]
        else f'<tr><td colspan="2"><b>{two[0][1:]}</b></td></tr>'
        for two in pairs
    )
    *_, last = read(tmp_path, f"<table>{body}</table>", ".html")
    held = {p["name"]: p["affiliations"][0]["organization"] for p in last["participants"]}
    assert held == {"Max Tuñón": "ILO Doha", "Vani Saraswathi": "Migrant.org"}


def test_heads_of_columns_at_the_top_of_another_page_begin_nothing(tmp_path: Path) -> None:
    heads = "Time | Session | Speakers"
    rows = (heads, "9:00 | Fees | Ada Bek, judge", heads, "10:00 | Debts | Ugo Lund, Open Door")
    assert shown(read(tmp_path, table(*rows), ".html")) == [
        ("09:00", "Fees", ["Ada Bek"]),
        ("10:00", "Debts", ["Ugo Lund"]),
    ]


@pytest.mark.parametrize(
    "times",
    [
        ("9h00/ 9h30", "9h30/ 11h00", "11h00/ 12h00"),
        ("9:00–9:30 Bangkok/ 4:00–4:30 Geneva", "9:30–11:00 Bangkok/ 4:30–6:00 Geneva"),
    ],
)
def test_a_start_above_its_end_and_a_time_above_that_elsewhere_are_one(
    tmp_path: Path, times: tuple[str, ...]
) -> None:
    titles = ("Fees/ Ada Bek, judge", "Debts/ Ugo Lund, Open Door", "Courts/ Lena Winter, mayor")
    rows = [f"{time} | {title}" for time, title in zip(times, titles)]
    found = read(tmp_path, table(*rows), ".html")
    assert [(s["start"], s["end"]) for s in found[:2]] == [("09:00", "09:30"), ("09:30", "11:00")]
    assert [s["title"] for s in found[:2]] == ["Fees", "Debts"]
    assert len(found) == len(times)


def test_a_heading_may_end_with_the_time_at_which_it_begins(tmp_path: Path) -> None:
    text = (
        "## Welcome — 9.00am\n\nAda Bek, judge\n\n"
        "## Orchards — 9.30am to 10.45am\n\nUgo Lund, Open Door\n"
    )
    assert shown(read(tmp_path, text, ".md")) == [
        ("09:00", "Welcome", ["Ada Bek"]),
        ("09:30", "Orchards", ["Ugo Lund"]),
    ]


def test_a_zone_may_be_said_twice(tmp_path: Path) -> None:
    text = "10:00 am ICT (GMT+7)  Fees\nAda Bek, judge\n\n11:00 am ICT (GMT+7)  Debts\nUgo Lund\n"
    assert [one["title"] for one in read(tmp_path, text)] == ["Fees", "Debts"]


def test_weeks_with_their_days_are_no_part_of_titles(tmp_path: Path) -> None:
    text = "".join(
        f"**Week {n} ({day} June): {title}**\n{name}, Law Clinic\n\n"
        for n, (day, title, name) in enumerate(
            ((3, "What is said", "Ada Bek"), (10, "Money", "Ugo Lund"), (17, "Debts", "Max Bell")),
            1,
        )
    )
    found = read(tmp_path, text, ".md")
    assert [(one["date"], one["title"]) for one in found] == [
        ("2031-06-03", "What is said"),
        ("2031-06-10", "Money"),
        ("2031-06-17", "Debts"),
    ]
    assert not any("review" in one for one in found)


@pytest.mark.parametrize(
    ("line", "title", "names"),
    [
        ("Breakfast hosted by Ada Bek, Law Clinic", "Breakfast", ["Ada Bek"]),
        ("Holy Mass, presided by Bishop Ugo Lund", "Holy Mass", ["Ugo Lund"]),
    ],
)
def test_who_hosts_presides_or_answers_takes_part(
    tmp_path: Path, line: str, title: str, names: list[str]
) -> None:
    found = read(tmp_path, f"9:00 Opening\nLena Winter, mayor\n\n10:00 {line}\n")
    assert shown(found)[1:] == [("10:00", title, names)]


def test_who_answers_questions_takes_part(tmp_path: Path) -> None:
    page = (
        "<h3>17:00 Film: “Salt”</h3><p>followed by a Q&amp;A with director Ada Bek and "
        "Patima Tung, Law Clinic</p><h3>20:00 Film: “Sold”</h3><p>Introduction: Max Bell</p>"
    )
    assert shown(read(tmp_path, page, ".html"))[0] == (
        "17:00",
        "Film: “Salt”",
        ["Ada Bek", "Patima Tung"],
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ada Bek, Law Clinic; Ugo Lund, ECPAT France",
            [("Ada Bek", "Law Clinic"), ("Ugo Lund", "ECPAT France")],
        ),
        ("Ada Bek, Safe Streets Bradford", [("Ada Bek", "Safe Streets Bradford")]),
        ("Ada Bek, Justice and Care", [("Ada Bek", "Justice and Care")]),
        ("Ada Bek, The Observer", [("Ada Bek", "The Observer")]),
        (
            "with Ada Bek, Law Clinic, and Obiora Okafor, Harbour University",
            [("Ada Bek", "Law Clinic"), ("Obiora Okafor", "Harbour University")],
        ),
    ],
)
def test_bodies_behind_names_are_nobody(
    tmp_path: Path, line: str, expected: list[tuple[str, str]]
) -> None:
    (session,) = read(tmp_path, f"9:00 Fees and debts\n{line}\n")
    people = session["participants"]
    assert [(p["name"], p["affiliations"][0]["organization"]) for p in people] == expected


def test_a_role_may_lead_one_of_several(tmp_path: Path) -> None:
    text = "9:00 Fees\nAda Bek, judge; Ugo Lund, nurse; moderator Max Bell, Law Clinic\n"
    (session,) = read(tmp_path, text)
    assert [(p["name"], p["role"]) for p in session["participants"]][2:] == [
        ("Max Bell", "moderator")
    ]


def test_several_of_a_body_before_them_are_people_whatever_its_name(tmp_path: Path) -> None:
    text = (
        "9:00 Shelters\nLa Strada-Ukraine: Kateryna Bek, Alona Kryvuliak\n"
        "Law Clinic: Ada Lund\nHope Centre: Max Bell\nHarbour Police: Lena Winter\n"
    )
    (session,) = read(tmp_path, text)
    assert [p["name"] for p in session["participants"]][:2] == ["Kateryna Bek", "Alona Kryvuliak"]


def test_the_days_of_a_series_need_no_time(tmp_path: Path) -> None:
    rows = ("Date | Lecturer | Title", "4 June 2031 | Ada Bek, judge | Fees and what they cost")
    found = read(tmp_path, table(*rows, "11 June 2031 | Ugo Lund, nurse | The way home"), ".html")
    assert [one["date"] for one in found] == ["2031-06-04", "2031-06-11"]
    assert not any("review" in one for one in found)


def test_items_that_go_on_with_who_leads_them_are_sessions_of_their_slot(tmp_path: Path) -> None:
    items = (
        "<em>The first conversation.</em> Led by Ada Bek (Law Clinic) and Max Bell (Red Cross)",
        "<em>Homes after the shelter.</em> Led by Ugo Lund (Housing Rights)",
    )
    listed = "".join(f"<li>{one}</li>" for one in items)
    page = (
        "<p><b>10:00</b> Welcome – Lena Winter, mayor</p>"
        f"<p><b>10:15</b> Workshops (please choose one)</p><ol>{listed}</ol>"
    )
    assert [
        (start, title.rstrip("."), names)
        for start, title, names in shown(read(tmp_path, page, ".html"))
    ][1:] == [
        ("10:15", "The first conversation", ["Ada Bek", "Max Bell"]),
        ("10:15", "Homes after the shelter", ["Ugo Lund"]),
    ]


def test_headings_of_a_series_part_their_day_from_their_title(tmp_path: Path) -> None:
    talks = ((4, "Nothing but the truth", "Ada Bek"), (18, "Art that pays", "Ugo Lund"))
    more = (*talks, (25, "Support", "Max Bell"))
    page = "".join(
        f"<h3>Webinar {n} ({day} September 2031): {title}</h3><p>{name} (Law Clinic)</p>"
        for n, (day, title, name) in enumerate(more, 1)
    )
    found = read(tmp_path, page, ".html")
    assert [(one["date"], one["title"]) for one in found] == [
        (f"2031-09-{day:02}", title) for day, title, _ in more
    ]


def test_a_table_of_items_and_how_long_they_take_is_an_agenda(tmp_path: Path) -> None:
    rows = (
        "Item | Duration | Lead",
        "Welcome | 5 min | Aunty Rhonda Bek, Land Council",
        "What the law expects | 20 min | Ada Bek, Law Clinic; Ugo Lund, Edge Impact",
        "Final words | 10 min | Max Bell, Open Door",
    )
    found = read(tmp_path, table(*rows), ".html")
    assert shown(found) == [
        ("", "Welcome", ["Rhonda Bek"]),
        ("", "What the law expects", ["Ada Bek", "Ugo Lund"]),
        ("", "Final words", ["Max Bell"]),
    ]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Sophie Bek, Tearfund; Emma Lund, Thread Together", ["Tearfund", "Thread Together"]),
        ("Zineb Touimi (Ledif), Ana Pinto (Cooks of Huelva)", ["Ledif", "Cooks of Huelva"]),
        ("Ada Bek · Law Clinic", ["Law Clinic"]),
    ],
)
def test_names_set_alike_speak_for_each_other(tmp_path: Path, line: str, bodies: list[str]) -> None:
    (session,) = read(tmp_path, f"9:00 Fees and debts\n{line}\n")
    held = [p["affiliations"][0]["organization"] for p in session["participants"]]
    assert held == bodies


def test_noon_may_have_its_number(tmp_path: Path) -> None:
    text = (
        "9:00 Opening\nAda Bek, judge\n\n12 noon – Lecture: Slavery at sea\nUgo Lund, Open Door\n"
    )
    assert shown(read(tmp_path, text))[1:] == [("12:00", "Lecture: Slavery at sea", ["Ugo Lund"])]


def test_no_title_ends_with_what_leads_to_its_speaker(tmp_path: Path) -> None:
    text = (
        "# Foro de mujeres\n\n23 de septiembre de 2031\n\n"
        "9:00 Bienvenida a cargo de Lourdes Tibán, Casa de la Mujer\n\n"
        "10:00 Trata y minería\nPonentes: Pablo Ruiz (Universidad Central)\n"
    )
    found = read_draft(tmp_path, text, ".md")["sessions"]
    assert shown(found)[0] == ("09:00", "Bienvenida", ["Lourdes Tibán"])


def test_a_title_below_its_time_is_no_body_above_its_people(tmp_path: Path) -> None:
    titles = ("Press conference", "Film: “Invisible Hands”")
    names = (("Jacqueline Bek, Walk Free", "Moderator: Max Bell, ABC"), ("Ada Lund, filmmaker",))
    page = "".join(
        f"<p>{hour}.00 am</p><p><b>{title}</b><br>{'<br>'.join(named)}</p>"
        for hour, title, named in zip((9, 10), titles, names)
    )
    assert [title for _, title, _ in shown(read(tmp_path, page, ".html"))] == [*titles]


def test_what_is_done_on_line_is_no_room(tmp_path: Path) -> None:
    rows = (
        "Heure | Salle A | Salle B",
        "9h30 – 10h45 | Recruter en ligne/ Orateurs : Ada Bek (HCR) | Payer/ Orateur : Li Bo",
        "11h00 – 12h15 | Protéger en ligne/ Orateurs : Ugo Lund (HCR) | Fuir/ Orateur : Max Bell",
    )
    page = f"<h1>Colloque sur la traite</h1><p>Genève, 9 octobre 2031</p>{table(*rows)}"
    found = read_draft(tmp_path, page, ".html")["sessions"]
    titles = ["Recruter en ligne", "Payer", "Protéger en ligne", "Fuir"]
    assert [one["title"] for one in found] == titles


def test_columns_of_the_same_times_in_other_towns_are_left_out(tmp_path: Path) -> None:
    rows = (
        "New York | London | Delhi | Programme",
        "8:15 | 13:15 | 17:45 | From clients to colleagues/ Moderator: Ada Bek, Law Clinic",
        "9:15 | 14:15 | 18:45 | Paying for it/ Moderator: Ugo Lund, Open Door",
    )
    assert shown(read(tmp_path, table(*rows), ".html")) == [
        ("08:15", "From clients to colleagues", ["Ada Bek"]),
        ("09:15", "Paying for it", ["Ugo Lund"]),
    ]


def test_a_room_with_its_number_may_stand_behind_a_comma(tmp_path: Path) -> None:
    text = (
        "9:00 Opening\nLena Winter, mayor\n\n11:00 Workshops\n\n"
        "Workshop 1: Schools, Room 101\nAda Bek, Law Clinic\n\n"
        "Workshop 2: The Act, section 13\nUgo Lund, Open Door\n"
    )
    found = read(tmp_path, text)
    assert [(s["title"], s.get("room")) for s in found[1:]] == [
        ("Workshop 1: Schools", "Room 101"),
        ("Workshop 2: The Act, section 13", None),
    ]


@pytest.mark.parametrize(
    "pause", ["Check-in and breakfast", "Dinner is served", "National anthem and invocation"]
)
def test_meals_arrivals_and_anthems_are_no_sessions(tmp_path: Path, pause: str) -> None:
    text = f"8:00 {pause}\n\n9:00 Fees\nAda Bek, judge\n\n10:00 Debts\nConsul Marivic Lund, nurse\n"
    assert shown(read(tmp_path, text)) == [
        ("09:00", "Fees", ["Ada Bek"]),
        ("10:00", "Debts", ["Marivic Lund"]),
    ]


def test_several_behind_what_they_are_take_part(tmp_path: Path) -> None:
    text = (
        "9:00 Opening\nLena Winter, mayor\n\n15:00 Schools\n"
        "Workshop leaders: Ada Bek, Open Classroom; Ugo Lund, Harbour College\n"
    )
    assert shown(read(tmp_path, text))[1] == ("15:00", "Schools", ["Ada Bek", "Ugo Lund"])
