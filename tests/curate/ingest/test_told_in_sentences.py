"""Press releases, and lines that say who talks with whom: people stand within sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import words_in
from atgraph.data.yaml_lines import read_yaml


def reader(language: str) -> PeopleReader:
    words = words_in(tuple(sorted({language, "en"})))
    return PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))


ENGLISH = """PRESS RELEASE

Port Meredith, 12 June 2023 - More than a hundred experts met here today for the forum "Safe Roads".

Opening the day, Minister of Labour Lucia Ferrante said that nobody should have to choose.

"We hear from people every night," said Tomas Verbeek, programme director at Safe Harbour.

Rajeshi Kothari of Caritas Meredith described how embassies can help workers.
"""
UKRAINIAN = """Пресреліз

Полтава, 12 червня 2023 року – У Полтаві відбувся форум «Безпечна робота».

«Щодня нам телефонують», – розповіла Ірина Семчишин, координаторка гарячої лінії фонду «Крок».

Про роботу підрозділів розповів Дмитро Ляшенко, начальник відділу Національної поліції.
"""
TALKS = """# Evening of Safe Roads

12 June 2023

### 18:00 What adverts tell

Lucia Ferrante (Law Clinic) talks with Tomas Verbeek (Border Police)

### 19:00 What comes next

with **Lucia Ferrante** (Law Clinic), **Sotaro Kimura** (Meredith University) and **Rajesh Kothari** (Safe Harbour Trust)
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "ending", "named"),
    [
        (ENGLISH, ".txt", [["Lucia Ferrante", "Tomas Verbeek", "Rajeshi Kothari"]]),
        (UKRAINIAN, ".txt", [["Ірина Семчишин", "Дмитро Ляшенко"]]),
        (
            TALKS,
            ".md",
            [
                ["Lucia Ferrante", "Tomas Verbeek"],
                ["Lucia Ferrante", "Sotaro Kimura", "Rajesh Kothari"],
            ],
        ),
    ],
    ids=["English", "Ukrainian", "talks"],
)
def test_who_speaks_is_read_from_sentences(
    tmp_path: Path, text: str, ending: str, named: list[list[str]]
) -> None:
    document = tmp_path / f"document{ending}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [[p["name"] for p in s.get("participants") or []] for s in sessions] == named


