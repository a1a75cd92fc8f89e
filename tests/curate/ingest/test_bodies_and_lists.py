"""What stands beside and below a name: bodies with commas inside, and lists of names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, NEXT, read_draft
from hypothesis import given
from hypothesis import strategies as st

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.organizers import Organizations
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.word_lists import words_in
from atgraph.data.yaml_lines import read_yaml

PIECES = [". ", ", ", "; ", " (", ") ", " and ", "Head of ", "judge", "Lenn Trust", "(LT)", " "]


def affiliations(language: str) -> AffiliationReader:
    return AffiliationReader(SegmentKinds(words_in(tuple(sorted({language, "en"})))))


@pytest.mark.parametrize(
    "language, text, expected",
    [
        (
            "en",
            "Deputy Chief, Bureau of Democracy, Human Rights, and Labor, Department of State",
            [
                ("Deputy Chief", "Bureau of Democracy, Human Rights, and Labor"),
                ("", "Department of State"),
            ],
        ),
        (
            "en",
            "Minister of Gender, Children and Social Protection",
            [("Minister of Gender, Children and Social Protection", "")],
        ),
        (
            "en",
            "Director, Research and Policy, Freedom Institute",
            [("Director, Research and Policy", "Freedom Institute")],
        ),
        (
            "en",
            "Programme Manager, Bread, Water and Light Foundation",
            [("Programme Manager", "Bread, Water and Light Foundation")],
        ),
        ("en", "Detective, Seaview Police Department, Port Idris, TX", [
            ("Detective", "Seaview Police Department")
        ]),
        ("en", "Attorney, Baker & Lowe, LLC", [("Attorney", "Baker & Lowe, LLC")]),
        ("en", "Chief, Peace Operations, United Nations", [
            ("Chief, Peace Operations", "United Nations")
        ]),
        ("de", "Inhaber, Aue Hoch-, Tief- und Gleisbau GmbH", [
            ("Inhaber", "Aue Hoch-, Tief- und Gleisbau GmbH")
        ]),
        ("de", "Referatsleiterin, Ministerium für Familie, Senioren, Frauen und Jugend", [
            ("Referatsleiterin", "Ministerium für Familie, Senioren, Frauen und Jugend")
        ]),
        ("de", "Leiterin, Fakultät für Recht, Wirtschaft und Gesellschaft", [
            ("Leiterin", "Fakultät für Recht, Wirtschaft und Gesellschaft")
        ]),
        ("en", "Officer, Directorate-General for Employment, Social Affairs and Inclusion", [
            ("Officer", "Directorate-General for Employment, Social Affairs and Inclusion")
        ]),
        ("fr", "avocate, Cabinet Durand, Lefèvre et Associés", [
            ("avocate", "Cabinet Durand, Lefèvre et Associés")
        ]),
        ("fr", "cheffe, Ministère de l’Éducation, de la Jeunesse et des Sports", [
            ("cheffe", "Ministère de l’Éducation, de la Jeunesse et des Sports")
        ]),
        ("es", "gerente, Aceites del Sur, S.A.", [("gerente", "Aceites del Sur, S.A.")]),
        ("it", "avvocata, Associazione per gli Studi, la Ricerca e l’Aiuto", [
            ("avvocata", "Associazione per gli Studi, la Ricerca e l’Aiuto")
        ]),
        ("ru", "директор, Министерство юстиции, внутренних дел и безопасности", [
            ("директор", "Министерство юстиции, внутренних дел и безопасности")
        ]),
        ("uk", "заступниця, Міністерство освіти, науки, молоді та спорту", [
            ("заступниця", "Міністерство освіти, науки, молоді та спорту")
        ]),
    ],
)  # fmt: skip
def test_a_comma_inside_a_name_does_not_cut_it(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    posts = affiliations(language).read(text).posts
    assert [(post.title, post.organization) for post in posts] == expected


@pytest.mark.parametrize(
    "language, text, expected",
    [
        ("en", "Chair of the Walk Home Network and Director, Lantern House Foundation", [
            ("Chair of the Walk Home Network", "Walk Home Network"),
            ("Director", "Lantern House Foundation"),
        ]),
        ("es", "Presidenta de la Red de Apoyo y Directora de la Fundación Faro", [
            ("Presidenta de la Red de Apoyo", "Red de Apoyo"),
            ("Directora de la Fundación Faro", "Fundación Faro"),
        ]),
        ("en", "Head of Unit, Prosecutor General’s Office of Velmora", [
            ("Head of Unit", "Prosecutor General’s Office of Velmora"),
        ]),
        ("es", "Fiscal de Corte y Procuradora General de la Nación", [
            ("Fiscal de Corte y Procuradora General de la Nación", ""),
        ]),
        ("it", "Presidente della Rete Alba e Direttrice della Fondazione Faro", [
            ("Presidente della Rete Alba", "Rete Alba"),
            ("Direttrice della Fondazione Faro", "Fondazione Faro"),
        ]),
        ("de", "Inhaber, Aue Hoch-, Tief- und Gleisbau GmbH, Unternehmer im Blick", [
            ("Inhaber", "Aue Hoch-, Tief- und Gleisbau GmbH"),
            ("Unternehmer im Blick", ""),
        ]),
    ],
)  # fmt: skip
def test_each_post_has_the_body_that_is_its_own(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    posts = affiliations(language).read(text).posts
    assert [(post.title, post.organization) for post in posts] == expected


@pytest.mark.parametrize(
    "language, text, expected",
    [
        (
            "en",
            "Department for Science, Innovation and Technology, UNODC and the Rivers Trust",
            ["Department for Science, Innovation and Technology", "UNODC", "Rivers Trust"],
        ),
        ("en", "Embassy of Norway, Rivages and Horizon", [
            "Embassy of Norway", "Rivages", "Horizon"
        ]),
        ("en", "Regional Office for Asia and the Pacific", [
            "Regional Office for Asia and the Pacific"
        ]),
        ("fr", "le Ministère de la Justice, l’Association Rivages et la Mairie de Lyon", [
            "Ministère de la Justice", "Association Rivages", "Mairie de Lyon"
        ]),
        ("de", "Landesamt für Soziales, Jugend und Integration", [
            "Landesamt für Soziales, Jugend und Integration"
        ]),
        ("ru", "Министерство труда и социальной защиты, ОБСЕ и фонд «Дом»", [
            "Министерство труда и социальной защиты", "ОБСЕ", "фонд «Дом»"
        ]),
        ("en", "Department for Education, Skills and Children and the Quay Bank", [
            "Department for Education, Skills and Children", "Quay Bank"
        ]),
        ("de", "Ministerium für Arbeit, Familie und Jugend und Stiftung Morgen", [
            "Ministerium für Arbeit, Familie und Jugend", "Stiftung Morgen"
        ]),
        ("de", "Institut für Straf-, Strafprozess- und Wirtschaftsrecht und Stiftung Morgen", [
            "Institut für Straf-, Strafprozess- und Wirtschaftsrecht", "Stiftung Morgen"
        ]),
        ("es", "Red de Mujeres, Migración y Trabajo y Asociación Faro", [
            "Red de Mujeres, Migración y Trabajo", "Asociación Faro"
        ]),
        ("es", "Fundación Alba, S.L.U. y Asociación Faro", [
            "Fundación Alba, S.L.U.", "Asociación Faro"
        ]),
        ("it", "Dipartimento di Scienze Politiche, Giuridiche e Sociali e Associazione Faro", [
            "Dipartimento di Scienze Politiche, Giuridiche e Sociali", "Associazione Faro"
        ]),
        ("ru", "Центр помощи семье, женщинам и детям и Фонд «Рассвет»", [
            "Центр помощи семье, женщинам и детям", "Фонд «Рассвет»"
        ]),
        ("ru", "АНО «Свет и Дом» и Фонд «Рассвет»", ["АНО «Свет и Дом»", "Фонд «Рассвет»"]),
    ],
)  # fmt: skip
def test_a_list_of_bodies_is_cut_between_them_alone(
    language: str, text: str, expected: list[str]
) -> None:
    assert Organizations(affiliations(language)).split(text) == expected


@pytest.mark.parametrize(
    "name",
    ["Begaim Sadyr kyzy", "Ramil Anwar oglu", "Noor ul-Huda Zamani", "Moussa ag Attaher"],
)
def test_small_words_within_a_name_and_at_its_end_belong_to_it(name: str) -> None:
    found = NameReader(words_in(("en",))).read(f"{name}, Inspector")
    assert found is not None and found.text == name


HEAD = "# Forum on Safe Roads\n\n12 June 2023\n\n"


def read(folder: Path, text: str) -> Any:
    document = folder / "document.md"
    document.write_text(HEAD + text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


def people(session: Any) -> list[tuple[str, list[Any]]]:
    return [(one["name"], one.get("affiliations") or []) for one in session["participants"]]


def test_a_line_of_names_alone_is_as_many_people_with_letters_and_statuses_of_their_own(
    tmp_path: Path,
) -> None:
    text = "09:00 **What adverts tell**\n\nLucia Ferrante, PhD, Tomas Verbeek (tbc), Ana Morales\n"
    (session,) = read(tmp_path, text)
    assert people(session) == [("Lucia Ferrante", []), ("Tomas Verbeek", []), ("Ana Morales", [])]
    assert [one.get("status") for one in session["participants"]] == [
        None,
        "to-be-confirmed",
        None,
    ]


def test_what_most_items_of_a_list_have_tells_a_body_without_a_word_of_one(tmp_path: Path) -> None:
    card = "**{}**\n\n{}\n\n{}\n\n"
    cards = [
        ("Lucia Ferrante", "Director", "Safe Harbour Trust"),
        ("Tomas Verbeek", "Broadcaster", "Radio Willow Hills"),
        ("Ana Morales", "Professor", "University of Meredith"),
        ("Peter Lindqvist", "Inspector", "Border Police"),
    ]
    text = "## 09:00 What adverts tell\n\n" + "".join(card.format(*one) for one in cards)
    (session,) = read(tmp_path, text)
    assert people(session) == [
        (name, [{"title": title, "organization": body}]) for name, title, body in cards
    ]


def test_who_stands_between_body_and_post_is_read_and_a_town_is_nobody(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    line = "Growers' Union of Melford, Barbara Tuckwell, Vice-President"
    sessions = f"## 9:00–10:00 Farms\n\n{line}\n\n## 10:00–11:00 Inns\n\nOpen Union, Jackson\n"
    document.write_text(f"# Forum\n\n12 June 2023\n\n{sessions}")
    draft(document).write(tmp_path / "draft")
    farms, inns = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    (person,) = farms["participants"]
    assert person["name"] == "Barbara Tuckwell"
    said = {(a.get("title"), a.get("organization")) for a in person["affiliations"]}
    assert said == {("Vice-President", "Growers' Union of Melford")}
    assert "participants" not in inns


@pytest.mark.parametrize("degree", ["LL.M.", "SJD", "S.J.", "M.A.", "QC"])
def test_a_degree_behind_a_name_is_no_body(tmp_path: Path, degree: str) -> None:
    text = f"09:00 **What adverts tell**\n\nLucia Ferrante, {degree}, researcher, Law Clinic\n"
    (session,) = read(tmp_path, text)
    held = [{"title": "researcher", "organization": "Law Clinic"}]
    assert people(session) == [("Lucia Ferrante", held)]


def test_a_talk_and_its_speaker_with_a_dot_at_the_end_are_no_sentence(tmp_path: Path) -> None:
    text = "09:00 **Plenary**\n\n“The History of the Power of One” – Lucia B. Ferrante, Jr.\n"
    (session,) = read(tmp_path, text)
    assert people(session) == [("Lucia B. Ferrante", [])]


@pytest.mark.slow
def test_an_item_of_a_list_is_no_post_of_who_is_named_in_the_one_above(tmp_path: Path) -> None:
    text = """09:00 **Primi interventi**

