"""Verbatim records and short minutes: items, when they were opened and closed, and who spoke."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

VERBATIM = """Provisional verbatim record: Assembly of Safe Roads on what adverts tell, on shelters without locks and on ports

Monday, 12 June 2023

The meeting was called to order at 9:05.

Item 1: What a Border Officer Can See

Ms. Lucia Ferrante of the Law Clinic took the Chair.

The item was opened at 9:10.

Mr. Rajesh Kothari (Safe Harbour Trust): Most offers are read at night. Sotaro Kimura, head of the Police, said so.

The item was closed at 10:00.

Item 2: Report on 12 shelters

The item was opened at 10:15.

Ms. Beatrix Lund (Border Police): We agree with what was said here today.

The item was closed at 11:00.

Tuesday, 13 June 2023

The meeting was called to order at 9:00.

Item 3: Campaign of 30 July

The item was opened at 9:00.

Mr. Rajesh Kothari (Safe Harbour Trust): Posters will be printed in seven languages.

The item was closed at 9:45.
"""  # noqa: E501


COUNCIL = """Minutes: Council of Safe Roads

Order of business

1.- What adverts tell
2.- Shelters without locks

Usher: Sotaro Kimura

12 June 2023

1.- What adverts tell

Report: Mr. Rajesh Kothari (lawyer, Safe Harbour Trust).

Discussion: Ms. Lucia Ferrante (director, Law Clinic); Mr. Ugo Lund (officer, Border Police).

Resolved: to take note of what was said.

2.- Shelters without locks

Report: Ms. Beatrix Lund
Discussion: nobody asked for the floor.
"""


DEBATES = """Assembly of Safe Roads: official report

Monday, 12 June 2023

The Assembly met at 1:30 p.m.

Question period

Ms. Lucia Ferrante (Riverside): How many are there?

Mr. Rajesh Kothari (Minister of Labour): Forty-one.

Report on 12 shelters

Ms. Lucia Ferrante (Riverside): I have seen them.
"""
FORM = """Minutes

Date: 12 June 2023
Time: 10:00 - 11:15
Apologies: Ugo Lund
Present: Lucia Ferrante (Law Clinic), Rajesh Kothari (Safe Harbour Trust)

1/ Outreach van
Discussion: The Chair, Ms. Lucia Ferrante, asked what the first three months had cost.
Responsible: Rajesh Kothari

2/ Shelters
Presented by: Rajesh Kothari
Secretary: Sotaro Kimura

