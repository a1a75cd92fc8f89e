"""Minutes and summary records: sentences say who spoke, and name them in full once at most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

COMMITTEE = """Compact on Safe Roads
Steering Committee
Summary record of the 3rd meeting
Port Meredith, 12 June 2023

Chair: Ms. Ferrante (Law Clinic)

Agenda item 1: Adoption of the agenda

1. The Chair, Ms. Lucia Ferrante (Law Clinic), said that the provisional agenda had been sent out.

2. The agenda was adopted.

Agenda item 2: What adverts tell

3. Mr. Rajesh Kothari (Safe Harbour Trust), introducing the study, said that most offers were read.

4. Ms. Ferrante asked how the figures had been collected in the two ports.

5. Mr. Kothari replied that a hundred interviews had been held there.

Agenda item 3: Date of the next session

6. It was decided that the next session would be held in November of this year.
"""

PARISH = """SAFE ROADS PARTNERSHIP

Minutes of the meeting held at 7 pm on 12 June 2023 in the Old School

Time: 19:00 - 20:30

IN ATTENDANCE
Cllr Lucia Ferrante, Town Council (Chair)
Mr Rajesh Kothari, Safe Harbour Trust

1 APOLOGIES
1.1 Cllr Ferrante welcomed members. No interests were declared.

2 NIGHT SHELTER
2.1 Mr Kothari reported that eleven volunteers had been trained.

3 ANY OTHER BUSINESS
3.1 Cllr Ferrante confirmed that the post had been advertised.
"""

COUNCIL = """FENWICK TOWN COUNCIL

Minutes of the meeting held on 13 January 2023 in the Council Chamber

12/23 APOLOGIES FOR ABSENCE
Apologies were received from Councillor Noel Crewe.

13/23 SIGNS OF EXPLOITATION
Sergeant Rajesh Kothari (Border Police) gave a talk on car washes.

14/23 NIGHT SHELTER
Councillor Lucia Ferrante reported that eleven volunteers had been trained.

15/23 DATE OF NEXT MEETING
The next meeting will be held on 10 March 2023.
"""

BOLD = """# Table de concertation

Procès-verbal de la rencontre du 12 juin 2023

**Présences**

- Lucie Ferrand, Ville de Meredith
- Noël Kothari, Sûreté municipale

**1. Bilan de la campagne**

La présidente, Lucie Ferrand, résume les retombées de la campagne.

**2. Accueil des personnes**

Noël Kothari décrit le parcours des personnes accueillies. Mme Ferrand s'informe du délai.
"""

BRIEF = """Harbour Task Force Meeting Minutes

12 June 2023, 1:30 pm - 3:30 pm, Town Hall

Lucia Ferrante, Law Clinic; Saoyo Kettim, Quay Street; Rajesh Kothari, Police; Bea Lund, Union

  1. Welcome and Check-In [Lucia Ferrante]

  2. Minutes of May 7, 2023 adopted. [Bea Lund, Rajesh Kothari]

  3. What adverts tell

Rajesh Kothari presented the study. Members asked how it had been made.

  4. Night shelter – Bea Lund

Saoyo Kettim reported that eleven volunteers had been trained.

  5. Adjourn
"""

PLAIN = """Safe Roads Board
Meeting Minutes
Monday, June 12, 2023, 6:00 p.m. to 7:00 p.m.

Present: Lucia Ferrante (Chair), Rajesh Kothari, Bea Lund

Call to Order
The meeting was called to order by the Chair. Roll call was taken.

Report on the night shelter
In the absence of the treasurer, Bea Lund presented the report.

What adverts tell
Rajesh Kothari described the study. The meeting adjourned at 7:00 p.m.
"""

ORDER = """Verbale della riunione del Tavolo dei Porti

12 giugno 2023, ore 10.00

Ordine del giorno:
1. Comunicazioni
2. Che cosa dicono gli annunci
3. Rifugio notturno

1.- Comunicazioni
Il dott. Marco Lodi apre la riunione e ringrazia i presenti.

2.- Che cosa dicono gli annunci
Prende la parola la dott.ssa Lucia Ferrante, che spiega come si leggono.

