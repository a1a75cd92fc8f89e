"""Names by their surnames, classes that say what is a room or hidden, hours and days set oddly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, NEXT, named, read_draft, read_sessions

HEAD = "<h1>The law of the fields</h1><p>Leeds, 3 June 2031</p>"
SPANISH = "El derecho del campo\nMadrid, 3 de junio de 2031\n\n"
FRENCH = "<h1>Le droit des champs</h1><p>Lyon, 3 juin 2031</p>"
GERMAN = "Das Recht der Felder\nLenn, 3. Juni 2031\n\n"
WHO = ["Ada Bek", "Rosa Cano", "Tom Ashby"]


def items(*lines: str) -> str:
    """Return lines as the items of a list."""
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def posts(session: Any) -> list[tuple[str, str, str]]:
    """Return who takes part in a session, each with the first post and body."""
    people = session.get("participants") or ()
    firsts = [(p["name"], (p.get("affiliations") or [{}])[0]) for p in people]
    return [(name, a.get("title", ""), a.get("organization", "")) for name, a in firsts]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            f"{FRONT}Speakers\n\nBek, Ada; judge, Labour Court\n"
            "Cano Ruiz, Rosa; director, Ivy Fund\nAshby, Tom; lawyer, Open Door\n",
            [
                ("Bek, Ada", "judge", "Labour Court"),
                ("Cano Ruiz, Rosa", "director", "Ivy Fund"),
                ("Ashby, Tom", "lawyer", "Open Door"),
            ],
        ),
        (
            f"{SPANISH}Ponentes\n\nMORENO Y SANZ, LUIS\nProfesor, Universidad de Lenn\n"
            "BEK, ADA\nJueza\nCANO RUIZ, ROSA\nDirectora, Fundación Puerto\n",
            [
                ("MORENO Y SANZ, LUIS", "Profesor", "Universidad de Lenn"),
                ("BEK, ADA", "Jueza", ""),
                ("CANO RUIZ, ROSA", "Directora", "Fundación Puerto"),
            ],
        ),
        (
            f"{FRONT}09:00 Opening\nBek, Ada\nCano Ruiz, Rosa\nAshby, Tom (Open Door)\n{NEXT}",
            [("Bek, Ada", "", ""), ("Cano Ruiz, Rosa", "", ""), ("Ashby, Tom", "", "Open Door")],
        ),
    ],
)
def test_surnames_stand_before_given_names(
    tmp_path: Path, text: str, people: list[tuple[str, str, str]]
) -> None:
    assert posts(read_sessions(tmp_path, text)[0]) == people


def test_names_and_bodies_with_a_comma_are_no_surnames_before_given_names(tmp_path: Path) -> None:
    lines = "Ada Bek, Rosa Cano\nCalder University, Florence\nLabour Court, Austin\n"
    session, *_ = read_sessions(tmp_path, f"{FRONT}09:00 Opening\n{lines}{NEXT}")
    assert named(session)[:2] == ["Ada Bek", "Rosa Cano"]


@pytest.mark.parametrize("name", ["room", "session-location", "raum"])
@pytest.mark.parametrize("tag", ["span", "div"])
def test_a_class_says_that_a_name_is_that_of_a_room(tmp_path: Path, tag: str, name: str) -> None:
    rows = [("09:00 Welcome", "Marie Curie"), ("10:30 Hard work at sea", "Rosa Luxemburg")]
    page = HEAD + items(*(f'{what} <{tag} class="{name}">{room}</{tag}>' for what, room in rows))
    sessions = read_sessions(tmp_path, page, ".html")
    assert [(one["title"], one["room"]) for one in sessions] == [
        ("Welcome", "Marie Curie"),
        ("Hard work at sea", "Rosa Luxemburg"),
    ]
    assert [named(one) for one in sessions] == [[], []]


@pytest.mark.parametrize(
    ("style", "box", "shown"),
    [
        ("", '<div class="acc-tpl" hidden>', False),
        ("<style>.acc-tpl{display:none}</style>", '<div class="acc-tpl">', False),
        ("", '<div class="accordion-item" hidden>', False),
        ("", '<span aria-controls="one"></span><div class="acc-body" id="one" hidden>', True),
        ("", '<h3><button>Courts</button></h3><div class="acc-body" hidden>', True),
        ("", '<div class="acc-body" style="display: none">', True),
    ],
)
def test_what_is_hidden_and_no_click_unfolds_is_not_read(
    tmp_path: Path, style: str, box: str, shown: bool
) -> None:
    page = (
        f"{style}{HEAD}<p>09:00 Farms</p><p>Ada Bek, judge</p>{box}<p>10:00 Courts</p>"
        "<p>Jane Sample, Sample Trust</p></div><p>11:00 Fees</p><p>Rosa Cano, nurse</p>"
    )
    titles = [one["title"] for one in read_sessions(tmp_path, page, ".html")]
    assert titles == ["Farms", *["Courts"] * shown, "Fees"]


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        ("16-18 CEST", "16:00", "18:00"),
        ("14–15 GMT", "14:00", "15:00"),
        ("16-18 EEST", "16:00", "18:00"),
        ("14–16 (MESZ)", "14:00", "16:00"),
        ("10:00 am – 12:00 am", "10:00", "12:00"),
    ],
)
def test_hours_in_a_zone_and_noon_are_times(
    tmp_path: Path, time: str, start: str, end: str
) -> None:
    text = f"The law of the fields\n3 June 2031, {time}\n\nSpeakers: Ada Bek, judge; Tom Ashby\n"
    (session,) = read_sessions(tmp_path, text)
    assert (session["start"], session["end"]) == (start, end)


def test_a_dash_may_have_a_cell_between_two_times(tmp_path: Path) -> None:
    rows = [
        ("9:00", "10:30", "What judges see", "Ada Bek"),
        ("10:30", "11:00", "Coffee", ""),
        ("11:00", "12:30", "Hard work at sea", "Rosa Cano"),
        ("13:30", "14:30", "Fees and their owners", "Tom Ashby"),
    ]
    cells = ("".join(f"<td>{one}</td>" for one in (a, "-", b, *rest)) for a, b, *rest in rows)
    page = f"{HEAD}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    sessions = read_sessions(tmp_path, page, ".html")
    assert [(one["start"], one["end"], one["title"], *named(one)) for one in sessions] == [
        ("09:00", "10:30", "What judges see", "Ada Bek"),
        ("11:00", "12:30", "Hard work at sea", "Rosa Cano"),
        ("13:30", "14:30", "Fees and their owners", "Tom Ashby"),
    ]


def test_days_in_figures_may_stand_in_brackets(tmp_path: Path) -> None:
    text = (
        "Das Recht der Felder\nLenn, 2031\n\nMo. (22.9.)\n10:00 Uhr Leben auf See\n"
        "Ada Bek, Richterin\n\nDi. (23.9.)\n9:00 Uhr Harte Arbeit\nRosa Cano, Hafenstiftung\n"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert [str(one["date"]) for one in draft["sessions"]] == ["2031-09-22", "2031-09-23"]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            "Prof. Ada Bek/Assoc. Prof. Rosa Cano",
            [("Ada Bek", "", ""), ("Rosa Cano", "", "")],
        ),
        (
            "Ada Bek Freelance Archaeologist\nRosa Cano CNR",
            [("Ada Bek", "", "Freelance Archaeologist"), ("Rosa Cano", "", "CNR")],
        ),
        (
            "Ellen Reed Independent Researcher\nTom Ashby, lawyer",
            [("Ellen Reed", "Independent Researcher", ""), ("Tom Ashby", "lawyer", "")],
        ),
    ],
)
def test_names_end_where_no_comma_says_so(
    tmp_path: Path, lines: str, people: list[tuple[str, str, str]]
) -> None:
    assert posts(read_sessions(tmp_path, f"{FRONT}09:00 Ships\n{lines}\n{NEXT}")[0]) == people


@pytest.mark.parametrize(
    ("head", "former"),
    [
        (f"{HEAD}<h2>Speakers</h2>", ("Former Minister", "Former Ambassador")),
        (f"{FRENCH}<h2>Intervenants</h2>", ("Ancien ministre", "Ancienne ambassadrice")),
    ],
)
def test_who_speaks_for_no_body_stands_below_a_post(
    tmp_path: Path, head: str, former: tuple[str, str]
) -> None:
    heads = ["Calder University", former[0], "Lenn University", former[1]]
    rows = zip(heads, [*WHO, "Ellen Reed"], strict=True)
    page = head + "".join(f"<h4>{above}</h4><p>{name}</p>" for above, name in rows)
    (session,) = read_sessions(tmp_path, page, ".html")
    assert posts(session) == [
        ("Ada Bek", "", "Calder University"),
        ("Rosa Cano", former[0], ""),
        ("Tom Ashby", "", "Lenn University"),
        ("Ellen Reed", former[1], ""),
    ]