3/ Date of next meeting
14 September 2023, 10:00
"""
CELLS = (
    "<h1>Minutes of the Board</h1><p>12 June 2023</p><table><tr><td>Present</td><td>Lucia Ferrante "
    "(Law Clinic)</td></tr><tr><td>Apologies</td><td>Ugo Lund (Border Police)</td></tr></table>"
)


def read(folder: Path, text: str) -> Any:
    return read_draft(folder, text, ".txt")["sessions"]


def test_an_item_begins_and_ends_when_sentences_below_its_head_say(tmp_path: Path) -> None:
    sessions = read(tmp_path, VERBATIM)

    assert [(s["title"], str(s["date"]), s["start"], s["end"]) for s in sessions] == [
        ("What a Border Officer Can See", "2023-06-12", "09:10", "10:00"),
        ("Report on 12 shelters", "2023-06-12", "10:15", "11:00"),
        ("Campaign of 30 July", "2023-06-13", "09:00", "09:45"),
    ]


def test_whoever_a_speech_names_did_not_speak(tmp_path: Path) -> None:
    first, *_ = read(tmp_path, VERBATIM)

    assert [p["name"] for p in first["participants"]] == ["Lucia Ferrante", "Rajesh Kothari"]
    assert first["participants"][1]["affiliations"] == [{"organization": "Safe Harbour Trust"}]


def test_when_an_item_ended_is_not_when_it_began(tmp_path: Path) -> None:
    _, second, _ = read(tmp_path, VERBATIM.replace("The item was opened at 10:15.", "Welcome."))

    assert "start" not in second


def test_speeches_of_few_words_make_a_record(tmp_path: Path) -> None:
    sessions = read(tmp_path, DEBATES)

    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Question period", ["Lucia Ferrante", "Rajesh Kothari"]),
        ("Report on 12 shelters", ["Lucia Ferrante"]),
    ]


def test_items_of_a_form_have_neither_its_hours_nor_its_tasks(tmp_path: Path) -> None:
    sessions = read(tmp_path, FORM)

    assert [(s["title"], str(s["date"])) for s in sessions] == [
        ("Outreach van", "2023-06-12"),
        ("Shelters", "2023-06-12"),
        ("Date of next meeting", "2023-06-12"),
    ]
    assert not any("start" in s for s in sessions)
    named = [[p["name"] for p in s.get("participants", [])] for s in sessions]
    assert named == [["Lucia Ferrante"], ["Rajesh Kothari"], []]


def test_who_was_absent_stands_in_the_next_cell(tmp_path: Path) -> None:
    document = tmp_path / "document.html"
    document.write_text(CELLS, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [p["name"] for s in sessions for p in s["participants"]] == ["Lucia Ferrante"]


def test_items_below_an_agenda_hold_those_whom_their_labels_name(tmp_path: Path) -> None:
    adverts, shelters = read(tmp_path, COUNCIL)

    assert [adverts["title"], shelters["title"]] == ["What adverts tell", "Shelters without locks"]
    named = [p["name"] for p in adverts["participants"]]
    assert named == ["Rajesh Kothari", "Lucia Ferrante", "Ugo Lund"]
    (only,) = shelters["participants"]
    assert only["name"] == "Beatrix Lund"
    assert "affiliations" not in only


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Minutes: the council of Safe Roads on what adverts tell, on shelters without locks "
            "and ports\n\n12 June 2023\n\n1. Adverts\nMs. Ferrante read out a letter.\n\n"
            "2. Shelters without locks\nMr. Kothari (Police) spoke of eleven beds in the port.\n",
            ["Ferrante", "Kothari"],
        ),
        (
            "Minutes\n\n12 June 2023\n\n1. What adverts tell\nMs. Ada Bek (Law Clinic) wrote.\n"
            "\n2. Shelters without locks\nMs. Ida Bek (Police) spoke of eleven beds in the port.\n"
            "Minutes taken by: Eva Ruiz\n",
            ["Ada Bek", "Ida Bek"],
        ),
        (
            "Verbale\n\n12 giugno 2023\n\nPunto 1: Gli annunci\nPresiede la dott.ssa "
            "Ada Brignole-Sale.\n\nPunto 2: I rifugi\nPresiede il dott. Ugo D’Ippolito.\n",
            ["Ada Brignole-Sale", "Ugo D’Ippolito"],
        ),
    ],
    ids=["a body of one word", "who wrote them", "a hyphen at the end"],
)
def test_minutes_of_two_items_name_who_spoke(tmp_path: Path, text: str, names: list[str]) -> None:
    assert [p["name"] for s in read(tmp_path, text) for p in s["participants"]] == names


PROCEEDINGS = """# Forum des villes côtières contre la traite

Procès-verbal

Jeudi 9 octobre 2025

## Des refuges pour les hommes

Présidence : Odile Renard, Inspection du travail

M. Karim Benali (Parquet de Lille): Combien ?

Mme Claire Vasseur (Fondation Rivage): Douze.

## Ce que disent les données

Présidence : Luc Tanguy, Syndicat des Marins

Mme Anne Morvan (Université de Brest): Qui compte ?

## Prochaines étapes

Présidence : Odile Renard, Inspection du travail

M. Karim Benali (Parquet de Lille): Je partage ce qui a été dit.