def test_the_end_of_a_longer_name_is_nobody(tmp_path: Path) -> None:
    lines = (
        "Institute of Youth - Marisa Teixeira Lobo",
        "Heights Foundation - Kwabena Asante, Programme Lead",
        "Finnish Red Cross - Lotta Hämäläinen",
    )
    document = tmp_path / "document.txt"
    head = "ROUND TABLE ON SAFE ROADS\n12 June 2023\n\n10:30-11:45 Prevention in schools\n"
    document.write_text(head + "\n".join(lines) + "\n\n12:00-13:00 Lunch\n", encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [p["name"] for p in session["participants"]] == [
        "Marisa Teixeira Lobo",
        "Kwabena Asante",
        "Lotta Hämäläinen",
    ]


TOLD = {
    "en": "Rosa Bianchi, with Coastal Radio, will moderate the panel that includes "
    "Obadia Kleinsorg, inspector, Border Police; and Lucia Ferrante, a former deckhand.",
    "es": "Habrá una mesa redonda, moderada por Rosa Bianchi, de la Universidad de Melia, en la "
    "que participarán Obadia Kleinsorg, de la Fundación Faro, que hablará de puertos; y "
    "Lucia Ferrante.",
    "de": "Darüber diskutiert Obadia Kleinsorg (Stiftung Hafen) mit Lucia Ferrante (Verein Licht). "
    "Die Diskussion moderiert Frau Rosa Bianchi, Redakteurin, Lindener Bote.",
}


@pytest.mark.parametrize("language", TOLD)
def test_sentences_say_who_speaks_and_who_moderates(language: str) -> None:
    people = reader(language)
    named = {p.name: p for said in TOLD[language].split(". ") for p in find_speakers(said, people)}
    assert {name: one.role for name, one in named.items()} == {
        "Rosa Bianchi": "role_moderator",
        "Obadia Kleinsorg": "role_speaker",
        "Lucia Ferrante": "role_speaker",
    }
    (post,) = named["Rosa Bianchi"].posts
    assert not post.organization.startswith(("with", "de la"))


def test_a_post_before_a_name_is_of_the_one_behind_it() -> None:
    said = (
        "Выступят юрист фонда «Дорога» Анна Бекова, заведующий отделом Роман Лопатин, "
        "психолог Дилором Рахимова (Кризисный центр «Мост») и другие."
    )
    found = [(p.name, p.posts[0].title) for p in find_speakers(said, reader("ru"))]
    assert found == [
        ("Анна Бекова", "юрист фонда «Дорога»"),
        ("Роман Лопатин", "заведующий отделом"),
        ("Дилором Рахимова", "психолог"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Participarán Cáritas Melia, la Fundación Faro, Médicos del Puerto y la Cruz del Sur.",
        "Modera Radio Melia.",
    ],
)
def test_bodies_that_take_part_are_nobody(said: str) -> None:
    assert not list(find_speakers(said, reader("es")))


@pytest.mark.parametrize("label", ["Conversation", "In conversation"])
def test_who_talks_with_whom_behind_a_label_takes_part(tmp_path: Path, label: str) -> None:
    line = "Lucia Ferrante, lawyer, Law Clinic with Obadia Kleinsorg, inspector, Border Police"
    document = tmp_path / "document.md"
    document.write_text(f"# Paper Boats\n\n12 June 2023, 18:00–19:00\n\n{label}: {line}\n")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [p["name"] for p in session["participants"]] == ["Lucia Ferrante", "Obadia Kleinsorg"]
    assert not any("review" in p for p in session["participants"])


NAMED = {  # whom a sentence of a report names, and the post that stands before or behind
    "en": (
        "The head of the Unit for Harbours, Ms. Lucia Ferrante, and Omar Kettani have urged the "
        "mayor of San Pedro, Rosa Bianchi, to act.",
        {
            "Lucia Ferrante": "head of the Unit for Harbours",
            "Omar Kettani": "",
            "Rosa Bianchi": "mayor of San Pedro",
        },
    ),
    "es": (
        "La directora del Servicio de Puertos de la Región, Lucía Ferrante, destacó los avances; "
        "la moderación fue de la jefa de Gabinete del Ministerio de Marina, Rosa Blanco.",
        {
            "Lucía Ferrante": "directora del Servicio de Puertos de la Región",
            "Rosa Blanco": "jefa de Gabinete del Ministerio de Marina",
        },
    ),
    "fr": (
        "Lucie Ferrand, directrice de la Maison du Port et le colonel Omar Kettani, conseiller du "
        "préfet, ont ouvert la journée.",
        {
            "Lucie Ferrand": "directrice de la Maison du Port",
            "Omar Kettani": "conseiller du préfet",
        },
    ),
    "it": (
        "Dopo i saluti del rettore, il Prof. Marco Lodi e del questore Dario Neri, ha parlato "
        "l’assessora alle Politiche per il Porto e per il Mare, Lucia Ferrante.",
        {
            "Marco Lodi": "rettore",
            "Dario Neri": "questore",
            "Lucia Ferrante": "assessora alle Politiche per il Porto e per il Mare",
        },
    ),
    "uk": (
        "Під час відкриття директор Департаменту безпеки портів Лучанської обласної адміністрації "
        "Ольга Ткаченко наголосила на важливості допомоги, а З.Г. Демченко розповіла про порт.",
        {
            "Ольга Ткаченко": "директор Департаменту безпеки портів Лучанської обласної "
            "адміністрації",
            "З.Г. Демченко": "",
        },
    ),
    "de": (
        "Auch Lucia Ferrante, Leiterin der Hafenhilfe, betonte den Bedarf.",
        {"Lucia Ferrante": "Leiterin der Hafenhilfe"},
    ),
}


@pytest.mark.parametrize("language", NAMED)
def test_a_report_names_people_by_posts_and_verbs(language: str) -> None:
    said, named = NAMED[language]
    found = {
        p.name: next((post.title for post in p.posts), "")
        for p in find_named(said, reader(language))
    }
    assert {name: title for name, title in found.items() if name in named or title} == named


def test_a_role_before_a_name_is_what_somebody_does() -> None:
    said = "Die Moderatorin Lucia Ferrante diskutiert mit Thekla Aue, Richterin am Amtsgericht."
    found = {
        p.name: (p.role.removeprefix("role_"), p.posts) for p in find_named(said, reader("de"))
    }
    assert found["Lucia Ferrante"] == ("moderator", ())
    assert found["Thekla Aue"][0] == "speaker"


def test_names_joined_to_one_with_a_post_are_named_too() -> None:
    said = (
        "Fue inaugurado por la ministra Rosa Blanco, y el rector de la Universidad de Melia, José "
        "Narváez; la fiscal, Sra. Lucía Ferrante, Sr. Omar Kettani y Sr. Ugo Lund revisaron la ley."
    )
    found = [(p.name, bool(p.posts)) for p in find_named(said, reader("es"))]
    assert found == [
        ("Rosa Blanco", True),
        ("José Narváez", True),
        ("Lucía Ferrante", True),
        ("Omar Kettani", False),
        ("Ugo Lund", False),
    ]


def test_names_in_a_row_are_no_bodies_of_each_other() -> None:
    said = (
        "El panel estuvo a cargo de Lucía Ferrante, Omar Kettani y Rosa Blanco, quienes explicaron "
        "los retos del puerto."
    )
    found = [(p.name, p.posts) for p in find_speakers(said, reader("es"))]
    assert found == [("Lucía Ferrante", ()), ("Omar Kettani", ()), ("Rosa Blanco", ())]


def test_one_who_spoke_is_enough_where_an_event_is_told_of(tmp_path: Path) -> None:
    text = "Crews need rest\n\n12 June 2023\n\nA seminar on harbours was held in Melia. {}\n"
    people = []
    for told in (
        "Ms. Lucia Ferrante said that crews need rest.",
        "The boat of Lucia Ferrante left.",
    ):
        document = tmp_path / "document.txt"
        document.write_text(text.format(told), encoding="utf-8")
        draft(document).write(tmp_path / "draft")
        sessions = read_yaml(tmp_path / "draft" / "programme.yml").get("sessions", [])
        people.append([p["name"] for s in sessions for p in s["participants"]])
    assert people == [["Lucia Ferrante"], []]


LED = [
    (
        "de",
        "Auf dem Podium sitzen Lucia Ferrante, Arbeitsrechtlerin an der Hochschule Melia, und"
        " Thekla Aue, die seit Jahren zu Pflege forscht.",
        [("Lucia Ferrante", "Arbeitsrechtlerin", "speaker"), ("Thekla Aue", "", "speaker")],
    ),
    (
        "de",
        "Durch den Abend führt Lucia Ferrante (Radio Melia).",
        [("Lucia Ferrante", "", "moderator")],
    ),
    (
        "it",
        "Ne discutono Marco Neri, sindacalista, la sociologa Lucia Ferrante (Università di Melia).",
        [("Marco Neri", "sindacalista", "speaker"), ("Lucia Ferrante", "sociologa", "speaker")],
    ),
    (
        "fr",
        "Autour de la table : Lucie Ferrand, juriste ; et Nadège Aubin, qui coordonne l’accueil.",
        [("Lucie Ferrand", "juriste", "speaker"), ("Nadège Aubin", "", "speaker")],
    ),
    ("ru", "Модератор — Тимур Ахметов.", [("Тимур Ахметов", "", "moderator")]),
    (
        "it",
        "Il sindaco ne parla con Marco Neri, sindacalista, con la sociologa Lucia Ferrante e con"
        " Ada Riva, che coltiva olivi.",
        [
            ("Marco Neri", "sindacalista", "speaker"),
            ("Lucia Ferrante", "sociologa", "speaker"),
            ("Ada Riva", "", "speaker"),
        ],
    ),
    (
        "fr",
        "Elle débattra avec Nafissatou Ndong, ancienne couturière, Lucie Ferrand, juriste.",
        [
            ("Nafissatou Ndong", "ancienne couturière", "speaker"),
            ("Lucie Ferrand", "juriste", "speaker"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "said", "named"), LED)
def test_words_lead_to_those_on_a_panel(
    language: str, said: str, named: list[tuple[str, str, str]]
) -> None:
    found = find_speakers(said, reader(language))
    assert [
        (p.name, next((post.title for post in p.posts), ""), p.role.removeprefix("role_"))
        for p in found
    ] == named


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (
            "Participan Marta Lodi (directora de la Red Ribera); Bea Lund (Fundación Puerto) "
            "y representante de la ciudad (por determinar).",
            ["Marta Lodi", "Bea Lund"],
        ),
        ("Participa Marta Lodi, jefa de la Red Ribera", ["Marta Lodi"]),
        (
            "Ponentes son: Marta Lodi, Wembe Takoru, Bea Lund",
            ["Marta Lodi", "Wembe Takoru", "Bea Lund"],
        ),
        ("Vías seguras y canales abiertos para la mar: Marta Lodi, jueza de Riva", ["Marta Lodi"]),
        (
            "Vías seguras y canales abiertos para los de la mar: Marta Lodi y Bea Lund.",
            ["Marta Lodi", "Bea Lund"],
        ),
        (
            "Marta Lodi “La centralidad de las vías seguras, para una facultad de derecho”.",
            ["Marta Lodi"],
        ),
    ],
    ids=[
        "a sentence",
        "one",
        "a list",
        "with a post behind a topic",
        "behind a topic",
        "before a talk",
    ],
)
def test_who_takes_part_is_read_of_each_session(
    tmp_path: Path, line: str, named: list[str]
) -> None:
    text = "# Jornadas de las vías seguras\n\n12 de junio de 2023\n\n"
    text += f"## 9:00 Apertura de la jornada\n\n{line}\n\n"
    text += "## 10:00 Los puertos\n\nModera: Lucia Ferrante\n"
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    first, _ = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [part["name"] for part in first.get("participants") or []] == named


@pytest.mark.parametrize(
    ("head", "title", "named"),
    [
        ('Ponencia: "Huir del mar" Marta Lodi', 'Ponencia: "Huir del mar"', "Marta Lodi"),
        (
            'Ponencia "Huir del mar" (Presenta: Wembe Takoru)',
            'Ponencia "Huir del mar"',
            "Wembe Takoru",
        ),
    ],
    ids=["behind quotation marks", "in brackets with a role"],
)
def test_who_gives_a_talk_stands_behind_its_title(
    tmp_path: Path, head: str, title: str, named: str
) -> None:
    text = "# Jornadas de las vías seguras\n\n12 de junio de 2023\n\n"
    text += f"17:20-18:30 h. {head}\n\n18:30-19:00 h. Los puertos\n\nModera: Lucia Ferrante\n"
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    first, _ = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert (first["title"], [part["name"] for part in first["participants"]]) == (title, [named])


def test_a_topic_before_names_leaves_them_the_role_above(tmp_path: Path) -> None:
    text = "# Forum on Safe Roads\n\n12 June 2023\n\n## 9:00 Fair Work\n\nPanellists:\n\n"
    text += "Safe channels open for all of those at sea: Marta Lodi and Bea Lund\n"
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [part["role"] for part in session["participants"]] == ["panellist", "panellist"]


def test_a_report_of_two_sessions_names_in_its_paragraphs_who_spoke(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_text(
        """Report on the Regional Consultation on Safe Roads
Port Meredith, 11-12 February 2025

Session 1: Inside the yards
The session was moderated by Dr. Lucia Ferrante of Caritas Meredith. Mr. Tomas Verbeek, researcher \
at Harbour University, presented new data. Ms. Ana Morales shared testimonies of survivors.

Session 2: Who is not punished
Judge Bea Lund explained recent case law. Mr. Rajesh Kothari, prosecutor, described cooperation.
""",
        encoding="utf-8",
    )
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [[p["name"] for p in s["participants"]] for s in sessions] == [
        ["Lucia Ferrante", "Tomas Verbeek", "Ana Morales"],
        ["Bea Lund", "Rajesh Kothari"],
    ]


REPORT = [
    "# Обласна конференція на тему: «Безпечні дороги у Вербівській області»",
    "15 грудня 2031 року у Вербівці відбулась обласна конференція.",
    "Сучасний стан безпеки на дорогах озвучила для присутніх Олена Ткачук, національн"
    "а спеціалістка програми безпечних доріг Представництва спілки.",
    "Про регіональні заходи присутнім розповіла Марія Гнатюк, директор департаменту с"
    "оціальної політики облдержадміністрації.",
    "Про один з основних напрямів, боротьбу зі зловживаннями у цій сфері, презентував"
    " Ігор Бондар, заступник начальника управління перевезень області.",
]


def test_several_paragraphs_of_a_report_each_name_who_spoke(tmp_path: Path) -> None:
    document = tmp_path / "report.md"
    document.write_text("\n\n".join(REPORT), encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (one,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    names = ["Олена Ткачук", "Марія Гнатюк", "Ігор Бондар"]
    assert [p["name"] for p in one["participants"]] == names


@pytest.mark.parametrize("post", ["the mayor of", "the prefect of"])
def test_the_place_of_a_post_is_no_name(tmp_path: Path, post: str) -> None:
    told = f"Opening the conference, {post} Villa Maria, Martin Gill, spoke of what is to come."
    document = tmp_path / "report.md"
    document.write_text(f"# Conference on Safe Roads\n\n12 June 2023\n\n{told}\n", encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml").get("sessions", [])
    assert "Villa Maria" not in [p["name"] for s in found for p in s.get("participants", [])]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (
            "Work and Worth\n\nThe conference “Work and Worth” took place in Lenn on 9 October "
            "2031. Contributions came from Ada Bek (Harbour Trust) and Tom Reed (Crown Court).",
            ["Ada Bek", "Tom Reed"],
        ),
        (
            "Arbeit und Würde\n\nAm 9. Oktober 2031 fand in Lenn die Tagung „Arbeit und Würde“ "
            "statt. Zu den Referierenden zählten Ada Becker, Tom Reder und Olga Lund.",
            ["Ada Becker", "Tom Reder", "Olga Lund"],
        ),
        (
            "Travail et dignité\n\nLe colloque « Travail et dignité » s'est tenu à Lenn le 9 "
            "octobre 2031. Ont pris la parole Ada Bécourt (Fondation du Port) et Thomas Rey.",
            ["Ada Bécourt", "Thomas Rey"],
        ),
        (
            "Lavoro e dignità\n\nIl 9 ottobre 2031 si è svolto a Lenn il convegno “Lavoro e "
            "dignità”. Hanno preso la parola Ada Becchi (Fondazione Porto) e Tommaso Reali.",
            ["Ada Becchi", "Tommaso Reali"],
        ),
        (
            "Trabajo y dignidad\n\nEl 9 de octubre de 2031 se celebró en Lenn la jornada «Trabajo "
            "y dignidad». Entre los ponentes estuvieron Ada Becerra y Tomás Reyes.",
            ["Ada Becerra", "Tomás Reyes"],
        ),
    ],
)
def test_a_report_says_in_many_ways_who_spoke(tmp_path: Path, told: str, names: list[str]) -> None:
    (session,) = read_sessions(tmp_path, told)
    assert named(session) == names


@pytest.mark.parametrize(
    ("body", "title"),
    [("Fundación Carlos Ruiz", "directora"), ("Instituto Simón Vega", "presidenta")],
)
def test_a_body_that_is_named_after_somebody_is_nobody(
    tmp_path: Path, body: str, title: str
) -> None:
    text = (
        "Informe del Foro de Lenn\n\nEl 5 de mayo de 2031 se celebró en Lenn un foro. "
        f"Intervinieron la jueza Ada Bek, {title} de la {body}, y la periodista Eva Noor.\n"
    )
    (session,) = read_sessions(tmp_path, text)
    assert [p["name"] for p in session["participants"]] == ["Ada Bek", "Eva Noor"]


def test_those_whose_lives_are_looked_at_do_not_speak(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "The lives of three"\ndate: "2031-02-11 00:00:00 -0600"\ntimes: "7:00 p.m"\n'
        "---\n\nKeep still. Using the lives of Jon Till, Mia Holt, and Sam Reed, Lund College"
        " professor Ada Bek will examine the history of the port, and why it matters.\n"
    )
    drafted = read_draft(tmp_path, text, ".md")
    told = {p["name"] for s in drafted.get("sessions", []) for p in s.get("participants", [])}
    assert told.isdisjoint({"Jon Till", "Mia Holt", "Sam Reed"})