- Intervento della direttrice del Coordinamento nazionale, Lucia Ferrante
- Intervento del responsabile ufficio accoglienza Caritas Italia, Zorbatto Vialli
"""
    (session,) = read(tmp_path, text)
    (name, held), *_ = people(session)
    assert name == "Lucia Ferrante"
    assert [post["title"] for post in held] == ["direttrice del Coordinamento nazionale"]


@pytest.mark.parametrize("line", ["{1} – {2}, {0}", "{1}: {0}, {2}", "{1} ({0}, {2})"])
def test_bodies_stand_before_who_speaks_for_them_all_over_a_document(
    tmp_path: Path, line: str
) -> None:
    listed = [
        ("Lucia Ferrante", "Safe Harbour Institute", "director"),
        ("Tomas Verbeek", "Border Police", "inspector"),
        ("Obadia Kleinsorg", "Radio Willow Hills", "editor"),  # no word tells name or body
        ("Khin Thuzar Htwe", "Open Gate", "interpreter"),
    ]
    text = "## 09:00 What adverts tell\n\nSpeakers:\n\n"
    (session,) = read(tmp_path, text + "".join(f"- {line.format(*one)}\n" for one in listed))
    assert [name for name, _ in people(session)] == [name for name, _, _ in listed]
    told = {one["organization"] for _, posts in people(session) for one in posts if len(one) < 3}
    assert {body for _, body, _ in listed} <= told | {None}


TALKS = ["What adverts tell", "Fish without owners", "A house with no doors", "After the raid"]
SPEAK = [
    "Lucia Ferrante, Tomas Verbeek",
    "Ana Morales, Obadia Kleinsorg, Maria Lopez",
    "Khin Thuzar Htwe, Peter Lindqvist, Rosa Bianchi",
    "Zoe Marchand, Paul Weiss",
]


@pytest.mark.parametrize("line", ["{} ({})", "{} – {}", "{1}: {0}"])
def test_titles_and_names_on_one_line_are_parted_as_on_the_others(
    tmp_path: Path, line: str
) -> None:
    shown = (
        f"0{n}:00–0{n}:45 {line.format(*one)}\n\n" for n, one in enumerate(zip(TALKS, SPEAK), 6)
    )
    sessions = read(tmp_path, "".join(shown))
    assert [one["title"] for one in sessions] == TALKS
    assert [", ".join(name for name, _ in people(one)) for one in sessions] == SPEAK


@pytest.mark.parametrize(
    ("line", "name", "held"),
    [
        ("Dr. Lucia Ferrante - Dar Hosea", "Lucia Ferrante", {"organization": "Dar Hosea"}),
        (
            "What adverts tell, Lucia Ferrante (researcher, Law Clinic)",
            "Lucia Ferrante",
            {"title": "researcher", "organization": "Law Clinic"},
        ),
    ],
)
def test_what_stands_beside_the_one_name_is_nobody(
    tmp_path: Path, line: str, name: str, held: dict[str, str]
) -> None:
    (session,) = read(tmp_path, f"09:00 **Panel Discussion**\n\nSpeakers:\n\n{line}\n")
    assert people(session) == [(name, [held])]


def test_a_surname_in_capitals_behind_a_comma_begins_the_next_person(tmp_path: Path) -> None:
    line = "Lucia Ferrante, president of the Law Clinic, Peter LINDQVIST, officer"
    (session,) = read(tmp_path, f"09:00 **Opening**\n\nSpeakers: {line}\n")
    assert [name for name, _ in people(session)] == ["Lucia Ferrante", "Peter LINDQVIST"]


def test_items_of_a_list_with_posts_are_who_takes_part_in_the_one_session(tmp_path: Path) -> None:
    text = """The webinar brings guests together, among them:

