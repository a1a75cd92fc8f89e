"""Pages and programmes in German, French, Italian and Spanish: how they name people and times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_sessions

REST = "\n\n9:45 {}\nMarta Pell, {}\n\n11:15 {}\n\nJana Brook, {}\n"
ENDS = {
    "de": ("Fachtag der Häfen\n26. Mai 2031", "Wege im Sturm", "Ärztin", "Netze", "Richterin"),
    "es": ("Jornada del puerto\n26 de mayo de 2031", "Las rutas", "jueza", "Redes", "médica"),
    "fr": ("Journée du port\n26 mai 2031", "Les routes", "juge", "Les filets", "avocate"),
    "it": ("Giornata del porto\n26 maggio 2031", "Le rotte", "giudice", "Le reti", "avvocata"),
}


TOLD = {
    "de": "Am 4. Mai 2031 lud der Verein Tor zur Diskussion „Wege im Sturm“ ein. ",
    "es": "El 4 de mayo de 2031 se celebró en Lugo la jornada “Las rutas”. ",
    "it": "Il 4 maggio 2031 si è tenuto a Pavia il convegno “Le rotte”. ",
}


def first(folder: Path, language: str, line: str) -> Any:
    """Draft a programme whose first session is a line; return that session."""
    head, *words = ENDS[language]
    return read_sessions(folder, f"{head}\n{line}{REST.format(*words)}")[0]


@pytest.mark.parametrize(
    ("language", "line", "title", "post"),
    [
        ("de", "9:30 Grußwort: Oberbürgermeisterin Dr. Anna Weber", "Grußwort", ""),
        ("es", "9:30 Saludo a cargo de la jueza de Lugo, Anna Weber", "Saludo", "jueza de Lugo"),
        ("fr", "9:30 Mot d’accueil de la maire Anna Weber", "Mot d’accueil", "maire"),
        ("fr", "9:30 Ouverture par le maire de Lens, Anna Weber", "Ouverture", "maire de Lens"),
        ("it", "9:30 Saluti del Sindaco di Pavia Anna Weber", "Saluti", "Sindaco di Pavia"),
        ("it", "9:30 Saluti a cura della preside di Susa, Anna Weber", "Saluti", "preside di Susa"),
    ],
)  # fmt: skip
def test_a_post_may_lead_to_a_name(
    tmp_path: Path, language: str, line: str, title: str, post: str
) -> None:
    session = first(tmp_path, language, line)
    assert (session["title"], named(session)) == (title, ["Anna Weber"])
    (person,) = session["participants"]
    assert [a["title"] for a in person.get("affiliations") or ()] == [post] * bool(post)


@pytest.mark.parametrize(
    ("line", "start", "title"),
    [
        ("9h30/10h45 Les quais\nAnna Weber, juge", "09:30", "Les quais"),
        ("9h30. Les quais\nAnna Weber, juge", "09:30", "Les quais"),
        ("9h30 Anna Weber, juge, « Les quais »", "09:30", "« Les quais »"),
    ],
)
def test_times_and_talks_stand_apart(tmp_path: Path, line: str, start: str, title: str) -> None:
    session = first(tmp_path, "fr", line)
    assert (session["start"], session["title"]) == (start, title)
    assert named(session) == ["Anna Weber"]


def test_one_talk_among_others_stands_behind_its_name(tmp_path: Path) -> None:
    session = first(tmp_path, "de", "9:30 Anna Weber (Ärztin) Vortrag: Die Nacht am Kai")
    assert (session["title"], named(session)) == ("Vortrag: Die Nacht am Kai", ["Anna Weber"])


def test_who_presides_below_a_head_leads_what_follows(tmp_path: Path) -> None:
    parts = "9h30 Les quais\nAnna Weber, juge\nPremière partie : la nuit\n"
    parts += "Présidence de Luc Blin, avocat"
    head, *words = ENDS["fr"]
    quays, part, roads, nets = read_sessions(tmp_path, f"{head}\n{parts}{REST.format(*words)}")
    assert [named(s) for s in (quays, part)] == [["Anna Weber"], ["Luc Blin"]]
    assert (part.get("start"), roads["start"], nets["start"]) == (None, "09:45", "11:15")


def test_words_of_somebody_lead_to_the_name(tmp_path: Path) -> None:
    session = first(
        tmp_path, "fr", "9h30 Ouverture\n\nPropos de Luc Blin, juge\n\nPropos d’Anna Weber, avocate"
    )
    assert named(session) == ["Luc Blin", "Anna Weber"]


def test_hours_of_the_whole_are_no_session(tmp_path: Path) -> None:
    whole = "Horaire : De 9h30 à 13h00 et de 14h00 à 17h00"
    assert first(tmp_path, "fr", whole)["title"] == "Les routes"


def test_what_was_said_is_no_title(tmp_path: Path) -> None:
    told = "Durante la apertura, el presidente, Dr. Luis Vara, destacó la relevancia del trabajo. "
    told += "“La red es la clave para combatir este delito complejo”, expresó.\n\n"
    told += "El primer panel, “Las redes”, contó con la participación de Eva Sanz y Ana Lima. "
    told += "El segundo panel, titulado “Los barcos”, estuvo a cargo de Sara Gil y Juan Paz.\n"
    found = read_sessions(tmp_path, f"Encuentro del puerto\n\n{TOLD['es']}\n\n{told}")
    assert "La red es la clave para combatir este delito complejo" not in [
        s["title"] for s in found
    ]


def test_a_label_whose_address_is_left_out_is_no_session(tmp_path: Path) -> None:
    foot = "\nWann: 26.05.2031, 09:00 Uhr\nWo: Lange Straße 15, 26919 Brake\n"
    head, *words = ENDS["de"]
    found = read_sessions(tmp_path, f"{head}{REST.format(*words)}{foot}")
    assert [s["title"] for s in found] == ["Wege im Sturm", "Netze"]


def test_the_dot_of_a_body_ends_no_sentence(tmp_path: Path) -> None:
    people = "- Ada Bek: Ärztin, Klinik am Kai\n- Ugo Lund: Berater, Verein Offene Tür e.V.\n"
    (session,) = read_sessions(
        tmp_path, f"Abend am Kai\n26. Mai 2031\n\nZu Wort kamen:\n\n{people}"
    )
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_a_day_in_a_sentence_does_not_end_it(tmp_path: Path) -> None:
    from atgraph.text import Document

    said = "Der Abend fand am 6. Mai statt. Danach las Ada Bek."
    found = [s.text for s in Document(tmp_path, said).sentences()]
    assert found == ["Der Abend fand am 6. Mai statt.", "Danach las Ada Bek."]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "es",
            "Abrieron con la intervención del presidente, José Cabal, y del rector, Juan Gil.",
            {"José Cabal": ("speaker", "presidente"), "Juan Gil": ("speaker", "rector")},
        ),
        (
            "es",
            "Intervinieron la directora de la Red Norte, Sara Segura, la jueza de Lugo, Ana Lima, "
            "y el decano, Luis Pardo.",
            {
                "Sara Segura": ("speaker", "directora de la Red Norte"),
                "Ana Lima": ("speaker", "jueza de Lugo"),
            },
        ),
        (
            "de",
            "Es diskutierten Karin Marx (Juristin) und Paul Reh (Arzt) unter der Podiumsleitung "
            "von Irma Gerig (Richterin).",
            {"Paul Reh": ("speaker", "Arzt"), "Irma Gerig": ("moderator", "Richterin")},
        ),
    ],
)
def test_each_post_is_of_its_own_name(
    tmp_path: Path, language: str, sentence: str, expected: dict[str, tuple[str, str]]
) -> None:
    (session,) = read_sessions(tmp_path, f"Abend am Kai\n\n{TOLD[language]}{sentence}\n")
    found = {p["name"]: (p["role"], p["affiliations"][0]["title"]) for p in session["participants"]}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "opening",
    [
        "Sabato 4 maggio 2031 alle ore 15 presso la Sala Grande si terrà il convegno “Le rotte”. ",
        "Il 4 maggio 2031, alle 15.00, si terrà a Pavia il convegno “Le rotte”. ",
    ],
)
def test_the_first_of_several_times_stands_beside_the_day(tmp_path: Path, opening: str) -> None:
    told = "Interverranno Ada Neri, giudice, e Ugo Lund, medico. Il convegno terminerà alle 17.30."
    (session,) = read_sessions(tmp_path, f"Le rotte del mare\n\n{opening}{told}\n")
    assert (session["title"], session["start"]) == ("Le rotte", "15:00")
    assert named(session) == ["Ada Neri", "Ugo Lund"]


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("it", "h 9.30 I moli\nAda Neri, giudice", ("I moli", ["Ada Neri"])),
        ("es", "9:30 El muelle\nD. Óscar Rey, inspector de la UCRIF", ("El muelle", ["Óscar Rey"])),
        ("es", "9:30 El muelle\nM.ª Ana Morán, fiscal", ("El muelle", ["M.ª Ana Morán"])),
    ],
)  # fmt: skip
def test_small_marks_lead_to_times_and_posts(
    tmp_path: Path, language: str, lines: str, expected: tuple[str, list[str]]
) -> None:
    session = first(tmp_path, language, lines)
    assert (session["start"], session["title"], named(session)) == ("09:30", *expected)


def test_degrees_stand_behind_each_other_before_a_name(tmp_path: Path) -> None:
    lines = "10.00 Пленарное заседание\nМодератор: д.ю.н., проф. Нурлан Осмонов\n"
    lines += "11.00 Панель «Порт»: Елена Ким (фонд «Шанс»). Модератор Пётр Сад\n"
    plenary, panel = read_sessions(tmp_path, f"Право и дорога\n20 мая 2031 г.\n\n{lines}")
    assert named(plenary) == ["Нурлан Осмонов"]
    assert [(p["name"], p["role"]) for p in panel["participants"]] == [
        ("Елена Ким", "speaker"),
        ("Пётр Сад", "moderator"),
    ]


def test_workshops_name_who_leads_them_behind_a_dash(tmp_path: Path) -> None:
    slot = "9.30 – 9.45 Uhr Foren (parallel)\nForum 1: Türen – mit Jana Busch, Juristin\n"
    slot += "Forum 2: Recht – mit Timo Falk, Arzt"
    head, *words = ENDS["de"]
    found = read_sessions(tmp_path, f"{head}\n{slot}{REST.format(*words)}")
    assert [(s["title"], named(s)) for s in found[:2]] == [
        ("Forum 1: Türen", ["Jana Busch"]),
        ("Forum 2: Recht", ["Timo Falk"]),
    ]


def test_towns_and_houses_begin_no_name(tmp_path: Path) -> None:
    told = "Nel Teatro Ada Bek sono intervenuti il prefetto di Roma Dario Pani e Ugo Lund, medico."
    (session,) = read_sessions(tmp_path, f"Serata al mare\n\n{TOLD['it']}{told}\n")
    assert sorted(named(session)) == ["Dario Pani", "Ugo Lund"]


@pytest.mark.parametrize(
    ("language", "line", "title"),
    [
        ("de", "9:30 Vortrag von Anna Weber: Die Nacht am Kai", "Die Nacht am Kai"),
        ("es", "9:30 Charla con Anna Weber: La noche del muelle", "La noche del muelle"),
        ("it", "ore 9 Incontro con Anna Weber: La notte del molo", "La notte del molo"),
    ],
)
def test_a_kind_of_talk_leads_to_who_speaks(
    tmp_path: Path, language: str, line: str, title: str
) -> None:
    session = first(tmp_path, language, line)
    assert (session["title"], named(session)) == (title, ["Anna Weber"])


def test_who_will_moderate_stands_behind_the_verb(tmp_path: Path) -> None:
    told = (
        "У п’ятницю, 13 вересня 2031 року, у Луцьку відбудеться обговорення «Порт і суспільство». "
    )
    told += "Модератором зустрічі буде Оксана Гай."
    (session,) = read_sessions(tmp_path, f"Порт і суспільство\n\n{told}\n")
    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Оксана Гай", "moderator")
    ]
