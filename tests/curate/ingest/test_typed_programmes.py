"""Programmes as people type them: who speaks behind a title, and sessions on lines of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

FRONTS = {
    "en": "The law of the fields\n3 June 2031\n\n9:00 Welcome to all of you\nAda Bek, mayor\n",
    "de": "Das Recht auf dem Feld\n3. Juni 2031\n\n9:00 Begrüßung der Gäste\nAda Bek, Juristin\n",
    "fr": "Le droit dans les champs\n3 juin 2031\n\n9:00 Le mot de la ville\nAda Bek, avocate\n",
    "es": "La ley de los campos\n3 de junio de 2031\n\n9:00 Saludo de la ciudad\nAda Bek, jueza\n",
    "it": "La legge dei campi\n3 giugno 2031\n\n9:00 Il saluto della città\nAda Bek, sindaca\n",
    "uk": "Право на полях та в місті\n3 червня 2031\n\n9:00 Вітання\nАда Бек, суддя\n",
}


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return what is written of it."""
    document = folder / f"programme{ending}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")


def held(transcript: Any) -> list[tuple[str, list[str]]]:
    """Return the title of each session, and the names of those who take part."""
    return [
        (session["title"], [person["name"] for person in session.get("participants") or ()])
        for session in transcript["sessions"]
    ]


@pytest.mark.parametrize(
    "language, line, title, name",
    [
        ("en", "The harvest by Dr. Lena Winter (Fair Fields)", "The harvest", "Lena Winter"),
        ("en", "The end by the Hon. Lena Winter, mayor", "The end", "Lena Winter"),
        ("en", "The other law, led by Lena Winter", "The other law", "Lena Winter"),
        ("en", "Help (presenter: Lena Winter, Fair Fields)", "Help", "Lena Winter"),
        ("de", "Das andere Recht von Dr. Lena Winter", "Das andere Recht", "Lena Winter"),
        ("fr", "Le travail par Me Claire Dubois, avocate", "Le travail", "Claire Dubois"),
        ("es", "El fruto, por el profesor Julio Mora", "El fruto", "Julio Mora"),
        ("es", "La tierra, a cargo de D. Julio Mora, alcalde.", "La tierra", "Julio Mora"),
        ("it", "Il punto a cura di Carla Neri, giurista", "Il punto", "Carla Neri"),
    ],
)
def test_small_words_behind_a_title_lead_to_who_speaks(
    tmp_path: Path, language: str, line: str, title: str, name: str
) -> None:
    transcript = read(tmp_path, f"{FRONTS[language]}10:00 {line}\n")
    assert held(transcript)[1:] == [(title, [name])]
    assert "organizing" not in str(transcript)


def test_what_follows_a_name_and_a_colon_is_no_post(tmp_path: Path) -> None:
    line = "10:00 Keynote – Prof. Lena Winter: What the fields hide\n"
    (_, session) = read(tmp_path, FRONTS["en"] + line)["sessions"]
    (person,) = session["participants"]
    assert (person["name"], person.get("affiliations")) == ("Lena Winter", None)


@pytest.mark.parametrize(
    "language, head, first, second",
    [
        ("en", "Concurrent sessions", "A. Fair pay (Lena Winter, Fair Fields)",
         "B. Safe homes – Ugo Lund, judge"),
        ("en", "Workshops (choose one)", "1. Interpreters as allies – Lena Winter",
         "2. Safe homes – Ugo Lund"),
        ("en", "Working in groups", "Group 1: Fair pay (led by Lena Winter)",
         "Group 2: Safe homes (led by Ugo Lund)"),
        ("de", "Workshops", "• „Im Netz“ mit Lena Winter (Aue e. V.)",
         "• „Zu Haus“ mit Ugo Lund (Aue e. V.)"),
        ("uk", "Робота в групах", "Група 1: Громади (фасилітаторка Ада Бек)",
         "Група 2: Міста (фасилітатор Ілля Мороз)"),
    ],
)  # fmt: skip
def test_lines_below_a_time_that_name_who_leads_are_sessions(
    tmp_path: Path, language: str, head: str, first: str, second: str
) -> None:
    text = f"{FRONTS[language]}10:00 {head}\n{first}\n{second}\n12:00 Lunch\n"
    _, one, two = held(read(tmp_path, text))
    for (title, names), line in ((one, first), (two, second)):
        assert title in line and len(names) == 1
        assert names[0] not in title and "led by" not in title and "(" not in title