- Lucia Ferrante (researcher, Law Clinic)
- Peter Lindqvist (inspector, Border Police)
"""
    (session,) = read(tmp_path, text)
    assert [name for name, _ in people(session)] == ["Lucia Ferrante", "Peter Lindqvist"]


@pytest.mark.parametrize("behind", [": “How Can Data Help?”", ", The policy responses to slavery"])
def test_a_talk_behind_who_gives_it_is_no_body(tmp_path: Path, behind: str) -> None:
    line = f"Lucia Ferrante (Trilateral Research){behind}"
    (session,) = read(tmp_path, f"09:00 **Panel**\n\nSpeakers:\n\n{line}\n")
    assert people(session) == [("Lucia Ferrante", [{"organization": "Trilateral Research"}])]


@pytest.mark.parametrize(
    "language, text, name, body",
    [
        ("de", "Irmgard Paulsen von der Caritas", "Irmgard Paulsen", "Caritas"),
        ("de", "Ursula von der Linden, Referentin, Caritas", "Ursula von der Linden", "Caritas"),
        (
            "es",
            "Ana Ruiz Soto de la Universidad de Melia",
            "Ana Ruiz Soto",
            "Universidad de Melia",
        ),
        ("en", "Lucia Ferrante, speaking for Open Door Institute", "Lucia Ferrante", None),
        ("it", "Lucia Ferrante, per conto di Casa Melia", "Lucia Ferrante", "Casa Melia"),
    ],
)
def test_small_words_before_a_body_are_of_neither_name(
    language: str, text: str, name: str, body: str | None
) -> None:
    words = words_in(tuple(sorted({language, "en"})))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    (found,) = people.read_all(text, (), 1.5)
    assert found.name == name
    assert [post.organization for post in found.posts] == [body or "Open Door Institute"]


def test_a_name_of_the_father_tells_that_a_name_is_one() -> None:
    words = words_in(("en", "ru"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = people.read_all("Токтогулова Айгерим Бакытовна, Жээнбеков Эрлан Сапарович", ())
    assert [one.name.split()[-1] for one in found] == ["Бакытовна", "Сапарович"]


CARDS = """# Un convegno a Melia