La séance est levée à 11:45.
"""


def test_who_leads_below_a_heading_is_no_head(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(PROCEEDINGS, encoding="utf-8")
    draft(document).write(tmp_path / "draft")

    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Des refuges pour les hommes", ["Odile Renard", "Karim Benali", "Claire Vasseur"]),
        ("Ce que disent les données", ["Luc Tanguy", "Anne Morvan"]),
        ("Prochaines étapes", ["Odile Renard", "Karim Benali"]),
    ]


LABELLED = """Assembly of Safe Roads

Tuesday, 3 October 2023, 10 a.m.

President: Mr. Lund (Sweden)

Agenda item 7
What adverts tell

The President: I now give the floor to Ms. Oduor, Minister of Labour.

Ms. Oduor (Kenya): I thank you, Mr. President. As Nelson Bek said, it is never done.

Mr. Rolón (Paraguay) (spoke in Spanish): We align ourselves with that.

Agenda item 8
Shelters without locks

Ms. Oduor (Kenya): Small ports have large seas.

The President: I call on the representative of Samoa. The meeting is over for today.
"""
ASSEMBLY = """Commission des ports

Mercredi 15 mai 2024

Mme la présidente Odile Renard. Nous recevons M. Karim Benali. Merci à vous d'être là.

M. Karim Benali. Mon patron, M. Tanguy, gardait nos passeports.

M. Luc Ferrand (Union du port). Qui paie le logement ?

M. Karim Benali. Nous, comme toujours dans ce métier.
"""
HEARING = """Hearing on the port

8 November 2022

THE CHAIR (Ada Lund): Good morning. We will hear from Inspector Ugo Kemp of the Border Police.

MR BEK: May I ask about visas?

INSPECTOR KEMP: The visa was never the problem. Mrs. Oduor had every paper.

THE CHAIR: We shall adjourn until noon.
"""
STENOGRAPHIC = """Seduta di martedì 5 marzo 2024

Audizione sui porti

PRESIDENTE (on. Barbara Lund). Buongiorno a tutti, do la parola alla dottoressa.

CLARA FONTI, presidente dell'associazione Strada. Grazie, presidente. Seguiamo duecento donne.

STEFANO BRUNI. Vorrei sapere quante hanno parlato.

PRESIDENTE. Ringrazio la nostra ospite.
"""
QUESTIONS = """Committee on the port

Thursday 7 March 2024

Shoe-shine licences

Q1. Mr. Bek: Can you tell us how many were issued?

Ms. Ada Lund: Two hundred and six of them.

Night work

Q2. Mr. Bek: Who owns the bakeries of this town?

Dr. Oduor: That I may not say to you.
"""


@pytest.mark.parametrize(
    ("text", "spoke"),
    [
        (
            QUESTIONS,
            {
                "Shoe-shine licences": {"Bek": "speaker", "Ada Lund": "speaker"},
                "Night work": {"Bek": "speaker", "Oduor": "speaker"},
            },
        ),
        (
            LABELLED,
            {
                "What adverts tell": {"Lund": "chair", "Oduor": "speaker", "Rolón": "speaker"},
                "Shelters without locks": {"Lund": "chair", "Oduor": "speaker"},
            },
        ),
        (
            ASSEMBLY,
            {
                "Commission des ports": {
                    "Odile Renard": "chair",
                    "Karim Benali": "speaker",
                    "Luc Ferrand": "speaker",
                }
            },
        ),
        (
            HEARING,
            {
                "Hearing on the port": {
                    "Ada Lund": "chair",
                    "Ugo Kemp": "speaker",
                    "BEK": "speaker",
                }
            },
        ),
        (
            STENOGRAPHIC,
            {
                "Audizione sui porti": {
                    "Barbara Lund": "chair",
                    "CLARA FONTI": "speaker",
                    "STEFANO BRUNI": "speaker",
                }
            },
        ),
    ],
    ids=["numbers of questions", "the chair by the role", "full stops", "in capitals", "both"],
)
def test_a_label_before_a_speech_says_who_speaks(
    tmp_path: Path, text: str, spoke: dict[str, dict[str, str]]
) -> None:
    sessions = read(tmp_path, text)

    assert {
        s["title"]: {p["name"]: p["role"] for p in s["participants"]} for s in sessions
    } == spoke


def test_roles_before_names_are_no_speeches(tmp_path: Path) -> None:
    text = "# Port days\n\n12 June 2023\n\n" + "".join(
        f"## {hour}:00 Talk {hour}\n\nModerator: Ada Lund, editor of Radio Quay.\n"
        f"Chair: {name} (Law Clinic).\n\n"
        for hour, name in ((10, "Ugo Bek"), (11, "Ida Kemp"))
    )

    named = [[(p["name"], p["role"]) for p in s["participants"]] for s in read(tmp_path, text)]

    assert named == [
        [("Ada Lund", "moderator"), ("Ugo Bek", "chair")],
        [("Ada Lund", "moderator"), ("Ida Kemp", "chair")],
    ]


MEETINGS = """Verbatim record

