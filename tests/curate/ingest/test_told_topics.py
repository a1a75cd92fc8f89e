"""Reports whose titles no marks show: “The second panel, on who pays, heard …”."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.told_topics import find_topic
from atgraph.curate.ingest.word_lists import words_in
from atgraph.data.yaml_lines import read_yaml

ENGLISH = """Report of the regional conference on forced labour
Port Meredith, 4 June 2023

Opening the day, the mayor Ugo Bek recalled that the harbour had been a slave market.

The first panel, on recruitment agencies, heard from Dr Ifeoma Lund, researcher at the Law Clinic,
and the lawyer Leif Kimura. It was chaired by Teresa Verbeek.

At 11:00 a session called who holds the keys followed. Anna Ferrante, who leads the helpline,
said that nobody asks twice.

In the afternoon participants turned to shelters that close. Rajesh Kothari (Safe Harbour Trust)
explained why donors leave.

The last session, on returns, was moderated by Tomas Alder, journalist.
"""
FRENCH = """Compte rendu des assises régionales
Valmère, le 14 mars 2023

La première table ronde, consacrée au recrutement en ligne, a réuni Anna Ferrante, juriste à
l’association Passerelles, et Thomas Lund (Observatoire des plateformes).

La dernière séance s’est penchée sur la réparation des victimes. La juge Ada Kimura y a commenté
trois arrêts.
"""
GERMAN = """Tagungsbericht
Lindenau, 11. Oktober 2023

Das erste Podium widmete sich der Vermittlung über Agenturen. Es diskutierten Anna Ferrante
(Hochschule Lindenau) und der Heimleiter Jonas Kimura.

Am zweiten Tag folgte ein Workshop zum Thema Lohnraub vor Gericht unter der Leitung von Richterin
Carola Lund.
"""
SPANISH = """Relatoría del foro sobre migración
Villaseca, 6 de septiembre de 2023

En la primera sesión, acerca de las rutas nuevas, intervinieron la hermana Ana Lund y el abogado
Tomás Bek.

La segunda sesión giró en torno a las niñas que viajan solas. Lucía Ferrante, psicóloga de Casa
Abierta, presentó su protocolo.
"""
ITALIAN = """Le voci del convegno
Portoverde, 17 novembre 2023

La prima sessione, dedicata al caporalato digitale, ha visto gli interventi di Anna Ferrante,
ricercatrice dell’Università del Porto, e di don Vito Lund.

Nel pomeriggio, un laboratorio sulla mediazione linguistica è stato condotto da Ada Bek.
"""
RUSSIAN = """Итоги конференции
Степное, 22 мая 2023 года

Первая сессия была посвящена вербовке через мессенджеры. Выступили Анна Ферранте, директор фонда
«Шаг», и подполковник Иван Лунд.

Вторая сессия, о возвращении домой, началась с рассказа. Затем юрист Павел Бек объяснил закон.
"""
UKRAINIAN = """Підсумки конференції
Полтава, 22 травня 2023 року

Перша сесія була присвячена вербуванню через месенджери. Ірина Семчишин, координаторка фонду
«Крок», навела дані за рік.

Друга сесія, про повернення додому, зібрала юристів. Виступив Дмитро Ляшенко, юрист фонду «Крок».
"""


def reader(language: str) -> PeopleReader:
    words = words_in(tuple(sorted({language, "en"})))
    return PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))


def read(folder: Path, text: str) -> Any:
    head, *paragraphs = text.split("\n\n")
    document = folder / "document.txt"
    document.write_text("\n\n".join([head, *(" ".join(p.split()) for p in paragraphs)]), "utf-8")
    draft(document).write(folder / "draft")
    sessions = read_yaml(folder / "draft" / "programme.yml").get("sessions") or []
    return {s["title"]: [p["name"] for p in s.get("participants") or []] for s in sessions}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENGLISH,
            {
                "recruitment agencies": ["Ifeoma Lund", "Leif Kimura", "Teresa Verbeek"],
                "who holds the keys": ["Anna Ferrante"],
                "shelters that close": ["Rajesh Kothari"],
                "returns": ["Tomas Alder"],
            },
        ),
        (
            FRENCH,
            {
                "recrutement en ligne": ["Anna Ferrante", "Thomas Lund"],
                "la réparation des victimes": ["Ada Kimura"],
            },
        ),
        (
            GERMAN,
            {
                "der Vermittlung über Agenturen": ["Anna Ferrante", "Jonas Kimura"],
                "Lohnraub vor Gericht": ["Carola Lund"],
            },
        ),
        (
            SPANISH,
            {
                "las rutas nuevas": ["Ana Lund", "Tomás Bek"],
                "las niñas que viajan solas": ["Lucía Ferrante"],
            },
        ),
        (
            ITALIAN,
            {
                "caporalato digitale": ["Anna Ferrante", "Vito Lund"],
                "mediazione linguistica": ["Ada Bek"],
            },
        ),
        (
            RUSSIAN,
            {
                "вербовке через мессенджеры": ["Анна Ферранте", "Иван Лунд"],
                "возвращении домой": ["Павел Бек"],
            },
        ),
        (
            UKRAINIAN,
            {
                "вербуванню через месенджери": ["Ірина Семчишин"],
                "повернення додому": ["Дмитро Ляшенко"],
            },
        ),
    ],
)
def test_what_sessions_were_on_is_read_from_sentences(
    tmp_path: Path, text: str, told: dict[str, list[str]]
) -> None:
    assert {t: sorted(names) for t, names in read(tmp_path, text).items()} == {
        t: sorted(names) for t, names in told.items()
    }


def test_heads_above_paragraphs_are_titles_whatever_those_say(tmp_path: Path) -> None:
    text = """Report of the conference