**9:30 – 10:00** Saluti istituzionali

Lucia Ferrante
{post}
Marta Bianchi
Rettrice dell’Università di Melia
"""


@pytest.mark.parametrize(
    "post, posts",
    [
        (
            "Professoressa di Farmacologia, Università di Melia; Senatrice a vita",
            [("Professoressa di Farmacologia", "Università di Melia"), ("Senatrice a vita", "")],
        ),
        (
            "Professoressa ordinaria di Farmacologia, Casamelia; Direttrice Istituto di Medicina",
            [
                ("Professoressa ordinaria di Farmacologia", "Casamelia"),
                ("Direttrice Istituto di Medicina", ""),
            ],
        ),
        (
            "Presidente di Fondazione Ugo Bianchi, Professoressa di Medicina presso l’Istituto"
            " Europeo, Consigliera d’Europa, membro dell’Accademia di Melia e autrice di libri",
            [
                ("Presidente di Fondazione Ugo Bianchi", "Fondazione Ugo Bianchi"),
                ("Professoressa di Medicina", "Istituto Europeo"),
                ("Consigliera d’Europa", ""),  # the fourth is a membership
            ],
        ),
    ],
)
def test_a_line_of_posts_below_a_name_is_nobody_else(
    tmp_path: Path, post: str, posts: list[tuple[str, str]]
) -> None:
    (session,) = read(tmp_path, CARDS.format(post=post))
    (first, held), (second, _) = people(session)
    assert (first, second) == ("Lucia Ferrante", "Marta Bianchi")
    assert [(p.get("title", ""), p.get("organization", "")) for p in held] == posts


def test_items_with_a_dot_that_name_who_takes_part_are_no_sentences(tmp_path: Path) -> None:
    text = """# Ending Forced Labour