def test_a_body_before_a_name_is_no_session_beside_others(tmp_path: Path) -> None:
    rows = ["Fair pay", "Law Clinic – Lena Winter", "Safe homes", "City Council – Ugo Lund"]
    text = FRONTS["en"] + "10:00 Parallel sessions\n" + "\n".join(rows) + "\n"
    assert not {"Law Clinic", "City Council"} & {title for title, _ in held(read(tmp_path, text))}


@pytest.mark.parametrize("first", ["14.10.2031 ", "Di, 14.10.2031   "])
@pytest.mark.parametrize("names_first", [True, False])
def test_lines_that_begin_with_a_day_are_the_sessions_of_a_series(
    tmp_path: Path, first: str, names_first: bool
) -> None:
    talks = [
        ("Im Netz der Händler", "Dr. Lena Winter (Wien)"),
        ("Wer erntet", "Prof. Ugo Lund (Graz)"),
    ]
    talks.append(("Was im Gesetz steht", "Mag. Ada Bek (Aue)"))
    text = "Vortragsreihe: das Recht auf dem Feld\njeweils 19 Uhr, Rathaus\n\n"
    for day, (title, name) in zip((first, "28.10.2031 ", "11.11.2031 "), talks):
        text += f"{day}{name}: {title}\n" if names_first else f"{day}{title}\n    {name}\n"
    transcript = read(tmp_path, text)
    sessions = [s for s in transcript["sessions"] if s.get("participants")]
    assert [str(s["date"]) for s in sessions] == ["2031-10-14", "2031-10-28", "2031-11-11"]
    assert [s["title"] for s in sessions] == [title for title, _ in talks]


def test_the_venue_behind_the_day_of_an_agenda_is_no_session(tmp_path: Path) -> None:
    days = ["12 June 2031, House of the Guilds, Riga", "13 June 2031, House of the Guilds, Riga"]
    days.append("14 June 2031, House of the Guilds, Riga")
    slots = "9:00 Opening\nAda Bek, mayor\n\n10:00 Panel\nUgo Lund, judge\n"
    text = "Forum on law\n\n" + "\n".join(f"{day}\n\n{slots}" for day in days)
    titles = [title for title, _ in held(read(tmp_path, text))]
    assert not any("House of" in title for title in titles)


def test_a_weekday_with_a_number_is_a_day_of_the_event(tmp_path: Path) -> None:
    text = "La ley de los campos\n13 y 14 de noviembre de 2031\n\n"
    text += "Jueves 13\n9:00 Saludo de la ciudad\nAda Bek, jueza\n"
    text += "Viernes 14\n9:00 Cierre de la jornada\nJulio Mora, juez\n"
    sessions = read(tmp_path, text)["sessions"]
    assert [str(s["date"]) for s in sessions] == ["2031-11-13", "2031-11-14"]


def test_rows_with_times_and_rows_set_back_are_not_wrapped(tmp_path: Path) -> None:
    text = """La legge dei campi e delle città
3 giugno 2031

ore 9.00   Il saluto della città di Foggia e della provincia tutta
           Giulia Nobili, presidente della Provincia di Foggia
           Maria Torre, sindaca della città di Foggia nel sud
ore 9.30   I dati della prima ricerca sui campi e sulle città del sud
           presiede Ada Bek, Università della Provincia di Foggia
           - Carla Neri, ricercatrice, Osservatorio sul lavoro agricolo
ore 10.30  Le risposte delle cooperative e dei comuni della provincia
           presiede Ugo Lund, Osservatorio sul lavoro agricolo
ore 12.00  Proiezione del documentario sui campi e sulle città del sud
ore 13.00  Pausa pranzo
"""
    sessions = read(tmp_path, text)["sessions"]
    assert [session["start"] for session in sessions] == ["09:00", "09:30", "10:30", "12:00"]
    assert [p["name"] for p in sessions[0]["participants"]] == ["Giulia Nobili", "Maria Torre"]
    assert sessions[-1]["title"].endswith("città del sud")
