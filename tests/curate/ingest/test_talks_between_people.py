"""Flyers of a talk between people, releases that list who speaks, minutes of counted items."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

WHEN = (
    "\n\nTuesday, 3 June 2031, 18:00 - 19:30\n\nReading Room, Ostrava\n\nOrganised by: Open Door\n"
)


@pytest.mark.parametrize(
    ("talk", "names"),
    [
        ("Ada Bek, judge, Port Court talks to Ugo Lund, clerk, Open Door", ["Ada Bek", "Ugo Lund"]),
        (
            "Ada Bek, Deputy Director, Port Court talks to Ugo Lund, Human Resources Manager, Lund "
            "Pork Processors, Inc.",
            ["Ada Bek", "Ugo Lund"],
        ),
    ],
)
def test_who_talks_to_whom_stands_above_when_and_where(
    tmp_path: Path, talk: str, names: list[str]
) -> None:
    (session,) = read_sessions(tmp_path, f"What the Docks Hide\n\n{talk}{WHEN}")
    assert (session["title"], named(session)) == ("What the Docks Hide", names)


@pytest.mark.parametrize(
    ("title", "talk", "when", "names"),
    [
        (
            "Підсумки дня",
            "Зустріч: Олена Коваль, юристка, Центр права, та Ігор Бойко, лікар, Обласна лікарня",
            "3 червня 2031 року, 18:00 - 19:30",
            ["Олена Коваль", "Ігор Бойко"],
        ),
        (
            "Réparer après",
            "Rencontre entre Awa Diop, juge, Tribunal de Brest et Jean Kerdoncuff, éducateur",
            "3 juin 2031, 18h00 - 19h30",
            ["Awa Diop", "Jean Kerdoncuff"],
        ),
        (
            "Willkommen in der Werft",
            "Anna Roth, Richterin, Hafengericht trifft Jan Ohlsen, Leiter, Offene Tür e. V.",
            "3. Juni 2031, 18.00 – 19.30 Uhr",
            ["Anna Roth", "Jan Ohlsen"],
        ),
    ],
)
def test_a_talk_in_other_languages_is_no_title(
    tmp_path: Path, title: str, talk: str, when: str, names: list[str]
) -> None:
    (session,) = read_sessions(tmp_path, f"{title}\n\n{talk}\n\n{when}\n")
    assert (session["title"], named(session)) == (title, names)


def test_a_house_is_nobody(tmp_path: Path) -> None:
    text = (
        "# La puerta cerrada\n\nDiálogo entre Rosa Yauri, portavoz, y Pilar Gil, jueza\n\n"
        "20 de marzo de 2031, 18:00 - 19:30\n\nPalacio de la Loma, Villamar\n"
    )
    (session,) = read_sessions(tmp_path, text, ".md")
    assert named(session) == ["Rosa Yauri", "Pilar Gil"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "Mit Anna Roth, Referentin, Verband der Pflege, sowie Jan Ohlsen, Attaché für Arbeit, "
            "Botschaft von Karelien. Moderation: Eva Kern, Beraterin, Faire Werft gGmbH.",
            ["Anna Roth", "Jan Ohlsen", "Eva Kern"],
        ),
        (
            "Es folgten Beiträge von Anna Roth (Referentin, Verband der Pflege) und Jan Ohlsen "
            "(Richter, Hafengericht).",
            ["Anna Roth", "Jan Ohlsen"],
        ),
    ],
)
def test_a_sentence_begins_with_who_takes_part(tmp_path: Path, said: str, names: list[str]) -> None:
    text = (
        f"Pflege im Schatten\n\nDonnerstag, 18. September 2031, 14:00 Uhr\n\n"
        f"Die Tagung fragt, was vor dem Verfahren geschieht.\n\n{said}\n\n"
        "Veranstalter: Offene Tür e. V.\n"
    )
    (session,) = read_sessions(tmp_path, text)
    assert sorted(named(session)) == sorted(names)


def test_posts_stand_before_names_and_bodies_in_brackets(tmp_path: Path) -> None:
    text = (
        "PRESS RELEASE\n\nOn the Farm\n\n12 May 2031\n\nLEEDS – Open Door will host “On the Farm” "
        "at Town Hall, Leeds on 12 May 2031. It starts at 11:30.\n\nThe speakers are:\n\n"
        "- Staff Attorney Wilma Hart, JD (Farm Clinic)\n"
        "- Head of Inspection Linh Ngo (Labour Office)\n"
        "- Economist Ms. Ada Bek (Harbour Bank)\n"
    )
    (session,) = read_sessions(tmp_path, text)
    assert named(session) == ["Wilma Hart", "Linh Ngo", "Ada Bek"]


def test_reports_below_who_opened_are_of_others(tmp_path: Path) -> None:
    text = (
        "<h1>Конференція «Разом проти торгівлі людьми»</h1><p>Львів, 23 квітня 2031 року – "
        "Конференція зібрала понад сто учасників.</p><p>Вітальне слово: Олена Коваль (голова "
        "правління, Центр права), а також Ігор Бойко (заступник міського голови).</p><p>З "
        "доповідями виступили слідчий Петро Гнатюк (Управління поліції) та юристка Ганна Дуда "
        "(Правова клініка).</p>"
    )
    (session,) = read_sessions(tmp_path, text, ".html")
    assert {*named(session)} == {"Ганна Дуда", "Ігор Бойко", "Олена Коваль", "Петро Гнатюк"}


ITEMS = (("A Promise", "Ada Bek"), ("Work at Sea", "Ugo Lund"), ("What Can Be Seen", "Eva Kern"))


def test_bare_numbers_that_count_items_are_no_part_of_titles(tmp_path: Path) -> None:
    items = "".join(
        f"<p><i>{8 + n}:30 to {9 + n}:15, Long Hall</i></p><p><b>{n} {title}</b></p><p>In the "
        f"discussion {name} (judge, Port Court) proposed to set a date for the next review.</p>"
        for n, (title, name) in enumerate(ITEMS, 1)
    )
    text = f"<h1>Minutes: Summit on Safe Ports</h1><p>3 February 2031</p>{items}"
    sessions = read_sessions(tmp_path, text, ".html")
    assert [s["title"] for s in sessions] == [title for title, _ in ITEMS]


def test_hours_below_the_titles_of_minutes_stay_there(tmp_path: Path) -> None:
    items = "".join(
        f"**Agenda item {n}**\n\n**{title}**\n\n{8 + n}.30-{9 + n}.15, Long Hall\n\n"
        f"{name}, judge, Port Court, drew attention to cases that nobody follows up.\n\n"
        "Decision: the meeting took note of the reports.\n\n"
        for n, (title, name) in enumerate(ITEMS, 1)
    )
    present = "".join(f"{name}, Port Court\n\n" for _, name in ITEMS)
    text = f"# Minutes: Summit on Safe Ports\n\n3 February 2031\n\nPresent\n\n{present}{items}"
    sessions = read_sessions(tmp_path, text, ".md")
    assert [(s["title"], s["start"], named(s)) for s in sessions] == [
        (title, f"{8 + n:02}:30", [name]) for n, (title, name) in enumerate(ITEMS, 1)
    ]


def test_a_question_holds_no_name(tmp_path: Path) -> None:
    text = (
        "Summit on Safe Ports\n3 February 2031\n\n9:00 - 10:30\nWhat a Border Officer Can See\n"
        "Zaïnab Sidi, Immigration Officer, Port Police\n\n11:00 - 12:00\nBrokers and Debt\n"
        "Ada Bek, judge\n"
    )
    first, _ = read_sessions(tmp_path, text)
    assert (first["title"], named(first)) == ("What a Border Officer Can See", ["Zaïnab Sidi"])


def test_a_kind_of_few_words_stands_where_others_are_counted(tmp_path: Path) -> None:
    kinds = (
        ("Apertura dei lavori", "Il mare e noi"),
        ("Sessione 1", "Sulla strada, negli appartamenti"),
        ("Sessione 2", "Caporalato e filiere"),
    )
    items = "".join(
        f"<p>ore {9 + n}.00–{10 + n}.00, {kind}</p><p><b>{title}</b></p><p>Sala: Sala Grande</p>"
        f"<ul><li>Interviene: Dott.ssa {name}, giornalista, Radio Banchina</li></ul>"
        for n, ((kind, title), (_, name)) in enumerate(zip(kinds, ITEMS))
    )
    text = f"<h1>Convegno «La rotta»</h1><p>14 novembre 2031</p><h2>Programma</h2>{items}"
    sessions = read_sessions(tmp_path, text, ".html")
    assert [(s["title"], named(s)) for s in sessions] == [
        (title, [name]) for (_, title), (_, name) in zip(kinds, ITEMS)
    ]