15 March 2021

Forced labour is a crime that is found in all parts of the economy, and in all of our towns.

- Lucia Ferrante, Director, Labour Unit, Ministry of Justice.
- Sulemo Masadi, Council Member, The Advisory Council on Labour at the Ministry of Justice.
- Peter Lindqvist, Law Clinic Executive Director.
"""
    (session,) = read(tmp_path, text)
    assert [name for name, _ in people(session)] == [
        "Lucia Ferrante",
        "Sulemo Masadi",
        "Peter Lindqvist",
    ]


@pytest.mark.parametrize(
    "language, text, name, posts",
    [
        (
            "en",
            "H.E. Cardinal Fabio Ricci C.S., Undersecretary, Caritas",
            "Fabio Ricci",
            [("Undersecretary", "Caritas")],
        ),
        ("de", "Prof. Dr. Dr. h.c. Irmgard Paulsen, MdL", "Irmgard Paulsen", []),
        (
            "de",
            "Irmgard Paulsen, Beigeordnete der Stadt Melia",
            "Irmgard Paulsen",
            [("Beigeordnete der Stadt Melia", "Stadt Melia")],
        ),
        ("uk", "Орися Дзвін (історикиня) [он-лайн]", "Орися Дзвін", [("історикиня", "")]),
    ],
)
def test_letters_and_marks_behind_a_name_are_no_part_of_it(
    language: str, text: str, name: str, posts: list[tuple[str, str]]
) -> None:
    words = words_in(tuple(sorted({language, "en"})))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    (found,) = people.read_all(text, (), 1.5)
    assert found.name == name
    assert [(post.title, post.organization) for post in found.posts] == posts


def test_names_that_stand_last_on_most_lines_do_so_on_all(tmp_path: Path) -> None:
    lines = """**9:00** Перша панель

Спікери:

журналістка, Радіо «Плай» – Соломія Вюнник
програміст, Лабораторія «Код» – Гордій Ластівка
учителька, Ліцей № 3 – Любомира Тарновецька
аналітикиня, Центр безпеки – Есма Халілова (за згодою)
"""
    (session,) = read(tmp_path, lines)
    assert [name for name, _ in people(session)] == [
        "Соломія Вюнник",
        "Гордій Ластівка",
        "Любомира Тарновецька",
        "Есма Халілова",
    ]


def test_two_names_behind_a_talk_give_it(tmp_path: Path) -> None:
    talks = (
        '- "Be the Bridge" - Peter Lindqvist\n- "Serving Survivors" - Maria Lopez and Jane Carter\n'
    )
    (session,) = read(tmp_path, f"09:00 **Talks**\n\n{talks}")
    assert people(session) == [("Peter Lindqvist", []), ("Maria Lopez", []), ("Jane Carter", [])]


def test_a_role_above_items_heads_them_and_years_are_no_body(tmp_path: Path) -> None:
    text = """09:00 **Panel**

Panelists
- Peter Lindqvist (Ruiz Administration, 2007–2009)
- Lucia Ferrante (Ortega Administration, 2009–2014)

