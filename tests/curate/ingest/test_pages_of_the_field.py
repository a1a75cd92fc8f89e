"""Pages of the field and of its neighbours: what was read wrongly when it was first seen."""

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, NEXT, named, read_sessions


def read_rows(folder: Path, *rows: str) -> Any:
    """Read the rows of a table below a day, and two more behind them."""
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    last = "<tr><td>14:00</td><td>Farms</td><td>Tom Reed, mayor</td></tr>"
    last += "<tr><td>15:00</td><td>Courts</td><td>Carla Neri, nurse</td></tr>"
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{cells}{last}</table>"
    return read_sessions(folder, page, ".html")


def test_the_end_of_a_line_end_is_one_as_browsers_show_it(tmp_path: Path) -> None:
    cell = "Opening session:</br>Chair: Ada Bek, judge</br>Address by Ugo Lund, mayor"
    first = read_rows(tmp_path, f"<td>9:00</td><td>{cell}</td>")[0]
    assert (first["title"], named(first)) == ("Opening session", ["Ada Bek", "Ugo Lund"])


def test_a_colon_before_somebody_is_no_part_of_the_line(tmp_path: Path) -> None:
    cell = "Debt at sea<br>:Professor Ada Bek, Open Door<br>: Dr. Ugo Lund, Terra"
    first = read_rows(tmp_path, f"<td>9:00</td><td>{cell}</td>")[0]
    assert (first["title"], named(first)) == ("Debt at sea", ["Ada Bek", "Ugo Lund"])


