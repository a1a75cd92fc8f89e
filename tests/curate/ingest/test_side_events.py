"""Lists of side events, talks and delegations as organisers of large meetings print them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

from atgraph.curate.ingest.given_names import is_given_name

FRONT = "# Side events of the forum\n\nAue, 3 June 2031\n\n"


def read(folder: Path, text: str, ending: str = ".md") -> Any:
    """Draft a document, and return its transcript."""
    return read_draft(folder, text, ending)


def table(*rows: str) -> str:
    """Return a document with a table, whose first row heads its columns."""
    rule = "|".join("---" for _ in rows[0].split("|"))
    return FRONT + "".join(f"| {row} |\n" for row in (rows[0], rule, *rows[1:]))


def organisers(session: Any) -> list[str]:
    """Return who organises a session."""
    return [one["name"] for one in session.get("organizers") or ()]


@pytest.mark.parametrize(
    ("heads", "between"),
    [
        ("Time | Title | Organizers | Contact", " "),
        ("Time | Title | Organizers | For information, contact", " "),
        ("Time | Title | Organizers | Contact", "<br>"),
        ("Title | Organisers | Time | Contact", " "),
    ],
)
def test_columns_of_organisers_and_of_contacts(tmp_path: Path, heads: str, between: str) -> None:
    cells = {
        "Time": (f"3 June,{between}13:00-14:00", f"3 June,{between}14:10-15:00"),
        "Title": ("Data for good", "Children on the move"),
        "Contact": ("Ms. Ada Bek, ada@forum.example", "Mr. Ugo Lund"),
    }
    cells["For information, contact"] = cells["Contact"]
    cells["Organizers"] = cells["Organisers"] = (
        "Government of Norway; UN Office",
        "Permanent Mission of Peru, with Terre d'Enfance",
    )
    rows = [" | ".join(cells[head][n] for head in heads.split(" | ")) for n in (0, 1)]
    found = read(tmp_path, table(heads, *rows))["sessions"]
    assert [one["title"] for one in found] == ["Data for good", "Children on the move"]
    assert [one["start"] for one in found] == ["13:00", "14:10"]
    assert [*map(organisers, found)] == [
        ["Government of Norway", "UN Office"],
        ["Permanent Mission of Peru", "Terre d'Enfance"],
    ]
    assert [*map(named, found)] == [[], []]


def test_organisers_in_a_form(tmp_path: Path) -> None:
    form = "**Título:** {}\n**Fecha y hora:** 3 de junio, {}\n**Organizadores:** {}\n\n"
    items = (("Datos para el bien", "13:00-14:00", "Gobierno de Noruega"),)
    items += (("Niñez en movimiento", "14:10-15:00", "Misión Permanente del Perú"),)
    text = "# Eventos paralelos\n\nViena, 3 de junio de 2031\n\n"
    found = read(tmp_path, text + "".join(form.format(*item) for item in items))["sessions"]
    assert [*map(organisers, found)] == [["Gobierno de Noruega"], ["Misión Permanente del Perú"]]


@pytest.mark.parametrize("bullet", [">", "»", "→"])
def test_signs_that_head_items(tmp_path: Path, bullet: str) -> None:
    lines = ("Ada Bek - Director, Harbour Trust", "Ugo Lund - Head of Sourcing, Mere Retail")
    text = "Fees and debts\n3 June 2031, 15:00-16:30\n\nOur speakers:\n\n"
    text += "".join(f"  {bullet} {line}\n" for line in lines)
    assert named(read(tmp_path, text, ".txt")["sessions"][0]) == ["Ada Bek", "Ugo Lund"]


def test_a_dash_in_quotation_marks_cuts_no_body(tmp_path: Path) -> None:
    text = "# Програма круглого столу\n\n3 червня 2031 року\n\n10:00 – 11:00 Онлайн-вербування\n\n"
    text += "Модератор: Тарас Коваль, ГО «Ла Страда – Дніпро»\n"
    (one,) = read(tmp_path, text)["sessions"][0]["participants"]
    assert one["affiliations"][0]["organization"] == "ГО «Ла Страда – Дніпро»"


def test_who_speaks_stands_before_what_on(tmp_path: Path) -> None:
    talks = "Yusuf Adebayo and Clara Hoffmann: *Capture in the Gulf*\nNoor Bek: *Who is counted?*\n"
    text = f"{FRONT}### 09:00 – 10:00 Measuring the unseen\n\n{talks}\n### 10:30 – 11:00 Law\n\n"
    found = read(tmp_path, f"{text}Sipho Dlamini: *Due diligence in citrus*\n")["sessions"]
    people = [(one["title"], named(one)) for one in found]
    assert people == [
        ("Measuring the unseen", ["Yusuf Adebayo", "Clara Hoffmann", "Noor Bek"]),
        ("Law", ["Sipho Dlamini"]),
    ]


def test_a_question_behind_a_colon_is_no_post(tmp_path: Path) -> None:
    below = "**Still Here: What Survivors Built**\nKeynote: Ada Bek, Founder, Lantern House\n"
    text = f"{FRONT}### 09:00 – 10:00 Opening Plenary\n\n{below}"
    assert named(read(tmp_path, text)["sessions"][0]) == ["Ada Bek"]


def test_a_room_behind_its_label(tmp_path: Path) -> None:
    talks = ("1A. Farms and fees (Room: Blue Hall 1)", "1B. Homes (Room: Harbour)")
    text = "".join(f"**{one}**\nAda Bek, Director, Harbour Trust\n\n" for one in talks)
    head = f"{FRONT}### 09:00 – 10:00 | Breakout Session 1\n\n"
    rooms = [one["room"] for one in read(tmp_path, head + text)["sessions"]]
    assert rooms == ["Blue Hall 1", "Harbour"]


def test_a_note_of_how_somebody_takes_part_is_no_body(tmp_path: Path) -> None:
    people = "Ms. Ada Bek\nChief Executive Officer\nFreedom Trust\n\nMs. Lupe Salas\n"
    text = f"{FRONT}### 09:00 – 10:00 Panel\n\n{people}Survivor Leader\n(Appearing virtually)\n"
    last = read(tmp_path, text)["sessions"][0]["participants"][-1]
    assert last["affiliations"] == [{"title": "Survivor Leader"}]


def test_a_body_is_represented_by_somebody(tmp_path: Path) -> None:
    first = "- Sisters of the Door, represented by Perpetua Nyirahabimana, Superior\n"
    text = f"{FRONT}### 09:00 – 10:00 Shelters\n\nModerator\n{first}\nSpeakers\n"
    text += "- Ada Bek, judge\n- Ugo Lund, mayor\n- Lena Winter, lawyer\n"
    found = read(tmp_path, text)["sessions"]
    assert [one["title"] for one in found] == ["Shelters"]
    assert named(found[0])[0] == "Perpetua Nyirahabimana"


def test_a_head_below_a_moderator_is_not_the_role(tmp_path: Path) -> None:
    people = "Opening remarks: Tendai Moyo, Minister of Labour\n\nModerator: Abebe Bek, Broadcaster"
    text = (
        f"{FRONT}Opening\n\nA Promise\n\n08.30 – 09.30\n\n{people}\n\nHigh-level panel\n\nFees\n\n"
    )
    text += "09.30 – 11.00\n\nChair: Fatou Sanneh, Ambassador\n\nPanellists: Ugo Lund, mayor\n"
    first = read(tmp_path, text, ".txt")["sessions"][0]
    assert [one["role"] for one in first["participants"]] == ["opening-remarks", "moderator"]


@pytest.mark.parametrize(
    "name", ["Sipho", "Tigist", "Zsofia", "Aigul", "Xiaomei", "Keiko", "Ketevan"]
)
def test_given_names_of_all_the_world(name: str) -> None:
    assert is_given_name(name)


@pytest.mark.parametrize("word", ["NGO", "", "Aster"])
def test_other_words_are_no_given_names(word: str) -> None:
    assert not is_given_name(word)


def test_a_paragraph_wrapped_in_markdown_is_one(tmp_path: Path) -> None:
    told = "Our director Lucia Ferrante was joined by Ada Bek, head of Lotus Inns, and by\n"
    text = (
        f"{FRONT}We hosted a talk on hotels and what they can do for those who work there, with\n"
    )
    read(tmp_path, f"{text}guests from two towns. {told}the editor Ugo Lund.\n")
    source = (tmp_path / "draft" / "source.txt").read_text(encoding="utf-8")
    assert "by the editor Ugo Lund." in source


def test_what_a_lecture_is_on_stands_below_a_colon(tmp_path: Path) -> None:
    rows = ("09:15 | Inaugural lecture:<br>“Debts in the basin” | Dr. Ada Bek, judge",)
    rows += ("10:30 | Panel: Routes and ports | Ugo Lund, mayor",)
    found = read(tmp_path, table("Time | Session | Speakers", *rows))["sessions"]
    assert found[0]["title"] == "Inaugural lecture: “Debts in the basin”"


def test_who_speaks_is_not_of_who_organises(tmp_path: Path) -> None:
    rows = (
        "3 June, 13:00-14:00 | Data | Government of Norway | Ms. Ada Bek, Director; Mr. Ugo Lund",
    )
    rows += ("3 June, 14:10-15:00 | Children | Permanent Mission of Peru | Mr. Tomas Novak, judge",)
    found = read(tmp_path, table("Time | Title | Organisers | Speakers", *rows))["sessions"]
    posts = [p.get("affiliations") for one in found for p in one["participants"]]
    assert posts == [[{"title": "Director"}], None, [{"title": "judge"}]]
    assert [*map(organisers, found)] == [["Government of Norway"], ["Permanent Mission of Peru"]]


@pytest.mark.parametrize(
    "head",
    [
        *("Contact person", "Focal point", "Contact / E-mail", "Kontakt", "Ansprechperson"),
        *("Persona de contacto", "Point focal", "Referente", "Контактное лицо", "Контактна особа"),
    ],
)
@pytest.mark.parametrize("heads", ["Time | Title | {}", "Title | Date | {}"])
def test_nobody_in_a_column_of_contacts_takes_part(tmp_path: Path, heads: str, head: str) -> None:
    cells = ("13:00-14:00 | Data for good", "Data for good | 3 June, 13:00-14:00")
    row = cells[heads.startswith("Title")]
    text = table(heads.format(head), f"{row} | Ada Bek", f"{row} | Ugo Lund, ugo@forum.example")
    assert [name for session in read(tmp_path, text)["sessions"] for name in named(session)] == []


def test_lines_of_a_programme_in_markdown_are_not_joined(tmp_path: Path) -> None:
    text = (
        f"{FRONT}10:00 Arbeit im Hafen, auf See und in der Landwirtschaft – was tun\n"
        "anschließend Mittagessen\n\n"
        "Ms. Ada Bek, Director of the Harbour Street Foundation in Aue\n"
        "van der Berg, Jan, Open Door\n"
    )
    read(tmp_path, text)
    source = (tmp_path / "draft" / "source.txt").read_text(encoding="utf-8")
    assert "\nanschließend" in source
    assert "\nvan der Berg" in source


@pytest.mark.parametrize("firm", ["Nurbek Textiles", "Mei Hua Logistics", "Roshni Helpline"])
def test_a_given_name_in_that_of_a_firm_is_nobody(tmp_path: Path, firm: str) -> None:
    text = f"{FRONT}10:00 Ships and their owners\nMs. Ada Bek, Open Door\n{firm}\n"
    assert named(read(tmp_path, text)["sessions"][0]) == ["Ada Bek"]


@pytest.mark.parametrize("label", ["Prepared by", "Contact person", "Follow-up by", "Referente"])
def test_who_is_asked_or_has_a_task_does_not_speak(tmp_path: Path, label: str) -> None:
    text = f"{FRONT}## Panel 1: What ships owe\nChair: Ada Bek, Open Door\n{label}: Nora Stein\n"
    text += "\n## Panel 2: What farms owe\nChair: Ugo Lund, Open Door\n"
    assert [*map(named, read(tmp_path, text)["sessions"])] == [["Ada Bek"], ["Ugo Lund"]]


@pytest.mark.parametrize(
    "line", ["{} Atelier {} – Salle 10{}: {}", "{} : Atelier {} – Salle 10{} : {}"]
)
def test_a_room_between_a_time_with_its_workshop_and_the_title(tmp_path: Path, line: str) -> None:
    items = (("14h00", "A", 1, "Dettes en mer"), ("15h00", "B", 2, "Travail à la maison"))
    text = "".join(f"{line.format(*item)}\nHugo Lund, Rue du Port\n" for item in items)
    found = read(tmp_path, f"# Journée\n\n14 mai 2031\n\n{text}")["sessions"]
    assert [(s["start"], s["title"], s["room"]) for s in found] == [
        ("14:00", "Dettes en mer", "Salle 101"),
        ("15:00", "Travail à la maison", "Salle 102"),
    ]


def test_contacts_below_a_heading_in_another_language(tmp_path: Path) -> None:
    text = f"{FRONT}10:00 Debt at sea\nAda Bek, Open Door\n\nKontakt\nNora Stein, Low Gate\n"
    assert [*map(named, read(tmp_path, text)["sessions"])] == [["Ada Bek"]]


def test_a_title_in_capitals_stands_below_whose_side_event_it_is(tmp_path: Path) -> None:
    text = """SAVE THE DATE

31st OSCE Alliance Conference Side Event

BEYOND RESCUE
Long-term inclusion of survivors

When: 14 April 2031, 13.00-14.30
Where: Hofburg, Bibliotheksaal

Organizers: OSCE Office of the Special Representative and Co-ordinator for Combating Trafficking \
in Human Beings (OSR/CTHB); Delegation of Norland to the OSCE

Opening remarks:
Ambassador Nora Bek, Permanent Representative of Norland to the OSCE

Speakers:
Malaika Or, Founder, Footprint to Freedom
Malaika is a survivor and a leader in the movement. She founded Footprint to Freedom in 2021.
"""
    (session,) = read_sessions(tmp_path, text)
    assert session["title"] == "BEYOND RESCUE"
    assert named(session) == ["Nora Bek", "Malaika Or"]
    assert [one["name"] for one in session["organizers"]] == [
        "OSCE Office of the Special Representative and Co-ordinator for Combating Trafficking in"
        " Human Beings",
        "Delegation of Norland to the OSCE",
    ]