Port Meredith, 14 May 2023

Who owns the debt?

The first panel, moderated by Ada Bek of the Law Clinic, turned to recruitment fees. The lawyer
Leif Kimura argued that fees are paid twice.

What courts can do

The second panel looked at the docket of a small town. Judge Tomas Verbeek described four cases.
"""
    assert [*read(tmp_path, text)] == ["Who owns the debt?", "What courts can do"]


def test_one_paragraph_on_a_panel_makes_no_session_of_it(tmp_path: Path) -> None:
    text = """Forum “Safe Roads”

Port Meredith, 14 May 2023

The nurse Ada Bek opened the forum and told of her nights at the clinic.

She then joined a panel on recruitment fees, where the lawyer Leif Kimura argued against them.
"""
    assert len(read(tmp_path, text)) == 1


def test_the_event_that_a_report_is_on_is_named_in_its_first_sentence(tmp_path: Path) -> None:
    text = """More than a hundred people meet in Port Meredith

PORT MEREDITH, Monday 12 May 2031 – Safe Harbour today brought together a hundred people for the
Regional Forum on Debt along Supply Routes.

The event was opened by Ada Bek (mayor of Port Meredith). The discussion was moderated by Leif
Kimura (Law Clinic).
"""
    named = read(tmp_path, text)
    assert named == {"Regional Forum on Debt along Supply Routes": ["Ada Bek", "Leif Kimura"]}


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("en", "Ada Bek, who runs the clinic, said that patients come late.", ["Ada Bek"]),
        ("en", "Ada Bek, 34, told members that two years are nothing.", ["Ada Bek"]),
        ("en", "Tran Thi Bich Hoa, chair of the union, told us why.", ["Tran Thi Bich Hoa"]),
        ("en", "The guests of the next meeting are Leif Bek and Ada Lund, editor.", []),
        ("de", "Grace Adjei von der Evangelischen Beratungsstelle sprach zuerst.", ["Grace Adjei"]),
        ("de", "Gedankt wurde Ada Bek für die Technik.", []),
        ("it", "Un pensiero è andato ad Ada Bek, bracciante.", []),
        (
            "ru",
            "Выступили Анна Ферранте, юрист, и Иван Лунд, врач.",
            ["Анна Ферранте", "Иван Лунд"],
        ),
    ],
)
def test_who_takes_part_is_told_from_who_is_mentioned(
    language: str, sentence: str, names: list[str]
) -> None:
    assert [person.name for person in find_named(sentence, reader(language))] == names


def test_a_list_names_also_whom_a_bracket_or_a_post_alone_tells() -> None:
    sentence = (
        "Speakers included Ada Bek, advocate, Giorgos Stamatiou (Shelter Union), the lawyer Leif "
        "Kimura and Mei-Ling Tan."
    )
    named = [person.name for person in find_speakers(sentence, reader("en"))]
    assert named == ["Ada Bek", "Giorgos Stamatiou", "Leif Kimura", "Mei-Ling Tan"]


def test_who_is_named_again_with_what_they_said_takes_part(tmp_path: Path) -> None:
    text = """An evening on seasonal work

Port Meredith, 12 March 2023

The hall was full at the meeting on Monday, and Ada Bek read from the contract that she had signed.

“I thought the caravan was a joke,” Bek said. We had thought of Leif Lund too, but he is away.
"""
    (names,) = read(tmp_path, text).values()
    assert names == ["Ada Bek"]


def test_a_report_on_no_event_names_nobody(tmp_path: Path) -> None:
    text = """What is debt bondage?

People pledge their work against a loan, and interest is set so that the debt never ends.

The economist Ada Bek explained in 2019 that a seminar at the Law Clinic had heard the same.
"""
    assert read(tmp_path, text) == {}


def test_who_presides_stands_above_a_record_and_titles_below_numbers(tmp_path: Path) -> None:
    text = """Procès-verbal intégral

Présidence de Mme Bek (Haut-Mandé)

Point 3 de l'ordre du jour
Protection des enfants

La Présidente : Je donne la parole à M. Lund, Directeur du Fonds pour l'enfance.

