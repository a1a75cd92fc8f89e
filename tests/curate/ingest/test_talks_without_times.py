"""Talks in lists that have no times, and lines that come back below times."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, named, read_sessions

HEAD = "<h1>The law of the fields</h1><p>Leeds, 3 June 2031</p>"
SPANISH = "El derecho del campo\nMadrid, 3 de junio de 2031\n\n"
FRENCH = "<h1>Le droit des champs</h1><p>Lyon, 3 juin 2031</p>"
GERMAN = "Das Recht der Felder\nLenn, 3. Juni 2031\n\n"
WHO = ["Ada Bek", "Rosa Cano", "Tom Ashby"]


def items(*lines: str) -> str:
    """Return lines as the items of a list."""
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


@pytest.mark.parametrize(
    ("text", "ending", "titles"),
    [
        (
            f"{FRONT}Talks\n\nLife in the fields. Ada Bek, judge, Labour Court (Presentation)\n"
            "Hard work at sea. Rosa Cano, director, Harbour Trust (Presentation)\n"
            "What fees hide. Tom Ashby, lawyer, Open Door (Presentation)\n",
            ".txt",
            ["Life in the fields", "Hard work at sea", "What fees hide"],
        ),
        (
            f"{SPANISH}Lo que ven los jueces. Ponente: Ada Bek\n"
            "El trabajo en el mar. Ponente: Rosa Cano, directora, Fundación Puerto\n"
            "Las tasas y sus dueños. Ponente: Tom Ashby\n",
            ".txt",
            ["Lo que ven los jueces", "El trabajo en el mar", "Las tasas y sus dueños"],
        ),
        (
            HEAD
            + items(
                "What judges see. Speaker: Ada Bek",
                "Hard work at sea. Speaker: Rosa Cano, Harbour Trust",
                "Fees and their owners. Speaker: Tom Ashby",
            ),
            ".html",
            ["What judges see", "Hard work at sea", "Fees and their owners"],
        ),
        (
            FRENCH
            + items(
                "« Ce que voient les juges » par Ada Bek",
                "« Le travail en mer » par Rosa Cano, directrice, Fondation du Port",
                "« Les taxes et leurs maîtres » par Tom Ashby",
            ),
            ".html",
            ["Ce que voient les juges", "Le travail en mer", "Les taxes et leurs maîtres"],
        ),
        (
            FRENCH
            + items(
                "« Ce que voient les juges », Ada Bek (Université de Lyon)",
                "« Le travail en mer », Rosa Cano (Fondation du Port)",
                "« Les taxes et leurs maîtres », Tom Ashby (CNRS)",
            ),
            ".html",
            ["Ce que voient les juges", "Le travail en mer", "Les taxes et leurs maîtres"],
        ),
        (
            f"{FRONT}“What judges see” by Ada Bek\n“Hard work at sea” by Rosa Cano, Harbour Trust\n"
            "“Fees and their owners” by Tom Ashby\n",
            ".txt",
            ["What judges see", "Hard work at sea", "Fees and their owners"],
        ),
        (
            f"{GERMAN}Prof. Dr. Ada Bek / Leben auf dem Feld\n"
            "Dr. Rosa Cano / Harte Arbeit auf See\nProf. Tom Ashby / Was Gebühren verbergen\n",
            ".txt",
            ["Leben auf dem Feld", "Harte Arbeit auf See", "Was Gebühren verbergen"],
        ),
        (
            f"{FRONT}The day brings three talks. “What judges see” by Ada Bek, “Hard work at sea” "
            "by Rosa Cano (Open Door), and “Fees and their owners” by Tom Ashby.\n",
            ".txt",
            ["What judges see", "Hard work at sea", "Fees and their owners"],
        ),
        (
            f"{GERMAN}Es gibt drei Vorträge: „Was Richter sehen“ von Ada Bek, „Harte Arbeit auf "
            "See“ von Rosa Cano sowie „Gebühren und ihre Herren“ von Tom Ashby.\n",
            ".txt",
            ["Was Richter sehen", "Harte Arbeit auf See", "Gebühren und ihre Herren"],
        ),
    ],
)
def test_talks_in_lists_without_times_are_sessions(
    tmp_path: Path, text: str, ending: str, titles: list[str]
) -> None:
    sessions = read_sessions(tmp_path, text, ending)
    assert [one["title"] for one in sessions] == titles
    assert [named(one) for one in sessions] == [[name] for name in WHO]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "# The law of the fields\n\nLeeds, 3 June 2031\n\n"
            "1. **What judges see**: Ada Bek (chair), Rosa Cano (Harbour Trust)\n"
            "2. **Hard work at sea**: Tom Ashby (chair), Carla Neri (Labour Court)\n"
            "3. **Fees and their owners**: Ellen Reed (chair), Luis Paz (Calder University)\n",
            ["What judges see", "Hard work at sea", "Fees and their owners"],
        ),
        (
            "# Le droit des champs\n\nLyon, 3 juin 2031\n\n"
            "1. **Ce que voient les juges** : Ada Bek (présidente), Rosa Cano (Fondation du Port)\n"
            "2. **Le travail en mer** : Tom Ashby (président), Carla Neri (Tribunal du travail)\n"
            "3. **Les taxes et leurs maîtres** : Ellen Reed (présidente), Luis Paz (CNRS)\n",
            ["Ce que voient les juges", "Le travail en mer", "Les taxes et leurs maîtres"],
        ),
    ],
)
def test_panels_in_bold_before_who_is_on_them_are_sessions(
    tmp_path: Path, text: str, titles: list[str]
) -> None:
    sessions = read_sessions(tmp_path, text, ".md")
    assert [one["title"] for one in sessions] == titles
    people = [["Ada Bek", "Rosa Cano"], ["Tom Ashby", "Carla Neri"], ["Ellen Reed", "Luis Paz"]]
    assert [named(one) for one in sessions] == people
    assert [one["participants"][0]["role"] for one in sessions] == ["chair"] * 3


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (
            f"{FRONT}Prof. Ada Bek / Calder University\n"
            "Dr. Rosa Cano / Harbour Trust, Leeds Office\n"
            "Prof. Tom Ashby / Institute of Migration Law\n",
            ".txt",
        ),
        (
            f"{FRONT}Speakers\n\nCalder University. Ada Bek, judge\n"
            "Harbour Trust. Rosa Cano, nurse\nLabour Court. Tom Ashby, lawyer\n",
            ".txt",
        ),
        (
            f"{HEAD}<h2>Speakers</h2>"
            + items(
                "<b>Calder University</b>: Ada Bek, judge",
                "<b>Harbour Workers Trust</b>: Rosa Cano, director",
                "<b>Labour Court of Leeds</b>: Tom Ashby, lawyer",
            ),
            ".html",
        ),
    ],
)
def test_bodies_beside_names_in_lists_are_no_talks(tmp_path: Path, text: str, ending: str) -> None:
    (session,) = read_sessions(tmp_path, text, ending)
    assert named(session) == WHO


@pytest.mark.parametrize(
    ("front", "again"),
    [(FRONT, "Free entry"), (FRONT, "Live stream"), (FRONT, "About"), (GERMAN, "Eintritt frei")],
)
def test_what_comes_back_below_times_above_titles_is_none(
    tmp_path: Path, front: str, again: str
) -> None:
    talks = ["Life in the fields", "Hard work at sea", "Who pays"]
    slots = (
        f"{hour}:00\n{again}\n{title}\n{who}, Terra\n\n"
        for hour, title, who in zip((9, 11, 14), talks, WHO, strict=True)
    )
    sessions = read_sessions(tmp_path, front + "".join(slots))
    assert [one["title"] for one in sessions] == talks
    assert [named(one) for one in sessions] == [[name] for name in WHO]


@pytest.mark.parametrize(
    "units",
    [
        ("Migration Research Group", "Work and Society Lab", "School of Social Work"),
        ("Department of Law", "School of Social Work", "Centre for Fair Trade"),
    ],
)
def test_a_unit_below_name_and_body_is_no_title_of_the_next(
    tmp_path: Path, units: tuple[str, ...]
) -> None:
    bodies = ("Calder University", "Lenn University", "Open University")
    rows = zip(("09:00", "09:30", "10:00"), WHO, bodies, units, strict=True)
    page = HEAD + "".join(f"<p>{one}</p>" for row in rows for one in row)
    sessions = read_sessions(tmp_path, page, ".html")
    assert [named(one) for one in sessions] == [[name] for name in WHO]
    assert not {one["title"] for one in sessions} & {*units}


def test_who_speaks_stands_in_a_class_behind_a_short_word(tmp_path: Path) -> None:
    rows = [("09:00 Who pays at sea", "Ada Bek"), ("10:30 What fields say", "Tom Ashby")]
    page = HEAD + items(*(f'{what} <span class="by">{who}</span>' for what, who in rows))
    sessions = read_sessions(tmp_path, page, ".html")
    assert [(one["title"], named(one)) for one in sessions] == [
        ("Who pays at sea", ["Ada Bek"]),
        ("What fields say", ["Tom Ashby"]),
    ]
