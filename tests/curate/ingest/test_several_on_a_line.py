"""Several on a line: people with their bodies between commas, and talks behind who gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, NEXT, named, read_draft, read_sessions

from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.word_lists import detect, words_in


def read(folder: Path, lines: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Draft a session; return its title, and who takes part in it: name, post, body."""
    session = read_draft(folder, f"{FRONT}09:00 {lines}\n{NEXT}", ".txt")["sessions"][0]
    people = session.get("participants") or ()
    posts = (((p["affiliations"][:1] if p.get("affiliations") else []) or [{}])[0] for p in people)
    told = [(one.get("title", ""), one.get("organization", "")) for one in posts]
    return session["title"], [(p["name"], *one) for p, one in zip(people, told, strict=True)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Speakers: Maria Rossi, Caritas, John Smith, Harbour Trust",
            [("Maria Rossi", "", "Caritas"), ("John Smith", "", "Harbour Trust")],
        ),
        (
            "Maria Rossi, director, Caritas, John Smith, chair, Harbour Trust and Anna Schmidt, "
            "judge, Court of Appeal",
            [
                ("Maria Rossi", "director", "Caritas"),
                ("John Smith", "chair", "Harbour Trust"),
                ("Anna Schmidt", "judge", "Court of Appeal"),
            ],
        ),
        (
            "Anna Schmidt, Head of Unit, Maria Theresia Foundation, Vienna",
            [("Anna Schmidt", "Head of Unit", "Maria Theresia Foundation")],
        ),
    ],
)
def test_people_with_bodies_between_commas_are_several(
    tmp_path: Path, line: str, people: list[tuple[str, str, str]]
) -> None:
    assert read(tmp_path, f"Two towns, one plan\n{line}")[1] == people


@pytest.mark.parametrize(
    ("line", "title", "person"),
    [
        (
            "Keynote Ada Bek, Calder University “The price of a shift”",
            "“The price of a shift”",
            ("Ada Bek", "", "Calder University"),
        ),
        (
            "Maria Rossi, Associazione culturale “Le donne del mare”: “Storie di chi resta”",
            "“Storie di chi resta”",
            ("Maria Rossi", "", "Associazione culturale “Le donne del mare”"),
        ),
    ],
)
def test_a_talk_in_quotation_marks_is_no_part_of_the_body(
    tmp_path: Path, line: str, title: str, person: tuple[str, str, str]
) -> None:
    assert read(tmp_path, line) == (title, [person])


def test_a_person_who_is_named_beside_a_body_is_one(tmp_path: Path) -> None:
    text = f"{FRONT}09:00 Ships\nModerators: Anna Smit and Harbour Trust\n{NEXT}"
    both = read_draft(tmp_path, text, ".txt")["sessions"][0]["participants"]
    assert [(one["name"], one["kind"]) for one in both] == [
        ("Anna Smit", "person"),
        ("Harbour Trust", "organization"),
    ]


@pytest.mark.parametrize(
    ("name", "language", "is_body"),
    [
        ("Верховный суд", "ru", True),
        ("Государственная инспекция труда", "ru", True),
        ("Рабочая группа", "ru", False),
        ("Національна поліція", "uk", True),
        ("Львівська міська рада", "uk", True),
        ("Europarat", "de", True),
    ],
)
def test_a_body_may_have_its_kind_in_small_letters(name: str, language: str, is_body: bool) -> None:
    kinds = SegmentKinds(words_in((language,)))
    assert kinds.is_body(name) is is_body
    assert not kinds.is_post(name)


def test_letters_with_a_given_name_and_a_land_are_a_body() -> None:
    names = filter(SegmentKinds(words_in(("en",))).is_body, ("HOPE UK", "ADA BEK", "MARIA EU"))
    assert list(names) == ["HOPE UK", "MARIA EU"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Li Wen – What the data tell us", [("Li Wen", "", "")]),
        (
            'Marta Ruiz, barrister, "Compensation orders in practice"',
            [("Marta Ruiz", "barrister", "")],
        ),
        (
            "Marta Ruiz – Norland; Tomás Vela – Esteria",
            [("Marta Ruiz", "", "Norland"), ("Tomás Vela", "", "Esteria")],
        ),
        ("Ada Bek, judge, High Court\n“Help for survivors”", [("Ada Bek", "judge", "High Court")]),
    ],
)
def test_what_somebody_talks_on_is_no_body(
    tmp_path: Path, line: str, people: list[tuple[str, str, str]]
) -> None:
    assert read(tmp_path, f"Panel 1: Ships\nSpeakers:\n{line}")[1] == people


def test_a_topic_below_who_speaks_on_it_is_no_session(tmp_path: Path) -> None:
    people = ("John Smith, head of unit, Police Department", "Mary Jones, director, Open Door")
    told = "".join(f"{one}\nTopic: “Talk {n}”\n" for n, one in enumerate(people, 1))
    text = f"{FRONT}09:00 – 10:00 Session 1. Work\n{told}\n10:30 – 11:00 Session 2. Farms\n"
    found = read_draft(tmp_path, f"{text}Tom Reed, mayor\n", ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Session 1. Work", ["John Smith", "Mary Jones"]),
        ("Session 2. Farms", ["Tom Reed"]),
    ]