@pytest.mark.parametrize(
    ("line", "name", "honorific"),
    [
        ("Chair: Prof. (Dr) Ada Bek, Open Door", "Ada Bek", "Prof. (Dr)"),
        ("Introduced by Dean Mark Olsen, School of Law", "Mark Olsen", "Dean"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(
    line: str, name: str, honorific: str, tmp_path: Path
) -> None:
    (one,) = read_sessions(tmp_path, f"{FRONT}9:00 Debt at sea\n{line}\n{NEXT}")[0]["participants"]
    assert (one["name"], one["honorific"]) == (name, honorific)


@pytest.mark.parametrize("honorific", ["Madame la Ministre", "Madame le Maire", "M. le Général"])
def test_a_rank_with_its_article_stands_before_a_name(honorific: str, tmp_path: Path) -> None:
    text = f"La loi des champs\n3 juin 2031\n\n9h00 La mer\n{honorific} Alex BEK, chercheuse\n"
    text += "\n10h30 Fermes\nTom Reed, maire\n\n11h30 Tribunaux\nCarla Neri, infirmière\n"
    (one,) = read_sessions(tmp_path, text)[0]["participants"]
    assert (one["name"], one["honorific"]) == ("Alex BEK", honorific)


@pytest.mark.parametrize("degrees", ["MBBS., MMed, Ph.D.", "M.Kes., PhD", "M.D., M.Xrs, Ph.D."])
def test_short_forms_before_a_degree_are_degrees(degrees: str, tmp_path: Path) -> None:
    text = f"9:00 Debt at sea\nDr. Ada Bek, {degrees}\nInstitute of Ports, Lenn\n"
    (one,) = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")[0]["participants"]
    assert [post.get("organization") for post in one["affiliations"]] == ["Institute of Ports"]


def test_what_heads_other_parts_of_pages_is_a_title_below_a_time(tmp_path: Path) -> None:
    names = ("Ada Bek", "Ugo Lund", "Lea Rossi")
    rows = [
        f"<td>{hour}:00</td><td>Comments</td><td>{one}</td>"
        for hour, one in enumerate(names, start=10)
    ]
    found = [(s["title"], *named(s)) for s in read_rows(tmp_path, *rows)][:-2]
    assert found == [("Comments", one) for one in names]


def test_what_has_a_length_of_its_own_does_not_go_on(tmp_path: Path) -> None:
    talks = {"Debt and work at sea": "Dr. Ada Bek, Ph.D.", "Homes by the sea": "Dr. Li Wu, Ph.D."}
    body = "<br><small>Institute of Law, Lenn</small>"
    rows = [
        f"<td></td><td>• {title} (30 min)</td><td>{who}{body}</td>" for title, who in talks.items()
    ]
    head = "<td>9:00 - 10:00</td><td colspan=2>Plenary session 1: The road ahead :</td>"
    found = {s["title"]: named(s) for s in read_rows(tmp_path, head, *rows)}
    assert [found.get(title) for title in talks] == [["Ada Bek"], ["Li Wu"]]


def test_titles_by_turns_with_who_speaks_are_talks(tmp_path: Path) -> None:
    text = "9:00 What drives debt\nThe price of a boat\nAda Bek, judge at the High Court\n"
    text += "Homes that nobody owns\nUgo Lund, director of Terra\n"
    found = {s["title"]: named(s) for s in read_sessions(tmp_path, FRONT + text + NEXT)}
    assert found["The price of a boat"] == ["Ada Bek"]
    assert found["Homes that nobody owns"] == ["Ugo Lund"]


@pytest.mark.parametrize(
    "body",
    ["Anton Bruck-Universität Lenn", "Fundación Rosa Verde", "Istituto Verde", "Comité Rosa Verde"],
)
def test_bodies_are_known_in_english_by_what_they_are_called_at_home(
    body: str, tmp_path: Path
) -> None:
    text = f"9:00 Debt at sea\nAda Bek, {body}, and Ugo Lund, mayor\n"
    first, second = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")[0]["participants"]
    assert (first["name"], first["affiliations"]) == ("Ada Bek", [{"organization": body}])
    assert (second["name"], "review" in first) == ("Ugo Lund", False)


@pytest.mark.parametrize(
    ("name", "marked"), [("Rosa Verde Foundation", True), ("Rosa Verde", False)]
)
def test_what_ends_as_a_body_is_marked_where_a_person_is_expected(
    name: str, marked: bool, tmp_path: Path
) -> None:
    (one,) = read_sessions(tmp_path, f"{FRONT}9:00 Debt at sea\nChair: {name}\n{NEXT}")[0][
        "participants"
    ]
    assert (one["name"], "review" in one) == (name, marked)


@pytest.mark.parametrize("led", ["h. {},00", "{},00 – {},45"])
def test_hours_with_a_comma_are_hours(led: str, tmp_path: Path) -> None:
    hours = {10: "Il mare", 11: "Campi", 12: "Tribunali"}
    slots = [f"{led.format(n, n)} {title}\nAda Bek, giudice\n" for n, title in hours.items()]
    text = "La legge dei campi\n3 giugno 2031\n\n" + "\n".join(slots)
    found = {str(s["start"]): s["title"] for s in read_sessions(tmp_path, text)}
    assert found == {f"{hour}:00": title for hour, title in hours.items()}


def test_figures_with_a_comma_are_no_hours(tmp_path: Path) -> None:
    text = "Das Recht der Felder\n3. Juni 2031\n\nUhr 9,00 Das Meer\nAda Bek, Richterin\n"
    text += "10,00 – 20,00 Euro\n\nUhr 11,30 Felder\nTom Reed, Richter\n\nUhr 12,30 Gerichte\n"
    found = [str(s["start"]) for s in read_sessions(tmp_path, f"{text}Carla Neri, Richterin\n")]
    assert found == ["09:00", "11:30", "12:30"]


def test_what_stands_in_quotation_marks_is_no_room(tmp_path: Path) -> None:
    titles = ['"Lavoro: perché la pace"', '"Leggi del mare, leggi dei campi"', "Tribunali e pace"]
    text = "La legge dei campi\n3 giugno 2031\n\nh. 10.00 - 19.00 - Tavole rotonde\n\n"
    for hour, title in enumerate([*titles, "Campi per tutti"], start=11):
        text += f"h. {hour}.00, aula {hour} - {title}\nRelatori:\nAda Bek, giudice\n\n"
    found = [(s["title"], s.get("room")) for s in read_sessions(tmp_path, text)[1:4]]
    assert found == [(title, f"aula {hour}") for hour, title in enumerate(titles, start=11)]


def test_a_day_in_two_calendars_begins_a_new_day(tmp_path: Path) -> None:
    text = "The law of the fields\n\nFirst Day-11th December 2031 (2088 Mangsir 25) Thursday\n\n"
    text += "9:00 Debt at sea\nAda Bek, judge\n\n"
    text += f"Second Day-12th December 2031 (2088 Mangsir 26) Friday\n{NEXT}"
    found = [str(s["date"]) for s in read_sessions(tmp_path, text)]
    assert found == ["2031-12-11", "2031-12-12", "2031-12-12"]


def test_two_who_moderate_stand_behind_the_number_of_their_session(tmp_path: Path) -> None:
    text = "La loi des champs\n3 juin 2031\n\n9h00 La mer et la dette\nLea Rossi, juge\n\n"
    text += "Session 2. Modération Ada Le Bon et Ugo Lund-Roux\n\n10h30 Fermes\nMarc Petit, maire\n"
    text += "\nSession 3. Modération Tom Reed\n\n11h30 Tribunaux\nCarla Neri, infirmière\n"
    found = {s["title"]: named(s) for s in read_sessions(tmp_path, text)}
    assert found["Session 2"] == ["Ada Le Bon", "Ugo Lund-Roux"]


@pytest.mark.parametrize("title", ["Panel", "El mar y la deuda"])
def test_words_that_can_only_lead_to_names_end_a_title(title: str, tmp_path: Path) -> None:
    text = "La ley de los campos\n3 de junio de 2031\n\n"
    text += f"9:00 {title} con la participación de Ada Bek, Ugo Lund y Lea Rossi\n\n"
    text += "10:30 Granjas\nTom Reed, alcalde\n\n11:30 Tribunales\nCarla Neri, enfermera\n"
    first = read_sessions(tmp_path, text)[0]
    assert (first["title"], named(first)) == (title, ["Ada Bek", "Ugo Lund", "Lea Rossi"])


def test_a_long_line_that_begins_with_its_time_has_it(tmp_path: Path) -> None:
    post = "who has looked after the boats and the books of the port of Lenn for many years"
    names = ", ".join(f"{name} (nurse, {post})" for name in ("Ada Bek", "Ugo Lund", "Lea Rossi"))
    text = f"{FRONT}9:00 Panel “Debt at sea” with {names}\n{NEXT}"
    assert str(read_sessions(tmp_path, text)[0]["start"]) == "09:00"


def test_a_talk_stands_behind_a_name_in_bold_or_with_its_body(tmp_path: Path) -> None:
    talks = {
        "A view from the law": "<b>Ada Bek:</b> A view from the law.",
        "A view from the sea": "<b>Ugo Lund </b>(Terra): A view from the sea",
    }
    cells = enumerate(talks.values(), start=10)
    rows = [f"<td>{hour}:00 - {hour}:30</td><td>{cell}</td>" for hour, cell in cells]
    found = [(s["title"], *named(s)) for s in read_rows(tmp_path, *rows)][:2]
    assert found == [*zip(talks, ("Ada Bek", "Ugo Lund"))]


def test_the_recording_of_a_page_is_no_session(tmp_path: Path) -> None:
    page = "<h1>Право полей</h1><p>3 июня 2031</p><h2>Программа</h2><h3>10:00 Фермы</h3>"
    page += "<p>Том Рид, мэр</p><h3>11:00 Суды</h3><p>Карла Нери, судья</p><h3>Видеозапись</h3>"
    found = [s["title"] for s in read_sessions(tmp_path, f"{page}<p>Ада Бек, мэр</p>", ".html")]
    assert found == ["Фермы", "Суды"]


@pytest.mark.parametrize(
    ("line", "name", "body"),
    [
        ("Ada Bek, OSCE, PhD", "Ada Bek", "OSCE"),
        ("Ada Bek partner, Studio Kahl", "Ada Bek", "Studio Kahl"),
    ],
)
def test_a_body_in_capitals_is_no_degree_and_a_partner_no_firm(
    line: str, name: str, body: str, tmp_path: Path
) -> None:
    (one,) = read_sessions(tmp_path, f"{FRONT}9:00 Debt at sea\n{line}\n{NEXT}")[0]["participants"]
    assert (one["name"], one["affiliations"][0]["organization"]) == (name, body)


def test_an_office_with_its_article_alone_names_nobody(tmp_path: Path) -> None:
    text = (
        "La loi des champs\n3 juin 2031\n\n9h00 La mer\nM. le Juge Régional\nAnne Bek, mairesse\n"
    )
    text += "\n10h30 Fermes\nTom Reed, maire\n\n11h30 Tribunaux\nCarla Neri, infirmière\n"
    assert named(read_sessions(tmp_path, text)[0]) == ["Anne Bek"]


def test_a_caption_with_a_bar_names_nobody_who_speaks(tmp_path: Path) -> None:
    page = "<h2>9:00 Boats</h2><p>Ugo Lund, judge</p><p>The quay of Lenn | Mara Voss</p>"
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p>{page}<h2>10:00 Farms</h2>"
    page += "<p>Tom Reed, mayor</p>"
    assert named(read_sessions(tmp_path, page, ".html")[0]) == ["Ugo Lund"]


def test_bodies_that_no_list_has_head_people_beside_some_that_are_known(tmp_path: Path) -> None:
    heads = (
        "Université de Lenn",
        "Ancre Bleue",
        "Marées",
        "Quai Ouvert",
        "Phare",
        "Fondation Port",
    )
    names = ("Anne Bek", "Paul Lund", "Ina Holt", "Eve Kahl", "Otto Brand", "Rose Plume")
    rows = "\n\n".join(f"{head}\n{name}, juriste" for head, name in zip(heads, names))
    text = f"La loi des champs\n3 juin 2031\n\n9h00 Table ronde\n\n{rows}\n"
    people = read_sessions(tmp_path, text)[0]["participants"]
    assert [(p["name"], p["affiliations"][0].get("organization")) for p in people] == [
        *zip(names, heads)
    ]


@pytest.mark.parametrize(("line", "names"), [("Ms. K, survivor", ["K"]), ("Judge A", [])])
def test_a_letter_is_somebody_behind_a_polite_title_alone(
    line: str, names: list[str], tmp_path: Path
) -> None:
    first = read_sessions(tmp_path, f"{FRONT}9:00 Debt at sea\n{line}\n{NEXT}")[0]
    assert named(first) == names
