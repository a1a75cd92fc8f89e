"""Programmes as people type them: who speaks behind a title, and sessions on lines of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

from atgraph.curate.ingest.formats import plain

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
    return read_draft(folder, text, ending)


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


def test_who_speaks_may_stand_beside_the_time_and_the_title_below(tmp_path: Path) -> None:
    rows = {
        "Dr. Lena Winter (chair), KLM Aue": "What the field saw",
        "Ugo Lund, Law Clinic": "Numbers that help",
        "Ada Bek": "What now?",
    }
    text = "The law of the fields\n3 June 2031\n\n"
    times = enumerate(rows.items(), 10)
    text += "".join(f"{hour}:00 {names}\n   {title}\n" for hour, (names, title) in times)
    names = [["Lena Winter"], ["Ugo Lund"], ["Ada Bek"]]
    assert held(read(tmp_path, text)) == [*zip(rows.values(), names)]


@pytest.mark.parametrize("head", ["MORNING SESSION", "Panel 1: The fields"])
def test_who_leads_several_that_have_times_has_a_session_of_their_head(
    tmp_path: Path, head: str
) -> None:
    text = FRONTS["en"] + f"9:30 Coffee break\n\n{head}\nChair: Lena Winter (Law Clinic)\n\n"
    text += "10:00 Fair pay for all of us\nUgo Lund, judge\n10:30 Safe homes\nEva Roth, nurse\n"
    _, session, *others = (transcript := read(tmp_path, text))["sessions"]
    assert (session["title"], "start" in session) == (head, False)
    assert held(transcript)[1:] == [
        (head, ["Lena Winter"]), ("Fair pay for all of us", ["Ugo Lund"]),
        ("Safe homes", ["Eva Roth"]),
    ]  # fmt: skip
    assert len(others) == 2


def test_the_last_of_those_side_by_side_keeps_its_time(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:00 Workshops\n\nGroup 1: Fair pay\nModerator: Lena Winter, judge\n"
    text += (
        "Group 2: Safe homes\nModerator: Ugo Lund, nurse\n12:00 Our last words\nAda Bek, mayor\n"
    )
    starts = {s["title"]: s.get("start") for s in read(tmp_path, text)["sessions"]}
    assert starts["Group 2: Safe homes"] == starts["Group 1: Fair pay"] == "10:00"


def test_the_one_time_above_days_or_lengths_is_that_of_the_whole(tmp_path: Path) -> None:
    text = "Webinar series: the law of the fields\nOnline, 16:00–17:15 CET\n\n"
    days = {"Session One\n3 June 2031": "Fair pay", "Session Two\n1 July 2031": "Safe homes"}
    for head, title in days.items():
        text += f"{head}\n{title}\nSpeakers: Lena Winter (Law Clinic), Ugo Lund (Hope House)\n\n"
    names = ["Lena Winter", "Ugo Lund"]
    assert held(read(tmp_path, text)) == [(title, names) for title in days.values()]
    text = "The law of the fields\n\nDate: 3 June 2031\nTime: 1.15 – 2.30 p.m.\n\nProgramme\n"
    text += "Opening remarks (10 min)\nMs. Lena Winter, mayor\n\nThe panel (45 min)\n"
    text += "Mr. Ugo Lund, judge\n\nClosing (5 min)\nMs. Ada Bek, nurse\n"
    titles = ["Opening remarks", "The panel", "Closing"]
    one = zip(titles, [["Lena Winter"], ["Ugo Lund"], ["Ada Bek"]])
    assert held(read(tmp_path, text)) == list(one)


def test_a_line_that_names_nobody_is_no_session_beside_others(tmp_path: Path) -> None:
    rows = "<tr><td>10:00</td><td>Working in groups</td>"
    rows += "<td>All participants<br>Facilitator: Lena Winter</td></tr>"
    rows += "<tr><td>11:00</td><td>Fair pay</td><td>Ugo Lund, judge</td></tr>"
    text = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{rows}</table>"
    expected = [("Working in groups", ["Lena Winter"]), ("Fair pay", ["Ugo Lund"])]
    assert held(read(tmp_path, text, ".html")) == expected


def test_what_is_quoted_below_a_name_is_no_body(tmp_path: Path) -> None:
    talk = "«Державна політика в містах»"
    text = f"{FRONTS['uk']}10:00 Пленарне засідання\nДоповіді:\nІлля Мороз – суддя\n{talk}\n"
    assert talk not in str(read(tmp_path, text)["sessions"][-1].get("participants"))


def test_a_country_before_a_name_is_no_role(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:00 Fair pay\nIntroducers:\nEstonia: Ms. Lena Winter\nMr. Ugo Lund\n"
    one, two = read(tmp_path, text)["sessions"][-1]["participants"]
    assert (one["country"], one["role"], one.get("review")) == ("Estonia", two["role"], None)


def test_a_day_and_time_of_the_whole_may_have_more_beside_them(tmp_path: Path) -> None:
    text = "The law of the fields\n3 June 2031, 14:00–16:00, platform Rivage\n\n"
    text += (
        "14:00 – 14:40 Fair pay\nLena Winter, judge\n14:40 – 15:10 Safe homes\nUgo Lund, nurse\n"
    )
    text += "15:10 – 16:00 Our last words\nAda Bek, mayor\n"
    expected = ["Fair pay", "Safe homes", "Our last words"]
    assert [title for title, _ in held(read(tmp_path, text))] == expected


def test_rooms_with_a_dash_stand_before_titles_and_names(tmp_path: Path) -> None:
    rows = ["Room A – Fair pay – Lena Winter, judge", "Room B – Safe homes – Ugo Lund, nurse"]
    text = FRONTS["en"] + "10:00 Parallel sessions\n" + "\n".join(rows) + "\n"
    sessions = read(tmp_path, text)["sessions"][1:]
    assert [s["room"] for s in sessions] == ["Room A", "Room B"]
    names = [[person["name"] for person in s["participants"]] for s in sessions]
    assert names == [["Lena Winter"], ["Ugo Lund"]]


def test_a_role_behind_a_dash_leads_to_who_has_it(tmp_path: Path) -> None:
    text = "Право в полях\n3 июня 2031\n\n9:00 Сессия 1. Труд – тренер Овелия Шохранова\n"
    text += "10:00 Сессия 2. Дом – тренеры Овелия Шохранова и Ульфат Дарьянов\n"
    expected = [["Овелия Шохранова"], ["Овелия Шохранова", "Ульфат Дарьянов"]]
    assert [names for _, names in held(read(tmp_path, text))] == expected


def test_who_speaks_may_stand_beside_the_day_of_a_series(tmp_path: Path) -> None:
    rows = {
        "14.10.2031  Prof. Lena Winter (Aue)": "Was ist Arbeit?",
        "28.10.2031  Dr. Ugo Lund (ILO, Genf)": "Zwang in Zahlen",
        "11.11.2031  Greta Berg (LOTSE Aue)": "Aus der Beratung",
    }
    text = "Ringvorlesung „Das Recht auf dem Feld“\n\n"
    text += "".join(f"{day}\n            {title}\n" for day, title in rows.items())
    names = [["Lena Winter"], ["Ugo Lund"], ["Greta Berg"]]
    assert held(read(tmp_path, text)) == [*zip(rows.values(), names)]


def test_what_is_quoted_below_an_act_is_the_rest_of_its_title(tmp_path: Path) -> None:
    text = FRONTS["es"] + '10:00 Conferencia inaugural\n"La trata en el campo"\nLena Mora, jueza\n'
    _, (title, names) = held(read(tmp_path, text))
    assert (title, names) == ('Conferencia inaugural "La trata en el campo"', ["Lena Mora"])


def test_a_venue_behind_all_sessions_is_that_of_all(tmp_path: Path) -> None:
    text = (
        FRONTS["en"] + "10:00 Fair pay\nLena Winter, judge\n\nVenue: Hotel Fields, Congress Hall\n"
    )
    transcript = read(tmp_path, text)
    assert "room" not in transcript["sessions"][-1]
    assert transcript["listings"][0]["room"] == "Hotel Fields, Congress Hall"


def test_a_role_behind_a_comma_begins_the_next_and_online_is_none(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:00 Fair pay\nLena Winter (Law Clinic), Ugo Lund (Hope House), "
    text += "Moderator: Eva Roth\nOnline: Ada Bek, Public Library\n"
    people = read(tmp_path, text)["sessions"][-1]["participants"]
    assert [p["role"] for p in people] == ["speaker", "speaker", "moderator", "speaker"]
    assert "Online" not in str([p.get("review") for p in people])


def test_dots_lead_from_an_item_to_who_speaks(tmp_path: Path) -> None:
    text = "THE COUNCIL OF THE FIELDS QUARTERLY MEETING\n\nThursday, January 23, 2031\n\nAGENDA\n\n"
    text += (
        "I. Call to Order ............ Sheriff Ugo Lund\nII. Fair Pay ........ Lena Winter, Law "
    )
    text += "Clinic\nIII. Safe Homes ......... Hon. Ada Bek, Circuit Court\n"
    expected = [("Call to Order", ["Ugo Lund"]), ("Fair Pay", ["Lena Winter"])]
    assert held(read(tmp_path, text)) == [*expected, ("Safe Homes", ["Ada Bek"])]


@pytest.mark.parametrize(
    "front, title",
    [
        ("COMUNE DI RIVA\nAssessorato alla Casa\n\nCONVEGNO\nChi raccoglie: dal campo alla casa\n"
         "\nVenerdì 3 giugno 2031\nSala Azzurra, Piazza Municipale, Riva\n",
         ("Chi raccoglie: dal campo alla casa", None)),
        ("ПРОГРАММА\nкруглого стола «Право в полях и городах»\n\nг. Бишкек, 3 июня 2031 года\n"
         "Гостиница «Река», зал «Сад»\n", ("круглого стола «Право в полях и городах»", None)),
    ],
)  # fmt: skip
def test_neither_body_nor_venue_nor_head_is_title_or_subtitle(
    tmp_path: Path, front: str, title: tuple[str, None]
) -> None:
    transcript = read(tmp_path, f"{front}\n9:00 Ada Bek\n10:00 Ugo Lund\n")
    assert (transcript["title"], transcript.get("subtitle")) == title


def test_four_digits_that_begin_lines_are_times(tmp_path: Path) -> None:
    text = (
        "The law of the fields\n3 June 2031\n\n0900  Opening film\n0910  Fair pay\n      Ms Lena "
    )
    text += "Winter, judge\n0940  Safe homes\n      Mr Ugo Lund, nurse\n"
    sessions = read(tmp_path, text)["sessions"]
    assert [s["start"] for s in sessions] == ["09:00", "09:10", "09:40"]
    text = "The law of the fields\n\n0830 - 0900 | Opening | Ms. Lena Winter\n"
    text += "0900 - 1030 | Practice | All instructors\n1045 - 1215 | Safe homes | Mr. Ugo Lund\n"
    expected = [("Opening", ["Lena Winter"]), ("Practice", []), ("Safe homes", ["Ugo Lund"])]
    assert held(read(tmp_path, text)) == expected


def test_years_that_begin_lines_are_no_times(tmp_path: Path) -> None:
    text = FRONTS["en"] + "1945 A harbour opens\n2010 The clinic opens\n2012 It closes\n"
    assert [s["start"] for s in read(tmp_path, text)["sessions"]] == ["09:00"]


def test_a_line_below_an_act_and_above_a_name_is_what_it_is_on(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:00 Keynote\nHeat, debt and brick\nDr Lena Winter, Law Clinic\n"
    assert held(read(tmp_path, text))[1:] == [("Keynote Heat, debt and brick", ["Lena Winter"])]


def test_who_is_met_or_has_a_topic_takes_part(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:00 Police Headquarters\nMeeting with Ms. Lena Winter, Head of Unit\n"
    text += "11:00 The papers of the day\n1. The fishers – Hugo Lund, Law Clinic\n"
    names = [names for _, names in held(read(tmp_path, text))[1:]]
    assert names == [["Lena Winter"], ["Hugo Lund"]]


def test_who_has_a_role_takes_part_in_the_one_session_beside_those_with_posts(
    tmp_path: Path,
) -> None:
    text = "La casa di tutti noi\nRoma, 3 giugno 2031 - ore 11.00\n\nIntroduzione\nSen. Ada Bek\n"
    text += "\nIntervengono\nLena Neri, giurista\nUgo Riva, assistente sociale, Comune di Aldea\n"
    ((_, names),) = held(read(tmp_path, text))
    assert set(names) == {"Ada Bek", "Lena Neri", "Ugo Riva"}


def test_bars_and_spaces_part_the_cells_of_a_typed_table(tmp_path: Path) -> None:
    text = "The law of the fields\n3 June 2031\n\nTime           | Topic              | Trainer\n"
    text += "09:30 – 10:00  | Fair pay           | Lena Winter, judge; Ugo Lund, nurse\n"
    text += "10:00 – 11:30  | Tea                |\n"
    text += "11:30 – 12:30  | Safe homes for us  | Ada Bek, mayor\n"
    expected = [("Fair pay", ["Lena Winter", "Ugo Lund"]), ("Safe homes for us", ["Ada Bek"])]
    assert held(read(tmp_path, text)) == expected


def test_rooms_begin_the_rows_of_sessions_side_by_side(tmp_path: Path) -> None:
    text = FRONTS["en"] + "10:30 Breakouts\n"
    text += "   Room 110        Fair Pay for All      Lena Winter, Law Clinic\n"
    text += "   Room 120        Safer Homes           Sgt. Ugo Lund, Aue Police\n12:00 Lunch\n"
    sessions = read(tmp_path, text)["sessions"][1:]
    rooms = [(s["title"], s["room"], s["participants"][0]["name"]) for s in sessions]
    assert rooms == [
        ("Fair Pay for All", "Room 110", "Lena Winter"), ("Safer Homes", "Room 120", "Ugo Lund"),
    ]  # fmt: skip


def test_names_with_bodies_in_brackets_stand_before_titles(tmp_path: Path) -> None:
    text = (
        "IL LAVORO E LA LEGGE\nAldea, 8 maggio 2031\n\n9.30 Lena Neri (Università di Aldea), Chi "
    )
    text += "raccoglie\n10.00 Marco Riva (Terra!), Il prezzo dei fiori\n11.00 Pausa caffè\n\n"
    text += "Pomeriggio\npresiede Eva Bruno (Università di Riva)\n\n"
    text += "14.30 Carla Bianchi (Università di Riva), La casa di tutti\n"
    assert held(read(tmp_path, text)) == [
        ("Chi raccoglie", ["Lena Neri"]), ("Il prezzo dei fiori", ["Marco Riva"]),
        ("Pomeriggio", ["Eva Bruno"]), ("La casa di tutti", ["Carla Bianchi"]),
    ]  # fmt: skip


def test_an_act_of_somebody_with_an_honorific_names_who_takes_part(tmp_path: Path) -> None:
    text = FRONTS["fr"] + "10:00 La cérémonie de tous\n* Allocution de Mme Lena Dubois, juge\n"
    assert held(read(tmp_path, text))[1:] == [("La cérémonie de tous", ["Lena Dubois"])]


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_list_of_who_speaks_goes_on_in_the_next_line(tmp_path: Path, indent: str) -> None:
    names = "Ada Bek, Open Door Network; Ugo\n    Lund, judge; Eva Roth (Lantern\nHouse)"
    other = (
        f"Ada Bek (Open Door Network); Ugo Lund, judge; Eva\n{indent}Roth, Lantern House; Ana Cruz"
    )
    text = f"Forum on law\n12 June 2031\n\n9:00 Doors\nSpeakers: {names}\n\n"
    text += f"10:00 Windows\nSpeakers: {other}\n\n11:00 Roofs\nSpeakers: {names}\n"
    assert held(read(tmp_path, text)) == [
        ("Doors", ["Ada Bek", "Ugo Lund", "Eva Roth"]),
        ("Windows", ["Ada Bek", "Ugo Lund", "Eva Roth", "Ana Cruz"]),
        ("Roofs", ["Ada Bek", "Ugo Lund", "Eva Roth"]),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "60’ Opening: Doors, windows; Speaker: Ada Bek, judge",
        "Ada Bek; judge; Open Door Network",
        "Panel: doors; windows",
    ],
)
def test_rows_of_fields_stay_apart(row: str) -> None:
    assert [line.text for line in plain.read(f"{row}\n{row}\n").lines] == [row, row]


def test_a_rank_before_what_it_inspects_is_a_post(tmp_path: Path) -> None:
    text = "Foro sobre la trata\nLima, 3 de junio de 2031\n\n10:00 Puertos\n"
    text += "Panelistas: Ada Bek, Red de Apoyo; Ugo Lund, Inspector General del Trabajo\n"
    (session,) = read(tmp_path, text)["sessions"]
    assert [person["name"] for person in session["participants"]] == ["Ada Bek", "Ugo Lund"]
    (post,) = session["participants"][1]["affiliations"]
    assert post["title"] == "Inspector General del Trabajo"


def test_the_report_counts_who_organises_the_whole(tmp_path: Path) -> None:
    text = "Forum on law\n12 June 2031\nOrganised by: Open Door Network; Lantern House\n\n"
    text += "9:00 Doors\nAda Bek, judge\n\n10:00 Windows\nUgo Lund, mayor\n"
    read(tmp_path, text)
    assert "2 organisers, 2 people" in (tmp_path / "draft" / "report.txt").read_text("utf-8")


def test_letters_count_what_runs_side_by_side_below_a_counted_slot(tmp_path: Path) -> None:
    text = "TRAINING CONFERENCE\nMay 6, 2031\n\n9:00 a.m. – 10:00 a.m.  Doors\nAda Bek, judge\n\n"
    text += "10:30 a.m. – 12:00 p.m.  BREAKOUT SESSION I\n"
    text += "   A. Digital Evidence Basics (Room 201)\n      SA Kevin O'Malley, Lantern House\n"
    text += "   B. Calm Courtrooms (Room 202)\n      Hon. Eva Roth, District Court\n\n"
    text += "1:15 p.m. – 2:45 p.m.  BREAKOUT SESSION II\n"
    text += "   A. From Tip to Trial (Room 201)\n      AUSA Ana Cruz, County Court\n"
    text += "   B. Shelters: What Works (Room 202)\n      Bea Lim, mayor\n"
    found = [(s["title"], s.get("room")) for s in read(tmp_path, text)["sessions"]]
    assert found[1:] == [
        ("Digital Evidence Basics", "Room 201"),
        ("Calm Courtrooms", "Room 202"),
        ("From Tip to Trial", "Room 201"),
        ("Shelters: What Works", "Room 202"),
    ]


def test_who_sits_on_a_committee_supports_nothing_and_speaks_nowhere(tmp_path: Path) -> None:
    text = "Forum on law\nOrganising Committee: Jill Peters, Sarah Kolstad\n6 May 2031\n\n"
    text += "9:00 Doors\nAda Bek, judge\n\n10:00 Windows\nUgo Lund, mayor\n\n"
    text += "Thank you to our sponsors: Lantern House; Women's Fund\n"
    text += "Planning Committee: Ana Cruz (University of Aue), Bo Lind\n"
    transcript = read(tmp_path, text)
    assert [names for _, names in held(transcript)] == [["Ada Bek"], ["Ugo Lund"]]
    organizers = [s["organizer"] for s in transcript["statements"] if "organizer" in s]
    assert organizers == ["Lantern House", "Women's Fund"]


def test_the_number_of_a_room_begins_no_days(tmp_path: Path) -> None:
    text = "Table ronde sur la traite\nStrasbourg, salle 7 – 18 novembre 2031\n\n"
    text += "9h00 Ouverture\nAda Bek, juge\n\n10h00 Portes\nUgo Lund, maire\n"
    transcript = read(tmp_path, text)
    assert str(transcript["start"]) == str(transcript["end"]) == "2031-11-18"


def test_an_item_that_names_nobody_is_no_post_of_the_one_above(tmp_path: Path) -> None:
    text = "Forum on law\n6 May 2031\n\n9:00 Doors\nSpeakers:\n- Ugo Lund, Head, Lantern House\n"
    text += "- Representative of Open Door Network (tbc)\n- Eva Roth, mayor (invited)\n"
    (session,) = read(tmp_path, text)["sessions"]
    lund, roth = session["participants"]
    assert (lund.get("status"), lund["affiliations"]) == (
        None,
        [{"title": "Head", "organization": "Lantern House"}],
    )
    assert roth["status"] == "invited"
    assert "Representative of Open Door" in (tmp_path / "draft" / "report.txt").read_text("utf-8")


def test_a_name_on_a_card_is_known_behind_the_title_of_a_talk(tmp_path: Path) -> None:
    page = "<h1>Forum on law</h1><p>6 May 2031</p><h2>Speakers</h2>"
    for name, post in (("Chidi Obiora", "Policy Lead, Workers Network"), ("Ada Bek", "judge")):
        page += f"<div><h3>{name}</h3><p>{post}</p></div>"
    page += "<h2>Agenda</h2><ul><li>9:00 Doors (Ada Bek)</li>"
    page += "<li>10:00 What workers say – Chidi Obiora</li></ul>"
    transcript = read(tmp_path, page, ".html")
    assert held(transcript) == [("Doors", ["Ada Bek"]), ("What workers say", ["Chidi Obiora"])]


def test_a_programme_of_names_is_in_the_language_of_its_days(tmp_path: Path) -> None:
    text = "LANTERN TRAINING CONFERENCE\nTuesday, May 6, 2031 – Wednesday, May 7, 2031\n\n"
    for hour in range(8, 17):
        people = "".join(f"Ada Bek{n} Lund, Judge, County Court\n" for n in "abcdef")
        text += f"{hour}:00 Plenary of doors and gates {hour}\n{people}\n"
    read(tmp_path, text)
    assert "not known" not in (tmp_path / "draft" / "report.txt").read_text("utf-8")


def test_addresses_are_no_session_within_another(tmp_path: Path) -> None:
    text = "Forum on law\n6 May 2031\n\n9:00 - 10:00  OPENING SESSION\n\n"
    text += "              Welcome addresses:\n              Ambassador Clemens Brandt\n"
    text += "              Ms. Helga Winterfeld\n\n10:00 - 11:00  PANEL I: DOORS\n"
    text += "               Panellists: Mr. Ugo Lund (Graz), Mr. Luis C. deLaca, Ms. Eva Roth\n"
    transcript = read(tmp_path, text)
    assert held(transcript) == [
        ("OPENING SESSION", ["Clemens Brandt", "Helga Winterfeld"]),
        ("PANEL I: DOORS", ["Ugo Lund", "Luis C. deLaca", "Eva Roth"]),
    ]
    assert transcript["sessions"][0]["participants"][0]["role"] == "welcoming"


def test_a_degree_in_small_letters_begins_the_next_name(tmp_path: Path) -> None:
    text = "Круглий стіл\n20 листопада 2031 року\n\n10:00 Сесія 1. Двері\nДоповідачі:\n"
    text += "Ігор БОЙКО, начальник управління міграційної поліції Львівської області\n"
    text += "к.ю.н. Леся Тимчишин, доцентка кафедри права\nо. Роман Прокопець, Карітас\n"
    assert held(read(tmp_path, text))[0][1] == ["Ігор БОЙКО", "Леся Тимчишин", "Роман Прокопець"]


def test_a_letter_that_was_sent_is_on_its_subject(tmp_path: Path) -> None:
    text = "From: Programme Committee <events@example.invalid>\nTo: members\n"
    text += "Subject: Fwd: Seminar on recruitment fees, 12 March 2031\n\nDear colleagues,\n\n"
    text += 'We are pleased to invite you to a seminar, "Who Pays?", on 12 March 2031.\n\n'
    text += "Programme\n\n13.30  Doors\nAda Bek, judge\n\n14.45  Windows\nUgo Lund, mayor\n\n"
    text += "16.45  Songs\n\nPlease register before 5 March with Ms Joke Roth, secretariat.\n"
    transcript = read(tmp_path, text)
    assert transcript["title"].startswith("Seminar on recruitment fees")
    assert held(transcript) == [("Doors", ["Ada Bek"]), ("Windows", ["Ugo Lund"]), ("Songs", [])]
    assert "statements" not in transcript


def test_a_body_whose_name_begins_as_a_pronoun_may_invite(tmp_path: Path) -> None:
    text = "Forum on law\n12 June 2031\n\nWe Restore is pleased to invite you to the forum.\n\n"
    text += "9:00 Doors\nAda Bek, judge\n\n10:00 Windows\nUgo Lund, mayor\n"
    (statement,) = read(tmp_path, text)["statements"]
    assert statement["organizer"] == "We Restore"


def test_days_from_and_to_are_no_letter(tmp_path: Path) -> None:
    text = "From: 12 May 2031\nTo: 13 May 2031\nForum on law\n\n9:00 Doors\nAda Bek, judge\n"
    transcript = read(tmp_path, text)
    assert (str(transcript["start"]), str(transcript["end"])) == ("2031-05-12", "2031-05-13")
    assert transcript["title"] == "Forum on law"


def test_lines_of_paragraphs_that_stand_apart_were_wrapped(tmp_path: Path) -> None:
    text = (
        "Fachtag Faire Arbeit\n\n18. September 2031\n\n"
        "9:00–10:00 Podium 1: Wer sieht, wer hilft?\n\n"
        "Moderation: Nora Feld – Podiumsgäste: Rosa Bek, Hanna Aue, Ömer\n"
        "Faruk Yıldız, Anna Winter\n\n"
        "10:00–11:00 Podium 2: Pflege daheim\n\n"
        "Moderation: Karin Lund – Podiumsgäste: Hanna Aue, Ida Berg, Ute\n"
        "Maria Sommer\n\n"
        "11:00–12:00 Podium 3: Auf der Baustelle\n\n"
        "Moderation: Jan Aue – Podiumsgäste: Heinz Berg, Ida Kurz, Peter\n"
        "Graf zu Lenn\n\nUnsere Förderer\n\nSparkasse Lenn\nDruckhaus Aue\n"
    )
    names = [[p["name"] for p in s["participants"]] for s in read(tmp_path, text)["sessions"]]
    assert names == [
        ["Nora Feld", "Rosa Bek", "Hanna Aue", "Ömer Faruk Yıldız", "Anna Winter"],
        ["Karin Lund", "Hanna Aue", "Ida Berg", "Ute Maria Sommer"],
        ["Jan Aue", "Heinz Berg", "Ida Kurz", "Peter Graf zu Lenn"],
    ]


def test_a_time_within_brackets_may_be_wrapped() -> None:
    lines = plain.read("Séance : Mot de bienvenue (9 octobre 2031, 9h00 –\n9h30)\n").lines
    assert [line.text for line in lines] == [
        "Séance : Mot de bienvenue (9 octobre 2031, 9h00 – 9h30)"
    ]


def test_the_end_of_a_time_may_be_wrapped_behind_a_small_word() -> None:
    said = (
        "Ada Bek has worked with those who were forced to work for fifteen years, and\n"
        "wrote a guide that many use in the courts of the land and in the offices of\n"
        "the guilds, where it is read with care and often passed on to those who\n"
        "ask for it.\n\n"
        "Speaks at: What a ledger shows to those who read it, 5 June 2031, from 10:00 to\n"
        "11:30, Main Hall\n"
    )
    *_, last = plain.read(said).lines
    assert last.text.endswith("from 10:00 to 11:30, Main Hall")


def test_neither_a_venue_at_a_time_nor_a_presidency_is_read_as_another(tmp_path: Path) -> None:
    text = (
        "Forum on Fair Work\n12 May 2031\n\n13:15 Venue: Town Hall, Lenn\n"
        "14:00 Panel 1: Debt and work\nAda Bek, judge, Law Clinic\n"
        "15:00 Panel 2: What buyers ask\nUgo Lund, director, Open Door\n"
        "Representative of the German Presidency (tbc)\n"
    )
    assert held(read(tmp_path, text)) == [
        ("Panel 1: Debt and work", ["Ada Bek"]),
        ("Panel 2: What buyers ask", ["Ugo Lund"]),
    ]


@pytest.mark.parametrize(
    "people",
    [
        (
            "Maria Sandri, Editor at the Morning Times Lenn",
            "Oleg Dromov, Director of the Museum of Harbours",
            "Nina Vestor, Professor at the University of Lenn",
            "Paul Ostrander, Head of the Office of Harbours",
        ),
        (
            "Maria Sandri, Editor of the first page at the Morning Times Lenn",
            "Oleg Dromov, Director of the Museum of Harbours and Lighthouses",
            "Nina Vestor, Professor of law and ports at the Lenn University",
            "Paul Ostrander, Head of the Office of Harbours and Lighthouses",
        ),
    ],
)
def test_people_on_lines_of_like_length_were_not_wrapped(
    tmp_path: Path, people: tuple[str, ...]
) -> None:
    listed = "\n".join(people)
    text = f"Forum of Lenn\n\n12 May 2031\n\n10:00 Panel on ports\n\n{listed}\n\n11:00 Closing\n"
    assert held(read(tmp_path, text))[0] == (
        "Panel on ports",
        ["Maria Sandri", "Oleg Dromov", "Nina Vestor", "Paul Ostrander"],
    )


def test_times_to_the_minute_begin_a_line_and_years_within_it_are_none(tmp_path: Path) -> None:
    text = (
        "Forum on Fair Work\n12 May 2031\n\n0900 - 0917  Fees in the years 1630–1654 (Ada Bek)\n"
        "0917 - 0934  Homes for all (Ugo Lund)\n0934 - 0951  Rents in the south (Eva Ruiz)\n"
    )
    found = read(tmp_path, text)["sessions"]
    assert [(one["start"], one["end"]) for one in found] == [
        ("09:00", "09:17"), ("09:17", "09:34"), ("09:34", "09:51"),
    ]  # fmt: skip
