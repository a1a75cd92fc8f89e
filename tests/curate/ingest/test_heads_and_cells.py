"""Heads of sessions in several lines, rooms behind titles, and names that cells of tables cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, named, read_sessions
from lxml import html
from makers_pdf import write_pdf

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import read_yaml


def shown(sessions: Any) -> list[tuple[str, str, list[str]]]:
    """Return title, room and names of sessions."""
    return [(s["title"], s.get("room", ""), named(s)) for s in sessions]


def read_pdf(folder: Path, *rows: tuple[str, str], rooms: int = 1) -> Any:
    """Print a table of times, cells and rooms as PDF, draft it, and return its sessions."""
    room = "<td>Großer Saal der Hochschule</td>" * rooms
    cells = "".join(f"<tr><td>{time}</td><td>{cell}</td>{room}</tr>" for time, cell in rows)
    body = f"<h1>Das Recht der Felder</h1><p>3. Juni 2031</p><table>{cells}</table>"
    write_pdf(html.fromstring(f"<body>{body}</body>"), folder / "programme.pdf")
    draft_here(folder / "programme.pdf").write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


def page(*paragraphs: str) -> str:
    """Return a page."""
    return "<h1>The law of the fields</h1><p>3 June 2031</p>" + "".join(
        f"<p>{one}</p>" for one in paragraphs
    )


@pytest.mark.parametrize("bold", ["{}", "<b>{}</b>"])
def test_the_title_stands_below_when_and_which_session(tmp_path: Path, bold: str) -> None:
    heads = [
        ("9:00 Opening", "Why We Meet", "Ada Bek, judge"),
        ("9:30 Panel 1", "Wages on the Land", "Ugo Lund, Open Door"),
        ("11:00 Panel 2", "How a Farmer Sees It", "Lena Winter, Law Clinic"),
        ("12:00 Closing session", "Three Promises", "Mary Achieng, Red Cross"),
    ]
    lines = [said for head, title, who in heads for said in (head, bold.format(title), who)]
    assert shown(read_sessions(tmp_path, page(*lines), ".html")) == [
        (title, "", [who.partition(",")[0]]) for _, title, who in heads
    ]


def test_a_title_that_repeats_which_session_it_is_stands_once(tmp_path: Path) -> None:
    lines = ["9:00 Opening", "Opening: “Why We Meet”", "Ada Bek, judge"]
    lines += ["9:30 Panel 1", "Panel 1: “Wages on the Land”", "Ugo Lund, Open Door"]
    sessions = read_sessions(tmp_path, page(*lines), ".html")
    assert [s["title"] for s in sessions] == [
        "Opening: “Why We Meet”",
        "Panel 1: “Wages on the Land”",
    ]


def test_who_speaks_below_the_kind_of_a_session_is_no_title(tmp_path: Path) -> None:
    lines = ["9:00 Opening", "Ada Bek, judge", "9:30 Panel 1", "Ugo Lund, Open Door"]
    lines += ["11:00 Closing", "Lena Winter, Law Clinic"]
    assert shown(read_sessions(tmp_path, page(*lines), ".html")) == [
        ("Opening", "", ["Ada Bek"]),
        ("Panel 1", "", ["Ugo Lund"]),
        ("Closing", "", ["Lena Winter"]),
    ]


def test_a_room_behind_the_comma_of_a_title_is_one(tmp_path: Path) -> None:
    rows = [
        ("9:00", "Why We Meet, Kilele Hall", "Ada Bek, judge"),
        ("9:30", "Brokers, Loans and Debt, Jacaranda", "Ugo Lund, Open Door"),
        ("11:00", "Rights on the Land, Kilele Hall", "Lena Winter, Law Clinic"),
    ]
    cells = ("".join(f"<td>{one}</td>" for one in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    sessions = read_sessions(tmp_path, f"{page()}<table>{table}</table>", ".html")
    assert shown(sessions) == [
        ("Why We Meet", "Kilele Hall", ["Ada Bek"]),
        ("Brokers, Loans and Debt", "Jacaranda", ["Ugo Lund"]),
        ("Rights on the Land", "Kilele Hall", ["Lena Winter"]),
    ]


def test_the_last_of_three_things_is_no_room(tmp_path: Path) -> None:
    text = f"{FRONT}9:00\nFarms, Ports and Kitchens\nAda Bek, judge\n\n"
    text += "10:00\nFields, Harbours and Halls\nUgo Lund, Open Door\n"
    assert [s.get("room") for s in read_sessions(tmp_path, text)] == [None, None]


def test_names_that_no_list_knows_stand_above_their_posts(tmp_path: Path) -> None:
    people = [
        ("Enguerrand de La Motte-Vauvert", "journaliste, Radio Estuaire"),
        ("Solène Kervadec", "sage-femme, Centre hospitalier"),
        ("Gwenaël Le Bihan", "éducateur, Maison des jeunes"),
        ("Isaure Montfaucon", "professeure de droit, Université du Littoral"),
        ("Idriss Maïga", "avocat, Barreau de Valmère"),
        ("Clémence Rochas", "juge, Tribunal judiciaire"),
    ]
    cells = [
        "".join(f"<b>{n}</b><br>{post}<br>" for n, post in people[at : at + 2]) for at in (0, 2, 4)
    ]
    rows = [
        f"<tr><td>{hour}</td><td>{title}</td><td>{cell}</td></tr>"
        for hour, title, cell in zip(
            ("9h00", "10h00", "11h00"), ("Repérer", "Loger sans enfermer", "Réparer"), cells
        )
    ]
    text = f"<h1>Le droit des champs</h1><p>3 juin 2031</p><table>{''.join(rows)}</table>"
    sessions = read_sessions(tmp_path, text, ".html")
    assert [name for s in sessions for name in named(s)] == [name for name, _ in people]


def test_a_name_before_a_bar_or_a_dash_is_one_of_a_list(tmp_path: Path) -> None:
    for mark in ("|", "–"):
        text = f"{FRONT}9:00 Harvest work\nMontserrat Oliveras {mark} inspector {mark} Open Door\n"
        text += f"Sagrario de la Hoz Manchón {mark} agrícola\nModerator: Ada Bek {mark} judge\n"
        text += f"\n10:00 Debt\nUgo Lund {mark} judge {mark} Court of Leeds\n"
        first, _ = read_sessions(tmp_path, text)
        assert named(first) == ["Montserrat Oliveras", "Sagrario de la Hoz Manchón", "Ada Bek"]


def test_a_role_before_names_tells_of_no_posts_before_names(tmp_path: Path) -> None:
    text = "Das Recht der Felder\n3. Juni 2031\n\n9:00 Wer hilft?\n"
    text += "Moderation: Jürgen Kallenbach\nRedakteur, Lindenauer Bote\n"
    text += "Referent*in: Nguyễn Thị Hồng Vân\nReferent*in: Matthias Graf zu Rabenau\n"
    (session,) = read_sessions(tmp_path, text)
    first, *others = session["participants"]
    assert first["affiliations"] == [{"title": "Redakteur", "organization": "Lindenauer Bote"}]
    assert [p["name"] for p in others] == ["Nguyễn Thị Hồng Vân", "Matthias Graf zu Rabenau"]


def test_a_head_in_capitals_is_no_end_of_the_line_above(tmp_path: Path) -> None:
    sessions = read_pdf(
        tmp_path,
        ("9.00", "Willkommen im Haus der offenen Tür<br>BEGRÜSSUNG<br>Ada Bek, Richterin"),
        ("10.00", "Das Dunkelfeld neu vermessen und zählen<br>KEYNOTE<br>Ute Lund, Ärztin"),
        (
            "11.00",
            "Wer hilft und wer sieht weg?<br>LEITUNG<br>Ida Winter<br>GÄSTE<br>Jan Reed",
        ),
    )
    assert [(s["title"], named(s)) for s in sessions] == [
        ("Willkommen im Haus der offenen Tür", ["Ada Bek"]),
        ("Das Dunkelfeld neu vermessen und zählen", ["Ute Lund"]),
        ("Wer hilft und wer sieht weg?", ["Ida Winter", "Jan Reed"]),
    ]


def test_the_kind_of_a_session_may_stand_below_its_time(tmp_path: Path) -> None:
    heads = [
        ("9:00", "Opening session", "Words of Welcome", "Ada Bek, judge"),
        ("9:30", "Panel 1", "Wages on the Land", "Ugo Lund, Open Door"),
        ("11:00", "Panel 2", "How a Farmer Sees It", "Lena Winter, Law Clinic"),
        ("12:00", "Closing session", "Three Promises", "Mary Achieng, Red Cross"),
    ]
    text = FRONT + "".join("\n".join(lines) + "\n\n" for lines in heads)
    assert shown(read_sessions(tmp_path, text)) == [
        (title, "", [who.partition(",")[0]]) for *_, title, who in heads
    ]


def test_rooms_behind_titles_side_by_side_are_known_by_the_others(tmp_path: Path) -> None:
    lines = ["<b>9:00 Words and Deeds, Main Hall</b>", "Ada Bek, judge"]
    lines += [
        "<b>10:00 Debt, Main Hall</b>",
        "Ugo Lund, Open Door",
        "<b>11:00 Parallel sessions</b>",
    ]
    lines += ["<b>Lab A: Brokers and Loans, Room Jacaranda</b>", "Speaker: Lena Winter, Law Clinic"]
    lines += ["<b>Lab B: Shelters, Room Tamarind</b>", "Speaker: Mary Achieng, Red Cross"]
    sessions = [s for s in shown(read_sessions(tmp_path, page(*lines), ".html")) if s[2]]
    assert sessions == [
        ("Words and Deeds", "Main Hall", ["Ada Bek"]),
        ("Debt", "Main Hall", ["Ugo Lund"]),
        ("Lab A: Brokers and Loans", "Room Jacaranda", ["Lena Winter"]),
        ("Lab B: Shelters", "Room Tamarind", ["Mary Achieng"]),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "Ada Bek –<br>Ponente<br>Ugo Lund –<br>Ponente",
        "<b>Dr. Ada Bek</b>, jueza<br><b>Dr. Ugo Lund</b>, fiscal",
    ],
)
def test_cells_that_a_pdf_wraps_are_put_together(tmp_path: Path, cell: str) -> None:
    title = "<b>Trabajo forzoso en el campo: inspección y sindicatos</b>"
    rows = [
        ("9.00", f"{title}<br>{cell}"),
        ("10.00", f"<b>Veinte años de un protocolo: lo que falta</b><br>{cell}"),
    ]
    assert [(s["title"], named(s)) for s in read_pdf(tmp_path, *rows, rooms=2)] == [
        ("Trabajo forzoso en el campo: inspección y sindicatos", ["Ada Bek", "Ugo Lund"]),
        ("Veinte años de un protocolo: lo que falta", ["Ada Bek", "Ugo Lund"]),
    ]


def test_who_stands_below_a_title_in_two_languages_is_no_third(tmp_path: Path) -> None:
    rows = [
        ("10.00", "Чому ми тут / Why We Are Here", "Орися Дзвінка – Модерує"),
        ("11.00", "Праця на фермах / Labour on Farms", "Гордій Ластівка (програміст) – Спікер"),
        ("12.00", "Вербування в мережі / Recruitment Online", "Есма Халілова (вчителька) – Спікер"),
    ]
    text = "Конференція про працю\n3 червня 2031 року\n\n"
    text += "".join("\n".join(row) + "\n\n" for row in rows)
    sessions = read_sessions(tmp_path, text)
    assert [named(s) for s in sessions] == [
        ["Орися Дзвінка"],
        ["Гордій Ластівка"],
        ["Есма Халілова"],
    ]


def test_a_body_behind_a_slash_makes_no_name_another_s_body(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Harvest work\nAda Bek / head / Union of Growers – Speaker\n"
    text += "Ugo Lund / chief officer / Labour Inspection, Ministry of Work – Speaker\n"
    (session,) = read_sessions(tmp_path, text)
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_a_word_of_forms_that_begins_a_topic_sends_nobody_away(tmp_path: Path) -> None:
    text = "Minutes of the meeting\n3 June 2031\n\n1. Law of the land\n\n"
    text += "Action on debt: Ms. Ada Bek, judge, explained the law.\n\n"
    text += "2. Wages\n\nMr. Ugo Lund, mayor, spoke of wages.\n"
    assert [named(s) for s in read_sessions(tmp_path, text)] == [["Ada Bek"], ["Ugo Lund"]]


def test_a_state_above_somebody_is_no_body(tmp_path: Path) -> None:
    people = (
        "Ministry of Labour\nMs. Ada Bek, Director\n\nOregon\nMr. Tom Reed, Mayor of Lenn\n\n"
        "Larch University\nMs. Ina Mohr, Dean\n"
    )
    (session,) = read_sessions(tmp_path, f"{FRONT}9:00 Opening session\n\nSpeakers\n\n{people}")

    assert [person["affiliations"] for person in session["participants"]] == [
        [{"title": "Director", "organization": "Ministry of Labour"}],
        [{"title": "Mayor of Lenn"}],
        [{"title": "Dean", "organization": "Larch University"}],
    ]