3.- Rifugio notturno
La dott.ssa Ferrante propone di scrivere alla Regione.
"""


def read(folder: Path, text: str, ending: str) -> Any:
    """Draft a document, and return the sessions that are written of it."""
    return read_draft(folder, text, ending)["sessions"]


@pytest.mark.parametrize(
    ("text", "ending", "spoke"),
    [
        (
            COMMITTEE,
            ".txt",
            {
                "Adoption of the agenda": ["Lucia Ferrante"],
                "What adverts tell": ["Rajesh Kothari", "Lucia Ferrante"],
                "Date of the next session": [],
            },
        ),
        (
            PARISH,
            ".txt",
            {
                "APOLOGIES": ["Lucia Ferrante"],
                "NIGHT SHELTER": ["Rajesh Kothari"],
                "ANY OTHER BUSINESS": ["Lucia Ferrante"],
            },
        ),
        (
            COUNCIL,
            ".txt",
            {
                "APOLOGIES FOR ABSENCE": [],
                "SIGNS OF EXPLOITATION": ["Rajesh Kothari"],
                "NIGHT SHELTER": ["Lucia Ferrante"],
                "DATE OF NEXT MEETING": [],
            },
        ),
        (
            BOLD,
            ".md",
            {
                "Bilan de la campagne": ["Lucie Ferrand"],
                "Accueil des personnes": ["Noël Kothari", "Lucie Ferrand"],
            },
        ),
        (
            BRIEF,
            ".txt",
            {
                "Welcome and Check-In": ["Lucia Ferrante"],
                "Minutes of May 7, 2023 adopted.": ["Bea Lund", "Rajesh Kothari"],
                "What adverts tell": ["Rajesh Kothari"],
                "Night shelter": ["Bea Lund", "Saoyo Kettim"],
            },
        ),
        (
            PLAIN,
            ".txt",
            {
                "Call to Order": [],
                "Report on the night shelter": ["Bea Lund"],
                "What adverts tell": ["Rajesh Kothari"],
            },
        ),
        (
            ORDER,
            ".txt",
            {
                "Comunicazioni": ["Marco Lodi"],
                "Che cosa dicono gli annunci": ["Lucia Ferrante"],
                "Rifugio notturno": ["Lucia Ferrante"],
            },
        ),
    ],
    ids=[
        "numbered paragraphs",
        "numbers of numbers",
        "numbers of years",
        "bold heads, two of them",
        "brief items, who reports in brackets",
        "heads between white space",
        "an agenda above the items",
    ],
)
def test_surnames_of_a_record_are_those_who_are_named_in_full(
    tmp_path: Path, text: str, ending: str, spoke: dict[str, list[str]]
) -> None:
    sessions = read(tmp_path, text, ending)

    assert {s["title"]: [p["name"] for p in s.get("participants") or []] for s in sessions} == spoke


def test_a_list_of_who_was_there_lends_their_bodies(tmp_path: Path) -> None:
    _, shelter, _ = read(tmp_path, PARISH, ".txt")

    assert shelter["participants"][0]["affiliations"] == [{"organization": "Safe Harbour Trust"}]


RUSSIAN = """ПРОТОКОЛ
заседания общественного совета

г. Костанай, 12 июня 2023 года

1. Об итогах проверки

Муратова С. А. (Трудовая инспекция) сообщила, что проверено 40 строек.

Рахимов Т. К. (Ассоциация работодателей) предложил провести обучение прорабов.

2. О проведении месячника

Ким Е. В. (Общественный совет) представила план мероприятий на сентябрь.

Муратова С. А. поддержала предложение.

3. О плане на второе полугодие

Рахимов Т. К. отметил, что план следует дополнить.
"""
GERMAN = """# Runder Tisch

**Protokoll der Sitzung vom 12. Juni 2023**

**Anwesend:** Friederike von Hasselt (Landesfrauenrat), Jörn Petersen (Landeskriminalamt)

## TOP 1 Begrüßung

Frau von Hasselt begrüßt die Anwesenden und stellt die Tagesordnung vor.

## TOP 2 Bericht der Beratungsstelle

Herr Petersen weist auf die neue Meldestelle hin.

## TOP 3 Verschiedenes

