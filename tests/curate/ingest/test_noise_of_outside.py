"""Programmes with the noise that those of others have: credits, rooms behind names, parts below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from drafts import read_draft

from atgraph.curate.ingest.formats import read_original
from atgraph.curate.ingest.formats.pdf_layout import write_columns
from atgraph.curate.ingest.formats.pdf_segments import Segment, part_row
from atgraph.curate.ingest.lines import Collector

FRONT = "The law of the fields\n3 June 2031\n\n"


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    return read_draft(folder, text, ending)["sessions"]


def named(session: Any) -> list[str]:
    """Return the names of those who take part in a session."""
    return [person["name"] for person in session.get("participants") or ()]


def test_a_number_of_credits_is_no_time(tmp_path: Path) -> None:
    credits = "6.25 hours CLE"
    text = f"{FRONT}9:00 Fees and debts\n{credits}\nAda Bek, judge\n10:30 Farms\nUgo Lund, mayor\n"
    found = [(one["title"], one["start"], named(one)) for one in read(tmp_path, text)]
    assert found == [("Fees and debts", "09:00", ["Ada Bek"]), ("Farms", "10:30", ["Ugo Lund"])]


def test_what_stands_far_apart_in_a_cell_is_not_one() -> None:
    boxes = [("Courts", 100, 200), ("of the south", 205, 300), ("Blue Room", 450, 540)]
    row = [Segment(text, left, right, 0, 20, 20, bold=False) for text, left, right in boxes]
    assert [part.text for part in part_row(row)] == ["Courts of the south", "Blue Room"]


@pytest.mark.parametrize(
    "line", ["3 June 2031 – 9h00 / 16h00", "Friday 3 June 2031, 9:00", "3/06/2031 - 9:00"]
)
def test_when_the_whole_begins_makes_no_session(tmp_path: Path, line: str) -> None:
    times = "9:00 Fees\nAda Bek, judge\n\n10:00 Farms\nUgo Lund, mayor\n\n11:00 Courts\n"
    found = read(tmp_path, f"The law of the fields\n{line}\n\n{times}Lena Winter, lawyer\n")
    assert [(one["title"], one["start"]) for one in found] == [
        ("Fees", "09:00"),
        ("Farms", "10:00"),
        ("Courts", "11:00"),
    ]


@pytest.mark.parametrize("room", ["Seminar Room 2", "Lecture Theatre B", "Workshop Room 3"])
def test_a_word_for_a_session_may_be_part_of_the_name_of_a_room(tmp_path: Path, room: str) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{room}\nAda Bek, judge\n10:30 Farms\nUgo Lund, mayor\n"
    first = read(tmp_path, text)[0]
    assert (first["title"], first["room"]) == ("Fees and debts", room)


def test_a_room_in_brackets_behind_who_speaks_is_that_of_the_session(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 Fees\nAda Bek, judge (Room 2)\n10:30 Farms\nUgo Lund, mayor (Room 3)\n"
    found = [(one["room"], named(one)) for one in read(tmp_path, text)]
    assert found == [("Room 2", ["Ada Bek"]), ("Room 3", ["Ugo Lund"])]


def test_one_role_in_brackets_says_that_a_list_names_people(tmp_path: Path) -> None:
    rows = "| 9:00 | Fees – Keiichi Murakami-Ross (chair), Sithembile Zungu, Aung Kyaw Moe |\n"
    text = f"# The law of the fields\n\n3 June 2031\n\n| Time | Session |\n|---|---|\n{rows}"
    text += "| 10:00 | Farms – Ada Bek (chair), Ugo Lund |\n"
    first = read(tmp_path, text, ".md")[0]
    roles = [person["role"] for person in first["participants"]]
    assert named(first) == ["Keiichi Murakami-Ross", "Sithembile Zungu", "Aung Kyaw Moe"]
    assert (first["title"], roles[0]) == ("Fees", "chair")


@pytest.mark.parametrize(
    "line, name",
    [
        ("Lucía del Pilar Mora de la Vega, judge", "Lucía del Pilar Mora de la Vega"),
        ("Special Agent in Charge Ada Bek", "Ada Bek"),
    ],
)  # fmt: skip
def test_names_have_small_words_and_posts_of_several_before_them(
    tmp_path: Path, line: str, name: str
) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{line}\n10:30 Farms and fields\nUgo Lund, mayor\n"
    assert named(read(tmp_path, text)[0]) == [name]


def test_the_part_of_a_document_behind_its_agenda_is_no_session(tmp_path: Path) -> None:
    table = "| | |\n|---|---|\n| 9:00 | **Fees** Ada Bek, judge |\n| 10:00 | **Farms** |\n"
    text = "# The law of the fields\n\n3 June 2031\n\n## I. Background\n\nFees bind people.\n\n"
    text += f"## II. Agenda\n\n{table}\n## III. Beds and meals\n\n"
    text += "Focal point: Dr. Lena Winter, adviser\n"
    found = read(tmp_path, text, ".md")
    assert "Beds" not in str([one["title"] for one in found])
    assert "Lena Winter" not in str(found)


def test_the_only_heading_is_the_title_below_the_name_of_a_series(tmp_path: Path) -> None:
    text = (
        "**27th Conference of the Fields**\n\nSIDE EVENT\n\n# Following the money of the farms\n\n"
        "**3 June 2031, 13:15 – 14:30**\n\n**Speakers:**\n- Ada Bek, judge\n- Ugo Lund, mayor\n"
    )
    assert [one["title"] for one in read(tmp_path, text, ".md")] == [
        "Following the money of the farms"
    ]


@pytest.mark.parametrize(
    "line, name",
    [
        ("Mesfin W/Mariam, judge", "Mesfin W/Mariam"),
        ("(Dr. Ada Bek, judge)", "Ada Bek"),
    ],
)
def test_names_may_be_shortened_or_stand_in_brackets(tmp_path: Path, line: str, name: str) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{line}\n10:30 Farms and fields\nUgo Lund, mayor\n"
    assert named(read(tmp_path, text)[0]) == [name]


def test_a_body_that_ends_in_a_given_name_is_nobody(tmp_path: Path) -> None:
    rows = "9:00 Fees and debts\nErnesto Cuxil, Centro Maya\n10:30 Farms\nUgo Lund, mayor\n"
    text = f"{FRONT}{rows}"
    assert "Centro Maya" not in [name for one in read(tmp_path, text) for name in named(one)]


def test_a_double_name_goes_on_where_a_line_ends_at_its_hyphen() -> None:
    collector = Collector()
    lines = ["Chair of all that is said: Ada Papathanasiou-", "Kyriakou"]
    segments = [
        Segment(text, 100, 100 + 9 * len(text), 700 - 14 * n, 711 - 14 * n, 11, bold=False)
        for n, text in enumerate(lines)
    ]
    write_columns([segments], collector, 11)
    assert "Papathanasiou-Kyriakou" in collector.extract().text


@pytest.mark.parametrize(
    "page",
    [
        "<title>Fields</title><p>Home</p><p>About us</p><h1>Talk “The trade: who pays?”</h1>",
    ],
)
def test_the_highest_heading_is_the_title_of_the_one_event(tmp_path: Path, page: str) -> None:
    when = "<ul><li>3 June 2031</li><li>18:00</li></ul>"
    who = "<h3>Speakers:</h3><p>— Ada Bek, judge;<br>— Ugo Lund, mayor.</p>"
    (session,) = read(tmp_path, f"<html>{page}{when}{who}</html>", ".html")
    assert session["title"] == "Talk “The trade: who pays?”"


def test_the_labelled_date_is_that_of_the_event_and_not_that_of_the_post(tmp_path: Path) -> None:
    text = "12.05.2031\n\n# Hidden trade in our fields\n\n**When?** 3 June 2031, 15:00\n\n"
    text += "**Speakers:**\n\n- Ada Bek, judge\n- Ugo Lund, mayor\n"
    (session,) = read(tmp_path, text, ".md")
    assert (session["title"], str(session["date"])) == ("Hidden trade in our fields", "2031-06-03")


def test_who_signs_an_invitation_takes_no_part(tmp_path: Path) -> None:
    text = "Dear friends,\n\nYou are warmly invited to our Sea Sunday webinar:\n\nLOST AT SEA\n\n"
    text += "Date: 3 June 2031\nTime: 11:00 - 12:15\n\nSpeakers:\n* Ada Bek, judge\n"
    text += "* Ugo Lund, mayor\n\nWith prayers,\nLena Winter\nCommunications Officer\n"
    (session,) = read(tmp_path, text)
    assert (session["title"], named(session)) == ("LOST AT SEA", ["Ada Bek", "Ugo Lund"])


def test_what_is_listed_below_a_title_is_not_its_second_line(tmp_path: Path) -> None:
    text = f"{FRONT}9:00 - 9:45 | OPENING SESSION\n- Reading of a poem of the coast\n"
    text += "- Dr. Ada Bek - Minister of Labour\n10:00 - 11:00 | Farms\n- Ugo Lund - mayor\n"
    first = read(tmp_path, text)[0]
    assert (first["title"], named(first)) == ("OPENING SESSION", ["Ada Bek"])


def test_a_book_that_is_presented_is_the_title(tmp_path: Path) -> None:
    text = "La ley de los campos\n3 de junio de 2031\n\n9:00 Saludo de la ciudad\nAda Bek, jueza\n"
    line = "10:30 Presentación del libro «Hilos rotos», con su autora Lena Mora\n"
    last = read(tmp_path, text + line)[-1]
    assert "Hilos rotos" in last["title"]
    assert named(last) == ["Lena Mora"]


def test_paragraphs_in_the_style_of_a_list_are_items(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Which signs help at the border?", style="List Bullet")
    document.save(str(tmp_path / "programme.docx"))
    _, extract, _ = read_original(tmp_path / "programme.docx")
    assert [line.item for line in extract.lines] == [True]


def test_buttons_of_an_accordion_head_what_they_show(tmp_path: Path) -> None:
    titles = {"Rehousing within 24 Hours": "Ada Bek", "Banks at the front": "Ugo Lund"}
    items = "".join(
        f'<div class="item"><button aria-expanded="false"><span class="time">{hour}:00 – {hour}:45'
        f'</span><span class="ttl">{title}</span></button><div class="panel"><p><strong>Speaker:'
        f"</strong> {name}, judge</p></div></div>"
        for hour, (title, name) in enumerate(titles.items(), 9)
    )
    page = f'<h1>Forum of the fields: 3 June 2031</h1><div class="accordion">{items}</div>'
    found = read(tmp_path, f"<html><button>Menu</button>{page}</html>", ".html")
    assert {one["title"]: named(one)[0] for one in found} == titles


def test_a_closing_panel_is_no_closing_with_a_panel(tmp_path: Path) -> None:
    text = f"{FRONT}9:00-10:00 a.m. Fees\nAda Bek, judge\n"
    text += "1:00-2:15 p.m. Closing Panel: Ask the Courts\nModerator: Ugo Lund\n"
    last = read(tmp_path, text)[-1]
    assert (last["title"], named(last)) == ("Closing Panel: Ask the Courts", ["Ugo Lund"])


def test_roman_numbers_may_stand_before_times(tmp_path: Path) -> None:
    rows = (
        "I.    9:00   Fees ....... Judge Ada Bek",
        "II.   9:30   Farms",
        "      Ugo Lund, mayor",
    )
    found = read(tmp_path, FRONT + "\n".join(rows) + "\n")
    assert [(one["title"], one["start"], named(one)) for one in found] == [
        ("Fees", "09:00", ["Ada Bek"]),
        ("Farms", "09:30", ["Ugo Lund"]),
    ]


@pytest.mark.parametrize(
    "time",
    [
        "14:00–15:30 CEST (Geneva) / 15:00 (Nairobi) / 19:00 (Hanoi)",
        "2:00 – 3:30 PM ET | 1:00 PM CT | 11:00 AM PT",
    ],
)
def test_the_time_elsewhere_is_the_same_time(tmp_path: Path, time: str) -> None:
    page = f"<h1>Debts at work</h1><p>3 June 2031</p><p>{time}</p><h3>Panellists</h3>"
    (one,) = read(tmp_path, f"{page}<p>Ada Bek, judge</p><p>Ugo Lund, mayor</p>", ".html")
    assert (one["start"], one["end"], named(one)) == ("14:00", "15:30", ["Ada Bek", "Ugo Lund"])


def test_a_picture_before_a_name_is_a_bullet(tmp_path: Path) -> None:
    speakers = "<p>🎤 Ada Bek (Terra Aid)</p><p>🎙️ Ugo Lund (Mar Law)</p>"
    page = f"<h1>Debts at work</h1><p>3 June 2031, 14:00-15:00</p><p>Featuring:</p>{speakers}"
    (one,) = read(tmp_path, page, ".html")
    assert named(one) == ["Ada Bek", "Ugo Lund"]


def test_the_number_of_a_footnote_is_no_part_of_a_name(tmp_path: Path) -> None:
    names = "<li>Ada Bek<sup>1</sup>, judge</li><li>Ugo Lund<sup>2</sup>, mayor</li>"
    (one,) = read(tmp_path, f"<p>3 June 2031</p><h2>9<sup>30</sup> Fees</h2>{names}", ".html")
    assert named(one) == ["Ada Bek", "Ugo Lund"]
    document = Document()
    document.add_paragraph("Ada Bek").add_run("1").font.superscript = True
    document.save(str(tmp_path / "programme.docx"))
    _, extract, _ = read_original(tmp_path / "programme.docx")
    assert [line.text for line in extract.lines] == ["Ada Bek"]


def test_a_page_may_head_cards_with_the_times_that_they_hold(tmp_path: Path) -> None:
    rows = (
        ("9:00am", "9:00am - 10:00am", "Fees and debts", "Cedar 1", "Keynote", "Ada Bek"),
        ("10:30am", "10:30am - 11:45am", "Farms of the south", "Cedar 2", "Finance", "Ugo Lund"),
        ("1:00pm", "1:00pm - 2:00pm", "Courts at night", "Cedar 1", "Services", "Lena Winter"),
    )
    cards = "".join(
        f'<div class="top"><h3>{head}</h3></div><div class="ev"><a>{title}</a><div class="tip">'
        f"<span>Tuesday June 3, 2031 {time} PDT</span><span>{room}</span><div>{kind}</div>"
        f"<div><b>Speakers</b><div><a>{name}</a><span>Director, Terra Aid</span></div></div>"
        "</div></div>"
        for head, time, title, room, kind, name in rows
    )
    page = f"<h1>Summit of the fields</h1><div>Latest news</div>{cards}<div>Share Modal</div>"
    page += "<p>© 2031 Aid Coalition | Code of conduct | Sponsors: Oak Fund, Elm Trust</p>"
    found = [(s["title"], s["end"], s["room"], named(s)) for s in read(tmp_path, page, ".html")]
    assert found == [
        ("Fees and debts", "10:00", "Cedar 1", ["Ada Bek"]),
        ("Farms of the south", "11:45", "Cedar 2", ["Ugo Lund"]),
        ("Courts at night", "14:00", "Cedar 1", ["Lena Winter"]),
    ]
    drafted = (tmp_path / "draft" / "programme.yml").read_text(encoding="utf-8")
    assert "Oak Fund" in drafted and "Elm Trust" in drafted


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("DCI Ada Bek / DS Farida Mirzoyan", ["Ada Bek", "Farida Mirzoyan"]),
        ("Rear Admiral (ret.) Cormac Lund, Mar Trust", ["Cormac Lund"]),
        ("Judge Ada Bek (Ret.), CommonBridge Mediation", ["Ada Bek"]),
        ("Sr Ada Bek, Fr Ugo Lund and Imam Yusuf Adeyinka of the Open Network",
         ["Ada Bek", "Ugo Lund", "Yusuf Adeyinka"]),
        ("Dr Ugo Lund, surgeon; chaired by Canon Ada Bek", ["Ugo Lund", "Ada Bek"]),
        ("Baroness Ada Bek with Yusuf Lund", ["Ada Bek", "Yusuf Lund"]),
    ],
)  # fmt: skip
def test_several_on_a_line_are_each_one(tmp_path: Path, line: str, people: list[str]) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{line}\n\n10:30 Farms\nLena Winter, mayor\n"
    assert named(read(tmp_path, text)[0]) == people


def test_a_room_behind_the_title_of_a_track_is_its_room(tmp_path: Path) -> None:
    tracks = "".join(
        f"TRACK {n}: {title} — Salon {room}\n{name}, judge\n\n"
        for n, title, room, name in ((1, "Fees", "A", "Ada Bek"), (2, "Farms", "B", "Ugo Lund"))
    )
    found = read(tmp_path, f"{FRONT}9:00-10:00 Welcome\nLena Winter\n\n10:15-11:45\n{tracks}")
    assert [(s["room"], named(s)) for s in found[-2:]] == [
        ("Salon A", ["Ada Bek"]),
        ("Salon B", ["Ugo Lund"]),
    ]


def test_in_conversation_may_head_a_title(tmp_path: Path) -> None:
    text = f"{FRONT}9:00\nIn conversation: Ten years of the law\nAda Bek, judge\n\n"
    text += "10:30\nFarms\nUgo Lund, mayor\n"
    first = read(tmp_path, text)[0]
    assert (first["title"], named(first)) == ("In conversation: Ten years of the law", ["Ada Bek"])


def test_a_role_alone_between_a_name_and_a_post_is_of_that_name(tmp_path: Path) -> None:
    people = {"Akosua Brong": "Counsel, Oak Law", "Qmar Zwin": "Reporter, Elm Weekly"}
    people |= {"Thand Zwol": "Director, Ash Aid", "Ada Bek": "Director, Terra Aid"}
    boxes = "".join(
        f'<div class="s"><div class="t">{hour}:00 – {hour}:45</div><div class="n">Fees part {hour}'
        f'</div><div class="l">Room {hour}</div><div class="sp"><div>{name}</div><div>Speaker</div>'
        f"<div>{post}</div></div></div>"
        for hour, (name, post) in enumerate(people.items(), 9)
    )
    found = read(tmp_path, f"<h1>Forum</h1><p>3 June 2031</p>{boxes}", ".html")
    printed = [
        (p["name"], p["affiliations"][0]["organization"]) for s in found for p in s["participants"]
    ]
    assert printed == [(name, post.split(", ")[1]) for name, post in people.items()]


def test_what_a_letter_offers_is_no_title(tmp_path: Path) -> None:
    text = "View this email in your browser\n\nYOU'RE INVITED\n\nSafe work at sea: five years\n\n"
    text += "3 June 2031\n15:00 - 16:00\n\nSpeakers\n\n* Ada Bek - Judge, Court of Weir\n"
    (one,) = read(tmp_path, f"{text}* Ugo Lund - Mayor, Town of Weir\n")
    assert (one["title"], named(one)) == ("Safe work at sea: five years", ["Ada Bek", "Ugo Lund"])


def test_a_line_that_ends_with_when_goes_on(tmp_path: Path) -> None:
    document = tmp_path / "letter.txt"
    document.write_text("We shall meet on Monday 3 June 2031 at the hall, when\nAda Bek speaks.\n")
    _, extract, _ = read_original(document)
    told = "We shall meet on Monday 3 June 2031 at the hall, when Ada Bek speaks."
    assert [line.text for line in extract.lines] == [told]


def test_a_room_above_a_heading_for_speakers_is_nobody(tmp_path: Path) -> None:
    people = ("Ada Bek", "Ugo Lund", "Lena Winter", "Bo Holm")
    text = "".join(
        f"## {hour}:00 Fees part {hour}\n\nKilele Hall\n\n### Speakers\n\n"
        f"- {name}, Judge, Law Aid\n\n"
        for hour, name in enumerate(people, 9)
    )
    found = read(tmp_path, f"# Forum\n\n3 June 2031\n\n{text}", ".md")
    assert [named(one) for one in found] == [[name] for name in people]


@pytest.mark.parametrize(
    "line",
    [
        "10:30 hs. Conversatorio: «El fruto». Participan Luz Mora (Red Sur) y Eva Vega (Casa Sol)",
        "10:30 Échange avec la salle. Avec Me Claire Dubois, avocate, et Lucie Morel, médecin.",
        "10:30 Il punto sul campo. Intervengono Carla Riva, giurista, e Ugo Neri. Modera Ada Bek",
        "10:30 Le champ, avec la participation de Claire Dubois (Le Pont) et Léo Morel (La Rive)",
    ],
)
def test_who_speaks_is_told_behind_a_title(tmp_path: Path, line: str) -> None:
    front = {"hs.": "La ley de los campos", "et": "Le droit dans les champs"}
    title = next(
        (text for word, text in front.items() if f" {word} " in line), "La legge dei campi"
    )
    when = {"La ley de los campos": "3 de junio de 2031", "Le droit dans les champs": "3 juin 2031"}
    day = when.get(title, "3 giugno 2031")
    (session,) = read(tmp_path, f"{title}\n{day}\n\n{line}\n")
    assert session["title"].strip(".") in line
    assert not any(name.split()[0] in session["title"] for name in named(session))
    assert len(named(session)) == 2 + ("Modera" in line)


def test_those_who_sit_in_a_hall_are_no_room(tmp_path: Path) -> None:
    text = "Le droit dans les champs\n3 juin 2031\n\n9h30 Échange avec la salle\nAda Bek, avocate\n"
    (session,) = read(tmp_path, text)
    assert session["title"] == "Échange avec la salle"
    assert "room" not in session


@pytest.mark.parametrize("honorific", ["Dr. med.", "Prof. Dr. iur.", "Dr. rer. nat."])
def test_a_doctor_of_a_faculty_is_named(tmp_path: Path, honorific: str) -> None:
    front = "Das Recht auf dem Feld\n3. Juni 2031\n\n9:00 Die Ernte\n"
    (session,) = read(tmp_path, f"{front}{honorific} Lena Winter, Klinik am Berg\n")
    (person,) = session["participants"]
    assert (person["name"], person["honorific"]) == ("Lena Winter", honorific)


@pytest.mark.parametrize(
    "labels, roles",
    [
        (("Descrizione", "Intervengono:", "Modera l’incontro:", "Costo", "Gratis"), "it"),
        (("Описание", "Участвуют", "Ведёт дискуссию", "Стоимость", "Бесплатно"), "ru"),
    ],
)
def test_fields_of_a_page_are_no_sessions(
    tmp_path: Path, labels: tuple[str, ...], roles: str
) -> None:
    told, speak, lead, cost, free = labels
    names = {"it": ("Carla Neri, giurista", "Ugo Riva"), "ru": ("Ада Бек, судья", "Олег Лунд")}
    first, last = names[roles]
    title, when = {
        "it": ("La legge dei campi", "3 giugno 2031, ore 17:30"),
        "ru": ("Право на полях и в городе", "3 июня 2031, 17:30"),
    }[roles]
    page = f"<h1>{title}</h1><p>{when}</p><h4>{told}</h4>"
    page += f"<h4>{speak}</h4><p>{first}</p><h4>{lead}</h4><p>{last}</p>"
    (session,) = read(tmp_path, f"{page}<h4>{cost}</h4><p>{free}</p>", ".html")
    assert (session["title"], session["start"]) == (title, "17:30")
    held = [(p["name"], p["role"]) for p in session["participants"]]
    assert held == [(first.split(",")[0], "speaker"), (last, "moderator")]


def test_one_of_a_series_is_called_by_its_own_title(tmp_path: Path) -> None:
    page = (
        "<p>Seminario permanente «Campos»</p><h2>Sesión 4. El fruto y la ley</h2>"
        "<p>Presenta: Dra. Julia Mora<br>Modera: Carla Vega</p><p>3 de junio de 2031, 17:00 h</p>"
    )
    (session,) = read(tmp_path, page, ".html")
    assert session["title"].endswith("El fruto y la ley")
    assert named(session) == ["Julia Mora", "Carla Vega"]


def test_columns_in_two_alphabets_name_each_once(tmp_path: Path) -> None:
    rows = [
        ("11:00", "Право на полях", "The law of the fields", ("Олена Шевчук", "Olena Shevchuk")),
        ("12:00", "Дорога додому", "The way home", ("Роман Лісовий", "Roman Lisovyi")),
    ]
    cells = "".join(
        f"<tr><td>{time}</td>"
        f"<td><p><b>{one}</b></p><p>{names[0]}, суддя</p><p>Ігор Бойко, адвокат</p></td>"
        f"<td><p><b>{other}</b></p><p>{names[1]}, judge</p><p>Ihor Boiko, lawyer</p></td></tr>"
        for time, one, other, names in rows
    )
    found = read(tmp_path, f"<h1>Право / Law</h1><p>3 June 2031</p><table>{cells}</table>", ".html")
    assert [(s["start"], named(s)) for s in found] == [
        ("11:00", ["Олена Шевчук", "Ігор Бойко"]),
        ("12:00", ["Роман Лісовий", "Ігор Бойко"]),
    ]