Assembly of Safe Roads

12–13 June 2023

Agenda item 1 of the agenda: What Adverts Tell

held in Quay Hall on Monday, 12 June 2023 at 9:00

President: Ms. Lucia Ferrante (Law Clinic)

The meeting was called to order at 9:00.

The President: We take up the first item. I now give the floor to Mr. Rajesh Kothari.

Mr. Rajesh Kothari (Safe Harbour Trust): Most offers are read at night, and by the young.

The meeting rose at 10:15.

Agenda item 2 of the agenda: Shelters without Locks

held in Room 4 on Monday, 12 June 2023 at 10:30

President: Mr. Sotaro Kimura (Border Police)

The meeting was called to order at 10:30.

The President: We take up the second item. I now give the floor to Ms. Beatrix Lund.

Ms. Beatrix Lund (Port Union): We agree with what was said here this morning.

The meeting rose at 11:45.
"""


def test_each_meeting_has_its_own_president_room_and_end(tmp_path: Path) -> None:
    document = tmp_path / "record.txt"
    document.write_text(MEETINGS, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [
        (s["title"], s["start"], s["end"], sorted({p["name"] for p in s["participants"]}))
        for s in found
    ] == [
        ("What Adverts Tell", "09:00", "10:15", ["Lucia Ferrante", "Rajesh Kothari"]),
        ("Shelters without Locks", "10:30", "11:45", ["Beatrix Lund", "Sotaro Kimura"]),
    ]


HEARING = """OFFICIAL TRANSCRIPT

Members present: Senator Ruth Hale (Chair), Senator Dale Whitcomb.

I. FEES ON BOARD

The CHAIR. Good morning. We will come to order.

Ms. THORVALDSEN. Thank you. I want to make two points today.

Senator WHITCOMB. How many ships are we speaking of?

Mr. PHIRI. We logged eighty calls in this year alone. [Laughter.]

II. FEES ASHORE

The CHAIR. We turn to the second panel.

Dr. ALDERNEY. Nobody who sells a shirt pays for that.
"""

STENOGRAM = """СТЕНОГРАММА

Председательствующий: Исаков Нурбек Асанович

Вопрос 1. О защите свидетелей

Председательствующий. Добрый день, коллеги, начинаем нашу работу.

Бекова Т. За год к нам обратились сорок три человека.

Лунд С.К. (прокуратура). Позвольте возразить, их было двое.

Вопрос 2. О работе линии

Председательствующий. Переходим ко второму вопросу.

Ким О.В. (фонд «Доверие»). Звонков из сёл очень мало.
"""

COMMISSION = """VERBATIM MINUTES

Commissioners present: Darnell Hughes, Chair; Tomas Herrera.

ITEM 1. FEES ON BOARD

CHAIR HUGHES: Good evening, everyone. Let us get started.

LT. OKAFOR: We inspected fourteen ships this quarter.

ITEM 2. FEES ASHORE

MS. ABERNATHY (Harbor House): We have housed thirty-one people.

CHAIR HUGHES: Thank you. All in favor say aye.
"""

RESOCONTO = """RESOCONTO STENOGRAFICO

PRESIDENZA DEL PRESIDENTE ALDO MARCHETTI