Moderator
- Ana Morales, Professor of Law, University of Melia
"""
    (session,) = read(tmp_path, text)
    assert [one["role"] for one in session["participants"]] == ["panellist"] * 2 + ["moderator"]
    assert people(session)[0] == ("Peter Lindqvist", [{"organization": "Ruiz Administration"}])


def test_what_an_item_says_that_somebody_will_do_is_no_post(tmp_path: Path) -> None:
    posts = ["Deputy Secretary at the Department of Education", "a human rights activist"]
    told = "will describe what schools do and share a view of their own;"
    text = f"- Lucia Ferrante, {posts[0]}, {told}\n- Peter Lindqvist, {posts[1]}, {told}\n"
    (session,) = read(tmp_path, f"The webinar has these voices:\n\n{text}")
    assert people(session) == [
        (
            "Lucia Ferrante",
            [{"title": "Deputy Secretary", "organization": "Department of Education"}],
        ),
        ("Peter Lindqvist", [{"title": "human rights activist"}]),
    ]


def test_a_dash_right_before_a_name_begins_an_item_and_a_hotel_is_nobody(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    items = "-Dra. Laura Balart: Secretaria, Corte Suprema\n-Lic. Marcelo Colombo: Fiscal, Protex"
    place = "David Palace Hotel (frente al mar)"
    head = f"Jornada contra la trata\n\n9 de marzo de 2023\n\n{place}"
    text = f"{head}\n\nLos ponentes fueron:\n{items}\n"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [name for name, _ in people(session)] == ["Laura Balart", "Marcelo Colombo"]


def test_a_small_word_behind_an_italian_surname_leads_to_a_body() -> None:
    words = words_in(("en", "it"))
    names = NameReader(words)

    read = [names.read(f"{name} di Riva") for name in ("Marta Lodi", "Marta Lucia")]
    surname = names.read("Marta Lodi della Rocca")

    assert [name.text for name in read if name] == ["Marta Lodi", "Marta Lucia di Riva"]
    assert surname is not None and surname.text == "Marta Lodi della Rocca"


def test_an_item_below_an_item_is_no_post_of_the_one_above(tmp_path: Path) -> None:
    text = """# Forum on Safe Roads

12 June 2023

## 9:00 Fair Work

- Marta Lodi Director, Law Clinic
- Wembe Takoru President, Quay Medical Society
- Bea Lund Head of Unit, Harbour Trust
"""
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    names = [part["name"] for part in session["participants"]]
    assert names == ["Marta Lodi", "Wembe Takoru", "Bea Lund"]


def test_brackets_within_what_stands_below_a_name_stay(tmp_path: Path) -> None:
    text = """# Forum on Safe Roads

12 June 2023

## 9:00 Fair Work

Marta LODI

secretary of the Council for Safe Roads (CSR)
"""
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    (part,) = session["participants"]
    assert part["affiliations"][0]["title"].endswith("(CSR)")


def test_letters_in_brackets_tell_a_body_without_a_word_of_one() -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))

    (person,) = people.read_all("Marta Lodi, Fair Road Transport (FRT)")

    assert (person.name, person.posts[0].organization) == ("Marta Lodi", "Fair Road Transport")


def test_an_italian_word_for_of_before_a_body_is_none_of_it() -> None:
    words = words_in(("en", "it"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))

    (person,) = people.read_all("Marta Lodi, dell’Università di Riva")

    assert (person.name, person.posts[0].organization) == ("Marta Lodi", "Università di Riva")


def test_dots_may_part_name_post_and_body(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_text(
        """# Seminario sobre la trata de personas

5 de junio de 2024