M. Lund : Trois mille enfants ont passé la frontière seuls l'an dernier.

Point 4 de l'ordre du jour
Élection du Bureau

La Présidente : Le groupe des îles propose la candidature de M. Ugo Kimura.

M. Verbeek (Lagunia) : Nous appuyons cette candidature avec joie.
"""
    document = tmp_path / "record.txt"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert {s["title"]: [p["name"] for p in s["participants"]] for s in sessions} == {
        "Protection des enfants": ["Bek", "Lund"],
        "Élection du Bureau": ["Bek", "Verbeek"],
    }


@pytest.mark.parametrize(
    ("language", "paragraph", "title"),
    [
        (
            "en",
            "Brokers, Loans and Debt was the subject of the next session. Ada Bek warned of it.",
            "Brokers, Loans and Debt",
        ),
        (
            "en",
            "In a session on On the Farm, in the Plant, Ada Bek (Law Clinic) and Ugo Lund met.",
            "On the Farm, in the Plant",
        ),
        (
            "en",
            "We then turned to What Buyers Can Ask of Suppliers. Ada Bek presented figures.",
            "What Buyers Can Ask of Suppliers",
        ),
        (
            "en",
            "The second session, on debt: Ada Bek presented figures that nobody knew.",
            "debt",
        ),
        (
            "en",
            "The workshop Children who came back alone took place. Ada Bek showed drawings.",
            "Children who came back alone",
        ),
        (
            "de",
            "Die erste Runde, Wer erkennt, und wer hilft?, eröffnete Ada Bek, Leiterin des Amts.",
            "Wer erkennt, und wer hilft?",
        ),
        (
            "de",
            "Anschließend ging es um Löhne ohne Vertrag: Jurist Dr. Jonas Lund erklärte es.",
            "Löhne ohne Vertrag",
        ),
        (
            "fr",
            "L’atelier Repérer, orienter, protéger, présidé par Ada Bek, a réuni des juristes.",
            "Repérer, orienter, protéger",
        ),
        (
            "it",
            "La prima sessione, Casa, lavoro, documenti: l’autonomia, è stata aperta da Ada Bek.",
            "Casa, lavoro, documenti: l’autonomia",
        ),
        (
            "ru",
            "На сессии на тему Дети в сети: вербовка и защита выступили Анна Бек и Иван Лунд.",
            "Дети в сети: вербовка и защита",
        ),
        (
            "fr",
            "La deuxième partie, Réparer : l’indemnisation et après, est revenue à Ada Bek, juge.",
            "Réparer : l’indemnisation et après",
        ),
        (
            "en",
            "The day continued with What the Clinic Sees of it. Ada Bek described a night.",
            "What the Clinic Sees of it",
        ),
        (
            "en",
            "Under the item On the Farm, in the Plant, Ada Bek (Law Clinic) described a night.",
            "On the Farm, in the Plant",
        ),
        (
            "en",
            "Discussion of Labour Inspection at Sea was led by Ada Bek (Law Clinic).",
            "Labour Inspection at Sea",
        ),
        (
            "en",
            "The panel The Right to Return, the Right to Stay was moderated by Ada Bek.",
            "The Right to Return, the Right to Stay",
        ),
        (
            "fr",
            "Au titre du point Travail forcé dans les serres, Ada Bek assurait la présidence.",
            "Travail forcé dans les serres",
        ),
        ("en", "The meeting of the Port Union heard Ada Bek, who spoke of debt.", ""),
        ("de", "Den Anfang machte Ada Bek von der Caritas mit einem Bericht.", ""),
        ("en", "This was the subject of the second session. Ada Bek spoke.", ""),
        ("en", "The session on Tuesday heard Ada Bek, who spoke of debt.", ""),
    ],
)
def test_a_topic_ends_where_the_sentence_goes_on(language: str, paragraph: str, title: str) -> None:
    people = reader(language)
    line = RecognizedLine(Line(paragraph, 0, len(paragraph)), people.words, people)
    found = find_topic(line)
    assert (found.text if found else "") == title


def test_a_head_that_names_no_event_leaves_that_to_the_first_sentence(tmp_path: Path) -> None:
    text = """Five things I took home from a forum

Port Meredith, 12 May 2031

On Monday I went to the Regional Forum on Debt at Sea, a day of talks at the old rope factory.

The lawyer Ada Bek said that fees have doubled, and the mayor Leif Kimura agreed with her.
"""
    assert read(tmp_path, text) == {"Regional Forum on Debt at Sea": ["Ada Bek", "Leif Kimura"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "The discussion of the Palermo Protocol was short.",
        "The discussion of Forced Labour was short.",
    ],
)
def test_what_is_discussed_is_no_title_by_its_capital_alone(sentence: str) -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    line = RecognizedLine(Line(sentence, 0, len(sentence)), words, people)
    assert find_topic(line) is None