def test_an_act_beside_somebody_in_a_row_is_the_title(tmp_path: Path) -> None:
    rows = (
        "Welcome and introductions | Ada Bek (Open Door)",
        "Setting the scene | Ugo Lund & Nga Bek",
    )
    table = "".join(f"| {n}:00 | {row} |\n" for n, row in enumerate(rows, 9))
    head = f"# Fair work\n\n3 June 2031\n\n| Time | Topic | Lead |\n|---|---|---|\n{table}"
    found = read_draft(tmp_path, head, ".md")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Welcome and introductions", ["Ada Bek"]),
        ("Setting the scene", ["Ugo Lund", "Nga Bek"]),
    ]


def test_bodies_that_host_organise(tmp_path: Path) -> None:
    text = (
        f"{FRONT}Hosts: Open Door and the Calder Institute\n\n09:00 Ships\nAda Bek, nurse\n{NEXT}"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert len(draft["sessions"]) == 3
    ties = [one for one in draft["statements"] if one["tie"] == "organizing"]
    assert [(one["organizer"], one["role"]) for one in ties] == [
        ("Open Door", "hosts"),
        ("Calder Institute", "hosts"),
    ]


@pytest.mark.parametrize(
    ("text", "languages", "recognised"),
    [
        ("Круглый стол\n18 сентября 2025\n10:00 Регистрация\n12:00 Обед", ("en", "ru"), True),
        ("Зал Аста\nБек Ада, Лунд Уго", ("en", "ru", "uk"), False),
    ],
)
def test_letters_and_days_tell_the_language(
    text: str, languages: tuple[str, ...], recognised: bool
) -> None:
    words = detect(text)
    assert (words.languages, words.recognised) == (languages, recognised)


def test_a_heading_between_cards_is_nobodys_post(tmp_path: Path) -> None:
    page = "<h1>Fair work</h1><p>3 June 2031, 14:00–15:30</p><h2>Speakers</h2>"
    page += "<p><b>Ada Bek</b><br>Professor, Harbour College</p><h2>Moderator</h2>"
    page += "<p><b>Lena Winter</b><br>ILO</p>"
    (session,) = read_draft(tmp_path, page, ".html")["sessions"]
    assert [(p["name"], p["role"], p["affiliations"]) for p in session["participants"]] == [
        ("Ada Bek", "speaker", [{"title": "Professor", "organization": "Harbour College"}]),
        ("Lena Winter", "moderator", [{"organization": "ILO"}]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Bek, Director, Santa Clara, Ministry of Justice",
        "Ada Bek, director of the campaign “Women for Free Ports and Farms”",
    ],
)
def test_one_with_a_long_post_is_one(tmp_path: Path, line: str) -> None:
    title, people = read(tmp_path, line)
    assert not title.startswith("“")
    assert [name for name, *_ in people] == ["Ada Bek"]


def test_a_body_in_quotation_marks_is_no_talk(tmp_path: Path) -> None:
    line = "Ships\nAda Bek, director, “A Future Without Slavery Now”"
    (person,) = read(tmp_path, line)[1]
    assert person[1:] == ("director", "“A Future Without Slavery Now”")


def test_titles_of_a_form_below_its_speakers_stay_titles(tmp_path: Path) -> None:
    items = "".join(
        f"Title: {title}\nTime: {n}:00\nSpeakers:\nAda Bek, judge\nUgo Lund, nurse\n\n"
        for n, title in enumerate(("Debt in ports", "Farms at night", "Courts at sea"), 9)
    )
    found = read_draft(tmp_path, f"{FRONT}{items}", ".txt")["sessions"]
    assert [s["title"] for s in found] == ["Debt in ports", "Farms at night", "Courts at sea"]


def test_names_in_a_row_are_not_parted_at_a_given_name(tmp_path: Path) -> None:
    row = "Costanza Brignole-Sale (Modera); Ibrahima Khalil Touré e Lena Mora (Intervengono)"
    front, first = (
        "La legge dei campi\n3 giugno 2031\n",
        "Ada Bek (Modera); Rita Conti (Interviene)",
    )
    text = f"{front}\nSessione 1: I campi\n\n9.00 - 10.00\n{first}\n"
    text += f"\nSessione 2: Le corti\n\n10.00 - 11.00\n{row}\n"
    _, last = read_sessions(tmp_path, text)

    assert named(last) == ["Costanza Brignole-Sale", "Ibrahima Khalil Touré", "Lena Mora"]


def test_a_post_in_small_letters_in_a_cell_is_no_second_half_of_a_title(tmp_path: Path) -> None:
    rows = (
        "| Час | Назва | Учасник | Посада |\n|---|---|---|---|\n"
        "| 09:00–10:30 | Що вирішують суди щодо праці | Олена Коваль | директорка |\n"
        "| 11:00–12:30 | Хто платить за догляд | Іван Бондар | юрист |\n"
    )
    text = f"# Конференція про догляд\n\nОдеса, 9 жовтня 2031 року\n\n{rows}"
    sessions = read_sessions(tmp_path, text, ".md")

    assert [session["title"] for session in sessions] == [
        "Що вирішують суди щодо праці",
        "Хто платить за догляд",
    ]
