"""Letters of invitation, lists with a post behind a dash, and titles that look like breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import NEXT, named, read_draft, read_sessions
from test_talks_and_runs import posts

LETTER = """Dear colleagues,

You are invited to "The price of thread" on Tuesday 3 June 2031, 8.00–9.30am, in Leeds.

We'll hear from Rosa Cano (Harbour Trust). Councillor Ada Bek has kindly agreed to chair.

Warm wishes,
Dora Pike
Network Coordinator
"""


def test_a_letter_names_who_takes_part_and_not_who_signs(tmp_path: Path) -> None:
    people = read_sessions(tmp_path, LETTER)[0]["participants"]
    assert {(one["name"], one["role"]) for one in people} == {
        ("Rosa Cano", "speaker"),
        ("Ada Bek", "moderator"),
    }


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Круглий стіл\n3 червня 2031 року, м. Ленн\n\nУчасники: Ткач Р.П. – начальник відділу "
            "поліції, Білик Н.С. – керівниця ГО «Обрій», Сорока І.М. – лікарка",
            [("Ткач Р.П.", ""), ("Білик Н.С.", "ГО «Обрій»"), ("Сорока І.М.", "")],
        ),
        (
            "Право полей\n3 июня 2031, Ленн\n\n10:00 Порты\n"
            "Выступление: Ада Бек (Гуманитарно-правовой центр, Бухара)\n",
            [("Ада Бек", "Гуманитарно-правовой центр")],
        ),
        (
            "Strategien\nWien - Menschenhandel ist ein Verbrechen. Diese Fragen diskutieren am "
            "3. Juni 2031 um 19 Uhr Helga Aue (Richterin) und Rosa Cano (Caritas) im Atrium.\n",
            [("Helga Aue", ""), ("Rosa Cano", "Caritas")],
        ),
        (
            "Das Recht der Felder\n3. Juni 2031, Lenn\n\n9:30 Parallele Arbeitsgruppen\n"
            "     AG 1: Saisonarbeit. Leitung: Rosa Cano, Caritas\n"
            "     AG 2: Live-in-Pflege. Leitung: Dr. Lena Aue\n"
            "     AG 3: Paketzusteller*innen. N.N.\n12:30 Mittagessen\n",
            [("Rosa Cano", "Caritas"), ("Lena Aue", "")],
        ),
        (
            "Право полей\n3 июня 2031, Ленн\n\n10:00 Дети\nМодераторы: Климова Е.А., Асадов Н.М.\n",
            [("Климова Е.А.", ""), ("Асадов Н.М.", "")],
        ),
        (
            "Le droit des champs\n3 juin 2031, Lenn\n\n10:00 Les ports\n"
            "Rosa Cano, Univ. Félix Aue\n",
            [("Rosa Cano", "Univ. Félix Aue")],
        ),
    ],
)
def test_each_of_a_list_has_the_post_and_body_beside_the_name(
    tmp_path: Path, text: str, people: list[tuple[str, str]]
) -> None:
    found = read_sessions(tmp_path, text)
    assert [one for session in found for one in posts(session)] == people


def test_who_moderates_stands_below_who_speaks(tmp_path: Path) -> None:
    text = (
        "« Petites mains »\nJeudi 3 juin 2031 à 18h30, Lenn\n\nAvec :\nRosa Cano, couturière\n"
        "Hugo Lund, député\nRencontre animée par Claire Aue, journaliste\n"
    )
    people = read_sessions(tmp_path, text)[0]["participants"]
    assert [(one["name"], one["role"]) for one in people] == [
        ("Rosa Cano", "speaker"),
        ("Hugo Lund", "speaker"),
        ("Claire Aue", "moderator"),
    ]


def test_italics_in_a_title_name_who_takes_part(tmp_path: Path) -> None:
    text = (
        "# El derecho de los campos\n\n3 de junio de 2031\n\n- **10:00** La red. Mesa con "
        "*Iván Cobo (Caritas)*, *Rosa Cano (Fundación Ivy)* y "
        "*Luz Gil (mediadora)*\n- **11:00** Cierre. *Luis Paz*\n"
    )
    assert named(read_sessions(tmp_path, text, ".md")[0]) == ["Iván Cobo", "Rosa Cano", "Luz Gil"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Lunch & Learn: What homes hide", "Lunch & Learn: What homes hide"),
        ("Building a safer port: 4th Annual Summit", "Building a safer port: 4th Annual Summit"),
        ("SIDE EVENT – HRC62\nWhat ships hide: work at sea", "What ships hide: work at sea"),
    ],
)
def test_the_title_is_no_break_and_no_kind(tmp_path: Path, head: str, title: str) -> None:
    text = f"{head}\n3 June 2031, Nairobi\n\n09:00 Ships\nEsther Achieng' Odhi, judge\n{NEXT}"
    draft = read_draft(tmp_path, text, ".txt")
    assert (draft["title"], named(draft["sessions"][0])) == (title, ["Esther Achieng' Odhi"])


def test_a_day_that_begins_a_sentence_is_no_title(tmp_path: Path) -> None:
    lines = (
        "Fachtagung\n\nAm 3. Juni 2031 fand im Hafen unsere Fachtagung\n\nDas Recht der Felder\n"
    )
    text = f"{lines}\nstatt.\n\n10:00 Uhr Schiffe\nThekla Aue, Uni Lenn\n"
    assert read_draft(tmp_path, text, ".txt")["title"] == "Das Recht der Felder"


def test_what_a_line_calls_one_of_its_kind_is_no_title(tmp_path: Path) -> None:
    lines = (
        "School of Law\n\nUnseen hands: care work and visas\n\nA symposium at the University of "
    )
    text = f"{lines}Lenn, UK, Friday 3 June 2031\n\nKeynote speakers:\n\nAda Bek (judge)\n"
    assert read_draft(tmp_path, text, ".txt")["title"] == "Unseen hands: care work and visas"


def test_what_stands_behind_a_pin_is_a_place(tmp_path: Path) -> None:
    text = (
        '## Tavola rotonda – "Invisibili"\n\nSabato 7 giugno 2031, ore 17:00\n'
        "\N{ROUND PUSHPIN} Libreria Ubik, Ragusa\n\nNe parlano:\n- **Carlo Poli** – Caritas\n"
        "\nLetture di **Dora Villa**.\n"
    )
    session = read_sessions(tmp_path, text, ".md")[0]
    assert (session["room"], posts(session)) == (
        "Libreria Ubik",
        [("Carlo Poli", "Caritas"), ("Dora Villa", "")],
    )