La seduta comincia alle 14.10.

Audizione di rappresentanti della rete Terra Giusta.

PRESIDENTE. Do la parola alla nostra ospite di oggi.

SERENA CAPUTO, coordinatrice della rete Terra Giusta. La rete conta quaranta associazioni.

Audizione del procuratore Michele Santangelo.

PRESIDENTE. Passiamo alla seconda audizione di oggi.

MICHELE SANTANGELO, procuratore di Ragusa. Sono aperti sessantadue procedimenti.

La seduta termina alle 15.30.
"""


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        (
            HEARING,
            {
                "FEES ON BOARD": ["Ruth Hale", "THORVALDSEN", "Dale Whitcomb", "PHIRI"],
                "FEES ASHORE": ["Ruth Hale", "ALDERNEY"],
            },
        ),
        (
            COMMISSION,
            {
                "FEES ON BOARD": ["HUGHES", "OKAFOR"],
                "FEES ASHORE": ["ABERNATHY", "HUGHES"],
            },
        ),
        (
            STENOGRAM.replace("Бекова Т.", "БОНДАР І.П."),
            {
                "О защите свидетелей": ["Исаков Нурбек Асанович", "БОНДАР І.П.", "Лунд С.К."],
                "О работе линии": ["Исаков Нурбек Асанович", "Ким О.В."],
            },
        ),
        (
            STENOGRAM,
            {
                "О защите свидетелей": ["Исаков Нурбек Асанович", "Бекова Т.", "Лунд С.К."],
                "О работе линии": ["Исаков Нурбек Асанович", "Ким О.В."],
            },
        ),
        (
            RESOCONTO,
            {
                "Audizione di rappresentanti della rete Terra Giusta": [
                    "ALDO MARCHETTI",
                    "SERENA CAPUTO",
                ],
                "Audizione del procuratore Michele Santangelo": [
                    "ALDO MARCHETTI",
                    "MICHELE SANTANGELO",
                ],
            },
        ),
    ],
    ids=["in capitals", "roles", "both", "initials behind surnames", "heads with a full stop"],
)
def test_labels_say_who_speaks_in_other_ways(
    tmp_path: Path, text: str, sessions: dict[str, list[str]]
) -> None:
    found = read_draft(tmp_path, text, ".txt")["sessions"]

    assert {s["title"]: [p["name"] for p in s["participants"]] for s in found} == sessions


def test_numbered_paragraphs_begin_with_their_titles(tmp_path: Path) -> None:
    text = """REPORT ON THE WORKSHOP

1. Opening. Pastor Samuel Kaiea led the prayer of all who had come.

2. Families who wait. Two of them waited for years. Dr Alison Crewe presented her survey.

3. What ports can do. Ms Lea Kothari of Port Union discussed the last inspections.
"""
    found = read_draft(tmp_path, text, ".txt")["sessions"]

    assert {s["title"]: [p["name"] for p in s["participants"]] for s in found} == {
        "Opening": ["Samuel Kaiea"],
        "Families who wait": ["Alison Crewe"],
        "What ports can do": ["Lea Kothari"],
    }


def test_who_speaks_in_bold_is_no_title(tmp_path: Path) -> None:
    record = "# Record of the hearing\n\nPort Calder, 13 June 2031\n\n" + "".join(
        f"### {title}\n\n**Ms. {chair}, mayor of Lenn City.** We will discuss who pays at sea.\n\n"
        f"**Mr. {other}, judge at the Harbour Court.** Thank you. Nobody asks us at sea.\n\n"
        for title, chair, other in (
            ("Why Ports Matter", "Ada Bek", "Ugo Lund"),
            ("What Buyers Ask", "Rosa Neri", "Tom Reed"),
        )
    )
    sessions = read_sessions(tmp_path, record, ".md")
    assert [one["title"] for one in sessions] == ["Why Ports Matter", "What Buyers Ask"]
    assert [named(one) for one in sessions] == [["Ada Bek", "Ugo Lund"], ["Rosa Neri", "Tom Reed"]]
