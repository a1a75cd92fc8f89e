"""Links and marks beside names, lines on the document, and days up to which one registers."""

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

HEAD = "The law of the fields\n\nHarbour Hall, Lenn, 9 October 2031\n"
LINKS = (
    "www.terra.example",
    "https://terra.example/en/about-us",
    "https://orcid.org/0000-0002-1825-0097",
    "ORCID: 0000-0002-1825-0097",
    "bit.ly/3xYz",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("form", [", {}", " – {}", " ({})", " {}", "\n{}"])
def test_a_link_beside_a_name_is_no_post_and_no_body(tmp_path: Path, form: str, link: str) -> None:
    beside = form.format(link)
    text = f"{HEAD}\n9:00 Farms\nAda Bek, Terra{beside}\nTom Reed, Caritas\n\n10:00 Courts\n"
    first, second = read_sessions(tmp_path, f"{text}Eve Holt, judge\n")

    assert named(first) == ["Ada Bek", "Tom Reed"]
    assert first["participants"][0]["affiliations"] == [{"organization": "Terra"}]
    assert (first["start"], second["start"]) == ("09:00", "10:00")


def test_a_link_behind_a_name_alone_leaves_the_name(tmp_path: Path) -> None:
    text = f"{HEAD}\n9:00 Farms\nAda Bek – https://www.linkedin.com/in/adabek\nTom Reed, Caritas\n"
    (session,) = read_sessions(tmp_path, text)

    assert named(session) == ["Ada Bek", "Tom Reed"]


def test_a_venue_has_no_link(tmp_path: Path) -> None:
    venue = "Venue: Harbour Hall, www.harbour.example"
    text = f"The law of the fields\n9 October 2031\n\n9:00 Farms\n{venue}\nAda Bek, judge\n"
    (session,) = read_sessions(tmp_path, text)

    assert session["room"] == "Harbour Hall"


@pytest.mark.parametrize(
    "line",
    [
        "ISBN 978-3-16-148410-0",
        "Project No. 2031-1-AT01-KA220-ADU-000012345",
        "© 2031 Terra Foundation",
        "#FairFields",
        "terra.example",
    ],
)
def test_what_tells_of_the_document_is_of_nobody(tmp_path: Path, line: str) -> None:
    text = f"{HEAD}\n9:00 Farms\nAda Bek, Terra\n{line}\nTom Reed, Caritas\n"
    (session,) = read_sessions(tmp_path, text)

    assert [part["affiliations"] for part in session["participants"]] == [
        [{"organization": "Terra"}],
        [{"organization": "Caritas"}],
    ]
    assert not any("review" in part for part in session["participants"])


@pytest.mark.parametrize(
    "line",
    [
        "Registration closes on 3 October 2031",
        "Deadline for registration: 3 October 2031",
        "Please confirm by 3 October 2031",
        "Please register with Una Lund by 3 October 2031",
        "RSVP to events@terra.example by 3 October 2031",
        "Early bird until 3 October 2031",
        "3 October 2031 – registration closes",
        "Anmeldeschluss: 3. Oktober 2031",
        "Um Rückmeldung bis zum 3. Oktober 2031 wird gebeten",
        "Clôture des inscriptions : 3 octobre 2031",
        "Merci de confirmer votre présence avant le 3 octobre 2031",
        "Plazo de inscripción: hasta el 3 de octubre de 2031",
        "Scadenza per le iscrizioni: 3 ottobre 2031",
        "Кінцевий термін реєстрації: 3 жовтня 2031",
        "Прием заявок до 3 октября 2031 г.",
    ],
)
def test_a_day_up_to_which_one_registers_dates_no_session(tmp_path: Path, line: str) -> None:
    text = f"{HEAD}{line}\n\n9:00 Farms\nAda Bek, judge\n\n10:00 Courts\nTom Reed, mayor\n"
    sessions = read_sessions(tmp_path, text)

    assert [session["date"] for session in sessions] == ["2031-10-09", "2031-10-09"]


@pytest.mark.parametrize(
    "mark",
    ["unable to attend", "excused", "entschuldigt", "excusée", "ausente", "не сможет участвовать"],
)
@pytest.mark.parametrize("form", [" ({})", " – {}", " [{}]"])
def test_who_is_said_to_be_absent_takes_no_part(tmp_path: Path, form: str, mark: str) -> None:
    language = {"entschuldigt": "Der Saal ist offen.", "excusée": "La salle est ouverte."}
    said = {**language, "ausente": "La sala está abierta para todos."}.get(mark, "")
    said = "Зал открыт для всех, кто пришёл." if not mark.isascii() and not said else said
    text = f"{HEAD}\n9:00 Farms\n{said}\nAda Bek, Terra{form.format(mark)}\nTom Reed, Caritas\n"
    (session,) = read_sessions(tmp_path, text)

    assert named(session) == ["Tom Reed"]


def test_a_mark_below_a_name_is_of_the_person(tmp_path: Path) -> None:
    text = f"{HEAD}\n9:00 Farms\nAda Bek, judge, Terra\n(tbc)\nTom Reed, Caritas\n[invited]\n"
    (session,) = read_sessions(tmp_path, text)

    told = [(part["name"], part.get("status")) for part in session["participants"]]
    assert told == [("Ada Bek", "to-be-confirmed"), ("Tom Reed", "invited")]


@pytest.mark.parametrize(
    "line",
    [
        "Please confirm your attendance at our seminar on 12 May 2031",
        "RSVP essential | Thursday 12 May 2031 | Harbour Hall, Lenn",
        "Beyond the Deadline – International Conference, 12 May 2031, Lenn",
        "Termine: 12. Mai 2031, Rathaus Wien. Der Eintritt ist für alle frei.",
        "Die Frist im Asylverfahren – 12. Mai 2031, Wien",
        "Um Anmeldung wird gebeten: Montag, 12. Mai 2031, Rathaus Wien",
    ],
)
def test_the_day_of_the_event_beside_words_for_a_deadline_stays(tmp_path: Path, line: str) -> None:
    text = (
        f"Work in the port\n{line}\n\n9:00 Farms\nAda Bek, judge\n\n10:00 Courts\nTom Reed, mayor\n"
    )
    sessions = read_sessions(tmp_path, text)

    assert [session["date"] for session in sessions] == ["2031-05-12", "2031-05-12"]


def test_who_speaks_for_one_who_is_absent_takes_part(tmp_path: Path) -> None:
    line = "Ivo Pavic, Safe Home (excused), represented by Mia Lund"
    text = f"{HEAD}\n9:00 Farms\nAda Bek, judge\n{line}\n\n10:00 Courts\nTom Reed, mayor\n"
    first, _ = read_sessions(tmp_path, text)

    assert "Mia Lund" in named(first)
    assert not any("status" in part for part in first["participants"])


def test_a_title_with_the_word_project_is_one(tmp_path: Path) -> None:
    text = f"A Project No One Wanted\n\n{HEAD.splitlines()[2]}\n\n9:00 Farms\nAda Bek, judge\n"

    assert read_draft(tmp_path, text, ".txt")["title"] == "A Project No One Wanted"