Frau von Hasselt regt eine Übersetzung an.
"""


@pytest.mark.parametrize(
    ("text", "ending", "spoke"),
    [
        (
            RUSSIAN,
            ".txt",
            [
                ["Муратова С. А.", "Рахимов Т. К."],
                ["Ким Е. В.", "Муратова С. А."],
                ["Рахимов Т. К."],
            ],
        ),
        (
            GERMAN,
            ".md",
            [["Friederike von Hasselt"], ["Jörn Petersen"], ["Friederike von Hasselt"]],
        ),
    ],
    ids=["initials behind the surname", "a surname with a small word"],
)
def test_forms_of_names_in_records(
    tmp_path: Path, text: str, ending: str, spoke: list[list[str]]
) -> None:
    sessions = read(tmp_path, text, ending)

    assert [[p["name"] for p in s.get("participants") or []] for s in sessions] == spoke


ITEMS = (
    (
        "Counting what is hidden",
        "9:30–10:15",
        "Ms. Lucia Ferrante (Law Clinic) reported that the survey had been completed there.",
    ),
    (
        "Shelters without locks",
        "10:15–11:00",
        "Mr. Rajesh Kothari (Safe Harbour Trust) described a day in a shelter by the port.",
    ),
    ("What inspectors see", "11:30–12:15", "Ms. Ferrante asked whether workers had been heard."),
)


@pytest.mark.parametrize(
    ("item", "ending"),
    [
        ("## {n}. {title} – {time} – Blue Room\n\n{said}\n\n", ".md"),
        ("## {n}. {title} ({time}, Blue Room)\n\n{said}\n\n", ".md"),
        ("{time} (Blue Room) Item {n}: {title}\n\n{said}\n\n", ".txt"),
        ("**{title}.** {said}\n\n", ".md"),
        ("{n}. {title}: {said}\n\n", ".txt"),
        ("Theme {n}, “{title}” (at {time}, Kurhaus)\n\n{said}\n\n", ".txt"),
        ("At {time} the Chair took up the item “{title}” in the Blue Room. {said}\n\n", ".txt"),
        ("{n}) {title} (at {start})\n\n{said}\n\n", ".txt"),
        ("{letter}) {title}\n\n{said}\n\n", ".txt"),
        ("<tr><td>{n}</td><td>{title}</td><td>{said}</td></tr>", ".html"),
    ],
    ids=[
        "time and room behind",
        "both in brackets",
        "number behind the room",
        "bold and run on",
        "run on",
        "title in quotation marks",
        "told in a sentence",
        "a word before the time",
        "letters",
        "a table",
    ],
)
def test_heads_of_items_end_where_the_title_does(tmp_path: Path, item: str, ending: str) -> None:
    head = "Minutes of the Working Group on Fair Work\n\nGeneva, 12 June 2023\n\n"
    rows = [
        item.format(n=n, letter="-ABC"[n], title=a, time=b, start=b.split("–")[0], said=c)
        for n, (a, b, c) in enumerate(ITEMS, 1)
    ]
    head = "<p>" + head.replace("\n\n", "</p><p>") + "<table>" if ending == ".html" else head
    sessions = read(tmp_path, "# " * (ending == ".md") + head + "".join(rows), ending)

    assert [(s["title"].strip("“”"), s["participants"][0]["name"]) for s in sessions] == [
        ("Counting what is hidden", "Lucia Ferrante"),
        ("Shelters without locks", "Rajesh Kothari"),
        ("What inspectors see", "Lucia Ferrante"),
    ]


def test_a_mark_in_the_brackets_behind_a_name_is_none_of_the_body(tmp_path: Path) -> None:
    post = "(Law Clinic of the Ports (tbc))"
    adopted, *_ = read(tmp_path, COMMITTEE.replace("(Law Clinic), said", f"{post} said"), ".txt")
    (chair,) = adopted["participants"]

    assert chair["status"] == "to-be-confirmed"
    assert [a["organization"] for a in chair["affiliations"]] == ["Law Clinic of the Ports"]


def test_a_surname_that_two_have_stays_as_it_is_printed(tmp_path: Path) -> None:
    other = COMMITTEE.replace("3. Mr. Rajesh", "3. Mr. Ugo Ferrante (Border Police) and Mr. Rajesh")
    text = other.replace("5. Mr. Kothari", "5. Ms. Bea Kothari (Union) spoke.\n\n6. Mr. Kothari")
    _, adverts, _ = read(tmp_path, text, ".txt")

    assert "Kothari" in [p["name"] for p in adverts["participants"]]


def test_a_surname_of_another_honorific_stays_as_it_is_printed(tmp_path: Path) -> None:
    _, adverts, _ = read(tmp_path, COMMITTEE.replace("4. Ms. Ferrante", "4. Mr. Ferrante"), ".txt")
    people = adverts["participants"]

    assert [p["name"] for p in people] == ["Rajesh Kothari", "Ferrante"]
