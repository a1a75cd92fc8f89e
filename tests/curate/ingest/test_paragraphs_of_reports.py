"""Reports of a paragraph or two a session: which title each has, and who belongs to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions
from test_reports_in_prose import reader

from atgraph.curate.ingest.subjects import read_subject
from atgraph.curate.ingest.told_speakers import find_named, find_speakers

HEAD = "Report of the conference\n\nPort Meredith, 14 May 2023\n\n"
KEPT = "The second panel was devoted to shelters that close. Bea Lund (Law Clinic) spoke of costs."


def read(folder: Path, text: str) -> dict[str, list[tuple[str, str]]]:
    sessions = read_draft(folder, text, ".txt").get("sessions") or []
    return {
        s["title"]: [(p["name"], p["role"]) for p in s.get("participants") or []] for s in sessions
    }


@pytest.mark.parametrize(
    "first",
    [
        "The first panel, moderated by Mr. Tomas Alder, editor at the Post, looked at debt at sea.",
        "The first panel (moderated by Mr. Tomas Alder, editor at the Post) looked at debt at sea.",
    ],
)
def test_who_moderates_may_stand_before_what_a_session_was_on(tmp_path: Path, first: str) -> None:
    found = read(
        tmp_path, f"{HEAD}{first} Ms. Ana Verbeek (Safe Harbour) gave figures.\n\n{KEPT}\n"
    )
    assert found == {
        "debt at sea": [("Tomas Alder", "moderator"), ("Ana Verbeek", "speaker")],
        "shelters that close": [("Bea Lund", "speaker")],
    }


def test_a_paragraph_may_tell_of_several_sessions(tmp_path: Path) -> None:
    groups = (
        "After lunch we split into two groups. The first, on “Crews without\n"
        "papers”, was led by Ana Verbeek (Safe Harbour). The second, “Who pays\n"
        "the fees”, was led by Tomas Alder, editor. He showed a list called “Ships”.\n"
    )
    last = (
        "Next up was “Doors that open”. Here Bea Lund, head of Law Clinic, spoke of shelters. "
        "Rosa Kimura gave a presentation entitled “My first night”.\n"
    )
    assert read(tmp_path, f"{HEAD}{groups}\n{last}") == {
        "Crews without papers": [("Ana Verbeek", "facilitator")],
        "Who pays the fees": [("Tomas Alder", "facilitator")],
        "Doors that open": [("Bea Lund", "speaker"), ("Rosa Kimura", "speaker")],
    }


def test_somebody_may_stand_between_a_talk_and_its_title(tmp_path: Path) -> None:
    text = (
        "Crónica de la jornada\n\nVilla Rosa, 14 de mayo de 2023\n\n"
        "La jornada empezó con la ponencia de Ana Ferrante, catedrática de la Universidad del Mar, "
        "«El precio del silencio». Después, Rosa Lund y Berta Kimura, mediadoras, conversaron en "
        "el diálogo «Nosotras contamos».\n\n"
        "La mesa «Quién paga» reunió al fiscal Tomás Verbeek y a Lucía Alder, abogada.\n"
    )
    found = read(tmp_path, text)
    assert {title: [name for name, _ in named] for title, named in found.items()} == {
        "El precio del silencio": ["Ana Ferrante"],
        "Nosotras contamos": ["Rosa Lund", "Berta Kimura"],
        "Quién paga": ["Tomás Verbeek", "Lucía Alder"],
    }


def test_numbered_paragraphs_of_a_report_are_no_heads(tmp_path: Path) -> None:
    text = (
        f"{HEAD}1. The conference was attended by sixty participants.\n\n"
        "2. Session one addressed fair fees. The session was moderated by Ms. Ana Verbeek (Safe "
        "Harbour). Presentations were made by Mr. Tomas Alder (Law Clinic) and Ms. Rosa Kimura "
        "(Ministry of Labour).\n\n"
        "3. Session two addressed safe roads. Ms. Bea Lund (Fund for All) moderated. The speakers "
        "were Mr. Ugo Bek (Port Union) and Ms. Lea Kothari (Courier).\n"
    )
    assert read(tmp_path, text) == {
        "fair fees": [
            ("Ana Verbeek", "moderator"),
            ("Tomas Alder", "presenter"),
            ("Rosa Kimura", "presenter"),
        ],
        "safe roads": [
            ("Bea Lund", "moderator"),
            ("Ugo Bek", "speaker"),
            ("Lea Kothari", "speaker"),
        ],
    }


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        (
            "Then MP Tomas Vik and State Secretary Martha Lund debated the plan.",
            ["Tomas Vik", "Martha Lund"],
        ),
        (
            "Replying, Daniel Alder from the group Harvest & Hill admitted that little was done.",
            ["Daniel Alder"],
        ),
        (
            "There were three women, and DS Helen Lund from the regional crime unit answered them.",
            ["Helen Lund"],
        ),
        (
            "Judge Tomas Vik, lawyer Dolores Lund and Dr. Egon Alder (Port Union) discussed fees.",
            ["Tomas Vik", "Dolores Lund", "Egon Alder"],
        ),
        (
            "Then came Sr. Lea Lund of the Port Union and the lawyer Martha Alder with a film.",
            ["Lea Lund", "Martha Alder"],
        ),
    ],
)
def test_a_post_or_a_body_may_stand_between_a_name_and_the_next_or_the_verb(
    sentence: str, named: list[str]
) -> None:
    people = reader("en")
    people.habits.is_told = True
    assert [person.name for person in find_named(sentence, people, briefly=True)] == named


def test_the_body_of_somebody_may_begin_as_names_do() -> None:
    told = "It began with “Signs”, presented by Daniel Alder of West Yorkshire Trading Standards."
    assert [person.name for person in find_speakers(told, reader("en"))] == ["Daniel Alder"]


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("en", "The moderator, Mr. Tomas Alder, introduced the others.", ("Tomas Alder", True)),
        ("en", "The lawyer, Mr. Tomas Alder, introduced the others.", ("Tomas Alder", False)),
        ("es", "La moderadora, Silvia Alder, leyó preguntas.", ("Silvia Alder", True)),
        ("it", "L'avvocata Silvia Alder ha parlato delle norme.", ("Silvia Alder", False)),
    ],
)
def test_what_stands_before_a_name_says_what_somebody_did(
    language: str, sentence: str, said: tuple[str, bool]
) -> None:
    found = read_subject(sentence, reader(language))
    assert found is not None
    assert (found.name, found.role == "role_moderator") == said


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Moderiert wurde das Panel von Anna Siebert."),
        ("en", "Ms. Anna Siebert (Safe Harbour) moderated."),
        ("en", "Prof. Anna Siebert acted as moderator."),
        ("ru", "Модератором выступила Анна Зиберт, директор фонда."),
    ],
)
def test_who_moderated_is_told_in_several_ways(language: str, sentence: str) -> None:
    (person,) = find_speakers(sentence, reader(language))
    assert person.name in ("Anna Siebert", "Анна Зиберт")
    assert person.role == "role_moderator"


def test_who_is_there_with_the_moderator_speaks() -> None:
    told = "È seguita la tavola rotonda “Porti”, coordinata da Nicola Alder (Ics), con Silvia Lund."
    assert [(p.name, p.role) for p in find_speakers(told, reader("it"))] == [
        ("Nicola Alder", "role_moderator"),
        ("Silvia Lund", "role_speaker"),
    ]


def test_a_comma_within_the_marks_is_none_of_the_title(tmp_path: Path) -> None:
    text = (
        "Law school hosts symposium\n\nApril 16, 2024\n\n"
        "The first panel, “Vacating Convictions,” featured public defender Daniel Trent and "
        "Professor Wendy Lund of Harbour College. “We believed her,” said Trent.\n\n"
        "The second panel, “Juries and Trauma,” was moderated by Judge Rosa Alder.\n"
    )
    found = read(tmp_path, text)
    assert {title: [name for name, _ in named] for title, named in found.items()} == {
        "Vacating Convictions": ["Daniel Trent", "Wendy Lund"],
        "Juries and Trauma": ["Rosa Alder"],
    }


def test_a_day_may_be_devoted_to_one_word(tmp_path: Path) -> None:
    text = (
        "Il convegno: un resoconto\n\nTrieste, 11 maggio 2023\n\n"
        "La prima sessione è stata dedicata alla tratta. Ha parlato Silvia Lund, docente.\n\n"
        "Il secondo giorno è stato dedicato ai minori. Marta Alder, medico, ha descritto i segni.\n"
    )
    assert read(tmp_path, text) == {
        "tratta": [("Silvia Lund", "speaker")],
        "minori": [("Marta Alder", "speaker")],
    }


def test_who_represents_a_body_speaks_for_it(tmp_path: Path) -> None:
    text = (
        "Workshop on fair fees\n\n14 June 2024\n\nSession 1: Commitments\n"
        "The Harbour Guild, represented by Josefa Lund, and Fair Passage, represented by "
        "Ms. Indira Alder, presented their codes.\n\n"
        "Session 2: Audits\nRosa Kimura, lawyer, presented results.\n"
    )
    (first, _) = read_draft(tmp_path, text, ".txt")["sessions"]
    held = [(p["name"], p["affiliations"][0]["organization"]) for p in first["participants"]]
    assert held == [("Josefa Lund", "Harbour Guild"), ("Indira Alder", "Fair Passage")]


def test_a_paragraph_that_says_who_led_the_session_is_no_head(tmp_path: Path) -> None:
    text = (
        "Synthèse du séminaire\n\nVerbourg, 27 mars 2024\n\nSession 1 : Cadre juridique\n"
        "Cette session a été présidée par M. Paul Alder, magistrat. Mme Rosa Lund (Fonds du Port) "
        "a présenté les lois.\n\nSession 2 : Retour\nMme Lucie Bek, journaliste, a parlé d'exil.\n"
    )
    assert read(tmp_path, text) == {
        "Cadre juridique": [("Paul Alder", "chair"), ("Rosa Lund", "speaker")],
        "Retour": [("Lucie Bek", "speaker")],
    }


def test_titles_in_bold_stand_before_a_verb_or_behind_a_colon(tmp_path: Path) -> None:
    text = (
        "# Reflections on the Summit\n\n14 May 2023\n\n"
        "The summit opened with **Building Trust**, a talk between Dr. Naomi Alder and Rosa "
        "Lund.\n\nLater **Jobs That Last** brought together Hector Bek of Second Bakery and Pastor "
        "Dwayne Kimura.\n"
    )
    sessions = read_draft(tmp_path, text, ".md")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Building Trust", ["Naomi Alder", "Rosa Lund"]),
        ("Jobs That Last", ["Hector Bek", "Dwayne Kimura"]),
    ]


def test_who_moderated_may_stand_between_a_title_and_who_was_heard(tmp_path: Path) -> None:
    text = (
        f"{HEAD}Panel 1 – The role of banks: Moderated by Ms. Rosa Alder, this panel heard "
        "Mr. Igor Bek from the Association of Banks. He agreed.\n\n"
        "The panel “Fees”, moderated by journalist Eva Lund, brought together Rosario Kimura (Aid) "
        "and Lars Mikkelsen.\n"
    )
    assert read(tmp_path, text) == {
        "The role of banks": [("Rosa Alder", "moderator"), ("Igor Bek", "speaker")],
        "Fees": [
            ("Eva Lund", "moderator"),
            ("Rosario Kimura", "speaker"),
            ("Lars Mikkelsen", "speaker"),
        ],
    }


def test_heads_in_bold_below_a_day_are_titles_though_they_are_roles(tmp_path: Path) -> None:
    text = (
        "<html><body><h1>Annual Meeting: Summaries</h1><p>Chicago, November 3–4, 2023</p>"
        "<h2>Friday</h2><p><b>Opening Plenary.</b> Director Rosa Alder welcomed the guests.</p>"
        "<p><b>Schools that listen.</b> Principal Ernesto Lund shared what his school does.</p>"
        "<h2>Saturday</h2><p><b>Closing Plenary.</b> Nurse Holly Bek closed the day.</p>"
        "</body></html>"
    )
    sessions = read_draft(tmp_path, text, ".html")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Opening Plenary", ["Rosa Alder"]),
        ("Schools that listen", ["Ernesto Lund"]),
        ("Closing Plenary", ["Holly Bek"]),
    ]


def test_a_weekday_before_a_name_or_a_title_is_nobody(tmp_path: Path) -> None:
    text = (
        "Supply chain week\n\nPort Meredith, 14 May 2023\n\n"
        "On Monday, Ada Lund of the Port Union opened the week with a talk on child labour. "
        "On Wednesday, “Audits that Bite” gathered Karim Alder, manager at Ege Denim, and Lotte "
        "Kimura. Friday’s seminar, “Tired Hands”, was presented by Dr. Silvia Bek.\n"
    )
    found = read(tmp_path, text)
    assert {title: [name for name, _ in named] for title, named in found.items()} == {
        "child labour": ["Ada Lund"],
        "Audits that Bite": ["Karim Alder", "Lotte Kimura"],
        "Tired Hands": ["Silvia Bek"],
    }


def test_a_session_was_given_to_a_topic_and_an_exchange_was_between_two(tmp_path: Path) -> None:
    german = (
        "Bericht der Konferenz\n\nLindenau, 17. November 2023\n\n"
        "Die erste Session war dem Gastgewerbe gewidmet. Es sprachen Hauptmann Jonas Alder von der "
        "Polizei und Anna Lund, Leiterin der Stelle.\n\n"
        "In der zweiten Session, „Was jetzt?“, sprach Rosa Bek, Richterin.\n"
    )
    assert read(tmp_path, german) == {
        "Gastgewerbe": [("Jonas Alder", "speaker"), ("Anna Lund", "speaker")],
        "Was jetzt?": [("Rosa Bek", "speaker")],
    }
    told = (
        "Le thème a donné lieu à un échange entre le commissaire Idriss Alder et Mme Claire Lund."
    )
    assert [p.name for p in find_speakers(told, reader("fr"))] == ["Idriss Alder", "Claire Lund"]


OF_DAY = "Forum on Fair Ships\n\n13 June 2031, Port Calder\n\n{}\n"
OPENING = (
    "“Why Ports Matter” (09:00) was moderated by Tom Reed (mayor, Lenn City). Speakers were"
    " Carla Neri (nurse, Open Door) and Emil Vasile (judge, Harbour Court). “What Buyers Ask”"
    " (11:30) was moderated by Rosa Lund (editor, Cargo Weekly). Speakers were Ugo Beck"
    " (chaplain, Harbour Trust) and Leyla Okoro (teacher, Lenn School)."
)
BETWEEN = (
    "Carla Neri (nurse, Open Door) and Emil Vasile (judge, Harbour Court) took part in “Why Ports"
    " Matter” at 09:00. It was moderated by Tom Reed (mayor, Lenn City). Ugo Beck (chaplain,"
    " Harbour Trust) and Leyla Okoro (teacher, Lenn School) took part in “What Buyers Ask” at"
    " 11:30. It was moderated by Rosa Lund (editor, Cargo Weekly)."
)
IN_ITALIAN = (
    "«Porti e tratta» (09.00) è stato moderato da Carla Neri (infermiera, Casa Aperta). Relatori:"
    " Tommaso Riva (sindaco, Comune di Lenna) e Emilio Vasile (giudice, Tribunale del Porto). «Chi"
    " compra e chi paga» (11.30) è stato moderato da Rosa Lundi (redattrice, Radio Mare). Relatori:"
    " Ugo Becchi (cappellano, Fondo del Porto) e Lella Ocri (maestra, Scuola di Lenna)."
)


@pytest.mark.parametrize("said", [OPENING, BETWEEN, IN_ITALIAN])
def test_titles_that_stand_alike_are_of_sessions(tmp_path: Path, said: str) -> None:
    first, second = read_sessions(tmp_path, OF_DAY.format(said))
    assert [first["start"], second["start"]] == ["09:00", "11:30"]
    assert [len(named(first)), len(named(second))] == [3, 3]
    assert {"Rosa Lund", "Rosa Lundi"} & set(named(second))


def test_what_is_said_is_no_title_though_two_say_it(tmp_path: Path) -> None:
    said = (
        "The hearing was held at 09:00 in the town hall. “We Must Act at Sea” said Tom Reed, mayor"
        " of Lenn City. “Nobody Asked Me” said Carla Neri, nurse at Open Door."
    )
    sessions = read_sessions(tmp_path, OF_DAY.format(said))
    assert not {"We Must Act at Sea", "Nobody Asked Me"} & {one["title"] for one in sessions}


def test_what_somebody_is_the_author_of_is_no_session(tmp_path: Path) -> None:
    said = (
        "Carla Neri, author of “Cheap Ships”, and Emil Vasile, editor of “Ghost Crews”, met in the"
        " panel “Courts for All”. Tom Reed, mayor of Lenn City, moderated it.\n\nIn the second"
        " panel, “Wages and Law”, Rosa Lund, nurse at Open Door, spoke about nights."
    )
    first, second = read_sessions(tmp_path, OF_DAY.format(said))
    assert (first["title"], second["title"]) == ("Courts for All", "Wages and Law")
    assert {"Carla Neri", "Emil Vasile", "Tom Reed"} <= set(named(first))


def test_prose_without_a_head_has_its_first_line_for_the_title(tmp_path: Path) -> None:
    first = "LENN, 10 June 2031 – Debt is the focus of a conference that began in Lenn today."
    text = f"{first}\nAt the opening of the Conference the Mayor, Ada Bek read out a letter.\n"
    text += "Secretary of the Union, Ugo Lund, said that crews had waited for long enough.\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert session["title"] == first
    assert "line as printed" in session["review"]


def test_the_number_of_an_event_is_of_its_name_and_the_house_is_not(tmp_path: Path) -> None:
    text = "LENN, 10 April 2031 – From 15 to 16 April, the Harbour Union will be hosting the 24th "
    text += "Conference of the Alliance on Debt at the Sea Palace in Lenn.\n\n"
    text += "Speakers include the mayor Ada Bek and the judge Tom Reed, head of the Law Clinic.\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert session["title"] == "24th Conference of the Alliance on Debt"


def test_a_line_that_says_who_speaks_is_read_as_a_sentence(tmp_path: Path) -> None:
    text = "The Consultation Day of the Union\n\nToday the Consultation Day took place in Lenn.\n"
    text += "Speakers included: Ada Bek, Executive Director of Terra, Lea Rossi and Tawak Karim, "
    text += "both Nobel Peace Prize Laureates, Ugo Lund, Secretary of the World YMCA, and others.\n"
    text += "By Erica Higgs, Terra Representative to the United Nations\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert named(session) == ["Ada Bek", "Lea Rossi", "Tawak Karim", "Ugo Lund"]


def test_when_a_post_was_put_up_is_no_time_of_an_event(tmp_path: Path) -> None:
    text = "В Бишкеке начались учения\n\n20:01, 09 июня 2031, Бишкек, Айгуль БЕКОВА\n\n"
    text += "Официальное открытие мероприятия провел директор Нурлан Азыбеков.\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert (session.get("start"), named(session)) == (None, ["Нурлан Азыбеков"])


def test_a_vigil_may_begin_at_any_minute(tmp_path: Path) -> None:
    text = "Vigil for the Lost\n\n11 November 2031, 11:11, Harbour Square, Lenn\n\n"
    (session,) = read_draft(tmp_path, f"{text}Speaker: Ada Bek, Terra\n", ".txt")["sessions"]
    assert session["start"] == "11:11"