16:00 Inauguración
D. Manuel Ortega Ruiz. Decano de la Facultad de Derecho.
Dra. Rosario Vega. Catedrática de Derecho. Universidad de Aurelia.
Modera: D. Luis Prieto. Periodista.
""",
        encoding="utf-8",
    )
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    dean = {"title": "Decano de la Facultad de Derecho", "organization": "Facultad de Derecho"}
    chair = {"title": "Catedrática de Derecho", "organization": "Universidad de Aurelia"}
    assert {p["name"]: p["affiliations"] for p in sessions[0]["participants"]} == {
        "Manuel Ortega Ruiz": [dean],
        "Rosario Vega": [chair],
        "Luis Prieto": [{"title": "Periodista"}],
    }


def test_a_quoted_talk_behind_a_body_is_no_part_of_it_and_a_quoted_body_is_one() -> None:
    words = words_in(("en", "ru"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    for said, body in (
        ('Koç University: "Girls, Games and Grooming"', "Koç University"),
        ("Quay Street – “War and Risks”.", "Quay Street"),
        ("фонд «Правовой центр»", "фонд «Правовой центр»"),
    ):
        (person,) = people.read_all(f"Zeynep Arslan, {said}", (), 1.5)
        assert [post.organization for post in person.posts] == [body]


def test_a_deputy_mayor_is_one() -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    (person,) = people.read_all("Deputy Mayor Pieter de Boer")
    assert (person.honorific, person.name) == ("Deputy Mayor", "Pieter de Boer")


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Beratung von Betroffenen", False),
        ("Protection de la Ville", False),
        ("Concepción de la Torre", True),
        ("Frau Hartung von Berg", True),
    ],
)
def test_what_is_done_with_whom_is_no_name(text: str, is_name: bool) -> None:
    assert bool(NameReader(words_in(("de", "en", "es", "fr"))).read(text)) == is_name


@pytest.mark.parametrize(
    ("line", "name", "post"),
    [
        ("Carmen Ruiz Pastor, concejala, Ayuntamiento", "Carmen Ruiz Pastor", "concejala"),
        ("Carmen Ruiz Pastor", "Carmen Ruiz Pastor", None),
        ("Carmen Ruiz, concejala, Ayuntamiento", "Carmen Ruiz", "concejala"),
    ],
)
def test_a_surname_may_be_a_word_for_a_post(
    line: str, name: str, post: str | None, tmp_path: Path
) -> None:
    document = tmp_path / "jornada.txt"
    head = "Jornada sobre el trabajo en el campo y en las casas\n\n12 de junio de 2023\n\n"
    document.write_text(f"{head}10:00 Inauguración\nModera: {line}\n", encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    (person,) = session["participants"]
    assert (person["name"], person.get("affiliations", [{}])[0].get("title")) == (name, post)


def test_who_follows_with_a_post_behind_and_is_the_next() -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    line = "Special Agent Marcus Hill, National Border Inquiries, and Becca Stone, Victim Advocate"
    for said in (line, line.removeprefix("Special Agent ")):
        found = people.read_all(said)
        assert [p.name for p in found] == ["Marcus Hill", "Becca Stone"]
        assert [p.posts[0].title or p.posts[0].organization for p in found] == [
            "National Border Inquiries",
            "Victim Advocate",
        ]


@pytest.mark.parametrize(
    ("language", "line", "named"),
    [
        (
            "de",
            "Dilek Arslan und Veronika Maier, Beratungsstelle",
            ["Dilek Arslan", "Veronika Maier"],
        ),
        ("es", "José Ortega y Gasset, profesor", ["José Ortega y Gasset"]),
    ],
)
def test_a_word_for_and_parts_names_and_one_letter_may_join_surnames(
    language: str, line: str, named: list[str]
) -> None:
    words = words_in(tuple(sorted({language, "en"})))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    assert [p.name for p in people.read_all(line, (), 1.0)] == named


@pytest.mark.slow
def test_a_line_of_many_bodies_is_read_once_and_names_nobody() -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    # each mark more would double the work, were its parts read anew each time
    for mark in (", ", ": "):
        line = mark.join(f"Ministry of {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        assert people.read_all(line) == []


@pytest.mark.parametrize(
    "language, line, expected",
    [
        ("en", "Ana Morales, Ugo Lund and a survivor leader", {"Ana Morales", "Ugo Lund"}),
        ("de", "mit Ana Morales, Ugo Lund und einer Betroffenen", {"Ana Morales", "Ugo Lund"}),
        ("de", "Ana Morales MdB, Ugo Lund (Innenministerium Aue) und Eva Roth",
         {"Ana Morales", "Ugo Lund", "Eva Roth"}),
        ("en", "Prof. Ana van Loon (chair), UMC Aldea", {"Ana van Loon"}),
        ("es", "Dña. Ana Morales, Directora General de Migraciones", {"Ana Morales"}),
        ("es", "D. Julio Sy. Mediador intercultural", {"Julio Sy"}),
        ("en", "V. Rev. Prof. Hugo Pennington, Rector", {"Hugo Pennington"}),
        ("en", "Sr. Ana Morales MM, Talitha House", {"Ana Morales"}),
        ("fr", "Cne Julien Moreau, Brigade des mineurs", {"Julien Moreau"}),
        ("fr", "Mme Ana Ngo BASSONG / M. Hugo BIHAN", {"Ana Ngo BASSONG", "Hugo BIHAN"}),
        ("en", "Ana Morales – Law Clinic; Ugo Lund – ILM in Aue", {"Ana Morales", "Ugo Lund"}),
        ("fr", "Messieurs Bruno Mora et Yann Hugo, inspecteurs", {"Bruno Mora", "Yann Hugo"}),
        ("de", "Dipl.-Psych. Ana Winter", {"Ana Winter"}),
        ("de", "Ana Winter, Bundesbund DGB", {"Ana Winter"}),
        ("it", "Ana Morales, Corriere della Sera", {"Ana Morales"}),
    ],
)  # fmt: skip
def test_who_is_named_on_a_line_and_nobody_else(
    language: str, line: str, expected: set[str]
) -> None:
    words = words_in(tuple(sorted({language, "en"})))
    reader = PeopleReader(NameReader(words), affiliations(language))
    assert {person.name for person in reader.read_all(line, (), 1.5)} == expected


def test_a_body_in_brackets_behind_two_is_of_both_and_behind_a_post_no_part_of_it() -> None:
    reader = PeopleReader(NameReader(words_in(("en",))), affiliations("en"))
    one, two = reader.read_all("Prof. Ana Morales and Dr. Ugo Lund (Law Clinic)")
    assert one.posts == two.posts and one.posts[0].organization == "Law Clinic"
    (post,) = affiliations("en").read("Deputy Director (Ministry of Labour)").posts
    assert (post.title, post.organization) == ("Deputy Director", "Ministry of Labour")


@pytest.mark.parametrize(
    "language, line, expected",
    [
        ("fr", "cheffe de service, association Hors la rue",
         [("cheffe de service", "association Hors la rue")]),
        ("it", "cooperativa BeFree", [("", "cooperativa BeFree")]),
        ("de", "LKA Niederau, Aue", [("", "LKA Niederau")]),
        ("es", ". Mediador intercultural", [("Mediador intercultural", "")]),
    ],
)  # fmt: skip
def test_a_kind_in_small_letters_or_letters_before_a_name_begin_a_body(
    language: str, line: str, expected: list[tuple[str, str]]
) -> None:
    posts = affiliations(language).read(line).posts
    assert [(post.title, post.organization) for post in posts] == expected


def test_letters_that_nobody_can_say_begin_no_name() -> None:
    names = NameReader(words_in(("de",)))
    scores = [name.score for text in ("VHS Aldea", "Ada Aldea") if (name := names.read(text))]
    assert [score > 0 for score in scores] == [False, True]


def test_a_bracket_around_several_is_none_of_the_last_body() -> None:
    kinds = SegmentKinds(words_in(("en",)))

    assert kinds.name_of_body("Law Clinic]") == "Law Clinic"
    assert kinds.name_of_body("Law Clinic [of the Ports]") == "Law Clinic"


@pytest.mark.parametrize(
    "language, text, post, body",
    [
        ("fr", "directrice, ministère de la Justice", "directrice", "ministère de la Justice"),
        ("fr", "capitaine, gendarmerie maritime", "capitaine", "gendarmerie maritime"),
        ("fr", "juge, cour d’appel de Douai", "juge", "cour d’appel de Douai"),
        ("it", "dirigente, ministero dell’Interno", "dirigente", "ministero dell’Interno"),
        ("es", "inspector, policía nacional", "inspector", "policía nacional"),
        ("es", "fiscal, fiscalía provincial de Lugo", "fiscal", "fiscalía provincial de Lugo"),
        ("ru", "прокурор, прокуратура г. Алматы", "прокурор", "прокуратура г. Алматы"),
        ("uk", "юристка, поліція міста Луцьк", "юристка", "поліція міста Луцьк"),
    ],
)
def test_a_body_in_small_letters_is_no_part_of_the_post_before_it(
    language: str, text: str, post: str, body: str
) -> None:
    reader = affiliations(language)
    assert [(one.title, one.organization) for one in reader.read(text).posts] == [(post, body)]


@pytest.mark.parametrize(
    "text", ["head of unit, service delivery", "adviser, police and border matters"]
)
def test_a_field_in_small_letters_is_a_part_of_the_post_in_english(text: str) -> None:
    reader = affiliations("en")
    assert [(one.title, one.organization) for one in reader.read(text).posts] == [(text, "")]


@pytest.mark.parametrize(
    "language, text, post, body",
    [
        ("ru", "программный директор, Фонд «Шанс»", "программный директор", "Фонд «Шанс»"),
        ("uk", "проєктна менеджерка, БФ «Світло»", "проєктна менеджерка", "БФ «Світло»"),
    ],
)
def test_a_post_may_begin_as_the_kind_of_a_body_does(
    language: str, text: str, post: str, body: str
) -> None:
    reader = affiliations(language)
    assert reader.kinds.is_post(post)
    assert [(one.title, one.organization) for one in reader.read(text).posts] == [(post, body)]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_whatever_stands_beside_a_name_is_read(text: str) -> None:
    person = affiliations("en").read(text)
    assert all(post.title or post.organization for post in person.posts)


@pytest.mark.parametrize(
    "line",
    ["Judge of the Court of Lenn (tbc)", "Representative of the Ministry of Labour (name tbc)"],
)
def test_a_post_whose_holder_is_still_open_is_not_of_who_stands_above(
    tmp_path: Path, line: str
) -> None:
    text = f"{FRONT}9:00 Fees\nSpeakers:\nAda Bek, nurse, Quay Bank\n{line}\nMarine (tbc){NEXT}"
    first, *_ = read_draft(tmp_path, text, ".txt")["sessions"]
    (person,) = first["participants"]

    assert person["affiliations"] == [{"title": "nurse", "organization": "Quay Bank"}]
    assert "status" not in person
    assert line not in str(person["quotes"])
