"""Several people on a line: behind “; and”, bars and strokes, with titles and without."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

FRONT = {
    "en": "Trafficking today\n11 June 2031, Leeds\n\n9:30 Work and what is new in the law\n",
    "de": "Menschenhandel heute\n11. Juni 2031, Kassel\n\n9:30 Uhr Arbeit und neues Recht\n",
    "fr": "La traite aujourd’hui\n11 juin 2031, Lille\n\n9h30 Le travail et le droit\n",
    "it": "La tratta oggi\n11 giugno 2031, Padova\n\n9:30 Il lavoro e il diritto\n",
}
NEXT = {
    "en": "\n10:30 Ships and their crews\nModerator: Iris Hart\n",
    "de": "\n10:30 Uhr Schiffe\nModeration: Iris Hart\n",
    "fr": "\n10h30 Les navires\nModération : Iris Hart\n",
    "it": "\n10:30 Le navi\nModera: Iris Hart\n",
}


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        (
            "en",
            "Speakers: Ada Bek, judge; Tom Reed, nurse; and Mei Chen, lawyer",
            ["Ada Bek", "Tom Reed", "Mei Chen"],
        ),
        (
            "fr",
            "Intervenants : Léa Bec, juge ; Jean Vogt ; ainsi que Rosa Lenz",
            ["Léa Bec", "Jean Vogt", "Rosa Lenz"],
        ),
        (
            "en",
            "Lucía Vega (Walk Free) / Olena Bek (Open Hands) / Tom Reed (Quay Clinic)",
            ["Lucía Vega", "Olena Bek", "Tom Reed"],
        ),
        (
            "en",
            "Fatima Haddad (Walk Free) | Ada Bek (Lund University) | Ms. Carla Neri (Open Hands)",
            ["Fatima Haddad", "Ada Bek", "Carla Neri"],
        ),
        (
            "en",
            "Speakers: Dr. Jana Vogt, Ada Bek, Tom Reed",
            ["Jana Vogt", "Ada Bek", "Tom Reed"],
        ),
        ("de", "Mit: Prof. Dr. Uwe Lenz, Dr. Olena Huber", ["Uwe Lenz", "Olena Huber"]),
        ("de", "Mit: Uwe Lenz, Ärztin sowie Olena Huber, DGB", ["Uwe Lenz", "Olena Huber"]),
        (
            "it",
            "Con Dott. Ugo Lenzi, avvocato, Caritas | Prof. Lea Ferri, giudice, CGIL",
            ["Ugo Lenzi", "Lea Ferri"],
        ),
        (
            "it",
            "Con Avv. Piero Gallo, giudice e Gianni Rossi, medico",
            ["Piero Gallo", "Gianni Rossi"],
        ),
    ],
)
def test_each_of_several_is_read(
    tmp_path: Path, language: str, line: str, names: list[str]
) -> None:
    sessions = read_sessions(tmp_path, f"{FRONT[language]}{line}\n{NEXT[language]}")
    assert [named(session) for session in sessions] == [names, ["Iris Hart"]]


@pytest.mark.parametrize(
    ("language", "lines", "names"),
    [
        ("it", "Giuseppe Sala, sindaco di Milano\n", ["Giuseppe Sala"]),
        ("it", "Partecipano: Maria Sala e Dott. Piero Gallo\n", ["Maria Sala", "Piero Gallo"]),
        ("it", "Ada Bek (Caritas)\nMaria Sala (CGIL)\n", ["Ada Bek", "Maria Sala"]),
        ("en", "Ada Bek\nTom Hall\nUgo Lund\n", ["Ada Bek", "Tom Hall", "Ugo Lund"]),
        ("en", "James Court, judge\nAnn Church, bishop\n", ["James Court", "Ann Church"]),
        ("en", "Ada Bek\njudge\n\nPaul Bishop\nnurse\n", ["Ada Bek", "Paul Bishop"]),
        ("de", "Mit: Anna Richter, Peter Sonntag\n", ["Anna Richter", "Peter Sonntag"]),
        ("fr", "Intervenants : Pierre Juge, Hugo Lenz\n", ["Pierre Juge", "Hugo Lenz"]),
        (
            "en",
            "Speakers: Kristel dela Cruz, Rahima Begum\n",
            ["Kristel dela Cruz", "Rahima Begum"],
        ),
    ],
)
def test_a_surname_may_be_a_word_for_a_house_a_post_or_a_day(
    tmp_path: Path, language: str, lines: str, names: list[str]
) -> None:
    sessions = read_sessions(tmp_path, f"{FRONT[language]}{lines}{NEXT[language]}")
    assert [named(session) for session in sessions] == [names, ["Iris Hart"]]


def test_a_room_stays_one_though_a_given_name_begins_it(tmp_path: Path) -> None:
    [first, _] = read_sessions(tmp_path, f"{FRONT['en']}Victoria Hall, Quay House\n{NEXT['en']}")
    assert named(first) == []


@pytest.mark.parametrize(
    ("language", "line", "body"),
    [
        ("it", "Ada Bek, direttrice di Porto Sicuro", "Porto Sicuro"),
        ("fr", "Léa Bec, présidente de Mains Ouvertes", "Mains Ouvertes"),
        ("en", "Ada Bek, chief executive of Clear Line", "Clear Line"),
        ("de", "Ada Bek, Leiterin von Sicherer Hafen", "Sicherer Hafen"),
        ("it", "Ada Bek, presidente di Costa Rica", None),
        ("en", "Ada Bek, Director of Human Resources", None),
    ],
)
def test_a_name_of_its_own_behind_who_heads_it_is_a_body(
    tmp_path: Path, language: str, line: str, body: str | None
) -> None:
    [first, _] = read_sessions(tmp_path, f"{FRONT[language]}{line}\n{NEXT[language]}")
    [person] = first["participants"]
    [held] = person["affiliations"]
    assert held.get("organization") == body


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Ada Bek, director of Open Hands", "may be what the title is for, and no body"),
        ("Ada Bek, director of the Harbour Council", ""),
        ("Dr. Ada Bek, Ugo Lund", "is unlike a body"),
    ],
)
def test_a_body_that_no_word_tells_is_for_review(tmp_path: Path, line: str, doubt: str) -> None:
    [first, _] = read_sessions(tmp_path, f"{FRONT['en']}{line}\n{NEXT['en']}")
    [person] = first["participants"]
    assert doubt in person.get("review", "")
    assert bool(doubt) == ("review" in person)


def test_a_month_tells_french_from_spanish_where_small_words_do_not(tmp_path: Path) -> None:
    text = (
        "La traite aujourd'hui\n11 juin 2031, Lille\n\n9h30 Ouverture\n"
        "Carl Rey, directeur de Port Libre\nAda Vega, présidente de Mains Ouvertes\n"
        "Léa Pol, maire de Lille\nHugo Rive, procureur de Lyon\n"
    )
    [session] = read_sessions(tmp_path, text)
    assert (session["date"], session["start"]) == ("2031-06-11", "09:30")
    assert {one["role"] for one in session["participants"]} == {"opening-remarks"}
